"""The ledger is a set of records as text: adding and taking out, and what it knows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twohats.interchange import ledger

KEYS = st.text("0123456789abcdef", min_size=16, max_size=16)
RECORDS = st.dictionaries(KEYS, st.dates().map(str), max_size=8)


@given(RECORDS, RECORDS)
def test_records_added_are_known_once_and_sorted(first: dict[str, str], second: dict[str, str]) -> None:
    text = ledger.with_records(ledger.with_records("", first), second)

    assert ledger.keys_of(text) == first.keys() | second.keys()
    rows = text.splitlines()
    assert rows == sorted(set(rows))
    assert len(rows) == len(first.keys() | second.keys())
    assert ledger.with_records(text, first) == text


@given(RECORDS, RECORDS)
def test_records_taken_out_are_as_if_they_had_never_been_added(
    kept: dict[str, str], out: dict[str, str]
) -> None:
    kept = {key: day for key, day in kept.items() if key not in out}
    both = ledger.with_records(ledger.with_records("", kept), out)

    assert ledger.without_records(both, set(out)) == ledger.with_records("", kept)


def test_a_line_that_is_no_record_is_kept_and_knows_nothing() -> None:
    text = "what is this\n2026-11-18 0123456789abcdef\n"

    assert ledger.keys_of(text) == {"0123456789abcdef"}
    assert "what is this\n" in ledger.with_records(text, {"f" * 16: "2026-11-19"})
    assert ledger.without_records(text, {"0123456789abcdef"}) == "what is this\n"


def test_a_key_with_two_names_has_the_first_one_everywhere() -> None:
    one, other = f"{'a' * 16} bo\n", f"{'a' * 16} bram\n"

    assert ledger.people_in(one + other) == ledger.people_in(other + one) == {"a" * 16: "bo"}
    assert ledger.with_people(one, {"a" * 16: "carl", "b" * 16: "dana"}) == f"{one}{'b' * 16} dana\n"


def test_a_source_has_a_file_a_year() -> None:
    assert ledger.path_of("linkedin", "2026-11-18") == "imports/linkedin-2026.seen"
    assert ledger.source_of("imports/linkedin-2026.seen") == "linkedin"
