"""No bytes make a reader fail: the files of every case are cut, mixed and overwritten, and read as far as they go."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from twohats.interchange.record import Acquaintance
from twohats.interchange.source import LeftOut, NotUnderstoodRecord, Options, Remark
from twohats.interchange.sources import SOURCES, Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

CASES = Path(__file__).parent / "cases"
ROUNDS = 40
NASTY = [
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",  # a lone surrogate, as no encoder writes it
    b"\\ud800",
    b'"',
    b"\\",
    b"\r",
    b"\n\n",
    b"[" * 3000,
    b'{"a":' * 3000,
    b"9" * 5000,
    b"-1",
    b"1e999",
    b"NaN",
    b"null",
    b"0000-00-00",
    b"99999-12-31",
    b"\xe2\x80\x8f\x1b[31m",
    b",,,,,,,,",
    b"x" * 70_000,
]


class Held:
    """A tree in memory."""

    def __init__(self, name: str, files: dict[str, bytes]) -> None:
        self.name = name
        self.files = files

    def names(self) -> Sequence[str]:
        return sorted(self.files)

    def size(self, name: str) -> int:
        return len(self.files[name])

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self.files[name])


def brought(case: Path) -> Held:
    """The files of a case, as the tree that `test_readers` reads."""
    inside = sorted((case / "in").iterdir())
    top = inside[0] if len(inside) == 1 else case / "in"
    if top.is_file():
        return Held(top.name, {top.name: top.read_bytes()})
    files = {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}
    return Held(top.name, files)


def mutated(data: bytes, rnd: random.Random) -> bytes:
    """Some bytes, changed in one of the ways in which files go wrong."""
    at, to = sorted((rnd.randint(0, len(data)), rnd.randint(0, len(data))))
    way = rnd.randrange(6)
    if way == 0:
        return data[:at]
    if way == 1:
        return data[:at] + rnd.choice(NASTY) + data[at:]
    if way == 2:
        return data[:at] + rnd.choice(NASTY) + data[to:]
    if way == 3:
        return data[:at] + data[to:]
    if way == 4:
        return data[:at] + rnd.randbytes(rnd.randint(1, 40)) + data[at:]
    return data[:to] + data[at:]


def read_all(source: Source, tree: Held) -> int:
    """How many values are read; every one is of a kind that readers give."""
    reader = source.reader()
    count = 0
    for found in reader.recognise(tree):
        assert set(found.files) <= set(tree.files)
        if not found.instead:
            for one in reader.read(tree, found, Options(ZoneInfo("Europe/London"), {})):
                count += 1
                assert isinstance(one, (LeftOut, NotUnderstoodRecord, Remark)) or getattr(one, "key", True)
    return count


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_no_bytes_make_a_reader_fail(source: Source) -> None:
    rnd = random.Random(source.name)
    for case in sorted((CASES / source.name).iterdir()):
        whole = brought(case)
        for _ in range(ROUNDS):
            files = {
                name: mutated(data, rnd) if rnd.random() < 0.5 else data for name, data in whole.files.items()
            }
            read_all(source, Held(whole.name, files))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_names_alone_make_no_reader_fail(source: Source) -> None:
    rnd = random.Random(7)
    for case in sorted((CASES / source.name).iterdir()):
        whole = brought(case)
        for content in (b"", b"\0" * 5000, rnd.randbytes(5000), b"[" * 200_000, b'{"messages": ' * 9000):
            read_all(source, Held(whole.name, dict.fromkeys(whole.files, content)))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_keys_do_not_depend_on_the_zone_and_no_two_records_of_a_case_share_one(source: Source) -> None:
    for case in sorted((CASES / source.name).iterdir()):
        tree = brought(case)
        reader = source.reader()
        keys = []
        for zone in ("Europe/London", "Asia/Tokyo"):
            options = Options(ZoneInfo(zone), {"me": "Mara Quill"})
            keys.append(
                [
                    one.key
                    for found in reader.recognise(tree)
                    if not found.instead
                    for one in reader.read(tree, found, options)
                    if not isinstance(one, (LeftOut, NotUnderstoodRecord, Remark, Acquaintance))
                ]
            )
        assert keys[0] == keys[1]
        assert len(set(keys[0])) == len(keys[0])
