"""`hat add WORDS…`, the short way: no argument parser, no TOML, no import that the line does not need."""

from __future__ import annotations

import sys

from twohats import machine
from twohats.errors import JournalError
from twohats.journal import Added, Journal, find_journal
from twohats.quick import Draft, draft

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.machine import Now


def save(journal: Journal, new: Draft) -> Added:
    """Save a draft; raises JournalError, which then carries the typed line."""
    try:
        return journal.add(new.day, new.item)
    except JournalError as error:
        error.typed = f"- {new.item}"
        raise


def add_words(words: list[str], now: Now, said_journal: str = "") -> int:
    """Read the words, save the line, say what was saved; the exit code."""
    try:
        journal = find_journal(said_journal)
    except JournalError as error:
        error.typed = " ".join(words)
        raise
    new = draft(words, now, journal.hats)
    added = save(journal, new)
    say(added.text())
    if new.remark:
        print(f"hat: {new.remark}", file=sys.stderr)
    _remark_on_names(journal, new)
    return 0


def say(text: str) -> None:
    """Print a line of data; what is not printable goes raw to a file or pipe, as pictures to a terminal."""
    if not text.isprintable() and sys.stdout.isatty():
        from twohats.visible import visible

        text = visible(text)
    try:
        print(text)
    except UnicodeEncodeError:
        print(text.encode("utf-8", "replace").decode("ascii", "replace"))


def _remark_on_names(journal: Journal, new: Draft) -> None:
    from twohats.remembered import known_names

    value = new.value
    known = known_names(journal)
    channel = getattr(value, "channel", "")
    if (
        known is not None
        and (not channel or channel in known["channel"])
        and known["person"].issuperset(getattr(value, "people", ()))
        and known["tag"].issuperset(getattr(value, "tags", ()))
    ):
        return
    from twohats.names import new_names

    for remark in new_names(journal, value):
        print(f"hat: {remark}", file=sys.stderr)


def main(words: list[str]) -> int:
    """Run `hat add WORDS…` and return its exit code."""
    return add_words(words, machine.now())
