"""Two names swapped in one step of the file system, and a name taken only if it is free.

`os.rename` drops what it replaces, so whatever an editor saved a moment before is gone unseen. Swapping names
keeps it. Python has no call for it: the C library's is called through `_ctypes`, the part of `ctypes` that is
written in C, because `ctypes` itself costs five times as much to import (2 ms; `hat add` has 10).
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.system.folders import FileRef

_MAC = sys.platform == "darwin"
_NAME = "renameatx_np" if _MAC else "renameat2"
_SWAP = 2
_IF_FREE = 4 if _MAC else 1
_HERE = -2 if _MAC else -100  # AT_FDCWD: the path is whole

_rename: Callable[[tuple[int | bytes, ...]], int] | None = None


def swap(one: FileRef, other: FileRef) -> bool:
    """Let two files swap names in one step; False if it was not done: no such call here, or no such file."""
    return _call(one, other, _SWAP)


def rename_if_free(old: FileRef, new: FileRef) -> bool:
    """Rename a file to a name that is free; False if it was not done: it is taken, or no such call."""
    return _call(old, new, _IF_FREE)


def _call(one: FileRef, other: FileRef, flag: int) -> bool:
    global _rename  # noqa: PLW0603  # found once a process, and only by those who write
    if _rename is None:
        _rename = _found()
    first, second = (_HERE if at is None else at for at in (one.folder.handle, other.folder.handle))
    return _rename((first, os.fsencode(one.name), second, os.fsencode(other.name), flag)) == 0


def _found() -> Callable[[tuple[int | bytes, ...]], int]:
    """The C library's call; where there is none, something that always says it was not done."""
    if sys.platform != "win32":
        try:
            import _ctypes

            library = _ctypes.dlopen(None, 0)  # type: ignore[arg-type]  # what is loaded already
            call, address = _ctypes.call_function, _ctypes.dlsym(library, _NAME)
            return lambda arguments: int(call(address, arguments))
        except (ImportError, AttributeError, OSError):  # an old C library, another Python
            pass
    return lambda _: -1
