"""`hat got`, `gave`, `asked` and `lost`: short for `hat add` with that verb behind the hat."""

from __future__ import annotations

from twohats.cli.commands import add_command, words_of
from twohats.cli.prompt import add_line_options, add_one
from twohats.cli.terminal import open_journal
from twohats.drafting.draft import with_verb
from twohats.errors import NotUnderstood, attach_input
from twohats.format.words import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

ABOUT = {
    "got": """
        What came back. Short for hat add … got …: the words of a line without the verb.

        examples:
          hat got personal reply @anna
          hat got fri brand sale @bo 1200GBP +launch
        """,
    "gave": """
        What you gave. Short for hat add … gave …: the words of a line without the verb.

        examples:
          hat gave personal intro @bo @anna: they should meet
        """,
    "asked": """
        What you asked of someone. Short for hat add … asked …: the words of a line without the verb.

        examples:
          hat asked brand linkedin @carl: to review the book
        """,
    "lost": """
        Someone who left. Short for hat add … lost …: the words of a line without the verb.

        examples:
          hat lost personal @dana: unsubscribed
        """,
}
NEEDS = {
    "got": ("a hat and what came back", "hat got personal reply @anna"),
    "gave": ("a hat and what you gave", "hat gave personal intro @bo @anna"),
    "asked": ("a hat and whom you asked", "hat asked brand @carl: to review the book"),
    "lost": ("a hat and whom you lost", "hat lost personal @dana"),
}
"""What is missing where a verb has no words, and an example."""


def register(subparsers: Any) -> None:
    """Add the commands to the parser."""
    for verb, about in ABOUT.items():
        parser = add_command(
            subparsers, verb, about, usage=f"hat {verb} [--dry-run] [--json] [DATE] HAT WORDS"
        )
        if verb in KINDS:
            parser.description = f"{parser.description}\n\nIts kinds: {' '.join(KINDS[verb])}."
        add_line_options(parser)
        parser.add_argument("words", nargs="...", metavar="WORDS", help="a line without its verb")


def run(args: argparse.Namespace) -> int:
    """Save the event; the exit code."""
    words = words_of(args)
    if not words:
        needs, example = NEEDS[args.command]
        raise NotUnderstood(f"{args.command} needs {needs}", example)
    with attach_input(" ".join([args.command, *words])):
        journal = open_journal(args.journal)
        line = with_verb(args.command, " ".join(words), journal.hats)
        return add_one(journal, [line], journal.now(), args)
