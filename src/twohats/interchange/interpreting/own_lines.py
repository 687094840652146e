"""Lines that twohats itself exported: a person wrote them, so they come in as they are, without `src`."""

from __future__ import annotations

from twohats.format.line import read_item
from twohats.format.model import Entry, Event, Nothing
from twohats.interchange.plan import PlannedLine
from twohats.interchange.source import NotUnderstoodRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from twohats.format.words import Hats
    from twohats.interchange.interpreting.border import Border
    from twohats.interchange.interpreting.gathered import Gathered
    from twohats.interchange.interpreting.here import Wish

STANDING = "lines that stand in the journal already"


def own_lines(
    gathered: Gathered, border: Border, wish: Wish, hats: Hats, known: AbstractSet[str]
) -> Iterator[PlannedLine]:
    """The lines that are not on their page yet, as often as they are more often in the export, in its order."""
    there: dict[str, dict[object, int]] = {}
    for key, (source, line) in sorted(gathered.lines.items(), key=lambda item: item[1][1].day):
        day = line.day.isoformat()
        if key in known:
            continue
        if (wish.since and day < wish.since) or (wish.until and day > wish.until):
            gathered.leave_out("lines of other days than asked for")
            continue
        value = _value(line.text, hats)
        if value is None:
            gathered.not_understood_count += 1
            gathered.not_understood.append(NotUnderstoodRecord(day, "is no line of a journal"))
            continue
        if day not in there:
            page = border.page(day)
            values = [item.value for item in page.items] if page is not None else []
            there[day] = {}
            for each in values:
                there[day][each] = there[day].get(each, 0) + 1
        if there[day].get(value, 0) > 0:
            there[day][value] -= 1
            gathered.leave_out(STANDING)
            continue
        yield PlannedLine(day, line.text, source, (key,))


def _value(text: str, hats: Hats) -> Entry | Event | Nothing | None:
    """What a line reads as; None for one that is no item."""
    first, newline, more = text.partition("\n")
    below = "\n".join(line.strip(" \t") for line in more.split("\n")) if newline else ""
    value = read_item(first, hats, more=below)
    return value if isinstance(value, Entry | Event | Nothing) else None
