"""A file that the user has named, outside of the journal: it is there only when it is whole."""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO, Self


class NewFile:
    """A file to be written piece by piece, open to the user alone if it is new.

    It stands under a name of its own until the block of `with` ends without an exception, and is taken away else. What
    is no regular file (`/dev/null`, a pipe) is written as it is. Without `replace` it raises FileExistsError for a file
    that is there. Raises OSError.
    """

    def __init__(self, path: str, *, replace: bool = False) -> None:
        self.path = os.path.realpath(path) if replace else path
        self._replace = replace
        about = _look(self.path)
        is_kept = about is not None and not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode)
        if about is not None and not is_kept and (not replace or stat.S_ISDIR(about.st_mode)):
            raise FileExistsError(self.path)
        self.written_to = self.path if is_kept else f"{self.path}.{os.getpid()}.part"
        """The path that is written to until then."""
        self._is_kept = is_kept

    def __enter__(self) -> Self:
        flags = os.O_WRONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(self.written_to, flags if self._is_kept else flags | os.O_CREAT | os.O_EXCL, 0o600)
        self.file: BinaryIO = open(handle, "wb")
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        try:
            self.file.close()
            if kind is None and not self._is_kept:
                if not self._replace and _look(self.path) is not None:
                    raise FileExistsError(self.path)
                os.replace(self.written_to, self.path)
        finally:
            if not self._is_kept and _look(self.written_to) is not None:
                os.unlink(self.written_to)


def _look(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except FileNotFoundError:
        return None
