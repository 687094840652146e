"""The sample journal: it reads without a problem, and what the README and the pictures need is in it."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from twohats.format.calendar import week_named, week_of
from twohats.format.model import Entry, Event, Nothing, Page
from twohats.format.paths import GIT_ATTRIBUTES
from twohats.format.reading import read_page
from twohats.format.review import Limit, read_review
from twohats.format.settings import Settings, load_settings
from twohats.format.trial import HALF_DOUBLE, SIMPLE, Trial, read_trial
from twohats.format.words import BRAND, PERSONAL, SIDES, Hats

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = Path(__file__).resolve().parent.parent / "sample_journal"
LAST_WEEK = week_named("2026-W47")
SPIKE = "2026-11-18"
MET = "2026-11-12"
MOST_MINUTES = 180
LEAST_RATED = 0.75


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def day_files() -> list[Path]:
    return sorted(SAMPLE.glob("days/*/*.md"))


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(read(SAMPLE / "hat.toml"))


@pytest.fixture(scope="module")
def pages(settings: Settings) -> dict[str, Page]:
    hats = Hats(settings.declared_hats())
    return {path.stem: read_page(read(path), path.stem, hats, path=path.name) for path in day_files()}


@pytest.fixture(scope="module")
def trial() -> dict[str, object]:
    return tomllib.loads(read(SAMPLE / "trials/2026-10-linkedin.toml"))


def entries(pages: dict[str, Page]) -> Iterator[tuple[str, Entry]]:
    return ((day, entry) for day, page in pages.items() for entry in page.entries())


def lines_of(pages: dict[str, Page]) -> list[tuple[str, Entry | Event]]:
    return [*entries(pages), *events(pages)]


def events(pages: dict[str, Page]) -> Iterator[tuple[str, Event]]:
    return ((day, event) for day, page in pages.items() for event in page.events())


# The files


def test_no_page_has_a_problem(pages: dict[str, Page]) -> None:
    assert [problem for page in pages.values() for problem in page.all_problems()] == []


def test_every_item_at_the_margin_is_read_but_for_two_reminders(pages: dict[str, Page]) -> None:
    """An entry with a slip in its first word would turn into prose and vanish from the sums in silence."""
    prose = []
    for path in day_files():
        read_lines = {item.line for item in pages[path.stem].items}
        for number, line in enumerate(read(path).split("\n"), start=1):
            if line.startswith("- ") and number not in read_lines:
                prose.append(line)
    assert prose == ["- ask Edith what kind of microphone", "- shoes"]


@pytest.mark.parametrize("path", day_files(), ids=lambda path: path.stem)
def test_a_page_is_titled_by_its_date_and_weekday_and_lies_in_its_year(path: Path) -> None:
    day = date.fromisoformat(path.stem)
    assert read(path).split("\n")[:2] == [f"# {path.stem} {day:%A}", ""]
    assert path.parent.name == f"{day.year}"


@pytest.mark.parametrize(
    "path", sorted(path for path in SAMPLE.rglob("*") if path.is_file()), ids=lambda path: path.name
)
def test_a_file_is_plain_text_with_unix_lines_and_a_last_newline(path: Path) -> None:
    text = read(path)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [sign for sign in "\r\t" if sign in text] == []
    assert all(line == line.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize("path", sorted(SAMPLE.rglob("*.toml")), ids=lambda path: path.name)
def test_a_toml_file_can_be_read(path: Path) -> None:
    assert tomllib.loads(read(path))


def test_the_settings_are_understood_and_declare_the_hats_and_channels_in_use(
    settings: Settings, pages: dict[str, Page]
) -> None:
    assert settings.problems == ()
    assert (settings.format, settings.currency, settings.week_start) == (1, "GBP", "monday")
    assert settings.bar == {"lead": "1 per 10h", "conversation": "2 per 10h"}
    used = {line.channel for _, line in lines_of(pages) if line.channel}
    assert used == set(settings.channels)
    assert {line.hat for _, line in entries(pages)} == set(Hats(settings.declared_hats()).sides)


def test_everyone_described_in_people_toml_is_in_the_journal(pages: dict[str, Page]) -> None:
    described = set(tomllib.loads(read(SAMPLE / "people.toml")))
    seen = {person for _, line in lines_of(pages) for person in line.people}
    assert described <= seen
    assert len(described) >= 20


def test_git_leaves_line_ends_alone_and_ignores_locks() -> None:
    assert read(SAMPLE / ".gitattributes") == GIT_ATTRIBUTES
    assert read(SAMPLE / ".gitignore") == ".twohats/\n"


def test_the_inbox_has_lines_waiting() -> None:
    assert 2 <= len([line for line in read(SAMPLE / "inbox.md").split("\n") if line]) <= 3


def test_reviews_are_named_by_their_week_and_cover_weeks_that_are_logged(pages: dict[str, Page]) -> None:
    reviews = sorted(SAMPLE.glob("weeks/2026/*.md"))
    assert len(reviews) >= 3
    for path in reviews:
        assert read(path).split("\n")[0] == f"# {path.stem}"
        assert set(week_named(path.stem).days()) & set(pages)
        assert len(read(path).split()) > 60


def test_the_trials_are_whole_one_over_and_one_still_to_come() -> None:
    trials = [read_trial(read(path), f"trials/{path.name}") for path in sorted(SAMPLE.glob("trials/*.toml"))]
    assert all(isinstance(trial, Trial) and not trial.problems for trial in trials)
    over, planned = (trial for trial in trials if isinstance(trial, Trial))
    assert (over.design, planned.design) == (SIMPLE, HALF_DOUBLE)
    assert over.last is not None
    assert over.last < LAST_WEEK.first
    assert planned.first is not None
    assert planned.first > LAST_WEEK.last
    assert len(planned.drawn) == planned.weeks // 2 == 4
    assert (
        len({(day - planned.first).days % 14 for day in planned.drawn}) == 2
    )  # not always the first of a pair


def test_reviews_decide_put_off_and_let_go(settings: Settings) -> None:
    hats = Hats(settings.declared_hats())
    reviews = [read_review(read(path), hats) for path in sorted(SAMPLE.glob("weeks/2026/*.md"))]
    assert [review.unread for review in reviews if review.unread] == []
    decisions = [decision for review in reviews for decision in review.decisions]
    assert [decision.limit for decision in decisions] == [Limit("linkedin", 120, BRAND), None]
    assert [each.person for review in reviews for each in review.later] == ["wyn"]
    assert [each.person for review in reviews for each in review.let_go] == ["stefan"]
    assert [(each.channel, each.rule) for review in reviews for each in review.said_no] == [("phone", "ask")]
    assert sum(bool(question.answer) for review in reviews for question in review.questions) >= 3


# The days


def test_a_line_is_at_most_three_hours(pages: dict[str, Page]) -> None:
    assert [(day, entry) for day, entry in entries(pages) if entry.minutes > MOST_MINUTES] == []


def test_no_two_entries_of_a_day_overlap_or_pass_midnight(pages: dict[str, Page]) -> None:
    for day, page in pages.items():
        timed = [(each.start, each.minutes) for each in page.entries() if each.start is not None]
        spans = sorted((start, start + minutes) for start, minutes in timed)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans)), day
        assert all(end <= 24 * 60 for _, end in spans), day


def test_most_times_are_of_the_clock_and_a_few_are_guessed(pages: dict[str, Page]) -> None:
    lines = [entry for _, entry in entries(pages)]
    assert sum(entry.start is not None for entry in lines) > len(lines) / 2
    assert 0 < sum(entry.estimated for entry in lines) < len(lines) / 5


def test_it_covers_at_least_fourteen_weeks_up_to_the_last_sunday(pages: dict[str, Page]) -> None:
    days = sorted(pages)
    assert days[-1] == LAST_WEEK.last.isoformat()
    assert len({week_of(date.fromisoformat(day)).name for day in days}) >= 14
    span = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days + 1
    assert 0.75 < len(days) / span < 0.95


def test_there_are_enough_lines_and_none_of_the_longer_notes_comes_twice(pages: dict[str, Page]) -> None:
    lines = lines_of(pages)
    assert 350 <= len(lines) <= 480
    notes = Counter(line.note for _, line in lines if len(line.note) > 12)
    assert [note for note, count in notes.items() if count > 1] == []


def test_one_week_off_is_logged_as_nothing(pages: dict[str, Page]) -> None:
    empty = {day for day, page in pages.items() for item in page.items if isinstance(item.value, Nothing)}
    assert len(empty) >= 3
    assert len({week_of(date.fromisoformat(day)).name for day in empty}) == 1


def test_in_both_hats_most_entries_are_rated_and_the_brand_is_less_liked(
    settings: Settings, pages: dict[str, Page]
) -> None:
    mean = {}
    for side in SIDES:
        lines = [
            entry for _, entry in entries(pages) if Hats(settings.declared_hats()).sides[entry.hat] == side
        ]
        rated = [entry.motivation for entry in lines if entry.motivation is not None]
        assert len(rated) / len(lines) > LEAST_RATED
        mean[side] = sum(rated) / len(rated)
        assert any(entry.worth is not None for entry in lines)
    assert -1.2 < mean[BRAND] - mean[PERSONAL] < -0.5


def test_interest_and_understanding_are_rated_in_turn(pages: dict[str, Page]) -> None:
    assert [entry for _, entry in entries(pages) if entry.interest and entry.understanding] == []
    interest = sum(entry.interest is not None for _, entry in entries(pages))
    understanding = sum(entry.understanding is not None for _, entry in entries(pages))
    assert abs(interest - understanding) < 20


def test_prose_stands_between_the_lines() -> None:
    with_prose = [path for path in day_files() if any(line[:1].isalpha() for line in read(path).split("\n"))]
    assert len(with_prose) >= 15
    assert any(line.startswith("  - ") for path in day_files() for line in read(path).split("\n"))


# What happened


def test_the_spike_is_one_line_of_twenty_two_equal_congratulations(pages: dict[str, Page]) -> None:
    congrats = [event for event in pages[SPIKE].events() if event.kind == "congrats"]
    assert [(event.channel, event.count) for event in congrats] == [("linkedin", 22)]


def test_nothing_is_posted_to_the_paused_channel_during_the_pause(
    pages: dict[str, Page], trial: dict[str, object]
) -> None:
    first, last = str(trial["from"]), str(trial["to"])
    posts = ((day, entry) for day, entry in entries(pages) if entry.activity == "post")
    posted = sorted(day for day, entry in posts if entry.channel == trial["channel"])
    assert [day for day in posted if first <= day <= last] == []
    assert posted[0] < first
    assert posted[-1] > last
    assert week_of(date.fromisoformat(first)).first.isoformat() == first
    assert (date.fromisoformat(last) - date.fromisoformat(first)).days == 13


def test_somebody_notices_the_pause(pages: dict[str, Page], trial: dict[str, object]) -> None:
    first, last = str(trial["from"]), str(trial["to"])
    noticed = [event for day, event in events(pages) if event.kind == "noticed" and first <= day <= last]
    assert {name for event in noticed for name in event.people} == {"priya", "marcus"}


def test_a_sale_comes_weeks_after_several_talks_with_the_same_person(pages: dict[str, Page]) -> None:
    (sold,) = (day for day, event in events(pages) if event.kind == "sale" and event.people == ("bo",))
    talked = [(day, entry) for day, entry in entries(pages) if entry.activity == "talk" and day < sold]
    talks = [day for day, entry in talked if "bo" in entry.people]
    assert len(talks) >= 3
    assert (date.fromisoformat(sold) - date.fromisoformat(talks[0])).days > 40


@pytest.mark.parametrize("tag", ["launch", "letter", "library", "clinic", "walks"])
def test_a_thread_ties_entries_to_later_returns(pages: dict[str, Page], tag: str) -> None:
    begun = min(day for day, entry in entries(pages) if tag in entry.tags)
    returned = [day for day, event in events(pages) if event.is_return and tag in event.tags]
    assert max(returned) > begun


@pytest.mark.parametrize("verb", ["got", "gave", "asked", "lost"])
def test_every_kind_of_event_happens(pages: dict[str, Page], verb: str) -> None:
    assert [event for _, event in events(pages) if event.verb == verb]


@pytest.mark.parametrize(
    "key",
    [
        "why",
        "aim",
        "heard",
        "met",
        "serves",
        "for",
        "voice",
        "about",
        "cost",
        "expect",
        "felt",
        "how",
        "from",
    ],
)
def test_the_keys_of_the_method_are_in_use(pages: dict[str, Page], key: str) -> None:
    lines = lines_of(pages)
    assert [line for _, line in lines if any(name == key for name, _ in line.fields)]


def test_an_hour_of_talk_names_somebody(pages: dict[str, Page]) -> None:
    talks = [(day, entry) for day, entry in entries(pages) if entry.activity == "talk"]
    assert [(day, entry) for day, entry in talks if not entry.people] == []


def test_somebody_met_ten_days_before_the_end_was_not_written_to(pages: dict[str, Page]) -> None:
    lines = lines_of(pages)
    for person in ("imke", "rafe"):
        assert {day for day, line in lines if person in line.people} == {MET}


# The week of the pictures


def test_the_last_week_is_rich(settings: Settings, pages: dict[str, Page]) -> None:
    week = {day: page for day, page in pages.items() if day in LAST_WEEK.days()}
    assert len(week) == 6
    assert 38 <= sum(len(page.items) for page in week.values()) <= 48
    sides = Hats(settings.declared_hats()).sides
    acts = {(sides[entry.hat], entry.activity) for _, entry in entries(week)}
    assert acts >= {(side, activity) for side in SIDES for activity in ("post", "read", "talk")}
    replies = {sides[event.hat] for _, event in events(week) if event.kind == "reply"}
    assert replies == set(SIDES)
    assert sum(event.kind == "lead" for _, event in events(week)) == 1
