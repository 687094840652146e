"""`hat report [PERIOD]`: the views of four weeks, a year or any other weeks, one after another or as one page."""

from __future__ import annotations

from twohats.actions.report import WEEKS, report_of
from twohats.cli import terminal
from twohats.cli.commands import add_command
from twohats.cli.periods import PERIOD, read_weeks
from twohats.cli.show_view import SHARE, write_page
from twohats.format.calendar import moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.views.rows import Row


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "report",
        """
        Some weeks as a whole, to look back on or to hand to somebody: trend, channels, review, people and trials, one
        after another, and how to read them. PERIOD is 4 weeks, year, all, or a period such as 2026 or sep..nov; the
        last 4 weeks if it is left out. --html makes one page of it, for a screen of any size and for paper.

        examples:
          hat report
          hat report year --html year.html
          hat report 4 weeks --html weeks.html --share
        """,
    )
    parser.add_argument("period", nargs="*", metavar="PERIOD", help=f"which weeks; also {PERIOD}")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="sentences without drawing, for screen readers")
    form.add_argument("--html", metavar="FILE", help="write one page that needs nothing else; - for stdout")
    parser.add_argument("--share", action="store_true", help=SHARE)


def run(args: argparse.Namespace) -> int:
    """Print the views, or write them as a page."""
    journal = terminal.open_journal(args.journal)
    now = journal.now()
    today = moment(now).date()
    report = report_of(journal, read_weeks(args.period, now, journal, WEEKS), today, share=args.share)
    if args.html:
        from twohats.render.block_html import page_html

        write_page(args.html, page_html(report.views, title=report.title, dates=report.dates))
    elif args.plain or not terminal.can_draw():
        from twohats.views.block_plain import view_plain

        terminal.write("\n".join(view_plain(view) for view in report.views))
    else:
        from twohats.views.block_rows import view_rows
        from twohats.views.rows import BLANK

        rows: list[Row] = []
        for view in report.views:
            rows += [BLANK, BLANK] if rows else []
            rows += [each.row for each in view_rows(view, terminal.width())]
        terminal.show(rows, args.color, journal)
    return 0
