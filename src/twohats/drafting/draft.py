"""The words of `hat add` and the current time, converted to the line that will be saved. Pure.

`format.line` does the parsing; this module only finds the date that the words may begin with, and converts spoken
times (`9am-10am`, `2h 30m`) to written ones.
"""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.format import times
from twohats.format.line import Part, head_end, read_item
from twohats.format.model import Entry, Event, Nothing, Problem
from twohats.format.page import weekday_name
from twohats.format.words import KIND_SPELLINGS, KINDS, VERB_SPELLINGS, VERBS, Hats, folded
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.drafting.dates import Spoken
    from twohats.format.times import Now

# A clock time up to this far ahead is an entry written a little early; further ahead, for instance at 00:30, it can
# only be yesterday's.
AHEAD = 60
_UNITS = {"minutes": "m", "mins": "m", "min": "m", "hours": "h", "hour": "h", "hrs": "h", "hr": "h"}
"""How people write the units of a duration, besides the format's own letters; longest first."""


_Read = tuple[str, str, Entry | Event | Nothing]
"""The day named by some words (or empty), the line in the written format, and its value."""


class Draft(NamedTuple):
    """A line ready to be saved."""

    day: str
    """ISO date of the page it goes to."""
    item: str
    """Its text without the dash, core words in full; further lines after line breaks."""
    value: Entry | Event | Nothing
    remark: str = ""
    """What was assumed rather than given, to be shown to the person; usually empty."""


def draft(words: list[str], now: Now, hats: Hats, *, day: str = "") -> Draft:
    """Read the words of a command; raises NotUnderstood with the position.

    `day` is the page for a line without a date; by default, the latest day on which it can have happened. A clock
    time before days begin (`now.day_start`) is then of the night behind a day: 00:40 becomes 24:40.
    """
    text = " ".join(words).strip().replace("\r\n", "\n").removeprefix("- ")
    first, _, more = text.partition("\n")
    try:
        _refuse_bytes(text)
        day, item, value, remark = _dated(_read(first, more, now, hats), day, now, first)
    except NotUnderstood as error:
        if more:
            error.typed = text
        raise
    return Draft(day, f"{item}\n{more}" if more else item, value, remark)


def _refuse_bytes(text: str) -> None:
    """Refuse bytes that are not UTF-8 early: a note that contains any cannot be saved."""
    if text.isprintable():
        return
    at = next((at for at, char in enumerate(text) if "\ud800" <= char <= "\udfff"), -1)
    if at >= 0:
        raise NotUnderstood(
            "these bytes are not UTF-8", "type the letter anew", line=text.partition("\n")[0],
            column=at + 1 if "\n" not in text[:at] else 0, length=1,
        )  # fmt: skip


def _read(first: str, more: str, now: Now, hats: Hats) -> _Read:
    """Read the first line of some words; raises NotUnderstood."""
    full: list[str] = []
    value = read_item(first, hats, more=more, strict=True, full=full)
    if isinstance(value, (Entry, Event, Nothing)):
        return "", full[0], value
    day, spoken = _spoken(first, now, hats)
    if spoken:
        value = read_item(spoken, hats, more=more, strict=True, full=full)
    else:
        _refuse_date(first)
    if value is None or isinstance(value, Problem):
        raise _in_what_was_typed(not_understood(value, spoken or first, hats), first)
    return day, full[0], value


def _refuse_date(text: str) -> None:
    """Refuse an invalid date, which would otherwise be reported as an invalid time."""
    from twohats.drafting.dates import is_still_to_come, not_a_date

    wrong = not_a_date(text[: head_end(text)].split())
    if wrong:
        is_none = "is still to come" if is_still_to_come(wrong) else "is not a date"
        raise NotUnderstood(
            f"{wrong} {is_none}", "2026-11-22, 20 nov, fri or yesterday",
            line=text, column=max(1, text.find(wrong) + 1), length=len(wrong),
        )  # fmt: skip


