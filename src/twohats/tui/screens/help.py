"""The help screen: the keys that work where one was, with the ids that `[keys]` knows them by."""

from __future__ import annotations

from textual.binding import Binding
from textual.screen import ModalScreen

from twohats.text import width as columns
from twohats.tui.keys import LINE, PAGE, in_place, keys_of, shown
from twohats.tui.widgets.rows import RowArea
from twohats.views.rows import BLANK, Row, Span, said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

_TITLES = {PAGE: "Keys on the page of a day", LINE: "Keys in the entry line"}


class KeyRows(RowArea):
    """The keys of one place."""

    def __init__(self, place: str, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._place = place
        self._keys = keys

    def rows(self, width: int) -> Sequence[Row]:
        """One row for each thing that keys do; the ids where there is room."""
        listed = [
            (" ".join(shown(one) for one in keys_of(key, self._keys, self._place)), key)
            for key in in_place(self._place)
        ]
        left = max(columns.width(keys) for keys, _ in listed) + 2
        says = max(len(key.says) for _, key in listed) + 2
        rows: list[Row] = [(Span(_TITLES.get(self._place, "Keys in the week"), "title"),), BLANK]
        for keys, key in listed:
            row = (
                Span(columns.pad(said(keys).text, left), "key"),
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

    def __init__(self, place: str, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._place = place
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The rows."""
        yield KeyRows(self._place, self._keys)

    def action_move(self, by: int) -> None:
        """Scroll."""
        self.query_one(KeyRows).move(by)

    def on_click(self) -> None:
        """A click closes it."""
        self.dismiss()
