"""What a pause showed: contacts lost, who noticed, who did not write, hours got back (METHOD 5, M23)."""

from __future__ import annotations

from twohats.format.trial import COIN, HALF_DOUBLE, SIMPLE
from twohats.measures.half_double import LastHour, half_double
from twohats.measures.inbound import a_week, inbound, silent_regulars, usual_people
from twohats.measures.intervals.pauses import MOST_PAIRS, coin_pause, pause_dispersion, simple_pause
from twohats.measures.planning import LONGER, MORE_PAIRS, Prospect, shows_of
from twohats.measures.trial_weeks import trial_weeks
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from twohats.format.calendar import Week
    from twohats.format.trial import Trial
    from twohats.measures.inbound import Inbound
    from twohats.measures.intervals.pauses import Loss
    from twohats.measures.timeline import LeftOut, TimedEntry, TimedEvent, Timeline
    from twohats.measures.tracing import Trace
    from twohats.measures.trial_weeks import TrialWeeks

LEAST_PAIRS = 5
"""Fewer pairs cannot get to 1 chance in 20, however they fell."""
LEAST_SILENT = 2
"""Whole silent weeks, under which a pause that was broken off is not judged."""

PLANNED, RUNNING, RESUMED, OVER = "planned", "running", "resumed", "over"
"""Where a trial stands: not begun; begun; over, but weeks that it is held against are not; all weeks in."""

BEGINS = "begins"
"""It has not begun; `day` is when it does."""
RUNS = "runs"
"""It is not over; `day` is the first day on which it can be judged."""
RESUMES = "resumes"
"""The weeks after it are not all in; `day` likewise."""
CUT = "cut"
"""It was broken off before so many whole weeks (`of`) were silent; `number` of them were."""
PAIRS = "pairs"
"""`number` complete pairs of blocks, and it takes `of`."""
MANY_PAIRS = "many pairs"
"""`number` pairs, of which no more than `of` can be looked at."""
UNLOGGED = "unlogged"
"""So many weeks (`number`) of the `of` that count have no line at all."""
CROSSED = "crossed"
"""Another trial of the same hat and channel is silent in so many (`number`) of the weeks it is held against."""
NO_WEEKS = "no weeks"
"""It has no whole week, or no block that the coin has drawn."""


class Lacks(NamedTuple):
    """Why there is no verdict on a trial."""

    kind: str
    """One of the words above."""
    number: int = 0
    of: int = 0
    day: str = ""
    """ISO date."""


class Remark(NamedTuple):
    """A line of somebody who noticed, or who commented."""

    people: tuple[str, ...]
    """Empty where the line names nobody."""
    place: str
    """`2026-10-12:3`."""
    note: str


class PeopleIn(NamedTuple):
    """How many different people got in touch in a window as long as the silence; those whom lines name."""

    usual: float | None
    """In the middle one of all such windows outside of it; None where there is none."""
    silent: float
    """In the silence; of several blocks, in the middle one."""
    weeks: int
    """The length of the window."""


class PauseFigures(NamedTuple):
    """What there is to say of one trial. A tally has no interval; `loss` and `last_hour` are estimates."""

    trial: Trial
    weeks: TrialWeeks
    stands: str
    """`planned`, `running`, `resumed`, `over`."""
    silent: tuple[int, ...]
    """Contacts in each silent (or half) week that is over, a person once a week, oldest first."""
    normal: tuple[int, ...]
    """Contacts in each week they are held against that is over."""
    missing: Lacks | None
    """Why there is no verdict."""
    loss: Loss | None
    """What a pause cost."""
    last_hour: LastHour | None
    """What the last hour of a week brings, of half and double weeks; it may lack something of its own."""
    longer: Prospect | None
    """What a longer pause could show, where this one cannot rule out that all was lost."""
    leads: tuple[int, int]
    """In the normal weeks and in the silent ones."""
    sales: tuple[int, int]
    got_back: int | None
    """Minutes that a normal week has on what was paused, for every silent week, less those spent on it anyway.
    None without normal weeks, and for half and double weeks."""
    against: tuple[str, ...]
    """Places of the lines that were logged on it in silent weeks."""
    noticed: tuple[Remark, ...]
    """In the silent weeks, in any hat."""
    commented: tuple[Remark, ...]
    missed: tuple[str, ...]
    """Who usually writes, and did not."""
    people: PeopleIn
    logged: tuple[int, int]
    """Days with a line, of the days of all these weeks that are over."""
    left_out: LeftOut
    """What was not read of the weeks around it."""


