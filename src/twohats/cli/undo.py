"""`hat undo` and `hat redo`: the last changes made on this machine, taken back and made again."""

from __future__ import annotations

from twohats.actions import undo as undoing
from twohats.cli.commands import add_command
from twohats.cli.progress import show_progress
from twohats.cli.say import remark, say
from twohats.cli.terminal import open_journal
from twohats.errors import NothingFound, NotUnderstood

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

    from twohats.actions.undo import Undone


def register(subparsers: Any) -> None:
    """Add the commands to the parser."""
    undo = add_command(
        subparsers,
        "undo",
        """
        Take back the last change made on this machine, and say what it was; a timer that was dropped runs again. A
        change whose lines have been changed since is left alone.

        examples:
          hat undo
          hat undo 3
        """,
    )
    redo = add_command(
        subparsers,
        "redo",
        """
        Make again what was taken back last, and say what it was. A change whose lines have been changed since is
        left alone.

        examples:
          hat redo
          hat redo 3
        """,
    )
    for parser in (undo, redo):
        parser.add_argument("times", nargs="?", type=int, default=1, metavar="N", help="how many changes (1)")
    undo.add_argument(
        "--skip",
        action="store_true",
        help="leave the last change as it is, for good, and take back the one before it",
    )


def run(args: argparse.Namespace) -> int:
    """Run one of the commands; the exit code."""
    journal = open_journal(args.journal)
    show_progress(journal)
    if args.command == "redo":
        return _repeat(args.times, lambda: undoing.redo(journal), "made again")
    if args.skip and args.times > 0:
        remark(f"left as it is: {undoing.skip(journal).line()}")
    return _repeat(args.times, lambda: undoing.undo(journal), "took back")


def _repeat(times: int, change: Callable[[], Undone], did: str) -> int:
    """Do it so many times, each change printed as it is made."""
    if times < 1:
        raise NotUnderstood("N must be 1 or more", "hat undo 3")
    for done in range(times):
        try:
            say(f"{did}: {change().line()}")
        except NothingFound as error:
            if not done:
                raise
            raise NothingFound(f"{error.message} beyond that", error.hint) from None
    return 0
