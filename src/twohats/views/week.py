"""The week on one screen: `hat week`, and the app's view of the same name.

Four parts in a fixed order: where the hours went, how far apart the hats are, what came back, and whom and
what to look at. Nothing is computed here that is not a sum (METHOD 6, weekly page).
"""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import BRAND, PERSONAL, SIDES
from twohats.measures import sums
from twohats.measures.week_lines import GOT, HOURS, LOST, NEW, NOISE, NOT_READ, SOLD
from twohats.text import width as columns
from twohats.views import charts, wording
from twohats.views.dates import span_text, week_text
from twohats.views.layout import flow, hanging, label, number
from twohats.views.rows import BLANK, Row, Span, cut, padded, trimmed, user_text, width_of
from twohats.views.silences import silence
from twohats.views.week_plain import WRITE, week_statements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.measures.figures import FollowUp, Gap, Return, WeekFigures

    KeyedRow = tuple[str, Row]
    """What a row is of (`measures.week_lines`), empty for what opens nothing, and the row."""

NARROW = 60
"""Below so many columns there are sentences instead of pictures."""
BESIDE = 76
"""From so many columns on, notes stand beside numbers instead of below them."""
WIDE = 110
"""From so many columns on, there are more columns of numbers."""
WIDEST = 120
"""The view never grows wider: the eye would lose the line."""

_NOBODY: dict[str, str] = {}


def week_rows(
    figures: WeekFigures, *, width: int = 80, people: Mapping[str, str] = _NOBODY, anonymous: bool = False
) -> list[Row]:
    """The rows of the week, none wider than `width` columns.

    `people` gives the names to show for the names in the journal; `anonymous` counts people and names none.
    """
    return [row for _, row in keyed_rows(figures, max(width, 1), people, anonymous=anonymous)]


def keyed_rows(
    figures: WeekFigures,
    width: int,
    people: Mapping[str, str],
    *,
    anonymous: bool,
    ways: wording.Ways = wording.IN_A_SHELL,
) -> list[KeyedRow]:
    """The rows of `week_rows`, each with what it is of (`measures.week_lines`, or `WRITE`)."""
    if width < NARROW:
        return _narrow(width, week_statements(figures, people=people, anonymous=anonymous, ways=ways))
    room = min(width, WIDEST)
    parts = [_of("", _title(figures, room))]
    if sums.is_empty(figures):
        first, *example = wording.empty_says(figures.cover, ways)
        says = [
            *hanging((Span(" ", "text"),), first, room),
            *((Span(f"   {each}", "key"),) for each in example),
        ]
        parts.append(_of("", says))
    else:
        parts += [_hours(figures, room), _of("", _gaps(figures.gaps, room)), _returns(figures, room)]
    parts.append(_to_look_at(figures, room, people, ways, anonymous=anonymous))
    rows: list[KeyedRow] = []
    for part in filter(None, parts):
        rows += [("", BLANK), *part] if rows else part
    return [(key, cut(trimmed(row), room)) for key, row in rows]


def _of(key: str, rows: Sequence[Row]) -> list[KeyedRow]:
    """Rows that are all of the same."""
    return [(key, row) for row in rows]


def _narrow(width: int, statements: Iterable[tuple[str, str]]) -> list[KeyedRow]:
    rows: list[KeyedRow] = []
    indent = (Span("  ", "text"),) if width > 20 else ()
    for key, sentence in statements:
        first, *more = columns.wrap(sentence, width)
        rows.append((key, (user_text(first, "text" if rows else "title"),)))
        if more:
            rows += _of(key, hanging(indent, " ".join(more), width))
    return [(key, cut(row, width)) for key, row in rows]


def _title(figures: WeekFigures, width: int) -> list[Row]:
    name: Row = (
        Span(f" {week_text(figures.week)}", "title"),
        Span(f"   {span_text(figures.first, figures.last)}", "text"),
    )
    cover = Span(" " + wording.cover_text(figures.cover).replace(", ", " \N{MIDDLE DOT} "), "muted")
    space = width - width_of((*name, cover))
    return [(*name, Span(" " * space, "text"), cover)] if space > 0 else [name, (cover,)]


# Where the hours went

_ACTIVITY = 8  # columns of the names at the left
_HOUR_NOTES = 25  # columns for what stands to the right of the hours


