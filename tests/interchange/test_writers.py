"""One page of oddities in every format that is written: `exported/`, as each of them has to be.

With `TWOHATS_ACCEPT=1` what is written is kept: look at it before it is committed.
"""

from __future__ import annotations

import csv
import io
import os
import re
import sqlite3
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twohats.format.model import Entry, Event, Problem
from twohats.format.page import block_of, read_lines
from twohats.format.times import A_DAY
from twohats.format.words import Hats
from twohats.interchange.exported import WHOLE_LINES, Exported, Writing
from twohats.interchange.formats import FORMATS, format_named
from twohats.interchange.source import LeftOut
from twohats.interchange.writers import ics
from twohats.interchange.writers.csv import cell
from twohats.interchange.writers.sqlite import fill

FOLDER = Path(__file__).parent / "exported"
HATS = Hats({"novelist": ("brand", "n")})
WRITING = Writing(zone=ZoneInfo("Europe/London"), email="mara.quill@example.org")
TEXTS = [form for form in FORMATS if form.module]


def exported(text: str, day: str = "2026-11-17") -> list[Exported]:
    """The lines of a page as the writers get them."""
    return [
        Exported(day, item.value, HATS.sides.get(getattr(item.value, "hat", ""), ""), block_of(text, item))
        for item in read_lines(text, day, HATS).items
    ]


def page() -> list[Exported]:
    return exported((FOLDER / "page.md").read_text("utf-8"))


def text_of(name: str, lines: list[Exported], writing: Writing = WRITING) -> tuple[str, dict[str, int]]:
    """What is written, and what is left out."""
    form = format_named(name)
    assert form
    text, left_out = "", dict[str, int]()
    for piece in form.writer().written(lines, writing):
        if isinstance(piece, LeftOut):
            left_out[piece.why] = left_out.get(piece.why, 0) + piece.count
        else:
            text += piece
    return text, left_out


@pytest.mark.parametrize("form", TEXTS, ids=lambda form: form.name)
def test_a_page_is_written_as_it_has_to_be(form: object) -> None:
    name = getattr(form, "name", "")
    text, left_out = text_of(name, page())
    got = text + "".join(f"LEFT OUT {why}: {count}\n" for why, count in left_out.items())
    path = FOLDER / f"{name}.txt"
    if os.environ.get("TWOHATS_ACCEPT"):
        path.write_bytes(got.encode())
    assert got == path.read_bytes().decode()


@pytest.mark.parametrize("form", TEXTS, ids=lambda form: form.name)
def test_a_format_holds_no_terminal_codes_and_nothing_is_lost_without_a_word(form: object) -> None:
    name = getattr(form, "name", "")
    lines = exported(
        "- 09:00-09:05 brand post: a\x1b[31mred\x07 \u202eb\x00\n- 25m brand read\n- brand got reply\n- 5m b pots\n"
    )
    assert len(lines) == 4
    text, left_out = text_of(name, lines)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", text)
    there = {
        "ics": 1,
        "timeclock": 1,
        "timewarrior": 1,
        "watson": 1,
        "toggl": 1,
        "timedot": 2,
        "klog": 3,
    }.get(name, 4)
    assert sum(count for why, count in left_out.items() if why in WHOLE_LINES) == 4 - there


def test_cells_are_no_formulas_unless_that_is_wanted() -> None:
    for text in ("=1+1", "+1", "-1", "@bo", "\tx"):
        assert cell(text, exact=False).strip('"').startswith("'")
        assert not cell(text, exact=True).strip('"').startswith("'")
    assert cell("a=1", exact=False) == "a=1"
    assert text_of("csv", page(), Writing(excel=True))[0].startswith("\ufeffdate,")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), min_size=2, max_size=5))
def test_a_table_is_read_back_by_who_reads_csv(texts: list[str]) -> None:
    row = ",".join(cell(text, exact=True) for text in texts) + "\r\n"
    (cells,) = csv.reader(io.StringIO(row, newline=""))
    assert len(cells) == len(texts)
    for text, got in zip(texts, cells, strict=True):
        if text.isprintable() and text.isascii():
            assert got == text


@given(st.text(max_size=300))
def test_rows_of_a_calendar_are_folded_by_octets(text: str) -> None:
    rows = ics._folded(f"SUMMARY:{text}").encode().split(b"\r\n")
    assert rows[-1] == b""
    assert all(len(row) <= 75 for row in rows)
    assert b"\r\n".join(rows).decode()  # no character is cut
    if not set(text) & {"\r", "\n"}:
        unfolded = b"".join([rows[0], *(row[1:] for row in rows[1:-1])])
        assert unfolded == f"SUMMARY:{text}".encode("utf-8", "replace")


