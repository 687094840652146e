"""Forecasts: how many answers an entry was expected to bring, and how many it brought (M4; METHOD 2.8)."""

from __future__ import annotations

import math

from twohats.format.words import SIDES
from twohats.measures.sums import median
from twohats.measures.tracing import BOTH
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twohats.measures.timeline import TimedEntry, TimedEvent, Timeline, When
    from twohats.measures.tracing import Trace

ANSWERS = ("reply", "conversation", "commented")
"""The returns that count as answers."""
ANSWER_DAYS = 14
"""How long an answer may take."""
LEAST_FORECASTS = 5
MOST_EXPECTED = 10**6
"""What is expected beyond it is no forecast."""


class Forecast(NamedTuple):
    """One entry whose answers are in."""

    timed_entry: TimedEntry
    expected: int
    actual: float
    """An answer of both hats is half an answer to each."""

    @property
    def log_error(self) -> float:
        """How far off it was, in natural logarithms, whichever way."""
        return abs(math.log((self.actual + 0.5) / (self.expected + 0.5)))


class Forecasts(NamedTuple):
    """The forecasts of one side."""

    matured: tuple[Forecast, ...]
    """Those whose 14 days are over, oldest first."""
    waiting: int
    """Those whose 14 days are not over."""
    off_by: float | None
    """The factor that the middle one was off by, 1 or more; None under 5 matured ones."""


def forecasts(
    timeline: Timeline, traced: Iterable[tuple[TimedEvent, Trace]], weeks: range
) -> dict[str, Forecasts]:
    """Each side's forecasts (`expect:3` on an entry) in some weeks (M4).

    The answers of an entry are the replies, conversations and comments credited to it within 14 days. How far
    apart the sides are is the quotient of their `off_by`.
    """
    foretold = [
        (each, number)
        for each in timeline.timed_entries
        if each.week in weeks and each.entry.fields and (number := expected_of(each)) is not None
    ]
    if not foretold:
        return {side: Forecasts((), 0, None) for side in SIDES}
    answers = _answers({each.when for each, _ in foretold}, traced)
    until = timeline.until.toordinal()
    found: dict[str, Forecasts] = {}
    for side in SIDES:
        own = [(each, number) for each, number in foretold if each.side == side]
        ripe = [each for each in own if until - each[0].when[0] >= ANSWER_DAYS]
        matured = tuple(Forecast(each, number, answers.get(each.when, 0.0)) for each, number in ripe)
        enough = len(matured) >= LEAST_FORECASTS
        off_by = math.exp(median([each.log_error for each in matured])) if enough else None
        found[side] = Forecasts(matured, len(own) - len(ripe), off_by)
    return found


def forecast_gap(found: Mapping[str, Forecasts]) -> float | None:
    """How many times as far off the brand side is as the personal one (M4); None unless both are known."""
    personal, brand = (found[side].off_by for side in SIDES)
    return brand / personal if personal and brand else None


def expected_of(timed_entry: TimedEntry) -> int | None:
    """How many answers an entry says it expects; None where it says no number."""
    for key, value in timed_entry.entry.fields:
        if key == "expect" and value.isascii() and value.isdigit() and len(value) <= len(str(MOST_EXPECTED)):
            return int(value)
    return None


def _answers(wanted: set[When], traced: Iterable[tuple[TimedEvent, Trace]]) -> dict[When, float]:
    """The answers to each of the entries wanted, halves of those of both hats."""
    found: dict[When, float] = {}
    for timed_event, trace in traced:
        if timed_event.event.kind in ANSWERS:
            part = 0.5 if trace.rung == BOTH else 1.0
            for touch in trace.touches:
                if touch.when in wanted and timed_event.when[0] - touch.when[0] <= ANSWER_DAYS:
                    found[touch.when] = found.get(touch.when, 0.0) + part * timed_event.event.count
    return found
