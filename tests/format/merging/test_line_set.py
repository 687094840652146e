"""Files that are sets of lines, as the ledger of imports is: merged by line, in sync, in copies and under an editor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.actions.copies import merged_with
from twohats.drafting.inbox_merge import manner_of
from twohats.interchange import ledger
from twohats.interchange.record import record_key
from twohats.sync.merge_trees import merged_by_meaning

PATH = ledger.path_of("linkedin", "2026-11-18")
KEYS = [record_key(str(number)) for number in range(12)]
merge = manner_of(PATH).merge


def text(*numbers: int) -> str:
    return ledger.with_records("", {KEYS[number]: f"2026-11-{10 + number}" for number in numbers})


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ((), (1, 2), (2, 3), (1, 2, 3)),
        ((1, 2, 3), (1, 2, 3, 4), (1, 2, 3, 5), (1, 2, 3, 4, 5)),
        # taken back on one machine and left alone on the other: it is out
        ((1, 2, 3), (3,), (1, 2, 3), (3,)),
        ((1, 2, 3), (3,), (1, 2, 3, 4), (3, 4)),
        # taken back and taken in again elsewhere meanwhile: both had it out and in, so it is in
        ((1,), (), (), ()),
        ((), (1,), (1,), (1,)),
        ((1, 2), (1, 4), (2, 4), (4,)),
    ],
)
def test_what_is_added_stays_and_what_is_taken_out_goes(
    base: tuple[int, ...], ours: tuple[int, ...], theirs: tuple[int, ...], merged: tuple[int, ...]
) -> None:
    texts = [text(*numbers) for numbers in (base, ours, theirs)]
    assert merge(*texts).text == text(*merged)
    assert not merge(*texts).forks
    by_sync = merged_by_meaning(PATH, "", *(each.encode() for each in texts))
    assert by_sync is not None
    assert by_sync.text == text(*merged)


sets = st.lists(st.integers(0, 11), max_size=12).map(lambda numbers: text(*numbers))


@given(sets, sets, sets)
def test_both_sides_and_any_number_of_times_give_the_same(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs).text
    assert merged == merge(base, theirs, ours).text
    assert manner_of(PATH).check(base, ours, theirs, merged)
    assert merge(ours, merged, ours).text == merged
    assert merge(theirs, theirs, merged).text == merged


def test_a_copy_that_a_sync_program_leaves_beside_it_adds_its_lines() -> None:
    found = merged_with(PATH, text(1, 2), text(2, 3))
    assert found is not None
    assert found.text == text(1, 2, 3)
    assert not found.forks


def test_people_and_lines_of_others_are_merged_alike() -> None:
    one, other = (ledger.with_people("", {KEYS[at]: name}) for at, name in ((1, "tove"), (2, "bram")))
    both = merge("", one + "# mine\r\n", other).text
    assert ledger.people_in(both) == {KEYS[1]: "tove", KEYS[2]: "bram"}
    assert "# mine\n" in both
