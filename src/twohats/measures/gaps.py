"""How far apart the hats are in motivation, interest, understanding and worth (M1-M3, M5s; METHOD 3.1).

Ratings of post, read and talk only. What else an hour could have gone to (`do`) is what the hats are held
against, not part of either: thirty hours of service in the brand hat would drown the question otherwise.
"""

from __future__ import annotations

from twohats.intervals.gaps import GapInterval, Jackknife, Rated, jackknife, pooled_interval, ratings_missing
from twohats.measures.figures import Gap
from twohats.measures.silences import both_of, more, percent
from twohats.words import BRAND, PERSONAL, RATINGS, SIDES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.measures.timeline import Sitting

POOLED_WEEKS = 8
"""This week and the earlier ones that lend it their spread."""
LIKE_WEEKS = 4
"""Weeks that like for like, and the worth of entries, look back over."""
WORTH = "worth"

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


def gaps(sittings: Sequence[Sitting]) -> tuple[Gap, ...]:
    """The four gaps of the week that `sittings` end with, in the order of `words.RATINGS`."""
    social = [each for each in sittings if each.social and each.week < POOLED_WEEKS]
    return tuple(_gap(social, rating) for rating in RATINGS.values())


def _gap(sittings: Sequence[Sitting], rating: str) -> Gap:
    weeks = LIKE_WEEKS if rating == WORTH else 1
    gap, interval = over_weeks(sittings, rating) if rating == WORTH else as_lived(sittings, rating)
    rated = _rated(sittings, rating, range(weeks))
    missing = _too_few(rated) or _skipped(sittings, rating, weeks)
    missing = missing or _too_wide(interval, WIDEST_WEEK if weeks == 1 else WIDEST_WEEKS, rated)
    shown = None if missing else interval
    n = _ratings(rated)
    like, like_interval, like_missing = _like(sittings, rating)
    return Gap(
        rating,
        as_lived=gap.gap if gap and min(n.values()) >= LEAST_RATINGS else None,
        low=shown.low if shown else None,
        high=shown.high if shown else None,
        like_for_like=like,
        like_for_like_low=like_interval.low if like_interval else None,
        like_for_like_high=like_interval.high if like_interval else None,
        n=n,
        rated_share=_rated_share(sittings, rating, weeks),
        enough=not missing,
        missing=missing,
        like_for_like_missing=like_missing,
        one_hat_only=_one_hat_only(sittings, rating),
        weeks=weeks,
    )


def as_lived(sittings: Sequence[Sitting], rating: str) -> tuple[Jackknife | None, GapInterval | None]:
    """The gap of plain means of the week, and its interval with the spread of up to 7 earlier weeks.

    No interval without the least data. Whether it is narrow enough to show is for `gaps` to say.
    """
    weeks = [_rated(sittings, rating, range(n, n + 1)) for n in range(POOLED_WEEKS)]
    now, *earlier = (jackknife(week) for week in weeks)
    if now is None or _too_few(weeks[0]):
        return now, None
    return now, pooled_interval(now, [week for week in earlier if week])


def over_weeks(sittings: Sequence[Sitting], rating: str) -> tuple[Jackknife | None, GapInterval | None]:
    """The gap of plain means over four weeks, which have days enough to need no other weeks' spread."""
    return _alone(_rated(sittings, rating, range(LIKE_WEEKS)))


def like_for_like(sittings: Sequence[Sitting], rating: str) -> tuple[Jackknife | None, GapInterval | None]:
    """The gap within the same activity, over four weeks; within the same channel too once that can be."""
    return _alone(_rated(sittings, rating, range(LIKE_WEEKS), _strata(sittings, rating)))


def _alone(rated: list[Rated]) -> tuple[Jackknife | None, GapInterval | None]:
    found = jackknife(rated)
    return found, pooled_interval(found) if found else None


def _rating(sitting: Sitting, rating: str) -> int | None:
    value: int | None = getattr(sitting.entry, rating)
    return value


def _activity(sitting: Sitting) -> str:
    return sitting.entry.activity


def _activity_and_channel(sitting: Sitting) -> str:
    return f"{sitting.entry.activity} {sitting.entry.channel}"


def _rated(
    sittings: Sequence[Sitting], rating: str, weeks: range, stratum: Callable[[Sitting], str] | None = None
) -> list[Rated]:
    """The ratings of some weeks; in one stratum, or in those that `stratum` puts them in."""
    return [
        (each.when[0], stratum(each) if stratum else "", each.side == BRAND, value)
        for each in sittings
        if each.week in weeks and (value := _rating(each, rating)) is not None
    ]


