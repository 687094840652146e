"""`hat add` with options, from stdin, or line by line at a prompt that shows how each line was understood."""

from __future__ import annotations

import sys

from twohats.actions.add import remarks_on, save
from twohats.cli.add import report_saved
from twohats.cli.batch import add_lines, lines_on_stdin
from twohats.cli.commands import add_command, words_of
from twohats.cli.complete import candidates
from twohats.cli.report import format_error
from twohats.cli.say import remark, say, tell
from twohats.cli.terminal import can_ask, open_journal, read_utf8, say_json
from twohats.drafting.draft import draft
from twohats.errors import NotUnderstood, TwohatsError, after_saving, attach_input
from twohats.render.line_json import draft_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.format.times import Now
    from twohats.journal.folder import Journal


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "add",
        """
        Save one line: how long (or when), a hat, what you did, in this order; then in any order a channel,
        @people, +threads, ratings m1-m5 i1-i5 u1-u5, x3 for how many; a colon starts the note. Words may be
        shortened; a day or a time may go in front, and about 40m is a guess. What is not understood is printed
        back with the place marked, and nothing is saved.

        Shells read apostrophes, parentheses, ? and a ~ in front themselves: put such a note in quotes.

        Without words, lines are read at a prompt; with - they are read from stdin, one a line: the good ones are
        saved, the others printed back.

        exit code: 0 saved, 2 not understood, 3 not saved

        examples:
          hat add 25m b post linkedin m2: launch thread
          hat add yesterday 14:00-14:45 personal talk phone @anna m5 u5: caught up
          hat add b got lead linkedin @bo +launch: wants a quote
          hat add 25m b post "linkedin: it's out (at last)"
          hat add --dry-run 9am-10am b post blog
          hat add - < lines.txt
        """,
        usage="hat add [--dry-run] [--json] [DATE] WORDS\n       hat add [--dry-run] [--json] [-]",
    )
    add_line_options(parser)
    parser.add_argument("words", nargs="...", metavar="WORDS", help="the line, or -; behind the options")


def add_line_options(parser: argparse.ArgumentParser) -> None:
    """Give a command that saves a line its options."""
    parser.add_argument("--dry-run", action="store_true", help="only say how the line is read")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Save the words, or the lines on stdin; the exit code."""
    words = words_of(args)
    lines = lines_on_stdin() if words == ["-"] else []
    with attach_input("\n".join(lines) or " ".join(words)):
        journal = open_journal(args.journal)
        now = journal.now()
        if words == ["-"]:
            return add_lines(journal, lines, now, args)
        if words:
            return add_one(journal, words, now, args)
    if not can_ask():
        hint = "hat add 25m brand post linkedin m2: launch thread; or hat add - to read stdin"
        raise NotUnderstood("add needs a line", hint)
    return _prompt(journal, args)


def add_one(journal: Journal, words: list[str], now: Now, args: argparse.Namespace) -> int:
    """Save one line, or only say how it is read, as the options say; the exit code."""
    new = draft(words, now, journal.hats)
    if args.dry_run and not args.json:
        say(f"{new.day}  {new.item}")
        if new.remark:
            remark(new.remark)
        return 0
    if args.json:
        added = None if args.dry_run else save(journal, new)
        with attach_input(new.item) if args.dry_run else after_saving(new.item):
            line = draft_json(new, added.number if added else 0, journal.hats)
            say_json({"saved": not args.dry_run, "line": line, "remark": new.remark})
            for text in remarks_on(journal, new.value, at=[added]) if added else ():
                remark(text)
        return 0
    report_saved(journal, save(journal, new), new)
    return 0


def _prompt(journal: Journal, args: argparse.Namespace) -> int:
    """Lines typed one by one, each saved when it is understood, until an empty one."""
    remark("a line is a time, a hat, what you did; a colon starts the note. An empty line ends.")
    _edit_lines()
    while line := _typed_line():
        try:
            with attach_input(line):
                add_one(journal, [line], journal.now(), args)
        except TwohatsError as error:
            tell(format_error(error))
    return 0


def _typed_line() -> str:
    """The next line, without the spaces around it; empty at the end."""
    try:
        return input("> ").strip()
    except EOFError:
        print()
        return ""


def _edit_lines() -> None:
    """Let lines be edited, recalled and completed, where Python has what a shell has for that."""
    read_utf8()
    if sys.platform == "win32":
        return
    try:
        import readline
    except ImportError:
        return

    def complete(_typed: str, number: int) -> str | None:
        words = readline.get_line_buffer()[: readline.get_endidx()].split(" ")
        found = candidates(["add", *words])
        if number >= len(found):
            return None
        return found[number] if found[number].endswith(":") else f"{found[number]} "

    readline.set_completer(complete)
    readline.set_completer_delims(" \t")
    readline.parse_and_bind(
        "bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete"
    )