def test_equal_events_of_a_calendar_are_two_and_the_same_in_the_next_export() -> None:
    lines = exported("- 09:00 brand got reply\n- 09:00 brand got reply\n")
    uids = re.findall("UID:(.*)\r", text_of("ics", lines)[0])
    assert len({*uids}) == 2
    assert (
        re.findall(
            "UID:(.*)\r", text_of("ics", exported("- 09:00 brand got reply\n- 08:00 b got reply\n"))[0]
        )[0]
        == uids[0]
    )


def test_a_database_has_every_line_and_its_views() -> None:
    database = sqlite3.connect(":memory:")
    fill(database, page(), WRITING)
    assert database.execute("select count(*), sum(minutes) from lines").fetchone() == (10, 924)
    assert database.execute("select week, side, lines, minutes from weeks").fetchall() == [
        ("2026-W47", "brand", 5, 879), ("2026-W47", "personal", 2, 45),
    ]  # fmt: skip
    assert database.execute("select person, lines from people").fetchall() == [
        ("anna", 2),
        ("bo", 2),
        ("zoë", 1),
    ]
    assert database.execute("select start, end from lines where kind = 'walk'").fetchone() == (
        "24:40",
        "25:10",
    )
    assert database.execute("select count(*) from lines where type = 'problem'").fetchone() == (2,)


# klog's grammar, section by section of its specification (version 1.4).
_INDENT = "    "
_TAG_NAME = r"#[\w-]+"
_TIME = r"(<?)(\d{1,2}):([0-5]\d)(am|pm)?(>?)"
_RANGE = re.compile(rf"{_TIME} - {_TIME}(?: (.*))?")
_DURATION = re.compile(r"([+-]?)(?:(\d+)h)?(?:(\d+)m)?(?: (.*))?")


def klog_minutes(text: str) -> dict[str, int]:
    """The total of each record of a file, by its date; fails for what klog's specification does not allow."""
    found: dict[str, int] = {}
    for record in text.split("\n\n"):
        date, *rows = record.rstrip("\n").split("\n")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", date), date
        found[date], entries = 0, False
        for row in rows:
            assert row.strip()
            if not row.startswith((" ", "\t")):
                assert not entries  # a record's summary stands above its entries
                continue
            entries = True
            assert row.startswith(_INDENT)
            assert not row[4:].startswith((" ", "\t"))
            found[date] += _klog_entry(row[4:])
    return found


def _klog_entry(text: str) -> int:
    ranged = _RANGE.fullmatch(text)
    if ranged:
        start, end = _klog_time(ranged.groups()[:5]), _klog_time(ranged.groups()[5:10])
        assert start <= end
        return end - start
    spent = _DURATION.fullmatch(text)
    assert spent, text
    sign, hours, minutes, _ = spent.groups()
    assert hours or minutes
    assert not hours or int(minutes or 0) < 60
    return (-1 if sign == "-" else 1) * (int(hours or 0) * 60 + int(minutes or 0))


def _klog_time(parts: tuple[str | None, ...]) -> int:
    before, hour, minute, half, after = parts
    assert not half
    assert not (before and after)
    assert int(hour or 0) < 24
    return int(hour or 0) * 60 + int(minute or 0) + (A_DAY if after else -A_DAY if before else 0)


def entry_minutes(lines: list[Exported]) -> int:
    return sum(line.value.minutes for line in lines if isinstance(line.value, Entry))


def test_klog_has_the_minutes_of_the_day_and_keeps_to_its_grammar() -> None:
    text, _ = text_of("klog", page())
    assert klog_minutes(text) == {"2026-11-17": entry_minutes(page())}
    assert klog_minutes("2026-11-17\nabc\n    -10m x\n    0:05 - 0:10> y\n") == {"2026-11-17": 1435}


words = st.sampled_from(
    ["25m", "~1h30", "09:10-09:35", "23:30-00:15", "24:00-24:30", "29:59-41:58", "12h", "1h", "10:00"]
)
notes = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=30)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            words,
            st.sampled_from(["brand post linkedin", "p talk @anna", "n do make", "b got reply", "b pots"]),
            notes,
        ),
        max_size=6,
    )
)
def test_klog_keeps_to_its_grammar_whatever_lines_say(made: list[tuple[str, str, str]]) -> None:
    lines = exported("".join(f"- {when} {head}: {note}\n" for when, head, note in made))
    text, left_out = text_of("klog", lines)
    written = [line for line in lines if not isinstance(line.value, Problem)]
    assert sum(left_out.values()) == len(lines) - len(written)
    if written:
        assert klog_minutes(text) == {"2026-11-17": entry_minutes(lines)}
    assert all(isinstance(line.value, (Entry, Event, Problem)) for line in lines)
