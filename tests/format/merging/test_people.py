"""Two `people.toml` that were changed apart: the joins of both, and what was joined with two people."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.merging.people import merge

BASE = '# who is who\n[anna]\nname = "Anna Reiss"\naliases = ["annar"]\n\n[bo]\nname = "Bo"\n'


def aliases(text: str, person: str = "anna") -> list[str]:
    found = tomllib.loads(text)[person].get("aliases", [])
    return list(found)


def said(text: str) -> str:
    return BASE.replace('["annar"]', text)


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ('["annar", "ar"]', '["annar", "anna-r"]', ["annar", "anna-r", "ar"]),
        ('["annar", "ar"]', '["anna-r"]', ["anna-r", "ar"]),
        ('["annar", "ar"]', '["annar", "anna-r", "ar"]', ["annar", "anna-r", "ar"]),
        ("[]", '["annar", "ar"]', ["ar"]),
        ('[\n  "annar",\n  "ar",\n]', '["annar", "anna-r"]', ["annar", "anna-r", "ar"]),
    ],
)
def test_what_either_added_stays_and_what_either_took_away_goes(
    one: str, other: str, kept: list[str]
) -> None:
    for sides in ((one, other), (other, one)):
        merged = merge(BASE, *map(said, sides))
        assert merged is not None
        assert aliases(merged.text) == kept
        assert len(merged.forks) == 1
        assert merged.text.startswith("# who is who\n")
        for side in map(said, sides):  # and again, in any order
            again = merge(BASE, merged.text, side)
            assert again is not None
            assert again.text == merged.text


def test_a_list_with_a_comment_in_it_is_no_set_that_could_be_written_anew() -> None:
    merged = merge(BASE, said('[\n  # old\n  "annar", "ar"]'), said('["annar", "anna-r"]'))
    assert merged is None or aliases(merged.text) in (["annar", "ar"], ["annar", "anna-r"])


def test_joins_of_a_person_that_neither_had_before_are_both_there() -> None:
    merged = merge("", '[anna]\naliases = ["ar"]\n', '[anna]\naliases = ["anna-r"]\n')
    assert merged is not None
    assert aliases(merged.text) == ["anna-r", "ar"]


def test_what_only_one_side_changed_is_no_fork() -> None:
    merged = merge(BASE, said('["annar", "ar"]'), BASE.replace('"Bo"', '"Bo K."'))
    assert merged is not None
    assert aliases(merged.text) == ["annar", "ar"]
    assert merged.forks == ()


def test_one_name_joined_with_two_people_stays_with_both_in_the_text_and_is_said() -> None:
    joined = BASE + 'aliases = ["ar"]\n'
    for sides in ((said('["annar", "ar"]'), joined), (joined, said('["annar", "ar"]'))):
        merged = merge(BASE, *sides)
        assert merged is not None
        assert (aliases(merged.text), aliases(merged.text, "bo")) == (["annar", "ar"], ["ar"])
        (fork,) = merged.forks
        assert {fork.one, fork.other} == {"@ar joined with @anna", "@ar joined with @bo"}
        assert fork.kept == "both, which joins @ar with neither until one of them is taken out"
        again = merge(BASE, merged.text, merged.text.replace('"Bo"', '"Bo K."'))
        assert again is not None
        assert again.forks == (), "said once"


NAMES = st.lists(st.sampled_from(["a", "b", "c", "d", "é"]), unique=True, max_size=4)


@given(NAMES, NAMES, NAMES)
def test_the_merge_is_the_same_on_both_machines_and_loses_no_name(
    was: list[str], one: list[str], other: list[str]
) -> None:
    base, ours, theirs = (
        f"[anna]\naliases = [{', '.join(f'{name!r}' for name in names)}]\n" for names in (was, one, other)
    )
    merged, turned = merge(base, ours, theirs), merge(base, theirs, ours)
    assert merged is not None
    assert turned is not None
    assert merged.text == turned.text
    kept = set(aliases(merged.text))
    assert kept == (set(one) & set(other)) | (set(one) - set(was)) | (set(other) - set(was))
