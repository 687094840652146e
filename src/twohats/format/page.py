"""A day's file to values: the reader of `docs/format.md`, section 7. Pure; never raises on any text.

The text is what the writer decoded with `surrogateescape`, so that bytes that are not UTF-8 arrive as lone
surrogates and leave as the bytes they were.
"""

from __future__ import annotations

from twohats.errors import NothingFound
from twohats.format.line import begins_like_entry, first_hidden, hidden_character, is_hidden, read_item
from twohats.format.model import Entry, Item, Page, Problem, Value
from twohats.format.words import DEFAULT_HATS, WEEKDAYS, Hats, folded
from twohats.text.encoding import BOM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = frozenset("0123456789")
_BLANKS = frozenset(["", " ", "\t"])
_PROSE = frozenset("<>=|#!\"$%&'(),./:;?@[\\]^_`{}")
"""First characters of unindented lines that are neither an item nor nearly one: headings, quotations, markup."""
_SHORTEST = 3
"""Characters an item has at least, without its dash: `p a`."""
# What other programs write instead of the dash, and a dash without its space. Such a line is not an entry, but if it
# would be one with a dash and a space, it is reported instead of ignored.
_NEAR_BULLETS = tuple("-*+\N{BULLET}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}")


def lines_of(text: str) -> list[str]:
    r"""The lines of a page: split at `\n` only, without their endings and the byte order mark."""
    lines = text.removeprefix(BOM).split("\n")
    return [line.rstrip("\r") for line in lines] if "\r" in text else lines


def block_in(lines: Sequence[str], item: Item) -> str:
    """The lines of an item, the indented ones below it included, out of those of its page (`lines_of`)."""
    return "\n".join(lines[item.line - 1 : item.line - 1 + item.lines])


def block_of(text: str, item: Item) -> str:
    """The lines of an item as they stand in the text, the indented ones below included, without endings."""
    return block_in(lines_of(text), item)


def find_item(page: Page, number: int) -> Item:
    """The item with this number; raises NothingFound when the page has no such line."""
    if 1 <= number <= len(page.items):
        return page.items[number - 1]
    many = len(page.items)
    has = "no lines" if not many else "one line" if many == 1 else f"{many} lines"
    raise NothingFound(
        f"{page.day} has no line {number}: it has {has}", f"hat list {page.day} shows them", command="list"
    )


def weekday_name(day: str) -> str:
    """The English name of the weekday of an ISO date (Zeller's congruence: `datetime` costs 1.3 ms)."""
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    if month < 3:
        year, month = year - 1, month + 12
    shift = number + 13 * (month + 1) // 5 + year + year // 4 - year // 100 + year // 400
    return WEEKDAYS[(shift + 5) % 7]


def new_page(day: str) -> str:
    """The text of a page before its first line."""
    return f"# {day} {weekday_name(day)}\n\n"


def new_review(week: str) -> str:
    """The text of a week's review before its first line."""
    return f"# {week}\n\n"


def read_lines(text: str, day: str, hats: Hats = DEFAULT_HATS, *, path: str = "") -> Page:
    """Read the text of one page as it is; conflict markers are treated as prose (`reading` resolves them).

    `day` is its ISO date, `path` its file, named in problems.
    """
    lines = lines_of(text)
    utf8 = _is_utf8(text)
    items: list[Item] = []
    timed: set[str] = set()
    known: dict[str, Value | None] = {}
    at, count = 0, len(lines)
    while at < count:
        line = lines[at]
        at += 1
        first = line[:1]
        value: Value | None
        if first == "-" and line[1:2] in (" ", "\t"):
            below = _lines_below(lines, at)
            value = _dash_value(lines, at, below, hats, known, utf8=utf8)
        elif (
            first in _BLANKS
            or first in _PROSE
            or len(line) < _SHORTEST
            or (first.isalpha() and not _has_hat_first(line, hats))
        ):
            continue
        else:
            below = _lines_below(lines, at)
            value = _near_miss(line, hats)
        if value is None:
            continue
        if not (utf8 or _is_not_utf8(value)):
            value = _not_utf8(lines[at - 1 : at + below], at) or value
        if isinstance(value, Entry) and value.start is not None:
            block = "\n".join(lines[at - 1 : at + below]) if below else line
            if block in timed:
                value = _doubled(line)
            timed.add(block)
        if isinstance(value, Problem):
            value = _placed(value, line, at, path)
        items.append(Item(len(items) + 1, at, below + 1, value))
        at += below
    problems = () if utf8 and "\r" not in text else tuple(file_problems(lines, items, path))
    return Page(day, tuple(items), problems)


def _lines_below(lines: list[str], at: int) -> int:
    """How many lines from index `at` belong to the item above: indented ones, up to the first blank line."""
    end = at
    while end < len(lines) and lines[end][:1] in (" ", "\t") and lines[end].strip(" \t"):
        end += 1
    return end - at


