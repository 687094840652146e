"""The shapes that pictures in SVG are made of, as text. They have classes and no colours: those are the page's.

Personal areas are plain, brand areas hatched, so that nothing is shown by colour alone. Every text is made visible and
escaped.
"""

from __future__ import annotations

from html import escape

from twohats.views.rows import user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WIDTH = 720
"""Of every picture, in its own units; it is drawn as wide as the page."""
NARROW = 350
"""That of the same picture for a telephone, where letters would be half as large."""

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


def number(value: float) -> str:
    """A length or a place, with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """A text at a place; `kind` is its class."""
    kinds = f' class="{kind}"' if kind else ""
    at = f'x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"'
    return f"<text{kinds} {at}>{safe(words)}</text>"


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A line between two places."""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line class="{kind}" {ends}/>'


def rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    """An area from its upper left corner."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}" height="{number(height)}"'
    return f'<rect class="{kind}" {place} rx="2"/>'


def dot(x: float, y: float, kind: str = "dot") -> str:
    """The point of an estimate, or a smaller one."""
    return f'<circle class="{kind}" cx="{number(x)}" cy="{number(y)}" r="{5 if kind == "dot" else 3.5}"/>'


def picture(parts: Iterable[str], height: float, says: str, *, width: float = WIDTH) -> str:
    """A whole picture; `says` is what a screen reader is told."""
    inside = "".join(parts)
    box = f'viewBox="0 0 {number(width)} {number(height)}"'
    return f'<svg role="img" {box} aria-label="{safe(says)}">{inside}</svg>'


def interval(
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
    parts = [line(x(max(low, ends[0])), y, x(min(high, ends[1])), y, kind)]
    for value, end, step in ((low, ends[0], -1), (high, ends[1], 1)):
        beyond = (value - end) * step > 0.05
        at = x(end if beyond else value)
        if beyond:
            points = f"{number(at + 7 * step)},{number(y)} {number(at)},{number(y - size)}"
            parts.append(f'<polygon class="arrow" points="{points} {number(at)},{number(y + size)}"/>')
        elif not faint:
            parts.append(line(at, y - 5, at, y + 5, kind))
    return "".join(parts)


def level(y: float, left: float, name: str, *, zero: bool, width: float = WIDTH) -> str:
    """A line across the picture, named at its left."""
    return line(left, y, width, y, "zero" if zero else "grid") + text(left - 8, y + 4, name, "tick", "end")


def swatch(side: str) -> str:
    """A small piece of a side's filling, for a legend."""
    kind = f"fill-{side}"
    return f'<svg class="swatch" viewBox="0 0 18 12" aria-hidden="true">{rect(0, 0, 18, 12, kind)}</svg>'
