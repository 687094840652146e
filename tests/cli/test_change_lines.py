"""`hat change`: what is shown first, who is asked, what is written, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

PAGES = {
    "2026-11-19": "- 09:10-09:35 brand post linkedin m2: one\n- 20m personal talk phone @anna\n",
    "2026-11-20": "- brand got reply linkedin @annar: thanks\n  @anna too\n",
    "2026-11-21": "- 25m brand post linkedin m4\n- 25m brand post fedi\n- nothing\n",
}


@pytest.fixture
def written(hat: Shell) -> Shell:
    for day, text in PAGES.items():
        hat.write(text, day)
    return hat


def pages(hat: Shell) -> dict[str, str]:
    return {day: hat.page(day) for day in PAGES}


def test_the_count_is_first_and_nothing_is_written_without_a_yes(written: Shell) -> None:
    ran = written("change", "all", "brand", "post", "to", "fedi")
    assert ran.out.split("\n") == [
        "2 lines on 2 days; 1 more is so already",
        "2026-11-19:1  09:10-09:35 brand post linkedin m2: one",
        "          to  09:10-09:35 brand post fedi m2: one",
        "2026-11-21:1  25m brand post linkedin m4",
        "          to  25m brand post fedi m4",
        "",
    ]
    assert (ran.code, ran.err) == (1, "hat: nothing was changed; --yes changes them\n")
    dry = written("change", "all", "brand", "post", "to", "fedi", "--dry-run")
    assert (dry.code, dry.out, dry.err) == (0, ran.out, "hat: nothing was changed\n")
    assert pages(written) == PAGES


def test_what_list_shows_is_what_is_changed_in_one_change(written: Shell) -> None:
    shown = written("list", "all", "linkedin", "--json")
    listed = [line["place"] for line in json.loads(shown.out)["lines"]] if shown.code == 0 else []
    ran = written("change", "all", "linkedin", "to", "email", "+x", "--yes", "--json")
    assert ran.code == 0
    changes = json.loads(ran.out)["changes"]
    assert [one["place"] for one in changes] == ["2026-11-19:1", "2026-11-20:1", "2026-11-21:1"]
    assert listed in ([], [one["place"] for one in changes])
    assert pages(written)["2026-11-20"] == "- brand got reply email @annar +x: thanks\n  @anna too\n"
    assert written("undo").out == "took back: change 3 lines on 3 days to email +x\n"
    assert pages(written) == PAGES


def test_a_person_at_a_terminal_is_asked(written: Shell) -> None:
    ask = "change 2 lines on 2 days? (y/N) "
    no = written.on_terminal("change", "all", "brand", "post", "to", "fedi", talk=[(ask, "n\n")])
    assert (no.code, pages(written)) == (1, PAGES)
    assert "nothing was changed" in no.out
    yes = written.on_terminal("change", "all", "brand", "post", "to", "fedi", talk=[(ask, "y\n")])
    assert yes.code == 0
    assert "changed 2 lines on 2 days" in yes.out
    assert "2026-11-19:1" in written("list", "2026-11-19").out
    assert pages(written)["2026-11-21"].startswith("- 25m brand post fedi m4\n")


def test_lines_move_and_are_known_by_their_new_places(written: Shell) -> None:
    assert written("change", "2026-11-19", "to", "yesterday", "--yes").code == 0
    assert written.page("2026-11-21") == (
        PAGES["2026-11-21"] + "- 09:10-09:35 brand post linkedin m2: one\n- 20m personal talk phone @anna\n"
    )
    assert written.page("2026-11-19") == ""
    assert written("remove", "2026-11-21:5").out == "removed 2026-11-21:5  20m personal talk phone @anna\n"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("to fedi", 2, "which lines should change?"),
        ("all brand post", 2, "what should the lines become?"),
        ("all brand post to", 2, "what should the lines become?"),
        ("all brnd to fedi", 2, "did you mean brand?"),
        ("all post to brnd", 2, "did you mean brand?"),
        ("all brand to m3 --yes", 2, "2026-11-20:1 cannot become that: got takes no rating"),
        ("all @annar to not @annar @anna --yes", 0, ""),
        ("all @anna to not @anna --yes", 2, "2026-11-20:1 cannot become that: its note names @anna"),
        ("2026-11-21 to brand --yes", 2, "2026-11-21:3 cannot become that: it says nothing"),
        ("all mastodon to fedi", 2, "mastodon is not understood"),
        ("all @nobody to fedi", 1, "no line: with @nobody"),
        ("all brand post to fedi --yes --dry-run", 2, "does not go together"),
        ("all brand post to 2026-11-30", 2, "2026-11-30 is still to come"),
        ("all brand post to fedi: note", 2, "a note is changed in its line, not in many"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_before_anything_is_written(
    written: Shell, words: str, code: int, says: str
) -> None:
    ran = written("change", *words.split(" "))
    assert (ran.code, says in ran.err) == (code, True), ran.err
    assert code == 0 or pages(written) == PAGES


@pytest.mark.parametrize(
    "words",
    [
        "2026-11-19",
        "brand",
        "all linkedin",
        "post or @anna",
        "not brand since thu",
        "personal talk m-",
        "got: thanks",
    ],
)
def test_what_list_shows_with_the_same_words_is_what_changes(written: Shell, words: str) -> None:
    listed = json.loads(written("list", *words.split(), "--json").out)["lines"]
    told = json.loads(written("change", *words.split(), "to", "+new", "--dry-run", "--json").out)
    assert [one["place"] for one in told["changes"]] == [line["place"] for line in listed]
    assert listed


def test_what_is_so_already_is_fine_and_changes_nothing(written: Shell) -> None:
    ran = written("change", "all", "fedi", "to", "fedi")
    assert (ran.code, ran.out, ran.err) == (0, "nothing to change: 1 is so already\n", "")
    assert written("undo").code == 1


def test_another_name_of_a_person_is_the_same_person(written: Shell) -> None:
    (written.journal / "people.toml").write_text('[anna]\naliases = ["annar"]\n')
    ran = written("change", "all", "@anna", "to", "@annar", "+x", "--yes", "--json")
    assert [one["after"] for one in json.loads(ran.out)["changes"]] == [
        "20m personal talk phone @anna +x",
        "brand got reply linkedin @annar +x: thanks",
    ]


def test_text_of_the_journal_commands_no_terminal(written: Shell) -> None:
    written.write("- 25m brand post linkedin: \x1b[31mred\u202e\n", "2026-11-19")
    ran = written("change", "all", "post", "linkedin", "to", "fedi", "--yes")
    assert "\x1b" not in ran.out
    assert written.page("2026-11-19") == "- 25m brand post fedi: \x1b[31mred\u202e\n"


def test_a_change_of_very_many_pages_shows_how_far_it_is_and_leaves_nothing_of_that(hat: Shell) -> None:
    for at in range(210):
        hat.write("- 25m brand post linkedin\n", f"2025-{1 + at // 28:02d}-{1 + at % 28:02d}")
    ran = hat.on_terminal("change", "all", "post", "to", "fedi", "--yes")
    assert ran.code == 0
    assert f"\r150 of 210 files\r200 of 210 files\r{' ' * 16}\rchanged 210 lines on 210 days" in ran.out
    assert "files" not in hat("undo").err
