"""`hat add` the long way: with options, from stdin, or line by line at a prompt that says how it was read."""

from __future__ import annotations

import sys

from twohats.cli.commands import add_command, words_of
from twohats.errors import NotUnderstood, TwohatsError, after_saving, keeping_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.drafting.draft import Draft
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
    """Save what is said, here or on stdin; the exit code."""
    from twohats.cli.batch import add_lines, lines_on_stdin
    from twohats.cli.terminal import can_ask, open_journal
    from twohats.system import machine

    words = words_of(args)
    lines = lines_on_stdin() if words == ["-"] else []
    with keeping_typed("\n".join(lines) or " ".join(words)):
        now = machine.now()
        journal = open_journal(args.journal)
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
    from twohats.cli.add import said, save
    from twohats.cli.say import say
    from twohats.cli.terminal import remark, say_json
    from twohats.drafting.draft import draft

    new = draft(words, now, journal.hats)
    if args.dry_run and not args.json:
        say(f"{new.day}  {new.item}")
        if new.remark:
            remark(new.remark)
        return 0
    if args.json:
        number = 0 if args.dry_run else save(journal, new).number
        with keeping_typed(new.item) if args.dry_run else after_saving(new.item):
            line = draft_json(journal, new, number)
            say_json({"saved": not args.dry_run, "line": line, "remark": new.remark})
        return 0
    said(journal, save(journal, new), new)
    return 0


def draft_json(journal: Journal, new: Draft, number: int) -> dict[str, object]:
    """A line as `hat list --json` gives it; number 0 if it is in no page."""
    from twohats.format.model import Item
    from twohats.views.lines import Line, line_json

    lines = new.item.split("\n")
    return line_json(Line(new.day, Item(number, 0, len(lines), new.value), f"- {new.item}"), journal.hats)


def _prompt(journal: Journal, args: argparse.Namespace) -> int:
    """Lines typed one by one, each saved when it is understood, until an empty one."""
    from twohats.cli.report import told
    from twohats.cli.say import tell
    from twohats.cli.terminal import remark
    from twohats.system import machine

    remark("a line is a time, a hat, what you did; a colon starts the note. An empty line ends.")
    _edit_lines()
    while line := _typed_line():
        try:
            with keeping_typed(line):
                add_one(journal, [line], machine.now(), args)
        except TwohatsError as error:
            tell(told(error))
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
    # A byte that is not UTF-8 is told with the line it stands in.
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    if sys.platform == "win32":
        return
    try:
        import readline
    except ImportError:
        return
    from twohats.cli.complete import candidates

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
