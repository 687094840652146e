"""`hat find`: the lines that some words select, ranked; words that are nothing else are searched in their text."""

from __future__ import annotations

from twohats.actions.find import find_lines
from twohats.actions.select import understand
from twohats.cli.commands import add_command
from twohats.cli.report import report_unreadable
from twohats.cli.say import remark
from twohats.cli.selection import add_selection, selection_words
from twohats.cli.terminal import colour_depth, open_journal, show, write_json
from twohats.errors import NothingFound, NotUnderstood
from twohats.render.line_json import line_json, problem_json
from twohats.views.lines import line_rows
from twohats.views.selection_wording import asked_text

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
        Search the whole journal. The words are those of hat list; a word that is none of them is looked for in
        notes, people, threads and channels, slips of the finger forgiven, and so is every word behind a colon. The
        best fit comes first, among equals the newest.

        exit code: 0 found, 1 nothing found

        examples:
          hat find bookseller
          hat find @anna second book
          hat find brand since oct: may
          hat find launch -n 100 --json
        """,
    )
    add_selection(parser, "what to look for")
    parser.add_argument(
        "-n", "--most", type=int, default=USUAL, metavar="N", help=f"how many lines ({USUAL})"
    )
    parser.add_argument(
        "--json", action="store_true", help="print JSON, with a score up to 100 for each line"
    )


def run(args: argparse.Namespace) -> int:
    """Print what is found; exit code 1 if nothing is."""
    journal = open_journal(args.journal)
    given = selection_words(args, journal)
    words = " ".join(given).split()
    if not words:
        raise NotUnderstood("find needs words to look for", "hat find bookseller")
    if args.most < 1:
        raise NotUnderstood("-n must be 1 or more", f"hat find {' '.join(words)} -n {USUAL}")
    selection = understand(journal, given, journal.now(), loose=True)
    count, best, unread = find_lines(journal, selection, args.most)
    if args.json:
        write_json(
            {
                "words": words,
                "asked": asked_text(selection),
                "found": count,
                "lines": [
                    {**line_json(line, journal.hats), "score": round(score, 1)} for line, score in best
                ],
                "unreadable": [problem_json(problem) for problem in unread],
            }
        )
        return 0 if best else NothingFound.exit_code
    report_unreadable(unread, alone=False)
    if not best:
        raise NothingFound(f"no line: {asked_text(selection)}")
    journal.cache.remember_shown({line.place: line.block for line, _ in best})
    rows = line_rows([line for line, _ in best], journal.hats, roles=colour_depth(args.color) > 0)
    show(rows, args.color, journal)
    if count > len(best):
        remark(f"{count - len(best)} more: -n {count} shows them all")
    if selection.is_more_than_text:
        remark(f"looked for: {asked_text(selection)}")
    return 0
