"""Every phrase of a trial: what it showed, what it lacks, what one could show (METHOD 5.5).

Nothing here praises or blames; a bound is said with its level, a silence with its reason.
"""

from __future__ import annotations

from math import isfinite

from twohats.format.times import duration_text
from twohats.format.trial import COIN, HALF_DOUBLE, SIMPLE
from twohats.measures import pauses
from twohats.measures.pauses import LEAST_PAIRS
from twohats.measures.planning import COIN_ABOVE, FEW_BELOW, LONG_LAG
from twohats.measures.trial_weeks import DOUBLE, HALF, share_of_usual
from twohats.views.dates import day_text
from twohats.views.slope_wording import CANNOT_TELL, elasticity_says
from twohats.views.trial_reminders import what_of
from twohats.views.wording import number_of, percent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.trial import Trial
    from twohats.measures.pauses import Lacks, PauseFigures
    from twohats.measures.planning import Design, OwnNumbers, Prospect

MOSTLY_SEEN = 0.9
"""The part of a loss that shows while a silence lasts, from which on it is not worth a sentence."""
FEW = 5
"""Under so many leads or sales together there is no comparison."""
ASK = "Ask the next five people how they found you."
LATER = "Counted in the silent weeks; what a silence does later is not in it."
DESIGN_NAMES = {SIMPLE: "simple pause", COIN: "drawn by coin", HALF_DOUBLE: "half and double weeks"}
NOT_UNDERSTOOD = "No verdict: its days are not understood"


def rate(value: float) -> str:
    """Contacts a week: `2.1`."""
    return f"{value:.1f}"


def what_stops(trial: Trial) -> str:
    """`posting on linkedin (brand)`, `linkedin (brand)`, `posting (brand)`."""
    return what_of(trial.hat, trial.channel, trial.activity)


def title_says(trial: Trial) -> str:
    """`2 weeks without posting on linkedin (brand)`, as planned."""
    what = what_stops(trial)
    if trial.design == SIMPLE:
        return f"{number_of(trial.weeks, 'week')} without {what}"
    if trial.design == COIN:
        return f"{number_of(trial.weeks // 2, 'week')} of {trial.weeks} without {what}"
    return f"half and double weeks of {what}"


def contacts_say(figures: PauseFigures) -> str:
    """Contacts a week without and with the silence, as far as there are weeks of either."""
    normal, silent = figures.normal, figures.silent
    usual = rate(sum(normal) / len(normal)) if normal else ""
    paused = rate(sum(silent) / len(silent)) if silent else ""
    if figures.trial.design != SIMPLE:
        words = ("half", "double") if figures.trial.design == HALF_DOUBLE else ("silent", "normal")
        parts = [f"in {number_of(len(normal), f'{words[1]} week')} {usual} contacts a week"] if normal else []
        parts += [f"in {number_of(len(silent), f'{words[0]} week')} {paused}"] if silent else []
        return ", ".join(parts)
    when = "before and after" if len(normal) > len(figures.weeks.before) else "before"
    parts = [f"{when} {usual} contacts a week ({number_of(len(normal), 'week')})"] if normal else []
    parts += [f"during {paused} ({number_of(len(silent), 'week')})"] if silent else []
    return ", ".join(parts)


def verdict_says(figures: PauseFigures) -> list[str]:
    """What the pause showed in whole sentences, or why it shows nothing."""
    if figures.missing:
        return [silence_says(figures.missing)]
    if figures.last_hour:
        says = elasticity_says(figures.last_hour.elasticity, figures.last_hour.kind)
        return [f"{says[:1].upper()}{says[1:]}."]
    loss = figures.loss
    if loss is None:
        return []
    if not sum(figures.normal) + sum(figures.silent):
        return ["Nobody got in touch in any of these weeks: nothing can be said.", ASK]
    if loss.fell:
        return [_fell(figures), LATER]
    if loss.at_most >= loss.normal:
        return [
            "Too short or contacts too rare to say anything: it could have cost you all of them.",
            *_longer(figures),
        ]
    if not loss.at_most:
        return ["No drop: more came in the silent weeks.", LATER]
    level = "90 %"
    if figures.trial.design == SIMPLE and loss.normal > COIN_ABOVE:
        level = "90 % if your trade does not swing by itself"
    cost = f"The pause cost you at most {rate(loss.at_most)} contacts a week ({level})."
    return [f"No drop that luck could not make. {cost}", LATER]


