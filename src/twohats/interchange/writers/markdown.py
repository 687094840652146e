"""A table in Markdown, to be read by a person."""

from __future__ import annotations

import re

from twohats.format.model import Entry, Event, Problem
from twohats.format.times import duration_text, end_text, time_text
from twohats.interchange.exported import DETAILS, has_details, note_of, verb_of
from twohats.interchange.source import LeftOut
from twohats.text.visible import one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.exported import Exported, Writing, Written

_HEADS = ("Date", "Time", "How long", "Hat", "What", "Where", "With", "Note")
_MARKED = re.compile(r"([\\|`*_<>\[\]])")


def written(lines: Iterable[Exported], _writing: Writing) -> Iterator[Written]:
    """A row a line."""
    yield _row(_HEADS) + _row(["---", "---", "---:", *["---"] * 5])
    for line in lines:
        if isinstance(line.value, Entry) and has_details(line.value):
            yield LeftOut(DETAILS)
        yield _row([_MARKED.sub(r"\\\1", text) for text in _cells(line)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cells(line: Exported) -> tuple[str, ...]:
    value = line.value
    if isinstance(value, Problem):
        text = one_line(line.raw)
        return (line.day, "", "", "", "not understood", "", "", visible(text, len(text)).replace("\t", " "))
    if not isinstance(value, (Entry, Event)):
        return (line.day, "", "", "", "nothing", "", "", note_of(value))
    start = value.start if isinstance(value, Entry) else value.at
    at = "" if start is None else time_text(start)
    long, what = "", verb_of(value)
    if isinstance(value, Entry):
        long = ("~" if value.estimated else "") + duration_text(value.minutes)
        if start is not None:
            at += "-" + end_text(start, start + value.minutes)
    elif value.amount:
        what += f" {''.join(value.amount)}"
    if value.count != 1:
        what += f" x{value.count}"
    people = " ".join(f"@{name}" for name in value.people) or (str(line.people) if line.people else "")
    return (line.day, at, long, value.hat, what, value.channel, people, note_of(value))
