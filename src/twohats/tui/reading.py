"""Parses the text of the entry line while it is typed: its colours, its meaning, its errors. Pure."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from twohats.drafting.completion import is_behind_hat, words_before_hat
from twohats.drafting.dates import spoken_date
from twohats.drafting.draft import Draft, draft, verb_without_hat
from twohats.drafting.offers import has_minutes
from twohats.drafting.unfinished import may_become_right, says_when
from twohats.errors import NotUnderstood
from twohats.format import times
from twohats.format.calendar import moment
from twohats.format.line import Part, head_end, in_full, read_item
from twohats.format.model import Entry, Event, Nothing, Problem
from twohats.format.times import Now
from twohats.format.words import KINDS, RATINGS, SIDES, WEEKDAYS
from twohats.text import width as columns
from twohats.values import NamedTuple
from twohats.views.dates import day_text
from twohats.views.rows import Row, Span, cut, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.words import Hats

_EXPECTS = {
    "empty": "minutes or a time, and the hat",
    "no-hat": "the hat",
    "no-verb": "the verb",
    "no-kind": "of which kind",
    "no-minutes": "minutes in front: 25m, or 09:10-09:35",
    "no-person": "@ and who it is",
}
"""What a line lacks by the code of its problem, where it is not wrong, only unfinished."""


ADD, CHANGE, TIME = "add", "change", "time"
"""What a typed line is for: a new line, an edit of an existing one, or the timer."""


class Target(NamedTuple):
    """What a typed line is for: page, purpose and, for an edit, the line that it replaces."""

    day: str
    """The page it is for: that on the screen when it was begun."""
    purpose: str = ADD
    number: int = 0
    """The number of the line that it replaces; 0 when that line is gone."""
    was: str = ""
    """That line when the edit began, including the lines below it (`page.block_of`)."""
    today: str = ""
    """The date when it was begun, from which `yesterday` is counted; empty for the date it is."""
    page: tuple[str, ...] = ()
    """All blocks of that page when the edit began, each like `was`; empty if unknown."""
    at: int = 0
    """The number of the line among them."""


class Reading(NamedTuple):
    """A line as far as it was understood."""

    text: str
    parts: tuple[Part, ...] = ()
    """Its words with their roles, at their places in `text`; what a word is not understood as is `wrong`."""
    draft: Draft | None = None
    """What would be saved; None while it is not understood."""
    problem: NotUnderstood | None = None
    unfinished: bool = False
    """Whether more words, or more of the word under the cursor, may still make a line of it."""
    expects: str = ""
    """What it then lacks."""
    refused: bool = False
    """Whether it was to be saved as it is."""


class Under(NamedTuple):
    """The word that the cursor is in or right behind."""

    before: str = ""
    """The text in front of it."""
    word: str = ""
    """It, as far as the cursor; empty behind a space."""
    words: tuple[str, ...] = ()
    """What is offered there."""


NOTHING_TYPED = Reading("")
NOWHERE = Under()
_ONE_LINE = {ord("\n"): " ", ord("\r"): " "}


def word_under(text: str, cursor: int) -> tuple[str, str]:
    """The text in front of the word of the cursor, and that word as far as the cursor."""
    start = max(text.rfind(" ", 0, cursor), text.rfind("\t", 0, cursor)) + 1
    return text[:start], text[start:cursor]


def read_typed(text: str, target: Target, now: Now, hats: Hats, under: Under = NOWHERE) -> Reading:
    """Read what stands in the entry line, with the word under the cursor. Never raises on any text."""
    if not text.strip():
        return NOTHING_TYPED
    return _read_line(text.translate(_ONE_LINE), target, now, hats, under)._replace(text=text)


def _read_line(text: str, target: Target, now: Now, hats: Hats, under: Under) -> Reading:
    if target.purpose == TIME:
        return _for_timer(text, now, hats, under)
    parts: list[Part] = []
    value = read_item(text, hats, strict=True, parts=parts)
    if target.purpose == CHANGE and isinstance(value, (Entry, Event, Nothing)):
        return Reading(text, tuple(parts), Draft(target.day, in_full(text, hats), value))
    now = _moment_of(target, now)
    if not isinstance(value, (Entry, Event, Nothing)):
        value, parts = _read_behind(text, _front_end(text, now, hats), hats) or (value, parts)
    try:
        on = "" if target.day == now.day and target.purpose == ADD else target.day
        made = draft([text], now, hats, day=on)
        if made.remark and made.day == target.day and made.item == in_full(text, hats):
            made = made._replace(
                remark=""
            )  # as it is typed to the page that is looked at: there is nothing to say
        # No word of a line that can be saved is wrong: its hat stands behind its verb.
        return Reading(text, tuple(part for part in parts if part.role != "wrong"), made)
    except NotUnderstood as error:
        code = value.code if isinstance(value, Problem) else ""
        return _not_right(text, parts, error, code, under, now, hats)


def _moment_of(target: Target, now: Now) -> Now:
    """The moment that a new line's words count from: the end of the day it was begun on, once that has passed."""
    if not target.today or target.today >= now.day:
        return now
    return Now(target.today, times.A_DAY + now.day_start - 1, 59, day_start=now.day_start)