def _in_what_was_typed(error: NotUnderstood, typed: str) -> NotUnderstood:
    """The error with its position relative to the words as typed, date included."""
    if typed.endswith(error.line):
        error.column += len(typed) - len(error.line) if error.column else 0
        error.line = typed
    else:
        error.typed = typed
    return error


def _span(value: Entry | Event | Nothing) -> tuple[int, int] | None:
    """When a line with a clock time began and ended, in minutes after the midnight before it."""
    if isinstance(value, Entry):
        return None if value.start is None else (value.start, value.start + value.minutes)
    at = value.at if isinstance(value, Event) else None
    return None if at is None else (at, at)


def _dated(read: _Read, page: str, now: Now, text: str) -> Draft:
    """A line on the page it is of: that of the day it names, else `page`, else the latest on which it can have been.

    A clock time before days begin is of the night behind the day, unless its date was given. Raises NotUnderstood.
    """
    named, item, value = read
    span = _span(value)
    before = span[0] if span and span[0] < now.day_start else None
    if span and before is not None:
        start = before if page and not named else minute_meant(before, named, now)
        if start == before:
            night = times.time_text(before + times.A_DAY)
            remark = (
                f"{times.time_text(before)} is of the night before that day; {night} is of the night after it"
            )
            return Draft(named or page, item, value, remark)
        item, value = _at(start, start + span[1] - before, item, value)
    if named or page:
        day, remark = named or page, ""
    else:
        day, remark = _day_meant(value, now, text)
    if before is not None or (not (named or page) and day == now.day and now.minute >= times.A_DAY):
        remark = _of_the_night(day, before, now)
    return Draft(day, item, value, remark)


def minute_meant(minute: int, day: str, now: Now) -> int:
    """A time of the clock, typed for a day or for none, as minutes after a page's midnight.

    One before days begin is of the night that a day ends with, where no date was given or that night of today has come
    so far; else it is what a page with that date would say.
    """
    if minute >= now.day_start:
        return minute
    night = minute + times.A_DAY
    return night if not day or (day == now.day and night <= now.minute + AHEAD) else minute


def _at(
    start: int, end: int, item: str, value: Entry | Event | Nothing
) -> tuple[str, Entry | Event | Nothing]:
    """A line with a clock time, and its value, at another."""
    when, space, rest = item.partition(" ")
    written = times.time_text(start)
    if "-" in when:
        written = f"{written}-{times.end_text(start, end)}"
    moved = value._replace(start=start) if isinstance(value, Entry) else value
    moved = moved._replace(at=start) if isinstance(moved, Event) else moved
    return f"{written}{space}{rest}", moved


def _of_the_night(day: str, minute: int | None, now: Now) -> str:
    """What is said of a line whose page is not that of its date in the calendar."""
    begins = times.time_text(now.day_start)
    of = f"on {weekday_name(day)}'s page"
    if minute is None:
        return f"{of}, {day}: the next day begins at {begins}"
    early = f"{times.time_text(minute)} is before {begins}, when a day begins"
    return f"{early}: {of}, {times.time_text(minute + times.A_DAY)}"


def _day_meant(value: Entry | Event | Nothing, now: Now, text: str) -> tuple[str, str]:
    """Today, or yesterday for a clock time that is still far ahead; and a remark about that.

    A night that would end tomorrow was yesterday's, whenever it began. Raises NotUnderstood if yesterday is impossible
    as well.
    """
    start, end = _span(value) or (0, 0)
    if start <= now.minute + AHEAD and end <= max(times.A_DAY + now.day_start, now.minute + AHEAD):
        return now.day, ""
    if end - times.A_DAY > now.minute + AHEAD:
        hint = f"it would end at {times.clock_text(end)}; a day in front says which: fri {text[:60]}"
        raise NotUnderstood(f"{times.time_text(start)} is still to come", hint, line=text)
    day = times.day_after(now.day, -1)
    ahead = f"{times.time_text(start)} is still ahead today"
    if start >= times.A_DAY:
        ahead = f"{times.time_text(start)} is {times.clock_text(start)} of today"
    elif start <= now.minute + AHEAD:
        ahead = f"today's would end at {times.clock_text(end)} tomorrow"
    return day, f"{ahead}, so it went to yesterday, {day}"