def _strata(sittings: Sequence[Sitting], rating: str) -> Callable[[Sitting], str]:
    """By activity; by activity and channel once every cell in use has 3 ratings and no activity is lost."""
    cells: dict[tuple[str, str], int] = {}
    activities: set[tuple[str, str]] = set()
    for each in sittings:
        if each.week < LIKE_WEEKS and _rating(each, rating) is not None:
            cell = (each.side, _activity_and_channel(each))
            cells[cell] = cells.get(cell, 0) + 1
            activities.add((each.side, each.entry.activity))
    kept = {cell.split(" ")[0] for cell in _shared(set(cells))}
    enough = all(count >= LEAST_RATINGS for count in cells.values())
    return _activity_and_channel if enough and kept == _shared(activities) else _activity


def _shared(cells: set[tuple[str, str]]) -> set[str]:
    """The strata that both sides have."""
    personal, brand = ({stratum for side, stratum in cells if side == each} for each in SIDES)
    return personal & brand


def _like(sittings: Sequence[Sitting], rating: str) -> tuple[float | None, GapInterval | None, str]:
    """The like-for-like gap and its interval, or neither and why."""
    found, interval = like_for_like(sittings, rating)
    stratum = _strata(sittings, rating)
    rated = _rated(sittings, rating, range(LIKE_WEEKS), stratum)
    shared = _shared({(BRAND if brand else PERSONAL, each) for _, each, brand, _ in rated})
    if rated and not shared:
        return None, None, "nothing rated in both hats alike"
    compared = [each for each in rated if each[1] in shared]
    missing = (
        _too_few(compared)
        or _skipped(sittings, rating, LIKE_WEEKS)
        or _too_wide(interval, WIDEST_WEEKS, compared)
    )
    return (None, None, missing) if missing or not found else (found.gap, interval, "")


def _one_hat_only(sittings: Sequence[Sitting], rating: str) -> tuple[tuple[str, str], ...]:
    """Activities rated by one side only in the weeks of like for like, and that side."""
    rated = _rated(sittings, rating, range(LIKE_WEEKS), _activity)
    cells = {(each, BRAND if brand else PERSONAL) for _, each, brand, _ in rated}
    shared = _shared({(side, activity) for activity, side in cells})
    return tuple(sorted(cell for cell in cells if cell[0] not in shared))


def _ratings(rated: Sequence[Rated]) -> dict[str, int]:
    brand = sum(each[2] for each in rated)
    return {PERSONAL: len(rated) - brand, BRAND: brand}


def _rated_share(sittings: Sequence[Sitting], rating: str, weeks: int) -> dict[str, float | None]:
    """Share of a side's entries that were rated when asked; None without entries."""
    turn = _IN_TURN.get(rating, rating)
    shares: dict[str, float | None] = {}
    for side in SIDES:
        entries = [each for each in sittings if each.side == side and each.week < weeks]
        answered = sum(any(_rating(each, name) is not None for name in (rating, turn)) for each in entries)
        shares[side] = answered / len(entries) if entries else None
    return shares


def _too_few(rated: Sequence[Rated]) -> str:
    """What the least data of METHOD 3.1 lack: ratings first, then days they stand on."""
    short = {side: LEAST_RATINGS - count for side, count in _ratings(rated).items()}
    if max(short.values()) > 0:
        wanted = {side: count for side, count in short.items() if count > 0}
        *first, (last, count) = wanted.items()
        return both_of(*(f"{number} more {side}" for side, number in first), more(count, f"{last} rating"))
    days = {side: {day for day, _, brand, _ in rated if brand == (side == BRAND)} for side in SIDES}
    thin = [side for side in SIDES if len(days[side]) < LEAST_DAYS_A_HAT]
    if thin:
        return f"{both_of(*thin)} ratings on 1 more day"
    if len(set().union(*days.values())) < LEAST_DAYS:
        return "ratings on 1 more day"
    return ""


def _skipped(sittings: Sequence[Sitting], rating: str, weeks: int) -> str:
    """Why the rated shares do not let the gap be trusted.

    Worth is asked of a few entries drawn at random, so its share says nothing.
    """
    if rating == WORTH:
        return ""
    shares = {side: share or 0.0 for side, share in _rated_share(sittings, rating, weeks).items()}
    low = min(SIDES, key=lambda side: shares[side])
    if shares[low] < LEAST_RATED:
        return f"only {percent(shares[low])} of {low} lines are rated"
    if max(shares.values()) - shares[low] >= MOST_APART:
        return f"{low} lines are rated less often: " + both_of(
            *(f"{percent(shares[side])} of {side}" for side in SIDES)
        )
    return ""


def _too_wide(interval: GapInterval | None, widest: float, rated: Sequence[Rated]) -> str:
    if interval is None:
        return "ratings on more days"
    if interval.half_width > widest:
        return "about " + more(ratings_missing(interval, widest, len(rated)), "rating")
    return ""
