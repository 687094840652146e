"""What holds of every plan, whatever the records: only what is proven, every record at most once, in any order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.planning import TODAY, plan_of

from twohats.format.edit import add_items
from twohats.format.model import Entry, Event
from twohats.format.reading import read_page
from twohats.interchange.interpreting.here import Here, Wish
from twohats.interchange.record import (
    Acquaintance,
    Meeting,
    Message,
    Party,
    Publication,
    Request,
    Span,
    record_key,
    short_text,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from twohats.format.model import Page
    from twohats.interchange.plan import Plan

FIRST = datetime(2026, 10, 1)
UGLY = [
    "Lunch @bo +x",
    "a\nb",
    "\x1b[31m",
    "\u202e",
    "x" * 300,
    "c:",
    "(@bo)",
    '"+t"',
    "m5",
    "src:x",
    "\ud800",
    "",
]
SECRET = "zebra"
"""A word of every message, which may be in no line."""
SENTENCES = [
    "Congrats on your anniversary",
    "Congratulations on your anniversary!",
    "Thank you",
    "I would like a map of it",
]
PEOPLE = [
    Party(f"https://example.com/{at}", name)
    for at, name in enumerate(
        ["Tove Adlerz", "Tove Hill", "Bram Osei, PhD", "@x", "+44 20 79", "", "Zoë M", "李 雷"]
    )
] + [Party("", "LinkedIn Member")]

times = st.integers(0, 50 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
near_times = st.integers(0, 4 * 24 * 60).map(lambda minutes: FIRST + timedelta(days=20, minutes=minutes))
texts = st.sampled_from(SENTENCES).map(lambda text: f"{text} {SECRET}")
ugly = st.sampled_from(UGLY)
labels = st.sampled_from(
    [(), (("project", "Acme"),), (("tag", "read"),), (("project", "Odd"), ("tag", "service"))]
)


def keyed(record: Any) -> Any:
    return record._replace(key=record_key(repr(record)))


@st.composite
def messages(draw: Any) -> Any:
    at, text = draw(st.one_of(times, near_times)), draw(texts)
    who = draw(st.sampled_from(PEOPLE))
    words, short = short_text(text)
    mine, call = draw(st.booleans()), draw(st.sampled_from([0, 0, 0, 0, 30, 400]))
    channel = draw(st.sampled_from(["linkedin", "email"])) + ("" if who.key else "-x")
    words *= draw(st.integers(1, 90))
    thread, channel = who.key + channel, channel.removesuffix("-x")
    return keyed(Message("", at, thread, channel, mine, who, words, "" if mine else short, call, draw(ugly)))


@st.composite
def others(draw: Any) -> Any:
    at = draw(near_times)
    kind = draw(st.integers(0, 5))
    who = draw(st.sampled_from(PEOPLE[:-1]))
    if kind == 0:
        return keyed(
            Publication("", at, "linkedin", draw(st.integers(0, 3000)), draw(st.booleans()), draw(ugly))
        )
    if kind == 1:
        people = tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=4, unique=True)))
        return keyed(Meeting("", at, draw(st.integers(0, 900)), "video", people, draw(ugly), draw(ugly)))
    if kind in (2, 3):
        seconds, by_hand = draw(st.integers(0, 60_000)), kind == 2
        activity, channel = (
            draw(st.sampled_from(["", "talk", "read"])),
            draw(st.sampled_from(["", "linkedin"])),
        )
        when = at if draw(st.booleans()) else None
        return keyed(Span("", when, at.date(), seconds, draw(labels), activity, channel, draw(ugly), by_hand))
    if kind == 4:
        words, short = short_text(draw(texts))
        return keyed(
            Request("", at, "linkedin", draw(st.booleans()), who, draw(st.sampled_from([0, words])), short)
        )
    return Acquaintance("linkedin", who, draw(st.sampled_from([None, at.date()])))


records = st.lists(st.one_of(messages(), messages(), messages(), others()), max_size=60)
RULES = 'hat = "brand"\n[[rule]]\nproject = "acme"\nhat = "personal"\nactivity = "do service"\n'
wishes = st.builds(Wish, titles=st.booleans(), invitations=st.booleans(), connections=st.booleans())


class Journal:
    """Pages in memory."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.known: set[str] = set()
        self.people: dict[str, str] = {}

    def page(self, day: str) -> Page | None:
        return read_page(self.texts[day], day) if day in self.texts else None

    def here(self, **more: Any) -> Here:
        return Here(TODAY, page=self.page, known=frozenset(self.known), people=self.people, **more)

    def take(self, plan: Plan) -> None:
        of_day: dict[str, list[str]] = {}
        for line in plan.lines:
            of_day.setdefault(line.day, []).append(line.text)
            self.known.update(line.keys)
        for day, added in of_day.items():
            made = add_items(self.texts.get(day, ""), day, added)
            assert not made.refused
            self.texts[day] = made.text
        self.people.update({person.key: person.name for person in plan.people})


