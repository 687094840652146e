"""`hat open` and `hat 2026-10-21`: the app at a day or a line; printed where there is no terminal."""

from __future__ import annotations

from twohats.cli.commands import add_command, read_command, words_of
from twohats.cli.periods import read_day
from twohats.cli.places import PLACE, read_place
from twohats.cli.terminal import can_open_app, open_journal, show
from twohats.errors import NotUnderstood
from twohats.format.page import find_item
from twohats.format.times import calendar_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.journal.folder import Journal


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "open",
        """
        Open the app at a day, or at a line; where there is no terminal, print the day, or the line. A date in full
        or a place needs no word in front: hat 2026-10-21, hat 2026-10-21:3.

        examples:
          hat open yesterday
          hat open 2026-10-21:3
          hat 2026-10-21
        """,
        usage="hat open DATE | PLACE\n       hat 2026-10-21 | 2026-10-21:3",
    )
    parser.add_argument("words", nargs="*", metavar="DATE | PLACE", help=PLACE)


def run(args: argparse.Namespace) -> int:
    """Open the app, or print; exit code 1 if there is no such line, or nothing to print."""
    journal = open_journal(args.journal)
    now = journal.now()
    words = words_of(args)
    place = read_place(words[0], now.day) if len(words) == 1 else None
    day = place.day if place else read_day(words, now)
    if day > calendar_day(now):
        raise NotUnderstood(f"{day} is still to come", "a page is about what was: today or before")
    number = place.number if place else 0
    if number:
        find_item(journal.page(day), number)
    if can_open_app():
        from twohats.tui.run import run_app

        return run_app(journal, journal.now, at=f"{day}:{number}")
    if number:
        return _print_line(journal, f"{day}:{number}", args.color)
    printed = read_command(["--journal", args.journal, "--color", args.color, "day", day])
    return int(printed.run(printed))


def _print_line(journal: Journal, place: str, color: str) -> int:
    from twohats.actions.list import lines_at
    from twohats.views.lines import line_rows

    lines = lines_at(journal, [place])
    journal.cache.remember_shown({line.place: line.block for line in lines})
    show(line_rows(lines, journal.hats), color, journal)
    return 0
