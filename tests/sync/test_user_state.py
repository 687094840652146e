"""The state the user left the repository in: operations of their own, and partial or shallow copies."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from tests.sync.machines import DAY, LINE, PAGE, SETTINGS, Machine, is_kept

from twohats.format.paths import page_path
from twohats.sync import resolve, status


def test_a_detached_head(world):
    world.a.git("checkout", "-q", "--detach")
    world.a.add(LINE)
    before = world.a.state()

    assert world.a.sync().outcome == "detached"
    assert world.a.state() == before
    world.a.git("checkout", "-q", "main")
    assert world.a.sync().outcome == "synced"
    assert is_kept(world.a)


def conflicting(world) -> None:
    world.a.git("checkout", "-q", "-b", "side")
    world.a.change("m5: caught up", "m4: side")
    world.a.git("commit", "-qam", "side")
    world.a.git("checkout", "-q", "main")
    world.a.change("m5: caught up", "m3: main")
    world.a.git("commit", "-qam", "main")


@pytest.mark.parametrize(
    ("words", "operation"),
    [
        (["merge", "side"], "merge"),
        (["rebase", "side"], "rebase"),
        (["cherry-pick", "side"], "cherry-pick"),
        (["revert", "HEAD~1"], "revert"),
    ],
)
def test_an_operation_of_the_users_own_is_left_alone(world, words, operation):
    conflicting(world)
    if operation == "revert":
        world.a.change("m3: main", "m2: main")
        world.a.git("commit", "-qam", "again")
    world.a.git(*words, fails=True)
    world.a.add("10m brand read", day="2026-11-23")
    before, files = world.a.state(), world.a.files()
    report = world.a.sync()

    assert report.outcome == "in-progress"
    assert operation in report.message
    assert ("hat sync --resolve" in report.hint) == (operation in ("merge", "rebase"))
    assert ("git " in report.hint) == (operation in ("cherry-pick", "revert"))
    assert world.a.state() == before
    assert world.a.files() == files


def test_a_bisection_is_left_alone(world):
    world.a.git("bisect", "start")
    before = world.a.state()
    report = world.a.sync()

    assert report.outcome == "in-progress"
    assert "--resolve" not in report.hint
    assert world.a.state() == before
    subprocess.run(report.hint.partition(": ")[2], shell=True, cwd=world.a.root, check=True)
    assert world.a.sync().finished


def test_a_conflict_without_an_operation_is_left_alone_and_can_be_resolved(world):
    world.a.change("m5: caught up", "m4: stashed")
    world.a.git("stash", "-q")
    world.a.change("m5: caught up", "m3: here")
    world.a.git("commit", "-qam", "here")
    world.a.git("stash", "pop", fails=True)

    assert world.a.sync().outcome == "in-progress"
    assert resolve(world.a.journal).outcome == "resolved"
    assert world.a.sync().outcome == "synced"
    assert "m4: stashed" in world.a.read()
    assert "m3: here" in world.a.read()
    assert "<<<" not in world.a.read()


def test_journals_without_a_common_past_are_joined_only_when_asked(world, tmp_path):
    machine = Machine(tmp_path / "new")
    machine.write("hat.toml", SETTINGS)
    machine.write(page_path(DAY), PAGE + f"- {LINE}\n")
    machine.git("init", "-q")
    machine.git("remote", "add", "origin", str(world.remote))
    report = machine.sync()
    assert report.outcome == "unrelated"
    assert status(machine.journal).stop == "unrelated"
    assert machine.read() == PAGE + f"- {LINE}\n"

    assert machine.sync(join=True).outcome == "joined"
    assert world.a.sync().finished
    assert world.a.read() == PAGE + f"- {LINE}\n"


def test_an_empty_repository_takes_the_journal_of_the_remote(world, tmp_path):
    machine = Machine(tmp_path / "new")
    machine.write("people.toml", '[anna]\nname = "Anna"\n')
    machine.git("init", "-q")
    machine.git("remote", "add", "origin", str(world.remote))
    machine.write(".git/info/exclude", "people.toml\n")
    shutil.rmtree(machine.root / "days", ignore_errors=True)
    machine.write(".gitattributes", "*.md -text\n*.toml -text\n")

    assert machine.sync(join=True).outcome == "joined"
    assert machine.read() == PAGE
    assert machine.read("people.toml")


def test_a_shallow_clone(world, tmp_path):
    world.a.add("25m brand post: one")
    world.a.sync()
    world.b.git("clone", "-q", "--depth", "1", f"file://{world.remote}", str(tmp_path / "shallow"))
    machine = Machine(tmp_path / "shallow")
    world.a.add("25m brand post: two")
    world.a.sync()
    machine.add(LINE)
    assert machine.sync().outcome == "synced"  # what both have in common is deep enough


def test_a_shallow_clone_whose_past_does_not_reach_far_enough(world, tmp_path):
    for word in ("one", "two"):
        world.a.add(f"25m brand post: {word}")
        world.a.sync()
    world.b.git("clone", "-q", "--depth", "1", f"file://{world.remote}", str(tmp_path / "shallow"))
    machine = Machine(tmp_path / "shallow")
    machine.git("--git-dir", str(world.remote), "update-ref", "refs/heads/main", "main~2")
    machine.add(LINE)
    text = machine.read()

    assert machine.sync().outcome == "shallow"
    assert machine.read() == text
    assert is_kept(machine)


def test_a_part_of_the_repository_that_is_not_checked_out(world):
    world.a.git("sparse-checkout", "set", "--no-cone", "/*", "!/days/")

    assert world.a.sync().outcome == "sparse"


def test_a_journal_in_a_linked_worktree(world):
    world.a.git("worktree", "add", "-q", "-b", "desk", str(world.folder / "desk"))
    machine = Machine(world.folder / "desk")
    machine.git("config", "branch.desk.remote", "origin")
    machine.git("config", "branch.desk.merge", "refs/heads/main")
    world.b.add("25m brand read: from b")
    world.b.sync()
    machine.add(LINE)

    assert machine.sync().outcome == "synced"
    assert "from b" in machine.read()
    assert machine.is_clean()
    assert world.b.sync().finished
    assert is_kept(world.b)