def _for_timer(text: str, now: Now, hats: Hats, under: Under) -> Reading:
    """Read what a timer is started for: a line without its minutes, perhaps with when it began."""
    from twohats.actions.timer import read_start

    try:
        timer = read_start([text], now, hats)
    except NotUnderstood as error:
        behind = _front_end(text, now, hats)
        problem = read_item(f"1m {text[behind:]}", hats, strict=True)
        code = problem.code if isinstance(problem, Problem) else ""
        parts = [Part(0, behind, "when", text[:behind])] if behind else []
        return _not_right(text, [*parts, *_parts_behind(text, behind, hats)], error, code, under, now, hats)
    item = f"{times.time_text(timer.minute)} 1m {timer.item}"
    value = read_item(item, hats, strict=True)
    assert isinstance(value, Entry)  # `read_start` has read it
    begun = max(len(text) - len(timer.item), 0) if text.endswith(timer.item) else 0
    parts = [Part(0, begun, "when", text[:begun])] if begun else []
    parts += [part for part in _parts_behind(text, begun, hats) if part.role != "wrong"]
    return Reading(text, tuple(parts), Draft(timer.day, timer.item, value))


def _parts_behind(text: str, begun: int, hats: Hats) -> list[Part]:
    """The words of a line without its time, from the place `begun`, as if it had one."""
    parts: list[Part] = []
    read_item(f"1m {text[begun:]}", hats, strict=True, parts=parts)
    shift = begun - 3
    return [
        part._replace(start=part.start + shift, end=part.end + shift) for part in parts if part.start >= 3
    ]


def _not_right(
    text: str, parts: list[Part], error: NotUnderstood, code: str, under: Under, now: Now, hats: Hats
) -> Reading:
    """A line that is not understood: because it is not finished, or because of a word that cannot become right."""
    reading = Reading(text, tuple(parts), None, error)
    if code in _EXPECTS and not (under.word and code == "empty"):
        return reading._replace(unfinished=True, expects=f"then {_EXPECTS[code]}")
    start, end = len(under.before), len(under.before) + len(under.word)
    has_hat = is_behind_hat(*under[:2], hats)
    is_under = 0 < error.column <= end + 1 and error.column - 1 + error.length > start
    if (has_hat and not is_under) or not may_become_right(*under, now, hats):
        return reading
    front = f"{under.before}{under.word}"
    if not has_hat and (has_minutes(front.split()) or verb_without_hat(front, hats)):
        return reading._replace(unfinished=True, expects="then the hat")
    return reading._replace(unfinished=True, expects=_expected(under, parts, has_hat=has_hat))


def _expected(under: Under, parts: list[Part], *, has_hat: bool) -> str:
    """What a word that is begun may become."""
    first, begun = under.word[:1], f"{under.word}\N{HORIZONTAL ELLIPSIS}"
    if not first:
        return "then minutes or a time, and the hat"
    if first in "@+":
        return f"{begun} the name of a {'person' if first == '@' else 'thread'}"
    if not has_hat:
        when = "minutes (25m, 1h30), a time (09:10) or a day (20 nov)"
        return f"{begun} {when if first.isdigit() or first == '~' else 'a day, or the hat'}"
    verb = next((part.full for part in parts if part.role == "verb" and part.start < len(under.before)), "")
    if not verb or (verb in KINDS and not any(part.role == "kind" for part in parts)):
        return f"{begun} {'of which kind' if verb else 'the verb'}"
    if first.isdigit():
        return f"{begun} an amount, as in 1200GBP"
    return f"{begun} a field, as in why:money; a note comes after a colon and a space"


