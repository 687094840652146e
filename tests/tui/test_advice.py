"""What the app advises where the shell names a command."""

from __future__ import annotations

import pytest

from twohats.format.model import Item, Problem
from twohats.sync.outcome import Stopped
from twohats.tui.advice import card_here, in_the_app, sync_advice, view_here
from twohats.views.blocks import Advice, Block, Cell, Column, Door, Fact, Facts, Record, Table, View
from twohats.views.cards import problem_card, why_card
from twohats.views.lines import Line


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


def shown(*blocks: Block) -> tuple[Block, ...]:
    """The blocks as the app shows them."""
    return view_here(View("v", "V", "hat add 25m", "hat why", blocks), key_of).blocks


def fact_shown(fact: Fact) -> Fact:
    (facts,) = shown(Facts("", (fact,)))
    assert isinstance(facts, Facts)
    return facts.facts[0]


def test_a_view_names_keys_for_commands() -> None:
    left_out = Fact("", "1 line left out", door=Door(("2026-11-22:3",)), advice=Advice("check"))
    assert fact_shown(left_out) == left_out._replace(text="1 line left out: <entry.open> opens", advice=None)


def test_what_a_line_says_is_left_as_it_was_written() -> None:
    row = Record((Cell("wrote hat add 25m on the board: hat check"),), "hat why ", Door(subject="hat add "))
    table = Table("The chain", (Column(),), (row,), notes=("hat add 25m",), empty="hat trials plan x")
    assert shown(table) == (table,)


def test_what_a_fact_quotes_is_left_as_it_was_written() -> None:
    said = Fact("because", "I read hat add 25m: hat check says why, hat trials plan x, hat why y: hat edit")
    assert fact_shown(said) == said


def test_what_a_fact_advises_is_said_in_a_shell_and_by_a_key() -> None:
    plan = Fact("Letter", "would show it", advice=Advice("trials plan", "brand letter"))
    assert plan.says == "would show it: hat trials plan brand letter"
    assert fact_shown(plan).says == "would show it: <trial.plan> brand letter"
    none = Fact("", "None yet", advice=Advice("trials plan", "brand letter", "says what"))
    assert fact_shown(none).says == "None yet: <trial.plan> brand letter says what"
    check = Fact("", "not understood", advice=Advice("check", what="says why"))
    assert check.says == "not understood: hat check says why"
    assert fact_shown(check).says == "not understood: hat check, in a shell, says why"


def test_what_a_card_advises_is_a_key_in_the_app() -> None:
    why = why_card("1", ["hat why?"])
    assert why.reason.endswith("; hat why has the reasons")
    assert card_here(why, key_of).reason.endswith(
        "in the last two reviews of four weeks; the view Why has the reasons"
    )
    assert card_here(why, key_of).says == ("hat why?",)
    text = "wrote: hat edit " + "x" * 30_000
    item = Item(1, 1, 1, Problem("x", "hat edit", text=text))
    too_long = problem_card("2", Line("2026-11-22", item, text), "hat edit is no verb", "did you mean got?")
    assert (
        too_long.reason
        == "hat edit is no verb; it is too long to be typed here; hat edit puts a shorter one there"
    )
    assert card_here(too_long, key_of).reason == (
        "hat edit is no verb; it is too long to be typed here; <editor.open> opens the page in your editor"
    )


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
