"""A sitting on the screen: one card at a time, what there is to do in all, and what the answers changed."""

from __future__ import annotations

from twohats.format.line import head_end
from twohats.format.model import Problem
from twohats.measures.timeline import NOTHING_LEFT_OUT
from twohats.views import cards, wording
from twohats.views.blocks import CLOSED, Cell, Column, Door, Fact, Facts, Record, Table, View
from twohats.views.dates import day_text, span_text, week_text
from twohats.views.layout import folded, hanging
from twohats.views.left_out import left_out_blocks
from twohats.views.lines import item_spans
from twohats.views.problems import marks
from twohats.views.rows import BLANK, Row, Span, cut, user_text, width_of
from twohats.views.silences import silence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.words import Hats
    from twohats.measures.changed import Changed
    from twohats.measures.decisions import Standing
    from twohats.measures.timeline import LeftOut
    from twohats.views.blocks import Block
    from twohats.views.cards import Card
    from twohats.views.lines import Line

SITTING, AGAIN = "sitting", "again"
"""What the rows open that begin with the cards: the first of those left, or the first of all."""
WIDEST = 100
"""The view never grows wider: the eye would lose the line."""
_TO_ASK = (Column(right=False), Column(), Column(right=False))
"""What is asked about, how many cards that is, and how many of them were passed by."""
_MOST_NOTE_ROWS = 4
_INDENT = 4
_MOST_LINE_ROWS = 6
_MOST_BRIEF_ROWS = 3
"""Of each of several lines: what they have in common stands in the first."""


def name_of_sitting(week: str) -> Row:
    """What stands above the cards of a sitting."""
    return (Span(" Sunday", "title"), Span(f"   {week_text(week).lower()}", "text"))


def card_rows(card: Card, at: tuple[int, int], name: Row, hats: Hats, width: int) -> list[Row]:
    """The rows of one card, none wider than `width`; `at` is the number of the card and of how many it is one, `name`
    what it is a card of.
    """
    width = max(min(width, WIDEST), 1)
    number = Span(f" card {at[0]} of {at[1]}", "muted")
    space = width - width_of((*name, number))
    rows: list[Row] = [(*name, Span(" " * space, "text"), number)] if space > 0 else [name, (number,)]
    rows += [BLANK, *hanging((Span(" ", "text"),), card.title, width, "heading")]
    rows += hanging((Span(" ", "text"),), card.reason, width, "muted") if card.reason else []
    if card.lines or card.says:
        rows.append(BLANK)
    for line in card.lines:
        rows += _line_rows(line, hats, width, brief=len(card.lines) > 1)
    for text in card.says:
        role = "muted" if text.startswith(cards.BECAUSE) else "text"
        for part in text.split("\n"):
            rows += hanging((Span(" " * _INDENT, "text"),), part, width, role)
    if card.choices:
        rows += [BLANK, *_choices(card, width)]
    if card.typed:
        rows += [BLANK, *hanging((Span(" " * _INDENT, "text"),), _to_type(card), width, "muted")]
    return [cut(row, width) for row in rows]


def _to_type(card: Card) -> str:
    return "or type a word of your own" if card.choices else f"to be typed: {card.example}"


def _line_rows(line: Line, hats: Hats, width: int, *, brief: bool) -> list[Row]:
    """A line with its day; its note below, where it is the only one."""
    start = Span(f"{'':{_INDENT}}{day_text(line.day, weekday=True):<13}", "muted")
    value = line.item.value
    if isinstance(value, Problem):
        text, carets = marks(value.text, value.column, value.length)
        marked: Row = (start, user_text(text, "problem"))
        if width_of(marked) > width:  # no place for carets under a text of several rows
            return _beside(marked, width, _MOST_LINE_ROWS)
        return (
            [marked, (Span(" " * width_of((start,)), "text"), Span(carets, "warn"))] if carets else [marked]
        )
    end = head_end(line.text)
    if brief:
        return _beside((start, *item_spans(line.text, hats)), width, _MOST_BRIEF_ROWS)
    rows = _beside((start, *item_spans(line.text[:end], hats)), width, _MOST_LINE_ROWS)
    note = " ".join([line.text[end + 1 :].strip(), *(below.strip() for below in line.block.split("\n")[1:])])
    if note.strip():
        below = hanging((Span(" " * _INDENT, "text"),), note.strip(), width, "note")
        rows += below[:_MOST_NOTE_ROWS]
        if len(below) > _MOST_NOTE_ROWS:
            rows.append((Span(" " * _INDENT + "\N{HORIZONTAL ELLIPSIS}", "muted"),))
    return rows


