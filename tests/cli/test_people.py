"""`hat people`: everyone, one person, what is done about somebody, and two names of one person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Ran, Shell

PAGES = {
    "2026-01-05": "- 20m personal talk phone @dina\n- nothing\n",
    "2026-11-02": "- 1h brand do speak fair @imke met:fair: her card is in the coat\n- 20m brand talk phone @bo\n",
    "2026-11-12": "- brand got reply linkedin @rafe: asks\n- personal got conversation mastodon @annar\n",
    "2026-11-20": "- 20m personal talk phone @anna\n",
}
PEOPLE = '# mine\n[anna]\nname = "Anna Reiss"   # since school\n\n[bo]\nname = "Bo"\n'


@pytest.fixture
def written(hat: Shell) -> Shell:
    """A journal with some people in it."""
    for day, text in PAGES.items():
        folder = hat.journal / "days" / day[:4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{day}.md").write_text(f"# {day}\n\n{text}")
    (hat.journal / "people.toml").write_text(PEOPLE)
    return hat


def review(hat: Shell) -> str:
    path = hat.journal / "weeks" / "2026" / "2026-W47.md"
    return path.read_text() if path.exists() else ""


def waiting(hat: Shell) -> list[str]:
    return [each["person"] for each in json.loads(hat("people", "--json").out)["waiting"]]


def test_everyone_is_shown_as_rows_and_in_sentences(written: Shell) -> None:
    ran = written("people", "--plain")
    assert ran.code == 0
    assert "Waiting: imke, met 2 Nov (20 days ago), fair, her card is in the coat." in ran.out
    assert "Not spoken to for long: dina, 1 talk, the last on 5 Jan." in ran.out
    assert "Waiting" in written.on_terminal("people").out


@pytest.mark.parametrize("who", ["anna", "@anna", "@Anna", "Anna Reiss", "anna reiss", "ANNA  REISS"])
def test_a_person_is_found_by_any_of_their_names(written: Shell, who: str) -> None:
    assert json.loads(written("people", *who.split(" "), "--json").out)["person"] == "anna"


@pytest.mark.parametrize(
    ("who", "hint"),
    [("ana", "did you mean @anna?"), ("Anna Reis", "did you mean @anna?"), ("imk", "did you mean @imke?"),
     ("xyzzy", "hat people lists"), ("", "hat people lists")],
)  # fmt: skip
def test_a_name_that_nobody_has_is_said_with_the_nearest(written: Shell, who: str, hint: str) -> None:
    for words in (("people", who), ("people", "done", who), ("people", "let-go", who)):
        ran = written(*words)
        assert ran.code == 1, words
        assert hint in ran.err
    assert waiting(written) == ["imke", "rafe"]


def test_a_name_of_the_lines_goes_before_what_another_is_called(written: Shell) -> None:
    (written.journal / "people.toml").write_text('[imke]\nname = "Rafe"\n[anna]\nname = "Imke"\n')
    for who, person in (("rafe", "rafe"), ("Imke", "imke"), ("@rafe", "rafe")):
        assert json.loads(written("people", who, "--json").out)["person"] == person
    assert written("people", "write", "@rafe").out == "hat add brand gave note linkedin @rafe\n"


def test_somebody_only_in_people_toml_has_no_page_yet(written: Shell) -> None:
    (written.journal / "people.toml").write_text('[carl]\nname = "Carl"\n')
    ran = written("people", "carl")
    assert (ran.code, "no line names @carl yet" in ran.err) == (1, True)


def undone(hat: Shell) -> Ran:
    ran = hat("undo")
    assert ran.code == 0
    return ran


def test_done_writes_a_note_of_today_with_the_hat_and_channel_of_the_last_contact(written: Shell) -> None:
    ran = written("people", "done", "@imke")
    assert (ran.code, ran.out) == (0, "2026-11-22:1  brand gave note fair @imke\n")
    assert waiting(written) == ["rafe"]
    assert written("edit", "2026-11-22:1", "brand gave note fair @imke: wrote about the map").code == 0
    undone(written)
    assert "add 2026-11-22 brand gave note fair @imke" in undone(written).out
    assert waiting(written) == ["imke", "rafe"]
    assert written("people", "write", "imke").out == "hat add brand gave note fair @imke\n"
    for who in ("anna", "@Anna", "Anna Reiss"):
        assert written("people", "write", who).out == "hat add personal gave note phone @anna\n"


def test_later_is_a_line_in_the_review_of_the_week(written: Shell) -> None:
    assert written("people", "later", "rafe").out == "@rafe is not named before 2026-12-06\n"
    assert review(written) == "# 2026-W47\n\n- later: @rafe until 2026-12-06\n"
    assert waiting(written) == ["imke"]
    assert written("people", "later", "@imke", "fri").out == "@imke is not named before 2026-11-27\n"
    assert written("people", "later", "@imke", "6", "dec").out == "@imke is not named before 2026-12-06\n"
    assert written.env["TWOHATS_NOW"]
    assert json.loads(written("people", "imke", "--json").out)["later"] == "2026-12-06"
    for _ in range(3):
        undone(written)
    assert (review(written), waiting(written)) == ("", ["imke", "rafe"])


def test_a_review_that_is_there_keeps_every_byte(written: Shell) -> None:
    path = written.journal / "weeks" / "2026" / "2026-W47.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"# W47\r\n\r\nprose with \x80 in it\r\n")
    assert written("people", "let-go", "rafe").code == 0
    assert path.read_bytes() == b"# W47\r\n\r\nprose with \x80 in it\r\n\r\n- let go: @rafe on 2026-11-22\r\n"
    undone(written)
    assert path.read_bytes() == b"# W47\r\n\r\nprose with \x80 in it\r\n"


def test_who_was_let_go_is_named_again_when_they_turn_up(written: Shell) -> None:
    ran = written("people", "let-go", "@rafe")
    assert ran.out == "@rafe is let go, and named again if they turn up by themselves\n"
    assert waiting(written) == ["imke"]
    assert json.loads(written("people", "rafe", "--json").out)["let_go"] == "2026-11-22"
    written.env["TWOHATS_NOW"] = "2026-11-24T09:00"
    assert written("add", "brand", "got", "lead", "@rafe").code == 0
    assert json.loads(written("people", "rafe", "--json").out)["let_go"] is None


@pytest.mark.parametrize(
    "words",
    [("later", "rafe", "yesterday"), ("later", "rafe", "soon"), ("later", "rafe", "2026-11-22"), ("later",), ("done",),
     ("let-go", "rafe", "imke"), ("join", "@annar"), ("join", "a", "b", "c"), ("part",), ("done", "rafe", "--json"),
     ("join", "@anna", "@Anna"), ("join", "9", "anna"), ("join", "an na", "anna")],
)  # fmt: skip
def test_what_is_not_understood_changes_nothing(written: Shell, words: tuple[str, ...]) -> None:
    ran = written("people", *words)
    assert (ran.code, ran.out, review(written)) == (2, "", "")
    assert (written.journal / "people.toml").read_text() == PEOPLE
    assert written("undo").code == 1


# Two names of one person


def test_joined_two_names_are_one_person_until_they_are_parted_or_it_is_undone(written: Shell) -> None:
    ran = written("people", "join", "@annar", "@anna")
    assert (ran.code, ran.out) == (0, "lines with @annar count as @anna's from now on\n")
    assert (written.journal / "people.toml").read_text() == PEOPLE.replace(
        "# since school\n", '# since school\naliases = ["annar"]\n'
    )
    said = json.loads(written("people", "annar", "--json").out)
    assert (said["person"], said["conversations"]) == ("anna", 2)
    assert "Also: @annar." in written("people", "anna", "--plain").out
    undone(written)
    assert (written.journal / "people.toml").read_text() == PEOPLE
    assert written("redo").code == 0
    assert written("people", "part", "annar").out == "@annar is somebody of their own again, and not @anna\n"
    assert (written.journal / "people.toml").read_text() == PEOPLE
    undone(written)
    assert 'aliases = ["annar"]' in (written.journal / "people.toml").read_text()


def test_without_a_people_toml_there_is_one_afterwards(written: Shell) -> None:
    (written.journal / "people.toml").unlink()
    assert written("people", "join", "annar", "anna").code == 0
    assert (written.journal / "people.toml").read_text() == '[anna]\naliases = ["annar"]\n'
    undone(written)
    assert not (written.journal / "people.toml").exists()


@pytest.mark.parametrize(
    ("first", "words", "code", "says"),
    [
        ((), ("@nobody", "@anna"), 1, "nobody here is called nobody"),
        ((), ("@annar", "@ana"), 1, "did you mean @anna?"),
        (("@annar", "@anna"), ("@annar", "@anna"), 2, "@annar is a name of @anna already"),
        (("@annar", "@anna"), ("@anna", "@annar"), 2, "@annar is a name of @anna already"),
        (("@annar", "@anna"), ("@annar", "@bo"), 2, "hat people part @annar first"),
    ],
)
def test_nonsense_is_refused(
    written: Shell, first: tuple[str, ...], words: tuple[str, ...], code: int, says: str
) -> None:
    if first:
        assert written("people", "join", *first).code == 0
    before = (written.journal / "people.toml").read_text()
    ran = written("people", "join", *words)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert (written.journal / "people.toml").read_text() == before


def test_a_person_with_other_names_brings_them_along(written: Shell) -> None:
    assert written("people", "join", "@annar", "@anna").code == 0
    assert written("people", "join", "@anna", "@bo").code == 0
    said = json.loads(written("people", "annar", "--json").out)
    assert (said["person"], said["conversations"]) == ("bo", 3)
    assert written("people", "part", "@anna").code == 0
    assert json.loads(written("people", "annar", "--json").out)["person"] == "anna"


def test_a_broken_people_toml_is_left_alone(written: Shell) -> None:
    (written.journal / "people.toml").write_text("[anna")
    ran = written("people", "join", "@annar", "@anna")
    assert (ran.code, "people.toml is not understood" in ran.err) == (3, True)
    assert (written.journal / "people.toml").read_text() == "[anna"
    assert written("people").code == 0


def test_part_of_what_is_no_alias_says_so(written: Shell) -> None:
    assert written("people", "join", "@annar", "@anna").code == 0
    ran = written("people", "part", "@anar")
    assert (ran.code, "did you mean @annar?" in ran.err) == (1, True)


def test_names_and_answers_are_completed(written: Shell) -> None:
    assert written("people").code == 0
    assert written("_complete", "people", "@i").out == "@imke\n"
    assert written("_complete", "people", "la").out == "later\n"
    assert written("_complete", "people", "join", "@anna").out == "@anna\n@annar\n"
    assert written("_complete", "people", "imke", "").out == ""


# Handed on


def test_shared_it_names_nobody_in_any_form(written: Shell) -> None:
    for form in ("--json", "--plain", "--html=-"):
        for who in ((), ("bo",), ("imke",)):
            ran = written("people", *who, "--share", form)
            assert ran.code == 0
            told = ran.out.casefold()
            assert not [
                name for name in ("imke", "rafe", "anna", "dina", "coat", ">bo<", '"bo"') if name in told
            ]


def test_a_page_of_html_is_written(written: Shell) -> None:
    ran = written("people", "bo", "--html", "bo.html")
    assert (ran.code, "wrote bo.html" in ran.err) == (0, True)
    assert "<html" in (written.home / "bo.html").read_text()
