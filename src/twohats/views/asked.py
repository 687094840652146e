"""What a question has found: one row for each line, what was looked for underlined in it, and what all come to."""

from __future__ import annotations

from twohats.appearance.roles import FOUND
from twohats.format.model import Entry, Event
from twohats.format.times import duration_text
from twohats.format.words import RATINGS
from twohats.query.nearness import near_words
from twohats.text import width as columns
from twohats.text.fold import fold
from twohats.values import NamedTuple
from twohats.views.channel_wording import kinds_text
from twohats.views.dates import day_text
from twohats.views.lines import item_spans
from twohats.views.rows import Row, Span, cut, user_text, width_of
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twohats.format.words import Hats
    from twohats.query.selection import Selection
    from twohats.views.lines import Line

NARROW = 60
"""Columns below which days are in short."""
_BEFORE = 12
"""Columns that stay before a word which is brought into sight."""
_WITH_TIMES = 60
"""From so many columns on, the times stand in a column of their own."""
_TIMES = 11
"""Its columns: `16:00-16:42`."""


def day_called(day: str, today: str, width: int) -> str:
    """A day in front of its lines: `Wed 18 Nov`, `18 Nov 2024` of another year; in short where it is narrow."""
    narrow = width < NARROW
    if day[:4] == today[:4]:
        return day_text(day, weekday=not narrow)
    return f"{day_text(day)} {day[2:4] if narrow else day[:4]}"


def day_columns(lines: Sequence[Line], today: str, width: int) -> int:
    """The columns that the days of some lines take."""
    narrow, year = width < NARROW, today[:4]
    of_year = 6 if narrow else 10
    return of_year if all(line.day[:4] == year for line in lines) else 9 if narrow else 11


def line_row(line: Line, hats: Hats, width: int, words: Sequence[str]) -> Row:
    """A line in one row of so many columns; where none of the words is in sight, a piece of the note that has one.

    `words` are folded; people and tags among them have their signs.
    """
    spans = [*item_spans(line.text, hats)]
    if width >= _WITH_TIMES:
        spans = _behind_times(spans)
    spans += [user_text(f" / {more.strip()}", "note") for more in line.block.split("\n")[1:] if more.strip()]
    row = _held_up(tuple(spans), words)
    at = _first_found(row)
    if at is None or at[1] <= width - (width_of(row) > width):
        return cut(row, width)
    return _brought_into_sight(row, at[0], width)


def _behind_times(spans: list[Span]) -> list[Span]:
    """The line with its times right-aligned in a column of their own, which is empty where it has none."""
    count = next((at for at, span in enumerate(spans) if span.role != "when" and span.text.strip()), 0)
    times = tuple(span for span in spans[:count] if span.text.strip())
    taken = width_of(times) + max(len(times) - 1, 0)
    before = Span(" " * max(_TIMES - taken, 0), "text")
    spaced = [each for span in times for each in (span, Span(" ", "text"))] or [Span(" ", "text")]
    return [before, *spaced, *spans[count:]]


def _first_found(row: Row) -> tuple[int, int] | None:
    """The columns at which the first word that is held up begins and ends."""
    at = 0
    for span in row:
        size = columns.width(span.text)
        if span.role == FOUND:
            return at, at + size
        at += size
    return None


