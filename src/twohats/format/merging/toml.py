"""The three-way merge of TOML texts by table and key; comments, order and spelling are preserved.

A text is split into tables, and a table into statements: a key with its value and the comment directly above it, or a
comment of its own. Which of them are in the result, and in what order, is decided by the counting that merges a page
(`markdown.merge` over their names); the values are then decided key by key. Two different values for one key are a
`Fork`: the greater text is kept, on whichever machine the merge is made, and the fork has both. Lists that are sets
(the aliases of a person) get what either side added and lose what either took away; that is a fork too, and so said.

No result is returned unverified: `check_values` compares it with the three texts as data, independently of how it was
made. Pure.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from twohats.format.merging.markdown import merge as merge_texts
from twohats.format.merging.markdown import pick
from twohats.format.merging.result import Fork, Merged
from twohats.format.merging.toml_parts import CannotSplit, Document, Outline, Statement, Table, split_document
from twohats.text.encoding import BOM
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

_MISSING = object()
_BARE_NEWLINE = re.compile(r"(?<!\r)\n")
_MOST_ROUNDS = 4
"""How often the merge with each side is repeated. Of 11,874 random merges three changed once more, and three never
settled."""


def merge(base: str, ours: str, theirs: str, *, sets: Collection[str] = ()) -> Merged | None:
    """Merge two TOML texts that both derive from `base`, which is empty if they have no common ancestor.

    `sets` are the keys whose values are lists of texts in no order. None if a text cannot be split, or the result fails
    `check_values`, or is not stable when merged again.
    """
    if theirs in (ours, base):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    sides = sorted((ours, theirs))
    merged = _merge_once(base, sides[0], sides[1], sets)
    text = _settled(base, sides, merged.text, sets) if merged else None
    if merged is None or text is None or not check_values(base, ours, theirs, text):
        return None
    return Merged(text, merged.forks)


def _merge_once(base: str, one: str, other: str, sets: Collection[str]) -> Merged | None:
    if other in (one, base):
        return Merged(one)
    if one == base:
        return Merged(other)
    try:
        merging = _Merging(
            *(split_document(text.removeprefix(BOM)) for text in (base, *sorted((one, other)))), sets=sets
        )
        text = merging.text()
    except CannotSplit:
        return None
    if "\r\n" in one + other and not any(map(_BARE_NEWLINE.search, (one, other))):
        text = _BARE_NEWLINE.sub("\r\n", text)  # the last line of a side may have had no line ending
    return Merged((BOM if BOM in (one[:1], other[:1]) else "") + text, tuple(merging.forks))


def _settled(base: str, sides: list[str], text: str, sets: Collection[str]) -> str | None:
    """The result merged with the sides again until it no longer changes; None if it never settles.

    Two machines may merge a result again in any order. What changes then is a list of tables on one side and a table
    of the same name on the other, or two of these in different orders.
    """
    unchanged = 0
    for side in sides * _MOST_ROUNDS:
        again = _merge_once(base, text, side, sets)
        if again is None:
            return None
        unchanged = unchanged + 1 if again.text == text else 0
        if unchanged == len(sides):
            return text
        text = again.text
    return None


def merge_lines(base: str, ours: str, theirs: str) -> str:
    """Merge texts in which every line is independent, as in a list of file names."""

    def as_headings(text: str) -> str:
        bom, bare = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
        lines = bare.removesuffix("\n").split("\n") if bare else []
        return bom + "".join(f"#{line}\n" if line.strip(" \t\r") else f"{line}\n" for line in lines)

    merged = merge_texts(as_headings(base), as_headings(ours), as_headings(theirs)).text
    bom = BOM if merged.startswith(BOM) else ""
    text = "\n".join(line.removeprefix("#") for line in merged.removeprefix(BOM).split("\n"))
    return f"\n{text}" if text.startswith(BOM) and not bom else bom + text


class _Merging:
    """One merge under way; `forks` fills as its text is made."""

    def __init__(self, old: Document, one: Document, other: Document, *, sets: Collection[str]) -> None:
        self.old, self.one, self.other = old, one, other
        self._sets = sets
        self.forks: list[Fork] = []

    def text(self) -> str:
        """The merged text."""
        self._settle_kinds()
        stay = _changed_and_gone(self.old.tables, self.one.tables, self.other.tables)
        return _filled(_outlined(self.old, self.one, self.other, stay), self._table)

    def _table(self, name: str) -> str:
        one, other = self.one.tables.get(name), self.other.tables.get(name)
        if one is None or other is None:  # only one side has it
            return (one or other or self.old.tables[name]).text()
        old = self.old.tables.get(name) or Table()
        comment = merge_lines(old.comment, one.comment, other.comment)
        header = pick(old.header, one.header, other.header)
        stay = _changed_and_gone(old.statements, one.statements, other.statements)
        body = _filled(_outlined(old, one, other, stay), lambda key: self._statement(key, old, one, other))
        return Table(comment, header).head() + body

    def _statement(self, key: str, old: Table, one: Table, other: Table) -> str:
        first, second = one.statements.get(key), other.statements.get(key)
        was = old.statements.get(key) or Statement("", "", _MISSING)
        if first is None or second is None:
            return (first or second or was).text()
        comment = merge_lines(was.comment, first.comment, second.comment)
        is_set = key.startswith("[") and json.loads(key)[-1] in self._sets
        differ = first.value != second.value and was.value not in (first.value, second.value)
        together = _together(was, first, second) if is_set and differ else None
        if together is not None:
            self.forks.append(Fork(was.body.rstrip(), first.body.rstrip(), second.body.rstrip(), together))
            return Statement(comment, together).text()
        return Statement(comment, self._chosen(was, first, second)).text()

    def _chosen(self, was: Statement, one: Statement, other: Statement) -> str:
        """The statement of the side that changed it; a changed value counts before a changed comment."""
        text = self._picked_text(was, one, other)
        past, first, second = (each.body.rstrip() for each in (was, one, other))
        if len({past, first, second}) == 3:
            self.forks.append(Fork(past, first, second, text.rstrip()))
        return text

    def _picked_text(self, was: Statement, one: Statement, other: Statement) -> str:
        if one.value == other.value:
            return pick(was.body, one.body, other.body)
        if one.value == was.value:
            return other.body
        return one.body if other.value == was.value else max(one.body, other.body)

    def _settle_kinds(self) -> None:
        """Where one side has a value and the other a table, or a list of tables, keep only one of them.

        If both sides changed it, a list is preferred to a table, and a table to a value; else the changed one is kept.
        Choosing by kind, not by text, keeps the result stable when it is merged again.
        """
        kinds = _kinds(self.one), _kinds(self.other)
        settled: list[Path] = []
        for path in sorted(kinds[0].keys() & kinds[1].keys(), key=lambda path: (len(path), path)):
            first, second = kinds[0][path], kinds[1][path]
            if first == second or any(path[: len(above)] == above for above in settled):
                continue
            settled.append(path)
            wins, loses = (self.one, self.other) if first > second else (self.other, self.one)
            kept, dropped, was = (_below(side, path) for side in (wins, loses, self.old))
            if sum(part.size for part in dropped) > 1:
                raise CannotSplit  # too much to report in one line: both texts are kept
            past = {part.text for part in was}
            if all(part.text in past for part in kept):
                continue  # the other side replaced it by something else
            for part in dropped:
                if part.name:
                    loses.tables[part.table].remove(part.name)
                else:
                    loses.remove(part.table)
            if any(part.text not in past for part in dropped):
                told = sorted((kept[0].text, dropped[0].text))
                self.forks.append(Fork(was[0].text if was else "", told[0], told[1], kept[0].text))


def _together(was: Statement, one: Statement, other: Statement) -> str | None:
    """The statement of a set that both sides changed, with what either added and without what either took away.

    None where the sides have the same in another order, where a value is no list of texts or has a comment in it.
    """
    sides = [each.value for each in (was, one, other)]
    if was.value is _MISSING:
        sides[0] = []
    if not all(_is_texts(value) for value in sides) or any("#" in each.body for each in (one, other)):
        return None
    union = union_of(*sides)  # type: ignore[arg-type]  # looked at above
    whose = [each for each in (one, other) if set(each.value) == set(union)]  # type: ignore[call-overload]
    if whose:
        return whose[0].body.rstrip() if len(whose) == 1 else None
    key = one.body.partition("=")[0].rstrip()
    return f"{key} = [{', '.join(json.dumps(each, ensure_ascii=False) for each in union)}]"


def union_of(was: Sequence[str], one: Sequence[str], other: Sequence[str]) -> list[str]:
    """What both sides have and what either added: those of the past first, in their order, then the new ones."""
    there = (set(one) & set(other)) | (set(one) - set(was)) | (set(other) - set(was))
    kept = [each for each in dict.fromkeys(was) if each in there]
    return [*kept, *sorted(there - set(kept))]


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


Path = tuple[str, ...]
_VALUE, _TABLE, _LIST = range(3)


def _kinds(document: Document) -> dict[Path, int]:
    """What is at each path of keys in a text: a value, a table, a list of tables."""
    found: dict[Path, int] = {}

    def add(path: Path, kind: int) -> None:
        for end in range(1, len(path)):
            found.setdefault(path[:end], _TABLE)
        found[path] = max(kind, found.get(path, kind))

    for table in document.tables.values():
        if table.path:
            add(table.path, _LIST if table.is_list else _TABLE)
        for path in table.keys().values():
            add(path, _VALUE)
    return found


class _Part(NamedTuple):
    """A statement, or a table with its statements, identified by the table's name and its own."""

    text: str
    size: int
    """How many statements it has."""
    table: str
    name: str = ""


