"""klog: records of days, version 1.4 of its format and those before."""

from __future__ import annotations

import re
from datetime import date, datetime

from twohats.format.words import ACTIVITIES
from twohats.interchange.source import LeftOut, NotUnderstoodRecord, Recognised, Remark
from twohats.interchange.text_lines import beginning, candidates, numbered
from twohats.interchange.tracked import RUNNING, NotASpan, Spans, later, not_a_span, stated
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from twohats.interchange.record import Span
    from twohats.interchange.source import Options, Read, Tree

SOURCE = "klog"
_DAY = re.compile(r"^(\d{4})([-/])(\d\d)\2(\d\d)(?:\s+\(.*\))?\s*$")
_TIME = r"(<?)(\d\d?):(\d\d)(am|pm)?(>?)"
_RANGE = re.compile(rf"^{_TIME}\s*-\s*(?:{_TIME}|(\?+))(?:\s+(.*))?$")
_SPENT = re.compile(r"^([+-]?)(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:\s+(.*))?$")
_INDENT = re.compile(r"\t| {1,4}")
_NO_ENTRY = re.compile(r"[^\d<+-]")
_TAG = re.compile(r"""#([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([\w-]+)))?""")
_BEGINS = re.compile(r"^\d{4}[-/]\d\d[-/]\d\d[^\n]*\n(?:\S[^\n]*\n)*(?: {2,4}|\t)[<+-]?\d", re.MULTILINE)


_STATED = ("hat", "act", "kind", "channel")
"""Tags that say what a span was, as `hat export klog` writes them."""


class _Entry(NamedTuple):
    line: int
    text: str
    """What stands in its line."""
    more: str
    """Further lines of its summary."""


def recognise(tree: Tree) -> list[Recognised]:
    """Files with a record."""
    return [
        Recognised(SOURCE, "klog, records", (name,))
        for name in candidates(tree, ".klg", ".klog")
        if name.lower().endswith((".klg", ".klog")) or _BEGINS.search(beginning(tree, name))
    ]


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """The entries of its records. Time that is taken off (`-10m`) goes off the longest entry of its record."""
    for name in found.files:
        spans = Spans(SOURCE, options)
        day: date | None = None
        summary: list[str] = []
        entries: list[_Entry] = []
        indent, off = "", 0
        for each in numbered(tree, name):
            if isinstance(each, NotUnderstoodRecord):
                yield each
                continue
            number, line = each
            if not line.strip():
                off += yield from _record(name, day, summary, entries, spans)
                day, summary, entries, indent = None, [], [], ""
            elif day is None:
                dated = _DAY.match(line)
                try:
                    day = date(int(dated[1]), int(dated[3]), int(dated[4])) if dated else None
                except ValueError:
                    day = None
                if day is None:
                    yield not_a_span(name, number, "is no date, with which a record begins")
            elif not (blanks := _INDENT.match(line)):
                summary.append(line)
            elif entries and (line.startswith(2 * indent) or _NO_ENTRY.match(line.strip())):
                entries[-1] = entries[-1]._replace(more=f"{entries[-1].more} {line.strip()}")
            else:
                indent = indent or blanks[0]  # of all lines of a record
                entries.append(_Entry(number, line.strip(), ""))
        off += yield from _record(name, day, summary, entries, spans)
        if off:
            yield Remark(f"{name}: {off // 60}m are taken off, each from the longest entry of its record")


def _record(
    name: str, day: date | None, summary: list[str], entries: list[_Entry], spans: Spans
) -> Generator[Read, None, int]:
    """The spans of a record: its own tags are those of all of them. Returns the seconds that were taken off."""
    if day is None:
        return 0
    of_record = " ".join(summary)
    made: list[Span] = []
    off = 0
    for entry in entries:
        try:
            one = _entry(entry, day, of_record, spans)
        except NotASpan as error:
            yield not_a_span(name, entry.line, error)
            continue
        if isinstance(one, int):
            off += one
        elif isinstance(one, LeftOut):
            yield one
        else:
            made.append(one)
    if off:
        longest = max(range(len(made)), key=lambda at: made[at].seconds, default=None)
        if longest is None or made[longest].seconds <= off:
            yield not_a_span(
                name, entries[0].line, f"takes {off // 60}m off, more than an entry of that day has"
            )
        else:
            made[longest] = made[longest]._replace(seconds=made[longest].seconds - off)
            yield from made
            return off
    yield from made
    return 0


def _entry(entry: _Entry, day: date, of_record: str, spans: Spans) -> Span | LeftOut | int:
    """A span; or the seconds that are taken off; or what still runs."""
    if ranged := _RANGE.match(entry.text):
        parts = ranged.groups()
        start = _moment(day, parts[:5])
        if parts[10]:
            return LeftOut(RUNNING)
        text = f"{parts[11] or ''}{entry.more}".strip()
        return _named(spans.between(start, _moment(day, parts[5:10]), title=_words(text)), text, of_record)
    spent = _SPENT.match(entry.text)
    if spent is None or not (spent[2] or spent[3]):
        raise NotASpan("is no entry")
    seconds = (int(spent[2] or 0) * 60 + int(spent[3] or 0)) * 60
    if spent[1] == "-":
        return seconds
    text = f"{spent[4] or ''}{entry.more}".strip()
    return _named(spans.on(day, seconds, title=_words(text)), text, of_record)


def _moment(day: date, parts: tuple[str | None, ...]) -> datetime:
    before, hour, minute, half, after = parts
    hours, minutes = int(hour or 0), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            raise NotASpan("has a time that is none")
        hours = hours % 12 + (12 if half == "pm" else 0)
    if minutes > 59 or hours > 24 or (hours == 24 and minutes) or (before and after):
        raise NotASpan("has a time that is none")
    shift = -1 if before else 1 if after else 0
    return later(datetime(day.year, day.month, day.day), (shift * 1440 + hours * 60 + minutes) * 60)


def _words(text: str) -> str:
    """A summary without the tags at its end."""
    for tag in reversed([*_TAG.finditer(text)]):
        if tag.end() != len(text):
            break
        text = text[: tag.start()].rstrip()
    return text


def _named(span: Span, text: str, of_record: str) -> Span:
    """A span with its tags; those that `hat export klog` writes say what it was."""
    values: dict[str, str] = {}
    labels: list[tuple[str, str]] = []
    for tag in _TAG.finditer(f"{text} {of_record}"):
        value = next((part for part in tag.groups()[1:] if part), "")
        name = tag[1].lower()
        if value:
            values.setdefault(name, value)
        if name in _STATED and value:
            continue
        labels.append(
            (name, value) if name == "project" and value else ("tag", f"{name}={value}" if value else name)
        )
    span = span._replace(labels=tuple(dict.fromkeys(labels)))
    activity = values.get("act", "")
    if activity not in ACTIVITIES:
        return span._replace(channel=values.get("channel", ""))
    kind = [values.get("kind", "")] if activity == "do" else []
    channel = values.get("channel", "")
    return stated(span, values.get("hat", ""), [activity, *kind, *([channel] if channel else [])])
