"""Rows as the bits of a number, numbers by their binary digits, and arrays of small numbers as bytes."""

from __future__ import annotations

from itertools import compress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Slices = list[int]
"""Numbers of rows by their binary digits, the lowest first: which rows have each digit."""
_SO_FEW = 16
"""Rows that are made bits one by one."""
_DENSE = 2
"""Where more than one in this power of two of the rows is set, all are looked at."""
_AS_FLAGS = bytes.maketrans(b"01", b"\0\1")
_AS_DIGITS = bytes.maketrans(b"\0\1", b"01")


def bits_of(rows: Sequence[int]) -> int:
    """Rows as bits; they are in ascending order."""
    if len(rows) < _SO_FEW:
        found = 0
        for row in rows:
            found |= 1 << row
        return found
    return bits_of_flags(flags_at(rows, rows[-1] + 1))


def numbers_of(bits: int) -> list[int]:
    """Rows given as bits, as numbers in order."""
    if bits.bit_count() << _DENSE > bits.bit_length():
        rows = bits.bit_length()
        return [*compress(range(rows), flags_of(bits, rows))]
    digits = bin(bits)
    last = len(digits) - 1
    found: list[int] = []
    at = digits.rfind("1")
    while at > 1:
        found.append(last - at)
        at = digits.rfind("1", 0, at)
    return found


def flags_of(bits: int, rows: int) -> bytes:
    """Of each of the first rows, so many, whether it is among the bits: 0 or 1. No bit may be higher."""
    return f"{bits:0{rows}b}".encode().translate(_AS_FLAGS)[::-1]


def flags_at(set_rows: Iterable[int], rows: int) -> bytearray:
    """The same for rows as numbers, in any order and as often as one likes."""
    flags = bytearray(rows)
    for row in set_rows:
        flags[row] = 1
    return flags


def bits_of_flags(flags: bytes | bytearray) -> int:
    """The rows whose flags are set, as bits."""
    return int(flags.translate(_AS_DIGITS)[::-1], 2) if flags else 0


def slices_of(numbers: Sequence[int]) -> Slices:
    """Numbers by their binary digits."""
    found: list[int] = []
    left = [(row, number) for row, number in enumerate(numbers) if number]
    while left:
        found.append(bits_of([row for row, number in left if number & 1]))
        left = [(row, number >> 1) for row, number in left if number > 1]
    return found


def total_of(slices: Slices, rows: int) -> int:
    """The sum of the numbers of some rows."""
    total = 0
    for place, digit in enumerate(slices):
        total += (digit & rows).bit_count() << place
    return total


def packed_array(numbers: Sequence[int]) -> bytes:
    """Numbers below 2**32 as bytes: two each where that is enough, else four."""
    from array import array  # 1.5 ms, which only who makes a month pays

    return array("I" if numbers and max(numbers) >> 16 else "H", numbers).tobytes()


def array_of(data: bytes, many: int) -> memoryview:
    """So many numbers from their bytes; raises ValueError and TypeError for any other bytes."""
    found = memoryview(data).cast("H" if len(data) == 2 * many else "I")
    if len(found) != many:
        raise ValueError
    return found
