"""Pages that something else has merged: conflicts that git has marked, and lines that stand there twice.

A text with the marks of `git merge` in it holds both sides whole, and in the styles diff3 and zdiff3 their
common past as well. So the two texts are put together again and merged by meaning. What is read from such a
page is what it will be when it is mended: a line of both sides counts once. Marks that do not pair are left
alone and said. Pure; never raises on any text.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from twohats.blocks import blocks_of, is_item
from twohats.bytes_and_text import BOM
from twohats.merge import Fork, check_lines, merge
from twohats.model import Item, Page, Problem
from twohats.page import block_in, body_start, lines_of, read_lines
from twohats.values import NamedTuple
from twohats.words import DEFAULT_HATS, Hats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

_SIZE = 7
"""Signs in a mark. Only git's merges within a merge have more, and only in the common past."""
_DEEPEST = 8
"""Conflicts within conflicts that are settled one after the other."""
_MOST_COMPARED = 50
_ALIKE = 0.7


class Conflict(NamedTuple):
    """One conflict, as the indexes of the lines that its marks stand on."""

    start: int
    base: int
    """Of the mark before the common past; -1 if the style does not show it."""
    middle: int
    end: int


class Sides(NamedTuple):
    """The three texts that a text with conflicts was made of, as far as it shows them."""

    base: str
    """Where the style does not show the common past, it has nothing between the marks."""
    ours: str
    theirs: str


class Healed(NamedTuple):
    """A text as it is when it is mended."""

    text: str
    conflicts: int = 0
    """How many conflicts have been settled."""
    doubled: tuple[str, ...] = ()
    """The lines that stood there twice, and do so no more."""
    dashed: tuple[tuple[str, str], ...] = ()
    """Lines that lacked nothing but their dash, as they were and as they are."""
    forks: tuple[Fork, ...] = ()
    """Two versions of one line, both kept until someone chooses."""


def _mark(line: str) -> str:
    """The sign of a conflict mark, or the empty string if the line is none."""
    sign = line[:1]
    if sign not in ("<", "|", "=", ">") or line[:_SIZE] != sign * _SIZE:
        return ""
    rest = line[_SIZE:]
    return sign if not rest or (rest[0] == " " and sign != "=") else ""


def conflicts_in(lines: list[str]) -> tuple[list[Conflict], list[int]]:
    """The conflicts that can be read, and the lines with an opening or a closing mark that belongs to none."""
    found: list[Conflict] = []
    stray: list[int] = []
    marks = [(at, sign) for at, line in enumerate(lines) if (sign := _mark(line))]
    first = 0
    while first < len(marks):
        signs = "".join([sign for _, sign in marks[first : first + 4]])
        size = 4 if signs == "<|=>" else 3 if signs[:3] == "<=>" else 1
        places = [at for at, _ in marks[first : first + size]]
        if size > 1:
            found.append(Conflict(places[0], places[1] if size == 4 else -1, places[-2], places[-1]))
        elif signs[0] in "<>":
            stray += places
        first += size
    return found, stray


def sides_of(text: str, conflicts: list[Conflict] | None = None) -> Sides:
    """The texts on both sides of the conflicts, and the one before them."""
    mark = BOM if text.startswith(BOM) else ""
    lines = text.removeprefix(BOM).split("\n")
    if conflicts is None:
        conflicts = conflicts_in(lines_of(text))[0]
    base: list[str] = []
    ours: list[str] = []
    theirs: list[str] = []
    at = 0
    for one in conflicts:
        for side in (base, ours, theirs):
            side.extend(lines[at : one.start])
        ours += lines[one.start + 1 : one.middle if one.base < 0 else one.base]
        theirs += lines[one.middle + 1 : one.end]
        # The past of a merge that had several pasts is itself a merge, marked within: then it is not known.
        past = lines[one.base + 1 : one.middle] if one.base >= 0 else []
        base += past if not any(line.startswith("<" * _SIZE) for line in past) else []
        at = one.end + 1
    return Sides(*(mark + "\n".join([*side, *lines[at:]]) for side in (base, ours, theirs)))


def without_marks(text: str, own: Collection[str] = ()) -> str:
    """Both sides of every conflict one after the other, and of the common past nothing.

    For a text that git is known to have marked: so marks that do not pair go as well, but for those that are
    among the lines of the sides themselves, `own`; and a row of equals signs only if others do not pair either.
    """
    mark = BOM if text.startswith(BOM) else ""
    lines, plain = text.removeprefix(BOM).split("\n"), lines_of(text)
    conflicts, stray = conflicts_in(plain)
    left = {"<", ">", "|", "="} if stray else set()
    kept: list[str] = []
    at = 0
    for one in [*conflicts, Conflict(len(lines), -1, len(lines), len(lines))]:
        kept += [lines[n] for n in range(at, one.start) if plain[n] in own or _mark(plain[n]) not in left]
        kept += lines[one.start + 1 : one.middle if one.base < 0 else one.base]
        kept += lines[one.middle + 1 : one.end]
        at = one.end + 1
    return mark + "\n".join(kept)


