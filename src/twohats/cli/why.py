"""`hat why [PERIOD]`: what the hours were spent for, and what else they could have been."""

from __future__ import annotations

from datetime import date

from twohats.actions.channels import last_weeks, weeks_between
from twohats.actions.why import why_of
from twohats.cli import terminal
from twohats.cli.commands import add_command
from twohats.cli.periods import PERIOD, read_period
from twohats.cli.show_view import add_view_options, show_view
from twohats.drafting.draft import moment
from twohats.render.why_json import why_json
from twohats.system import machine
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
        they could have been. PERIOD is any stretch of whole weeks, the last 12 if it is left out.

        examples:
          hat why
          hat why 2026 --json
          hat why last 4 weeks --plain
        """,
    )
    parser.add_argument("period", nargs="*", metavar="PERIOD", help=PERIOD)
    add_view_options(parser, "every figure as JSON (docs/why.json.md)")


def run(args: argparse.Namespace) -> int:
    """Show the reasons."""
    journal = terminal.open_journal(args.journal)
    now = machine.now()
    today = moment(now).date()
    weeks = last_weeks(journal, today)
    if args.period:
        first, last = (date.fromisoformat(day) for day in read_period(args.period, now, journal))
        weeks = weeks_between(journal, first, last, today)
    figures = why_of(journal, weeks, today)
    view = why_view(figures, anonymous=args.share)
    return show_view(args, view, lambda: why_json(figures, anonymous=args.share), journal)
