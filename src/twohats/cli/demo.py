"""`hat demo`: the app, or a week, on a copy of the sample journal, as if it were its last evening."""

from __future__ import annotations

import os
import shutil
import tempfile

from twohats.actions.create import copy_sample, last_evening, last_week
from twohats.cli.commands import add_command, read_command
from twohats.cli.say import remark
from twohats.cli.terminal import can_open_app
from twohats.system import machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.journal.folder import Journal


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "demo",
        """
        Open the app on a copy of the sample journal, with the clock set to the journal's last evening: fifteen
        weeks of an author who also consults. Without a terminal, or with the word week, print its last week
        instead. The copy is thrown away afterwards; with PATH it is made there and kept. Your own journal is not
        touched.

        examples:
          hat demo
          hat demo week
          hat demo ~/sample
        """,
        usage="hat demo [week | PATH]",
    )
    parser.add_argument(
        "what",
        nargs="?",
        default="",
        metavar="DIR",
        help="keeps the copy there; the word week prints the week",
    )


def run(args: argparse.Namespace) -> int:
    """Make the copy and show it; the exit code of what showed it."""
    keep = os.path.abspath(os.path.expanduser(args.what)) if args.what not in ("", "week") else ""
    if keep:
        journal = copy_sample(keep)
        code = _show(journal, args)
        remark(f"the sample journal is in {keep}: hat --journal {keep} week {last_week(journal)}")
        return code
    folder = tempfile.mkdtemp(prefix="twohats-demo-")
    try:
        machine.set_env("XDG_STATE_HOME", os.path.join(folder, "state"))
        code = _show(copy_sample(os.path.join(folder, "journal")), args)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if can_open_app() and args.what != "week":
        remark("that was a copy of the sample journal, and it is gone with what was written there")
        remark("hat init makes a journal of your own; hat demo PATH keeps a copy of the sample")
    return code


def _show(journal: Journal, args: argparse.Namespace) -> int:
    machine.set_env("TWOHATS_NOW", last_evening(journal))
    if can_open_app() and args.what != "week":
        from twohats.tui.run import run_app  # Textual, which the week does without

        return run_app(journal, journal.now, is_sample=True)
    week = read_command(["--journal", journal.root, "--color", args.color, "week"])
    return int(week.run(week))
