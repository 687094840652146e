"""What a trial showed: its weeks, what it lacks, and its tallies (METHOD 5)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.measures.logged import HATS, WEEK, day, pages_of
from tests.measures.trials import trial

from twohats.format.calendar import week_of
from twohats.measures import pauses
from twohats.measures.intervals.pauses import coin_pause, simple_pause
from twohats.measures.pauses import Lacks, PauseFigures, Remark, pause_figures
from twohats.measures.returns import trace_returns
from twohats.measures.timeline import timeline_of
from twohats.measures.trial_weeks import kind_of_week, trial_weeks

if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.format.trial import Trial

PAUSE = trial("2026-10-05", "2026-10-18")
"""Two weeks, 6 and 5 before the week of 16 November."""
DRAWN = ("2026-09-07", "2026-09-28", "2026-10-12", "2026-10-19", "2026-11-09")
COIN = trial("2026-09-07", "2026-11-15", design="coin", drawn=DRAWN)
"""Five pairs of weeks, 10 to 1 before that week: the first, second, second, first and second are silent."""
TODAY = date(2026, 11, 16)


def _judged(
    days: dict[int, str], judged: Trial = PAUSE, *, today: date = TODAY, others: tuple[Trial, ...] = ()
) -> PauseFigures:
    timeline = timeline_of(pages_of(_with_nothing(days)), WEEK, HATS, today, weeks_before=25)
    return pause_figures(timeline, judged, others, today=today)


def _with_nothing(days: dict[int, str]) -> dict[int, str]:
    """A line in every week, so that none is taken for a week without a journal."""
    empty = dict.fromkeys(range(-175, 7, 7), "nothing")
    return empty | {offset: f"nothing\n{text}" if offset in empty else text for offset, text in days.items()}


def _week(back: int) -> int:
    """The Monday of a week, as an offset of days."""
    return -7 * back


def _contacts(counts: dict[int, int]) -> dict[int, str]:
    """So many people, each another one, on the Tuesdays of weeks as counted back."""
    return {
        _week(back) + 1: "\n".join(f"brand got reply @a{back}x{n}" for n in range(count))
        for back, count in counts.items()
        if count
    }


# The weeks of it


def test_a_pause_is_held_against_four_weeks_before_and_four_after() -> None:
    weeks = trial_weeks(PAUSE)
    assert [week.name for week in weeks.before] == ["2026-W37", "2026-W38", "2026-W39", "2026-W40"]
    assert [week.name for week in weeks.silent] == ["2026-W41", "2026-W42"]
    assert [week.name for week in weeks.after] == ["2026-W43", "2026-W44", "2026-W45", "2026-W46"]
    assert weeks.judged_from == TODAY


@pytest.mark.parametrize(
    ("ended", "silent", "resumed"),
    [
        ("2026-10-21", ["2026-W41", "2026-W42"], "2026-W44"),
        ("2026-10-19", ["2026-W41", "2026-W42"], "2026-W43"),
        ("2026-10-18", ["2026-W41"], "2026-W43"),
        ("2026-10-05", [], "2026-W41"),
    ],
)
def test_a_pause_broken_off_resumes_with_the_next_whole_week(
    ended: str, silent: list[str], resumed: str
) -> None:
    weeks = trial_weeks(trial("2026-10-05", "2026-11-01", ended=ended))
    assert [week.name for week in weeks.silent] == silent
    assert weeks.after[0].name == resumed


def test_weeks_may_begin_on_sunday() -> None:
    weeks = trial_weeks(trial("2026-10-04", "2026-10-17"))
    assert [week.first.isoformat() for week in weeks.silent] == ["2026-10-04", "2026-10-11"]


def test_the_pairs_of_a_coin_are_as_drawn() -> None:
    weeks = trial_weeks(COIN)
    assert [(pair.silent[0].name, pair.normal[0].name) for pair in weeks.pairs] == [
        ("2026-W37", "2026-W38"),
        ("2026-W40", "2026-W39"),
        ("2026-W42", "2026-W41"),
        ("2026-W43", "2026-W44"),
        ("2026-W46", "2026-W45"),
    ]
    assert weeks.before == weeks.after == ()


def test_blocks_may_be_fortnights() -> None:
    drawn = ("2026-09-21", "2026-10-05")
    weeks = trial_weeks(trial("2026-09-07", "2026-11-01", design="coin", block_weeks=2, drawn=drawn))
    assert [[week.name for week in pair.silent] for pair in weeks.pairs] == [
        ["2026-W39", "2026-W40"],
        ["2026-W41", "2026-W42"],
    ]


def test_a_trial_whose_days_are_not_understood_has_no_weeks() -> None:
    assert trial_weeks(PAUSE._replace(first=None)).silent == ()
    assert _judged({}, PAUSE._replace(last=None)).missing == Lacks("no weeks")


@pytest.mark.parametrize(
    ("judged", "kinds"),
    [
        (PAUSE, {7: "", 6: "silent", 5: "silent", 4: "resumed", 1: "resumed", 0: ""}),
        (COIN, {11: "", 10: "silent", 9: "normal", 8: "normal", 7: "silent", 0: ""}),
        (COIN._replace(design="half-double"), {10: "half", 9: "double", 0: ""}),
        (COIN._replace(ended=date(2026, 9, 16)), {10: "silent", 9: "", 8: ""}),
        (PAUSE._replace(ended=date(2026, 10, 12)), {6: "silent", 5: "resumed", 4: "resumed"}),
        (PAUSE._replace(ended=date(2026, 10, 13)), {6: "silent", 5: "", 4: "resumed"}),
    ],
)
def test_a_week_is_silent_normal_half_double_or_resumed(judged: Trial, kinds: dict[int, str]) -> None:
    assert {back: kind_of_week(judged, WEEK.back(back)) for back in kinds} == kinds


# What it lacks


@pytest.mark.parametrize(
    ("judged", "today", "stands", "lacks"),
    [
        (PAUSE, "2026-10-04", "planned", Lacks("begins", day="2026-10-05")),
        (PAUSE, "2026-10-05", "running", Lacks("runs", day="2026-11-16")),
        (PAUSE, "2026-10-18", "running", Lacks("runs", day="2026-11-16")),
        (PAUSE, "2026-10-19", "resumed", Lacks("resumes", day="2026-11-16")),
        (PAUSE, "2026-11-15", "resumed", Lacks("resumes", day="2026-11-16")),
        (PAUSE, "2026-11-16", "over", None),
        (COIN, "2026-11-15", "running", Lacks("runs", day="2026-11-16")),
        (COIN, "2026-11-16", "over", None),
        (PAUSE._replace(ended=date(2026, 10, 5)), "2026-11-16", "over", Lacks("cut", 0, 2)),
        (PAUSE._replace(ended=date(2026, 10, 14)), "2026-11-16", "over", Lacks("cut", 1, 2)),
        (COIN._replace(ended=date(2026, 10, 20)), "2026-11-16", "over", Lacks("pairs", 3, 5)),
        (COIN._replace(ended=date(2026, 9, 10)), "2026-11-16", "over", Lacks("cut", 0, 2)),
        (COIN._replace(last=date(2026, 11, 1)), "2026-11-16", "over", Lacks("pairs", 4, 5)),
    ],
)
def test_what_a_trial_lacks(judged: Trial, today: str, stands: str, lacks: Lacks | None) -> None:
    figures = _judged({}, judged, today=date.fromisoformat(today))
    assert (figures.stands, figures.missing) == (stands, lacks)
    assert (figures.loss is None) == (lacks is not None)


def test_more_pairs_than_can_be_looked_at() -> None:
    drawn = tuple(date.fromordinal(date(2026, 3, 23).toordinal() + 14 * n).isoformat() for n in range(17))
    many = trial("2026-03-23", "2026-11-15", design="coin", drawn=drawn)
    assert _judged({}, many).missing == Lacks("many pairs", 17, 16)


def test_weeks_without_a_line_are_no_weeks_without_contacts() -> None:
    timeline = timeline_of(pages_of({_week(7): "nothing"}), WEEK, HATS, TODAY, weeks_before=25)
    assert pause_figures(timeline, PAUSE, today=TODAY).missing == Lacks("unlogged", 9, 10)


def test_another_trial_must_not_be_silent_in_the_weeks_it_is_held_against() -> None:
    other = trial("2026-11-02", "2026-11-08")
    assert _judged({}, others=(PAUSE, other)).missing == Lacks("crossed", 1, 8)
    assert _judged({}, others=(other._replace(channel=""),)).missing == Lacks("crossed", 1, 8)
    assert _judged({}, others=(other._replace(channel="letter"),)).missing is None
    assert _judged({}, others=(other._replace(hat="novelist"),)).missing is None
    assert _judged({}, others=(other._replace(ended=date(2026, 11, 3)),)).missing is None


# What it showed


def test_a_simple_pause_is_judged_by_the_contacts_of_its_weeks() -> None:
    counts = {10: 3, 9: 2, 8: 4, 7: 1, 6: 1, 5: 0, 4: 2, 3: 3, 2: 2, 1: 3, 0: 9, 11: 9}
    figures = _judged(_contacts(counts))
    assert figures.normal == (3, 2, 4, 1, 2, 3, 2, 3)
    assert figures.silent == (1, 0)
    assert figures.loss == simple_pause(figures.normal, figures.silent)


def test_a_coin_is_judged_by_its_pairs() -> None:
    counts = {10: 1, 9: 4, 8: 5, 7: 2, 6: 3, 5: 0, 4: 1, 3: 3, 2: 4, 1: 1}
    figures = _judged(_contacts(counts), COIN)
    assert figures.loss == coin_pause([(4, 1), (5, 2), (3, 0), (3, 1), (4, 1)])
    assert figures.loss.fell
    assert sum(figures.silent) == 5


def test_a_pause_broken_off_late_is_judged_by_its_whole_weeks() -> None:
    long = trial("2026-09-21", "2026-10-18", ended="2026-10-07")
    figures = _judged(_contacts({8: 1, 7: 1, 6: 9}), long)
    assert figures.silent == (1, 1)
    assert sum(figures.normal) == 0
    assert figures.loss


def test_leads_and_sales_are_counted_as_they_came() -> None:
    figures = _judged(
        {_week(9): "brand got lead @bo x2", _week(6): "brand got sale 10GBP\npersonal got sale"}
    )
    assert (figures.leads, figures.sales) == ((2, 0), (0, 1))


def test_hours_got_back_are_those_of_the_usual_week_less_what_was_spent_anyway() -> None:
    days: dict[int, str] = {_week(back): "60m brand post linkedin" for back in (10, 9, 8, 7, 4, 3, 2, 1)}
    days |= {
        _week(6): "10m brand post linkedin\n30m brand read linkedin\n45m brand post letter",
        _week(5): "15m personal post linkedin",
    }
    figures = _judged(days)
    assert figures.got_back == 110
    assert figures.against == (f"{day(_week(6))}:2",)


def test_without_an_activity_the_whole_channel_is_paused() -> None:
    days = {_week(6): "30m brand read linkedin"}
    assert _judged(days, PAUSE._replace(activity="")).against == (f"{day(_week(6))}:2",)


def test_who_noticed_and_who_commented_is_listed_with_their_words() -> None:
    days = {
        _week(6) + 1: "personal got noticed phone @priya: are you ill",
        _week(5): "brand got commented linkedin @ruth: well\npersonal got commented @bo\nbrand got noticed",
        _week(4): "brand got noticed @late",
    }
    figures = _judged(days)
    assert figures.noticed == (
        Remark(("priya",), f"{day(_week(6) + 1)}:1", "are you ill"),
        Remark((), f"{day(_week(5))}:4", ""),
    )
    assert figures.commented == (Remark(("ruth",), f"{day(_week(5))}:2", "well"),)


def test_who_usually_writes_is_held_against_windows_as_long() -> None:
    counts = {10: 2, 9: 1, 8: 3, 7: 1, 6: 1, 5: 1, 4: 2, 3: 2, 2: 2, 1: 0}
    figures = _judged(_contacts(counts))
    assert figures.people == pauses.PeopleIn(4.0, 2.0, 2)


def test_of_a_pause_longer_than_the_weeks_around_there_is_no_usual_number() -> None:
    long = trial("2026-09-07", "2026-10-18")
    assert _judged({}, long).people.usual is None


def test_regulars_who_did_not_write_are_named() -> None:
    days: dict[int, Any] = {_week(back): "brand got reply @hal" for back in (10, 8, 3)}
    assert _judged(days).missed == ("hal",)


def test_the_cover_is_that_of_the_weeks_that_count() -> None:
    assert _judged({}).logged == (10, 70)


def test_a_pause_of_every_channel_is_of_the_activity() -> None:
    days = {_week(6): "30m brand post letter\n30m brand post\n9m brand read linkedin"}
    assert len(_judged(days, PAUSE._replace(channel="")).against) == 2


HALVES = COIN._replace(design="half-double")


def test_half_and_double_weeks_are_no_pause() -> None:
    figures = _judged(_contacts({10: 1}), HALVES)
    assert (figures.loss, figures.got_back, figures.against, figures.missed) == (None, None, (), ())
    assert figures.silent == (1, 0, 0, 0, 0)


def _worked(returns: Callable[[float], int]) -> dict[int, str]:
    """An hour in half weeks and four in double ones, each bringing so many replies two days later."""
    days = {}
    for back in range(10, 0, -1):
        hours = 1 if kind_of_week(HALVES, WEEK.back(back)) == "half" else 4
        days[_week(back)] = f"{hours}h brand post linkedin +t{back}"
        days[_week(back) + 2] = f"brand got reply linkedin +t{back} x{returns(hours)}"
    return days


def _last_hour(days: dict[int, str], today: date) -> PauseFigures:
    week = week_of(today)
    back = (week.first - WEEK.first).days // 7
    timeline = timeline_of(pages_of(_with_nothing(days)), week, HATS, today, weeks_before=25 + back)
    return pause_figures(timeline, HALVES, today=today, traced=trace_returns(timeline))


def test_half_and_double_weeks_wait_for_their_returns() -> None:
    figures = _last_hour(_worked(lambda _: 4), date(2026, 11, 29))
    assert (figures.missing, figures.last_hour) == (Lacks("resumes", day="2026-11-30"), None)


def test_half_and_double_weeks_show_that_the_last_hour_brings_nothing() -> None:
    last_hour = _last_hour(_worked(lambda _: 9), date(2026, 11, 30)).last_hour
    assert last_hour
    assert (last_hour.kind, last_hour.elasticity.weeks, last_hour.elasticity.returns) == ("reply", 10, 90)
    assert last_hour.elasticity.verdict == "saturating"
    assert last_hour.elasticity.value == pytest.approx(0, abs=1e-9)


def test_half_and_double_weeks_show_that_it_brings_as_much() -> None:
    last_hour = _last_hour(_worked(lambda hours: int(6 * hours)), date(2026, 11, 30)).last_hour
    assert last_hour
    assert last_hour.elasticity.verdict == "no sign"
    assert last_hour.elasticity.value == pytest.approx(1, abs=1e-9)


def test_returns_of_other_entries_and_late_ones_are_none_of_theirs() -> None:
    days = _worked(lambda _: 9) | {
        _week(5)
        + 3: "5h brand post letter +other\n1h brand read linkedin +other\nbrand got reply x40 +other",
        _week(3) + 5: "brand got reply x40 +t9",
    }
    last_hour = _last_hour(days, date(2026, 11, 30)).last_hour
    assert last_hour
    assert last_hour.elasticity.returns == 90


def test_a_kind_that_takes_longer_counts_once_it_is_in() -> None:
    days = {day: text.replace("got reply", "got lead") for day, text in _worked(lambda _: 9).items()}
    for back in range(10, 0, -1):
        days[_week(back) + 3] = f"brand got reply linkedin +t{back} x4"
    early, late = (_last_hour(days, date(2026, *each)).last_hour for each in ((11, 30), (12, 27)))
    assert early
    assert late
    assert (early.kind, late.kind) == ("reply", "lead")


def test_without_returns_there_is_no_kind_and_the_gate_says_what_it_lacks() -> None:
    last_hour = _last_hour({}, date(2026, 11, 30)).last_hour
    assert last_hour
    assert last_hour.kind == ""
    assert last_hour.elasticity.missing


def test_only_weeks_that_are_over_are_counted() -> None:
    figures = _judged(_contacts({7: 2, 6: 1}), today=date(2026, 10, 11))
    assert (figures.normal, figures.silent) == ((0, 0, 0, 2), ())