def _fell(figures: PauseFigures) -> str:
    loss = figures.loss
    if loss is None:
        return ""
    what = what_stops(figures.trial)
    between = f"brings between {rate(loss.at_least)} and {rate(loss.at_most)} a week"
    if figures.trial.design == SIMPLE:
        return (
            f"Contacts fell. That suggests that {what} {between} (90 % each side); other things may have "
            "changed too."
        )
    return (
        f"Contacts fell in the silent weeks, drawn by coin: {_chance(loss.p)} of that by luck. "
        f"It shows that {what} {between} (90 % each side)."
    )


def _chance(p: float) -> str:
    """`1 chance in 32`; `about 1 chance in 21` where it is not a whole number."""
    times = 1 / p
    whole = int(times + 1e-9)
    return f"{'' if abs(times - whole) < 1e-9 else 'about '}1 chance in {whole}"


def _longer(figures: PauseFigures) -> list[str]:
    """What a longer pause could show, or that none could."""
    longer = figures.longer
    if longer is None:
        return [ASK]
    name = design_says(longer.design)
    if longer.shows.loss is None:
        usual = sum(figures.normal) / max(len(figures.normal), 1)
        return [f"{name} could not show even the loss of all, at {rate(usual)} a week. {ASK}"]
    return [f"{name} would show {loss_says(longer.shows.loss)}."]


def loss_says(loss: float) -> str:
    """`a loss of about 9 in 10`."""
    tenths = max(round(loss * 10), 1)
    return "only the loss of nearly all" if tenths >= 10 else f"a loss of about {tenths} in 10"


def design_says(design: Design) -> str:
    """`A pause of 4 weeks`, `A coin over 5 pairs of weeks`."""
    if design.kind == SIMPLE:
        return f"A pause of {number_of(design.weeks, 'week')}"
    return f"A coin over {number_of(design.pairs, 'pair')} of {'weeks' if design.block_weeks == 1 else 'fortnights'}"


def design_words(design: Design) -> str:
    """The words that ask for a design: `2 weeks`, `coin 5`, `coin 6 fortnights`."""
    if design.kind == SIMPLE:
        return number_of(design.weeks, "week")
    return f"{design.kind} {design.pairs}{' fortnights' if design.block_weeks == 2 else ''}"


def silence_says(lacks: Lacks) -> str:
    """Why there is no verdict."""
    number, of = lacks.number, lacks.of
    match lacks.kind:
        case pauses.BEGINS:
            return f"It begins on {day_text(lacks.day, weekday=True)}."
        case pauses.RUNS:
            return f"It can be judged from {day_text(lacks.day, weekday=True)} on."
        case pauses.RESUMES:
            day = day_text(lacks.day, weekday=True)
            return f"Not judged before the four weeks after it are in: from {day} on."
        case pauses.CUT:
            whole = number_of(number, "whole week") if number else "no whole week"
            return f"Broken off with {whole} behind it, and a verdict takes {of}."
        case pauses.PAIRS:
            return f"No verdict: {number_of(number, 'pair')}, and under {LEAST_PAIRS} of them every drop could be luck."
        case pauses.MANY_PAIRS:
            return f"No verdict: {number} pairs, and no more than {of} can be looked at."
        case pauses.UNLOGGED:
            return f"No verdict: {number} of the {of} weeks that count have no line."
        case pauses.CROSSED:
            return f"No verdict: another trial is silent in {number} of the {of} weeks it is held against."
        case _:
            return NOT_UNDERSTOOD


def short_verdict(figures: PauseFigures) -> str:
    """The verdict in a few words, for a list of trials."""
    lacks, loss = figures.missing, figures.loss
    if lacks:
        words = {
            pauses.BEGINS: f"begins {day_text(lacks.day)}",
            pauses.RUNS: f"judged from {day_text(lacks.day)}",
            pauses.RESUMES: f"judged from {day_text(lacks.day)}",
            pauses.CUT: "broken off, no verdict",
        }
        return words.get(lacks.kind, "no verdict")
    if figures.last_hour:
        last = figures.last_hour.elasticity
        return CANNOT_TELL if last.missing or not last.verdict else f"the last hour: {last.verdict}"
    if loss is None:
        return "no verdict"
    if loss.fell:
        return f"fell by {rate(loss.at_least)} to {rate(loss.at_most)} a week"
    if loss.at_most >= loss.normal:
        return "contacts too rare to say"
    return f"cost at most {rate(loss.at_most)} a week" if loss.at_most else "no drop"


