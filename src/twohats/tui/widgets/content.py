"""What a view shows, which is worked out elsewhere."""

from __future__ import annotations

from twohats.values import NamedTuple
from twohats.views.rows import Row, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Content(NamedTuple):
    """What a view shows, as far as it is known."""

    of: object
    """What it is of: `2026-W47`. Anything else is looked at from its first row."""
    draw: Callable[[int], Any] | None = None
    """Its rows for a width, or what its widget draws them from; None while they are being worked out."""
    wrong: str = ""
    """Why there are none, if there are none and there will be none."""


def instead_of_rows(content: Content) -> Row:
    """What stands where there are no rows, or none yet."""
    wrong = content.wrong
    return (user_text(f" {wrong or 'Counting'}", "problem" if wrong else "muted"),)
