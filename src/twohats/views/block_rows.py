"""A view of blocks as rows for a terminal: one grid for all of its blocks, and what each row opens.

One column of margin, names at the left, pictures beside them, numbers right-aligned in columns that line up from block
to block. `block_grid` says where the columns are; what has no room in them is said in sentences.
"""

from __future__ import annotations

from twohats.text import width as columns
from twohats.values import NamedTuple
from twohats.views import charts, week_columns
from twohats.views.block_grid import MARGIN, NARROW, WIDEST, Grid, grid_of
from twohats.views.block_plain import block_statements, statements
from twohats.views.blocks import CLOSED, Door, Dots, Facts, Sparks, Table
from twohats.views.layout import flow, hanging
from twohats.views.rows import BLANK, Row, Span, cut, padded, trimmed, user_text, width_of
from twohats.views.scales import has_interval, scale_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.views.block_plain import Statement
    from twohats.views.blocks import Block, Cell, Dot, Record, View
    from twohats.views.scales import Scale

_END = 2.0
"""Where an axis ends in the units of `charts`, whatever is on it."""


_AROUND_NAME = 3
"""Columns before and after a name."""


class DoorRow(NamedTuple):
    """One row of a view, and what it opens."""

    row: Row
    door: Door = CLOSED
    stop: int = 0
    """The number of its door among the view's, from 1; rows of the same one belong together. 0 without a door."""


class _Part(NamedTuple):
    """Rows that belong together, and what they open."""

    rows: list[Row]
    door: Door = CLOSED


def view_rows(view: View, width: int) -> list[DoorRow]:
    """The rows of a view, none wider than `width` columns, nor than a line that the eye can follow."""
    width = max(width, 1)
    room = min(width, WIDEST)
    if width < NARROW:
        parts = _narrow(statements(view), room)
    else:
        grid = grid_of(view, room)
        parts = [_Part(_title(view, room))]
        for block in view.blocks:
            found = [part for part in _block(block, grid) if part.rows]
            parts += [_Part([BLANK]), *found] if found else []
    return _numbered(parts, room)


def key_rows(view: View, width: int) -> list[DoorRow]:
    """The keys of a view and what each does, for its last rows in the app; none for a view without its own."""
    if not view.keys:
        return []
    items: list[Row] = [(user_text(key, "key"), user_text(f" {says}", "muted")) for key, says in view.keys]
    rows = flow((Span(" ", "text"),), items, max(width, 1), between=Span("   ", "text"))
    return [DoorRow(BLANK), *(DoorRow(cut(row, max(width, 1))) for row in rows)]


def _numbered(parts: Iterable[_Part], width: int) -> list[DoorRow]:
    rows: list[DoorRow] = []
    stop = 0
    for part in parts:
        opens = part.door != CLOSED
        stop += opens
        rows += [DoorRow(cut(trimmed(row), width), part.door, stop if opens else 0) for row in part.rows]
    return rows


def _narrow(found: Iterable[Statement], width: int) -> list[_Part]:
    """Sentences, the later rows of each set in."""
    margin = " " if width > MARGIN + 1 else ""
    inset = " " * (3 if width > 20 else len(margin))
    parts = []
    for number, statement in enumerate(found):
        role = "text" if number else "title"
        first, *more = columns.wrap(statement.text, width - len(margin))
        rows: list[Row] = [(Span(margin, "text"), user_text(first, role))]
        if more:
            rows += hanging((Span(inset, "text"),), " ".join(more), width, role)
        parts.append(_Part(rows, statement.door))
    return parts


def _title(view: View, width: int) -> list[Row]:
    name: Row = (user_text(f" {view.title}", "title"),)
    if view.subject:
        name = (*name, user_text(f"   {view.subject}"))
    if not view.cover:
        return [name]
    cover = user_text(f" {view.cover}", "muted")
    space = width - width_of((*name, cover))
    return [(*name, Span(" " * space, "text"), cover)] if space > 0 else [name, (cover,)]


def _block(block: Block, grid: Grid) -> list[_Part]:
    if isinstance(block, Facts):
        return _facts(block, grid)
    if isinstance(block, Sparks):
        return _sparks(block, grid)
    if isinstance(block, Dots):
        return _dots(block, grid)
    return _table(block, grid)


def _headed(heading: str, beside: Row, grid: Grid) -> list[Row]:
    """A heading in one row with what stands above the columns, or above it where there is no room."""
    name = user_text(f" {heading}", "heading") if heading else Span("", "text")
    if not trimmed(beside):
        return hanging((Span(" ", "text"),), heading, grid.width, "heading") if heading else []
    above = (Span(" " * grid.label, "text"), *beside)
    text = "".join(span.text for span in above)
    free = len(text) - len(text.lstrip(" ")) if text.isascii() else grid.label
    taken = width_of((name,))
    if not heading:
        return [above]
    if taken < free:
        return [(name, *_without(above, taken))]
    return [*hanging((Span(" ", "text"),), heading, grid.width, "heading"), above]


def _without(row: Row, spaces: int) -> Row:
    """A row without so many of the spaces that it begins with."""
    kept: list[Span] = []
    for span in row:
        taken = min(spaces, len(span.text) - len(span.text.lstrip(" ")))
        kept.append(Span(span.text[taken:], span.role))
        spaces = spaces - taken if taken == len(span.text) else 0
    return tuple(kept)


def _name(text: str, grid: Grid, role: str = "text") -> Row:
    """The name of a row, in the column of names."""
    return padded((user_text(f" {text}", role),), grid.label)


def _cell(cell: Cell, width: int, *, right: bool) -> Row:
    """A text of a table in its column."""
    shown = user_text(cell.text, cell.role)
    return (Span(columns.pad(shown.text, width, right=right), shown.role),)


def _below(notes: Iterable[str], grid: Grid) -> list[_Part]:
    return [_Part(hanging((Span(" ", "text"),), note, grid.width, "muted")) for note in notes if note]


def _nothing(heading: str, empty: str, grid: Grid) -> list[_Part]:
    """A heading, and what there is to say where there are no rows below it."""
    if not empty:
        return [_Part(_headed(heading, (), grid))]
    if heading and columns.width(heading) + 2 <= grid.label:
        return [_Part(hanging(_name(heading, grid, "heading"), empty, grid.width, "muted"))]
    return [_Part(_headed(heading, (), grid)), *_below([empty], grid)]


# Tables


def _table(table: Table, grid: Grid) -> list[_Part]:
    if not table.records:
        return [*_nothing(table.heading, table.empty, grid), *_below(table.notes, grid)]
    widths = grid.columns_of(table)
    if widths is None:
        said = (each for each in block_statements(table._replace(heading="")))
        rows = [_Part(hanging((Span(" ", "text"),), each.text, grid.width), each.door) for each in said]
        return [_Part(_headed(table.heading, (), grid)), *rows]
    shown = [at for at, room in enumerate(widths) if room and at]
    heads: list[Span] = []
    for at in shown:
        column = table.columns[at]
        heads += [grid.gap, Span(_cell_text(column.heading, widths[at], right=column.right), column.role)]
    first = table.columns[0].heading if table.columns else ""
    heading = table.heading or first
    parts = [_Part(_headed(heading, tuple(heads), grid))]
    if table.heading and first:
        parts.append(_Part([_name(first, grid, table.columns[0].role)]))
    return [
        *parts,
        *(_Part(_record(table, record, widths, grid), record.door) for record in table.records),
        *_below(table.notes, grid),
    ]


def _cell_text(text: str, width: int, *, right: bool) -> str:
    return columns.pad(user_text(text).text, width, right=right)


