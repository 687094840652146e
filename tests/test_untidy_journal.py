"""The untidy journal: every command reads it, says what it does not understand, and commands no terminal or browser."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import Shell
from tests.untidy_journal import FOUR_WEEKS, LAST_DAY, LAST_WEEK, untidy_journal

from twohats.actions.timeline import read_timeline
from twohats.actions.week import figures_of
from twohats.cli.commands import COMMANDS
from twohats.format.calendar import week_named
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.simulator import Truth

WEEK = week_named(LAST_WEEK)
TODAY = date.fromisoformat(LAST_DAY)
VIEWS = ["week", "trend", "channels", "people", "trials", "why", "review", "report", "bar"]
"""The commands that show a view of many weeks, as far as there are."""


@pytest.fixture(scope="module")
def truth_and_shell(tmp_path_factory: pytest.TempPathFactory) -> tuple[Truth, Shell]:
    hat = Shell(tmp_path_factory.mktemp("untidy"))
    return untidy_journal(hat.journal), hat


@pytest.fixture
def truth(truth_and_shell: tuple[Truth, Shell]) -> Truth:
    return truth_and_shell[0]


@pytest.fixture
def hat(truth_and_shell: tuple[Truth, Shell]) -> Shell:
    return truth_and_shell[1]


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        untidy_journal(tmp_path / name)
    texts = [{path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}
             for name in ("one", "other")]  # fmt: skip
    assert texts[0] == texts[1]


def test_the_interval_of_its_last_four_weeks_misses_the_truth(truth: Truth, hat: Shell) -> None:
    """As one in ten has to: here the gap looks half a point larger than it is."""
    gaps = {gap.rating: gap for gap in figures_of(Journal(str(hat.journal)), WEEK, TODAY).gaps}
    lived, alike = gaps["motivation"].four_weeks, gaps["motivation"].alike
    assert lived.high is not None
    assert lived.high < truth.gap("m", FOUR_WEEKS)
    assert alike.high is not None
    assert alike.high < truth.like_for_like("m", FOUR_WEEKS)


def test_check_finds_the_slips_of_every_kind(hat: Shell) -> None:
    told = json.loads(hat("check", "--json", env={"TWOHATS_NOW": f"{LAST_DAY}T20:00"}).out)
    codes = {one["code"] for one in told["problems"]}
    assert codes >= {
        "bad-time", "bad-rating", "no-dash", "hidden-character", "not-utf-8", "doubled", "conflict", "lone-return", "bad-setting",
        "bad-toml",
    }  # fmt: skip
    remarks = {one["code"] for one in told["remarks"]}
    assert remarks >= {
        "unknown-setting", "unknown-key", "unknown-value", "no-origin", "overlap", "unread-review-line", "stray-file", "waiting",
        "not-taken-in",
    }  # fmt: skip
    says = [one["message"] for one in told["problems"]]
    for part in (
        "goes round in a circle",
        "not whole weeks",
        "no hat of this journal",
        "bar.reply cannot be 'often'",
        "an alias of p01 already",
        "cannot be 'the fair'",
    ):
        assert any(part in each for each in says), part


def test_lines_of_the_night_stand_on_the_page_of_the_evening(hat: Shell) -> None:
    timeline = read_timeline(Journal(str(hat.journal)), WEEK, TODAY).timeline
    late = [
        each for each in timeline.timed_entries if each.entry.start is not None and each.entry.start >= 1440
    ]
    assert [(each.entry.start, each.entry.minutes) for each in late] == [(1460, 30), (1510, 60)]
    for each in late:
        day = [other.when for other in timeline.timed_entries if other.when[0] == each.when[0]]
        assert day[-1] == each.when


def test_everything_has_its_name_of_today(hat: Shell) -> None:
    timeline = read_timeline(Journal(str(hat.journal)), WEEK, TODAY).timeline
    lines = [each.entry for each in timeline.timed_entries] + [each.event for each in timeline.timed_events]
    people = {person for line in lines for person in line.people}
    assert {"p01", "anna1"} <= people, "anna1 is joined with two people, and so with neither"
    assert "p01old" not in people
    assert "twitter" not in {line.channel for line in lines}
    tags = {tag for line in lines for tag in line.tags}
    assert "reading" in tags
    assert not tags & {"evening", "night"}


STORIES = ["story +evening", "story @p01old", "story Anna [red]Reiss[/red]", "story 2025-02-16:1"]


SUMS = [
    "sum all by person channel",
    "sum all by why hour",
    "sum since feb not post by channel week",
    "sum all --gap",
]


@pytest.mark.parametrize("command", [*(name for name in VIEWS if name in COMMANDS), *STORIES, *SUMS])
def test_a_view_is_shown_in_every_form(hat: Shell, command: str) -> None:
    now = {"TWOHATS_NOW": f"{LAST_DAY}T20:00"}
    words = command.split()
    shown, plain = hat(*words, env=now), hat(*words, "--plain", env=now)
    assert (shown.code, plain.code) == (0, 0), shown.err + plain.err
    if command != "report":  # which is other commands' views, one after another
        told = hat(*words, "--json", env=now)
        assert told.code == 0, told.err
        assert isinstance(json.loads(told.out), dict)
    for text in (shown.out, plain.out, shown.err, plain.err):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b]", text)
        assert "Traceback" not in text
    page = hat.home / "page.html"
    if hat(*words, "--html", str(page), env=now).code == 0:
        parsed = Tags()
        parsed.feed(page.read_text("utf-8"))
        assert not parsed.seen & {"script", "img", "i", "a"}


class Tags(HTMLParser):
    """The elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
