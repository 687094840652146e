"""A story as JSON: `docs/story.json.md` says what each key means."""

from __future__ import annotations

import json

from twohats.measures.story_figures import LINE
from twohats.render.people_json import day_text, sale_data, step_data, touch_data
from twohats.views.people_wording import line_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from twohats.measures.story_figures import Origins, StoryFigures
    from twohats.measures.timeline import TimedEntry

FORMAT = 1
_NONE: dict[str, str] = {}


def story_json(figures: StoryFigures, *, hidden: Mapping[str, str] = _NONE, anonymous: bool = False) -> str:
    """A story as indented JSON text with a newline at its end."""
    return _text(story_data(figures, hidden=hidden, anonymous=anonymous))


def origins_json(found: Origins) -> str:
    """What a return could be credited to, likewise."""
    return _text(origins_data(found))


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2, allow_nan=False) + "\n"


def story_data(
    figures: StoryFigures, *, hidden: Mapping[str, str] = _NONE, anonymous: bool = False
) -> dict[str, Any]:
    """A story as what JSON can hold.

    `anonymous` leaves out every name, note and place; `hidden` maps channels that may name somebody to what stands for
    them.
    """
    subject, story = figures.subject, figures.story
    line = subject.kind == LINE
    return {
        "format": FORMAT,
        "to": figures.until,
        "cover": {"problems": figures.left_out.problems},
        "of": subject.kind,
        "name": None if anonymous or line else subject.name,
        "place": subject.name if line and not anonymous else None,
        "first": day_text(story.steps[0].line.when[0]),
        "last": day_text(story.steps[-1].line.when[0]),
        "days": story.days,
        "lines": story.named,
        "conversations": story.conversations,
        "minutes": story.minutes,
        "returns": story.returns(),
        "rungs": story.rungs(),
        "threads": _counted(story.tags(), anonymous=anonymous),
        "people": _counted(story.people(), anonymous=anonymous),
        "sales": [sale_data(each) for each in story.sales],
        "chain": [step_data(each, hidden, anonymous=anonymous) for each in story.steps],
    }


def _counted(names: tuple[tuple[str, int], ...], *, anonymous: bool) -> list[dict[str, Any]]:
    return [{"name": None if anonymous else name, "lines": lines} for name, lines in names]


def origins_data(found: Origins) -> dict[str, Any]:
    """What a return could be credited to, as what JSON can hold."""
    return {
        "format": FORMAT,
        "to": found.until,
        "place": found.line.place,
        "line": line_says(found.line, _NONE),
        "rung": found.trace.rung,
        "credited": [touch_data(each, _NONE, anonymous=False) for each in found.trace.touches],
        "related": [_choice(each) for each in found.related],
        "others": [_choice(each) for each in found.others],
    }


def _choice(entry: TimedEntry) -> dict[str, Any]:
    return {
        **touch_data(entry, _NONE, anonymous=False),
        "minutes": entry.entry.minutes,
        "note": entry.entry.note or None,
    }
