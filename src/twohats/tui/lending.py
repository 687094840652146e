"""Hands the terminal to another program for a while: the user's editor."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TypeVar

from twohats.tui.done import check_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import App

    from twohats.journal.folder import Journal

T = TypeVar("T")


def edit_in_editor(app: App[object], journal: Journal, day: str, line: int) -> tuple[str, list[str]]:
    """Open a page at a line in the user's editor: what came of it, and what of it is not understood.

    Raises SuspendNotSupported where the screen is no terminal.
    """
    from twohats.actions.edit import edit_page  # not needed for the first frame: 4 ms with what it merges by

    check_place(journal)
    edited = lend_screen(app, lambda: edit_page(journal, day, line))
    wrong: list[str] = []
    if edited.problems:
        first, more = edited.problems[0], len(edited.problems) - 1
        others = f", and {more} more" if more else ""
        wrong.append(f"line {first.line}: {first.message}{others}")
    return f"{day} is {'changed' if edited.changed else 'as it was'}", wrong


def lend_screen(app: App[object], operation: Callable[[], T]) -> T:
    """Do something that needs the terminal to itself; what it raises is raised when the screen is ours again.

    Raises SuspendNotSupported where the screen is no terminal.
    """
    failed: BaseException | None = None
    with app.suspend():
        # Textual takes the screen back where its block ends, and not at all if something is raised in it.
        try:
            with _interrupts_are_theirs():
                return_value = operation()
        except BaseException as error:  # noqa: BLE001  # raised again below
            failed = error
    if failed is not None:
        raise failed
    return return_value


@contextmanager
def _interrupts_are_theirs() -> Iterator[None]:
    """Ctrl+C ends the other program and not this one. A handler of Python's is not inherited by what is run."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
