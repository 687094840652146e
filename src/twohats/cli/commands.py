"""The table of commands, in the order in which a newcomer needs them, and the parsing of their arguments."""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.system.machine import as_typed
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

# The argument parser and what it needs are imported where they are used: that is as dear as a bare interpreter, and
# the commands that `plain` reads do without.


class Command(NamedTuple):
    """One command of the shell."""

    name: str
    module: str
    """The module in `twohats.cli` that has its `register` and its `run`."""
    summary: str


GROUPS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "Write",
        (
            Command("add", "prompt", "one entry or event: hat add 25m brand post linkedin m2: launch thread"),
            Command("got", "events", "what came back: hat got personal reply @anna"),
            Command("gave", "events", "what you gave: hat gave brand intro @bo @anna"),
            Command("asked", "events", "what you asked for: hat asked brand @carl: to review the book"),
            Command("lost", "events", "someone who left: hat lost personal @dana"),
            Command("again", "again", "one of the last lines once more, now"),
            Command("start", "timer", "start the timer for a line"),
            Command("stop", "timer", "stop the timer and save its line"),
            Command("switch", "timer", "stop the timer and start the next line at once"),
            Command("cancel", "timer", "forget the timer"),
            Command("status", "status", "what the timer is running for"),
            Command("inbox", "inbox", "take in the lines that wait in inbox.md"),
            Command(
                "import", "importing", "bring what other programs recorded: archives, calendars, trackers"
            ),
        ),
    ),
    (
        "Read",
        (
            Command("list", "list", "the lines that some words ask for: hat list brand post since oct"),
            Command("find", "find", "the lines that hold some words, or nearly"),
            Command("sum", "sum", "what some lines come to: hat sum all brand by channel"),
            Command("open", "open_at", "the app at a day or a line: hat open 2026-10-21:3"),
            Command("day", "day", "one day: hours by hat and activity, and its lines"),
            Command(
                "report", "report_page", "four weeks or a year as a whole, to hand on: --html FILE --share"
            ),
            Command("week", "week", "one week: where the hours went and what came back"),
            Command("trend", "trend", "12 weeks, a year or all: is it getting better or worse"),
            Command("people", "people", "whom to write to, and how things stand with everyone"),
            Command("story", "story", "what a line, a thread or a person led to, and what led to it"),
            Command("channels", "channels", "where the brand hours work, channel by channel"),
            Command("why", "why", "what the hours were spent for, and what else they could have been"),
            Command("review", "review", "the Sunday sitting: a few questions about the week, one at a time"),
            Command("trials", "trials", "would stopping cost anything? Pauses planned and judged"),
        ),
    ),
    (
        "Change",
        (
            Command("edit", "change", "a page in your editor, or one line from here"),
            Command("split", "move", "make two lines of one: the first with 25m, the second with the rest"),
            Command("move", "move", "put lines on the page of another day"),
            Command("change", "change_lines", "many lines at once: hat change all brand linkedin to fedi"),
            Command("rename", "rename", "a person, a thread or a channel everywhere: hat rename @old @new"),
            Command("remove", "change", "take one line out; hat rm is the same"),
            Command("undo", "undo", "take back the last change made on this machine"),
            Command("redo", "undo", "make it again"),
        ),
    ),
    (
        "Look after",
        (
            Command("check", "check", "every line that is not understood, and what looks odd"),
            Command("sync", "sync", "exchange what is new with your other machines, through git"),
            Command(
                "export", "exporting", "lines for other programs: CSV, calendar, hledger, klog, SQLite …"
            ),
            Command("init", "init", "make a new journal"),
            Command("demo", "demo", "try it on the sample journal"),
            Command("serve", "serve", "the app in a browser of this machine"),
            Command("config", "config", "every setting, its value and where it comes from"),
            Command("themes", "config", "the colour themes there are"),
            Command("keys", "config", "the keys of the app"),
            Command("completions", "completions", "completion of words for bash, zsh or fish"),
        ),
    ),
)
ALIASES = {"rm": "remove"}
COMMANDS = {command.name: command for _, commands in GROUPS for command in commands}


def add_command(
    subparsers: Any, name: str, text: str, *, usage: str | None = None
) -> argparse.ArgumentParser:
    """Add a command with its help: `text` has what it does, in paragraphs, and then its examples."""
    from textwrap import dedent

    about, title, lines = dedent(text).strip().partition("examples:\n")
    parser: argparse.ArgumentParser = subparsers.add_parser(
        name, usage=usage, description=about.strip(), epilog=title + lines
    )
    return parser


def words_of(args: argparse.Namespace) -> list[str]:
    """The words after a command and its options, as typed; a leading `--` is dropped."""
    words = list(args.words)
    return words[1:] if words[:1] == ["--"] else words


