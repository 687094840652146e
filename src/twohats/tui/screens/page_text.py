"""A place to write in on several lines: the page of a day as it stands in its file."""

from __future__ import annotations

from textual.binding import Binding
from textual.screen import ModalScreen

from twohats.tui.widgets.plain_text_area import PlainTextArea
from twohats.tui.widgets.rows import RowLines
from twohats.views.rows import Row, Span, cut, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

KEEP_SECONDS, LOOK_SECONDS = 0.1, 0.4
"""What is being written is kept, and looked at for what is not understood, at most so much later."""
_KEYS = (("^s", "save"), ("Esc", "leave it for later"), ("^n", "drop it"))


class PageArea(PlainTextArea):
    """The text; a new line begins as far in as the one above."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            row = self.document.get_line(self.cursor_location[0])
            indent = row[: len(row) - len(row.lstrip(" \t"))]
            self.replace(f"\n{indent}", *self.selection)
            return
        await super()._on_key(event)


class AroundText(RowLines):
    """A row above or below the text."""

    said: Row = ()

    def say(self, row: Row) -> None:
        """Say something else."""
        if row != self.said:
            self.said = row
            self.refresh()

    def rows(self, width: int) -> list[Row]:
        """The one row."""
        return [cut(self.said, width)]


class PageScreen(ModalScreen[str | None]):
    """The text of a page to write on; the new one, or None if it is left or dropped."""

    BINDINGS = [
        Binding("ctrl+s", "save", priority=True),
        Binding("escape", "leave", priority=True),
        Binding("ctrl+n", "drop", priority=True),
    ]

    def __init__(
        self,
        title: Row,
        text: str,
        place: tuple[int, int],
        *,
        wrong_in: Callable[[str], str],
        keep: Callable[[str], object],
        drop: Callable[[], object],
    ) -> None:
        """`place` is the row and the column of the cursor; `wrong_in` says what is not understood in a text, `keep` is
        given it while it is written, and `drop` is told that it is not wanted.
        """
        super().__init__()
        self._title = title
        self._kept, self._looked_at = text, ""
        self._place = place
        self._wrong_in, self._keep, self._drop = wrong_in, keep, drop
        self._area = PageArea(text, compact=True, soft_wrap=True)
        self._below = AroundText()

    def compose(self) -> ComposeResult:
        """The title, the text, what is wrong in it, the keys."""
        above, keys = AroundText(), AroundText()
        above.said = self._title
        keys.said = tuple(
            span for key, says in _KEYS for span in (Span(f" {key} ", "key"), Span(f"{says} ", "muted"))
        )
        keys.add_class("-keys")
        yield above
        yield self._area
        yield self._below
        yield keys

    def on_mount(self) -> None:
        """Put the cursor where one writes."""
        self._area.move_cursor(self._place)
        self._area.focus()
        self.set_interval(KEEP_SECONDS, self._keep_text)
        self.set_interval(LOOK_SECONDS, self._look)
        self._look()

    def on_key(self, event: events.Key) -> None:
        """A sign that was typed before the text had the keys."""
        if event.is_printable and event.character and self.focused is not self._area:
            event.stop()
            self._area.insert(event.character)

    def _keep_text(self) -> None:
        text = self._area.text
        if text != self._kept:
            self._kept = text
            self._keep(text)

    def _look(self) -> None:
        """Say what is wrong in the text."""
        text = self._area.text
        if text != self._looked_at:
            self._looked_at = text
            wrong = self._wrong_in(text)
            self._below.say((user_text(f" {wrong}", "problem"),) if wrong else ())

    def action_save(self) -> None:
        """Hand the text over to be saved."""
        self._keep_text()
        self.dismiss(self._area.text)

    def action_leave(self) -> None:
        """Leave it; what was written is kept."""
        self._keep_text()
        self.dismiss(None)

    def action_drop(self) -> None:
        """What was written is not wanted."""
        self._kept = self._area.text
        self._drop()
        self.dismiss(None)
