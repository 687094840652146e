"""Messages of a LinkedIn archive: who its owner is, which conversations are of two, and each message of those.

The file has no ids of messages; names its people by the addresses of their profiles since 2023, before that only those
who write; and holds drafts, adverts and groups among the rest. So it is read twice: once for who takes part in what,
once for the messages.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from twohats.interchange.counted_keys import CountedKeys
from twohats.interchange.record import EqualKeys, Message, Party, short_text
from twohats.interchange.source import LeftOut, NotUnderstoodRecord
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.csv_rows import Row
    from twohats.interchange.source import Options, Read

HIDDEN = "LinkedIn Member"
"""What somebody is called whose account is closed, or who is not shown."""
_PROFILE = re.compile(r"linkedin\.com/((?:in|pub|company|school|showcase)/[^/?#,;\s]+)", re.IGNORECASE)
_ADVERTISERS = frozenset(["sponsored", "sponsored conversation", "linkedin talent solutions"])
_TAG = re.compile(r"</?(?:p|br|div|span|a|b|i|strong|em|ul|ol|li)\b[^<>]{0,2000}>", re.IGNORECASE)
_MOST = 30
"""People of a conversation who are told apart, and names in a cell: so many are a group however they are counted."""


@lru_cache(4096)  # a few hundred people are named a hundred thousand times
def profile(url: str) -> str:
    """The part of a profile's address that says whose it is, as `in/maraquill`; empty for anything else."""
    found = _PROFILE.search(url[:500])
    return unquote(found[1]).lower() if found else ""


def profiles(urls: str) -> list[str]:
    """Those of a cell with several addresses, whatever joins them."""
    return [part for url in urls[:20_000].split("http") if url and (part := profile(url))]


@lru_cache(4096)
def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def instant(text: str) -> float | None:
    """Unix seconds of `2026-11-19 08:02:40 UTC`, `2019-11-06T02:08:20` and the like, which are all UTC."""
    plain = text.strip().removesuffix("UTC").rstrip().replace("/", "-")
    try:
        at = datetime.fromisoformat(plain)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


class Owner(NamedTuple):
    """Whose archive it is."""

    names: frozenset[str] = frozenset()
    """Folded."""
    profiles: frozenset[str] = frozenset()

    def is_it(self, name: str, at: str) -> bool:
        """Whether somebody of this name and profile is the owner."""
        return at in self.profiles if at and self.profiles else folded(name) in self.names


class LeftRows:
    """The rows of one table that become no records: the same one in another archive counts once."""

    def __init__(self) -> None:
        self._keys = EqualKeys()

    def row(self, why: str, row: Row) -> LeftOut:
        """One of them."""
        return LeftOut(why, 1, self._keys.key("linkedin", why, *row.cells.values()))


class Survey:
    """Who takes part in which conversation."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        self._people: dict[str, tuple[str, ...]] = {}
        """Who is in a conversation: profiles, and folded names where there is no profile."""
        self._cells: dict[str, tuple[str, ...]] = {}
        """Cells with the names of its recipients, where their profiles are not given."""
        self._names: dict[str, str] = {}
        """The names of those of `_people`."""
        self._profiles: dict[str, str] = {}
        """The profiles of all who have a name, by its folded form, with spaces between them: mostly one, or none."""
        self._directed: Counter[str] = Counter()
        """How many messages say by their direction that this name is the owner's."""
        for name, at in known:
            self._know(name, at)

    @property
    def has_namesakes(self) -> bool:
        """Whether there are recipients whose profiles are not given."""
        return bool(self._cells)

    def _know(self, name: str, at: str) -> None:
        if name.strip() and name != HIDDEN:
            held = self._profiles.setdefault(folded(name), at)
            if at and len(held) < _MOST * 50 and at not in held.split():
                self._profiles[folded(name)] = f"{held} {at}".strip()

    def add(self, row: Row) -> None:
        """Take in a row of the file."""
        cells = row.cells
        if _is_draft(cells) or _is_advert(cells):
            return
        thread = _thread_name(cells)
        sender, at = cells["from"], profile(cells.get("sender profile url", ""))
        urls = profiles(cells.get("recipient profile urls", ""))
        names = cells["to"]
        self._know(sender, at)
        self._add_person(thread, at or folded(sender), sender)
        for url in urls:
            self._add_person(thread, url, names if len(urls) == 1 else "")
        if len(urls) == 1:
            self._know(names, urls[0])
        held = self._cells.get(thread, ())
        if not urls and names and names not in held:
            self._cells[thread] = (*held[:_MOST], names[:2000])
        direction = cells.get("direction", "").upper()
        if direction in ("INCOMING", "OUTGOING"):
            self._directed[names if direction == "INCOMING" else sender] += 1

    def _add_person(self, thread: str, key: str, name: str) -> None:
        people = self._people.get(thread, ())
        if key not in people:
            self._people[thread] = (*people[:_MOST], key)
        if not self._names.get(key):
            self._names[key] = name

    def owner(self, told: Owner) -> Owner:
        """Who the owner is, from what is told of it; without names where it cannot be told."""
        names = set(told.names)
        candidates = self.candidates()
        if len(candidates) == 1 and not self._is_in_most(self._with_profiles(names, told.profiles)):
            names.add(folded(candidates[0]))
        return self._with_profiles(names, told.profiles)

    def _with_profiles(self, names: set[str], profiles: frozenset[str]) -> Owner:
        return Owner(
            frozenset(names), profiles.union(*(self._profiles.get(name, "").split() for name in names))
        )

    def _is_in_most(self, owner: Owner) -> bool:
        """Whether this owner takes part in more than half of the conversations, as the right one does in all."""
        count = sum(
            any(owner.is_it(name, at) for name, at in self._those_in(thread)) for thread in self._people
        )
        return 2 * count > len(self._people)

    def candidates(self) -> list[str]:
        """The names of those who take part in the most conversations: one, or several who may be the owner."""
        if self._directed:
            return [self._directed.most_common(1)[0][0]]
        count: Counter[str] = Counter()
        shown: dict[str, str] = {}
        for thread in self._people:
            names = {folded(name): name for name, _ in self._those_in(thread) if name and name != HIDDEN}
            shown |= names
            count.update(names.keys())
        most = max(count.values(), default=0)
        return [shown[name] for name, times in count.items() if times == most]

    def _those_in(self, thread: str) -> Iterator[tuple[str, str]]:
        """The name and the profile of everybody in a conversation; either may be empty."""
        for key in self._people.get(thread, ()):
            yield self._names.get(key, ""), key if "/" in key else ""
        for cell in self._cells.get(thread, ()):
            for name in self._names_in(cell):
                yield name, ""

    def _names_in(self, cell: str) -> list[str]:
        """The names in a cell that joins them with `, `, which names have in them too: `Bram Osei, PhD, Kit Farrow`."""
        parts = cell.split(", ")
        if len(parts) > _MOST or folded(cell) in self._profiles:
            return [cell] if len(parts) <= _MOST else parts
        names: list[str] = []
        start = 0
        while start < len(parts):
            ends = range(len(parts), start, -1)
            end = next((end for end in ends if folded(", ".join(parts[start:end])) in self._profiles), 0)
            name = ", ".join(parts[start : end or start + 1])
            if not end and names and _is_title(name):
                names[-1] += f", {name}"
            else:
                names.append(name)
            start = end or start + 1
        return names

    def others(self, thread: str, owner: Owner) -> list[Party]:
        """The others in a conversation."""
        others: dict[str, str] = {}
        for name, at in self._those_in(thread):
            key = self.key_of(name, at)
            if key and key not in owner.profiles and not owner.is_it(name, at):
                others[key] = others.get(key) or name
        return [Party("" if name == HIDDEN else key, name) for key, name in others.items()]

    def key_of(self, name: str, at: str) -> str:
        """What somebody is known by: the profile, else the only one under the name, else the name."""
        under = self._profiles.get(folded(name), "")
        return at or (under if under and " " not in under else folded(name))


