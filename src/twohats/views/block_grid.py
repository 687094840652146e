"""Where the columns of a view are, so that those of its blocks line up."""

from __future__ import annotations

from twohats.text import width as columns
from twohats.values import NamedTuple
from twohats.views.blocks import Dots, Facts, Sparks, Table
from twohats.views.rows import Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.views.blocks import Block, View

MARGIN = 1
NARROW = 60
"""Below so many columns there are sentences instead of pictures."""
WIDE = 110
"""From so many columns on, there are more columns of numbers."""
WIDEST = 120
"""A view never grows wider: the eye would lose the line."""

_BETWEEN = 2  # columns between two others
_LEAST_NAME, _NAME_SHARE = 10, 3  # columns of the names: at least, and at most a third of all
_HEADING = 20  # a heading so short has its place above the names
_LEAST_NUMBER = 6
_LEAST_TEXT = 14  # a column of texts may shrink to this
_LEAST_PICTURE, _AXIS, _MOST_PICTURE = 13, 33, 60
_FIGURE_SHARE = 2  # what stands beside a picture takes at most half


class Grid(NamedTuple):
    """The columns of one view at one width."""

    width: int
    label: int
    """Columns of the names at the left, margin and space after them included."""
    picture: int
    """Columns of rows of bars and of axes, space after them included; 0 where there is no room for any."""
    figure: int
    """Columns of a number beside a picture."""
    shared: tuple[tuple[bool, int], ...]
    """Of the columns of tables after the first: whether they are set right, and how wide they are in all tables."""

    @property
    def gap(self) -> Span:
        """What stands between two columns of a table."""
        return Span(" " * _BETWEEN, "text")

    def columns_of(self, table: Table) -> tuple[int, ...] | None:
        """The width of each column of a table, 0 for those left out; None where they do not fit.

        Columns of the same place and kind are as wide in all tables, where that leaves room. Where there is too
        little, the last column of texts, then the others, are broken or cut.
        """
        own = _natural(table, self.width)
        if any(len(record.cells) > len(own) for record in table.records):
            return None
        room = self.width - self.label
        wider = [
            max(width, self.shared[at - 1][1])
            if at
            and width
            and at - 1 < len(self.shared)
            and self.shared[at - 1][0] == table.columns[at].right
            else width
            for at, width in enumerate(own)
        ]
        for widths in (wider, own):
            if _taken(widths) <= room:
                return tuple(widths)
        flexible = [at for at, width in enumerate(own) if at and width and not table.columns[at].right]
        for at in reversed(flexible):
            over = _taken(own) - room
            own[at] = max(own[at] - max(over, 0), min(own[at], _LEAST_TEXT))
        return tuple(own) if _taken(own) <= room else None


def grid_of(view: View, width: int) -> Grid:
    """The grid of a view in `width` columns."""
    names = [columns.width(user_text(name).text) for block in view.blocks for name in _names(block)]
    label = min(max([_LEAST_NAME, *names]) + MARGIN + _BETWEEN, width // _NAME_SHARE)
    figure = max([0, *(_text_width(text) for block in view.blocks for text in _beside_bars(block))])
    figure = max(figure, _LEAST_NUMBER) + _BETWEEN
    beside = max([0, *(_beside(block, figure) for block in view.blocks)])
    room = width - label - min(beside, (width - label) // _FIGURE_SHARE)
    wanted = max([0, *(_pictured(block) for block in view.blocks)])
    picture = min(wanted, _MOST_PICTURE, room)
    return Grid(width, label, picture if picture >= _LEAST_PICTURE else 0, figure, _shared(view, width))


def _names(block: Block) -> Iterator[str]:
    """What wants to stand in the column of names."""
    if isinstance(block, Table):
        yield from (record.cells[0].text for record in block.records if record.cells)
    elif isinstance(block, Facts):
        yield from (fact.label for fact in block.facts)
    elif isinstance(block, Sparks):
        yield from (spark.label for spark in block.sparks)
    else:
        yield from (dot.label for dot in block.dots)
    if columns.width(block.heading) <= _HEADING:
        yield block.heading


def _text_width(text: str) -> int:
    return columns.width(user_text(text).text)


def _beside_bars(block: Block) -> list[str]:
    if not isinstance(block, Sparks):
        return []
    return [*block.columns, *(cell.text for spark in block.sparks for cell in spark.cells)]


def _beside(block: Block, figure: int) -> int:
    """Columns of what stands beside the pictures of a block."""
    if isinstance(block, Sparks):
        return figure * max([len(block.columns), *(len(spark.cells) for spark in block.sparks)])
    if isinstance(block, Dots):
        return max([0, *(_text_width(dot.text) for dot in block.dots if dot.low is not None)])
    return 0


def _pictured(block: Block) -> int:
    """Columns that the pictures of a block would like to have."""
    if isinstance(block, Sparks) and block.sparks:
        return max(len(block.weeks), _LEAST_PICTURE) + _BETWEEN
    if isinstance(block, Dots) and any(dot.low is not None for dot in block.dots):
        return _AXIS + _BETWEEN
    return 0


def _natural(table: Table, width: int) -> list[int]:
    """How wide the columns of a table would like to be; 0 for those that are left out, and for the first."""
    found = []
    for at, column in enumerate(table.columns):
        texts = [
            column.heading,
            *(record.cells[at].text for record in table.records if at < len(record.cells)),
        ]
        own = max(map(_text_width, texts))
        left_out = not at or (column.wide and width < WIDE) or not own
        found.append(0 if left_out else max(own, _LEAST_NUMBER if column.right else 1))
    return found


def _taken(widths: list[int]) -> int:
    return sum(width + _BETWEEN for width in widths if width)


def _shared(view: View, width: int) -> tuple[tuple[bool, int], ...]:
    found: list[tuple[bool, int]] = []
    for table in (block for block in view.blocks if isinstance(block, Table) and block.records):
        for at, own in enumerate(_natural(table, width)[1:], start=1):
            right = table.columns[at].right
            if at > len(found):
                found.append((right, own if right else 0))
            elif found[at - 1][0] == right and right:
                found[at - 1] = (right, max(found[at - 1][1], own))
    return tuple(found)
