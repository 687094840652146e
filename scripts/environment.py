"""Make the environment that the other scripts run in: `.venv` in the repository, with twohats and what it needs.

Needs Python 3.11 and pip, nothing else. What it installs is locked, with hashes, in `requirements/` (`scripts/lock`
makes these files). Made once, and made again when they or `pyproject.toml` have changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
OLDEST = (3, 11)
EDITABLE = "editables>=0.5"
"""What hatchling needs besides for an installation that runs from the sources."""


def bin_folder(environment: Path) -> Path:
    """Where an environment keeps its commands."""
    return environment / ("Scripts" if os.name == "nt" else "bin")


def make(environment: Path, lock: str, *, newest: str = "") -> Path:
    """Make an environment with twohats from these sources, unless it is there; return its folder of commands.

    What it needs comes from `requirements/{lock}.txt`; with `newest` (`.[test]`) in its newest releases instead.
    """
    if sys.version_info < OLDEST:
        sys.exit(f"twohats needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    locks = [] if newest else [REQUIREMENTS / "build.txt", REQUIREMENTS / f"{lock}.txt"]
    wanted = hashlib.sha256()
    for path in (ROOT / "pyproject.toml", ROOT / "scripts" / "hat", Path(__file__), *locks):
        wanted.update(path.read_bytes())
    wanted.update(f"{lock} {newest} {sys.version}".encode())
    stamp = environment / "made-from"
    if not newest and stamp.is_file() and stamp.read_text() == wanted.hexdigest():
        return bin_folder(environment)
    print(f"Making {environment.name} and installing twohats into it ...", file=sys.stderr, flush=True)
    new_environment(environment)
    install = (
        sys.executable, "-m", "pip", "--python", str(environment), "--disable-pip-version-check",
        "install", "--quiet",
    )  # fmt: skip
    if newest:
        run(*install, "--upgrade", "--editable", newest)
    else:
        files = (word for path in locks for word in ("--requirement", str(path)))
        # No sources, which would be built with whatever is newest that day.
        run(*install, "--require-hashes", "--only-binary", ":all:", *files)
        run(*install, "--no-deps", "--no-build-isolation", "--no-index", "--editable", ".")
    stamp.write_text(wanted.hexdigest())
    return bin_folder(environment)


def new_environment(environment: Path) -> None:
    """Make an empty environment in place of what is there."""
    shutil.rmtree(environment, ignore_errors=True)
    # Without its own pip: ensurepip takes as long as all the rest, and Debian's Python comes without it.
    run(sys.executable, "-m", "venv", "--without-pip", str(environment))


def run(*command: str) -> None:
    """Run a command in the repository; end this script as it ended if it failed."""
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        print(f"{' '.join(command[:4])} ... failed", file=sys.stderr)
        sys.exit(code)
