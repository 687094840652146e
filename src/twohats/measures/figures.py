"""The results of a week's measures: plain values that views show without computing anything.

Two kinds of number, never mixed (METHOD 0.1). *Tallies* (minutes, counts, shares of time) are exact counts of what was
logged and have no interval. *Estimates* have `low` and `high`; without sufficient data they are not `enough`, all
their numbers are None and `missing` says what is lacking.
"""

from __future__ import annotations

from twohats.format.words import SIDES
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.decisions import Standing
    from twohats.measures.timeline import LeftOut
    from twohats.measures.trial_weeks import WeekTrial

Minutes = dict[str, dict[str, int]]
"""Side (`personal`, `brand`) to activity (`post read talk do`) to minutes; all eight are there."""


class Cover(NamedTuple):
    """How much of the week was logged (METHOD M21)."""

    days_logged: int
    """Days with a line that a person wrote."""
    days: int
    """Days of the week that have begun: 7, or fewer in the running week."""
    entries: int
    events: int
    minutes: int
    estimated_share: float
    """Share of the minutes that are guesses (`~40m`), 0..1."""
    left_out: LeftOut
    """What was not read, and so is in no number here."""
    taken_in: int = 0
    """How many of the entries and events were taken in from elsewhere."""


class Missing(NamedTuple):
    """What an estimate still lacks. `views.wording` is what puts it into words."""

    kind: str
    """One of the kinds below."""
    number: int = 0
    """How many more ratings (`ABOUT`) or weeks (`WEEKS`, `WEEKS_WITH_HOURS`, `UNEVEN_WEEKS`), how many returns there
    are (`FEW`), how many days returns take (`RIPENING`), or how many more minutes (`HOURS`)."""
    sides: dict[str, int] = {}  # noqa: RUF012  a default of a tuple's field, never changed
    """How many more ratings a side (`MORE_RATINGS`), or days with ratings (`SIDE_DAYS`)."""
    rated: dict[str, tuple[int, int]] = {}  # noqa: RUF012  likewise
    """The side or sides in question: entries rated, of so many (`UNRATED`, `UNEVEN`)."""
    of: int = 0
    """How many returns it takes (`FEW`), or how many days there were (`LOGGED_DAYS`)."""
    day: str = ""
    """ISO date before which it cannot be computed (`RIPENING`)."""


MORE_RATINGS = "ratings"
"""More ratings of one side or of both."""
SIDE_DAYS = "side days"
"""A side's ratings are all of one day."""
DAYS = "days"
"""The ratings are of too few days."""
UNRATED = "unrated"
"""Too many entries of a side have no rating."""
UNEVEN = "uneven"
"""One side is rated a good deal less often than the other."""
ABOUT = "about"
"""More ratings, roughly: the interval is too wide."""
NOTHING_ALIKE = "nothing alike"
"""The hats have no rated activity in common."""
WEEKS = "weeks"
"""More weeks with hours of both hats."""
RIPENING = "ripening"
"""Time: there are weeks enough, and the returns of some are not in yet."""
FEW = "few"
"""More returns."""
HOURS = "hours"
"""More hours: `number` minutes."""
WEEKS_WITH_HOURS = "weeks with hours"
"""More weeks with hours of the side or channel in question."""
SAME_HOURS = "same hours"
"""Weeks that differ: every one had about the same hours."""
ONE_END = "one end"
"""Weeks with returns: all of them came from the weeks with most hours or those with least, or from the oldest or the
newest."""
GUESSED = "guessed"
"""Measured minutes: more than half of those that it would be divided by are guesses."""
LOGGED_DAYS = "logged days"
"""Days with any line: there are `number` of `of` in some weeks."""
UNEVEN_WEEKS = "uneven weeks"
"""More weeks, roughly: what an hour brought differs too much from week to week."""


