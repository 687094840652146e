"""LinkedIn's archive (*Get a copy of your data*), whole or in part: a zip, a folder, or a single CSV of it.

Tables are told by their header and not by their name alone, since names carry the member's number
(`Shares_184467.csv`), and cells by no column's place, since columns come and go. Dates are UTC but for those of
invitations, which have no zone.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime

from twohats.interchange.counted_keys import CountedKeys
from twohats.interchange.csv_rows import Row, csv_head, csv_rows
from twohats.interchange.readers.linkedin_messages import (
    LeftRows,
    Owner,
    Survey,
    folded,
    instant,
    messages,
    profile,
)
from twohats.interchange.record import Acquaintance, Party, Publication, Request, record_key, short_text
from twohats.interchange.source import (
    CannotReadFile,
    LeftOut,
    NotUnderstoodRecord,
    Question,
    Recognised,
    Remark,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

_COLUMNS = {
    "messages": frozenset(["from", "to", "date", "content"]),
    "connections": frozenset(["first name", "last name", "connected on"]),
    "invitations": frozenset(["from", "to", "sent at", "direction"]),
    "shares": frozenset(["date", "sharelink", "sharecommentary"]),
    "comments": frozenset(["date", "link", "message"]),
    "reactions": frozenset(["date", "type", "link"]),
    "instantreposts": frozenset(["date", "link"]),
    "profile": frozenset(["first name", "last name", "headline"]),
}
"""What a table of each kind has at least. Two columns more make a table of messages LinkedIn's (`_is_of`)."""
_BY_NAME = ("comments", "reactions", "instantreposts")
"""Tables whose columns many files have: these are told by their name too."""
_NAMED = re.compile(r"message|connection|invitation|share|comment|reaction|repost|profile", re.IGNORECASE)
_ASSISTANTS = re.compile(r"guide|coach|role.?play", re.IGNORECASE)
"""Talks with LinkedIn's own programs, in the columns of messages."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = re.compile(r"(\d{1,2})[ -]([a-z]{3})[a-z]*\.?[ -](\d{4}|\d{2})", re.IGNORECASE)
_US_TIME = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2}),?\s+(\d{1,2}):(\d\d)(?::\d\d)?\s*([AP])\.?M\.?", re.IGNORECASE
)
_URN = re.compile(r"(?:share|ugcPost|activity)(?:%3A|:|-)(\d{15,20})", re.IGNORECASE)
_ZONES = 14 * 3600
"""Seconds that clocks of two zones are apart at most."""
_LOOKED_AT = 3000
"""Rows of messages in which the owner is looked for when the archive is recognised."""


def recognise(tree: Tree) -> list[Recognised]:
    """The archives in a tree: one for each folder with tables of LinkedIn."""
    folders: dict[str, dict[str, str]] = {}
    names = [name for name in tree.names() if name.lower().endswith(".csv")]
    for name in names:
        if (kind := _kind(tree, name, is_only=len(names) == 1)) is not None:
            folders.setdefault(name.rpartition("/")[0], {})[name] = kind
    found = []
    for folder, kinds in folders.items():
        if set(kinds.values()) <= {"profile", "reactions", "instantreposts"}:
            continue  # nothing in it becomes a record
        files = tuple(kinds)
        owner = _owner_named(tree, kinds)
        survey = _survey(tree, kinds, _LOOKED_AT) if not owner else None
        choices = sorted(survey.candidates()) if survey else []
        if len(choices) == 1:
            owner = choices[0]
        found.append(
            Recognised(
                "linkedin",
                _title(f"{tree.name}/{folder}", set(kinds.values())),
                files,
                owner,
                questions=(Question("me", "Which of these names is yours?", tuple(choices[:9])),)
                if len(choices) > 1
                else (),
            )
        )
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Its messages of two people, posts, comments, invitations and connections."""
    kinds = {name: kind for name in found.files if (kind := _kind(tree, name, is_only=True)) is not None}
    told = [name for name in (found.account, options.answers.get("me", ""), *options.me) if name]
    owner = Owner(frozenset(map(folded, told)), frozenset(map(profile, told)) - {""})
    survey = _survey(tree, kinds)
    owner = survey.owner(Owner(owner.names, owner.profiles | _own_profiles(tree, kinds)))
    is_known = bool(owner.names or owner.profiles)
    for name, kind in kinds.items():
        if kind == "messages" and not is_known:
            yield Remark(
                f"{name}: whose messages these are cannot be told; bring the whole archive, or say who you are"
            )
            count = sum(isinstance(row, Row) for row in _rows(tree, name, kind))
            if count:
                yield LeftOut("messages of an unknown owner", count)
        elif kind == "messages":
            yield from messages(_rows(tree, name, kind), name, survey, owner, options)
            if survey.has_namesakes:
                yield Remark(
                    f"{name} names people without their profiles: those of one name count as one person"
                )
        elif kind == "connections":
            yield from _connections(tree, name, survey)
        elif kind == "invitations":
            yield from _invitations(tree, name, survey)
        elif kind == "shares":
            yield from _posts(tree, name, options)
        elif kind == "comments":
            yield from _comments(tree, name, options)
        elif kind in ("reactions", "instantreposts"):
            why = "reactions" if kind == "reactions" else "reposts without a word"
            left = LeftRows()
            yield from (left.row(why, row) for row in _rows(tree, name, kind) if isinstance(row, Row))
    if "Basic_" in f"{tree.name}/{found.files[0]}" and not {"shares", "comments"} & set(kinds.values()):
        yield Remark(
            "this is the part that LinkedIn sends first: posts and comments come with the complete archive"
        )


