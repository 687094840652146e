"""Why: what the hours of some weeks were spent for, and what else they could have been. `hat why`."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures.reasons import REASONS
from twohats.views import wording
from twohats.views.blocks import Cell, Column, Fact, Facts, Record, Table, View
from twohats.views.channels import places_of
from twohats.views.left_out import left_out_blocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.reasons import Alternative, WhyFigures
    from twohats.views.blocks import Block

NAME = "why"
MOST = 7
"""Reasons that have a row of their own; what is left has one together."""
OTHER = "another reason"
"""What stands for a reason of the user's own wording in what is handed on."""
ALTERNATIVES = {"service": "service", "walk": "walking round", "lead": "leading", "speak": "speaking"}
"""The kinds of `do` that a question is about, in the words of the question."""


def why_view(figures: WhyFigures, *, anonymous: bool = False) -> View:
    """The reasons of some weeks as blocks. Reasons in the user's own words are counted together when `anonymous`."""
    subject = f"both hats, {wording.weeks_to(figures.weeks, figures.first, figures.days)}"
    blocks: list[Block] = [_answer(figures, anonymous=anonymous)]
    if figures.all.tagged:
        blocks.append(_table(figures, anonymous=anonymous))
    blocks += [_questions(figures.alternatives), *left_out_blocks(figures.left_out)]
    return View(NAME, "Why", subject, _cover(figures), tuple(blocks))


def _cover(figures: WhyFigures) -> str:
    return f"{figures.days_logged} of {wording.number_of(figures.days, 'day')}"


def _answer(figures: WhyFigures, *, anonymous: bool) -> Facts:
    found = figures.all
    if not found.minutes:
        text = "no hours of post, read or talk in these weeks"
    elif not found.tagged:
        text = f"none of {duration_text(found.minutes)} says why: why:money, why:curious, or any word of your own"
    else:
        reason, minutes = next(iter(found.by_reason.items()))
        name = _name(reason, anonymous=anonymous)
        text = f"{duration_text(found.tagged)} of {duration_text(found.minutes)} say why; "
        text += f"most, {duration_text(minutes)}, say {name}"
    facts = [Fact("", text, "title" if found.tagged else "muted")]
    if figures.is_due:
        says = "brand motivation was below 3 in the last two reviews of four weeks"
        facts.append(Fact("", f"This opens by itself: {says}"))
    return Facts("", tuple(facts))


def _table(figures: WhyFigures, *, anonymous: bool) -> Table:
    totals = _totals(figures, anonymous=anonymous)
    records = []
    for name, (spent, reasons) in list(totals.items())[:MOST]:
        records.append(_record(figures, name, spent, reasons))
    rest = list(totals)[MOST:]
    doubled = sum(figures.all.by_reason.values()) > figures.all.tagged
    notes = ["minutes with two reasons count under both"] if doubled else []
    if rest:
        notes.insert(0, f"and {wording.number_of(len(rest), 'reason')} more")
    notes += (
        [f"money the only reason: {duration_text(figures.all.only_money)}"] if figures.all.only_money else []
    )
    notes.append(
        f"for its own sake (art, passion, idea, dent, remarkable, give, curious): {_or_none(figures.all.own)}"
    )
    head = (Column(), *(Column(side, role=side) for side in reversed(SIDES)), Column("lines"))
    return Table("Reason", head, tuple(records), tuple(notes))


def _totals(figures: WhyFigures, *, anonymous: bool) -> dict[str, tuple[dict[str, int], list[str]]]:
    """Name of each reason to its minutes a side and the reasons it stands for, most minutes first."""
    found: dict[str, tuple[dict[str, int], list[str]]] = {}
    for reason in figures.all.by_reason:
        spent, reasons = found.setdefault(_name(reason, anonymous=anonymous), (dict.fromkeys(SIDES, 0), []))
        reasons.append(reason)
        for side in SIDES:
            spent[side] += figures.sides[side].by_reason.get(reason, 0)
    return found


def _record(figures: WhyFigures, name: str, spent: dict[str, int], reasons: list[str]) -> Record:
    entries = sorted({each.when: each for reason in reasons for each in figures.entries[reason]}.items())
    lines = [each for _, each in entries]
    minutes = [duration_text(spent[side]) if spent[side] else "" for side in reversed(SIDES)]
    cells = (
        Cell(name),
        *(Cell(text or "\N{MIDDLE DOT}") for text in minutes),
        Cell(str(len(lines)), "muted"),
    )
    sides = ", ".join(f"{side} {duration_text(spent[side])}" for side in reversed(SIDES) if spent[side])
    return Record(cells, f"{name}: {sides}, {wording.number_of(len(lines), 'line')}", places_of(lines))


def _name(reason: str, *, anonymous: bool) -> str:
    return OTHER if anonymous and reason not in REASONS else reason


def _or_none(minutes: int) -> str:
    return duration_text(minutes) if minutes else "none"


def _questions(alternatives: tuple[Alternative, ...]) -> Table:
    """The four questions, each with the minutes that went there instead."""
    order = list(ALTERNATIVES)
    records = []
    for each in sorted(alternatives, key=lambda one: order.index(one.kind)):
        name, spent = ALTERNATIVES[each.kind], duration_text(each.minutes) if each.minutes else "none"
        cells = (Cell(name), Cell(spent), Cell(each.question))
        records.append(Record(cells, f"{name} {spent}. {each.question}", places_of(each.entries)))
    return Table("Instead", (Column(), Column("hours"), Column("the question", right=False)), tuple(records))
