"""Views side by side: each a column with a rule in front of all but the first."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

_RULED = "-ruled"


class Column(Vertical):
    """The widgets of a view that has several."""


class Columns(Horizontal):
    """All views that have been made; those that are not shown take no room."""

    def __init__(self, first: Sequence[Widget]) -> None:
        super().__init__(self._made(first))

    @staticmethod
    def _made(widgets: Sequence[Widget]) -> Widget:
        return widgets[0] if len(widgets) == 1 else Column(*widgets)

    async def column_of(self, widgets: Sequence[Widget]) -> Widget:
        """The column of a view, which is put on the screen when it is first asked for."""
        widget = widgets[0]
        if not widget.is_attached:
            made = self._made(widgets)
            made.display = False
            await self.mount(made)
        return widget if len(widgets) == 1 else widget.parent  # type: ignore[return-value]  # the Column of above

    def show(self, columns: Sequence[Widget], widths: Sequence[int]) -> None:
        """Show these from left to right, so many columns wide; one alone has all of them."""
        if [each for each in self.children if each in columns] != [*columns]:
            self.sort_children(key=lambda each: columns.index(each) if each in columns else len(columns))
        for each in self.children:
            each.display = each in columns
        self.share(columns, widths)

    def share(self, columns: Sequence[Widget], widths: Sequence[int]) -> None:
        """Give each its width, and its rule."""
        for at, each in enumerate(columns):
            each.styles.width = widths[at] + (at > 0) if widths else "1fr"
            each.set_class(at > 0, _RULED)
