"""The readings of `tests/cases` and `docs/format.md`: the values of a page in the JSON that both are written in.

`tests/cases/README.md` describes the form for who wants to run the cases against another parser.
"""

from __future__ import annotations

from typing import Any

from twohats.format.model import Item, Page, Problem
from twohats.format.reading import read_page
from twohats.format.words import Hats
from twohats.text.encoding import text_of


def hats_of(case: dict[str, Any]) -> Hats:
    """The hats that a case declares, beside personal and brand."""
    return Hats({name: (hat["side"], hat.get("short", "")) for name, hat in case.get("hats", {}).items()})


def reading_of(data: bytes, hats: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What a file reads as, in the form of the cases."""
    page = read_page(text_of(data), "2026-11-22", hats_of({"hats": hats}))
    return {"items": items_of(page), "problems": problems_of(page)}


def items_of(page: Page) -> list[dict[str, Any]]:
    """The items that were understood, each with its place and every field that differs from its default."""
    return [_item(item) for item in page.items if not isinstance(item.value, Problem)]


def problems_of(page: Page) -> list[dict[str, Any]]:
    """The problems of the page as a whole, then those of its items; an item's problem has its number."""
    of_items = [(item.number, item.value) for item in page.items if isinstance(item.value, Problem)]
    return [
        *(_problem(problem) for problem in page.problems),
        *({"number": number, **_problem(problem)} for number, problem in of_items),
    ]


def _item(item: Item) -> dict[str, Any]:
    value = item.value
    kind = {"Entry": "entry", "Event": "event", "Nothing": "nothing"}[type(value).__name__]
    plain: dict[str, Any] = {"number": item.number, "line": item.line, "lines": item.lines, "type": kind}
    for name, field in value._asdict().items():
        if name not in type(value)._field_defaults or field != type(value)._field_defaults[name]:
            plain[name] = _plain(field)
    return plain


def _plain(field: Any) -> Any:
    return [_plain(one) for one in field] if isinstance(field, tuple) else field


def _problem(problem: Problem) -> dict[str, Any]:
    assert problem.message
    assert problem.hint
    return {"code": problem.code, "line": problem.line, "column": problem.column, "length": problem.length}
