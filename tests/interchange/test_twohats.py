"""What is exported as JSON Lines is read back as it was, whatever lines say; and damage costs its line alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.format.made_pages import odd_page_of, page_of
from tests.interchange.memory_tree import MemoryTree

from twohats.format.model import Problem, Value
from twohats.format.page import block_of, read_lines
from twohats.format.words import Hats
from twohats.interchange.readers import twohats
from twohats.interchange.record import Line
from twohats.interchange.source import NotUnderstoodRecord, Options, Recognised
from twohats.interchange.writers import jsonl
from twohats.render.line_json import line_json
from twohats.text.encoding import text_of
from twohats.views.lines import Line as Shown

if TYPE_CHECKING:
    from twohats.interchange.source import Read

DAY = "2026-11-17"
OPTIONS = Options(ZoneInfo("Europe/London"), {})
ONE = json.dumps({"format": 1, "day": DAY, "type": "entry", "raw": "- 25m brand post"})


def exported(text: str, hats: Hats) -> bytes:
    items = read_lines(text, DAY, hats).items
    return "".join(
        jsonl.written(line_json(Shown(DAY, item, block_of(text, item)), hats), block_of(text, item))
        for item in items
    ).encode("ascii")


def read(data: bytes) -> list[Read]:
    tree = MemoryTree({"a.jsonl": data})
    return list(twohats.read(tree, Recognised("twohats", "", ("a.jsonl",)), OPTIONS))


def page_of_lines(lines: list[Read]) -> str:
    """A page with these lines, as import writes them."""
    text = f"# {DAY} Tuesday\n\n"
    for line in lines:
        assert isinstance(line, Line), line
        assert str(line.day) == DAY
        text += f"{line.raw}\n"
    return text


def said(value: Value) -> object:
    """A value, of a problem only what it is: where it stands in its line may be another column."""
    return (value.code, value.message) if isinstance(value, Problem) else value


@pytest.mark.parametrize("made", [page_of, odd_page_of])
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9))
def test_an_exported_page_is_read_back_without_loss(made: object, seed: int) -> None:
    page = made(seed)  # type: ignore[operator]  # one of two functions
    text = text_of(page.data)
    hats = (
        Hats({name: (hat["side"], hat.get("short", "")) for name, hat in page.hats.items()})
        if page.hats
        else Hats()
    )
    items = read_lines(text, DAY, hats).items
    lines = read(exported(text, hats))
    back = read_lines(page_of_lines(lines), DAY, hats).items
    assert [said(item.value) for item in back] == [said(item.value) for item in items]
    keys = [line.key for line in lines]  # type: ignore[union-attr]
    assert len({*keys}) == len(keys)
    assert [line.key for line in read(exported(text, hats)) if isinstance(line, Line)] == keys


def test_bytes_that_are_no_utf_8_come_back_as_they_were() -> None:
    text = text_of(b"- 25m brand post: caf\xe9\n")
    data = exported(text, Hats())
    assert json.loads(data)["raw"] == "- 25m brand post: caf\ufffd"
    (line,) = read(data)
    assert isinstance(line, Line)
    assert line.text == text[2:-1]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"day": "2026-02-30"}, "day is no date"),
        ({"day": 3}, "day is no date"),
        ({"raw": None}, "has no raw text"),
        ({"raw": "- 25m brand post\n- 25m brand read"}, "raw has more than one line of a journal"),
        ({"raw": "- 25m brand post\n\n# A heading"}, "raw has more than one line of a journal"),
        ({"raw": "# A heading"}, "raw is no line of a journal"),
        ({"raw": "<<<<<<< ours"}, "raw is no line of a journal"),
        ({"bytes": "x"}, "bytes are not Base64"),
        ({"bytes": 3}, "bytes are not Base64"),
    ],
)
def test_what_is_no_line_is_said_and_the_others_are_read(change: dict[str, object], why: str) -> None:
    wrong = json.dumps({**json.loads(ONE), **change})
    first, second, third = read(f"{ONE}\n{wrong}\n\n{ONE}\n".encode())
    assert isinstance(first, Line)
    assert second == NotUnderstoodRecord("a.jsonl:2", why)
    assert isinstance(third, Line)
    assert third.key != first.key  # the second of two equal lines


@pytest.mark.parametrize(
    ("first", "instead"),
    [
        (ONE, ""),
        ("\n" + ONE, ""),
        (ONE.replace('"format": 1', '"format": 2'), "newer"),
        (ONE.replace('"raw"', '"rawer"'), "--share"),
    ],
)
def test_an_export_is_known_by_its_keys(first: str, instead: str) -> None:
    (found,) = twohats.recognise(MemoryTree({"a.jsonl": first.encode()}))
    assert (instead in found.instead) if instead else not found.instead


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"is": "message"}', b"\xff\xfe", b"[" * 100_000, b'{"a":' + b"9" * 9000]
)
def test_other_files_are_none(data: bytes) -> None:
    assert twohats.recognise(MemoryTree({"a.jsonl": data})) == []


@given(st.binary(max_size=200), st.integers(0, 200))
def test_any_bytes_are_read(junk: bytes, at: int) -> None:
    data = ONE.encode()
    for each in (junk, data[:at] + junk + data[at:], data[:at]):
        twohats.recognise(MemoryTree({"a.jsonl": each}))
        assert all(isinstance(one, (Line, NotUnderstoodRecord)) for one in read(each))
