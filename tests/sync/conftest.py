"""A world of two machines for each test, copied from one made once.

What a person's own git writes in these worlds need not outlive a power cut; what twohats has git write is flushed
as ever, since it says so in each call.
"""

from __future__ import annotations

import shutil
import sys

import pytest
from tests.sync.machines import World, set_up

GIT_CONFIG = """\
[user]
	name = Mara
	email = mara@example.org
[init]
	defaultBranch = main
[commit]
	gpgSign = false
[gc]
	auto = 0
[core]
	fsync = none
[advice]
	detachedHead = false
"""


def pytest_collection_modifyitems(items):
    if sys.platform == "win32":
        for item in items:
            item.add_marker(pytest.mark.skip(reason="git's processes are driven as on Unix"))


@pytest.fixture(scope="session")
def git_home(tmp_path_factory):
    """A home folder of nobody's, with a configuration for git."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(GIT_CONFIG)
    return home


@pytest.fixture(autouse=True)
def own_git(git_home, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(git_home / ".gitconfig"))


@pytest.fixture(scope="session")
def template(tmp_path_factory, git_home):
    folder = tmp_path_factory.mktemp("template") / "world"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(git_home))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", str(git_home / ".gitconfig"))
        set_up(folder)
    return folder


@pytest.fixture
def world(template, tmp_path):
    folder = tmp_path / "world"
    shutil.copytree(template, folder, symlinks=True)
    return World(folder)
