"""`people.toml` and the trials: what is said of people, and what is wrong with the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.shell import Shell

from twohats.format.one_name import ONE_NAME_EACH
from twohats.journal import people
from twohats.journal.folder import Journal
from twohats.journal.people import People, people_of, read_people

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def hat(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_names_and_aliases_are_read_as_lines_spell_them() -> None:
    said = read_people(
        '[Anna]\nname = "Anna Reiss"\naliases = ["Annar", "@anna@example.social"]\nmet = "In-person"\n'
        '["bo@example.social"]\nmet = "mastodon"\n[zoe]\nname = "Zoë"\n'
    )
    assert said == People(
        {"anna": "Anna Reiss", "zoe": "Zoë"},
        {"annar": "anna", "anna@example.social": "anna"},
        {"anna": "in-person", "bo@example.social": "mastodon"},
    )


def test_an_alias_of_an_alias_is_the_persons_who_has_what_is_said_of_it() -> None:
    said = read_people(
        '[anna]\naliases = ["annar"]\n[annar]\nname = "Anna"\nmet = "fair"\naliases = ["a.r"]\n'
    )
    assert said.same == {"annar": "anna", "a.r": "anna"}
    assert (said.shown["anna"], said.met["anna"]) == ("Anna", "fair")
    own = read_people('[annar]\nname = "Annar"\n[anna]\nname = "Anna"\naliases = ["annar"]\n')
    assert own.shown["anna"] == "Anna"


def test_aliases_that_lead_back_to_where_they_began_are_a_problem_and_one_of_them_holds() -> None:
    said = read_people('[a]\naliases = ["b"]\n[b]\naliases = ["c"]\n[c]\naliases = ["a", "d"]\n')
    outside = read_people('[a]\naliases = ["x", "b"]\n[x]\naliases = ["y"]\n[b]\naliases = ["a"]\n')
    assert (len(outside.problems), outside.same) == (1, {"x": "b", "y": "b", "a": "b"})
    assert [each.message for each in said.problems] == ["a.aliases has 'b', of which it is an alias itself"]
    assert said.same == {"c": "b", "a": "b", "d": "b"}


def journal_of(folder: Path) -> Journal:
    (folder / "hat.toml").write_text("format = 1\n")
    return Journal(str(folder))


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True),
        st.fixed_dictionaries(
            {},
            optional={
                "name": st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
                | st.sampled_from(["a\tb", "a\nb", "a\\nb", "\\"]),
                "aliases": st.lists(st.from_regex(r"[a-z][a-z0-9.]{0,3}[a-z]", fullmatch=True), max_size=3),
                "met": st.sampled_from(["linkedin", "in-person"]),
            },
        ),
        max_size=4,
    )
)
def test_what_is_remembered_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    journal, text = journal_of(folder), tomli_w.dumps(said)
    (folder / "people.toml").write_bytes(text.encode())
    read = people_of(journal)
    assert read._replace(one_name=ONE_NAME_EACH) == read_people(text)
    assert people_of(Journal(journal.root)) == read
    (folder / "people.toml").write_text('[someone]\nname = "Someone Else"\n')
    assert people_of(journal).shown == {"someone": "Someone Else"}
    (folder / "people.toml").unlink()
    assert people_of(journal) == People({}, {}, {})


def test_people_are_read_once_while_they_do_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_of(tmp_path)
    (tmp_path / "people.toml").write_text('[anna]\nname = "Anna"\n')
    before = people_of(journal)
    monkeypatch.setattr(people, "read_people", lambda _: pytest.fail("read again"))
    assert people_of(journal) == before


def test_what_is_wrong_is_found_each_time(tmp_path: Path) -> None:
    journal = journal_of(tmp_path)
    file = tmp_path / "people.toml"
    file.write_text('[anna]\nname = "Anna"\n[bo]\nname = 3\n')
    for _ in range(2):
        assert (people_of(journal).shown, len(people_of(journal).problems)) == ({"anna": "Anna"}, 1)
    file.write_text('[anna]\naliases = ["annar"]\n[annar]\nname = "Anna"\n')
    for _ in range(2):
        assert [each.code for each in people_of(journal).remarks] == ["alias-with-table"]
    file.unlink()
    file.symlink_to(tmp_path / "nowhere")
    for _ in range(2):
        assert people_of(journal) == People({}, {}, {})
    file.unlink()
    file.mkdir()
    for _ in range(2):
        assert [each.code for each in people_of(journal).problems] == ["unreadable"]


WRONG = [
    # text, the code, part of what is said
    ("[anna", "bad-toml", "people.toml: not TOML"),
    ("anna = 1", "bad-setting", "anna needs a table"),
    ("[anna]\nname = 3", "bad-setting", "anna.name needs text in quotes"),
    ('[anna]\naliases = "x"', "bad-setting", "anna.aliases needs a list"),
    ("[anna]\naliases = [3]", "bad-setting", "anna.aliases needs every one"),
    ('[anna]\naliases = ["a b"]', "bad-setting", "anna.aliases has 'a b'"),
    ('[anna]\naliases = ["x"]\n[bo]\naliases = ["x"]', "bad-setting", "an alias of anna already"),
    ('[anna]\nmet = "the fair"', "bad-setting", "anna.met cannot be 'the fair'"),
    ('["a b"]\nname = "x"', "bad-setting", "a b is not a name"),
    ('[anna]\nnmae = "x"', "unknown-setting", "anna.nmae is not a setting"),
]


@pytest.mark.parametrize(("text", "code", "says"), WRONG, ids=[says for _, _, says in WRONG])
def test_what_is_wrong_is_listed_by_check_and_counted_in_the_week(
    hat: Shell, text: str, code: str, says: str
) -> None:
    hat("add", "25m", "b", "talk", "phone", "@anna")
    (hat.journal / "people.toml").write_text(text)

    done = hat("check")
    told = json.loads(hat("check", "--json").out)
    problem = code != "unknown-setting"

    assert [one["code"] for one in told["problems" if problem else "remarks"]] == [code]
    assert (done.code, says in done.out) == (int(problem), True), done.out
    assert json.loads(hat("week", "--json").out)["cover"]["problems"] == int(problem)


@given(st.text())
def test_no_text_stops_the_reader(text: str) -> None:
    assert isinstance(read_people(text), People)
    assert isinstance(read_people(f"[anna]\n{text}"), People)


def test_a_trial_that_is_not_toml_is_a_problem(hat: Shell) -> None:
    (hat.journal / "trials").mkdir()
    trial = hat.journal / "trials" / "2026-11-linkedin.toml"
    trial.write_text('hat = "brand"\nchannel = "linkedin"\nfrom = 2026-11-02\nto = 2026-11-15\n')
    assert hat("check").code == 0
    trial.write_text("channel = \n")
    done = hat("check")
    assert (done.code, "trials/2026-11-linkedin.toml:1:11: not TOML" in done.out) == (1, True)
    trial.unlink()
    trial.mkdir()
    assert hat("check").code == 0  # a folder is walked through
    trial.rmdir()
    trial.symlink_to("/dev/zero")
    assert hat("check").code == 1


def test_people_have_their_names_of_today_and_lines_keep_theirs(hat: Shell) -> None:
    hat("add", "25m", "b", "talk", "twitter", "@old", "+book:", "with @old")
    settings = hat.journal / "hat.toml"
    settings.write_text('[renamed]\n"@old" = "@annar"\ntwitter = "mastodon"\n"+book" = "+dowager"\n')
    (hat.journal / "people.toml").write_text(
        '[anna]\nname = "Anna Reiss"\naliases = ["annar"]\n[old]\nname = "Old"\nmet = "Twitter"\n'
    )
    journal = Journal(str(hat.journal))
    people = people_of(journal)
    assert (people.shown, people.met) == ({"anna": "Anna Reiss"}, {"anna": "mastodon"})
    assert people.one_name.person("old") == "anna"
    week = json.loads(hat("week", "--json").out)
    assert week["mix"]["brand"]["minutes"] == {"mastodon": 25}
    assert hat.page().endswith("- 25m brand talk twitter @old +book: with @old\n")
    settings.write_text("")  # and it is the old name again, at once
    assert json.loads(hat("week", "--json").out)["mix"]["brand"]["minutes"] == {"twitter": 25}
