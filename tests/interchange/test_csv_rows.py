"""Rows of CSV by the names of their columns, however the file was written and whatever is wrong with it."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.interchange import csv_rows as module
from twohats.interchange.csv_rows import Row, csv_head, csv_rows
from twohats.interchange.source import NotUnderstoodRecord

WANTED = frozenset(["date", "text"])


def rows(data: bytes | str, wanted: frozenset[str] = WANTED, escape: str | None = None) -> list[object]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(csv_rows(io.BytesIO(raw), "a.csv", wanted, escape=escape))


def texts(data: bytes | str, escape: str | None = None) -> list[str]:
    return [row.cells["text"] for row in rows(data, escape=escape) if isinstance(row, Row)]


def test_the_header_is_looked_for_and_found_by_its_names() -> None:
    got = rows('Notes:\n"A sentence, with\na line feed"\n\n TEXT ,"Date"\na,1\n\n"b\nc",2\nd,3')
    assert got == [
        Row(6, {"text": "a", "date": "1"}, is_whole=True),
        Row(8, {"text": "b\nc", "date": "2"}, is_whole=True),
        Row(10, {"text": "d", "date": "3"}, is_whole=True),
    ]
    assert frozenset(["text", "date"]) in csv_head(io.BytesIO(b"Notes:\n\nText;Date\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends_are_all_read(encoding: str, separator: str, end: str) -> None:
    lines = [separator.join(cells) for cells in (("Date", "Text"), ("1", '"caf\u00e9, ""x"""'))]
    assert texts(end.join(lines).encode(encoding)) == ['caf\u00e9, "x"']


def test_quotes_may_be_escaped_instead_of_doubled() -> None:
    assert texts('Date,Text\n1,"a \\"b\\", c ""d"""\n', escape="\\") == ['a "b", c "d"']


def test_a_wrong_row_is_named_with_its_line_and_those_around_it_are_read() -> None:
    got = rows("Date,Text\n1,a\n2,b,c\n3\n4,d,\n")
    assert got[1] == NotUnderstoodRecord("a.csv:3", "has 3 cells where the header has 2")
    assert got[2] == Row(4, {"date": "3", "text": ""}, is_whole=False)
    assert [one.cells["text"] for one in got if isinstance(one, Row)] == ["a", "", "d"]


def test_without_a_header_that_is_said() -> None:
    assert rows("a,b\n1,2\n") == [NotUnderstoodRecord("a.csv", "has no row with the columns date, text")]


def test_of_two_columns_of_one_name_the_first_counts() -> None:
    assert texts("Date,Text,Text\n1,a,b\n2\n") == ["a", ""]


def test_a_cell_that_never_ends_costs_itself_only_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_CELL", 100_000)
    text = 'Date,Text\n1,a\n2,"' + "x\n" * 60_000 + "3,b\n4,c\n"
    got = rows(text)
    assert any(isinstance(one, NotUnderstoodRecord) and one.place == "a.csv:3" for one in got)
    assert [one.cells["text"] for one in got if isinstance(one, Row)][-2:] == ["b", "c"]


def test_a_line_without_an_end_is_not_kept_whole() -> None:
    data = b"Date,Text\n1," + b"x" * (30 << 20)
    stream = io.BytesIO(data)
    tracemalloc.start()
    try:
        for _ in csv_rows(stream, "a.csv", WANTED):
            pass
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\ufeff"), max_size=12)


@given(st.lists(st.tuples(CELL, CELL), max_size=6), st.integers(1, 7))
def test_what_the_standard_writer_writes_comes_back(table: list[tuple[str, str]], chunk: int) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("Date", "Text"), *table])
    kept, module._CHUNK = module._CHUNK, chunk * 9
    try:
        got = [(one.cells["date"], one.cells["text"]) for one in rows(out.getvalue()) if isinstance(one, Row)]
    finally:
        module._CHUNK = kept
    assert got == [cells for cells in table if any(cells)]


@given(st.binary(max_size=200), st.sampled_from([None, "\\"]))
def test_any_bytes_are_rows_or_not_understood(data: bytes, escape: str | None) -> None:
    rows(data, escape=escape)
    rows(b"Date,Text\n" + data, escape=escape)
    csv_head(io.BytesIO(data))
