"""Org files: the clock lines below their headings."""

from __future__ import annotations

import re
from datetime import datetime

from twohats.interchange.source import LeftOut, NotUnderstoodRecord, Recognised
from twohats.interchange.text_lines import beginning, candidates, numbered
from twohats.interchange.tracked import RUNNING, NotASpan, Spans, later, not_a_span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

SOURCE = "org"
_HEADING = re.compile(r"^(\*+)\s")
_TAGS = re.compile(r":[\w@#%:]+:")
_CLOCK = re.compile(r"^\s*CLOCK:\s*(.*)$", re.IGNORECASE)
_STAMP = r"\[(\d{4})-(\d\d)-(\d\d)(?:\s+[^\]\d\s]\S*)?\s+(\d\d?):(\d\d)\]"
_RANGE = re.compile(rf"^{_STAMP}(?:--{_STAMP})?")
_FILE_TAGS = re.compile(r"^#\+filetags:\s*(.*)$", re.IGNORECASE)
_BLOCK = re.compile(r"^\s*#\+(begin|end)_(?:src|example)\b", re.IGNORECASE)
_KEYWORD = re.compile(r"^(?:[A-Z]{3,}\s+)?(?:\[#\w\]\s+)?")
_COOKIE = re.compile(r"\[\d*(?:/\d*|%)\]")
_BEGINS = re.compile(r"^\s*CLOCK:", re.MULTILINE | re.IGNORECASE)
_DEEPEST = 100


def recognise(tree: Tree) -> list[Recognised]:
    """The files of Org that have clock lines, as one."""
    files = [
        name
        for name in candidates(tree, ".org", ".org_archive")
        if name.lower().endswith((".org", ".org_archive")) and _has_clocks(tree, name)
    ]
    return [Recognised(SOURCE, "Org, clock lines", tuple(files))] if files else []


def _has_clocks(tree: Tree, name: str) -> bool:
    if _BEGINS.search(beginning(tree, name)):
        return True
    return any(
        not isinstance(each, NotUnderstoodRecord) and _CLOCK.match(each[1]) for each in numbered(tree, name)
    )


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """The clocked time, with the headings' tags and those of the headings above. Times are local."""
    for name in found.files:
        spans = Spans(SOURCE, options)
        of_file: list[str] = []
        above: list[tuple[int, str, list[str]]] = []
        in_block = False
        for each in numbered(tree, name):
            if isinstance(each, NotUnderstoodRecord):
                yield each
                continue
            number, line = each
            if block := _BLOCK.match(line):
                in_block = block[1].lower() == "begin"
            elif heading := _HEADING.match(line):
                in_block = False
                depth = len(heading[1])
                above = [one for one in above if one[0] < depth][-_DEEPEST:]
                above.append((depth, *_heading(line[depth:].strip())))
            elif tags := _FILE_TAGS.match(line):
                of_file += [tag for tag in tags[1].replace(":", " ").split() if tag]
            elif not in_block and (clock := _CLOCK.match(line)):
                try:
                    yield _clocked(spans, clock[1].strip(), above, of_file)
                except NotASpan as error:
                    yield not_a_span(name, number, error)


def _clocked(spans: Spans, text: str, above: list[tuple[int, str, list[str]]], of_file: list[str]) -> Read:
    if text.startswith("=>"):
        raise NotASpan("has a length, but no day")
    stamps = _RANGE.match(text)
    if stamps is None:
        raise NotASpan("is no clock line")
    start = _moment(stamps.groups()[:5])
    if stamps[6] is None:
        if "--" in text:
            raise NotASpan("is no clock line")
        return LeftOut(RUNNING)
    tags = [*of_file, *(tag for _, _, those in above for tag in those)]
    return spans.between(
        start,
        _moment(stamps.groups()[5:]),
        tags=dict.fromkeys(tags),
        project=above[0][1] if above else "",
        title=above[-1][1] if above else "",
    )


def _moment(parts: tuple[str | None, ...]) -> datetime:
    year, month, day, hour, minute = (int(part or 0) for part in parts)
    try:
        found = datetime(year, month, day)
    except ValueError as error:
        raise NotASpan("has a date that is none") from error
    if hour > 24 or minute > 59:
        raise NotASpan("has a time that is none")
    return later(found, (hour * 60 + minute) * 60)


def _heading(text: str) -> tuple[str, list[str]]:
    """The words of a heading without keyword, priority and counts; and its tags."""
    before, _, last = text.rpartition(" ")
    tags: list[str] = []
    if _TAGS.fullmatch(last.strip()):
        text, tags = before, last.strip().split(":")
    return " ".join(_COOKIE.sub(" ", _KEYWORD.sub("", text)).split()), tags
