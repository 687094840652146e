"""The archive of X, formerly Twitter, from 2018 on: posts, public replies, and messages of two people.

Each of its files is a JavaScript assignment of one JSON array. `manifest.js` lists them; without it they are found by
their names. People are numbers throughout: their handles are only known where a post has mentioned or answered them.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from html import unescape

from twohats.interchange.counted_keys import CountedKeys
from twohats.interchange.json_items import ANY, json_file, place
from twohats.interchange.record import Message, Party, Publication, record_key, short_text
from twohats.interchange.source import CannotReadFile, LeftOut, NotUnderstoodRecord, Recognised, Remark
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from twohats.interchange.source import Options, Read, Tree

_FILE = re.compile(
    r"(tweets?|community-tweet|note-tweet|direct-messages(?:-group)?|account)(?:-part\d+)?\.js", re.IGNORECASE
)
"""What is read, whatever its part: archives until 2022 have `tweet.js`."""
_BEFORE_2018 = re.compile(r"(?:^|/)(?:tweets\.csv|data/js/tweets/\d{4}_\d\d\.js)$", re.IGNORECASE)
_POSTS = ("tweet", "tweets", "community-tweet")
_MESSAGES = (ANY, "dmConversation", "messages", ANY)
_THREAD = ("dmConversation", "conversationId")
"""Where in the file of messages they stand, and where in each conversation its name."""
_FIRST_YEAR = 2006
"""The year in which Twitter began: archives of 2025 have posts of 1997 and 2003."""
_LONG = 200
"""Characters from which on a post may be the beginning of a longer one, which another file has whole."""
_EPOCH = datetime(1970, 1, 1).toordinal()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class _Archive(NamedTuple):
    """The files of one archive."""

    files: dict[str, str]
    """What each is, by the name that `_FILE` finds in it."""
    owner: str = ""
    """The owner's number."""
    handle: str = ""
    likes: int = 0
    is_partial: bool = False
    missing: tuple[str, ...] = ()
    """Files that the manifest lists and that are not there."""


