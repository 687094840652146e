"""Where there is nothing to sync with: no repository, no remote, or one with nothing of ours yet."""

from __future__ import annotations

import shutil

from tests.sync.machines import DAY, LINE, PAGE, SETTINGS, Machine, is_kept

from twohats.paths import page_path


def test_a_folder_that_is_no_repository(world):
    shutil.rmtree(world.a.root / ".git")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "no-repository"
    assert "git init" in report.hint
    assert LINE in world.a.read()


def test_a_repository_without_a_remote_gets_its_commits(world):
    world.a.git("remote", "remove", "origin")
    world.a.add(LINE)

    assert world.a.sync().outcome == "no-remote"
    assert is_kept(world.a)


def test_a_new_repository_gets_its_first_commit_and_push(tmp_path):
    machine = Machine(tmp_path / "new")
    machine.write("hat.toml", SETTINGS)
    machine.write(page_path(DAY), PAGE)
    machine.git("init", "-q")
    machine.git("init", "-q", "--bare", "-b", "master", str(tmp_path / "empty.git"))
    machine.git("remote", "add", "origin", str(tmp_path / "empty.git"))

    assert machine.sync().outcome == "first-push"
    assert machine.git("ls-remote", "--heads", "origin").endswith("refs/heads/main")
    assert machine.committed()[".gitattributes"] == b"*.md -text\n*.toml -text\n"
    assert machine.is_clean()
    assert machine.sync().outcome == "nothing"


def test_a_remote_that_has_only_another_branch(world):
    world.a.git("branch", "-q", "-m", "journal")
    world.a.git("config", "--remove-section", "branch.journal")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "other-branch"
    assert "main" in report.message
    assert is_kept(world.a)


def test_a_branch_that_follows_one_of_another_name(world):
    world.a.git("branch", "-q", "-m", "laptop")
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert world.b.sync().finished
    assert is_kept(world.b)
