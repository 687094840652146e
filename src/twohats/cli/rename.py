"""`hat rename`: a name put in place of another one in the whole journal, shown first, asked about, one undo."""

from __future__ import annotations

from twohats.actions.rename import make_renaming, plan_renaming
from twohats.cli.commands import add_command, words_of
from twohats.cli.progress import show_progress
from twohats.cli.report import report_unreadable
from twohats.cli.say import remark, say
from twohats.cli.terminal import agrees, can_ask, open_journal, say_json, show
from twohats.errors import NothingFound
from twohats.format.renaming import read_renaming
from twohats.render.line_json import problem_json
from twohats.views.line_changes import change_rows, file_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.actions.rename import PlannedRenaming


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "rename",
        """
        Call a person, a thread or a channel by another name: in all lines and their notes (@old and +old there),
        reviews, the inbox, people.toml, hat.toml and trials. [renamed] in hat.toml says so, and a line that comes
        later with the old name, from another machine or an export, counts as the new one. Prose stays as it is.

        Every change is shown first; on a terminal you are asked, elsewhere --yes is needed. Where the new name is there
        already, that is said: both become one. It is one change, which one hat undo takes back.

        exit code: 0 renamed, or it was so already; 1 nothing was changed, or nothing has that name

        examples:
          hat rename @annar @anna
          hat rename +launch +book-launch --yes
          hat rename channel twitter x
        """,
        usage="hat rename [--yes | --dry-run] [--json] @OLD @NEW | +OLD +NEW | channel OLD NEW",
    )
    parser.add_argument("words", nargs="*", metavar="NAMES", help="@old @new, +old +new, or channel old new")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--yes", action="store_true", help="rename without asking")
    how.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Show what would be renamed, and rename it where that is wanted."""
    renaming = read_renaming(words_of(args))
    journal = open_journal(args.journal)
    plan = plan_renaming(journal, renaming, journal.now())
    files = [*plan.pages, *plan.others]
    if not args.json:
        report_unreadable(plan.unread, alone=False)
        if not files:
            say(f"nothing to rename: {renaming.before()} is called {renaming.after()} already")
            return 0
        say(plan.says())
        show(change_rows(plan.lines, journal.hats), args.color, journal)
        for file in plan.others:
            show(file_rows(file.path, file.before, file.after), args.color, journal)
        if plan.joins:
            remark(plan.joins_says())
    wanted = bool(files) and not args.dry_run and (args.yes or _is_wanted(args, plan))
    if wanted:
        show_progress(journal)
        make_renaming(journal, plan)
    if args.json:
        say_json(_json(plan, made=wanted))
    elif wanted:
        say(f"renamed {plan.says()}")
        remark("hat undo takes it back")
    else:
        remark("nothing was changed" + ("" if args.dry_run or can_ask() else "; --yes renames"))
    return 0 if wanted or args.dry_run or not files else NothingFound.exit_code


def _is_wanted(args: argparse.Namespace, plan: PlannedRenaming) -> bool:
    if args.json or not can_ask():
        return False
    question = "make one of both" if plan.joins else "rename"
    return agrees(f"{question}?")


def _json(plan: PlannedRenaming, *, made: bool) -> dict[str, object]:
    return {
        "made": made,
        "old": plan.renaming.before(),
        "new": plan.renaming.after(),
        "joins": plan.joins,
        "changes": [
            {
                "place": one.line.place,
                "before": "\n".join([one.line.text, *map(str.strip, one.line.block.split("\n")[1:])]),
                "after": "\n".join([one.text, *map(str.strip, one.below)]),
            }
            for one in plan.lines
        ],
        "files": [file.path for file in plan.others],
        "unreadable": [problem_json(problem) for problem in plan.unread],
    }
