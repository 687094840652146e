"""The trend on one screen and in sentences: every verdict and every silence with the sentence it says."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from tests.expected_text import same_as
from tests.measures.logged import SUNDAY
from tests.views.made_trends import EMPTY, FULL, THIN, full_days, trend_of

from twohats.appearance.roles import ROLES
from twohats.measures import figures
from twohats.measures.feeling import Change, Feeling
from twohats.measures.figures import Missing
from twohats.measures.slopes import Worked, elasticity_of, fade_of
from twohats.render.plain import plain
from twohats.text.width import width as columns_of
from twohats.views.block_plain import view_plain
from twohats.views.block_rows import view_rows
from twohats.views.slope_wording import elasticity_says, fade_says, half_double_says
from twohats.views.trend import trend_view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.trend import Trend

EXPECTED = Path(__file__).parent / "expected"
LONG = trend_of(full_days(60), 52)
TRENDS = {"full": FULL, "thin": THIN, "empty": EMPTY, "year": LONG}


def words(figures: Trend) -> str:
    """The trend in sentences, in one line."""
    return " ".join(view_plain(trend_view(figures)).split())


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", TRENDS)
def test_trend_looks_as_reviewed(name: str, width: int) -> None:
    rows = [each.row for each in view_rows(trend_view(TRENDS[name]), width)]
    same_as(EXPECTED / f"trend-{name}-{width}.txt", plain(rows))


@pytest.mark.parametrize("name", TRENDS)
def test_trend_in_sentences_reads_as_reviewed(name: str) -> None:
    text = view_plain(trend_view(TRENDS[name]))
    assert text.isascii()
    same_as(EXPECTED / f"trend-{name}.txt", text)


@pytest.mark.parametrize("width", [*range(1, 45), 79, 80, 81, 110, 200])
def test_no_row_is_wider_than_asked_and_every_role_is_known(width: int) -> None:
    for trend in TRENDS.values():
        for each in view_rows(trend_view(trend), width):
            assert sum(columns_of(span.text) for span in each.row) <= width
            assert {span.role for span in each.row} <= set(ROLES)


def test_what_answers_the_question_stands_in_the_first_24_rows() -> None:
    shown = plain([each.row for each in view_rows(trend_view(FULL), 80)]).splitlines()[:23]
    text = "\n".join(shown)
    for block in ("Hours a week", "Motivation", "Came back", "reply"):
        assert block in text


def weeks_of(hours: Sequence[float], counts: Sequence[float]) -> list[Worked]:
    last = len(hours) + 1
    return [Worked(last - at, *each) for at, each in enumerate(zip(hours, counts, strict=True))]


ALTERNATING = [2.0, 8.0] * 6


@pytest.mark.parametrize(
    ("hours", "counts", "says"),
    [
        (
            ALTERNATING,
            [10] * 12,
            "replies: the last hour of a week brings 0.0 of what the average one does (-0.2 to 0.2), 12 weeks",
        ),
        (
            ALTERNATING,
            [4, 16] * 6,
            "replies: no sign that the last hour brings less: 1.0 of the average one (0.7 to 1.3), 12 weeks",
        ),
        (
            ALTERNATING,
            [3, 9] * 6,
            "replies: can't tell: the last hour brings 0.4 to 1.1 of the average one, 12 weeks",
        ),
        ([4, 5] * 6, [10] * 12, "can't tell yet: every week had about the same hours"),
        (
            [4.5] * 7,
            [2] * 7,
            "can't tell yet: every week had about the same hours; 1 more week with hours; 14 of 30 replies",
        ),
        (ALTERNATING, [1] * 12, "can't tell yet: 12 of 30 replies"),
        ([2] * 6 + [8] * 6, [0] * 6 + [10] * 6, "can't tell yet: all replies came of the weeks at one end"),
        (
            ALTERNATING,
            [20, 0, 0, 30, 0, 0, 0, 40, 20, 0, 0, 20],
            "can't tell yet: the weeks are too uneven, about 34 more weeks",
        ),
    ],
)
def test_every_sentence_of_the_last_hour(hours: list[float], counts: list[float], says: str) -> None:
    assert elasticity_says(elasticity_of(weeks_of(hours, counts)), "reply") == says


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        (
            [round(40 * math.exp(-0.2 * week)) for week in range(12)],
            "replies an hour fell, by 18 % (15 to 22 %) a week, 12 weeks",
        ),
        (
            [round(40 * math.exp(-0.2 * week)) for week in reversed(range(12))],
            "replies an hour rose, by 22 % (17 to 28 %) a week, 12 weeks",
        ),
        ([3] * 12, "replies an hour: can't tell: between 8 % less and 9 % more every week, 12 weeks"),
        ([0, 0, 0, 0, 0, 9], "can't tell yet: all replies came of the weeks at one end"),
        ([1] * 6, "can't tell yet: 6 of 8 replies"),
        ([3] * 4, "can't tell yet: 2 more weeks with hours"),
        ([1], "can't tell yet: 5 more weeks with hours; 1 of 8 replies"),
    ],
)
def test_every_sentence_of_the_same_hour(counts: list[float], says: str) -> None:
    assert fade_says(fade_of(weeks_of([4.0] * len(counts), counts)), "reply") == says


def test_a_change_beyond_all_measure_is_said_to_be_that() -> None:
    found = fade_of(weeks_of([4.0] * 6, [0, 0, 0, 0, 1, 10**9]))
    assert "over 999 %" in fade_says(found, "reply")


def test_half_and_double_weeks_are_offered_where_they_would_do() -> None:
    found = elasticity_of(weeks_of([4, 4.5] * 6, [5] * 12))
    assert half_double_says(found) == "about 4 half and 4 double weeks, in turn, would show it"
    assert half_double_says(elasticity_of([])) == ""
    days = {-7 * week: "4h brand post linkedin\nbrand got reply linkedin x5" for week in range(20)}
    trend = trend_of(days)
    assert (
        "About 5 half and 5 double weeks, in turn, would show it: hat trials plan brand linkedin half-double 5."
        in words(trend)
    )
    assert ("p", "plan") in trend_view(trend).keys
    assert ("p", "plan") not in trend_view(FULL).keys


def feeling(worth: Change, counted: Change, kind: str = "reply") -> str:
    trend = FULL._replace(feelings=(Feeling("brand", worth, kind, counted),))
    return words(trend).partition("(90 %), brand: ")[2].partition(". Live")[0]


NONE = {"earlier": 0.0, "later": 0.0}
SILENT = Change(None, None, None, NONE, 0, Missing(figures.MORE_RATINGS, sides={"earlier": 3, "later": 1}))


@pytest.mark.parametrize(
    ("worth", "counted", "says"),
    [
        (
            Change(-0.8, -1.4, -0.2, NONE, -1),
            Change(0.9, 0.4, 2.1, NONE, 0),
            "worth fell: -0.8 (-1.4 to -0.2); replies an hour can't tell: 0.9 x (0.4 to 2.1)",
        ),
        (
            Change(0.9, 0.1, 1.7, NONE, 1),
            Change(2.5, 1.2, 5.0, NONE, 1),
            "worth rose: +0.9 (+0.1 to +1.7); replies an hour rose: 2.5 x (1.2 to 5.0)",
        ),
        (
            Change(0.1, -0.5, 0.7, NONE, 0),
            Change(math.inf, 1.3, math.inf, NONE, 1),
            "worth can't tell: +0.1 (-0.5 to +0.7); replies an hour rose: 1.3 or more x",
        ),
        (
            SILENT,
            Change(0.2, 0.1, 0.6, NONE, -1),
            "worth: can't tell yet, 3 more earlier and 1 more later rating; replies an hour fell: 0.2 x (0.1 to 0.6)",
        ),
        (
            SILENT._replace(missing=Missing(figures.SIDE_DAYS, sides={"later": 1})),
            Change(None, None, None, NONE, 0, Missing(figures.FEW, 4, of=5)),
            (
                "worth: can't tell yet, later ratings on 1 more day; replies an hour: can't tell yet, too few to compare: "
                "4 of 5 returns"
            ),
        ),
        (
            SILENT,
            Change(None, None, None, NONE, 0, Missing(figures.WEEKS_WITH_HOURS, 2)),
            (
                "worth: can't tell yet, 3 more earlier and 1 more later rating; replies an hour: can't tell yet, "
                "2 more weeks with hours"
            ),
        ),
    ],
)
def test_every_sentence_of_feeling_beside_counting(worth: Change, counted: Change, says: str) -> None:
    assert feeling(worth, counted) == says


def test_a_channel_that_may_name_somebody_is_not_named() -> None:
    assert "linkedin" in view_plain(trend_view(FULL))
    hidden = view_plain(trend_view(FULL, hidden={"linkedin"}))
    assert "linkedin" not in hidden
    assert "a channel" in hidden


def test_a_stretch_of_the_calendar_is_named_by_its_dates() -> None:
    fixed = trend_view(trend_of(full_days(), 4, fixed=True))
    assert fixed.subject == "26 Oct - 22 Nov 2026"
    assert trend_view(trend_of(full_days(), 1)).subject == "1 week to 22 November 2026"
    running = trend_view(trend_of(full_days(), today=SUNDAY.replace(day=18)))
    assert running.subject == "12 weeks to 18 November 2026"
    assert "so far" in view_plain(running)


def test_rows_open_what_they_stand_for() -> None:
    doors = {each.door for each in view_rows(trend_view(FULL), 80)}
    assert any(door.view == "week" and door.subject == "2026-W47" for door in doors)
    assert any(door.view == "week" and door.subject == "2026-W39" for door in doors)
    assert any(door.view == "people" for door in doors)
    returns, slope, worth = 12, 26, 16
    assert {returns, slope, worth} <= {len(door.lines) for door in doors}
    shown = view_rows(trend_view(FULL), 80)
    assert shown[-1].stop, "the last row can be reached"


def test_untraced_returns_are_a_column_and_what_they_could_change_is_said() -> None:
    days = {
        -7 * week: "2h brand post linkedin\n2h personal post mastodon\nbrand got reply linkedin x2\n"
        "personal got reply mastodon x2\nbrand got reply phone x3"
        for week in range(14)
    }
    text = words(trend_of(days))
    assert "reply: personal 24, brand 24, untraced 36; an hour of brand brought 1.0 times" in text
    assert "reply, untraced either way: 0.4 to 2.5." in text


def test_the_aim_that_brand_hours_did_not_bring_is_bounded() -> None:
    assert "no lead from 66h of brand: at most 0.5 per 10 hours (95 %)." in words(FULL)
    assert "no intro" not in words(FULL)


def test_weeks_that_are_missing_or_unripe_are_said_for_the_kinds_that_came() -> None:
    young = {
        -7 * week: "2h brand post linkedin\n2h personal read x\nbrand got reply linkedin" for week in range(5)
    }
    assert "not before 29 Nov: returns take 2 weeks to come in (personal : brand): reply 0 : 3." in words(
        trend_of(young)
    )
    one = {-21: "2h brand post linkedin\nbrand got reply linkedin"}
    assert "not enough yet: 4 more weeks of both hats (personal : brand): reply 0 : 1." in words(
        trend_of(one)
    )


def test_returns_of_both_hats_stand_as_halves_and_it_is_said() -> None:
    lines = "2h brand talk phone @bo\n2h personal talk cafe @bo\nbrand got reply @bo"
    text = words(trend_of({-7 * week: lines for week in range(2, 10)}))
    assert "reply: personal 0+8/2, brand 0+8/2, untraced 0; an hour of brand brought 1.0 times" in text
    assert "+n/2: returns of both hats, half of each is counted." in text
    assert "+n/2" not in words(FULL)
