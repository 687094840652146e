"""The row of words that may come next in the line that is typed."""

from __future__ import annotations

from textual.message import Message
from textual.reactive import reactive

from twohats.format.words import DEFAULT_HATS, SIDES, Hats
from twohats.text import width as columns
from twohats.tui.drawing import POINTED
from twohats.tui.widgets.rows import RowLines
from twohats.values import NamedTuple
from twohats.views.rows import BLANK, Row, Span, cut, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from twohats.drafting.offers import Offer

_BETWEEN = 2
"""Columns from one word to the next."""


class Offering(NamedTuple):
    """What is offered, and which of it is meant."""

    offers: tuple[Offer, ...] = ()
    at: int = -1
    """The one that the keys point at; -1 while they do not."""
    is_begun: bool = False
    """Whether a word is begun, so that the first is meant while none is pointed at."""

    @property
    def here(self) -> Offer | None:
        """The one that would be taken."""
        at = max(self.at, 0) if self.is_begun else self.at
        return self.offers[at] if 0 <= at < len(self.offers) else None


class OfferRow(RowLines):
    """One row, however narrow the screen: it goes sideways with what is pointed at."""

    offering: reactive[Offering] = reactive(Offering())
    hats: reactive[Hats] = reactive(DEFAULT_HATS)

    def __init__(self, hats: Hats, name: str = "offers") -> None:
        super().__init__(id=name)
        self.set_reactive(OfferRow.hats, hats)

    class Clicked(Message):
        """A word was clicked."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def rows(self, width: int) -> Sequence[Row]:
        """The words from the first that there is room for, so that the one pointed at is seen."""
        row: list[Span] = []
        for at, label, room in self._drawn(width):
            role = self._role_of(self.offering.offers[at])
            is_here = at == self.offering.at
            row += [Span(" " * room, "text"), user_text(label, POINTED if is_here else role)]
        return [cut(tuple(row), width)] if row else [BLANK]

    def _drawn(self, width: int) -> list[tuple[int, str, int]]:
        """Which words are drawn: the number of each, what it says, and the columns in front of it."""
        labels = [user_text(each.label).text for each in self.offering.offers]
        first, at = 0, max(self.offering.at, 0)
        while first < at and sum(columns.width(each) + _BETWEEN for each in labels[first : at + 1]) > width:
            first += 1
        return [(each, labels[each], _BETWEEN if each > first else 0) for each in range(first, len(labels))]

    def _role_of(self, offer: Offer) -> str:
        if offer.role == "hat":
            side = self.hats.sides.get(offer.text, "")
            return side if side in SIDES else "hat"
        return "muted" if offer.role in ("sign", "note") else "text"

    def on_click(self, event: events.Click) -> None:
        """A click on a word takes it."""
        end = self.styles.padding.left
        for at, label, room in self._drawn(self.content_size.width):
            end += room + columns.width(label)
            if event.x < end:
                self.clicked(at)
                return

    def clicked(self, at: int) -> None:
        """A word was clicked, of which whoever has the line is told."""
        self.post_message(self.Clicked(at))
