"""Trials as views: all of them, and one with what it showed (METHOD 5.4, 5.5)."""

from __future__ import annotations

from twohats.format.trial import HALF_DOUBLE, SIMPLE
from twohats.measures import pauses
from twohats.views import pause_wording as wording
from twohats.views.blocks import Advice, Cell, Door, Fact, Facts, Spark, Sparks, View
from twohats.views.channel_names import called, pause_called
from twohats.views.dates import day_text, span_text
from twohats.views.left_out import left_out_blocks
from twohats.views.wording import name_of, number_of, persons

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.format.trial import Trial
    from twohats.measures.happened import Happened
    from twohats.measures.pauses import PauseFigures, Remark
    from twohats.measures.trials import TrialsFigures

_NO_NAMES: dict[str, str] = {}
NAME, TITLE = "trials", "Trials"
KEYS = (("p", "plan one"), ("Enter", "look at one"), ("B", "break one off"))
EMPTY = Fact(
    "",
    "None yet",
    advice=Advice(
        "trials plan", "brand linkedin post", "says what a pause could show, then asks what you expect"
    ),
)
NOT_PLANNED = "Not planned, so nothing follows from what came in meanwhile."
_CHECK = Advice("check", what="says why")
_ORDER = (pauses.RUNNING, pauses.RESUMED, pauses.PLANNED, pauses.OVER)
_BREAKABLE = (pauses.PLANNED, pauses.RUNNING)
_MOST_HAPPENED = 12
"""Pauses that merely happened, of which the latest are listed."""


def trials_view(figures: TrialsFigures, *, names: Mapping[str, str] = _NO_NAMES) -> View:
    """All trials, those that run first; then the pauses that merely happened.

    `names` are the names to show for channels.
    """
    trials = [pause_called(each, names) for each in figures.trials]
    ordered = sorted(trials, key=lambda each: _ORDER.index(each.stands))
    facts = [_fact(each) for each in ordered]
    facts += [Fact(trial.name, "not understood", "warn", advice=_CHECK) for trial in figures.unread]
    count = number_of(len(facts), "trial") if facts else ""
    left_out = left_out_blocks(figures.left_out)
    blocks = (Facts("", tuple(facts) or (EMPTY,)), _happened(called(figures.happened, names)), *left_out)
    return View(NAME, TITLE, "would stopping cost anything?", count, blocks, KEYS)


def _fact(figures: PauseFigures) -> Fact:
    trial = figures.trial
    says = f"{wording.title_says(trial)}, {_when(trial)}: {wording.short_verdict(figures)}"
    return Fact(trial.name, says, door=Door(view=NAME, subject=trial.name))


def _when(trial: Trial) -> str:
    if trial.first is None or trial.last is None:
        return ""
    return span_text(trial.first.isoformat(), trial.last.isoformat())


def _happened(happened: Sequence[Happened]) -> Facts:
    shown = happened[:_MOST_HAPPENED]
    facts = [
        Fact(f"{each.channel} ({each.hat})", f"{number_of(each.days, 'day')} without a post, {_span(each)}")
        for each in shown
    ]
    if len(happened) > len(shown):
        facts.append(Fact("", f"{len(happened) - len(shown)} earlier ones are in --json.", "muted"))
    if shown:
        facts.append(Fact("", NOT_PLANNED, "muted"))
    return Facts("Pauses that merely happened", tuple(facts), "none")


def _span(each: Happened) -> str:
    return span_text(each.first, each.last) if each.last else f"since {day_text(each.first)}"


def trial_view(
    figures: PauseFigures,
    *,
    people: Mapping[str, str],
    names: Mapping[str, str] = _NO_NAMES,
    anonymous: bool = False,
) -> View:
    """One trial: contacts week by week, the verdict or why there is none, who noticed, what was expected.

    `people` and `names` are the names to show for people and channels.
    """
    figures = pause_called(figures, names)
    trial = figures.trial
    said = Facts("", tuple(map(_said, _sentences(figures))))
    tallies = _tallies(figures, people, anonymous=anonymous)
    return View(
        NAME,
        "Trial",
        wording.title_says(trial),
        f"{_when(trial)}, {wording.DESIGN_NAMES[trial.design]}",
        (
            _weeks(figures),
            said,
            tallies,
            _written(trial, anonymous=anonymous),
            *left_out_blocks(figures.left_out),
        ),
        (*((("B", "break off"),) if figures.stands in _BREAKABLE else ()), ("Esc", "back")),
    )


def _sentences(figures: PauseFigures) -> list[str]:
    contacts = wording.contacts_say(figures)
    found = [f"{contacts[:1].upper()}{contacts[1:]}."] if contacts else []
    return [*found, *wording.verdict_says(figures)]


