"""The figures of a trend as JSON: `docs/trend.json.md` says what each key means."""

from __future__ import annotations

import json
from math import isfinite

from twohats.format.words import SIDES
from twohats.measures.trend import RECENT, talk_share
from twohats.render.anonymous import may_name, pieces_of
from twohats.render.estimate_json import (
    alike_data,
    factor_of,
    hours_of,
    lived_data,
    minutes_of,
    points_of,
    rates_data,
    ratio_data,
    sensitivity_data,
    share_of,
)
from twohats.views.silences import missing_says
from twohats.views.slope_wording import elasticity_says, fade_says, half_double_says, lacking

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Any

    from twohats.measures.contacts import LiveContact
    from twohats.measures.feeling import Change, Feeling
    from twohats.measures.slopes import Elasticity, Fade, Slopes
    from twohats.measures.trend import Came, GapSpan, Hours, Trend

FORMAT = 1


def trend_json(figures: Trend, *, anonymous: bool = False, names: Collection[str] = frozenset()) -> str:
    """The trend as indented JSON text with a newline at its end."""
    return json.dumps(trend_data(figures, anonymous=anonymous, names=names), indent=2, allow_nan=False) + "\n"


def hidden_channels(figures: Trend, names: Collection[str]) -> frozenset[str]:
    """The channels of a trend that may name somebody; `names` are names beside those in the lines."""
    pieces = pieces_of({*figures.named, *names})
    return frozenset(
        each.channel for each in figures.slopes if each.channel and may_name(each.channel, pieces)
    )


def trend_data(
    figures: Trend, *, anonymous: bool = False, names: Collection[str] = frozenset()
) -> dict[str, Any]:
    """The trend as what JSON can hold.

    `anonymous` leaves out the places of lines, and the names of channels that may name somebody.
    """
    hidden = hidden_channels(figures, names) if anonymous else frozenset()
    cover = figures.cover
    before, now = figures.live
    return {
        "format": FORMAT,
        "week": figures.week,
        "from": figures.first,
        "to": figures.last,
        "weeks": figures.stretch.weeks,
        "calendar": figures.stretch.fixed,
        "running": figures.running,
        "cover": {
            "days_logged": cover.days_logged,
            "days": cover.days,
            "entries": cover.entries,
            "events": cover.events,
            "taken_in": cover.taken_in,
            "minutes": cover.minutes,
            "estimated_share": share_of(cover.estimated_share),
            "problems": cover.left_out.problems,
        },
        "hours": {side: _hours(figures, figures.hours[side]) for side in SIDES},
        "real_conversation_share": {side: _talk(figures.hours[side]) for side in SIDES},
        "gaps": [_span(span) for span in figures.gaps],
        "returns": {came.kind: _came(came, anonymous=anonymous) for came in figures.returns},
        "aim": list(figures.aim),
        "live_contact": {"before": _live(before), "now": _live(now)},
        "feeling": {each.side: _feeling(each) for each in figures.feelings},
        "slopes": [_slopes(each, hidden) for each in figures.slopes],
    }


def _hours(figures: Trend, hours: Hours) -> dict[str, Any]:
    weeks = zip(figures.first_days, hours.weeks, hours.talk, hours.other, strict=True)
    return {
        "usual": minutes_of(hours.usual),
        "usual_do": minutes_of(hours.usual_other),
        "by_week": [
            {"from": first, "minutes": minutes, "talk": talk, "do": other}
            for first, minutes, talk, other in weeks
        ],
    }


def _talk(hours: Hours) -> dict[str, Any]:
    talks, sittings = hours.sittings
    return {
        "all": share_of(talk_share(hours, len(hours.weeks))),
        "last_weeks": share_of(talk_share(hours, RECENT)),
        "talks": talks,
        "entries": sittings,
    }


def _span(span: GapSpan) -> dict[str, Any]:
    return {
        "from": span.first,
        "to": span.last,
        "weeks": span.weeks,
        "ratings": {
            gap.rating: {**lived_data(gap.lived), **alike_data(gap), **sensitivity_data(gap)}
            for gap in span.gaps
        },
    }


def _came(came: Came, *, anonymous: bool) -> dict[str, Any]:
    return {
        "arrived": came.arrived,
        "from": came.first or None,
        "to": came.last or None,
        "per_hour": rates_data(came.per_hour),
        "ratio": ratio_data(came.per_hour),
        "lines": [] if anonymous else list(came.lines),
    }


def _live(live: LiveContact) -> dict[str, Any]:
    return {"people": live.people, "wrote_first": live.wrote_first, "days": live.days}


def _feeling(feeling: Feeling) -> dict[str, Any]:
    return {
        "worth": _change(feeling.worth, points_of),
        "kind": feeling.kind or None,
        "per_hour": _change(feeling.counted, factor_of),
    }


def _change(change: Change, rounded: Callable[[float | None], float | None]) -> dict[str, Any]:
    return {
        "value": rounded(change.value),
        "low": rounded(change.low),
        "high": rounded(change.high),
        "high_open": change.high is not None and not isfinite(change.high),
        "direction": {1: "rose", -1: "fell"}.get(change.direction),
        "earlier": change.counts.get("earlier", 0.0),
        "later": change.counts.get("later", 0.0),
        "enough": change.missing is None,
        "missing": missing_says(change.missing),
    }


def _slopes(each: Slopes, hidden: frozenset[str]) -> dict[str, Any]:
    channel = "a channel" if each.channel in hidden else each.channel
    return {
        "hat": each.side,
        "channel": channel or None,
        "kind": each.kind or None,
        "last_hour": _elasticity(each.elasticity, each.kind),
        "week_by_week": _fade(each.fade, each.kind),
    }


def _elasticity(found: Elasticity, kind: str) -> dict[str, Any]:
    return {
        "value": factor_of(found.value),
        "low": factor_of(found.low),
        "high": factor_of(found.high),
        "verdict": found.verdict or None,
        "weeks": found.weeks,
        "returns": found.returns,
        "spread": factor_of(found.spread),
        "error": factor_of(found.error),
        "median_hours": hours_of(found.median_hours),
        "enough": not found.missing,
        "missing": lacking(found.missing, kind) if found.missing else "",
        "half_double_weeks": found.half_double,
        "offer": half_double_says(found),
        "says": elasticity_says(found, kind),
    }


def _fade(found: Fade, kind: str) -> dict[str, Any]:
    return {
        "value": factor_of(found.value),
        "low": factor_of(found.low),
        "high": factor_of(found.high),
        "verdict": found.verdict or None,
        "weeks": found.weeks,
        "returns": found.returns,
        "enough": not found.missing,
        "missing": lacking(found.missing, kind) if found.missing else "",
        "says": fade_says(found, kind),
    }
