"""Sums for other programs: CSV for spreadsheets, and a table of Markdown."""

from __future__ import annotations

import re

from twohats.query.sums import LINES, NOISE, PEOPLE, RETURNS, Figures
from twohats.text.visible import visible
from twohats.views.rows import user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twohats.query.sums import Sums
    from twohats.views.blocks import Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula."""
_QUOTED = re.compile('[",\r\n]')
_MARKED = re.compile(r"([\\|`*_<>\[\]])")


def sums_csv(sums: Sums) -> str:
    """One line for each group, or for each two that have a line in common, as RFC 4180 has it; words as in the lines.

    Minutes and counts are whole numbers, amounts exact decimal ones. There is no line of totals: it would be added up.
    """
    currencies = sums.currencies()
    heads = [by.name.removesuffix(":") for by in sums.by]
    heads += ["minutes", "guessed_minutes", LINES, RETURNS, NOISE, PEOPLE, *currencies]
    found = [",".join(map(_text, heads))]
    for keys, figures in _records(sums):
        found.append(",".join([*map(_text, keys), *_numbers(figures, currencies)]))
    return "".join(f"{line}\r\n" for line in found)


def _records(sums: Sums) -> Iterator[tuple[tuple[str, ...], Figures]]:
    if not sums.by:
        yield (), sums.total
    elif not sums.columns:
        yield from (((row.key,), row.figures) for row in sums.rows)
    else:
        for row in sums.rows:
            for column in sums.columns:
                figures = sums.cells.get((row.key, column.key))
                if figures:
                    yield (row.key, column.key), figures


def _numbers(figures: Figures, currencies: Iterable[str]) -> list[str]:
    counts = (figures.minutes, figures.guessed, figures.lines, figures.returns, figures.noise, figures.people)
    return [*map(str, counts), *(figures.amounts.get(each, "0") for each in currencies)]


def _text(text: str) -> str:
    """A text as a cell: no terminal codes, no formula, and in quotes where it has to be."""
    text = visible(text, len(text))
    if text.startswith(_FORMULA):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) or text != text.strip() else text


def table_markdown(table: Table) -> str:
    """A table in Markdown; the notes below it as paragraphs."""
    heads = [column.heading for column in table.columns]
    right = [bool(at) and column.right for at, column in enumerate(table.columns)]
    lines = [_row(heads), _row_of("---:" if each else "---" for each in right)]
    lines += [_row([cell.text for cell in record.cells]) for record in table.records]
    return "".join(f"{line}\n" for line in [*lines, *(f"\n{_escaped(note)}" for note in table.notes)])


def _row(texts: Sequence[str]) -> str:
    return _row_of(map(_escaped, texts))


def _row_of(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _escaped(text: str) -> str:
    return _MARKED.sub(r"\\\1", user_text(text).text)
