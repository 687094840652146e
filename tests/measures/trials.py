"""Trials made of a few words, for the tests of measures and views."""

from __future__ import annotations

from datetime import date
from typing import Any

from twohats.format.trial import Trial


def trial(first: str, last: str, *, drawn: tuple[str, ...] = (), ended: str = "", **other: Any) -> Trial:
    """A simple pause of LinkedIn posts in the brand hat unless told otherwise; days are ISO dates."""
    given: Any = {"hat": "brand", "channel": "linkedin", "activity": "post", "design": "simple"} | other
    texts = dict.fromkeys(
        ("counts", "expect", "interest", "stop_if", "question", "seed", "ended_because"), ""
    )
    fields: Any = {
        "name": "2026-10-linkedin",
        "path": "trials/2026-10-linkedin.toml",
        "first": date.fromisoformat(first),
        "last": date.fromisoformat(last),
        "block_weeks": 1,
        "drawn": tuple(date.fromisoformat(each) for each in drawn),
        "ended": date.fromisoformat(ended) if ended else None,
    }
    return Trial(**(texts | fields | given))