def minute_spoken(found: Spoken, now: Now) -> int | None:
    """The time that spoken words name, after the page's midnight; `90m ago` counts from when days begin (`moment`)."""
    if found.minute is None or not found.ago:
        return found.minute
    return found.minute + now.day_start


def _spoken(text: str, now: Now, hats: Hats) -> tuple[str, str]:
    """The date that the words begin with and the rest of the text; the date is empty if there is none, the text if
    nothing in the words is in spoken form.
    """
    end = head_end(text)
    words, note = text[:end].split(), text[end:]
    found = spoken_in_front(words, text, now)
    day, rest = "", words
    if found is not None:
        day, rest = found.written.isoformat(), words[found.used :]
        minute = minute_spoken(found, now)
        if minute is not None:
            rest = [times.time_text(minute), *rest]
    if found is not None and day > times.calendar_day(now):
        raise still_to_come(found, text)
    rest = hat_first(" ".join(_written_times(rest)), hats).split()
    return ("", "") if rest == words else (day, " ".join(rest) + note)


def spoken_in_front(words: list[str], text: str, now: Now) -> Spoken | None:
    """The date that the words of a line begin with, which is `text`; raises NotUnderstood that marks it there."""
    from twohats.drafting.dates import spoken_date
    from twohats.drafting.yearless import NeedsYear
    from twohats.format.calendar import moment

    try:
        return spoken_date(words, moment(now))
    except NeedsYear as error:
        said = " ".join(words[: error.used])
        error.line, error.column, error.length = text, text.find(said) + 1, len(said)
        raise


def still_to_come(found: Spoken, text: str) -> NotUnderstood:
    """The error for words that name a future day, or one nearer in the future than in the past."""
    hint = "a line is about what was: today or before"
    if found.written != found.day:
        hint = f"for {found.day.year} write the year: {found.day.isoformat()}"
    return NotUnderstood(f"{found.written.isoformat()} is still to come", hint, line=text)


def past_day(words: list[str], now: Now) -> str:
    """The ISO date that words name and nothing else, of a page that can be written; raises NotUnderstood."""
    from twohats.drafting.dates import spoken_date
    from twohats.format.calendar import moment

    found = spoken_date(words, moment(now))
    if found is None or found.used < len(words) or found.minute is not None:
        hint = "today, yesterday, fri, 2 days ago, 20 nov, 2026-11-22"
        raise NotUnderstood(f"{' '.join(words)} is not a date", hint)
    day = found.written.isoformat()
    if day > times.calendar_day(now):
        raise still_to_come(found, "")
    return day


def _written_times(words: list[str]) -> list[str]:
    """The words with spoken times at the front converted to the written format."""
    if not words:
        return words
    from twohats.drafting.dates import time_in_front, time_of_day

    first = words[0]
    if first.lower() == "about" and len(words) > 1:  # zsh takes the `~` of `~40m` for someone's home
        rest = _written_times(words[1:])
        return [f"~{rest[0]}", *rest[1:]]
    if len(words) > 1 and first.lower().endswith("h") and words[1].lower().endswith("m"):
        joined = first + words[1]
        try:
            if times.read_duration(joined) is not None:
                return [joined, *words[2:]]
        except times.BadTime:
            return words
    if len(words) > 2 and words[1].lower() in _UNITS and first.replace(".", "", 1).isdigit():
        return [first + _UNITS[words[1].lower()], *words[2:]]
    for unit, letter in _UNITS.items():
        if first.lower().endswith(unit) and first[: -len(unit)].isdigit():
            return [first[: -len(unit)] + letter, *words[1:]]
    start, dash, end = first.replace("\N{EN DASH}", "-").partition("-")
    if dash:
        half = end[-2:].lower() if end[-2:].lower() in ("am", "pm") else ""
        begin, stop = time_of_day(start if not start.isdigit() else start + half), time_of_day(end)
        if half and begin is not None and stop is not None:
            return [f"{times.time_text(begin)}-{times.time_text(stop)}", *words[1:]]
        return words
    time = time_in_front(words)
    if time is None or (time == (time_of_day(first), 1) and ":" in first and first[-1].isdigit()):
        return words
    minute, used = time
    return [times.time_text(minute), *words[used:]]


