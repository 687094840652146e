"""A line that is being typed is never called wrong while it may still become right."""

from __future__ import annotations

import pytest

from twohats.drafting.offers import NO_NAMES, offers
from twohats.format.times import Now
from twohats.format.words import Hats
from twohats.tui.reading import (
    ADD,
    CHANGE,
    TIME,
    Reading,
    Target,
    Under,
    read_typed,
    reading_rows,
    word_under,
)
from twohats.views.rows import row_text

NOW = Now("2026-11-22", 18 * 60)
HATS = Hats({"novelist": ("brand", "n")})


def reading_of(text: str, purpose: str = ADD, cursor: int = -1) -> Reading:
    cursor = len(text) if cursor < 0 else cursor
    before, word = word_under(text, cursor)
    found = offers(before, word, NO_NAMES, HATS, timing=purpose == TIME)
    under = Under(before, word, tuple(each.text for each in found))
    return read_typed(text, Target(NOW.day, purpose, today=NOW.day), NOW, HATS, under)


def shown(text: str, cursor: int = -1) -> tuple[str, str]:
    """The first row below the line, and the role of its first word."""
    rows = reading_rows(reading_of(text, cursor=cursor), Target(NOW.day), NOW, HATS, 80)
    return row_text(rows[0]), rows[0][0].role


RIGHT = [
    "25m b post linkedin m2: x", "09:17-09:47 p talk @anna phone m5 i4", "fri 20m p read", "20 nov 9am 25m b post",
    "b got lead email @bo x2", "b got sale 1200GBP @bo", "b got sale 12.50EUR", "p lost @carl", "1h30 n do make why:money",
    "yesterday 9:10 25m p read mastodon", "~40m p read", "2 days ago 25 min b talk phone", "nothing: hiking",
    "2026-11-20 25m b post", "last fri 1.5h p do walk", "9am-10am b talk email", "noon 25m p read", "2h 30m b post",
    "15:20 novelist got conv linkedin @bo@example.org +launch: wants a quote", "b gave note @anna-maria cost:12EUR",
    "5m p read heard:linkedin why:money,art", "nov 20th 2025 25m b post", "23:50-00:20 p read", "25m b talk @o'brien",
]  # fmt: skip


@pytest.mark.parametrize("purpose", [ADD, CHANGE])
@pytest.mark.parametrize("line", RIGHT)
def test_no_beginning_of_a_right_line_is_wrong(line: str, purpose: str) -> None:
    assert reading_of(line).draft is not None
    for end in range(1, len(line)):
        reading = reading_of(line[:end], purpose)
        assert reading.draft is not None or reading.unfinished, line[:end]


@pytest.mark.parametrize(
    "line", ["b post linkedin: it", "9:10 n do make", "p talk @anna phone", "b talk why:money x2"]
)
def test_nor_one_of_what_is_timed(line: str) -> None:
    for end in range(1, len(line)):
        reading = reading_of(line[:end], TIME)
        assert reading.draft is not None or reading.unfinished, line[:end]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2", "2… minutes (25m, 1h30), a time (09:10) or a day (20 nov)"),
        ("14:", "14:… minutes (25m, 1h30), a time (09:10) or a day (20 nov)"),
        ("fri", "fri… a day, or the hat"),
        ("fri ", "then minutes or a time, and the hat"),
        ("25m", "then the hat"),
        ("25m b ", "then the verb"),
        ("25m b po", "today: brand, post, 25m"),
        ("25m b do ", "then of which kind"),
        ("b post", "then minutes in front: 25m, or 09:10-09:35"),
        ("b lost ", "then @ and who it is"),
        ("25m b talk @", "@… the name of a person"),
        ("25m b talk +", "+… the name of a thread"),
        ("25m b talk why:", "why:… a field, as in why:money; a note comes after a colon and a space"),
        ("b got sale 12", "12… an amount, as in 1200GBP"),
        ("b got co", "co… of which kind"),
    ],
)
def test_what_it_lacks_is_said_and_not_in_the_colour_of_what_is_wrong(typed: str, says: str) -> None:
    assert shown(typed) == (says, "muted")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("25m brnd ", "brnd is not a hat"),
        ("brnd", "brnd is not a hat"),
        ("25m b pots ", "pots is not a verb"),
        ("25m b talk @ ", "@ is not a person's name"),
        ("25m b talk email launch ", "launch is one word too many: the channel is email"),
        ("2 b talk", "2 is not a time"),
        ("25m b talk m7", "m7 is not a rating"),
    ],
)
def test_what_cannot_become_right_is_said_at_once(typed: str, says: str) -> None:
    assert shown(typed) == (says, "problem")


def test_a_word_in_the_middle_is_unfinished_while_the_cursor_is_in_it() -> None:
    line = "25m b g email: note"
    assert (
        shown("b g email: note", 3) == ("g… of which kind", "muted")
        or shown("b g email: note", 3)[1] == "muted"
    )
    assert shown("25m b talk @ email: note", 12) == ("@… the name of a person", "muted")
    assert shown("25m b talk @ email: note")[1] == "problem"
    assert shown(line)[1] == "problem"
