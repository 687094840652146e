"""Where there is nothing to sync with: no repository, no remote, or one with nothing of ours yet."""

from __future__ import annotations

import shutil

import pytest
from tests.sync.attackers import git
from tests.sync.machines import DAY, LINE, PAGE, SETTINGS, Machine, is_kept

from twohats.format.paths import GIT_ATTRIBUTES, page_path
from twohats.sync import status


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


@pytest.mark.parametrize(
    "named", ["gone", "../remote.git", "{world.remote}", "https://u:s3cret@example.invalid/x"]
)
def test_a_branch_that_is_set_to_no_remote(world, named):
    """Git takes it for an address. It is not said that there is no remote, while nothing is sent any more."""
    world.a.git("config", "branch.main.remote", named.format(world=world))
    world.a.add(LINE)
    found, report = status(world.a.journal), world.a.sync()

    assert found.stop == report.outcome == "bad-remote"
    assert "names no remote" in report.message
    assert report.message == found.message
    assert "s3cret" not in f"{report}"
    assert is_kept(world.a)
    world.a.git("branch", "--unset-upstream")
    world.a.git("config", "--unset", "branch.main.remote", fails=True)
    assert world.a.sync().outcome == "synced"


def test_a_remote_that_hides_its_branches_is_not_called_empty(world):
    git("config", "uploadpack.hideRefs", "refs/heads", cwd=world.remote)
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "synced"
    assert "empty" not in report.message
    assert LINE in git("show", f"main:{page_path(DAY)}", cwd=world.remote)


def test_a_new_repository_gets_its_first_commit_and_push(tmp_path):
    machine = Machine(tmp_path / "new")
    machine.write("hat.toml", SETTINGS)
    machine.write(page_path(DAY), PAGE)
    machine.git("init", "-q")
    machine.git("init", "-q", "--bare", "-b", "master", str(tmp_path / "empty.git"))
    machine.git("remote", "add", "origin", str(tmp_path / "empty.git"))

    assert machine.sync().outcome == "first-push"
    assert machine.git("ls-remote", "--heads", "origin").endswith("refs/heads/main")
    assert machine.committed()[".gitattributes"] == GIT_ATTRIBUTES.encode()
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