def settle(text: str) -> Healed:
    """The text with its conflicts merged by meaning; unchanged where that cannot be done without a loss.

    Conflicts within conflicts are settled from the inside, all or none.
    """
    settled = Healed(text)
    for _ in range(_DEEPEST):
        conflicts, _stray = conflicts_in(lines_of(settled.text))
        if not conflicts:
            return settled
        base, ours, theirs = sides_of(settled.text, conflicts)
        merged = merge(base, ours, theirs)
        if not check_lines(base, ours, theirs, merged.text):
            break
        forks = merged.forks or _likely_forks(base, ours, theirs)
        settled = Healed(merged.text, settled.conflicts + len(conflicts), forks=settled.forks + forks)
    return Healed(text)


def _likely_forks(base: str, ours: str, theirs: str) -> tuple[Fork, ...]:
    """Lines of one side that look like versions of a line of the other, where no common past is known."""
    past, one, other = (
        dict.fromkeys(block.key for block in blocks_of(text)[0]) for text in (base, ours, theirs)
    )
    left = [key for key in one if is_item(key) and key not in other and key not in past]
    right = [key for key in other if is_item(key) and key not in one and key not in past]
    found: list[Fork] = []
    for key in left[:_MOST_COMPARED]:
        near = max(right[:_MOST_COMPARED], key=lambda other: _likeness(key, other), default="")
        if near and _likeness(key, near) > _ALIKE:
            right.remove(near)
            found.append(Fork("", *sorted((key, near))))
    return tuple(found)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:500], other[:500], autojunk=False).quick_ratio()


def heal(text: str, day: str = "", hats: Hats = DEFAULT_HATS) -> Healed:
    """Mend a text: settle its conflicts, put dashes in front of entries that lack only these, and take out what
    certainly stands there twice.

    Certain is an entry with a clock time, on the page of `day`, that is the same to the letter, the indented
    lines below it included. Without a day, or in prose, nothing is. Mending again changes nothing.
    """
    settled = settle(text)
    if not day:
        return settled
    text, dashed = _with_dashes(settled.text, day, hats)
    lines, plain = text.split("\n"), lines_of(text)
    doubled: list[str] = []
    for item in reversed(read_lines(text, day, hats).items):
        if isinstance(item.value, Problem) and item.value.code == "doubled":
            first, end = item.line - 1, item.line - 1 + item.lines
            doubled.append(block_in(plain, item))
            if end == len(lines) and first:
                lines[first - 1] = lines[first - 1].rstrip("\r")
            del lines[first:end]
    return settled._replace(text="\n".join(lines), doubled=tuple(reversed(doubled)), dashed=dashed)