def recognise(tree: Tree) -> list[Recognised]:
    """The archives in a tree."""
    found = []
    for archive in _archives(tree):
        if set(archive.files.values()) - {"account", "note-tweet", "direct-messages-group"}:
            account = f"@{archive.handle}" if archive.handle else archive.owner
            found.append(Recognised("x", "X, archive", tuple(archive.files), account))
    old = [name for name in tree.names() if _BEFORE_2018.search(name) and _is_before_2018(tree, name)]
    if old and not found:
        ask = "ask X for a new archive, which has the same posts: this one is in the form of before 2018"
        found.append(Recognised("x", "Twitter, archive of before 2018", tuple(old[:1]), instead=ask))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Its posts, replies and messages."""
    archive = next((one for one in _archives(tree) if tuple(one.files) == found.files), _Archive({}))
    owner = archive.owner or _owner_by_messages(tree, archive)
    handles: dict[str, str] = {}
    notes = _notes(tree, archive)
    # Posts first: they know the handles of the numbers that messages have.
    for name, what in archive.files.items():
        if what in _POSTS:
            yield from _posts(tree, name, archive._replace(owner=owner), notes, handles, options)
    nameless: set[str] = set()
    for name, what in archive.files.items():
        if what == "direct-messages" and not owner:
            yield Remark(
                f"{name}: whose messages these are cannot be told without account.js of the same archive"
            )
        elif what == "direct-messages":
            yield from _messages(tree, name, owner, handles, options, nameless)
        elif what == "direct-messages-group":
            count = sum(1 for _ in _created(tree, name))
            if count:
                yield LeftOut("messages of groups", count)
    if archive.likes:
        yield LeftOut("likes", archive.likes)
    if nameless:
        yield Remark(f"people without a name, since no post mentions them: {len(nameless)}")
    if archive.is_partial:
        yield Remark("X says that this archive is not the whole")
    if archive.missing:
        yield Remark(f"not in the archive, though it lists them: {', '.join(archive.missing[:3])}")


def _archives(tree: Tree) -> list[_Archive]:
    """One for each folder that has a manifest, or else files of the names that are read."""
    names = tree.names()
    archives = [
        one
        for name in names
        if name.rpartition("/")[2] == "manifest.js" and (one := _of_manifest(tree, name)) is not None
    ]
    if archives:
        return archives
    folders: dict[str, dict[str, str]] = {}
    for name in names:
        folder, _, base = name.rpartition("/")
        if (what := _FILE.fullmatch(base)) and _is_of_x(tree, name):
            folders.setdefault(folder, {})[name] = what[1].lower()
    return [_with_account(tree, _Archive(files)) for files in folders.values()]


def _of_manifest(tree: Tree, name: str) -> _Archive | None:
    told: dict[str, Any] = {}
    for one in json_file(tree, name, (ANY,), is_assigned=True):
        if isinstance(one, NotUnderstoodRecord) or not one[0]:
            break
        told[str(one[0][-1])] = one[1] if isinstance(one[1], dict) else {}
    types = told.get("dataTypes", {})
    if not types:
        return None
    folder = name.rpartition("/")[0]
    root = folder.rpartition("/")[0]
    files: dict[str, str] = {}
    for there in tree.names():
        at, _, base = there.rpartition("/")
        if at == folder and (what := _FILE.fullmatch(base)):
            files[there] = what[1].lower()
    missing = []
    for kind in types.values():
        for file in _list(kind, "files"):
            path = _text(file, "fileName")
            what = _FILE.fullmatch(path.rpartition("/")[2])
            if what and (f"{root}/{path}" if root else path) not in files:
                missing.append(path)
    likes = [_text(file, "count") for file in _list(types.get("like"), "files")]
    archive = _Archive(
        files,
        _text(told.get("userInfo"), "accountId"),
        _text(told.get("userInfo"), "userName"),
        sum(int(count) for count in likes if count.isascii() and count.isdigit() and len(count) < 10),
        bool(told.get("archiveInfo", {}).get("isPartialArchive") is True),
        tuple(missing),
    )
    return archive if archive.owner else _with_account(tree, archive)


def _with_account(tree: Tree, archive: _Archive) -> _Archive:
    for name, what in archive.files.items():
        if what == "account":
            for one in json_file(tree, name, (ANY,), is_assigned=True):
                if not isinstance(one, NotUnderstoodRecord):
                    account = _inner(one[1], "account")
                    owner, handle = _text(account, "accountId"), _text(account, "username")
                    return archive._replace(owner=owner, handle=handle)
    return archive


def _is_of_x(tree: Tree, name: str) -> bool:
    start = _start(tree, name)
    return start.startswith(b"window.YTD.") or (b"=" in start and b"[" in start and b"YTD" in start)


def _is_before_2018(tree: Tree, name: str) -> bool:
    return _start(tree, name).startswith((b"Grailbird", b'"tweet_id"', b"tweet_id,"))


def _start(tree: Tree, name: str) -> bytes:
    try:
        with tree.open(name) as stream:
            return stream.read(200).removeprefix(b"\xef\xbb\xbf").lstrip()
    except CannotReadFile:
        return b""


def _posts(
    tree: Tree,
    name: str,
    archive: _Archive,
    notes: dict[int, int],
    handles: dict[str, str],
    options: Options,
) -> Iterator[Read]:
    for one in json_file(tree, name, (ANY,), is_assigned=True):
        if isinstance(one, NotUnderstoodRecord):
            yield one
            continue
        post = _inner(one[1], "tweet")
        number = _text(post, "id_str") or _text(post, "id")
        text = _text(post, "full_text") or _text(post, "text")
        seconds = _seconds(_text(post, "created_at"))
        at = _local(seconds, options)
        if not number or at is None or seconds is None:
            wrong = "date that can be read" if number else "number"
            yield NotUnderstoodRecord(place(name, one[0]), f"has no {wrong}")
            continue
        for person in _list(post.get("entities"), "user_mentions"):
            handles.setdefault(_text(person, "id_str"), _text(person, "screen_name"))
        answered, handle = _text(post, "in_reply_to_user_id_str"), _text(post, "in_reply_to_screen_name")
        if answered and handle:
            handles.setdefault(answered, handle)
        if at.year < _FIRST_YEAR:
            yield LeftOut("posts of a year before there was Twitter")
        elif text.startswith("RT @"):
            yield LeftOut("reposts of others")
        else:
            is_answer = bool(answered or _text(post, "in_reply_to_status_id_str") or text.startswith("@"))
            is_mine = answered == archive.owner or (handle and handle.lower() == archive.handle.lower())
            words = _words(text)
            if len(text) >= _LONG:
                words = max(words, *(notes.get(seconds + off, 0) for off in (-1, 0, 1)))
            key = record_key("x", "post", number)
            yield Publication(key, at, "x", words, is_reply=is_answer and not is_mine)


def _messages(
    tree: Tree, name: str, owner: str, handles: dict[str, str], options: Options, nameless: set[str]
) -> Iterator[Read]:
    keys = CountedKeys()
    parties: dict[str, Party] = {}
    for where, thread, message in _created(tree, name):
        if isinstance(message, NotUnderstoodRecord):
            yield message
            continue
        sender, recipient = _text(message, "senderId"), _text(message, "recipientId")
        pair = {*thread.split("-"), sender, recipient} - {""}  # some messages have no recipient
        others = pair - {owner}
        seconds = _iso(_text(message, "createdAt"))
        at = _local(seconds, options)
        if at is None or not sender or owner not in pair or len(others) > 1:
            wrong = "date that can be read" if at is None else "sender or recipient that can be told"
            yield NotUnderstoodRecord(where, f"has no {wrong}")
            continue
        if not others:
            yield LeftOut("messages to oneself")
            continue
        other = others.pop()
        party = parties.setdefault(other, Party(other, handles.get(other, "")))
        if not party.name:
            nameless.add(other)
        text = unescape(_text(message, "text"))
        number = _text(message, "id")
        if number:
            key = record_key("x", "message", number)
        else:
            key = keys.key("x", "message", sender, recipient, str(seconds), text)
        yield Message(key, at, thread or other, "x", sender == owner, party, *short_text(text))


def _created(tree: Tree, name: str) -> Iterator[tuple[str, str, dict[str, Any] | NotUnderstoodRecord]]:
    """Where each message stands, in which conversation, and what it holds; joins and leaves are passed over."""
    threads: dict[str | int, str] = {}
    for one in json_file(tree, name, _MESSAGES, is_assigned=True):
        if isinstance(one, NotUnderstoodRecord):
            yield "", "", one
            continue
        path, value = one
        if path[1:] == _THREAD and isinstance(value, str):
            threads = {path[0]: value}
        elif len(path) == len(_MESSAGES) and (created := _inner(value, "messageCreate")) is not value:
            yield place(name, path), threads.get(path[0], ""), created


def _owner_by_messages(tree: Tree, archive: _Archive) -> str:
    """The number that is in every conversation; empty if there is none, or are two."""
    count: Counter[str] = Counter()
    threads: set[str] = set()
    for name, what in archive.files.items():
        if what == "direct-messages":
            for one in json_file(tree, name, _MESSAGES, is_assigned=True):
                if not isinstance(one, NotUnderstoodRecord) and one[0][1:] == _THREAD:
                    threads.add(str(one[1])[:100])
    for thread in threads:
        count.update(set(thread.split("-")))
    most = [number for number, times in count.items() if times == len(threads)]
    return most[0] if len(most) == 1 else ""


def _notes(tree: Tree, archive: _Archive) -> dict[int, int]:
    """The words of long posts by the second of their making; the file does not say which posts they continue."""
    notes: dict[int, int] = {}
    for name, what in archive.files.items():
        if what == "note-tweet":
            for one in json_file(tree, name, (ANY,), is_assigned=True):
                note = {} if isinstance(one, NotUnderstoodRecord) else _inner(one[1], "noteTweet")
                if (seconds := _iso(_text(note, "createdAt"))) is not None:
                    notes[int(seconds)] = _words(_text(note.get("core"), "text"))
    return notes


def _words(text: str) -> int:
    """The words that somebody wrote: without addresses, and without the handles that an answer begins with."""
    words = text.split()
    if "https://t.co/" in text:
        words = [word for word in words if not word.startswith("https://t.co/")]
    while words and words[0].startswith("@"):
        del words[0]
    return len(words)


def _seconds(text: str) -> int | None:
    """Unix seconds of `Tue Nov 17 08:02:11 +0000 2026`, whatever the language of the machine is."""
    parts = text.split()
    try:
        _, month, day, clock, zone, year = parts
        hour, minute, second = map(int, clock.split(":"))
        at = datetime(int(year), _MONTHS.index(month) + 1, int(day), hour, minute, second)
        apart = 3600 * int(zone[:3]) + 60 * int(zone[0] + zone[3:5])
        return (at.toordinal() - _EPOCH) * 86_400 + 3600 * hour + 60 * minute + second - apart
    except (ValueError, IndexError, OverflowError):
        return None


def _iso(text: str) -> float | None:
    """Unix seconds of `2026-11-17T20:05:09.068Z`."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _local(seconds: float | None, options: Options) -> datetime | None:
    try:
        return options.local(seconds).replace(microsecond=0) if seconds is not None else None
    except ValueError:
        return None


def _inner(value: Any, name: str) -> dict[str, Any]:
    """What a wrapper holds; older archives have none."""
    inner = value.get(name, value) if isinstance(value, dict) else {}
    return inner if isinstance(inner, dict) else {}


def _text(value: Any, name: str) -> str:
    """A field that is text, or was before numbers were written as text; empty for anything else."""
    found = value.get(name) if isinstance(value, dict) else None
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found) if abs(found) < 10**30 else ""
    return found if isinstance(found, str) else ""


def _list(value: Any, name: str) -> list[Any]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []
