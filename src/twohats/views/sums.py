"""Sums as a table: one row for each group, and columns for what it comes to, or for the groups of a second thing."""

from __future__ import annotations

from twohats.query import by as by_what
from twohats.query.by import AGAIN, IN_ORDER, WITHOUT
from twohats.query.sums import MINUTES, PEOPLE, Figures, Group, exact_sum
from twohats.text import width as columns
from twohats.values import NamedTuple
from twohats.views.block_grid import MARGIN, NARROW, WIDEST
from twohats.views.blocks import CLOSED, Cell, Column, Door, Record, Table, View
from twohats.views.charts import bar
from twohats.views.left_out import left_out_blocks
from twohats.views.sums_wording import (
    ALL,
    NO_FIGURE,
    Naming,
    do_not_add_up,
    figure,
    figure_says,
    head,
    largest,
    many,
    measures,
    share_of,
)
from twohats.views.wording import number_of, percent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.timeline import LeftOut
    from twohats.query.by import By
    from twohats.query.sums import Sums
    from twohats.views.blocks import Block

NAME = "sum"
MOST_ROWS = 31
"""Rows that are shown at once: the days of a month."""
_BETWEEN = 2
_LEAST_NUMBER = 6
_LEAST_BAR, _MOST_BAR = 8, 24
_OTHERS, _EARLIER, NOT_ADDED = "others", "earlier", "..."


class Shape(NamedTuple):
    """How much of a table is shown."""

    width: int = 0
    """Columns of the screen; 0 for as many as there are, and no bars."""
    every_row: bool = True
    every_column: bool = True
    """Else those for which there is no room are put together."""


def sums_view(
    sums: Sums,
    *,
    asked: str,
    naming: Naming,
    left_out: LeftOut,
    shape: Shape,
    more: Sequence[Block] = (),
) -> View:
    """The view of some sums; `asked` says of which lines, `more` are blocks below the table."""
    table = sums_table(sums, naming, shape)
    return View(NAME, "Sum", asked, _cover(sums), (table, *more, *left_out_blocks(left_out)))


def sums_table(sums: Sums, naming: Naming, shape: Shape) -> Table:
    """The table of some sums."""
    return _crossed(sums, naming, shape) if len(sums.by) > 1 else _listed(sums, naming, shape)


def _cover(sums: Sums) -> str:
    """`41 lines, ~12h40, 20 % guessed`."""
    total = sums.total
    parts = [number_of(total.lines, "line"), figure_says(total, MINUTES).removeprefix("~")]
    if total.guessed:
        parts.append(f"{percent(total.guessed / total.minutes)} guessed")
    return ", ".join(filter(None, parts))


def _bounded(sums: Sums, shape: Shape) -> tuple[tuple[Group, ...], str]:
    """The rows that are shown, of time the latest, and what is said of the others."""
    left = len(sums.rows) - MOST_ROWS
    if shape.every_row or left <= 0:
        return sums.rows, ""
    if sums.by[0].what in IN_ORDER:
        return sums.rows[left:], f"{number_of(left, 'earlier row')}: --all"
    return sums.rows[:-left], f"{number_of(left, 'more row')}: --all"


def _door(by: By, key: str) -> Door:
    if key == WITHOUT:
        return CLOSED
    if by.what == by_what.PERSON:
        return Door(person=key)
    return Door(view="week", subject=key) if by.what == by_what.WEEK else CLOSED


# One thing: its groups, and what each comes to


def _listed(sums: Sums, naming: Naming, shape: Shape) -> Table:
    shown, more = _bounded(sums, shape)
    of = measures(sums)
    names = [naming.of(sums.by[0], group.key) for group in shown] if sums.by else []
    bars, shares = _room(sums, of, [*names, ALL], shape) if sums.by else (0, False)
    heads = [Column(sums.by[0].name if sums.by else "")]
    for measure in of:
        heads.append(Column(head(measure)))
        if measure == sums.of:
            heads += [Column("share")] * shares + [Column("", right=False)] * bool(bars)
    full = largest(shown, sums.of)
    records = [
        Record(
            tuple(_cells(sums, group.figures, name, of, (bars, full), shares=shares)),
            f"{name}: {_says(sums, group.figures, of)}",
            _door(sums.by[0], group.key),
        )
        for group, name in zip(shown, names, strict=bool(sums.by))
    ]
    total = Record(
        tuple(
            _cells(sums, sums.total, ALL, of, (bars, 0), shares=shares, role="muted" if records else "text")
        ),
        f"{ALL}: {_says(sums, sums.total, of, shares=False)}",
    )
    return Table("", tuple(heads), (*records, total), tuple(filter(None, [more, *do_not_add_up(sums)])))


