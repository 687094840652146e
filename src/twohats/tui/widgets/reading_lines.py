"""The two rows under the entry line: how it will be read, what it lacks, or what the day comes to."""

from __future__ import annotations

from textual.reactive import reactive

from twohats.format.words import DEFAULT_HATS, Hats
from twohats.tui.reading import NOTHING_TYPED, Reading, Target, reading_rows
from twohats.tui.widgets.offer_row import Offering
from twohats.tui.widgets.rows import RowLines
from twohats.views.rows import BLANK, Row, Span, cut, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.format.times import Now


class ReadingLines(RowLines):
    """The two rows under the entry line: how it will be read, or what the day comes to."""

    reading: reactive[Reading] = reactive(NOTHING_TYPED)
    target: reactive[Target] = reactive(Target(""))
    hats: reactive[Hats] = reactive(DEFAULT_HATS)
    offering: reactive[Offering] = reactive(Offering())
    """What may come next: what the one means that is pointed at."""
    idle: reactive[tuple[Row, ...]] = reactive(())
    """What stands there while nothing is typed."""

    def __init__(self, now: Callable[[], Now], target: Target, hats: Hats) -> None:
        super().__init__(id="reading")
        self.set_reactive(ReadingLines.target, target)
        self.set_reactive(ReadingLines.hats, hats)
        self._now = now

    def rows(self, width: int) -> Sequence[Row]:
        """The two rows."""
        rows: list[Row] = [cut(row, width) for row in self.idle]
        if self.reading is not NOTHING_TYPED and self.reading.text:
            rows = reading_rows(self.reading, self.target, self._now(), self.hats, width)
        offer = self.offering.here if self.offering.at >= 0 else None
        if offer is None:
            return rows
        from twohats.views.language import meaning_of

        verb = next((part.full for part in self.reading.parts if part.role == "verb"), "")
        says = meaning_of(offer.role, offer.text, self.hats, verb)
        means = (user_text(offer.label, "key"), Span("  ", "text"), user_text(says, "muted"))
        return [*(rows or [BLANK])[:1], cut(means, width)]
