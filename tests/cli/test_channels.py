"""`hat channels` and `hat why`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

PAGE = (
    "- 40m brand post linkedin m2 why:money aim:leads\n- 20m brand read mastodon\n- 30m personal post bo-cafe why:bo\n"
    "- 25m brand talk phone @bo\n"
)


@pytest.fixture
def logged(hat: Shell) -> Shell:
    hat.write(PAGE)
    return hat


def test_the_answer_comes_first(logged: Shell) -> None:
    first, _, answer, *_ = logged("channels", "--plain").out.split("\n")
    assert first == "Channels, brand hat, 12 weeks to 22 November 2026."
    assert answer == "40m of 1h25 went to linkedin."


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["linkedin"], "linkedin, brand hat, 12 weeks to 22 November 2026."),
        (["LinkedIn", "last", "4", "weeks"], "linkedin, brand hat, 4 weeks to 22 November 2026."),
        (["2026"], "Channels, brand hat, 47 weeks to 22 November 2026."),
        (["year"], "Channels, brand hat, 52 weeks to 22 November 2026."),
        (["26", "weeks"], "Channels, brand hat, 26 weeks to 22 November 2026."),
        (["linkedin", "26", "weeks"], "linkedin, brand hat, 26 weeks to 22 November 2026."),
        (["all"], "Channels, brand hat, 1 week to 22 November 2026."),
        (["--personal"], "Channels, personal hat, 12 weeks to 22 November 2026."),
        (["oct"], "Channels, brand hat, 5 weeks to 1 November 2026."),
    ],
)
def test_a_channel_and_a_period_can_be_named(logged: Shell, words: list[str], first: str) -> None:
    assert logged("channels", "--plain", *words).out.split("\n")[0] == first


@pytest.mark.parametrize("words", [["year"], ["26", "weeks"], ["last", "26", "weeks"], ["all"]])
@pytest.mark.parametrize("now", ["2026-11-22T10:30", "2026-11-23T10:30"])
def test_a_period_means_the_same_everywhere(logged: Shell, words: list[str], now: str) -> None:
    def dates(command: str) -> str:
        first = logged(command, *words, "--plain", env={"TWOHATS_NOW": now}).out.split("\n")[0]
        return first.rpartition(", ")[2]

    assert {dates(command) for command in ("channels", "why", "report")} == {dates("trend")}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["linkedn"], 1, "did you mean linkedin?"),
        (["xyzzy"], 1, "xyzzy is neither a channel of this journal nor a period"),
        (["linkedin", "xyzzy"], 2, "xyzzy is not a period"),
        (["2027"], 2, "2027 is still to come"),
        (["--json", "--plain"], 2, ""),
    ],
)
def test_what_is_no_channel_is_said(logged: Shell, words: list[str], code: int, says: str) -> None:
    done = logged("channels", *words)
    assert done.code == code
    assert says in done.err


def test_every_form(logged: Shell) -> None:
    assert json.loads(logged("channels", "--json").out)["channels"][0]["channel"] == "linkedin"
    assert json.loads(logged("channels", "linkedin", "--json").out)["figures"]["minutes"] == 40
    for command in ("channels", "why"):
        page = logged(command, "--html", "-").out
        assert page.startswith("<!DOCTYPE html>") or page.lower().startswith("<!doctype html>")
    assert json.loads(logged("why", "--json").out)["all"]["reasons"] == {"money": 40, "bo": 30}
    assert "30m" in logged("why", "2026", "--plain").out


def test_what_is_handed_on_names_nobody(logged: Shell) -> None:
    for words in (["channels"], ["channels", "--personal"], ["why"]):
        for form in ("--plain", "--json"):
            out = logged(*words, form, "--share").out
            assert not re.search(r"\bbo\b|cafe", out)
            assert '"leads"' not in out
    assert "another reason" in logged("why", "--plain", "--share").out
    assert "a channel" in logged("channels", "--personal", "--plain", "--share").out


def test_an_empty_journal_says_what_will_appear(hat: Shell) -> None:
    assert "they appear here with their channel" in hat("channels", "--plain").out
    assert hat("why").code == 0
