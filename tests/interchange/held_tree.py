"""A tree of files that a test makes up, or takes from a case in order to change it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO


class Held:
    """A tree in memory."""

    def __init__(self, name: str, files: dict[str, bytes]) -> None:
        self.name = name
        self.files = files

    def names(self) -> Sequence[str]:
        return sorted(self.files)

    def size(self, name: str) -> int:
        return len(self.files[name])

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self.files[name])


def held(case: Path) -> Held:
    """The files of a case."""
    inside = sorted((case / "in").iterdir())
    top = inside[0] if len(inside) == 1 and inside[0].is_dir() else case / "in"
    files = {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}
    return Held(top.name, files)
