"""R12: of two lines at one time one keeps its minutes, and the other has what is left of its own.

What stands in the journal keeps its minutes whatever it is, since an import only adds lines. Then measured time counts
before planned time, and that before estimates. A sitting that lies within measured time on its own channel takes it.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from twohats.format.times import LONGEST
from twohats.interchange.interpreting.proposal import CALENDAR, ESTIMATE, TRACKED, WATCHED, Proposal
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Piece = tuple[int, int]

_LONGEST = LONGEST * 60
_NEAR = 60
"""Seconds around measured time that still are its: programs note to the minute."""
_LOOKED_AT = 8
"""Spans before a moment that are looked at: those of one source do not overlap often."""
NOBODY = -1
"""Whose the minutes are that stand in the journal already."""


class Settled(NamedTuple):
    """A proposal with the minutes that it keeps."""

    proposal: Proposal
    pieces: tuple[tuple[int, int], ...]
    """When, in seconds; empty for an event, and for time without a clock time."""

    @property
    def seconds(self) -> int:
        """How long it took."""
        return sum(end - start for start, end in self.pieces) if self.pieces else self.proposal.seconds


class _Taken:
    """Time that is somebody's already."""

    def __init__(self, standing: Iterable[Piece]) -> None:
        self._spans = sorted((start, end, NOBODY) for start, end in standing)

    def add(self, found: Iterable[tuple[int, Sequence[Piece]]]) -> None:
        """Some more, by whose it is."""
        self._spans += [(start, end, owner) for owner, pieces in found for start, end in pieces]
        self._spans.sort()

    def left_of(self, begin: int, end: int) -> tuple[tuple[Piece, ...], int | None]:
        """What of some time is nobody's, and who has the first of the rest."""
        left: list[Piece] = []
        owner: int | None = None
        place = bisect_left(self._spans, (begin - _LONGEST, 0, NOBODY))
        while place < len(self._spans) and self._spans[place][0] < end:
            begins, ends, of = self._spans[place]
            place += 1
            if ends > begin:
                owner = of if owner is None else owner
                if begins > begin:
                    left.append((begin, begins))
                begin = max(begin, ends)
        if begin < end:
            left.append((begin, end))
        return tuple(left), owner


def settled(proposals: Sequence[Proposal], standing: Iterable[Piece]) -> tuple[list[Settled], dict[str, int]]:
    """The proposals with what each keeps of its time, and how many of what kind keep nothing.

    `standing` is the time of lines that are in the journal. What keeps nothing hands its records to the line that has
    its minutes, so that they are known with it.
    """
    one = _Settling(proposals, standing)
    one.settle()
    return one.result(), one.nothing_left


