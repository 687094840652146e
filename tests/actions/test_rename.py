"""A name put in place of another one in the whole journal: every text that names it, nothing else, one undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from twohats.actions.rename import make_renaming, plan_renaming
from twohats.actions.select import select, understand
from twohats.actions.undo import redo, undo
from twohats.errors import ChangedMeanwhile, JournalError, NothingFound, NotUnderstood
from twohats.format.renaming import Renaming
from twohats.format.times import Now
from twohats.journal.folder import Journal
from twohats.journal.people import people_of

if TYPE_CHECKING:
    from twohats.views.lines import Line

NOW = Now("2026-11-22", 630)
ANNA, LINKEDIN, TAG = Renaming("@", "annar", "anna"), Renaming("", "linkedin", "li"), Renaming("+", "a", "b")
FILES = {
    "hat.toml": '# mine\nformat = 1\n[channels.linkedin]  # x\nname = "L"\n\n[questions]\nq = "linkedin @annar +a"\n',
    "people.toml": '[annar]\nname = "Anna" # since school\nmet = "linkedin"\n',
    "inbox.md": "25 min b post linkedin @Annar +a\nmilk\n",
    "days/2026/2026-11-18.md": "# 18 @annar +a linkedin\r\n\r\n-\t25m b post LinkedIn @Annar +A : on (@annar), +a, linkedin\r\n\twith @annar's\r\n* prose @annar",
    "days/2026/2026-11-19.md": "- brand got reply heard:linkedin from:2026-11-18/linkedin/@annar\n- 25m b pots @annar\n",
    "days/2026/2026-11-20.md": "- 25m personal read\n",
    "weeks/2026/2026-W47.md": "# W47\n\n@annar in prose\n\n- later: @annar until 2026-12-06\n- no: brand linkedin pause\n",
    "trials/2026-11-linkedin.toml": 'hat = "brand"\nchannel = "linkedin" # why\nfrom = 2026-11-30\nto = 2026-12-13\n',
}
OTHERS = {
    **FILES,
    "days/2026/2026-11-21.md": "- 10m p talk @anna +b li\n",
    "people.toml": '[annar]\nname = "Anna"\naliases = ["ar"]\n\n[anna]\nname = "Anna R."\n',
}


def made(root: Path, files: dict[str, str]) -> Journal:
    for path, text in files.items():
        full = root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(text.encode())
    return Journal(str(root))


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return made(tmp_path / "journal", FILES)


@pytest.fixture
def other(journal: Journal) -> Journal:
    """A journal in which the new names are already."""
    return made(Path(journal.root).parent / "other", OTHERS)


def texts(journal: Journal) -> dict[str, str]:
    root = Path(journal.root)
    return {
        str(path.relative_to(root)): path.read_bytes().decode()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".twohats" not in path.parts
    }


def rename(journal: Journal, renaming: Renaming) -> dict[str, str]:
    make_renaming(journal, plan_renaming(journal, renaming, NOW))
    return texts(journal)


def find_lines(journal: Journal, words: str) -> list[Line]:
    return [*select(journal, understand(journal, words.split(), NOW)).lines]


def places(journal: Journal, words: str) -> list[str]:
    return [line.place for line in find_lines(journal, words)]


EXPECTED = {
    ANNA: {
        "hat.toml": FILES["hat.toml"].replace("@annar", "@anna") + '\n[renamed]\n"@annar" = "@anna"\n',
        "people.toml": FILES["people.toml"].replace("[annar]", "[anna]"),
        "inbox.md": FILES["inbox.md"].replace("@Annar", "@anna"),
        "days/2026/2026-11-18.md": FILES["days/2026/2026-11-18.md"]
        .replace("LinkedIn @Annar", "LinkedIn @anna")
        .replace("(@annar)", "(@anna)")
        .replace("@annar's", "@anna's"),
        "days/2026/2026-11-19.md": FILES["days/2026/2026-11-19.md"].replace("/@annar", "/@anna"),
        "weeks/2026/2026-W47.md": FILES["weeks/2026/2026-W47.md"].replace("later: @annar", "later: @anna"),
    },
    LINKEDIN: {
        "hat.toml": FILES["hat.toml"].replace("linkedin", "li") + '\n[renamed]\nlinkedin = "li"\n',
        "people.toml": FILES["people.toml"].replace("linkedin", "li"),
        "inbox.md": FILES["inbox.md"].replace("linkedin", "li"),
        "days/2026/2026-11-18.md": FILES["days/2026/2026-11-18.md"].replace("LinkedIn", "li"),
        "days/2026/2026-11-19.md": FILES["days/2026/2026-11-19.md"].replace("linkedin", "li"),
        "weeks/2026/2026-W47.md": FILES["weeks/2026/2026-W47.md"].replace("linkedin", "li"),
        "trials/2026-11-linkedin.toml": FILES["trials/2026-11-linkedin.toml"].replace('"linkedin"', '"li"'),
    },
    TAG: {
        "hat.toml": FILES["hat.toml"].replace("+a", "+b") + '\n[renamed]\n"+a" = "+b"\n',
        "inbox.md": FILES["inbox.md"].replace("+a", "+b"),
        "days/2026/2026-11-18.md": FILES["days/2026/2026-11-18.md"]
        .replace("+A :", "+b :")
        .replace(", +a,", ", +b,"),
    },
}


@pytest.mark.parametrize("renaming", EXPECTED)
def test_all_that_names_it_is_renamed_and_every_other_byte_stays(
    journal: Journal, renaming: Renaming
) -> None:
    plan = plan_renaming(journal, renaming, NOW)
    assert texts(journal) == FILES
    make_renaming(journal, plan)
    after = texts(journal)
    assert after == FILES | EXPECTED[renaming]
    assert journal.settings.renamed == {renaming.before(): renaming.after()}
    assert not journal.settings.problems
    undo(journal)
    assert texts(journal) == FILES
    redo(journal)
    assert texts(journal) == after
    again = plan_renaming(journal, renaming, NOW)
    assert (again.pages, again.others) == ((), ())


def test_what_it_says(journal: Journal, other: Journal) -> None:
    assert plan_renaming(journal, LINKEDIN, NOW).says() == (
        "linkedin to li: 2 lines on 2 days, 1 review, 1 trial, inbox.md, people.toml, hat.toml"
    )
    assert not plan_renaming(journal, ANNA, NOW).joins
    plan = plan_renaming(other, ANNA, NOW)
    assert plan.joins
    assert plan.joins_says() == (
        "@anna is there already, on 1 line: both become one, which only undo takes apart"
    )


def test_two_people_become_one_and_undo_takes_them_apart(other: Journal) -> None:
    after = rename(other, ANNA)
    assert after["people.toml"] == '[annar]\nname = "Anna"\n\n[anna]\nname = "Anna R."\naliases = ["ar"]\n'
    people = people_of(other)
    assert (people.shown, people.one_name.people) == ({"anna": "Anna R."}, {"annar": "anna", "ar": "anna"})
    assert places(other, "@anna") == places(other, "@annar") == ["2026-11-18:1", "2026-11-21:1"]
    undo(other)
    assert texts(other) == OTHERS


def test_a_line_that_comes_late_counts_as_the_new_name(journal: Journal) -> None:
    for renaming in (ANNA, LINKEDIN, TAG):
        rename(journal, renaming)
    journal.add("2026-11-22", "brand got lead linkedin @annar +a")
    for words in ("@anna", "@annar", "li", "in:linkedin", "+a", "+b"):
        assert "2026-11-22:1" in places(journal, words), words
    assert plan_renaming(journal, ANNA, NOW).says() == "@annar to @anna: 1 line on 1 day"
    rename(journal, ANNA)
    assert places(journal, "@anna") == ["2026-11-18:1", "2026-11-22:1"]


def test_chains_are_kept_and_circles_refused(journal: Journal) -> None:
    rename(journal, ANNA)
    rename(journal, Renaming("@", "anna", "anne"))
    assert journal.settings.renamed == {"@annar": "@anne", "@anna": "@anne"}
    for renaming, says, hint in (
        (Renaming("@", "anne", "annar"), "@annar became @anne, so @anne cannot become @annar", "[renamed]"),
        (Renaming("@", "annar", "bo"), "@annar is called @anne already", "hat rename @anne @bo"),
        (Renaming("@", "bo", "anna"), "@anna is called @anne already", "hat rename @bo @anne"),
    ):
        with pytest.raises(NotUnderstood) as error:
            plan_renaming(journal, renaming, NOW)
        assert error.value.message.startswith(says)
        assert hint in error.value.hint


def test_a_name_that_is_nowhere_is_said_with_the_nearest(journal: Journal) -> None:
    with pytest.raises(NothingFound) as error:
        plan_renaming(journal, Renaming("@", "anar", "x"), NOW)
    assert (error.value.message, error.value.hint) == ("there is no person @anar", "did you mean @annar?")


def test_a_name_is_found_however_it_is_written(journal: Journal) -> None:
    for old, written in (("οδος", "@ΟΔΟΣ:Α"), ("o'b", "@O\u2019B,"), ("zoë", "@Zoe\u0308.")):
        journal.add("2026-11-21", f"brand got reply: with {written}")
        rename(journal, Renaming("@", old, "x"))
    assert [line.text for line in find_lines(journal, "@x")] == [
        "brand got reply: with @x:Α",
        "brand got reply: with @x,",
        "brand got reply: with @x.",
    ]


def test_what_changed_since_it_was_shown_keeps_all_as_it_is(journal: Journal) -> None:
    plan = plan_renaming(journal, ANNA, NOW)
    Path(journal.full_path("inbox.md")).write_text("@annar\n")
    before = texts(journal)
    with pytest.raises(ChangedMeanwhile, match=r"inbox\.md has changed since it was shown"):
        make_renaming(journal, plan)
    assert texts(journal) == before


@pytest.mark.parametrize("path", ["people.toml", "hat.toml"])
def test_a_file_that_is_no_toml_keeps_all_as_it_is(journal: Journal, path: str) -> None:
    Path(journal.full_path(path)).write_text("[x\n")
    before = texts(journal)
    with pytest.raises((JournalError, NotUnderstood), match=path):
        plan_renaming(journal, ANNA, NOW)
    assert texts(journal) == before


def test_a_page_that_cannot_be_read_is_told_and_the_rest_renamed(journal: Journal) -> None:
    Path(journal.full_path("days/2026/2026-11-17.md")).mkdir()
    plan = plan_renaming(journal, ANNA, NOW)
    assert [problem.path for problem in plan.unread] == ["days/2026/2026-11-17.md"]
    assert len(plan.lines) == 2


def test_a_trial_that_is_no_toml_is_told_and_the_rest_renamed(journal: Journal) -> None:
    Path(journal.full_path("trials/torn.toml")).write_text("hat =")
    plan = plan_renaming(journal, LINKEDIN, NOW)
    assert [problem.path for problem in plan.unread] == ["trials/torn.toml"]
    assert plan.unread[0].message == "is not understood, so it is not changed"
    assert "trials/2026-11-linkedin.toml" in [file.path for file in plan.others]
