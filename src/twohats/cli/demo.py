"""`hat demo`: the app, or a week, on a copy of the sample journal, as if it were its last evening."""

from __future__ import annotations

import os

from twohats.cli.commands import add_command
from twohats.errors import JournalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.journal.folder import Journal

EVENING = "18:00"


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
        metavar="WHAT",
        help="week prints the week; a path keeps the copy there",
    )


def run(args: argparse.Namespace) -> int:
    """Make the copy and show it; the exit code of what showed it."""
    import shutil
    import tempfile

    from twohats.system import machine

    keep = os.path.abspath(os.path.expanduser(args.what)) if args.what not in ("", "week") else ""
    if keep:
        journal = copy_sample(keep)
        return _show(
            journal, args, f"the sample journal is in {keep}: hat --journal {keep} week {_week(journal)}"
        )
    folder = tempfile.mkdtemp(prefix="twohats-demo-")
    try:
        machine.set_env("XDG_STATE_HOME", os.path.join(folder, "state"))
        return _show(copy_sample(os.path.join(folder, "journal")), args, "")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_sample(folder: str) -> Journal:
    """Copy the sample journal to a folder that is not there yet; raises JournalError."""
    from twohats.journal.folder import Journal
    from twohats.system.files import make_folder, reason
    from twohats.system.resources import shipped

    if os.path.lexists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
        raise JournalError(f"{folder} is there already and not empty", "name a folder to be made")
    source = shipped("sample_journal")
    try:
        for inside, folders, names in os.walk(source):
            folders[:] = [name for name in folders if name not in (".twohats", ".git")]
            target = os.path.join(folder, os.path.relpath(inside, source))
            make_folder(os.path.normpath(target))
            for name in names:
                _copy(os.path.join(inside, name), os.path.join(target, name))
    except OSError as error:
        raise JournalError(f"the sample journal cannot be copied to {folder}: {reason(error)}") from error
    return Journal(folder)


def _copy(source: str, target: str) -> None:
    with open(source, "rb") as file:
        data = file.read()
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def last_evening(journal: Journal) -> str:
    """The evening of the last day that has a page, as TWOHATS_NOW wants it."""
    days = journal.days()
    if not days:
        raise JournalError("the sample journal has no pages", "install twohats again")
    return f"{days[-1]}T{EVENING}"


def _week(journal: Journal) -> str:
    from datetime import date

    from twohats.format.calendar import week_of

    return week_of(date.fromisoformat(journal.days()[-1]), start=journal.week_start).name


def _show(journal: Journal, args: argparse.Namespace, remark_at_end: str) -> int:
    from twohats.cli.terminal import can_open_app, remark
    from twohats.system import machine

    machine.set_env("TWOHATS_NOW", last_evening(journal))
    if can_open_app() and args.what != "week":
        from twohats.tui.run import run_app

        code = run_app(journal, machine.now)
    else:
        from twohats.cli.commands import read_command

        week = read_command(["--journal", journal.root, "--color", args.color, "week"])
        code = int(week.run(week))
    if remark_at_end:
        remark(remark_at_end)
    return code
