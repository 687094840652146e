"""`hat week [WEEK]`: where the hours went and what came back, for one week."""

from __future__ import annotations

from twohats.actions.week import figures_of, figures_up_to, with_channel_names
from twohats.cli import terminal
from twohats.cli.periods import read_week
from twohats.format.calendar import moment, review_weeks
from twohats.journal.people import people_of
from twohats.views.week import week_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from datetime import date
    from typing import Any

    from twohats.format.calendar import Week
    from twohats.journal.folder import Journal

HISTORY = 12
"""Weeks in the history charts of the page."""


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    from twohats.cli.commands import add_command
    from twohats.cli.show_view import add_view_options

    parser = add_command(
        subparsers,
        "week",
        """
        One week on one screen: hours by hat and activity, how far apart the hats are, what came back. WEEK is
        last, -1, W46, 2026-W46 or any day in it; this week if it is left out.

        examples:
          hat week
          hat week last
          hat week 2026-W46 --json
          hat week --html week.html --share
        """,
    )
    parser.add_argument("week", nargs="*", metavar="WEEK", help="which week")
    add_view_options(parser, "every figure as JSON (docs/week.json.md)")


def run(args: argparse.Namespace) -> int:
    """Show, print or write the week."""
    journal = terminal.open_journal(args.journal)
    now = journal.now()
    week = read_week(args.week, now, journal)
    today = moment(now).date()
    if args.html:
        return _html(args, journal, week, today)
    figures = figures_of(journal, week, today)
    known = people_of(journal)
    people = known.shown
    if args.json:
        from twohats.render.week_json import week_json

        names = {*known.shown, *known.shown.values(), *known.same}
        hidden = {*figures.named, *names} if args.share else set()
        review = _review(journal, week, today, hidden)
        terminal.write(week_json(figures, anonymous=args.share, names=names, review=review))
    elif args.plain or not terminal.can_draw():
        from twohats.views.week_plain import week_plain

        terminal.write(week_plain(with_channel_names(journal, figures), people=people, anonymous=args.share))
    else:
        figures = with_channel_names(journal, figures)
        rows = week_rows(figures, width=terminal.width(), people=people, anonymous=args.share)
        terminal.show(rows, args.color, journal)
    return 0


def _review(journal: Journal, week: Week, today: date, hidden: set[str]) -> list[dict[str, Any]]:
    """The verdicts of the review that ends with the week; none where four weeks do not, or are not over."""
    block = review_weeks(week)
    if block is None or block.last > today:
        return []
    from twohats.actions.verdicts import verdicts_at
    from twohats.render.anonymous import pieces_of
    from twohats.render.verdicts_json import verdicts_data

    review = verdicts_at(journal, block)
    return verdicts_data(
        review.verdicts,
        review.said_no,
        names=journal.cached_settings.channel_names,
        hidden=pieces_of(hidden),
    )


def _html(args: argparse.Namespace, journal: Journal, week: Week, today: date) -> int:
    from twohats.cli.show_view import write_page
    from twohats.render.html import week_html

    weeks = figures_up_to(journal, week, today, weeks=HISTORY)
    figures = with_channel_names(journal, weeks[-1])
    page = week_html(figures, history=weeks, people=people_of(journal).shown, anonymous=args.share)
    write_page(args.html, page)
    return 0
