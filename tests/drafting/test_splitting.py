from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.format.made_lines import Lines

from twohats.drafting.splitting import split_line
from twohats.errors import NotUnderstood
from twohats.format.line import read_item
from twohats.format.model import Entry
from twohats.format.times import A_PAGE
from twohats.format.words import Hats

HATS = Hats({"novelist": ("brand", "n")})


@pytest.mark.parametrize(
    ("line", "words", "first", "second", "says"),
    [
        ("60m brand post linkedin m2: thread", "25m", "25m brand post linkedin m2: thread", "35m brand post linkedin m2: thread", "both parts have m2"),
        ("~1h brand read", "25m", "~25m brand read", "~35m brand read", ""),
        ("~1h brand read", "~25m", "~25m brand read", "~35m brand read", ""),
        ("3h brand read", "1h30", "1h30 brand read", "1h30 brand read", ""),
        ("09:10-10:10 b  po: at 09:10", "25m", "09:10-09:35 b  po: at 09:10", "09:35-10:10 b  po: at 09:10", ""),
        ("09:10-10:10 brand post", "09:35", "09:10-09:35 brand post", "09:35-10:10 brand post", ""),
        ("9:10 ~1h brand post", "25m", "09:10 ~25m brand post", "09:35 ~35m brand post", ""),
        ("23:30\N{EN DASH}0:30 brand read", "45m", "23:30-00:15 brand read", "24:15-24:30 brand read", ""),
        ("23:30-00:30 brand read", "00:10", "23:30-00:10 brand read", "24:10-24:30 brand read", ""),
        ("23:30-00:30 brand read", "24:10", "23:30-00:10 brand read", "24:10-24:30 brand read", ""),
        ("23:30-00:30 brand read", "30m", "23:30-00:00 brand read", "24:00-24:30 brand read", ""),
        ("24:10-00:40 brand read", "10m", "24:10-24:20 brand read", "24:20-24:40 brand read", ""),
        ("1h brand talk phone @anna x3 cost:5GBP m4 expect:2 why:money", "10m",
         "10m brand talk phone @anna x3 cost:5GBP m4 expect:2 why:money", "50m brand talk phone @anna m4 why:money",
         "both parts have m4|x3 cost:5GBP expect:2 stay with the first part"),
        ("1h brand post X3 : note x3", "10m", "10m brand post X3 : note x3", "50m brand post : note x3", "x3 stays with the first part"),
        ("1h brand post linkedin m2 x3: thread", "25m read blogs", "25m brand post linkedin m2 x3: thread", "35m brand read blogs", ""),
        ("1h n post", "25m t phone @Anna: she rang", "25m n post", "35m novelist talk phone @anna: she rang", ""),
        ("1h brand post", "25m p r", "25m brand post", "35m personal read", ""),
        ("1h brand post", "25m do wa m3", "25m brand post", "35m brand do walk m3", ""),
        ("09:00-10:00 brand post", "25m p r: a poem", "09:00-09:25 brand post", "09:25-10:00 personal read: a poem", ""),
    ],
)  # fmt: skip
def test_a_line_becomes_two(line: str, words: str, first: str, second: str, says: str) -> None:
    how, *rest = words.split()
    made = split_line(line, how, rest, HATS)
    assert (made.first, made.second) == (first, second)
    assert "|".join(made.remarks) == says


@pytest.mark.parametrize(
    ("line", "words", "says"),
    [
        ("brand got reply", "25m", "got is an event"),
        ("09:10 brand lost @bo", "25m", "lost is an event"),
        ("nothing", "25m", "no minutes"),
        ("25m brand pots", "10m", "pots is not a verb"),
        ("milk", "10m", "not understood"),
        ("1h brand post", "1h", "neither part can have none"),
        ("1h brand post", "2h", "neither part can have none"),
        ("1h brand post", "0m", "too short"),
        ("1h brand post", "13h", "too long"),
        ("1m brand post", "1m", "cannot be split"),
        ("1h brand post", "half", "not how long the first part was"),
        ("1h brand post", "25", "not how long the first part was"),
        ("1h brand post", "", "not how long the first part was"),
        ("1h brand post", "09:35", "has no clock time"),
        ("09:00-10:00 brand post", "08:00", "neither part can have none"),
        ("09:00-10:00 brand post", "10:00", "neither part can have none"),
        ("09:00-10:00 brand post", "25:99", "not a time of day"),
        ("29:50-06:30 brand post", "20m", "which no page can say"),
        ("1h brand post", "25m raed blogs", "raed is not a verb"),
        ("1h brand post", "25m got reply", "no"),
        ("1h brand post", "25m 10m read", "10m"),
    ],
)  # fmt: skip
def test_what_cannot_be_split_says_why(line: str, words: str, says: str) -> None:
    how, *rest = words.split(" ")
    with pytest.raises(NotUnderstood, match=says):
        split_line(line, how, rest, HATS)


@given(st.integers(0, 10**9), st.integers(1, 719))
def test_the_parts_have_the_minutes_and_all_else_of_the_line(seed: int, minutes: int) -> None:
    made_lines = Lines(seed)
    hats = Hats({name: (hat["side"], hat.get("short", "")) for name, hat in made_lines.hats.items()})
    for line in (made_lines.item() for _ in range(40)):
        value = read_item(line, hats)
        if isinstance(value, Entry) and minutes < value.minutes:
            _check(line, value, minutes, hats)


def _check(line: str, value: Entry, minutes: int, hats: Hats) -> None:
    if value.start is not None and value.start + minutes >= A_PAGE:
        with pytest.raises(NotUnderstood, match="no page can say"):
            split_line(line, f"{minutes}m", [], hats)
        return
    made = split_line(line, f"{minutes}m", [], hats)
    assert read_item(made.first, hats) == value._replace(minutes=minutes)
    start = None if value.start is None else value.start + minutes
    fields = tuple(field for field in value.fields if field[0] not in ("cost", "expect"))
    second = value._replace(minutes=value.minutes - minutes, start=start, count=1, fields=fields)
    assert read_item(made.second, hats) == second
