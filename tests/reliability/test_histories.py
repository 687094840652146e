"""A small part of `benchmarks/histories.py`, the same each time: histories judged by an oracle."""

from __future__ import annotations

import sys

import pytest
from benchmarks import histories
from benchmarks.git_home import set_up_git

from twohats.format.merging.result import Merged


@pytest.mark.parametrize("first", [1, 5_001, 9_001])
def test_nothing_is_lost_back_or_torn_in_random_histories(first):
    counts, _, apart = histories.run(range(first, first + 60), 6, 0)

    assert counts.merges > 500
    assert counts.forks > 10
    assert counts.forks_told >= 0.9 * counts.forks
    assert counts.forks_wrong <= 0.2 * counts.forks
    bad = (counts.lost, counts.lost_edits, counts.back, counts.torn, counts.stops, counts.refused, apart)
    assert bad == (0,) * 7
    assert (counts.not_idempotent, counts.not_commutative) == (0, 0)


def test_the_oracle_sees_what_the_union_of_lines_does_wrong():
    _, others, _ = histories.run(range(1, 41), 6, 0.3)
    union = others["git merge-file --union"]

    assert union.back > 0
    assert union.torn > 0
    assert others["git merge-file"].stops > 0


def test_the_oracle_sees_a_merge_that_takes_one_side(monkeypatch):
    monkeypatch.setattr(histories, "merge", lambda _, ours, theirs: Merged(max(ours, theirs)))
    counts, _, _ = histories.run(range(1, 11), 6, 0)

    assert counts.lost > 0
    assert counts.lost_edits > 0
    assert counts.back > 0


@pytest.mark.skipif(sys.platform == "win32", reason="git's processes are driven as on Unix")
def test_hat_sync_leaves_the_bytes_of_the_pure_merge(tmp_path):
    set_up_git(tmp_path / "home", tmp_path / "state")
    counts, syncs, wrong = histories.through_git(range(4, 6), 3, tmp_path)

    assert syncs > 15
    assert counts.merges > 5
    assert wrong == 0
