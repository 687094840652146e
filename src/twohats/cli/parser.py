"""An argument parser with errors of our own.

Since argparse formats an error message where it detects the error, errors are detected here first, each in the same
step as in argparse: then they are data, and no message has to be parsed.
"""

from __future__ import annotations

import argparse

from twohats.errors import NotUnderstood
from twohats.system.machine import as_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn

COLOURS = ("auto", "always", "never")
PATHS = ("DIR", "FILE")
"""What help calls a value that is the name of a file: the system's, in bytes. Any other is text of a journal."""


class Help(argparse.HelpFormatter):
    """Help texts with their paragraphs filled, and lines that are indented left as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = [
            part if "\n  " in part else super(Help, self)._fill_text(part, width, indent)
            for part in text.split("\n\n")
        ]
        return "\n\n".join(paragraphs)

    def _format_args(self, action: argparse.Action, default_metavar: str) -> str:
        if action.nargs == argparse.REMAINDER:
            return str(action.metavar or default_metavar)
        return super()._format_args(action, default_metavar)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of exiting, and has the options common to all commands."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", Help)
        super().__init__(**{"allow_abbrev": False, "exit_on_error": False, **options})
        self._given: list[argparse.Action] = []
        """What the words that are being read have given a value, or set, in their order."""
        self.values: dict[str, tuple[argparse.Action, list[str]]] = {}
        """The options with a value among them, by what they set, and the value as typed."""
        add_shared(self)

    def parse_known_args(  # type: ignore[override]  # as it is called here and by argparse itself
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As argparse; each reading begins anew."""
        self._given = []
        self.values = {}
        try:
            return super().parse_known_args(args, namespace)
        except argparse.ArgumentError as error:
            if error.argument_name is None:
                self.error(str(error))
            raise self._refusal(str(error)) from error

    def _match_argument(self, action: argparse.Action, arg_strings_pattern: str) -> int:
        try:
            return super()._match_argument(action, arg_strings_pattern)
        except argparse.ArgumentError as error:
            if action.nargs is not None:
                raise
            raise self._refusal(f"{_name_of(action)} needs a value behind it") from error

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        for group in self._mutually_exclusive_groups:
            for other in self._given:
                if action is not other and {action, other} <= {*group._group_actions}:  # noqa: SLF001  argparse has no public way to ask
                    raise self._refusal(f"{_name_of(action)} does not go together with {_name_of(other)}")
        self._given.append(action)
        if action.nargs != argparse.PARSER and action.metavar not in PATHS:
            arg_strings = as_typed(arg_strings)
        if action.option_strings and arg_strings and not means_all(action):
            self.refuse_another(action, arg_strings)
            self.values[action.dest] = action, arg_strings
        return super()._get_values(action, arg_strings)

    def refuse_another(self, action: argparse.Action, value: list[str]) -> None:
        """Raise NotUnderstood if the option has been given another value: the last would win without a word."""
        _, first = self.values.get(action.dest, (action, value))
        if first != value:
            said = " and ".join(" ".join([_name_of(action), *each]) for each in (first, value))
            raise self._refusal(f"{_name_of(action)} has one value, and there are two: {said}")

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        if action.type is int:
            try:
                return int(arg_string)
            except ValueError as error:
                wanted = f"{_name_of(action)} needs a whole number, not {arg_string}"
                raise self._refusal(wanted) from error
        return super()._get_value(action, arg_string)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(str, action.choices))
            raise self._refusal(f"{_name_of(action)} cannot be {value}, only one of {choices}")

    def error(self, message: str) -> NoReturn:
        """Raise what is missing, which argparse finds last of all; or what else it has found, in its own words."""
        missing = [action for action in self._actions if action.required and action not in self._given]
        raise self._refusal(f"{', '.join(map(_name_of, missing))} is missing" if missing else message)

    def unexpected(self, word: str) -> NotUnderstood:
        """The error for a word that has no meaning here, with the nearest option there is."""
        from twohats.text.suggest import nearest

        near = nearest(word.split("=", maxsplit=1)[0], list(self._option_string_actions))
        kind = "unknown option" if word[:1] == "-" else "unexpected word"
        return self._refusal(f"{kind} {word}", f"did you mean {near}? " if near else "")

    def _refusal(self, message: str, lead: str = "") -> NotUnderstood:
        return NotUnderstood(message, f"{lead}{self.prog} --help says how it is used")


def means_all(action: argparse.Action) -> bool:
    """Whether an option that is given several times means all of its values."""
    return isinstance(action.default, list)


def _name_of(action: argparse.Action) -> str:
    """The name of an option or argument as shown to a person: `--most`, `PLACE`."""
    return action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest)


def add_shared(parser: argparse.ArgumentParser) -> None:
    """Give a parser the options that stand before or behind a command."""
    group = parser.add_argument_group("wherever you are")
    # Suppressed, so that an option left out behind the command does not undo one given before it.
    group.add_argument(
        "--journal", metavar="DIR", default=argparse.SUPPRESS,
        help="the journal to use (else $TWOHATS_JOURNAL, the nearest hat.toml above, the one in your config)",
    )  # fmt: skip
    group.add_argument(
        "--color", choices=COLOURS, default=argparse.SUPPRESS,
        help="colours: auto (on a terminal, without NO_COLOR), always or never",
    )  # fmt: skip
