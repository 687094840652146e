"""Archives of Facebook, Messenger and Instagram in JSON: conversations, posts and comments.

The folders have had several names (`messages`, `your_facebook_activity/messages` …) and an archive comes in several
zips; everything of one of the two services in a tree is read as one. Most people get HTML, since that is offered first:
it is recognised to say what to ask for.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from twohats.interchange.counted_keys import CountedKeys
from twohats.interchange.json_items import ANY, json_file, place
from twohats.interchange.readers.meta_messages import (
    conversation,
    folded,
    local_time,
    owners,
    people_of,
    text_of,
)
from twohats.interchange.record import Message, Publication
from twohats.interchange.source import (
    CannotReadFile,
    LeftOut,
    NotUnderstoodRecord,
    Question,
    Recognised,
    Remark,
)
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from twohats.interchange.source import Options, Read, Tree

_SECTIONS = ("inbox", "archived_threads", "filtered_threads", "message_requests", "e2ee_cutover")
_PART = re.compile(r"message_(\d+)\.(json|html)", re.IGNORECASE)
"""A part of a conversation, in `inbox/FOLDER/`; a folder of one name in several zips is one conversation."""
_ENCRYPTED = re.compile(r"(?:^|.*/)[^/]+_\d+\.json", re.IGNORECASE)
_POSTS = re.compile(
    r"(?:^|.*/)(?:your_posts(?:__check_ins__photos_and_videos)?(?:_\d+)?|your_posts_in_groups"
    r"|(?:content|media)/(?:posts(?:_\d+)?|reels)|posts_\d+)\.(json|html)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:^|.*/)(?:(?:comments_and_reactions|comments)/comments|^comments|your_comments_in_groups|post_comments(?:_\d+)?|reels_comments)\.(json|html)",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"(?:^|.*/)(?:profile_information|personal_information)\.json", re.IGNORECASE)
_DATED = re.compile(r"(?:facebook|instagram|messages)-.*?(20\d\d)-?(\d\d)-?(\d\d)", re.IGNORECASE)
_CALLED = re.compile(r"(?:facebook|instagram)-([^/]+?)-20\d\d", re.IGNORECASE)
_LOOKED_AT = 40
"""Conversations in which the owner is looked for, and files that are looked into for encrypted ones, times fifty."""
_OLD = timedelta(days=180)
"""How far behind an archive its newest message is where the newer ones are missing."""
_TITLES = {"facebook": "Facebook and Messenger, archive", "instagram": "Instagram, archive"}
_INSTEAD = (
    "this is in HTML, which is offered first: ask {} for the same once more and choose JSON as its format"
)


class _Service(NamedTuple):
    """What a tree has of one of the two."""

    threads: tuple[tuple[str, ...], ...] = ()
    """The parts of each conversation."""
    encrypted: tuple[str, ...] = ()
    """Files of conversations that were end-to-end encrypted."""
    posts: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    html: tuple[str, ...] = ()

    def files(self) -> tuple[str, ...]:
        """All that is read."""
        parts = tuple(name for names in self.threads for name in names)
        return parts + self.encrypted + self.posts + self.comments


def recognise(tree: Tree) -> list[Recognised]:
    """The archive of each service in a tree."""
    found = []
    for service, of in _services(tree).items():
        if files := of.files():
            owner, choices = _owner(tree, of)
            asked = Question("me", "Which of these names is yours?", tuple(choices[:9]))
            questions = (asked,) if len(choices) > 1 and not owner else ()
            found.append(Recognised("meta", _TITLES[service], files, owner, questions=questions))
        elif of.html:
            ask = _INSTEAD.format("Instagram" if service == "instagram" else "Facebook")
            found.append(Recognised("meta", f"{_TITLES[service]} in HTML", of.html[:1], instead=ask))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Its messages of two people, posts and comments."""
    channel = next((name for name, title in _TITLES.items() if title == found.title), "facebook")
    of = _services(tree).get(channel, _Service())
    named = _names_told(tree, of)
    owner = frozenset(map(folded, [found.account, *named] if found.account else []))
    owner = owner or frozenset(map(folded, filter(None, (options.answers.get("me", ""), *options.me))))
    newest: date | None = None
    threads = [*of.threads, *((name,) for name in of.encrypted)]
    if threads and not owner:
        yield Remark("whose messages these are cannot be told: bring the whole archive, or say who you are")
        yield LeftOut("conversations of an unknown owner", len(threads))
    for names in threads if owner else ():
        for one in conversation(tree, names, channel, owner, options):
            if isinstance(one, Message) and names[0] not in of.encrypted:
                newest = max(newest or one.at.date(), one.at.date())
            yield one
    for name in of.posts:
        yield from _posts(tree, name, channel, options)
    for name in of.comments:
        yield from _comments(tree, name, channel, options)
    made = _made(tree, of, options)
    if channel == "facebook" and newest and made and made - newest > _OLD and not of.encrypted:
        yield Remark(
            f"the newest message is of {newest}: since 2024 chats are encrypted and not in this archive;"
            " Messenger has them under Encrypted chats, Message storage, Download secure storage data"
        )


