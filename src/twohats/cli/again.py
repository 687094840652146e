"""`hat again`: one of the last lines once more, now."""

from __future__ import annotations

from twohats.cli.commands import add_command, words_of
from twohats.errors import NothingFound, NotUnderstood, keeping_typed
from twohats.format.model import Entry, Event

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.format.model import Problem
    from twohats.journal.folder import Journal

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
    from twohats.cli.add import said, save
    from twohats.cli.list import tell_unreadable
    from twohats.cli.terminal import open_journal
    from twohats.drafting import draft
    from twohats.system import machine

    words = words_of(args)
    with keeping_typed(" ".join(words)):
        journal = open_journal(args.journal)
        lines, unread = last_lines(journal)
        tell_unreadable(unread, alone=not lines)
        if not lines:
            raise NothingFound("there is no line yet that could be repeated", "hat add writes one")
        number = _which(lines) if args.n is None else args.n
        if number is None:
            return 0
        if not 1 <= number <= len(lines):
            raise NotUnderstood(
                f"there is no line {number} to repeat", f"from 1 to {len(lines)}: hat again shows them"
            )
        item, value = list(lines.items())[number - 1]
        item = draft.join_words(item, words, journal.hats)
        now = machine.now()
        begun = machine.ago(getattr(value, "minutes", 0), now)
        said(journal, save(journal, draft.again(value, item, now, begun, journal.hats)))
    return 0


def _which(lines: dict[str, Entry | Event]) -> int | None:
    """The number of the line that the person chooses; None for none."""
    from twohats.cli.say import say
    from twohats.cli.terminal import ask, can_ask
    from twohats.format.times import duration_text

    for at, (item, value) in enumerate(lines.items(), start=1):
        long = ""
        if isinstance(value, Entry):
            long = ("~" if value.estimated else "") + duration_text(value.minutes) + " "
        say(f"{at}  {long}{item}")
    if not can_ask():
        raise NotUnderstood("say which line to repeat", "hat again 1")
    answer = ask("which one (empty for none)?")
    if not answer:
        return None
    return int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 4 else 0


def last_lines(journal: Journal) -> tuple[dict[str, Entry | Event], list[Problem]]:
    """The last lines that differ, latest first: each without its time and ratings, and what it was.

    And what could not be read on the way to them.
    """
    from twohats.cli.list import lines_on
    from twohats.drafting.draft import bare

    found: dict[str, Entry | Event] = {}
    days, problems = journal.listing()
    for day in reversed(days[-PAGES:]):
        lines, unread = lines_on(journal, day)
        problems += unread
        for line in reversed(lines):
            value = line.item.value
            if isinstance(value, (Entry, Event)):
                found.setdefault(bare(line.text, journal.hats), value)
                if len(found) == MOST:
                    return found, problems
    return found, problems
