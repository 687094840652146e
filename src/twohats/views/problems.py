"""What is not understood, with the place in it marked."""

from __future__ import annotations

from twohats.text import width
from twohats.text.visible import visible
from twohats.views.rows import Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.model import Problem

BEFORE, PLACE, AFTER = 60, 60, 60
"""Characters of a long line that are shown before the place, in it, and behind it."""


def marks(text: str, column: int, length: int) -> tuple[str, str]:
    """A line of text, cut to what is around the place, and the carets under it.

    The place is `length` characters from `column`, which counts from 1; without a column there are no carets.
    """
    if not column:
        return _shown(text, BEFORE + AFTER), ""
    at = min(column - 1, len(text))
    lead = _shown(text[max(0, at - BEFORE) : at], 10 * BEFORE)
    if at > BEFORE:
        lead = "\N{HORIZONTAL ELLIPSIS}" + lead
    place = _shown(text[at : at + max(1, length)], PLACE)
    rest = _shown(text[at + max(1, length) : at + max(1, length) + 2 * AFTER], AFTER)
    return lead + place + rest, " " * width.width(lead) + "^" * max(1, width.width(place))


def _shown(text: str, limit: int) -> str:
    return visible(text, limit).replace("\t", " ")


def problem_rows(problem: Problem) -> list[Row]:
    """A problem as `hat check` shows it: its place, what is wrong, the line with carets, what to do."""
    place = ":".join([problem.path, *(str(number) for number in (problem.line, problem.column) if number)])
    first = (user_text(place, "heading"), Span(": ", "text")) if place else ()
    rows: list[Row] = [(*first, user_text(problem.message, "problem"))]
    if problem.line and problem.text:
        text, carets = marks(problem.text, problem.column, problem.length)
        rows.append((user_text(f"    {text}"),))
        if carets:
            rows.append((Span(f"    {carets}", "warn"),))
    if problem.hint:
        rows.append((user_text(f"    {problem.hint}", "muted"),))
    return rows


def message_row(problem: Problem) -> Row:
    """What is wrong and what to do, in one row."""
    hint = (user_text(f"; {problem.hint}", "muted"),) if problem.hint else ()
    return (user_text(problem.message, "problem"), *hint)
