"""Rows to text with colours for a terminal."""

from __future__ import annotations

from twohats.appearance.palette import ANSI, of_16, of_256, rgb
from twohats.appearance.roles import BOLD, DIM
from twohats.text.visible import visible
from twohats.views.rows import row_text, trimmed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twohats.views.rows import Row

NO_COLOURS, SIXTEEN, MANY, TRUE = 0, 16, 256, 1 << 24
"""How many colours a terminal has; the caller knows, since it reads the environment."""

_RESET = "\x1b[0m"


def ansi(rows: Iterable[Row], palette: Mapping[str, str], depth: int) -> str:
    """The text of the rows with SGR codes, each ended by a newline; no code at all where `depth` is 0.

    `palette` maps roles to colours. Backgrounds are left alone, and so is what has the colour of plain text
    or none: a theme does not know whether this terminal is light or dark. Every row ends reset.
    """
    own = palette.get("text", "")
    palette = {role: colour for role, colour in palette.items() if colour != own}
    codes: dict[str, str] = {}
    return "".join([f"{_line(trimmed(row), palette, depth, codes)}\n" for row in rows])


def _line(row: Row, palette: Mapping[str, str], depth: int, codes: dict[str, str]) -> str:
    """A row; `codes` are those of the roles so far."""
    if not depth:
        text = row_text(row)
        return visible(text, len(text))
    parts = []
    for text, role in row:
        shown = visible(text, len(text))
        if role not in codes:
            codes[role] = _code(role, palette.get(role, "ansi_default"), depth)
        code = codes[role] if shown.strip(" ") else ""
        parts.append(f"\x1b[{code}m{shown}{_RESET}" if code else shown)
    return "".join(parts)


def _code(role: str, colour: str, depth: int) -> str:
    """The SGR numbers for a role in a colour, `1;38;5;208`; empty where it looks like any text."""
    codes = ["1"] if role in BOLD else []
    numbers = rgb(colour)
    own = ANSI.get(colour, -1)
    if own >= 0:
        codes.append(_of_sixteen(own))
    elif role in DIM and (numbers is None or depth < MANY):
        codes.append("2")  # the grey among the sixteen is the background itself in some terminals
    elif numbers is None:
        pass
    elif depth >= TRUE:
        codes.append("38;2;" + ";".join(map(str, numbers)))
    elif depth >= MANY:
        codes.append(f"38;5;{of_256(numbers)}")
    else:
        codes.append(_of_sixteen(of_16(numbers)))
    return ";".join(codes)


def _of_sixteen(number: int) -> str:
    return str(30 + number if number < 8 else 82 + number)
