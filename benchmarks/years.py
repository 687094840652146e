"""Years whose truth is known, for the study of verdicts: what is to be found in each kind of them, if anything.

`benchmarks/verdicts.py` sends them through the product's measures. A cell is one kind of year: what is true of it, what
is asked of it with which bars, and which verdict would be right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from benchmarks.simulator import CHANNELS, MEDIAN_MINUTES, SIDES, Wishes

from twohats.measures import verdict as rules
from twohats.measures.bar import Bar, Bars

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from twohats.measures.verdict import Verdict

WEEKS = 52

CONVERSATION, LEAD = KINDS = ("conversation", "lead")
RATES = {CONVERSATION: 0.4, LEAD: 0.05}
"""Returns an hour, of all hats, channels and activities alike."""
ALIKE = {"post": 4.2, "read": 2.9, "talk": 2.7}
"""Sittings a week of either hat, with which there are `USUAL` ratings a week."""
WHERE = CHANNELS | {
    ("brand", "read"): {"linkedin": 0.8, "blogs": 0.2},
    ("brand", "talk"): {"email": 0.7, "call": 0.3},
}
"""Shares with which the first rules find at 8 ratings a week what their own study says they find. It does not state its
shares (`docs/method.md`, section 8.1)."""
RATED = 0.8
POSTING = {"post": 10.0, "read": 1.8, "talk": 2.4}
"""The mix of a brand hat that mostly posts, with which a cap has returns enough to show."""
USUAL = sum(ALIKE.values()) * len(SIDES) * RATED
COUNTS = {"Poisson": (0.0, 1.0), "neg. binomial": (2.0, 1.0), "bursts": (0.0, 2.0)}
"""Shape of the gamma of a channel's weeks, and the people that one event brings."""
RATINGS = (8, 15, 30)
AIMS = {"conversations": (CONVERSATION,), "leads": (LEAD,), "both": KINDS}
NO_BAR = "no bar"


def wishes(
    ratings: float,
    counts: str = "neg. binomial",
    usual: dict[str, float] | None = None,
    *,
    hourly: dict[tuple[str, str, str], float] | None = None,
    **more: Any,
) -> Wishes:
    """A year in which there is nothing to find, but for what `hourly` (rates by hat) and `more` say."""
    scale = ratings / USUAL
    shape, burst = COUNTS[counts]
    alike = {
        (side, activity, kind): rate
        for side in SIDES
        for activity in ALIKE
        for kind, rate in (usual or RATES).items()
    }
    plain = Wishes(
        weeks=WEEKS,
        sittings={(side, activity): count * scale for side in SIDES for activity, count in ALIKE.items()},
        push=(),
        pause=(),
        brand_effect=(0.0, 0.0, 0.0),
        channels=WHERE,
        rated=dict.fromkeys(SIDES, RATED),
        in_turn=True,
        rates=hourly or alike,
        saturation=1.0,
        fade=0.0,
        week_shape=0.0,
        channel_shape=shape,
        burst=burst,
        people=round(2 * ratings),
        anniversary=-1,
        noise=0.0,
    )
    return replace(plain, **more)


# What is true


