"""A small part of `benchmarks/fuzz.py`, the same each time, and what fuzzing has found."""

from __future__ import annotations

import sys

import pytest
from benchmarks import fuzz

from twohats.appearance.theme_file import read_theme
from twohats.format.merging.markdown import merge
from twohats.format.merging.result import check_lines
from twohats.format.merging.toml import merge as merge_toml
from twohats.format.model import Problem
from twohats.format.settings import load_settings
from twohats.format.toml import is_trap, read_toml


@pytest.mark.skipif(sys.platform == "win32", reason="a reader that hangs is ended by a signal")
@pytest.mark.parametrize("seed", [1, 2])
def test_no_reader_fails_or_hangs_on_fuzzed_text(seed):
    outcome = fuzz.fuzz(150_000, seed)

    assert outcome.size >= 150_000
    assert outcome.faults == []


@pytest.mark.skipif(sys.platform == "win32", reason="a reader that hangs is ended by a signal")
def test_a_reader_that_fails_or_hangs_is_seen_and_the_text_made_small(monkeypatch):
    def fails(text, _):
        if "@anna" in text:
            raise ValueError(text)

    def hangs(_, __):
        while True:
            pass

    monkeypatch.setattr(fuzz, "READERS", {"fails": fails, "hangs": hangs})
    failed = fuzz.fuzz(30_000, 1, ["fails"])
    monkeypatch.setattr(fuzz, "SECONDS", 0.05)
    hung = fuzz.fuzz(30_000, 1, ["hangs"], most_faults=2)

    assert any(": '@anna' with" in fault for fault in failed.faults)
    assert [fault.partition(" :")[0] for fault in hung.faults] == ["hangs: TooSlow"] * 2


TRAPS = ["a." * 20_000 + "a = 1\n", '" ".' * 15_000 + '" " = 1\n', "[" + "a." * 20_000 + "a]\n"]


@pytest.mark.parametrize("text", TRAPS)
def test_a_key_of_thousands_of_parts_is_refused_without_being_read(text):
    assert is_trap(text)
    assert isinstance(read_toml(text, "hat.toml"), Problem)
    assert load_settings(text).problems[0].code == "bad-toml"
    assert isinstance(read_theme(text[:15_000], "night.toml"), Problem)
    assert merge_toml("", text, "a = 1\n") is None


def test_dots_in_ordinary_text_are_no_trap():
    assert not is_trap('bar = "an answer..."\n' * 300)


def test_a_number_of_thousands_of_digits_is_a_problem_of_the_theme():
    assert isinstance(read_theme("a = " + "9" * 5_000, "night.toml"), Problem)


def test_taking_a_long_number_apart_takes_no_longer_than_reading_it():
    assert merge_toml("", "a = " + "9" * 60_000, "b = 1\n") is None


def test_long_blocks_that_both_sides_changed_are_compared_by_their_beginnings():
    base = "- 25m brand post: " + "ab" * 30_000
    ours, theirs = base + "c" * 500, base + "d" * 500
    merged = merge(base, ours, theirs)

    assert check_lines(base, ours, theirs, merged.text)
    assert [fork.was for fork in merged.forks] == [base]


def test_a_page_of_lines_that_both_sides_changed_is_merged_though_not_all_are_compared():
    base, ours, theirs = (
        "".join(f"- 25m brand post: {number} is {word * 9}\n" for number in range(2_000))
        for word in ("the first", "the second", "the third")
    )
    merged = merge(base, ours, theirs)

    assert check_lines(base, ours, theirs, merged.text)
    assert merged.text.count("\n") == 4_000
    assert len(merged.forks) < 2_000
