"""`hat inbox`: lines captured elsewhere, taken into the pages of their days."""

from __future__ import annotations

from twohats.cli.commands import add_command
from twohats.errors import ChangedMeanwhile, JournalError, NothingFound
from twohats.inbox import INBOX_FILE, Inbox, Taken, read_inbox
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

    from twohats.journal import Journal
    from twohats.machine import Now

LABEL = "take in "
"""What the label of a change begins with that takes in an inbox."""
_TIMES = 5


class Placed(NamedTuple):
    """A line of the inbox and its place in the journal."""

    taken: Taken
    number: int
    """Its number on the page of its day; 0 while it is not there."""
    was_there: bool = False
    """Whether the very same line, at the same time, stood there before."""

    @property
    def place(self) -> str:
        """`2026-11-22:3`, or the day alone."""
        day = self.taken.draft.day
        return f"{day}:{self.number}" if self.number else day


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
    """Take the inbox in and say what became of its lines; exit code 1 if one stayed that looks like an entry."""
    from twohats import machine
    from twohats.cli.say import say
    from twohats.cli.terminal import remark, say_json
    from twohats.journal import find_journal

    journal = find_journal(args.journal)
    now = machine.now()
    if args.dry_run:
        inbox = read_inbox(journal.read_text(INBOX_FILE) or "", now, journal.hats)
        placed = [Placed(taken, 0, _number_of(journal, taken) > 0) for taken in inbox.taken]
    else:
        inbox, placed = take_in(journal, now)
    if args.json:
        say_json(_json(inbox, placed, dry_run=args.dry_run))
        return 1 if inbox.stayed else 0
    for one in placed:
        first, *more = one.taken.draft.item.split("\n")
        say(f"{one.place}  {first}" + ("  (was there already)" if one.was_there else ""))
        for line in more:
            say(f"  {line}")
    for stayed in inbox.stayed:
        say(f"{INBOX_FILE}:{stayed.line}: {stayed.text}")
        say(f"    {stayed.why}")
    if not (placed or inbox.stayed):
        remark(f"nothing waits in {INBOX_FILE}")
    for told in dict.fromkeys(one.taken.draft.remark for one in placed if one.taken.draft.remark):
        remark(told)
    return 1 if inbox.stayed else 0


def take_in(journal: Journal, now: Now) -> tuple[Inbox, list[Placed]]:
    """Put the lines of the inbox on their pages, as one change; what stayed is marked with the reason.

    The pages are written first and the inbox last, so a kill in between loses nothing. What such a kill has left
    is taken back by the next call, before it begins; and a line with a clock time that stands on its page
    already, word for word, is not put there again. Raises as `Journal.change_all` does.
    """
    _take_back_half(journal)
    for _ in range(_TIMES):
        text = journal.read_text(INBOX_FILE)
        if not text:
            return Inbox((), (), ""), []
        inbox = read_inbox(text, now, journal.hats)
        try:
            return inbox, _saved(journal, inbox, text)
        except ChangedMeanwhile:
            continue  # a phone has sent another line since
    raise JournalError(f"{INBOX_FILE} is being written by another program", "try again in a moment")


def _saved(journal: Journal, inbox: Inbox, text: str) -> list[Placed]:
    """Write the pages and the inbox; raises ChangedMeanwhile if the inbox is not `text` any more."""
    from twohats.journal import page_path

    placed = [Placed(taken, 0) for taken in inbox.taken]
    days = dict.fromkeys(taken.draft.day for taken in inbox.taken)
    edits = {page_path(day): _adding(journal, day, placed) for day in days}

    def leave(there: str) -> str:
        if there != text:
            raise ChangedMeanwhile(f"{INBOX_FILE} has changed meanwhile")
        return inbox.text

    if inbox.text != text:
        many = len(placed)
        what = "one line" if many == 1 else f"{many} lines"
        label = f"{LABEL}{what} of {INBOX_FILE}" if many else f"mark what stays in {INBOX_FILE}"
        journal.change_all(label, {**edits, INBOX_FILE: leave})
    return placed


def _adding(journal: Journal, day: str, placed: list[Placed]) -> Callable[[str], str]:
    """The edit that puts the lines of a day on its page, and notes their numbers in `placed`."""
    from twohats.edit import add_item

    def edit(text: str) -> str:
        mine = [at for at, one in enumerate(placed) if one.taken.draft.day == day]
        for count, at in enumerate(mine):
            taken = placed[at].taken
            number = standing(text, taken, journal)
            if number:
                placed[at] = Placed(taken, number, was_there=True)
                continue
            text, number = add_item(text, day, taken.draft.item, journal.hats)
            placed[at] = Placed(taken, number)
            for before in mine[:count]:  # those above moved down by one
                if placed[before].number >= number:
                    placed[before] = placed[before]._replace(number=placed[before].number + 1)
        return text

    return edit


def standing(text: str, taken: Taken, journal: Journal) -> int:
    """The number of a line with a clock time that stands in the text of its page word for word; else 0."""
    from twohats.edit import block_of
    from twohats.model import Entry, Event
    from twohats.page import read_page

    value, day = taken.draft.value, taken.draft.day
    start = value.start if isinstance(value, Entry) else value.at if isinstance(value, Event) else None
    if start is None or not text:
        return 0
    wanted = [line.strip() for line in f"- {taken.draft.item}".split("\n") if line.strip()]
    for item in read_page(text, day, journal.hats).items:
        if [line.strip() for line in block_of(text, item).split("\n")] == wanted:
            return item.number
    return 0


def _number_of(journal: Journal, taken: Taken) -> int:
    return standing(journal.page_and_text(taken.draft.day)[1], taken, journal)


def _take_back_half(journal: Journal) -> None:
    """Take back what an earlier run has left that was killed between two of its files."""
    from twohats.undo import take_back_half

    try:
        if journal.history.to_undo()[1] == "intended":
            take_back_half(journal, LABEL)
    except (NothingFound, ChangedMeanwhile):
        return  # its lines have been changed since; those with a clock time are still recognised


def _json(inbox: Inbox, placed: list[Placed], *, dry_run: bool) -> dict[str, object]:
    taken = [
        {
            "line": one.taken.line,
            "place": one.place,
            "day": one.taken.draft.day,
            "text": one.taken.draft.item,
            "was_there": one.was_there,
        }
        for one in placed
    ]
    stayed = [{"line": one.line, "text": one.text, "why": one.why} for one in inbox.stayed]
    return {"taken": taken, "stayed": stayed, "dry_run": dry_run}
