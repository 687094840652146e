"""`hat review [WEEK]`: the Sunday sitting, a prompt for each card; what there is to ask, where nobody can be asked."""

from __future__ import annotations

import sys
from datetime import date

from twohats.actions.answers import UNCHANGED, answer
from twohats.actions.review import ask_card_again, open_sitting, pass_card, sitting_week, start_again
from twohats.actions.undo import take_back
from twohats.actions.week import figures_of, with_channel_names
from twohats.cli import terminal
from twohats.cli.commands import add_command
from twohats.cli.periods import read_week
from twohats.cli.report import format_error
from twohats.cli.say import remark, tell
from twohats.errors import TwohatsError
from twohats.journal.people import people_of
from twohats.measures.changed import changed
from twohats.text.visible import visible
from twohats.views.cards import PROSE
from twohats.views.sunday import card_rows, changed_says, name_of_sitting, review_view
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.actions.review import Sitting
    from twohats.journal.folder import Journal
    from twohats.measures.figures import WeekFigures
    from twohats.views.cards import Card

BACK, UNDO, QUIT = "b", "u", "q"
END = "."
"""A line of its own that ends an answer of several: blank lines are between its paragraphs."""


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "review",
        """
        The Sunday sitting: lines that are not understood, ratings that are missing, whether a few entries drawn by
        lot were worth it, people to write to, what was decided last, the question of the week, a decision. One card
        at a time. Enter goes on without an answer, b goes back, u takes the last change back, q leaves; what is left
        is there the next time. Every answer is saved as it is given; one of several lines ends with a line that is a
        dot. WEEK is that of hat week; without it, from Friday on this week, else the last.

        Where nobody can be asked, and with --plain or --json, what there is to ask is printed.

        examples:
          hat review
          hat review last
          hat review --again
          hat review --plain
        """,
    )
    parser.add_argument("week", nargs="*", metavar="WEEK", help="which week")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="what there is to ask as JSON; nothing is asked")
    form.add_argument("--plain", action="store_true", help="the same in sentences")
    parser.add_argument("--again", action="store_true", help="ask again what was passed by")


def run(args: argparse.Namespace) -> int:
    """Hold the sitting, or print what it would ask."""
    journal = terminal.open_journal(args.journal)
    now = journal.now()
    today = date.fromisoformat(now.day)
    week = read_week(args.week, now, journal) if args.week else sitting_week(today, journal.week_start)
    sitting = open_sitting(journal, week, now)
    if args.again:
        sitting = start_again(journal, sitting)
    if args.json:
        from twohats.render.review_json import review_data

        terminal.write_json(
            review_data(
                sitting.span, sitting.cards, sitting.passed, sitting.standings, sitting.left_out, journal.hats
            )
        )
    elif args.plain or not terminal.can_ask():
        from twohats.views.block_plain import view_plain

        terminal.write(
            view_plain(
                review_view(
                    sitting.span,
                    sitting.cards,
                    sitting.passed,
                    sitting.standings_shown,
                    left_out=sitting.left_out,
                )
            )
        )
    else:
        _Session(journal, sitting, args.color).hold()
    return 0


class _Session:
    """One sitting at a prompt."""

    def __init__(self, journal: Journal, sitting: Sitting, color: str) -> None:
        self._journal, self._sitting, self._color = journal, sitting, color
        self._cards = sitting.left
        self._at = 0
        self._answered: list[tuple[int, int]] = []
        """The place of every card that was answered, and the number of the change that did, the last one last."""
        self._today = date.fromisoformat(journal.now().day)

    def hold(self) -> None:
        """Ask card by card, until there is none left or the person leaves; then show what it came to."""
        terminal.read_utf8()
        before = figures_of(self._journal, self._sitting.week, self._today)
        remark("Enter goes on, b goes back, u takes back, q leaves the rest for later.")
        while self._at < len(self._cards):
            self._show_card()
            if not self._ask():
                break
        self._show_week(before)

    def _show_card(self) -> None:
        terminal.write("\n")
        place = (self._at + 1, len(self._cards))
        card, name = self._cards[self._at], name_of_sitting(self._sitting.week.name)
        rows = card_rows(card, place, name, self._journal.hats, terminal.width())
        terminal.show(rows, self._color, self._journal)

    def _ask(self) -> bool:
        """Ask until one goes to another card, or to none: then it is False."""
        card = self._cards[self._at]
        while True:
            word = self._typed(card)
            if word is None or word == QUIT:
                return False
            if word == BACK:
                self._at = max(self._at - 1, 0)
                return True
            if word == UNDO:
                if self._undo():
                    return True
            elif not word or self._answer(card, word):
                self._sitting = pass_card(self._journal, self._sitting, card)
                self._at += 1
                return True

    def _answer(self, card: Card, word: str) -> bool:
        try:
            given = answer(self._journal, self._sitting.week.name, card, word, self._journal.now())
        except TwohatsError as error:
            tell(format_error(error))
            return False
        remark(given.says)
        if card.typed == PROSE:
            self._journal.remembered.keep_begun_answer(self._sitting.week.name, card.subject, [])
        self._answered.append((self._at, given.change))
        return True

    def _undo(self) -> bool:
        """Take back what the last answer changed, and go to its card."""
        if not self._answered:
            remark("nothing was answered yet")
            return False
        at, number = self._answered[-1]
        try:
            remark(f"took back: {take_back(self._journal, number).line()}" if number else UNCHANGED)
        except TwohatsError as error:
            tell(format_error(error))
            return False
        self._answered.pop()
        self._at = at
        self._sitting = ask_card_again(self._journal, self._sitting, self._cards[at])
        return True

    def _typed(self, card: Card) -> str | None:
        """The answer; None where the input has ended. Prose is kept line by line until it is saved.

        As long as no line of prose is typed, the keys are those of every card.
        """
        if card.typed != PROSE:
            line = _line()
            return line if line is None else line.strip()
        remembered, week = self._journal.remembered, self._sitting.week.name
        lines = remembered.begun_answer(week, card.subject)
        for kept in lines:
            tell(f"  {visible(kept, len(kept))}")
        remark(f"a line with {END} alone saves it" + ("; this much was there before" if lines else ""))
        begun = False
        while True:
            line = _line()
            word = line if line is None else line.strip()
            if word is None or (not begun and word in ("", BACK, UNDO, QUIT)):
                return word
            if word == END:
                return "\n".join(lines)
            begun = True
            lines.append(line or "")
            remembered.keep_begun_answer(week, card.subject, lines)

    def _show_week(self, before: WeekFigures) -> None:
        from twohats.views.week import week_rows

        journal = self._journal
        after = figures_of(journal, self._sitting.week, self._today)
        terminal.write("\n")
        shown = with_channel_names(journal, after)
        rows = week_rows(shown, width=terminal.width(), people=people_of(journal).shown)
        terminal.show(rows, self._color, journal)
        for each in changed(before, after):
            remark(changed_says(each))
        left = len(self._cards) - self._at
        if left:
            remark(f"{number_of(left, 'card')} left: hat review goes on with them")


def _line() -> str | None:
    """A line from the person as it was typed; None at the end of the input."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
    return line.rstrip("\r\n") if line else None
