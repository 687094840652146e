"""A view of blocks as Markdown, to be pasted where others read: headings, tables, lists. Pure."""

from __future__ import annotations

from twohats.text.visible import one_line, visible
from twohats.views.blocks import Dots, Facts, Sparks, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twohats.views.blocks import Block, View
    from twohats.views.rows import Row

_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})


def view_markdown(view: View) -> str:
    """The whole view. What the user wrote is only ever text: no markup of theirs counts."""
    title = " \N{MIDDLE DOT} ".join(filter(None, (view.title, view.subject)))
    parts = [[f"## {_text(title)}"]]
    if view.cover:
        parts.append([_text(view.cover)])
    for block in view.blocks:
        if block.heading:
            parts.append([f"### {_text(block.heading)}"])
        parts += [part for part in _block(block) if part]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def rows_markdown(rows: Sequence[Row]) -> str:
    """Rows as they stand on the screen, where a view is more than blocks: set as a picture of signs is set."""
    lines = ["".join(span.text for span in row).rstrip() for row in rows]
    fence = "```"
    while any(fence in line for line in lines):
        fence += "`"
    return "\n".join([fence, *lines, fence]) + "\n"


def _block(block: Block) -> Iterator[list[str]]:
    if isinstance(block, Table):
        if block.records:
            heads = [column.heading for column in block.columns]
            right = [column.right and at > 0 for at, column in enumerate(block.columns)]
            yield _table(heads, right, ([cell.text for cell in record.cells] for record in block.records))
        elif block.empty:
            yield [_text(block.empty)]
        yield from ([_text(note)] for note in block.notes)
    elif isinstance(block, Facts):
        yield [_listed(fact.label, fact.says) for fact in block.facts] or [_text(block.empty)]
    elif isinstance(block, Sparks):
        rows = ([spark.label, *(cell.text for cell in spark.cells)] for spark in block.sparks)
        yield _table(["", *block.columns], [False, *(True for _ in block.columns)], rows)
    elif isinstance(block, Dots):
        yield [_listed(dot.label, dot.text) for dot in block.dots]
        yield from ([_text(note)] for note in block.notes)


def _listed(label: str, text: str) -> str:
    return f"- **{_text(label)}** {_text(text)}" if label else f"- {_text(text)}"


def _table(heads: Sequence[str], right: Sequence[bool], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        _row(heads),
        "|" + "|".join("---:" if each else "---" for each in right) + "|",
        *(_row(row) for row in rows),
    ]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_text(cell) for cell in cells) + " |"


def _text(text: str) -> str:
    return visible(one_line(text), len(text) or 1).translate(_ESCAPED)
