"""A month of the index: its lines as rows, and for each key the rows that have it as the bits of a number.

A row is an item of a page, in the order of the days and of the pages. Bit 0 is the first row of the month. Numbers (the
minutes of a row) are kept by their binary digits: for each digit the rows that have it, so that the sum over any rows
is a few counts of bits.
"""

from __future__ import annotations

from bisect import bisect_right

from twohats.format.model import Entry, Event, Item, Nothing, Page, Problem
from twohats.index.bits import array_of, bits_of, numbers_of
from twohats.index.coding import Coded, Damaged, Section, encoded, packed, unpacked
from twohats.index.keys import MANY
from twohats.text.encoding import text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from twohats.index.bits import Slices
    from twohats.index.stamps import Stamp
    from twohats.index.words import Words

PAGES, KEYS, NAMES, ROWS, WORDS, NOTES, BLOBS = range(7)
"""The sections of a month."""
_KINDS: tuple[type[Entry | Event | Nothing | Problem], ...] = (Entry, Event, Nothing, Problem)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
TOGETHER = 4
"""Items of a page whose bytes are made and read at once: so is one of them soon, and a page sooner than one by one."""
_new = tuple.__new__
_SELDOM = 3
"""A text in less than this power of two of the rows is looked up place by place."""


class Month:
    """The lines of the pages of one month, as far as they are wanted, read when they are asked for.

    Raises Damaged from any method, if its file turns out not to be what we wrote.
    """

    def __init__(self, name: str, read: Callable[[int, int], bytes], form: str) -> None:
        self.name = name
        """`2026-11`."""
        self._coded = Coded(read, form)
        if len(self._coded.sections) != BLOBS + 1:
            raise Damaged
        self._form = form
        days, stamps, firsts, lengths, sums, faulty = self._coded.value(PAGES)
        self.days: list[str] = days
        """The ISO dates of its pages, in order."""
        self.stamps: list[Stamp] = stamps
        """The stamp of each page, by which it is known again."""
        self.firsts: list[int] = firsts
        """The first row of each page, and behind them how many rows there are in all."""
        self.faulty: list[int] = faulty
        """The indexes of the pages with which something is wrong as a whole."""
        self._lengths: list[int] = lengths
        self._sums: list[int] = sums
        self._keys: dict[str, int] | None = None
        self._numbers: tuple[Slices, Slices, Slices] | None = None
        self._names: Names | None = None
        self._notes: Texts | None = None
        self._words: Words | None = None
        self._by_row: ByRow | None = None
        self._places: list[Section] | None = None

    @property
    def content(self) -> tuple[list[str], list[int], list[int]]:
        """What tells these pages from any others: their days, and the lengths and checksums of all that is kept."""
        return self.days, self._lengths, self._sums

    @property
    def rows(self) -> int:
        """How many lines it has."""
        return self.firsts[-1]

    @property
    def all(self) -> int:
        """The bits of all its rows."""
        return (1 << self.firsts[-1]) - 1

    def bits_of_page(self, index: int) -> int:
        """The bits of all rows of a page."""
        first, end = self.firsts[index], self.firsts[index + 1]
        return ((1 << (end - first)) - 1) << first

    def bits(self, key: str) -> int:
        """The rows that have a key (`keys`)."""
        return self.names.bits(key) if key[0] in MANY else self.keys.get(key, 0)

    def bits_of_any(self, keys: Iterable[str]) -> int:
        """The rows that have any of some keys."""
        found = 0
        for key in keys:
            found |= self.bits(key)
        return found

    @property
    def keys(self) -> dict[str, int]:
        """The keys of what a line has once, each with its rows."""
        if self._keys is None:
            self._load_keys()
        assert self._keys is not None
        return self._keys

    def _load_keys(self) -> None:
        self._keys, minutes, counts, starts = self._coded.value(KEYS)
        self._numbers = minutes, counts, starts

    @property
    def minutes(self) -> Slices:
        """The minutes of each entry."""
        return self._number(0)

    @property
    def counts(self) -> Slices:
        """How often each entry and event counts."""
        return self._number(1)

    @property
    def starts(self) -> Slices:
        """When each line with a clock time began, in minutes after midnight."""
        return self._number(2)

    def _number(self, which: int) -> Slices:
        if self._numbers is None:
            self._load_keys()
        assert self._numbers is not None
        return self._numbers[which]

    @property
    def names(self) -> Names:
        """The keys of which a line may have many: people, tags, fields."""
        if self._names is None:
            self._names = Names(*self._coded.value(NAMES))
        return self._names

    @property
    def notes(self) -> Texts:
        """The note of each line, of a problem all of it, as `query.matching` searches it."""
        if self._notes is None:
            self._notes = Texts(*self._coded.value(NOTES))
        return self._notes

    @property
    def words(self) -> Words:
        """The words of each line: of its note, and its names."""
        if self._words is None:
            from twohats.index.words import Words  # for who searches

            self._words = Words(self.rows, self._coded.value(WORDS))
        return self._words

    @property
    def by_row(self) -> ByRow:
        """What each line has of what is counted."""
        if self._by_row is None:
            self._by_row = ByRow(self.rows, *self._coded.value(ROWS))
        return self._by_row

    def restamped(self, stamps: list[Stamp]) -> bytes:
        """The bytes of this month with other stamps of its pages."""
        pages = packed((self.days, stamps, self.firsts, self._lengths, self._sums, self.faulty))
        sections = self._coded.sections
        blobs = self._coded.unchecked(sections[BLOBS])  # each of them has a checksum of its own
        return encoded(
            self._form,
            [pages, *[self._coded.bytes_at(sections[which]) for which in range(KEYS, BLOBS)], blobs],
        )

    def _blob(self, index: int) -> bytes:
        if self._places is None:
            at = self._coded.sections[BLOBS].at
            self._places = []
            for length, sum_ in zip(self._lengths, self._sums, strict=True):
                self._places.append(Section(at, length, sum_))
                at += length
        return self._coded.bytes_at(self._places[index])

    def data(self, index: int) -> bytes:
        """The bytes of a page's file."""
        return self._blob(2 * index)

    def text(self, index: int) -> str:
        """The text of a page's file."""
        return text_of(self.data(index))

    def kept_page(self, index: int) -> bytes:
        """A page as bytes (`page_as_bytes`)."""
        return self._blob(2 * index + 1)

    def page(self, index: int) -> Page:
        """A page as it was read."""
        return page_from_bytes(self.days[index], self.kept_page(index))

    def items(self, index: int, own: int) -> list[Item]:
        """Those items of a page that these of its own rows are."""
        return items_from_bytes(self.kept_page(index), own)

    def lines(self, bits: int) -> list[tuple[str, Item, str]]:
        """The lines of some rows, in order: ISO date, item, and the lines of its page that it has."""
        from twohats.format.page import block_in, lines_of  # whole pages are had without what reads them

        found = []
        for index, own in self.parts(bits):
            day, rows = self.days[index], lines_of(self.text(index))
            items = self.items(index, own)
            found += [(day, item, block_in(rows, item)) for item in items]
        return found

    def parts(self, bits: int) -> Iterator[tuple[int, int]]:
        """The pages that have some of these rows, in order: index, and which of its own rows those are."""
        firsts = self.firsts
        while bits:
            row = (bits & -bits).bit_length() - 1
            index = bisect_right(firsts, row) - 1
            first, end = firsts[index], firsts[index + 1]
            yield index, bits >> first & (1 << (end - first)) - 1
            bits = bits >> end << end


