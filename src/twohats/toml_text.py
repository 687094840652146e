"""TOML text to data, or to what is wrong with it. Apart from `settings`, which `hat week` does without."""

from __future__ import annotations

from twohats.model import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# A file of settings is a page long. TOML of a few KB can take seconds to read (a key of 20,000 parts took 8),
# so more than this is not read at all.
LARGEST = 64 * 1024


def read_toml(text: str, file: str) -> dict[str, Any] | Problem:
    """The data of a TOML text, or what is wrong with it and where. Never raises."""
    if len(text) > LARGEST:
        return Problem("bad-toml", f"{file} is too large to be read as settings", "at most 64 KB", path=file)
    if not text.strip():
        return {}
    import tomllib

    try:
        return tomllib.loads(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        said, _, place = message.rpartition(" (at ")
        numbers = [int(word) for word in place.replace(",", "").replace(")", "").split() if word.isdigit()]
        line, column = numbers if len(numbers) == 2 else (0, 0)
        return Problem("bad-toml", f"not TOML: {said or message}", "the defaults hold until it is mended",
                       line, column, 1 if column else 0, path=file)  # fmt: skip
    except (ValueError, RecursionError, MemoryError):
        return Problem(
            "bad-toml", f"{file} cannot be read as TOML", "the defaults hold until it is mended", path=file
        )
