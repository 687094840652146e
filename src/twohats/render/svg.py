"""The pictures of the page in SVG, as text. They have classes and no colours: those are the page's.

Personal areas are plain, brand areas hatched, so that nothing is shown by colour alone. Every text is made visible and
escaped.
"""

from __future__ import annotations

from html import escape
from math import ceil, floor, isfinite, log10

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures import sums
from twohats.views import wording
from twohats.views.dates import week_text
from twohats.views.rows import user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twohats.measures.figures import Gap, Minutes, Return, WeekFigures

WIDTH = 720

HATCH = (
    '<svg class="defs" aria-hidden="true" width="0" height="0"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch-ground" width="6" height="6"/><rect class="hatch-line" width="3.2" height="6"/>'
    "</pattern></defs></svg>"
)
"""The filling of brand areas; stands once in a page, before any picture."""


def safe(text: str) -> str:
    """Text that others wrote, for a place in the page: made visible and escaped."""
    return escape(user_text(text).text)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    kinds = f' class="{kind}"' if kind else ""
    at = f'x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}"'
    return f"<text{kinds} {at}>{safe(text)}</text>"


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    ends = f'x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"'
    return f'<line class="{kind}" {ends}/>'


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(max(width, 0))}" height="{_number(height)}"'
    return f'<rect class="{kind}" {place} rx="2"/>'


def _dot(x: float, y: float, kind: str = "dot") -> str:
    return f'<circle class="{kind}" cx="{_number(x)}" cy="{_number(y)}" r="{5 if kind == "dot" else 3.5}"/>'


def _picture(parts: Iterable[str], height: float, says: str) -> str:
    inside = "".join(parts)
    box = f'viewBox="0 0 {WIDTH} {_number(height)}"'
    return f'<svg role="img" {box} aria-label="{safe(says)}">{inside}</svg>'


def hours(minutes: Minutes) -> str:
    """Minutes by activity, a bar a side."""
    left, room = 70, WIDTH - 70 - 70
    full = max(max(minutes[side].values()) for side in SIDES) or 1
    parts, y = [], 0.0
    for activity in sums.shown_activities(minutes):
        parts.append(_text(0, y + 24, activity, "name"))
        for side in SIDES:
            length = minutes[side][activity] / full * room
            parts.append(_rect(left, y + 2, length, 14, f"fill-{side}"))
            parts.append(_text(left + length + 8, y + 14, duration_text(minutes[side][activity]), "value"))
            y += 18
        y += 12
    return _picture(parts, y - 8, "Hours by activity and hat; the table below has the numbers.")


def _interval(
    x: Callable[[float], float],
    y: float,
    low: float,
    high: float,
    ends: tuple[float, float],
    *,
    faint: bool = False,
) -> str:
    """A line from low to high with stops, or arrows where it goes on beyond the ends of the axis.

    A faint one is smaller and has no stops.
    """
    kind, size = ("faint-interval", 4) if faint else ("interval", 5)
    parts = [_line(x(max(low, ends[0])), y, x(min(high, ends[1])), y, kind)]
    for value, end, step in ((low, ends[0], -1), (high, ends[1], 1)):
        beyond = (value - end) * step > 0.05
        at = x(end if beyond else value)
        if beyond:
            points = f"{_number(at + 7 * step)},{_number(y)} {_number(at)},{_number(y - size)}"
            parts.append(f'<polygon class="arrow" points="{points} {_number(at)},{_number(y + size)}"/>')
        elif not faint:
            parts.append(_line(at, y - 5, at, y + 5, kind))
    return "".join(parts)


def gaps(gaps: Sequence[Gap]) -> str:
    """Brand minus personal on an axis around zero, as lived and below it like for like; known gaps only."""
    known = [gap for gap in gaps if wording.known(gap.lived)]
    ends = [abs(end or 0.0) for gap in known for end in gap.lived[:3]]
    reach = min(max(2, ceil(max(ends, default=2) - 0.05)), 4)
    left, right, top = 140, WIDTH - 160, 22.0

    def x(value: float) -> float:
        return left + (min(max(value, -reach), reach) + reach) / (2 * reach) * (right - left)

    bottom = top + 44 * len(known)
    parts = []
    for tick in range(-reach, reach + 1):
        parts.append(_line(x(tick), top, x(tick), bottom, "zero" if tick == 0 else "grid"))
        parts.append(_text(x(tick), 14, wording.points(tick).removesuffix(".0"), "tick", "middle"))
    for number, gap in enumerate(known):
        parts.append(_gap(gap, x, top + 44 * number + 18, float(reach)))
    return _picture(
        parts, bottom + 2, " ".join(f"{wording.gap_name(gap)}: {wording.gap_says(gap)}." for gap in known)
    )


def _gap(gap: Gap, x: Callable[[float], float], y: float, reach: float) -> str:
    value, low, high = (end or 0.0 for end in gap.lived[:3])
    parts = [
        _text(0, y + 5, wording.gap_name(gap), "name"),
        _interval(x, y, low, high, (-reach, reach)),
        _dot(x(value), y),
        _text(WIDTH, y + 5, wording.estimate_says(gap.lived), "value", "end"),
    ]
    if wording.alike_says(gap):
        value, low, high = (end or 0.0 for end in gap.alike[:3])
        parts += [
            _interval(x, y + 15, low, high, (-reach, reach), faint=True),
            _dot(x(value), y + 15, "faint-dot"),
            _text(WIDTH, y + 20, wording.estimate_says(gap.alike), "tick", "end"),
        ]
    return "".join(parts)


