"""What a source has recorded, as plain values: the same few kinds whatever program wrote them.

Times are those of the local clock, without a zone (`source.Options.local` converts an instant); `key` is what the
record is known by in every other export of the same account (`record_key`), never made of a rendered local time. Texts
of other people are not here: of a message there is the number of its words and, if it is short, its text in the form in
which it is compared (`short_text`), which never leaves memory.
"""

from __future__ import annotations

from hashlib import sha256

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

KEY_LENGTH = 16
"""Hexadecimal digits of a key: 64 bits. Among ten million records two are equal by chance once in 370,000 journals."""
SHORT = 15
"""Words of the longest message that may be one of many equal ones."""


class Party(NamedTuple):
    """Somebody in a source, other than its owner."""

    key: str
    """What the source knows them by: the URL of a profile, an address, `@user@host`, an id. The name, where there is
    nothing else; empty where they cannot be told apart from others."""
    name: str = ""
    """What the source calls them; not made safe to show."""


class Message(NamedTuple):
    """One message, or one call, of a conversation of two people, one of them the owner."""

    key: str
    at: datetime
    thread: str
    """The conversation, by the source's own id or `other.key`."""
    channel: str
    """`linkedin`, `whatsapp`, `email` …"""
    is_mine: bool
    other: Party
    words: int = 0
    short: str = ""
    """Its text as `short_text` has it, if it has at most SHORT words; else empty."""
    call_seconds: int = 0
    """How long an answered call lasted, as the source measured it; 0 for a message and for a call nobody answered."""
    title: str = ""
    """A subject, which gets into a note only where titles are asked for."""


class Publication(NamedTuple):
    """Something the owner published: a post, or words below somebody's post."""

    key: str
    at: datetime
    channel: str
    words: int
    is_reply: bool = False
    """A comment or a public reply to somebody else; an answer to oneself is a post."""
    title: str = ""


class Meeting(NamedTuple):
    """An appointment with its planned minutes."""

    key: str
    at: datetime
    minutes: int
    channel: str = ""
    """`video`, `phone`, `in-person`, or empty where the source does not say."""
    people: tuple[Party, ...] = ()
    """The others who were invited and did not decline, rooms left out."""
    title: str = ""
    calendar: str = ""
    """The calendar it is in, for rules."""


class Span(NamedTuple):
    """Time that a program or a person has measured."""

    key: str
    at: datetime | None
    """When it began; None where the source has only a day."""
    day: date
    seconds: int
    labels: tuple[tuple[str, str], ...] = ()
    """What the source says it was, as `(field, value)`, for rules: `("project", "Acme")`, `("tag", "post")`,
    `("domain", "linkedin.com")`."""
    activity: str = ""
    """`post`, `read`, `talk` or `do …`, where the source proves it; else rules or a tag of that name say."""
    channel: str = ""
    title: str = ""
    is_by_hand: bool = True
    """Whether a person started and stopped it (a tracker); false for a program that watched (ActivityWatch)."""
    hat: str = ""
    """A hat that the source itself states, as only twohats' own lines and the records door do."""


class Request(NamedTuple):
    """An invitation to connect, with or without a word."""

    key: str
    at: datetime
    channel: str
    is_mine: bool
    other: Party
    words: int = 0
    short: str = ""


class Acquaintance(NamedTuple):
    """Somebody that the source knows the owner to be connected with."""

    channel: str
    other: Party
    day: date | None = None
    """Since when."""


class Line(NamedTuple):
    """A line in the format of a journal, as twohats itself exported it."""

    key: str
    day: date
    text: str
    """Without its dash; further lines of a note behind newlines, without their indent."""
    raw: str = ""
    """Its lines as they stand in the file, as which they are written: what is not understood may have no dash."""


Record = Message | Publication | Meeting | Span | Request | Acquaintance | Line


def record_key(*parts: str) -> str:
    """What a record is known by: KEY_LENGTH hexadecimal digits of SHA-256 over the parts, each ended by a NUL."""
    data = "\0".join(parts) + "\0"
    return sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]


class EqualKeys:
    """The keys of the records of one file, of those that say the same the second, third … too."""

    def __init__(self) -> None:
        self._once: set[int] = set()  # numbers, since a file may have hundreds of thousands
        self._more: dict[int, int] = {}

    def key(self, *parts: str) -> str:
        """The `record_key` of these parts, and from the second time on of its number as well."""
        key = record_key(*parts)
        number = int(key, 16)
        if number not in self._once:
            self._once.add(number)
            return key
        self._more[number] = count = self._more.get(number, 1) + 1
        return record_key(*parts, str(count))


def short_text(text: str) -> tuple[int, str]:
    """The number of words of a text, and the text as it is compared if it has at most SHORT words, else empty.

    Compared are letters alone: case, digits, signs and emoji say nothing.
    """
    words = text.split()
    if len(words) > SHORT:
        return len(words), ""
    plain = "".join(
        char if char.isalpha() or char == " " else " " for char in " ".join(words)[:400].casefold()
    )
    return len(words), " ".join(plain.split())
