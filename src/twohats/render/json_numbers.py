"""Numbers as JSON has them: with as many digits as they are worth, and nothing that JSON cannot hold."""

from __future__ import annotations

from math import isfinite


def share(value: float | None) -> float | None:
    """A share of 0..1 to three decimals."""
    return None if value is None else round(value, 3)


def points(value: float | None) -> float | None:
    """Points of the 1-5 scale to two decimals, never minus zero."""
    return None if value is None else round(value, 2) + 0.0


def factor(value: float | None) -> float | None:
    """A factor or a rate to three digits; None where it has no limit."""
    return None if value is None or not isfinite(value) else float(f"{value:.3g}")


def hours(value: float) -> float:
    """Hours to two decimals."""
    return round(value, 2)
