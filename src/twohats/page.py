"""A day's file to values: the reader of `docs/format.md`, section 3. Pure; never raises on any text.

The text is what the store decoded with `surrogateescape`, so that bytes that are not UTF-8 arrive as lone
surrogates and leave as the bytes they were.
"""

from __future__ import annotations

from twohats.line import in_full, read_item
from twohats.model import Item, Page, Problem, Value
from twohats.words import DEFAULT_HATS, Hats

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
# What phones and word processors make of a typed dash. An item that begins with one is not an entry, but if
# it would be one with a dash, it is pointed out instead of passed over.
_NEAR_BULLETS = "*+\N{BULLET}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"


def read_page(text: str, day: str, hats: Hats = DEFAULT_HATS, *, path: str = "") -> Page:
    """Read the text of one page. `day` is its ISO date, `path` its file, named in problems."""
    lines = text.removeprefix(BOM).split("\n")
    whole = hats.whole
    items: list[Item] = []
    at, count = 0, len(lines)
    while at < count:
        line = lines[at]
        at += 1
        if not line:
            continue
        first = line[0]
        if first == "-" and line[1:2] in ("", " ", "\t"):
            value, size = _read_dash_item(lines, at, hats)
        elif first in _NEAR_BULLETS or first == "-" or first == "~" or first.isalnum():
            if first.isalnum() and not (first.isdigit() or _first_word(line) in whole):
                continue
            value, size = _near_miss(line, hats), 1
        else:
            continue
        if value is None:
            continue
        if isinstance(value, Problem):
            value = _placed(value, line, at, path)
        items.append(Item(len(items) + 1, at, size, value))
        at += size - 1
    return Page(day, tuple(items), _file_problems(text, path))


def _read_dash_item(lines: list[str], at: int, hats: Hats) -> tuple[Value | None, int]:
    """Read the item on line `at` (from 1) and the indented lines below it."""
    end = at
    while end < len(lines) and lines[end][:1] in (" ", "\t") and lines[end].strip(" \t\r"):
        end += 1
    body = lines[at - 1][1:].removesuffix("\r").lstrip(" \t")
    more = ""
    if end > at:
        more = "\n".join(line.strip(" \t\r") for line in lines[at:end])
    value = read_item(body, hats, more=more)
    if value is not None and not isinstance(value, Problem) and not _is_utf8(lines[at - 1 : end]):
        value = Problem("not-utf-8", "the line holds bytes that are not UTF-8", "save the file as UTF-8")
    return value, end - at + 1


def _is_utf8(lines: list[str]) -> bool:
    return all(line.isascii() or not _has_surrogate(line) for line in lines)


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _first_word(line: str) -> str:
    space = line.find(" ")
    return line[: space if space > 0 else len(line)].lower()


def _near_miss(line: str, hats: Hats) -> Problem | None:
    """A line at the margin that is an entry but for its dash: a problem, since it would be lost in silence."""
    body = line.removesuffix("\r")
    bullet = ""
    if not (body[0].isalnum() or body[0] == "~"):
        bullet, body = body[0], body[1:].lstrip(" \t")
    value = read_item(body, hats)
    if value is None:
        return None
    if isinstance(value, Problem):
        # Only a list item in Markdown's eyes may be wrong in two ways; anything else is prose.
        return value if bullet in ("*", "+") and line[1:2] in (" ", "\t") else None
    if not bullet:
        wrong = "the dash in front is missing"
    elif bullet == "-":
        wrong = "the space after the dash is missing"
    else:
        wrong = f"an entry begins with a dash, not with {bullet}"
    return Problem("no-dash", wrong, f"- {in_full(body, hats)}", column=1, length=1)


def _placed(problem: Problem, line: str, number: int, path: str) -> Problem:
    text = line.removesuffix("\r")
    column = problem.column
    if column and problem.code != "no-dash":
        column += len(text) - len(text[1:].lstrip(" \t"))
    return problem._replace(line=number, column=column, text=text, path=path)


def _file_problems(text: str, path: str) -> tuple[Problem, ...]:
    """Problems of the file as a whole: so far, that it is not UTF-8."""
    if text.isascii() or not _has_surrogate(text):
        return ()
    for number, line in enumerate(text.split("\n"), start=1):
        for column, char in enumerate(line, start=1):
            if "\ud800" <= char <= "\udfff":
                return (
                    Problem(
                        "not-utf-8",
                        "the file is not all UTF-8; lines of time that hold such bytes are left out",
                        "save the file as UTF-8",
                        number,
                        column,
                        1,
                        line.removesuffix("\r"),
                        path,
                    ),
                )
    return ()

