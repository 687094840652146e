"""What is not understood, with the place in it marked."""

from __future__ import annotations

from twohats.format.paths import day_of
from twohats.text import width
from twohats.text.visible import visible
from twohats.views.rows import BLANK, Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

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


FEW = 10
"""Remarks of one kind that are shown one by one; of more of them, each day has a row."""
_DAYS = 10
"""Days of one kind that have a row: the latest."""
_KINDS = {
    "alias-with-table": "aliases that have a table",
    "copy": "copies that are not read",
    "doubled": "events that stand there twice",
    "future": "lines that are still to come",
    "in-silence": "lines of what a trial does without",
    "no-origin": "origins that fit nothing",
    "not-synced": "files that are not synced for their names",
    "not-taken-in": "lines of the inbox that are not understood",
    "other-date": "titles with another date",
    "overlap": "clock times that overlap",
    "stray-file": "files that are not read",
    "two-versions": "lines in two versions",
    "unknown-key": "keys that mean nothing here",
    "unknown-setting": "settings that mean nothing",
    "unknown-value": "values that mean nothing here",
    "unread-review-line": "lines of reviews that do not read",
}


def remark_rows(remarks: Sequence[Problem], *, every: bool) -> list[Row]:
    """Remarks as `hat check` shows them: those of a kind of which there are many by day, counted, unless `every`."""
    of_kind: dict[str, list[Problem]] = {}
    for remark in remarks:
        of_kind.setdefault(remark.code, []).append(remark)
    many = {code for code, those in of_kind.items() if len(those) > FEW and not every}
    rows = [row for remark in remarks if remark.code not in many for row in problem_rows(remark)]
    for code in sorted(many):
        rows += [BLANK] if rows else []
        rows += _gathered_rows(code, of_kind[code])
    if many:
        rows.append((Span("    hat check --all shows each, hat check DAY those of a day", "muted"),))
    return rows


def _gathered_rows(code: str, remarks: Sequence[Problem]) -> list[Row]:
    from twohats.views.wording import number_of  # not for `hat list`, which gathers none

    of_file: dict[str, list[Problem]] = {}
    for remark in remarks:
        of_file.setdefault(remark.path, []).append(remark)
    days = all(map(day_of, of_file))
    where = f"on {number_of(len(of_file), 'day')}" if days else f"in {number_of(len(of_file), 'file')}"
    rows: list[Row] = [
        (Span(f"{len(remarks):,} {_KINDS.get(code, code.replace('-', ' '))}, {where}", "heading"),)
    ]
    if len(of_file) > _DAYS:
        before = len(of_file) - _DAYS
        rows.append((Span(f"    {before:,} more {'days' if days else 'files'} before these", "muted"),))
    shown = list(of_file)[-_DAYS:]
    wide = max(len(day_of(path) or path) for path in shown)
    for path in shown:
        first, *more = of_file[path]
        rest = f", and {len(more):,} more" if more else ""
        name = f"    {day_of(path) or path:<{wide}}  "
        rows.append((user_text(name, "heading"), user_text(f"{len(more) + 1:>4,}  {first.message}{rest}")))
    return rows


def message_row(problem: Problem) -> Row:
    """What is wrong and what to do, in one row."""
    hint = (user_text(f"; {problem.hint}", "muted"),) if problem.hint else ()
    return (user_text(problem.message, "problem"), *hint)
