"""What the app advises where the shell names a command."""

from __future__ import annotations

import pytest

from twohats.sync.outcome import Stopped
from twohats.tui.advice import in_the_app, said_here, sync_advice
from twohats.views.blocks import Advice, Cell, Column, Door, Fact, Facts, Record, Table


def key_of(action: str) -> str:
    return f"<{action}>"


def test_a_command_of_the_shell_is_a_key_in_the_app() -> None:
    assert in_the_app("hat start brand post", "start", key_of) == "<timer.start> starts one"
    assert in_the_app("hat add saves one with its minutes", "add", key_of) == ""


def test_what_only_the_shell_can_do_is_told_as_such() -> None:
    assert in_the_app("hat inbox takes it in", "inbox", key_of) == "in a shell: hat inbox takes it in"


def test_a_hint_without_a_command_stays_whatever_its_letters() -> None:
    hint = "remove the marker, and keep of the lines around it what is right"
    assert in_the_app(hint, "", key_of) == hint


def test_a_view_names_keys_for_commands() -> None:
    door = Door(("2026-11-22:3",))
    block = Facts("Not read", (Fact("", "1 line left out", door=door, advice=Advice("check")),))
    assert said_here(block, key_of).facts[0].text == "1 line left out: <entry.open> opens"
    assert said_here(block, key_of).facts[0].door == block.facts[0].door
    assert said_here("what hats do", key_of) == "what hats do"


def test_what_a_line_says_is_left_as_it_was_written() -> None:
    row = Record((Cell("wrote hat add 25m on the board: hat check"),), "hat why ", Door(subject="hat add "))
    table = Table("The chain", (Column(),), (row,), notes=("hat add begins one",))
    shown = said_here(table, key_of)
    assert shown.records == (row,)
    assert shown.notes == ("<entry.add> begins one",)


def test_what_a_fact_quotes_is_left_as_it_was_written() -> None:
    said = Fact("because", "I read hat add 25m: hat check says why, hat trials plan x, hat why y: hat edit")
    assert said_here(said, key_of) == said


def test_what_a_fact_advises_is_said_in_a_shell_and_by_a_key() -> None:
    plan = Fact("Letter", "would show it", advice=Advice("trials plan", "brand letter"))
    assert plan.says == "would show it: hat trials plan brand letter"
    assert said_here(plan, key_of).says == "would show it: <trial.plan> brand letter"
    check = Fact("", "not understood", advice=Advice("check", what="says why"))
    assert check.says == "not understood: hat check says why"
    assert said_here(check, key_of).says == "not understood: hat check, in a shell, says why"


@pytest.mark.parametrize(
    ("outcome", "details", "shell", "app"),
    [
        ("offline", {"remote": "r"}, "what is new is kept here; hat sync again later", "what is new is kept here; press S again later"),
        ("in-the-way", {"path": "p", "remote": "r"}, "move it away, then hat sync", "move it away, then press S"),
        ("no-git", {}, "install git, then hat sync", "install git, then press S"),
        (
            "mass-delete",
            {"what": "", "unasked": "", "back": "nothing has changed"},
            "if that is meant: hat sync --yes; nothing has changed",
            "in a shell, in /j: if that is meant: hat sync --yes; nothing has changed",
        ),
        (
            "mirror",
            {"remote": "r"},
            "git config --unset remote.r.mirror, then hat sync",
            "in a shell, in /j: git config --unset remote.r.mirror, then press S",
        ),
        ("unsafe", {"remote": "r", "reason": ""}, "whoever put it there must take it out again", "whoever put it there must take it out again"),
        # What git or a person has named is left as it is.
        ("sign", {"reason": "run hat sync {sync} with git rm"}, "run hat sync {sync} with git rm", "run hat sync {sync} with git rm"),
    ],
)  # fmt: skip
def test_what_a_sync_advises_is_a_key_or_says_where(
    outcome: str, details: dict[str, str], shell: str, app: str
) -> None:
    stop = Stopped(outcome, **details)
    assert stop.hint == stop.advice.says() == shell
    assert sync_advice(stop.advice, "/j", "S") == app
