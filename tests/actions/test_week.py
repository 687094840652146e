"""A week of a journal on disk: which pages it reads, and whom its lines name."""

from __future__ import annotations

import os
from datetime import date

import pytest

from twohats.actions.week import figures_of
from twohats.format.calendar import week_named
from twohats.journal.folder import Journal
from twohats.journal.people import people_of
from twohats.measures.timeline import LeftOut

WEEK, TODAY = week_named("2026-W47"), date(2026, 11, 22)


@pytest.fixture
def journal(tmp_path):
    root = tmp_path / "journal"
    (root / "days" / "2026").mkdir(parents=True)
    (root / "hat.toml").write_text("format = 1\n")
    return Journal(str(root))


def write(journal, day, *lines):
    with open(journal.full_path(f"days/{day[:4]}/{day}.md"), "w") as file:
        file.write("".join(f"- {line}\n" for line in lines))


def test_an_empty_journal_has_an_empty_week(journal):
    figures = figures_of(journal, WEEK, TODAY)

    assert figures.cover.entries == figures.cover.minutes == 0
    assert not any(gap.lived.enough for gap in figures.gaps)


def test_the_week_counts_its_own_days_only(journal):
    write(journal, "2026-11-15", "10m brand post")
    write(journal, "2026-11-16", "20m brand post")
    write(journal, "2026-11-22", "30m personal read")

    assert figures_of(journal, WEEK, TODAY).minutes["brand"]["post"] == 20
    assert figures_of(journal, WEEK, TODAY).minutes["personal"]["read"] == 30


def test_a_page_that_cannot_be_read_is_a_problem_and_hides_nothing(journal):
    write(journal, "2026-11-16", "20m brand post", "20m brnd post")
    os.mkdir(journal.full_path("days/2026/2026-11-17.md"))

    cover = figures_of(journal, WEEK, TODAY).cover

    assert (cover.minutes, cover.left_out) == (20, LeftOut(1, 1, ("2026-11-16:2",)))


def test_an_alias_is_the_same_person(journal):
    with open(journal.full_path("people.toml"), "w") as file:
        file.write('[anna]\nname = "Anna Reiss"\naliases = ["annar"]\n')
    write(journal, "2026-10-01", "nothing")
    write(journal, "2026-11-17", "20m personal talk phone @anna")
    write(journal, "2026-11-18", "20m personal talk phone @annar")

    assert people_of(journal).shown == {"anna": "Anna Reiss"}
    assert people_of(journal).same == {"annar": "anna"}
    assert figures_of(journal, WEEK, TODAY).new_people == ("anna",)


@pytest.mark.parametrize("text", ["[anna", "anna = 1", '[anna]\nname = 3\naliases = "x"', "\x00"])
def test_a_broken_people_file_names_nobody_and_stops_nothing(journal, text):
    with open(journal.full_path("people.toml"), "w") as file:
        file.write(text)

    assert people_of(journal).shown == {}
    assert figures_of(journal, WEEK, TODAY).cover.entries == 0
