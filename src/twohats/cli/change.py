"""`hat edit`, `remove`, `undo` and `redo`: what changes lines that are there."""

from __future__ import annotations

from twohats.cli.commands import examples
from twohats.errors import ChangedMeanwhile, JournalError, NothingFound, NotUnderstood, TwohatsError
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.journal import Journal

PLACE = "2026-11-22:3, as hat list numbers lines; 3 alone is today's third"


class Place(NamedTuple):
    """Where a line stands."""

    day: str
    number: int


def register(subparsers: Any) -> None:
    """Add the commands to the parser."""
    edit = subparsers.add_parser(
        "edit",
        usage="hat edit [DATE | PLACE]\n       hat edit PLACE WORDS",
        help="a page in your editor, or one line from here",
        description="Open a page in your editor ($VISUAL, then $EDITOR, then vi), at the line if one "
        "is named; "
        "what is not understood afterwards is shown. Or, with words, put them in place of a line.",
        epilog=examples("hat edit", "hat edit yesterday", "hat edit 2026-11-22:3",
                        "hat edit 2026-11-22:3 30m brand post linkedin m4: launch thread"),
    )  # fmt: skip
    edit.add_argument("words", nargs="...", metavar="PLACE WORDS", help=PLACE)
    remove = subparsers.add_parser(
        "remove",
        help="take one line out",
        description="Take a line out of the journal, the indented lines below it included. hat undo "
        "brings it back.",
        epilog=examples("hat remove 2026-11-22:3", "hat rm 3"),
    )
    remove.add_argument("place", metavar="PLACE", help=PLACE)
    for name, what, example in (
        ("undo", "Take back the last change made on this machine, and say what it was.", "hat undo 3"),
        ("redo", "Make again what was taken back last, and say what it was.", "hat redo"),
    ):
        parser = subparsers.add_parser(
            name,
            help=what,
            description=f"{what} A change whose lines have been changed since is left alone.",
            epilog=examples(f"hat {name}", example),
        )
        parser.add_argument("times", nargs="?", type=int, default=1, metavar="N", help="how many changes (1)")


def run(args: argparse.Namespace) -> int:
    """Run one of the commands; the exit code."""
    from twohats.journal import find_journal

    journal = find_journal(args.journal)
    if args.command == "remove":
        return _remove(journal, args.place)
    if args.command == "edit":
        return _edit(journal, args)
    return _undo(journal, args.times) if args.command == "undo" else _redo(journal, args.times)


def _undo(journal: Journal, times: int) -> int:
    return _repeat(times, journal.undo, "took back")


def _redo(journal: Journal, times: int) -> int:
    return _repeat(times, journal.redo, "made again")


def _repeat(times: int, change: Any, did: str) -> int:
    from twohats.cli.terminal import say

    if times < 1:
        raise NotUnderstood(f"{times} times is nothing", "1 or more")
    for done in range(times):
        try:
            say(f"{did}: {one_line(change().label)}")
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
    from twohats.journal import is_day

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
    from twohats.edit import block_of, find_item
    from twohats.remembered import shown_lines

    page, text = journal.page_and_text(place.day)
    if page.problems and not page.items:
        raise JournalError(f"{page.problems[0].path} {page.problems[0].message}", page.problems[0].hint)
    block = block_of(text, find_item(page, place.number))
    name = f"{place.day}:{place.number}"
    if shown_lines(journal).get(name, block) != block:
        raise ChangedMeanwhile(
            f"{name} is another line than when it was last shown",
            f"hat list {place.day} shows it as it is now",
        )
    return block


def _remove(journal: Journal, word: str) -> int:
    from twohats import machine
    from twohats.cli.terminal import say

    place = required_place(word, machine.now().day)
    block = block_at(journal, place)
    journal.remove(place.day, place.number, block)
    say(f"removed {place.day}:{place.number}  {one_line(block.removeprefix('-').strip())}")
    return 0


def _edit(journal: Journal, args: argparse.Namespace) -> int:
    from twohats import machine
    from twohats.cli.editor import edit_page
    from twohats.quick import moment

    now = machine.now()
    words = [word for at, word in enumerate(args.words) if not (word == "--" and at < 2)]
    place = read_place(words[0], now.day) if words else Place(now.day, 0)
    if place is None:
        from twohats.dates import spoken_date

        found = spoken_date(words, moment(now))
        if found is None or found.used < len(words) or found.minute is not None:
            raise NotUnderstood(f"{' '.join(words)} is neither a day nor the place of a line", PLACE)
        place = Place(found.day.isoformat(), 0)
    if len(words) > 1 and place.number:
        return _replace(journal, place, words[1:])
    return edit_page(journal, place.day, place.number, args.color)


def _replace(journal: Journal, place: Place, words: list[str]) -> int:
    from twohats import machine
    from twohats.cli.terminal import say
    from twohats.quick import draft

    try:
        block = block_at(journal, place)
        new = draft(words, machine.now(), journal.hats)
        added = journal.replace(place.day, place.number, block, new.item)
    except TwohatsError as error:
        if not (isinstance(error, NotUnderstood) and error.line):
            error.typed = " ".join(words)
        raise
    say(added.text())
    return 0
