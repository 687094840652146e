"""Writes further lines of a note, and prose: the page of a day as a text, kept until it is saved or dropped."""

from __future__ import annotations

from twohats.format.model import Problem
from twohats.format.reading import read_page
from twohats.tui import changes
from twohats.tui.reading import day_called
from twohats.tui.screens.page_text import PageScreen
from twohats.tui.titles import day_title
from twohats.views.rows import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue


def write_page(host: Host, queue: ChangeQueue, day: str, line: int = 0, *, below: bool = False) -> None:
    """Write on the page of a day, the cursor on a line of its file, or with `below` on a new one in its note; for
    `line` 0 at the end. Raises as `page_to_write` does.

    What was written before and not saved comes back.
    """
    from twohats.actions.page_text import page_to_write

    journal, remembered = host.journal, host.journal.remembered
    base, text = page_to_write(journal, day)
    begun = remembered.begun_page(day)
    rows, written = text.split("\n"), text
    column = 0
    if begun is not None:
        base, written = begun
        line, says = 0, "   from before, not saved"
    else:
        says = "   as it stands in its file"
        if below and line:
            rows.insert(line, "  ")
            written, column, line = "\n".join(rows), 2, line + 1
    place = (line - 1, column) if line else (written.count("\n"), 0)
    hats = host.hats

    def wrong_in(typed: str) -> str:
        for item in read_page(typed, day, hats).items:
            if isinstance(item.value, Problem):
                return f"line {item.line}: {item.value.message}"
        return ""

    def keep(typed: str) -> None:
        if typed == written and begun is None:
            remembered.forget_begun_page(day)
        else:
            remembered.keep_begun_page(day, base, typed)

    def drop() -> None:
        remembered.forget_begun_page(day)
        host.answer("dropped; the page is as it was")

    def answered(typed: str | None) -> None:
        if typed is not None:
            queue.change(lambda: changes.write_page(journal, day, base, typed))
        elif remembered.begun_page(day) is not None:
            key = host.services.key_of("page.write")
            host.answer(
                f"not saved: what you wrote on {day_called(day, host.today)}; {key} there takes it up again"
            )

    title = (Span(f" {day_title(day, host.today)}", "title"), Span(says, "muted"))
    host.services.clear_notifications()
    host.services.ask(PageScreen(title, written, place, wrong_in=wrong_in, keep=keep, drop=drop), answered)


def say_begun(host: Host, days: Sequence[str]) -> None:
    """Say on which days something was written and not saved."""
    if days:
        more = f" and {len(days) - 1} more" if len(days) > 1 else ""
        key = host.services.key_of("page.write")
        named = day_called(days[-1], host.today)
        host.services.say(
            f"not saved: what you wrote on {named}{more}; {key} there takes it up again", seconds=10
        )