def _services(tree: Tree) -> dict[str, _Service]:
    """What there is of each service, which the names of folders tell."""
    threads: dict[str, dict[str, list[tuple[int, str]]]] = {}
    others: dict[tuple[str, str], list[str]] = {}
    looked = 0
    for name in tree.names():
        lower = name.lower()
        if not lower.endswith((".json", ".html")):
            continue
        service = _service(tree, lower)
        if part := _PART.fullmatch(name.rpartition("/")[2]):
            *_, section, folder = ["", "", *name.split("/")[:-1]]
            if part[2].lower() == "html":
                others.setdefault((service, "html"), []).append(name)
            elif section.lower() in _SECTIONS or b'"participants"' in _start(tree, name):
                number = int(part[1][:9])
                threads.setdefault(service, {}).setdefault(folder, []).append((number, name))
            continue
        for what, pattern in (("posts", _POSTS), ("comments", _COMMENTS), ("profiles", _PROFILE)):
            if pattern.fullmatch(name) and (lower.endswith(".html") or _is_of_meta(tree, name)):
                others.setdefault((service, "html" if lower.endswith(".html") else what), []).append(name)
                break
        else:
            if _ENCRYPTED.fullmatch(name) and looked < 50 * _LOOKED_AT:
                looked += 1
                if _is_encrypted(tree, name):
                    others.setdefault(("facebook", "encrypted"), []).append(name)
    services = {}
    for service in _TITLES:
        kinds = {kind: tuple(found) for (of, kind), found in others.items() if of == service}
        folders = threads.get(service, {}).values()
        parts = tuple(tuple(name for _, name in sorted(found)) for found in folders)
        if kinds or parts:
            services[service] = _Service(threads=parts, **kinds)
    return services


def _service(tree: Tree, lower: str) -> str:
    """Which service a file is of."""
    if "your_facebook_activity" in lower or "your_activity_across_facebook" in lower:
        return "facebook"
    if "instagram" in lower.rpartition("/")[0] or re.search(
        r"(?:^|/)content/posts|post_comments|reels", lower
    ):
        return "instagram"
    return "instagram" if "instagram" in tree.name.lower() and "facebook" not in lower else "facebook"


def _start(tree: Tree, name: str) -> bytes:
    try:
        with tree.open(name) as stream:
            return stream.read(4096)
    except CannotReadFile:
        return b""


def _is_of_meta(tree: Tree, name: str) -> bool:
    """Whether a file with a name that others may have too begins as Meta's do."""
    known = (b'"timestamp"', b'"creation_timestamp"', b'"media"', b'"string_', b'"profile', b'"label_values"')
    start = _start(tree, name)
    if name == "comments.json":
        return b'"comments_v2"' in start
    return any(each in start for each in known)


def _is_encrypted(tree: Tree, name: str) -> bool:
    start = _start(tree, name)
    return b'"participants"' in start and (b'"threadName"' in start or b'"senderName"' in start)


def _owner(tree: Tree, of: _Service) -> tuple[str, list[str]]:
    """Whose it is, and the names of those of whom one is it, if that cannot be told."""
    parts = [names[0] for names in of.threads] + list(of.encrypted)
    threads = [people for name in parts[:_LOOKED_AT] if (people := people_of(tree, name))]
    candidates = owners(threads)
    for name in _names_told(tree, of):
        if not candidates or folded(name) in map(folded, candidates):
            return name, []
    for path in (tree.name, *of.files()[:1]):
        if called := _CALLED.search(path):  # `facebook-maraquill-2026-11-20-AbC.zip`
            candidates = [name for name in candidates if _letters(name) == _letters(called[1])] or candidates
    return (candidates[0], []) if len(candidates) == 1 else ("", sorted(candidates))


