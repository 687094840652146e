"""The pictures of a week's page in SVG, as text."""

from __future__ import annotations

from math import ceil, floor, isfinite, log10

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures import sums
from twohats.render import shapes
from twohats.views import wording
from twohats.views.dates import week_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twohats.measures.figures import Gap, Minutes, Return, WeekFigures


def hours(minutes: Minutes, width: float = shapes.WIDTH) -> str:
    """Minutes by activity, a bar a side."""
    left, room = 70, width - 70 - 70
    full = max(max(minutes[side].values()) for side in SIDES) or 1
    parts, y = [], 0.0
    for activity in sums.shown_activities(minutes):
        parts.append(shapes.text(0, y + 24, activity, "name"))
        for side in SIDES:
            length = minutes[side][activity] / full * room
            parts.append(shapes.rect(left, y + 2, length, 14, f"fill-{side}"))
            parts.append(
                shapes.text(left + length + 8, y + 14, duration_text(minutes[side][activity]), "value")
            )
            y += 18
        y += 12
    return shapes.picture(
        parts, y - 8, "Hours by activity and hat; the table below has the numbers.", width=width
    )


def gaps(gaps: Sequence[Gap], width: float = shapes.WIDTH) -> str:
    """Brand minus personal on an axis around zero, as lived and below it like for like; known gaps only."""
    known = [gap for gap in gaps if wording.known(gap.lived)]
    ends = [abs(end or 0.0) for gap in known for end in gap.lived[:3]]
    reach = min(max(2, ceil(max(ends, default=2) - 0.05)), 4)
    left, right, each = _axis(width, 44, 78)
    top = 22.0

    def x(value: float) -> float:
        return left + (min(max(value, -reach), reach) + reach) / (2 * reach) * (right - left)

    bottom = top + each * len(known)
    parts = []
    for tick in range(-reach, reach + 1):
        parts.append(shapes.line(x(tick), top, x(tick), bottom, "zero" if tick == 0 else "grid"))
        parts.append(shapes.text(x(tick), 14, wording.points(tick).removesuffix(".0"), "tick", "middle"))
    for number, gap in enumerate(known):
        parts.append(_gap(gap, x, top + each * number + 18, float(reach), width))
    says = " ".join(f"{wording.gap_name(gap)}: {wording.gap_says(gap)}." for gap in known)
    return shapes.picture(parts, bottom + 2, says, width=width)


def _axis(width: float, each: float, narrow_each: float) -> tuple[float, float, float]:
    """Where an axis begins and ends between names and numbers, and how high a row is; on a narrow picture the numbers
    stand below the row.
    """
    return (140, width - 160, each) if width == shapes.WIDTH else (100, width - 14, narrow_each)


def _gap(gap: Gap, x: Callable[[float], float], y: float, reach: float, width: float) -> str:
    below = 0 if width == shapes.WIDTH else 30
    value, low, high = (end or 0.0 for end in gap.lived[:3])
    parts = [
        shapes.text(0, y + 5, wording.gap_name(gap), "name"),
        shapes.interval(x, y, low, high, (-reach, reach)),
        shapes.dot(x(value), y),
        shapes.text(width, y + 5 + below, wording.estimate_says(gap.lived), "value", "end"),
    ]
    if wording.alike_says(gap):
        value, low, high = (end or 0.0 for end in gap.alike[:3])
        parts += [
            shapes.interval(x, y + 15, low, high, (-reach, reach), faint=True),
            shapes.dot(x(value), y + 15, "faint-dot"),
            shapes.text(width, y + 20 + below, wording.estimate_says(gap.alike), "tick", "end"),
        ]
    return "".join(parts)


def known_ratios(returns: Iterable[Return]) -> list[Return]:
    """The returns whose ratio may be shown."""
    return [each for each in returns if each.per_hour.enough and each.per_hour.low is not None]


def ratios(returns: Sequence[Return], width: float = shapes.WIDTH) -> str:
    """What an hour of brand brings against an hour of personal, on an axis of factors around 1."""
    known = known_ratios(returns)
    finite = [
        abs(log10(value))
        for each in known
        for value in (each.per_hour.low, each.per_hour.value, each.per_hour.high)
        if value and isfinite(value)
    ]
    half_tens = min(max(2, ceil(2 * max(finite, default=1) - 0.05)), 6)
    reach = half_tens / 2
    left, right, height = _axis(width, 36, 54)
    top = 22.0

    def x(power: float) -> float:
        return left + (min(max(power, -reach), reach) + reach) / (2 * reach) * (right - left)

    bottom = top + height * len(known)
    parts = []
    for tick in range(-half_tens, half_tens + 1):
        at = x(tick / 2)
        parts.append(shapes.line(at, top, at, bottom, "zero" if tick == 0 else "grid"))
        label = f"{float(f'{10 ** (tick / 2):.0e}'):g} \N{MULTIPLICATION SIGN}" if tick else "same"
        parts.append(shapes.text(at, 14, label, "tick", "middle"))
    for number, each in enumerate(known):
        parts.append(_ratio(each, x, top + height * number + 20, reach, width))
    says = " ".join(f"{e.kind}: {wording.ratio_sentence(e.per_hour)}." for e in known)
    return shapes.picture(parts, bottom, says, width=width)


