"""`hat got`, `gave`, `asked` and `lost`: short for `hat add` with that verb behind the hat."""

from __future__ import annotations

from twohats.cli.commands import examples, words_of
from twohats.errors import NotUnderstood, keeping_typed
from twohats.words import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

VERBS = {
    "got": ("What came back.", "hat got personal reply @anna", "hat got fri brand sale @bo 1200GBP +launch"),
    "gave": ("What you gave.", "hat gave personal intro @bo @anna: they should meet"),
    "asked": ("What you asked of someone.", "hat asked brand linkedin @carl: to review the book"),
    "lost": ("Someone who left.", "hat lost personal @dana: unsubscribed"),
}

NEEDS = {
    "got": "a hat and what came back",
    "gave": "a hat and what you gave",
    "asked": "a hat and whom you asked",
    "lost": "a hat and whom you lost",
}


def register(subparsers: Any) -> None:
    """Add the commands to the parser."""
    for verb, (what, *lines) in VERBS.items():
        kinds = f"\nIts kinds: {' '.join(KINDS[verb])}." if verb in KINDS else ""
        parser = subparsers.add_parser(
            verb,
            usage=f"hat {verb} [DATE] HAT WORDS",
            help=what,
            description=f"{what} Short for hat add … {verb} …: the words of a line without the verb.{kinds}",
            epilog=examples(*lines),
        )
        parser.add_argument("words", nargs="...", metavar="WORDS", help="a line without its verb")


def run(args: argparse.Namespace) -> int:
    """Save the event; the exit code."""
    from twohats import machine
    from twohats.cli.add import add_words
    from twohats.journal import find_journal
    from twohats.quick import with_verb

    words = words_of(args)
    if not words:
        raise NotUnderstood(f"{args.command} needs {NEEDS[args.command]}", VERBS[args.command][1])
    with keeping_typed(" ".join([args.command, *words])):
        hats = find_journal(args.journal).hats
    return add_words([with_verb(args.command, " ".join(words), hats)], machine.now(), args.journal)
