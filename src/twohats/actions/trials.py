"""Trials: judged, planned, drawn by coin, broken off (METHOD 5). Used by the shell and the app alike."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from twohats.actions.past import past_of
from twohats.actions.timeline import read_timeline
from twohats.drafting.trial_text import new_text, with_end
from twohats.drafting.trial_words import first_of_week
from twohats.errors import NothingFound, NotUnderstood
from twohats.format.calendar import week_of
from twohats.format.paths import file_name, trial_path
from twohats.format.trial import COIN, HALF_DOUBLE, SIMPLE, Trial, drawn_blocks
from twohats.journal.trials import trials_of
from twohats.measures.evidence import settle
from twohats.measures.pauses import PauseFigures, pause_figures
from twohats.measures.planning import (
    COIN_ABOVE,
    LONG_LAG,
    OFFERED,
    Design,
    Plan,
    own_numbers,
    prospect,
)
from twohats.measures.returns import trace_returns
from twohats.measures.tracing import TOUCH_DAYS
from twohats.measures.trial_weeks import trial_weeks
from twohats.measures.trials import TrialsFigures, days_that_count, trials_figures
from twohats.system.machine import as_typed
from twohats.text.fold import fold
from twohats.text.suggest import nearest
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twohats.drafting.trial_words import PlanWords
    from twohats.format.model import Problem
    from twohats.journal.folder import Journal
    from twohats.journal.people import People
    from twohats.measures.planning import OwnNumbers
    from twohats.measures.timeline import Timeline

PLAN_WEEKS = 52
"""Weeks that a plan's numbers are looked for in: they are those of 8, which need not follow each other."""
COUNTS = "people who get in touch of their own accord, once a week each"


class ReadTrials(NamedTuple):
    """All trials, judged."""

    figures: TrialsFigures
    people: People
    problems: tuple[Problem, ...]
    """Files of trials that cannot be read."""
    named: frozenset[str]
    """Everyone that any line names."""
    channels: dict[str, str]
    """Channel to the name to show for it."""


class Written(NamedTuple):
    """What is written down before a trial, in the user's words; empty for what is not."""

    expect: str = ""
    interest: str = ""
    stop_if: str = ""
    question: str = ""
    counts: str = ""


def all_trials(journal: Journal, today: date) -> ReadTrials:
    """Every trial of the journal, judged as far as can be, and the pauses that merely happened."""
    trials = trials_of(journal)
    past = past_of(journal, week_of(today, start=journal.week_start), today)
    days = {each: days_that_count(each, today) for each in trials.trials if each.whole}
    for trial, (first, last) in days.items():
        past.read_days(first - TOUCH_DAYS if trial.design == HALF_DOUBLE else first, last)
    events = past.timeline().timed_events
    for trial, (first, last) in days.items():
        if trial.design == HALF_DOUBLE:
            past.read_origins(each for each in events if first <= each.when[0] <= last)
    figures = trials_figures(past.timeline(), past.digest, trials.trials, today=today)
    left_out = figures.left_out
    figures = figures._replace(left_out=left_out._replace(files=left_out.files + len(trials.problems)))
    return ReadTrials(
        figures, past.people, trials.problems, past.digest.named(), journal.cached_settings.channel_names
    )


def one_trial(journal: Journal, name: str, today: date) -> tuple[PauseFigures, People]:
    """One trial, judged, from the weeks around it; raises NothingFound, and NotUnderstood for one with problems."""
    trials = trials_of(journal).trials
    trial = find_trial(trials, name)
    if not trial.whole:
        problem = trial.problems[0]
        raise NotUnderstood(
            f"{trial.path} is not understood: {problem.message}",
            problem.hint or "hat check",
            command="" if problem.hint else "check",
        )
    timeline, people = _around(journal, trial, today)
    others = [each for each in trials if each.whole]
    traced = settle(timeline, trace_returns(timeline)) if trial.design == HALF_DOUBLE else []
    return pause_figures(timeline, trial, others, today=today, traced=traced), people


