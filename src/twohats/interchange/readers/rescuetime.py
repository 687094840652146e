"""RescueTime: what was looked at hour by hour, as CSV of its reports or its interface."""

from __future__ import annotations

from twohats.interchange.moments import local_moment
from twohats.interchange.source import LeftOut, NotUnderstoodRecord, Recognised
from twohats.interchange.tracked import NotASpan, Spans
from twohats.interchange.tracker_table import rows_in, table_files, table_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

SOURCE = "rescuetime"
_NEEDS = (frozenset(["date", "time spent (seconds)", "activity"]),)
_RANKED = (frozenset(["rank", "time spent (seconds)", "activity"]),)
_INSTEAD = "a ranking has no days: ask for perspective interval and resolution hour, with days in its rows"


def recognise(tree: Tree) -> list[Recognised]:
    """Tables of activities by hour or day, and rankings to say what to ask for instead."""
    found = []
    for name in table_files(tree):
        if table_names(tree, name, _NEEDS) is not None:
            found.append(Recognised(SOURCE, "RescueTime, activities", (name,)))
        elif table_names(tree, name, _RANKED) is not None:
            found.append(Recognised(SOURCE, "RescueTime, ranking", (name,), instead=_INSTEAD))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """The seconds of each activity by day: when within its hour it was is not said, so it has no time of the clock."""
    for name in found.files:
        names = table_names(tree, name, _NEEDS)
        spans = Spans(SOURCE, options)
        for row in rows_in(tree, name, names or _NEEDS[0]):
            if isinstance(row, NotUnderstoodRecord):
                yield row
                continue
            cells = {column: cell.strip() for column, cell in row.cells.items()}
            try:
                yield _spent(cells, spans, options)
            except NotASpan as error:
                yield NotUnderstoodRecord(f"{name}:{row.line}", str(error))


def _spent(cells: dict[str, str], spans: Spans, options: Options) -> Read:
    seconds = cells["time spent (seconds)"]
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 10):
        raise NotASpan(f"{seconds[:40]} is no number of seconds")
    try:
        at = local_moment(cells["date"] if len(cells["date"]) > 10 else f"{cells['date']}T00:00", options)
    except ValueError as error:
        raise NotASpan(f"{cells['date'][:40]} is no date") from error
    if not int(seconds):
        return LeftOut("activities of no time")
    activity = cells["activity"]
    is_site = "." in activity and " " not in activity
    when = f"{at:%Y%m%dT%H%M%S} {activity} {cells.get('document', '')}"
    span = spans.on(
        at.date(),
        int(seconds),
        when=when,
        title=cells.get("document", ""),
        domain=activity.lower().removeprefix("www.") if is_site else "",
        app="" if is_site else activity,
        category=cells.get("category", ""),
    )
    return span._replace(is_by_hand=False)