def _cells(
    sums: Sums,
    figures: Figures,
    name: str,
    of: Sequence[str],
    bars: tuple[int, float],
    *,
    shares: bool,
    role: str = "text",
) -> list[Cell]:
    cells = [Cell(name, role)]
    for measure in of:
        text = figure(figures, measure)
        cells.append(Cell(text, "muted" if text == NO_FIGURE else role))
        if measure == sums.of:
            cells += [Cell(percent(share_of(figures, sums)), "muted")] * shares
            room, full = bars
            drawn = bar(float(figures.of(measure)), full, room, "personal") if full else ()
            cells += [Cell(drawn[0].text if drawn else "", "muted")] * bool(room)
    return cells


def _says(sums: Sums, figures: Figures, of: Sequence[str], *, shares: bool = True) -> str:
    parts = []
    for measure in of:
        says = figure_says(figures, measure)
        share = share_of(figures, sums) if shares and measure == sums.of else None
        parts.append(f"{says} ({percent(share)})" if says and share is not None else says)
    return ", ".join(filter(None, parts)) or "nothing"


def _room(sums: Sums, of: Sequence[str], names: Sequence[str], shape: Shape) -> tuple[int, bool]:
    """How many columns bars have, and whether there are shares."""
    if not shape.width:
        return 0, True
    wide = _label(names, shape.width)
    for measure in of:
        texts = [
            head(measure),
            *(figure(group.figures, measure) for group in (*sums.rows, Group(ALL, sums.total))),
        ]
        wide += _column(texts)
    room = min(shape.width, WIDEST) - wide
    shares = room >= _column(["over 99 %"])
    room -= _column(["over 99 %"]) + _BETWEEN
    return (min(room, _MOST_BAR) if room >= _LEAST_BAR else 0), shares