def _below(document: Document, path: Path) -> list[_Part]:
    """What is at a path of keys, or below it."""
    found: list[_Part] = []
    for table_name, table in document.tables.items():
        if table.path[: len(path)] == path:
            contents = [table.header, *(statement.body for statement in table.statements.values())]
            found.append(
                _Part("\n".join(line.rstrip() for line in contents), len(table.statements), table_name)
            )
            continue
        found += [
            _Part(table.statements[name].body.rstrip(), 1, table_name, name)
            for name, place in table.keys().items()
            if place[: len(path)] == path
        ]
    return found


def _changed_and_gone(
    old: Mapping[str, Table | Statement],
    one: Mapping[str, Table | Statement],
    other: Mapping[str, Table | Statement],
) -> set[str]:
    """What one side changed and the other removed: the change is kept. Space at the ends of lines does not count."""
    return {
        name
        for name, was in old.items()
        if (name in one) != (name in other) and _content_of(one.get(name) or other[name]) != _content_of(was)
    }


def _content_of(part: Table | Statement) -> list[object]:
    """The content of a table or statement without trailing space; values unaltered, since space within a string
    counts.
    """
    if isinstance(part, Table):
        own = [content for statement in part.statements.values() for content in _content_of(statement)]
        return [*_lines_of(part.comment + part.header), *own]
    return [*_lines_of(part.comment + part.body), part.value]


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _outlined(
    old: Table | Document, one: Table | Document, other: Table | Document, stay: set[str]
) -> Outline:
    """The parts of the result, in order; those in `stay` were changed on a side, so they are treated as not in the
    base.
    """
    base = [name for name in old.outline.names if name not in stay]
    texts = (
        "".join(f"#{name}\n" for name in names) for names in (base, one.outline.names, other.outline.names)
    )
    merged = Outline([line[1:] for line in merge_texts(*texts).text.split("\n")[:-1]])
    was, first, second = (each.outline.lead_at() for each in (old, one, other))
    for place in merged.places():
        lead, its = first.get(place), second.get(place)
        if lead is None or its is None:
            merged.leads.append(lead or its or "")
        else:
            merged.leads.append(pick(was.get(place), lead, its))
    merged.tail = pick(old.outline.tail, one.outline.tail, other.outline.tail)
    return merged


