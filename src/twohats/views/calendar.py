"""Days as a calendar: a year, a month or a week at a glance, with the time of each hat and what is not understood.

A hat is told by where its bar stands and by what it is drawn with; its colour only says it once more. Of a day that is
one character wide a hat, personal is told by its height, brand by its shade. Where each day is drawn is given, too, so
that a cursor can stand on it.
"""

from __future__ import annotations

from datetime import date, timedelta

from twohats.format.calendar import MONTH, WEEK, YEAR, stretch_of, week_of
from twohats.format.times import duration_text
from twohats.format.words import BRAND, MONTHS, PERSONAL, SIDES, WEEKDAYS
from twohats.text import width as columns
from twohats.values import NamedTuple
from twohats.views import charts
from twohats.views.dates import span_text
from twohats.views.layout import BETWEEN, flow, hanging, label
from twohats.views.rows import BLANK, Row, Span, cut, joined, padded, trimmed, user_text, width_of
from twohats.views.wording import left_out_says, number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.measures.days import Days, DayTally

WIDEST = 120
"""The view never grows wider: the eye would lose the line."""
MARK = "\N{LEFT HALF BLOCK}"
"""Stands before what is chosen."""
PROBLEM = "!"
"""Stands at a day with something that is not understood."""
_NOTHING = "\N{MIDDLE DOT}"
_SHADES = "\N{LIGHT SHADE}\N{MEDIUM SHADE}\N{DARK SHADE}"
_EMPTY = Span(" ", "text")
_DAYS = 31
_NO_QUESTIONS: Mapping[str, str] = {}


class Place(NamedTuple):
    """Where a day is drawn."""

    row: int
    rows: int
    column: int
    width: int


class Calendar(NamedTuple):
    """A calendar, drawn."""

    rows: list[Row]
    places: dict[str, Place]
    """ISO date, or what `question_place` says of a saved question, to where it is drawn."""


class Asked(NamedTuple):
    """What is drawn of some days."""

    length: str
    """`year`, `month` or `week` (`format.calendar`)."""
    today: str
    chosen: str = ""
    """The ISO date that a cursor is on."""
    question: str = ""
    """The name of the saved question that it is on instead."""
    week_start: int = 0
    questions: Mapping[str, str] = _NO_QUESTIONS
    """Saved questions: their names, and their words."""
    keys: tuple[tuple[str, str], ...] = ()
    """Keys that show something else, and what."""


def question_place(day: str, name: str) -> str:
    """What a saved question is called among the places, below a calendar whose chosen day this is."""
    return f"{day}?{name}"


def calendar_of(days: Days, asked: Asked, width: int) -> Calendar:
    """The calendar in so many columns."""
    width = min(max(width, 1), WIDEST)
    grid = _Grid(days, asked._replace(chosen="") if asked.question else asked, width)
    # A month of six weeks has just room on a screen of 24 rows.
    gap = [] if asked.length == MONTH and _weeks_in(days, asked.week_start) > 5 else [BLANK]
    grid.add(*_title(days, asked.length, width), *gap)
    {YEAR: _year, MONTH: _month, WEEK: _week}[asked.length](grid)
    grid.add(*gap, *_of_chosen(days, asked, width), *_legend(grid))
    left_out = days.left_out()
    if left_out.problems:
        says = f"{left_out_says(left_out)}: hat check"
        grid.add(*hanging((label("Not read", _NAMES, "heading"),), says, width, "problem"))
    _questions(grid, asked, width)
    return Calendar([cut(trimmed(row), width) for row in grid.rows], grid.places)


