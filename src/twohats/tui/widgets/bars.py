"""The top row with the views, and the bottom row with the keys."""

from __future__ import annotations

from textual.message import Message
from textual.reactive import reactive

from twohats.text import width as columns
from twohats.tui.keys import KEYS, PAGE, Key, in_place, keys_of, shown
from twohats.tui.pane_table import PANES
from twohats.tui.titles import Title
from twohats.tui.widgets.rows import RowLines
from twohats.views.rows import Row, Span, cut, user_text, width_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from twohats.tui.pane_table import PaneRow

_ALWAYS = (
    "entry.add", "line.save", "line.leave", "question.go", "question.leave", "change.undo", "search.ask",
    "app.help", "app.palette", "app.quit",
)  # fmt: skip
"""The keys that are there in any width: those of them that work where one is."""
_SPACIOUS = 100
"""From so many columns on tabs stand two spaces apart. Narrower they would, or not, by what stands beside them, and
move under the eye.
"""
_MOST_UNNAMED = 1
"""Of so many tabs the names are left out before all are."""
_NO_KEYS: dict[str, str] = {}


class Pressed(Message):
    """Something in a bar was clicked: the action of a key."""

    def __init__(self, key: Key) -> None:
        super().__init__()
        self.key = key


class TitleBar(RowLines):
    """The views, where one is, and the running timer."""

    title: reactive[Title] = reactive(Title(PAGE))
    keys: reactive[Mapping[str, str]] = reactive(_NO_KEYS)
    """Ids of actions to other keys than those they have."""

    def __init__(self, panes: Sequence[PaneRow] = PANES, keys: Sequence[Key] = KEYS) -> None:
        super().__init__()
        self._tabs = [(pane, key) for pane in panes for key in keys if key.id == pane.id]

    def rows(self, width: int) -> Sequence[Row]:
        """The one row: tabs left, what the view is of behind them, the timer at the right."""
        tabs = tuple(span for _, spans in self._drawn(width) for span in spans)
        left = width - width_of(tabs)
        timer = self.title.timer
        text = self.title.text
        if columns.width(text) + columns.width(timer) + 5 > left:
            text = self.title.short or text
        room = left - columns.width(text) - 5
        gap = min(max(left - columns.width(text), 1), 3)
        parts: Row = (*tabs, Span(" " * gap, "text"), user_text(text, "text"))
        if timer and room > 6:
            clock = user_text(f"{columns.fit(timer, room)} ", "dot")
            parts = (*parts, Span(" " * (width - width_of(parts) - width_of((clock,))), "text"), clock)
        return [cut(parts, width)]

    def _drawn(self, width: int) -> list[tuple[Key, Row]]:
        """The tabs. Where the row would be too narrow for all names and the timer, the last one goes first; only the
        one that is shown has its name where that is not enough.
        """
        beside = columns.width(self.title.short or self.title.text) + 3
        beside += columns.width(self.title.timer) + 3 if self.title.timer else 0
        drawn: list[tuple[Key, Row]] = []
        space = 2 if width >= _SPACIOUS else 1
        named = self._named(width - beside, space)
        apart = " " * (space if named else 2)  # numbers alone are as easily clicked as names
        for pane, key in self._tabs:
            on = pane.name == self.title.view
            name = pane.title if on or pane.name in named else ""
            own = keys_of(key, self.keys)
            before = apart if drawn else " "
            number = user_text(f"{before}{shown(own[0]) if own else ''}", "key" if on else "muted")
            drawn.append((key, (number, Span(f" {name}" if name else "", "title" if on else "muted"))))
        return drawn

    def _named(self, room: int, space: int) -> list[str]:
        """The views whose tabs have names besides that of the one that is shown: all, all but the last, or none."""
        names = [pane.name for pane, _ in self._tabs if pane.name != self.title.view]
        taken = sum(len(pane.title) + 2 + space for pane, _ in self._tabs)
        for without in range(min(_MOST_UNNAMED, len(names)) + 1):
            kept = names[: len(names) - without]
            left_out = {*names} - {*kept}
            if taken - sum(len(pane.title) for pane, _ in self._tabs if pane.name in left_out) <= room:
                return kept
        return []

    def on_click(self, event: events.Click) -> None:
        """A click on a tab shows its view."""
        _press_at(self, self._drawn(self.size.width), event.x)


class KeyBar(RowLines):
    """The keys that work where one is, as many as there is room for."""

    place: reactive[str] = reactive(PAGE)
    keys: reactive[Mapping[str, str]] = reactive(_NO_KEYS)
    """Ids of actions to other keys than those they have."""
    timing: reactive[bool] = reactive(False)
    """Whether a timer runs."""
    lines: reactive[bool] = reactive(True)
    """Whether rows of the view are lines of the journal."""

    def __init__(self, all_keys: Sequence[Key] = KEYS) -> None:
        super().__init__()
        self._all = all_keys

    def rows(self, width: int) -> Sequence[Row]:
        """The one row."""
        return [tuple(span for _, spans in self._shown(width) for span in spans)]

    def _shown(self, width: int) -> list[tuple[Key, Row]]:
        here = in_place(self.place, self._all)
        ranked = sorted(
            (key for key in here if key.short and (self.lines or not key.on_line)), key=lambda key: key.rank
        )
        always = sorted((key for key in ranked if key.id in _ALWAYS), key=lambda key: _ALWAYS.index(key.id))
        kept = [(key, self._drawn(key)) for key in always]
        for at in reversed(range(len(kept))):  # where it is narrow they lose their words, and are still there
            if sum(width_of(row) for _, row in kept) > width:
                kept[at] = (kept[at][0], self._drawn(kept[at][0], named=False))
        room = width - sum(width_of(row) for _, row in kept)
        for key in ranked:
            row = self._drawn(key)
            if key.id not in _ALWAYS:
                if width_of(row) > room:
                    break
                kept.append((key, row))
                room -= width_of(row)
        return sorted(kept, key=lambda each: each[0].rank)

    def _drawn(self, key: Key, *, named: bool = True) -> Row:
        says = "Stop" if key.id == "timer.start" and self.timing else key.short
        keys = keys_of(key, self.keys, self.place)
        name = user_text(f" {shown(keys[0]) if keys else ''} ", "key")
        return (name, Span(f"{says} ", "muted")) if named else (name,)

    def on_click(self, event: events.Click) -> None:
        """A click on a key is the key."""
        _press_at(self, self._shown(self.size.width), event.x)


def _press_at(bar: RowLines, drawn: list[tuple[Key, Row]], x: int) -> None:
    """Do what the key that is drawn in this column does."""
    at = 0
    for key, row in drawn:
        at += width_of(row)
        if x < at:
            bar.post_message(Pressed(key))
            return