def _power(value: float | None) -> float:
    """The power of ten, with something beyond every axis for zero and for no limit."""
    if value is None or not isfinite(value):
        return 9.0
    return log10(value) if value > 0 else -9.0


def _ratio(came: Return, x: Callable[[float], float], y: float, reach: float, width: float) -> str:
    ratio = came.per_hour
    low, high = _power(ratio.low), _power(ratio.high)
    parts = [shapes.text(0, y + 5, came.kind, "name"), shapes.interval(x, y, low, high, (-reach, reach))]
    if ratio.value and isfinite(ratio.value):
        parts.append(shapes.dot(x(_power(ratio.value)), y))
    says = wording.ratio_says(ratio).partition(",")[0]
    return "".join(
        [*parts, shapes.text(width, y + (5 if width == shapes.WIDTH else 24), says, "value", "end")]
    )


def weeks_of_hours(weeks: Sequence[WeekFigures], width: float = shapes.WIDTH) -> str:
    """Hours by week, the sides on top of each other, newest to the right."""
    left, top, bottom = 44, 12, 132
    each = (width - left) / max(len(weeks), 1)
    most = max((sums.all_minutes(week.minutes) for week in weeks), default=0) or 1
    step = _step(most)
    full = ceil(most / step) * step
    parts = []
    for minutes in range(0, full + 1, step):
        y = bottom - minutes / full * (bottom - top)
        parts.append(
            shapes.level(y, left, duration_text(minutes) if minutes else "0", zero=not minutes, width=width)
        )
    for number, week in enumerate(weeks):
        x, y = left + each * number, float(bottom)
        for side in SIDES:
            height = sums.side_minutes(week.minutes, side) / full * (bottom - top)
            y -= height
            parts.append(shapes.rect(x + each * 0.2, y, each * 0.6, height, f"fill-{side}"))
    parts += _week_names(weeks, left, each, bottom + 18)
    return shapes.picture(
        parts, bottom + 24, "Hours by week and hat; the table below has the numbers.", width=width
    )


def _step(most: int) -> int:
    """Minutes between two lines of the axis, so that there are at most five."""
    for hours in (1, 2, 5, 10, 20, 50):
        if most <= hours * 60 * 5:
            return hours * 60
    return ceil(most / 5)


def weeks_of_gaps(weeks: Sequence[WeekFigures], width: float = shapes.WIDTH) -> str:
    """One gap by week with its interval; a week without an estimate stays empty."""
    left, top, bottom = 44, 12, 132
    each = (width - left) / max(len(weeks), 1)
    rating = "motivation"
    found = [_estimate(week, rating) for week in weeks]
    values = [value for estimate in found if estimate for value in estimate]
    ends = (max(min(-2, floor(min(values, default=0))), -4), min(max(2, ceil(max(values, default=0))), 4))

    def y(value: float) -> float:
        return bottom - (value - ends[0]) / (ends[1] - ends[0]) * (bottom - top)

    parts = [
        shapes.level(y(tick), left, wording.points(tick).removesuffix(".0"), zero=not tick, width=width)
        for tick in range(ends[0], ends[1] + 1)
    ]
    for number, estimate in enumerate(found):
        if estimate:
            value, low, high = map(y, estimate)
            x = left + each * (number + 0.5)
            parts += [
                shapes.rect(x - each * 0.18, high, each * 0.36, low - high, "band"),
                shapes.dot(x, value),
            ]
    parts += _week_names(weeks, left, each, bottom + 18)
    return shapes.picture(
        parts, bottom + 24, f"The {rating} gap by week; the table below has the numbers.", width=width
    )


def _estimate(week: WeekFigures, rating: str) -> tuple[float, float, float] | None:
    """A week's gap with the ends of its interval; None where it is not known."""
    for gap in week.gaps:
        if gap.rating == rating and wording.known(gap.lived):
            return gap.lived.value or 0.0, gap.lived.low or 0.0, gap.lived.high or 0.0
    return None


def _week_names(weeks: Sequence[WeekFigures], left: float, each: float, y: float) -> list[str]:
    every = ceil(30 / each)  # a name takes 30
    last = len(weeks) - 1
    return [
        shapes.text(
            left + each * (number + 0.5), y, week_text(week.week).removeprefix("Week "), "tick", "middle"
        )
        for number, week in enumerate(weeks)
        if (last - number) % every == 0
    ]
