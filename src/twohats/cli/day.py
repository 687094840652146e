"""`hat day`: one day as a view."""

from __future__ import annotations

from twohats.actions.list import lines_on
from twohats.cli.commands import add_command
from twohats.cli.periods import read_day
from twohats.cli.report import report_unreadable
from twohats.cli.terminal import open_journal, show, width, write_json
from twohats.errors import NothingFound
from twohats.render.line_json import line_json, problem_json
from twohats.views import day as view

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "day",
        """
        Print one day: its hours by hat and activity, then its lines.

        exit code: 0 there is something, 1 nothing is written on that day

        examples:
          hat day
          hat day yesterday
          hat day 20 nov --json
        """,
    )
    parser.add_argument(
        "day", nargs="*", metavar="DATE", help="today, yesterday, fri, 2 days ago, 20 nov, 2026-11-22"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the day; exit code 1 if nothing is written on it."""
    journal = open_journal(args.journal)
    day = read_day(args.day, journal.now())
    lines, unread = lines_on(journal, day)
    if args.json:
        write_json({
            "day": day,
            **view.counts_of(lines),
            "minutes": view.minutes_of(lines, journal.hats),
            "hats": view.hats_of(lines),
            "lines": [line_json(line, journal.hats) for line in lines],
            "unreadable": [problem_json(problem) for problem in unread],
        })  # fmt: skip
        return 0 if lines else NothingFound.exit_code
    report_unreadable(unread, alone=not lines)
    if not lines:
        raise NothingFound(f"there is no line on {day}")
    journal.cache.remember_shown({line.place: line.block for line in lines})
    show(view.day_rows(day, lines, journal.hats, width(0) or None), args.color, journal)
    return 0
