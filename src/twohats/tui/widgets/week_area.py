"""The week as rows, the same as the shell's `hat week`."""

from __future__ import annotations

from textual.reactive import reactive

from twohats.tui.widgets.rows import RowArea
from twohats.values import NamedTuple
from twohats.views.rows import Row, Span, said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.figures import WeekFigures


class WeekSheet(NamedTuple):
    """A week as far as it is known: its name at once, its figures when they have been worked out."""

    name: str
    figures: WeekFigures | None = None
    people: Mapping[str, str] = {}
    """How people are called on screen."""
    wrong: str = ""
    """Why there are no figures, if there are none and there will be none."""


class WeekArea(RowArea):
    """The view of a week."""

    week: reactive[WeekSheet | None] = reactive(None, init=False)

    def __init__(self) -> None:
        super().__init__(id="week")

    def watch_week(self, old: WeekSheet | None, new: WeekSheet | None) -> None:
        """Another week, or other figures of this one."""
        self.lay_out()
        if old is None or new is None or old.name != new.name:
            self.scroll_to(y=0, animate=False)

    def rows(self, width: int) -> Sequence[Row]:
        """The rows of the week."""
        if self.week is None:
            return ()
        if self.week.figures is None:
            return [(said(f" {self.week.wrong or 'Counting'}", "problem" if self.week.wrong else "muted"),)]
        from twohats.views.week import week_rows

        rows = week_rows(self.week.figures, width=width, people=self.week.people) or [(Span("", "text"),)]
        return [tuple(_as_typed_here(span) for span in row) for row in rows]


def _as_typed_here(span: Span) -> Span:
    """An example for the shell as it is typed into the entry line."""
    return Span(span.text.removeprefix("hat add "), span.role)
