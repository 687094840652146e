"""The fastest sound ways to read a mailbox and a long array of JSON, for `importing.py` to compare with.

`python benchmarks/import_floors.py mbox|json FILE`. They keep nothing but a count: headers are found and split, values
decoded, each once, in little memory.
"""

from __future__ import annotations

import json
import sys

_WINDOW = 1 << 20


def letters(path: str) -> int:
    """How many letters an mbox has, by a scan of its own: line by line, with the headers of each in a dictionary."""
    count = 0
    headers: dict[bytes, bytes] = {}
    in_headers, was_blank = False, True
    with open(path, "rb", buffering=_WINDOW) as file:
        for line in file:
            if was_blank and line.startswith(b"From "):
                count += 1
                headers, in_headers = {}, True
            elif in_headers:
                if line in (b"\n", b"\r\n"):
                    in_headers = False
                elif line[0] not in b" \t":
                    name, _, value = line.partition(b":")
                    headers.setdefault(name.lower(), value.strip())
            was_blank = line in (b"\n", b"\r\n")
    return count


def values(path: str) -> int:
    """How many values the array of a JSON text has that may be a JavaScript assignment: `raw_decode` in a window."""
    decoder = json.JSONDecoder()
    count = 0
    with open(path, encoding="utf-8") as file:
        text = file.read(_WINDOW)
        at = text.index("[") + 1
        while True:
            while at < len(text) and text[at] in " \n\r\t,":
                at += 1
            if at < len(text) and text[at] == "]":
                return count
            try:
                _, at = decoder.raw_decode(text, at)
                count += 1
            except json.JSONDecodeError:
                more = file.read(_WINDOW)
                if not more:
                    raise
                text, at = text[at:] + more, 0


if __name__ == "__main__":
    print({"mbox": letters, "json": values}[sys.argv[1]](sys.argv[2]))
