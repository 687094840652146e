"""A view of blocks to look at, the cursor on the rows that open something."""

from __future__ import annotations

from textual.reactive import reactive

from twohats.tui.widgets.content import Content, instead_of_rows
from twohats.tui.widgets.cursor_rows import CursorRows, margin
from twohats.values import NamedTuple
from twohats.views.block_rows import DoorRow
from twohats.views.blocks import CLOSED, Door
from twohats.views.rows import Row, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Position(NamedTuple):
    """Where the cursor is and how far is scrolled."""

    door: Door = CLOSED
    stop: int = 0
    scroll: float = 0.0


class BlockArea(CursorRows):
    """Rows with doors. The cursor stays on its door when what is shown changes."""

    content: reactive[Content | None] = reactive(None, init=False)

    _rows_with_doors: Sequence[DoorRow] = ()
    _wanted: Position | None = None
    _later: Position | None = None
    """Where the cursor is put when rows are laid out, where none were yet."""

    @property
    def count(self) -> int:
        """How many doors there are."""
        return max((each.stop for each in self._rows_with_doors), default=0)

    @property
    def door(self) -> Door:
        """What the cursor is on opens."""
        return self._door_of(self.cursor)

    @property
    def doors(self) -> list[Door]:
        """What each door opens, in their order."""
        return [*dict.fromkeys(each.door for each in self._rows_with_doors if each.stop)]

    @property
    def row_of_cursor(self) -> Row:
        """The first row that the cursor is on."""
        return next((each.row for each in self._rows_with_doors if each.stop == self.cursor), ())

    @property
    def first_row(self) -> Row:
        """The row at the top: its title."""
        return self._rows_with_doors[0].row if self._rows_with_doors else ()

    @property
    def position(self) -> Position:
        """Where one is in it."""
        return Position(self.door, self.cursor, self.scroll_offset.y)

    def go_back_to(self, content: Content | None, position: Position) -> None:
        """Show what was shown before, the cursor where it was."""
        self._wanted = position
        self.content = content

    def point_at(self, position: Position) -> None:
        """Put the cursor on a door; where there is no room for rows yet, as soon as there is."""
        self._later = None if self.count else position
        self.go_to(self._stop_of(position))

    def watch_content(self, old: Content | None, new: Content | None) -> None:
        """Show something else, from its first row; or the same again, the cursor on its door."""
        wanted, self._wanted = self._wanted, None
        same = old is not None and new is not None and old.of == new.of
        position = wanted or (self.position if same else Position())
        self.lay_out()
        self.point_at(position)
        if wanted or not same:
            self.scroll_to(y=position.scroll, animate=False)
        self.post_message(self.Moved())

    def _stop_of(self, position: Position) -> int:
        """The stop of a door, the nearest to where it was; where it is gone, that of the same number."""
        stops = [each.stop for each in self._rows_with_doors if each.stop and each.door == position.door]
        return min(stops, key=lambda stop: abs(stop - position.stop), default=position.stop)

    def lay_out(self) -> None:
        """Work out the rows again; the cursor is on one of them."""
        super().lay_out()
        later = self._later
        if later and self.count:
            self.point_at(later)
        else:
            self.go_to(self.cursor)

    def numbered_rows(self, width: int) -> Sequence[tuple[int, Row]]:
        """The rows with the numbers of their doors."""
        self._rows_with_doors = self._drawn(width)
        return [(each.stop, each.row) for each in self._rows_with_doors]

    def _drawn(self, width: int) -> Sequence[DoorRow]:
        if self.content is None:
            return ()
        drawn: Sequence[DoorRow] = (
            self.content.draw(width) if self.content.draw else [DoorRow(instead_of_rows(self.content))]
        )
        return drawn

    def with_margin(self, row: Row, number: int, *, here: bool) -> Row:
        """The row, a mark in its margin, which has room for one."""
        is_marked = bool(self.marks) and bool(number) and self._door_of(number) in self._marked_doors()
        if not (here or is_marked) or not row or not row[0].text.startswith(" "):
            return row
        first, *rest = row
        return (margin(here=here, is_marked=is_marked), Span(first.text[1:], first.role), *rest)

    def _door_of(self, number: int) -> Door:
        return next((each.door for each in self._rows_with_doors if each.stop == number), CLOSED)

    def _marked_doors(self) -> set[Door]:
        return {Door(lines=(place,)) for place, _ in self.marks}
