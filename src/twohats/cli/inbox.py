"""`hat inbox`: imports lines captured elsewhere to the pages of their days."""

from __future__ import annotations

from twohats.actions.add import remarks_on
from twohats.actions.copies import inbox_beside
from twohats.actions.inbox import import_inbox, preview_inbox
from twohats.cli.commands import add_command
from twohats.cli.say import remark, say
from twohats.cli.terminal import open_journal, say_json
from twohats.format.paths import INBOX_FILE
from twohats.journal.folder import Added
from twohats.system.gc_pause import gc_paused

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.actions.inbox import Placed
    from twohats.drafting.inbox import Inbox


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "inbox",
        """
        Take in the lines of inbox.md, written on a phone or anywhere else, in the words of hat add: with a bullet
        or without, with a date in front, or below a line or a heading that is a date. A line without a date is of
        today. What begins like an entry and is not understood stays, with the reason on a line below it; anything
        else stays as it is. One undo takes it all back.

        exit code: 0 fine, 1 a line stayed that begins like an entry

        examples:
          hat inbox
          hat inbox --dry-run
          hat inbox --json
        """,
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would be taken in, and change nothing"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Import the inbox and report on its lines; exit code 1 if one stayed that looks like an entry."""
    journal = open_journal(args.journal)
    with gc_paused():
        inbox, placed = (preview_inbox if args.dry_run else import_inbox)(journal, journal.now())
    if args.json:
        say_json(_json(inbox, placed, dry_run=args.dry_run))
        return 1 if inbox.stayed else 0
    for one in placed:
        first, *more = one.accepted.draft.item.split("\n")
        say(f"{one.place}  {first}" + (f"  ({one.known})" if one.known else ""))
        for line in more:
            say(f"  {line}")
    for stayed in inbox.stayed:
        say(f"{INBOX_FILE}:{stayed.line}: {stayed.text}")
        say(f"    {stayed.why}")
    if not (placed or inbox.stayed):
        remark(f"nothing waits in {INBOX_FILE}")
    for name in inbox_beside(journal):
        remark(f"{name} lies beside {INBOX_FILE}, and is not read: hat check says what to do")
    remarks = [one.accepted.draft.remark for one in placed if one.accepted.draft.remark]
    if not args.dry_run:
        new = [one for one in placed if not one.known]
        at = [Added(one.day, one.number, one.accepted.draft.item) for one in new]
        remarks += remarks_on(journal, *(one.accepted.draft.value for one in new), at=at)
    for text in dict.fromkeys(remarks):
        remark(text)
    return 1 if inbox.stayed else 0


def _json(inbox: Inbox, placed: list[Placed], *, dry_run: bool) -> dict[str, object]:
    accepted = [
        {
            "line": one.accepted.line,
            "place": one.place,
            "day": one.day,
            "text": one.accepted.draft.item,
            "was_there": bool(one.known),
        }
        for one in placed
    ]
    stayed = [{"line": one.line, "text": one.text, "why": one.why} for one in inbox.stayed]
    return {"taken": accepted, "stayed": stayed, "dry_run": dry_run}
