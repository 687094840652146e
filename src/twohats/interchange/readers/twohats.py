"""What `hat export jsonl` has written: lines of a journal, read back as they were."""

from __future__ import annotations

import binascii
from base64 import b64decode
from datetime import date

from twohats.format.page import read_lines
from twohats.format.times import is_day
from twohats.interchange.json_lines import first_object, json_lines
from twohats.interchange.record import Line, record_key
from twohats.interchange.source import NotUnderstoodRecord, Recognised
from twohats.interchange.tracker_table import table_files, table_names
from twohats.text.encoding import text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from twohats.interchange.source import Options, Read, Tree

SOURCE = "twohats"
_FORMAT = 1
_BLANKS = " \t"
_NO_LINE = ("", " ", "\t", "#", "<", "=", "|", ">")
"""First characters of lines that are prose, or marks of git."""
_TABLE = frozenset(["date", "hat", "side", "estimated"])
_ENDINGS = (".jsonl", ".ndjson", ".json", "-")


def recognise(tree: Tree) -> list[Recognised]:
    """Files whose first object has the keys of an export."""
    found: list[Recognised] = []
    for name in tree.names():
        if not name.endswith(_ENDINGS):
            continue
        first = first_object(tree, name)
        if not {"format", "day", "type"} <= first.keys():
            continue
        title = "twohats, lines of a journal"
        if first["format"] != _FORMAT:
            instead = "it was written by a newer twohats: bring this one up to date"
        elif "raw" not in first:
            instead = "it was exported with --share, so it has no lines: hat export jsonl without --share"
        else:
            instead = ""
        found.append(Recognised(SOURCE, title, (name,), instead=instead))
    for name in table_files(tree):
        if name.lower().endswith(".csv") and table_names(tree, name, (_TABLE,)) is not None:
            instead = "a table does not hold all that is in lines: hat export jsonl -o journal.jsonl"
            found.append(Recognised(SOURCE, "twohats, a table", (name,), instead=instead))
    return found


def read(tree: Tree, found: Recognised, _options: Options) -> Iterator[Read]:
    """The lines, in the order of the file."""
    for name in found.files:
        day, seen = "", dict[str, int]()
        for each in json_lines(tree, name):
            if isinstance(each, NotUnderstoodRecord):
                yield each
                continue
            place, data = each
            line = _line(data)
            if isinstance(line, str):
                yield NotUnderstoodRecord(place, line)
                continue
            if line.day.isoformat() != day:
                day, seen = line.day.isoformat(), {}
            seen[line.raw] = seen.get(line.raw, 0) + 1
            yield line._replace(key=record_key(SOURCE, day, line.raw, str(seen[line.raw])))


def _line(data: dict[str, Any]) -> Line | str:
    """A line whose key is still to be made, or why it is none."""
    day, raw = data.get("day"), data.get("raw")
    if not isinstance(day, str) or not is_day(day):
        return "day is no date"
    if not isinstance(raw, str):
        return "has no raw text"
    if "bytes" in data:
        try:
            raw = text_of(b64decode(data["bytes"], validate=True))
        except (binascii.Error, TypeError, ValueError):
            return "bytes are not Base64"
    first, *more = raw.split("\n")
    if any(line[:1] not in (" ", "\t") or not line.strip(_BLANKS) for line in more):
        return "raw has more than one line of a journal"
    rest = "".join(f"\n{line.lstrip(_BLANKS)}" for line in more)
    if first[:1] == "-" and first[1:2] in (" ", "\t"):
        return Line("", date.fromisoformat(day), first[1:].lstrip(_BLANKS) + rest, raw)
    # What has no dash is a line only if it is nearly one, perhaps in a hat of that journal: headings and the marks of
    # a conflict would be put into the page as what they are.
    is_near = data.get("type") == "problem" and first[:1] not in _NO_LINE
    if not is_near and len(read_lines(f"\n{raw}", day).items) != 1:
        return "raw is no line of a journal"
    return Line("", date.fromisoformat(day), first + rest, raw)
