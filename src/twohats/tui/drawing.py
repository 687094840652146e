"""Converts rows with roles to strips of the screen, in the colours of the current theme."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.strip import Strip

from twohats.appearance.roles import BOLD, DIM, FOUND, ROLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.views.rows import Row

Styles = dict[str, Style]
"""A style for every role."""

WRONG = "wrong"
"""What `line.Part` calls a word that is not understood."""

POINTED = "pointed"
"""Stands in place of the role of a word that the keys point at."""


def role_styles(variables: Mapping[str, str]) -> Styles:
    """The styles of all roles from the variables of a theme (`role-text` and so on)."""
    return _styles(tuple(variables.get(f"role-{role}", "") for role in ROLES))


@lru_cache(maxsize=16)
def _styles(colours: tuple[str, ...]) -> Styles:
    found = {role: _style(role, colour) for role, colour in zip(ROLES, colours, strict=True)}
    found[WRONG] = found["problem"] + Style(underline=True)
    found[FOUND] = Style(bold=True, underline=True)
    found[POINTED] = Style(bold=True, reverse=True)
    return found


def _style(role: str, colour: str) -> Style:
    try:
        parsed = Color.parse(colour).rich_color if colour else None
    except ColorParseError:
        parsed = None
    dim = role in DIM and (parsed is None or parsed.is_default)
    return Style(color=parsed, bold=True if role in BOLD else None, dim=True if dim else None)


def strip_of(row: Row, styles: Styles, width: int, base: Style) -> Strip:
    """A row as a strip of exactly `width` cells, on the background of `base`."""
    segments = [Segment(text, styles.get(role)) for text, role in row if text]
    return Strip(segments).adjust_cell_length(width, None).apply_style(base)
