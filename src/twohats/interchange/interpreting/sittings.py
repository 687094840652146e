"""R3: records in a row, without a long gap between them, are one sitting. What is known already closes it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def runs(
    places: Sequence[int], begins: Callable[[int], int], ends: Callable[[int], int], gap: int
) -> Iterator[list[int]]:
    """The places split wherever more than `gap` seconds lie between the latest end so far and the next beginning.

    The places are in the order of their beginnings.
    """
    run: list[int] = []
    end = 0
    for place in places:
        if run and begins(place) - end > gap:
            yield run
            run = []
        end = max(end, ends(place)) if run else ends(place)
        run.append(place)
    if run:
        yield run


def unknown_runs(places: Sequence[int], is_known: Callable[[int], bool]) -> Iterator[list[int]]:
    """The parts of a sitting between the records of it that an earlier import has taken in.

    A line stands for those, and it is never changed: what comes to the sitting later is a sitting of its own.
    """
    run: list[int] = []
    for place in places:
        if not is_known(place):
            run.append(place)
        elif run:
            yield run
            run = []
    if run:
        yield run


def each_once(order: Iterable[int], keys: Sequence[int]) -> list[int]:
    """The places without those whose key an earlier one has: a record may be in several files."""
    seen: set[int] = set()
    found = []
    for place in order:
        if keys[place] not in seen:
            seen.add(keys[place])
            found.append(place)
    return found
