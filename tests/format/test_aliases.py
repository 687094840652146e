"""Aliases put into a `people.toml` and taken out again."""

from __future__ import annotations

import pytest

from twohats.errors import JournalError
from twohats.format.aliases import with_alias, without_alias
from twohats.journal.people import read_people

CHANGES = [
    ("", '[anna]\naliases = ["a2"]\n'),
    ("# who\n", '# who\n\n[anna]\naliases = ["a2"]\n'),
    ('[anna]\nname = "Anna"\nmet = "x"   # there\n\n# of Bo\n[bo]\n',
     '[anna]\nname = "Anna"\nmet = "x"   # there\naliases = ["a2"]\n\n# of Bo\n[bo]\n'),
    ("[anna]\n# later\n\n[bo]\n", '[anna]\naliases = ["a2"]\n# later\n\n[bo]\n'),
    ('[anna]\naliases = ["x"]   # old\nname = "A"\n', '[anna]\naliases = ["x", "a2"]   # old\nname = "A"\n'),
    ("[anna]\naliases = [\n  'x',  # one\n]\n", "[anna]\naliases = [\n  'x',  # one\n  \"a2\",\n]\n"),
    ("[Anna]\naliases=[]", '[Anna]\naliases=["a2"]\n'),
    ('["@Anna"]\r\nname = "A"\r\n\r\n[bo]\r\n', '["@Anna"]\r\nname = "A"\r\naliases = ["a2"]\r\n\r\n[bo]\r\n'),
    ('[bo]\r\nname = "B"\r\n', '[bo]\r\nname = "B"\r\n\r\n[anna]\r\naliases = ["a2"]\r\n'),
    ('anna = { name = "A" } # y\n[bo]\n', 'anna = { name = "A", aliases = ["a2"]} # y\n[bo]\n'),
    ("anna = {}\n", 'anna = {aliases = ["a2"]}\n'),
    ('anna.name = "A"\nbo.name = "B"\n', 'anna.name = "A"\nanna.aliases = ["a2"]\nbo.name = "B"\n'),
    ('anna.aliases = ["x"]\n', 'anna.aliases = ["x", "a2"]\n'),
    ('\ufeff[anna]\nname = "A"\n', '\ufeff[anna]\nname = "A"\naliases = ["a2"]\n'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_an_alias_is_put_where_the_person_is_and_nothing_else_changes(before: str, after: str) -> None:
    assert with_alias(before, "anna", "a2") == after
    assert read_people(after).same["a2"] == "anna"
    assert "a2" not in read_people(without_alias(after, "a2")).same


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_taken_out_again_the_text_is_as_it_was_but_for_an_empty_list(before: str, after: str) -> None:
    again = without_alias(after, "a2")
    kept = [line for line in before.splitlines() if line]
    assert [line for line in again.splitlines() if line in kept and line] == [
        line for line in kept if line in again
    ]
    assert len(set(kept) - set(again.splitlines())) <= 1
    assert read_people(again).shown == read_people(before).shown


def test_names_that_are_no_bare_keys_are_quoted_and_found() -> None:
    text = with_alias("", "bo@example.social", "o'brien")
    assert text == '["bo@example.social"]\naliases = ["o\'brien"]\n'
    assert with_alias(text, "bo@example.social", "zo\u00eb") == (
        '["bo@example.social"]\naliases = ["o\'brien", "zo\u00eb"]\n'
    )


def test_an_alias_is_taken_out_of_every_list_that_has_it_however_it_is_written() -> None:
    text = '[a]\naliases = ["@Bo", "c"]\n[b]\naliases = ["bo"]\n[c]\naliases = ["BO"] # mine\nd = 1\n'
    assert without_alias(text, "bo") == '[a]\naliases = ["c"]\n[b]\n[c]\naliases = [] # mine\nd = 1\n'


@pytest.mark.parametrize(
    "text", ["[anna", "[anna]\naliases = 3\n", '[anna]\naliases = "a"\n', "[anna]\n[anna]\n"]
)
def test_what_is_not_understood_is_refused_and_stays(text: str) -> None:
    with pytest.raises(JournalError):
        with_alias(text, "anna", "a2")
