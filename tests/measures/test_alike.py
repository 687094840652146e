"""Near-identical messages among the notes of returns: what is found, what is not, and that any text is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.logged import line_of

from twohats.format.model import Event
from twohats.measures.alike import LONGEST, MOST, alike
from twohats.measures.timeline import TimedEvent

CONGRATS = (
    'brand got reply linkedin @hal: "Congrats on your work anniversary!"\n'
    "brand got commented linkedin @june: congrats on your work anniversary, Mara\n"
    "brand got reply linkedin @bo: her map of the walks is in the post\n"
    "personal got reply linkedin: Congrats on your 9 work anniversary!!\n"
)


def found(text: str, not_noise: tuple[str, ...] = ()) -> list[tuple[str, str, int]]:
    clusters = alike(line_of({0: text}).timed_events, not_noise)
    return [(each.text, each.kind, len(each.lines)) for each in clusters]


def test_lines_that_nearly_say_the_same_are_found_whatever_their_kind_and_hat() -> None:
    assert found(CONGRATS) == [('"Congrats on your work anniversary!"', "congrats", 3)]


def test_what_the_user_says_is_not_noise_is_not_found_again() -> None:
    assert found(CONGRATS, ("congrats on your work anniversary",)) == []
    assert len(found(CONGRATS, ("her map of the walks is in the post",))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "brand got reply: thank you\n" * 2,
        "brand got reply @bo: thank you so much\n" * 5,
        "brand got sale 9GBP: thank you so much\n" * 5,
        "brand got thanks: thank you so much\n" * 5,
        "brand got reply\n" * 5,
        "brand got reply: ok!\n" * 5,
        "brand got reply: 9 :-) @anna +launch\n" * 5,
        "25m brand talk: thank you so much\n" * 5,
        f"brand got reply: {'thank you ' * (LONGEST // 10)}!\n" * 5,
        "brand got reply: yes\nbrand got reply: no\nbrand got reply: perhaps",
    ],
)
def test_too_few_or_one_sender_or_no_message_or_a_long_one_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Congratulations!", "congrats"),
        ("Thank you for connecting", "thanks"),
        ("likes this", "likes"),
        ("Great post, very inspiring", "noise"),
    ],
)
def test_a_kind_is_proposed(message: str, kind: str) -> None:
    assert found(f"brand got reply: {message}\n" * 3) == [(message, kind, 3)]


def events(notes: list[str]) -> list[TimedEvent]:
    return [
        TimedEvent((739_000 + at // 9, 0, at % 9 + 1), 0, "brand", Event("brand", "got", "reply", note=note))
        for at, note in enumerate(notes)
    ]


def test_more_messages_than_are_compared_still_join_the_groups_found() -> None:
    letters = str.maketrans("0123456789", "abcdefghij")
    notes = [f"congratulations on your anniversary {n}".translate(letters) for n in range(3 * MOST)]
    clusters = alike(events(notes))
    assert sum(len(each.lines) for each in clusters) == 3 * MOST
    assert len(clusters) < 20


def test_a_note_of_a_million_characters_is_no_statutory_message() -> None:
    assert alike(events(["x" * 1_000_000] * 3 + ["a b " * 250_000] * 3)) == ()


@given(
    st.lists(
        st.text(max_size=LONGEST + 5) | st.sampled_from(["\udcff" * 9, "\u202eabcd", "İİİİ", "@ + @a"]),
        max_size=12,
    )
)
def test_any_text_is_taken(notes: list[str]) -> None:
    lines = events(notes * 3)
    clusters = alike(lines, notes[:1])
    assert all(len(each.lines) >= 3 for each in clusters)
    seen = [line for each in clusters for line in each.lines]
    assert len(seen) == len(set(seen))
    assert alike(lines, notes) == ()
