"""An option that is given twice means both, or is refused: the last never wins without a word."""

from __future__ import annotations

import argparse

import pytest

from twohats.cli.commands import all_parsers, read_command
from twohats.cli.parser import means_all
from twohats.errors import NotUnderstood

WITH_VALUE = [
    (name, action)
    for name, parser in all_parsers().items()
    for action in parser._actions
    if action.option_strings and action.nargs != 0 and not isinstance(action, argparse._HelpAction)
]
VALUES = {
    "--color": ("always", "never"),
    "--most": ("1", "2"),
    "--minutes": ("1", "2"),
    "--port": ("1", "2"),
    "--take-back": ("1", "2"),
}
MANY = {"--hat", "--verb", "--channel", "--person", "--tag", "--answer", "--rule", "--same"}
ONE = {("import", "--hat")}
"""Of these the options that have one value in a command: an import is of one hat unless rules say more."""


def _first_words(name: str) -> list[str]:
    return {"remove": ["3"], "completions": ["bash"], "export": ["csv"]}.get(name, [])


@pytest.mark.parametrize(
    ("name", "action"), WITH_VALUE, ids=[f"{name} {each.option_strings[-1]}" for name, each in WITH_VALUE]
)
def test_an_option_given_twice_means_both_or_is_refused(name: str, action: argparse.Action) -> None:
    option = action.option_strings[-1]
    one, two = VALUES.get(option, ("one", "two"))
    twice = [name, option, one, option, two, *_first_words(name)]
    if option in MANY and (name, option) not in ONE:
        assert means_all(action)
        assert getattr(read_command(twice), action.dest) == [one, two]
        return
    with pytest.raises(NotUnderstood, match=f"{option} has one value, and there are two"):
        read_command(twice)
    with pytest.raises(NotUnderstood):
        read_command([name, f"{option}={one}", f"{action.option_strings[0]}={two}", *_first_words(name)])
    read_command([name, option, one, option, one, *_first_words(name)])


@pytest.mark.parametrize("option", ["--journal", "--color"])
@pytest.mark.parametrize("name", [*all_parsers()])
def test_one_before_the_command_and_one_behind_it(name: str, option: str) -> None:
    one, two = VALUES.get(option, ("one", "two"))
    with pytest.raises(NotUnderstood, match="has one value"):
        read_command([option, one, name, option, two, *_first_words(name)])
    read_command([option, one, name, option, one, *_first_words(name)])


@pytest.mark.parametrize(
    "words", [["--journal", "a", "--journal", "b"], ["--color=always", "--color", "never"]]
)
def test_without_a_command(words: list[str]) -> None:
    with pytest.raises(NotUnderstood, match="has one value"):
        read_command(words)
