"""The words of `hat add` and a moment, to the line that will stand in the file. Pure.

The line's own reader does the reading; this module only finds the day that the words may begin with, and turns
the spoken times of the shell (`9am-10am`, `2h 30m`) into written ones.
"""

from __future__ import annotations

from twohats import times
from twohats.errors import NotUnderstood
from twohats.line import head_end, in_full, read_item
from twohats.model import Entry, Event, Nothing, Problem
from twohats.values import NamedTuple
from twohats.words import KINDS, VERBS, Hats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from twohats.machine import Now

# A clock time up to this far ahead is an entry written down a little early; further ahead, at 00:30 say, it
# can only be yesterday's.
AHEAD = 60


class Draft(NamedTuple):
    """A line ready to be saved."""

    day: str
    """ISO date of the page it goes to."""
    item: str
    """Its text without the dash, core words in full; line breaks for lines below it."""
    value: Entry | Event | Nothing
    remark: str = ""
    """What was assumed that was not said, for the person to see; mostly empty."""


def draft(words: list[str], now: Now, hats: Hats) -> Draft:
    """Read the words of a command; raises NotUnderstood, with the place marked."""
    text = " ".join(words).strip()
    first, _, more = text.replace("\r\n", "\n").partition("\n")
    value = read_item(first, hats, more=more, strict=True)
    if isinstance(value, (Entry, Event, Nothing)):
        day, remark = _day_meant(value, now)
        return Draft(day, _with_more(in_full(first, hats), more), value, remark)
    day, spoken = _spoken(first, now)
    if spoken:
        value = read_item(spoken, hats, more=more, strict=True)
        first = spoken
    if value is None or isinstance(value, Problem):
        raise not_understood(value, first, hats)
    remark = ""
    if not day:
        day, remark = _day_meant(value, now)
    return Draft(day, _with_more(in_full(first, hats), more), value, remark)


def _with_more(item: str, more: str) -> str:
    return f"{item}\n{more}" if more else item


def _start(value: Entry | Event | Nothing) -> int | None:
    if isinstance(value, Entry):
        return value.start
    return value.at if isinstance(value, Event) else None


def _day_meant(value: Entry | Event | Nothing, now: Now) -> tuple[str, str]:
    """Today, or yesterday for a clock time that is still far ahead; and what to say about it."""
    start = _start(value)
    if start is None or start <= now.minute + AHEAD:
        return now.day, ""
    from datetime import date, timedelta

    day = (date.fromisoformat(now.day) - timedelta(days=1)).isoformat()
    return day, f"{times.time_text(start)} is still ahead today, so it went to yesterday, {day}"


def moment(now: Now) -> datetime:
    """The moment as the `datetime` that date arithmetic wants."""
    from datetime import datetime

    return datetime.fromisoformat(now.stamp())


def _spoken(text: str, now: Now) -> tuple[str, str]:
    """The day that the words begin with and the text behind it; the day is empty if none was said, the text
    if nothing in the words is spoken rather than written.
    """
    from twohats.dates import spoken_date

    end = head_end(text)
    words, note = text[:end].split(), text[end:]
    found = spoken_date(words, moment(now))
    day, rest = "", words
    if found is not None:
        day, rest = found.day.isoformat(), words[found.used :]
        if found.minute is not None:
            rest = [times.time_text(found.minute), *rest]
    if day > now.day:
        raise NotUnderstood(f"{day} is still to come", "a line is about what was: today or before", line=text)
    rest = _written_times(rest)
    return ("", "") if rest == words else (day, " ".join(rest) + note)


def _written_times(words: list[str]) -> list[str]:
    """The words with spoken times at the front written as the format has them."""
    if not words:
        return words
    from twohats.dates import time_of_day

    first = words[0]
    if len(words) > 1 and first.lower().endswith("h") and words[1].lower().endswith("m"):
        joined = first + words[1]
        try:
            if times.read_duration(joined) is not None:
                return [joined, *words[2:]]
        except times.BadTime:
            return words
    if len(words) > 2 and words[1] in ("min", "mins", "minutes") and first.isdigit():
        return [f"{first}m", *words[2:]]
    for unit in ("minutes", "mins", "min"):
        if first.lower().endswith(unit) and first[: -len(unit)].isdigit():
            return [f"{first[: -len(unit)]}m", *words[1:]]
    start, dash, end = first.replace("\N{EN DASH}", "-").partition("-")
    if dash:
        half = end[-2:].lower() if end[-2:].lower() in ("am", "pm") else ""
        begin, stop = time_of_day(start if not start.isdigit() else start + half), time_of_day(end)
        if half and begin is not None and stop is not None:
            return [f"{times.time_text(begin)}-{times.time_text(stop)}", *words[1:]]
        return words
    minute = time_of_day(first)
    if minute is not None and first.lower() not in ("noon", "midnight") and ":" in first and first[-1].isdigit():
        return words
    return words if minute is None else [times.time_text(minute), *words[1:]]


def not_understood(problem: Problem | None, text: str, hats: Hats) -> NotUnderstood:
    """The error for words that were not understood, with the nearest right word if there is one."""
    if problem is None:
        return NotUnderstood("the words are not understood", "25m brand post linkedin m2: a note", line=text)
    hint = problem.hint
    place = problem.column - 1
    word = problem.text[place : place + problem.length].lower()
    known = {"unknown-hat": tuple(hats.sides), "unknown-verb": VERBS}.get(problem.code, ())
    if problem.code == "unknown-kind":
        known = next((kinds for verb, kinds in KINDS.items() if f"of {verb}" in problem.message), ())
    if known and word:
        from twohats.near import nearest

        near = nearest(word, known)
        if near:
            hint = f"did you mean {near}? {hint}"
    return NotUnderstood(problem.message, hint, line=problem.text, column=problem.column, length=problem.length)


def with_verb(verb: str, words: list[str], hats: Hats) -> list[str]:
    """The words of `hat got …` as those of `hat add … got …`: the verb goes behind the hat."""
    for index, word in enumerate(words[:6]):
        if hats.spellings.get(word.lower()):
            return [*words[: index + 1], verb, *words[index + 1 :]]
    return [*words[:1], verb, *words[1:]] if words else [verb]
