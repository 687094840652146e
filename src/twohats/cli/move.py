"""`hat split` and `hat move`: a line in two, and lines on the page of another day."""

from __future__ import annotations

from twohats.actions.change import line_at, move
from twohats.actions.split import split
from twohats.cli.commands import add_command, words_of
from twohats.cli.places import PLACE, LineNumber, read_place, required_place
from twohats.cli.say import remark, say
from twohats.cli.terminal import open_journal
from twohats.drafting.dates import spoken_date
from twohats.drafting.draft import past_day
from twohats.errors import NotUnderstood, after_saving
from twohats.format.calendar import moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from typing import Any

    from twohats.drafting.dates import Spoken
    from twohats.format.times import Now
    from twohats.journal.folder import Added, Journal


def register(subparsers: Any) -> None:
    """Add the commands to the parser."""
    parser = add_command(
        subparsers,
        "split",
        """
        Make two lines of a line of time: the first with the minutes that are given, or up to a clock time within
        it, the second with the rest. Both keep the words and the ratings; a count, cost: and expect: stay with the
        first, and so do the lines below. Or say what the second was: its words, without its hat if that is the
        same.

        examples:
          hat split 2026-11-22:3 25m
          hat split 3 14:25
          hat split 3 25m read blogs
          hat split 3 25m personal talk phone @anna: she rang
        """,
        usage="hat split PLACE 25m [WORDS]",
    )
    parser.add_argument("words", nargs="...", metavar="PLACE 25m WORDS", help=PLACE)
    parser = add_command(
        subparsers,
        "move",
        """
        Put lines on the page of another day, as they are, with the lines below them. Several are one change.

        examples:
          hat move 3 yesterday
          hat move 2026-11-20:3 2026-11-20:4 sat
        """,
        usage="hat move PLACE [PLACE ...] DATE",
    )
    parser.add_argument("words", nargs="...", metavar="PLACE DATE", help=PLACE)


def run(args: argparse.Namespace) -> int:
    """Run one of the commands; the exit code."""
    journal = open_journal(args.journal)
    words = words_of(args)
    return _split(journal, words) if args.command == "split" else _move(journal, words)


def _split(journal: Journal, words: list[str]) -> int:
    if len(words) < 2:
        raise NotUnderstood("say which line, and how long its first part was", "hat split 3 25m")
    place = required_place(words[0], journal.now().day)
    parts = split(journal, line_at(journal, *place), words[1:])
    _print(journal, (parts.first, parts.second))
    for text in parts.remarks:
        remark(text)
    return 0


def _move(journal: Journal, words: list[str]) -> int:
    now = journal.now()
    places, day = read_move(words, now)
    added = move(journal, [line_at(journal, *place) for place in places], day)
    _print(journal, added)
    return 0


def _print(journal: Journal, added: Iterable[Added]) -> None:
    """Print lines with their places, which are then those that were shown last."""
    blocks: dict[str, str] = {}
    for one in added:
        with after_saving(one.text()):
            say(one.text())
            blocks |= journal.blocks(one.day, one.number)
    journal.cache.renew_shown(blocks)


def read_move(words: list[str], now: Now) -> tuple[list[LineNumber], str]:
    """The places and the day of `hat move`; raises NotUnderstood.

    `3 20 nov` is line 3 and a date, `3 20 yesterday` are two lines: the date is as long as it can be.
    """
    places: list[LineNumber] = []
    found: Spoken | None = None
    for at, word in enumerate(words):
        if places:
            found = spoken_date(words[at:], moment(now))
            if found is not None and found.used == len(words) - at and found.minute is None:
                break
            found = None
        place = read_place(word, now.day)
        if place is None:
            what = "a date" if places else "the place of a line"
            raise NotUnderstood(f"{' '.join(words[at:])} is not {what}", "hat move 2026-11-22:3 yesterday")
        places.append(place)
    if found is None:
        raise NotUnderstood("say which lines, and to which day", "hat move 3 yesterday")
    return places, past_day(words[len(places) :], now)
