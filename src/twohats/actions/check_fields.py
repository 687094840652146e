"""Remarks on the `key:value` fields of lines, for `hat check`: keys, values and origins that mean nothing."""

from __future__ import annotations

from twohats.format.line import head_end
from twohats.format.model import Entry, Event, Problem
from twohats.format.one_name import with_one_name
from twohats.format.origin import FROM, read_origin
from twohats.format.paths import page_path
from twohats.format.words import KEY_VALUES, KEYS, SEVERAL_VALUES
from twohats.text.suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.format.model import Item, Page
    from twohats.format.one_name import OneName
    from twohats.journal.folder import Journal

_MOST_KEYS = 20
"""Keys of one line that are remarked on: each shows the line, and a line may have half a million."""
_MOST_ORIGINS = 200
"""Origins of one page that are looked for: each is held against all entries of its day, and there may be 40,000."""
_CLOSED = ("voice", "about", "how")
"""The keys of which no other value is counted anywhere."""
_LONGEST = 40
"""Characters of a value that a message repeats."""


def keys(page: Page, lines: list[str]) -> Iterator[Problem]:
    """Unknown keys and values: kept and listed, and perhaps a typing error."""
    for item in page.items:
        if not isinstance(item.value, (Entry, Event)) or not item.value.fields:
            continue
        unknown = dict.fromkeys(key for key, _ in item.value.fields if key not in KEYS)
        for key in list(unknown)[:_MOST_KEYS]:
            near = nearest(key, KEYS)
            hint = f"did you mean {near}:?" if near else "it is kept as it is"
            yield on_item("unknown-key", f"{key}: means nothing here", hint, page, item, lines, f"{key}:")
        for key, value in list(dict.fromkeys(_unknown_values(item.value)))[:_MOST_KEYS]:
            known = "a whole number" if key == "expect" else " or ".join(KEY_VALUES[key])
            message = f"{key}:{value[:_LONGEST]} means nothing here"
            yield on_item("unknown-value", message, f"{known}?", page, item, lines, f"{key}:")


def _unknown_values(value: Entry | Event) -> Iterator[tuple[str, str]]:
    for key, said in value.fields:
        if key in _CLOSED:
            for each in said.split(",") if key in SEVERAL_VALUES else [said]:
                if each and each.lower() not in KEY_VALUES[key]:
                    yield key, each
        elif key == "expect" and isinstance(value, Entry) and not (said.isascii() and said.isdigit()):
            yield key, said


class Origins:
    """Checks what returns say they are credited to, against the pages named."""

    def __init__(self, journal: Journal, names: OneName) -> None:
        self._journal = journal
        self._names = names
        self._last: tuple[str, list[tuple[tuple[int, int], Entry]]] = ("", [])
        """The day looked at last, and its entries in their places."""

    def remarks(self, page: Page, lines: list[str]) -> Iterator[Problem]:
        """The origins of a page that fit no entry, or do not stand on a return."""
        have = [item.number for item in page.items if _has_origin(item)]
        if not have:
            return
        named = with_one_name(page, self._names).items
        moments = _moments(page)
        for number in have[:_MOST_ORIGINS]:
            item = named[number - 1]
            value = item.value
            assert isinstance(value, (Entry, Event))
            wrong, hint = "belongs to what came back", "it is kept as it is"
            if isinstance(value, Event) and value.is_return:
                said = [each for key, each in value.fields if key == FROM]
                if any(self._fits(each, page.day, moments[number]) for each in said[:_MOST_KEYS]):
                    continue
                wrong, hint = (
                    "fits no entry before it",
                    "from:none, or a date and words: from:2026-11-18/09:35",
                )
            yield on_item("no-origin", f"{FROM}: {wrong}", hint, page, item, lines, f"{FROM}:")

    def _fits(self, said: str, day: str, moment: tuple[int, int]) -> bool:
        origin = read_origin(said)
        if origin is None or origin.day > day:
            return False
        if not origin.day:
            return True
        return any(
            origin.fits(entry) and (origin.day < day or at <= moment)
            for at, entry in self._entries(origin.day)
        )

    def _entries(self, day: str) -> list[tuple[tuple[int, int], Entry]]:
        if self._last[0] != day:
            page = with_one_name(self._journal.page(day), self._names)
            moments = _moments(page)
            entries = [
                (moments[each.number], each.value) for each in page.items if isinstance(each.value, Entry)
            ]
            self._last = (day, entries)
        return self._last[1]


def _has_origin(item: Item) -> bool:
    value = item.value
    return isinstance(value, (Entry, Event)) and any(key == FROM for key, _ in value.fields)


def _moments(page: Page) -> dict[int, tuple[int, int]]:
    """For each entry and event, by its number, where it stands in the order of its day."""
    found: dict[int, tuple[int, int]] = {}
    minute = 0
    for item in page.items:
        value = item.value
        if isinstance(value, (Entry, Event)):
            at = value.start if isinstance(value, Entry) else value.at
            minute = minute if at is None else at
            found[item.number] = (minute, item.number)
    return found


def on_item(
    code: str, message: str, hint: str, page: Page, item: Item, lines: list[str], word: str = ""
) -> Problem:
    """A remark on an item: on `word` in it, else on its first word."""
    line = lines[item.line - 1]
    start = len(line) - len(line[1:].lstrip(" \t"))
    if word:
        head = line[: start + head_end(line[start:])]
        at = head.lower().find(f" {word}")
        start = at + 1 if at >= 0 else start
    else:
        word = line[start:].split(" ", 1)[0]
    return remark_on(code, message, hint, page, item.line, line, start + 1, len(word))


def remark_on(
    code: str, message: str, hint: str, page: Page, line: int, text: str, column: int, length: int
) -> Problem:
    """A remark on a place of a page."""
    return Problem(code, message, hint, line, column, length, text, page_path(page.day))
