"""Which program is run: none that lies in the journal, in git's folder or in the remote, whatever `PATH` says."""

from __future__ import annotations

import os
import shutil

import pytest
from tests.sync.attackers import program, ran
from tests.sync.machines import LINE, World, is_kept

from twohats.sync import status
from twohats.system import machine as machine_module
from twohats.system import processes

NAMES = (
    ":", "git", "sh", "ssh", "true", "false", "cat", "env", "ps", "gpg", "git-upload-pack", "git-receive-pack",
    "git-remote-file", "upload-pack", "receive-pack", "exit", "test",
)  # fmt: skip
PATHS = {
    "empty at its end": "{usual}:", "empty at its beginning": ":{usual}", "empty within": "/nowhere::{usual}",
    "the folder one is in": ".:{usual}", "a relative one": "bin:{usual}", "another relative one": "./bin/:../bin:{usual}",
"a space and a dot": ". :./.:{usual}",
}  # fmt: skip


def lay(world: World) -> None:
    """Put programs that leave a mark wherever git may be when it looks for one."""
    source = program(world)
    for folder in (
        world.a.root,
        world.a.root / ".git",
        world.a.root / ".git" / "twohats",
        world.remote,
        world.folder,
    ):
        for place in (folder, folder / "bin"):
            place.mkdir(parents=True, exist_ok=True)
            for name in NAMES:
                shutil.copy(source, place / name)


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())
def test_no_program_of_the_journal_or_the_remote_is_run_by_its_name(world, monkeypatch, path):
    world.b.add("25m brand read: from b")
    world.b.sync()
    lay(world)
    usual = os.environ["PATH"]
    monkeypatch.chdir(world.a.root)
    monkeypatch.setenv("PATH", path.format(usual=usual))
    world.a.add(LINE)
    status(world.a.journal, fetch=True)

    assert world.a.sync().outcome == "synced"
    assert not ran(world)
    monkeypatch.setenv("PATH", usual)
    assert is_kept(world.a)
    assert "from b" in world.a.read()


@pytest.mark.parametrize("path", ["", ".", ":", "bin", None])
def test_a_path_without_a_whole_part_is_the_systems_own(world, monkeypatch, path):
    lay(world)
    monkeypatch.chdir(world.a.root)
    if path is None:
        monkeypatch.delenv("PATH")
    else:
        monkeypatch.setenv("PATH", path)
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == ("synced" if shutil.which("git", path=os.defpath) else "no-git")
    assert LINE in world.a.read()
    assert not ran(world)


def test_a_program_that_git_is_told_of_by_its_name_is_none_of_the_journals(world, monkeypatch):
    """Over ssh, and one that signs."""
    usual = os.environ["PATH"]
    world.a.git("config", "remote.origin.url", "ssh://localhost:1/x.git")
    lay(world)
    world.a.add(LINE)
    for signs in ("true", "false"):
        monkeypatch.setenv("PATH", usual)
        world.a.git("config", "commit.gpgSign", signs)
        monkeypatch.setenv("PATH", f".:{usual}")
        assert world.a.sync().outcome == ("sign" if signs == "true" else "offline")

    assert LINE in world.a.read()
    assert not ran(world)


def test_the_list_of_processes_is_the_systems(world, monkeypatch):
    """It is asked for when a call that may ask for a password is ended."""
    lay(world)
    monkeypatch.chdir(world.a.root)
    monkeypatch.setenv("PATH", f".:{os.environ['PATH']}")
    list(processes._started_by(os.getpid()))  # no call that hangs at a terminal is needed for it

    assert not ran(world)


def test_gits_own_programs_are_not_looked_for_in_the_journal(world, monkeypatch):
    lay(world)
    monkeypatch.setenv("GIT_EXEC_PATH", "bin")
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert not ran(world)


def test_only_whole_parts_of_path_are_searched(monkeypatch):
    monkeypatch.setenv("PATH", ":/usr/bin:.:bin:/bin:")

    assert machine_module.search_path() == "/usr/bin:/bin"
