"""JSON read through a window is what `json.loads` reads, wherever the edges of the window fall."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.interchange import json_items as module
from twohats.interchange.json_items import ANY, NotJson, json_items

SCALAR = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
VALUE = st.recursive(
    SCALAR,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.sampled_from("abc*é"), below, max_size=3),
    max_leaves=20,
)
INTO = st.lists(st.sampled_from(["a", "b", ANY]), max_size=3).map(tuple)


def opened(value: Any, into: tuple[str, ...], at: tuple[Any, ...] = ()) -> list[tuple[Any, Any]]:
    """What `json_items` is to yield, from the value as a whole."""
    if into and isinstance(value, list) and into[0] == ANY:
        return [one for index, below in enumerate(value) for one in opened(below, into[1:], (*at, index))]
    if into and isinstance(value, dict):
        found: list[tuple[Any, Any]] = []
        for key, below in value.items():
            chosen = into[0] in (ANY, key)
            found += opened(below, into[1:], (*at, key)) if chosen else [((*at, key), below)]
        return found
    return [(at, value)]


def items(text: str | bytes, into: tuple[str, ...] = (ANY,), **named: bool) -> list[tuple[Any, Any]]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return list(json_items(io.BytesIO(data), into, **named))


@given(VALUE, INTO, st.integers(1, 9), st.booleans())
def test_what_is_read_is_what_the_whole_text_says(value: Any, into: Any, chunk: int, ascii_only: Any) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=chunk % 3 or None)
    kept, module._CHUNK = module._CHUNK, chunk
    try:
        assert items(text, into) == opened(value, into)
    finally:
        module._CHUNK = kept


@given(
    st.binary(max_size=60) | st.text('[]{}",:1e-.tn \\u', max_size=40).map(str.encode), INTO, st.booleans()
)
def test_any_bytes_are_read_or_are_no_json(data: bytes, into: Any, is_assigned: Any) -> None:
    try:
        items(data, into, is_assigned=is_assigned)
    except NotJson:
        pass


def test_an_assignment_is_cut_at_its_first_sign_and_a_bare_value_is_no_assignment() -> None:
    for text in (
        'window.YTD.tweets.part0 = [ {"a": "x = 1"} ]',
        '\ufeff[{"a": "x = 1"}];',
        'x=[{"a": "x = 1"}]\n;',
    ):
        assert items(text, is_assigned=True) == [((0,), {"a": "x = 1"})]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("[1, 2", "breaks off"),
        ("[1 2]", "has '2' where ']' belongs"),
        ("{1: 2}", "has no name where one belongs"),
        ("[" * 100_000, "is nested too deeply"),
        ('["' + "x" * (9 << 20), "has a value of more than 8 MiB"),
    ],
)
def test_what_is_wrong_is_said_in_a_phrase(text: str, why: str) -> None:
    with pytest.raises(NotJson) as caught:
        items(text)
    assert str(caught.value).startswith(why)


def test_what_comes_before_damage_is_read() -> None:
    reading = json_items(io.BytesIO(b'[{"a": 1}, {"b": 2}, {"c": '), (ANY,))
    assert [next(reading), next(reading)] == [((0,), {"a": 1}), ((1,), {"b": 2})]
    with pytest.raises(NotJson):
        next(reading)


def test_a_number_of_any_length_and_a_bare_control_character_are_read() -> None:
    assert items("[" + "9" * 5000 + ', "a\x01b"]') == [((0,), float("inf")), ((1,), "a\x01b")]


def test_what_is_in_memory_does_not_grow_with_the_text() -> None:
    text = b"[" + b",".join(b'{"text": "%s"}' % (b"x" * 1000) for _ in range(8000)) + b"]"
    stream = io.BytesIO(text)
    tracemalloc.start()
    try:
        assert sum(1 for _ in json_items(stream, (ANY,))) == 8000
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()