def known_ratios(returns: Iterable[Return]) -> list[Return]:
    """The returns whose ratio may be shown."""
    return [each for each in returns if each.per_hour.enough and each.per_hour.low is not None]


def ratios(returns: Sequence[Return]) -> str:
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
    left, right, top = 140, WIDTH - 160, 22.0

    def x(power: float) -> float:
        return left + (min(max(power, -reach), reach) + reach) / (2 * reach) * (right - left)

    bottom = top + 36 * len(known)
    parts = []
    for tick in range(-half_tens, half_tens + 1):
        at = x(tick / 2)
        parts.append(_line(at, top, at, bottom, "zero" if tick == 0 else "grid"))
        label = f"{float(f'{10 ** (tick / 2):.0e}'):g} \N{MULTIPLICATION SIGN}" if tick else "same"
        parts.append(_text(at, 14, label, "tick", "middle"))
    for number, each in enumerate(known):
        parts.append(_ratio(each, x, top + 36 * number + 20, reach))
    return _picture(
        parts, bottom, " ".join(f"{e.kind}: {wording.ratio_sentence(e.per_hour)}." for e in known)
    )


def _power(value: float | None) -> float:
    """The power of ten, with something beyond every axis for zero and for no limit."""
    if value is None or not isfinite(value):
        return 9.0
    return log10(value) if value > 0 else -9.0


def _ratio(came: Return, x: Callable[[float], float], y: float, reach: float) -> str:
    ratio = came.per_hour
    low, high = _power(ratio.low), _power(ratio.high)
    parts = [_text(0, y + 5, came.kind, "name"), _interval(x, y, low, high, (-reach, reach))]
    if ratio.value and isfinite(ratio.value):
        parts.append(_dot(x(_power(ratio.value)), y))
    says = wording.ratio_says(ratio, times="\N{MULTIPLICATION SIGN}").partition(",")[0]
    return "".join([*parts, _text(WIDTH, y + 5, says, "value", "end")])


def weeks_of_hours(weeks: Sequence[WeekFigures]) -> str:
    """Hours by week, the sides on top of each other, newest to the right."""
    left, top, bottom = 44, 12, 132
    each = (WIDTH - left) / max(len(weeks), 1)
    most = max((sums.all_minutes(week.minutes) for week in weeks), default=0) or 1
    step = _step(most)
    full = ceil(most / step) * step
    parts = []
    for minutes in range(0, full + 1, step):
        y = bottom - minutes / full * (bottom - top)
        parts.append(_level(y, left, duration_text(minutes) if minutes else "0", zero=not minutes))
    for number, week in enumerate(weeks):
        x, y = left + each * number, float(bottom)
        for side in SIDES:
            height = sums.side_minutes(week.minutes, side) / full * (bottom - top)
            y -= height
            parts.append(_rect(x + each * 0.2, y, each * 0.6, height, f"fill-{side}"))
    parts += _week_names(weeks, left, each, bottom + 18)
    return _picture(parts, bottom + 24, "Hours by week and hat; the table below has the numbers.")


def _level(y: float, left: float, name: str, *, zero: bool) -> str:
    """A line across the picture, named at its left."""
    return _line(left, y, WIDTH, y, "zero" if zero else "grid") + _text(left - 8, y + 4, name, "tick", "end")


def _step(most: int) -> int:
    """Minutes between two lines of the axis, so that there are at most five."""
    for hours in (1, 2, 5, 10, 20, 50):
        if most <= hours * 60 * 5:
            return hours * 60
    return ceil(most / 5)


def weeks_of_gaps(weeks: Sequence[WeekFigures], rating: str = "motivation") -> str:
    """One gap by week with its interval; a week without an estimate stays empty."""
    left, top, bottom = 44, 12, 132
    each = (WIDTH - left) / max(len(weeks), 1)
    found = [_estimate(week, rating) for week in weeks]
    values = [value for estimate in found if estimate for value in estimate]
    ends = (max(min(-2, floor(min(values, default=0))), -4), min(max(2, ceil(max(values, default=0))), 4))

    def y(value: float) -> float:
        return bottom - (value - ends[0]) / (ends[1] - ends[0]) * (bottom - top)

    parts = [
        _level(y(tick), left, wording.points(tick).removesuffix(".0"), zero=not tick)
        for tick in range(ends[0], ends[1] + 1)
    ]
    for number, estimate in enumerate(found):
        if estimate:
            value, low, high = map(y, estimate)
            x = left + each * (number + 0.5)
            parts += [_rect(x - each * 0.18, high, each * 0.36, low - high, "band"), _dot(x, value)]
    parts += _week_names(weeks, left, each, bottom + 18)
    return _picture(parts, bottom + 24, f"The {rating} gap by week; the table below has the numbers.")


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
        _text(left + each * (number + 0.5), y, week_text(week.week).removeprefix("Week "), "tick", "middle")
        for number, week in enumerate(weeks)
        if (last - number) % every == 0
    ]


def swatch(side: str) -> str:
    """A small piece of a side's filling, for a legend."""
    kind = f"fill-{side}"
    return f'<svg class="swatch" viewBox="0 0 18 12" aria-hidden="true">{_rect(0, 0, 18, 12, kind)}</svg>'
