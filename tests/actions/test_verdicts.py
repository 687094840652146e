"""A review of a journal on disk: the same whenever it is asked, and what is said no to."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest

from twohats.actions.channels import WholeWeeks, channels_of, last_weeks
from twohats.actions.report import report_of
from twohats.actions.reviews import add_review_lines
from twohats.actions.verdicts import latest_review, review_of, verdicts_at
from twohats.format.calendar import block_of, week_named
from twohats.format.review import no_line
from twohats.journal.folder import Journal
from twohats.views.verdicts import weeks_text

FIRST = date(2026, 3, 2)


def block(name):
    found = block_of(week_named(name))
    assert found is not None
    return found


W44 = block("2026-W44")


@pytest.fixture
def journal(tmp_path):
    """Half a year with a line every day, four hours of posts a week, and nothing that comes of it."""
    root = tmp_path / "journal"
    root.mkdir()
    (root / "hat.toml").write_text(
        'format = 1\n[channels.linkedin]\nname = "LinkedIn"\n[bar]\nconversation = "1 per 10h"\n'
    )
    journal = Journal(str(root))
    for number in range(40 * 7):
        day = FIRST + timedelta(days=number)
        write(journal, day, "4h brand post linkedin" if day.weekday() == 0 else "nothing")
    return journal


def write(journal, day, *lines):
    path = journal.full_path(f"days/{day:%Y}/{day.isoformat()}.md")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a", encoding="utf-8") as file:
        file.write("".join(f"- {line}\n" for line in lines))


def rule_of(review):
    (found,) = (each.rule for each in review.verdicts.channels if each.channel == "linkedin")
    return found


def test_the_answer_is_the_same_whenever_it_is_asked(journal):
    then = verdicts_at(journal, W44)
    assert rule_of(then) == "no-sign"
    for number in range(60):
        write(
            journal,
            W44.last + timedelta(days=1 + number),
            "brand got conversation linkedin x9",
            "9h brand talk email @bo",
        )
    assert verdicts_at(journal, W44) == then
    assert rule_of(verdicts_at(journal, block("2026-W48"))) != "no-sign"


def test_a_line_of_the_blocks_last_day_counts_and_the_day_after_does_not(journal):
    before = verdicts_at(journal, W44)
    write(journal, W44.last + timedelta(days=1), "1h brand talk phone @bo")
    assert verdicts_at(journal, W44) == before
    write(journal, W44.last, "1h brand talk phone @bo")
    assert [each.channel for each in verdicts_at(journal, W44).verdicts.channels] == ["linkedin", "phone"]


def test_twice_is_this_review_and_the_one_before_across_a_week_53(journal):
    """2026 has a week 53, which is in no block."""
    for number in range(40 * 7, 50 * 7):
        day = FIRST + timedelta(days=number)
        write(journal, day, "4h brand post linkedin" if day.weekday() == 0 else "nothing")
    assert rule_of(verdicts_at(journal, block("2027-W04"))) == "no-sign"


def test_the_latest_review_is_of_the_last_block_that_has_come_to_its_last_day(journal):
    assert latest_review(journal, W44.last - timedelta(days=1)).block.name == "2026-W40"
    assert latest_review(journal, W44.last).block.name == "2026-W44"


@pytest.mark.parametrize("days", [-1, 0, 1, 6])
def test_every_view_speaks_of_the_same_review_whenever_it_is_asked(journal, days):
    today = W44.last + timedelta(days=days)
    weeks = last_weeks(journal, today, 4)
    expected = latest_review(journal, today)
    assert expected.block == (W44 if days >= 0 else W44.before())
    assert channels_of(journal, weeks, today).review == expected
    (said,) = (view for view in report_of(journal, weeks, today).views if view.name == "verdicts")
    assert said.subject == weeks_text(expected.block)
    for week in expected.block.week, expected.block.week.back(-1):
        if week.last <= today:
            assert channels_of(journal, WholeWeeks(week, 4), today).review == expected


def test_a_no_holds_until_the_verdict_changes(journal):
    add_review_lines(journal, "2026-W40", [no_line("brand", "no-sign", "linkedin")])
    assert [each.rule for each in verdicts_at(journal, block("2026-W36")).said_no] == []
    assert [each.channel for each in verdicts_at(journal, block("2026-W40")).said_no] == ["linkedin"]
    assert [each.channel for each in verdicts_at(journal, W44).said_no] == ["linkedin"]


def test_a_verdict_that_was_another_in_between_is_said_again(journal):
    add_review_lines(journal, "2026-W32", [no_line("brand", "no-sign", "linkedin")])
    came = FIRST + timedelta(weeks=21)
    for number in range(30):
        write(journal, came, f"brand got conversation linkedin @p{number}")
    rules = [rule_of(verdicts_at(journal, block(f"2026-W{week}"))) for week in (32, 36, 40, 44)]
    assert rules[0] == "no-sign"
    assert "no-sign" not in rules[1:3]


def test_a_no_to_something_else_changes_nothing(journal):
    add_review_lines(
        journal,
        "2026-W44",
        [no_line("brand", "keep", "linkedin"), no_line("personal", "no-sign", "linkedin")],
    )
    assert verdicts_at(journal, W44).said_no == ()


def test_a_no_is_of_the_hats_too(journal):
    add_review_lines(journal, "2026-W44", [no_line("brand", "gap-unknown")])
    assert {each.rule for each in verdicts_at(journal, W44).said_no} == {"gap-unknown"}


def test_a_no_undone_is_gone(journal):
    from twohats.actions.undo import undo

    add_review_lines(journal, "2026-W44", [no_line("brand", "no-sign", "linkedin")])
    assert verdicts_at(journal, W44).said_no
    undo(journal)
    assert verdicts_at(journal, W44).said_no == ()


@pytest.mark.parametrize(
    ("week", "review"),
    [("2026-W44", "2026-W44"), ("2026-W45", "2026-W44"), ("2026-W47", "2026-W44"), ("2026-W48", "2026-W48"),
     ("2026-W53", "2026-W52"), ("2027-W01", "2026-W52")],
)  # fmt: skip
def test_a_review_file_speaks_of_the_last_four_weeks_that_are_written(week, review):
    assert review_of(week_named(week)).name == review


def test_an_empty_journal_and_a_bar_that_is_not_understood(tmp_path):
    (tmp_path / "hat.toml").write_text('format = 1\n[bar]\nlead = "some"\n')
    review = verdicts_at(Journal(str(tmp_path)), W44)
    assert [each.message for each in review.problems] == ["bar.lead cannot be 'some'"]
    assert review.verdicts.channels == ()
