"""What tables of trackers have in common: the order of days, and entries that are known again."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.interchange.memory_tree import MemoryTree

from twohats.interchange.day_order import DayOrder, read_date
from twohats.interchange.record import Span
from twohats.interchange.source import Options
from twohats.interchange.sources import recognised, source_named

OLD = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()\n"
NEW = "Description,Duration,Project,Start date,Start time,Stop date,Stop time\n"


@pytest.mark.parametrize(
    ("dates", "day_first"),
    [
        (["13/11/2026"], True),
        (["11/13/2026"], False),
        (["05/11/2026"], None),
        (["05.11.2026"], True),
        (["05-11-2026", "05-13-2026"], False),
        (["2026-11-05"], True),
        (["05/05/2026"], True),
        (["01/10/2026", "02/09/2026", "03/08/2026"], None),  # backwards, or forwards
        (["01/10/2026", "02/09/2026", "03/08/2026", "03/09/2026"], False),  # forwards; else to and fro
        (["03/11/2026", "02/11/2026", "01/12/2025", "12/11/2025"], True),
        (["01/02/2026", "02/02/2026", "03/02/2026"], None),  # days of February, or seconds of a month
        (["13/11/2026", "11/13/2026"], True),  # one of them is no date
        ([], True),
        (["yesterday", "", "1/2", "99/99/9999"], True),
    ],
)
def test_which_number_is_the_day_is_told_by_the_whole_file(
    dates: list[str], *, day_first: bool | None
) -> None:
    order = DayOrder()
    for each in dates:
        order.look_at(each)
    assert order.day_first() is day_first


@given(day=st.dates(), day_first=st.booleans(), sign=st.sampled_from("-/."))
def test_a_date_is_read_as_it_was_written(day: object, sign: str, *, day_first: bool) -> None:
    form = ("%d{0}%m{0}%Y" if day_first else "%m{0}%d{0}%Y").format(sign)
    text = f"{day:{form}}"
    year = text.rsplit(sign, 1)[1]
    if len(year) == 4 and int(year) > 99:
        assert read_date(text, day_first=day_first) == day


def keys(text: str) -> list[str]:
    tree = MemoryTree({"t.csv": text.encode()})
    (found,) = recognised(tree)
    source = source_named(found.source)
    assert source
    read = source.reader().read(tree, found, Options(ZoneInfo("Europe/London"), {}))
    return [one.key for one in read if isinstance(one, Span)]


def test_an_entry_is_known_again_whatever_columns_were_chosen() -> None:
    old = keys(
        OLD
        + 'M,m@example.org,,Letter,,"Issue 14, first",No,2026-11-17,09:02:11,2026-11-17,10:31:40,01:29:29,"post, x",\n'
    )
    new = keys(NEW + '"Issue 14, first",1:29:29,Letter,2026-11-17,09:02:11,2026-11-17,10:31:40\n')
    assert old == new


def test_equal_entries_of_one_file_are_two_and_those_of_an_overlapping_one_the_same() -> None:
    one = "call,0:30:00,Letter,2026-11-17,09:00:00,2026-11-17,09:30:00\n"
    other = "call,0:30:00,Letter,2026-11-18,09:00:00,2026-11-18,09:30:00\n"
    first, second = keys(NEW + one + one + other), keys(NEW + other + one + one)
    assert len({*first}) == 3
    assert {*first} == {*second}
