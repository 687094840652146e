"""The records of all streams, as they come, in the least room: 100,000 messages take some 20 MB.

Messages and spans stand in columns of numbers, since a value of each would take ten times as much. What is gathered
does not depend on the order in which records and files come.
"""

from __future__ import annotations

from array import array
from datetime import date

from twohats.interchange.interpreting.moments import SECONDS_A_DAY, midnight_of, seconds_of
from twohats.interchange.interpreting.proposal import Who
from twohats.interchange.record import (
    Acquaintance,
    Line,
    Meeting,
    Message,
    Publication,
    Request,
    Span,
    record_key,
)
from twohats.interchange.source import LeftOut, NotUnderstoodRecord, Remark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.interpreting.here import Stream
    from twohats.interchange.record import Party
    from twohats.interchange.source import Recognised

MOST_NOT_UNDERSTOOD = 100
"""Rows that could not be read of which is kept where they are."""


NO_DAY = date.min


class Thread:
    """A conversation with one other person."""

    __slots__ = ("account", "channel", "id", "other", "places", "source")

    def __init__(self, source: str, account: str, id_: str, channel: str, other: Party) -> None:
        self.source = source
        self.id = id_
        self.account = account
        self.channel = channel
        self.other = other
        self.places = array("l")
        """Its messages, by their places in the columns."""

    @property
    def who(self) -> Who:
        """The other person."""
        return Who(self.source, self.other.key)


class Messages:
    """All messages and calls, in columns."""

    def __init__(self) -> None:
        self.at = array("q")
        self.key = array("Q")
        self.words = array("l")
        self.is_mine = array("b")
        self.call = array("l")
        self.short = array("l")
        """Of an inbound one that is short, which of `texts` it is; else -1."""
        self.texts: list[str] = []
        self.titles: dict[int, str] = {}
        self._text_places: dict[str, int] = {}

    def add(self, message: Message, *, with_title: bool) -> int:
        """Put a message in; its place."""
        place = len(self.at)
        self.at.append(seconds_of(message.at))
        self.key.append(number_of(message.key))
        self.words.append(min(max(message.words, 0), 1_000_000))
        self.is_mine.append(message.is_mine)
        self.call.append(min(max(message.call_seconds, 0), 1_000_000))
        self.short.append(-1 if message.is_mine or not message.short else self._text(message.short))
        if with_title and message.title:
            self.titles[place] = message.title[:1000]
        return place

    def order(self, place: int) -> tuple[int, ...]:
        """What messages are sorted by: their times, and all else that two of one key could differ in."""
        return self.at[place], self.key[place], self.is_mine[place], self.call[place], self.words[place]

    def key_of(self, place: int) -> str:
        """The key of a message."""
        return key_text(self.key[place])

    def forget_texts(self) -> None:
        """Drop the texts, and which message has which."""
        self.texts, self._text_places, self.short = [], {}, array("l")

    def short_of(self, place: int) -> str:
        """The compared text of an inbound message; empty if it is long, or the owner's."""
        return self.texts[self.short[place]] if self.short[place] >= 0 else ""

    def _text(self, short: str) -> int:
        place = self._text_places.setdefault(short, len(self.texts))
        if place == len(self.texts):
            self.texts.append(short)
        return place


class SpanKind:
    """Spans of which the source says the same: one entry of it is one time at the same thing."""

    __slots__ = ("account", "at", "key", "like", "seconds", "source")

    def __init__(self, source: str, account: str, like: Span) -> None:
        self.source = source
        self.account = account
        self.like = like
        """Any of them: all but their times and keys are equal."""
        self.at = array("q")
        """Seconds; of one without a clock time the midnight of its day."""
        self.seconds = array("l")
        self.key = array("Q")


