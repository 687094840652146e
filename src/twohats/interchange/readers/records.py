"""The door for readers that stand elsewhere: the records of `record` as JSON Lines, which any program can write.

`docs/import.md` says what each field means. Checked strictly: a field that is missing, misspelt or of another type
makes a row that is not understood, and the rows around it are read.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from twohats.format.names import name_of
from twohats.format.words import EVERY_KIND, RESERVED_KEYS, VERBS
from twohats.interchange.json_lines import first_object, json_lines
from twohats.interchange.moments import local_moment
from twohats.interchange.record import (
    Acquaintance,
    EqualKeys,
    Meeting,
    Message,
    Party,
    Publication,
    Request,
    Span,
    record_key,
    short_text,
)
from twohats.interchange.source import NotUnderstoodRecord, Recognised

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from twohats.interchange.record import Record
    from twohats.interchange.source import Options, Read, Tree

SOURCE = "records"
_ENDINGS = (".jsonl", ".ndjson", ".json", "-")
_RATED = re.compile("[miuwx][0-9]+")
_LONGEST_CHANNEL = 60
_MOST = 10_000_000
"""Words, seconds and minutes of a record: more are a mistake."""


def recognise(tree: Tree) -> list[Recognised]:
    """Files whose first object says what record it is."""
    return [
        Recognised(SOURCE, "records of another program", (name,))
        for name in tree.names()
        if name.endswith(_ENDINGS) and first_object(tree, name).get("is") in _KINDS
    ]


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """The records, in the order of the file."""
    for name in found.files:
        keys = EqualKeys()
        for each in json_lines(tree, name):
            if isinstance(each, NotUnderstoodRecord):
                yield each
                continue
            place, data = each
            try:
                yield _record(data, options, keys)
            except _Wrong as error:
                yield NotUnderstoodRecord(place, str(error))


class _Wrong(Exception):
    """A field is not as it should be."""


def _record(data: dict[str, Any], options: Options, keys: EqualKeys) -> Record:
    kind = data.get("is")
    make = _KINDS.get(kind) if isinstance(kind, str) else None
    if make is None:
        raise _Wrong(f"is has to be one of {', '.join(_KINDS)}")
    fields = _Fields(data, options)
    record: Message | Publication | Meeting | Span | Request | Acquaintance = make(fields)
    fields.refuse_others()
    own = fields.text("id")
    if isinstance(record, Acquaintance):
        return record
    if own:
        return record._replace(key=record_key(SOURCE, own))
    # Without an id, what it says: in the order of the fields' names, and counted, for equal ones are two.
    says = "\0".join(f"{name}={data[name]!r}" for name in sorted(data))
    return record._replace(key=keys.key(SOURCE, "", says))


class _Fields:
    """The fields of an object, each asked for by its name; raises _Wrong."""

    def __init__(self, data: dict[str, Any], options: Options) -> None:
        self._data = data
        self._options = options
        self._asked = {"is", "id"}

    def _get(self, name: str) -> Any:
        self._asked.add(name)
        return self._data.get(name)

    def refuse_others(self) -> None:
        """Refuse fields that nobody asked for."""
        for name in self._data:
            if name not in self._asked:
                raise _Wrong(f"{name[:40]} is no field of a {self._data['is']}")

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self._get(name)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value):
            raise _Wrong(f"{name} has to be a text")
        return value

    def number(self, name: str, *, needed: bool = False) -> int:
        value = self._get(name)
        if value is None and not needed:
            return 0
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
            raise _Wrong(f"{name} has to be a whole number, at most {_MOST:,}")
        return value

    def channel(self, *, needed: bool = False) -> str:
        """`channel`, as it may stand in a line: one word that means nothing else there."""
        value = self.text("channel", needed=needed)
        channel = name_of(value)
        means_another = channel in (*RESERVED_KEYS, *VERBS, *EVERY_KIND) or _RATED.fullmatch(channel)
        if value and (not channel or means_another or len(channel) > _LONGEST_CHANNEL):
            raise _Wrong("channel has to be one word, as in a line: linkedin")
        return channel

    def truth(self, name: str, *, needed: bool = False) -> bool:
        value = self._get(name)
        if value is None and not needed:
            return False
        if not isinstance(value, bool):
            raise _Wrong(f"{name} has to be true or false")
        return value

    def at(self) -> datetime:
        """`at`, by the clock where the owner lived."""
        try:
            return local_moment(self.text("at", needed=True), self._options)
        except ValueError as error:
            raise _Wrong("at has to be a date and time, 2026-11-17T09:02:11+00:00") from error

    def day(self) -> date | None:
        value = self.text("day")
        try:
            return date.fromisoformat(value) if value else None
        except ValueError as error:
            raise _Wrong("day has to be a date, 2026-11-17") from error

    def words(self) -> tuple[int, str]:
        """How many words a message has and its text to compare; of `text`, or of `words` alone."""
        if self._get("text") is not None:
            return short_text(self.text("text"))
        return self.number("words"), ""

    def other(self, name: str = "other") -> Party:
        return self._party(self._get(name), name)

    def people(self) -> tuple[Party, ...]:
        value = self._get("people")
        if value is None:
            return ()
        if not isinstance(value, list):
            raise _Wrong("people has to be a list")
        return tuple([self._party(each, "people") for each in value])

    def _party(self, value: Any, name: str) -> Party:
        if isinstance(value, str) and value:
            return Party(value, value)
        if isinstance(value, dict) and value.keys() <= {"id", "name"}:
            own, called = value.get("id", ""), value.get("name", "")
            if isinstance(own, str) and isinstance(called, str) and (own or called):
                return Party(own or called, called)
        raise _Wrong(f'{name} has to be a name, or {{"id": …, "name": …}}')

    def labels(self) -> tuple[tuple[str, str], ...]:
        """`labels`, an object of texts, of lists of them where there are several."""
        value = self._get("labels")
        if value is None:
            return ()
        found: list[tuple[str, str]] = []
        for name, those in value.items() if isinstance(value, dict) else [("", None)]:
            for each in those if isinstance(those, list) else [those]:
                if not isinstance(each, str):
                    raise _Wrong('labels has to be an object of texts, {"project": "Acme"}')
                found.append((name, each))
        return tuple(found)


def _message(of: _Fields) -> Message:
    other, (words, short) = of.other(), of.words()
    return Message(
        "",
        of.at(),
        of.text("thread") or other.key,
        of.channel(needed=True),
        of.truth("is_mine", needed=True),
        other,
        words,
        short,
        of.number("call_seconds"),
        of.text("title"),
    )


def _publication(of: _Fields) -> Publication:
    channel, (words, _) = of.channel(needed=True), of.words()
    return Publication("", of.at(), channel, words, of.truth("is_reply"), of.text("title"))


def _meeting(of: _Fields) -> Meeting:
    minutes = of.number("minutes", needed=True)
    return Meeting("", of.at(), minutes, of.channel(), of.people(), of.text("title"), of.text("calendar"))


def _span(of: _Fields) -> Span:
    day = of.day()
    at = None if day else of.at()
    if at is None and day is None:
        raise _Wrong("a span needs at, or day")
    seconds = of.number("seconds", needed=True)
    return Span(
        "",
        at,
        day or at.date(),  # type: ignore[union-attr]  # one of them is there
        seconds,
        of.labels(),
        of.text("activity"),
        of.channel(),
        of.text("title"),
        not of.truth("is_watched"),
        of.text("hat"),
    )


def _request(of: _Fields) -> Request:
    words, short = of.words()
    channel, is_mine = of.channel(needed=True), of.truth("is_mine", needed=True)
    return Request("", of.at(), channel, is_mine, of.other(), words, short)


def _acquaintance(of: _Fields) -> Acquaintance:
    return Acquaintance(of.channel(needed=True), of.other(), of.day())


_KINDS: dict[str, Callable[[_Fields], Any]] = {
    "message": _message,
    "publication": _publication,
    "meeting": _meeting,
    "span": _span,
    "request": _request,
    "acquaintance": _acquaintance,
}
