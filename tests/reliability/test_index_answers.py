"""A small part of `benchmarks/index_answers.py`: what the index answers is what the pages answer."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from benchmarks import index_answers

from twohats.index import form, stamps


@pytest.fixture
def folder(tmp_path):
    with index_answers.own_state(tmp_path):
        yield tmp_path


@pytest.mark.parametrize("seed", [1, 2])
def test_every_answer_is_that_of_the_pages(folder, seed):
    counts = index_answers.run_world(folder / "world", seed, 60)

    assert counts.comparisons >= 300
    assert counts.empty < counts.comparisons / 2
    assert counts.wrong == []


def test_so_it_is_between_syncs(folder):
    counts = index_answers.run_syncs(folder / "machines", 1, 3)

    assert counts.comparisons >= 30
    assert counts.wrong == []


@pytest.mark.parametrize(
    "blinded",
    [
        patch.object(stamps, "SETTLED", -(10**30)),
        patch.object(form, "_hats_form", lambda _: ""),
    ],
    ids=["pages trusted at once", "hats not looked at"],
)
def test_the_campaign_sees_an_index_that_is_wrong(folder, blinded):
    wrong: list[str] = []
    with blinded:
        for seed in range(1, 40):
            wrong += index_answers.run_world(folder / str(seed), seed, 60).wrong
            if wrong:
                return
    pytest.fail("every answer was right")
