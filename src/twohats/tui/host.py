"""What the parts of the app need from one another, as protocols: no part imports the app or its screen."""

from __future__ import annotations

from typing import Protocol, TypeVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.screen import Screen
    from textual.widget import Widget

    from twohats.drafting.offers import Names
    from twohats.format.model import Problem
    from twohats.format.settings import Config
    from twohats.format.times import Now
    from twohats.format.words import Hats
    from twohats.journal.folder import Journal
    from twohats.tui.background import Background
    from twohats.tui.done import Done
    from twohats.tui.drafts import Drafts
    from twohats.tui.keys import Key
    from twohats.tui.pane_table import PaneRow

T = TypeVar("T")


class AppServices(Protocol):
    """What screens and panes need of the app."""

    config: Config
    pressed: str
    """The key that was pressed last, in Textual's words."""
    key_problems: list[Problem]
    is_sample: bool
    """Whether the journal is a copy of the sample."""

    @property
    def panes(self) -> Sequence[PaneRow]:
        """The views that this app has."""

    @property
    def all_keys(self) -> Sequence[Key]:
        """The keys of all of them, of the app and of the entry line."""

    def say(self, text: str, *, severity: str = ..., seconds: float = ...) -> None:
        """Show a notice; its text is only ever text."""

    def tell(self, error: BaseException, more: str = ...) -> None:
        """Show what went wrong, and what to do."""

    def say_problems(self, problems: list[Problem]) -> None:
        """One notice for all that is wrong with the settings."""

    def key_of(self, name: str) -> str:
        """The first key of an action, as people call it."""

    def apply_keys(self) -> Mapping[str, str]:
        """Set the keys that the settings ask for, and give them by the ids of their actions."""

    def apply_theme(self) -> None:
        """Switch to the theme that the settings ask for, unless it is asked for already."""

    def next_theme(self) -> str:
        """Switch to the next theme; its name."""

    def ask(self, question: Screen[T], answered: Callable[[T | None], None]) -> None:
        """Show a question, and hand over its answer."""

    def clear_notifications(self) -> None:
        """Take the notices away: they would cover a question."""

    async def action_quit(self) -> None:
        """Leave the app."""


class Host(Protocol):
    """What the parts of the main screen need of it."""

    journal: Journal
    now: Callable[[], Now]
    today: str
    """The date it is, as the screen knows it; midnight may have passed since."""
    hats: Hats
    drafts: Drafts
    background: Background

    @property
    def services(self) -> AppServices:
        """The app."""

    @property
    def day(self) -> str:
        """The day that is looked at: a line begun now is for it, and other views open at it."""

    @property
    def shown_day(self) -> str:
        """The day that one takes a line to be for unless told otherwise."""

    @property
    def names(self) -> Names:
        """The names in the latest pages, those used most first."""

    def answer(self, text: str, *, seconds: float = ...) -> None:
        """Say what was done."""

    def focus_view(self) -> None:
        """Leave the entry line for the view."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give the keys to a widget."""

    def go_to_day(self, day: str) -> None:
        """Look at another day, or at this one again."""

    def go_to_line(self, day: str, number: int) -> None:
        """Put the cursor on a line where the view shows that day."""

    def reload(self) -> None:
        """Read again what is shown; it stays as it is while the journal's folder is away."""

    async def open_view(self, name: str, subject: str) -> None:
        """Show a view at a subject, as a row of the view that is shown asks for; one can come back."""

    def remember_spot(self) -> None:
        """What the view shows is about to be left for something else in it; one can come back."""

    def begin_change(self) -> Callable[[Done], None]:
        """A change is about to be made; gives what shows it once it is made."""

    def retitle(self) -> None:
        """Work out the top row and the row of sums again."""
