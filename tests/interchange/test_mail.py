"""Letters are found in mailboxes of any size and by any cut of their bytes; only headers are read."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from tests.interchange.memory_tree import MemoryTree

from twohats.interchange import mail_headers
from twohats.interchange.mail_headers import Address, addresses, decoded, instant, mailbox_headers
from twohats.interchange.readers import mail
from twohats.interchange.record import Message
from twohats.interchange.source import LeftOut, Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Read

SEPARATOR = "From mara@example.org Tue Nov 17 09:12:44 2026\n"
MARA = "mara@example.org"


def letter(number: int, sender: str = "tove@harbourpine.example", to: str = MARA, *more: str) -> str:
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Message-ID: <{number}@x>",
        "Date: Tue, 17 Nov 2026 10:12:40 +0100",
        *more,
    ]
    return "\n".join(lines) + "\n"


def read(files: dict[str, str], *me: str) -> list[Read]:
    tree = MemoryTree({name: text.encode() for name, text in files.items()})
    (found,) = mail.recognise(tree)
    return [*mail.read(tree, found, Options(UTC, {}, me))]


def ids(data: bytes) -> list[str]:
    return [headers["message-id"] for _separator, headers in mailbox_headers(BytesIO(data))]


def a_mailbox(end: str = "\n") -> tuple[bytes, list[str]]:
    chance = random.Random(end)
    text, expected = "", []
    for number in range(60):
        body = "From the train, 10:15\nSubject: no header\n\n>From here\n" * chance.randint(0, 3)
        body += "x" * chance.choice([0, 10, 1000, 5000]) + "\n" * chance.randint(1, 3)
        text += (
            SEPARATOR
            + letter(number, more := "tove@harbourpine.example", MARA, "X-Long: " + "y" * 300)
            + "\n"
            + body
            + "\n"
        )
        assert more
        expected.append(f"<{number}@x>")
    return text.replace("\n", end).encode(), expected


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("chunk", [2048, 3001, 5000, 1 << 20])
def test_letters_are_found_wherever_a_chunk_ends(
    end: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_headers, "CHUNK", chunk)
    data, expected = a_mailbox(end)
    assert ids(data) == expected


class Endless(BytesIO):
    """A mailbox of which one letter has a large body, made as it is read, and that counts what is held."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._parts = self._made(size)

    def _made(self, size: int) -> Iterator[bytes]:
        yield (SEPARATOR + letter(1) + "\n").encode()
        for _ in range(size >> 20):
            yield b"QUJD" * (1 << 18)
        yield ("\n\n" + SEPARATOR + letter(2) + "\nx\n").encode()

    def read(self, size: int | None = -1) -> bytes:
        return next(self._parts, b"")


def test_a_letter_of_100_mb_is_passed_over_in_little_memory() -> None:
    import tracemalloc

    tracemalloc.start()
    assert [headers["message-id"] for _line, headers in mailbox_headers(Endless(100 << 20))] == [
        "<1@x>",
        "<2@x>",
    ]
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 << 20


def test_headers_without_an_end_are_cut() -> None:
    data = (SEPARATOR + letter(1) + "X-Y: z\n" * 200_000).encode()
    assert ids(data) == ["<1@x>"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Tove@X.example", [Address("tove@x.example")]),
        ('"Adlerz, Tove" <tove@x.example>', [Address("tove@x.example", "Adlerz, Tove")]),
        ("=?UTF-8?Q?Zo=C3=AB?= <zoe@x.example>", [Address("zoe@x.example", "Zoë")]),
        ("zoe@x.example (Zoe)", [Address("zoe@x.example", "Zoe")]),
        ("a@x.example, B <b@x.example>", [Address("a@x.example"), Address("b@x.example", "B")]),
        ("Friends: a@x.example, b@x.example;", [Address("a@x.example"), Address("b@x.example")]),
        ("undisclosed-recipients:;", []),
        ("", []),
        ("nobody", []),
        ("<>", []),
    ],
)
def test_addresses(value: str, expected: list[Address]) -> None:
    assert addresses(value) == expected


