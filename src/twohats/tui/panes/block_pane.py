"""The base class of panes that show a view of blocks: what a row stands for opens, and one comes back."""

from __future__ import annotations

from twohats.tui.advice import view_here
from twohats.tui.opened_lines import OpenedLines
from twohats.tui.pane_table import PANES
from twohats.tui.panes.line_pane import LinePane
from twohats.tui.panes.pane import LoadedPane
from twohats.tui.widgets.block_area import BlockArea, Position
from twohats.values import NamedTuple
from twohats.views.block_rows import key_rows, view_rows
from twohats.views.rows import row_text, trimmed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from twohats.format.model import Value
    from twohats.tui.done import Done
    from twohats.tui.panes.pane import PaneHost
    from twohats.tui.widgets.content import Content
    from twohats.tui.widgets.cursor_rows import Mark
    from twohats.views.block_rows import DoorRow
    from twohats.views.blocks import View
    from twohats.views.lines import Line
    from twohats.views.rows import Row

PEOPLE = "people"
"""The name of the view that a person opens."""
PEOPLE_BESIDE = "person"
"""The name of the pane that shows one where there is room for two."""


class Spot(NamedTuple):
    """What a pane shows, and where one is in it."""

    subject: str = ""
    lines: tuple[str, ...] = ()
    """The places of lines that a row stood for, where these are shown, as they were then."""
    opened: OpenedLines | None = None
    """The same, to be found again."""
    title: str = ""
    above: Row = ()
    """The title of the view that the row is in, and the row."""
    content: Content | None = None
    position: Position = Position()
    is_front: bool = True
    """Whether one came here by the view's own key or by stepping, and by no row."""


class LinesDrawn:
    """Draws rows for a width, and knows what the lines say that these rows are."""

    def __init__(
        self,
        draw: Callable[[int], Sequence[DoorRow]],
        lines: Mapping[str, Value],
        read: Mapping[str, Line] | None = None,
    ) -> None:
        self.draw = draw
        self.lines = lines
        """By their places."""
        self.read = read or {}
        """The same with their texts, where these were read."""

    def __call__(self, width: int) -> Sequence[DoorRow]:
        """The rows."""
        return self.draw(width)


