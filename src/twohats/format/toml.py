"""TOML text to data, or to a problem. Separate from `settings`, which `hat week` does not import."""

from __future__ import annotations

from twohats.format.model import Problem
from twohats.format.paths import LARGEST_TOML
from twohats.text.encoding import BOM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST_DOTS = 200


def is_trap(text: str) -> bool:
    """Whether parsing a TOML text could take very long: a key of 20,000 parts, 40 KB, takes `tomllib` 8 seconds and
    1.6 GB.

    A key is on one line, so looking for a line with very many dots is enough.
    """
    return text.count(".") > _MOST_DOTS and any(line.count(".") > _MOST_DOTS for line in text.split("\n"))


def read_toml(text: str, file: str) -> dict[str, Any] | Problem:
    """The data of a TOML text, or what is wrong with it and where. Never raises."""
    if len(text) > LARGEST_TOML:
        return Problem("bad-toml", f"{file} is too large to be read as settings", "at most 64 KB", path=file)
    if is_trap(text):
        hint = f"no line may have more than {_MOST_DOTS} dots"
        return Problem("bad-toml", f"{file} has a line that is too deep to be read", hint, path=file)
    if not text.strip():
        return {}
    import tomllib

    try:
        return tomllib.loads(text.replace("\r\n", "\n").removeprefix(BOM))
    except tomllib.TOMLDecodeError as error:
        message, line, column = toml_error(error, text.replace("\r\n", "\n").removeprefix(BOM))
        hint = "the defaults hold until it is fixed"
        if any(map(_is_bare_time, text.split("\n"))):
            hint = f'a time stands in quotes: "04:00"; {hint}'
        return Problem("bad-toml", f"not TOML: {message}", hint,
                       line, column, 1 if column else 0, path=file)  # fmt: skip
    except (ValueError, RecursionError, MemoryError):
        return Problem(
            "bad-toml", f"{file} cannot be read as TOML", "the defaults hold until it is fixed", path=file
        )


def toml_error(error: Any, text: str) -> tuple[str, int, int]:
    """What a `TOMLDecodeError` says is wrong with a text, and the line and column, from 1; both 0 at the text's end.

    Before Python 3.14 the error gives its position only within its message. tomlkit's error has it as numbers, the
    column from 0; where the two parsers stop at different columns (one time in eight) the message keeps its position,
    and only the line is returned.
    """
    if hasattr(error, "lineno"):
        return (error.msg, *((error.lineno, error.colno) if error.pos < len(text) else (0, 0)))
    import tomlkit
    from tomlkit.exceptions import ParseError, TOMLKitError

    sentence, line, column = str(error), 0, 0
    try:
        tomlkit.parse(text)
    except ParseError as same:
        line, column = same.line, same.col + 1
    except (TOMLKitError, ValueError, RecursionError):
        return sentence, 0, 0
    for place, numbers in (
        (f" (at line {line}, column {column})", (line, column)),
        (" (at end of document)", (0, 0)),
    ):
        message = sentence.removesuffix(place)
        if message != sentence:
            return (message, *numbers)
    return sentence, line, 0


def _is_bare_time(line: str) -> bool:
    """Whether a line sets a key to a time of the clock without quotes, as people write `day_start = 04:00`."""
    hour, colon, minute = line.partition("=")[2].partition("#")[0].strip().partition(":")
    return bool(colon) and hour.isdigit() and minute.isdigit()
