"""Splits a line of time in two, as one change, reverted by one undo."""

from __future__ import annotations

from twohats.drafting.splitting import split_line
from twohats.errors import attach_input
from twohats.format.edit import add_behind, add_item, replace_item
from twohats.format.paths import page_path
from twohats.journal.folder import Added
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.drafting.splitting import Split
    from twohats.journal.folder import Journal
    from twohats.views.lines import Line


class Parts(NamedTuple):
    """The two lines that one has become."""

    first: Added
    second: Added
    remarks: tuple[str, ...]


def read_split(journal: Journal, line: Line, words: list[str]) -> Split:
    """What a line would become, of words such as `25m` or `25m read blogs`; raises NotUnderstood."""
    how, *rest = words or [""]
    return split_line(line.text, how, rest, journal.hats)


def split(journal: Journal, line: Line, words: list[str], *, change: int = 0) -> Parts:
    """Split a line as `read_split` says; the lines below it stay with the first part.

    `change` is the number of `Journal.change_all`. Raises as `read_split` and `Journal.replace` do.
    """
    made = read_split(journal, line, words)
    day, number, hats = line.day, line.item.number, journal.hats
    second = 0

    def edit(text: str) -> str:
        nonlocal second
        with_first = replace_item(text, day, number, line.block, made.first, hats)
        if ":" in made.second.partition(" ")[0]:  # the page is in the order of its clock times
            text, second = add_item(with_first.text, day, made.second, hats)
        else:
            text, second = add_behind(with_first.text, day, with_first.number, made.second, hats)
        return text

    with attach_input(" ".join(words[1:])):
        journal.change_all(f"split {line.place} {line.text}", {page_path(day): edit}, number=change)
    remarks = list(made.remarks)
    if "\n" in line.block:
        remarks.append("the lines below it stay with the first part")
    return Parts(Added(day, number, made.first), Added(day, second, made.second), tuple(remarks))
