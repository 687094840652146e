"""The lines of many days in order, each in its week and with its place."""

from __future__ import annotations

import pytest
from tests.measures.logged import HATS, SUNDAY, WEEK, day, line_of, pages_of

from twohats.measures.timeline import timeline_of


def test_every_line_has_its_place() -> None:
    timeline = line_of({0: "25m brand post\nnothing\nbrand got reply", -7: "5m brand read"})
    assert [each.place for each in timeline.timed_entries] == [f"{day(-7)}:1", f"{day(0)}:1"]
    assert [each.place for each in timeline.timed_events] == [f"{day(0)}:3"]
    assert [each.week for each in timeline.timed_entries] == [1, 0]


@pytest.mark.parametrize("weeks_before", [0, 1, 2, 60, 20_000, 200_000])
def test_more_days_than_pages_or_fewer_make_no_difference(weeks_before: int) -> None:
    days = {offset: f"{offset % 50 + 1}m brand post\nbrand got reply" for offset in range(-90, 14, 3)}
    found = timeline_of(pages_of(days), WEEK, HATS, SUNDAY, weeks_before=weeks_before)
    wanted = [offset for offset in days if -7 * weeks_before <= offset < 7]
    assert [each.place for each in found.timed_entries] == [f"{day(offset)}:1" for offset in wanted]
    assert [each.week for each in found.timed_events] == [-(offset // 7) for offset in wanted]
    assert len(found.logged) == len(wanted)
