"""A view of blocks in sentences: the twin of its pictures, for a screen reader, a pipe or a very narrow terminal."""

from __future__ import annotations

from twohats.values import NamedTuple
from twohats.views.blocks import CLOSED, Door, Dots, Facts, Sparks, Table
from twohats.views.rows import whole_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twohats.views.blocks import Block, Dot, Record, Spark, View

_SIGNS = {"\N{EN DASH}": "-", "\N{MINUS SIGN}": "-"}
"""Signs of numbers that a reader of sentences may not be told, and what stands for them."""
_FACTOR = "(?<=[0-9]) \N{MULTIPLICATION SIGN}|(?<=or more) \N{MULTIPLICATION SIGN}"
"""The sign behind a factor, which is read as a letter."""
_ENDS = (".", "!", "?", ":", "\N{HORIZONTAL ELLIPSIS}")


class Statement(NamedTuple):
    """A line of text, and what it opens."""

    text: str
    door: Door = CLOSED


def view_plain(view: View) -> str:
    """The view as lines of text: ASCII apart from names, no tabs, no pictures, one statement a line."""
    return "".join(f"{each.text}\n" for each in statements(view))


def statements(view: View) -> list[Statement]:
    """The lines of `view_plain`, each with its door."""
    found = [Statement(", ".join(filter(None, (view.title, view.subject))))]
    if view.cover:
        found.append(Statement(view.cover.replace(" \N{MIDDLE DOT} ", ", ")))
    for block in view.blocks:
        found += block_statements(block)
    shown = (each._replace(text=_ended(_without_factors(whole_text(each.text)))) for each in found)
    return [each for each in shown if each.text or each.door != CLOSED]


def _without_factors(text: str) -> str:
    """The text with an x for the sign behind a factor."""
    if "\N{MULTIPLICATION SIGN}" not in text:
        return text
    import re

    return re.sub(_FACTOR, " x", text)


def block_statements(block: Block) -> Iterator[Statement]:
    """What a block says, every line with its heading, so that each can be read alone; full stops are left out."""
    if isinstance(block, Table):
        for record in block.records:
            yield Statement(_record(block, record), record.door)
        if not block.records and block.empty:
            yield Statement(_of(block.heading, block.empty))
        yield from map(Statement, block.notes)
    elif isinstance(block, Facts):
        for fact in block.facts:
            yield Statement(_of(_named(block.heading, fact.label), fact.says), fact.door)
        if not block.facts and block.empty:
            yield Statement(_of(block.heading, block.empty))
    elif isinstance(block, Sparks):
        for spark in block.sparks:
            yield Statement(spark_says(block, spark, block.heading), spark.door)
    elif isinstance(block, Dots):
        for dot in block.dots:
            yield Statement(dot_says(dot, block.heading), dot.door)
        yield from map(Statement, block.notes)


def _record(table: Table, record: Record) -> str:
    """A row of a table."""
    if record.says:
        return _of(table.heading, record.says)
    name, *rest = [cell.text for cell in record.cells] or [""]
    return _of(_named(table.heading, name), _paired([column.heading for column in table.columns[1:]], rest))


def spark_says(sparks: Sparks, spark: Spark, heading: str = "") -> str:
    """A row of small bars as a sentence: what stands beside it."""
    if spark.says:
        return _of(heading, spark.says)
    cells = [cell.text for cell in spark.cells]
    return _of(_named(heading, spark.label), _paired(sparks.columns, cells))


def dot_says(dot: Dot, heading: str = "") -> str:
    """An estimate as a sentence."""
    if dot.says:
        return _of(heading, dot.says)
    text = dot.text
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    return _of(_named(heading, dot.label), text)


def _named(heading: str, name: str) -> str:
    return ", ".join(filter(None, (heading, name)))


def _paired(names: Sequence[str], texts: Sequence[str]) -> str:
    """Each text that there is with its name before it."""
    pairs = zip(names, texts, strict=False)
    return ", ".join(" ".join(filter(None, pair)) for pair in pairs if pair[1])


def _of(name: str, says: str) -> str:
    return f"{name}: {says}" if name and says else name or says


def _ended(text: str) -> str:
    text = text.rstrip()
    return text if not text or text.endswith(_ENDS) else f"{text}."
