"""What holds for every test.

Properties have no time limit, and in CI the same examples every time: at a desk hypothesis tries others in every
run and keeps what fails, but what lands should not hang on its luck. The shorter run on other Pythons tries few: whether
a property holds is seen by the full run, and on another Python it is its library that may differ.

A shell that puts the tests in the background makes them ignore Ctrl-C, and what they start would inherit that.

No test sees the user: `own_world` gives each a home of its own, in its `tmp_path`, and none of the variables that
say anything about the user, their journal or their git. What a test sets in `os.environ` is taken back.
"""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("shorter", deadline=None, derandomize=True, max_examples=15)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

signal.signal(signal.SIGINT, signal.default_int_handler)

HIDDEN = ("XDG_", "GIT_", "SSH_", "TEXTUAL", "TMUX")
HIDDEN_NAMES = {
    "EDITOR", "VISUAL", "PAGER", "NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "TWOHATS_JOURNAL", "TWOHATS_NOW",
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_world(tmp_path):
    before = dict(os.environ)
    for name in before:
        if name in HIDDEN_NAMES or name.startswith(HIDDEN):
            del os.environ[name]
    os.environ.update(HOME=str(tmp_path / "home"), GIT_CONFIG_NOSYSTEM="1")
    yield
    os.environ.clear()
    os.environ.update(before)