def _front_end(text: str, now: Now, hats: Hats) -> int:
    """Where the words about the day and the minutes end at the front of a text: `yesterday 9am` takes 13 characters."""
    words = text[: head_end(text)].split()
    front = words_before_hat(words, hats)
    if not (front and says_when(" ".join(front), now, hats)):
        found = None
        with suppress(NotUnderstood):  # without its year, which the reading of the whole line asks for
            found = spoken_date(words, moment(now)) if words else None
        front = words[: found.used] if found else []
    at = 0
    for word in front:
        at = text.index(word, at) + len(word)
    return at


def _read_behind(
    text: str, offset: int, hats: Hats
) -> tuple[Problem | Entry | Event | Nothing | None, list[Part]] | None:
    """The reading of what stands behind the day, its places counted in the whole text; None if there is no day."""
    if not offset:
        return None
    minutes = "25m " if has_minutes(text[:offset].split()) else ""
    shift = offset - len(minutes)
    parts: list[Part] = []
    value = read_item(f"{minutes}{text[offset:]}", hats, strict=True, parts=parts)
    moved = [
        part._replace(start=part.start + shift, end=part.end + shift)
        for part in parts
        if part.start >= len(minutes)
    ]
    if isinstance(value, Problem) and value.column:
        value = value._replace(column=max(value.column + shift, 1), text=text)
    return value, [Part(0, offset, "when", text[:offset]), *moved]


def reading_rows(reading: Reading, target: Target, now: Now, hats: Hats, width: int) -> list[Row]:
    """Two rows to stand under the entry line: how it will be read, and what is wrong or was assumed."""
    if reading.draft is not None:
        new = reading.draft
        timed = target.purpose == TIME  # its end and its minutes are still to come
        row = (Span(_where(new, target, now), "muted"), *in_words(new.value, hats, timed=timed))
        return [cut(row, width), (user_text(new.remark, "muted"),)] if new.remark else _in_two(row, width)
    if reading.problem is None:
        return []
    if reading.unfinished and not reading.refused:
        return [cut((user_text(reading.expects, "muted"),), width)]
    says = f"not saved: {reading.problem.message}" if reading.refused else reading.problem.message
    message, hint = user_text(says, "problem"), user_text(reading.problem.hint, "muted")
    if columns.width(message.text) > width and not hint.text:
        return _in_two((message,), width)
    return [cut((message,), width), cut((hint,), width)]


def _in_two(row: Row, width: int) -> list[Row]:
    """A row in two, broken between words; what is left over is cut."""
    first: list[Span] = []
    room = width
    for at, span in enumerate(row):
        size = columns.width(span.text)
        following = row[at + 1].text if at + 1 < len(row) else ""
        is_tight = following in (", ", ": ") and size == room
        size += is_tight  # a word takes the sign that ends it along
        if size <= room:
            first.append(span)
            room -= size
            continue
        breaks = room > 8 and " " in span.text[:room] and not is_tight
        line = columns.wrap(span.text, room)[0] if breaks else ""
        rest = Span(span.text[len(line) :].lstrip(), span.role)
        kept = (*first, Span(line, span.role)) if line and span.text.startswith(line) else tuple(first)
        left = rest if line and span.text.startswith(line) else span
        return [kept, cut((Span("  ", "text"), left, *row[at + 1 :]), width)]
    return [row]


def _where(new: Draft, target: Target, now: Now) -> str:
    if target.purpose == CHANGE:
        to = "" if new.day == target.day else f", to {day_called(new.day, now.day)}"
        line = f"line {target.number} of " if target.number else "a line that is gone from "
        return f"{line}{day_called(target.day, now.day)}{to}: "
    if target.purpose == TIME and isinstance(new.value, Entry) and new.value.start is not None:
        return f"timer from {times.clock_text(new.value.start)}: "
    return f"{day_called(new.day, now.day)}: "


