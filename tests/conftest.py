"""What holds for every test.

Properties have no time limit, and in CI the same examples every time: at a desk hypothesis tries others in every
run and keeps what fails, but what lands should not hang on its luck. The shorter run on other Pythons tries few: whether
a property holds is seen by the full run, and on another Python it is its library that may differ.

A shell that puts the tests in the background makes them ignore Ctrl-C, and what they start would inherit that.

No test sees the user: `own_world` gives each a home of its own, in its `tmp_path`, and none of the variables that
say anything about the user, their journal or their git. What a test sets in `os.environ` is taken back.

Every test that is skipped is named at the end, with the reason. With `TWOHATS_ALL_TOOLS`, which `.ci/run` sets, a test
that was skipped for want of a program of `.ci/tools` makes the run fail.
"""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings
from tests.skipped import TOOLS, by_reason, missing_for

settings.register_profile("desk", deadline=None)
# Always the same examples, so fewer of them: others come at random wherever the tests are run by hand.
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=50)
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


def pytest_terminal_summary(terminalreporter):
    """Name every test that was skipped, by reason; and the tools that were missing, where all should be there."""
    found = _skipped(terminalreporter)
    if not found:
        return
    terminalreporter.section("skipped, and why")
    for reason, tests in sorted(by_reason(found).items()):
        terminalreporter.write_line(reason)
        for test in tests:
            terminalreporter.write_line(f"  {test}")
    missing = {missing_for(reason) for _, reason in found} - {""}
    if missing and os.environ.get("TWOHATS_ALL_TOOLS"):
        packages = " ".join(sorted(TOOLS[tool] for tool in missing))
        terminalreporter.write_line(f"tests were skipped for want of tools: apt-get install {packages}")


def pytest_sessionfinish(session):
    """Fail a run in which every tool should be there, if one that was missing had a test skipped."""
    reporter = session.config.pluginmanager.getplugin("terminalreporter")
    if not os.environ.get("TWOHATS_ALL_TOOLS") or reporter is None or session.exitstatus:
        return
    if any(missing_for(reason) for _, reason in _skipped(reporter)):
        session.exitstatus = 1


def _skipped(reporter) -> list[tuple[str, str]]:
    """The tests that were skipped, and why."""
    return [
        (report.nodeid, report.longrepr[2].removeprefix("Skipped: "))
        for report in reporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    ]
