"""The bytes of a file to text and back, lossless: bytes that are not UTF-8 become lone surrogates. Pure.

None, for a file that is not there, stays None.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import overload

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The byte order mark that some editors write at the start of a file; it is not part of the first line."""

if TYPE_CHECKING:

    @overload
    def text_of(data: bytes) -> str: ...
    @overload
    def text_of(data: bytes | None) -> str | None: ...


def text_of(data: bytes | None) -> str | None:
    """The text that the bytes of a file are."""
    return None if data is None else data.decode("utf-8", "surrogateescape")


if TYPE_CHECKING:

    @overload
    def bytes_of(text: str) -> bytes: ...
    @overload
    def bytes_of(text: str | None) -> bytes | None: ...


def bytes_of(text: str | None) -> bytes | None:
    """The bytes that a text was read from, or that it is saved as."""
    return None if text is None else text.encode("utf-8", "surrogateescape")


def sum_of(data: bytes) -> int:
    """A checksum that detects damaged or partly written bytes; importing zlib would cost 0.3 ms."""
    return int.from_bytes(data, "little") % ((1 << 61) - 1)


def size_of(text: str) -> int:
    """How many bytes a text takes in a file; an unpaired surrogate that stands for no byte counts as three."""
    try:
        return len(bytes_of(text))
    except UnicodeEncodeError:
        return len(text.encode("utf-8", "surrogatepass"))


def split_bom(text: str) -> tuple[str, str]:
    """The byte order mark that a text begins with (or an empty string), and the rest of the text."""
    return (BOM, text[1:]) if text.startswith(BOM) else ("", text)