def month_of(name: str, data: bytes, form: str) -> Month:
    """The month with these bytes, which were made for `form`."""
    return Month(name, lambda at, length: data[at : at + length], form)


class Names:
    """People, tags and fields, sorted, each with its rows."""

    __slots__ = ("_ends", "_rows", "_text")

    def __init__(self, text: str, ends: bytes, rows: bytes) -> None:
        self._text = text
        self._ends = memoryview(ends).cast("I")
        self._rows = memoryview(rows).cast("I")

    def all(self) -> list[str]:
        """All of them, in order."""
        return self._text[1:-1].split("\n") if len(self._text) > 1 else []

    def bits(self, name: str) -> int:
        """The rows that have a name; none for one that is not there."""
        at = self._text.find(f"\n{name}\n")
        return 0 if at < 0 else self.bits_at(self._text.count("\n", 0, at))

    def bits_at(self, index: int) -> int:
        """The rows that have the name with this index, as bits."""
        return bits_of(self._rows[self._ends[index - 1] if index else 0 : self._ends[index]])

    def holding(self, part: str) -> list[str]:
        """The names that hold a text."""
        found: list[str] = []
        at = self._text.find(part)
        while at >= 0:
            start, end = self._text.rfind("\n", 0, at) + 1, self._text.find("\n", at)
            found.append(self._text[start:end])
            at = self._text.find(part, end)
        return found

    def spread(self, start: str) -> tuple[list[str], list[int], list[int]]:
        """The names that begin with this text; how many rows each of them has; and all these rows, name by name."""
        at = self._text.find(f"\n{start}")
        if at < 0:
            return [], [], []
        first = self._text.count("\n", 0, at)
        names = self._text[at + 1 : self._text.find("\n", self._text.rfind(f"\n{start}") + 1)].split("\n")
        before = self._ends[first - 1] if first else 0
        ends = self._ends[first : first + len(names)].tolist()
        counts = [end - begin for begin, end in zip([before, *ends], ends, strict=False)]
        return names, counts, self._rows[before : ends[-1]].tolist()

    def beginning(self, start: str) -> Iterator[tuple[int, str]]:
        """The names that begin with this text, each with its index."""
        at = self._text.find(f"\n{start}")
        if at < 0:
            return
        index = self._text.count("\n", 0, at)
        while self._text.startswith(start, at + 1):
            end = self._text.find("\n", at + 1)
            if end < 0:
                return
            yield index, self._text[at + 1 : end]
            index, at = index + 1, end