@dataclass(frozen=True, slots=True)
class Right:
    """The verdict that ought to be said."""

    rule: str
    toward: bool = True
    subjects: tuple[str, ...] = ()
    """Channels and activities, one of which it is of; none for any."""
    below: bool = False
    """Whether it is of a gap, which is then below 0."""

    def fits(self, verdict: Verdict) -> bool:
        """Whether a verdict is that one."""
        if verdict.rule != self.rule or (self.subjects and verdict.toward != self.toward):
            return False
        if self.below and not (verdict.gap and (verdict.gap.value or 0.0) < 0):
            return False
        return not self.subjects or verdict.channel in self.subjects or verdict.activity in self.subjects


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of year, and what is asked of it."""

    name: str
    wishes: Wishes
    bars: dict[str, Bars]
    """By name: each is asked in every year."""
    right: dict[str, tuple[str, Right]] = field(default_factory=dict)
    """By name: with which bars, and which verdict is the right one."""

    def is_false(self, verdict: Verdict, bars: Bars) -> bool:
        """Whether what a verdict claims is not so."""
        match verdict.rule:
            case rules.NO_SIGN:
                return any(
                    (bar := bars.of(kind)) and self.rate(verdict.channel, kind) >= bar.per_hour
                    for kind in bars.aim
                )
            case rules.KEEP:
                bar = bars.of(verdict.kind)
                return bar is None or self.rate(verdict.channel, verdict.kind) <= bar.per_hour
            case rules.SHIFT:
                better = self.times_of(verdict) - self.times_of(verdict, rest=True)
                return better <= 0 if verdict.toward else better >= 0
            case rules.CAP:
                return self.wishes.saturation >= 1 or verdict.channel != "linkedin"
            case rules.GAP | rules.GUESSING:
                return not _same_sign(verdict.gap and verdict.gap.value, self.effect(verdict.rating))
            case rules.QUADRANT:
                pays = math.log(
                    self.hat_rate("brand", verdict.kind) / self.hat_rate("personal", verdict.kind)
                )
                said = 1.0 if verdict.ratio and verdict.ratio.low > 1 else -1.0
                return not _same_sign(verdict.gap and verdict.gap.value, self.effect(verdict.rating)) or not (
                    _same_sign(said, pays)
                )
            case rules.MIX:
                lived, alike = (each.value or 0.0 for each in (verdict.lived, verdict.gap) if each)
                return not _same_sign(lived - alike, self.mix())
        return False

    def rate(self, channel: str, kind: str) -> float:
        """Returns an hour of a brand channel; all activities bring the same."""
        times = self.wishes.times.get(("brand", channel), 1.0)
        return self.wishes.rates["brand", "post", kind] * times

    def hat_rate(self, side: str, kind: str) -> float:
        """Returns an hour of a hat."""
        return max(self.wishes.rates[side, "post", kind], 1e-9)

    def hours(self) -> dict[tuple[str, str], float]:
        """Hours to be expected of each brand activity and channel, but for a factor."""
        return {
            (activity, channel): self.wishes.sittings["brand", activity] * MEDIAN_MINUTES[activity] * share
            for activity in ALIKE
            for channel, share in self.wishes.channels["brand", activity].items()
        }

    def times_of(self, verdict: Verdict, *, rest: bool = False) -> float:
        """How many times the usual rate the hours of a shift's subject bring, or the rest of the brand hours."""

        def is_subject(activity: str, channel: str) -> bool:
            return activity == verdict.activity if verdict.activity else channel == verdict.channel

        spent = {each: hours for each, hours in self.hours().items() if is_subject(*each) != rest}
        brought = math.fsum(
            hours * self.wishes.times.get(("brand", channel), 1.0) for (_, channel), hours in spent.items()
        )
        return round(brought / math.fsum(spent.values()), 9)

    def effect(self, rating: str) -> float:
        """The true gap, on the inner scale."""
        return self.wishes.brand_effect[("motivation", "interest", "understanding").index(rating)]

    def mix(self) -> float:
        """What the mix alone adds to the gap in motivation, on the inner scale."""
        plan = self.wishes.sittings
        effects = {"post": self.wishes.post_effect[0], "read": 0.0, "talk": self.wishes.talk_effect[0]}
        means = {
            side: math.fsum(plan[side, activity] * effect for activity, effect in effects.items())
            / math.fsum(plan[side, activity] for activity in effects)
            for side in SIDES
        }
        return round(means["brand"] - means["personal"], 9)


def _same_sign(said: float | None, truth: float) -> bool:
    return bool(said) and said is not None and said * truth > 0


# The cells


def bars_of(aim: Sequence[str], times: float, usual: dict[str, float] | None = None) -> Bars:
    """Bars so many times what an hour in truth brings."""
    hourly = usual or RATES
    return Bars(
        tuple(Bar(kind, f"{10 * hourly[kind] * times:g} per 10h", hourly[kind] * times) for kind in aim)
    )


def all_bars(usual: dict[str, float] | None = None) -> dict[str, Bars]:
    """No bar, and bars at half, once and twice the truth for every aim."""
    found = {NO_BAR: Bars(())}
    for name, aim in AIMS.items():
        for times in (0.5, 1.0, 2.0):
            found[f"{name} x {times:g}"] = bars_of(aim, times, usual)
    return found


