"""Ends work in a thread that nobody waits for any more: it asks at every page and every month of an index."""

from __future__ import annotations

from _thread import get_ident

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_asked: dict[int, Callable[[], bool]] = {}
"""By thread, what says whether its work is to end."""


class Stopped(Exception):  # nothing went wrong
    """The work was to end, and has."""


class stoppable:  # noqa: N801  # called like a function, as those of `contextlib`
    """Context manager: what this thread does in the block ends with `Stopped` soon after `is_stopped` becomes true.

    Only for what reads: it ends anywhere between two pages.
    """

    def __init__(self, is_stopped: Callable[[], bool]) -> None:
        self._is_stopped = is_stopped

    def __enter__(self) -> None:
        _asked[get_ident()] = self._is_stopped

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        del _asked[get_ident()]


def go_on() -> None:
    """Raise `Stopped` if this thread's work is to end; nothing where it was not begun as `stoppable`."""
    if _asked:
        is_stopped = _asked.get(get_ident())
        if is_stopped is not None and is_stopped():
            raise Stopped
