"""Repair of pages that another program has merged: git's conflict markers, and duplicate lines.

A text with the markers of `git merge` contains both sides completely, and in the styles diff3 and zdiff3 the base as
well. So the two texts are reconstructed and merged by meaning. Such a page reads as it will after the repair: a line
on both sides counts once. Unpaired markers are left alone and reported. Pure; never raises on any text.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TypeVar

from twohats.format.merging.blocks import block_end, blocks_of, is_blank, is_item, key_of
from twohats.format.merging.markdown import PAGE, Manner
from twohats.format.merging.result import Fork, kept_count
from twohats.format.model import Item, Page, Problem
from twohats.format.page import block_in, body_start, file_problems, lines_of, read_lines
from twohats.format.words import DEFAULT_HATS, Hats
from twohats.text.encoding import split_bom
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

T = TypeVar("T", str, int)

_SIZE = 7
"""Characters in a marker. Only the nested merges of git's merge bases have longer ones, and only in the base part."""
_SIGNS = frozenset("<|=>")
_MARKERS = frozenset(sign * _SIZE for sign in _SIGNS)
_DEEPEST = 3
"""How deeply nested conflicts are resolved. Deeper ones do not occur in practice, and each level doubles the work."""
_MOST_COMPARED = 50
_ALIKE = 0.7


class Conflict(NamedTuple):
    """One conflict, as the indexes of the lines of its markers."""

    start: int
    base: int
    """Index of the marker before the base part; -1 if the style does not have one."""
    middle: int
    end: int
    knows_past: bool = False
    """Whether the base part is there, and has no conflicts itself."""


class Sides(NamedTuple):
    """The three texts from which a text with conflicts was made, as far as it contains them."""

    base: str
    """Where the style does not show the base, conflicts are empty in it."""
    ours: str
    theirs: str


class Repaired(NamedTuple):
    """A repaired text, and what was done."""

    text: str
    conflicts: int = 0
    """How many conflicts were resolved."""
    doubled: tuple[str, ...] = ()
    """The duplicate lines that were removed."""
    dashed: tuple[tuple[str, str], ...] = ()
    """Lines that lacked only their dash, before and after."""
    forks: tuple[Fork, ...] = ()
    """Two versions of one line, both kept until someone chooses one."""


def _marker(line: str) -> str:
    """The sign of a conflict marker, or the empty string if the line is none."""
    if line[:_SIZE] not in _MARKERS:
        return ""
    rest = line[_SIZE:]
    return line[0] if not rest or (rest[0] == " " and line[0] != "=") else ""


def conflicts_in(lines: list[str]) -> tuple[list[Conflict], list[int]]:
    """The well-formed conflicts, and the lines with an unpaired opening or closing marker.

    Nested conflicts are included, in the order of their opening markers.
    """
    found: list[Conflict] = []
    left: list[tuple[str, int, int]] = []
    opened = -1  # the last line so far that begins like an opening marker of any size
    markers = [(at, line) for at, line in enumerate(lines) if line[:1] in _SIGNS and line[:_SIZE] in _MARKERS]
    for at, line in markers:
        if line[0] == "<":
            opened = at
        sign = _marker(line)
        if sign:
            left.append((sign, at, opened))
        if sign != ">":
            continue
        signs = "".join([one for one, _, _ in left[-4:]])
        size = 4 if signs == "<|=>" else 3 if signs[-3:] == "<=>" else 0
        if size:
            start, *pasts, middle, end = (place for _, place, _ in left[-size:])
            knows_past = bool(pasts) and left[-2][2] < pasts[0]
            del left[-size:]
            found.append(Conflict(start, pasts[0] if pasts else -1, middle, end, knows_past))
    return sorted(found), [at for sign, at, _ in left if sign in "<>"]


def _outermost(conflicts: list[Conflict]) -> list[Conflict]:
    """The conflicts that are not nested in another, in order."""
    found: list[Conflict] = []
    for one in conflicts:
        if not found or one.start > found[-1].end:
            found.append(one)
    return found


def _too_deep(conflicts: list[Conflict]) -> bool:
    """Whether conflicts are nested more deeply than is resolved."""
    around: list[Conflict] = []
    for one in conflicts:
        around = [each for each in around if each.end > one.start]
        around.append(one)
        if len(around) > _DEEPEST:
            return True
    return False


