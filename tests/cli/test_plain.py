"""The plain forms of command lines, read without the argument parser: to the same as the parser reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twohats.cli.commands import COMMANDS, read_command
from twohats.cli.plain import FORMS, read_plain
from twohats.errors import NotUnderstood

if TYPE_CHECKING:
    from tests.cli.shell import Shell

WORDS = st.one_of(
    st.sampled_from(
        [
            *sorted({f"--{flag}" for form in FORMS.values() for flag in form.flags}),
            "--", "-", "-h", "--help", "--version", "--color", "always", "--journal", "--most", "-n", "--minutes", "-1",
            "0", "3", "007", "٣", "²", "9" * 12, "brand", "post", "@anna", "+launch", "m2:", "last", "status", "x y", "",
        ]
    ),
    st.text(max_size=4),
)  # fmt: skip
LINES = st.builds(
    lambda command, words: [command, *words], st.sampled_from(sorted(FORMS)), st.lists(WORDS, max_size=4)
)


@given(words=LINES)
@example(words=["undo", "3", "--skip"])
@example(words=["undo", "--skip", "3"])
@example(words=["start", "brand", "--keep"])
@example(words=["week", "--json", "--plain"])
@example(words=["day", "--json", "yesterday"])
def test_what_is_plain_is_read_as_the_parser_reads_it(words: list[str]) -> None:
    plain = read_plain(list(words))
    if plain is not None:
        assert vars(plain) == vars(read_command(list(words)))


@pytest.mark.parametrize("words", [[], ["--version"]])
def test_so_are_command_lines_without_a_command(words: list[str]) -> None:
    plain = read_plain(words)
    assert plain is not None
    assert vars(plain) == vars(read_command(words))


@pytest.mark.parametrize(
    "line",
    [
        "status", "status --json", "list", "list --json", "list brand post", "list brand --json", "undo", "undo 3",
        "undo --skip", "undo 3 --skip", "redo", "redo 2", "start b post", "stop", "stop m4: good", "switch b read",
        "cancel", "day", "day yesterday --json", "week", "week last --plain", "find @anna book",
        "sum all brand by channel", "sum all by person --csv",
    ],
)  # fmt: skip
def test_these_are_plain(line: str) -> None:
    assert read_plain(line.split()) is not None


@pytest.mark.parametrize(
    "line", ["--help", "status --help", "list -h", "undo x", "undo 1 2", "status now", "nothing"]
)
def test_what_asks_for_help_or_is_wrong_is_left_to_the_parser(line: str) -> None:
    assert read_plain(line.split()) is None


def test_each_form_is_of_a_command_and_runs_what_the_parser_runs() -> None:
    assert {name: form.module for name, form in FORMS.items()} == {
        name: COMMANDS[name].module for name in FORMS
    }


@pytest.mark.parametrize(
    "line", ["status now", "undo 3 4", "undo three", "list --jsn", "day --most 3", "cancel it"]
)
def test_errors_are_the_parsers(hat: Shell, line: str) -> None:
    with pytest.raises(NotUnderstood) as parsed:
        read_command(line.split())
    done = hat(*line.split())
    assert (done.code, done.out) == (2, "")
    assert parsed.value.message in done.err
