"""A world of two machines for each test, copied from one made once."""

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
[advice]
	detachedHead = false
"""


def pytest_collection_modifyitems(items):
    if sys.platform == "win32":
        for item in items:
            item.add_marker(pytest.mark.skip(reason="git's processes are driven as on Unix"))


@pytest.fixture(scope="session")
def git_home(tmp_path_factory):
    """A home folder of nobody's, so that the user's own configuration has no say."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(GIT_CONFIG)
    return home


@pytest.fixture(autouse=True)
def own_home(git_home, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("HOME", str(git_home))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(git_home / "config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(git_home / ".gitconfig"))
    for name in (
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_SSH_COMMAND",
        "SSH_AUTH_SOCK",
        "TWOHATS_JOURNAL",
    ):
        monkeypatch.delenv(name, raising=False)


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