def _hours(figures: WeekFigures, width: int) -> list[KeyedRow]:
    minutes = figures.minutes
    if not sums.all_minutes(minutes):
        return [("", (label("Hours", _ACTIVITY, "heading"), Span("no time logged", "muted")))]
    beside = width >= BESIDE
    room = (width - _ACTIVITY - (_HOUR_NOTES if beside else 0)) // 2
    heads = [
        (Span(side, side), Span(f" {duration_text(sums.side_minutes(minutes, side))}", "text"))
        for side in SIDES
    ]
    rows: list[KeyedRow] = [
        (HOURS, (label("Hours", _ACTIVITY, "heading"), *padded(heads[0], room), *padded(heads[1], room)))
    ]
    full = max(max(minutes[side].values()) for side in SIDES)
    for activity in sums.shown_activities(minutes):
        cells = [_hour_cell(minutes[side][activity], full, room, side) for side in SIDES]
        rows.append((f"{HOURS} {activity}", (label(activity, _ACTIVITY), *cells[0], *cells[1])))
    notes = _hour_notes(figures)
    if not beside:
        together = (*notes[0], Span(" ", "text"), *notes[1])
        return rows + _of("", flow((Span(" ", "text"),), [together, *notes[2:]], width))
    return [
        (key, (*padded(row, width - _HOUR_NOTES), *(notes[at] if at < len(notes) else ())))
        for at, (key, row) in enumerate(rows)
    ]


def _hour_cell(minutes: int, full: int, room: int, side: str) -> Row:
    if not minutes:
        return padded((Span("\N{MIDDLE DOT}", "muted"),), room)
    drawn = charts.bar(minutes, full, room - 3 - len(duration_text(full)), side)
    return padded((*drawn, Span(f" {duration_text(minutes)}", "text")), room)


def _hour_notes(figures: WeekFigures) -> list[Row]:
    share = wording.percent(sums.talk_share(figures.minutes))
    notes: list[Row] = [
        (Span("sent : read : talked", "muted"),),
        (Span(wording.sent_read_talked(figures), "text"),),
        (Span("real conversation ", "muted"), Span(share, "text")),
    ]
    if figures.gives or figures.asks:
        gave, asked = Span(f"{figures.gives}", "text"), Span(f"{figures.asks}", "text")
        notes.append((Span("gave ", "muted"), gave, Span(", asked ", "muted"), asked))
    return notes


# How far apart the hats are

_RATING = 16  # columns of the names at the left
_POINTS = 7  # of the number beside the picture
_INTERVAL = 15  # of the interval in figures, with the space before it
_RATINGS = 11  # of how many ratings a side, with the space before it
_RATED = 14  # of the shares of entries rated, with the space before it


def _gaps(gaps: Sequence[Gap], width: int) -> list[Row]:
    known = [gap for gap in gaps if wording.known(gap.lived)]
    # Worth is given late and by few; its silence is left to the sentences, where there is room for it.
    gaps = [gap for gap in gaps if gap in known or gap.rating != "worth"]
    if not gaps:
        return []
    wide = width >= WIDE
    left = width - _RATING - _POINTS - _INTERVAL - _RATINGS - (_RATED if wide else 0)
    ends = [end for gap in known for end in gap.lived[:3] if end is not None]
    axis = charts.axis_around_zero(ends, left)
    head: Row = (Span(columns.pad(" Brand minus personal", _RATING + _POINTS), "heading"),)
    if known:
        tail = columns.pad("  90 % interval", _INTERVAL) + columns.pad("  ratings", _RATINGS)
        tail += "  of lines" if wide else ""
        head = (*head, *padded(charts.axis_labels(axis), left), Span(tail, "muted"))
    rows = [head]
    for gap in gaps:
        if gap in known:
            rows.append(_gap_row(gap, axis, left, wide=wide))
        else:
            start = (label(wording.gap_name(gap), _RATING),)
            rows += hanging(start, silence(gap.lived.missing), width, "muted")
        if wording.four_weeks_matter(gap) or (wide and wording.alike_says(gap)):
            rows += hanging((label("  in 4 weeks", _RATING, "muted"),), wording.four_weeks_say(gap), width)
    return rows


def _gap_row(gap: Gap, axis: charts.Axis, left: int, *, wide: bool) -> Row:
    value, low, high = (end or 0.0 for end in gap.lived[:3])
    n = gap.lived.n
    row: Row = (
        label(wording.gap_name(gap), _RATING),
        number(wording.points(value), 4, "dot"),
        Span(" " * (_POINTS - 4), "text"),
        *padded(charts.dot_on_axis(value, low, high, axis), left),
        Span(columns.pad(f"  {wording.gap_interval(low, high)}", _INTERVAL), "text"),
        number(n.get(PERSONAL, 0), 5, "muted"),
        Span(" : ", "muted"),
        Span(columns.pad(str(n.get(BRAND, 0)), 3), "muted"),
    )
    return (*row, Span(f"  {wording.rated_shares(gap.lived)}", "muted")) if wide else row


# What came back

_KIND = 13  # columns of the names at the left
_COUNTS = ((PERSONAL, 9), (BRAND, 6), ("untraced", 9))
_BEFORE_WORDS = "  "


