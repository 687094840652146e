"""What may come next in a line, the frequent ones first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.drafting.offers import FEW, FIELDS, PEOPLE, TAGS, WHEN, Names, has_minutes, offers
from twohats.format.words import DEFAULT_HATS, Hats

NAMES = Names(
    ("linkedin", "email", "mastodon", "phone"),
    ("anna", "bo", "anke"),
    ("launch", "letter"),
    {
        (): ("personal", "brand"),
        (WHEN,): ("1h30", "25m", "20m", "3h"),
        ("brand",): ("talk", "got", "post"),
        ("got",): ("reply", "lead"),
        ("brand", "talk"): ("phone", "email"),
        ("brand", "talk", PEOPLE): ("bo",),
        ("brand", "talk", TAGS): ("letter",),
        (FIELDS,): ("why", "expect"),
    },
)


def labels(typed: str, *, names: Names = NAMES, timing: bool = False, few: bool = False) -> list[str]:
    word = typed[max(typed.rfind(" "), typed.rfind("\t")) + 1 :]
    first = {"first": FEW} if few else {}
    found = offers(typed[: len(typed) - len(word)], word, names, DEFAULT_HATS, timing=timing, **first)
    return [each.label for each in found]


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("", "1h30 25m 20m personal brand yesterday nothing"),
        ("2", "25m 20m"),
        ("25m ", "personal brand"),
        ("25m post ", "personal brand"),
        ("got ", "personal brand"),
        ("got b ", "reply lead"),
        ("25m talk brand ", "phone email"),
        ("9:10 ", "1h30 25m 20m personal brand"),
        ("9:10 25m ", "personal brand"),
        ("fri ", "1h30 25m 20m personal brand"),
        ("fri 25m ", "personal brand"),
        ("f", "friday"),
        ("last f", "friday"),
        ("last ", "night monday"),
        ("20 n", "nov"),
        ("45 ", "days weeks min hours"),
        ("2 d", "dec days"),
        ("2 days ", "ago"),
        ("2w ", "ago"),
        ("90m a", "ago"),
        ("25m b", "brand"),
        ("25m b ", "talk post read do"),
        ("2h 30m b ", "talk post read do"),
        ("9am-10am b ", "talk post read do"),
        ("b ", "got gave asked lost"),
        ("9:10 b ", "got gave asked lost"),
        ("90m ago b ", "got gave asked lost"),
        ("b g", "got gave"),
        ("b got ", "reply lead conversation"),
        ("b got co", "conversation commented congrats"),
        ("25m b do ", "service walk"),
        ("25m b talk ", "phone email linkedin @bo @anna @ m1-5 i u w : note +letter + x2 why: expect: aim:"),
        ("25m b talk m2 ", "phone email linkedin @bo @anna @ i1-5 u w : note +letter +"),
        ("25m b talk phone @bo +letter m2 i3 u1 w5 x3 ", "@anna @anke @ : note +launch + why:"),
        ("25m b talk p", "phone"),
        ("25m b talk m", "mastodon m1 m2 m3 m4 m5 met:"),
        ("25m b talk M", "mastodon m1 m2"),
        ("25m b talk m3 m", "mastodon met:"),
        ("25m b talk @", "@bo @anna @anke"),
        ("25m b talk @AN", "@anna @anke"),
        ("25m b talk +l", "+letter +launch"),
        ("25m b talk why:m", "why:money why:metoo why:must"),
        ("25m b talk how:craft,", "how:craft,faceless"),
        ("b lost ", "@anna @bo @ linkedin email mastodon : note +launch + x2"),
        ("b lost @bo ", "linkedin email mastodon @anna @anke @"),
        ("b got lead ", "linkedin email mastodon @anna @bo @ : note +launch + x2 why:"),
        ("fri 25m b talk ", "phone email linkedin @bo"),
        ("25m b talk: with @an", "@anna @anke"),
    ],
)
def test_behind_some_words(typed: str, begins: str) -> None:
    assert " ".join(labels(typed)).startswith(begins)


@pytest.mark.parametrize(
    "typed", ["25m b talk: a note ", "25m b pots ", "25m b talk mood:", "25m x ", "25m b talk zz"]
)
def test_nothing_is_offered_in_a_note_and_behind_what_is_wrong(typed: str) -> None:
    assert labels(typed) == ([] if typed != "25m x " else labels("25m "))


def test_without_habits_the_order_is_that_of_the_format() -> None:
    assert labels("", names=Names())[:5] == ["25m", "45m", "1h", "personal", "brand"]
    assert labels("25m b ", names=Names()) == ["post", "read", "talk", "do"]
    assert labels("25m b talk ", names=Names())[:4] == ["@", "m1-5", "i", "u"]


def test_where_there_is_little_room_one_name_of_a_kind_is_enough() -> None:
    assert labels("25m b talk ", few=True)[:6] == ["phone", "@bo", "@", "m1-5", "i", "u"]


def test_for_the_timer_no_minutes_are_asked_for() -> None:
    assert labels("", timing=True)[:2] == ["personal", "brand"]
    assert labels("b ", timing=True) == ["talk", "post", "read", "do"]
    assert labels("9:10 b ", timing=True) == ["talk", "post", "read", "do"]


def test_a_habit_that_is_no_word_of_the_place_is_not_offered() -> None:
    odd = Names(habits={(): ("gone",), ("brand",): ("dance",), ("brand", "talk"): ("nowhere",)})
    for typed in ("25m ", "25m b ", "25m b talk "):
        assert not {"gone", "dance", "nowhere"} & {*labels(typed, names=odd)}


@pytest.mark.parametrize(
    ("words", "has"),
    [("25m", True), ("~1h30", True), ("9:10-9:35", True), ("9am-10am", True), ("25 min", True), ("2 hours", True),
     ("2h 30m", True), ("9:10", False), ("2026-11-20", False), ("20 nov", False), ("2 days ago", False),
     ("90m ago", False), ("fri 9am", False), ("25h99", False), ("-", False), ("25m ago 5m", True)],
)  # fmt: skip
def test_whether_words_say_how_long(words: str, *, has: bool) -> None:
    assert has_minutes(words.split()) == has


_WORDS = ["25m", "9:10-9:35", "fri", "20", "nov", "b", "p", "post", "got", "lead", "lost", "linkedin", "@anna", "@", "+", "m2",
          "m", "why:", "why:money", ":", "x2", "last", "ago", "~", "25h99", "\u00e9\u00e8", "2026-11-20", "-"]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=7), st.sampled_from(["", "m", "@", "2", "p", "w", ":"]))
def test_what_is_offered_continues_what_is_typed(words: list[str], word: str) -> None:
    hats = Hats({"novelist": ("brand", "n")})
    found = offers("".join(f"{each} " for each in words), word, NAMES, hats)
    assert len({each.text for each in found}) == len(found)
    assert all(each.text.startswith(word) and each.text != word for each in found)


@given(st.text(max_size=30), st.text(max_size=6))
def test_any_text_is_taken(before: str, word: str) -> None:
    for timing in (False, True):
        offers(before, word, NAMES, DEFAULT_HATS, timing=timing)
