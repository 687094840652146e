"""bartib: its log, an activity a line."""

from __future__ import annotations

import re

from twohats.interchange.source import LeftOut, NotUnderstoodRecord, Recognised
from twohats.interchange.text_lines import beginning, candidates, numbered
from twohats.interchange.tracked import RUNNING, NotASpan, Spans, moment_in, not_a_span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

SOURCE = "bartib"
_LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?(?: - \d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)? \| ", re.MULTILINE
)
_FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
_PARTS = re.compile(r"((?:\\.|[^|\\])*)(?:\||$)")
_ESCAPED = re.compile(r"\\([|\\])")


def recognise(tree: Tree) -> list[Recognised]:
    """Files with a line of its form."""
    return [
        Recognised(SOURCE, "bartib, its log", (name,))
        for name in candidates(tree, ".bartib", ".log", ".txt")
        if _LINE.search(beginning(tree, name))
    ]


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Its activities; times are local. Lines that bartib itself passes over are comments where they begin with `#`."""
    for name in found.files:
        spans = Spans(SOURCE, options)
        for each in numbered(tree, name):
            if isinstance(each, NotUnderstoodRecord):
                yield each
                continue
            number, line = each
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            try:
                yield _activity(line, spans)
            except NotASpan as error:
                yield not_a_span(name, number, error)


def _activity(line: str, spans: Spans) -> Read:
    """`START [- END] | PROJECT [| TEXT]`, with `|` and backslashes behind a backslash."""
    when, *parts = [_ESCAPED.sub(r"\1", part).strip() for part in _PARTS.findall(line)]
    if not parts or not when:
        raise NotASpan("is no activity")
    start, dash, end = when.partition(" - ")
    first = moment_in(start.strip(), *_FORMS)
    if not dash:
        return LeftOut(RUNNING)
    return spans.between(
        first, moment_in(end.strip(), *_FORMS), project=parts[0], title=parts[1] if len(parts) > 1 else ""
    )
