"""The Sunday sitting: what there is to ask about a week, and its cards."""

from __future__ import annotations

from datetime import date
from threading import Lock

from twohats.errors import TwohatsError
from twohats.format.calendar import week_named
from twohats.tui.advice import card_here
from twohats.tui.done import Done
from twohats.tui.panes.block_pane import BlockPane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.actions.review import Sitting
    from twohats.measures.changed import Changed
    from twohats.measures.figures import WeekFigures
    from twohats.views.blocks import View
    from twohats.views.cards import Card


class SundayPane(BlockPane):
    """What a sitting has to ask, and, after one, what the answers changed."""

    _before: WeekFigures | None = None
    """The figures of the week when its cards were begun."""

    _is_asking = False
    """Whether the cards are on the screen, above this."""

    def begin_change(self) -> Callable[[Done], None]:
        """An answer that is saved is asked no more; while the cards are on the screen they have this wait."""
        return lambda _: None if self._is_asking else self.pages_changed()

    def _end(self) -> None:
        """The cards were left: show what is still to ask, and once more when the last answers are saved."""
        self._is_asking = False
        self.reload()

    def first_subject(self) -> str:
        """The name of the week to sit down for."""
        from twohats.actions.review import sitting_week

        return sitting_week(date.fromisoformat(self.host.today), self.host.journal.week_start).name

    def load(self, subject: str) -> View:
        """Read what there is to ask about a week."""
        from twohats.actions.week import figures_of
        from twohats.measures.changed import changed
        from twohats.views.sunday import review_view

        sitting = self._read(subject)
        before = self._before
        after: tuple[Changed, ...] = ()
        if before is not None and before.week == subject:
            figures = figures_of(self.host.journal, sitting.week, date.fromisoformat(self.host.today))
            after = changed(before, figures)
        return review_view(
            sitting.span,
            sitting.cards,
            sitting.passed,
            sitting.standings_shown,
            after,
            left_out=sitting.left_out,
            can_begin=True,
        )

    def _read(self, subject: str) -> Sitting:
        from twohats.actions.review import open_sitting

        journal = self.host.journal
        return open_sitting(journal, week_named(subject, start=journal.week_start), self.host.now())

    def step(self, by: int) -> None:
        """The week before or after, but none that has not begun."""
        week = week_named(self.subject(), start=self.host.journal.week_start).back(-by)
        if by < 0 or week.first.isoformat() <= self.host.today:
            self.go_to(week.name)

    def action_today(self) -> None:
        """The week to sit down for."""
        self.go_to(self.first_subject())

    async def action_open(self) -> None:
        """Begin with the cards, or go on with those that are left; other rows open as everywhere."""
        from twohats.views.sunday import AGAIN, SITTING

        door = self.widget.door
        if door.view == SITTING:
            self._sit(again=door.subject == AGAIN)
        else:
            await super().action_open()

    def _sit(self, *, again: bool) -> None:
        subject = self.subject()

        def work() -> tuple[Sitting, WeekFigures]:
            from twohats.actions.review import start_again
            from twohats.actions.week import figures_of

            journal = self.host.journal
            sitting = self._read(subject)
            if again:
                sitting = start_again(journal, sitting)
            figures = figures_of(journal, sitting.week, date.fromisoformat(self.host.today))
            return sitting, figures

        self.host.background.run(work, lambda found: self._ask(*found), group="sitting", only_latest=True)

    def _ask(self, sitting: Sitting, figures: WeekFigures) -> None:
        from twohats.tui.screens.sitting import SittingScreen
        from twohats.views.sunday import name_of_sitting

        if not sitting.left:
            self.host.answer("nothing is left to ask about this week")
            return
        if self._before is None or self._before.week != figures.week:
            self._before = figures
        self.host.services.clear_notifications()
        asking = _Asking(self, sitting)
        screen = SittingScreen(
            [card_here(card, self.host.services.key_of) for card in sitting.left],
            name_of_sitting(sitting.week.name),
            self.host.hats,
            answered=asking.answered,
            wrong_with=asking.wrong_with,
            passed=asking.passed,
            undo=asking.undo,
            begun=asking.begun,
            keep=asking.keep,
        )
        self._is_asking = True
        self.host.services.ask(screen, lambda _: self._end())


class _Asking:
    """What the cards of one sitting do to the journal."""

    def __init__(self, pane: SundayPane, sitting: Sitting) -> None:
        self._host, self._sitting = pane.host, sitting
        self._changes: list[int] = []
        """The number of the change that each answer made, the last one last; 0 for one that changed nothing."""
        self._passing = Lock()  # a card is passed by here, or once it is saved in the thread that saves

    def wrong_with(self, card: Card, word: str) -> str:
        """What is wrong with an answer; empty if nothing is."""
        from twohats.actions.answers import check

        try:
            check(card, word, self._host.now(), self._host.hats)
        except TwohatsError as error:
            return error.with_hint()
        return ""

    def answered(self, card: Card, word: str) -> None:
        """Save an answer, after all that were given before; the card is passed once it is saved."""
        from twohats.actions.answers import answer
        from twohats.views.cards import PROSE

        journal, now = self._host.journal, self._host.now()

        def save() -> Done:
            self._changes.append(0)
            given = answer(journal, self._sitting.week.name, card, word, now)
            self._changes[-1] = given.change
            self.passed(card)
            if card.typed == PROSE:
                self.keep(card, "")
            return Done(
                "" if card.choices else given.says, moves=False
            )  # a key that goes on needs no message

        self._host.queue.change(save)

    def passed(self, card: Card) -> None:
        """Go on from a card."""
        from twohats.actions.review import pass_card

        with self._passing:
            self._sitting = pass_card(self._host.journal, self._sitting, card)

    def undo(self, card: Card) -> None:
        """Take back what the last answer, that to this card, has changed."""
        from twohats.actions.answers import UNCHANGED
        from twohats.actions.review import ask_card_again
        from twohats.tui import changes

        def take_back() -> Done:
            number = self._changes.pop() if self._changes else 0
            done = changes.undo(self._host.journal, number) if number else Done(UNCHANGED, moves=False)
            with self._passing:
                self._sitting = ask_card_again(self._host.journal, self._sitting, card)
            return done

        self._host.queue.change(take_back)

    def begun(self, card: Card) -> str:
        """An answer that was begun before."""
        return "\n".join(self._host.journal.remembered.begun_answer(self._sitting.week.name, card.subject))

    def keep(self, card: Card, text: str) -> None:
        """Keep an answer that is being typed."""
        lines = text.split("\n") if text else []
        self._host.journal.remembered.keep_begun_answer(self._sitting.week.name, card.subject, lines)
