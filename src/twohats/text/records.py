"""Records of text fields, one per line of UTF-8, for this machine's append-only files. Pure.

Fields are separated by tabs; newlines, tabs and backslashes in a field are escaped with a backslash. Every record ends
with an end field, so that a record cut off by a crash is recognised. Reading takes memory and time in proportion to
the line, whatever it contains.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_END = "."


def record_of(fields: Iterable[str]) -> bytes:
    """The line of a record, without its newline. Any string can be written, lone surrogates too."""
    return "\t".join([*map(_escaped, fields), _END]).encode("utf-8", "surrogatepass")


def fields_of(line: bytes) -> list[str]:
    """The fields of a record; an empty list if the line is not a complete record."""
    try:
        fields = line.decode("utf-8", "surrogatepass").split("\t")
    except UnicodeDecodeError:
        return []
    return [_plain(field) for field in fields[:-1]] if fields[-1] == _END else []


def word_and_number(line: bytes) -> tuple[str, int]:
    """The first two fields of a record, the second being a number; an empty word if it is not such a record.

    Constant time, however long the record.
    """
    word, _, rest = line[:100].partition(b"\t")
    number = rest.partition(b"\t")[0]
    if not (word.isalpha() and number.isdigit() and len(number) < 20 and line.endswith(b"\t.")):
        return "", 0
    return word.decode("ascii"), int(number)


def of_lines(lines: Iterable[str]) -> tuple[str, str]:
    """Lines of a text as two fields: their number, and the lines themselves."""
    lines = list(lines)
    return str(len(lines)), "\n".join(lines)


def to_lines(count: str, joined: str) -> tuple[str, ...]:
    """The lines that `of_lines` wrote; raises ValueError if they are not as many as they should be."""
    lines = tuple(joined.split("\n")) if count != "0" or joined else ()
    if str(len(lines)) != count:
        raise ValueError(count)
    return lines


def lines_from_end(data: bytes) -> Iterator[bytes]:
    """The lines of a file, the last one first, without those that are empty."""
    end = len(data)
    while end > 0:
        start = data.rfind(b"\n", 0, end) + 1
        if start < end:
            yield data[start:end]
        end = start - 1


def _escaped(field: str) -> str:
    return field.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _plain(field: str) -> str:
    if "\\" not in field:
        return field
    parts = field.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\t", "\t") for part in parts)
