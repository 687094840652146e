"""The help screen: the keys that work in the current place, with their ids for `[keys]`."""

from __future__ import annotations

from textual.binding import Binding
from textual.screen import ModalScreen

from twohats.text import width as columns
from twohats.tui.keys import keys_of, shown
from twohats.tui.widgets.rows import RowArea
from twohats.views.rows import BLANK, Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from twohats.tui.keys import Key


class KeyRows(RowArea):
    """The keys of one place."""

    def __init__(self, title: str, place: str, keys: Sequence[Key], own: Mapping[str, str]) -> None:
        super().__init__()
        self._title = title
        self._listed = [(" ".join(map(shown, keys_of(key, own, place))), key) for key in keys]

    def rows(self, width: int) -> Sequence[Row]:
        """One row for each thing that keys do; the ids where there is room."""
        left = max(columns.width(keys) for keys, _ in self._listed) + 2
        says = max(len(key.says) for _, key in self._listed) + 2
        rows: list[Row] = [(Span(self._title, "title"),), BLANK]
        for keys, key in self._listed:
            row = (
                Span(columns.pad(user_text(keys).text, left), "key"),
                Span(columns.pad(key.says, says), "text"),
                Span(key.id, "muted"),
            )
            if left + says + len(key.id) <= width:
                rows.append(row)
                continue
            first, *more = columns.wrap(key.says, width - left)
            rows.append((row[0], Span(first, "text")))
            rows += [(Span(" " * left, "text"), Span(line, "text")) for line in more]
        told = 'Other keys: [keys] in hat.toml or config.toml, for instance  "entry.add" = "n".'
        return [*rows, BLANK, *((Span(line, "muted"),) for line in columns.wrap(told, width))]


class HelpScreen(ModalScreen[None]):
    """What keys do here; any of a few keys closes it."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "Close"),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,space", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(self, title: str, place: str, keys: Sequence[Key], own: Mapping[str, str]) -> None:
        super().__init__()
        self._rows = KeyRows(title, place, keys, own)

    def compose(self) -> ComposeResult:
        """The rows."""
        yield self._rows

    def action_move(self, by: int) -> None:
        """Scroll."""
        self._rows.move(by)

    def on_click(self) -> None:
        """A click closes it."""
        self.dismiss()
