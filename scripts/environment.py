"""Make the environment that the other scripts run in: `.venv` in the repository, with twohats and what it needs.

Needs Python 3.11 and pip, nothing else. Made once, and made again when `pyproject.toml` has changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def bin_folder(environment: Path) -> Path:
    """Where an environment keeps its commands."""
    return environment / ("Scripts" if os.name == "nt" else "bin")


def make(environment: Path, what: str) -> Path:
    """Make an environment with `what` installed (`.[test]`), unless it is there; return its folder of commands."""
    if sys.version_info < OLDEST:
        sys.exit(f"twohats needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    said = (ROOT / "pyproject.toml").read_bytes() + what.encode() + sys.version.encode()
    stamp, wanted = environment / "made-from", hashlib.sha256(said).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return bin_folder(environment)
    print(f"Making {environment.name} and installing twohats into it ...", file=sys.stderr, flush=True)
    shutil.rmtree(environment, ignore_errors=True)
    # Without its own pip: ensurepip takes as long as all the rest, and Debian's Python comes without it.
    run(sys.executable, "-m", "venv", "--without-pip", str(environment))
    run(
        sys.executable, "-m", "pip", "--python", str(environment), "--disable-pip-version-check",
        "install", "--quiet", "--editable", what,
    )  # fmt: skip
    stamp.write_text(wanted)
    return bin_folder(environment)


def run(*command: str) -> None:
    """Run a command in the repository; end this script as it ended if it failed."""
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        print(f"{' '.join(command[:4])} ... failed", file=sys.stderr)
        sys.exit(code)
