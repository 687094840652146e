"""Records of klog, version 1.4 of its format: a record a day, what has no minutes in its summary.

What klog has no word for is a tag with a value: `#hat=brand #act=post #channel=linkedin`. Events have no tags: those of
a summary are of all entries below it.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from twohats.format.model import Entry, Event, Nothing
from twohats.format.times import A_DAY, duration_text
from twohats.interchange.exported import PROBLEMS, labels_of, note_of, verb_of, with_people
from twohats.interchange.source import LeftOut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.exported import Exported, Writing, Written


def written(lines: Iterable[Exported], _writing: Writing) -> Iterator[Written]:
    """The records, a blank line between two."""
    between = ""
    for day, those in groupby(lines, attrgetter("day")):
        summary: list[str] = []
        entries: list[str] = []
        for line in those:
            value = line.value
            if isinstance(value, Entry):
                entries.append(f"    {_time_of(value)} {_says(value)}\n")
            elif isinstance(value, Event):
                summary.append(f"{_event(value)}\n")
            elif isinstance(value, Nothing):
                note = note_of(value).replace("#", "")
                summary.append(f"nothing: {note}\n" if note else "nothing\n")
            else:
                yield LeftOut(PROBLEMS)
        if summary or entries:
            yield f"{between}{day}\n{''.join(summary)}{''.join(entries)}"
            between = "\n"


def _event(value: Event) -> str:
    """An event as a line has it, without signs of tags: those of a summary are of all entries of the record."""
    at = "" if value.at is None else _clock(value.at)
    labels = [text if name == "channel" else f"{name}:{text}" for name, text in labels_of(value)]
    head = " ".join([word for word in (at, value.hat, verb_of(value), *labels) if word])
    note = with_people(value)
    return (f"{head}: {note}" if note else head).replace("#", "")


def _says(value: Entry) -> str:
    tags = [("hat", value.hat), ("act", value.activity)]
    if value.kind:
        tags.append(("kind", value.kind))
    words = [with_people(value), *(_tag(name, text) for name, text in [*tags, *labels_of(value)])]
    if value.estimated:
        words.append("#guess")
    return " ".join([word for word in words if word])


def _tag(name: str, text: str) -> str:
    if all(char.isalpha() or char.isdecimal() or char in "_-" for char in text):
        return f"#{_name(name)}={text}"
    quote = "'" if '"' in text else '"'
    return f"#{_name(name)}={quote}{text.replace(quote, '’')}{quote}"


def _name(name: str) -> str:
    return "".join(char if char.isalpha() or char.isdecimal() or char in "_-" else "-" for char in name)


def _time_of(entry: Entry) -> str:
    if entry.start is None:
        return duration_text(entry.minutes) + ("m" if entry.minutes > 60 and entry.minutes % 60 else "")
    return f"{_clock(entry.start)} - {_clock(entry.start + entry.minutes)}"


def _clock(minute: int) -> str:
    """A time of the record's day, or of the next one: `9:05`, `0:15>`."""
    hours, minutes = divmod(minute % A_DAY, 60)
    return f"{hours}:{minutes:02d}" + (">" if minute >= A_DAY else "")
