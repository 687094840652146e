"""Trials: what a file says, what is wrong with it, and the coin."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.merging.toml import merge
from twohats.format.model import Problem
from twohats.format.trial import COIN, DESIGNS, HALF_DOUBLE, SIMPLE, Trial, coin, drawn_blocks, read_trial

ROOT = Path(__file__).parents[2]
PATH = "trials/2026-11-linkedin.toml"
START = 'hat = "brand"\nchannel = "LinkedIn"\n'
TEN_WEEKS = "from = 2026-08-31\nto = 2026-11-08\n"
BLOCKS = "blocks = [2026-09-07, 2026-09-14, 2026-10-05, 2026-10-19, 2026-11-02]\n"


def trial_of(text: str, week_start: int = 0) -> Trial:
    trial = read_trial(text, PATH, week_start=week_start)
    assert isinstance(trial, Trial)
    return trial


def test_the_trial_of_the_sample_is_a_simple_pause() -> None:
    path = ROOT / "sample_journal" / "trials" / "2026-10-linkedin.toml"
    trial = read_trial(path.read_text("utf-8"), "trials/2026-10-linkedin.toml")
    assert isinstance(trial, Trial)
    assert (trial.name, trial.hat, trial.channel, trial.activity) == (
        "2026-10-linkedin",
        "brand",
        "linkedin",
        "post",
    )
    assert (trial.design, trial.first, trial.last) == (SIMPLE, date(2026, 10, 5), date(2026, 10, 18))
    assert (trial.weeks, trial.blocks) == (2, [(date(2026, 10, 5), date(2026, 10, 18))])
    assert (trial.expect, trial.question, trial.ended, trial.problems, trial.whole) == (
        "nothing",
        "Who notices?",
        None,
        (),
        True,
    )


def test_what_is_left_out_has_its_default() -> None:
    trial = trial_of(START + "from = 2026-10-05\nto = 2026-10-11\n")
    assert trial.problems == ()
    assert (trial.design, trial.activity, trial.seed, trial.block_weeks, trial.drawn) == (
        SIMPLE,
        "",
        "",
        1,
        (),
    )
    assert trial.counts == trial.interest == trial.stop_if == trial.ended_because == ""


def test_the_coin_is_that_of_the_document() -> None:
    doc = (ROOT / "docs" / "format.md").read_text("utf-8")
    (coins,) = re.findall(r"coins of the first five pairs are `([01 ]+)`", doc)
    assert [int(each) for each in coins.split()] == [coin("47", pair) for pair in range(5)]
    assert [coin("Über", pair) for pair in range(64)] == [
        int(sha256(f"Über:{pair}".encode()).hexdigest()[-1], 16) % 2 for pair in range(64)
    ]
    assert {coin("47", pair) for pair in range(10)} == {0, 1}
    assert 400 < sum(coin("seed", pair) for pair in range(1000)) < 600


@pytest.mark.parametrize("design", [COIN, HALF_DOUBLE])
@pytest.mark.parametrize("seed", ["seed = 47", 'seed = "47"', f"seed = 47\n{BLOCKS}", BLOCKS])
def test_blocks_are_those_that_the_seed_draws(design: str, seed: str) -> None:
    trial = trial_of(f'{START}{TEN_WEEKS}design = "{design}"\n{seed}\n')
    assert trial.problems == ()
    assert [str(day) for day in trial.drawn] == re.findall(r"[-0-9]{10}", BLOCKS)
    assert [first for first, _ in trial.blocks] == [
        date.fromordinal(trial.blocks[0][0].toordinal() + 7 * n) for n in range(10)
    ]
    assert trial.blocks[-1] == (date(2026, 11, 2), date(2026, 11, 8))
    assert {(day, (first, last)) for day in trial.drawn for first, last in trial.blocks if first == day} == {
        (first, (first, last)) for first, last in trial.blocks if first in trial.drawn
    }


def test_blocks_may_be_fortnights() -> None:
    trial = trial_of(
        f'{START}design = "coin"\nblock_weeks = 2\nseed = 47\nfrom = 2026-08-31\nto = 2026-10-25\n'
    )
    assert trial.problems == ()
    assert [str(day) for day in trial.drawn] == ["2026-09-14", "2026-09-28"]
    assert trial.blocks[0] == (date(2026, 8, 31), date(2026, 9, 13))
    assert trial.drawn == drawn_blocks("47", date(2026, 8, 31), 2, 2)


def test_a_trial_broken_off_keeps_its_plan() -> None:
    trial = trial_of(
        START + 'from = 2026-10-05\nto = 2026-10-18\nended = 2026-10-09\nended_because = "Priya minded"\n'
    )
    assert (trial.ended, trial.ended_because, trial.problems) == (date(2026, 10, 9), "Priya minded", ())


WRONG = [
    # text, part of what is said
    ("", "hat is missing"),
    ("hat = 1", "hat needs text"),
    ('hat = "b x"', "hat cannot be"),
    ('hat = "brand"', "channel is missing, and so is activity"),
    ('hat = "brand"\nactivity = "dance"', "activity cannot be 'dance'"),
    (START, "from is missing"),
    (START + "from = 2026-10-05", "to is missing"),
    (START + 'from = "2026-10-05"\nto = 2026-10-18', "from needs a date"),
    (START + "from = 2026-10-05T10:00:00\nto = 2026-10-18", "from needs a date"),
    (START + "from = 2026-10-05\nto = 2026-10-17", "are not whole weeks"),
    (START + "from = 2026-10-06\nto = 2026-10-19", "are not whole weeks"),
    (START + "from = 2026-10-05\nto = 2026-10-04", "is before"),
    (START + "from = 2026-10-05\nto = 2029-10-07", "more than 104 weeks"),
    (START + 'from = 2026-10-05\nto = 2026-10-11\ndesign = "ABAB"', "design cannot be"),
    (START + "from = 2026-10-05\nto = 2026-10-11\nblocks = [2026-10-05]", "belongs to other designs"),
    (START + "from = 2026-10-05\nto = 2026-10-11\nended = 2026-10-12", "is outside of the trial"),
    (START + "from = 2026-10-05\nto = 2026-10-11\nblock_weeks = 3", "block_weeks cannot be 3"),
    (START + "from = 2026-10-05\nto = 2026-10-11\nblock_weeks = true", "block_weeks needs a whole number"),
    (START + "from = 2026-10-05\nto = 2026-10-11\nseed = 1.5", "seed needs text"),
    (START + "from = 2026-10-05\nto = 2026-10-11\nseed = true", "seed needs text"),
    (START + "from = 2026-10-05\nto = 2026-10-11\nformat = 2", "newer than this twohats knows"),
    (START + TEN_WEEKS + 'design = "coin"', "blocks is missing, and so is seed"),
    (START + TEN_WEEKS + 'design = "coin"\nblocks = []', "has not one block of the pair from 2026-08-31"),
    (START + TEN_WEEKS + 'design = "coin"\nblock_weeks = 2\nseed = 1', "ends no pair of blocks"),
    (START + TEN_WEEKS + 'design = "coin"\nseed = 1\n' + BLOCKS, "is not what the seed 1 draws"),
    (START + TEN_WEEKS + 'design = "coin"\nblocks = [2026-08-31, 2026-09-07]', "has not one block of the pair"),
    (START + TEN_WEEKS + 'design = "coin"\n' + BLOCKS.replace("]", ", 2026-09-08]"), "has a day that begins no block"),
    (START + TEN_WEEKS + 'design = "coin"\nblocks = ["2026-09-07"]', "every one of its values to be a date"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), WRONG, ids=[says for _, says in WRONG])
def test_what_is_wrong_is_a_problem(text: str, says: str) -> None:
    trial = trial_of(text)
    assert any(says in problem.message for problem in trial.problems), trial.problems
    assert not trial.whole
    assert {problem.path for problem in trial.problems} == {PATH}


def test_an_unknown_key_is_kept_and_told() -> None:
    trial = trial_of(START + "from = 2026-10-05\nto = 2026-10-11\nmood = 3\n")
    assert [(problem.code, problem.text) for problem in trial.problems] == [("unknown-setting", "mood")]
    assert trial.whole


def test_weeks_begin_where_the_journal_has_them_begin() -> None:
    assert trial_of(START + "from = 2026-10-04\nto = 2026-10-17\n", week_start=6).problems == ()
    assert not trial_of(START + "from = 2026-10-05\nto = 2026-10-18\n", week_start=6).whole


def test_a_text_that_is_not_toml_is_a_problem() -> None:
    problem = read_trial("hat = \n", PATH)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.path, problem.line) == ("bad-toml", PATH, 1)


def test_two_machines_may_change_one_trial() -> None:
    old = "# Written before.\n" + START + "from = 2026-10-05\nto = 2026-10-18\n"
    ours = old + "ended = 2026-10-09\n"
    theirs = old.replace('hat = "brand"', 'hat = "brand"\nquestion = "Who notices?"')
    merged = merge(old, ours, theirs)
    assert merged is not None
    trial = trial_of(merged.text)
    assert merged.text.startswith("# Written before.\n")
    assert (trial.ended, trial.question, trial.problems) == (date(2026, 10, 9), "Who notices?", ())


KEYS = "format hat channel activity design from to counts expect interest stop_if question seed block_weeks blocks ended ended_because"
VALUES = st.sampled_from(
    ['"brand"', '"x y"', "1", "2", "true", "1.5", "2026-10-05", "2026-10-18", "9999-12-31", "0001-01-01", "[2026-10-05]", "[]", "[1]",
     '"coin"', '"half-double"', '"simple"', "{}", '""', "2026-10-05T10:00:00", "10:00:00"]
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS.split()), VALUES), st.integers(0, 6), st.text())
def test_no_text_stops_the_reader(pairs: dict[str, str], week_start: int, more: str) -> None:
    text = "".join(f"{key} = {value}\n" for key, value in pairs.items())
    trial = trial_of(text, week_start)
    assert isinstance(trial.blocks, list)
    assert trial.design in DESIGNS
    assert isinstance(read_trial(text + more, PATH), (Trial, Problem))
