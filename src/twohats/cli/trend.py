"""`hat trend [PERIOD]`: is it getting better or worse, over some weeks, a year, or all there is."""

from __future__ import annotations

from datetime import date

from twohats.actions.shown import every_name, shown_trend
from twohats.actions.trend import trend_between, trend_to
from twohats.cli import terminal
from twohats.cli.commands import add_command
from twohats.cli.periods import number_of_weeks
from twohats.cli.periods import read_period as period_of
from twohats.cli.show_view import add_view_options, show_view
from twohats.errors import NotUnderstood
from twohats.format.calendar import moment, week_of
from twohats.measures.trend import WEEKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.actions.trend import ReadTrend
    from twohats.format.times import Now
    from twohats.journal.folder import Journal


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "trend",
        """
        Whether it is getting better or worse: hours by hat, how far apart the hats are, what an hour brings, and
        whether longer weeks or later ones bring less. PERIOD is a number of weeks, year, all, or a period such as
        2026 or sep..nov; 12 weeks if it is left out.

        examples:
          hat trend
          hat trend year
          hat trend 26 weeks
          hat trend 2026 --json
          hat trend all --html trend.html --share
        """,
    )
    parser.add_argument("period", nargs="*", metavar="PERIOD", help="which weeks")
    add_view_options(parser, "every figure as JSON (docs/trend.json.md)")


def run(args: argparse.Namespace) -> int:
    """Show, print or write the trend."""
    journal = terminal.open_journal(args.journal)
    read = read_period(args.period, journal.now(), journal)

    def json_text() -> str:
        from twohats.render.trend_json import trend_json

        return trend_json(read.figures, anonymous=args.share, names=every_name(read.people))

    return show_view(args, shown_trend(read, share=args.share), json_text, journal)


def read_period(words: list[str], now: Now, journal: Journal) -> ReadTrend:
    """The trend of the period that words name, of 12 weeks if there are none; raises NotUnderstood."""
    today = moment(now).date()
    week = week_of(today, start=journal.week_start)
    weeks = number_of_weeks(words) if words else WEEKS
    if weeks is not None:
        return trend_to(journal, week, today, weeks)
    first, last = (date.fromisoformat(each) for each in period_of(words, now, journal))
    if first > today:
        raise NotUnderstood(
            f"{' '.join(words)} is still to come", "12 weeks, year, all, 2026, sep..nov", line=" ".join(words)
        )
    return trend_between(journal, first, last, today)
