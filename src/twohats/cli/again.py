"""`hat again`: repeats one of the last lines with the current time."""

from __future__ import annotations

from twohats.actions.add import save
from twohats.actions.again import last_lines, repeat
from twohats.cli.add import report_saved
from twohats.cli.commands import add_command, words_of
from twohats.cli.report import report_unreadable
from twohats.cli.say import say
from twohats.cli.terminal import ask, can_ask, open_journal
from twohats.errors import NothingFound, NotUnderstood, attach_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.actions.again import Repeatable

MOST = 9
PAGES = 60
"""Pages that are looked through, latest first."""


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "again",
        """
        Save one of the last lines once more: the same words, as long as it was, up to now. Ratings are not
        repeated, since they were about another time; more words can be added, as with stop. Without N the last
        nine different lines are shown and asked about.

        examples:
          hat again
          hat again 1
          hat again 2 m4: shorter than last time
        """,
        usage="hat again [N [WORDS]]",
    )
    parser.add_argument("n", nargs="?", type=int, metavar="N", help="1 is the last line, 2 the one before")
    parser.add_argument("words", nargs="...", metavar="WORDS", help="more words for the line")


def run(args: argparse.Namespace) -> int:
    """Save the line again; the exit code."""
    words = words_of(args)
    with attach_input(" ".join(words)):
        journal = open_journal(args.journal)
        lines, unread = last_lines(journal, most=MOST, pages=PAGES)
        report_unreadable(unread, alone=not lines)
        if not lines:
            raise NothingFound("there is no line yet that could be repeated", "hat add writes one")
        number = _choose(lines) if args.n is None else args.n
        if number is None:
            return 0
        if not 1 <= number <= len(lines):
            raise NotUnderstood(
                f"there is no line {number} to repeat", f"from 1 to {len(lines)}: hat again shows them"
            )
        report_saved(journal, save(journal, repeat(journal, lines[number - 1], words, journal.now())))
    return 0


def _choose(lines: list[Repeatable]) -> int | None:
    """The number of the line that the person chooses; None for none."""
    for at, line in enumerate(lines, start=1):
        say(f"{at}  {line.text()}")
    if not can_ask():
        raise NotUnderstood("say which line to repeat", "hat again 1")
    answer = ask("which one (empty for none)?")
    if not answer:
        return None
    return int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 4 else 0
