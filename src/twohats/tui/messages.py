"""What the threads of the app have found, sent to the screen that shows it."""

from __future__ import annotations

from textual.message import Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.tui.completion import Names
    from twohats.tui.drafts import Saving, Typed
    from twohats.tui.watching import Marks
    from twohats.tui.widgets.week_area import WeekSheet


class Counted(Message):
    """The figures of a week have been worked out."""

    def __init__(self, week: WeekSheet) -> None:
        super().__init__()
        self.week = week


class Gathered(Message):
    """The other pages have been read: their marks, the names in them, and the lines written last."""

    def __init__(self, marks: Marks, names: Names, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.marks, self.names, self.lines = marks, names, lines


class NotKept(Message):
    """What is typed could not be written to the disk."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class LeftOver(Message):
    """What was typed and not saved when an app was ended has been looked for."""

    def __init__(self, line: Typed | None, aside: tuple[Typed, ...], saving: tuple[Saving, ...]) -> None:
        super().__init__()
        self.line, self.aside, self.saving = line, aside, saving
