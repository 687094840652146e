"""What an estimate lacks, in words, with numbers: `2 more brand ratings`, `3 of 5 returns`."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures import figures
from twohats.views.dates import day_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.figures import Missing

NOT_YET = "not enough yet"
_BY_THEMSELVES = (figures.FEW, figures.RIPENING, figures.UNEVEN)
"""Reasons whose wording needs no `not enough yet` in front."""


def silence(missing: Missing | None) -> str:
    """`not enough yet: 2 more brand ratings`; what the numbers lack, in words."""
    if missing is None:
        return NOT_YET
    says = missing_says(missing)
    return says if missing.kind in _BY_THEMSELVES else f"{NOT_YET}: {says}"


def missing_says(missing: Missing | None) -> str:
    """`2 more brand ratings`; empty where nothing is missing."""
    if missing is None:
        return ""
    count, sides = missing.number, missing.sides
    match missing.kind:
        case figures.MORE_RATINGS:
            *first, (last, number) = sides.items()
            return " and ".join(
                [*(f"{each} more {side}" for side, each in first), more(number, f"{last} rating")]
            )
        case figures.SIDE_DAYS:
            return f"{' and '.join(sides)} ratings on {more(max(sides.values()), 'day')}"
        case figures.DAYS:
            return f"ratings on {more(count, 'day') if count else 'more days'}"
        case figures.UNRATED | figures.UNEVEN:
            return _rated_too_seldom(missing)
        case figures.ABOUT:
            return f"about {more(count, 'rating')}"
        case figures.NOTHING_ALIKE:
            return "nothing rated in both hats alike"
        case figures.WEEKS:
            return f"{more(count, 'week')} of both hats"
        case figures.RIPENING:
            return f"not before {day_text(missing.day)}: returns take {count // 7} weeks to come in"
        case figures.FEW:
            return f"too few to compare: {count} of {missing.of} returns"
        case figures.WEEKS_WITH_HOURS:
            return more(count, "week") + " with hours"
        case figures.HOURS:
            return f"{duration_text(count)} more"
        case figures.SAME_HOURS:
            return "every week had about the same hours"
        case figures.GUESSED:
            return "more than half of the minutes are guesses"
        case figures.ONE_END:
            return "all that came is of weeks alike"
        case figures.LOGGED_DAYS:
            return f"only {count} of {missing.of} days have a line"
        case figures.UNEVEN_WEEKS:
            return f"the weeks are too uneven: about {more(count, 'week')}"
    return missing.kind


def _rated_too_seldom(missing: Missing) -> str:
    side, *_ = missing.rated
    if missing.kind == figures.UNRATED:
        return f"only {rated_percent(missing.rated[side])} of {side} lines are rated"
    shares = (
        f"{rated_percent(missing.rated[each])} of {each}" for each in sorted(missing.rated, key=_side_first)
    )
    return f"{side} lines are rated less often: {' and '.join(shares)}"


def _side_first(name: str) -> tuple[int, str]:
    """Personal before brand; other groups by their names."""
    return (SIDES.index(name), "") if name in SIDES else (len(SIDES), name)


def more(count: int, what: str) -> str:
    """`1 more rating`, `2 more ratings`."""
    return f"{count} more {what}{'' if count == 1 else 's'}"


def rated_percent(rated: tuple[int, int]) -> str:
    """Entries rated, of so many, as `59 %`: rounded down, so that a share below a limit never reads as it."""
    part, whole = rated
    return f"{100 * part // whole} %" if whole else "-"
