"""Pauses the garbage collector while a long history is read: it would find nothing, and take half of the time."""

from __future__ import annotations

import gc
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def gc_paused() -> Iterator[None]:
    """Collect no garbage in this block, nor all that it made right after it.

    Frozen and thawed, what was made counts as old at once; else the next collection would look through it three times.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