def _brought_into_sight(row: Row, at: int, width: int) -> Row:
    """The beginning of a row, and behind an ellipsis what is around a column that is out of sight."""
    first = cut(row, width // 2)
    left = width - width_of(first)
    begin, tail = max(at - _BEFORE, 0), []
    seen = 0
    for span in row:
        size = columns.width(span.text)
        if seen + size > begin:
            text = span.text
            while text and seen < begin:
                seen += columns.width(text[0])
                text = text[1:]
            if text:
                tail.append(Span(text, span.role))
            seen += columns.width(text)
        else:
            seen += size
    return (*first, *cut(tuple(tail), left))


def _held_up(row: Row, words: Sequence[str]) -> Row:
    """The row with the words in it that were looked for, those that are near to one where none is there."""
    if not words:
        return row
    found = [piece for span in row for piece in _split(span, words)]
    if any(span.role == FOUND for span in found):
        return tuple(found)
    near = {
        each for word in words for each in near_words(word, {*fold(" ".join(s.text for s in row)).split()})
    }
    return tuple([piece for span in row for piece in _split(span, [*near])]) if near else row


def _split(span: Span, words: Sequence[str]) -> Iterator[Span]:
    """A span taken apart at the words in it."""
    text, folded = span.text, fold(span.text)
    if len(folded) != len(text):  # no place in the one is that of the other
        yield span
        return
    at = 0
    while True:
        found = [(begin, word) for word in words if word and (begin := folded.find(word, at)) >= 0]
        if not found:
            break
        begin, word = min(found, key=lambda each: (each[0], -len(each[1])))
        if begin > at:
            yield Span(text[at:begin], span.role)
        at = begin + len(word)
        yield Span(text[begin:at], FOUND)
    if at < len(text):
        yield Span(text[at:], span.role)


def words_looked_for(selection: Selection) -> list[str]:
    """What a selection looks for in lines that may stand anywhere in them: words, people, tags."""
    found: list[str] = []
    for clause in selection.alternatives:
        found += [*clause.has.loose, *clause.has.notes]
        found += [f"@{name}" for name in clause.has.people] + [f"+{name}" for name in clause.has.tags]
    return [*dict.fromkeys(found)]


_EXAMPLES = (
    ("brand post linkedin since oct", "of a hat, a verb, a channel, since 1 October"),
    ("@anna not got", "with somebody, but nothing they gave back"),
    ("m1-2 over 1h mondays", "with low motivation, long, on Mondays"),
    ("talk : second book", "talks whose note has both words"),
    ("bookseller", "any other word is looked for in the text"),
)


_PROSE = 3
"""So many words that are looked for in the text of one line are a question put in prose."""


def prose_rows(selection: Selection, width: int) -> list[Row]:
    """What stands where a question in prose (`how much did I post in october`) finds no line; empty for any other."""
    if not any(len(clause.has.loose) >= _PROSE for clause in selection.alternatives):
        return []
    return [(Span("no line", "muted"),), (), *_example_rows(width)]


def teaching_rows(before: Sequence[str], kept: Mapping[str, str], width: int) -> list[Row]:
    """What stands there while nothing is asked: examples, and the questions that were kept or asked before."""
    rows = _example_rows(width)
    if kept:
        rows += [(), (Span("Kept", "heading"), Span("   among the commands, and in hat.toml", "muted"))]
        rows += [(user_text(f"{name}  "), user_text(words, "note")) for name, words in [*kept.items()][:8]]
    if before:
        rows += [(), (Span("Asked last", "heading"),), *((user_text(each, "note"),) for each in before[:8])]
    return rows


def _example_rows(width: int) -> list[Row]:
    """How to ask."""
    room = max(len(words) for words, _ in _EXAMPLES) + 3
    rows: list[Row] = [
        (Span("What do my lines say? Ask with the words with which you write them.", "text"),),
        (),
    ]
    for words, says in _EXAMPLES:
        beside = (Span(words.ljust(room), "note"), Span(says, "muted"))
        rows.append(beside if width >= room + len(says) else beside[:1])
    return rows


class Comes(NamedTuple):
    """What some lines come to: tallies of these very lines, which say nothing of others."""

    lines: int = 0
    minutes: int = 0
    guessed: int = 0
    """Of the minutes those that are a guess."""
    returns: int = 0
    noise: int = 0
    ratings: tuple[tuple[str, float, int], ...] = ()
    """The letter of each rating that some have, with its mean and how many of them have it."""
    came: Mapping[str, int] | None = None
    """The returns credited to them, by kind; None while that is not known."""


def comes_of(lines: Iterable[Line]) -> Comes:
    """What some lines come to; one that is neither entry nor event is only counted."""
    many = minutes = guessed = returns = noise = 0
    rated: dict[str, list[int]] = {}
    for line in lines:
        many += 1
        value = line.item.value
        if isinstance(value, Entry):
            minutes += value.minutes
            guessed += value.minutes if value.estimated else 0
            for letter, name in RATINGS.items():
                if rating := getattr(value, name):
                    rated.setdefault(letter, []).append(rating)
        elif isinstance(value, Event):
            returns += value.count if value.is_return else 0
            noise += value.count if value.is_noise else 0
    means = [(letter, sum(each) / len(each), len(each)) for letter in RATINGS if (each := rated.get(letter))]
    return Comes(many, minutes, guessed, returns, noise, tuple(means))


def sums_row(comes: Comes, found: int) -> Row:
    """`14 lines, 6h20 · m 1.8 of 12 · 2 returns`; `found` is how many there are, if more than are summed."""
    all_ = Span(f"{found:,} {'line' if found == 1 else 'lines'}", "text")
    if comes.lines < found:
        return (all_, Span(f" \N{MIDDLE DOT} the first {comes.lines:,}:", "muted"), *_of_them(comes, " "))
    return (all_, *_of_them(comes, ", "))


def marks_row(comes: Comes) -> Row:
    """`3 marked, 1h10`: the same of those that are marked."""
    return (
        Span(f"{comes.lines:,} marked", "key"),
        *_of_them(comes._replace(ratings=(), returns=0, noise=0, came=None), ", "),
    )


def _of_them(comes: Comes, before: str) -> Iterator[Span]:
    if comes.minutes:
        yield Span(f"{before}{duration_text(comes.minutes)}", "text")
        if comes.guessed:
            yield Span(f" ({duration_text(comes.guessed)} guessed)", "muted")
    if comes.minutes and comes.came is not None:
        came = ", ".join(
            f"{many:,} {kind if many == 1 else kinds_text(kind)}" for kind, many in comes.came.items()
        )
        yield Span(f" \N{MIDDLE DOT} came of it: {came or 'nothing traced'}", "text")
    parts = [f"{letter} {mean:.1f} of {many:,}" for letter, mean, many in comes.ratings]
    parts += [number_of(comes.returns, "return")] if comes.returns else []
    parts += [f"{comes.noise:,} noise"] if comes.noise else []
    for part in parts:
        yield Span(f" \N{MIDDLE DOT} {part}", "muted")
