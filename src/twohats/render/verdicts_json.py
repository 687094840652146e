"""Verdicts as what JSON can hold: `docs/verdicts.json.md` says what each key means."""

from __future__ import annotations

from twohats.format.words import SIDES
from twohats.render.anonymous import may_name
from twohats.render.estimate_json import factor_of, hours_of, points_of
from twohats.views import verdict_wording as wording
from twohats.views.silences import missing_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Any

    from twohats.measures.figures import Estimate
    from twohats.measures.verdict import Rate, Verdict, Verdicts

_NO_NAMES: dict[str, str] = {}


def verdicts_data(
    found: Verdicts,
    refused: Sequence[Verdict] = (),
    *,
    names: Mapping[str, str] = _NO_NAMES,
    hidden: Collection[str] = frozenset(),
) -> list[dict[str, Any]]:
    """All verdicts of a review, the hats first. `hidden` are pieces of people's names: a channel with one of them
    becomes `a channel`.
    """
    return [_verdict(each, names, frozenset(hidden)) | {"said_no": each in refused} for each in found.all()]


def _verdict(verdict: Verdict, names: Mapping[str, str], hidden: frozenset[str]) -> dict[str, Any]:
    channel = "a channel" if verdict.channel and may_name(verdict.channel, hidden) else verdict.channel
    shown = verdict._replace(channel=channel)
    called = names if channel == verdict.channel else _NO_NAMES
    comparison, slope, ratio, shows = verdict.comparison, verdict.slope, verdict.ratio, verdict.shows
    return {
        "rule": verdict.rule,
        "number": verdict.code,
        "hat": verdict.hat,
        "channel": channel,
        "activity": verdict.activity,
        "kind": verdict.kind,
        "rating": verdict.rating,
        "says": wording.verdict_says(shown, called),
        "because": wording.because_says(shown),
        "missing": missing_says(verdict.missing),
        "reviews": verdict.reviews,
        "rates": [_rate(each) for each in verdict.rates],
        "ratio": None
        if comparison is None
        else {
            "toward": verdict.toward,
            "value": factor_of(comparison.value),
            "low": factor_of(comparison.low),
            "high": factor_of(comparison.high),
        },
        "gap": _gap(verdict.gap, alike=verdict.alike),
        "as_lived": _gap(verdict.lived, alike=False),
        "hats_ratio": None if ratio is None else {"low": factor_of(ratio.low), "high": factor_of(ratio.high)},
        "slope": None
        if slope is None
        else {
            "value": factor_of(slope.value),
            "low": factor_of(slope.low),
            "high": factor_of(slope.high),
            "hours": hours_of(slope.median_hours),
        },
        "pause": None
        if shows is None
        else {"contacts": factor_of(verdict.contacts), "loss": factor_of(shows.loss)},
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "kind": rate.kind,
        "weeks": rate.weeks,
        "hours": hours_of(rate.hours),
        "count": rate.count,
        "shared": rate.shared,
        "untraced": rate.untraced,
        "at_least": factor_of(rate.low),
        "at_most": factor_of(rate.high),
        "bar": factor_of(rate.bar.per_hour) if rate.bar else None,
    }


def _gap(gap: Estimate | None, *, alike: bool) -> dict[str, Any] | None:
    if gap is None or gap.value is None or gap.low is None or gap.high is None:
        return None
    return {
        "like_for_like": alike,
        "value": points_of(gap.value),
        "low": points_of(gap.low),
        "high": points_of(gap.high),
        "n": {side: gap.n.get(side, 0) for side in SIDES},
    }
