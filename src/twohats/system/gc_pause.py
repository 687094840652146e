"""Pauses the garbage collector while a long history is read: it would find nothing, and take half of the time."""

from __future__ import annotations

import gc


class gc_paused:  # noqa: N801  called like a function, as those of `contextlib`, which takes 2 ms to import
    """Context manager: collect no garbage in this block, nor all that it made right after it.

    Frozen and thawed, what was made counts as old at once; else the next collection would look through it three times.
    """

    __slots__ = ("_was",)

    def __enter__(self) -> None:
        self._was = gc.isenabled()
        gc.disable()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._was:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