def messages(
    rows: Iterable[Row | NotUnderstoodRecord], name: str, survey: Survey, owner: Owner, options: Options
) -> Iterator[Read]:
    """The messages of a file that the survey knows, newest first as it has them."""
    keys, left = CountedKeys(), LeftRows()
    threads: dict[str, tuple[str, Party | None, str]] = {}
    for row in rows:
        if isinstance(row, NotUnderstoodRecord):
            yield row
            continue
        cells = row.cells
        if why := _left_out(cells):
            yield left.row(why, row)
            continue
        thread = _thread_name(cells)
        if thread not in threads:
            others = survey.others(thread, owner)
            why = "messages of groups" if len(others) > 1 else "messages to oneself"
            threads[thread] = (thread, others[0] if len(others) == 1 else None, why)
        thread, other, why = threads[thread]  # one text for all messages of a conversation
        if other is None:
            yield left.row(why, row)
            continue
        seconds = instant(cells["date"])
        try:
            at = options.local(seconds) if seconds is not None else None
        except ValueError:
            at = None
        if at is None or seconds is None:
            yield NotUnderstoodRecord(f"{name}:{row.line}", "has no date that can be read")
            continue
        is_mine = owner.is_it(cells["from"], profile(cells.get("sender profile url", "")))
        text = cells["content"]
        # Neither of the conversation nor of names: exports before 2021 have no ids, and people change their names.
        side = "mine" if is_mine else "theirs"
        key = keys.key("linkedin", "message", str(int(seconds)), side, " ".join(text.split()))
        words, short = short_text(unescape(_TAG.sub(" ", text)) if "<" in text else text)
        yield Message(
            key,
            at,
            thread,
            "linkedin",
            is_mine,
            other,
            words,
            short,
            title=cells.get("subject", ""),
        )


def _left_out(cells: dict[str, str]) -> str:
    if _is_draft(cells):
        return "drafts"
    if _is_advert(cells):
        return "adverts"
    return "messages in the folder of spam" if cells.get("folder", "").upper() == "SPAM" else ""


def _is_draft(cells: dict[str, str]) -> bool:
    return _is_yes(cells.get("is message draft", "")) or _is_yes(cells.get("is conversation draft", ""))


def _is_yes(flag: str) -> bool:
    return flag.strip().lower() in ("yes", "true")


def _is_advert(cells: dict[str, str]) -> bool:
    if "spinmail" in cells["content"][:200] or "%FIRSTNAME%" in cells["content"][:4000]:
        return True
    if cells.get("sender profile url", ""):
        return False
    return (
        folded(cells["from"]) in _ADVERTISERS or folded(cells.get("conversation title", "")) in _ADVERTISERS
    )


def _thread_name(cells: dict[str, str]) -> str:
    """The conversation; in exports without its id, those who write to one another."""
    told = cells.get("conversation id", "").strip()
    return told or " · ".join(sorted((folded(cells["from"]), folded(cells["to"]))))


def _is_title(text: str) -> bool:
    """Whether it stands behind a name as `PhD`, `Ph.D.` or `MBA` do: one word, with a full stop or a second capital."""
    return len(text.split()) == 1 and len(text) <= 10 and ("." in text or sum(map(str.isupper, text)) > 1)
