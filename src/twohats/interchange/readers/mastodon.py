"""Archives of Mastodon (`outbox.json` in a zip or tar.gz): what the owner published, post by post.

Only what was sent is there. Posts are told apart by whom they are addressed to: everybody, followers, or single people.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from twohats.interchange.html_words import html_text
from twohats.interchange.json_items import ANY, NotJson, json_items
from twohats.interchange.record import Publication, record_key
from twohats.interchange.source import (
    CannotReadFile,
    LeftOut,
    NotUnderstoodRecord,
    Recognised,
    Remark,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from twohats.interchange.source import Options, Read, Tree

_FIRST_BYTES = 64 * 1024
_MOST_ACTOR = 1024 * 1024
_EVERYBODY = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
_WORDS = ("Note", "Question", "Article", "Page")
"""Kinds of objects that somebody wrote: a post, a poll, and what servers of blogs publish."""
_MENTION = re.compile(r"^(?:@[\w.-]+(?:@[\w.-]+)?[\s,:]*)+")


def recognise(tree: Tree) -> list[Recognised]:
    """Each outbox with what is beside it; a list of followed accounts alone as nearly right."""
    found: list[Recognised] = []
    for name in tree.names():
        folder, slash, file = name.rpartition("/")
        if file == "outbox.json":
            first = _first(tree, name)
            if b'"orderedItems"' in first or b'"OrderedCollection"' in first:
                actor = _actor(tree, f"{folder}{slash}actor.json")
                found.append(Recognised("mastodon", "Mastodon, archive", (name,), actor[1]))
        elif file.lower().endswith(".csv") and re.match(
            rb"(\xef\xbb\xbf)?(account address,show boosts|#?account)", _first(tree, name)[:200].lower()
        ):
            instead = (
                "Request your archive: Preferences, Import and export, Data export, Request your archive."
            )
            found.append(Recognised("mastodon", "Mastodon, a list of accounts", (name,), "", instead))
    archives = [one for one in found if not one.instead]
    return archives or found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """What was published."""
    (name,) = found.files
    beside = name.removesuffix("outbox.json")
    owner = _actor(tree, f"{beside}actor.json")[0]
    boosts = other = direct = 0
    try:
        with tree.open(name) as stream:
            for path, item in json_items(stream, ("orderedItems", ANY)):
                if path[:1] != ("orderedItems",) or len(path) != 2:
                    continue
                kind = item.get("type") if isinstance(item, dict) else None
                thing = item.get("object") if isinstance(item, dict) else None
                if kind == "Announce":
                    boosts += 1
                elif kind == "Create" and isinstance(thing, dict) and thing.get("type") in _WORDS:
                    place = f"{name}, post {int(path[1]) + 1}"
                    is_direct = not _is_open(item, thing)
                    direct += is_direct
                    yield _publication(item, thing, owner, options, place, is_direct=is_direct)
                else:
                    other += 1
    except (CannotReadFile, NotJson) as error:
        yield NotUnderstoodRecord(name, str(error))
    for why, count in (("boosts", boosts), ("other activities", other)):
        if count:
            yield LeftOut(why, count)
    if direct:
        yield Remark("Direct posts count as writing only: an archive has what you sent, not the answers")
    yield from _without_time(tree, beside)


def _publication(
    item: dict[str, Any], thing: dict[str, Any], owner: str, options: Options, place: str, *, is_direct: bool
) -> Publication | NotUnderstoodRecord:
    """A post. One to single people is a reply to them, as far as anybody can tell."""
    known_by = thing.get("id") or item.get("id")
    when = _seconds(thing.get("published")) or _seconds(item.get("published"))
    if not isinstance(known_by, str) or when is None:
        return NotUnderstoodRecord(place, "has no id or no time")
    try:
        at = options.local(when)
    except ValueError:
        return NotUnderstoodRecord(place, "has no time")
    text = html_text(_content(thing))
    above = _id(thing.get("inReplyTo"))
    writers = (owner, _id(item.get("actor")), _id(thing.get("attributedTo")))
    return Publication(
        key=record_key("mastodon", known_by),
        at=at,
        channel="mastodon",
        words=len(_MENTION.sub("", text.strip()).split()),
        is_reply=is_direct or (bool(above) and not _is_own(above, writers)),
        title=" ".join(thing["name"].split())[:200] if isinstance(thing.get("name"), str) else "",
    )


def _content(thing: dict[str, Any]) -> str:
    """The text in whatever language there is one."""
    content = thing.get("content")
    if isinstance(content, str):
        return content
    languages = thing.get("contentMap")
    if isinstance(languages, dict):
        return next((text for text in languages.values() if isinstance(text, str)), "")
    return ""


def _is_open(item: dict[str, Any], thing: dict[str, Any]) -> bool:
    """Whether a post is for everybody or for followers, not for single people."""
    receivers = [
        receiver
        for value in (item.get("to"), item.get("cc"), thing.get("to"), thing.get("cc"))
        for receiver in (value if isinstance(value, list) else [value])
        if isinstance(receiver, str)
    ]
    return any(receiver in _EVERYBODY or receiver.endswith("/followers") for receiver in receivers)


def _is_own(uri: str, writers: tuple[str, ...]) -> bool:
    """Whether a post is one of the owner's: below their own address, in either form that servers have for it."""
    for writer in writers:
        if writer and uri.startswith(f"{writer.rstrip('/')}/"):
            return True
        host, _users, name = writer.partition("/users/")
        if name and host.count("/") == 2 and uri.startswith(f"{host}/@{name}/"):
            return True
    return False


def _without_time(tree: Tree, beside: str) -> Iterator[LeftOut | NotUnderstoodRecord]:
    """Likes and bookmarks, of which the archive has only what they are of."""
    names = set(tree.names())
    for file, why in (
        ("likes.json", "likes, which have no time"),
        ("bookmarks.json", "bookmarks, which have no time"),
    ):
        if beside + file not in names:
            continue
        try:
            with tree.open(beside + file) as stream:
                items = json_items(stream, ("orderedItems", ANY))
                count = sum(len(path) == 2 and path[0] == "orderedItems" for path, _item in items)
        except (CannotReadFile, NotJson) as error:
            yield NotUnderstoodRecord(beside + file, str(error))
            continue
        if count:
            yield LeftOut(why, count)


def _actor(tree: Tree, name: str) -> tuple[str, str]:
    """The owner's id and their address, `@mara@social.example`; empty where the archive does not say."""
    if name not in tree.names():
        return "", ""
    try:
        if tree.size(name) > _MOST_ACTOR:
            return "", ""
        with tree.open(name) as stream:
            about = next((value for _path, value in json_items(stream, ())), None)
    except (CannotReadFile, NotJson):
        return "", ""
    if not isinstance(about, dict):
        return "", ""
    known_by, handle = _id(about.get("id")), about.get("preferredUsername")
    host = known_by.partition("://")[2].partition("/")[0]
    return known_by, f"@{handle[:60]}@{host[:100]}" if isinstance(handle, str) and host else ""


def _id(value: Any) -> str:
    """The address of an object, which stands for itself or is in it."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) else ""


def _seconds(stamp: Any) -> float | None:
    if not isinstance(stamp, str):
        return None
    try:
        at = datetime.fromisoformat(stamp)
        return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _first(tree: Tree, name: str) -> bytes:
    try:
        with tree.open(name) as stream:
            return stream.read(_FIRST_BYTES)
    except CannotReadFile:
        return b""
