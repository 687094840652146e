"""Whose a page is: owner, group, mode and access list are kept where the system lets the user, and root takes nothing."""

from __future__ import annotations

import os
import stat
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import TODAY, Ran, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

USER, OTHER, GROUP = 23001, 23002, 20000
LINE = "25m b post: mine"
# All that may be loaded is, before the program becomes another user's: root's Python may be shut to that one.
AS_USER = """
import importlib, os, pkgutil, sys, tomllib, traceback, zlib
import twohats
for found in pkgutil.walk_packages(twohats.__path__, "twohats."):
    if not found.name.startswith(("twohats.tui", "twohats.sync", "twohats.__main__")):
        importlib.import_module(found.name)
from twohats.__main__ import main
user, groups = int(sys.argv[1]), [int(each) for each in sys.argv[2].split(",")]
sys.argv = ["hat", *sys.argv[3:]]
os.setgroups(groups)
os.setgid(groups[0])
os.setuid(user)
raise SystemExit(main())
"""
pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="needs root, to be several users"
)


class Shared:
    """A journal of one user's, in which others run `hat` as well."""

    def __init__(self, hat: Shell) -> None:
        self.hat = hat
        self.root = hat.journal
        for path in (hat.folder, hat.home, self.root):
            path.chmod(0o755)
        hat.home.chmod(0o777)
        self.give(self.root, USER, USER)
        self.give(self.root / "hat.toml", USER, USER)

    def give(self, path: Path, user: int, group: int, mode: int | None = None) -> None:
        os.chown(path, user, group)
        if mode is not None:
            path.chmod(mode)

    def run(self, user: int, groups: list[int], *words: str) -> Ran:
        """Run `hat` as a user with these groups, of which the first is theirs."""
        command = [sys.executable, "-c", AS_USER, str(user), ",".join(map(str, groups)), *words]
        env = self.hat.environment({"XDG_STATE_HOME": str(self.hat.home / f"state-{user}")})
        done = subprocess.run(
            command, env=env, cwd="/", capture_output=True, text=True, timeout=60, check=False
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def owners(self, path: Path) -> tuple[int, int, int]:
        """Owner, group and mode."""
        about = path.stat()
        return about.st_uid, about.st_gid, stat.S_IMODE(about.st_mode)

    def all_owners(self) -> set[int]:
        """The owners of everything in the journal."""
        return {path.lstat().st_uid for path in [self.root, *self.root.rglob("*")]}


@pytest.fixture
def shared() -> Iterator[Shared]:
    """Not below pytest's own folder, which every run that begins shuts to all others."""
    with tempfile.TemporaryDirectory() as folder:
        yield Shared(Shell(Path(folder)))


def test_a_page_of_a_group_keeps_it_when_a_member_adds(shared: Shared) -> None:
    assert shared.run(USER, [USER, GROUP], "add", *LINE.split()).code == 0
    page = shared.hat.path()
    shared.give(page, USER, GROUP, 0o664)
    for words in (("add", *LINE.split()), ("edit", "1", "30m", "b", "post"), ("undo",), ("remove", "1")):
        assert shared.run(USER, [USER, GROUP], *words).code == 0
        assert shared.owners(page) == (USER, GROUP, 0o664)


def test_a_group_that_cannot_be_kept_gives_its_rights_to_no_other(shared: Shared) -> None:
    shared.run(USER, [USER], "add", *LINE.split())
    page = shared.hat.path()
    shared.give(page, USER, GROUP, 0o660)
    assert shared.run(USER, [USER], "add", *LINE.split()) == Ran(0, f"{TODAY}:2  25m brand post: mine\n", "")
    assert shared.owners(page) == (USER, USER, 0o600)


def test_what_root_adds_stays_the_users(shared: Shared) -> None:
    shared.run(USER, [USER], "add", *LINE.split())
    assert shared.hat("add", *LINE.split()).code == 0
    assert shared.hat("add", "yesterday", *LINE.split()).code == 0
    (shared.root / "inbox.md").write_text(f"2025-01-01 {LINE}\n")
    shared.give(shared.root / "inbox.md", USER, USER)
    assert shared.hat("inbox").code == 0
    assert (shared.root / "days/2025/2025-01-01.md").exists()
    assert shared.hat("undo").code == 0
    assert shared.all_owners() == {USER}
    assert shared.run(USER, [USER], "add", *LINE.split()).code == 0


def test_what_root_makes_in_a_new_journal_is_its_owners(shared: Shared) -> None:
    assert shared.hat("add", *LINE.split()).code == 0
    assert shared.all_owners() == {USER}
    assert shared.owners(shared.hat.path()) == (USER, USER, 0o600)
    assert shared.run(USER, [USER], "add", *LINE.split()).code == 0


def test_what_root_makes_in_a_users_home_is_the_users(shared: Shared) -> None:
    """With sudo that keeps HOME: undo and caches would be shut to the user ever after."""
    home = shared.hat.home
    shared.give(home, USER, USER, 0o700)
    shared.hat("add", *LINE.split())
    shared.hat("list")
    shared.hat("start", "b", "read")
    assert {path.stat().st_uid for path in home.rglob("*")} == {USER}


def test_root_gives_away_nothing_that_it_has_not_made(shared: Shared) -> None:
    """A user can give a file of root's another name, in a folder of their own."""
    secret = shared.hat.folder / "secret"
    secret.write_text("root's\n")
    secret.chmod(0o600)
    (shared.root / ".twohats").mkdir()
    shared.give(shared.root / ".twohats", USER, USER)
    os.link(secret, shared.root / ".twohats" / "lock")
    shared.hat("add", *LINE.split())
    assert shared.owners(secret)[0] == 0


def test_a_journal_that_a_group_shares_is_written_by_all_of_it(shared: Shared) -> None:
    shared.give(shared.root, USER, GROUP, 0o2770)
    for user in (USER, OTHER, USER, OTHER):
        ran = shared.run(user, [user, GROUP], "add", *LINE.split())
        assert (ran.code, ran.err) == (0, "")
    assert len(shared.hat.items()) == 4
    assert shared.owners(shared.hat.path())[1:] == (GROUP, 0o660)
    assert shared.owners(shared.root / "days" / "2026")[1:] == (GROUP, 0o2770)
    assert shared.run(OTHER, [OTHER, GROUP], "add", "2025-01-01", *LINE.split()).code == 0
    assert shared.run(USER, [USER, GROUP], "add", "2025-01-01", *LINE.split()).code == 0


def test_an_access_list_and_other_attributes_stay_with_the_page(shared: Shared) -> None:
    if sys.platform != "linux":
        pytest.skip("Python copies no access lists elsewhere")
    shared.run(USER, [USER], "add", *LINE.split())
    page = shared.hat.path()
    none = 0xFFFFFFFF
    entries = [(0x01, 6, none), (0x02, 6, OTHER), (0x04, 4, none), (0x10, 6, none), (0x20, 0, none)]
    rights = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        os.setxattr(page, "system.posix_acl_access", rights)
        os.setxattr(page, "user.note", b"kept")
    except OSError:
        pytest.skip("this file system has no access lists")
    assert shared.run(USER, [USER], "add", *LINE.split()).code == 0
    assert os.getxattr(page, "system.posix_acl_access") == rights
    assert os.getxattr(page, "user.note") == b"kept"
