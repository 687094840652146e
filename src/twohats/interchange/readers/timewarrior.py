"""timewarrior: the monthly files of its data folder, and what `timew export` prints."""

from __future__ import annotations

import re
from datetime import UTC

from twohats.interchange.json_items import ANY, NotJson, json_items
from twohats.interchange.source import CannotReadFile, LeftOut, NotUnderstoodRecord, Recognised
from twohats.interchange.text_lines import beginning, candidates, numbered
from twohats.interchange.tracked import RUNNING, NotASpan, Spans, moment_in, not_a_span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twohats.interchange.source import Options, Read, Tree

SOURCE = "timewarrior"
_FORM = "%Y%m%dT%H%M%SZ"
_DATA = re.compile(r"(?:^|/)\d{4}-\d\d\.data$")
_EXPORTED = re.compile(r'^\s*\[\s*\{[^{}]*"start"\s*:\s*"\d{8}T\d{6}Z"')
_WORD = re.compile(r'"(?:\\.|[^"\\])*"|\S+')
_ESCAPED = re.compile(r"\\(u[\dA-Fa-f]{4}|.)")


def recognise(tree: Tree) -> list[Recognised]:
    """The data folder as one, and each file that was exported."""
    data = [name for name in tree.names() if _DATA.search(name)]
    found = [Recognised(SOURCE, "timewarrior, its data folder", tuple(data))] if data else []
    for name in candidates(tree, ".json"):
        if name not in data and _EXPORTED.match(beginning(tree, name)):
            found.append(Recognised(SOURCE, "timewarrior, exported", (name,)))
        elif name not in data and beginning(tree, name).startswith("inc "):
            found.append(Recognised(SOURCE, "timewarrior, intervals", (name,)))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Its intervals; times are UTC there."""
    for name in found.files:
        spans = Spans(SOURCE, options)
        if found.title == "timewarrior, exported":
            yield from _exported(tree, name, spans)
            continue
        for each in numbered(tree, name):
            if isinstance(each, NotUnderstoodRecord):
                yield each
            elif each[1].strip():
                try:
                    yield _interval(each[1], spans)
                except NotASpan as error:
                    yield not_a_span(name, each[0], error)


def _interval(line: str, spans: Spans) -> Read:
    """`inc START [- END] [# TAG … [# ANNOTATION]]`."""
    head, *words = _WORD.findall(line)
    if head == "exc":
        return LeftOut("exclusions")
    if head != "inc" or not words:
        raise NotASpan("is no interval")
    ends = 3 if words[1:2] == ["-"] and len(words) > 2 else 1
    rest = words[ends:]
    if rest and rest[0] != "#":
        raise NotASpan("is no interval")
    tags = rest[1:]
    annotation = ""
    if "#" in tags:
        at = tags.index("#")
        tags, annotation = tags[:at], " ".join(map(_unquoted, tags[at + 1 :]))
    if ends == 1:
        moment_in(words[0], _FORM)
        return LeftOut(RUNNING)
    return _span(spans, words[0], words[2], [_unquoted(tag) for tag in tags], annotation)


def _span(spans: Spans, start: str, end: str, tags: Sequence[str], annotation: str) -> Read:
    first, last = (moment_in(text, _FORM).replace(tzinfo=UTC) for text in (start, end))
    return spans.between(first, last, tags=tags, title=annotation)


def _unquoted(word: str) -> str:
    return _ESCAPED.sub(_sign, word[1:-1]) if len(word) > 1 and word[0] == word[-1] == '"' else word


def _sign(found: re.Match[str]) -> str:
    """The sign behind a backslash, as timewarrior reads it."""
    escaped = found[1]
    return chr(int(escaped[1:], 16)) if len(escaped) > 1 else {"n": "\n", "t": "\t"}.get(escaped, escaped)


def _exported(tree: Tree, name: str, spans: Spans) -> Iterator[Read]:
    number = 0
    try:
        with tree.open(name) as stream:
            for _, each in json_items(stream, (ANY,)):
                number += 1
                try:
                    yield _of_object(each, spans)
                except NotASpan as error:
                    yield NotUnderstoodRecord(f"{name}, interval {number}", str(error))
    except (NotJson, CannotReadFile) as error:
        yield NotUnderstoodRecord(name, str(error))


def _of_object(each: object, spans: Spans) -> Read:
    if not isinstance(each, dict):
        raise NotASpan("is no interval")
    start, end, tags, said = (each.get(key) for key in ("start", "end", "tags", "annotation"))
    if not isinstance(start, str):
        raise NotASpan("has no start")
    if end is None:
        return LeftOut(RUNNING)
    named = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return _span(spans, start, str(end), named, said if isinstance(said, str) else "")
