"""The results of the rules for verdicts: plain values, with every number that a verdict rests on (METHOD 6)."""

from __future__ import annotations

from twohats.format.words import BRAND
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.bar import Bar
    from twohats.measures.evidence import Comparison
    from twohats.measures.figures import Estimate, Missing
    from twohats.measures.intervals.power import Shows
    from twohats.measures.intervals.rates import RatioInterval
    from twohats.measures.planning import Design
    from twohats.measures.slopes import Elasticity

NOT_ENOUGH = "not-enough"
NO_SIGN = "no-sign"
KEEP = "keep"
SHIFT = "shift"
CAP = "cap"
PAUSE = "pause"
ASK = "ask"
CARRY_ON = "carry-on"
GAP_UNKNOWN = "gap-unknown"
GAP = "gap"
NO_GAP = "no-gap"
PERHAPS_GAP = "perhaps-gap"
QUADRANT = "quadrant"
GUESSING = "guessing"
MIX = "mix"

CODES = {
    NOT_ENOUGH: "0", NO_SIGN: "1", KEEP: "2", SHIFT: "3", CAP: "4", PAUSE: "5", ASK: "5b", CARRY_ON: "6",
    GAP_UNKNOWN: "H0", GAP: "H1", NO_GAP: "H2", PERHAPS_GAP: "H3", QUADRANT: "Q", GUESSING: "U", MIX: "N",
}  # fmt: skip
"""Every rule by the word that JSON and reviews have for it, with its number in METHOD 6."""
TWICE = (NO_SIGN, KEEP, SHIFT, CAP, MIX)
"""Rules that are said once they held at two reviews in a row."""


class Rate(NamedTuple):
    """What an hour of a channel brought of one kind, with its one-sided 95 % limits."""

    kind: str
    weeks: int
    """Ripe weeks with lines that it rests on."""
    hours: float
    count: int  # type: ignore[assignment]  # hides tuple.count, which no one needs here
    """Returns that are the channel's alone."""
    shared: int
    """Returns shared with the other hat: all counted in `high`, none in `low`."""
    untraced: int
    """Untraced ones that arrived in the brand hat: all counted in `high`, none in `low`."""
    low: float
    high: float
    bar: Bar | None


class Verdict(NamedTuple):
    """One rule that holds, with its numbers."""

    rule: str
    """One of `CODES`."""
    channel: str = ""
    activity: str = ""
    """Of what it speaks: a channel, an activity, or neither where it is of the hats."""
    kind: str = ""
    """The kind of return, where it is one."""
    rates: tuple[Rate, ...] = ()
    """Rules 1, 2 and 5: the kinds of the aim, the one it speaks of first."""
    comparison: Comparison | None = None
    toward: bool = False
    """Rule 3: whether the channel is where an hour brought more, or where it brought less."""
    slope: Elasticity | None = None
    rating: str = ""
    """Rules H, U and N: which gap."""
    gap: Estimate | None = None
    """With its 95 % interval: like for like, or as lived where the hats have no activity in common."""
    alike: bool = True
    """Whether `gap` is like for like."""
    lived: Estimate | None = None
    """Rule N: as lived, also where too wide to be shown by itself."""
    mostly: str = ""
    """Rule N: the activity that the brand hat spends most time on."""
    aimless: tuple[int, int] = (0, 0)
    """Rule U: entries of the brand hat begun without an aim, and of so many."""
    ratio: RatioInterval | None = None
    """Rule Q: returns per hour, brand over personal."""
    contacts: float = 0.0
    """Rules 5 and 5b: people who got in touch of their own accord, a week."""
    variance: float = 1.0
    """Variance over mean of these weeks."""
    design: Design | None = None
    """Rule 5: the pause that is offered."""
    shows: Shows | None = None
    """Rules 5 and 5b: what it could show."""
    because: str = ""
    """Rules 5 and 5b: `bar`, `untraced` or `busy`: what the log cannot decide by."""
    busy: tuple[float, float] | None = None
    """The range of M12, where that is the reason."""
    untraced_share: float = 0.0
    missing: Missing | None = None
    """Rules 0 and H0: what is lacking."""
    reviews: int = 1
    """At how many reviews in a row it held: 2 where the rule asks for it, else 1."""
    hat: str = BRAND

    @property
    def code(self) -> str:
        """The number of the rule in METHOD 6."""
        return CODES[self.rule]

    @property
    def identity(self) -> tuple[str, str, str, str, bool]:
        """What makes it the same statement at another review."""
        sign = self.toward
        if self.gap and self.lived:
            sign = (self.lived.value or 0.0) > (self.gap.value or 0.0)
        return self.rule, self.channel, self.activity, self.kind, sign


class Verdicts(NamedTuple):
    """What a review says."""

    channels: tuple[Verdict, ...]
    """One of every brand channel with hours, those with most hours first."""
    activities: tuple[Verdict, ...]
    """Rule 3 between what was done; at most one."""
    hats: tuple[Verdict, ...]
    """Q, then motivation, then U and N."""

    def all(self) -> tuple[Verdict, ...]:
        """All of them in the order they are read: the hats, what was done, the channels."""
        return self.hats + self.activities + self.channels
