"""The names of a journal - channels, people, tags - and the near misses among new ones."""

from __future__ import annotations

from collections import Counter

from twohats.model import Entry, Event, Nothing
from twohats.near import nearest
from twohats.remembered import keep_names, known_names
from twohats.words import KEYS

# Names are looked for in this many of the latest pages, so that a first look costs the same on any history.
PAGES = 400
TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal import Journal

SIGNS = {"channel": "", "person": "@", "tag": "+"}


def names_of(value: Entry | Event | Nothing) -> dict[str, tuple[str, ...]]:
    """The names a line holds, by what they name."""
    if isinstance(value, Nothing):
        return {}
    return {"channel": (value.channel,) if value.channel else (), "person": value.people, "tag": value.tags}


def gather_names(journal: Journal, saved: Entry | Event | Nothing | None = None) -> dict[str, set[str]]:
    """The names in the latest pages and in the settings; not those that stand in `saved` alone, once saved."""
    found: dict[str, Counter[str]] = {what: Counter() for what in SIGNS}
    for day in journal.days()[-PAGES:]:
        page = journal.page(day)
        values: list[Entry | Event] = [*page.entries(), *page.events()]
        for value in values:
            for what, names in names_of(value).items():
                found[what].update(names)
    for what, names in names_of(saved).items() if saved else ():
        found[what].subtract(names)
    found["channel"].update(list(journal.settings.channels))
    return {what: {name for name, count in counts.items() if count > 0} for what, counts in found.items()}


def new_names(journal: Journal, value: Entry | Event | Nothing) -> list[str]:
    """Remarks about names in a line just saved that the journal did not have before; remembers them.

    A remark names the nearest known one if there is one: `new channel linkedn; did you mean linkedin?`
    """
    used = names_of(value)
    known = known_names(journal)
    if known is not None and all(set(names) <= known[what] for what, names in used.items()):
        return []
    known = gather_names(journal, value) if known is None else known
    remarks = _remarks(used, known)
    for what, names in used.items():
        known[what].update(names)
    keep_names(journal, known)
    return remarks


def near_names(journal: Journal, value: Entry | Event | Nothing) -> list[str]:
    """The same remarks about a line that is not saved yet; nothing is remembered."""
    known = known_names(journal)
    return _remarks(names_of(value), gather_names(journal) if known is None else known)


def new_keys(keys: list[str]) -> list[str]:
    """Remarks about keys that are not ours and nearly are: `key wy is not one of ours; did you mean why?`"""
    near = {key: nearest(key, KEYS, shortest=2) for key in keys}
    return [f"key {key}: is not one of ours; did you mean {ours}:?" for key, ours in near.items() if ours]


def _remarks(used: dict[str, tuple[str, ...]], known: dict[str, set[str]]) -> list[str]:
    remarks = []
    for what, names in used.items():
        for name in names:
            if name in known[what]:
                continue
            near = nearest(name, known[what])
            sign = SIGNS[what]
            if near:
                remarks.append(f"new {what} {sign}{name}; did you mean {sign}{near}?")
            elif known[what]:
                remarks.append(f"new {what} {sign}{name}")
    return remarks