@pytest.mark.parametrize(
    "text",
    [
        "=?x?Q?=E9?=",
        "=?utf-8?B?####?=",
        "=?utf-8?Q?=?=",
        "=?utf-8?Q?" + "=" * 5000,
        "=?utf-8?X?a?=",
        "=?utf-8?B?w7w?=",
        "=?utf-8?B?abcde?=",
    ],
)
def test_what_is_encoded_wrongly_stays_a_text(text: str) -> None:
    assert isinstance(decoded(text), str)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Tue, 17 Nov 2026 10:12:40 +0100", datetime(2026, 11, 17, 9, 12, 40)),
        ("17 Nov 26 09:00 GMT", datetime(2026, 11, 17, 9)),
        ("Tue, 17 Nov 2026 10:12:40 -0000 (UTC)", datetime(2026, 11, 17, 10, 12, 40)),
        ("Tue, 17 Nov 2026 10:12:40", datetime(2026, 11, 17, 10, 12, 40)),
    ],
)
def test_dates(date: str, expected: datetime) -> None:
    assert instant({"date": date}) == expected.replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    "date", ["", "no", "Tue, 99 Nov 99999 99:99:99", "17 17 17", "Tue, 17 Nov 2026 10:12:40 +999999999999"]
)
def test_no_date_is_no_exception(date: str) -> None:
    found = instant({"date": date})
    assert found is None or isinstance(found, (int, float))


def test_the_separating_line_dates_a_letter_that_has_no_date() -> None:
    line = b"From 1849@xxx Tue Nov 17 09:12:44 +0000 2026"
    assert instant({}, line) == datetime(2026, 11, 17, 9, 12, 44, tzinfo=UTC).timestamp()
    assert instant({}, b"From - Tue Nov 17 09:12:44 2026") is None


def test_a_label_of_ones_own_is_not_what_was_sent() -> None:
    ours = SEPARATOR + letter(1, MARA, "zoe@marchetti.example", "X-Gmail-Labels: Sent") + "\nx\n\n"
    text = (
        ours
        + SEPARATOR
        + letter(2, "zoe@marchetti.example", MARA, "X-Gmail-Labels: Environment,Inbox")
        + "\nx\n"
    )
    sides = [one.is_mine for one in read({"all.mbox": text}) if isinstance(one, Message)]
    assert sides == [True, False]


def test_further_addresses_of_the_owner_are_those_letters_were_sent_from_or_told() -> None:
    text = SEPARATOR + letter(1, MARA, "zoe@marchetti.example", "X-Gmail-Labels: Sent") + "\nx\n\n"
    text += SEPARATOR + letter(2, "zoe@marchetti.example", "press@quill.example") + "\nx\n"
    assert LeftOut("letters to other addresses than yours") in read({"all.mbox": text})
    assert (
        len([one for one in read({"all.mbox": text}, "Press@quill.example") if isinstance(one, Message)]) == 2
    )


def test_addresses_that_letters_are_delivered_to_are_the_owners_but_for_lists() -> None:
    ours = letter(1, "mara@quill.example", "zoe@marchetti.example", "X-Gmail-Labels: Sent")
    theirs = letter(2, "zoe@marchetti.example", MARA, f"Delivered-To: {MARA}")
    of_a_list = letter(
        3, "kit@farrow.example", "club@x.example", "Delivered-To: club@x.example", "List-Id: <club>"
    )
    text = "".join(SEPARATOR + each + "\nx\n\n" for each in (ours, theirs, of_a_list))
    found = read({"all.mbox": text})
    assert [one.is_mine for one in found if isinstance(one, Message)] == [True, False]
    assert LeftOut("letters of lists") in found


def test_keys_are_those_of_the_letters_whatever_folder_they_are_in() -> None:
    one = letter(1, MARA, "zoe@marchetti.example") + "\nx\n"
    keys = [
        [each.key for each in read(files, MARA) if isinstance(each, Message)]
        for files in ({"Sent": SEPARATOR + one}, {"a.eml": one}, {"cur/1.a": one, "new/2.b": one})
    ]
    assert keys[0] == keys[1] == keys[2]
    assert len(keys[0]) == 1
