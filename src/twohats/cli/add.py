"""`hat add WORDS…`, the short way: no argument parser, no TOML, no import that the line does not need.

`register` and `run` are the long way, for what begins with an option or has no words at all.
"""

from __future__ import annotations

from twohats.cli.say import say, tell
from twohats.drafting.draft import Draft, draft
from twohats.errors import after_saving, keeping_typed
from twohats.format.line import read_item
from twohats.format.words import KEYS
from twohats.journal.find import find_journal
from twohats.journal.folder import Added, Journal
from twohats.system import machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.format.model import Value
    from twohats.journal.folder import Added, Journal


def main(words: list[str]) -> int:
    """Run `hat add WORDS…` and return its exit code."""
    words = machine.as_typed(words)
    with keeping_typed(" ".join(words)):
        journal = find_journal()
        journal.on_notice = _remark
        for warning in journal.warnings():
            tell(f"hat: {warning}")
        new = draft(words, machine.now(), journal.hats)
        said(journal, save(journal, new), new)
    return 0


def save(journal: Journal, new: Draft) -> Added:
    """Save a draft; raises JournalError, which then carries the typed line."""
    with keeping_typed(f"- {new.item}"):
        return journal.add(new.day, new.item)


def said(journal: Journal, added: Added, new: Draft | None = None) -> None:
    """Say what was saved, what was assumed about it, and which names are new."""
    with after_saving(added.text()):
        say(added.text().replace("\n", "\n  "), keep_newlines=True)
        _remember(journal, added)
        if new is not None and new.remark:
            tell(f"hat: {new.remark}")
        _remark_on_names(journal, read_item(added.item, journal.hats) if new is None else new.value)


def _remark(text: str) -> None:
    from twohats.cli.terminal import remark

    remark(text)


def _remember(journal: Journal, added: Added) -> None:
    """Where an earlier list showed another line at this place, the new one has been shown since."""
    journal.cache.remember_added(f"{added.day}:{added.number}", f"- {added.item}")


def _remark_on_names(journal: Journal, value: Value | None) -> None:

    keys = [key for key, _ in getattr(value, "fields", ()) if key not in KEYS]
    known = journal.cache.known_names()
    channel = getattr(value, "channel", "")
    if (
        known is not None
        and not keys
        and (not channel or channel in known["channel"])
        and known["person"].issuperset(getattr(value, "people", ()))
        and known["tag"].issuperset(getattr(value, "tags", ()))
    ):
        return
    from twohats.format.model import Entry, Event
    from twohats.journal.names import new_keys, new_names

    if not isinstance(value, (Entry, Event)):
        return
    for remark in [*new_keys(keys), *new_names(journal, value)]:
        tell(f"hat: {remark}")


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    from twohats.cli.prompt import register as register_with_options

    register_with_options(subparsers)


def run(args: argparse.Namespace) -> int:
    """Run the long way; the exit code."""
    from twohats.cli.prompt import run as run_with_options

    return run_with_options(args)
