"""Runs any command of `hat` except a plain `hat add WORDS…` (`cli.add`)."""

from __future__ import annotations

import sys

from twohats import __version__
from twohats.cli.plain import read_plain
from twohats.cli.terminal import can_open_app, open_journal, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def main(words: list[str]) -> int:
    """Run a command line and return its exit code; raises TwohatsError."""
    if words[:1] == ["_complete"]:
        from twohats.cli.complete import main as complete

        return complete(words[1:])
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    args = read_plain(words) or _parsed(words)
    if args.command:
        return int(args.run(args))
    if args.version:
        write(f"twohats {__version__}, Python {sys.version.split()[0]}\n")
        return 0
    if args.help:
        from twohats.cli.commands import help_text

        write(help_text() + "\n")
        return 0
    return _open(args)


def _parsed(words: list[str]) -> argparse.Namespace:
    """The words as the argument parser reads them; raises NotUnderstood."""
    from twohats.cli.commands import read_command

    return read_command(list(words))


def _open(args: argparse.Namespace) -> int:
    """`hat` alone: the app on a terminal, this week elsewhere."""
    journal = open_journal(args.journal)
    if can_open_app():
        from twohats.tui.run import run_app

        return run_app(journal, journal.now)
    args = _week(args)
    return int(args.run(args))


def _week(args: argparse.Namespace) -> argparse.Namespace:
    return _parsed(["--journal", args.journal, "--color", args.color, "week"])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
