"""`hat edit` without a line: the user's editor on a page, and what is wrong with the page afterwards."""

from __future__ import annotations

from twohats.actions import edit
from twohats.cli.say import remark
from twohats.cli.terminal import can_ask, show
from twohats.errors import NotUnderstood
from twohats.format.page import find_item
from twohats.format.paths import page_path
from twohats.views.problems import problem_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal


def edit_page(journal: Journal, day: str, number: int, color: str) -> int:
    """Open the page of a day, at an item if `number` is not 0, and print what is wrong afterwards; the exit code."""
    journal.read_text(page_path(day))  # a page that cannot be read is reported before anything about editors
    if not can_ask() and edit.usual_editor() == edit.PLAIN:
        raise NotUnderstood("there is no terminal for an editor", "export EDITOR=…, or hat edit PLACE WORDS")
    line = find_item(journal.page(day), number).line if number else 0
    edited = edit.edit_page(journal, day, line)
    if not edited.changed:
        remark(f"{day} is as it was")
    rows = [row for problem in edited.problems for row in problem_rows(problem)]
    show(rows, color, journal)
    return 1 if edited.problems else 0
