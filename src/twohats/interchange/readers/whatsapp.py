"""Chats that WhatsApp has exported as text (`_chat.txt`, `WhatsApp Chat with ….txt`): of two people."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from hashlib import sha256

from twohats.interchange.record import Message, Party, record_key, short_text
from twohats.interchange.source import (
    CannotReadFile,
    LeftOut,
    NotUnderstoodRecord,
    Question,
    Recognised,
    Remark,
)
from twohats.interchange.whatsapp_lines import (
    Header,
    call_seconds,
    header,
    is_deleted,
    is_encryption_notice,
    is_group_notice,
    is_notice,
    messages,
    typed,
)
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

_FIRST_BYTES = 16 * 1024
_MOST_NAMES = 2_000
_PASTED = 0.02
"""Share of the messages up to which further authors are lines that somebody pasted, in a chat called by one of two."""
_NEWEST = 40_000
"""Messages that WhatsApp exports of a chat at most, without media."""
_BUDDHIST = 543
"""Years by which Thai phones are ahead."""
_NUMBER = re.compile(r"\+?[\d ()./-]{6,}")


class _Chat(NamedTuple):
    """What a file is, as a whole."""

    authors: tuple[str, ...]
    """Who has typed something, the most first."""
    title: str
    """Whom the encryption notice is by: the other, or the name of a group."""
    is_group: bool
    day_first: bool | None
    """None where both orders of its dates make sense; years that come first need no order."""
    messages: int


def recognise(tree: Tree) -> list[Recognised]:
    """Each chat by itself: who the owner is, and which number is the day, can differ from phone to phone."""
    found: list[Recognised] = []
    for name in tree.names():
        lower = name.rpartition("/")[2].lower()
        if re.search(r"(^|/)msgstore.*\.db(\.crypt\d+)?$|\.crypt1\d$|chatstorage\.sqlite$", name.lower()):
            instead = "In WhatsApp, open the chat and choose Export chat, without media."
            found.append(Recognised("whatsapp", "WhatsApp, its own backup", (name,), "", instead))
        elif lower.endswith(".txt") and _is_chat(tree, name):
            chat = _looked_at(tree, name)
            if chat is not None and chat.messages:
                found.append(_recognised(tree, name, chat))
    return found


def _recognised(tree: Tree, name: str, chat: _Chat) -> Recognised:
    if chat.is_group:
        return Recognised("whatsapp", "WhatsApp, a group", (name,))
    mine, other = _sides(tree, name, chat, ())
    questions = []
    if mine is None and len(chat.authors) == 2:
        questions.append(Question("me", "Which of the two are you?", chat.authors))
    elif mine is None and chat.authors:
        text = f"Is {chat.authors[0]} you, or the other?"
        questions.append(Question("me", text, (chat.authors[0], "the other")))
    if chat.day_first is None:
        text = "Its dates can be read both ways: is the day before the month (4/3 is 4 March)?"
        questions.append(Question("day-first", text, ("yes", "no")))
    title = f"WhatsApp, chat with {other}" if other and not _NUMBER.fullmatch(other) else "WhatsApp, a chat"
    return Recognised("whatsapp", title, (name,), mine or "", questions=tuple(questions))


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """The messages of one chat of two."""
    (name,) = found.files
    chat = _looked_at(tree, name)
    if chat is None:
        yield NotUnderstoodRecord(name, "cannot be read")
        return
    if chat.is_group:
        yield LeftOut("messages of groups", max(chat.messages, 1))
        return
    day_first = chat.day_first
    if day_first is None:
        day_first = options.answers.get("day-first", "yes").strip().casefold() not in (
            "no",
            "n",
            "false",
            "month",
        )
        first, second = ("day", "month") if day_first else ("month", "day")
        yield Remark(f"{name}: the {first} is taken to stand before the {second}")
    told = (*options.me, options.answers.get("me", ""))
    mine, other = _sides(tree, name, chat, told)
    if mine is None and chat.authors:
        yield NotUnderstoodRecord(name, "does not say which of the two is you")
        return
    if chat.messages >= _NEWEST:
        yield Remark(
            f"{name}: WhatsApp exports the newest {_NEWEST} messages of a chat; older ones are missing"
        )
    reading = _Reading(name, chat.authors, mine or "", other, day_first=day_first)
    try:
        with tree.open(name) as stream:
            for each, text in messages(stream):
                yield from reading.message(each, text)
    except CannotReadFile as error:
        yield NotUnderstoodRecord(name, str(error))


class _Reading:
    """One chat, once it is known whose it is."""

    def __init__(
        self, name: str, authors: tuple[str, ...], mine: str, other: str, *, day_first: bool
    ) -> None:
        self._name = name
        self._authors = authors
        self._mine = mine
        self._day_first = day_first
        is_number = _NUMBER.fullmatch(other) is not None
        key = re.sub(r"\D", "", other) if is_number else other.casefold()
        self._other = Party(key, "" if is_number else other)
        self._equal: Counter[str] = Counter()
        self._minute: datetime | None = None

    def message(self, found: Header, text: str) -> Iterator[Read]:
        """What becomes of one message."""
        if is_notice(found) or is_encryption_notice(found):
            yield LeftOut("notices of WhatsApp")
            return
        if found.author not in self._authors:
            yield LeftOut("messages pasted from other chats")
            return
        at = _time(found, day_first=self._day_first)
        if at is None:
            yield NotUnderstoodRecord(f"{self._name}:{found.number}", "has a date that there is not")
            return
        if is_deleted(found):
            yield LeftOut("deleted messages")
            return
        seconds = call_seconds(text, found)
        if seconds == 0:
            yield LeftOut("calls that nobody answered")
            return
        words, short = (0, "") if seconds else short_text(typed(text, found))
        yield Message(
            key=self._key(found, at, "call" if seconds else typed(text, found)),
            at=at,
            thread=self._other.key,
            channel="whatsapp",
            is_mine=found.author == self._mine,
            other=self._other,
            words=words,
            short=short,
            call_seconds=seconds or 0,
        )

    def _key(self, found: Header, at: datetime, text: str) -> str:
        """By thread, minute, side and text, and a number among equal ones: there is no id.

        Of the minute, since Android has no seconds; of the side, since names in an address book change.
        """
        minute = at.replace(second=0)
        if minute != self._minute:
            self._minute = minute
            self._equal.clear()
        said = sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()
        side = "mine" if found.author == self._mine else "theirs"
        same = f"{side} {said}"
        self._equal[same] += 1
        return record_key("whatsapp", self._other.key, minute.isoformat(), same, str(self._equal[same]))


def _is_chat(tree: Tree, name: str) -> bool:
    """Whether a text is a chat: by its name and its first lines, since logs of programs look alike."""
    try:
        with tree.open(name) as stream:
            text = stream.read(_FIRST_BYTES).decode("utf-8", "replace")
    except CannotReadFile:
        return False
    headers = [found for line in text.splitlines()[:50] if (found := header(line)) is not None]
    called = f"{tree.name}/{name}".lower()
    return bool(headers) and (
        "whatsapp" in called or name.lower().endswith("_chat.txt") or any(map(is_encryption_notice, headers))
    )


def _looked_at(tree: Tree, name: str) -> _Chat | None:
    """A chat as a whole; None if it cannot be read."""
    authors: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    title = ""
    is_group = False
    count = 0
    order = _Order()
    try:
        with tree.open(name) as stream:
            for found, _text in messages(stream):
                is_group = is_group or is_group_notice(found)
                if is_encryption_notice(found):
                    title = title or found.author
                elif not is_notice(found):
                    count += 1
                    if len(authors) < _MOST_NAMES:
                        authors[found.author] += 1
                signs[found.sign] += 1
                order.take(found.date)
    except CannotReadFile:
        return None
    named = [author for author in authors if author and (author == title or _is_named(tree, name, author))]
    top = [author for author, _count in authors.most_common(2)]
    others = sum(authors.values()) - sum(authors[author] for author in top)
    if len(authors) > 2 and others <= _PASTED * sum(authors.values()) and any(each in top for each in named):
        authors = Counter({author: authors[author] for author in top})
    is_group = is_group or len(authors.keys() | ({title} if title else set())) > 2
    names = tuple(author for author, _count in authors.most_common(3))
    return _Chat(names, title, is_group, order.day_first(signs), count)


class _Order:
    """Which of the first two numbers of all dates is the day."""

    def __init__(self) -> None:
        self._fits = [0, 0]
        """Dates that only make sense with the day first, and with the month first."""
        self._backwards = [0, 0]
        """How often time runs backwards, in either order."""
        self._before: list[tuple[int, int, int]] = [(0, 0, 0), (0, 0, 0)]
        self._has_order = False

    def take(self, date: tuple[int, int, int]) -> None:
        """The next date."""
        first, second, year = date
        if first > 31:
            return
        self._has_order = True
        self._fits[0] += first > 12 >= second
        self._fits[1] += second > 12 >= first
        for index, (day, month) in enumerate(((first, second), (second, first))):
            now = (year, month, day)
            self._backwards[index] += now < self._before[index]
            self._before[index] = now

    def day_first(self, signs: Counter[str]) -> bool | None:
        """Whether the day is first; None if nothing tells."""
        day, month = self._fits
        if not self._has_order or day or month:
            return day >= month
        day, month = self._backwards
        if (day == 0) != (month == 0):
            return day == 0
        # No country writes the month first with full stops.
        return True if signs.most_common(1)[0][0] == "." else None


def _sides(tree: Tree, name: str, chat: _Chat, told: tuple[str, ...]) -> tuple[str | None, str]:
    """The owner's name in a chat and the other's; the first is None if nothing tells, empty if they wrote nothing."""
    authors = chat.authors[:2]
    known = {each.casefold() for each in told if each}
    called = _called(tree, name)
    named = [author for author in authors if _is_named(tree, name, author)]
    title = chat.title if chat.title in authors or len(authors) < 2 else ""
    other = title or (named[0] if len(named) == 1 else "")
    mine = [author for author in authors if author.casefold() in known]
    if len(mine) == 1:
        rest = [author for author in authors if author != mine[0]]
        return mine[0], rest[0] if rest else other or _named(called)
    if other:
        rest = [author for author in authors if author.casefold() != other.casefold()]
        if len(rest) <= 1:
            return rest[0] if rest else "", other
    if len(authors) == 1:
        if known:  # by another name than the one that wrote
            return "", authors[0]
        if _named(called):
            return authors[0], _named(called)
    return None, ""


def _called(tree: Tree, name: str) -> str:
    """What a chat's file is called, or its folder or archive, where the file is only `_chat.txt`."""
    folder, _slash, file = f"{tree.name}/{name}".rpartition("/")
    called = file if not file.lower().startswith("_chat") else folder.rpartition("/")[2]
    return " ".join(re.sub(r"(\.txt|\.zip|\.tar|\.gz|\s*\(\d+\))+$", "", called, flags=re.IGNORECASE).split())


def _is_named(tree: Tree, name: str, author: str) -> bool:
    """Whether a chat's file is called by somebody: in every language but a few the name stands last."""
    return _called(tree, name).casefold().endswith(author.casefold())


def _named(called: str) -> str:
    """The name in `WhatsApp Chat with Zoë`, in whatever language: behind the last word that is joined to WhatsApp's."""
    match = re.search(
        r"whatsapp.*?(?:\b(?:with|mit|con|avec|com|met|med|z|с|кем)\b|\s-\s)\s*(.{1,100})$",
        called,
        re.IGNORECASE,
    )
    return match[1] if match else ""


def _time(found: Header, *, day_first: bool) -> datetime | None:
    """The local time of a message; None for one that there is not."""
    first, second, third = found.date
    if first > 31:
        year, month, day = first, second, third
    else:
        year, month, day = third, *((second, first) if day_first else (first, second))
    year += 2000 if year < 100 else 0
    year -= _BUDDHIST if 2500 < year < 2700 else 0
    if found.clock is None or not 2009 <= year < 2200:  # WhatsApp is of 2009
        return None
    try:
        return datetime(year, month, day, *found.clock)
    except ValueError:
        return None
