"""The page that says how twohats is built names what is there, and only that."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "twohats"
NAMED_EACH = ("text", "format", "drafting", "appearance", "system", "journal", "actions")
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
    assert len(rooms()) <= 18


def test_every_module_of_the_rooms_below_has_its_row_and_every_row_its_module() -> None:
    there = set().union(*(modules(SOURCE / room) for room in NAMED_EACH))

    assert sorted(name for name in rows() if "." in name) == sorted(there)
    assert "format.line" in there


def test_every_room_says_what_belongs_in_it() -> None:
    for package in SOURCE.rglob("__init__.py"):
        assert package.read_text().startswith('"""'), package
