"""What WhatsApp's text does not say by itself: whose chat it is, which number is the day, what is the same message."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest
from tests.interchange.memory_tree import MemoryTree

from twohats.interchange.readers import whatsapp
from twohats.interchange.record import Message
from twohats.interchange.source import LeftOut, NotUnderstoodRecord, Options, Remark
from twohats.interchange.whatsapp_lines import header

if TYPE_CHECKING:
    from twohats.interchange.source import Read, Recognised

NAME = "WhatsApp Chat with Zoë.txt"


def found_in(text: str, name: str = NAME) -> Recognised:
    (found,) = whatsapp.recognise(MemoryTree({name: text.encode()}))
    return found


def read(text: str, name: str = NAME, **answers: str) -> list[Read]:
    tree = MemoryTree({name: text.encode()})
    (found,) = whatsapp.recognise(tree)
    return [*whatsapp.read(tree, found, Options(UTC, answers))]


def messages(text: str, **answers: str) -> list[Message]:
    return [one for one in read(text, **answers) if isinstance(one, Message)]


@pytest.mark.parametrize(
    ("line", "date", "clock", "author"),
    [
        ("[3/4/26, 2:05:09\u202fPM] Zoë: hi", (3, 4, 26), (14, 5, 9), "Zoë"),
        ("[04.03.25, 14:05:09] Zoë: hi", (4, 3, 25), (14, 5, 9), "Zoë"),
        ("04/03/2025, 14:05 - Zoë: hi", (4, 3, 2025), (14, 5, 0), "Zoë"),
        ("4/3/2026, 9:29 p.\u00a0m. - Zoë: hi", (4, 3, 2026), (21, 29, 0), "Zoë"),
        ("2023-12-20, 5:46 p.m. - Zoë: hi", (2023, 12, 20), (17, 46, 0), "Zoë"),
        ("4.3.2025 klo 14.05 - Zoë: hi", (4, 3, 2025), (14, 5, 0), "Zoë"),
        ("9/24/2019 11:30 a.m. - Zoë: hi", (9, 24, 2019), (11, 30, 0), "Zoë"),
        ("[09/10/22 10:37:00 p.m.] Zoë: hi", (9, 10, 22), (22, 37, 0), "Zoë"),
        ("09-10-2022 10:37:00 p.m. - Zoë: hi", (9, 10, 2022), (22, 37, 0), "Zoë"),
        ("[10.24.21, 15:21:43] Zoë-Zoë: a dash - in it", (10, 24, 21), (15, 21, 43), "Zoë-Zoë"),
        ("2020. 3. 4. 오후 2:05 - Zoë: hi", (2020, 3, 4), (14, 5, 0), "Zoë"),
        ("2026/3/4 下午12:05 - Zoë: hi", (2026, 3, 4), (12, 5, 0), "Zoë"),
        ("[2026/7/9 02:28:37] Zoë:hi", (2026, 7, 9), (2, 28, 37), "Zoë"),
        ("\u200f4\u200f/3\u200f/2026، 2:05 م - Zoë: hi", (4, 3, 2026), (14, 5, 0), "Zoë"),
        ("٤/٣/٢٠٢٦, ١٤:٠٥ - Zoë: hi", (4, 3, 2026), (14, 5, 0), "Zoë"),
        ("\ufeff[3/4/26, 12:05:09 AM] ~\u202fZoë: hi", (3, 4, 26), (0, 5, 9), "Zoë"),
        ("3/4/26, 14:05 - Zoë:", (3, 4, 26), (14, 5, 0), "Zoë"),
        ("2023/12/20, 5:46 pm - Zoë: hi", (2023, 12, 20), (17, 46, 0), "Zoë"),
        ("30/08/25 18.00 - Zoë: hi", (30, 8, 25), (18, 0, 0), "Zoë"),
        ("09/12/2012 17:03:48: Zoë: hi", (9, 12, 2012), (17, 3, 48), "Zoë"),
        ("3/24/14, 1:59:59 PM: Zoë: hi", (3, 24, 14), (13, 59, 59), "Zoë"),
        ("1/23/23, 3:22_AM - Zoë: hi", (1, 23, 23), (3, 22, 0), "Zoë"),
        ("3/4/26, 14:05 - You were added", (3, 4, 26), (14, 5, 0), ""),
        ("3/4/26, 25:05 - Zoë: hi", (3, 4, 26), None, "Zoë"),
    ],
)  # fmt: skip
def test_headers_of_all_forms(line: str, date: object, clock: object, author: str) -> None:
    found = header(line)
    assert found is not None
    assert (found.date, found.clock, found.author) == (date, clock, author)


@pytest.mark.parametrize(
    "line", ["", "hello", "3/4 was fine", "12 eggs, 3/4 milk - Zoë: buy", "[1] a list", "3/4/26, 14:05 xy - Zoë: hi", "1. the title", "3/4/26, 14:05: Zoë: hi", "[3/4/26, 14:05 - Zoë: hi", "3/4/26, 14:05:09] Zoë: hi"]
)  # fmt: skip
def test_what_is_no_header(line: str) -> None:
    assert header(line) is None


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["13/3/26", "4/3/26"], "2026-03-13"),
        (["3/13/26", "3/4/26"], "2026-03-13"),
        (["30/3/26", "1/4/26"], "2026-03-30"),
        (["1/2/26", "2/1/26"], "2026-01-02"),  # the day first would run backwards
        (["1/4/26", "1/5/26", "2/3/26"], "2026-01-04"),
        (["1.2.26"], "2026-02-01"),
    ],
)
def test_which_number_is_the_day_is_decided_by_all_dates(dates: list[str], first: str) -> None:
    text = "".join(f"{date}, 14:05 - {'Zoë' if at % 2 else 'Mara'}: hi\n" for at, date in enumerate(dates))
    text += f"{dates[-1]}, 15:05 - Zoë: hi\n"
    assert not found_in(text).questions
    assert messages(text)[0].at.date().isoformat() == first


@pytest.mark.parametrize(("answer", "first"), [("yes", "day"), ("no", "month")])
def test_an_order_that_was_answered_is_said_since_it_holds_for_all_such_chats(
    answer: str, first: str
) -> None:
    text = "3/4/26, 14:05 - Zoë: hi\n3/4/26, 15:05 - Mara: hi\n"
    got = read(text, **{"day-first": answer})
    assert [one.text.partition(": ")[2][:14] for one in got if isinstance(one, Remark)] == [
        f"the {first} is taken"[:14]
    ]


def test_the_same_messages_have_the_same_keys_in_a_longer_and_a_shorter_export() -> None:
    lines = [
        f"13/3/26, 14:{at // 3:02} - {'Zoë' if at % 2 else 'Mara'}: {'ok' if at % 5 else at}\n"
        for at in range(120)
    ]
    longer, shorter = messages("".join(lines)), messages("".join(lines[60:]))
    assert len({one.key for one in longer}) == 120
    assert [one.key for one in longer[60:]] == [one.key for one in shorter]


def test_seconds_and_the_words_of_the_phone_are_no_part_of_a_key() -> None:
    iphone = (
        "[13/03/2026, 2:05:09\u202fPM] Zoë: hello\n[13/03/2026, 2:06:00\u202fPM] Mara: \u200eimage omitted\n"
    )
    android = "13.3.26, 14:05 - Zoë: hello\n13.3.26, 14:06 - Mara Q.: <Medien ausgeschlossen>\n"
    assert [one.key for one in messages(iphone)] == [one.key for one in messages(android)]


def test_who_the_owner_is_is_asked_where_no_name_tells() -> None:
    text = "13/3/26, 14:05 - Zoë M.: hello\n13/3/26, 14:06 - Mara: hi\n"
    found = found_in(text, "chat whatsapp.txt")
    assert [question.name for question in found.questions] == ["me"]
    assert found.questions[0].choices == ("Zoë M.", "Mara")
    tree = MemoryTree({"chat whatsapp.txt": text.encode()})
    sides = [
        one.is_mine
        for one in whatsapp.read(tree, found, Options(UTC, {"me": "Mara"}))
        if isinstance(one, Message)
    ]
    assert sides == [False, True]
    sides = [
        one.is_mine
        for one in whatsapp.read(tree, found, Options(UTC, {}, ("zoë m.",)))
        if isinstance(one, Message)
    ]
    assert sides == [True, False]


def test_a_chat_in_which_only_one_has_written_is_asked_about() -> None:
    text = "13/3/26, 14:05 - Zoë M.: hello\n"
    tree = MemoryTree({"whatsapp.txt": text.encode()})
    (found,) = whatsapp.recognise(tree)
    assert found.questions[0].choices == ("Zoë M.", "the other")
    assert not found_in("13/3/26, 14:05 - Mara: hello\n").questions
    for me, is_mine, other in (
        ("the other", False, "Zoë M."),
        ("Mara", False, "Zoë M."),
        ("Zoë M.", True, ""),
    ):
        (one,) = whatsapp.read(tree, found, Options(UTC, {"me": me}))
        assert isinstance(one, Message)
        assert (one.is_mine, one.other.name) == (is_mine, other)
    (said,) = whatsapp.read(tree, found, Options(UTC, {}))
    assert isinstance(said, NotUnderstoodRecord)


def test_a_chat_of_forty_thousand_says_that_older_ones_are_missing() -> None:
    text = "".join(f"13/3/26, 14:05 - {'Zoë' if at % 2 else 'Mara'}: {at}\n" for at in range(40_000))
    got = read(text)
    assert sum(isinstance(one, Message) for one in got) == 40_000
    assert any(isinstance(one, Remark) and "older" in one.text for one in got)


def test_messages_of_groups_are_counted() -> None:
    text = "".join(f"13/3/26, 14:05 - {'Zoë Mara Kit'.split()[at % 3]}: hi\n" for at in range(9))
    assert read(text) == [LeftOut("messages of groups", 9)]


def test_a_message_of_nothing_but_spaces_or_signs_takes_no_time() -> None:
    for sign in (" ", "<", "a.b ", "x" * 119 + ".jp (", "\u200e<"):
        long = sign * (60_000 // len(sign))
        text = f"13/3/26, 14:05 - Zoë: x{long}\n13/3/26, 14:05 - Mara: \u200e{long}\n" * 3
        assert len(read(text)) == 6
