"""An environment with the built wheel in it, since an editable install costs more at every start."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The environment of the tests has no pip of its own; the Python that it was made from has.
PYTHON = sys.executable if find_spec("pip") else getattr(sys, "_base_executable", sys.executable)


def quiet(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command and raise if it fails; what it says goes to standard error."""
    subprocess.run([str(word) for word in command], cwd=cwd, check=True, stdout=sys.stderr)


def install_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout, install it into a fresh environment, return its folder of commands."""
    quiet(PYTHON, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", folder, ".")
    wheel = next(folder.glob("twohats-*.whl"))
    return install(folder / "env", wheel)


def install(environment: Path, *packages: str | Path) -> Path:
    """Install packages into a fresh environment and return its folder of commands."""
    quiet(PYTHON, "-m", "venv", "--without-pip", environment)
    quiet(PYTHON, "-m", "pip", "--python", environment, "install", "-q", *packages)
    return environment / "bin"


def own_world(folder: Path, **more: str) -> dict[str, str]:
    """An environment of variables in which nothing of the user's own is seen."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TERM") if name in os.environ}
    return {**kept, "HOME": str(folder / "home"), "XDG_STATE_HOME": str(folder / "state"), **more}
