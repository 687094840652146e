"""`hat init`: creates a journal, accessible to its user alone."""

from __future__ import annotations

from twohats.actions.create import choose, make_journal, start_git, usual_folder
from twohats.cli.commands import add_command
from twohats.cli.say import remark, say
from twohats.errors import NotUnderstood

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "init",
        """
        Make a journal: a folder that only you can open, with its settings. Nothing that is there is overwritten.
        Without DIR it is made where hat looks when nothing else is said.

        examples:
          hat init
          hat init ~/journal
          hat init ~/journal --git
        """,
    )
    parser.add_argument("folder", nargs="?", metavar="DIR", help="the folder to make")
    parser.add_argument("--git", action="store_true", help="make it a git repository as well")


def run(args: argparse.Namespace) -> int:
    """Make the journal and say what to type next."""
    if args.folder is not None and not args.folder.strip():
        raise NotUnderstood("the name of the folder is empty", "hat init ~/journal")
    folder = usual_folder(args.folder or "", args.journal)
    make_journal(folder)
    say(f"made the journal {folder}")
    if args.git:
        start_git(folder)
        say("made it a git repository")
    made = choose(folder)
    if made.chosen_in:
        remark(f"this is your journal from now on: {made.chosen_in} says so")
    if made.used_instead is not None:
        if made.used_instead:
            remark(f"hat add writes to {made.used_instead}, not here")
        remark(f"to use it without saying so each time: hat config set journal {folder}")
        return 0
    remark("write the first line: hat add 25m brand post linkedin m2: launch thread")
    remark("what a line can say: hat --help; the app: hat")
    return 0
