"""Sums against what the day, the week and the trend say of the same lines."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.untidy_journal import LAST_DAY, untidy_journal

from twohats.actions.list import lines_on
from twohats.actions.select import understand
from twohats.actions.sum import sum_of
from twohats.actions.sum_gap import gaps_of, is_by_rating
from twohats.actions.trend import trend_between
from twohats.actions.week import figures_of
from twohats.format.calendar import week_of
from twohats.format.times import Now
from twohats.format.words import NOISE, SIDES
from twohats.journal.folder import Journal
from twohats.measures import sums as of_week
from twohats.measures.selected import COMPARED
from twohats.query.by import read_by
from twohats.query.selection import Selection
from twohats.views.day import hats_of, minutes_of

if TYPE_CHECKING:
    from twohats.query.sums import Figures, Sums

SAMPLE = Path(__file__).resolve().parents[2] / "sample_journal"


@pytest.fixture(scope="module", params=["sample", "untidy"])
def journal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Journal, date]:
    """A journal and its last day."""
    root = tmp_path_factory.mktemp(request.param) / "journal"
    if request.param == "sample":
        shutil.copytree(SAMPLE, root)
        return Journal(str(root)), date(2026, 11, 22)
    root.mkdir()
    untidy_journal(root)
    return Journal(str(root)), date.fromisoformat(LAST_DAY)


def summed(journal: Journal, words: str, by: str = "", today: date = date(2026, 11, 22)) -> Sums:
    selection = understand(journal, words.split(), Now(today.isoformat(), 1000))
    return sum_of(journal, selection, read_by(by.split()) if by else ()).sums


def by_key(sums: Sums) -> dict[str, Figures]:
    return {group.key: group.figures for group in sums.rows}


def test_every_day_is_as_hat_day_has_it(journal: tuple[Journal, date]) -> None:
    found, _ = journal
    days = by_key(sum_of(found, Selection(), read_by(["day"])).sums)
    checked = 0
    for day in found.days():
        lines, _ = lines_on(found, day)
        own = {hat: minutes for hat, minutes in hats_of(lines).items() if minutes}
        sums = sum_of(found, understand(found, [day], Now(day, 1000)), read_by(["side", "verb"])).sums
        assert sums.total == days.get(day, sums.total)
        hats = by_key(summed(found, day, "hat"))
        assert {hat: each.minutes for hat, each in hats.items() if each.minutes} == own
        for side, activities in minutes_of(lines, found.hats).items():
            for activity, minutes in activities.items():
                assert sums.cell(side, activity).minutes == minutes
        checked += bool(sums.total.lines)
    assert checked == len(days) > 40


def test_every_week_is_as_hat_week_has_it(journal: tuple[Journal, date]) -> None:
    found, last = journal
    weeks = by_key(sum_of(found, Selection(), read_by(["week"])).sums)
    for back in range(12):
        week = week_of(last - timedelta(weeks=back), start=found.week_start)
        figures = figures_of(found, week, last)
        kinds = by_key(summed(found, week.name, "kind", last))
        whole = weeks[week.name]
        assert whole.minutes == of_week.all_minutes(figures.minutes) == figures.cover.minutes
        assert whole.lines == figures.cover.entries + figures.cover.events
        assert whole.guessed == round(figures.cover.estimated_share * figures.cover.minutes)
        assert whole.returns == sum(of_week.arrived(each) for each in figures.returns)
        for each in figures.returns:
            assert (
                kinds[f"got {each.kind}"].returns if f"got {each.kind}" in kinds else 0
            ) == of_week.arrived(each)
        assert whole.noise == sum(kinds[f"got {kind}"].noise for kind in NOISE if f"got {kind}" in kinds)
        sales = kinds.get("got sale")
        assert {each.currency: Decimal(each.total) for each in figures.money} == {
            currency: Decimal(number) for currency, number in (sales.amounts if sales else {}).items()
        }
        why = by_key(summed(found, f"{week.name} post read talk", "why", last))
        assert {key: each.minutes for key, each in why.items() if key} == figures.why


def test_rows_and_columns_of_what_a_line_has_once_add_up(journal: tuple[Journal, date]) -> None:
    found, last = journal
    for by in ("hat verb", "channel weekday", "month kind", "hour side", "year week"):
        sums = summed(found, "all", by, last)
        assert sums.several == (False, False)
        for measure in ("minutes", "lines", "returns", "noise", *sums.currencies()):
            for groups in (sums.rows, sums.columns):
                assert sum(group.figures.of(measure) for group in groups) == sums.total.of(measure)
            assert sum(figures.of(measure) for figures in sums.cells.values()) == sums.total.of(measure)


def test_the_gaps_of_all_lines_are_those_of_the_trend(journal: tuple[Journal, date]) -> None:
    found, last = journal
    week = week_of(last, start=found.week_start)
    first = week.back(3).first
    trend = trend_between(found, first, week.last, week.last).figures
    selection = understand(found, [f"{first}..{week.last}"], Now(last.isoformat(), 1000))
    gaps = gaps_of(found, selection, week.last)
    assert gaps is not None
    assert gaps.sides == SIDES
    (span,) = trend.gaps
    for gap, other in zip(gaps.gaps, span.gaps, strict=False):
        assert (gap.rating, gap.lived, gap.alike, gap.weeks) == (other.rating, other.lived, other.alike, 4)
    assert [gap.rating for gap in gaps.gaps] == [*COMPARED]
    assert [(each.kind, each.arrived) for each in gaps.returns] == [
        (each.kind, each.arrived) for each in trend.returns
    ]


def test_returns_per_hour_of_all_lines_are_those_of_the_trend(journal: tuple[Journal, date]) -> None:
    found, last = journal
    week = week_of(last, start=found.week_start)
    first = week.back(11).first
    trend = trend_between(found, first, week.last, week.last).figures
    gaps = gaps_of(
        found, understand(found, [f"{first}..{week.last}"], Now(last.isoformat(), 1000)), week.last
    )
    assert gaps is not None
    assert [each.per_hour for each in gaps.returns] == [each.per_hour for each in trend.returns]
    assert any(each.per_hour.enough for each in gaps.returns)


def test_returns_are_those_of_the_hours_of_these_lines(journal: tuple[Journal, date]) -> None:
    found, last = journal
    everything = gaps_of(found, Selection(), last)
    parts = [gaps_of(found, understand(found, words.split(), Now(last.isoformat(), 1000)), last)
             for words in ("post", "read", "talk")]  # fmt: skip
    assert everything is not None
    for at, came in enumerate(everything.returns):
        for side in SIDES:
            those = [part.returns[at].per_hour for part in parts if part]
            assert sum(each.hours[side] for each in those) <= came.per_hour.hours[side] + 1e-9
            assert all(each.counts[side] <= came.per_hour.counts[side] for each in those)


def test_nothing_is_said_of_nothing(journal: tuple[Journal, date]) -> None:
    found, last = journal
    now = Now(last.isoformat(), 1000)
    assert gaps_of(found, understand(found, ["1999"], now), last) is None
    asked = {
        "m4-": True,
        "not u1": True,
        "rated": True,
        "not unrated": True,
        "timed": False,
        "linkedin": False,
    }
    for words, by_rating in asked.items():
        assert is_by_rating(understand(found, words.split(), now)) == by_rating
