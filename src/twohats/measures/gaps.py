"""How far apart the hats are in motivation, interest, understanding and worth (M1-M3, M5s; METHOD 3.1).

Ratings of post, read and talk only. `do` is the alternative use of an hour with which the hats are compared, not part
of either: otherwise thirty hours of service in the brand hat would dominate the result.
"""

from __future__ import annotations

from twohats.format.words import BRAND, PERSONAL, RATINGS, SIDES
from twohats.measures.figures import (
    ABOUT,
    DAYS,
    MORE_RATINGS,
    NOTHING_ALIKE,
    SIDE_DAYS,
    UNEVEN,
    UNRATED,
    Estimate,
    Gap,
    Missing,
)
from twohats.measures.intervals.gaps import (
    GapInterval,
    Jackknife,
    Rated,
    jackknife,
    pooled_interval,
    ratings_missing,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.timeline import TimedEntry

Answered = dict[str, tuple[int, int]]
"""Side to its entries that were rated when asked, and how many it has."""

POOLED_WEEKS = 8
"""This week and the earlier ones whose spread is used for it."""
LIKE_WEEKS = 4
"""Weeks that like for like, and the worth of entries, look back over."""
WORTH = "worth"
LEVEL = 0.90
"""Of the intervals of the week; reviews ask for more."""

LEAST_RATINGS = 3
LEAST_DAYS_A_HAT = 2
LEAST_DAYS = 3
WIDEST_WEEK = 1.0
WIDEST_WEEKS = 0.8
"""The half-width from which on an interval says nothing worth reading, over one week and over four."""
LEAST_RATED = 0.60
MOST_APART = 0.25
"""Rated shares under the one, or further apart than the other, may hide that bad hours go unrated."""

_IN_TURN = {"interest": "understanding", "understanding": "interest"}
"""Asked of every second entry each, so an entry with either was answered."""


def gaps(timed_entries: Sequence[TimedEntry]) -> tuple[Gap, ...]:
    """The four gaps of the week that `timed_entries` end with, in the order of `words.RATINGS` (M1-M3, M5s)."""
    social = [each for each in timed_entries if each.social and each.week < POOLED_WEEKS]
    return tuple(_gap(social, rating) for rating in RATINGS.values())


def gaps_over(
    timed_entries: Sequence[TimedEntry],
    weeks: range,
    *,
    ratings: Sequence[str] = tuple(RATINGS.values()),
    level: float = LEVEL,
) -> tuple[Gap, ...]:
    """The same over some weeks, counted back: `lived` and `alike` are both of all of them.

    Four weeks or more have days enough to need no other weeks' spread.
    """
    social = [each for each in timed_entries if each.social and each.week in weeks]
    return tuple(_gap_over(social, rating, weeks, level) for rating in ratings)


def _gap(timed_entries: Sequence[TimedEntry], rating: str) -> Gap:
    found = _gap_over(timed_entries, rating, range(LIKE_WEEKS))
    if rating == WORTH:
        return found
    week = range(1)
    answered = _answered(timed_entries, rating, week)
    lived = estimate(
        rating, week, _rated(timed_entries, rating, week), answered, as_lived(timed_entries, rating)
    )
    return found._replace(lived=lived, weeks=1)


def _gap_over(timed_entries: Sequence[TimedEntry], rating: str, weeks: range, level: float = LEVEL) -> Gap:
    by_activity = _rated(timed_entries, rating, weeks, by_activity=True)
    answered = _answered(timed_entries, rating, weeks)
    in_one = [(day, "", brand, value) for day, _, brand, value in by_activity]
    lived = estimate(rating, weeks, in_one, answered, _alone(in_one, level))
    only = _one_hat_only(by_activity)
    alike = _alike(rating, weeks, by_activity, answered, only, level)
    return Gap(rating, lived, lived, alike, only, len(weeks))


def estimate(
    rating: str,
    weeks: range,
    rated: Sequence[Rated],
    answered: Answered,
    found: tuple[Jackknife | None, GapInterval | None],
) -> Estimate:
    """The gap with its interval, or what it lacks; `rated` are the ratings it rests on."""
    gap, interval = found
    missing = too_few(rated, _ratings(rated))
    if not missing and rating != WORTH:  # asked of a few entries drawn at random: their share says nothing
        missing = skipped(answered)
    missing = missing or too_wide(interval, WIDEST_WEEK if len(weeks) == 1 else WIDEST_WEEKS, len(rated))
    if missing or not gap or not interval:
        return Estimate(None, None, None, _ratings(rated), answered, missing)
    return Estimate(gap.gap, interval.low, interval.high, _ratings(rated), answered)


def as_lived(timed_entries: Sequence[TimedEntry], rating: str) -> tuple[Jackknife | None, GapInterval | None]:
    """The gap of plain means of the week, and its interval with the spread of up to 7 earlier weeks.

    No interval without the least data. Whether it is narrow enough to show is for `gaps` to say.
    """
    weeks: list[list[Rated]] = [[] for _ in range(POOLED_WEEKS)]
    for each in timed_entries:
        if each.week < POOLED_WEEKS and (value := getattr(each.entry, rating)) is not None:
            weeks[each.week].append((each.when[0], "", each.side == BRAND, value))
    now, *earlier = (jackknife(week) for week in weeks)
    if now is None or too_few(weeks[0], _ratings(weeks[0])):
        return now, None
    return now, pooled_interval(now, [week for week in earlier if week])


def over_weeks(
    timed_entries: Sequence[TimedEntry],
    rating: str,
    weeks: range = range(LIKE_WEEKS),
    *,
    level: float = LEVEL,
) -> tuple[Jackknife | None, GapInterval | None]:
    """The gap of plain means over four weeks, which have days enough to need no other weeks' spread."""
    return _alone(_rated(timed_entries, rating, weeks), level)


def like_for_like(
    timed_entries: Sequence[TimedEntry],
    rating: str,
    weeks: range = range(LIKE_WEEKS),
    *,
    level: float = LEVEL,
) -> tuple[Jackknife | None, GapInterval | None]:
    """The gap within the same activity, over four weeks."""
    return _alone(_rated(timed_entries, rating, weeks, by_activity=True), level)


def _alone(rated: Sequence[Rated], level: float) -> tuple[Jackknife | None, GapInterval | None]:
    found = jackknife(rated)
    return found, pooled_interval(found, level=level) if found else None


def _rated(
    timed_entries: Sequence[TimedEntry], rating: str, weeks: range, *, by_activity: bool = False
) -> list[Rated]:
    """The ratings of some weeks; in one stratum, or in one for each activity."""
    return [
        (each.when[0], each.entry.activity if by_activity else "", each.side == BRAND, value)
        for each in timed_entries
        if each.week in weeks and (value := getattr(each.entry, rating)) is not None
    ]


def _alike(
    rating: str,
    weeks: range,
    rated: Sequence[Rated],
    answered: Answered,
    one_hat_only: Sequence[tuple[str, str]],
    level: float,
) -> Estimate:
    """The like-for-like gap. What it rests on are the ratings of activities that both hats have."""
    left_out = {activity for activity, _ in one_hat_only}
    compared = [each for each in rated if each[1] not in left_out]
    if rated and not compared:
        return Estimate(None, None, None, _ratings(compared), answered, Missing(NOTHING_ALIKE))
    return estimate(rating, weeks, compared, answered, _alone(rated, level))


def _one_hat_only(rated: Sequence[Rated]) -> tuple[tuple[str, str], ...]:
    """Activities rated by one side only, and that side; `rated` has a stratum for each activity."""
    cells = {(activity, BRAND if brand else PERSONAL) for _, activity, brand, _ in rated}
    return tuple(sorted((each, side) for each, side in cells if {(each, other) for other in SIDES} - cells))


def _ratings(rated: Sequence[Rated]) -> dict[str, int]:
    brand = sum(each[2] for each in rated)
    return {PERSONAL: len(rated) - brand, BRAND: brand}


def _answered(timed_entries: Sequence[TimedEntry], rating: str, weeks: range) -> Answered:
    """A side's entries that were rated when asked, and how many there are; of those taken in none was asked."""
    turn = _IN_TURN.get(rating, rating)
    rated, entries = dict.fromkeys(SIDES, 0), dict.fromkeys(SIDES, 0)
    for each in timed_entries:
        if each.week in weeks and not each.entry.is_taken_in:
            side, entry = each.side, each.entry
            entries[side] += 1
            if getattr(entry, rating) is not None or getattr(entry, turn) is not None:
                rated[side] += 1
    return {side: (rated[side], entries[side]) for side in SIDES}


def too_few(rated: Sequence[Rated], n: Mapping[str, int], second: str = BRAND) -> Missing | None:
    """What the least data of METHOD 3.1 lack: ratings first, then days they stand on.

    `n` has the ratings of each of the two groups, `second` is the one that the ratings call brand.
    """
    short = {name: LEAST_RATINGS - count for name, count in n.items() if count < LEAST_RATINGS}
    if short:
        return Missing(MORE_RATINGS, sides=short)
    days = {name: {day for day, _, is_second, _ in rated if is_second == (name == second)} for name in n}
    thin = {name: LEAST_DAYS_A_HAT - len(on) for name, on in days.items() if len(on) < LEAST_DAYS_A_HAT}
    if thin:
        return Missing(SIDE_DAYS, sides=thin)
    lacking = LEAST_DAYS - len(set().union(*days.values()))
    return Missing(DAYS, lacking) if lacking > 0 else None


def skipped(answered: Answered) -> Missing | None:
    """Why the rated shares of two groups make the difference between them unreliable."""
    shares = {name: rated / entries if entries else 0.0 for name, (rated, entries) in answered.items()}
    low = min(shares, key=lambda name: shares[name])
    if shares[low] < LEAST_RATED:
        return Missing(UNRATED, rated={low: answered[low]})
    if max(shares.values()) - shares[low] >= MOST_APART:
        return Missing(UNEVEN, rated={low: answered[low]} | answered)
    return None


def too_wide(interval: GapInterval | None, widest: float, ratings: int) -> Missing | None:
    """Whether there is no interval, or one too wide to say anything."""
    if interval is None:
        return Missing(DAYS)
    if interval.half_width > widest:
        return Missing(ABOUT, ratings_missing(interval, widest, ratings))
    return None
