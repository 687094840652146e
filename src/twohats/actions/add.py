"""Saves drafts, with remarks on what may be a mistake.

On the fast path of `hat add`, so it imports at the top only what every line needs.
"""

from __future__ import annotations

from twohats.errors import attach_input
from twohats.format.line import read_item
from twohats.format.model import Entry, Event
from twohats.format.overlap import LATEST_END, minutes_in, overlaps_in, spans_in
from twohats.format.times import A_DAY, day_after, duration_text
from twohats.format.words import KEYS
from twohats.system.folders import CannotRead

MOST_SHARED = 3
"""Overlaps of one change that are told one by one."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.drafting.draft import Draft
    from twohats.errors import TwohatsError
    from twohats.format.model import Page, Value
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


def remarks_on(journal: Journal, *values: Value | None, at: Sequence[Added] = ()) -> list[str]:
    """Remarks on lines just saved: keys that are nearly ours, and new names, which are known from now on; of those
    whose places are given, minutes that another entry has too, and days that now hold more than 24 hours.
    """
    known = journal.cache.known_names()
    items = [value for value in values if isinstance(value, (Entry, Event))]
    keys = _unknown_keys(items)
    on_time = _remarks_on_time(journal, at) if any(isinstance(value, Entry) for value in items) else []
    if known is not None and not keys and all(_are_known(value, known) for value in items):
        return on_time
    from twohats.journal.names import near_keys, new_names

    return [*near_keys(keys), *new_names(journal, *items), *on_time]


def _remarks_on_time(journal: Journal, added: Sequence[Added]) -> list[str]:
    new = {(one.day, one.number) for one in added}
    days = dict.fromkeys([one.day for one in added])
    pages = {day: page for day, page in journal.added_to.items() if day in days}

    def page(day: str) -> Page:
        if day not in pages:
            pages[day] = journal.page(day)
        return pages[day]

    shared: dict[tuple[str, str], int] = {}
    for day in days:
        spans = [span for span in spans_in(page(day)) if (day, span[2]) in new]
        if not spans:
            continue
        before = page(day_after(day, -1)) if min(spans)[0] < LATEST_END - A_DAY else None
        found = [(day, each) for each in overlaps_in(page(day), before)]
        if max(end for _, end, _ in spans) > A_DAY:
            after = day_after(day, 1)
            found += [(after, each) for each in overlaps_in(page(after), page(day))]
        for of, each in found:
            one, other = (of, each.number), (each.other, each.other_number)
            if one in new or other in new:
                one, other = (one, other) if one in new else (other, one)
                shared.setdefault((f"{one[0]}:{one[1]}", f"{other[0]}:{other[1]}"), each.end - each.start)
    says = [
        f"{one} and {other} have {duration_text(minutes)} in common; both count in full"
        for (one, other), minutes in shared.items()
    ]
    if len(says) > MOST_SHARED:
        says[MOST_SHARED:] = [f"and {len(says) - MOST_SHARED} more: hat check shows them"]
    for day in days:
        minutes = minutes_in(page(day).items)
        added_minutes = minutes_in([item for item in page(day).items if (day, item.number) in new])
        if minutes - added_minutes <= A_DAY < minutes:
            says.append(f"{day} has {duration_text(minutes)} now, which is more than a day")
    return says


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