class _Settling:
    def __init__(self, proposals: Sequence[Proposal], standing: Iterable[Piece]) -> None:
        self._proposals = proposals
        self._taken = _Taken(standing)
        self._kept: dict[int, Settled] = {}
        self._keys: dict[int, list[str]] = {}
        """Keys of records that a line gets besides its own."""
        self._heirs: dict[int, int] = {}
        """The line that has the minutes of one that gave them away."""
        self.nothing_left: dict[str, int] = {}

    def settle(self) -> None:
        """Go from the highest rank to the lowest."""
        timed: dict[int, dict[str, list[int]]] = {}
        for place, one in enumerate(self._proposals):
            if one.is_entry and one.has_clock:
                timed.setdefault(one.rank, {}).setdefault(one.source, []).append(place)
            else:
                self._kept[place] = Settled(one, ())
        measured = [place for rank in (TRACKED, WATCHED) for place in self._of_rank(timed.get(rank, {}))]
        guessed = [place for places in timed.get(ESTIMATE, {}).values() for place in places]
        claimed = self._claim(measured, guessed)
        self._of_rank(timed.get(CALENDAR, {}))
        self._settle(place for place in guessed if place not in claimed)

    def result(self) -> list[Settled]:
        """What is kept, in the order of the proposals."""
        for owner, keys in self._keys.items():
            one = self._kept[self._heirs.get(owner, owner)]
            with_keys = one.proposal._replace(keys=tuple(dict.fromkeys((*one.proposal.keys, *keys))))
            self._kept[self._heirs.get(owner, owner)] = one._replace(proposal=with_keys)
        return [self._kept[place] for place in sorted(self._kept)]

    def _of_rank(self, sources: Mapping[str, Sequence[int]]) -> list[int]:
        """Settle the lines of a rank: those of one source stand as it has them, of two sources the first one wins."""
        kept = []
        for _, places in sorted(sources.items()):
            found = self._settle(places)
            self._taken.add(found)
            kept += [place for place, _ in found]
        return kept

    def _settle(self, places: Iterable[int]) -> list[tuple[int, Sequence[Piece]]]:
        found: list[tuple[int, Sequence[Piece]]] = []
        for place in places:
            one = self._proposals[place]
            pieces, owner = self._taken.left_of(one.at, one.end)
            if sum(end - start for start, end in pieces) >= min(one.seconds, 60):
                self._kept[place] = Settled(one, pieces)
                found.append((place, pieces))
                continue
            self.nothing_left[one.what] = self.nothing_left.get(one.what, 0) + 1
            if owner is not None and owner != NOBODY:
                self._keys.setdefault(owner, []).extend(one.keys)
        return found

    def _claim(self, measured: Iterable[int], guessed: Iterable[int]) -> set[int]:
        """Give measured time at the same thing to the estimates that lie in it; which estimates got some."""
        spans: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        for place in measured:
            one = self._kept[place].proposal
            if one.channel:
                of_kind = spans.setdefault((one.words, one.channel), [])
                of_kind += [(start, end, place) for start, end in self._kept[place].pieces]
        for of_kind in spans.values():
            of_kind.sort()
        claims: dict[tuple[int, int, int], list[int]] = {}
        for place in guessed:
            one = self._proposals[place]
            of_kind = spans.get((one.words, one.channel), [])
            found = [_span_at(of_kind, moment) for moment in one.moments]
            if found and None not in found:
                for span in dict.fromkeys(found):
                    if span is not None:
                        claims.setdefault(span, []).append(place)
        got: dict[int, list[Piece]] = {}
        for span, sittings in sorted(claims.items()):
            sittings.sort(key=lambda place: (self._proposals[place].at, self._proposals[place].keys))
            for place, piece in zip(
                sittings, _shares(span, [self._proposals[each].at for each in sittings]), strict=False
            ):
                got.setdefault(place, []).append(piece)
        self._hand_over(claims, got)
        return set(got)

    def _hand_over(
        self, claims: Mapping[tuple[int, int, int], Sequence[int]], got: Mapping[int, Sequence[Piece]]
    ) -> None:
        """Put estimates in the place of the measured lines whose time they got, the records of those with the first."""
        gone = sorted({span[2] for span in claims})
        for place, pieces in got.items():
            self._kept[place] = Settled(self._proposals[place]._replace(at=pieces[0][0]), tuple(pieces))
        for span in sorted(claims):
            first, of = claims[span][0], span[2]
            rank = self._kept[of].proposal.rank
            for place in claims[span]:
                if place in got:
                    one = self._kept[place]
                    lower = min(rank, one.proposal.rank) if one.proposal.is_measured else rank
                    self._kept[place] = one._replace(proposal=one.proposal._replace(rank=lower))
                else:  # more sittings than minutes
                    self._keys.setdefault(first, []).extend(self._proposals[place].keys)
            self._heirs.setdefault(of, first)
        for of in gone:
            one = self._kept[of]
            left = [piece for piece in one.pieces if (*piece, of) not in claims]
            if left:  # a part of it that nobody claims stays
                self._kept[of] = one._replace(
                    pieces=tuple(left), proposal=one.proposal._replace(at=left[0][0])
                )
                del self._heirs[of]
            else:
                self._keys.setdefault(self._heirs[of], []).extend(one.proposal.keys)
                del self._kept[of]


def _span_at(spans: Sequence[tuple[int, int, int]], moment: int) -> tuple[int, int, int] | None:
    """The measured time that a moment lies in or next to."""
    place = bisect_left(spans, (moment + _NEAR + 1, 0, 0))
    for span in reversed(spans[max(place - _LOOKED_AT, 0) : place]):
        if span[0] - _NEAR <= moment <= span[1] + _NEAR:
            return span
    return None


def _shares(span: tuple[int, int, int], begin: Sequence[int]) -> list[Piece]:
    """Some measured time cut where each of its sittings begins; evenly where one would get less than a minute.

    Of more sittings than minutes the first get one each.
    """
    start, end, _ = span
    cuts = [start, *(min(max(at // 60 * 60, start), end) for at in begin[1:]), end]
    if any(after - before < 60 for before, after in pairwise(cuts)):
        many = min(len(begin), (end - start) // 60)
        if not many:
            return [(start, end)]
        minutes = (end - start) // 60
        cuts = [start + minutes * at // many * 60 for at in range(many)] + [end]
    return list(pairwise(cuts))