def _split(rows: list[T], outermost: list[Conflict]) -> tuple[list[T], list[T], list[T]]:
    """The rows of the base, of ours and of theirs; `rows` are the lines of a text with conflicts, or belong to them."""
    base: list[T] = []
    ours: list[T] = []
    theirs: list[T] = []
    at = 0
    for one in outermost:
        for side in (base, ours, theirs):
            side.extend(rows[at : one.start])
        ours += rows[one.start + 1 : one.middle if one.base < 0 else one.base]
        theirs += rows[one.middle + 1 : one.end]
        base += rows[one.base + 1 : one.middle] if one.knows_past else []
        at = one.end + 1
    for side in (base, ours, theirs):
        side.extend(rows[at:])
    return base, ours, theirs


def sides_of(text: str) -> Sides:
    """The texts of both sides and of the base; nested conflicts remain in them."""
    bom, body = split_bom(text)
    sides = _split(body.split("\n"), _outermost(conflicts_in(lines_of(text))[0]))
    return Sides(*(bom + "\n".join(side) for side in sides))


def without_markers(text: str, own: Collection[str] = ()) -> str:
    """The text with both sides of every conflict one after the other, without the base parts.

    For a text in which git is known to have written markers: so unpaired markers are removed as well, except those
    that are lines of the sides themselves (`own`); a row of equals signs only if there are other unpaired markers.
    """
    bom, body = split_bom(text)
    lines, plain = body.split("\n"), lines_of(text)
    conflicts, stray = conflicts_in(plain)
    gone = _markers_and_pasts(conflicts)
    within = {at for one in conflicts for at in range(one.start, one.end + 1)}
    left = {"<", ">", "|", "="} if stray else set()
    kept = [
        line
        for at, line in enumerate(lines)
        if at not in gone and (at in within or plain[at] in own or _marker(plain[at]) not in left)
    ]
    return bom + "\n".join(kept)


def _markers_and_pasts(conflicts: list[Conflict]) -> set[int]:
    """The lines in conflicts that belong to neither side: the markers and the base parts."""
    found = {at for one in conflicts for at in (one.start, one.middle, one.end)}
    return found | {at for one in conflicts if one.base >= 0 for at in range(one.base, one.middle)}


def resolve_conflicts(text: str, manner: Manner = PAGE) -> Repaired:
    """The text with its conflicts merged by meaning; unchanged if that would lose something.

    Nested conflicts are resolved from the inside out, all or none.
    """
    conflicts, _stray = conflicts_in(lines_of(text))
    if not conflicts or _too_deep(conflicts):
        return Repaired(text)
    base, *sides = sides_of(text)
    ours, theirs = (resolve_conflicts(side, manner) for side in sides)
    merged = manner.merge(base, ours.text, theirs.text)
    # Unpaired markers may have become paired, if the prose around them is there in two versions. A person has to
    # decide.
    anew = conflicts_in(lines_of(merged.text))[0]
    if anew or not manner.check(base, ours.text, theirs.text, merged.text):
        return Repaired(text)
    forks = merged.forks or likely_forks(base, ours.text, theirs.text)
    return Repaired(merged.text, len(conflicts), forks=(*ours.forks, *theirs.forks, *forks))


def likely_forks(base: str, ours: str, theirs: str) -> tuple[Fork, ...]:
    """Lines of one side that look like versions of a line of the other, where the base is unknown."""
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


def repair_text(text: str, day: str = "", hats: Hats = DEFAULT_HATS, manner: Manner = PAGE) -> Repaired:
    """Repair a text: resolve its conflicts, add the dash to entries that lack only that, and remove certain
    duplicates.

    A certain duplicate is an entry with a clock time, on the page of `day`, that repeats another exactly, including
    the indented lines below it. Without a day, and in prose, there are none. A page whose conflicts cannot be resolved
    is left alone. Idempotent.
    """
    settled = resolve_conflicts(text, manner)
    if not day or conflicts_in(lines_of(settled.text))[0]:
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
    """The text with a dash and a space added to every line that would read as an entry with them."""
    bom, body = split_bom(text)
    lines = body.split("\n")
    dashed: list[tuple[str, str]] = []
    for item in read_lines(text, day, hats).items:
        if isinstance(item.value, Problem) and item.value.code == "no-dash":
            line = lines[item.line - 1]
            lines[item.line - 1] = f"- {line[body_start(line) :]}"
            dashed.append((line.rstrip("\r"), lines[item.line - 1].rstrip("\r")))
    return bom + "\n".join(lines), tuple(dashed)


