"""The terminal lent to another program for a while."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TypeVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import App

T = TypeVar("T")


def lend_screen(app: App[None], deed: Callable[[], T]) -> T:
    """Do something that needs the terminal to itself; what it raises is raised when the screen is ours again.

    Raises SuspendNotSupported where the screen is no terminal.
    """
    failed: BaseException | None = None
    with app.suspend():
        # Textual takes the screen back where its block ends, and not at all if something is raised in it.
        try:
            with _interrupts_are_theirs():
                return_value = deed()
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
