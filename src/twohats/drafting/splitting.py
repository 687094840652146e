"""One line of time to two that have its minutes between them. Pure.

Both parts keep the words, as they are typed on the page. What would count twice stays with the first part: the count,
`cost` and `expect`. Ratings stand on both, since the time that was rated is that of both; new words for the second part
leave it without them.
"""

from __future__ import annotations

from twohats.drafting.draft import not_understood
from twohats.drafting.timed import in_words
from twohats.errors import NotUnderstood
from twohats.format import times
from twohats.format.line import Part, read_item
from twohats.format.model import Entry, Event, Problem
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.model import Value
    from twohats.format.words import Hats

ONCE = ("cost", "expect")
"""The keys whose values are sums: two lines with one would say twice as much."""


class Split(NamedTuple):
    """The two lines, each without its dash and without lines below it, and what there is to say of them."""

    first: str
    second: str
    remarks: tuple[str, ...] = ()


def split_line(text: str, how: str, words: list[str], hats: Hats) -> Split:
    """A line of time, without its dash, split where `how` says: how long the first part was, or when it ended.

    `words` are those of the second part; without any it has those of the line, and with none but a hat's left out it
    has the line's hat. Raises NotUnderstood, for a line without minutes as well.
    """
    text = text.strip(" \t")
    parts: list[Part] = []
    value = read_item(text, hats, strict=True, parts=parts)
    if not isinstance(value, Entry):
        raise _has_no_minutes(value, text)
    minutes = _first_minutes(how, value)
    whens = [part for part in parts if part.role == "when"]
    front, rest = text[: whens[0].start], text[whens[-1].end :]
    first = f"{front}{_when(value, len(whens), 0, minutes)}{rest}"
    when = _when(value, len(whens), minutes, value.minutes - minutes)
    if words:
        return Split(first, f"{when} {_with_hat(' '.join(words), value.hat, hats)}")
    once = [part for part in parts if part.role == "count" or _key(part) in ONCE]
    second = text
    for part in reversed(once):
        second = second[: part.start].rstrip(" \t") + second[part.end :]
    second = f"{front}{when}{second[whens[-1].end :]}"
    return Split(first, second, tuple(_remarks(parts, once)))


def _has_no_minutes(value: Value | None, text: str) -> NotUnderstood:
    if isinstance(value, Event):
        message = f"{value.verb} is an event: it has no minutes to split"
    elif isinstance(value, Problem):
        message = f"the line is not understood: {value.message}"
    else:
        message = "the line has no minutes to split"
    return NotUnderstood(message, "hat edit with its place and words replaces it", line=text, command="edit")


def _first_minutes(how: str, entry: Entry) -> int:
    """The minutes of the first part; raises NotUnderstood."""
    long = times.duration_text(entry.minutes)
    try:
        clock = times.read_time(how)
        minutes = times.read_duration(how.removeprefix("~")) if clock is None else None
    except times.BadTime as bad:
        raise NotUnderstood(bad.message, bad.hint) from None
    if clock is not None and entry.start is not None:
        minutes = clock - entry.start
        if minutes < 0:
            minutes += times.A_DAY
    elif clock is not None:
        raise NotUnderstood(f"the line has no clock time, so {how} is not in it", "say how long: 25m")
    if minutes is None:
        raise NotUnderstood(f"{how} is not how long the first part was", "25m, 1h30, or when it ended: 09:35")
    if not 0 < minutes < entry.minutes:
        if entry.minutes == 1:
            raise NotUnderstood(
                "the line has one minute, which cannot be split", "hat edit changes it", command="edit"
            )
        most = times.duration_text(entry.minutes - 1)
        raise NotUnderstood(f"the line has {long}, and neither part can have none", f"from 1m to {most}")
    return minutes


def _when(entry: Entry, words: int, after: int, minutes: int) -> str:
    """When a part was, in the form of the line; `after` are the minutes before it."""
    long = ("~" if entry.estimated else "") + times.duration_text(minutes)
    if entry.start is None:
        return long
    start = entry.start + after
    if start >= times.A_PAGE:
        raise NotUnderstood(
            f"the second part would begin at {times.clock_text(start)} of the day after, which no page can say",
            "hat edit shortens the line, hat add writes the rest on the day after",
            command="edit",
        )
    if words == 1:
        return f"{times.time_text(start)}-{times.end_text(start, start + minutes)}"
    return f"{times.time_text(start)} {long}"


def _with_hat(words: str, hat: str, hats: Hats) -> str:
    """The words of a line without its time, in full, with a hat in front where they have none."""
    if isinstance(read_item(f"1m {words}", hats, strict=True), Entry):
        return in_words(words, hats)
    front = f"1m {hat} "
    value = read_item(f"{front}{words}", hats, strict=True)
    if isinstance(value, Entry):
        return in_words(f"{hat} {words}", hats)
    problem = value if isinstance(value, Problem) else None
    raise not_understood(problem, words, hats, shift=len(front))


def _key(part: Part) -> str:
    return part.full.partition(":")[0] if part.role == "field" else ""


def _remarks(parts: list[Part], once: list[Part]) -> list[str]:
    """What of a line is on both parts, or on one, and might be expected otherwise."""
    rated = [part.full for part in parts if part.role == "rating"]
    found = [f"both parts have {' '.join(rated)}"] if rated else []
    if once:
        stay = "stays" if len(once) == 1 else "stay"
        found.append(f"{' '.join(part.full for part in once)} {stay} with the first part")
    return found
