"""Numbers of things in words: everything that is left out of an import, said of one and of several."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from twohats.views.counted import counted

INTERCHANGE = Path(__file__).parents[2] / "src/twohats/interchange"


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("adverts", "advert"),
        ("real conversations that they began", "real conversation that they began"),
        ("people you wrote to first, no answer", "person you wrote to first, no answer"),
        ("likes, which have no time", "like, which has no time"),
        ("connections who are not named", "connection who is not named"),
        ("letters that are in another folder too", "letter that is in another folder too"),
        ("messages that were withdrawn", "message that was withdrawn"),
        ("messages of people who have left a group", "message of people who have left a group"),
        ("entries that still run", "entry that still runs"),
        ("other activities", "other activity"),
        ("joins and leaves", "join or leave"),
        ("measured spans of over 12 hours", "measured span of over 12 hours"),
        ("lines that you have written yourself", "line that you have written yourself"),
        ("Überstunden", "Überstunden"),
    ],
)
def test_of_one_the_noun_and_its_verb_are_singular(many: str, one: str) -> None:
    assert counted(2, many) == counted(0, many) == many
    assert counted(1, many) == one


def said_of_many() -> list[str]:
    """The texts of all `LeftOut(…)` and `leave_out(…)` of readers and interpreting, as far as they are written out."""
    found = []
    for path in sorted(INTERCHANGE.rglob("*.py")):
        if "writers" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if called in ("LeftOut", "leave_out", "_leave_out"):
                    found += [
                        each.value
                        for each in ast.walk(node.args[0])
                        if isinstance(each, ast.Constant)
                        and isinstance(each.value, str)
                        and " " in each.value
                    ]
    return found


@pytest.mark.parametrize("many", said_of_many())
def test_whatever_is_left_out_has_a_singular(many: str) -> None:
    assert counted(1, many) != many or many.startswith(" ")
