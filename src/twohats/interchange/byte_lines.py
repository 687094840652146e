"""The lines of a file as bytes, one after the other, however long they are: what is too long is cut, not kept."""

from __future__ import annotations

from twohats.interchange.source import CannotReadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LONGEST = 64 * 1024
"""Bytes of a line that are kept. A message or an address is shorter; a picture written as text is not wanted."""


PASSED_OVER = 256 * 1024 * 1024
"""Bytes of a line that are passed over. A picture as text has less; of zeros a whole disk is one line."""


def byte_lines(stream: BinaryIO, longest: int = LONGEST) -> Iterator[bytes]:
    """Each line without its end; of a longer one its first bytes.

    Raises what reading the stream raises, and CannotReadFile for a line of which PASSED_OVER bytes are not enough.
    """
    while line := stream.readline(longest):
        whole = line.endswith(b"\n") or len(line) < longest
        yield line.rstrip(b"\r\n") if whole else line
        passed = 0
        while not whole:
            rest = stream.readline(longest)
            passed += len(rest)
            if passed > PASSED_OVER:
                raise CannotReadFile(f"has a line of more than {PASSED_OVER >> 20} MiB")
            whole = rest.endswith(b"\n") or len(rest) < longest
