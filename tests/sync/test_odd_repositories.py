"""Repositories that are not as they should be: each ends in a word that says what it is, and touches nothing else."""

from __future__ import annotations

import os
import subprocess
import time

import pytest
from tests.sync.machines import DAY, PAGE, Machine

from twohats.format.merging.markdown import Manner
from twohats.format.merging.result import check_lines
from twohats.format.paths import page_path
from twohats.sync import resolve, status

LINE = "25m brand post: mine"


def is_committed(machine: Machine) -> bool:
    return LINE.encode() in machine.committed()[page_path(DAY)]


# Branches with odd names.


def test_a_branch_whose_name_has_a_line_separator_in_it(world):
    world.a.git("branch", "-m", "a\u2028b")
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert is_committed(world.a)
    assert status(world.a.journal).in_step


def test_a_branch_whose_name_is_not_utf_8(world):
    name = b"caf\xe9"
    heads = os.fsencode(world.a.root / ".git" / "refs" / "heads")
    try:
        with open(heads + b"/" + name, "w", encoding="ascii") as file:
            file.write(world.a.git("rev-parse", "HEAD") + "\n")
    except OSError:
        pytest.skip("a file system with Unicode names")
    (world.a.root / ".git" / "HEAD").write_bytes(b"ref: refs/heads/" + name + b"\n")
    world.a.git("remote", "remove", "origin")
    world.a.add(LINE)

    assert world.a.sync().outcome == "no-remote"
    assert is_committed(world.a)
    assert status(world.a.journal).in_step


# What a sync of another time, or somebody else, has left.


def test_the_second_half_of_what_a_cut_off_sync_leaves_is_cleared_away(world):
    world.a.git("update-ref", "refs/twohats/before", "HEAD")
    world.b.add("25m brand read: from b")
    world.b.sync()

    assert world.a.sync().outcome == "synced"
    assert not world.a.git("for-each-ref", "refs/twohats")


def tree_with(machine: Machine, folder: str, name: str, content: str) -> str:
    """The tree of the last commit with one more file in it, as no git would make it."""
    blob = machine.git("hash-object", "-w", "--stdin", stdin=content)
    inner = machine.git("mktree", stdin=f"100644 blob {blob}\t{name}\n")
    lines = [*machine.git("ls-tree", "HEAD").splitlines(), f"040000 tree {inner}\t{folder}"]
    return machine.git(
        "mktree", stdin="".join(f"{line}\n" for line in sorted(lines, key=lambda line: line.split("\t")[1]))
    )


@pytest.mark.parametrize(
    ("folder", "path"), [("..", "victim"), (".git", ".git/victim"), (".GIT", ".GIT/victim")]
)
def test_a_path_that_leads_out_is_not_deleted_either(world, folder, path):
    """A folder from an archive: its last commit holds the path, and the one that waits to be taken over does not."""
    a = world.a
    victim = (world.folder if folder == ".." else a.root) / path
    victim.parent.mkdir(exist_ok=True)
    victim.write_text("mine\n")
    good = a.git("rev-parse", "HEAD^{tree}")
    bad = a.git("commit-tree", tree_with(a, folder, "victim", "mine\n"), "-p", "HEAD", "-m", "bad")
    after = a.git("commit-tree", good, "-p", bad, "-m", "after")
    a.git("update-ref", "refs/heads/main", bad)
    a.git("update-ref", "refs/twohats/pending", after)
    a.git("update-ref", "refs/twohats/before", bad)
    a.git("remote", "remove", "origin")

    assert a.sync().outcome == "no-remote"
    assert victim.read_text() == "mine\n"


def test_a_link_in_place_of_the_folder_for_scratch_files_is_not_followed(world):
    outside = world.folder / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept\n")
    (world.a.root / ".git" / "twohats").symlink_to(outside)
    began = outside.stat().st_mtime_ns
    world.a.add(LINE)
    untrusted = world.a.sync()
    report = world.a.sync(trust=True)

    assert untrusted.outcome == "untrusted"
    assert "twohats" in untrusted.message + untrusted.hint
    assert report.outcome == "failed"
    assert str(world.a.root / ".git" / "twohats") in report.message
    assert outside.stat().st_mtime_ns == began
    assert not is_committed(world.a)
    assert LINE in world.a.read()