class BlockPane(LinePane, LoadedPane):
    """A view of blocks. A subclass says what it shows of a subject, in `load`, and what is before and after in `step`.

    `open_at` opens it at a subject from another view.
    """

    widget: BlockArea

    def __init__(self, host: PaneHost) -> None:
        super().__init__(host)
        self._spot = Spot(self.first_subject())
        self._front = self._spot

    def make_widget(self) -> BlockArea:
        """What scrolls the rows."""
        return BlockArea()

    def first_subject(self) -> str:
        """What it is of before anything else is asked for."""
        return ""

    def subject(self) -> str:
        """What it is of just now."""
        return self._spot.subject

    def load(self, subject: str) -> View:
        """What it shows of a subject. Called in a thread, when another subject may be asked for already.

        A TwohatsError that it raises is shown in place of the view.
        """
        raise NotImplementedError

    def of(self) -> object:
        """What tells what it shows from anything else."""
        return self._spot.subject, self._spot.lines, row_text(self._spot.above)

    def loader(self) -> Callable[[], Callable[[int], Sequence[DoorRow]]]:
        """What loads the subject, or the lines behind a row."""
        spot = self._spot
        return lambda: self._lines(spot) if spot.lines else self.drawn(spot.subject)

    def drawn(self, subject: str) -> Callable[[int], Sequence[DoorRow]]:
        """The rows of a subject, for a width. Called in a thread, as `load` is."""
        view = view_here(self.load(subject), self.host.services.key_of)
        return lambda width: [*view_rows(view, width), *key_rows(view, width)]

    def _lines(self, spot: Spot) -> Callable[[int], Sequence[DoorRow]]:
        """The lines behind a row, read again."""
        from twohats.views.opened import opened_rows

        journal = self.host.journal
        lines = spot.opened.read(journal) if spot.opened else []
        gone = len(spot.lines) - len(lines)
        return LinesDrawn(
            lambda width: opened_rows(spot.title, spot.above, lines, journal.hats, width, gone=gone),
            {line.place: line.item.value for line in lines},
            {line.place: line for line in lines},
        )

    def _take(self, content: Content) -> None:
        super()._take(content)
        self.keep_marks()
        self.host.retitle()

    def begin_change(self) -> Callable[[Done], None]:
        """Lines that are shown are read again at once."""
        return lambda _: self.reload() if self.has_lines and self.host.is_shown(self) else None

    # Rows that are lines

    @property
    def shown(self) -> Mapping[str, Value]:
        """The lines that rows are, by place, as they were when they were read."""
        draw = self.widget.content.draw if self.widget.content else None
        return draw.lines if isinstance(draw, LinesDrawn) else {}

    @property
    def has_lines(self) -> bool:
        """Whether rows are lines, and do not only stand for some."""
        return bool(self.shown)

    def title(self) -> tuple[str, str]:
        """What is marked: what it shows is said in its first row."""
        many = len(self.marks)
        return (f"{many:,} marked",) * 2 if many else super().title()

    def marks_shown(self) -> Sequence[Mark]:
        """Each line that a row is."""
        shown = self.shown
        places = [door.lines[0] for door in self.widget.doors if len(door.lines) == 1]
        return [(place, shown[place]) for place in places if place in shown]

    def mark_here(self) -> Mark | None:
        """The line that the cursor's row is."""
        lines = self.widget.door.lines
        return (lines[0], self.shown[lines[0]]) if len(lines) == 1 and lines[0] in self.shown else None

    def lines_of(self, marks: Sequence[Mark]) -> list[Line]:
        """The lines; where their texts were not read, they are now, and others may have changed some."""
        from twohats.actions.list import lines_at

        draw = self.widget.content.draw if self.widget.content else None
        if isinstance(draw, LinesDrawn) and draw.read:
            return [draw.read[place] for place, _ in marks if place in draw.read]
        said = dict(marks)
        lines = lines_at(self.host.journal, said)
        return [line for line in lines if self.as_shown(line) == said[line.place]]

    def as_shown(self, line: Line) -> Value:
        """What a line says, as `shown` has it."""
        return line.item.value

    def nothing_here(self, purpose: str) -> str:
        """What is said where a key finds no line."""
        door = self.widget.door
        return "which line? Enter shows those there are" if door.lines else super().nothing_here(purpose)

    # From row to row, and back

    def text_of_cursor(self) -> str:
        """The one line that a row stands for, as it is on its page; else the row."""
        door = self.widget.door
        if len(door.lines) != 1:
            return super().text_of_cursor()
        from twohats.actions.list import lines_at

        found = lines_at(self.host.journal, door.lines)
        return found[0].block.removeprefix("- ") if found else ""

    def markdown(self) -> Callable[[], str]:
        """The blocks of the view, measured again; rows where it has no blocks."""
        rows = super().markdown()
        subject = self.subject()
        if self.shows_lines or not self.is_of_blocks:
            return rows
        from twohats.render.block_markdown import view_markdown

        return lambda: view_markdown(self.load(subject))

    is_of_blocks = True
    """Whether `load` says what it shows."""

    def go_to(self, subject: str) -> None:
        """Show another subject as one that was asked for here: what `step` does."""
        self._spot = Spot(subject, is_front=self._spot.is_front)
        self.reload()

    def spot(self) -> object:
        """What it shows and where one is in it, to come back to."""
        return self._spot._replace(content=self.widget.content, position=self.widget.position)

    def return_to(self, spot: object) -> None:
        """Show again what it had shown, the cursor where it was."""
        if isinstance(spot, Spot):
            self._spot = spot
            self.widget.go_back_to(spot.content, spot.position)
            self.reload()

    def open_at(self, subject: str) -> None:
        """Show a subject that a row of some view stands for."""
        self._leave_front()
        self._spot = Spot(subject, is_front=False)
        self.reload()

    def points_at(self, name: str) -> str:
        """The person or the line of the cursor's row."""
        door = self.widget.door
        if name == PEOPLE_BESIDE:
            return door.person
        return door.lines[-1] if name == PANES[0].name and door.lines else ""

    def follow_to(self, subject: str) -> None:
        """Show what the cursor of another pane is on."""
        if subject != self.subject():
            self.go_to(subject)

    def home(self) -> None:
        """Show what was shown before a row was opened: the view's own key was pressed."""
        if not self._spot.is_front:
            self.return_to(self._front)

    def _leave_front(self) -> None:
        if self._spot.is_front:
            self._front = self._spot._replace(content=self.widget.content, position=self.widget.position)

    async def action_open(self) -> None:
        """Open what the cursor's row stands for."""
        door = self.widget.door
        if door.person:
            await self.host.open_view(PEOPLE, door.person)
        elif door.view:
            await self.host.open_view(door.view, door.subject)
        elif len(door.lines) == 1:
            await self.host.open_view(PANES[0].name, door.lines[0])
        elif door.lines:
            self._open_lines(door.lines)

    @property
    def shows_lines(self) -> bool:
        """Whether the lines behind a row are shown, and not the view itself."""
        return bool(self._spot.lines)

    async def action_story(self) -> None:
        """Follow the line that the cursor's row stands for, or the person."""
        door = self.widget.door
        if door.person:
            await self.host.open_view(PEOPLE, door.person)
        elif len(door.lines) == 1:
            from twohats.actions.list import lines_at

            found = lines_at(self.host.journal, door.lines)
            shown = "" if self.shows_lines else self.subject()
            await self.follow(door.lines[0], found[0].item.value if found else None, shown)
        else:
            self.host.answer(self.nothing_here("follow"))

    def action_plan_trial(self) -> None:
        """Plan a trial, of the channel that the cursor's row stands for if it is one."""
        from twohats.tui.writing.trial_planning import plan_trial

        door = self.widget.door
        plan_trial(self.host, self.host.queue, f"{door.subject} " if door.view == "channels" else "")

    def _open_lines(self, lines: tuple[str, ...]) -> None:
        self.host.remember_spot()
        self._leave_front()
        title = next((each.text.strip() for each in self.widget.first_row if each.text.strip()), "")
        self._spot = Spot(
            self._spot.subject,
            lines,
            OpenedLines(lines),
            title,
            trimmed(self.widget.row_of_cursor),
            is_front=False,
        )
        self.reload()

    async def chosen(self) -> None:
        """A row that is clicked twice is opened."""
        await self.action_open()
