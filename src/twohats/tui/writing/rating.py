"""Ratings of lines: asked for of some, of what a timer has saved, and one after the other of what has none yet."""

from __future__ import annotations

from twohats.format.model import Entry
from twohats.tui import changes
from twohats.tui.done import Done
from twohats.tui.screens.rate import DEFAULT, RateScreen
from twohats.views.lines import item_spans
from twohats.views.rows import Row, Span
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.views.cards import Card
    from twohats.views.lines import Line


def ask_to_rate(host: Host, queue: ChangeQueue, lines: Sequence[Line], letter: str = "") -> None:
    """Ask for a rating of the lines of time among some, and give it to them as one change."""
    rated = [line for line in lines if isinstance(line.item.value, Entry)]
    if not rated:
        host.answer("only a line of time is rated")
        return

    _ask(host, queue, rated, letter or DEFAULT)


def _ask(
    host: Host, queue: ChangeQueue, lines: Sequence[Line], letter: str, *, by_itself: bool = False
) -> None:
    def answered(word: str | None) -> None:
        if word:
            queue.change(lambda: changes.rate(host.journal, lines, word))

    subject: Row = item_spans(lines[0].text, host.hats)
    if len(lines) > 1:
        subject = (Span(f"Rate {number_of(len(lines), 'line')}", "title"),)
    if not by_itself:  # then what there is says something of the line
        host.services.clear_notifications()
    host.services.ask(RateScreen(subject, letter, by_itself=by_itself), answered)


def ask_about_time(host: Host, queue: ChangeQueue, place: str) -> None:
    """Ask about the line that a timer has saved at a place, unless that is rated."""
    from twohats.actions.list import lines_at

    for line in lines_at(host.journal, [place]):
        if isinstance(line.item.value, Entry) and line.item.value.motivation is None:
            _ask(host, queue, [line], DEFAULT, by_itself=True)


def walk_through_unrated(host: Host, queue: ChangeQueue) -> None:
    """Go through the lines of the last days that have no motivation, the newest first."""
    from twohats.actions.select import unrated_lines

    # Not in a thread: the key that comes next is for the first of them, and two weeks of pages are read in 20 ms.
    walk_through(host, queue, unrated_lines(host.journal, host.now()))


def walk_through(host: Host, queue: ChangeQueue, lines: Sequence[Line]) -> None:
    """Go through those of the lines that have no motivation: a key for each."""
    from twohats.tui.screens.sitting import SittingScreen
    from twohats.views.cards import rating_card

    unrated = [
        line for line in lines if isinstance(line.item.value, Entry) and line.item.value.motivation is None
    ]
    if not unrated:
        host.answer("nothing here is unrated")
        return
    asking = _Asking(host, queue)
    host.services.clear_notifications()
    screen = SittingScreen(
        [rating_card(line.place, line, DEFAULT) for line in unrated],
        (Span(" Unrated", "title"),),
        host.hats,
        answered=asking.answered,
        undo=asking.undo,
    )
    host.services.ask(screen, lambda _: None)


class _Asking:
    """What the cards of one walk do to the journal."""

    def __init__(self, host: Host, queue: ChangeQueue) -> None:
        self._host, self._queue = host, queue
        self._changes: list[int] = []
        """The number of the change that each answer made, the last one last."""

    def answered(self, card: Card, word: str) -> None:
        """Rate the line of a card."""
        from twohats.actions.answers import answer

        host = self._host

        def save() -> Done:
            self._changes.append(0)
            self._changes[-1] = answer(host.journal, "", card, word, host.now()).change
            return Done("", moves=False)  # a key that goes on needs no message

        self._queue.change(save)

    def undo(self, card: Card) -> None:
        """Take back the last answer."""
        from twohats.actions.answers import UNCHANGED

        del card

        def take_back() -> Done:
            number = self._changes.pop() if self._changes else 0
            if not number:
                return Done(UNCHANGED, moves=False)
            return changes.undo(self._host.journal, number)._replace(moves=False)

        self._queue.change(take_back)