def label_of(
    target: Target,
    shown: str,
    today: str,
    *,
    is_draft: bool = False,
    is_changed: bool = False,
    is_refused: bool = False,
) -> tuple[str, ...]:
    """What stands in front of the entry line, the longest first: nothing for a new line of today's page.

    `shown` is the day on the screen: a line that was begun for another says for which. A draft waits while one is in
    the view. An edit that `is_changed` has a `*` where there is no room for more.
    """
    if target.purpose == TIME:
        return ("timer",)
    day = day_called(target.day, today)
    short = day.split(" ", 1)[-1] if day[:3] in _SHORT_DAYS else day
    if target.purpose == CHANGE:
        star = " *" if is_changed else ""
        if not target.number:
            return f"edit of a line of {day} that is gone{star}", f"edit{star}"
        of = f"edit line {target.number} of {day}"
        unsaved = (f"{of}, not saved",) if star else ()
        return *unsaved, f"{of}{star}", f"edit {target.number}, {short}{star}", f"edit {target.number}{star}"
    elsewhere = not target.day == shown == today
    if is_draft:
        short = f"draft, {short}" if elsewhere else "draft"
        return f"draft for {day}, not saved", f"draft for {day}", short
    if is_refused:
        return (f"not saved, for {day}", f"not saved, {short}", day) if elsewhere else ("not saved",)
    return (day,) if elsewhere else ()


_SHORT_DAYS = tuple(day[:3] for day in WEEKDAYS)


def day_called(day: str, today: str) -> str:
    """A day as people call it: `today`, `yesterday`, `Fri 20 Nov`."""
    if day == today:
        return "today"
    try:
        ago = (date.fromisoformat(today) - date.fromisoformat(day)).days
    except ValueError:
        return day
    return "yesterday" if ago == 1 else day_text(day, weekday=True)


def in_words(value: Entry | Event | Nothing, hats: Hats, *, timed: bool = False) -> Row:
    """A line read aloud, its words in the colours of their roles; without its time if it is being timed."""
    if isinstance(value, Nothing):
        return (Span("a day with nothing, on record", "verb"), *_note(value.note))
    side = hats.sides.get(value.hat, "")
    spans = [user_text(value.hat, side if side in SIDES else "hat")]
    if isinstance(value, Entry):
        spans += [user_text(f"{value.activity} {value.kind}".strip(), "verb")]
        spans += [] if timed else [Span(_time_of(value), "when")]
        rated = ((letter, getattr(value, name)) for letter, name in RATINGS.items())
        ratings = [Span(f"{RATINGS[letter]} {digit}", "rating") for letter, digit in rated if digit]
    else:
        spans += [user_text(f"{value.verb} {value.kind}".strip(), "verb")]
        spans += [Span(f"at {times.time_text(value.at)}", "when")] if value.at is not None else []
        spans += [user_text(" ".join(value.amount), "amount")] if value.amount else []
        ratings = []
    spans += [user_text(value.channel, "channel")] if value.channel else []
    spans += [user_text(f"@{name}", "person") for name in value.people]
    spans += ratings
    spans += [Span(f"{value.count} times", "count")] if value.count > 1 else []
    spans += [user_text(f"+{name}", "tag") for name in value.tags]
    spans += [user_text(f"{key}: {text}", "field") for key, text in value.fields]
    # What ends a word belongs to it, so that no row begins with a comma.
    ends = [", "] * (len(spans) - 1) + [": " if value.note else ""]
    joined = [
        each
        for span, end in zip(spans, ends, strict=True)
        for each in (span, Span(end, "muted"))
        if each.text
    ]
    return (*joined, *_note(value.note)[1:])


def _time_of(entry: Entry) -> str:
    about = "about " if entry.estimated else ""
    long = times.duration_text(entry.minutes)
    if entry.start is None:
        return f"{about}{long}"
    end = entry.start + entry.minutes
    return f"{times.time_text(entry.start)} to {times.end_text(entry.start, end)}, {about}{long}"


def _note(note: str) -> Row:
    return (Span(": ", "muted"), user_text(note.replace("\n", " / "), "note")) if note else ()