def _label(names: Sequence[str], width: int) -> int:
    """Columns of the names of rows, as a grid gives them."""
    room = min(width, WIDEST)
    return min(max(10, *map(columns.width, names)) + MARGIN + _BETWEEN, room // 3)


def _column(texts: Sequence[str]) -> int:
    return max(_LEAST_NUMBER, *map(columns.width, texts)) + _BETWEEN


# Two things: rows and columns


def _crossed(sums: Sums, naming: Naming, shape: Shape) -> Table:
    sums, without = _with_any(sums)
    shown, more = _bounded(sums, shape)
    row_by, column_by = sums.by
    names = [naming.of(row_by, group.key) for group in shown]
    kept = _kept_columns(sums, naming, [*names, ALL], shape)
    heads = _around_rest([naming.short(column_by, group.key) for group in kept.shown], kept, kept.name)
    records = [
        _record(sums, name, group, kept, heads)._replace(door=_door(row_by, group.key))
        for group, name in zip(shown, names, strict=True)
    ]
    records.append(_record(sums, ALL, None, kept, heads))
    notes = [more, without, *_said_of_rest(kept, column_by), *do_not_add_up(sums)]
    columns_of = (Column(f"{row_by.name}, {head(sums.of)}"), *map(Column, [*heads, ALL]))
    return Table("", columns_of, tuple(records), tuple(filter(None, notes)))


def _with_any(sums: Sums) -> tuple[Sums, str]:
    """The sums without rows and columns that have nothing of what the table is of, and how many these are."""
    kept = [
        tuple(group for group in groups if group.figures.of(sums.of)) for groups in (sums.rows, sums.columns)
    ]
    left = [
        many(by, len(groups) - len(those))
        for by, groups, those in zip(sums.by, (sums.rows, sums.columns), kept, strict=True)
        if len(those) < len(groups)
    ]
    note = f"without {head(sums.of)}: {', '.join(left)}" if left else ""
    return sums._replace(rows=kept[0], columns=kept[1]), note


def _record(sums: Sums, name: str, group: Group | None, kept: _Kept, heads: Sequence[str]) -> Record:
    """A row, or the last one: all rows together."""
    figures, rest = (
        [column.figures if group is None else sums.cell(group.key, column.key) for column in these]
        for these in (kept.shown, kept.rest)
    )
    texts = _around_rest([figure(each, sums.of) for each in figures], kept, _together(sums, rest))
    total = figure(group.figures if group else sums.total, sums.of)
    says = ", ".join(f"{head} {text}" for head, text in zip(heads, texts, strict=True) if text != NO_FIGURE)
    role = "text" if group else "muted"
    cells = (Cell(text, "muted" if text == NO_FIGURE else role) for text in (name, *texts, total))
    return Record(tuple(cells), f"{name}: {says}, {ALL} {total}")


class _Kept(NamedTuple):
    """The columns of a table of two things."""

    shown: Sequence[Group]
    rest: Sequence[Group]
    """Those that have no room."""
    at_start: bool
    """Whether these are the first ones: of time the earliest."""

    @property
    def name(self) -> str:
        """What stands above the column in which the rest is."""
        return _EARLIER if self.at_start else _OTHERS


def _around_rest(texts: list[str], kept: _Kept, rest: str) -> list[str]:
    """The texts of the columns with that of the rest at its place, where there is any."""
    if not kept.rest:
        return texts
    return [rest, *texts] if kept.at_start else [*texts, rest]


def _said_of_rest(kept: _Kept, by: By) -> list[str]:
    if not kept.rest:
        return []
    return [f"{kept.name}: {many(by, len(kept.rest))} for which there is no room: --all, --csv"]


def _together(sums: Sums, rest: Sequence[Figures]) -> str:
    """What the columns without room come to. Of people, and of lines in several columns, only a new count would say."""
    if sums.several[1] or sums.of == PEOPLE:
        return NOT_ADDED
    if sums.of == MINUTES:
        return figure(
            Figures(sum(each.minutes for each in rest), sum(each.guessed for each in rest)), MINUTES
        )
    if sums.of in sums.total.amounts:
        numbers = [each.amounts[sums.of] for each in rest if sums.of in each.amounts]
        return exact_sum(numbers) if numbers else NO_FIGURE
    return str(sum(int(each.of(sums.of)) for each in rest) or NO_FIGURE)


def _kept_columns(sums: Sums, naming: Naming, names: Sequence[str], shape: Shape) -> _Kept:
    """The columns that fit into a screen: the latest of time, else those with the most."""
    every, by = sums.columns, sums.by[1]
    in_order = by.what in IN_ORDER and by.what not in AGAIN
    if shape.every_column or not shape.width or shape.width < NARROW:
        return _Kept(every, (), in_order)
    room = min(shape.width, WIDEST) - _label(names, shape.width)
    room -= _column([figure(group.figures, sums.of) for group in (*sums.rows, Group(ALL, sums.total))])
    wide = [
        _column(
            [
                naming.short(by, group.key),
                figure(group.figures, sums.of),
                *(figure(sums.cell(row.key, group.key), sums.of) for row in sums.rows),
            ]
        )
        for group in every
    ]
    if sum(wide) <= room:
        return _Kept(every, (), in_order)
    room -= _column([_EARLIER, figure(sums.total, sums.of)])
    order = [*range(len(every))]
    if by.what in IN_ORDER:
        order.sort(key=lambda at: at if in_order else every[at].figures.of(sums.of), reverse=True)
    kept: list[int] = []
    for at in order:
        if wide[at] > room:
            break
        room -= wide[at]
        kept.append(at)
    shown = [every[at] for at in sorted(kept)]
    return _Kept(shown, [group for at, group in enumerate(every) if at not in kept], in_order)