def plain(plan: Plan) -> list[tuple[str, str, frozenset[str]]]:
    return [(line.day, line.text, frozenset(line.keys)) for line in plan.lines]


@settings(max_examples=150, deadline=None)
@given(records, wishes)
def test_every_line_is_one_and_says_only_what_is_proven(found: list[Any], wish: Wish) -> None:
    plan = plan_of(*found, rules=RULES, wish=wish)
    for line in plan.lines:
        page = read_page(f"- {line.text}\n", line.day)
        assert not page.all_problems()
        (item,) = page.items
        value = item.value
        assert isinstance(value, Entry | Event), line.text
        assert ("src", "linkedin") in value.fields
        assert {key for key, _ in value.fields} <= {"src", "met"}
        assert value.hat in ("brand", "personal")
        assert not value.tags
        names = {person.name for person in plan.people}
        assert set(value.people) <= names
        assert SECRET not in line.text
        assert line.text.isprintable()
        assert line.day < TODAY
        if isinstance(value, Entry):
            assert (value.motivation, value.interest, value.understanding, value.worth) == (None,) * 4
            measured = {
                one.key
                for one in found
                if isinstance(one, Span) or (isinstance(one, Message) and one.call_seconds)
            }
            assert value.estimated or not measured.isdisjoint(line.keys), line.text
            if measured.issuperset(line.keys):
                assert not value.estimated, line.text


@settings(max_examples=150, deadline=None)
@given(records, wishes)
def test_every_record_is_in_at_most_one_line_and_a_second_time_in_none(found: list[Any], wish: Wish) -> None:
    journal = Journal()
    plan = plan_of(*found, rules=RULES, wish=wish, here=journal.here())
    keys = [key for line in plan.lines for key in line.keys]
    assert len(keys) == len(set(keys))
    assert all(line.keys for line in plan.lines)
    journal.take(plan)
    assert plain(plan_of(*found, rules=RULES, wish=wish, here=journal.here())) == []


@settings(max_examples=100, deadline=None)
@given(records, wishes, st.randoms(use_true_random=False))
def test_the_order_of_records_says_nothing(found: list[Any], wish: Wish, chance: random.Random) -> None:
    mixed = [*found, *found[: len(found) // 3]]
    chance.shuffle(mixed)
    one, other = (plan_of(*each, rules=RULES, wish=wish) for each in (found, mixed))
    assert one._replace(left_out=(), not_understood=(), without_hat=()) == other._replace(
        left_out=(), not_understood=(), without_hat=()
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(messages(), max_size=60), st.integers(0, 60))
def test_an_older_export_and_then_a_newer_make_what_the_newer_makes_but_for_closed_sittings(
    found: list[Any], cut: int
) -> None:
    """Whatever message the newer export alone would put into a line is in one in the end, unless its sitting (same
    thread, gaps up to 30 minutes) has a line from the older export: that sitting is closed, and what came to it is a
    sitting of its own, which needs a message of the owner's as any other does.
    """
    found.sort(key=lambda one: one.at)
    journal, alone = Journal(), Journal()
    journal.take(plan_of(*found[:cut], rules=RULES, here=journal.here()))
    older = set(journal.known)
    journal.take(plan_of(*found, rules=RULES, here=journal.here()))
    alone.take(plan_of(*found, rules=RULES))
    records = {one.key for one in found}
    assert (alone.known - journal.known) & records <= _in_closed_sittings(found, older)
    assert journal.known & records >= older & records


def _in_closed_sittings(found: Sequence[Message], older: set[str]) -> set[str]:
    """The messages of sittings of which an older export has made a line."""
    closed: set[str] = set()
    for thread in {one.thread for one in found}:
        sitting: list[Message] = []
        for one in [each for each in found if each.thread == thread and not each.call_seconds]:
            if sitting and one.at - sitting[-1].at > timedelta(minutes=30):
                sitting = []
            sitting.append(one)
            if any(each.key in older for each in sitting):
                closed.update(each.key for each in sitting)
    return closed


@settings(max_examples=50, deadline=None)
@given(records)
def test_without_a_rule_there_is_no_line(found: list[Any]) -> None:
    assert not plan_of(*found, rules="").lines


def test_dates_at_both_ends_of_time_are_no_error() -> None:
    for at in (datetime.min, datetime.max):
        who = PEOPLE[0]
        found = [
            Message(record_key("m"), at, "t", "linkedin", False, who, call_seconds=10**9),
            Publication(record_key("p"), at, "linkedin", 10**9),
            Meeting(record_key("e"), at, 10**9, people=(who,)),
            Span(record_key("s"), at, at.date(), 10**9, activity="read"),
            Request(record_key("r"), at, "linkedin", True, who, 4),
            Acquaintance("linkedin", who, date.max),
        ]
        plan_of(*found, day_start=300)