def _said(sentence: str) -> Fact:
    return Fact("", sentence, advice=_CHECK if sentence is wording.NOT_UNDERSTOOD else None)


def _weeks(figures: PauseFigures) -> Sparks:
    """Contacts of every week: the silent ones and the others, on one scale."""
    silent = dict(zip(figures.weeks.silent, figures.silent, strict=False))
    normal = dict(zip(figures.weeks.normal, figures.normal, strict=False))
    weeks = sorted((*figures.weeks.silent, *figures.weeks.normal))
    if len(silent) + len(normal) < 2:
        return Sparks("", (), (), ())
    names = ("usual", "silent") if figures.trial.design in (SIMPLE, "coin") else ("double", "half")
    sparks = tuple(
        Spark(
            name,
            tuple(None if week not in counts else float(counts[week]) for week in weeks),
            cells=(Cell(str(sum(counts.values()))), Cell(str(len(counts)))),
            says=f"{name}: {number_of(sum(counts.values()), 'contact')} in {number_of(len(counts), 'week')}",
        )
        for name, counts in zip(names, (normal, silent), strict=True)
        if counts
    )
    firsts = tuple(week.first.isoformat() for week in weeks)
    return Sparks("Contacts a week", firsts, ("contacts", "weeks"), sparks)


def _tallies(figures: PauseFigures, people: Mapping[str, str], *, anonymous: bool) -> Facts:
    """What was counted beside the contacts: hours, people, names."""
    facts: list[Fact] = []
    judged = figures.stands == pauses.OVER
    if figures.got_back is not None and figures.silent:
        facts.append(Fact("You got back", wording.got_back_says(figures.got_back)))
    if figures.against:
        lines = number_of(len(figures.against), "line")
        facts.append(
            Fact("On it all the same", f"{lines} in the silent weeks", "warn", Door(figures.against))
        )
    if judged:
        facts.append(Fact("Leads", wording.compared(figures.leads, figures)))
        facts.append(Fact("Sales", wording.compared(figures.sales, figures)))
        wrote = wording.people_say(figures)
        facts += [Fact("Got in touch", wrote)] if wrote else []
    for label, remarks in (("Noticed", figures.noticed), ("Commented", figures.commented)):
        if remarks or (label == "Noticed" and figures.silent):
            says = _remarks(remarks, people, anonymous=anonymous) or "nobody"
            facts.append(Fact(label, says, door=Door(tuple(each.place for each in remarks))))
    if judged and figures.missed:
        facts.append(_missed(figures.missed, people, anonymous=anonymous))
    logged, days = figures.logged
    if days:
        facts.append(Fact("Logged", f"{logged} of {number_of(days, 'day')}", "muted"))
    return Facts("", tuple(facts))


def _remarks(remarks: Sequence[Remark], people: Mapping[str, str], *, anonymous: bool) -> str:
    named = list(dict.fromkeys(person for each in remarks for person in each.people))
    unnamed = sum(1 for each in remarks if not each.people)
    if anonymous:
        return persons(len(named) + unnamed) if named or unnamed else ""
    says = []
    for each in remarks:
        who = ", ".join(name_of(person, people) for person in each.people) or "somebody"
        says.append(f"{who}: {each.note.splitlines()[0]}" if each.note else who)
    return " \N{MIDDLE DOT} ".join(says)


def _missed(missed: Sequence[str], people: Mapping[str, str], *, anonymous: bool) -> Fact:
    if anonymous:
        return Fact("Usually write, did not", persons(len(missed)))
    text = ", ".join(name_of(each, people) for each in missed)
    return Fact("Usually write, did not", text, door=Door(person=missed[0]) if len(missed) == 1 else Door())


def drawn_fact(trial: Trial) -> Fact:
    """The first days of the blocks that the coin has drawn."""
    name = "Half weeks from" if trial.design == HALF_DOUBLE else "Silent from"
    return Fact(name, ", ".join(day_text(day.isoformat()) for day in trial.drawn))


def _written(trial: Trial, *, anonymous: bool) -> Facts:
    """What its user wrote down before it, in their words."""
    words = [
        ("You expected", trial.expect),
        ("You had an interest in", trial.interest),
        ("You wanted to know", trial.question),
        ("You would break off", trial.stop_if),
        ("Counted is", trial.counts),
    ]
    facts = [] if anonymous else [Fact(label, text) for label, text in words if text]
    if trial.ended is not None:
        because = f": {trial.ended_because}" if trial.ended_because and not anonymous else ""
        facts.append(Fact("Broken off", f"{day_text(trial.ended.isoformat(), weekday=True)}{because}"))
    if trial.drawn:
        facts.append(drawn_fact(trial))
    if trial.seed:
        facts.append(Fact("The coin", f"drawn from the seed {trial.seed}", "muted"))
    return Facts("", tuple(facts))
