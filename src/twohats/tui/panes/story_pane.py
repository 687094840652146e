"""The base class of panes that show stories beside what is their own: a thread, a line, what a return came from."""

from __future__ import annotations

from datetime import date
from threading import local

from twohats.format.model import Entry, Event
from twohats.format.words import NONE
from twohats.measures.story_figures import LINE, THREAD, Subject
from twohats.measures.timeline import value_of
from twohats.tui import changes
from twohats.tui.panes.block_pane import PEOPLE, BlockPane, LinesDrawn
from twohats.tui.widgets.block_area import Position
from twohats.views.blocks import Door

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twohats.format.model import Value
    from twohats.measures.timeline import TimedLine
    from twohats.tui.panes.pane import PaneHost
    from twohats.tui.widgets.content import Content
    from twohats.views.block_rows import DoorRow
    from twohats.views.blocks import View
    from twohats.views.lines import Line

_LAST = 1_000_000
"""A stop behind all others: of the rows that stand for a line, that of the chain is the last one."""
_CHOICE = "?"
"""In front of the place of a return: what it could come from."""
_CHAIN_KEYS = (
    ("f", "entry.story", "follow the line"),
    ("C", "story.credit", "what brought it"),
    ("0", "story.none", "nothing did"),
    ("=", "story.rules", "by the rules"),
    ("J", "entry.thread", "into a thread"),
)
_CHOICE_KEYS = (
    ("Enter", "entry.open", "this did"),
    ("0", "story.none", "nothing did"),
    ("=", "story.rules", "by the rules"),
)
"""Shown at the top, since what there is to choose from may be long."""


class StoryPane(BlockPane):
    """What stands beside the people: `+launch` is a thread, `2026-11-22:3` a line, with `?` what it could come from.

    Behind a thread may be the place of the line that the cursor is put on. A subclass shows all other subjects.
    """

    def __init__(self, host: PaneHost) -> None:
        self._reading = local()
        """The lines that each thread has read."""
        self._pointed = ""
        """The subject whose line the cursor was put on."""
        super().__init__(host)

    def story(self, subject: str) -> View | None:
        """The view of a subject that is a story; None of any other. Called in a thread."""
        # Imported in the thread: the measures take as long to import as a key may take to be answered.
        from twohats.actions.story import origins_of, story_of
        from twohats.views.story import origins_view, story_view

        journal, today = self.host.journal, date.fromisoformat(self.host.today)
        if subject.startswith(_CHOICE):
            found = origins_of(journal, subject.removeprefix(_CHOICE), today)
            self.remember((found.origins.line, *found.origins.related, *found.origins.others))
            view = origins_view(found.origins, people=found.people.shown, channels=found.channels)
            says = " \N{MIDDLE DOT} ".join(f"{key} {says}" for key, says in self.keys(_CHOICE_KEYS))
            return view._replace(cover=says)
        asked = _asked(subject)
        if asked is None:
            return None
        read = story_of(journal, asked, today)
        self.remember(step.line for step in read.figures.story.steps)
        view = story_view(read.figures, people=read.people.shown, channels=read.channels)
        return view._replace(keys=self.keys(_CHAIN_KEYS))

    def remember(self, lines: Iterable[TimedLine]) -> None:
        """What is being loaded stands for these lines."""
        self._reading.lines = {line.place: value_of(line) for line in lines}

    def drawn(self, subject: str) -> Callable[[int], Sequence[DoorRow]]:
        """The rows, and with them the lines that they stand for."""
        self._reading.lines = {}
        draw = super().drawn(subject)
        return LinesDrawn(draw, self._reading.lines)

    def as_shown(self, line: Line) -> Value:
        """What a line says, everyone and everything called as in a story."""
        from twohats.format.one_name import renamed_item
        from twohats.journal.people import people_of

        if self.shows_lines:
            return super().as_shown(line)
        return renamed_item(line.item, people_of(self.host.journal).one_name).value

    def keys(self, keys: tuple[tuple[str, str, str], ...] = _CHAIN_KEYS) -> tuple[tuple[str, str], ...]:
        """Keys as the user has them, each with what it does; of two keys of one action that which is shown."""
        key_of = self.host.services.key_of
        return tuple((key if key in ("Enter", "Esc") else key_of(name), says) for key, name, says in keys)

    def _take(self, content: Content) -> None:
        super()._take(content)
        place = self.subject().rpartition(" ")[2]
        if (
            place[:1].isdigit()
            and content.draw
            and self._pointed != self.subject()
            and self.widget.content is content
        ):
            self._pointed = self.subject()
            self.widget.point_at(Position(Door(lines=(place,)), _LAST))

    def open_at(self, subject: str) -> None:
        """Show a subject that a row of some view stands for."""
        self._pointed = ""
        super().open_at(subject)

    @property
    def is_choice(self) -> bool:
        """Whether what a return could come from is shown."""
        return self.subject().startswith(_CHOICE) and not self.shows_lines

    # Its keys

    async def action_open(self) -> None:
        """Open what the cursor's row stands for; where a return is to be credited, credit it to that entry."""
        lines = self.widget.door.lines
        if not self.is_choice or not lines:
            await super().action_open()
            return
        self._credit(self.subject().removeprefix(_CHOICE), lines[0])
        await self.host.action_come_back()

    async def action_credit(self) -> None:
        """Show what the return under the cursor could come from."""
        place = self._return_here()
        if place and not self.is_choice:
            await self.host.open_view(PEOPLE, f"{_CHOICE}{place}")

    async def action_credit_none(self) -> None:
        """Tie the return to nothing."""
        await self._credit_here(NONE)

    async def action_credit_rules(self) -> None:
        """Leave it to the rules again what the return is credited to."""
        from twohats.actions.story import RULES

        await self._credit_here(RULES)

    async def _credit_here(self, origin: str) -> None:
        place = self._return_here()
        if place:
            self._credit(place, origin)
            if self.is_choice:
                await self.host.action_come_back()

    def _credit(self, place: str, origin: str) -> None:
        journal, today = self.host.journal, self.host.today
        shown = {at: said for at, said in self.shown.items() if isinstance(said, (Entry, Event))}
        self.host.queue.change(lambda: changes.credit(journal, place, origin, today, shown))

    def _return_here(self) -> str:
        """The place of the return that one is at; empty where there is none, which is said."""
        if self.is_choice:
            return self.subject().removeprefix(_CHOICE)
        lines = self.widget.door.lines
        value = self.shown.get(lines[0]) if len(lines) == 1 else None
        if isinstance(value, Event) and value.is_return:
            return lines[0]
        self.host.answer("the cursor is on nothing that came back")
        return ""


def _asked(subject: str) -> Subject | None:
    if subject.startswith("+"):
        return Subject(THREAD, subject[1:].partition(" ")[0])
    return Subject(LINE, subject) if subject[:1].isdigit() else None
