"""The script `hat` starts from wherever it is installed: it looks for its Python itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import twohats

SCRIPT = Path(__file__).parent.parent / "scripts" / "hat"
SOURCES = Path(twohats.__path__[0]).parent
LONG = "/".join(["a folder whose name has spaces and is long"] * 6)
"""More than the 255 characters of which Linux reads the first line of a script, or the 127 of old."""


def put(folder: Path, text: str, name: str = "hat") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text)
    file.chmod(0o755)
    return file


def environment(folder: Path) -> Path:
    """An environment with twohats in it; its `hat`."""
    venv.create(folder, symlinks=True, with_pip=False)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "twohats.pth").write_text(f"{SOURCES}\n")
    return put(folder / "bin", SCRIPT.read_text())


@pytest.fixture(params=["env", "x y/env", 'it\'s $HOME `here`\n; "so"/env', LONG])
def hat(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return environment(tmp_path / request.param)


def run(*words: str | Path, cwd: Path | None = None, path: Path | None = None) -> str:
    """What a command prints, with `path` in front of the search path."""
    world = dict(os.environ, PATH=f"{path}:{os.environ['PATH']}" if path else os.environ["PATH"])
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=world, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


VERSION = f"twohats {twohats.__version__}, Python {sys.version.split()[0]}\n"


def test_it_starts_from_any_path(hat: Path) -> None:
    assert run(hat, "--version") == VERSION
    assert run("hat", "--version", path=hat.parent) == VERSION
    assert run("./hat", "--version", cwd=hat.parent) == VERSION
    assert run("bin/hat", "--version", cwd=hat.parent.parent) == VERSION
    for shell in ("sh", "bash"):
        assert run(shell, "hat", "--version", cwd=hat.parent) == VERSION


def test_it_starts_through_links(hat: Path, tmp_path: Path) -> None:
    (tmp_path / "far" / "away").mkdir(parents=True)
    whole = tmp_path / "far" / "hat"
    whole.symlink_to(hat)
    beside = tmp_path / "far" / "also"
    beside.symlink_to("hat")
    below = tmp_path / "far" / "away" / "hat"
    below.symlink_to("../also")
    folder = tmp_path / "bin"
    folder.symlink_to(hat.parent)
    for link in (whole, beside, below, folder / "hat"):
        assert run(link, "--version") == VERSION
    assert run("hat", "--version", path=below.parent) == VERSION


def test_a_link_in_another_environment_means_its_own(tmp_path: Path) -> None:
    hat = environment(tmp_path / "own")
    other = tmp_path / "other"
    venv.create(other, symlinks=True, with_pip=False)
    (other / "bin" / "hat").symlink_to(hat)
    assert run(other / "bin" / "hat", "--version") == VERSION


def test_it_starts_after_its_environment_has_moved(hat: Path, tmp_path: Path) -> None:
    shutil.move(hat.parent.parent, tmp_path / "moved to")
    assert run(tmp_path / "moved to" / "bin" / "hat", "--version") == VERSION


def test_in_no_environment_it_is_what_the_installer_has_made(tmp_path: Path) -> None:
    hat = put(tmp_path / "x y" / "bin", SCRIPT.read_text())
    put(hat.parent, "#!/bin/sh\nexit 99\n", "python")  # of whom, nobody knows
    put(hat.parent, '#!/bin/sh\nprintf "<%s>" "$@"\n', "twohats")
    assert run(hat, "add", "it's  so", "*", "", "--", "$HOME\n") == "<add><it's  so><*><><--><$HOME\n>"


def test_words_stdin_and_exit_codes_pass_through(tmp_path: Path) -> None:
    hat = environment(tmp_path / "x y")
    journal = tmp_path / "journal"
    journal.mkdir()
    (journal / "hat.toml").write_text("format = 1\n")
    world = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TWOHATS_JOURNAL": str(journal), "LANG": "C.UTF-8",
             "TWOHATS_NOW": "2026-11-22T10:30"}  # fmt: skip

    def code(*words: str, stdin: str = "") -> int:
        return subprocess.run(
            [hat, *words], env=world, input=stdin, capture_output=True, text=True, check=False
        ).returncode

    assert code("add", "25m", "b", "post:", "it's  *", "", "$HOME") == 0
    assert code("add", "-", stdin="5m p read: from a pipe\n") == 0
    assert code("add", "25m") == 2
    assert code("status") == 1
    page = (journal / "days" / "2026" / "2026-11-22.md").read_text()
    assert "- 25m brand post: it's  *  $HOME\n" in page
    assert "- 5m personal read: from a pipe\n" in page


def test_what_stands_beside_it_is_not_imported(tmp_path: Path) -> None:
    hat = environment(tmp_path / "env")
    put(hat.parent, "raise SystemExit(99)\n", "twohats.py")
    assert run(hat, "--version") == VERSION
