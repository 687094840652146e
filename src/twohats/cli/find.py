"""`hat find`: the lines that hold some words, or nearly."""

from __future__ import annotations

from twohats.actions.find import find_lines
from twohats.cli.commands import add_command
from twohats.cli.report import report_unreadable
from twohats.cli.say import remark
from twohats.cli.terminal import open_journal, show, write_json
from twohats.errors import NothingFound, NotUnderstood
from twohats.render.line_json import line_json, problem_json
from twohats.views.lines import line_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

USUAL = 20


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "find",
        """
        Search notes, people, threads and channels for all of some words, slips of the finger forgiven. The best
        fit comes first, among equals the newest.

        exit code: 0 found, 1 nothing found

        examples:
          hat find bookseller
          hat find @anna second book
          hat find launch -n 100 --json
        """,
    )
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what to look for")
    parser.add_argument(
        "-n", "--most", type=int, default=USUAL, metavar="N", help=f"how many lines ({USUAL})"
    )
    parser.add_argument(
        "--json", action="store_true", help="print JSON, with a score up to 100 for each line"
    )


def run(args: argparse.Namespace) -> int:
    """Print what is found; exit code 1 if nothing is."""
    journal = open_journal(args.journal)
    words = " ".join(args.words).split()
    if not words:
        raise NotUnderstood("find needs words to look for", "hat find bookseller")
    if args.most < 1:
        raise NotUnderstood("-n must be 1 or more", f"hat find {' '.join(words)} -n {USUAL}")
    count, best, unread = find_lines(journal, words, args.most)
    if args.json:
        lines = [{**line_json(line, journal.hats), "score": round(score, 1)} for line, score in best]
        unreadable = [problem_json(problem) for problem in unread]
        write_json({"words": words, "found": count, "lines": lines, "unreadable": unreadable})
        return 0 if lines else NothingFound.exit_code
    report_unreadable(unread, alone=False)
    if not best:
        raise NothingFound(f"nothing like {' '.join(words)} is in any line")
    journal.cache.remember_shown({line.place: line.block for line, _ in best})
    show(line_rows([line for line, _ in best], journal.hats), args.color, journal)
    if count > len(best):
        remark(f"{count - len(best)} more: -n {count} shows them all")
    return 0