def _dash_value(
    lines: list[str], at: int, below: int, hats: Hats, known: dict[str, Value | None], *, utf8: bool
) -> Value | None:
    """What the item above line index `at` reads as, with `below` lines; equal lines are read once (`known`)."""
    line = lines[at - 1]
    if not below and line in known:
        return known[line]
    if not utf8:
        bad = _not_utf8(lines[at - 1 : at + below], at)
        if bad is not None and begins_like_entry(line[1:], hats):
            return bad
    value = _read_dash_item(line, lines[at : at + below], hats)
    if not below:
        known[line] = value
    return value


def _is_not_utf8(value: Value) -> bool:
    return isinstance(value, Problem) and value.code == "not-utf-8"


def _read_dash_item(line: str, below: list[str], hats: Hats) -> Value | None:
    """Read an item with its dash and the indented lines below it."""
    body = line[1:].lstrip(" \t")
    more = "\n".join([one.strip(" \t") for one in below]) if below else ""
    value = read_item(body, hats, more=more)
    if isinstance(value, Problem) and value.column:
        return _moved(value, len(line) - len(body))
    return value


def _moved(problem: Problem, columns: int) -> Problem:
    # `_replace` takes five times as long.
    code, message, hint, line, column, length, text, path, near, command = problem
    return Problem(code, message, hint, line, column + columns, length, text, path, near, command)


def _has_hat_first(line: str, hats: Hats) -> bool:
    return folded(line.replace("\t", " ").partition(" ")[0]) in hats.whole


def body_start(line: str) -> int:
    """Where the text begins after whatever a line has in place of `- `."""
    at = _after_hidden(line, 0)
    if line[at : at + 1] in _NEAR_BULLETS:
        return _after_hidden(line, at + 1)
    end = at
    while line[end : end + 1] in _DIGITS:
        end += 1
    numbered = end > at and line[end : end + 2] in (". ", ") ")
    return _after_hidden(line, end + 1) if numbered else at


def _after_hidden(line: str, at: int) -> int:
    while at < len(line) and (line[at] in " \t" or is_hidden(line[at])):
        at += 1
    return at


def _near_miss(line: str, hats: Hats) -> Problem | None:
    """An unindented line that is an entry except for its dash: reported, since it would be lost silently."""
    start = body_start(line)
    body = line[start:]
    bullet = "".join([char for char in line[:start] if char not in " \t" and not is_hidden(char)])
    if not bullet and body[:1].isalpha() and not _has_hat_first(body, hats):
        return None
    full: list[str] = []
    value = read_item(body, hats, full=full)
    if value is None:
        return None
    if isinstance(value, Problem):
        # Only a Markdown list item is reported when it has a second error as well; anything else is prose.
        listed = line[0] in "*+" and line[1:2] in (" ", "\t")
        return _moved(value, start) if listed else None
    hidden = first_hidden(line, start)
    if hidden >= 0:
        return hidden_character(line, hidden)
    if not bullet:
        wrong = "the dash in front is missing"
    elif bullet == "-":
        wrong = "the space after the dash is missing"
    else:
        wrong = f"an entry begins with a dash, not with {bullet}"
    return Problem("no-dash", wrong, f"- {full[0]}", column=1, length=len(bullet) or 1)


def _doubled(line: str) -> Problem:
    """The problem of an entry with a clock time that repeats an earlier one exactly: nobody did it twice."""
    message = "the same line stands above already, so it is counted once"
    return Problem(
        "doubled", message, "hat check --fix takes it out", column=1, length=len(line), command="check"
    )


def _placed(problem: Problem, line: str, number: int, path: str) -> Problem:
    code, message, hint, placed, column, length, text, _, near, command = problem
    if placed:  # already, on one of the lines below
        return Problem(code, message, hint, placed, column, length, text, path, near, command)
    return Problem(code, message, hint, number, column, length, line, path, near, command)


def _is_utf8(text: str) -> bool:
    """Whether no byte had to be escaped when the file was read."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _not_utf8(lines: list[str], number: int) -> Problem | None:
    """The first byte that is not UTF-8 in the lines from line `number` on."""
    for line in lines:
        if not line.isascii():
            try:
                line.encode()
            except UnicodeEncodeError as error:
                return Problem(
                    "not-utf-8",
                    "these bytes are not UTF-8",
                    "save the file as UTF-8",
                    number,
                    error.start + 1,
                    1,
                    line,
                )
        number += 1
    return None


def file_problems(lines: list[str], items: Sequence[Item], path: str) -> list[Problem]:
    """What is wrong with the file rather than with one of its items."""
    found: list[Problem] = []
    codes = [item.value.code for item in items if isinstance(item.value, Problem)]
    if "not-utf-8" not in codes:
        bad = _not_utf8(lines, 1)
        if bad is not None:
            found.append(bad._replace(path=path))
    for number, line in enumerate(lines, start=1):
        if "\r" in line:
            message = "a carriage return without a line feed does not end a line"
            hint = "save the file with the line endings of Unix or Windows"
            found.append(Problem("lone-return", message, hint, number, line.index("\r") + 1, 1, line, path))
            break
    return found
