"""Noise among what was sent: the same words to several, and what has nobody behind it."""

from __future__ import annotations

import random

import pytest
from tests.measures import second_opinion as slow
from tests.measures.logged import HATS, MONDAY, SUNDAY, WEEK, figures, pages_of, whole

from twohats.measures.figures import Sent
from twohats.measures.outbound import sent
from twohats.views.week_plain import week_plain

FIRST = MONDAY.toordinal()


def of(text: str) -> tuple[int, int]:
    found = sent(whole({0: text}).timed_events, FIRST, FIRST + 6)
    return found.noise, found.all_of_it


@pytest.mark.parametrize(
    ("text", "noise", "all_of_it"),
    [
        ("brand gave congrats x22", 22, 22),
        ("brand gave note x3: to all of the list", 3, 3),
        ("brand gave note x2", 0, 2),
        ("brand gave congrats @bo x22", 0, 22),
        ("brand gave help x22", 0, 22),
        ("brand gave congrats @bo how:faceless", 1, 1),
        ("brand asked @bo how:craft,faceless x2", 2, 2),
        ("brand got thanks x22\nbrand got reply how:faceless\n5m brand post how:faceless", 0, 0),
        (("brand gave note @bo: Happy new year, Bo!\nbrand gave note @anna: happy new year anna\n"
          "brand asked @carl: Happy new year 2026"), 0, 3),
        (("brand gave note @bo: Happy new year!\nbrand gave note @anna: happy, new year\n"
          "brand asked @carl: Happy new year 2026"), 3, 3),
        (("brand gave note @bo: Happy new year!\nbrand gave note @bo: happy, new year\n"
          "brand asked @bo: Happy new year 2026"), 0, 3),
        ("brand gave note @a: hi\nbrand gave note @b: hi\nbrand gave note @c: hi", 0, 3),
        ("brand gave note @a\nbrand gave note @b\nbrand gave note @c", 0, 3),
    ],
)  # fmt: skip
def test_what_is_noise_among_what_was_sent(text: str, noise: int, all_of_it: int) -> None:
    assert of(text) == (noise, all_of_it)


def test_only_the_days_asked_for_count_and_under_five_there_is_no_share() -> None:
    events = whole(
        {-1: "brand gave congrats x9", 0: "brand gave congrats x4", 1: "brand asked @bo"}
    ).timed_events
    assert sent(events, FIRST, FIRST) == Sent(4, 4, None)
    assert sent(events, FIRST, FIRST + 1).share == 4 / 5
    assert sent([], FIRST, FIRST).share is None


@pytest.mark.parametrize("seed", range(20))
def test_a_second_computation_counts_the_same(seed: int) -> None:
    rng = random.Random(seed)
    notes = ("", ": Thank you!", ": thank you @bo", ": THANK you 3", ": a letter of my own", ": ok")
    lines: dict[int, str] = {}
    for _ in range(40):
        verb = rng.choice(("gave note", "gave congrats", "gave help", "asked", "got thanks"))
        who = rng.choice(("", "@bo", "@anna", "@carl", "@bo @anna"))
        more = rng.choice(("", "", "x2", "x3", "x7", "how:faceless", "how:must"))
        day = rng.randrange(-8, 7)
        lines[day] = lines.get(day, "") + f"brand {verb} {who} {more}{rng.choice(notes)}\n"
    journal = slow.read(pages_of(lines), HATS.sides, WEEK.last, SUNDAY)
    found = sent(whole(lines).timed_events, FIRST, FIRST + 6)
    assert (found.noise, found.all_of_it) == slow.sent(journal, FIRST, FIRST + 6)


def test_the_week_says_it_where_there_is_any() -> None:
    said = week_plain(figures({0: "brand gave congrats x8\nbrand gave note @bo x4\nbrand asked @anna x3"}))
    assert (
        "Gave 12, asked 3; 8 of 15 gives and asks (53 %) are the same words to several, or faceless.\n"
        in said
    )
    assert "Gave 1, asked 0.\n" in week_plain(figures({0: "brand gave note @bo"}))