def pause_figures(
    timeline: Timeline,
    trial: Trial,
    others: Iterable[Trial] = (),
    *,
    today: date,
    traced: Sequence[tuple[TimedEvent, Trace]] = (),
) -> PauseFigures:
    """The figures of a trial, of a timeline with the weeks from 6 before it to 4 after it, as far as they have been.

    `others` are the journal's other trials; `traced` its returns, for half and double weeks. A simple pause is never
    judged before four resumed weeks are in: with a baseline on one side only, a plain decline looks like a drop.
    """
    weeks = trial_weeks(trial)
    found = inbound(timeline, trial.hat)
    silent, normal = (_back(timeline, each, today) for each in (weeks.silent, weeks.normal))
    missing = _missing(timeline, trial, weeks, others, today)
    halved = trial.design == HALF_DOUBLE
    loss = None if missing or halved else _loss(timeline, trial, weeks, found, today)
    last_hour = None
    if halved and not missing:
        entries = on_it(timeline, trial)
        last_hour = half_double(timeline, traced, entries, sorted((*silent, *normal), reverse=True))
    return PauseFigures(
        trial,
        weeks,
        _stands(weeks, trial, today),
        tuple(a_week(found, silent)),
        tuple(a_week(found, normal)),
        missing,
        loss,
        last_hour,
        _longer(trial, weeks, loss, silent, normal, found) if loss else None,
        _arrived(timeline, trial.hat, "lead", normal, silent),
        _arrived(timeline, trial.hat, "sale", normal, silent),
        None if halved else _got_back(timeline, trial, normal, silent),
        () if halved else logged_against(timeline, trial, silent),
        () if halved else _remarks(timeline, "noticed", silent),
        () if halved else _remarks(timeline, "commented", silent, trial.hat),
        () if halved else silent_regulars(timeline, trial.hat, normal, silent),
        _people(timeline, weeks, found, today),
        _logged(timeline, (*silent, *normal)),
        timeline.left_out(),
    )


def _back(timeline: Timeline, weeks: Iterable[Week], today: date) -> list[int]:
    """Those of the weeks that are over, as the timeline counts them."""
    return [weeks_back(timeline, week) for week in weeks if week.last < today]


def weeks_back(timeline: Timeline, week: Week) -> int:
    """How many weeks a week is before the timeline's last one."""
    return (timeline.week.first - week.first).days // 7


def _stands(weeks: TrialWeeks, trial: Trial, today: date) -> str:
    if trial.ended is None and trial.first and trial.last:
        if today < trial.first:
            return PLANNED
        if today <= trial.last:
            return RUNNING
    return RESUMED if weeks.silent and today < weeks.judged_from else OVER


def _missing(
    timeline: Timeline, trial: Trial, weeks: TrialWeeks, others: Iterable[Trial], today: date
) -> Lacks | None:
    """Why it cannot be judged, the reason first that time alone will not mend."""
    stands = _stands(weeks, trial, today)
    ready = weeks.judged_from.isoformat()
    pairs = len(weeks.pairs)
    if trial.ended is not None and trial.design == SIMPLE and len(weeks.silent) < LEAST_SILENT:
        return Lacks(CUT, len(weeks.silent), of=LEAST_SILENT)
    if not weeks.silent:
        return Lacks(NO_WEEKS) if trial.ended is None else Lacks(CUT, of=2 * trial.block_weeks)
    if trial.design == COIN and pairs < LEAST_PAIRS:
        return Lacks(PAIRS, pairs, of=LEAST_PAIRS)
    if trial.design == COIN and pairs > MOST_PAIRS:
        return Lacks(MANY_PAIRS, pairs, of=MOST_PAIRS)
    if stands == PLANNED:
        return Lacks(BEGINS, day=trial.first.isoformat() if trial.first else "")
    if today < weeks.judged_from:
        return Lacks(RUNS if stands == RUNNING else RESUMES, day=ready)
    counted = [weeks_back(timeline, week) for week in (*weeks.silent, *weeks.normal)]
    empty = _without_line(timeline, counted)
    if empty:
        return Lacks(UNLOGGED, empty, of=len(counted))
    crossed = _crossed(trial, weeks, others)
    return Lacks(CROSSED, crossed, of=len(weeks.normal)) if crossed else None


def _without_line(timeline: Timeline, weeks: Iterable[int]) -> int:
    """How many of the weeks have no line: nothing in them is no contact, and a week without lines is no week."""
    return sum(1 for week in weeks if not timeline.logged.intersection(_days(timeline, week)))


def _days(timeline: Timeline, week: int) -> range:
    first = timeline.week.back(week).first.toordinal()
    return range(first, first + 7)


