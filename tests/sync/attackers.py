"""What tests of attacks bring along: a program that leaves a mark when it runs, and repositories that would run it."""

from __future__ import annotations

import shutil
import subprocess

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from tests.sync.machines import Machine, World


def program(world: World) -> str:
    """A program that leaves a mark when it is run."""
    path = world.folder / "program"
    path.write_text(f"#!/bin/sh\ntouch '{world.folder}/ran'\n")
    path.chmod(0o755)
    return str(path)


def ran(world: World) -> bool:
    return (world.folder / "ran").exists()


def git(*words: str, cwd: Path | None = None, fails: bool | None = False) -> str:
    done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=False, timeout=60)
    assert fails is None or bool(done.returncode) == fails, done.stderr
    return done.stdout.strip()


def evil_copy(world: World, where: Path) -> Path:
    """A copy of the remote whose configuration runs the program when something is fetched or pushed there."""
    shutil.copytree(world.remote, where)
    other = world.folder / "other.git"
    if not other.exists():
        shutil.copytree(world.remote, other)
    (where / "objects/info/alternates").write_text(f"{other}/objects\n")
    git("config", "-f", str(where / "config"), "core.alternateRefsCommand", program(world))
    return where


def url(machine: Machine, address: str) -> None:
    """Give the remote an address, written as no git command would let through."""
    told = address.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    path = machine.root / ".git" / "config"
    lines = path.read_text().splitlines()
    path.write_text("".join(f'\turl = "{told}"\n' if "url =" in line else f"{line}\n" for line in lines))
