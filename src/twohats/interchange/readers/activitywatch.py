"""Buckets that ActivityWatch exported: time on the pages of social sites, while somebody was at the machine.

Events are kept as eight bytes each, so that half a million take little room: the pages that matter are a few dozen. An
event that is there twice, as they are by the hundred thousand after an import gone wrong, changes nothing.
"""

from __future__ import annotations

import math
import re
from array import array
from datetime import UTC, datetime

from twohats.interchange.json_items import ANY, NotJson, json_items
from twohats.interchange.record import Span, record_key
from twohats.interchange.source import (
    CannotReadFile,
    LeftOut,
    NotUnderstoodRecord,
    Recognised,
    Remark,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from twohats.interchange.source import Options, Read, Tree

    Interval = tuple[int, int]
    """Begin and end, in hundredths of a second since 1970."""

_SECOND = 100
_GAP = 120 * _SECOND
"""A shorter gap between two visits of one page closes, and a shorter sitting is none."""
_LENGTH_BITS = 26
"""Bits of a length in hundredths: 7 days. Those of the begin fill the other 38 of 64, up to 2057."""
_LONGEST = (1 << _LENGTH_BITS) - 1
_LATEST = (1 << (64 - _LENGTH_BITS)) - 1
_FIRST_BYTES = 2048
_MOST_PAGES = 1000
_CHANNELS = {
    "linkedin.com": "linkedin", "x.com": "x", "twitter.com": "x", "facebook.com": "facebook",
    "messenger.com": "facebook",
    "instagram.com": "instagram", "threads.net": "threads", "threads.com": "threads", "bsky.app": "bluesky",
    "mastodon.social": "mastodon", "mastodon.online": "mastodon", "fosstodon.org": "mastodon",
    "hachyderm.io": "mastodon",
    "mas.to": "mastodon", "mstdn.social": "mastodon", "reddit.com": "reddit", "youtube.com": "youtube",
    "tiktok.com": "tiktok", "pinterest.com": "pinterest", "medium.com": "medium", "substack.com": "substack",
    "web.whatsapp.com": "whatsapp", "web.telegram.org": "telegram", "discord.com": "discord", "xing.com": "xing",
    "tumblr.com": "tumblr", "quora.com": "quora", "news.ycombinator.com": "hackernews",
}  # fmt: skip
_TALK = re.compile(r"/(messaging|messages?|direct|inbox|chats?|dm)(/|$|\?)", re.IGNORECASE)
_ALL_TALK = ("web.whatsapp.com", "web.telegram.org", "messenger.com", "discord.com")
_POST = re.compile(
    r"/(compose|publish|submit|intent|upload|new-story|editor)(/|$|\?)|/(post|article|story)/new|shareActive=true|"
    r"^studio\.youtube\.com",
    re.IGNORECASE,
)
_BROWSER = re.compile(
    r"firefox|chrom|brave|edge|safari|opera|vivaldi|librewolf|waterfox|floorp|zen|\barc\b|browser|epiphany|falkon|qutebrowser",
    re.IGNORECASE,
)


def recognise(tree: Tree) -> list[Recognised]:
    """All exports of buckets in the tree as one; its tables and its database as nearly right."""
    files: list[str] = []
    found: list[Recognised] = []
    for name in tree.names():
        lower = name.lower()
        if lower.endswith(".json"):
            if re.match(rb'(\xef\xbb\xbf)?\s*\{\s*"buckets"\s*:\s*\{', _first(tree, name)):
                files.append(name)
        elif lower.endswith(".csv") and re.match(rb"(\xef\xbb\xbf)?timestamp,duration,", _first(tree, name)):
            instead = "In ActivityWatch, Raw Data, export all buckets as JSON: a table has one bucket alone."
            found.append(
                Recognised("activitywatch", "ActivityWatch, one bucket as a table", (name,), "", instead)
            )
        elif re.search(r"(^|/)(peewee-sqlite.*|aw-server.*|sqlite)\.db$", lower):
            instead = "In ActivityWatch, Raw Data, export all buckets as JSON."
            found.append(Recognised("activitywatch", "ActivityWatch, its database", (name,), "", instead))
    if files:
        found.append(Recognised("activitywatch", "ActivityWatch", tuple(files)))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Sittings on the pages of social sites."""
    events = _Events()
    for name in found.files:
        try:
            with tree.open(name) as stream:
                yield from events.of_file(name, stream)
        except (CannotReadFile, NotJson) as error:
            yield NotUnderstoodRecord(name, str(error))
    if events.elsewhere:
        yield LeftOut("visits of other sites", events.elsewhere)
    yield from events.remarks()
    yield from _spans(events, options)


class _Events:
    """What is kept of all events."""

    def __init__(self) -> None:
        self.pages: dict[tuple[str, str, str], array[int]] = {}
        """Visits by channel, activity and domain."""
        self.here = array("Q")
        """Times at the machine."""
        self.browsing = array("Q")
        """Times at which a browser was the window in front."""
        self.elsewhere = 0
        self._has_afk = self._has_windows = False

    def of_file(self, name: str, stream: Any) -> Iterator[NotUnderstoodRecord]:
        """Take in the events of a file; raises NotJson and CannotReadFile, with what came before taken in."""
        kinds: dict[str, str] = {}
        for path, value in json_items(stream, ("buckets", ANY, "events", ANY)):
            if len(path) == 3 and path[2] == "type" and isinstance(value, str):
                kinds[str(path[1])] = value
            elif len(path) == 4 and path[2] == "events":
                bucket = str(path[1])
                kind = kinds.get(bucket) or _kind_of(bucket)
                if kind not in ("web.tab.current", "afkstatus", "currentwindow"):
                    continue
                packed = _packed(value)
                if packed is None:
                    yield NotUnderstoodRecord(
                        f"{name}, {bucket[:80]}, event {path[3]}", "has no time or no length"
                    )
                elif packed & _LONGEST:  # not of 0 seconds
                    self._take(kind, value["data"], packed)

    def _take(self, kind: str, data: dict[str, Any], packed: int) -> None:
        if kind == "afkstatus":
            self._has_afk = True
            if data.get("status") == "not-afk":
                self.here.append(packed)
        elif kind == "currentwindow":
            self._has_windows = True
            app = data.get("app")
            if isinstance(app, str) and _BROWSER.search(app[:100]):
                self.browsing.append(packed)
        else:
            page = _page(data.get("url"), data.get("title"))
            if page is None or (page not in self.pages and len(self.pages) >= _MOST_PAGES):
                self.elsewhere += 1
            else:
                self.pages.setdefault(page, array("Q")).append(packed)

    def at_the_machine(self) -> list[array[int]]:
        """The times within which visits count, each as begin and end in turn: a tab stays open when one goes away."""
        bounds = []
        if self._has_afk:
            bounds.append(_flat(_joined(_unpacked(self.here), 0)))
        if self.browsing:
            bounds.append(_flat(_joined(_unpacked(self.browsing), 0)))
        return bounds

    def remarks(self) -> Iterator[Remark]:
        """What the buckets cannot show."""
        if not self.pages:
            yield Remark(
                "ActivityWatch knows pages only with its extension for the browser: no visit of a social site is here"
            )
            return
        if not self._has_afk:
            yield Remark(
                "Without the bucket of afk, a page that stayed open counts as read: export all buckets"
            )
        if self._has_windows and not self.browsing:
            yield Remark("No window here is of a browser that is known: pages in the background count too")


def _spans(events: _Events, options: Options) -> Iterator[Span | LeftOut]:
    """The sittings of all pages in order of time, none of them within another."""
    bounds = events.at_the_machine()
    sittings: list[tuple[int, int, tuple[str, str, str]]] = []
    short = 0
    for page, visits in events.pages.items():
        times: Iterator[Interval] = _joined(_unpacked(visits), 0)
        for bound in bounds:
            times = _within(times, bound)
        for start, end in _joined(times, _GAP):
            if end - start < _GAP:
                short += 1
            else:
                sittings.append((start, end, page))
    before = 0
    for start, end, (channel, activity, domain) in sorted(sittings):
        begin = max(start, before)
        if end - begin < _GAP:
            short += 1
            continue
        before = end
        try:
            at = options.local(begin // _SECOND)
        except ValueError:
            continue
        yield Span(
            key=record_key("activitywatch", channel, activity, str(start // _SECOND)),
            at=at,
            day=at.date(),
            seconds=round((end - begin) / _SECOND),
            labels=(("domain", domain),),
            activity=activity,
            channel=channel,
            is_by_hand=False,
        )
    if short:
        yield LeftOut("visits of less than two minutes", short)


def _packed(event: Any) -> int | None:
    """An event as one number, its begin before its length; None if it has no time or no length."""
    if not isinstance(event, dict) or not isinstance(event.get("data"), dict):
        return None
    stamp, length = event.get("timestamp"), event.get("duration", 0)
    if not isinstance(stamp, str) or not isinstance(length, int | float) or not 0 <= length < math.inf:
        return None
    try:
        at = datetime.fromisoformat(stamp)
        seconds = (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
    start = round(seconds * _SECOND)
    if not 0 < start <= _LATEST:
        return None
    return start << _LENGTH_BITS | min(round(min(length, _LONGEST) * _SECOND), _LONGEST)


def _unpacked(values: Iterable[int]) -> Iterator[Interval]:
    """Intervals in order of their begin."""
    for value in sorted(values):
        start = value >> _LENGTH_BITS
        yield start, start + (value & _LONGEST)


def _joined(intervals: Iterable[Interval], gap: int) -> Iterator[Interval]:
    """Intervals in order, those that overlap or are less than a gap apart as one."""
    start, end = -1, -1
    for each_start, each_end in intervals:
        if start >= 0 and (each_start <= end or each_start - end < gap):
            end = max(end, each_end)
            continue
        if start >= 0:
            yield start, end
        start, end = each_start, each_end
    if start >= 0:
        yield start, end


def _within(intervals: Iterable[Interval], bounds: array[int]) -> Iterator[Interval]:
    """What of intervals in order lies in others, which are in order and apart."""
    at = 0
    for start, end in intervals:
        while at < len(bounds) and bounds[at + 1] <= start:
            at += 2
        here = at
        while here < len(bounds) and bounds[here] < end:
            yield max(start, bounds[here]), min(end, bounds[here + 1])
            here += 2


def _flat(intervals: Iterable[Interval]) -> array[int]:
    found = array("Q")
    for interval in intervals:
        found.extend(interval)
    return found


def _page(url: Any, title: Any) -> tuple[str, str, str] | None:
    """Channel, activity and domain of a page; None for one of no social site."""
    if not isinstance(url, str):
        return None
    scheme, _colon, rest = url[:2000].partition("://")
    if scheme not in ("https", "http"):
        return None
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    path = rest[len(host) :]
    host = host.rpartition("@")[2].partition(":")[0].lower()
    parts = host.split(".")
    channel = ""
    for first in range(max(len(parts) - 1, 0)):
        channel = channel or _CHANNELS.get(".".join(parts[first:]), "")
    if not channel and isinstance(title, str) and title.endswith(" - Mastodon"):
        channel = "mastodon"
    if not channel:
        return None
    if host in _ALL_TALK or host.endswith(".messenger.com") or _TALK.match(path):
        activity = "talk"
    elif _POST.search(host if host.startswith("studio.") else path):
        activity = "post"
    else:
        activity = "read"
    return channel, activity, host.removeprefix("www.")[:100]


def _kind_of(bucket: str) -> str:
    """The kind of a bucket whose type stands behind its events, by its name."""
    for part, kind in (
        ("watcher-web", "web.tab.current"),
        ("watcher-afk", "afkstatus"),
        ("watcher-window", "currentwindow"),
    ):
        if part in bucket:
            return kind
    return ""


def _first(tree: Tree, name: str) -> bytes:
    try:
        with tree.open(name) as stream:
            return stream.read(_FIRST_BYTES)
    except CannotReadFile:
        return b""
