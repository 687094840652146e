"""Lines of the timer, and lines that are written once more: with the time of the clock, and more words. Pure."""

from __future__ import annotations

from twohats.drafting.draft import (
    Draft,
    draft,
    minute_meant,
    minute_spoken,
    not_understood,
    spoken_in_front,
    still_to_come,
)
from twohats.errors import NotUnderstood
from twohats.format import times
from twohats.format.line import Part, head_end, in_full, read_item
from twohats.format.model import Entry, Event, Problem
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.times import Now
    from twohats.format.words import Hats


class Start(NamedTuple):
    """The start time that words begin with, and the remaining words."""

    day: str
    """Empty if they give none."""
    minute: int | None
    """None if they give none."""
    rest: str
    ago: int = 0
    """The minutes since, for `90m ago`."""


def split_start(text: str, now: Now) -> Start:
    """The start time that words begin with; raises NotUnderstood if a timer cannot start then."""
    from twohats.drafting.dates import time_of_day

    end = head_end(text)
    words, note = text[:end].split(), text[end:]
    found = spoken_in_front(words, text, now)
    day, minute = "", None
    if found is not None:
        day, minute, words = found.written.isoformat(), minute_spoken(found, now), words[found.used :]
        if day > times.calendar_day(now):
            raise still_to_come(found, text)
    if minute is None and words:
        minute = time_of_day(words[0], before=times.A_PAGE)
        if minute is not None:
            words = words[1:]
    if minute is not None:
        minute = minute_meant(minute, day, now)
    if day and minute is None:
        if day != now.day:
            raise NotUnderstood("a timer needs to know at what time it began", "yesterday 23:30", line=text)
        day = ""
    return Start(day, minute, " ".join(words) + note, found.ago if found else 0)


def in_words(item: str, hats: Hats) -> str:
    """A line without its time, its core words written out in full."""
    first, newline, more = item.partition("\n")
    return in_full(f"1m {first}", hats).partition(" ")[2] + newline + more


def join_words(item: str, words: list[str], hats: Hats) -> str:
    """A line without its time, with later words added: tokens to its tokens, a note after its note.

    Where both have something that a line has once (a rating, the channel, the count), the later words win. Raises
    NotUnderstood.
    """
    text = " ".join(words).strip()
    if not text:
        return item
    first, _, below = item.partition("\n")
    text, _, more = text.replace("\r\n", "\n").partition("\n")
    head, note = _halves(first)
    new_head, new_note = _halves(text)
    parts: list[Part] = []
    if not isinstance(read_item(f"1m {head}", hats, strict=True, parts=parts), Entry):
        parts.clear()
        read_item(head, hats, strict=True, parts=parts)
    opening = " ".join(part.full for part in parts if part.role in ("when", "hat", "verb", "kind"))
    new_parts: list[Part] = []
    value = read_item(f"{opening} {new_head}".strip(), hats, strict=True, parts=new_parts)
    if not isinstance(value, (Entry, Event)):
        problem = value if isinstance(value, Problem) else None
        raise not_understood(problem, text, hats, shift=len(opening) + 1)
    replaced = {_once(part) for part in new_parts} - {""}
    kept = [part.full for part in parts if part.role not in ("when", "note") and _once(part) not in replaced]
    joined = " ".join([*kept, *(part.full for part in new_parts[len(opening.split()) :])])
    between = " " if note[-1:] in ".!?;,:\N{HORIZONTAL ELLIPSIS}" else "; "
    notes = f"{note}{between}{new_note}" if note and new_note else note or new_note
    lines = [joined + (f": {notes}" if notes else ""), *filter(None, (below, more))]
    return "\n".join(lines)


def without_time(text: str, hats: Hats) -> str:
    """A line without its clock times and ratings, its core words in full."""
    parts: list[Part] = []
    read_item(text, hats, strict=True, parts=parts)
    words = [part.full for part in parts if part.role not in ("when", "rating", "note")]
    note = parts[-1].full if parts and parts[-1].role == "note" else ""
    return " ".join(words) + (f": {note}" if note else "")


def repeat_now(value: Entry | Event, item: str, now: Now, begun: Now, hats: Hats) -> Draft:
    """The line `item` (from `without_time`) with the current time, and the duration and precision of `value`.

    `begun` is the moment that long before now (`machine.ago`).
    """
    when = ""
    if isinstance(value, Event):
        when = "" if value.at is None else times.time_text(now.minute)
    elif value.start is None:
        when = ("~" if value.estimated else "") + times.duration_text(value.minutes)
    else:
        when = span_text(begun.minute, now.minute, value.minutes)
    return draft([f"{when} {item}".strip()], now, hats)._replace(remark="")


def span_text(start: int, end: int, minutes: int) -> str:
    """`12:25-12:50`; or `12:25 25m` if the clock was changed in between, and a range would give another duration."""
    if (end - start) % times.A_DAY == minutes % times.A_DAY:
        return f"{times.time_text(start)}-{times.end_text(start, start + minutes)}"
    return f"{times.time_text(start)} {times.duration_text(minutes)}"


def _halves(text: str) -> tuple[str, str]:
    end = head_end(text)
    return text[:end].strip(), text[end + 1 :].strip()


def _once(part: Part) -> str:
    """Identifies a part of which a line can have only one; empty for parts that may repeat."""
    if part.role == "rating":
        return part.full[0]
    return part.role if part.role in ("channel", "count") else ""
