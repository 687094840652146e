"""A home of nobody's for git, so that the user's own configuration has no say."""

from __future__ import annotations

import os
from pathlib import Path

GIT_CONFIG = """[user]
	name = Mara
	email = mara@example.org
[init]
	defaultBranch = main
[gc]
	auto = 0
"""


def set_up_git(home: Path, state: Path) -> None:
    """Give git, and twohats, this home and this folder of state, in the environment of this process."""
    home.mkdir(exist_ok=True)
    (home / ".gitconfig").write_text(GIT_CONFIG)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ.update(
        HOME=str(home),
        XDG_STATE_HOME=str(state),
        GIT_CONFIG_NOSYSTEM="1",
        GIT_CONFIG_GLOBAL=str(home / ".gitconfig"),
    )
