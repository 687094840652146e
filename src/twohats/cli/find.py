"""`hat find`: the lines that hold some words, or nearly."""

from __future__ import annotations

from twohats.cli.commands import add_command
from twohats.errors import NothingFound, NotUnderstood

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.format.model import Problem
    from twohats.journal.folder import Journal
    from twohats.views.lines import Line

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
    from twohats.cli.list import tell_unreadable
    from twohats.cli.terminal import open_journal, remark, show, write_json
    from twohats.views.lines import line_json, line_rows, problem_json

    journal = open_journal(args.journal)
    words = " ".join(args.words).split()
    if not words:
        raise NotUnderstood("find needs words to look for", "hat find bookseller")
    if args.most < 1:
        raise NotUnderstood("-n must be 1 or more", f"hat find {' '.join(words)} -n {USUAL}")
    count, best, unread = search_journal(journal, words, args.most)
    if args.json:
        lines = [{**line_json(line, journal.hats), "score": round(score, 1)} for line, score in best]
        unreadable = [problem_json(problem) for problem in unread]
        write_json({"words": words, "found": count, "lines": lines, "unreadable": unreadable})
        return 0 if lines else NothingFound.exit_code
    tell_unreadable(unread, alone=False)
    if not best:
        raise NothingFound(f"nothing like {' '.join(words)} is in any line")
    journal.cache.remember_shown({line.place: line.block for line, _ in best})
    show(line_rows([line for line, _ in best], journal.hats), args.color, journal)
    if count > len(best):
        remark(f"{count - len(best)} more: -n {count} shows them all")
    return 0


def search_journal(
    journal: Journal, words: list[str], most: int
) -> tuple[int, list[tuple[Line, float]], list[Problem]]:
    """How many lines fit, the best `most` of them with their scores, and what could not be read at all."""
    from twohats.actions.find import search, text_of
    from twohats.cli.terminal import without_garbage
    from twohats.format.page import block_of
    from twohats.views.lines import Line

    with without_garbage():
        days, unlisted = journal.listing()
        pages = [journal.page(day) for day in days]
        places = [(page.day, item) for page in pages for item in page.items]
        found = search(words, [text_of(item.value) for _, item in places])
    best: list[tuple[Line, float]] = []
    for at, score in found[:most]:
        day, item = places[at]
        page, text = journal.page_and_text(day)
        if item in page.items:  # else the page has changed just now
            best.append((Line(day, item, block_of(text, item)), score))
    unread = [problem for page in pages for problem in page.problems if problem.code == "unreadable"]
    return len(found), best, [*unlisted, *unread]