@pytest.mark.parametrize("text", [f"- {LINE}\n", ""], ids=["a new page", "nothing new"])
@pytest.mark.parametrize(
    "name",
    [".gitattributes", ".gitignore", "days/.gitattributes", ".git/info/attributes", ".git/info/exclude"],
)
def test_a_pipe_in_place_of_gits_rules_is_named_at_once(world, name, text):
    path = world.a.root / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    if text:
        world.a.write(page_path("2026-11-23"), text)
    began = time.monotonic()
    report = world.a.sync()

    assert report.outcome == status(world.a.journal).stop == "bad-rules"
    assert str(path) in report.message
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("data", [b"", b"junk" * 20], ids=["empty", "junk"])
def test_a_damaged_index_and_the_way_out(world, data):
    (world.a.root / ".git" / "index").write_bytes(data)
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == status(world.a.journal).stop == "bad-index"
    assert LINE in world.a.read()
    subprocess.run(report.hint.partition(": ")[2], shell=True, cwd=world.a.root, check=True)
    assert world.a.sync().outcome == "synced"
    assert is_committed(world.a)
    assert world.a.is_clean()


# Remotes.


def test_a_remote_that_is_set_up_as_a_mirror(world):
    world.a.git("config", "remote.origin.mirror", "true")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "mirror"
    assert is_committed(world.a)
    subprocess.run(report.hint.partition(",")[0], shell=True, cwd=world.a.root, check=True)
    assert world.a.sync().outcome == "synced"


def test_a_branch_that_is_gone_there_and_is_remembered_in_the_way(world):
    world.b.git("push", "-q", "origin", "main:refs/heads/journal/x")
    world.a.git("fetch", "-q")
    world.b.git("push", "-q", "origin", ":refs/heads/journal/x")
    world.b.git("push", "-q", "origin", "main:refs/heads/journal")
    world.a.git("branch", "-m", "journal")
    world.a.git("branch", "--unset-upstream")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "stale-ref"
    assert is_committed(world.a)
    subprocess.run(report.hint.partition(" forgets")[0], shell=True, cwd=world.a.root, check=True)
    assert world.a.sync().outcome == "synced"


# Resolving.


def test_a_conflict_that_cannot_be_resolved_without_losing_a_line_says_so_at_once(world, monkeypatch):
    world.b.change("launch thread", "launch thread B")
    world.b.sync()
    world.a.change("launch thread", "launch thread A")
    world.a.git("commit", "-qam", "mine")
    world.a.git("pull", "-q", "--no-rebase", fails=True)
    before, files = world.a.state(), world.a.files()
    monkeypatch.setattr(Manner, "check", lambda *_: False)
    began = time.monotonic()
    report = resolve(world.a.journal)

    assert report.outcome == "not-merged"
    assert time.monotonic() - began < 5
    assert (world.a.state(), world.a.files()) == (before, files)
    assert "launch thread B" in world.a.read(f".twohats/unmerged/{page_path(DAY)}")


def test_what_was_put_aside_and_cannot_be_taken_in_without_losing_a_line_is_said(world, monkeypatch):
    other = page_path("2026-11-21")
    world.a.write(other, PAGE)
    world.meet()
    world.b.change("launch thread", "launch thread B")
    world.b.change("launch thread", "launch thread B", other)
    world.b.sync()
    world.a.change("launch thread", "launch thread A")
    world.a.git("commit", "-qam", "mine")
    world.a.change("caught up", "put aside", other)
    world.a.git("pull", "-q", "--no-rebase", "--autostash", fails=True)
    monkeypatch.setattr(
        Manner,
        "check",
        lambda _, *texts: not any("put aside" in each for each in texts) and check_lines(*texts),
    )
    before, files = world.a.state(), world.a.files()
    report = resolve(world.a.journal)

    assert report.outcome == "not-merged"
    assert other in report.message
    assert (world.a.state(), world.a.files()) == (before, files)
    assert "put aside" in world.a.read(f".twohats/unmerged/{other}")
