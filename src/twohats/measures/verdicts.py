"""Verdicts: what a review of four weeks may say of a channel and of the hats, and when it must not (METHOD 6).

Rules are evaluated, never remembered: what needs to have held *twice* is asked of this review and of the one before.
Of each channel the first rule is said that may be said; a rule that held once blocks nothing.
"""

from __future__ import annotations

from twohats.measures.channel_rules import Known, channel_verdicts
from twohats.measures.hat_rules import gap_verdicts, quadrant
from twohats.measures.planning import COIN_ABOVE, LONGER, MORE_PAIRS, shows_of
from twohats.measures.verdict import ASK, PAUSE, SHIFT, TWICE, Verdict, Verdicts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.bar import Bars
    from twohats.measures.evidence import Traced
    from twohats.measures.timeline import Timeline


class Asked:
    """What holds at one review, whether or not it may be said yet."""

    __slots__ = ("activities", "channels", "hats")

    def __init__(self, known: Known, gaps: Sequence[Verdict], bars: Bars) -> None:
        """`known` has the kinds of `bars.aim` at least; `gaps` are the `gap_verdicts` of the same review."""
        evidence = [known.evidence[kind] for kind in bars.aim]
        self.channels: dict[str, list[Verdict]] = channel_verdicts(known, bars)
        self.activities: list[Verdict] = [each for each in known.moved(bars.aim) if each.activity]
        corner = quadrant(gaps[0], evidence)
        self.hats: list[Verdict] = [corner, *gaps] if corner else [*gaps]


def asked(timeline: Timeline, traced: Traced, settled: Traced, bars: Bars, back: int = 0) -> Asked:
    """The review of the four weeks that end `back` weeks before the timeline's week."""
    return Asked(Known(timeline, traced, settled, bars.aim, back), gap_verdicts(timeline, back), bars)


def verdicts(now: Asked, before: Asked | None) -> Verdicts:
    """What may be said at a review, given what held at it and at the one before (None where there was none).

    What was done is spoken of where no channel is: the two are of the same hours.
    """
    channels = {
        channel: _sayable(held, before.channels.get(channel, []) if before else [])
        for channel, held in now.channels.items()
    }
    moved = _one([each for held in channels.values() for each in held if each.rule == SHIFT])
    first = tuple(_first(held, moved) for held in channels.values())
    done = _sayable(now.activities, before.activities if before else [])
    return Verdicts(
        first,
        () if any(each.rule == SHIFT for each in first) else tuple(_one(done)),
        tuple(_sayable(now.hats, before.hats if before else [])),
    )


def with_pauses(found: Verdicts) -> Verdicts:
    """Rule 5 with what a pause could show at these contacts; 5b where it could not even show the loss of all.

    This draws a thousand pauses, so it is done once, for what is going to be said.
    """
    asked = next((each for each in found.channels if each.rule == PAUSE), None)
    if asked is None:
        return found
    design = MORE_PAIRS if asked.contacts > COIN_ABOVE else LONGER
    shows = shows_of(design, asked.contacts, asked.variance)
    rule = ASK if shows.loss is None else PAUSE
    return found._replace(
        channels=tuple(
            each._replace(rule=rule, design=design, shows=shows) if each.rule == PAUSE else each
            for each in found.channels
        )
    )


def _sayable(held: Sequence[Verdict], before: Sequence[Verdict]) -> list[Verdict]:
    """What may be said of what holds: at once, or because the same held at the review before."""
    earlier = {each.identity for each in before}
    return [
        each._replace(reviews=2) if each.rule in TWICE else each
        for each in held
        if each.rule not in TWICE or each.identity in earlier
    ]


def _first(held: Sequence[Verdict], moved: Sequence[Verdict]) -> Verdict:
    """The first match. Of all channels together only the one shift in `moved` is said."""
    return next(each for each in held if each.rule != SHIFT or each in moved)


def _one(found: Sequence[Verdict]) -> list[Verdict]:
    """Of several shifts that hold the one to say: rather where an hour brought more than where it brought less, and
    of these the one with most hours on its better side.
    """
    if not found:
        return []
    return [
        max(found, key=lambda each: (each.toward, each.comparison.better.total if each.comparison else 0.0))
    ]
