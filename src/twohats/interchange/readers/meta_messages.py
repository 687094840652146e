"""Conversations of Facebook, Messenger and Instagram: who takes part, and each message of those of two.

A conversation is a folder with parts (`message_1.json` is the newest), or, where it was end-to-end encrypted, a single
file of another form. People are names and nothing else.
"""

from __future__ import annotations

import re
from collections import Counter

from twohats.interchange.counted_keys import CountedKeys
from twohats.interchange.json_items import ANY, json_file, place
from twohats.interchange.record import Message, Party, short_text
from twohats.interchange.source import LeftOut, NotUnderstoodRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from twohats.interchange.source import Options, Read, Tree

_INTO = ("messages", ANY)
_LOOKED_AT = 200
"""Messages whose senders are looked at where a file does not begin with those who take part."""
_LONGEST_CALL = 24 * 3600
_CLOSED = frozenset(["facebook user", "instagram user", "facebook-nutzer", "instagram-nutzer"])
"""What somebody is called whose account is closed."""
_REACTION = re.compile(
    r"(?:Reacted .{1,20} to your message|Liked a message|Hat mit .{1,20} auf deine Nachricht reagiert"
    r"|(?:Ha r|R)eaccion[oó] con .{1,20} a tu mensaje|A réagi avec .{1,20} à votre message)\s*"
)
"""A reaction that an archive writes as a message: a sentence in the language of the account."""
_NOTICE = re.compile(
    r"You can now (?:message|call)\b.*|You are now connected on Messenger.*|Say hi to .*", re.DOTALL
)
_ATTACHED = ("photos", "videos", "audio_files", "files", "gifs", "sticker", "share", "media")


def repaired(text: str) -> str:
    """A text as it was written: Meta writes each byte of its UTF-8 as a character of its own."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text  # a character above U+00FF, or no UTF-8: it is right already


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def text_of(value: Any, *names: str) -> str:
    """The first of these fields that is text, repaired; empty if none is."""
    for name in names:
        found = value.get(name) if isinstance(value, dict) else None
        if isinstance(found, str):
            return repaired(found)
    return ""


def local_time(time: Any, options: Options, *, unit: int = 1) -> datetime | None:
    """The local time of so many units of a second since 1970, to the second; None if that is no time, or nought."""
    if not isinstance(time, (int, float)) or not time:
        return None
    try:
        return options.local(time / unit).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


def people_of(tree: Tree, name: str) -> list[str]:
    """The names of those who take part in the conversation of a file, read from its beginning."""
    senders: dict[str, None] = {}
    for one in json_file(tree, name, _INTO):
        if isinstance(one, NotUnderstoodRecord):
            break
        path, value = one
        if path == ("participants",) and isinstance(value, list):
            named = [repaired(each) if isinstance(each, str) else text_of(each, "name") for each in value]
            return [each for each in dict.fromkeys(named) if each.strip()]
        if len(path) == 2 and (sender := text_of(value, "sender_name", "senderName")):
            senders[sender] = None
            if isinstance(path[1], int) and path[1] >= _LOOKED_AT:
                break
    return list(senders)


def owners(threads: Iterable[Sequence[str]]) -> list[str]:
    """Who takes part in the most conversations: the owner, or several of whom one is it."""
    count: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for people in threads:
        names = {folded(name): name for name in people}
        shown |= names
        count.update(names.keys())
    most = max(count.values(), default=0)
    return [shown[name] for name, times in count.items() if times == most]


def conversation(
    tree: Tree, names: Sequence[str], channel: str, owner: frozenset[str], options: Options
) -> Iterator[Read]:
    """The messages in the parts of a conversation; `owner` is the folded names of whose archive it is."""
    people = people_of(tree, names[0])
    others = [name for name in people if folded(name) not in owner]
    if len(others) > 1:
        count = sum(1 for name in names for one in json_file(tree, name, _INTO) if _is_message(one))
        if count:
            yield LeftOut("messages of groups", count)
        return
    called = others[0] if others else ""
    key = folded(called)
    party = Party("" if key in _CLOSED else key, called)
    # A closed account has no name of its own: its conversation is known by its folder.
    thread = f"{channel} {key}" if party.key else f"{channel} {names[0].rpartition('/')[0] or names[0]}"
    for name in names:
        keys = CountedKeys()
        for one in json_file(tree, name, _INTO):
            if isinstance(one, NotUnderstoodRecord):
                yield one
            elif _is_message(one):
                yield _message(place(name, one[0]), one[1], channel, thread, owner, party, keys, options)


def _is_message(one: Any) -> bool:
    return not isinstance(one, NotUnderstoodRecord) and len(one[0]) == 2


def _message(
    where: str,
    value: Any,
    channel: str,
    thread: str,
    owner: frozenset[str],
    party: Party,
    keys: CountedKeys,
    options: Options,
) -> Read:
    sender = text_of(value, "sender_name", "senderName")
    milliseconds = value.get("timestamp_ms", value.get("timestamp")) if isinstance(value, dict) else None
    at = local_time(milliseconds, options, unit=1000)
    if not sender or at is None:
        return NotUnderstoodRecord(where, "has no date that can be read" if sender else "has no sender")
    text = text_of(value, "content", "text")
    kind = text_of(value, "type")
    is_mine = folded(sender) in owner
    if value.get("is_unsent") is True or value.get("isUnsent") is True:
        return LeftOut("messages that were withdrawn")
    if kind in ("Subscribe", "Unsubscribe"):
        return LeftOut("joins and leaves")
    if _REACTION.fullmatch(text):
        return LeftOut("reactions")
    if _NOTICE.fullmatch(text):
        return LeftOut("notices of the service")
    if not is_mine and party.name and folded(sender) != folded(party.name):
        return LeftOut("messages of people who have left a group")
    if not party.name:
        return LeftOut("messages with nobody else")
    # Neither of the folder nor of names: those differ between the two forms of one conversation.
    side = "mine" if is_mine else "theirs"
    key = keys.key("meta", channel, str(milliseconds), side, " ".join(text.split()))
    if kind == "Call" or "call_duration" in value:
        return Message(
            key, at, thread, channel, is_mine, party, call_seconds=_seconds(value.get("call_duration"))
        )
    if text.startswith(sender.split()[0]) and any(value.get(each) for each in _ATTACHED):
        text = ""  # "Zoë sent a photo", in whatever language
    return Message(key, at, thread, channel, is_mine, party, *short_text(text))


def _seconds(value: Any) -> int:
    is_number = isinstance(value, (int, float)) and 0 <= value <= _LONGEST_CALL
    return int(value) if is_number else 0