def _record(table: Table, record: Record, widths: tuple[int, ...], grid: Grid) -> list[Row]:
    """A row of a table; texts go on below themselves."""
    places = [(grid.label, False, Span(" ", "text"))]
    places += [
        (room, column.right, grid.gap) for room, column in zip(widths[1:], table.columns[1:], strict=True)
    ]
    lines = [
        []
        if not room
        else [cell.text]
        if right
        else columns.wrap(cell.text, room - (0 if at else _AROUND_NAME))
        for at, (cell, (room, right, _)) in enumerate(zip(record.cells, places, strict=False))
    ]
    rows: list[Row] = []
    for number in range(max([1, *map(len, lines)])):
        row: Row = ()
        for cell, texts, (room, right, gap) in zip(record.cells, lines, places, strict=False):
            text = texts[number] if number < len(texts) else ""
            if room:
                row = (*row, gap, *_cell(cell._replace(text=text), room - (0 if row else 1), right=right))
        rows.append(row)
    return rows


# Facts


def _facts(facts: Facts, grid: Grid) -> list[_Part]:
    if not facts.facts:
        return _nothing(facts.heading, facts.empty, grid)
    parts = [_Part(_headed(facts.heading, (), grid))]
    named = False
    for fact in facts.facts:
        role = "text" if facts.heading else "heading"
        named = named or bool(fact.label)
        # What has no name stands below the text of what has, or else has the whole row.
        label = _name(fact.label, grid, role) if named else (Span(" ", "text"),)
        if columns.width(user_text(fact.label).text) + 2 > grid.label:
            rows = hanging((Span(" ", "text"),), fact.label, grid.width, role)
            rows += hanging((Span("   ", "text"),), fact.says, grid.width, fact.role)
        else:
            rows = hanging(label, fact.says, grid.width, fact.role)
        parts.append(_Part(rows, fact.door))
    return parts


# Rows of small bars


def _sparks(sparks: Sparks, grid: Grid) -> list[_Part]:
    if not sparks.sparks:
        return [_Part(_headed(sparks.heading, (), grid))]
    each = week_columns.grouped(len(sparks.weeks), grid.picture)
    rows = [week_columns.means(spark.values, each) for spark in sparks.sparks]
    low, high = week_columns.ends(rows)
    heads = tuple(Span(_cell_text(text, grid.figure, right=True), "muted") for text in sparks.columns)
    above = padded((Span(week_columns.names_above(sparks.weeks, each), "axis"),), grid.picture)
    parts = [_Part(_headed(sparks.heading, (*above, *heads), grid))]
    for spark, values in zip(sparks.sparks, rows, strict=True):
        role = f"{spark.side}-fill" if spark.side else "text"
        drawn = padded(charts.spark(values, low, high, role), grid.picture)
        cells = [part for cell in spark.cells for part in _cell(cell, grid.figure, right=True)]
        parts.append(_Part([(*_name(spark.label, grid), *drawn, *cells)], spark.door))
    if each > 1:
        parts += _below([f"a bar is {each} weeks"], grid)
    return parts


# Estimates


def _dots(dots: Dots, grid: Grid) -> list[_Part]:
    scale = scale_of([(dot.value, dot.low, dot.high) for dot in dots.dots], dots.around, dots.reach)
    axis = charts.Axis(-_END, _END, grid.picture - 2)
    drawn = any(has_interval(dot.low, dot.high) for dot in dots.dots) and grid.picture
    ticks = charts.ticks_on_axis([(place * _END, text) for place, text in scale.ticks], axis) if drawn else ()
    parts = [_Part(_headed(dots.heading, ticks, grid))]
    parts += [_Part(_dot(dot, scale, axis, grid), dot.door) for dot in dots.dots]
    return [*parts, *_below(dots.notes, grid)]


def _dot(dot: Dot, scale: Scale, axis: charts.Axis, grid: Grid) -> list[Row]:
    name = _name(dot.label, grid)
    if dot.low is None or dot.high is None or not has_interval(dot.low, dot.high):
        return hanging(name, dot.text, grid.width, "muted")
    if not grid.picture:
        return hanging(name, dot.text, grid.width)
    value = None if dot.value is None else scale.place(dot.value)
    shown = None if value is None or scale.is_beyond(value) else value * _END
    low, high = (scale.place(end) * _END for end in (dot.low, dot.high))
    picture = padded(charts.dot_on_axis(shown, low, high, axis), grid.picture)
    return hanging((*name, *picture), dot.text, grid.width)
