"""The lines of a file as bytes, one after the other, however long they are: what is too long is cut, not kept."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LONGEST = 64 * 1024
"""Bytes of a line that are kept. A message or an address is shorter; a picture written as text is not wanted."""


def byte_lines(stream: BinaryIO, longest: int = LONGEST) -> Iterator[bytes]:
    """Each line without its end; of a longer one its first bytes. Raises what reading the stream raises."""
    while line := stream.readline(longest):
        whole = line.endswith(b"\n") or len(line) < longest
        yield line.rstrip(b"\r\n") if whole else line
        while not whole:
            rest = stream.readline(longest)
            whole = rest.endswith(b"\n") or len(rest) < longest