class _Grid:
    """Rows that are added to each other, and where the days in them are."""

    def __init__(self, days: Days, asked: Asked, width: int) -> None:
        self.days = days
        self.asked = asked
        self.width = width
        self.full = _full(days, asked.length)
        """The minutes of a full bar."""
        self.rows: list[Row] = []
        self.places: dict[str, Place] = {}
        self._small: dict[tuple[int, str], Span] = {}

    def add(self, *rows: Row) -> None:
        """Add rows below."""
        self.rows += rows

    def place(self, day: str, column: int, width: int, *, rows: int = 1) -> None:
        """The rows that are added next hold a day."""
        self.places[day] = Place(len(self.rows), rows, column, width)

    def small(self, minutes: int, side: str) -> Span:
        """So many minutes of a hat as one character: personal by its height, brand by its shade."""
        found = self._small.get((minutes, side))
        if found is None:
            found = self._small[minutes, side] = self._drawn_small(minutes, side)
        return found

    def _drawn_small(self, minutes: int, side: str) -> Span:
        if not minutes:
            return Span(_NOTHING, "muted")
        role = charts.FILLS[side][1]
        if side == PERSONAL:
            return charts.spark([minutes], 0, self.full, role)[0]
        return Span(_SHADES[min(minutes * len(_SHADES) // self.full, len(_SHADES) - 1)], role)


def _full(days: Days, length: str) -> int:
    """The minutes of a full bar: those of the longest; of a year those that only one day in twenty has more of."""
    minutes = sorted(
        spent for each in days.tallies.values() for spent in (each.personal, each.brand) if spent
    )
    at = len(minutes) * 19 // 20 if length == YEAR else -1
    return minutes[at] if minutes else 1


def _title(days: Days, length: str, width: int) -> list[Row]:
    first = date.fromisoformat(days.first)
    of = {
        YEAR: f"{first.year}",
        MONTH: f"{MONTHS[first.month - 1]} {first.year}",
        WEEK: span_text(days.first, days.last),
    }[length]
    name: Row = (Span(" Journal", "title"), Span(f"   {of}", "text"))
    logged: Row = (Span(f"{number_of(days.logged, 'day')} logged", "muted"),)
    parts = [logged, *_spent(days.total())]
    cover = joined(parts, BETWEEN)
    space = width - width_of((*name, *cover))
    if space > 1:
        return [(*name, Span(" " * space, "text"), *cover)]
    return [name, *flow((Span(" ", "text"),), parts, width)]


def _spent(tally: DayTally) -> list[Row]:
    """The time of each hat that has any."""
    return [
        (Span(side, side), Span(f" {duration_text(minutes)}", "text"))
        for side in SIDES
        if (minutes := tally.minutes_of(side))
    ]


# The year: a row for each month, in it each day as two small bars

_MONTH_NAME = 5
_TOTAL = 7


def _year(grid: _Grid) -> None:
    room = grid.width - _MONTH_NAME
    cell = 3 if room >= 3 * _DAYS + 2 * _TOTAL else 2 if room >= 2 * _DAYS else 1
    totals = cell > 1 and room >= cell * _DAYS + 2 * _TOTAL  # a month has two rows where cells are single
    year = date.fromisoformat(grid.days.first).year
    grid.add(_day_numbers(grid, cell, totals=totals))
    for month in range(1, 13):
        first = date(year, month, 1)
        count = stretch_of(MONTH, first)[1].day
        days = [first.replace(day=number).isoformat() for number in range(1, count + 1)]
        for number, day in enumerate(days):
            grid.place(day, _MONTH_NAME + number * cell, cell, rows=1 if cell > 1 else 2)
        name = MONTHS[month - 1][:3]
        is_chosen = grid.asked.chosen in days
        role = "key" if is_chosen else "text" if any(grid.days.of(day).lines for day in days) else "muted"
        start = Span(f"{MARK if is_chosen else ' '}{name} ", role)
        if cell == 1:
            for side in SIDES:
                drawn = [_small(grid, grid.days.of(day), side, alone=True) for day in days]
                grid.add((start, *drawn))
                start = Span(" " * _MONTH_NAME, "text")
            continue
        row: Row = (start, *(span for day in days for span in _pair(grid, day, cell)))
        if totals:
            row = padded(row, _MONTH_NAME + cell * _DAYS)
            for side in SIDES:
                minutes = sum(grid.days.of(day).minutes_of(side) for day in days)
                text = duration_text(minutes) if minutes else ""
                row = (*row, Span(columns.pad(text, _TOTAL, right=True), "text"))
        grid.add(row)


def _day_numbers(grid: _Grid, cell: int, *, totals: bool) -> Row:
    """The numbers of some days above their columns, and of that which is chosen."""
    chosen = int(grid.asked.chosen[8:]) if grid.asked.chosen else 0
    cells = [" "] * (cell * _DAYS + 1)
    for number in (chosen, 1, 5, 10, 15, 20, 25, 30):
        at, text = (number - 1) * cell, str(number)
        around = cells[max(at - 1, 0) : at + len(text) + 1]
        if number and all(each == " " for each in around):
            cells[at : at + len(text)] = text
    drawn = "".join(cells)[: cell * _DAYS + (cell == 1)]
    row: Row = (Span(" " * _MONTH_NAME, "text"), Span(drawn, "axis"))
    if chosen:
        at, end = (chosen - 1) * cell, (chosen - 1) * cell + len(str(chosen))
        row = (row[0], Span(drawn[:at], "axis"), Span(drawn[at:end], "key"), Span(drawn[end:], "axis"))
    if totals:
        row = padded(row, _MONTH_NAME + cell * _DAYS)
        for side in SIDES:
            row = (*row, Span(" " * (_TOTAL - 1), "text"), Span(charts.FILLS[side][0], charts.FILLS[side][1]))
    return row


def _small(grid: _Grid, tally: DayTally, side: str, *, alone: bool = False) -> Span:
    """A hat's time on a day as one character, a dot on a logged day without any.

    With `alone` it has the place of the mark of a problem, too: there it stands for the smaller bar.
    """
    if alone and tally.has_problem and side == (PERSONAL if tally.personal <= tally.brand else BRAND):
        return Span(PROBLEM, "problem")
    if not tally.lines and not tally.has_problem:
        return _EMPTY
    return grid.small(tally.minutes_of(side), side)


def _pair(grid: _Grid, day: str, cell: int) -> Row:
    """Both hats' time on a day."""
    tally = grid.days.tallies.get(day)
    if tally is None:
        return (Span(" " * cell, "text"),)
    bars = tuple(_small(grid, tally, side, alone=cell < 3) for side in SIDES)
    return bars if cell < 3 else (*bars, Span(PROBLEM, "problem") if tally.has_problem else _EMPTY)


# The month: a row of days for each week, in it each day as two bars

_WEEK_NAME = 4
_FIGURE = 6
_WIDEST_DAY = 16


def _month(grid: _Grid) -> None:
    cell = min(max((grid.width - _WEEK_NAME) // 7, 3), _WIDEST_DAY)
    first, last = (date.fromisoformat(each) for each in (grid.days.first, grid.days.last))
    start = grid.asked.week_start
    heads = [WEEKDAYS[(start + number) % 7][:3] for number in range(7)]
    grid.add((
        Span(" " * _WEEK_NAME, "text"),
        *(Span(columns.pad(f" {head}"[:cell], cell), "muted") for head in heads),
    ))  # fmt: skip
    begins = first - timedelta(days=(first.weekday() - start) % 7) if first > date.min else first
    while begins <= last:
        days = [begins + timedelta(days=number) for number in range(7)]
        rows: list[Row] = [(Span(columns.pad(f" {_week_number(begins, start)}", _WEEK_NAME), "muted"),)]
        rows += [(Span(" " * _WEEK_NAME, "text"),)] * 2
        for number, day in enumerate(days):
            cells: list[Row] = [(Span(" " * cell, "text"),)] * 3
            if first <= day <= last:
                grid.place(day.isoformat(), _WEEK_NAME + number * cell, cell - 1, rows=3)
                cells = _day_of_month(grid, day, cell)
            rows = [(*row, *padded(one, cell)) for row, one in zip(rows, cells, strict=True)]
        grid.add(*rows)
        begins += timedelta(days=7)


def _weeks_in(days: Days, start: int) -> int:
    """How many rows of weeks the days of a month take."""
    first, last = date.fromisoformat(days.first), date.fromisoformat(days.last)
    return ((first.weekday() - start) % 7 + last.day - 1) // 7 + 1


def _week_number(first: date, start: int) -> str:
    return week_of(first, start=start).name.partition("-W")[2]


def _day_of_month(grid: _Grid, day: date, cell: int) -> list[Row]:
    iso = day.isoformat()
    tally = grid.days.of(iso)
    is_chosen = iso == grid.asked.chosen
    role = "key" if is_chosen else "text" if tally.lines else "muted"
    number: Row = (Span(f"{MARK if is_chosen else ' '}{day.day}", role),)
    if tally.has_problem:
        number = (*number, Span(f" {PROBLEM}"[3 - cell :] if cell < 4 else f" {PROBLEM}", "problem"))
    figures = cell >= _WIDEST_DAY
    room = cell - 2 - (_FIGURE if figures else 0)
    bars = [
        (Span(" ", "text"), *_bar(grid, tally, side, room, figures=figures)) if tally.lines else BLANK
        for side in SIDES
    ]
    return [number, *bars]


def _bar(grid: _Grid, tally: DayTally, side: str, room: int, *, figures: bool) -> Row:
    minutes = tally.minutes_of(side)
    if not minutes:
        return (Span(_NOTHING, "muted"),)
    drawn = charts.bar(minutes, grid.full, max(room, 1), side)
    return (*drawn, Span(f" {duration_text(minutes)}", "text")) if figures else drawn


# The week: a row for each day

_DAY_NAME = 8
_BESIDE = 30
_LEAST_BESIDE = 76


def _week(grid: _Grid) -> None:
    beside = _BESIDE if grid.width >= _LEAST_BESIDE else 2
    room = max((grid.width - _DAY_NAME - beside) // 2, 2)
    total = grid.days.total()
    heads: Row = (Span(" " * _DAY_NAME, "text"),)
    for side in SIDES:
        minutes = total.minutes_of(side)
        spent = f" {duration_text(minutes)}" if minutes else ""
        heads = (*heads, *padded((Span(side, side), Span(spent, "text")), room))
    grid.add(heads)
    first = date.fromisoformat(grid.days.first)
    for number in range(7):
        day = (first + timedelta(days=number)).isoformat()
        tally = grid.days.of(day)
        at = date.fromisoformat(day)
        is_chosen = day == grid.asked.chosen
        role = "key" if is_chosen else "text" if tally.lines else "muted"
        name = f"{MARK if is_chosen else ' '}{WEEKDAYS[at.weekday()][:3]} {at.day}"
        row: Row = (Span(columns.pad(name, _DAY_NAME), role),)
        for side in SIDES:
            drawn = _bar(grid, tally, side, room - _FIGURE - 2, figures=True) if tally.lines else BLANK
            row = (*row, *padded(drawn, room))
        grid.place(day, 0, grid.width)
        grid.add((*row, *_beside(tally, whole=beside > 2)))


def _beside(tally: DayTally, *, whole: bool) -> Row:
    mark = Span(PROBLEM if tally.has_problem else " ", "problem")
    if not whole:
        return (mark,)
    spans = [number_of(tally.lines, "line")] if tally.lines else []
    return (mark, Span(f" {', '.join(spans)}", "muted"), *_not_read(tally, bool(spans)))


def _not_read(tally: DayTally, is_behind: bool) -> Row:  # noqa: FBT001  of this module alone
    if not tally.has_problem:
        return ()
    says = f"{tally.not_read} not understood" if tally.not_read else "its file is not read"
    between = Span(", " if is_behind else "", "muted")
    return (between, Span(says, "problem"))


# Below it

_NAMES = 14


def _of_chosen(days: Days, asked: Asked, width: int) -> list[Row]:
    """What the chosen day comes to, in words; in as many rows as it takes, at most two."""
    if not asked.chosen:
        return []
    at, tally = date.fromisoformat(asked.chosen), days.of(asked.chosen)
    name = f" {WEEKDAYS[at.weekday()][:3]} {at.day} {MONTHS[at.month - 1][:3]}"
    row: Row = (Span(columns.pad(name, _NAMES), "heading"),)
    if not tally.lines and not tally.has_problem:
        return [(*row, Span("to come" if asked.chosen > asked.today else "nothing logged", "muted"))]
    parts = _spent(tally)
    parts += [(Span(number_of(tally.lines, "line"), "text"),)] if tally.lines else []
    parts += [_not_read(tally, is_behind=False)] if tally.has_problem else []
    return flow(row, parts, width)


def _legend(grid: _Grid) -> list[Row]:
    """How to read the bars, and the keys."""
    personal, brand = (Span(*charts.FILLS[side]) for side in SIDES)
    full = duration_text(grid.full)
    left, right = (
        (personal.text, brand.text) if grid.asked.length != YEAR else ("▁█", _SHADES[0] + _SHADES[-1])
    )
    or_more = " or more" if grid.asked.length == YEAR else ""
    parts: list[Row] = []
    if grid.days.total().minutes:
        parts = [
            (Span(left, personal.role), Span(" personal", "muted")),
            (Span(right, brand.role), Span(" brand", "muted")),
            (Span(f"full bar {full}{or_more}", "muted"),),
        ]
    if any(each.has_problem for each in grid.days.tallies.values()):
        parts.append((Span(PROBLEM, "problem"), Span(" not read", "muted")))
    parts += [(user_text(key, "key"), Span(f" {says}", "muted")) for key, says in grid.asked.keys]
    return flow((Span(" ", "text"),), parts, grid.width, between=Span("   ", "text")) if parts else []


def _questions(grid: _Grid, asked: Asked, width: int) -> None:
    """The saved questions, with their words."""
    names = asked.questions
    if not names:
        return
    room = min(max(columns.width(user_text(name).text) for name in names), max(width // 3, 8))
    grid.add(BLANK, (Span(" Questions", "heading"),))
    for name, words in names.items():
        shown = columns.fit(user_text(name).text, room)
        margin = Span(MARK, "key") if name == asked.question else _EMPTY
        grid.places[question_place(asked.chosen, name)] = Place(len(grid.rows), 1, 0, width)
        grid.add((margin, Span(f"{columns.pad(shown, room)}   ", "text"), user_text(words, "note")))
