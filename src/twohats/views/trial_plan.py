"""What a trial could show before it is planned, and which weeks a coin has drawn (METHOD 5.1, 5.3)."""

from __future__ import annotations

from twohats.format.trial import HALF_DOUBLE, SIMPLE
from twohats.measures.trial_weeks import trial_weeks
from twohats.views import pause_wording as wording
from twohats.views.blocks import Cell, Column, Fact, Facts, Record, Table, View
from twohats.views.channel_names import called
from twohats.views.dates import day_text, span_text
from twohats.views.left_out import left_out_blocks
from twohats.views.trials import drawn_fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.format.trial import Trial
    from twohats.measures.planning import Plan, Prospect
    from twohats.views.blocks import Block

_NO_NAMES: dict[str, str] = {}
FOUND = "Found is what 4 of 5 such pauses find; at most is what they say, about, where nothing is lost."


def plan_view(plan: Plan, *, names: Mapping[str, str] = _NO_NAMES) -> View:
    """A trial as it would be written, and what it and the other designs could show at the user's own numbers.

    `names` are the names to show for channels.
    """
    own, chosen = plan.own, plan.chosen
    (trial,) = called([plan.trial], names)
    advice = [*wording.advice(own), *wording.design_advice(trial)]
    if chosen is not None:
        advice += wording.seen_advice(chosen.seen)
    if plan.crossing:
        advice.append(
            f"{plan.crossing} is silent in the weeks around it: with that there will be no verdict."
        )
    facts = [*_weeks(trial), Fact("Your numbers", wording.own_numbers_say(own))]
    if trial.design == HALF_DOUBLE and own.minutes:
        facts.append(Fact("Half and double", wording.half_double_says(own.minutes)))
    notes = Facts("", tuple(Fact("", each, "muted") for each in advice))
    said: tuple[Block, ...] = (Facts("", tuple(facts)), notes)
    if own.weeks and chosen:
        said = (said[0], _shows(chosen, plan.others), notes)
    return View("trials", "Plan", wording.title_says(trial), "", (*said, *left_out_blocks(plan.left_out)))


def _shows(chosen: Prospect, others: tuple[Prospect, ...]) -> Table:
    """What each design could show, that of the plan first."""
    columns = (Column(right=False), Column("finds a loss of"), Column("else: at most"))
    records = []
    for each in (chosen, *others):
        name, found, bound = (
            wording.design_words(each.design),
            wording.found_says(each),
            wording.bound_says(each),
        )
        role = "title" if each is chosen else "text"
        says = f"{wording.design_says(each.design)} {wording.prospect_says(each)}"
        records.append(Record((Cell(name, role), Cell(found, role), Cell(bound, role)), says))
    return Table("At your numbers", columns, tuple(records), (FOUND,))


def _weeks(trial: Trial) -> list[Fact]:
    """From when to when, from when on it can be judged, and what the coin has drawn."""
    if trial.first is None or trial.last is None:
        return []
    weeks = trial_weeks(trial)
    facts = [
        Fact("When", span_text(trial.first.isoformat(), trial.last.isoformat())),
        Fact("Judged", f"from {day_text(weeks.judged_from.isoformat(), weekday=True)} on"),
    ]
    if trial.design != SIMPLE:
        facts.append(drawn_fact(trial))
        facts.append(Fact("The coin", f"drawn from the seed {trial.seed}", "muted"))
    return facts
