"""`hat change`: the lines that some words select, made what other words say, all of them or none."""

from __future__ import annotations

from twohats.actions.change_lines import make_change, plan_change, understand_change
from twohats.actions.select import select, understand
from twohats.cli.commands import add_command, words_of
from twohats.cli.progress import show_progress
from twohats.cli.report import report_unreadable
from twohats.cli.say import remark, say
from twohats.cli.selection import no_line, remark_all_days
from twohats.cli.terminal import agrees, can_ask, open_journal, say_json, show
from twohats.errors import NothingFound, NotUnderstood
from twohats.query.tokens import TO, split_words
from twohats.render.line_json import problem_json
from twohats.views.line_changes import change_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

    from twohats.actions.change_lines import Planned
    from twohats.format.model import Problem

EXAMPLE = "hat change all brand post linkedin to fedi"


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "change",
        """
        Change the lines that some words select: those in front of to are the words of hat list, and what it shows is
        what is changed; those behind it say what the lines become. A bare word is a channel, a hat, verb or kind what
        it is in a line; @anna and +launch are added, m3, why:money, 25m set, not @anna, not linkedin, not why: and m-
        taken out, a day moves lines to its page. Notes stay as they are.

        How many there are, and every line before and after, is shown first. On a terminal you are asked, elsewhere
        --yes is needed. It is one change, which one hat undo takes back; a line for which it makes no sense, or that
        has changed meanwhile, and nothing is changed.

        exit code: 0 changed, or all of it is so already; 1 nothing was changed, or there are no such lines

        examples:
          hat change all brand post linkedin to fedi
          hat change yesterday personal to brand --yes
          hat change all got reply: congrats to congrats
          hat change @annar since oct to not @annar @anna
          hat change 2026-11-20 talk to yesterday --dry-run
        """,
        usage="hat change [--yes | --dry-run] [--json] WORDS to WORDS",
    )
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help=f"which lines, and what they become: {EXAMPLE}"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--yes", action="store_true", help="change them without asking")
    how.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Show what would change, and change it where that is wanted."""
    journal = open_journal(args.journal)
    words = split_words(words_of(args), (TO,))
    if not words.selection:
        raise NotUnderstood("which lines should change?", EXAMPLE)
    if not words.to:
        raise NotUnderstood("what should the lines become?", EXAMPLE)
    now = journal.now()
    selection = understand(journal, words.selection, now)
    change = understand_change(journal, words.to, now)
    lines, unread = select(journal, selection)
    if not args.json:
        report_unreadable(unread, alone=False)
    if not lines:
        raise no_line(journal, selection)
    plan = plan_change(journal, lines, change)
    if not args.json:
        say(plan.says())
        show(change_rows(plan.changed, journal.hats), args.color, journal)
        remark_all_days(selection)
        for each in plan.remarks:
            remark(each)
    wanted = bool(plan.changed) and not args.dry_run and (args.yes or _is_wanted(args, plan))
    places: dict[str, str] = {}
    if wanted:
        show_progress(journal)
        places = make_change(journal, plan.changed, change, " ".join(words.to))
    if args.json:
        say_json(_json(plan, unread, places))
    elif wanted:
        say(f"changed {plan.many()}")
        remark("hat undo takes it back")
    elif plan.changed:
        remark("nothing was changed" + ("" if args.dry_run or can_ask() else "; --yes changes them"))
    return 0 if wanted or args.dry_run or not plan.changed else NothingFound.exit_code


def _is_wanted(args: argparse.Namespace, plan: Planned) -> bool:
    if args.json or not can_ask():
        return False
    return agrees(f"change {plan.many()}?")


def _json(plan: Planned, unread: Sequence[Problem], places: dict[str, str]) -> dict[str, object]:
    return {
        "made": bool(places),
        "same": plan.same,
        "changes": [
            {
                "place": one.line.place,
                "before": one.line.text,
                "after": one.text,
                "day": one.day,
                "place_after": places.get(one.line.place, ""),
            }
            for one in plan.changed
        ],
        "new_names": list(plan.remarks),
        "unreadable": [problem_json(problem) for problem in unread],
    }