def _crossed(trial: Trial, weeks: TrialWeeks, others: Iterable[Trial]) -> int:
    """In how many of the normal weeks another trial of the same hat and channel is silent."""
    elsewhere = {
        week
        for other in others
        if other != trial
        and other.hat == trial.hat
        and (other.channel == trial.channel or "" in (other.channel, trial.channel))
        for week in trial_weeks(other).silent
    }
    return sum(1 for week in weeks.normal if week in elsewhere)


def _loss(timeline: Timeline, trial: Trial, weeks: TrialWeeks, found: list[Inbound], today: date) -> Loss:
    def counts(of: Iterable[Week]) -> list[int]:
        return a_week(found, _back(timeline, of, today))

    if trial.design == SIMPLE:
        return simple_pause(counts(weeks.normal), counts(weeks.silent))
    pairs = [(sum(counts(pair.normal)), sum(counts(pair.silent))) for pair in weeks.pairs]
    return coin_pause(pairs, block_weeks=len(weeks.pairs[0].silent))


def _longer(
    trial: Trial, weeks: TrialWeeks, loss: Loss, silent: list[int], normal: list[int], found: list[Inbound]
) -> Prospect | None:
    """What the next longer design of METHOD 5.3 could show; of the longest, nothing is longer."""
    if loss.fell or loss.at_most < loss.normal or not loss.normal:
        return None
    longer = LONGER if trial.design == SIMPLE and len(weeks.silent) < LONGER.weeks else MORE_PAIRS
    if trial.design == COIN and len(weeks.pairs) >= MORE_PAIRS.pairs:
        return None
    variance = pause_dispersion(a_week(found, normal), a_week(found, silent)).phi
    return Prospect(longer, shows_of(longer, loss.normal, variance), None)


def _people(timeline: Timeline, weeks: TrialWeeks, found: list[Inbound], today: date) -> PeopleIn:
    blocks = [pair.silent for pair in weeks.pairs] or [weeks.silent]
    phases = [weeks.before, weeks.after, *(pair.normal for pair in weeks.pairs)]
    window = len(blocks[0])
    if not window:
        return PeopleIn(None, 0.0, 0)
    silent = usual_people(found, [_back(timeline, each, today) for each in blocks], window)
    usual = usual_people(found, [_back(timeline, each, today) for each in phases], window)
    return PeopleIn(usual, silent or 0.0, window)


def _arrived(
    timeline: Timeline, hat: str, kind: str, normal: Iterable[int], silent: Iterable[int]
) -> tuple[int, int]:
    """How many of a kind arrived in a hat in the normal weeks, and in the silent ones."""
    weeks: dict[int, int] = {}
    for each in timeline.timed_events:
        if each.event.kind == kind and each.event.verb == "got" and each.event.hat == hat:
            weeks[each.week] = weeks.get(each.week, 0) + each.event.count
    return sum(weeks.get(week, 0) for week in normal), sum(weeks.get(week, 0) for week in silent)


def on_it(timeline: Timeline, trial: Trial) -> list[TimedEntry]:
    """The entries that a trial is about: of its hat and channel, and of its activity if it names one."""
    return [
        each
        for each in timeline.timed_entries
        if each.entry.hat == trial.hat
        and trial.channel in ("", each.entry.channel)
        and trial.activity in ("", each.entry.activity)
    ]


def _got_back(timeline: Timeline, trial: Trial, normal: list[int], silent: list[int]) -> int | None:
    weeks: dict[int, int] = {}
    for each in on_it(timeline, trial):
        weeks[each.week] = weeks.get(each.week, 0) + each.entry.minutes
    if not normal or not silent:
        return None
    usual = sum(weeks.get(week, 0) for week in normal) / len(normal)
    return round(usual * len(silent) - sum(weeks.get(week, 0) for week in silent))


def logged_against(timeline: Timeline, trial: Trial, silent: Iterable[int]) -> tuple[str, ...]:
    """The places of entries on it in silent weeks."""
    quiet = set(silent)
    return tuple(each.place for each in on_it(timeline, trial) if each.week in quiet)


def _remarks(timeline: Timeline, kind: str, silent: Iterable[int], hat: str = "") -> tuple[Remark, ...]:
    """Lines of a kind in the silent weeks: of one hat, or of any."""
    quiet = set(silent)
    return tuple(
        Remark(each.event.people, each.place, each.event.note)
        for each in timeline.timed_events
        if each.week in quiet
        and each.event.verb == "got"
        and each.event.kind == kind
        and hat in ("", each.event.hat)
    )


def _logged(timeline: Timeline, weeks: Iterable[int]) -> tuple[int, int]:
    days = [day for week in weeks for day in _days(timeline, week)]
    return sum(1 for day in days if day in timeline.logged), len(days)