def null_cells() -> list[Cell]:
    """Nothing to find: the table whose every row must be at most one false verdict a year."""
    found = [
        Cell(f"{ratings:2} {counts}", wishes(ratings, counts), all_bars() | POWER_BARS, POWER_OF_BARS)
        for ratings in RATINGS
        for counts in COUNTS
    ]
    busy = {CONVERSATION: 1.0, LEAD: 0.05}
    found += [
        Cell(f"30 {counts}, 1 return an hour", wishes(30, counts, busy), all_bars(busy)) for counts in COUNTS
    ]
    scale = 15 / USUAL
    unlike = {cell: count * scale for cell, count in Wishes().sittings.items()}
    found += [
        Cell("15 fewer name anybody", wishes(15, named=0.55, elsewhere=("", 0.0)), all_bars()),
        Cell("15 hats do different things", wishes(15, sittings=unlike), all_bars()),
    ]
    return found


def stress_cells() -> list[Cell]:
    """Worlds that the rules were not made for: printed, not judged."""
    return [
        Cell("30 arrives anywhere (no place tells)", wishes(30, same_place=0.0), all_bars()),
        Cell("15 arrives in any hat", wishes(15, any_hat=1.0), all_bars()),
        Cell("30 the rest arrives on linkedin", wishes(30, elsewhere=("linkedin", 0.7)), all_bars()),
        Cell("30 no threads", wishes(30, referenced=0.0), all_bars()),
        Cell("30 few people, talked to often", wishes(30, people=30), all_bars()),
    ]


POWER_BARS = {
    "a quarter of the truth": bars_of((CONVERSATION,), 0.25),
    "half of the truth": bars_of((CONVERSATION,), 0.5),
    "twice the truth": bars_of((CONVERSATION,), 2.0),
    "four times the truth": bars_of((CONVERSATION,), 4.0),
    "leads, four times the truth": bars_of((LEAD,), 4.0),
}


POWER_OF_BARS: dict[str, tuple[str, Right]] = {
    "keep, true rate 4 times the bar": ("a quarter of the truth", Right(rules.KEEP)),
    "keep, twice the bar": ("half of the truth", Right(rules.KEEP)),
    "no sign, true rate half of the bar": ("twice the truth", Right(rules.NO_SIGN)),
    "no sign, a quarter of the bar": ("four times the truth", Right(rules.NO_SIGN)),
    "no sign, leads, a quarter of the bar": ("leads, four times the truth", Right(rules.NO_SIGN)),
}

ASKED: dict[str, tuple[int, ...]] = {
    "gap -0.8": (98, 100, 100),
    "gap -0.4": (60, 95, 95),
    "understanding -0.8": (3, 95, 100),
    "mix of the hats differs": (96, 96, 99),
    "gap -0.8 and brand pays 0.4": (0, 77, 95),
    "email 3 times": (28, 76, 93),
    "all talk 3 times": (53, 92, 99),
    "linkedin 0.3 times": (5, 36, 81),
    "linkedin 3 times": (0, 0, 0),
    "brand brings nothing, bar 0.4": (93, 100, 100),
    "brand brings nothing, bar 0.2": (23, 72, 99),
    "no sign, a quarter of the bar": (100, 100, 100),
    "no sign, true rate half of the bar": (56, 87, 99),
    "keep, true rate 4 times the bar": (60, 89, 100),
    "keep, twice the bar": (17, 45, 74),
    "no sign, leads, a quarter of the bar": (19, 70, 100),
    "brand brings no lead, bar 0.05": (0, 0, 1),
    "brand brings no lead, bar 0.10": (0, 8, 100),
    "cap, 0.4 an hour": (0, 0, 0),
    "cap, 1 an hour": (0, 35, 55),
    "cap, 1 an hour, Poisson": (0, 35, 64),
}
"""Percent of years in which the right verdict was said in the first study of these rules, which had a simulator of its
own, at 8, 15 and 30 ratings a week. Where it is 0 the row is there to be seen."""

GUARDED: dict[str, tuple[int, ...]] = {
    "linkedin 3 times": (35, 80, 98),
}
"""What is not to be lost where these rules reach more than was asked."""