def _title(path: str, kinds: set[str]) -> str:
    if "complete_" in path.lower():
        return "LinkedIn, complete archive"
    if "basic_" in path.lower():
        return "LinkedIn, first part of an archive"
    return f"LinkedIn, {next(iter(kinds))}" if len(kinds) == 1 else "LinkedIn, archive"


def _kind(tree: Tree, name: str, *, is_only: bool) -> str | None:
    """Which table of LinkedIn a file is; None if it is none of those that are read."""
    base = name.rpartition("/")[2]
    if (not is_only and not _NAMED.search(base)) or _ASSISTANTS.search(base):
        return None
    try:
        with tree.open(name) as stream:
            heads = csv_head(stream)
    except CannotReadFile:
        return None
    for kind, columns in _COLUMNS.items():
        is_named = kind not in _BY_NAME or kind.rstrip("s") in base.lower().replace("_", "")
        if is_named and any(columns <= head and _is_of(kind, head) for head in heads):
            return kind
    return None


def _is_of(kind: str, head: frozenset[str]) -> bool:
    """Whether these columns are LinkedIn's own: a mail program may write `From,To,Date,Content` too."""
    return kind != "messages" or bool({"conversation id", "direction", "folder"} & head)


def _rows(tree: Tree, name: str, kind: str, escape: str | None = None) -> Iterator[Row | NotUnderstoodRecord]:
    try:
        with tree.open(name) as stream:
            yield from csv_rows(stream, name, _COLUMNS[kind], escape=escape)
    except CannotReadFile as error:
        yield NotUnderstoodRecord(name, str(error))


def _owner_named(tree: Tree, kinds: dict[str, str]) -> str:
    for name, kind in kinds.items():
        if kind == "profile":
            for row in _rows(tree, name, kind):
                if isinstance(row, Row) and (full := _full_name(row.cells)):
                    return full
    return ""


def _own_profiles(tree: Tree, kinds: dict[str, str]) -> frozenset[str]:
    """The owner's profile, as invitations have it."""
    count: Counter[str] = Counter()
    for name, kind in kinds.items():
        if kind == "invitations":
            for row in _rows(tree, name, kind):
                if isinstance(row, Row):
                    mine = "inviter" if row.cells["direction"].upper() == "OUTGOING" else "invitee"
                    count[profile(row.cells.get(f"{mine}profileurl", ""))] += 1
    del count[""]
    return frozenset(at for at, _ in count.most_common(1))


def _survey(tree: Tree, kinds: dict[str, str], most: int = 0) -> Survey:
    known = [
        (_full_name(row.cells), profile(row.cells.get("url", "")))
        for name, kind in kinds.items()
        if kind == "connections"
        for row in _rows(tree, name, kind)
        if isinstance(row, Row)
    ]
    survey = Survey(known)
    for name, kind in kinds.items():
        if kind == "messages":
            for number, row in enumerate(_rows(tree, name, kind)):
                if most and number > most:
                    break
                if isinstance(row, Row):
                    survey.add(row)
    return survey


def _full_name(cells: dict[str, str]) -> str:
    return " ".join(f"{cells['first name']} {cells['last name']}".split())


def _connections(tree: Tree, name: str, survey: Survey) -> Iterator[Read]:
    undated, left = 0, LeftRows()
    for row in _rows(tree, name, "connections"):
        if isinstance(row, NotUnderstoodRecord):
            yield row
            continue
        called = _full_name(row.cells)
        at = profile(row.cells.get("url", ""))
        if not called and not at:
            yield left.row("connections who are not named", row)
            continue
        day = _day(row.cells["connected on"])
        undated += day is None
        yield Acquaintance("linkedin", Party(survey.key_of(called, at), called), day)
    if undated:
        yield Remark(f"{name}: dates not in English ({undated}) are left out, their people are not")


