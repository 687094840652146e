"""`hat sum`: what the lines that some words select come to, by up to two things."""

from __future__ import annotations

import sys

from twohats.actions.select import understand
from twohats.actions.shown_sums import shown_sums
from twohats.actions.sum import fields_in, sum_of
from twohats.cli import terminal
from twohats.cli.commands import add_command, words_of
from twohats.cli.say import remark
from twohats.cli.selection import no_line
from twohats.cli.show_view import SHARE, show_view
from twohats.errors import NotUnderstood
from twohats.format.calendar import moment
from twohats.format.words import CURRENCIES
from twohats.query.by import read_by
from twohats.query.selection import on_day
from twohats.query.sums import MEASURES, MINUTES
from twohats.query.tokens import BY, split_words
from twohats.text.suggest import nearest
from twohats.views.selection_wording import asked_text
from twohats.views.sums import Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.actions.sum import ReadSums
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.query.by import By
    from twohats.query.selection import Selection
    from twohats.views.blocks import Block

_HOURS = "hours"


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "sum",
        """
        What the lines that some words select come to: hours, lines, returns, noise, people, amounts. The words are
        those of hat list. Behind by stands what makes the rows, and what makes the columns: hat, side, verb, kind,
        channel, person, tag, why, weekday, hour, day, week, month, year, or the key of a field, such as src:.

        These are tallies and say nothing about chance. --gap adds how far apart the hats are in these lines, with
        intervals.

        exit code: 0 there are lines, 1 there are none

        examples:
          hat sum all brand by channel
          hat sum since oct by person weekday
          hat sum all got sale by month --of GBP
          hat sum this year by week --csv
          hat sum last 12 weeks linkedin --gap
        """,
        usage="hat sum [WORDS] [by X [X]]",
    )
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="which lines, and by what: all brand by channel"
    )
    parser.set_defaults(more_words=True)
    parser.add_argument(
        "--of", metavar="MEASURE", default="",
        help="what rows are ordered by, shares are of and a table of two is of: hours, lines, returns, noise, "
        "people, or a currency such as GBP; hours by default",
    )  # fmt: skip
    parser.add_argument("--all", action="store_true", help="every row and column, however many there are")
    parser.add_argument("--gap", action="store_true", help="how far apart the hats are in these lines")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="every figure as JSON (docs/sum.json.md)")
    form.add_argument("--csv", action="store_true", help="every figure as CSV")
    form.add_argument("--markdown", action="store_true", help="the table in Markdown")
    form.add_argument("--plain", action="store_true", help="sentences without drawing, for screen readers")
    form.add_argument("--html", metavar="FILE", help="write a page that needs nothing else; - for stdout")
    parser.add_argument("--share", action="store_true", help=SHARE)


def run(args: argparse.Namespace) -> int:
    """Show, print or write the sums; exit code 1 if there are no lines."""
    journal = terminal.open_journal(args.journal)
    words, by_words, _ = split_words(words_of(args), (BY,))
    now = journal.now()
    selection = understand(journal, words, now) if words else on_day(now.day)
    by = _by(journal, by_words) if len(words) < len(words_of(args)) else ()
    of = _measure(args.of)
    read = sum_of(journal, selection, by, of=of)
    if not read.sums.total.lines:
        if read.left_out.problems:
            remark(f"{read.left_out.problems} not read: hat check")
        raise no_line(journal, selection, "" if words else "hat sum all sums up every day")
    if of and of not in MEASURES and of not in read.sums.total.amounts:
        there = ", ".join(read.sums.currencies())
        remark(f"no amount in {of}" + (f"; there are some in {there}" if there else ""))
    if args.csv or args.markdown:
        if args.gap:
            raise NotUnderstood("--gap is no table of sums", "leave out --csv and --markdown; --json has it")
        _write_table(args, read)
        return 0
    drawn = not (args.json or args.plain or args.html) and terminal.can_draw()
    every_row = args.all or not terminal.is_terminal(sys.stdout)  # another program, or a file, is no screen
    shape = Shape(terminal.width(), every_row, args.all) if drawn else Shape()
    gap = _Gap(journal, selection, now) if args.gap else None
    view = shown_sums(read, selection, share=args.share, shape=shape, more=gap.blocks() if gap else ())

    def json_text() -> str:
        from twohats.actions.shown_sums import sums_to_hand_on
        from twohats.render.sums_json import sums_json

        sums = sums_to_hand_on(read) if args.share else read.sums
        asked = "" if args.share else asked_text(selection)
        return sums_json(sums, selection.bounds(), asked, read.left_out, gap.data() if gap else None)

    return show_view(args, view, json_text, journal)


class _Gap:
    """How far apart the hats are in the lines of a selection. What measures it is imported only here."""

    def __init__(self, journal: Journal, selection: Selection, now: Now) -> None:
        from twohats.actions.sum_gap import gaps_of, is_by_rating

        self._by_rating = is_by_rating(selection)
        self._found = None if self._by_rating else gaps_of(journal, selection, moment(now).date())
        self._aim = journal.settings.bar

    def blocks(self) -> tuple[Block, ...]:
        """What a view has below its table."""
        from twohats.views.sums_gap import gap_blocks

        return gap_blocks(self._found, aim=self._aim, by_rating=self._by_rating)

    def data(self) -> dict[str, Any]:
        """The same for JSON."""
        from twohats.render.sums_json import gap_data
        from twohats.views.sums_gap import why_none

        return gap_data(self._found, why_none(self._found, by_rating=self._by_rating))


def _by(journal: Journal, words: list[str]) -> tuple[By, ...]:
    """What the words behind `by` mean; what fields there are is only asked for a word that is not understood."""
    try:
        return read_by(words)
    except NotUnderstood:
        return read_by(words, fields_in(journal))


def _measure(word: str) -> str:
    """The measure that a word names, empty for none; raises NotUnderstood."""
    lower, upper = word.lower(), word.upper()
    if not word or lower in MEASURES:
        return lower
    if lower == _HOURS:
        return MINUTES
    if upper in CURRENCIES.split():
        return upper
    near = nearest(lower, (_HOURS, *MEASURES))
    hint = f"{_HOURS}, {', '.join(MEASURES)}, or a currency such as GBP"
    raise NotUnderstood(f"--of cannot be {word}", f"did you mean {near}? {hint}" if near else hint)


def _write_table(args: argparse.Namespace, read: ReadSums) -> None:
    from twohats.actions.shown_sums import shown_sums_table, sums_to_hand_on
    from twohats.render.sums_text import sums_csv, table_markdown
    from twohats.views.wording import left_out_says

    if args.csv:
        terminal.write(sums_csv(sums_to_hand_on(read) if args.share else read.sums))
    else:
        terminal.write(table_markdown(shown_sums_table(read, share=args.share)))
    if read.left_out.problems:
        remark(f"{left_out_says(read.left_out)}: hat check")
