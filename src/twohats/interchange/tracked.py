"""Time that somebody tracked, as spans: what the readers of all time trackers share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from twohats.format.words import ACTIVITIES
from twohats.interchange.moments import in_range
from twohats.interchange.record import EqualKeys, Span
from twohats.interchange.source import NotUnderstoodRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from twohats.interchange.source import Options

RUNNING = "entries that still run"
_LONGEST = 400 * 86_400
"""Seconds of the longest span: whoever forgot to stop a clock for longer has not kept a year of it."""


class NotASpan(ValueError):
    """What was read is no span: the message says why, in a phrase."""


class Spans:
    """Makes the spans of one file. Equal ones of a file are two; the same one in two exports is one."""

    def __init__(self, source: str, options: Options) -> None:
        self.source = source
        self._options = options
        self._keys = EqualKeys()

    def between(
        self, start: datetime, end: datetime, *, tags: Iterable[str] = (), own: str = "", **more: str
    ) -> Span:
        """The time between two moments; raises NotASpan.

        `own` is the source's id, without which its times and its title are its key: other columns are by choice.
        `more` are labels (`project`, `client` …) and the `title`. Moments with a zone become local, others are.
        """
        if (start.tzinfo is None) != (end.tzinfo is None):
            raise NotASpan("has a zone on one side only")
        seconds = round((end - start).total_seconds())
        if not 0 <= seconds <= _LONGEST:
            raise NotASpan("ends before it begins" if seconds < 0 else "lasts longer than a year")
        at = start
        try:
            if start.tzinfo is not None:
                at = self._options.local(start.timestamp())
                start = start.astimezone(UTC)
            in_range(at)
        except (ValueError, OverflowError) as error:
            raise NotASpan("has a year in which nobody tracked time") from error
        when = f"{start:%Y%m%dT%H%M%S}"
        return self._made(at, at.date(), seconds, when, own, tags, more)

    def on(
        self, day: date, seconds: int, *, tags: Iterable[str] = (), own: str = "", when: str = "", **more: str
    ) -> Span:
        """Some time of a day, without a time of the clock; raises NotASpan."""
        if not 0 <= seconds <= _LONGEST:
            raise NotASpan("has no time that can be spent in a day")
        try:
            in_range(datetime(day.year, day.month, day.day))
        except ValueError as error:
            raise NotASpan("has a year in which nobody tracked time") from error
        return self._made(None, day, seconds, when or day.isoformat(), own, tags, more)

    def _made(
        self,
        at: datetime | None,
        day: date,
        seconds: int,
        when: str,
        own: str,
        tags: Iterable[str],
        more: dict[str, str],
    ) -> Span:
        title = more.pop("title", "")
        tags = [tag for tag in tags if tag]
        labels = [(name, value) for name, value in more.items() if value]
        says = (own,) if own else (when, str(seconds), *(() if at else sorted(tags)), title)
        key = self._keys.key(self.source, *says)
        return Span(key, at, day, seconds, (*labels, *(("tag", tag) for tag in tags)), title=title)


def with_account(span: Span, account: str) -> Span:
    """A span with the account of a ledger, of which one as ours (`brand:do:walk:phone`) says what it was."""
    labels = (("project", account), *span.labels)
    hat, *parts = account.split(":")
    if not parts or parts[0] not in ACTIVITIES:
        return span._replace(labels=labels)
    return stated(span._replace(labels=labels), hat, parts)


def stated(span: Span, hat: str, parts: list[str]) -> Span:
    """A span with the hat and, one after the other, the activity, for `do` its kind, and the channel that it states."""
    activity, rest = parts[0], parts[1:]
    if activity == "do" and rest:
        activity, rest = f"do {rest[0]}", rest[1:]
    return span._replace(hat=hat, activity=activity, channel=rest[0] if rest else "")


def not_a_span(name: str, line: int, why: object) -> NotUnderstoodRecord:
    """A line that is none, with its place."""
    return NotUnderstoodRecord(f"{name}:{line}", str(why))


def moment_in(text: str, *forms: str) -> datetime:
    """A moment in one of these forms of `strptime`; raises NotASpan."""
    for form in forms:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise NotASpan(f"{text[:40]} is no date and time")


def later(start: datetime, seconds: float) -> datetime:
    """A moment so many seconds later; raises NotASpan."""
    try:
        return start + timedelta(seconds=seconds)
    except OverflowError as error:
        raise NotASpan("has a year in which nobody tracked time") from error