def compared(counts: tuple[int, int], figures: PauseFigures) -> str:
    """`1 before and after, 0 during: too few to compare`; never a percentage."""
    normal, silent = counts
    names = (
        ("before and after", "during")
        if figures.trial.design == SIMPLE
        else ("in the others", "in silent weeks")
    )
    text = f"{normal} {names[0]}, {silent} {names[1]}"
    if not normal + silent:
        return f"none {names[0]}, none {names[1]}"
    return f"{text}: too few to compare" if normal + silent < FEW else text


def got_back_says(minutes: int) -> str:
    """`3h14`, or that more went into it than usual."""
    if minutes < 0:
        return f"nothing: {duration_text(-minutes)} more than usual went into it"
    return duration_text(minutes) if minutes else "no time: the usual week has none on it"


def people_say(figures: PauseFigures) -> str:
    """`usually 5 people in 2 weeks, during the pause 4`; empty without a usual number."""
    usual, silent, weeks = figures.people
    if usual is None or not figures.silent or not usual + silent:
        return ""
    over = "a week" if weeks == 1 else f"{weeks} weeks"
    return f"usually {_count(usual)} {'person' if usual == 1 else 'people'} in {over}, in silence {_count(silent)}"


def _count(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else f"{number:.1f}"


# What a plan could show


def own_numbers_say(own: OwnNumbers) -> str:
    """What a plan starts from."""
    if not own.weeks:
        return "no whole week is in the journal yet"
    over = number_of(own.weeks, "week")
    minutes = duration_text(round(own.minutes)) if own.minutes else "nothing"
    return f"{rate(own.contacts)} contacts a week of their own accord, {minutes} a week on it ({over})"


def found_says(prospect: Prospect) -> str:
    """The smallest loss that a design finds: `8 in 10`, `nearly all`, `not even all`."""
    loss = prospect.shows.loss
    if loss is None:
        return "not even all"
    tenths = max(round(loss * 10), 1)
    return "nearly all" if tenths >= 10 else f"{tenths} in 10"


def bound_says(prospect: Prospect) -> str:
    """The middle "at most" where nothing is lost: `1.1 a week`."""
    at_most = prospect.shows.at_most
    return f"{rate(at_most)} a week" if isfinite(at_most) else "nothing"


def prospect_says(prospect: Prospect) -> str:
    """Both as one sentence: `finds a loss of 8 in 10; with nothing lost it says at most 2.6 a week`."""
    found = f"finds a loss of {found_says(prospect)}"
    if prospect.shows.loss is None:
        found = "does not find even the loss of all"
    return f"{found}; with nothing lost it says at most {bound_says(prospect)}"


def advice(own: OwnNumbers) -> list[str]:
    """Which design these numbers ask for, and what no design can show."""
    found: list[str] = []
    if not own.weeks:
        return found
    if own.contacts < FEW_BELOW:
        found.append(f"Under one contact a week a pause gives names and a loose bound, no more. {ASK}")
    if own.contacts > COIN_ABOVE:
        found.append(
            "Over 5 contacts a week a trade that swings by itself looks like a loss: let a coin choose the weeks."
        )
    if own.lag is not None and own.lag >= 1:
        days = number_of(round(own.lag), "day")
        found.append(f"What comes back comes after {days} (the middle one of those with a tag).")
        if own.lag > LONG_LAG:
            found.append(
                "A coin is better thrown for fortnights: a week of silence would hardly be felt in it."
            )
    return found


def seen_advice(seen: float | None) -> list[str]:
    """That a silence shows only a part of a loss, where that part is much under all of it."""
    if seen is None or seen > MOSTLY_SEEN:
        return []
    return [f"Earlier lines go on working: while it lasts, {percent(seen)} of a loss is felt."]


def design_advice(trial: Trial) -> list[str]:
    """What is to be known of a design before it begins."""
    if trial.design == SIMPLE:
        return ["Other things may change in the same weeks: what it shows, it suggests."]
    if trial.design == COIN:
        return ["The coin has chosen, so nothing else can have: what it shows, it shows."]
    return ["Half and double weeks, the coin says which: they show what the last hour of a week brings."]


def half_double_says(minutes: float) -> str:
    """`half weeks at most 1h30, double weeks about 5h50, where 2h55 is usual`."""
    half, double = (duration_text(share_of_usual(kind, minutes) or 0) for kind in (HALF, DOUBLE))
    return f"half weeks at most {half}, double weeks about {double}, where {duration_text(round(minutes))} is usual"