def read_command(words: list[str]) -> argparse.Namespace:
    """The words of a command line, read; raises NotUnderstood. Only the command that is meant is imported.

    The result has `journal`, `color`, `command` (empty for none) and `run`.
    """
    from importlib import import_module

    from twohats.cli.parser import Parser

    if words[:1] == ["--"]:
        words = words[1:]
    parser = Parser(prog="hat", add_help=False)
    name = _command_in(words)
    if name:
        subparsers = parser.add_subparsers(dest="command", parser_class=Parser)
        module = import_module(f"twohats.cli.{COMMANDS[name].module}")
        module.register(subparsers)
        parser.set_defaults(run=module.run)
    else:
        parser.add_argument("-h", "--help", action="store_true")
        parser.add_argument("--version", action="store_true")
        parser.set_defaults(command="")
    parser.set_defaults(journal="", color="auto")
    args, rest = parser.parse_known_args(words)
    if name:
        for action, value in subparsers.choices[name].values.values():
            parser.refuse_another(action, value)  # one stands before the command, one behind it
    if rest and getattr(args, "more_words", False) and not any(word.startswith("-") for word in rest):
        args.words, rest = [*args.words, *as_typed(rest)], []  # those behind an option that stands among them
    if rest:
        raise (subparsers.choices[name] if name else parser).unexpected(rest[0])
    return args


def all_parsers() -> dict[str, argparse.ArgumentParser]:
    """The parser of every command by its name, for completions and for checking the documentation."""
    from importlib import import_module

    from twohats.cli.parser import Parser

    subparsers = Parser(prog="hat", add_help=False).add_subparsers(dest="command", parser_class=Parser)
    for module in dict.fromkeys(command.module for command in COMMANDS.values()):
        import_module(f"twohats.cli.{module}").register(subparsers)
    return {name: subparsers.choices[name] for name in COMMANDS}


def options_of(name: str) -> list[str]:
    """The long options of a command, of which only its own module is imported."""
    from importlib import import_module

    from twohats.cli.parser import Parser

    subparsers = Parser(prog="hat", add_help=False).add_subparsers(dest="command", parser_class=Parser)
    import_module(f"twohats.cli.{COMMANDS[name].module}").register(subparsers)
    actions = subparsers.choices[name]._actions  # noqa: SLF001  argparse has no public way to ask
    return [option for action in actions for option in action.option_strings if option.startswith("--")]


def _command_in(words: list[str]) -> str:
    """The name of the command among the words; raises NotUnderstood for an unknown one."""
    skip = False
    for at, word in enumerate(words):
        if skip or word.startswith("-"):
            skip = not skip and word in ("--journal", "--color")
            continue
        name = ALIASES.get(word, word)
        if name not in COMMANDS and _is_dated(word):
            words.insert(at, "open")
            return "open"
        if name not in COMMANDS:
            raise unknown_command(word)
        words[at] = name
        return name
    return ""


def _is_dated(word: str) -> bool:
    """Whether a word is a date in full, or the place of a line on one."""
    from twohats.cli.places import read_place  # no other command pays for it
    from twohats.format.times import is_day

    return is_day(word) or (word[10:11] == ":" and read_place(word, "") is not None)


_OTHER_NAMES = {
    "ask": "list", "del": "remove", "delete": "remove", "grep": "find", "log": "add", "new": "add", "note": "add",
    "query": "list", "search": "find", "settings": "config", "show": "list", "stats": "week", "summary": "week",
    "timer": "start", "today": "day", "write": "add",
}  # fmt: skip
"""What other programs call a command."""


def unknown_command(word: str) -> NotUnderstood:
    """The error for an unknown command."""
    from twohats.text.suggest import nearest

    if not word.strip():
        return NotUnderstood("an empty word is not a command", "hat --help lists the commands")
    near = _OTHER_NAMES.get(word.lower(), "") or nearest(word, list(COMMANDS))
    hint = "hat --help lists the commands"
    if word.lower() == "version":
        hint = "hat --version prints it"
    elif not near and (word[:1].isdigit() or word in ("p", "b", "personal", "brand")):
        hint = f"to save a line: hat add {word} …"
    return NotUnderstood(f"{word} is not a command", f"did you mean {near}? {hint}" if near else hint)


def help_text() -> str:
    """What `hat --help` prints."""
    lines = [
        "usage: hat [COMMAND] [--journal DIR] [--color auto|always|never]",
        "",
        "A plain-text journal of what you do as a person and what you do for your brand.",
        "Without a command: the app, or this week where there is no terminal.",
        "hat COMMAND --help says more about one.",
    ]
    width = max(map(len, COMMANDS)) + 2
    for title, commands in GROUPS:
        lines += ["", f"{title}:", *(f"  {each.name:<{width}}{each.summary}" for each in commands)]
    lines += [
        "",
        "A line: how long (or when), a hat, what you did, in this order; a colon, a note:",
        "  hat add 25m brand post linkedin m2: launch thread",
        "  hat add fri 14:00-14:45 personal talk phone @anna m5: caught up",
        "  hat got brand lead linkedin @bo +launch",
        "",
        "New here? hat demo shows the sample journal, hat init makes one of your own.",
    ]
    return "\n".join(lines)
