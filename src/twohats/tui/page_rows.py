"""A day's page as rows: entries and events in columns, prose between, problems where they stand. Pure."""

from __future__ import annotations

from twohats.format import times
from twohats.format.line import Part, read_item
from twohats.format.model import Entry, Event, Problem
from twohats.format.words import SIDES
from twohats.text import width as columns
from twohats.values import NamedTuple
from twohats.views.rows import BLANK, Row, Span, row_text, trimmed, user_text, width_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.format.model import Item
    from twohats.format.words import Hats
    from twohats.tui.sheet import Sheet

IN_COLUMNS = 66
"""From so many columns on there are columns; below, an item is a sentence and its note."""
WITH_TIMES = 44
"""From so many columns on, the times of a sentence stand in a column of their own."""
WIDE = 110
"""From so many columns on, notes stand beside the other columns; below that, under them."""
EXAMPLE = "example"
"""Stands in place of the role of a line to write: its words have their own."""
WIDEST_NOTE = 100
"""A note is never set wider: the eye would lose the line."""

_LONGEST_LINE = 400  # more of it than fits into three rows
_SHOWN_LINES = 3  # rows that one note may take in the list; the whole of it is one key away
_LONGEST_NOTE = 20_000  # characters of one line of a note that is shown whole
_WHEN = 11  # `10:40 ~1h30`
_CAPS = {"hat": 10, "what": 13, "channel": 12, "people": 24, "ratings": 11}
_GAP = "  "
_ROOM_FOR_WORDS = 12
_PARTS_OF_NOTE = ("tag", "count", "amount", "field")


class PageRow(NamedTuple):
    """One row of the list."""

    number: int
    """The item it belongs to; 0 for prose."""
    row: Row


class _Cells(NamedTuple):
    """One item taken apart for the columns."""

    when: Row
    hat: Row
    what: Row
    channel: Row
    people: Row
    ratings: Row
    more: Row
    note: tuple[str, ...]
    """Its lines."""
    whole: bool = False
    """Whether all of the note is shown."""


def page_rows(sheet: Sheet, hats: Hats, width: int, opened: int = 0) -> list[PageRow]:
    """The rows of a page, none wider than `width` columns; item `opened` with all of its note."""
    width = max(width, 10)
    items = sheet.page.items
    cells = {
        item.number: _cells(sheet, item, hats, whole=item.number == opened)
        for item in items
        if not isinstance(item.value, Problem)
    }
    sizes = _sizes(cells.values(), width)
    rows: list[PageRow] = [PageRow(0, row) for row in _of_the_file(sheet, width)]
    lines = sheet.lines
    at = 0
    for item in items:
        rows += _prose(lines[at : item.line - 1], sheet.day, width, first=not rows)
        found = cells.get(item.number)
        drawn = (
            _problem(item, width, whole=item.number == opened)
            if found is None
            else _drawn(found, sizes, width)
        )
        rows += [PageRow(item.number, row) for row in drawn]
        at = item.line - 1 + item.lines
    rows += _prose(lines[at:], sheet.day, width, first=not rows)
    while rows and not rows[-1].row:
        rows.pop()
    return rows


def _of_the_file(sheet: Sheet, width: int) -> list[Row]:
    """What is wrong with the file as a whole."""
    rows: list[Row] = []
    for problem in sheet.page.problems:
        rows += _wrapped(problem.message, width, "problem", "! ")
        rows += _wrapped(problem.hint, width, "muted", "  ") if problem.hint else []
    return rows


def _wrapped(text: str, width: int, role: str, lead: str = "") -> list[Row]:
    text = user_text(text).text
    later = " " * len(lead)
    lines = columns.wrap(text, width - len(lead))
    return [(Span((later if number else lead) + line, role),) for number, line in enumerate(lines)]


