"""The modules of twohats, found without a search: the same as Python finds, or left to Python."""

from __future__ import annotations

import compileall
import importlib
import json
import os
import py_compile
import shutil
import subprocess
import sys
from importlib.machinery import PathFinder, SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import twohats
from twohats.system.quick_import import _Finder

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

SOURCES = Path(twohats.__path__[0])


def about(spec: ModuleSpec | None) -> tuple[object, ...]:
    assert spec is not None
    assert isinstance(spec.loader, SourceFileLoader)
    locations = spec.submodule_search_locations
    return (
        spec.name, spec.origin, spec.cached, spec.parent, spec.has_location, None if locations is None else [*locations],
        spec.loader.name, spec.loader.path, spec.loader.is_package(spec.name), spec.loader.get_code(spec.name),
    )  # fmt: skip


def test_every_module_is_what_python_finds(tmp_path: Path) -> None:
    for room in ("format", "system", "cli"):
        shutil.copytree(SOURCES / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    assert compileall.compile_dir(tmp_path, quiet=1)
    files = [*tmp_path.rglob("*.py")]
    assert len(files) > 70
    for file in files:
        *above, name = file.relative_to(tmp_path).with_suffix("").parts
        whole = ".".join(["twohats", *above, name]).removesuffix(".__init__")
        folder = file.parent.parent if name == "__init__" else file.parent
        usual = PathFinder.find_spec(whole, [str(folder)])
        assert about(_Finder().find_spec(whole, [str(folder)])) == about(usual)


@pytest.mark.parametrize("name", ["textual", "rich"])
def test_what_draws_the_app_is_what_python_finds(name: str) -> None:
    package = importlib.import_module(name).__path__[0]
    files = [*Path(package).glob("*.py")]
    assert len(files) > 50
    assert not [*Path(package).rglob("*.so"), *Path(package).rglob("*.pyd")]
    for file in files:
        whole = f"{name}.{file.stem}"
        spec = _Finder().find_spec(whole, [package])
        assert (
            file.stem == "__init__"
            or spec is None
            or about(spec) == about(PathFinder.find_spec(whole, [package]))
        )


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """The source of `twohats.made`, compiled, in a folder of its own."""
    path = tmp_path / "made.py"
    path.write_text("value = 1\n")
    py_compile.compile(str(path), doraise=True)
    return path


def found(module: Path) -> ModuleSpec | None:
    return _Finder().find_spec("twohats.made", [str(module.parent)])


def test_a_compiled_file_that_is_up_to_date_is_taken(module: Path) -> None:
    assert found(module) is not None


@pytest.mark.parametrize("changed", ["value = 23\n", "value = 2\n"])
def test_an_old_one_is_left_to_python(module: Path, changed: str) -> None:
    module.write_text(changed)
    os.utime(module, (1, 1)) if len(changed) == len("value = 1\n") else None
    assert found(module) is None


def test_so_is_a_source_that_is_not_compiled_one_that_is_gone_and_one_that_is_not_ours(module: Path) -> None:
    compiled = next((module.parent / "__pycache__").iterdir())
    compiled.rename(compiled.with_suffix(".old"))
    assert found(module) is None
    compiled.with_suffix(".old").rename(compiled)
    assert _Finder().find_spec("made", [str(module.parent)]) is None
    assert _Finder().find_spec("twohats.made") is None
    module.unlink()
    assert found(module) is None


@pytest.mark.parametrize(
    "mode", [py_compile.PycInvalidationMode.CHECKED_HASH, py_compile.PycInvalidationMode.UNCHECKED_HASH]
)
def test_so_is_one_that_is_checked_in_another_way(module: Path, mode: py_compile.PycInvalidationMode) -> None:
    py_compile.compile(str(module), invalidation_mode=mode)
    assert found(module) is None


@pytest.mark.parametrize("kept", [0, 8, 15])
def test_so_is_one_that_is_cut_off(module: Path, kept: int) -> None:
    compiled = next((module.parent / "__pycache__").iterdir())
    compiled.write_bytes(compiled.read_bytes()[:kept])
    assert found(module) is None


def test_what_was_compiled_elsewhere_names_the_source_that_is_here(module: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    (module.parent / "__pycache__").rename(moved / "__pycache__")
    module.rename(moved / module.name)  # the time stays, so the compiled file is up to date
    spec = found(moved / module.name)
    assert spec is not None
    assert isinstance(spec.loader, SourceFileLoader)
    code = spec.loader.get_code(spec.name)
    assert code is not None
    assert code.co_filename == str(moved / module.name)


USED = """
import json, sys
from twohats.system.quick_import import find_quickly, _Loader
find_quickly()
import twohats.cli.week, twohats.cli.status
ours = [module for name, module in sys.modules.items() if name.startswith("twohats.") and name not in ("twohats.system", "twohats.system.quick_import")]
print(json.dumps([len(ours), sum(isinstance(module.__loader__, _Loader) for module in ours)]))
"""


@pytest.mark.parametrize(
    ("options", "used"), [((), True), (("-O",), False), (("-X", "pycache_prefix=/nowhere"), False)]
)
def test_it_is_used_where_the_compiled_files_are_beside_their_sources(
    options: tuple[str, ...], *, used: bool
) -> None:
    def counts() -> list[int]:
        done = subprocess.run(
            [sys.executable, "-B", *options, "-c", USED], capture_output=True, text=True, check=True
        )
        return list(json.loads(done.stdout))

    writing = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [sys.executable, "-c", "import twohats.cli.week, twohats.cli.status"], check=True, env=writing
    )
    every, quick = counts()
    assert every > 20
    assert quick == (every if used else 0)
