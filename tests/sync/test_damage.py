"""What is gone, broken or in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.sync.machines import DAY, LINE, PAGE, Machine, is_kept

from twohats.format.merging.markdown import Manner
from twohats.format.merging.result import Merged
from twohats.format.paths import page_path
from twohats.journal import rewriting
from twohats.journal.undo import undo
from twohats.sync import Options, apply, resolve, status, sync_in_background
from twohats.sync import round as round_module
from twohats.sync.objects import Objects
from twohats.system.lock import Lock

if TYPE_CHECKING:
    from collections.abc import Callable


def pages(machine: Machine, count: int = 5) -> None:
    for number in range(count):
        machine.write(page_path(f"2026-10-{number + 10}"), "- 25m brand post\n")


def test_a_folder_that_is_gone_is_no_deletion_unless_it_is_meant(world):
    pages(world.a)
    world.meet()
    shutil.rmtree(world.a.root / "days")
    report = world.a.sync()
    assert report.outcome == "mass-delete"
    assert "6 files are gone here" in report.message
    assert page_path("2026-10-10") in report.message
    assert len(world.a.committed()) == 9

    assert world.a.sync(yes=True).outcome == "synced"
    report = world.b.sync()
    assert report.outcome == "mass-delete"
    assert "gone on origin" in report.message
    assert world.b.read() == PAGE
    assert world.b.sync(yes=True).outcome == "synced"
    assert world.b.read() == ""


def take_away(machine: Machine, *days: str) -> None:
    """Delete pages, a minute ago: within 50 ms, a page that is gone is taken for one that is being saved."""
    for day in days:
        path = machine.root / page_path(day)
        path.unlink()
        os.utime(path.parent, (time.time() - 60, time.time() - 60))


def cut_off(data: bytes) -> Callable[..., None]:
    """A program that was interrupted a minute ago, and has left nothing but this of a page."""

    def leave(machine: Machine, *days: str) -> None:
        for day in days:
            machine.write(page_path(day), data)
            os.utime(machine.root / page_path(day), (time.time() - 60, time.time() - 60))

    return leave


@pytest.mark.parametrize(
    ("do", "days", "says"),
    [
        (take_away, ("2026-10-10", "2026-10-11"), "2 files are gone"),
        (cut_off(b""), ("2026-10-10",), "1 file is empty"),
        (cut_off(b"\xef\xbb\xbf\r\n  \n"), ("2026-10-10",), "1 file is empty"),
        (cut_off(bytes(40)), ("2026-10-10",), "1 file is empty"),
        (cut_off("\u00a0\u2003 \u200b\n".encode()), ("2026-10-10",), "1 file is empty"),
    ],
    ids=["two gone", "empty", "blank", "zeros", "spaces of other kinds"],
)
def test_two_files_that_are_gone_and_one_that_is_empty_are_asked_about_on_every_machine(
    world, do, days, says
):
    pages(world.a)
    world.meet()
    do(world.a, *days)
    before = world.a.committed()
    found = status(world.a.journal)
    report = world.a.sync()

    assert (found.stop, report.outcome, found.message) == ("mass-delete", "mass-delete", report.message)
    assert f"{says} here" in report.message
    assert all(page_path(day) in report.message for day in days)
    assert "--yes" in report.hint
    assert world.a.committed() == before
    assert world.a.sync(yes=True).outcome == "synced"

    report = world.b.sync()
    assert f"{says} on origin" in report.message
    assert all(world.b.read(page_path(day)) for day in days)
    assert world.b.sync(yes=True).outcome == "synced"
    assert world.a.files() == world.b.files()


def test_one_file_that_is_gone_is_a_deletion_and_told(world):
    pages(world.a)
    world.meet()
    take_away(world.a, "2026-10-10")

    assert world.a.sync().remarks == (f"deleted here: {page_path('2026-10-10')}",)
    assert world.b.sync().remarks == (f"deleted on origin: {page_path('2026-10-10')}",)
    assert not (world.b.root / page_path("2026-10-10")).exists()


def test_yes_answers_what_was_asked_and_nothing_else(world):
    pages(world.a)
    world.meet()
    take_away(world.b, "2026-10-10", "2026-10-11")
    world.b.sync()
    world.b.sync(yes=True)
    take_away(world.a, "2026-10-12", "2026-10-13")

    unasked = world.a.sync(yes=True)
    assert unasked.outcome == "mass-delete"
    assert "not asked about yet" in unasked.message
    take_away(world.a, "2026-10-14")
    more = world.a.sync(yes=True)
    assert more.outcome == "mass-delete"
    assert "3 files" in more.message
    there = world.a.sync(
        yes=True
    )  # what is gone here is confirmed; what is gone there has not been asked about
    assert "gone on origin" in there.message
    assert there.committed.days == ("2026-10-12", "2026-10-13", "2026-10-14")
    assert world.a.read(page_path("2026-10-10"))
    assert world.a.sync(yes=True).finished


def test_what_hat_itself_took_away_is_not_asked_about(world):
    world.a.journal.add("2026-11-20", "25m brand post")
    world.a.journal.add("2026-11-21", "25m brand post")
    world.a.write(page_path("2026-10-01"), "- 25m brand post\n")
    world.a.sync()
    undo(world.a.journal)
    undo(world.a.journal)
    world.a.journal.remove("2026-10-01", 1, "- 25m brand post")
    assert world.a.read(page_path("2026-10-01")) == ""

    assert world.a.sync().outcome == "synced"


def test_files_that_are_moved_and_an_inbox_that_is_taken_in_are_not_gone(world):
    world.a.write("inbox.md", "- 25m brand post\n")
    for number in (1, 2):
        world.a.write(f"trials/{number}.toml", f"a = {number}\n")
    world.meet()
    for number in (1, 2):
        (world.a.root / f"trials/{number}.toml").rename(world.a.root / f"trials/n{number}.toml")
    world.a.write("inbox.md", "")

    world.meet()
    assert world.b.read("trials/n2.toml")


def test_a_folder_that_is_gone_while_a_pull_is_stuck_is_asked_about(world):
    pages(world.a)
    world.meet()
    world.b.change("launch thread", "launch thread B")
    world.b.sync()
    world.a.change("launch thread", "launch thread A")
    world.a.git("commit", "-qam", "mine")
    world.a.git("pull", "-q", "--no-rebase", fails=True)
    take_away(world.a, "2026-10-10", "2026-10-11")

    report = resolve(world.a.journal)
    assert report.outcome == "mass-delete"
    assert "2 files are gone here" in report.message
    assert resolve(world.a.journal, Options(yes=True)).outcome == "resolved"
    assert page_path("2026-10-10") not in world.a.committed()


@pytest.mark.parametrize("what", ["folder", "link", "large"])
def test_a_page_that_cannot_be_read_is_not_taken_for_deleted(world, what):
    path = world.a.root / page_path(DAY)
    path.unlink()
    if what == "folder":
        path.mkdir()
    elif what == "link":
        (world.folder / "secret").write_text("secret\n")
        path.symlink_to(world.folder / "secret")
    else:
        path.write_bytes(b"x" * (5 << 20))
    world.a.write("inbox.md", "- 25m brand post\n")
    report = world.a.sync()

    assert report.outcome == "left-out"
    assert report.left_out == ((page_path(DAY), "in-the-way"),)
    assert world.a.committed()[page_path(DAY)] == PAGE.encode()
    world.b.add(LINE)
    world.b.sync()
    assert world.a.sync().outcome == "in-the-way"


def test_a_folder_of_pages_that_is_a_link_is_not_entered(world):
    outside = world.folder / "outside"
    (world.a.root / "days").rename(outside)
    (world.a.root / "days").symlink_to(outside)
    (outside / "2026" / "2026-11-25.md").write_text("- 25m brand post: outside\n")
    world.a.write("inbox.md", "- 25m brand post\n")

    assert world.a.sync().outcome == "left-out"
    assert set(world.a.committed()) == {
        ".gitattributes",
        ".gitignore",
        "hat.toml",
        "inbox.md",
        page_path(DAY),
    }


def test_a_repository_within_the_journal_is_not_entered(world):
    world.a.git("init", "-q", "--bare", "days/bare")
    world.a.write("days/bare/2026-11-25.md", "- 25m brand post\n")
    world.a.git("init", "-q", "days/other")
    world.a.write("days/other/2026-11-25.md", "- 25m brand post\n")
    world.a.add(LINE)

    assert world.a.sync().outcome == "left-out"
    assert not [path for path in world.a.committed() if "2026-11-25" in path]


def test_a_commit_that_cannot_be_signed_is_not_made(world, tmp_path):
    world.a.git("config", "commit.gpgSign", "true")
    world.a.git("config", "gpg.format", "ssh")
    world.a.git("config", "user.signingKey", str(tmp_path / "no-key"))
    world.a.add(LINE)
    head = world.a.git("rev-parse", "HEAD")

    assert world.a.sync().outcome == "sign"
    assert world.a.git("rev-parse", "HEAD") == head
    assert is_kept(world.a, committed=False)


def test_a_commit_is_signed_when_the_user_signs(world, tmp_path):
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    world.a.git("config", "commit.gpgSign", "true")
    world.a.git("config", "gpg.format", "ssh")
    world.a.git("config", "user.signingKey", str(key))
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert "gpgsig" in world.a.git("cat-file", "commit", "HEAD")


@pytest.mark.parametrize(
    "rule", ["*.md filter=git-crypt", "days/** filter=crypt diff=crypt", "hat.toml filter=sops"]
)
def test_an_encrypted_journal_is_refused_rather_than_sent_in_the_open(world, rule):
    world.a.write(".gitattributes", f"*.md -text\n*.toml -text\n{rule}\n")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == status(world.a.journal).stop == "filter"
    assert is_kept(world.a, committed=False)


def test_encrypted_pages_from_elsewhere_are_not_taken_in(world):
    world.b.write(page_path("2026-11-21"), b"\0GITCRYPT\0 secret")
    world.b.git("add", ".")
    world.b.git("commit", "-qm", "encrypted")
    world.b.git("push", "-q")

    assert world.a.sync().outcome == "filter"
    assert not world.a.read(page_path("2026-11-21"))


def test_a_page_from_elsewhere_that_is_too_large_is_not_taken_in(world):
    world.b.write(page_path("2026-11-21"), b"x" * (5 << 20))
    world.b.git("add", ".")
    world.b.git("commit", "-qm", "large")
    world.b.git("push", "-q")

    assert world.a.sync().outcome == "too-large"
    assert not world.a.read(page_path("2026-11-21"))


def test_the_journal_in_use_by_another_sync(world):
    world.a.journal.lock()
    with Lock(str(world.a.root / ".twohats" / "sync.lock"), str(world.a.root)):
        assert world.a.sync().outcome == "busy"


def test_a_lock_of_gits_on_the_branch(world):
    lock = world.a.root / ".git" / "refs" / "heads" / "main.lock"
    lock.write_text("")
    world.a.add(LINE)
    report = world.a.sync()
    assert report.outcome == "ref-lock"
    assert str(lock) in report.message
    assert is_kept(world.a, committed=False)
    assert lock.exists()

    an_hour_ago = time.time() - 3600
    os.utime(lock, (an_hour_ago, an_hour_ago))
    if os.path.isdir("/proc"):
        report = world.a.sync()
        assert report.outcome == "synced"
        assert any("was renamed" in remark for remark in report.remarks)
        assert is_kept(world.a)


def test_a_lock_of_gits_on_the_index_stops_nothing_and_the_index_is_mended_later(world):
    lock = world.a.root / ".git" / "index.lock"
    lock.write_text("")
    world.a.add(LINE)
    world.b.add("25m brand read: from b")
    world.b.sync()
    report = world.a.sync()
    assert report.outcome == "synced"
    assert any("index" in remark for remark in report.remarks)

    lock.unlink()
    assert not world.a.is_clean()
    world.a.sync()
    assert world.a.is_clean()
    assert "from b" in world.a.read()


def test_a_damaged_repository(world):
    head = world.a.git("rev-parse", "HEAD^{tree}")
    path = world.a.root / ".git" / "objects" / head[:2] / head[2:]
    path.chmod(0o644)
    path.write_bytes(b"")
    world.a.add(LINE)

    assert world.a.sync().outcome == "damaged"
    assert LINE in world.a.read()


def test_no_git_command(world, monkeypatch, tmp_path):
    world.a.add(LINE)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        assert world.a.sync().outcome == "no-git"
    assert LINE in world.a.read()


def test_a_git_that_is_too_old(world, monkeypatch, tmp_path):
    (tmp_path / "git").write_text("#!/bin/sh\necho git version 2.17.1\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    report = world.a.sync()

    assert report.outcome == "no-git"
    assert "2.17" in report.message


def test_a_merge_that_would_lose_a_line_is_not_made(world, monkeypatch):
    world.b.add("25m brand read: from b")
    world.b.sync()
    world.a.add(LINE)
    with monkeypatch.context() as patch:
        patch.setattr(Manner, "merge", lambda _, *sides: Merged(sides[1]))
        report = world.a.sync()
    assert report.outcome == "not-merged"
    assert is_kept(world.a)
    assert "from b" in world.a.read(f".twohats/unmerged/{page_path(DAY)}")

    world.meet()
    assert "from b" in world.a.read()


def test_a_full_disk(world, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    world.b.add(LINE)
    world.b.sync()
    with monkeypatch.context() as patch:
        patch.setattr(apply, "bring_all", full)
        assert world.a.sync().outcome == "no-room"
    assert world.a.read() == PAGE
    report = world.a.sync()
    assert report.outcome in ("synced", "nothing")
    assert any("cut off" in remark for remark in report.remarks)
    assert is_kept(world.a)


def test_the_apps_sync_never_raises(world, monkeypatch):
    def bug(*_):
        raise ZeroDivisionError("no\x1b[31m")

    monkeypatch.setattr(round_module, "run_sync", bug)
    report = sync_in_background(world.a.journal)

    assert report.outcome == "failed"
    assert "\x1b" not in report.message


def test_a_journal_that_is_busy_writing(world, monkeypatch):
    monkeypatch.setattr(rewriting, "Lock", partial(Lock, seconds=0.1))
    world.b.add("25m brand read: from b")
    world.b.sync()
    world.a.add(LINE)
    with world.a.journal.lock():
        report = world.a.sync()

    assert report.outcome == "failed"
    assert "busy" in report.message
    assert "may be stuck" in report.hint
    assert is_kept(world.a, committed=False)
    assert world.a.sync().outcome == "synced"
    assert "from b" in world.a.read()


def test_a_commit_that_is_not_what_was_given_to_git(world, monkeypatch):
    tree = Objects.tree
    world.a.add(LINE)
    head = world.a.git("rev-parse", "HEAD")

    def wrong(self, commit):
        found = tree(self, commit)
        if commit != head:
            found.pop("hat.toml", None)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Objects, "tree", wrong)
        assert world.a.sync().outcome == "self-check"
    assert is_kept(world.a, committed=False)
    assert world.a.sync().outcome == "synced"


def test_after_a_cut_off_sync_the_users_own_commit_is_respected(world, monkeypatch):
    """The ref of the sync that was cut off must not pull a branch along that has gone on."""
    world.b.add("25m brand read: from b")
    world.b.sync()
    with monkeypatch.context() as patch:
        patch.setattr(
            apply, "move_branch", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error"))
        )
        assert world.a.sync().outcome == "failed"
    assert "from b" in world.a.read()
    world.a.write("notes.txt", "mine\n")
    world.a.git("add", "notes.txt")
    world.a.git("commit", "-qm", "by hand")
    world.meet()

    assert world.b.read("notes.txt") == "mine\n"
    assert world.a.read().count("from b") == 1
    assert "twohats" not in world.a.git("for-each-ref", "--format=%(refname)")