def _prose(lines: Sequence[str], day: str, width: int, *, first: bool) -> list[PageRow]:
    """The lines between the items, as they stand but wrapped; runs of blank lines become one."""
    rows: list[PageRow] = []
    for line in lines:
        bare = line.strip(" \t\r")
        if not bare:
            if (rows and rows[-1].row) or (not rows and not first):
                rows.append(PageRow(0, BLANK))
            continue
        if bare.startswith(f"# {day}"):
            continue  # the title of the screen says it
        lead = " " * min(len(line) - len(line.lstrip(" \t")), width // 4)
        role = "heading" if bare.startswith("#") else "muted"
        rows += [PageRow(0, row) for row in _wrapped(bare, width, role, lead)]
    return rows


def _problem(item: Item, width: int, *, whole: bool = False) -> list[Row]:
    """A line that is not understood: as it stands, the place marked, and what is wrong below it."""
    problem = item.value
    if not isinstance(problem, Problem):
        return []
    text, start = problem.text, max(problem.column - 1, 0)
    end = start + problem.length if problem.column else len(text)
    marked = [
        Span("! ", "problem"),
        user_text(text[:start]),
        user_text(text[start:end], "problem"),
        user_text(text[end:]),
    ]
    row = tuple(span for span in marked if span.text)
    says = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    line = _wrapped(f"! {text[:_LONGEST_NOTE]}", width, "problem") if whole else [_cut_around(row, width)]
    return [*line, *_wrapped(says, width, "problem", "  ")]


def _cut_around(row: Row, width: int) -> Row:
    """A row cut to `width` where it is longer."""
    kept: list[Span] = []
    for span in row:
        room = width - sum(columns.width(each.text) for each in kept)
        if room < 1:
            break
        kept.append(Span(columns.fit(span.text, room), span.role))
    return tuple(kept)


def _cells(sheet: Sheet, item: Item, hats: Hats, *, whole: bool = False) -> _Cells:
    first, *below = sheet.block(item.number).split("\n")
    body = first[1:].lstrip(" \t")
    parts: list[Part] = []
    value = read_item(body, hats, parts=parts)
    by_role: dict[str, list[Part]] = {}
    for part in parts:
        by_role.setdefault(part.role, []).append(part)
    note = [*(part.full for part in by_role.get("note", ())), *(line.strip() for line in below)]
    hat = _words(by_role, "hat", role=_side(by_role, hats))
    return _Cells(
        _when(value),
        hat,
        _words(by_role, "verb", "kind"),
        _words(by_role, "channel"),
        _words(by_role, "person"),
        _words(by_role, "rating"),
        tuple(_spaced([user_text(part.full, part.role) for part in parts if part.role in _PARTS_OF_NOTE])),
        tuple(user_text(line[: _LONGEST_NOTE if whole else _LONGEST_LINE]).text for line in note if line),
        whole,
    )


def _side(by_role: dict[str, list[Part]], hats: Hats) -> str:
    """The role in which a hat's name is drawn: the side it counts for."""
    name = by_role["hat"][0].full if "hat" in by_role else ""  # `nothing` has none
    side = hats.sides.get(name, "")
    return side if side in SIDES else "hat"


def _when(value: object) -> Row:
    """When and how long: the clock time left, the duration right."""
    start, long = None, ""
    if isinstance(value, Entry):
        start = value.start
        long = ("~" if value.estimated else "") + times.duration_text(value.minutes)
    elif isinstance(value, Event):
        start = value.at
    clock = "" if start is None else times.time_text(start)
    return (Span(f"{clock:<5} {long:>5}", "when"),)


def _words(by_role: dict[str, list[Part]], *roles: str, role: str = "") -> Row:
    return tuple(
        _spaced([user_text(part.full, role or part.role) for name in roles for part in by_role.get(name, ())])
    )


def _spaced(spans: list[Span]) -> list[Span]:
    return [each for span in spans for each in (span, Span(" ", "text"))][:-1]


def _sizes(cells: Iterable[_Cells], width: int) -> dict[str, int]:
    """The width of each column: what its widest cell needs, up to a cap; none below `IN_COLUMNS`."""
    if width < IN_COLUMNS:
        return {}
    found = dict.fromkeys(_CAPS, 0)
    for each in cells:
        for name in found:
            found[name] = max(found[name], min(width_of(getattr(each, name)), _CAPS[name]))
    if width < WIDE:
        found["people"] = 0
    return found


def _drawn(cells: _Cells, sizes: dict[str, int], width: int) -> list[Row]:
    if not sizes:
        rows = _as_sentence(cells, width)
    else:
        rows = _beside(cells, sizes, width) if width >= WIDE else _below(cells, sizes, width)
    return [trimmed(row) for row in rows]


def _columns(cells: _Cells, sizes: dict[str, int]) -> list[Span]:
    row = [*cells.when]
    for name, size in sizes.items():
        if size:
            row += [Span(_GAP, "text"), *_filled(getattr(cells, name), size)]
    return [*row, Span(_GAP, "text")]


def _beside(cells: _Cells, sizes: dict[str, int], width: int) -> list[Row]:
    """An item with its note in the last column."""
    row = _columns(cells, sizes)
    left = width_of(tuple(row))
    note = _flowing(cells.more, cells.note, min(width - left, WIDEST_NOTE), whole=cells.whole)
    indent = Span(" " * left, "text")
    return [(*row, *note[0]), *((indent, *more) for more in note[1:])]


def _below(cells: _Cells, sizes: dict[str, int], width: int) -> list[Row]:
    """An item with its note below, under the hat."""
    row = _columns(cells, sizes)
    rest = (*cells.people, *_gap(cells.people), *cells.more)
    first = _cut_around((*row, *rest), width)
    if not cells.note:
        return [first]
    indent = Span(" " * (_WHEN + len(_GAP)), "text")
    room = min(width - width_of((indent,)), WIDEST_NOTE)
    return [first, *((indent, *note) for note in _flowing((), cells.note, room, whole=cells.whole))]


def _gap(before: Row) -> Row:
    return (Span(" ", "text"),) if before else ()


def _filled(cell: Row, size: int) -> Row:
    cell = _cut_around(cell, size)
    return (*cell, Span(" " * (size - width_of(cell)), "text"))


def _as_sentence(cells: _Cells, width: int) -> list[Row]:
    """An item where there is no room for columns: one row of words, the note indented below.

    From `WITH_TIMES` columns on the times stand in a column of their own.
    """
    head = [cells.hat, cells.what, cells.channel, cells.ratings, cells.people, cells.more]
    if width >= WITH_TIMES:
        left = _WHEN + len(_GAP)
        rows = _packed([span for cell in head for span in cell if span.text.strip()], width - left, indent=0)
        rows += _flowing((), cells.note, width - left, whole=cells.whole) if cells.note else []
        below = (Span(" " * left, "text"),)
        return [((*cells.when, Span(_GAP, "text")) if not at else below) + row for at, row in enumerate(rows)]
    when = Span(" ".join(cells.when[0].text.split()), "when")
    words = [span for cell in [(when,), *head] for span in cell if span.text.strip()]
    rows = _packed(words, width)
    if cells.note:
        rows += [(Span("  ", "text"), *row) for row in _flowing((), cells.note, width - 2, whole=cells.whole)]
    return rows


def _packed(words: list[Span], width: int, indent: int = 2) -> list[Row]:
    """Words in as many rows as they need, later ones indented."""
    rows: list[list[Span]] = [[]]
    room = width
    for word in words:
        size = columns.width(word.text)
        if rows[-1] and size + 1 > room:
            rows.append([Span(" " * indent, "text")] if indent else [])
            room = width - indent
        elif rows[-1]:
            rows[-1].append(Span(" ", "text"))
            room -= 1
        rows[-1].append(Span(columns.fit(word.text, max(room, 1)), word.role))
        room -= size
    return [tuple(row) for row in rows]


def _flowing(lead: Row, note: Sequence[str], width: int, *, whole: bool) -> list[Row]:
    """Some words and then a note, in rows of `width`: in at most three, cut with an ellipsis, or in all."""
    width = max(width, 8)
    start = _cut_around(lead, width)
    room = width - width_of(start) - 1
    if not note:
        return [start]
    if not start:
        shown = note if whole else note[: _SHOWN_LINES + 1]  # one more, to know that there is more
        lines = [piece for line in shown for piece in columns.wrap(line, width)]
        rows: list[Row] = [(Span(line, "note"),) for line in lines]
    else:
        first, rest = _first_line(note[0], room) if room >= _ROOM_FOR_WORDS else ("", note[0])
        rows = [(*start, Span(" ", "text"), Span(first, "note")) if first else start]
        left = [line for line in (rest, *note[1:]) if line]
        rows += _flowing((), left, width, whole=whole) if left else []
    if len(rows) > _SHOWN_LINES and not whole:
        last = row_text(rows[_SHOWN_LINES - 1])
        last = last + columns.ELLIPSIS if columns.width(last) < width else columns.fit(f"{last}  ", width)
        rows = [*rows[: _SHOWN_LINES - 1], (Span(last, "note"),)]
    return rows


def _first_line(line: str, room: int) -> tuple[str, str]:
    """What of a line fits into `room`, and the rest."""
    bare = " ".join(line.split())  # as `wrap` has it
    first = columns.wrap(bare, room)[0]
    return first, bare[len(first) :].lstrip()
