from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twohats.cli.move import read_move
from twohats.errors import NotUnderstood
from twohats.format.times import Now, with_day_start

if TYPE_CHECKING:
    from tests.cli.shell import Shell

SATURDAY, SUNDAY = "2026-11-21", "2026-11-22"
NOW = Now(SUNDAY, 630)


def test_a_line_is_split_in_two_and_put_together_again(hat: Shell) -> None:
    hat.write("- 1h brand post linkedin m2 x3: thread\n  more\n- 5m p read\n")
    done = hat("split", "1", "25m")
    assert done.out == (
        f"{SUNDAY}:1  25m brand post linkedin m2 x3: thread\n{SUNDAY}:2  35m brand post linkedin m2: thread\n"
    )
    assert done.err == (
        "hat: both parts have m2\nhat: x3 stays with the first part\nhat: the lines below it stay with the first part\n"
    )
    assert hat.items() == [
        "25m brand post linkedin m2 x3: thread",
        "35m brand post linkedin m2: thread",
        "5m p read",
    ]
    assert hat("undo").out == f"took back: split {SUNDAY}:1 1h brand post linkedin m2 x3: thread\n"
    assert hat.page() == "- 1h brand post linkedin m2 x3: thread\n  more\n- 5m p read\n"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("split", 2, "say which line"), ("split 1", 2, "say which line"), ("split x 25m", 2, "not the place of a line"),
        ("split 9 25m", 1, "has no line 9"), ("split 2 25m", 2, "got is an event"), ("split 1 2h", 2, "neither part"),
        ("split 1 25m raed blogs", 2, "did you mean read?"), ("split 3 5m", 2, "pots"),
        ("move", 2, "say which lines"), ("move 1", 2, "say which lines"), ("move 1 x", 2, "x is not a date"),
        ("move x yesterday", 2, "not the place of a line"), ("move 1 today", 2, "already"), ("move 9 yesterday", 1, "no line 9"),
        ("move 1 tomorrow", 2, "not a date"), ("move 1 2026-12-24", 2, "still to come"), ("move 1 fri 9am", 2, "not a date"),
        ("move 1 3 yesterday", 2, "not understood"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_says_why_and_changes_nothing(
    hat: Shell, words: str, code: int, says: str
) -> None:
    text = "- 1h brand post\n- brand got reply\n- 5m brand pots\n"
    hat.write(text)
    done = hat(*words.split())
    assert (done.code, done.out) == (code, "")
    assert says in done.err
    assert hat.page() == text


def test_lines_are_moved_as_one_change(hat: Shell) -> None:
    hat.write("- 1h brand post\n- 09:00 5m p read\n  a poem\n- brand got reply\n")
    assert hat("move", "3", f"{SUNDAY}:2", "yesterday").out == (
        f"{SATURDAY}:1  brand got reply\n{SATURDAY}:2  09:00 5m p read\n"
    )
    assert hat.page(SATURDAY) == "# 2026-11-21 Saturday\n\n- brand got reply\n- 09:00 5m p read\n  a poem\n"
    assert hat.page() == "- 1h brand post\n"
    assert hat("undo").out == f"took back: move {SUNDAY}:3 to {SATURDAY} brand got reply, and 1 more\n"
    assert hat.page() == "- 1h brand post\n- 09:00 5m p read\n  a poem\n- brand got reply\n"
    assert not hat.path(SATURDAY).exists()


@pytest.mark.parametrize("words", [("split", "1", "25m"), ("move", "1", "yesterday")])
def test_another_line_than_the_one_that_was_shown_is_left_alone(hat: Shell, words: tuple[str, ...]) -> None:
    hat.write("- 1h brand post\n")
    hat("list")
    hat.write("- 1h brand read\n- 1h brand post\n")
    done = hat(*words)
    assert done.code == 3
    assert "another line than when it was last shown" in done.err
    assert hat.page() == "- 1h brand read\n- 1h brand post\n"


@pytest.mark.parametrize(
    ("words", "places", "day"),
    [
        ("3 yesterday", [(SUNDAY, 3)], SATURDAY),
        ("3 20 nov", [(SUNDAY, 3)], "2026-11-20"),
        ("3 4 20 nov", [(SUNDAY, 3), (SUNDAY, 4)], "2026-11-20"),
        ("3 20 yesterday", [(SUNDAY, 3), (SUNDAY, 20)], SATURDAY),
        ("3 2 days ago", [(SUNDAY, 3)], "2026-11-20"),
        ("2026-11-20:3 2026-11-20:4 2026-11-18", [("2026-11-20", 3), ("2026-11-20", 4)], "2026-11-18"),
        ("3 fri", [(SUNDAY, 3)], "2026-11-20"),
        ("2026-11-20:3 today", [("2026-11-20", 3)], SUNDAY),
    ],
)  # fmt: skip
def test_places_and_a_date(words: str, places: list[tuple[str, int]], day: str) -> None:
    assert read_move(words.split(), NOW) == (places, day)


def test_places_and_dates_are_counted_by_the_days_of_the_journal() -> None:
    night = with_day_start(Now(SUNDAY, 40), 240)
    assert read_move(["3", "yesterday"], night) == ([(SATURDAY, 3)], "2026-11-20")
    assert read_move(["3", SUNDAY], night)[1] == SUNDAY
    with pytest.raises(NotUnderstood, match="still to come"):
        read_move(["3", "2026-11-23"], night)