def not_understood(problem: Problem | None, text: str, hats: Hats, *, shift: int = 0) -> NotUnderstood:
    """The error for words that were not understood, with the nearest right word if there is one.

    `shift` is how many characters were read that the person did not type, in front of `text`.
    """
    if problem is None:
        return NotUnderstood("the words are not understood", "25m brand post linkedin m2: a note", line=text)
    hint = problem.hint
    place = problem.column - 1
    word = problem.text[place : place + problem.length].lower()
    if problem.code.startswith("unknown-") and word:
        from twohats.text.suggest import nearest

        known = _known(problem, hats)
        near = nearest(word, known) or next((each for each in known if word.startswith(each)), "")
        if near:
            hint = f"did you mean {near}? {hint}"
    column = problem.column - shift
    if column < 1:
        return NotUnderstood(problem.message, hint, line=text, command=problem.command)
    line = text if shift else problem.text
    return NotUnderstood(
        problem.message, hint, line=line, column=column, length=problem.length, command=problem.command
    )


def _known(problem: Problem, hats: Hats) -> tuple[str, ...]:
    """The valid words for the position of the one that is not understood."""
    if problem.code != "unknown-kind":
        return tuple(hats.sides) if problem.code == "unknown-hat" else VERBS
    parts: list[Part] = []
    read_item(problem.text, hats, strict=True, parts=parts)
    return next((KINDS[part.full] for part in parts if part.role == "verb"), ())


def with_verb(verb: str, text: str, hats: Hats) -> str:
    """The words of `hat got …` as those of `hat add … got …`: the verb goes after the hat, and before its kind.

    Without a hat it goes after the first word, which should be one; in front of a kind, where the hat is missed.
    """
    end = head_end(text)
    words = text[:end].split()
    at = next((at for at, word in enumerate(words[:6]) if hats.spellings.get(folded(word))), 0)
    before, behind = words[: at + 1], words[at + 1 :]
    kinds = KIND_SPELLINGS.get(verb, {})
    if at and kinds.get(words[at - 1].lower()):
        behind.insert(0, before.pop(at - 1))
    elif words and not hats.spellings.get(folded(words[0])) and kinds.get(words[0].lower()):
        before, behind = [], words
    return " ".join([*before, verb, *behind]) + text[end:]


_IN_FRONT = 6
"""Words that may stand in front of a verb: a day, a time and minutes."""


def hat_first(text: str, hats: Hats) -> str:
    """A line with its hat in front of the verb, where it stands behind it (`post brand`) or behind its kind."""
    end = head_end(text)
    head = text[:end].rstrip()
    words = head.split()
    at, behind = verb_in_front(words, hats)
    if not behind or behind == len(words) or not hats.spellings.get(folded(words[behind])):
        return text
    words.insert(at, words.pop(behind))
    return " ".join(words) + text[len(head) :]


def verb_without_hat(text: str, hats: Hats) -> bool:
    """Whether a text ends with a verb, or its kind, that has no hat in front of it; one may follow: `post brand`."""
    words = text.split()
    return len(words) == verb_in_front(words, hats)[1] > 0


def verb_in_front(words: list[str], hats: Hats) -> tuple[int, int]:
    """The index of a verb that has no hat in front of it, and that of the word behind it and its kind; or zeros."""
    for at, word in enumerate(words[: _IN_FRONT + 1]):
        if hats.spellings.get(folded(word)):
            break
        verb = VERB_SPELLINGS.get(word.lower()) if len(word) > 1 else ""
        if verb:
            kind = words[at + 1].lower() if len(words) > at + 1 else ""
            return at, at + (2 if KIND_SPELLINGS.get(verb, {}).get(kind) else 1)
    return 0, 0
