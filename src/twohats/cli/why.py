"""`hat why [PERIOD]`: what the hours were spent for, and what else they could have been."""

from __future__ import annotations

from twohats.actions.why import why_of
from twohats.cli import terminal
from twohats.cli.commands import add_command
from twohats.cli.periods import PERIOD, read_weeks
from twohats.cli.show_view import add_view_options, show_view
from twohats.format.calendar import moment
from twohats.measures.channels import CHANNEL_WEEKS
from twohats.render.why_json import why_json
from twohats.views.why import why_view

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "why",
        """
        What the hours of post, read and talk were spent for, by their why:, and how much went to the four other things
        they could have been. PERIOD is a number of weeks, year, all, or a period such as 2026 or sep..nov; 12 weeks if
        it is left out.

        examples:
          hat why
          hat why 2026 --json
          hat why 4 weeks --plain
        """,
    )
    parser.add_argument("period", nargs="*", metavar="PERIOD", help=f"which weeks; also {PERIOD}")
    add_view_options(parser, "every figure as JSON (docs/why.json.md)")


def run(args: argparse.Namespace) -> int:
    """Show the reasons."""
    journal = terminal.open_journal(args.journal)
    now = journal.now()
    today = moment(now).date()
    weeks = read_weeks(args.period, now, journal, CHANNEL_WEEKS)
    figures = why_of(journal, weeks, today)
    view = why_view(figures, anonymous=args.share)
    return show_view(args, view, lambda: why_json(figures, anonymous=args.share), journal)
