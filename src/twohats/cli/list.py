"""`hat list`: the lines that some words select, with the places by which other commands name them."""

from __future__ import annotations

from twohats.actions.select import select, understand
from twohats.cli.commands import add_command
from twohats.cli.report import report_unreadable
from twohats.cli.selection import add_filters, add_selection, no_line, remark_all_days, selection_words
from twohats.cli.terminal import colour_depth, open_journal, show, write_json
from twohats.errors import NothingFound
from twohats.query.selection import on_day
from twohats.render.line_json import line_json, problem_json
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
        Print the lines that some words select, each with its place: 2026-11-22:3 is the third line of that day.
        The words are those with which one writes a line, and periods, in any order; behind a colon stands what is
        to be in the note. Without words it is today, with words that name no period the whole journal. A line that
        is not understood is shown where it is, with what is wrong.

        Several hats, verbs, channels or periods: any of them. Several people, tags, fields or words of the note:
        all of them. or stands between two selections, not before what is not to be.

        exit code: 0 there are some, 1 there are none

        examples:
          hat list
          hat list last week
          hat list brand post linkedin m1-2 since oct
          hat list @anna not got
          hat list talk over 1h mondays: reading
          hat list all --person anna --json
        """,
    )
    add_selection(parser, "what to list, today's lines by default: brand post linkedin since oct")
    add_filters(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the lines; exit code 1 if there are none."""
    journal = open_journal(args.journal)
    words = selection_words(args, journal)
    now = journal.now()
    selection = understand(journal, words, now) if words else on_day(now.day)
    lines, unread = select(journal, selection)
    first, last = selection.bounds()
    if args.json:
        from twohats.views.selection_wording import asked_text

        found = [line_json(line, journal.hats) for line in lines]
        write_json(
            {
                "from": first,
                "to": last,
                "asked": asked_text(selection),
                "lines": found,
                "unreadable": [problem_json(problem) for problem in unread],
            }
        )
        return 0 if lines else NothingFound.exit_code
    report_unreadable(unread, alone=first == last and not lines)
    if not lines:
        raise no_line(journal, selection)
    journal.cache.remember_shown({line.place: line.block for line in lines})
    show(line_rows(lines, journal.hats, roles=colour_depth(args.color) > 0), args.color, journal)
    remark_all_days(selection)
    return 0
