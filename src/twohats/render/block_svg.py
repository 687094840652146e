"""The pictures of a view of blocks in SVG, as text."""

from __future__ import annotations

from twohats.render import shapes
from twohats.text import width as columns
from twohats.views import week_columns
from twohats.views.block_plain import dot_says, spark_says
from twohats.views.rows import user_text
from twohats.views.scales import has_interval, scale_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.views.blocks import Dot, Dots, Sparks
    from twohats.views.scales import Scale

_LETTER, _SMALL = 7.6, 7.2  # how wide a letter of a name is, and one of a value
_NAME, _VALUE = 26, 30  # letters of a name and of what stands beside a picture; the table has them whole
_LEAST_LEFT = 90.0
_BARS = 120
"""Of so many weeks there is a bar each, of more a bar for several."""


def sparks(block: Sparks) -> str:
    """Rows of bars over the same weeks, on one scale, the months above."""
    each = week_columns.grouped(len(block.weeks), _BARS)
    rows = [week_columns.means(spark.values, each) for spark in block.sparks]
    found = [value for row in rows for value in row if value is not None]
    low, high = min([0.0, *found]), max(found, default=0.0)
    left = _left([spark.label for spark in block.sparks])
    figures = max([len(block.columns), *(len(spark.cells) for spark in block.sparks)])
    right = shapes.WIDTH - figures * 84.0
    count = max([1, *map(len, rows)])
    step = min((right - left) / count, 26.0)
    # The numbers stand beside the bars, however few these are.
    right = min(right, left + step * count + 16) if figures else right
    parts = [
        shapes.text(left + step * at, 14, name, "tick") for at, name in week_columns.names(block.weeks, each)
    ]
    parts += [
        shapes.text(right + 84 * (at + 1), 14, _fit(name, 11), "tick", "end")
        for at, name in enumerate(block.columns)
    ]
    for number, (spark, values) in enumerate(zip(block.sparks, rows, strict=True)):
        y = 24.0 + 44 * number
        parts.append(_bars(values, spark.side, (left, step), y, (low, high)))
        parts.append(shapes.text(0, y + 34, _fit(spark.label, _NAME), "name"))
        for at, cell in enumerate(spark.cells):
            parts.append(shapes.text(right + 84 * (at + 1), y + 34, _fit(cell.text, 11), "value", "end"))
    says = " ".join(f"{spark_says(block, spark)}." for spark in block.sparks)
    return shapes.picture(parts, 30.0 + 44 * len(rows), says)


def _bars(
    values: list[float | None], side: str, place: tuple[float, float], y: float, ends: tuple[float, float]
) -> str:
    """One row of bars, 36 high, on the line of the lowest value."""
    left, step = place
    low, high = ends
    parts = [shapes.line(left, y + 36, left + step * len(values), y + 36, "grid")]
    for at, value in enumerate(values):
        if value is not None and value > low:
            height = max(36 * min((value - low) / (high - low), 1.0), 1.0) if high > low else 36.0
            parts.append(
                shapes.rect(left + step * at + step * 0.12, y + 36 - height, step * 0.76, height, _fill(side))
            )
    return "".join(parts)


def _fill(side: str) -> str:
    return f"fill-{side}" if side else "fill-plain"


def dots(block: Dots) -> str:
    """Estimates on one axis; those that are not known are left out."""
    known = [dot for dot in block.dots if has_interval(dot.low, dot.high)]
    scale = scale_of([(dot.value, dot.low, dot.high) for dot in known], block.around, block.reach)
    left = _left([dot.label for dot in known])
    right = shapes.WIDTH - 24 - _SMALL * min(max([12, *(columns.width(dot.text) for dot in known)]), _VALUE)
    middle, half = (left + right) / 2, (right - left) / 2
    bottom = 22.0 + 36 * len(known)
    parts = []
    for place, name in scale.ticks:
        at = middle + place * half
        parts.append(shapes.line(at, 22, at, bottom, "zero" if place == 0 else "grid"))
        parts.append(shapes.text(at, 14, name, "tick", "middle"))
    parts += [_dot(dot, scale, (middle, half), 42.0 + 36 * number) for number, dot in enumerate(known)]
    return shapes.picture(parts, bottom, " ".join(f"{dot_says(dot)}." for dot in known))


def _dot(dot: Dot, scale: Scale, place: tuple[float, float], y: float) -> str:
    middle, half = place

    def x(at: float) -> float:
        return middle + min(max(at, -1.0), 1.0) * half

    low, high = scale.place(dot.low or 0.0), scale.place(dot.high or 0.0)
    parts = [
        shapes.text(0, y + 5, _fit(dot.label, _NAME), "name"),
        shapes.interval(x, y, low, high, (-1.0, 1.0)),
    ]
    if dot.value is not None and not scale.is_beyond(scale.place(dot.value)):
        parts.append(shapes.dot(x(scale.place(dot.value)), y))
    return "".join([*parts, shapes.text(shapes.WIDTH, y + 5, _fit(dot.text, _VALUE), "value", "end")])


def _left(names: list[str]) -> float:
    """Where a picture begins beside these names."""
    widest = max([0, *(min(columns.width(user_text(name).text), _NAME) for name in names)])
    return max(_LEAST_LEFT, widest * _LETTER + 16)


def _fit(text: str, letters: int) -> str:
    return columns.fit(user_text(text).text, letters)