class Estimate(NamedTuple):
    """A gap over some weeks: brand minus personal, in points of the 1-5 scale, or what it lacks."""

    value: float | None
    low: float | None
    high: float | None
    """The gap and its 90 % interval (METHOD 3.1): all three, or none and `missing`."""
    n: dict[str, int]
    """Ratings a side that it rests on, or would."""
    rated: dict[str, tuple[int, int]]
    """Entries a side that carry this rating, and of so many. Interest and understanding are asked in turn, so an
    entry with either counts for both. Entries are those of post, read and talk, here and in `n`."""
    missing: Missing | None = None

    @property
    def enough(self) -> bool:
        """Whether there is an estimate."""
        return self.missing is None


class Bounds(NamedTuple):
    """What a gap would be with every missing rating at its worst, one way and the other: no interval."""

    low: float
    """Brand's missing at 1, personal's at 5."""
    high: float
    """Brand's at 5, personal's at 1."""


class Gap(NamedTuple):
    """How far apart the hats are in one rating (METHOD M1-M3 and M5s)."""

    rating: str
    """`motivation`, `interest`, `understanding` or `worth`."""
    lived: Estimate
    """Difference of plain means, over `weeks` weeks."""
    four_weeks: Estimate
    """The same over the four weeks that end with this one: what `alike` may be held against."""
    alike: Estimate
    """Like for like: the same activity compared with the same activity, over those four weeks."""
    one_hat_only: tuple[tuple[str, str], ...] = ()
    """What like for like has to leave out: an activity rated in one hat only, and the side it is."""
    weeks: int = 1
    """How many weeks, the last of them this one, `lived` rests on: 4 for `worth`, which is asked late and of few
    entries."""
    by_minutes: Estimate | None = None
    """The same as `four_weeks`, each rating weighted by the minutes of its entry (METHOD 2.5). Like the two below it is
    there where `gap_sensitivity` was asked."""
    by_minutes_shift: dict[str, float] = {}  # noqa: RUF012  a default of a tuple's field, never changed
    """How much higher the mean of a side is by minutes; below 0 where its long entries are rated lower."""
    unrated_at_worst: Bounds | None = None
    """What `four_weeks` would be with the missing ratings at their worst; None where nothing is missing, or where that
    says nothing."""


class Ratio(NamedTuple):
    """Returns per hour, brand over personal, over the last weeks (METHOD 3.2)."""

    value: float | None
    low: float | None
    high: float | None
    """90 % interval; `high` may be infinite. None unless `enough`."""
    weeks: int
    """Matured weeks with hours that it rests on."""
    counts: dict[str, int]
    """Returns a side in those weeks, by effort, a person once per kind per week; `shared` come on top."""
    hours: dict[str, float]
    missing: Missing | None
    bounds: tuple[float, float] | None
    """The ratio with all untraced returns given to personal, then to brand; None when there are none or
    it cannot be formed. To be printed when more than 30 % are untraced (M22)."""
    shared: dict[str, int] = dict.fromkeys(SIDES, 0)
    """Returns of both hats whose half of this side fell in those weeks: half of each was counted."""
    untraced: int = 0
    """Returns that arrived in those weeks and are traced to nothing; what `bounds` is made of."""
    at_most: dict[str, float] = {}  # noqa: RUF012  likewise
    """What an hour of a side brings at most (95 %, one-sided); none for a side without hours, or with returns from
    under 4 weeks with hours."""

    @property
    def enough(self) -> bool:
        """Whether there is an estimate."""
        return self.missing is None


class Return(NamedTuple):
    """One kind of return: what arrived this week, and what an hour brings (M5, M22)."""

    kind: str
    personal: int
    """Arrived this week and traced to an entry in a personal hat."""
    brand: int
    unattributed: int
    """Arrived this week and traced to nothing: its own column, never spread over the others."""
    per_hour: Ratio
    both: int = 0
    """Arrived this week from someone both hats had been with in the 7 days before: in neither column, since
    half a return is not a count."""


