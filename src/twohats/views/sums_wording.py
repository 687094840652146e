"""How the groups and the figures of sums are called: `hat sum`, its table, its CSV and its Markdown."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.query import by as by_what
from twohats.query.by import WITHOUT
from twohats.query.sums import LINES, MEASURES, MINUTES, PEOPLE, RETURNS
from twohats.views.rows import user_text
from twohats.views.wording import name_of, number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.query.by import By
    from twohats.query.sums import Figures, Group, Sums

ALL = "all"
NO_FIGURE = "-"
HEADS = {MINUTES: "hours"}
"""What stands above a measure where it is not its own name."""
_ONE = {LINES: "line", RETURNS: "return", PEOPLE: "person"}
_NONE: dict[str, str] = {}


class Naming:
    """The names to show for the keys of groups."""

    def __init__(self, *, people: Mapping[str, str] = _NONE, channels: Mapping[str, str] = _NONE) -> None:
        self._people = people
        self._channels = channels

    def of(self, by: By, key: str) -> str:
        """`Anna`, `+launch`, `LinkedIn`, `09:00`, `without a channel`."""
        if key == WITHOUT:
            return without(by)
        if by.what == by_what.PERSON:
            return name_of(key, self._people)
        if by.what == by_what.CHANNEL:
            return user_text(self._channels.get(key) or key).text
        if by.what == by_what.TAG:
            return f"+{key}"
        return f"{key}:00" if by.what == by_what.HOUR else user_text(key).text

    def short(self, by: By, key: str) -> str:
        """The same above a column: `Mon`, `09`."""
        if key == WITHOUT:
            return "none"
        if by.what == by_what.WEEKDAY:
            return key[:3]
        return key if by.what == by_what.HOUR else self.of(by, key)


def without(by: By) -> str:
    """What the lines are called that have none of it: `without a channel`."""
    if by.what == by_what.HOUR:
        return "without a time"
    return f"without {by.name}" if by.key else f"without a {by.what}"


def many(by: By, count: int) -> str:
    """`1 channel`, `2 people`, `3 values of src:`."""
    if by.key:
        return f"{number_of(count, 'value')} of {by.name}"
    return number_of(count, by.what, "people" if by.what == by_what.PERSON else "")


def measures(sums: Sums) -> list[str]:
    """The measures of which there is anything, the one that rows go by first, currencies last."""
    there = [*MEASURES, *sums.currencies()]
    found = [each for each in there if each in (LINES, sums.of) or sums.total.of(each)]
    return sorted(found, key=lambda each: each != sums.of)


def head(measure: str) -> str:
    """What stands above a measure."""
    return HEADS.get(measure, measure)


def figure(figures: Figures, measure: str) -> str:
    """A figure as it stands in a table: `~5h20` where any of it is guessed, `-` for none."""
    if measure == MINUTES:
        text = duration_text(figures.minutes)
        return ("~" if figures.guessed else "") + text if figures.minutes else NO_FIGURE
    amount = figures.amounts.get(measure)
    return amount or str(figures.of(measure) or NO_FIGURE)


def figure_says(figures: Figures, measure: str) -> str:
    """The same in a sentence: `12 lines`, `1200 GBP`; empty for none."""
    amount = figure(figures, measure)
    if amount == NO_FIGURE or measure == MINUTES:
        return "" if amount == NO_FIGURE else amount
    if measure in _ONE:
        return number_of(int(amount), _ONE[measure], "people" if measure == PEOPLE else "")
    return f"{amount} {measure}"


def share_of(figures: Figures, sums: Sums) -> float | None:
    """The share of all that the rows go by, 0..1; None where there is none, or amounts take from each other."""
    whole, part = sums.total.of(sums.of), figures.of(sums.of)
    return float(part / whole) if whole > 0 and part >= 0 else None


def largest(groups: tuple[Group, ...], of: str) -> float:
    """The most that any group has."""
    return max((float(group.figures.of(of)) for group in groups), default=0.0)


def do_not_add_up(sums: Sums) -> list[str]:
    """Why rows, or columns, come to more than all of it; nothing where they do not."""
    notes = []
    crossed = len(sums.by) > 1
    for by, several, groups in zip(sums.by, sums.several, (sums.rows, sums.columns), strict=False):
        if several:
            each = {by_what.PERSON: "several people", by_what.TAG: "several tags"}.get(by.what)
            notes.append(
                f"A line with {each or f'several values of {by.name}'} counts with each of them: "
                f"together they come to more than {ALL}."
            )
        elif (sums.of == PEOPLE or not crossed) and _people(groups) > sums.total.people:
            several_of = many(by, 2).removeprefix("2 ")
            notes.append(f"Somebody may be with several {several_of}: people do not add up to {ALL}.")
    return notes


def _people(groups: Sequence[Group]) -> int:
    return sum(group.figures.people for group in groups)