def _names_told(tree: Tree, of: _Service) -> list[str]:
    """The owner's name, and that of the account, as the profile and the first comment have them."""
    names = []
    for file in of.profiles:
        for one in json_file(tree, file, (ANY,)):
            value = None if isinstance(one, NotUnderstoodRecord) else one[1]
            if isinstance(value, dict):
                names.append(text_of(value.get("name"), "full_name"))
            for user in value if isinstance(value, list) else ():
                told = user.get("string_map_data") if isinstance(user, dict) else None
                if isinstance(told, dict):
                    names += [text_of(told.get(field), "value") for field in ("Name", "Username")]
    for file in of.comments:
        first = next(_items(tree, file), None)
        if first and not isinstance(first, NotUnderstoodRecord):
            data = _list(first[1].get("data"))
            names += [text_of(each.get("comment"), "author") for each in data[:1] if isinstance(each, dict)]
    return [name for name in dict.fromkeys(names) if name.strip()]


def _made(tree: Tree, of: _Service, options: Options) -> date | None:
    """The day on which the archive was made, as its name says, else today."""
    for name in (tree.name, *of.files()[:1]):
        if dated := _DATED.search(name):
            try:
                return date(int(dated[1]), int(dated[2]), int(dated[3]))
            except ValueError:
                continue
    return options.now.date() if options.now else None


def _items(tree: Tree, name: str) -> Iterator[tuple[str, dict[str, Any]] | NotUnderstoodRecord]:
    """Where each object of a list stands, and the object: the list is the root, or a field of it."""
    is_list = _start(tree, name).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"["
    for one in json_file(tree, name, (ANY,) if is_list else (ANY, ANY)):
        if isinstance(one, NotUnderstoodRecord):
            yield one
        elif one[0] and isinstance(one[0][-1], int):
            where = place(name, one[0])
            yield (where, one[1]) if isinstance(one[1], dict) else NotUnderstoodRecord(where, "is no object")


def _posts(tree: Tree, name: str, channel: str, options: Options) -> Iterator[Read]:
    keys = CountedKeys()
    for one in _items(tree, name):
        if isinstance(one, NotUnderstoodRecord):
            yield one
            continue
        where, post = one
        media = [each for each in _media(post) if isinstance(each, dict)]
        seconds = post.get("timestamp") or post.get("creation_timestamp")
        seconds = seconds or next((each.get("creation_timestamp") for each in media), None)
        texts = [text_of(each, "post") for each in _list(post.get("data"))]
        if channel == "instagram":
            texts = [text_of(post, "title"), *(text_of(each, "title") for each in media)]
            texts += [
                text_of(each, "value")
                for each in _list(post.get("label_values"))
                if text_of(each, "label") == "Caption"
            ]
        elif not any(texts):
            texts = [text_of(each, "description") for each in media]
        text = next((each for each in texts if each.strip()), "")
        if not text and not media and "label_values" not in post:
            yield LeftOut("posts without a word")
            continue
        yield _publication(where, seconds, text, channel, keys, options, is_reply=False)


def _comments(tree: Tree, name: str, channel: str, options: Options) -> Iterator[Read]:
    keys = CountedKeys()
    for one in _items(tree, name):
        if isinstance(one, NotUnderstoodRecord):
            yield one
            continue
        where, item = one
        text, seconds = "", item.get("timestamp")
        for each in _list(item.get("data")):  # Facebook
            comment = each.get("comment") if isinstance(each, dict) else None
            text = text or text_of(comment, "comment")
        for each in _list(item.get("string_list_data")):  # Instagram until 2021
            text = text or text_of(each, "value")
            seconds = seconds or (each.get("timestamp") if isinstance(each, dict) else None)
        fields = item.get("string_map_data")  # Instagram since; its names are in the language of the account
        for field in fields.values() if isinstance(fields, dict) else ():
            text = text or text_of(field, "value")
            seconds = seconds or (field.get("timestamp") if isinstance(field, dict) else None)
        if isinstance(fields, dict) and "Comment" in fields:
            text = text_of(fields["Comment"], "value")
        if text.strip():
            yield _publication(where, seconds, text, channel, keys, options, is_reply=True)
        else:
            yield LeftOut("comments without a word")


def _publication(
    where: str,
    seconds: Any,
    text: str,
    channel: str,
    keys: CountedKeys,
    options: Options,
    *,
    is_reply: bool,
) -> Read:
    at = local_time(seconds, options)
    if at is None:
        return NotUnderstoodRecord(where, "has no date that can be read")
    what = "comment" if is_reply else "post"
    key = keys.key("meta", channel, what, str(seconds), " ".join(text.split()))
    return Publication(key, at, channel, len(text.split()), is_reply=is_reply)


def _media(post: dict[str, Any]) -> Iterator[Any]:
    """The pictures and films of a post, wherever they stand in it."""
    if "uri" in post:
        yield post
    yield from _list(post.get("media"))
    for attachment in _list(post.get("attachments")):
        for each in _list(attachment.get("data") if isinstance(attachment, dict) else None):
            if isinstance(each, dict) and "media" in each:
                yield each["media"]


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
