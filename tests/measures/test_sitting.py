"""What a sitting asks about entries: the ratings they lack, and the few drawn by lot."""

from __future__ import annotations

import pytest
from tests.measures.logged import line_of

from twohats.measures.sitting import DRAWN_A_SIDE, FIELDS, MOST_RATED, drawn, to_rate


def asked(text: str) -> list[tuple[int, str]]:
    """Minutes, which tell entries apart, and the letters."""
    return [(each.timed_entry.entry.minutes, "".join(each.letters)) for each in to_rate(line_of({0: text}))]


def test_interest_and_understanding_are_asked_in_turn_of_each_hat() -> None:
    text = "1m brand post\n2m novelist post\n3m brand read\n4m brand talk @bo\n5m novelist post"
    assert asked(text) == [(1, "mi"), (2, "mi"), (3, "mu"), (4, "mi"), (5, "mu")]


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("m3", "i"),
        ("m3 u2", ""),
        ("m3 i2", ""),
        ("u2", "m"),
        ("i2 u1", "m"),
        ("w3", "mi"),
    ],
)
def test_what_is_rated_is_not_asked_again(line: str, letters: str) -> None:
    assert asked(f"5m brand post {line}") == ([(5, letters)] if letters else [])


def test_hours_of_do_and_other_weeks_are_not_asked() -> None:
    timeline = line_of({-1: "5m brand post", 0: "5m brand do walk\nbrand got reply"})
    assert to_rate(timeline) == ()


def test_there_are_never_more_than_one_can_answer() -> None:
    lines = "\n".join(f"{n}m brand post" for n in range(1, 60))
    found = asked(lines)
    assert len(found) == MOST_RATED
    assert found == sorted(found)
    assert found == asked(lines)


DAYS = {
    -offset: f"{offset}m brand post\n1{offset}m personal read\n2{offset}m brand talk @bo"
    for offset in range(1, 40)
}


def lots(days: dict[int, str]) -> list[tuple[int, str]]:
    return [(each.timed_entry.entry.minutes, each.field) for each in drawn(line_of(days))]


def test_three_a_side_are_drawn_from_the_week_before() -> None:
    found = drawn(line_of(DAYS))
    sides = [each.timed_entry.side for each in found]
    assert {side: sides.count(side) for side in sides} == {"brand": DRAWN_A_SIDE, "personal": DRAWN_A_SIDE}
    assert all(each.timed_entry.week == 1 for each in found)
    assert [each.timed_entry.when for each in found] == sorted(each.timed_entry.when for each in found)


def test_answers_and_lines_above_change_nothing_about_the_draw() -> None:
    before = lots(DAYS)
    answered = {day: text.replace("brand post", "brand post w3 m2 why:me") for day, text in DAYS.items()}
    more = {day: f"5m brand do walk\n{text}" for day, text in answered.items()}
    assert [minutes for minutes, _ in lots(more)] == [minutes for minutes, _ in before]


def test_the_keys_take_turns_and_one_that_is_there_is_not_asked() -> None:
    found = lots(DAYS)
    assert {field for _, field in found} <= set(FIELDS)
    assert len({field for _, field in found}) > 1
    (minutes, field), *_ = found
    answered = {
        day: "\n".join(
            f"{line} {field}:x" if line.startswith(f"{minutes}m ") else line for line in text.split("\n")
        )
        for day, text in DAYS.items()
    }
    assert dict(lots(answered))[minutes] == ""


def test_what_fits_is_asked() -> None:
    """Of a talk whether it felt like work says nothing, and what it was about is asked of posts."""
    for offset in range(30):
        days = {-1 - offset % 7: f"{offset + 1}m brand talk @bo\n{offset + 1}m personal read"}
        for each in drawn(line_of(days)):
            wanted = {"talk": ("aim", "why"), "read": ("aim", "why", "felt")}
            assert each.field in wanted[each.timed_entry.entry.activity]