def read_conflicted(text: str, day: str, hats: Hats, path: str) -> Page:
    """Read a page that may have conflicts: as it will be once they are resolved, with the present line numbers."""
    lines = lines_of(text)
    conflicts, stray = conflicts_in(lines)
    markers = _marker_problems(lines, conflicts, stray, path)
    if not conflicts or _too_deep(conflicts):
        page = read_lines(text, day, hats, path=path)
        return page._replace(problems=(*markers, *page.problems))
    blocks = sorted(
        block for same in _counted(lines, [*range(len(lines))], conflicts, stray).values() for block in same
    )
    places = [-1]  # with an empty line in front, since the first line may begin with a byte order mark
    for block in blocks:
        places += [*block, -1]
    settled = "\n".join([lines[at] if at >= 0 else "" for at in places])
    items = _placed(read_lines(settled, day, hats, path=path).items, places)
    problems = [*markers, *file_problems(lines, items, path)]
    return Page(day, items, tuple(problems))


def conflict_problems(text: str, path: str) -> list[Problem]:
    """The problems of the conflict markers in a text."""
    lines = lines_of(text)
    return _marker_problems(lines, *conflicts_in(lines), path)


def _marker_problems(
    lines: list[str], conflicts: list[Conflict], stray: list[int], path: str
) -> list[Problem]:
    """A problem for each opening marker, and for each unpaired closing one."""
    opened = [one.start for one in conflicts]
    alone = {*stray, *opened} if _too_deep(conflicts) else set(stray)
    return [_marker_problem(lines, at, path, alone=at in alone) for at in sorted({*opened, *stray})]


def _marker_problem(lines: list[str], at: int, path: str, *, alone: bool) -> Problem:
    if alone:
        message = "incomplete git conflict marker"
        hint, command = "remove the marker, and keep of the lines around it what is right", ""
    else:
        message = "git has left a conflict here; what both sides say is counted once"
        hint, command = "hat check --fix mends it, and shows first what it will do", "check"
    return Problem("conflict", message, hint, at + 1, 1, len(lines[at]), lines[at], path, command=command)


def _counted(
    lines: list[str], places: list[int], conflicts: list[Conflict], stray: list[int]
) -> dict[str, list[tuple[int, ...]]]:
    """The blocks that count in a text with conflicts, by key; each as the indexes of its lines.

    The counts are those of a merge, without the cost of ordering the result. `places` are the indexes of these
    lines in the whole text, `conflicts` and `stray` what `conflicts_in` finds in them.
    """
    found: dict[str, list[tuple[int, ...]]] = {}
    if not conflicts:
        at = 0
        while at < len(lines):
            end = block_end(lines, at)
            raw = lines[at] if end == at + 1 else "\n".join(lines[at:end])
            if raw and not is_blank(raw):
                found.setdefault(key_of(raw), []).append(tuple(places[at:end]))
            at = end
        return found
    outermost = _outermost(conflicts)
    more_opened = len(outermost) < len(conflicts) or any(lines[at][0] == "<" for at in stray)
    sides = zip(_split(lines, outermost), _split(places, outermost), strict=True)
    base, ours, theirs = (
        _counted(side, at, *(conflicts_in(side) if more_opened else ([], []))) for side, at in sides
    )
    for key in ours | theirs:
        one, other = ours.get(key, []), theirs.get(key, [])
        if len(one) == len(other):
            found[key] = one
            continue
        more, fewer = (one, other) if len(one) > len(other) else (other, one)
        kept = kept_count(len(base.get(key, ())), len(one), len(other))
        found[key] = more if kept == len(more) else fewer
    return found


def _placed(items: tuple[Item, ...], places: list[int]) -> tuple[Item, ...]:
    """The items of a resolved text with the line numbers of the unresolved one (`places`)."""
    found: list[tuple[list[int], Item]] = []
    for item in items:
        at = places[item.line - 1 : item.line - 1 + item.lines]
        together = 1
        while together < len(at) and at[together] == at[0] + together:
            together += 1
        value = item.value
        if isinstance(value, Problem):
            value = value._replace(line=places[value.line - 1] + 1)
        found.append((at, Item(0, at[0] + 1, together, value)))
    found.sort(key=lambda each: each[0])
    return tuple(
        [Item(number, item.line, item.lines, item.value) for number, (_, item) in enumerate(found, start=1)]
    )


def repair_toml(text: str) -> Repaired:
    """Resolve the conflicts of a TOML file by table and key; unchanged if that would lose something."""
    from twohats.format.merging.toml import merge as merge_toml

    conflicts, _ = conflicts_in(lines_of(text))
    merged = merge_toml(*sides_of(text)) if conflicts else None
    return Repaired(text) if merged is None else Repaired(merged.text, len(conflicts), forks=merged.forks)


def removed_lines(before: str, after: str) -> list[tuple[int, str, bool]]:
    """The lines that a repair removes, with their numbers and whether an equal line remains.

    Conflict markers and base parts are not counted, since nobody wrote them.
    """
    old, new = lines_of(before), lines_of(after)
    conflicts, _ = conflicts_in(old)
    hidden = _markers_and_pasts(conflicts)
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
