"""The reasons of some weeks as JSON: `docs/why.json.md` says what each key means."""

from __future__ import annotations

import json

from twohats.format.words import SIDES
from twohats.render.anonymous import WHYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from twohats.measures.reasons import Reasons, WhyFigures

FORMAT = 1
OTHER = "another reason"


def why_json(figures: WhyFigures, *, anonymous: bool = False) -> str:
    """The reasons as indented JSON text with a newline at its end."""
    return json.dumps(why_data(figures, anonymous=anonymous), indent=2, allow_nan=False) + "\n"


def why_data(figures: WhyFigures, *, anonymous: bool = False) -> dict[str, Any]:
    """The reasons as what JSON can hold; those of the user's own wording are one when `anonymous`."""
    return {
        "format": FORMAT,
        "from": figures.first,
        "to": figures.last,
        "weeks": figures.weeks,
        "cover": {
            "days_logged": figures.days_logged,
            "days": figures.days,
            "problems": figures.left_out.problems,
        },
        "opens_by_itself": figures.is_due,
        "all": _reasons(figures.all, anonymous=anonymous),
        **{side: _reasons(figures.sides[side], anonymous=anonymous) for side in SIDES},
        "instead": [
            {
                "kind": each.kind,
                "question": each.question,
                "minutes": each.minutes,
                "lines": len(each.entries),
            }
            for each in figures.alternatives
        ],
    }


def _reasons(found: Reasons, *, anonymous: bool) -> dict[str, Any]:
    minutes: dict[str, int] = {}
    for reason, spent in found.by_reason.items():
        name = OTHER if anonymous and reason not in WHYS else reason
        minutes[name] = minutes.get(name, 0) + spent
    return {
        "minutes": found.minutes,
        "tagged_minutes": found.tagged,
        "reasons": minutes,
        "only_money_minutes": found.only_money,
        "own_sake_minutes": found.own,
        "untagged_lines": found.untagged_lines,
    }