def _with_dashes(text: str, day: str, hats: Hats) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with a dash and a space in front of every line that reads as an entry but for these."""
    mark = BOM if text.startswith(BOM) else ""
    lines = text.removeprefix(BOM).split("\n")
    dashed: list[tuple[str, str]] = []
    for item in read_lines(text, day, hats).items:
        if isinstance(item.value, Problem) and item.value.code == "no-dash":
            line = lines[item.line - 1]
            lines[item.line - 1] = f"- {line[body_start(line) :]}"
            dashed.append((line.rstrip("\r"), lines[item.line - 1].rstrip("\r")))
    return mark + "\n".join(lines), tuple(dashed)


def read_conflicted(text: str, day: str, hats: Hats, path: str) -> Page:
    """Read a page that may have conflicts in it: as it will be when they are settled, in its own places."""
    lines = lines_of(text)
    conflicts, stray = conflicts_in(lines)
    if not (conflicts or stray):
        return read_lines(text, day, hats, path=path)
    healed = settle(text)
    page = read_lines(healed.text, day, hats, path=path)
    items = _placed(page.items, lines_of(healed.text), lines, conflicts) if healed.conflicts else page.items
    return Page(day, items, (*_marks_said(lines, healed, path), *page.problems))


def conflict_problems(text: str, path: str) -> list[Problem]:
    """The problems that the marks of conflicts in a text are."""
    return _marks_said(lines_of(text), settle(text), path)


def _marks_said(lines: list[str], healed: Healed, path: str) -> list[Problem]:
    """A problem for each opening mark, and for each closing one that belongs to none."""
    conflicts, stray = conflicts_in(lines)
    if healed.conflicts:
        left = lines_of(healed.text)
        unpaired = {left[at] for at in conflicts_in(left)[1]}
        alone = {at for at in stray if lines[at] in unpaired}
    else:  # there are none, or they cannot be settled without a loss
        alone = {*stray, *(one.start for one in conflicts)}
    opened = {at for at, line in enumerate(lines) if _mark(line) == "<"}
    return [_said(lines, at, path, alone=at in alone) for at in sorted(opened | alone)]


def _said(lines: list[str], at: int, path: str, *, alone: bool) -> Problem:
    if alone:
        message = "a git conflict mark without the others that belong to it"
        hint = "remove the mark, and keep of the lines around it what is right"
    else:
        message = "git has left a conflict here; what both sides say is counted once"
        hint = "hat check --fix mends it, and shows first what it will do"
    return Problem("conflict", message, hint, at + 1, 1, len(lines[at]), lines[at], path)


def _placed(
    items: tuple[Item, ...], healed: list[str], lines: list[str], conflicts: list[Conflict]
) -> tuple[Item, ...]:
    """The items of the healed text at the lines on which they stand in the text as it is."""
    places = _Places(lines, conflicts)
    blocks = [block_in(healed, item) for item in items]
    wanted = Counter(blocks)
    found = {block: places.whole(block, count) for block, count in wanted.items()}
    placed: list[Item] = []
    for item, block in zip(items, blocks, strict=True):
        at, size = found[block].pop() if found[block] else places.head(block)
        value = item.value
        if isinstance(value, Problem):
            value = value._replace(line=value.line - item.line + at + 1 if size == item.lines else at + 1)
        placed.append(Item(0, at + 1, size, value))
    placed.sort(key=lambda item: item.line)
    return tuple(item._replace(number=number) for number, item in enumerate(placed, start=1))


class _Places:
    """Where blocks stand in a text with conflicts: first those outside of them, which stand on both sides."""

    def __init__(self, lines: list[str], conflicts: list[Conflict]) -> None:
        self._lines = lines
        within = {at for one in conflicts for at in range(one.start, one.end + 1)}
        hidden = {at for one in conflicts if one.base >= 0 for at in range(one.base, one.middle)}
        self._whole: dict[str, list[int]] = {}
        self._heads: dict[str, list[int]] = {}
        self._taken: set[int] = set()
        self._torn: dict[str, list[int]] = {}
        heads = [at for at, line in enumerate(lines) if at not in hidden and line[:1] not in ("", " ", "\t")]
        for at in sorted(heads, key=within.__contains__):
            self._whole.setdefault("\n".join([lines[at], *self._below(at)]), []).append(at)
            self._heads.setdefault(lines[at], []).append(at)

    def whole(self, block: str, count: int) -> list[tuple[int, int]]:
        """The places of so many of these blocks, and how many lines they have; fewer if some are torn."""
        places = self._whole.get(block, [])[:count]
        self._taken.update(places)
        return [(at, block.count("\n") + 1) for at in sorted(places, reverse=True)]

    def head(self, block: str) -> tuple[int, int]:
        """The place of a block whose lines a conflict tears apart, by its first line; after all `whole` ones."""
        head, *below = block.split("\n")
        if head not in self._torn:
            free = [at for at in self._heads.get(head, []) if at not in self._taken]
            self._torn[head] = free[::-1] or [0]
        free = self._torn[head]
        at = free.pop() if len(free) > 1 else free[0]
        size = 1
        for line, other in zip(self._below(at), below, strict=False):
            if line != other:
                break
            size += 1
        return at, size

    def _below(self, at: int) -> list[str]:
        end = at + 1
        while (
            end < len(self._lines) and self._lines[end][:1] in (" ", "\t") and self._lines[end].strip(" \t")
        ):
            end += 1
        return self._lines[at + 1 : end]


def heal_toml(text: str) -> Healed:
    """Settle the conflicts of a TOML file by table and key; unchanged where that cannot be done without a loss."""
    from twohats.merge_toml import merge as merge_toml

    conflicts, _ = conflicts_in(lines_of(text))
    merged = merge_toml(*sides_of(text, conflicts)) if conflicts else None
    return Healed(text) if merged is None else Healed(merged.text, len(conflicts), forks=merged.forks)


def lines_that_go(before: str, after: str) -> list[tuple[int, str, bool]]:
    """The lines that mending takes away, with their numbers and whether each still stands there once more.

    The marks of a conflict, and what stands between them as the common past, are no lines of anybody's.
    """
    old, new = lines_of(before), lines_of(after)
    conflicts, _ = conflicts_in(old)
    hidden = {at for one in conflicts for at in (one.start, one.middle, one.end)}
    hidden |= {at for one in conflicts if one.base >= 0 for at in range(one.base, one.middle)}
    left: dict[str, int] = {}
    for line in new:
        left[line] = left.get(line, 0) + 1
    gone: list[tuple[int, str, bool]] = []
    for at, line in enumerate(old):
        if at in hidden or not line.strip():
            continue
        if left.get(line, 0) > 0:
            left[line] -= 1
        else:
            gone.append((at + 1, line, line in left))
    return gone
