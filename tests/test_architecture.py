"""The page that says how twohats is built names what is there, and only that."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_module_has_its_row_and_every_row_its_module() -> None:
    rows = [
        name
        for line in (ROOT / "docs" / "architecture.md").read_text().splitlines()
        if line.startswith("| `")
        for name in line.split("|")[1].split("`")[1::2]
    ]
    modules = [
        path.stem
        for path in (ROOT / "src" / "twohats").iterdir()
        if path.stem.strip("_") == path.stem and (path.suffix == ".py" or (path / "__init__.py").is_file())
    ]

    assert sorted(rows) == sorted(modules)
    assert "line" in modules