class Gathered:
    """The records of all streams."""

    def __init__(self, *, titles: bool, invitations: bool) -> None:
        self.titles = titles
        self._invitations = invitations
        self.messages = Messages()
        self.threads: dict[tuple[str, str], Thread] = {}
        self.spans: dict[tuple[object, ...], SpanKind] = {}
        self.publications: dict[str, tuple[str, str, Publication]] = {}
        """Key to source, account and record; likewise below."""
        self.meetings: dict[str, tuple[str, str, Meeting]] = {}
        self.requests: dict[str, tuple[str, str, Request]] = {}
        self.lines: dict[str, tuple[str, Line]] = {}
        self.acquaintances: dict[Who, Acquaintance] = {}
        self.found: list[Recognised] = []
        self.left_out: dict[str, int] = {}
        self._left_out: set[int] = set()
        self.not_understood: list[NotUnderstoodRecord] = []
        self.not_understood_count = 0
        self.remarks: dict[str, None] = {}
        self.too_long = array("q")
        """When spans began that are left out for their length, so that their days can be named."""
        self.first: int | None = None
        self.last: int | None = None

    def take(self, stream: Stream) -> None:
        """Take in what a reader yields."""
        self.found.append(stream.found)
        source, account = stream.found.source, stream.found.account
        for one in stream.read:
            if isinstance(one, Message):
                self._message(source, account, one)
            elif isinstance(one, Span):
                self._span(source, account, one)
            elif isinstance(one, LeftOut):
                number = number_of(one.key) if one.key else 0
                if not number or number not in self._left_out:
                    self.leave_out(one.why, one.count)
                if number:
                    self._left_out.add(number)
            elif isinstance(one, NotUnderstoodRecord):
                self.not_understood_count += 1
                if len(self.not_understood) < MOST_NOT_UNDERSTOOD:
                    self.not_understood.append(one)
            elif isinstance(one, Remark):
                self.remarks[one.text] = None
            elif isinstance(one, Publication):
                self._see(seconds_of(one.at))
                self.publications.setdefault(one.key, (source, account, one))
            elif isinstance(one, Meeting):
                self._see(seconds_of(one.at))
                self.meetings.setdefault(one.key, (source, account, one))
            elif isinstance(one, Request):
                self._see(seconds_of(one.at))
                self.requests.setdefault(one.key, (source, account, one))
            elif isinstance(one, Acquaintance):
                self._acquaintance(source, one)
            else:
                self._see(midnight_of(one.day))
                self.lines.setdefault(one.key, (source, one))

    def join_requests(self) -> None:
        """Make an invitation that came with a word the message that it is, in the thread with its sender.

        Once accepted, its word is the first message of their conversation as well: then it is there already.
        """
        threads: dict[Who, list[Thread]] = {}
        for _, thread in sorted(self.threads.items()):
            threads.setdefault(thread.who, []).append(thread)
        for key, (source, account, one) in sorted(self.requests.items()):
            if one.is_mine or not one.words:
                continue
            with_sender = threads.get(Who(source, one.other.key), []) if one.other.key else []
            if any(self._has_word(thread, one) for thread in with_sender):
                continue
            id_ = with_sender[0].id if with_sender else one.other.key or key
            message = Message(key, one.at, id_, one.channel, False, one.other, one.words, one.short)
            self._message(source, account, message)

    def forget_records(self) -> None:
        """Drop messages and spans; whom the messages were with stays."""
        self.messages = Messages()
        self.spans.clear()
        for thread in self.threads.values():
            thread.places = array("l")

    def _has_word(self, thread: Thread, one: Request) -> bool:
        """Whether a thread has the word of an invitation as a message: the same, not before it was sent.

        The invitation's time is in a zone that nobody knows, so it may be a day off. A long word has no text here:
        a message with as many words is it.
        """
        messages, earliest = self.messages, seconds_of(one.at) - SECONDS_A_DAY
        return any(
            messages.words[place] == one.words
            and messages.at[place] >= earliest
            and not messages.is_mine[place]
            and messages.short_of(place) == one.short
            for place in thread.places
        )

    def join_threads(self) -> None:
        """Make one of the conversations with somebody that archives of different years have under different names.

        They share a message, which has one key in all of them. Only where there are several archives of a source,
        since one tells its conversations apart itself.
        """
        sources = [one.source for one in self.found]
        several = {source for source in sources if sources.count(source) > 1}
        with_name: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        for at, thread in sorted(self.threads.items()):
            if thread.source in several and thread.other.name:
                of = (thread.source, thread.channel, _folded(thread.other.name))
                with_name.setdefault(of, []).append(at)
        for ats in with_name.values():
            first: dict[int, Thread] = {}
            for at in ats if len(ats) > 1 else ():
                thread = self.threads[at]
                keys = [self.messages.key[place] for place in thread.places]
                same = next((first[key] for key in keys if key in first), None)
                if same is not None:
                    same.places.extend(thread.places)
                    same.other = max(same.other, thread.other, key=_how_known)
                    del self.threads[at]
                first.update(dict.fromkeys(keys, same or thread))

    def leave_out(self, why: str, count: int = 1) -> None:
        """Count something that becomes no line."""
        if count > 0:
            self.left_out[why] = self.left_out.get(why, 0) + count

    def names_of_people(self) -> Iterator[tuple[Who, str]]:
        """What sources call people, all that they call them."""
        for thread in self.threads.values():
            yield thread.who, thread.other.name
        for who, known in self.acquaintances.items():
            yield who, known.other.name
        for source, _, meeting in self.meetings.values():
            for party in meeting.people:
                yield Who(source, party.key), party.name
        for source, _, request in self.requests.values():
            yield Who(source, request.other.key), request.other.name

    def _see(self, seconds: int) -> None:
        self.first = seconds if self.first is None else min(self.first, seconds)
        self.last = seconds if self.last is None else max(self.last, seconds)

    def _message(self, source: str, account: str, message: Message) -> None:
        place = self.messages.add(message, with_title=self.titles)
        self._see(self.messages.at[place])
        at = (source, message.thread or message.other.key)
        thread = self.threads.get(at)
        if thread is None:
            thread = self.threads[at] = Thread(source, account, at[1], message.channel, message.other)
        elif message.other != thread.other:
            thread.other = max(thread.other, message.other, key=_how_known)
        thread.places.append(place)

    def _span(self, source: str, account: str, span: Span) -> None:
        at = midnight_of(span.day) if span.at is None else seconds_of(span.at)
        self._see(at)
        like = span._replace(key="", at=None, day=NO_DAY, seconds=0, title=span.title if self.titles else "")
        kind = (source, account, span.at is None, span.title, *like[4:])
        kinds = self.spans.get(kind)
        if kinds is None:
            kinds = self.spans[kind] = SpanKind(source, account, span._replace(key=""))
        kinds.at.append(at)
        kinds.seconds.append(min(max(span.seconds, 0), 10_000_000))
        kinds.key.append(number_of(span.key))

    def _acquaintance(self, source: str, one: Acquaintance) -> None:
        who = Who(source, one.other.key)
        before = self.acquaintances.get(who)
        if who.key and (before is None or _when_known(one) < _when_known(before)):
            self.acquaintances[who] = one


def number_of(key: str) -> int:
    """A key as a number of 64 bits; one that is not of `record_key` gets the one that it would have."""
    try:
        number = int(key, 16)
    except ValueError:
        number = -1
    return number if key_text(number) == key else int(record_key(key), 16)


def key_text(number: int) -> str:
    """The key that is this number."""
    return f"{number:016x}"


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _how_known(other: Party) -> tuple[bool, bool, bool, str, str]:
    """Of two readings of who somebody is: one with a key of its own before one with a name for a key, that before one
    with a name alone, always the same of two alike.
    """
    is_own = other.key != _folded(other.name)
    return bool(other.key), is_own, bool(other.name), other.key, other.name


def _when_known(one: Acquaintance) -> tuple[bool, str, tuple[str, str]]:
    return one.day is None, one.day.isoformat() if one.day else "", (one.other.key, one.other.name)
