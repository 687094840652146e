"""What a reader yields and what is planned of it, as texts that a person can compare."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.interchange.plan import Plan
    from twohats.interchange.source import Read, Recognised


def records_text(read: Iterable[Read | Recognised]) -> str:
    """One line for each value, its kind first, fields with their default left out; keys of records are left out too."""
    return _writable("".join(json.dumps(plain(one), ensure_ascii=False) + "\n" for one in read))


def _writable(text: str) -> str:
    """A text whose bytes that are not UTF-8 stand as JSON has them: `\\udce9`."""
    return text.encode("utf-8", "backslashreplace").decode()


def plain(one: Any) -> dict[str, Any]:
    """A value as `json` takes it."""
    found = {"is": type(one).__name__}
    for field, value in one._asdict().items():
        if field != "key" and value != one._field_defaults.get(field, ...):
            found[field] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return [*value]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def lines_text(plan: Plan) -> str:
    """The lines of a plan as pages, one below the other."""
    days: dict[str, list[str]] = {}
    for line in plan.lines:
        days.setdefault(line.day, []).append("- " + line.text.replace("\n", "\n  "))
    pages = (f"# {day}\n\n" + "\n".join(lines) + "\n" for day, lines in days.items())
    return _writable("\n".join(pages))


def left_out_text(plan: Plan) -> str:
    """What becomes no line, what has no hat, what could not be read, and what else is said."""
    parts = {
        "left out": [f"{one.count} {one.what}" for one in plan.left_out],
        "no hat or activity": [
            f"{one.source} {one.what}: {one.records} records, {one.minutes} minutes".replace(" :", ":")
            for one in plan.without_hat
        ],
        "not understood": [f"{one.place}: {one.why}" for one in plan.not_understood],
        "remarks": list(plan.remarks),
        "facts": [f"{one.count} {one.what}" for one in plan.facts],
        "people": [
            f"@{one.name}: {one.shown}{one.same_as and f', the same as @{one.same_as}?'}"
            for one in plan.people
        ],
    }
    return "\n".join(
        f"# {title}\n\n" + "".join(f"- {row}\n" for row in rows) for title, rows in parts.items() if rows
    )
