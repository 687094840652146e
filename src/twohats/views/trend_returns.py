"""What came back in a trend: returns by effort, what an hour brought, and what cannot be compared yet."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import BRAND, SIDES
from twohats.measures.figures import FEW
from twohats.views import wording
from twohats.views.blocks import Cell, Column, Door, Record, Table
from twohats.views.dates import day_text
from twohats.views.silences import silence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from twohats.measures.figures import Ratio
    from twohats.measures.trend import Came, Trend


def returns_block(figures: Trend) -> Table:
    """What came back in a trend."""
    return came_block(figures.returns, figures.aim)


def came_block(returns: Sequence[Came], aim: Collection[str]) -> Table:
    """Returns of the ripe weeks by effort, and the ratio per hour with its interval (M5, M22).

    `aim` are the kinds that the user has set a bar for.
    """
    came = [each for each in returns if _any(each.per_hour)]
    shown = [each for each in came if each.per_hour.enough]
    heads = (
        Column(""), Column("personal", role="personal"), Column("brand", role="brand"), Column("untraced"),
        Column("brand hour to personal (90 %)", right=False),
    )  # fmt: skip
    notes = [*_windows(shown), *_halves(shown), *_bounds(shown), *_too_few(came), *_none_came(returns, aim)]
    empty = "" if came else "nothing yet in weeks whose returns are in"
    return Table("Came back", heads, tuple(map(_came, shown)), tuple(notes), empty)


def _any(ratio: Ratio) -> bool:
    return any(ratio.counts.values()) or any(ratio.shared.values()) or bool(ratio.untraced)


def _came(came: Came) -> Record:
    ratio = came.per_hour
    texts = [_count(ratio, side) for side in SIDES]
    spoken = (
        f"{came.kind}: personal {texts[0]}, brand {texts[1]}, untraced {ratio.untraced}; "
        f"{wording.ratio_sentence(ratio)}"
    )
    cells = (
        Cell(came.kind), *map(Cell, texts), Cell(str(ratio.untraced or ""), "muted"), Cell(wording.ratio_says(ratio)),
    )  # fmt: skip
    return Record(cells, spoken, Door(lines=came.lines))


def _count(ratio: Ratio, side: str) -> str:
    """Returns of a side; those of both hats, of which half is its own, come after a plus."""
    count, shared = ratio.counts[side], ratio.shared[side]
    return f"{count}+{shared}/2" if shared else str(count)


def _windows(shown: Sequence[Came]) -> Iterator[str]:
    """Of which hours the counts are: those of the weeks whose returns are in."""
    windows: dict[tuple[str, str], list[Came]] = {}
    for came in shown:
        windows.setdefault((came.first, came.last), []).append(came)
    for (_, last), these in windows.items():
        kinds = f"{', '.join(came.kind for came in these)}: " if len(windows) > 1 else ""
        hours = these[0].per_hour.hours
        spent = " and ".join(f"{duration_text(round(60 * hours[side]))} of {side}" for side in SIDES)
        yield f"{kinds}from {spent}, in weeks to {day_text(last)}: the later ones are not in yet"


def _halves(shown: Sequence[Came]) -> Iterator[str]:
    if any(any(came.per_hour.shared.values()) for came in shown):
        yield "+n/2: returns of both hats, half of each is counted"


def _bounds(shown: Sequence[Came]) -> Iterator[str]:
    for came in shown:
        if says := wording.bounds_say(came.per_hour):
            yield f"{came.kind}, {says}"


def _too_few(came: Sequence[Came]) -> Iterator[str]:
    """The kinds that cannot be compared, each with its counts; what time or weeks lack is said of each reason."""
    reasons: dict[str, list[Came]] = {}
    for each in came:
        missing = each.per_hour.missing
        if missing:
            few = missing.kind == FEW
            reasons.setdefault("too few to compare" if few else silence(missing), []).append(each)
    for reason, these in reasons.items():
        yield f"{reason} (personal : brand): {', '.join(map(_counts, these))}"


def _counts(came: Came) -> str:
    """`help 2 : 0`, and what is untraced."""
    counts = " : ".join(_count(came.per_hour, side) for side in SIDES)
    untraced = f" and {came.per_hour.untraced} untraced" if came.per_hour.untraced else ""
    return f"{came.kind} {counts}{untraced}"


def _none_came(returns: Sequence[Came], aim: Collection[str]) -> Iterator[str]:
    """Of the kinds that one works for and that brand hours did not bring: what an hour brings at most (M5)."""
    for came in returns:
        ratio = came.per_hour
        most = ratio.at_most.get(BRAND)
        if came.kind in aim and most is not None and not ratio.counts[BRAND] + ratio.shared[BRAND]:
            hours = duration_text(round(60 * ratio.hours[BRAND]))
            yield f"no {came.kind} from {hours} of brand: at most {10 * most:.1f} per 10 hours (95 %)"
