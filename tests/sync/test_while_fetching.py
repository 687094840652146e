"""What the user does with git while a sync is fetching, which may take a minute: it is seen, and nothing is mixed up.

Nothing is patched but the moment: what happens in it is real git.
"""

from __future__ import annotations

import subprocess

import pytest
from tests.sync.machines import DAY, PAGE, Machine, World

from twohats.format.paths import page_path
from twohats.sync import apply, resolve
from twohats.sync.remote import Remote

LINE = "25m brand post: mine"
PATH = page_path(DAY)


@pytest.fixture
def during_fetch(monkeypatch):
    """Have something done once, when the first fetch has just ended."""

    def arrange(deed):
        fetch = Remote.fetch

        def slow(self):
            monkeypatch.setattr(Remote, "fetch", fetch)
            found = fetch(self)
            deed()
            return found

        monkeypatch.setattr(Remote, "fetch", slow)

    return arrange


def on_remote(world: World) -> str:
    return world.b.git("--git-dir", str(world.remote), "show", f"main:{PATH}")


def has_marks_in_history(machine: Machine) -> bool:
    return any(
        b"<<<<<<<" in machine.blob(f"{commit}:{PATH}")
        for commit in machine.git("rev-list", "--all", "origin/main").split()
    )


def drafted(world: World) -> None:
    """A branch of the user's with another text on the page, while `main` is checked out; b has something new."""
    world.a.git("switch", "-qc", "draft")
    world.a.write(PATH, "# draft\n\n- 5m brand post: draft\n")
    world.a.git("commit", "-qam", "draft")
    world.a.git("switch", "-q", "main")
    world.b.add("25m brand read: from b")
    world.b.sync()


def test_a_switch_to_another_branch_mixes_nothing(world, during_fetch):
    drafted(world)
    main = world.a.git("rev-parse", "main")
    during_fetch(lambda: world.a.git("switch", "-q", "draft"))
    report = world.a.sync()

    assert report.outcome == "switched"
    assert "draft" in report.message
    assert world.a.git("symbolic-ref", "HEAD") == "refs/heads/draft"
    assert world.a.git("rev-parse", "main") == main
    assert world.a.is_clean()
    assert "Slept badly" in on_remote(world)
    assert "from b" in on_remote(world)
    world.a.git("switch", "-q", "main")
    world.meet()
    assert "from b" in world.a.read()


def test_a_switch_between_branches_with_the_same_pages_is_seen_too(world, during_fetch):
    world.a.git("branch", "same")
    world.b.add("25m brand read: from b")
    world.b.sync()
    main = world.a.git("rev-parse", "main")
    during_fetch(lambda: world.a.git("switch", "-q", "same"))

    assert world.a.sync().outcome == "switched"
    assert world.a.git("rev-parse", "main") == main
    assert world.a.read() == PAGE
    assert world.a.is_clean()


def test_leaving_every_branch_stops_it(world, during_fetch):
    world.b.add("25m brand read: from b")
    world.b.sync()
    during_fetch(lambda: world.a.git("checkout", "-q", "--detach"))

    assert world.a.sync().outcome == "detached"
    assert world.a.read() == PAGE


@pytest.mark.parametrize(
    ("words", "operation"), [(["--no-rebase"], "merge"), (["--rebase"], "rebase")], ids=["merge", "rebase"]
)
def test_a_pull_that_gets_stuck_is_left_alone_and_no_mark_is_committed(world, during_fetch, words, operation):
    world.b.change("launch thread", "launch thread B")
    world.b.sync()
    world.a.change("launch thread", "launch thread A")
    world.a.git("commit", "-qam", "mine")
    during_fetch(lambda: world.a.git("pull", "-q", *words, fails=True))
    report = world.a.sync()

    assert report.outcome == "in-progress"
    assert operation in report.message
    assert "<<<<<<<" in world.a.read()
    assert not has_marks_in_history(world.a)
    assert resolve(world.a.journal).outcome == "resolved"
    world.meet()
    assert "launch thread A" in world.b.read()
    assert "launch thread B" in world.b.read()


def test_a_git_that_is_at_work_is_waited_for(world, during_fetch):
    """`git commit -a` holds its lock of the index while the editor is open."""
    world.b.add("25m brand read: from b")
    world.b.sync()
    held = []

    def hold():
        words = [
            "git",
            "-c",
            "core.editor=sleep 1; true",
            "commit",
            "-q",
            "--allow-empty",
            "-a",
            "-e",
            "-m",
            "mine",
        ]
        held.append(subprocess.Popen(words, cwd=world.a.root))
        while not (world.a.root / ".git" / "index.lock").exists():
            assert held[0].poll() is None

    during_fetch(hold)
    report = world.a.sync()
    assert held[0].wait() == 0

    assert report.outcome == "synced"
    assert world.a.git("log", "--format=%s", "-1").startswith("Merge")
    assert "mine" in world.a.git("log", "--format=%s")
    world.meet()


def test_a_commit_of_the_users_sends_it_back_before_any_file_is_touched(world, during_fetch, monkeypatch):
    world.b.add("25m brand read: from b")
    world.b.sync()
    world.a.add(LINE)
    touched = []
    bring = apply.bring_all

    def noted(*all_of):
        touched.append(world.a.git("rev-parse", "HEAD"))
        bring(*all_of)

    monkeypatch.setattr(apply, "bring_all", noted)

    def commit():
        world.a.write("src.py", "x\n")
        world.a.git("add", "src.py")
        world.a.git("commit", "-qm", "mine")

    during_fetch(commit)
    report = world.a.sync()

    assert report.outcome == "synced"
    assert len(touched) == 1
    assert world.a.git("log", "-1", "--format=%s", touched[0]) == "mine"
    assert (report.committed.added, report.pulled.added, report.pushed.added) == (1, 1, 1)
    assert not world.a.git("for-each-ref", "refs/twohats")
    assert world.a.git("log", "-1", "--format=%s").startswith("Merge")
    world.meet()


def test_a_commit_in_the_very_last_moment_leaves_nothing_pending(world, monkeypatch):
    """Between the check and the move of the branch: what has been brought by then is new here, and nothing is lost."""
    world.b.add("25m brand read: from b")
    world.b.write("notes.txt", "from b\n")
    world.b.git("add", "notes.txt")
    world.b.sync()
    world.b.git("commit", "-qm", "notes")
    world.b.sync()
    bring = apply.bring_all

    def late(*all_of):
        monkeypatch.setattr(apply, "bring_all", bring)
        bring(*all_of)
        world.a.git("commit", "-q", "--allow-empty", "-m", "mine")

    monkeypatch.setattr(apply, "bring_all", late)
    assert world.a.sync().outcome == "synced"
    assert not world.a.git("for-each-ref", "refs/twohats")
    world.meet()
    assert world.a.read().count("from b") == 1
    assert world.a.read("notes.txt") == "from b\n"


def test_a_commit_while_a_cut_off_sync_is_finished_is_respected(world, monkeypatch):
    world.b.add("25m brand read: from b")
    world.b.sync()
    with monkeypatch.context() as patch:
        patch.setattr(apply, "bring_all", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error")))
        assert world.a.sync().outcome == "failed"
    bring = apply.bring_all

    def late(*all_of):
        monkeypatch.setattr(apply, "bring_all", bring)
        bring(*all_of)
        world.a.git("commit", "-q", "--allow-empty", "-m", "mine")

    monkeypatch.setattr(apply, "bring_all", late)
    assert world.a.sync().outcome == "synced"
    world.meet()
    assert world.a.read().count("from b") == 1
    assert "mine" in world.a.git("log", "--format=%s")