class Texts:
    """A text of each row, to be searched."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str, starts: bytes) -> None:
        self._text = text
        """The rows: words with a space before each and behind the last, and a newline."""
        self._starts = memoryview(starts).cast("I")

    def bits(self, part: str) -> int:
        """The rows that hold a text, which has no newline; with spaces around it, one or more words."""
        return bits_of(self.rows(part))

    def rows(self, part: str) -> list[int]:
        """The same as numbers, in order."""
        text, starts = self._text, self._starts
        if text.count(part) > len(starts) >> _SELDOM:
            return [row for row, one in enumerate(text.split("\n")) if part in one]
        found: list[int] = []
        at = text.find(part)
        while at >= 0:
            row = bisect_right(starts, at) - 1
            found.append(row)
            if row + 1 >= len(starts):
                break
            at = text.find(part, starts[row + 1])
        return found


class ByRow:
    """What each row has, row by row: quicker than `minutes` and `keys` where few rows are counted at a time."""

    __slots__ = ("counts", "first_person", "minutes", "others", "with_others")

    def __init__(
        self, rows: int, minutes: bytes, counts: bytes, first: list[str], others: dict[int, list[str]]
    ) -> None:
        self.minutes = array_of(minutes, rows)
        self.counts = array_of(counts, rows)
        """How often it counts."""
        self.first_person: list[str] = first
        """Whom it names first, empty for nobody."""
        self.others: dict[int, list[str]] = others
        """Whom else the rows name that name several people."""
        self.with_others = bits_of([*others])
        if len(first) != rows:
            raise Damaged


def page_as_bytes(page: Page) -> bytes:
    """A page, without its day, as bytes, of which a few items can be read without the others."""
    made = [(item.line, item.lines, _CODES[type(item.value)], tuple(item.value)) for item in page.items]
    groups = [packed(made[at : at + TOGETHER]) for at in range(0, len(made), TOGETHER)]
    return packed((groups, [tuple(problem) for problem in page.problems]))


def page_from_bytes(day: str, data: bytes) -> Page:
    """The page of a day from the bytes that `page_as_bytes` gave; raises Damaged."""
    groups, problems = unpacked(data)
    items: list[Item] = []
    for group in groups:
        items += [
            _new(Item, (number, line, lines, _new(_KINDS[code], value)))
            for number, (line, lines, code, value) in enumerate(unpacked(group), len(items) + 1)
        ]
    return Page(day, tuple(items), tuple([Problem(*problem) for problem in problems]))


def items_from_bytes(data: bytes, rows: int) -> list[Item]:
    """The items with these rows of their page, from the bytes that `page_as_bytes` gave; raises Damaged."""
    groups, _ = unpacked(data)
    found: list[Item] = []
    at, group = -1, []
    for row in numbers_of(rows):
        if row // TOGETHER != at:
            at = row // TOGETHER
            group = unpacked(groups[at])
        found.append(_item(row + 1, group[row % TOGETHER]))
    return found


def _item(number: int, made: tuple[int, int, int, tuple[Any, ...]]) -> Item:
    """An item from a tuple that `page_as_bytes` made. The values are whole: no class has to look at them again."""
    line, lines, code, value = made
    return _new(Item, (number, line, lines, _new(_KINDS[code], value)))