def power_cells() -> list[Cell]:
    """Something to find."""
    found: list[Cell] = []
    none = {NO_BAR: Bars(())}
    for ratings in RATINGS:
        few = "Poisson" if ratings == 8 else "neg. binomial"

        def cell(
            name: str, made: Wishes, right: Right, bars: Bars | None = None, ratings: int = ratings
        ) -> Cell:
            return Cell(
                f"{ratings:2} {name}", made, none if bars is None else {NO_BAR: bars}, {name: (NO_BAR, right)}
            )

        def times(*channels: str, by: float, ratings: int = ratings, few: str = few) -> Wishes:
            return wishes(ratings, few, times={("brand", channel): by for channel in channels})

        scale = ratings / USUAL
        unlike = {cell_: count * scale for cell_, count in FAR_APART.items()}
        nothing = _brand(0.0)
        no_lead = _brand(0.0, kinds=(LEAD,))
        found += [
            cell("gap -0.8", wishes(ratings, "Poisson", brand_effect=(-0.8, 0.0, 0.0)), Right(rules.GAP, below=True)),
            cell("gap -0.4", wishes(ratings, "Poisson", brand_effect=(-0.4, 0.0, 0.0)), Right(rules.GAP, below=True)),
            cell("understanding -0.8", wishes(ratings, "Poisson", brand_effect=(0.0, 0.0, -0.8)),
                 Right(rules.GUESSING, below=True)),
            cell("mix of the hats differs", wishes(ratings, "Poisson", sittings=unlike), Right(rules.MIX)),
            cell("gap -0.8 and brand pays 0.4",
                 wishes(ratings, brand_effect=(-0.8, 0.0, 0.0), hourly=_brand(0.4)), Right(rules.QUADRANT)),
            cell("email 3 times", times("email", by=3.0), Right(rules.SHIFT, subjects=("email",))),
            cell("all talk 3 times", times("email", "call", by=3.0),
                 Right(rules.SHIFT, subjects=("email", "call", "talk"))),
            cell("linkedin 0.3 times", times("linkedin", by=0.3),
                 Right(rules.SHIFT, toward=False, subjects=("linkedin",))),
            cell("linkedin 3 times", times("linkedin", by=3.0), Right(rules.SHIFT, subjects=("linkedin",))),
            cell("brand brings nothing, bar 0.4", wishes(ratings, hourly=nothing), Right(rules.NO_SIGN),
                 bars_of((CONVERSATION,), 1.0)),
            cell("brand brings nothing, bar 0.2", wishes(ratings, hourly=nothing), Right(rules.NO_SIGN),
                 bars_of((CONVERSATION,), 0.5)),
            cell("brand brings no lead, bar 0.05", wishes(ratings, hourly=no_lead), Right(rules.NO_SIGN),
                 bars_of((LEAD,), 1.0)),
            cell("brand brings no lead, bar 0.10", wishes(ratings, hourly=no_lead), Right(rules.NO_SIGN),
                 bars_of((LEAD,), 2.0)),
            cell("cap, 0.4 an hour", capped(ratings, "neg. binomial", 0.4), Right(rules.CAP)),
            cell("cap, 1 an hour", capped(ratings, "neg. binomial", 1.0), Right(rules.CAP)),
            cell("cap, 1 an hour, Poisson", capped(ratings, "Poisson", 1.0), Right(rules.CAP)),
        ]  # fmt: skip
    return found


FAR_APART = {
    ("personal", "post"): 1.0, ("personal", "read"): 2.9, ("personal", "talk"): 5.9,
    ("brand", "post"): 6.9, ("brand", "read"): 1.9, ("brand", "talk"): 1.0,
}  # fmt: skip
"""Mixes with which as lived is some 0.35 points below like for like."""


def _brand(times: float, kinds: Sequence[str] = KINDS) -> dict[tuple[str, str, str], float]:
    """The usual rates, in the brand hat so many times them."""
    return {
        (side, activity, kind): rate * (times if side == "brand" and kind in kinds else 1.0)
        for side in SIDES
        for activity in ALIKE
        for kind, rate in RATES.items()
    }


def capped(ratings: float, counts: str, rate: float) -> Wishes:
    """Linkedin is posting alone and brings as many as a week's hours to the power of 0.4; weeks are half and double."""
    channels = WHERE | {("brand", "read"): {"blogs": 1.0}}
    made = wishes(ratings, counts, {CONVERSATION: rate, LEAD: 0.05}, sittings=_posting(ratings))
    return replace(made, push=(0.5, 2.0) * (WEEKS // 2), saturation=0.4, channels=channels)


def _posting(ratings: float) -> dict[tuple[str, str], float]:
    """The same number of sittings as ever, those of the brand hat mostly posts."""
    scale = ratings / USUAL
    whole = math.fsum(ALIKE.values()) / math.fsum(POSTING.values())
    plan = {"personal": ALIKE, "brand": {activity: count * whole for activity, count in POSTING.items()}}
    return {(side, activity): count * scale for side in SIDES for activity, count in plan[side].items()}
