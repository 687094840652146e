"""Files as a reader is given them, from bytes in memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class MemoryTree:
    """A folder of files by their names."""

    def __init__(self, files: Mapping[str, bytes], name: str = "brought") -> None:
        self.files = dict(files)
        self.name = name if len(files) != 1 else next(iter(files))

    def names(self) -> Sequence[str]:
        return sorted(self.files)

    def size(self, name: str) -> int:
        return len(self.files[name])

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self.files[name])
