"""`hat list`: the lines of a period, with the places by which other commands name them."""

from __future__ import annotations

from twohats.actions.list import lines_of, nearest_names, passes, read_filters
from twohats.cli.commands import add_command
from twohats.cli.periods import PERIOD, read_period
from twohats.cli.report import report_unreadable
from twohats.cli.terminal import open_journal, show, write_json
from twohats.errors import NothingFound
from twohats.render.line_json import line_json, problem_json
from twohats.system import machine
from twohats.views.lines import line_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "list",
        """
        Print the lines of a period, each with its place: 2026-11-22:3 is the third line of that day. A line that
        is not understood is shown where it is, with what is wrong.

        exit code: 0 there are some, 1 there are none

        examples:
          hat list
          hat list last week
          hat list nov --hat brand
          hat list 2026-11-01..2026-11-05
          hat list all --person anna --json
        """,
    )
    parser.add_argument("period", nargs="*", metavar="PERIOD", help=f"today by default; {PERIOD}")
    parser.add_argument("--hat", metavar="HAT", help="only lines in this hat")
    parser.add_argument(
        "--verb", metavar="VERB", help="only lines of this activity or event: post, talk, got"
    )
    parser.add_argument("--channel", metavar="NAME", help="only lines on this channel")
    parser.add_argument("--person", metavar="NAME", help="only lines with this person")
    parser.add_argument("--tag", metavar="NAME", help="only lines of this thread")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the lines; exit code 1 if there are none."""
    journal = open_journal(args.journal)
    first, last = read_period(args.period, machine.now(), journal)
    filters = read_filters(vars(args), journal.hats)
    every, unread = lines_of(journal, first, last)
    lines = [line for line in every if passes(line, filters)]
    if args.json:
        found = [line_json(line, journal.hats) for line in lines]
        unreadable = [problem_json(problem) for problem in unread]
        write_json({"from": first, "to": last, "lines": found, "unreadable": unreadable})
        return 0 if lines else NothingFound.exit_code
    report_unreadable(unread, alone=first == last and not every)
    if not lines:
        near = " and ".join(nearest_names(journal, filters))
        raise NothingFound(_nothing_in(first, last, filters), f"did you mean {near}?" if near else "")
    journal.cache.remember_shown({line.place: line.block for line in lines})
    show(line_rows(lines, journal.hats), args.color, journal)
    return 0


def _nothing_in(first: str, last: str, filters: dict[str, str]) -> str:
    """What to print where a period has no lines."""
    when = f"on {first}" if first == last else f"from {first} to {last}"
    if first == "0001-01-01":
        when = "in this journal"
    what = " ".join(f"{name} {word}" for name, word in filters.items())
    return f"there is no line {when}" + (f" with {what}" if what else "")
