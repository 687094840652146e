"""Watson: its file `frames`, and what `watson log --json` prints."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from twohats.interchange.json_items import ANY, NotJson, json_items
from twohats.interchange.source import CannotReadFile, LeftOut, NotUnderstoodRecord, Recognised
from twohats.interchange.text_lines import beginning, candidates
from twohats.interchange.tracked import RUNNING, NotASpan, Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

SOURCE = "watson"
_FRAMES = re.compile(r'^\s*\[\s*\[\s*\d+\s*,\s*(?:\d+|null)\s*,\s*"')
_LOG = re.compile(r'^\s*\[\s*\{(?=[^{}]*"stop")(?=[^{}]*"project")(?=[^{}]*"id")')
_TABLE = re.compile(r"^\ufeff?id,start,stop,project,tags\r?\n")


def recognise(tree: Tree) -> list[Recognised]:
    """Files in one of its two forms; the table that it prints has no ids by which spans are known again."""
    found = []
    for name in candidates(tree, "frames", ".json", ".csv"):
        first = beginning(tree, name)
        if _FRAMES.match(first):
            found.append(Recognised(SOURCE, "Watson, frames", (name,)))
        elif _LOG.match(first):
            found.append(Recognised(SOURCE, "Watson, log", (name,)))
        elif _TABLE.match(first):
            instead = "the table has ids that are cut: watson log --all --json > log.json"
            found.append(Recognised(SOURCE, "Watson, log as a table", (name,), instead=instead))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """Its frames. A frame has an id, the same in both forms."""
    for name in found.files:
        spans, number = Spans(SOURCE, options), 0
        try:
            with tree.open(name) as stream:
                for _, each in json_items(stream, (ANY,)):
                    number += 1
                    try:
                        yield _frame(each, spans)
                    except (NotASpan, ValueError, OverflowError, OSError) as error:
                        why = str(error) if isinstance(error, NotASpan) else "has a time that is none"
                        yield NotUnderstoodRecord(f"{name}, frame {number}", why)
        except (NotJson, CannotReadFile) as error:
            yield NotUnderstoodRecord(name, str(error))


def _frame(each: object, spans: Spans) -> Read:
    """`[start, stop, project, id, tags, changed]`, or an object of the first five."""
    if isinstance(each, dict):
        each = [each.get(key) for key in ("start", "stop", "project", "id", "tags")]
    if not isinstance(each, list) or len(each) < 4:
        raise NotASpan("is no frame")
    start, stop, project, own = each[:4]
    tags = each[4] if len(each) > 4 and isinstance(each[4], list) else []
    if not isinstance(project, str) or not isinstance(own, str):
        raise NotASpan("has no project or no id")
    if stop is None:
        return LeftOut(RUNNING)
    named = [tag for tag in tags if isinstance(tag, str)]
    return spans.between(_moment(start), _moment(stop), tags=named, own=own, project=project)


def _moment(value: object) -> datetime:
    if isinstance(value, str):
        found = datetime.fromisoformat(value)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value, UTC)
    raise NotASpan("has no start or no stop")
