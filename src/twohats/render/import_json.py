"""The plan of an import as JSON (docs/import.md)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from twohats.interchange.plan import Plan


def plan_data(plan: Plan, *, made: bool) -> dict[str, Any]:
    """All of a plan; `made` says whether it was carried out. Keys of records are of no use to others, and left out."""
    return {
        "made": made,
        "found": [
            {"source": one.source, "title": one.title, "account": one.account, "instead": one.instead}
            for one in plan.found
        ],
        "first": plan.first or None,
        "last": plan.last or None,
        "border": plan.border or None,
        "lines": [{"day": line.day, "text": line.text, "source": line.source} for line in plan.lines],
        "people": [
            {"name": one.name, "shown": one.shown, "new": one.is_new, "same_as": one.same_as or None}
            for one in plan.people
        ],
        "months": [one._asdict() for one in plan.census],
        "facts": _tallies(plan.facts),
        "left_out": _tallies(plan.left_out),
        "known": plan.known,
        "not_understood": {
            "count": plan.not_understood_count,
            "first": [{"place": one.place, "why": one.why} for one in plan.not_understood],
        },
        "without_hat": [one._asdict() for one in plan.without_hat],
        "remarks": list(plan.remarks),
        "constants": dict(plan.constants),
    }


def _tallies(tallies: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [{"what": one.what, "count": one.count} for one in tallies]
