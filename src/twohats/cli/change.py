"""`hat edit`, `remove`, `undo` and `redo`: what changes lines that are there."""

from __future__ import annotations

from twohats.cli.commands import add_command, words_of
from twohats.errors import (
    ChangedMeanwhile,
    JournalError,
    NothingFound,
    NotUnderstood,
    after_saving,
    keeping_typed,
)
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

    from twohats.drafting.draft import Draft
    from twohats.journal.folder import Added, Journal

PLACE = "2026-11-22:3, as hat list numbers lines; 3 alone is today's third"


class Place(NamedTuple):
    """Where a line stands."""

    day: str
    number: int


def register(subparsers: Any) -> None:
    """Add the commands to the parser."""
    edit = add_command(
        subparsers,
        "edit",
        """
        Open a page in your editor ($VISUAL, then $EDITOR, then vi), at the line if one is named; what is not
        understood afterwards is shown. Or, with words, put them in place of a line; a day in front of them moves
        it there.

        examples:
          hat edit
          hat edit yesterday
          hat edit 2026-11-22:3
          hat edit 2026-11-22:3 30m brand post linkedin m4: launch thread
          hat edit 2026-11-22:3 yesterday 30m brand post linkedin m4: launch thread
        """,
        usage="hat edit [DATE | PLACE]\n       hat edit PLACE [DATE] WORDS",
    )
    edit.add_argument("words", nargs="...", metavar="PLACE WORDS", help=PLACE)
    remove = add_command(
        subparsers,
        "remove",
        """
        Take a line out of the journal, the indented lines below it included. hat undo brings it back.

        examples:
          hat remove 2026-11-22:3
          hat rm 3
        """,
    )
    remove.add_argument("place", metavar="PLACE", help=PLACE)
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
    from twohats.cli.terminal import open_journal

    journal = open_journal(args.journal)
    if args.command == "remove":
        return _remove(journal, args.place)
    if args.command == "edit":
        with keeping_typed(" ".join(args.words[1:])):
            return _edit(journal, args)
    return (
        _undo(journal, args.times, leaving=args.skip)
        if args.command == "undo"
        else _redo(journal, args.times)
    )


def _undo(journal: Journal, times: int, *, leaving: bool) -> int:
    from twohats.actions.timer import leave_dropped, take_back_drop
    from twohats.journal.undo import skip, undo

    if leaving and times > 0:
        from twohats.cli.terminal import remark

        left = "drop the timer" if leave_dropped(journal) else skip(journal).label
        remark(f"left as it is: {one_line(left)}")

    def take_back() -> str:
        timer = take_back_drop(journal)
        return f"drop the timer {timer.item}" if timer else undo(journal).label

    return _repeat(times, take_back, "took back")


def _redo(journal: Journal, times: int) -> int:
    from twohats.journal.undo import redo

    return _repeat(times, lambda: redo(journal).label, "made again")


def _repeat(times: int, change: Callable[[], str], did: str) -> int:
    """Do it so many times; `change` gives the label of what it has done."""
    from twohats.cli.say import say

    if times < 1:
        raise NotUnderstood("N must be 1 or more", "hat undo 3")
    for done in range(times):
        try:
            say(f"{did}: {one_line(change())}")
        except NothingFound as error:
            if not done:
                raise
            raise NothingFound(f"{error.message} beyond that", error.hint) from None
    return 0


def one_line(text: str) -> str:
    """A text of several lines as one, for showing."""
    return " / ".join(line.strip() for line in text.split("\n"))


def read_place(word: str, today: str) -> Place | None:
    """`2026-11-22:3` or `3` as a place; None if the word is none."""
    from twohats.format.times import is_day

    day, colon, number = word.rpartition(":")
    if not colon:
        day = today
    if not (is_day(day) and number.isascii() and number.isdigit() and len(number) < 7):
        return None
    return Place(day, int(number)) if int(number) else None


def required_place(word: str, today: str) -> Place:
    """The place that a word names; raises NotUnderstood."""
    place = read_place(word, today)
    if place is None:
        raise NotUnderstood(f"{word} is not the place of a line", PLACE)
    return place


def block_at(journal: Journal, place: Place) -> str:
    """The line at a place; raises NothingFound, and ChangedMeanwhile if it is not the one that was shown."""
    from twohats.format.page import block_of, find_item

    page, text = journal.page_and_text(place.day)
    if page.problems and not page.items:
        raise JournalError(f"{page.problems[0].path} {page.problems[0].message}", page.problems[0].hint)
    block = block_of(text, find_item(page, place.number))
    name = f"{place.day}:{place.number}"
    if not journal.cache.is_as_shown(name, block):
        raise ChangedMeanwhile(
            f"{name} is another line than when it was last shown",
            f"hat list {place.day} shows it as it is now",
        )
    return block


def _remove(journal: Journal, word: str) -> int:
    from twohats.cli.say import say
    from twohats.system import machine

    place = required_place(word, machine.now().day)
    block = block_at(journal, place)
    journal.remove(place.day, place.number, block)
    say(f"removed {place.day}:{place.number}  {one_line(block.removeprefix('-').strip())}")
    return 0


def _edit(journal: Journal, args: argparse.Namespace) -> int:
    from twohats.cli.editor import edit_page
    from twohats.drafting.draft import moment, still_to_come
    from twohats.system import machine

    now = machine.now()
    words = words_of(args)
    if words[1:2] == ["--"]:
        del words[1]
    place = read_place(words[0], now.day) if words else Place(now.day, 0)
    if place is None:
        from twohats.drafting.dates import spoken_date

        found = spoken_date(words, moment(now))
        if found is None or found.used < len(words) or found.minute is not None:
            raise NotUnderstood(f"{' '.join(words)} is neither a date nor the place of a line", PLACE)
        if found.coming:
            raise still_to_come(found, "")
        place = Place(found.day.isoformat(), 0)
    if len(words) > 1 and place.number:
        return _replace(journal, place, words[1:])
    return edit_page(journal, place.day, place.number, args.color)


def _replace(journal: Journal, place: Place, words: list[str]) -> int:
    from twohats.cli.say import say
    from twohats.drafting.draft import draft
    from twohats.system import machine

    with keeping_typed(" ".join(words)):
        block = block_at(journal, place)
        new = draft(words, machine.now(), journal.hats, day=place.day)
        if new.day == place.day:
            added = journal.replace(place.day, place.number, block, new.item)
        else:
            added = _moved(journal, place, block, new)
        with after_saving(added.text()):
            journal.cache.renew_shown(journal.blocks(added.day, added.number))
            say(added.text().replace("\n", "\n  "), keep_newlines=True)
    return 0


def _moved(journal: Journal, place: Place, block: str, new: Draft) -> Added:
    """Put a line on the page of another day, the lines below it included; one change, one undo."""
    from twohats.format.edit import add_item, remove_item
    from twohats.format.paths import page_path
    from twohats.journal.folder import Added

    below = block.partition("\n")[2]
    item = new.item if "\n" in new.item or not below else f"{new.item}\n{below}"
    number = 0

    def put(text: str) -> str:
        nonlocal number
        text, number = add_item(text, new.day, item, journal.hats)
        return text

    def take(text: str) -> str:
        return remove_item(text, place.day, place.number, block, journal.hats).text

    label = f"move {place.day}:{place.number} to {new.day} {new.item}"
    journal.change_all(label, {page_path(place.day): take, page_path(new.day): put})
    return Added(new.day, number, new.item)