def _around(journal: Journal, trial: Trial, today: date) -> tuple[Timeline, People]:
    """The weeks of the lines that a trial's figures look at."""
    first, last = (
        week_of(date.fromordinal(day), start=journal.week_start) for day in days_that_count(trial, today)
    )
    read = read_timeline(journal, last, today, weeks_before=max((last.first - first.first).days // 7, 0))
    return read.timeline, read.people


def find_trial(trials: Sequence[Trial], name: str) -> Trial:
    """The trial of a name, or the only one whose name has it as a part; raises NothingFound."""
    wanted = fold(name.removesuffix(".toml").rpartition("/")[2])
    names = [fold(*as_typed([each.name])) for each in trials]  # of files, which are read as the locale says
    found = [each for each, called in zip(trials, names, strict=True) if called == wanted]
    found = found or [each for each, called in zip(trials, names, strict=True) if wanted in called]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise NotUnderstood(f"{name} is several trials", ", ".join(each.name for each in found))
    near = nearest(wanted, names)
    if not names:
        raise NothingFound(f"there is no trial {name}", "hat trials plan makes one", command="trials")
    raise NothingFound(
        f"there is no trial {name}", f"did you mean {near}?" if near else f"there are {', '.join(names)}"
    )


# Planned


def plan(journal: Journal, words: PlanWords, today: date, *, seed: str = "") -> Plan:
    """What a plan's words make, and what it could show; raises NotUnderstood. Nothing is written."""
    this_week = week_of(today, start=journal.week_start)
    read = read_timeline(journal, this_week, today, weeks_before=PLAN_WEEKS)
    subject = (words.hat, words.channel, words.activity)
    own = own_numbers(read.timeline, trace_returns(read.timeline), *subject, today=today)
    design = _design(words, own)
    asked = words.first or today + timedelta(1)
    first = first_of_week(asked, journal.week_start)
    if first < today:
        raise NotUnderstood(f"{first} is over: a trial is written down before it begins", "from next week")
    trial = _trial(words, design, first, seed)
    others = trials_of(journal).trials
    chosen = None if words.design == HALF_DOUBLE else prospect(own, design)
    rest = tuple(prospect(own, each) for each in OFFERED if each != design)
    moved, crossing = words.first not in (None, first), _crossing(trial, others)
    return Plan(trial, own, chosen, rest, moved, crossing, read.timeline.left_out())


def _design(words: PlanWords, own: OwnNumbers) -> Design:
    """The design asked for, or the one that the numbers ask for."""
    if words.design == SIMPLE:
        return Design(SIMPLE, words.weeks)
    if words.design:
        return Design(words.design, 0, words.pairs, words.block_weeks)
    if own.contacts <= COIN_ABOVE:
        return Design(SIMPLE, 2)
    return Design(COIN, 0, 6, 2) if (own.lag or 0) > LONG_LAG else Design(COIN, 0, 8)


def _trial(words: PlanWords, design: Design, first: date, seed: str) -> Trial:
    name = f"{first.isoformat()[:7]}-{file_name(words.channel or words.activity) or 'trial'}"
    drawn = () if design.kind == SIMPLE else drawn_blocks(seed, first, design.pairs, design.block_weeks)
    return Trial(
        name,
        trial_path(name),
        words.hat,
        words.channel,
        words.activity,
        design.kind,
        first,
        first + timedelta(7 * design.all_weeks - 1),
        COUNTS,
        "",
        "",
        "",
        "",
        "" if design.kind == SIMPLE else seed,
        design.block_weeks,
        drawn,
        None,
        "",
    )


def _crossing(trial: Trial, others: Sequence[Trial]) -> str:
    """Another trial of the same hat and channel that is silent in the weeks around it; raises NotUnderstood if it
    runs on the same days.
    """
    around = set(trial_weeks(trial).normal)
    crossing = ""
    for other in others:
        same = other.whole and other.hat == trial.hat
        if not same or not (other.channel == trial.channel or "" in (other.channel, trial.channel)):
            continue
        if _share_days(trial, other):
            raise NotUnderstood(
                f"{other.name} runs on it from {other.first} to {other.ended or other.last}",
                "from a later day, or break it off: hat trials stop",
                command="trials",
            )
        if around.intersection(trial_weeks(other).silent):
            crossing = other.name
    return crossing


def _share_days(one: Trial, other: Trial) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= (other.ended or other.last) and other.first <= one.last and other.ended != other.first


def write_plan(journal: Journal, trial: Trial, words: Written, day: str) -> Trial:
    """Write a planned trial's file, and give the trial as it was written; one undo takes it back.

    `day` is today's date.
    """
    taken = {each.name for each in trials_of(journal).trials}
    name = next(each for each in _names(trial.name) if each not in taken)
    trial = trial._replace(name=name, path=trial_path(name))
    expect, interest, stop_if, question, counts = (" ".join(each.split()) for each in words)
    trial = trial._replace(expect=expect, interest=interest, stop_if=stop_if, question=question)
    trial = trial._replace(counts=counts or trial.counts)
    text = new_text(trial, day)

    def edit(before: str) -> str:
        if before:
            raise NotUnderstood(f"{trial.path} is there already", "hat trials shows it", command="trials")
        return text

    journal.change(f"plan trial {name}", trial.path, edit)
    return trial


def _names(name: str) -> Iterator[str]:
    """The name, and the same with a number as often as needed."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def trial_to_stop(journal: Journal, name: str, today: date) -> Trial:
    """The trial of a name, which can be broken off; raises NothingFound, and NotUnderstood for one that is over."""
    trial = find_trial(trials_of(journal).trials, name)
    if trial.first is None or trial.last is None:
        raise NotUnderstood(f"{trial.path} is not understood", "hat check says why", command="check")
    if trial.ended is not None:
        raise NotUnderstood(
            f"{trial.name} was broken off on {trial.ended} already",
            "hat undo takes that back",
            command="undo",
        )
    if today > trial.last:
        raise NotUnderstood(f"{trial.name} was over on {trial.last}", "there is nothing to break off")
    return trial


def stop_trial(journal: Journal, name: str, today: date, because: str = "") -> Trial:
    """Write down that a trial is broken off, its comments kept; one undo takes it back.

    One that has not begun never begins. Raises as `trial_to_stop` and `Journal.change` do.
    """
    trial = trial_to_stop(journal, name, today)
    ended = max(today, trial.first or today)
    journal.change(
        f"break off trial {trial.name}",
        trial.path,
        lambda text: with_end(text, trial.path, ended, because.strip()),
    )
    return trial._replace(ended=ended, ended_because=because.strip())
