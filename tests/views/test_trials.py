"""Trials as views: what stands in which row, and what is left out of a view that is shared."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.expected_text import same_as
from tests.measures.trials import trial
from tests.views.test_pause_wording import COIN, OWN, PAUSE, pause

from twohats.measures.happened import Happened
from twohats.measures.intervals.pauses import Loss
from twohats.measures.intervals.power import Shows
from twohats.measures.pauses import Lacks, PeopleIn, Remark
from twohats.measures.planning import LONGER, Design, Plan, Prospect
from twohats.measures.timeline import NOTHING_LEFT_OUT
from twohats.measures.trials import TrialsFigures
from twohats.views.block_plain import view_plain
from twohats.views.block_rows import view_rows
from twohats.views.blocks import Door, Facts
from twohats.views.rows import row_text
from twohats.views.trial_plan import plan_view
from twohats.views.trials import trial_view, trials_view

if TYPE_CHECKING:
    from twohats.views.blocks import View

EXPECTED = Path(__file__).parent / "expected"
WRITTEN = PAUSE._replace(
    expect="no effect",
    interest="no effect",
    question="Who notices?",
    stop_if="anyone who pays minds",
    counts="people, once a week",
)
FULL = pause(
    (2, 2, 3, 2, 2, 2, 2, 2),
    (2, 1),
    WRITTEN,
    loss=Loss(2.1, 1.5, 0.3, 0.0, 1.6),
    leads=(1, 0),
    sales=(0, 0),
    got_back=450,
    against=("2026-10-06:1",),
    noticed=(Remark(("priya",), "2026-10-12:3", "are you [b]ill[/b]?\nmore"), Remark((), "2026-10-13:3", "")),
    commented=(Remark(("ruth", "bo"), "2026-10-14:1", ""),),
    missed=("hal", "june"),
    people=PeopleIn(5.0, 4.0, 2),
    logged=(61, 70),
)
PEOPLE = {"priya": "Priya Raman", "hal": "Hal"}
HAPPENED = (
    Happened("brand", "letter", "2026-10-20", "", 34),
    Happened("brand", "blog", "2026-09-16", "2026-10-07", 22),
)


def _shown(view: View, width: int = 80) -> str:
    return "".join(f"{row_text(each.row).rstrip()}\n" for each in view_rows(view, width))


def _facts(view: View) -> dict[str, str]:
    return {
        fact.label: fact.text for block in view.blocks if isinstance(block, Facts) for fact in block.facts
    }


@pytest.mark.parametrize("width", [80, 120, 40])
def test_one_trial(width: int) -> None:
    same_as(EXPECTED / f"trial-{width}.txt", _shown(trial_view(FULL, people=PEOPLE), width))


def test_one_trial_in_sentences() -> None:
    same_as(EXPECTED / "trial-plain.txt", view_plain(trial_view(FULL, people=PEOPLE)))


def test_a_coin() -> None:
    figures = pause(
        (3, 4, 2, 3, 3), (1, 0, 1, 2, 0), COIN._replace(seed="fair"), loss=Loss(3.0, 0.8, 1 / 32, 1.3, 2.9)
    )
    same_as(EXPECTED / "trial-coin-80.txt", _shown(trial_view(figures, people={})))


@pytest.mark.parametrize("width", [80, 120])
def test_all_trials(width: int) -> None:
    running = pause((1,), (), trial("2026-11-16", "2026-11-29", name="2026-11-letter", channel="letter"))
    running = running._replace(stands="running", missing=Lacks("runs", day="2026-12-28"))
    wrong = trial("2026-11-16", "2026-11-29", name="wrong")
    figures = TrialsFigures((FULL, running), (wrong,), HAPPENED, NOTHING_LEFT_OUT)
    same_as(EXPECTED / f"trials-{width}.txt", _shown(trials_view(figures), width))


def test_without_trials_it_says_how_one_is_planned() -> None:
    same_as(EXPECTED / "trials-none-80.txt", _shown(trials_view(TrialsFigures((), (), (), NOTHING_LEFT_OUT))))


def test_more_pauses_that_happened_than_one_reads_are_counted() -> None:
    view = trials_view(TrialsFigures((), (), HAPPENED * 10, NOTHING_LEFT_OUT))
    assert "8 earlier ones are in --json." in view_plain(view)


def test_a_plan() -> None:
    chosen = Prospect(Design("simple", 2), Shows(None, 1.6), 0.57)
    others = (
        Prospect(LONGER, Shows(0.89, 1.3), 0.75),
        Prospect(Design("coin", pairs=8), Shows(0.85, 1.0), 0.37),
    )
    planned = trial("2026-11-23", "2026-12-06")
    view = plan_view(Plan(planned, OWN._replace(lag=6.0), chosen, others, crossing="2026-12-linkedin"))
    same_as(EXPECTED / "trial-plan-80.txt", _shown(view))


def test_a_plan_for_a_coin_says_what_was_drawn() -> None:
    chosen = Prospect(Design("coin", pairs=5), Shows(None, 1.0), None)
    same_as(
        EXPECTED / "trial-plan-coin-80.txt", _shown(plan_view(Plan(COIN._replace(seed="fair"), OWN, chosen)))
    )


def test_a_plan_of_half_and_double_weeks_has_minutes_and_no_pauses() -> None:
    planned = COIN._replace(design="half-double", seed="fair")
    same_as(EXPECTED / "trial-plan-half-80.txt", _shown(plan_view(Plan(planned, OWN, None))))


def test_a_plan_in_a_new_journal_says_that_nothing_is_known() -> None:
    chosen = Prospect(LONGER, Shows(None, 1.3), None)
    says = _shown(plan_view(Plan(trial("2026-11-23", "2026-12-20"), OWN._replace(weeks=0), chosen)))
    assert "no whole week is in the journal yet" in says
    assert "finds a loss" not in says


def test_what_is_shared_names_nobody_and_has_no_words() -> None:
    says = view_plain(trial_view(FULL, people=PEOPLE, anonymous=True)).lower()
    for word in (
        "priya",
        "ruth",
        "bo ",
        "hal",
        "june",
        "ill",
        "effect",
        "minds",
        "once a week",
        "who notices",
    ):
        assert word not in says
    assert "noticed: 2 people." in says
    assert "usually write, did not: 2 people." in says


def test_why_it_was_broken_off_is_said_and_not_shared() -> None:
    figures = pause(judged=PAUSE._replace(ended=date(2026, 10, 14), ended_because="Hal asked"))
    assert _facts(trial_view(figures, people={}))["Broken off"] == "Wed 14 Oct: Hal asked"
    assert _facts(trial_view(figures, people={}, anonymous=True))["Broken off"] == "Wed 14 Oct"


def test_what_is_counted_over_all_weeks_is_not_said_before_they_are_in() -> None:
    figures = FULL._replace(stands="resumed", missing=Lacks("resumes", day="2026-11-16"), loss=None)
    facts = _facts(trial_view(figures, people={}))
    assert not {"Leads", "Sales", "Got in touch", "Usually write, did not"} & facts.keys()
    assert {"Noticed", "You got back"} <= facts.keys()


def test_nobody_noticing_is_said_once_there_was_a_silent_week() -> None:
    assert _facts(trial_view(pause(), people={}))["Noticed"] == "nobody"
    assert "Noticed" not in _facts(trial_view(pause((), ()), people={}))


def test_rows_open_what_they_stand_for() -> None:
    doors = {
        fact.label: fact.door
        for block in trial_view(FULL, people={}).blocks
        if isinstance(block, Facts)
        for fact in block.facts
    }
    assert doors["On it all the same"] == Door(("2026-10-06:1",))
    assert doors["Noticed"] == Door(("2026-10-12:3", "2026-10-13:3"))
    listed = trials_view(TrialsFigures((FULL,), (), (), NOTHING_LEFT_OUT)).blocks[0]
    assert isinstance(listed, Facts)
    assert listed.facts[0].door == Door(view="trials", subject="2026-10-linkedin")