def _returns(figures: WeekFigures, width: int) -> list[KeyedRow]:
    came = [each for each in figures.returns if sums.arrived(each)]
    noise, lost, noticed = figures.noise, figures.lost, sums.noticed(figures)
    rows: list[KeyedRow] = []
    for each in came:
        rows += _of(f"{GOT} {each.kind}", _return_rows(each, width))
    if noise.personal or noise.brand:
        says = wording.noise_says(noise, noticed)
        rows += _of(NOISE, _counted("noise", (noise.personal, noise.brand), says, width, "noise"))
    if any(lost.values()):
        rows += _of(LOST, _counted("lost", (lost.get(PERSONAL, 0), lost.get(BRAND, 0)), [], width))
    for money in figures.money:
        start = (label("sold", _KIND), Span(" ", "text"))
        rows += _of(SOLD, hanging(start, wording.money_says(money), width, "amount"))
    if not rows:
        return [("", (label("Came back", _KIND, "heading"), Span("nothing logged", "muted")))]
    heads = (number(name, size, name if name in SIDES else "muted") for name, size in _COUNTS)
    beside = came and width >= BESIDE
    more = f"{_BEFORE_WORDS}{wording.PER_HOUR_HEAD}" if beside else ""
    head: list[Row] = [(label("Came back", _KIND, "heading"), *heads, Span(more, "muted"))]
    if came and not beside:
        head.append((Span(f"   {wording.PER_HOUR_HEAD}, below each", "muted"),))
    return [*_of("", head), *rows]


def _return_rows(came: Return, width: int) -> list[Row]:
    says = [wording.ratio_says(came.per_hour)]
    if came.both:
        says.insert(0, f"and {came.both} of both hats")
    bounds = wording.bounds_say(came.per_hour)
    says += [bounds] if bounds else []
    role = "text" if came.per_hour.enough else "muted"
    return _counted(came.kind, (came.personal, came.brand, came.unattributed), says, width, says_role=role)


def _counted(
    name: str,
    counts: tuple[int, ...],
    says: Sequence[str],
    width: int,
    role: str = "text",
    *,
    says_role: str = "muted",
) -> list[Row]:
    """Counts under the head, and what there is to say beside them, or below where there is no room."""
    start: Row = (
        label(name, _KIND, role),
        *(number(count, size, role) for count, (_, size) in zip(counts, _COUNTS, strict=False)),
    )
    if not says:
        return [start]
    if width < BESIDE:
        below = (hanging((Span("   ", "text"),), each, width, says_role) for each in says)
        return [start, *(row for rows in below for row in rows)]
    left = _KIND + sum(size for _, size in _COUNTS) + len(_BEFORE_WORDS)
    first, *more = (hanging(padded((), left), each, width, says_role) for each in says)
    return [(*padded(start, left), *first[0][1:]), *first[1:], *(row for each in more for row in each)]


# Whom and what to look at

_TO_DO = 12  # columns of the names at the left


def _to_look_at(
    figures: WeekFigures, width: int, people: Mapping[str, str], ways: wording.Ways, *, anonymous: bool
) -> list[KeyedRow]:
    rows: list[KeyedRow] = []
    if figures.follow_up:
        each = [_person_to_write_to(one, people) for one in figures.follow_up]
        if anonymous:
            each = [(Span(wording.persons(len(figures.follow_up)), "person"),)]
        rows += _of(WRITE, flow((label("Write to", _TO_DO, "heading"),), each, width))
    if figures.new_people:
        names = wording.names(figures.new_people, people, anonymous=anonymous)
        new: list[Row] = [(Span(name, "person"),) for name in names]
        since = wording.looked_from_says(figures)
        new[-1:] = [(*new[-1], Span(f", {since}", "muted"))] if since else new[-1:]
        rows += _of(NEW, flow((label("First talk", _TO_DO, "heading"),), new, width))
    if figures.decided and not anonymous:
        each = [(user_text(wording.standing_says(one)),) for one in figures.decided]
        rows += _of("", flow((label("Decided", _TO_DO, "heading"),), each, width))
    if figures.trials and not anonymous:
        from twohats.views.trial_reminders import reminder_says

        each = [(user_text(reminder_says(one)),) for one in figures.trials]
        rows += _of("", flow((label("Trial", _TO_DO, "heading"),), each, width))
    if figures.cover.left_out.problems:
        start, says = label("Not read", _TO_DO, "heading"), wording.left_out_says(figures.cover.left_out)
        row: Row = (start, Span(f"{says}: ", "problem"), Span(ways.unread, "key"))
        fits = width_of(row) <= width
        rows += _of(
            NOT_READ, [row] if fits else hanging((start,), f"{says}: {ways.unread}", width, "problem")
        )
    if figures.question:
        rows += _of("", hanging((label("Ask", _TO_DO, "heading"),), figures.question, width))
    return rows


def _person_to_write_to(one: FollowUp, people: Mapping[str, str]) -> Row:
    name = wording.name_of(one.person, people)
    return (Span(name, "person"), Span(wording.follow_up_says(one, people).removeprefix(name), "muted"))
