"""Every view says how many lines and files are in none of its numbers (docs/format.md, section 8)."""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from twohats.cli.commands import COMMANDS

if TYPE_CHECKING:
    from tests.cli.shell import Shell

SAID = "1 line and 1 file left out of every number here"
PAUSE = 'hat = "brand"\nchannel = "linkedin"\nactivity = "post"\nfrom = 2026-11-23\nto = 2026-12-06\n'
MORE = {
    "channels": (("linkedin",), ("2 weeks", "--personal")),
    "people": (("anna",),),
    "trials": (("pause",), ("plan", "brand", "letter", "post", "2", "weeks")),
    "report": (("year",),),
    "sum": (("all", "by", "channel"), ("this", "week", "by", "person", "weekday"), ("all", "--gap")),
    "week": (("this",),),
}
"""What else each command of a view shows beside what it does without words."""


def _views() -> list[str]:
    """The commands that show a view: those with `--plain`."""
    found = []
    for name, command in COMMANDS.items():
        parser = argparse.ArgumentParser()
        parser.add_argument("--journal")
        subparsers = parser.add_subparsers()
        import_module(f"twohats.cli.{command.module}").register(subparsers)
        if "--plain" in subparsers.choices[name].format_help():
            found.append(name)
    return found


VIEWS = _views()
ALWAYS = {"story": ("@anna",), "sum": ("all",)}
"""The words of the commands that show nothing without any."""
SHOWN = [(name, *words) for name in VIEWS for words in (ALWAYS.get(name, ()), *MORE.get(name, ()))]


@pytest.fixture
def journal(hat: Shell) -> Shell:
    """A journal with a line that is not understood and a page that cannot be read, both in the week of the test."""
    days = hat.journal / "days" / "2026"
    days.mkdir(parents=True)
    (days / "2026-11-18.md").write_text(
        "- 30m brand post linkedin m3 why:money\n- 20m brand talk phone @anna\n- 25x brand post linkedin\n"
    )
    (days / "2026-11-19.md").mkdir()
    (hat.journal / "trials").mkdir()
    (hat.journal / "trials" / "pause.toml").write_text(PAUSE)
    return hat


def test_the_commands_with_a_view_are_found() -> None:
    assert {"week", "trend", "channels", "people", "why", "trials", "report", "review"} <= set(VIEWS)


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_sentences_and_page_say_what_is_left_out(journal: Shell, words: tuple[str, ...]) -> None:
    plain = journal(*words, "--plain")
    assert plain.code == 0, plain.err
    assert f"Not read: {SAID}: hat check.\n" in plain.out
    if words[0] != "review":
        assert SAID in journal(*words, "--html", "-", "--share").out


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_json_has_the_count_at_one_place(journal: Shell, words: tuple[str, ...]) -> None:
    if words[0] != "report":
        assert json.loads(journal(*words, "--json").out)["cover"]["problems"] == 2


@pytest.mark.parametrize("words", [words for words in SHOWN if words[0] != "review"], ids=" ".join)
def test_rows_on_a_terminal_say_it(journal: Shell, words: tuple[str, ...]) -> None:
    talk = (("(y/N)", "y\r"),) if "plan" in words else ()
    assert SAID in journal.on_terminal(*words, "--color", "never", talk=talk).out


def test_a_view_without_a_line_says_it_as_well(journal: Shell) -> None:
    (journal.journal / "days" / "2026" / "2026-11-18.md").write_text("- 25x brand post linkedin\n")
    for name in VIEWS:
        if name not in ALWAYS:
            assert SAID in journal(name, "--plain").out, name


def test_a_folder_that_cannot_be_listed_counts_where_its_days_do(journal: Shell) -> None:
    days = journal.journal / "days"
    (days / "2026").rename(journal.journal / "moved")
    (days / "2026").write_text("")
    (days / "2024").write_text("")
    (days / "2025").mkdir()
    (days / "2025" / "2025-01-08.md").write_text("- 5m brand post letter\n")
    for words in ("week", "trend", "channels", "why"):
        assert "Not read: 1 file left out" in journal(words, "--plain").out, words
    for words in ("trend all", "channels all", "why all", "people", "trials"):
        assert "Not read: 2 files left out" in journal(*words.split(), "--plain").out, words
