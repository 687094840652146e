"""Saves drafts, with remarks on what may be a mistake.

On the fast path of `hat add`, so it imports at the top only what every line needs.
"""

from __future__ import annotations

from twohats.errors import attach_input
from twohats.format.line import read_item
from twohats.format.model import Entry, Event
from twohats.format.words import KEYS
from twohats.system.folders import CannotRead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.drafting.draft import Draft
    from twohats.errors import TwohatsError
    from twohats.format.model import Value
    from twohats.format.words import Hats
    from twohats.journal.folder import Added, Journal


def save(journal: Journal, new: Draft) -> Added:
    """Save a draft; raises JournalError, which then carries the line."""
    with attach_input(f"- {new.item}"):
        return journal.add(new.day, new.item)


def save_each(
    journal: Journal, drafts: Sequence[Draft], *, number: int = 0
) -> tuple[list[Added | None], dict[int, TwohatsError]]:
    """Save drafts as one change: the place of each, and errors by index; a refused one does not stop the others.

    `number` is that of `Journal.change_all`. Raises JournalError for what is wrong with none of them alone.
    """
    lines = [(each.day, each.item) for each in drafts]
    try:
        return journal.add_each(lines, number=number)
    except CannotRead:
        refused = _on_unreadable_pages(journal, lines)
    left = [at for at in range(len(lines)) if at not in refused]
    added: list[Added | None] = [None] * len(lines)
    if left:
        placed, others = journal.add_each([lines[at] for at in left], number=number)
        refused.update({left[at]: error for at, error in others.items()})
        for at, one in zip(left, placed, strict=True):
            added[at] = one
    return added, refused


def _on_unreadable_pages(journal: Journal, lines: list[tuple[str, str]]) -> dict[int, TwohatsError]:
    """The lines, by index, of days whose pages cannot be read."""
    from twohats.format.paths import page_path

    why: dict[str, CannotRead] = {}
    for day in {day for day, _ in lines}:
        try:
            journal.read_text(page_path(day))
        except CannotRead as error:
            why[day] = error
    return {at: why[day] for at, (day, _) in enumerate(lines) if day in why}


def remarks_on(journal: Journal, *values: Value | None) -> list[str]:
    """Remarks on lines just saved: keys that are nearly ours, and new names, which are known from now on."""
    known = journal.cache.known_names()
    items = [value for value in values if isinstance(value, (Entry, Event))]
    keys = _unknown_keys(items)
    if known is not None and not keys and all(_are_known(value, known) for value in items):
        return []
    from twohats.journal.names import near_keys, new_names

    return [*near_keys(keys), *new_names(journal, *items)]


def slips_in(journal: Journal, value: Value | None) -> list[str]:
    """Remarks on a line that is not saved yet: only those with a suggestion, and nothing is remembered."""
    if not isinstance(value, (Entry, Event)):
        return []
    from twohats.journal.names import near_keys, near_names

    return [*near_keys(_unknown_keys([value])), *near_names(journal, value)]


def value_of(item: str, hats: Hats) -> Value | None:
    """The value of a saved line; its text is given without the dash."""
    first, _, more = item.partition("\n")
    return read_item(first, hats, more=more)


def _unknown_keys(items: Sequence[Entry | Event]) -> list[str]:
    return [key for value in items for key, _ in value.fields if key not in KEYS]


def _are_known(value: Entry | Event, known: dict[str, set[str]]) -> bool:
    return (
        (not value.channel or value.channel in known["channel"])
        and known["person"].issuperset(value.people)
        and known["tag"].issuperset(value.tags)
    )
