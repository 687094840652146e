"""The line that a question to the journal is typed into, in place of the entry line, and the rows below it."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.geometry import Region
from textual.reactive import reactive

from twohats.text import width as columns
from twohats.tui.keys import ASKING
from twohats.tui.widgets.offer_row import Offering, OfferRow
from twohats.tui.widgets.plain_input import TypedLine
from twohats.tui.widgets.rows import RowLines
from twohats.values import NamedTuple
from twohats.views.rows import cut, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from twohats.drafting.offers import Offer
    from twohats.format.words import Hats
    from twohats.views.rows import Row

LONGEST = 2000
"""Characters of a question."""


class Taken(NamedTuple):
    """A word that was put in, and the others that were offered for its place."""

    before: str
    """What stands in front of it."""
    offering: Offering
    text: str
    """The whole line with it."""


class QuestionLine(TypedLine):
    """Where a question is typed; what `offer` has for the last word stands in a row of its own below, `offers`."""

    place = ASKING

    def __init__(
        self, offer: Callable[[str], tuple[Offer, ...]], changed: Callable[[str], None], hats: Hats
    ) -> None:
        self.offers = QuestionOffers(self, hats)
        self._taken: Taken | None = None
        super().__init__(compact=True, select_on_focus=False, max_length=LONGEST, id="question")
        self.cursor_blink = False
        self._offer, self._changed = offer, changed
        self.offers.display = False

    def watch_value(self, value: str) -> None:
        """Tell what is typed, and offer what may come."""
        if self._taken and self._taken.text != value:
            self._taken = None
        at_end = self.cursor_position >= len(value) - 1
        self._show_offers(value if at_end or self._taken else None)
        self._changed(value)

    def _show_offers(self, text: str | None) -> None:
        """Offer what may come behind a text, None for nothing; the rest of a word that is begun stands behind it."""
        if self._taken:
            offering = self._taken.offering
        else:
            word = text[text.rfind(" ") + 1 :] if text else ""
            found = () if text is None else self._offer(text)
            offering = Offering(found, -1, len(word) > (word[:1] in ("@", "+")))
        self.offers.offering = offering
        here = None if self._taken else offering.here
        self._suggestion = f"{text}{here.text[len(word) :]}" if here else ""

    def offer_again(self) -> None:
        """There may be other names to offer."""
        if self.has_focus:
            self._show_offers(self.value if self.cursor_at_end else None)

    def put(self, text: str) -> None:
        """Put a text into the line, the cursor behind it."""
        self.value = text
        self.cursor_position = len(text)
        self._taken = None
        self._show_offers(text)
        self._suggestion = ""

    def take_offer(self) -> bool:
        """Take the first word that fits the one that is begun; once more, the next in its place. Whether one was."""
        taken = self._taken
        if taken and len(taken.offering.offers) > 1:
            self._put_in(taken.before, taken.offering, (taken.offering.at + 1) % len(taken.offering.offers))
            return True
        if taken or not (self.offers.offering.here and self.cursor_at_end):
            return False
        self.take(0)
        return True

    def take(self, at: int) -> None:
        """Put in one of the words that are offered, in place of the one that is begun."""
        before = self._taken.before if self._taken else self.value[: self.value.rfind(" ") + 1]
        self._put_in(before, self.offers.offering, at)

    def _put_in(self, before: str, offering: Offering, at: int) -> None:
        offer = offering.offers[at]
        text = f"{before}{offer.text}{' ' if offer.ends else ''}"
        if not offer.ends:
            self._taken = None  # what comes behind it is offered next
        else:
            self._taken = Taken(before, offering._replace(at=at), text)
        self.cursor_position = len(self.value)
        self.value = text
        self.cursor_position = len(text)
        self._show_offers(text)

    def on_focus(self) -> None:
        """One types: what may come is seen."""
        self.offers.display = True
        self._show_offers(self.value)

    def on_blur(self) -> None:
        """The row is for what is looked at."""
        self.offers.display = False

    def on_resize(self) -> None:
        """Keep the cursor in sight where there is less room now."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def on_paste(self, event: events.Paste) -> None:
        """Several lines are one question."""
        event.stop()
        event.prevent_default()
        room = LONGEST - len(self.value)
        self.replace(" ".join(event.text.split())[:room], *sorted(self.selection))


class QuestionOffers(OfferRow):
    """What may come next in a question."""

    def __init__(self, line: QuestionLine, hats: Hats) -> None:
        super().__init__(hats, "question-offers")
        self._line = line

    def clicked(self, at: int) -> None:
        """A word was clicked: it is put in, and one types on."""
        self._line.take(at)
        self._line.focus()


class QuestionLabel(RowLines):
    """What the line is for."""

    says: reactive[str] = reactive("/")

    def watch_says(self) -> None:
        """Take the room that the words need."""
        self.styles.width = columns.width(self.says) + 2

    def rows(self, width: int) -> Sequence[Row]:
        """The one row."""
        return [cut((user_text(f" {self.says} ", "title"),), width)]


class QuestionRow(Horizontal):
    """The label and the line."""


class Below(RowLines):
    """What the lines come to, and how the question was understood or what is wrong with it."""

    says: reactive[tuple[Row, ...]] = reactive(())

    def rows(self, width: int) -> Sequence[Row]:
        """The two rows."""
        return [cut(row, width) for row in self.says]
