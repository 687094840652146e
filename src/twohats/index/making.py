"""Pages to the bytes of a month of the index (`month`)."""

from __future__ import annotations

from array import array
from zlib import crc32

from twohats.format.model import Entry, Event
from twohats.index.bits import bits_of, bits_of_flags, packed_array, slices_of
from twohats.index.coding import encoded, packed
from twohats.index.keys import PERSON, TAG, keys_of
from twohats.index.month import page_as_bytes
from twohats.query.matching import text_of_note
from twohats.query.nearness import letters_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from twohats.format.model import Page, Value
    from twohats.index.bits import Slices
    from twohats.index.month import Month
    from twohats.index.stamps import Stamp

_MOST_WORDS = 1 << 16
_SEARCHED = (PERSON, TAG)


class Kept(NamedTuple):
    """A page to be kept."""

    page: Page
    stamp: Stamp
    data: bytes
    """The bytes of its file."""
    packed: bytes
    """The page as `page_as_bytes` gives it."""


def kept(page: Page, stamp: Stamp, data: bytes) -> Kept:
    """A page that has just been read, to be kept."""
    return Kept(page, stamp, data, page_as_bytes(page))


def kept_in(month: Month, index: int, stamp: Stamp) -> Kept:
    """A page of a month, to be kept in another; raises Damaged."""
    return Kept(month.page(index), stamp, month.data(index), month.kept_page(index))


def month_bytes(form: str, pages: Sequence[Kept]) -> bytes:
    """The bytes of a month with these pages, which are in the order of their days."""
    once: dict[str, list[int]] = {}
    many: dict[str, list[int]] = {}
    minutes: list[int] = []
    counts: list[int] = []
    starts: list[int] = []
    notes: list[str] = []
    words: dict[str, list[int]] = {}
    firsts = [0]
    row = 0
    for one in pages:
        for item in one.page.items:
            single, several, lasted, count, start = keys_of(item.value)
            for key in single:
                if key in once:
                    once[key].append(row)
                else:
                    once[key] = [row]
            for key in several:
                if key in many:
                    many[key].append(row)
                else:
                    many[key] = [row]
            minutes.append(lasted)
            counts.append(count)
            starts.append(max(0, start))
            note = text_of_note(item.value)
            notes.append(note)
            for word in {*note.split(" "), *_names_searched(item.value, several)}:
                if word in words:
                    words[word].append(row)
                else:
                    words[word] = [row]
            row += 1
        firsts.append(row)
    words.pop("", None)
    blobs = [blob for one in pages for blob in (one.data, one.packed)]
    return encoded(
        form,
        [
            packed(
                (
                    [one.page.day for one in pages],
                    [one.stamp for one in pages],
                    firsts,
                    [len(blob) for blob in blobs],
                    [crc32(blob) for blob in blobs],
                    [index for index, one in enumerate(pages) if one.page.problems],
                )
            ),
            packed(
                (
                    {key: bits_of(rows_of) for key, rows_of in once.items()},
                    slices_of(minutes),
                    slices_of(counts),
                    slices_of(starts),
                )
            ),
            packed(_names(many)),
            packed(_by_row(pages, minutes, counts)),
            packed(_words(words)),
            packed(_texts(notes)),
            b"".join(blobs),
        ],
    )


def _names_searched(value: Value, many: Iterable[str]) -> list[str]:
    """The names of a line that are searched as its words are, people and tags with their signs, by its keys."""
    names = [key for key in many if key[0] in _SEARCHED]
    return [value.channel, *names] if isinstance(value, (Entry, Event)) else names


def _names(rows_of: dict[str, list[int]]) -> tuple[str, bytes, bytes]:
    """What `Names` is made of."""
    names = sorted(rows_of)
    ends, rows = array("I"), array("I")
    for name in names:
        rows.extend(rows_of[name])
        ends.append(len(rows))
    return "".join(["\n", *(f"{name}\n" for name in names)]), ends.tobytes(), rows.tobytes()


def _texts(texts: Iterable[str]) -> tuple[str, bytes]:
    """What `Texts` is made of."""
    starts = array("I")
    at = 0
    for text in texts:
        starts.append(at)
        at += len(text) + 3
    return "".join([f" {text} \n" for text in texts]), starts.tobytes()


def _by_row(pages: Sequence[Kept], minutes: Sequence[int], counts: Sequence[int]) -> tuple[Any, ...]:
    """What `ByRow` is made of."""
    first: list[str] = []
    others: dict[int, list[str]] = {}
    same: dict[str, str] = {}
    for one in pages:
        for item in one.page.items:
            people = item.value.people if isinstance(item.value, (Entry, Event)) else ()
            if len(people) > 1:
                others[len(first)] = [*people[1:]]
            first.append(same.setdefault(people[0], people[0]) if people else "")
    return packed_array(minutes), packed_array(counts), first, others


def _words(rows_of: dict[str, list[int]]) -> tuple[Any, ...]:
    """What `Words` is made of; each word comes with its rows in ascending order."""
    words = sorted(rows_of)
    starts: list[int] = []
    ends: list[int] = []
    rows: list[int] = []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
        rows += rows_of[word]
        ends.append(len(rows))
    return (
        "".join([f"{word}\n" for word in words]),
        len(words),
        len(rows),
        packed_array(starts),
        packed_array(ends),
        packed_array(rows),
        _having_letters(words),
    )


def _having_letters(words: Sequence[str]) -> Slices:
    """For each bit of `letters_of` which words have it."""
    letters = b"".join([_LETTERS.get(word) or _letters_of(word) for word in words])
    return [bits_of_flags(letters[byte::4].translate(bit)) for byte in range(4) for bit in _BITS]


_LETTERS: dict[str, bytes] = {}
"""What `_letters_of` gave: the words of a month are mostly those of the month before. `functools` costs 2 ms."""
_BITS = [bytes([byte >> bit & 1 for byte in range(256)]) for bit in range(8)]
"""Whether each byte has a bit."""


def _letters_of(word: str) -> bytes:
    if len(_LETTERS) >= _MOST_WORDS:
        _LETTERS.clear()
    found = _LETTERS[word] = letters_of(word).to_bytes(4, "little")
    return found
