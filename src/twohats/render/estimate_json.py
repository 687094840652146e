"""Estimates and shares as JSON has them: with their intervals, or with what is missing in words."""

from __future__ import annotations

from math import isfinite

from twohats.format.words import SIDES
from twohats.measures import sums
from twohats.views import wording
from twohats.views.silences import missing_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from twohats.measures.figures import Estimate, Gap, Ratio, Sent, Share


def lived_data(estimate: Estimate) -> dict[str, Any]:
    """A gap as lived."""
    value, low, high = estimate_data(estimate)
    return {
        "as_lived": value,
        "low": low,
        "high": high,
        "n": {side: estimate.n.get(side, 0) for side in SIDES},
        "rated_share": {side: _rated(estimate.rated[side]) for side in SIDES},
        "enough": wording.known(estimate),
        "missing": missing_says(estimate.missing),
    }


def alike_data(gap: Gap) -> dict[str, Any]:
    """A gap like for like, and what it leaves out."""
    like, low, high = estimate_data(gap.alike)
    return {
        "like_for_like": like,
        "like_for_like_low": low,
        "like_for_like_high": high,
        "like_for_like_missing": missing_says(gap.alike.missing),
        "one_hat_only": [{"activity": activity, "hat": side} for activity, side in gap.one_hat_only],
    }


def sensitivity_data(gap: Gap) -> dict[str, Any]:
    """What a gap is by minutes, and with the missing ratings at their worst."""
    value, low, high = estimate_data(gap.by_minutes) if gap.by_minutes else (None, None, None)
    worst = gap.unrated_at_worst
    return {
        "by_minutes": value,
        "by_minutes_low": low,
        "by_minutes_high": high,
        "by_minutes_missing": missing_says(gap.by_minutes.missing if gap.by_minutes else None),
        "unrated_at_worst": [points_of(worst.low), points_of(worst.high)] if worst else None,
    }


def estimate_data(estimate: Estimate) -> tuple[float | None, float | None, float | None]:
    """The gap and its ends, or three times None."""
    if not wording.known(estimate):
        return None, None, None
    return points_of(estimate.value), points_of(estimate.low), points_of(estimate.high)


def _rated(rated: tuple[int, int]) -> float | None:
    part, whole = rated
    return share_of(part / whole) if whole else None


def rates_data(ratio: Ratio) -> dict[str, Any]:
    """What a ratio rests on, a side."""
    return {
        side: {
            "count": ratio.counts.get(side, 0),
            "shared": ratio.shared.get(side, 0),
            "hours": hours_of(ratio.hours.get(side, 0.0)),
            "at_most": factor_of(ratio.at_most.get(side)),
        }
        for side in SIDES
    }


def ratio_data(ratio: Ratio) -> dict[str, Any]:
    """Returns per hour, brand over personal."""
    return {
        "value": factor_of(ratio.value if ratio.enough else None),
        "low": factor_of(ratio.low if ratio.enough else None),
        "high": factor_of(ratio.high if ratio.enough else None),
        "high_open": bool(ratio.enough and ratio.high is not None and not isfinite(ratio.high)),
        "weeks": ratio.weeks,
        "untraced": ratio.untraced,
        "untraced_share": share_of(sums.untraced_share(ratio)),
        "bounds": None if ratio.bounds is None else [factor_of(each) for each in ratio.bounds],
        "enough": ratio.enough,
        "missing": missing_says(ratio.missing),
        "says": wording.ratio_sentence(ratio),
    }


def part_data(share: Share | None) -> dict[str, Any] | None:
    """A part of a whole with the interval of its share."""
    if share is None:
        return None
    return {
        "part": share.part,
        "whole": share.whole,
        "low": share_of(share.low),
        "high": share_of(share.high),
    }


def sent_data(sent: Sent | None) -> dict[str, Any]:
    """How much of what was given and asked is noise."""
    return {"noise": sent.noise if sent else 0, "noise_share": share_of(sent.share if sent else None)}


def share_of(value: float | None) -> float | None:
    """A share of 0..1 to three decimals."""
    return None if value is None else round(value, 3)


def points_of(value: float | None) -> float | None:
    """Points of the 1-5 scale to two decimals, never minus zero."""
    return None if value is None else round(value, 2) + 0.0


def hours_of(value: float | None) -> float | None:
    """Hours to two decimals."""
    return None if value is None else round(value, 2)


def minutes_of(value: float | None) -> int | None:
    """Minutes, which are whole."""
    return None if value is None else round(value)


def factor_of(value: float | None) -> float | None:
    """A factor, a rate or a slope to three digits, never minus zero; None where it has no limit."""
    return None if value is None or not isfinite(value) else float(f"{value:.3g}") + 0.0