def _filled(outline: Outline, fill: Callable[[str], str]) -> str:
    """The text of an outline, with every name replaced by its content.

    A comment of its own must not end up directly above something, or it would belong to that.
    """
    text = last = ""
    for lead, name in zip(outline.leads, outline.names, strict=True):
        piece = fill(name)
        text += ("\n" if not lead and last.startswith("#") else lead) + piece
        last = piece.removesuffix("\n").rpartition("\n")[2].lstrip()
    return text + outline.tail


def check_values(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether a merge has the content of the sides: judged on the data alone, and on the lines of comments.

    A value that one side changed must be that; one that both changed, one of the two; one that a side removed and the
    other did not change may be gone. Every comment line that a side added, or that both have, must be in the result.
    """
    try:
        data = [tomllib.loads(text.removeprefix(BOM)) for text in (base, ours, theirs, merged)]
    except (ValueError, RecursionError, MemoryError):
        return False
    if not _are_right(*data):
        return False
    old, one, other, new = (_comment_lines(text) for text in (base, ours, theirs, merged))
    return ((one - old) | (other - old) | (one & other)) <= new


def _are_right(old: Any, one: Any, other: Any, new: Any) -> bool:
    """Whether tables have the right content; an empty one is equal to a missing one."""
    sides = [side if isinstance(side, dict) else {} for side in (old, one, other, new)]
    return all(
        _is_right(*(side.get(key, _MISSING) for side in sides))
        for key in {key for side in sides for key in side}
    )


def _is_right(old: Any, one: Any, other: Any, new: Any) -> bool:
    """Whether a value is right, or a table has the right content."""
    old, one, other, new = (_MISSING if value == {} else value for value in (old, one, other, new))
    if all(value is _MISSING or isinstance(value, dict) for value in (one, other, new)):
        return _are_right(old, one, other, new)
    if isinstance(new, dict):  # in place of a value of the other side
        table = one if isinstance(one, dict) else other
        return isinstance(table, dict) and table != old and _are_right(old, table, _MISSING, new)
    if one == other:
        return bool(new == one)
    if _is_tables(one) or _is_tables(other):
        sides = [side if _is_tables(side) else [] for side in (old, one, other, new)]
        return all(entry in sides[3] for entry in sides[1] + sides[2] if entry not in sides[0])
    if _MISSING in (one, other):
        here = other if one is _MISSING else one
        return bool(new == here or (here == old and new is _MISSING))
    if old in (one, other):
        return bool(new == (other if one == old else one))
    if all(map(_is_texts, (one, other, new))):
        past = old if _is_texts(old) else []
        return new in (one, other) or new == union_of(past, one, other)
    return bool(new in (one, other))


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _comment_lines(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n") if line.lstrip().startswith("#")}
