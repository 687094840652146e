"""Comma-separated values as RFC 4180 has them: a row a line, of every kind of line."""

from __future__ import annotations

import re

from twohats.format.model import Entry, Event, Problem
from twohats.format.times import time_text
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.exported import Exported, Writing, Written

COLUMNS = (
    "date start end minutes estimated hat side type activity verb kind channel people tags motivation interest "
    "understanding worth count amount currency fields note"
).split()
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula."""
_QUOTED = re.compile('[",\r\n]|^\\s|\\s$')


def written(lines: Iterable[Exported], writing: Writing) -> Iterator[Written]:
    """A row for each line; what has no value is an empty cell. Names are without their signs, `;` between them."""
    yield ("\ufeff" if writing.excel else "") + ",".join(COLUMNS) + "\r\n"
    for line in lines:
        cells = _cells(line)
        yield ",".join([cell(cells.get(name, ""), exact=writing.exact) for name in COLUMNS]) + "\r\n"


def _cells(line: Exported) -> dict[str, str]:
    value = line.value
    cells = {"date": line.day, "side": line.side, "type": type(value).__name__.lower()}
    if isinstance(value, Problem):
        return cells | {"note": line.raw}
    cells["note"] = value.note
    if not isinstance(value, (Entry, Event)):
        return cells
    start = value.start if isinstance(value, Entry) else value.at
    cells |= {
        "start": "" if start is None else time_text(start),
        "hat": value.hat,
        "kind": value.kind,
        "channel": value.channel,
        "people": ";".join(value.people) or (str(line.people) if line.people else ""),
        "tags": ";".join(value.tags),
        "count": str(value.count),
        "fields": " ".join([f"{key}:{text}" for key, text in value.fields]),
    }
    if isinstance(value, Event):
        number, currency = value.amount or ("", "")
        return cells | {"verb": value.verb, "amount": number, "currency": currency}
    cells |= {"minutes": str(value.minutes), "estimated": "yes" if value.estimated else "no"}
    cells |= {"activity": value.activity, "verb": value.activity}
    if start is not None:
        cells["end"] = time_text(start + value.minutes)
    for name in ("motivation", "interest", "understanding", "worth"):
        rating = getattr(value, name)
        cells[name] = "" if rating is None else str(rating)
    return cells


def cell(text: str, *, exact: bool) -> str:
    """A text as a cell: without terminal codes, in quotes where it has to be, no formula unless `exact`."""
    text = visible(text, len(text), keep_newlines=True)
    if text.startswith(_FORMULA) and not exact:
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
