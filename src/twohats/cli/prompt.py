"""`hat add` the long way: with options, from stdin, or line by line at a prompt that says how it was read."""

from __future__ import annotations

import sys

from twohats.cli.commands import examples
from twohats.errors import JournalError, NotUnderstood

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.journal import Journal
    from twohats.machine import Now
    from twohats.quick import Draft


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "add",
        usage="hat add [--dry-run] [--json] [DATE] WORDS\n       hat add [--dry-run] [--json] [-]",
        help="one entry or event",
        description="Save one line: a hat, what was done, and how long, in this order; then in any "
        "order a channel, "
        "@people, +threads, ratings m1-m5 i1-i5 u1-u5, x3 for how many; a colon starts the note. "
        "Words may be shortened; a day or a time may stand in front. What is not understood is printed "
        "back with the place marked, and nothing is saved. Without words, lines are read at a prompt; "
        "with - they are read from stdin, one a line: the good ones are saved, the others printed back.\n\n"
        "exit code: 0 saved, 2 not understood, 3 not saved",
        epilog=examples(
            "hat add 25m b post linkedin m2: launch thread",
            "hat add yesterday 14:00-14:45 personal talk phone @anna m5 u5: caught up",
            "hat add b got lead linkedin @bo +launch: wants a quote",
            "hat add --dry-run 9am-10am b post blog",
            "hat add - < lines.txt",
        ),
    )
    parser.add_argument("--dry-run", action="store_true", help="only say how the line is read")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("words", nargs="...", metavar="WORDS", help="the line, or -; behind the options")


def run(args: argparse.Namespace) -> int:
    """Save what is said, here or on stdin; the exit code."""
    from twohats import machine
    from twohats.cli.terminal import can_ask
    from twohats.journal import find_journal

    words = args.words[1:] if args.words[:1] == ["--"] else args.words
    now = machine.now()
    try:
        journal = find_journal(args.journal)
    except JournalError as error:
        error.typed = sys.stdin.read() if words == ["-"] else " ".join(words)
        raise
    if words == ["-"]:
        return _from_stdin(journal, now, args)
    if words:
        return _one(journal, words, now, args)
    if not can_ask():
        hint = "hat add 25m brand post linkedin m2: launch thread; or hat add - to read stdin"
        raise NotUnderstood("add wants to know what", hint)
    return _prompt(journal, args)


def _one(journal: Journal, words: list[str], now: Now, args: argparse.Namespace) -> int:
    from twohats.cli.add import said, save, say
    from twohats.cli.terminal import remark, write_json
    from twohats.quick import draft

    new = draft(words, now, journal.hats)
    if args.dry_run and not args.json:
        say(f"{new.day}  {new.item}")
        if new.remark:
            remark(new.remark)
        return 0
    if args.json:
        number = 0 if args.dry_run else save(journal, new).number
        write_json(
            {"saved": not args.dry_run, "line": draft_json(journal, new, number), "remark": new.remark}
        )
        return 0
    said(journal, save(journal, new), new)
    return 0


def draft_json(journal: Journal, new: Draft, number: int) -> dict[str, object]:
    """A line as `hat list --json` gives it; number 0 if it is in no page."""
    from twohats.model import Item
    from twohats.views.lines import Line, line_json

    lines = new.item.split("\n")
    return line_json(Line(new.day, Item(number, 0, len(lines), new.value), f"- {new.item}"), journal.hats)


def _from_stdin(journal: Journal, now: Now, args: argparse.Namespace) -> int:
    """Save the good lines as one change; print the others back on stderr with the place marked."""
    from twohats.cli.add import say
    from twohats.cli.report import told
    from twohats.cli.terminal import remark, write_json
    from twohats.names import new_names
    from twohats.quick import draft

    good: list[Draft] = []
    bad: list[tuple[int, NotUnderstood]] = []
    for number, line in enumerate(_stdin_lines(), start=1):
        try:
            if text := line.strip().removeprefix("- "):
                good.append(draft([text], now, journal.hats))
        except NotUnderstood as error:
            bad.append((number, error))
    numbers = _save_all(journal, good) if good and not args.dry_run else [0] * len(good)
    if args.json:
        lines = [draft_json(journal, new, number) for new, number in zip(good, numbers, strict=True)]
        refused = [{"line": at, "text": wrong.line, "column": wrong.column, "length": wrong.length,
                    "message": wrong.message, "hint": wrong.hint} for at, wrong in bad]  # fmt: skip
        write_json({"saved": not args.dry_run, "lines": lines, "not_understood": refused})
    else:
        for new, number in zip(good, numbers, strict=True):
            say(f"{new.day}{f':{number}' if number else ''}  {new.item}")
    for at, wrong in bad:
        print(f"line {at}: {told(wrong).removeprefix('hat: ')}", file=sys.stderr)
    remarks = [new.remark for new in good if new.remark]
    if not args.dry_run:
        remarks += [text for new in good for text in new_names(journal, new.value)]
    for text in dict.fromkeys(remarks):
        remark(text)
    return NotUnderstood.exit_code if bad else 0


def _stdin_lines() -> list[str]:
    data = sys.stdin.buffer.read()
    return data.decode("utf-8", "surrogateescape").removeprefix("\ufeff").split("\n")


def _save_all(journal: Journal, drafts: list[Draft]) -> list[int]:
    try:
        return [added.number for added in journal.add_all([(new.day, new.item) for new in drafts])]
    except JournalError as error:
        error.typed = "\n".join(f"- {new.item}" for new in drafts)
        raise


def _prompt(journal: Journal, args: argparse.Namespace) -> int:
    """Lines typed one by one, each saved when it is understood, until an empty one."""
    from twohats import machine
    from twohats.cli.report import told
    from twohats.cli.terminal import remark

    remark("a line is a time, a hat, what you did; a colon starts the note. An empty line ends.")
    while True:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line.strip():
            if not line:
                sys.stderr.write("\n")
            return 0
        try:
            _one(journal, [line.strip()], machine.now(), args)
        except NotUnderstood as error:
            print(told(error), file=sys.stderr)
