"""Diminishing returns in words: the verdict with its interval, or what the gate still lacks (METHOD 4)."""

from __future__ import annotations

from twohats.measures import figures, slopes
from twohats.views.silences import more
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.measures.figures import Missing
    from twohats.measures.slopes import Elasticity, Fade

MANY = {
    "conversation": "conversations", "reply": "replies", "intro": "intros", "help": "help", "lead": "leads",
    "sale": "sales", "noticed": "times noticed", "commented": "comments",
}  # fmt: skip
"""What several of a kind of return are called."""
CANNOT_TELL = "can't tell"
_LARGE = 9.995


def many(kind: str) -> str:
    """`replies`; `returns` where none has come of any kind."""
    return MANY.get(kind, kind or "returns")


def elasticity_says(found: Elasticity, kind: str) -> str:
    """What the last hour of a week brings, beside the average one (M15)."""
    if found.missing or found.value is None or found.low is None or found.high is None:
        return lacking(found.missing, kind)
    value, limits = _part(found.value), f"{_part(found.low)} to {_part(found.high)}"
    over = number_of(found.weeks, "week")
    if found.verdict == slopes.SATURATING:
        return f"{many(kind)}: the last hour of a week brings {value} of what the average one does ({limits}), {over}"
    if found.verdict == slopes.NO_SIGN:
        return f"{many(kind)}: no sign that the last hour brings less: {value} of the average one ({limits}), {over}"
    return f"{many(kind)}: {CANNOT_TELL}: the last hour brings {limits} of the average one, {over}"


def fade_says(found: Fade, kind: str) -> str:
    """How what an hour brings changed from week to week (M16)."""
    if found.missing or found.value is None or found.low is None or found.high is None:
        return lacking(found.missing, kind)
    over = number_of(found.weeks, "week")
    if found.verdict == slopes.FELL:
        return (
            f"{many(kind)} an hour fell, by {_percents(-found.value, -found.high, -found.low)} a week, {over}"
        )
    if found.verdict == slopes.ROSE:
        return f"{many(kind)} an hour rose, by {_percents(found.value, found.low, found.high)} a week, {over}"
    return (
        f"{many(kind)} an hour: {CANNOT_TELL}: between {_percent(-found.low)} less and {_percent(found.high)} more "
        f"every week, {over}"
    )


def half_double_says(found: Elasticity) -> str:
    """How many weeks of half and double hours would about open the gate; empty where none are offered."""
    if not found.half_double:
        return ""
    pairs = found.half_double // 2
    return (
        f"about {pairs} half and {pairs} double {'week' if pairs == 1 else 'weeks'}, in turn, would show it"
    )


def half_double_words(found: Elasticity, side: str, channel: str = "") -> str:
    """The words that plan them, behind `hat trials plan`; empty where none are offered."""
    words = [side, channel, "half-double", str((found.half_double or 0) // 2)]
    return " ".join(filter(None, words)) if found.half_double else ""


def lacking(missing: Iterable[Missing], kind: str) -> str:
    """`can't tell yet: every week had about the same hours; 18 of 30 replies`."""
    parts = [_lacks(each, kind) for each in sorted(missing, key=lambda each: each.kind != figures.SAME_HOURS)]
    return f"{CANNOT_TELL} yet: {'; '.join(parts)}"


def _lacks(missing: Missing, kind: str) -> str:
    count = missing.number
    match missing.kind:
        case figures.WEEKS_WITH_HOURS:
            return f"{more(count, 'week')} with hours"
        case figures.FEW:
            return f"{count} of {missing.of} {many(kind)}"
        case figures.SAME_HOURS:
            return "every week had about the same hours"
        case figures.ONE_END:
            return f"all {many(kind)} came of the weeks at one end"
    return f"the weeks are too uneven, about {more(count, 'week')}"


def _part(value: float) -> str:
    """A part of an hour: one digit after the point, never minus zero."""
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text


def _percents(value: float, low: float, high: float) -> str:
    return f"{_percent(value)} ({_percent(low, bare=True)} to {_percent(high)})"


def _percent(part: float, *, bare: bool = False) -> str:
    """A change as a percentage; what is no longer worth a number is said to be over 999 %."""
    if part >= _LARGE:
        return "over 999" if bare else "over 999 %"
    return f"{round(100 * part)}" if bare else f"{round(100 * part)} %"
