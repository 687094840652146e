"""The figures of a longer stretch: which weeks each of them is of (METHOD M1, M5, M9, M10)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.measures.logged import HATS, SUNDAY, WEEK, figures, pages_of

from twohats.measures import sums
from twohats.measures.figures import FEW, Missing
from twohats.measures.timeline import timeline_of
from twohats.measures.trend import Came, Stretch, Trend, span_weeks, talk_share, trend, weeks_before


def of(
    days: dict[int, str], weeks: int = 12, *, fixed: bool = False, today: date = SUNDAY, aim: str = ""
) -> Trend:
    timeline = timeline_of(pages_of(days), WEEK, HATS, today, weeks_before=weeks_before(weeks))
    return trend(timeline, Stretch(weeks, fixed=fixed), aim=aim.split())


def came(found: Trend, kind: str) -> Came:
    (one,) = (each for each in found.returns if each.kind == kind)
    return one


def test_hours_are_week_by_week_and_a_week_without_a_line_is_not_known() -> None:
    found = of(
        {0: "1h brand post\n30m brand talk @bo", -7: "nothing", -21: "2h brand read\n9h brand do service"}, 4
    )
    assert found.hours["brand"].weeks == (120, None, 0, 90)
    assert found.hours["brand"].talk == (0, None, 0, 30)
    assert found.hours["brand"].other == (540, None, 0, 0)
    assert found.hours["brand"].usual == 60
    assert found.hours["brand"].usual_other == 270
    assert found.hours["brand"].sittings == (1, 3)
    assert found.hours["personal"].weeks == (0, None, 0, 0)
    assert found.first_days == ("2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16")
    assert (found.first, found.last, found.running) == ("2026-10-26", "2026-11-22", False)


def test_the_cover_is_that_of_the_stretch() -> None:
    found = of(
        {
            0: "~1h brand post\nbrand got reply",
            -7: "nothing\n1h brand post\nwhat is this",
            -28: "1h brand post",
        },
        4,
    )
    assert found.cover[:6] == (2, 28, 2, 1, 120, 0.5)
    running = of({0: "1h brand post"}, 4, today=date(2026, 11, 17))
    assert running.cover.days == 23
    assert running.running


def test_a_day_ahead_with_a_line_counts_in_the_cover_as_it_does_in_the_week() -> None:
    found = of({0: "25m brand post", 5: "10m brand read"}, 4, today=date(2026, 11, 18))
    assert (found.cover.days_logged, found.cover.days) == (2, 25)


def test_the_share_of_talk_is_of_the_last_weeks_asked_for() -> None:
    hours = of({0: "30m brand talk @bo\n30m brand post", -70: "3h brand post"}).hours["brand"]
    assert talk_share(hours, 4) == 0.5
    assert talk_share(hours, 12) == 0.125
    assert talk_share(of({}).hours["brand"], 12) is None


def test_the_share_of_talk_is_that_of_the_week_hours_of_do_included() -> None:
    lines = "30m brand talk @bo\n30m brand post\n1h brand do make\n9h personal do walk"
    found, week = of({0: lines}), figures({0: lines})
    for side in ("personal", "brand"):
        assert talk_share(found.hours[side], 1) == sums.talk_share(week.minutes, side)
    assert found.hours["brand"].talk_shares[-1] == 0.25


@pytest.mark.parametrize(
    ("weeks", "each"), [(1, 4), (12, 4), (32, 4), (33, 13), (52, 13), (104, 13), (105, 52), (520, 52)]
)
def test_gaps_are_of_four_weeks_a_quarter_or_a_year_at_a_time(weeks: int, each: int) -> None:
    assert span_weeks(weeks) == each


def test_spans_are_counted_back_and_a_rest_under_four_weeks_is_in_none() -> None:
    assert [(each.first, each.last, each.weeks) for each in of({}, 9).gaps] == [
        ("2026-09-28", "2026-10-25", 4), ("2026-10-26", "2026-11-22", 4),
    ]  # fmt: skip
    assert [each.weeks for each in of({}, 52).gaps] == [13, 13, 13, 13]
    assert [each.weeks for each in of({}, 56).gaps] == [4, 13, 13, 13, 13]
    assert [each.weeks for each in of({}, 3).gaps] == [3]


def test_each_span_has_the_ratings_of_its_own_weeks() -> None:
    rated = "25m personal post m5\n25m brand post m{}\n25m personal post m4\n25m brand post m1"
    days = {-7 * week + at: rated.format(1 + (week < 4)) for week in range(8) for at in (0, 2)}
    older, newer = of(days, 8).gaps
    assert older.gaps[0].lived.value == pytest.approx(-3.5)
    assert newer.gaps[0].lived.value == pytest.approx(-3.0)
    assert older.gaps[0].alike.n == {"personal": 16, "brand": 16}


HOURS = "2h brand post linkedin\n1h personal post mastodon"
BOTH = HOURS + "\nbrand got reply linkedin\npersonal got reply mastodon"


def test_returns_per_hour_go_over_as_many_ripe_weeks_as_the_stretch_has() -> None:
    found = came(of({-7 * week: BOTH for week in range(30)}), "reply")
    assert found.arrived == 24
    assert found.per_hour.weeks == 12
    assert found.per_hour.counts == {"personal": 12, "brand": 12}
    assert (found.first, found.last) == ("2026-08-17", "2026-11-08")
    assert found.lines[0] == "2026-08-17:3"
    assert len(found.lines) == 24
    lead = came(of({-7 * week: HOURS + "\nbrand got lead linkedin" for week in range(30)}), "lead")
    assert lead.per_hour.counts["brand"] == 12
    assert lead.last == "2026-10-11"


def test_those_of_a_stretch_of_the_calendar_stay_in_it() -> None:
    found = came(of({-7 * week: BOTH for week in range(30)}, fixed=True), "reply")
    assert found.per_hour.weeks == 10
    assert (found.first, found.last) == ("2026-08-31", "2026-11-08")
    young = came(of({-7 * week: BOTH for week in range(30)}, 2, fixed=True), "reply")
    assert (young.first, young.last, young.per_hour.enough) == ("", "", False)


def test_a_kind_too_rare_to_compare_says_so_and_the_aim_is_the_users() -> None:
    found = of(
        {-21: HOURS + "\nbrand got lead linkedin"} | {-7 * week: HOURS for week in range(6, 14)},
        aim="sale lead",
    )
    assert came(found, "reply").per_hour.missing == Missing(FEW, 0, of=5)
    assert found.aim == ("lead", "sale")


def test_live_contact_is_that_of_the_day_before_and_of_the_last_day() -> None:
    found = of({0: "25m brand talk @bo", -90: "25m personal talk @anna", -80: "25m personal talk @carl"})
    before, now = found.live
    assert (before.people, now.people) == (2, 2)
    assert found.named == {"bo", "anna", "carl"}
    assert of({}).live[1].people == 0


def test_what_a_stretch_depends_on_is_read() -> None:
    assert weeks_before(12) >= 26 + 6 + 7
    assert weeks_before(52) >= 52 + 13
