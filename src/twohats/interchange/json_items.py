"""JSON of any length, read item by item through a window: what lies deep in it is never in memory all at once.

Exports hold one long array, at the root (`[{…}, …]`) or below it (`{"messages": […]}`). A part of the text is decoded
at a time, by the standard decoder; what is opened item by item is named by a path, and all beside it comes whole.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from json import JSONDecodeError, JSONDecoder

from twohats.interchange.source import CannotReadFile, NotUnderstoodRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO

    from twohats.interchange.source import Tree

    Path = tuple[str | int, ...]
    """Where a value stands: keys of objects and indexes of arrays, from the root on."""

ANY = "*"
"""In a path: every key, or every index."""
MOST = 8 * 1024 * 1024
"""Characters of the longest value that is decoded whole. A post with all that an archive adds to it has 10,000."""
_CHUNK = 1 << 16
_PREFIX = 4096
"""Characters before the `=` of an assignment."""
_SPACE = " \t\r\n"


_DECODER = JSONDecoder(strict=False)  # some exports have bare control characters in their strings
_LENIENT = JSONDecoder(strict=False, parse_int=float)  # Python refuses whole numbers of over 4,300 digits


class NotJson(Exception):
    """The text is no JSON from here on; the message says why, in a phrase. What came before is right."""


def json_items(
    stream: BinaryIO, into: tuple[str, ...], *, is_assigned: bool = False
) -> Iterator[tuple[Path, Any]]:
    """The values of a JSON text and where each stands, in the order of the text.

    `into` names the containers that are opened, as a path with ANY for every key or index: `("messages", ANY)` yields
    the items of `messages` one by one, and every other value of the root whole; `(ANY,)` the items of a root that is an
    array. A value that is no container where one was expected comes whole too. With `is_assigned` the text is that of a
    JavaScript assignment: all up to the first `=` is passed over, and so is what follows the value.

    Raises NotJson where the text breaks off or is wrong, and whatever the stream raises.
    """
    window = _Window(stream)
    if is_assigned:
        window.pass_assignment()
    if not window.peek():
        raise NotJson("is empty")
    yield from _values(window, into, ())


def json_file(
    tree: Tree, name: str, into: tuple[str, ...], *, is_assigned: bool = False
) -> Iterator[tuple[Path, Any] | NotUnderstoodRecord]:
    """`json_items` of a file in a tree; where it breaks off or cannot be read, that is the last thing yielded."""
    count = 0
    try:
        with tree.open(name) as stream:
            for one in json_items(stream, into, is_assigned=is_assigned):
                yield one
                count += 1
    except (NotJson, CannotReadFile) as error:
        behind = f" and is not read behind its value {count}" if count else ""
        yield NotUnderstoodRecord(name, f"{error}{behind}")


def place(name: str, path: Path) -> str:
    """Where a value stands in a file, as NotUnderstoodRecord has it: `data/tweets.js:17`."""
    return f"{name}:{'.'.join(map(str, path))}" if path else name


def _values(window: _Window, into: tuple[str, ...], at: Path) -> Iterator[tuple[Path, Any]]:
    opener = window.peek() if into else ""
    if opener == "[" and into[0] == ANY:
        yield from _array(window, into, at)
    elif opener == "{":
        yield from _object(window, into, at)
    else:
        yield at, window.value()


def _array(window: _Window, into: tuple[str, ...], at: Path) -> Iterator[tuple[Path, Any]]:
    window.take("[")
    if window.peek() == "]":
        window.take("]")
        return
    below, index = into[1:], 0
    while True:
        if below:
            yield from _values(window, below, (*at, index))
        else:
            yield (*at, index), window.value()
        index += 1
        if window.peek() != ",":
            window.take("]")
            return
        window.take(",")


def _object(window: _Window, into: tuple[str, ...], at: Path) -> Iterator[tuple[Path, Any]]:
    window.take("{")
    if window.peek() == "}":
        window.take("}")
        return
    while True:
        if window.peek() != '"':
            raise NotJson("has no name where one belongs")
        key = window.value()
        window.take(":")
        if into[0] in (ANY, key):
            yield from _values(window, into[1:], (*at, key))
        else:
            yield (*at, key), window.value()
        if window.peek() != ",":
            window.take("}")
            return
        window.take(",")


class _Window:
    """The part of the text that is in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = getincrementaldecoder("utf-8-sig")("replace")
        self._text = ""
        self._at = 0
        self._is_last = False
        """Whether there is no more behind the text."""

    def _more(self, size: int) -> None:
        """Drop what is done with and read on: `size` bytes."""
        data = self._stream.read(size)
        self._is_last = not data
        self._text = self._text[self._at :] + self._decoder.decode(data, self._is_last)
        self._at = 0

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _SPACE:
                at += 1
            self._at = at
            if at < len(text):
                return text[at]
            if self._is_last:
                return ""
            self._more(_CHUNK)

    def take(self, char: str) -> None:
        """Pass over this character; raises NotJson if another is next."""
        found = self.peek()
        if found != char:
            raise NotJson(f"has {found!r} where {char!r} belongs" if found else "breaks off")
        self._at += 1

    def pass_assignment(self) -> None:
        """Pass over `name = `, if the text does not begin with its value."""
        if self.peek() in ("[", "{"):
            return
        while len(self._text) - self._at < _PREFIX and not self._is_last:
            self._more(_CHUNK)
        end = self._text.find("=", self._at, self._at + _PREFIX)
        if end < 0:
            raise NotJson("is no JSON")
        self._at = end + 1

    def value(self) -> Any:
        """The next value, whole; raises NotJson."""
        self.peek()
        size = _CHUNK
        while True:
            try:
                value, end = self._decoded()
            except JSONDecodeError as error:
                if self._is_last:
                    raise NotJson("breaks off or is damaged") from error
            except RecursionError as error:
                raise NotJson("is nested too deeply") from error
            else:
                # A number at the edge may go on: `1` of `12`, or of `1.5` with `.` as the last character.
                if self._is_last or end < len(self._text) - 3 or not isinstance(value, (int, float)):
                    self._at = end
                    return value
            if len(self._text) - self._at > MOST:
                raise NotJson(f"has a value of more than {MOST // 1024 // 1024} MiB")
            # What has not been enough is doubled, so that a long value is decoded a few times, not once a chunk.
            self._more(size)
            size = min(2 * size, MOST)

    def _decoded(self) -> tuple[Any, int]:
        try:
            return _DECODER.raw_decode(self._text, self._at)
        except JSONDecodeError:
            raise
        except ValueError:
            return _LENIENT.raw_decode(self._text, self._at)