def _invitations(tree: Tree, name: str, survey: Survey) -> Iterator[Read]:
    keys = CountedKeys()
    has_times = False
    for row in _rows(tree, name, "invitations"):
        if isinstance(row, NotUnderstoodRecord):
            yield row
            continue
        cells = row.cells
        direction = cells["direction"].strip().upper()
        at = _us_time(cells["sent at"])
        if at is None or direction not in ("INCOMING", "OUTGOING"):
            wrong = "date" if at is None else "direction"
            yield NotUnderstoodRecord(f"{name}:{row.line}", f"has no {wrong} that can be read")
            continue
        is_mine = direction == "OUTGOING"
        called = cells["to" if is_mine else "from"]
        url = cells.get("inviteeprofileurl" if is_mine else "inviterprofileurl", "")
        # By the name: archives before 2023 have no profile, and the time is some zone's.
        has_times = True
        key = keys.key("linkedin", "invitation", direction, folded(called))
        party = Party(survey.key_of(called, profile(url)), called)
        yield Request(key, at, "linkedin", is_mine, party, *short_text(cells.get("message", "")))
    if has_times:
        yield Remark(f"{name} has no time zone: its times are taken as they stand")


def _posts(tree: Tree, name: str, options: Options) -> Iterator[Read]:
    left = LeftRows()
    for row in _sound_rows(tree, name, "shares"):
        if isinstance(row, NotUnderstoodRecord):
            yield row
            continue
        cells = row.cells
        # Each line of a post is closed and opened again with a quotation mark.
        words = len(cells["sharecommentary"].replace('"\n"', "\n").split())
        urn = _URN.search(cells["sharelink"])
        seconds = _seconds(cells["date"], int(urn[1]) if urn else 0)
        try:
            at = options.local(seconds) if seconds is not None else None
        except ValueError:
            at = None
        if at is None:
            yield NotUnderstoodRecord(f"{name}:{row.line}", "has no date that can be read")
        elif not words:
            yield left.row("reposts without a word", row)
        else:
            parts = (urn[1],) if urn else (cells["date"], _letters(cells["sharecommentary"]))
            yield Publication(record_key("linkedin", "post", *parts), at, "linkedin", words)


def _comments(tree: Tree, name: str, options: Options) -> Iterator[Read]:
    keys, left = CountedKeys(), LeftRows()
    for row in _sound_rows(tree, name, "comments"):
        if isinstance(row, NotUnderstoodRecord):
            yield row
            continue
        cells = row.cells
        if not cells["date"].strip():
            yield left.row("comments without a date", row)
            continue
        seconds = instant(cells["date"])
        try:
            at = options.local(seconds) if seconds is not None else None
        except ValueError:
            at = None
        if at is None or seconds is None:
            yield NotUnderstoodRecord(f"{name}:{row.line}", "has no date that can be read")
            continue
        # Of letters alone, which are the same whichever way quotation marks were read.
        key = keys.key("linkedin", "comment", str(int(seconds)), _letters(cells["message"]))
        yield Publication(key, at, "linkedin", len(cells["message"].split()), is_reply=True)


def _sound_rows(tree: Tree, name: str, kind: str) -> Iterator[Row | NotUnderstoodRecord]:
    """The rows with quotation marks doubled or behind a backslash, whichever leaves fewer rows broken.

    Archives have both: comments are mostly of the second kind, posts of the first.
    """
    broken = {escape: sum(map(_is_broken, _rows(tree, name, kind, escape))) for escape in (None, "\\")}
    yield from _rows(tree, name, kind, "\\" if broken["\\"] < broken[None] else None)


def _is_broken(row: Row | NotUnderstoodRecord) -> bool:
    if isinstance(row, NotUnderstoodRecord) or not row.is_whole:
        return True
    return bool(row.cells["date"].strip()) and instant(row.cells["date"]) is None


def _seconds(text: str, urn: int) -> float | None:
    """When a post was made: as its date says, or its number, whose upper bits are milliseconds.

    The number holds where there is no date, and where the date is whole quarters of an hour off, which is a zone.
    """
    written = instant(text)
    numbered = float((urn >> 22) // 1000)
    if not urn or written is None:
        return numbered if urn else written
    apart = abs(written - numbered)
    return numbered if apart <= _ZONES and (apart + 2) % 900 <= 4 else written


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text.strip())
    try:
        if found is None:
            return date.fromisoformat(text.strip())
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return date(year, _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        return None


def _us_time(text: str) -> datetime | None:
    """The time of an invitation, month first whatever the language of the account is."""
    found = _US_TIME.fullmatch(text.strip())
    try:
        if found is None:
            return datetime.fromisoformat(text.strip().removesuffix("UTC").rstrip()).replace(tzinfo=None)
        month, day, year, hour, minute = map(int, found.groups()[:5])
        half = 12 if found[6].upper() == "P" else 0
        return datetime(year + (2000 if year < 100 else 0), month, day, hour % 12 + half, minute)
    except ValueError:
        return None
