"""The wheel, installed by installers of several ages under a path with a space: `hat` and `twohats` start.

Takes the installers and what twohats needs from the package index, so it is asked for: `TWOHATS_INSTALLERS=1`. The script
alone is tested in `test_start`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import twohats

pytestmark = pytest.mark.skipif(
    not os.environ.get("TWOHATS_INSTALLERS"),
    reason="takes packages from the index: TWOHATS_INSTALLERS=1 asks for it",
)
ROOT = Path(__file__).parent.parent
PYTHON = getattr(sys, "_base_executable", sys.executable)
"""That of the tests has no pip."""
PIP = (PYTHON, "-m", "pip", "--disable-pip-version-check")


def run(*command: str | Path, **variables: str | Path) -> str:
    world = {**os.environ, **{name: str(value) for name, value in variables.items()}}
    done = subprocess.run(
        [*map(str, command)], cwd=ROOT, env=world, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "--python", sys.executable, "wheel", "-q", "--no-index", "--no-deps", "--no-build-isolation",
        "--wheel-dir", folder, ".")  # fmt: skip
    return next(folder.glob("twohats-*.whl"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder whose name has a space, as `~/Library/Application Support`."""
    found = tmp_path / "x y"
    found.mkdir()
    return found


def assert_starts(commands: Path) -> None:
    for name in ("hat", "twohats"):
        said = run(commands / name, "--version", HOME=commands)
        assert said.startswith(f"twohats {twohats.__version__}, Python ")


@pytest.mark.parametrize("version", ["23.0.1", "23.2.1", "24.2", ""])
def test_pip(wheel: Path, place: Path, version: str) -> None:
    run(*PIP, "install", "-q", "--target", place / "pip", f"pip=={version}" if version else "pip")
    run(PYTHON, "-m", "venv", "--without-pip", place / "env")
    run(*PIP, "--python", place / "env", "install", "-q", "--no-deps", wheel, PYTHONPATH=place / "pip")
    assert_starts(place / "env" / "bin")


@pytest.mark.parametrize("version", ["0.2.37", ""])
def test_uv(wheel: Path, place: Path, version: str) -> None:
    run(*PIP, "install", "-q", "--target", place / "uv", f"uv=={version}" if version else "uv")
    uv = place / "uv" / "bin" / "uv"
    run(uv, "venv", "-q", "--python", PYTHON, place / "env")
    run(uv, "pip", "install", "-q", "--no-deps", wheel, VIRTUAL_ENV=place / "env")
    assert_starts(place / "env" / "bin")
    run(uv, "tool", "install", "-q", "--python", PYTHON, wheel,
        UV_TOOL_DIR=place / "tools", UV_TOOL_BIN_DIR=place / "bin", XDG_BIN_HOME=place / "bin")  # fmt: skip
    assert (place / "bin" / "hat").is_symlink()
    assert_starts(place / "bin")


@pytest.mark.parametrize("version", ["1.4.3", ""])
def test_pipx(wheel: Path, place: Path, version: str) -> None:
    run(PYTHON, "-m", "venv", place / "own")
    run(
        place / "own" / "bin" / "python",
        "-m",
        "pip",
        "install",
        "-q",
        f"pipx=={version}" if version else "pipx",
    )
    run(place / "own" / "bin" / "python", "-m", "pipx", "install", "--python", PYTHON, wheel,
        PIPX_HOME=place / "home", PIPX_BIN_DIR=place / "bin")  # fmt: skip
    assert (place / "bin" / "hat").is_symlink()
    assert_starts(place / "bin")
