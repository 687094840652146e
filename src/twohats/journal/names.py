"""The names of a journal - channels, people, tags - and the near misses among new ones."""

from __future__ import annotations

from twohats.format.model import Entry, Event, Nothing
from twohats.format.words import KEYS
from twohats.text.suggest import nearest

# Names are looked for in this many of the latest pages, so that a first look costs the same on any history.
PAGES = 400
MOST = 50
"""New names in one go of which each is compared with all that are known, and told."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.journal.folder import Journal

SIGNS = {"channel": "", "person": "@", "tag": "+"}


def names_of(value: Entry | Event | Nothing) -> dict[str, tuple[str, ...]]:
    """The names a line holds, by what they name."""
    if isinstance(value, Nothing):
        return {}
    return {"channel": (value.channel,) if value.channel else (), "person": value.people, "tag": value.tags}


def gather_names(journal: Journal, *saved: Entry | Event | Nothing) -> dict[str, set[str]]:
    """The names in the latest pages and in the settings; not those that stand only in lines just `saved`."""
    from collections import Counter

    found: dict[str, Counter[str]] = {what: Counter() for what in SIGNS}
    for day in journal.days()[-PAGES:]:
        page = journal.page(day)
        values: list[Entry | Event] = [*page.entries(), *page.events()]
        for value in values:
            for what, names in names_of(value).items():
                found[what].update(names)
    for value_saved in saved:
        for what, names in names_of(value_saved).items():
            found[what].subtract(names)
    found["channel"].update(list(journal.settings.channels))
    return {what: {name for name, count in counts.items() if count > 0} for what, counts in found.items()}


def known_names(journal: Journal) -> dict[str, set[str]]:
    """The names as they were known when the journal was last written to, else those of `gather_names`, which are then
    remembered.
    """
    known = journal.cache.known_names()
    if known is None:
        known = gather_names(journal)
        journal.cache.keep_names(known)
    return known


def new_names(journal: Journal, *values: Entry | Event | Nothing) -> list[str]:
    """Remarks about names in lines just saved that the journal did not have before; remembers them.

    A remark names the nearest known one if there is one: `new channel linkedn; did you mean linkedin?`
    """
    used = [names_of(value) for value in values]
    known = journal.cache.known_names()
    if known is not None and all(
        known[what].issuperset(names) for one in used for what, names in one.items()
    ):
        return []
    known = gather_names(journal, *values) if known is None else known
    _add_aliases(journal, used, known)
    remarks = _remarks(used, known)
    journal.cache.keep_names(known)
    return remarks


def near_names(journal: Journal, value: Entry | Event | Nothing, *, only_near: bool = True) -> list[str]:
    """Remarks about those new names of a line not saved yet that are near a known one, or about all of them; nothing
    is remembered.
    """
    known = journal.cache.known_names()
    known = gather_names(journal) if known is None else known
    used = [names_of(value)]
    _add_aliases(journal, used, known)
    return _remarks(used, known, only_near=only_near)


def _add_aliases(
    journal: Journal, used: Iterable[dict[str, tuple[str, ...]]], known: dict[str, set[str]]
) -> None:
    """Add the people of `people.toml` to the known ones, if a line has one who is not known: no alias is a slip."""
    if all(known["person"].issuperset(names.get("person", ())) for names in used):
        return
    from twohats.journal.people import people_of

    people = people_of(journal)
    known["person"].update((*people.shown, *people.same, *people.same.values(), *people.met))


def near_keys(keys: Iterable[str]) -> list[str]:
    """Remarks about keys that are not ours and nearly are: `key wy: is not one of ours; did you mean why:?`"""
    distinct = list(dict.fromkeys(keys))[:MOST]
    near = {key: nearest(key, KEYS, shortest=2) for key in distinct}
    return [f"key {key}: is not one of ours; did you mean {ours}:?" for key, ours in near.items() if ours]


def _remarks(
    used: Iterable[dict[str, tuple[str, ...]]], known: dict[str, set[str]], *, only_near: bool = False
) -> list[str]:
    """Remarks on the names of lines, each of which knows those before it; adds the names to the known ones."""
    remarks: list[str] = []
    left = MOST
    omitted = 0
    for names_by_what in used:
        for what, names in names_by_what.items():
            new = [name for name in names if name not in known[what]] if known[what] else []
            for name in new:
                left -= 1
                if left < 0:
                    omitted += 1
                    continue
                near, sign = nearest(name, known[what]), SIGNS[what]
                if near:
                    remarks.append(f"new {what} {sign}{name}; did you mean {sign}{near}?")
                elif not only_near:
                    remarks.append(f"new {what} {sign}{name}")
            known[what].update(names)
    return [*remarks, f"and {omitted} new names more"] if omitted and not only_near else remarks
