"""Lines, drafts and problems as JSON: `docs/json.md` says what each key means.

Keys are stable within a format; new ones may come.
"""

from __future__ import annotations

from twohats.format.model import Entry, Event, Item, Nothing, Problem
from twohats.format.times import time_text
from twohats.format.words import RATINGS
from twohats.views.lines import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.drafting.draft import Draft
    from twohats.format.words import Hats


def line_json(line: Line, hats: Hats) -> dict[str, object]:
    """A line as `--json` gives it: the same keys for every kind of line, null or empty where it has none."""
    value = line.item.value
    found: dict[str, object] = {
        "place": line.place,
        "day": line.day,
        "number": line.item.number,
        "text": "\n".join([line.text, *(more.strip() for more in line.block.split("\n")[1:])]),
    }
    if isinstance(value, Problem):
        return {**found, "type": "problem", "problem": problem_json(value)}
    if isinstance(value, Nothing):
        return {**found, "type": "nothing", "note": value.note}
    start = value.start if isinstance(value, Entry) else value.at
    found |= {
        "type": "entry" if isinstance(value, Entry) else "event",
        "hat": value.hat,
        "side": hats.sides.get(value.hat, ""),
        "verb": value.activity if isinstance(value, Entry) else value.verb,
        "kind": value.kind,
        "start" if isinstance(value, Entry) else "at": None if start is None else time_text(start),
        "channel": value.channel,
        "people": list(value.people),
        "tags": list(value.tags),
        "count": value.count,
        "fields": [list(field) for field in value.fields],
        "note": value.note,
    }
    return found | (_entry_json(value) if isinstance(value, Entry) else _event_json(value))


def draft_json(new: Draft, number: int, hats: Hats) -> dict[str, object]:
    """A draft as `line_json` gives a line; number 0 if it is in no page."""
    item = Item(number, 0, new.item.count("\n") + 1, new.value)
    return line_json(Line(new.day, item, f"- {new.item}"), hats)


def _entry_json(entry: Entry) -> dict[str, object]:
    ratings = {name: getattr(entry, name) for name in RATINGS.values()}
    return {"minutes": entry.minutes, "estimated": entry.estimated, "ratings": ratings}


def _event_json(event: Event) -> dict[str, object]:
    amount = event.amount
    return {"amount": None if amount is None else {"number": amount[0], "currency": amount[1]}}


def problem_json(problem: Problem) -> dict[str, object]:
    """A problem as `--json` gives it; line and column are 0 where the whole file or line is meant."""
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "length": problem.length,
        "text": problem.text,
    }
