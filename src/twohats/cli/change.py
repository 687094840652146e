"""`hat edit` and `remove`: the commands that change one line."""

from __future__ import annotations

from twohats.actions.add import remarks_on
from twohats.actions.change import block_at, line_at, remove, replace
from twohats.cli.commands import add_command, words_of
from twohats.cli.editor import edit_page
from twohats.cli.places import PLACE, LineNumber, read_place, required_place
from twohats.cli.progress import show_progress
from twohats.cli.say import remark, say
from twohats.cli.terminal import open_journal
from twohats.drafting.dates import spoken_date
from twohats.drafting.draft import draft, still_to_come
from twohats.errors import NotUnderstood, after_saving, attach_input
from twohats.format.calendar import moment
from twohats.text.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.journal.folder import Journal


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


def run(args: argparse.Namespace) -> int:
    """Run one of the commands; the exit code."""
    journal = open_journal(args.journal)
    show_progress(journal)
    if args.command == "remove":
        return _remove(journal, args.place)
    with attach_input(" ".join(args.words[1:])):
        return _edit(journal, args)


def _remove(journal: Journal, word: str) -> int:
    place = required_place(word, journal.now().day)
    line = line_at(journal, place.day, place.number)
    remove(journal, [line])
    say(f"removed {line.place}  {one_line(line.block.removeprefix('-').strip())}")
    return 0


def _edit(journal: Journal, args: argparse.Namespace) -> int:
    now = journal.now()
    words = words_of(args)
    if words[1:2] == ["--"]:
        del words[1]
    place = read_place(words[0], now.day) if words else LineNumber(now.day, 0)
    if place is None:
        found = spoken_date(words, moment(now))
        if found is None or found.used < len(words) or found.minute is not None:
            raise NotUnderstood(f"{' '.join(words)} is neither a date nor the place of a line", PLACE)
        if found.coming:
            raise still_to_come(found, "")
        place = LineNumber(found.day.isoformat(), 0)
    if len(words) > 1 and place.number:
        return _replace(journal, place, words[1:])
    return edit_page(journal, place.day, place.number, args.color)


def _replace(journal: Journal, place: LineNumber, words: list[str]) -> int:
    with attach_input(" ".join(words)):
        block = block_at(journal, place.day, place.number)
        new = draft(words, journal.now(), journal.hats, day=place.day)
        added = replace(journal, place.day, place.number, block, new)
        with after_saving(added.text()):
            journal.cache.renew_shown(journal.blocks(added.day, added.number))
            say(added.text().replace("\n", "\n  "), keep_newlines=True)
            for text in remarks_on(journal, new.value, at=[added]):
                remark(text)
    return 0
