"""What a page must hold after a merge: an oracle that knows the identity of every line that was ever written.

Lines of one day that are equal to the letter cannot be told apart, by a person or by a program. So the oldest
of them is taken for the one that is changed, and one written again after it was deleted is the same as before;
where that decides about a merge, it is counted as `rewritten`. Where several machines have changed how many of
such lines there are, the count may be off by one (`doubled`, `fewer`), which is no line lost or back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


def pieces(text: str) -> list[list[str]]:
    """A page as its blank lines and its blocks, each a list of lines. Knows nothing of how the merge does it."""
    found: list[list[str]] = []
    for line in text.split("\n")[:-1]:
        above = found[-1][0] if found else ""
        below = line.startswith(" ") or (is_prose(line) and is_prose(above))
        if line and above and below:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def is_prose(line: str) -> bool:
    """Whether a line is part of a paragraph."""
    return bool(line) and line[0] not in "-# "


def blocks(text: str) -> Counter[str]:
    """The blocks of a page, and how often each stands there."""
    return Counter("\n".join(piece) for piece in pieces(text) if piece[0])


def page(parts: list[list[str]]) -> str:
    """The text of a page from its pieces."""
    return "".join(f"{line}\n" for piece in parts for line in piece)


Identities = frozenset[int]


@dataclass
class View:
    """What one machine (or the remote) has of one day: the page, and the oracle's knowledge behind it."""

    text: str = ""
    added: Identities = frozenset()
    gone: Identities = frozenset()


@dataclass
class Counts:
    """What went wrong, summed over merges."""

    merges: int = 0
    stops: int = 0
    """Merges that wait for a person."""
    lost: int = 0
    """Blocks gone that nobody deleted."""
    lost_edits: int = 0
    """The same of the new version of a block that was edited."""
    back: int = 0
    """Blocks that were deleted or edited, and stand there again."""
    torn: int = 0
    """Blocks that nobody wrote: lines missing, or mixed from two."""
    doubled: int = 0
    """Copies that nobody wrote of a block that should be there."""
    collapsed: int = 0
    """Equal lines written on two machines that have become one."""
    fewer: int = 0
    """Of equal lines, one too few, where several machines deleted some of them."""
    rewritten: int = 0
    """Lines deleted and written again, to the letter, on one side, and deleted on the other: they are gone."""
    forks: int = 0
    """Blocks that both sides edited, of which both versions stay."""
    forks_told: int = 0
    """Of these, those that the merge tells, with a version of each side."""
    forks_wrong: int = 0
    """What the merge tells as two versions of one block, and is not."""
    not_idempotent: int = 0
    not_commutative: int = 0
    refused: int = 0
    """Merges that the check of lines does not let through."""
    done: Counter[str] = field(default_factory=Counter)
    """What was done to make the histories."""

    def add(self, other: Counts) -> None:
        """Add the counts of another."""
        for name in COLUMNS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.done += other.done

    def row(self) -> str:
        """The counts as columns."""
        return " ".join(f"{getattr(self, name):{len(name)}}" for name in COLUMNS)


COLUMNS = (
    "merges", "stops", "lost", "lost_edits", "back", "torn", "doubled", "collapsed", "fewer", "rewritten", "forks",
    "forks_told", "forks_wrong", "not_idempotent", "not_commutative", "refused",
)  # fmt: skip


class Oracle:
    """Knows for every block that was ever written what became of it."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._origin: list[int] = []
        """For each identity, the one it is an edit of; -1 for none."""
        self._same: list[int] = []
        """For each identity, an older one that it has become one with; itself for none."""

    def new(self, text: str, origin: int = -1) -> int:
        """The identity of a block that is being written."""
        self._texts.append(text)
        self._origin.append(origin)
        self._same.append(len(self._same))
        return len(self._same) - 1

    def _find(self, identity: int) -> int:
        while self._same[identity] != identity:
            identity = self._same[identity]
        return identity

    def alive(self, view: View) -> set[int]:
        """The blocks that a view must have."""
        gone = {self._find(one) for one in view.gone}
        return {self._find(one) for one in view.added} - gone

    def know(self, view: View, base: View, new: str = "", was: str = "") -> None:
        """One text of a view was written, deleted (`was` alone) or edited since it was as in `base`."""
        old = -1
        if was:
            old = min(one for one in self.alive(view) if self._texts[one] == was)
            view.gone |= {old}
        if not new:
            return
        again = [one for one in self.alive(base) - self.alive(view) if self._texts[one] == new]
        if again:
            view.gone = frozenset(one for one in view.gone if self._find(one) != again[0])
        else:
            view.added |= {self.new(new, old)}

    def rewritten(self, base: View, one: View, other: View) -> Identities:
        """What one side deleted and wrote again, to the letter, and the other has deleted."""
        left = self.alive(other) | set(self._written_again(base, other))
        return frozenset(new for was, new in self._written_again(base, one).items() if was not in left)

    def _written_again(self, base: View, view: View) -> dict[int, int]:
        """The blocks of the base that a side deleted, each with the equal one that it wrote later."""
        old, now = self.alive(base), self.alive(view)
        new = sorted(now - old)
        found: dict[int, int] = {}
        for was in sorted(old - now):
            again = next((one for one in new if self._texts[one] == self._texts[was]), -1)
            if again >= 0:
                found[was] = again
                new.remove(again)
        return found

    def forks(self, base: View, ours: View, theirs: View) -> list[tuple[str, set[str], set[str]]]:
        """The blocks of the base that have a new version on both sides, not the same one; and these versions."""
        old, sides = self.alive(base), []
        for view in (ours, theirs):
            found: dict[int, set[str]] = {}
            for one in self.alive(view) - old:
                origin = one
                while origin >= 0 and origin not in old:
                    origin = self._origin[origin]
                    origin = self._find(origin) if origin >= 0 else origin
                if origin >= 0:
                    found.setdefault(origin, set()).add(self._texts[one])
            sides.append(found)
        both = sorted(sides[0].keys() & sides[1].keys())
        return [
            (self._texts[one], sides[0][one], sides[1][one]) for one in both if sides[0][one] != sides[1][one]
        ]

    def judge(self, text: str, view: View, before: Counter[str], counts: Counts) -> dict[str, int]:
        """Compare a merged text with what must be there; what there is too little (below 0) or too much of.

        `before` is how often a block stood in one of the three texts, at most.
        """
        alive = self.alive(view)
        must, has = Counter(self._texts[one] for one in alive), blocks(text)
        edits = {self._texts[one] for one in alive if self._origin[one] >= 0}
        wrong = {one: has[one] - must[one] for one in must | has if has[one] != must[one]}
        written = {self._texts[one] for one in view.added} if wrong else set()
        for one, count in wrong.items():
            if count < 0 and has[one]:
                counts.collapsed -= count if one.startswith("-") else 0
            elif count < 0 and before[one] > 1:
                counts.fewer -= count
            elif count < 0:
                counts.lost_edits -= count if one in edits else 0
                counts.lost -= 0 if one in edits else count
            elif must[one] or before[one] > 1:
                counts.doubled += count
            elif one in written:
                counts.back += count
            else:
                counts.torn += count
        return wrong

    def take_as_it_is(self, view: View, text: str, count: int) -> None:
        """Go on from what is there, so that nothing is counted twice."""
        if count > 0:
            view.added |= {self.new(text) for _ in range(count)}
            return
        alive = sorted(one for one in self.alive(view) if self._texts[one] == text)
        kept = alive[: len(alive) + count]
        for one in alive[len(kept) :]:
            if kept:
                self._same[one] = kept[0]
            else:
                view.gone |= {one}
