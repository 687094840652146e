"""The page that says how twohats is built names what is there, and only that."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "twohats"
NAMED_EACH = (
    "text", "format", "drafting", "query", "measures", "appearance", "interchange", "views", "render", "system", "journal", "index", "sync", "actions",
)  # fmt: skip
"""The rooms of which the page names every module."""


def rows() -> list[str]:
    """The names in the first columns of the page's tables."""
    return [
        name
        for line in (ROOT / "docs" / "architecture.md").read_text().splitlines()
        if line.startswith("| `")
        for name in line.split("|")[1].split("`")[1::2]
    ]


def modules(folder: Path) -> set[str]:
    """The modules in a folder and below, by their dotted names within the package."""
    return {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        for path in folder.rglob("*.py")
        if path.stem.strip("_") == path.stem
    }


def rooms() -> set[str]:
    """What stands at the top of the package."""
    return {
        path.stem
        for path in SOURCE.iterdir()
        if path.stem.strip("_") == path.stem and (path.suffix == ".py" or (path / "__init__.py").is_file())
    }


def test_every_room_has_its_row_and_every_row_its_room() -> None:
    assert sorted(name for name in rows() if "." not in name) == sorted(rooms())
    # More than a newcomer can keep in mind is no plan of a house; what is new finds its place in one of these.
    assert len(rooms()) <= 19


def test_every_module_of_the_rooms_has_its_row_and_every_row_its_module() -> None:
    there = set().union(*(modules(SOURCE / room) for room in NAMED_EACH))

    assert sorted(name for name in rows() if "." in name) == sorted(there)
    assert "format.line" in there


def test_every_room_says_what_belongs_in_it() -> None:
    for package in SOURCE.rglob("__init__.py"):
        assert package.read_text().startswith('"""'), package


def every_module() -> dict[str, Path]:
    """All modules of the package with their files; a package is the module of its `__init__`."""
    paths = {path.relative_to(SOURCE.parent).with_suffix(""): path for path in SOURCE.rglob("*.py")}
    return {".".join(path.parts).removesuffix(".__init__"): file for path, file in paths.items()}


def imported(source: str, known: set[str]) -> set[str]:
    """The modules among the known ones that a source imports: anywhere, in functions and for types only as well."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inside if inside <= known else {node.module, *inside}
    return found & known


def circles(imports: dict[str, set[str]]) -> list[list[str]]:
    """The modules that import each other, by way of others or not: the strongly connected components (Tarjan's)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = lowest[name] = len(order)
        stack.append(name)
        for other in sorted(imports[name]):
            if other not in order:
                visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in stack:
                lowest[name] = min(lowest[name], order[other])
        if lowest[name] == order[name]:
            at = stack.index(name)
            if len(stack) - at > 1 or name in imports[name]:
                found.append(sorted(stack[at:]))
            del stack[at:]

    for name in sorted(imports):
        if name not in order:
            visit(name)
    return found


def test_circles_are_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}}) == [["b", "c"], ["d"]]
    lazy = "if TYPE_CHECKING:\n    from p.a import A\ndef f():\n    from p import b\n    import p.c"
    assert imported(lazy, {"p", "p.a", "p.b", "p.c", "p.d"}) == {"p.a", "p.b", "p.c"}


def test_no_modules_import_each_other() -> None:
    """Not inside functions and not for types either: each can be read, and changed, without those above it."""
    files = every_module()
    assert len(files) > 150
    found = circles({name: imported(file.read_text(), {*files}) for name, file in files.items()})
    assert found == []


def test_what_day_it_is_is_asked_of_the_journal() -> None:
    """Whoever reads the clock itself misses that the days of a journal may begin later than at midnight."""
    asks = {
        name
        for name, file in every_module().items()
        if any(
            isinstance(node, ast.Attribute)
            and node.attr == "now"
            and getattr(node.value, "id", "") == "machine"
            for node in ast.walk(ast.parse(file.read_text()))
        )
    }
    assert asks == {"twohats.journal.folder", "twohats.journal.rewriting"}, (
        "the history has the calendar's time"
    )
