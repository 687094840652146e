"""Whatever bytes are in a file, readers give records, remarks or what was not understood: no exception and no hang.

The cases are the seeds: their files are changed, cut, joined and put under each other's names.
"""

from __future__ import annotations

import os
import random
import tomllib
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zoneinfo import ZoneInfo

import pytest

from twohats.interchange.record import Line, Meeting, Message, Publication, Request, Span
from twohats.interchange.source import CannotReadFile, LeftOut, NotUnderstoodRecord, Options, Remark
from twohats.interchange.sources import SOURCES, recognised, source_named

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = Path(__file__).parent / "cases"
ROUNDS = int(os.environ.get("TWOHATS_FUZZ_ROUNDS", "60"))
NASTY = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"\r", b"\n\n", b'"', b"'", b",", b"[" * 5000, b'{"a":' * 5000, b"9" * 5000,
    b"-1e999", b"NaN", b"00000101", b"99999-12-31", b"0000-00-00T00:00:00Z", b"9999-12-31T23:59:59Z", b"\xe2\x80\xae", b"\x1b]0;x\x07",
    b"From ", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"\xef\xbb\xbf", b"null", b"true", b"{}", b"[]", b" " * 3000, b"x" * 70000,
)  # fmt: skip


class MemoryFiles:
    """A tree of bytes."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.name = "brought"
        self._files = files

    def names(self) -> Sequence[str]:
        return sorted(self._files)

    def size(self, name: str) -> int:
        return len(self._files[name])

    def open(self, name: str) -> BinaryIO:
        data = self._files[name]
        if data.endswith(b"damaged"):
            return Damaged(data)
        return BytesIO(data)


class Damaged(BytesIO):
    """A file that cannot be read to its end."""

    def read(self, size: int | None = -1) -> bytes:
        raise CannotReadFile("is damaged")

    def readline(self, size: int | None = -1) -> bytes:
        raise CannotReadFile("is damaged")


def changed(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some faults in them."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        to = min(len(data), at + chance.choice([0, 1, 1, 4, 20, 200]))
        match chance.randint(0, 6):
            case 0:
                data = data[:at] + chance.choice(NASTY) + data[to:]
            case 1:
                data = data[:at] + data[to:]
            case 2:
                data = data[:at] + data[at:to] * chance.randint(2, 5) + data[to:]
            case 3:
                data = data[:at] + chance.randbytes(to - at) + data[to:]
            case 4:
                digits = bytes(
                    chance.choice(b"0123456789") if 48 <= byte <= 57 else byte for byte in data[at:to]
                )
                data = data[:at] + digits + data[to:]
            case 5 if chance.random() < 0.3:
                data = data[:at]
            case _:
                other = chance.randint(0, len(data))
                data = data[:at] + data[other : other + 50] + data[to:]
    return data + (b"damaged" if chance.random() < 0.02 else b"")


def check(files: dict[str, bytes], options: Options) -> None:
    tree = MemoryFiles(files)
    for found in recognised(tree):
        assert found.title
        source = source_named(found.source)
        assert source is not None
        if found.instead:
            continue
        for one in source.reader().read(tree, found, options):
            if isinstance(one, Message | Publication | Meeting | Request):
                assert isinstance(one.at, datetime)
                assert one.at.tzinfo is None
            if isinstance(one, Span | Line):
                assert isinstance(one.day, date)
            if isinstance(one, LeftOut):
                assert one.why
                assert one.count >= 0
            if isinstance(one, NotUnderstoodRecord):
                assert one.place
                assert 0 < len(one.why) < 300
            if isinstance(one, Remark):
                assert 0 < len(one.text) < 600
            key = getattr(one, "key", None)
            assert key is None or len(key) == 16 or (isinstance(one, LeftOut) and not key)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_any_bytes_are_read_without_an_exception(source: object) -> None:
    name = getattr(source, "name", "")
    chance = random.Random(name)
    for case in sorted((CASES / name).iterdir()):
        about = tomllib.loads((case / "case.toml").read_text("utf-8"))
        answers = {key: str(value) for key, value in about.get("answers", {}).items()}
        options = Options(ZoneInfo("Europe/London"), answers, tuple(about.get("me", ())), about.get("now"))
        files = {
            path.relative_to(case / "in").as_posix(): path.read_bytes()
            for path in sorted((case / "in").rglob("*"))
            if path.is_file()
        }
        for _ in range(ROUNDS):
            check({each: changed(data, chance) for each, data in files.items()}, options)
        check(dict.fromkeys(files, b""), options)
        check(dict.fromkeys(files, b"\0" * 300_000), options)
        check({each: data[: len(data) // 2] for each, data in files.items()}, options)
        check({each: chance.randbytes(4000) for each in files}, options)
        check({each: data.replace(b"\n", b"\r") for each, data in files.items()}, options)
        check(
            {each: data.decode("utf-8", "replace").encode("utf-16") for each, data in files.items()}, options
        )
