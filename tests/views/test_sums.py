"""Sums as a table: what stands where, what is put together on a screen, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.model import Entry, Event, Item
from twohats.format.one_name import ONE_NAME_EACH
from twohats.measures.timeline import NOTHING_LEFT_OUT, LeftOut
from twohats.query.by import WORDS, read_by
from twohats.query.sums import Tallies
from twohats.text.width import width as columns_of
from twohats.views.block_plain import view_plain
from twohats.views.block_rows import view_rows
from twohats.views.rows import row_text
from twohats.views.sums import MOST_ROWS, Shape, sums_table, sums_view
from twohats.views.sums_wording import Naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.query.sums import Sums
    from twohats.views.blocks import View

SIDES = {"personal": "personal", "brand": "brand", "novelist": "brand"}
NAMING = Naming(people={"anna": "Anna Reiss"}, channels={"linkedin": "LinkedIn"})
Dated = tuple[str, Entry | Event]
LINES: list[Dated] = [
    ("2026-11-16", Entry("brand", "post", 60, channel="linkedin", start=540)),
    ("2026-11-17", Entry("brand", "post", 30, estimated=True, channel="email", people=("anna", "bo"))),
    ("2026-11-18", Entry("personal", "talk", 90, people=("anna",), tags=("launch",))),
    ("2026-11-18", Event("brand", "got", "sale", channel="email", amount=("0.10", "GBP"))),
    ("2026-11-18", Event("brand", "got", "sale", channel="email", amount=("1000", "EUR"))),
    ("2026-11-18", Event("brand", "got", "likes", channel="linkedin", count=22)),
    ("2026-12-01", Event("brand", "got", "reply", channel="linkedin", people=("anna",))),
]


def summed(by: str, lines: Sequence[Dated] = LINES, of: str = "") -> Sums:
    tallies = Tallies(read_by(by.split()) if by else (), SIDES, ONE_NAME_EACH)
    for number, (day, value) in enumerate(lines, start=1):
        tallies.add(day, Item(number, number, 1, value))
    return tallies.sums(of)


def view(by: str, *, of: str = "", shape: Shape = Shape(80), left_out: LeftOut = NOTHING_LEFT_OUT) -> View:  # noqa: B008  a value
    return sums_view(summed(by, of=of), asked="all days", naming=NAMING, left_out=left_out, shape=shape)


def rows(shown: View, width: int = 80) -> list[str]:
    return [row_text(each.row) for each in view_rows(shown, width)]


def test_rows_with_shares_and_bars() -> None:
    shown = "\n".join(rows(view("channel", shape=Shape(120)), 120))
    assert " LinkedIn " in shown
    assert " 1h    33 %  " in shown
    assert "~30m    17 %" in shown
    assert "%" not in "".join(rows(view("channel"))[2:])  # no room
    assert "\N{FULL BLOCK}" in shown
    assert shown.splitlines()[-2].split() == ["all", "~3h", "100", "%", "7", "3", "22", "2", "1000", "0.10"]


def test_sentences() -> None:
    assert view_plain(view("channel", shape=Shape())).splitlines() == [
        "Sum, all days.",
        "7 lines, 3h, 17 % guessed.",
        "LinkedIn: 1h (33 %), 3 lines, 1 return, 22 noise, 1 person.",
        "email: ~30m (17 %), 3 lines, 2 returns, 2 people, 1000 EUR, 0.10 GBP.",
        "without a channel: 1h30 (50 %), 1 line, 1 person.",
        "all: ~3h, 7 lines, 3 returns, 22 noise, 2 people, 1000 EUR, 0.10 GBP.",
        "Somebody may be with several channels: people do not add up to all.",
    ]


def test_a_line_with_several_people_counts_with_each() -> None:
    shown = view_plain(view("person", shape=Shape()))
    assert "Anna Reiss: ~2h (67 %), 3 lines" in shown
    assert "bo: ~30m (17 %), 1 line" in shown
    assert (
        "A line with several people counts with each of them: together they come to more than all.\n" in shown
    )


def test_a_table_of_two() -> None:
    table = sums_table(summed("channel side"), NAMING, Shape())
    assert [column.heading for column in table.columns] == ["channel, hours", "brand", "personal", "all"]
    assert [[cell.text for cell in record.cells] for record in table.records] == [
        ["LinkedIn", "1h", "-", "1h"],
        ["email", "~30m", "-", "~30m"],
        ["without a channel", "-", "1h30", "1h30"],
        ["all", "~1h30", "1h30", "~3h"],
    ]
    assert table.records[0].says == "LinkedIn: brand 1h, all 1h"


def test_what_a_table_of_two_has_nothing_of_is_counted_below_it() -> None:
    table = sums_table(summed("verb channel"), NAMING, Shape())
    assert [record.cells[0].text for record in table.records] == ["post", "talk", "all"]
    assert table.notes == ("without hours: 1 verb",)


def test_amounts_of_a_currency() -> None:
    table = sums_table(summed("channel weekday", of="GBP"), NAMING, Shape())
    assert [[cell.text for cell in record.cells] for record in table.records] == [
        ["email", "0.10", "0.10"],
        ["all", "0.10", "0.10"],
    ]


def many_days(count: int, by: str = "day") -> Sums:
    days = [f"20{year:02d}-{month:02d}-03" for year in range(10, 26) for month in range(1, 13)][:count]
    return summed(
        by, [(day, Entry("brand", "post", 10 + at, channel=f"c{at}")) for at, day in enumerate(days)]
    )


def test_of_many_rows_the_latest_or_the_largest_are_shown() -> None:
    days = sums_table(many_days(40), NAMING, Shape(80, every_row=False))
    assert len(days.records) == MOST_ROWS + 1
    assert days.records[0].cells[0].text == "2010-10-03"
    assert days.notes[0] == "9 earlier rows: --all"
    channels = sums_table(many_days(40, "channel"), NAMING, Shape(80, every_row=False))
    assert [record.cells[0].text for record in channels.records[:2]] == ["c39", "c38"]
    assert channels.notes[0] == "9 more rows: --all"
    assert len(sums_table(many_days(40), NAMING, Shape(80)).records) == 41


@pytest.mark.parametrize(
    ("by", "heads"), [("side month", ["earlier", "2010-"]), ("side channel", ["c23", "others"])]
)
def test_columns_without_room_are_put_together_and_come_to_the_same(by: str, heads: list[str]) -> None:
    sums = many_days(24, by)
    table = sums_table(sums, NAMING, Shape(80, every_column=False))
    found = [column.heading for column in table.columns][1:-1]
    assert heads[0] in found
    assert "earlier" in found or "others" in found
    rest = found.index("earlier" if "earlier" in found else "others") + 1
    kept = len(found) - 1
    cut = sums.columns[:-kept] if found[0] == "earlier" else sums.columns[kept:]
    minutes = sum(group.figures.minutes for group in cut)
    hours, _, more = table.records[-1].cells[rest].text.partition("h")
    assert 60 * int(hours) + int(more or 0) == minutes
    assert "for which there is no room: --all, --csv" in table.notes[0]
    assert max(columns_of(row) for row in rows(sums_view(sums, asked="", naming=NAMING, left_out=NOTHING_LEFT_OUT, shape=Shape(80, every_column=False)))) <= 80  # fmt: skip


def test_columns_that_only_a_new_count_could_put_together_are_not_added_up() -> None:
    lines: list[Dated] = [
        ("2026-11-16", Entry("brand", "talk", 10, people=tuple(f"person{n}" for n in range(20))))
    ]
    table = sums_table(summed("side person", lines), NAMING, Shape(80, every_column=False))
    assert [cell.text for cell in table.records[0].cells][-2] == "..."


def test_what_is_left_out_is_said() -> None:
    assert "Not read: 2 lines left out of every number here: hat check." in view_plain(
        view("channel", left_out=LeftOut(2, 0, ("2026-11-16:1", "2026-11-16:2")))
    )


TEXTS = st.text("ab=|\N{ESCAPE}\n`<日\N{RIGHT-TO-LEFT OVERRIDE} ", max_size=30)
NAMES = st.text("abcd日", min_size=1, max_size=40)
VALUES = st.one_of(
    st.builds(
        lambda hat, verb, minutes, channel, people, src: Entry(
            hat, verb, minutes, channel=channel, people=people, fields=tuple(("src", text) for text in src)
        ),
        st.sampled_from([*SIDES]), st.sampled_from(["post", "talk"]), st.integers(0, 720), NAMES,
        st.lists(NAMES, max_size=3, unique=True).map(tuple), st.lists(TEXTS, max_size=2),
    ),
    st.builds(
        lambda kind, channel, count, amount: Event(
            "brand", "got", kind, channel=channel, count=count, amount=amount
        ),
        st.sampled_from(["sale", "likes"]), NAMES, st.integers(1, 9999),
        st.none() | st.tuples(st.just("9" * 20), st.sampled_from(["GBP", "JPY"])),
    ),
)  # fmt: skip
DAYS = st.sampled_from(["0001-01-01", "2026-11-16", "2026-11-22", "9999-12-31"])
BYS = st.lists(st.sampled_from([*WORDS, "src:"]), min_size=1, max_size=2, unique=True).map(" ".join)


@given(
    st.lists(st.tuples(DAYS, VALUES), min_size=1, max_size=30),
    BYS,
    st.integers(1, 140),
    st.sampled_from([Shape(), Shape(9, every_row=False, every_column=False)]),
)
def test_no_row_is_wider_than_the_screen_and_none_commands_it(
    lines: list[Dated], by: str, width: int, shape: Shape
) -> None:
    shown = sums_view(
        summed(by, lines), asked="all days", naming=NAMING, left_out=NOTHING_LEFT_OUT, shape=shape._replace(width=width)
    )  # fmt: skip
    for row in rows(shown, width):
        assert columns_of(row) <= width
        assert row.isprintable()
    assert "\N{ESCAPE}" not in view_plain(shown)
