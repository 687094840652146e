"""`hat rename`: what is shown first, who is asked, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

PAGES = {
    "2026-11-19": "- 09:10-09:35 brand post linkedin m2: one\n- 20m personal talk phone @anna\n",
    "2026-11-20": "- brand got reply linkedin @annar: thanks\n  @annar too\n",
}


@pytest.fixture
def written(hat: Shell) -> Shell:
    for day, text in PAGES.items():
        hat.write(text, day)
    (hat.journal / "people.toml").write_text('[annar]\nmet = "linkedin"\n')
    return hat


def test_what_would_change_is_shown_and_nothing_is_written_without_a_yes(written: Shell) -> None:
    ran = written("rename", "@annar", "@ann")
    assert ran.out.split("\n") == [
        "@annar to @ann: 1 line on 1 day, people.toml, hat.toml",
        "2026-11-20:1  brand got reply linkedin @annar: thanks",
        "          to  brand got reply linkedin @ann: thanks",
        "              @annar too",
        "          to  @ann too",
        "people.toml",
        "    [annar]",
        "to  [ann]",
        "hat.toml",
        "to  [renamed]",
        'to  "@annar" = "@ann"',
        "",
    ]
    assert (ran.code, ran.err) == (1, "hat: nothing was changed; --yes renames\n")
    assert written("rename", "@annar", "@ann", "--dry-run").code == 0
    assert {day: written.page(day) for day in PAGES} == PAGES


def test_it_is_one_change_that_undo_takes_back(written: Shell) -> None:
    ran = written("rename", "@annar", "@ann", "--yes")
    assert (ran.code, ran.err) == (0, "hat: hat undo takes it back\n")
    assert ran.out.endswith("renamed @annar to @ann: 1 line on 1 day, people.toml, hat.toml\n")
    assert "@annar" not in written.page("2026-11-20")
    assert written("list", "@annar", "2026-11-20").out.startswith(
        "2026-11-20:1  brand got reply linkedin @ann"
    )
    again = written("rename", "@annar", "@ann")
    assert (again.code, again.out) == (0, "nothing to rename: @annar is called @ann already\n")
    assert written("undo").out == "took back: rename @annar to @ann: 1 line on 1 day, people.toml, hat.toml\n"
    assert {day: written.page(day) for day in PAGES} == PAGES
    assert (written.journal / "hat.toml").read_text() == "format = 1\n"


def test_where_the_new_name_is_there_already_that_is_said_and_asked(written: Shell) -> None:
    says = "@anna is there already, on 1 line: both become one, which only undo takes apart"
    no = written.on_terminal("rename", "@annar", "@anna", talk=[("make one of both? (y/N) ", "\n")])
    assert (no.code, says in no.out) == (1, True)
    assert {day: written.page(day) for day in PAGES} == PAGES
    yes = written.on_terminal("rename", "@annar", "@anna", talk=[("make one of both? (y/N) ", "y\n")])
    assert yes.code == 0
    assert json.loads(written("rename", "@annar", "@anna", "--json").out)["changes"] == []


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("", 2, "a name and what it is called from now on"),
        ("linkedin li", 2, "hat rename channel linkedin li, if it is a channel"),
        ("channel linkedin x2", 2, "x2 is not a name"),
        ("@annr @x", 1, "did you mean @anna?"),
        ("channel linkdin x", 1, "did you mean linkedin?"),
        ("@anna @annar --yes --dry-run", 2, "does not go together"),
    ],
)
def test_what_is_refused(written: Shell, words: str, code: int, says: str) -> None:
    ran = written("rename", *words.split())
    assert (ran.code, says in ran.err) == (code, True), ran.err


def test_names_of_a_new_line_complete_to_the_new_name(written: Shell) -> None:
    written("add", "5m", "b", "talk", "@annar")
    assert "@annar" in written("_complete", "add", "5m", "b", "talk", "@").out
    written("rename", "@annar", "@ann", "--yes")
    known = written("_complete", "add", "5m", "b", "talk", "@").out.split()
    assert "@ann" in known
    assert "@annar" not in known