class Noise(NamedTuple):
    """What came back and says nothing (M7), by the hat it was logged in."""

    personal: int
    brand: int
    share: float | None
    """noise / (noise + substance) of the week, both hats, 0..1; None below 5 in all."""
    spike_day: str
    """ISO date of a day whose noise is over 5 times the usual day's, or empty."""
    spike_count: int
    """How much of that day's noise is of its most frequent kind."""
    spike_kind: str
    share_without_spike: float | None
    """The share of the other days of the week, returns and all."""
    vanity: int = 0
    """Followers, views and the like as logged: in no other number here."""
    spike_total: int = 0
    """All noise of that day."""


class Sent(NamedTuple):
    """Gives and asks together, and how many of them are noise (M7, outbound)."""

    noise: int
    all_of_it: int
    share: float | None
    """Noise of all of it, 0..1; None below 5 in all."""


class FollowUp(NamedTuple):
    """A person to write to: met, and nothing one-to-one since (M9b)."""

    person: str
    met: str
    """ISO date of the first contact."""
    days: int
    """Days since then."""
    overdue: bool
    """False while the 14 days are still running."""
    is_declared: bool = False
    """Whether the line of that day says so (`met:`); else it is the first line here that tells of a contact."""


class Share(NamedTuple):
    """A part of a whole with its 90 % interval (Wilson), which is None below 5."""

    part: int
    whole: int
    low: float | None
    high: float | None


class Mix(NamedTuple):
    """Channels of one side over some weeks (M8)."""

    minutes: dict[str, int]
    """Channel to minutes, most first; the empty name for entries without a channel."""
    effective: float | None
    """Effective number of channels; None below 60 minutes on named channels, like `top_share`."""
    top_share: float | None


class Money(NamedTuple):
    """Sales of the week in one currency: never with an interval, never a rate (METHOD 3.2)."""

    currency: str
    total: str
    """A decimal number as text, so that no cent is lost."""
    sales: int
    largest: str
    """Empty where a line stands for several sales: its amount is that of all of them."""


class WeekFigures(NamedTuple):
    """Everything `hat week` knows about one week."""

    week: str
    """ISO name, `2026-W47`."""
    first: str
    last: str
    """ISO dates of its first and last day."""
    cover: Cover
    minutes: Minutes
    gaps: tuple[Gap, ...]
    """motivation, interest, understanding, worth, in this order."""
    returns: tuple[Return, ...]
    """Every kind of return, in the order of `words.RETURNS`, those without any included."""
    noise: Noise
    money: tuple[Money, ...]
    gives: int
    asks: int
    lost: dict[str, int]
    """People lost, a side."""
    new_people: tuple[str, ...]
    """People with their first real conversation this week (M10)."""
    follow_up: tuple[FollowUp, ...]
    mix: dict[str, Mix]
    mix_distance: float | None
    """Half the sum of absolute differences of time shares between the sides, 0..1 (M8)."""
    why: dict[str, int]
    """Minutes a why-tag; several tags count under each (M20)."""
    trace: dict[str, int] = {}  # noqa: RUF012  likewise
    """How this week's returns were traced: rung to count (METHOD 2.6), every rung of `tracing.RUNGS`."""
    question: str = ""
    """The week's one question; they rotate, nothing in the data chooses them."""
    why_minutes: int = 0
    """Minutes that carry any why-tag: what `why` is a share of."""
    followed_up: Share | None = None
    """Of the people first met 14 to 104 days ago, and not one-to-one, those with something one-to-one within 14
    days (M9b)."""
    named: frozenset[str] = frozenset()
    """Everyone named in the lines looked at: what a week that is handed on must not give away."""
    decided: tuple[Standing, ...] = ()
    """Where the week stands against the limits decided before it, those decided last first."""
    trials: tuple[WeekTrial, ...] = ()
    """What trials ask of the week: silence, half or double time, or nothing unusual."""
    sent: Sent | None = None
    """Gives and asks together, and how many of them are noise (M7)."""
    looked_from: str = ""
    """ISO date of the first day looked at, where lines are from then on; whoever was met before it looks new. Empty
    where the lines begin later, so that they are probably all there are."""