def _beside(row: Row, width: int, most: int) -> list[Row]:
    """A day and a line in up to `most` rows: the line goes on below itself, or below the day where that is narrow."""
    beside = width_of(row[:1])
    rows = folded(row, width, beside if 2 * beside <= width else _INDENT)
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], cut((*rows[most - 1], Span(" \N{HORIZONTAL ELLIPSIS}", "muted")), width)]


def _choices(card: Card, width: int) -> list[Row]:
    """The keys and what they mean, beside each other where there is room, else below each other."""
    each: list[Row] = [
        (Span(choice.key, "key"), Span(" ", "text"), user_text(choice.says)) for choice in card.choices
    ]
    together: Row = (Span(" " * _INDENT, "text"),)
    for at, choice in enumerate(each):
        together = (*together, *((Span("   ", "text"),) if at else ()), *choice)
    if width_of(together) <= width:
        return [together]
    return [(Span(" " * _INDENT, "text"), *choice) for choice in each]


# What there is to do


def review_view(
    week: tuple[str, str, str],
    open_cards: Sequence[Card],
    passed: frozenset[str],
    standings: Sequence[Standing] = (),
    changed: Sequence[Changed] = (),
    *,
    left_out: LeftOut = NOTHING_LEFT_OUT,
    can_begin: bool = False,
) -> View:
    """What a sitting has to ask, where one stands against what was decided, and what the answers changed.

    `week` is its name, its first and its last day (ISO). `can_begin` adds the rows that begin with the cards.
    `left_out` is what was not read of the week; it has a row where some of it is on no card.
    """
    name, first, last = week
    blocks: list[Block] = []
    if changed:
        says = tuple(Fact("", changed_says(each)) for each in changed)
        whole = Fact("the week", "with all that was answered", door=Door(view="week", subject=name))
        blocks.append(Facts("Changed", (*says, *((whole,) if can_begin else ()))))
    left = [card for card in open_cards if card.id not in passed]
    rows: list[Record] = []
    if left and can_begin:
        rows.append(_row("all of it", len(left), "", Door(view=SITTING)))
    if len(left) < len(open_cards) and can_begin:
        gone = len(open_cards) - len(left)
        rows.append(_row("passed by, once more", gone, "", Door(view=SITTING, subject=AGAIN)))
    for kind, label in cards.KINDS.items():
        these = [card for card in open_cards if card.kind == kind]
        if these:
            gone = sum(card.id in passed for card in these)
            rows.append(_row(label, len(these), f"{gone} passed by" if gone else "", _door(these)))
    if standings:
        blocks.append(
            Facts(
                "Decided",
                tuple(Fact(f"in {each.week}", wording.standing_says(each)) for each in standings),
            )
        )
    question = next((card for card in open_cards if card.kind == cards.QUESTION), None)
    if question:
        blocks.append(Facts("Ask", (Fact("", question.title),)))
    to_ask = Table("To ask", _TO_ASK, tuple(rows), empty="nothing: everything is answered")
    blocks.insert(bool(changed), to_ask)
    if left_out.problems > sum(card.kind == cards.PROBLEM for card in open_cards):
        blocks += left_out_blocks(left_out)
    subject = f"{week_text(name).lower()}, {span_text(first, last)}"
    return View("review", "Sunday", subject, wording.number_of(len(left), "card"), tuple(blocks))


def _row(name: str, many: int, more: str, door: Door) -> Record:
    return Record((Cell(name), Cell(str(many)), Cell(more)), "", door)


def _door(these: Sequence[Card]) -> Door:
    places = dict.fromkeys(line.place for card in these for line in card.lines)
    return Door(lines=tuple(places)) if places else CLOSED


# What the answers changed


def changed_says(changed: Changed) -> str:
    """`motivation now has enough ratings: -0.8 (-1.1 to -0.5)`, without a full stop."""
    more = changed.after - changed.before
    if changed.gap is not None:
        says = wording.estimate_says(changed.gap.lived)
        ratings = wording.number_of(more, "more rating", "more ratings")
        if changed.is_new and says:
            return f"{wording.gap_name(changed.gap)} now has enough ratings: {says}"
        says = f"now {says}" if says else silence(changed.gap.lived.missing)
        return f"{wording.gap_name(changed.gap)}: {ratings}, {says}"
    if changed.what == "problems":
        return f"{wording.number_of(-more, 'line')} more {'is' if more == -1 else 'are'} understood"
    if changed.what == "noise":
        return f"{more} that came back {'counts' if more == 1 else 'count'} as noise now"
    return f"{wording.persons(-more)} less to write to"
