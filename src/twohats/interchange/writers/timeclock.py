"""Clock-ins and clock-outs as hledger and ledger read them: the lines of time that have a time of the clock."""

from __future__ import annotations

from twohats.interchange.exported import account_of, timed_entries, with_people
from twohats.interchange.source import LeftOut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.interchange.exported import Exported, Writing, Written


def written(lines: Iterable[Exported], _writing: Writing) -> Iterator[Written]:
    """An `i` and an `o` for each line: `i 2026-11-17 09:02:00 brand:post:linkedin  launch thread`."""
    for timed in timed_entries(lines):
        if isinstance(timed, LeftOut):
            yield timed
            continue
        note = with_people(timed.entry).replace(";", ",")  # which begins a comment
        says = f"  {note}" if note else ""
        yield f"i {timed.start:%Y-%m-%d %H:%M:%S} {account_of(timed.entry)}{says}\n"
        yield f"o {timed.end:%Y-%m-%d %H:%M:%S}\n"
