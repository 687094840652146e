"""Timedot files of hledger: minutes a day by account, in dots of a quarter of an hour or as a number."""

from __future__ import annotations

import re
from datetime import date

from twohats.interchange.source import NotUnderstoodRecord, Recognised
from twohats.interchange.text_lines import beginning, candidates, numbered
from twohats.interchange.tracked import NotASpan, Spans, not_a_span, with_account

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.interchange.source import Options, Read, Tree

SOURCE = "timedot"
_DAY = re.compile(r"^(?:\*+ )?(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:\s.*)?$")
_BEGINS = re.compile(
    r"^(?:\*+ )?\d{4}[-/.]\d\d?[-/.]\d\d?(?:[ \t][^\n]*)?\r?\n"  # a day
    r"(?:[ \t]*(?:[#;][^\n]*)?\r?\n)*"  # comments and blank lines
    r"[^\s#;*][^\n]*?  +[.\d]",  # an account and its time
    re.MULTILINE,
)
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_NUMBER = re.compile(r"^(\d+(?:[.,]\d+)?|[.,]\d+)\s*([smhdw])?$")
_QUARTER = 900


def recognise(tree: Tree) -> list[Recognised]:
    """Files with a day and an account below it."""
    return [
        Recognised(SOURCE, "timedot, minutes a day", (name,))
        for name in candidates(tree, ".timedot")
        if name.lower().endswith(".timedot") or _BEGINS.search(beginning(tree, name))
    ]


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """The time of each account of a day; there are no times of the clock."""
    for name in found.files:
        spans = Spans(SOURCE, options)
        day: date | None = None
        for each in numbered(tree, name):
            if isinstance(each, NotUnderstoodRecord):
                yield each
                continue
            number, line = each
            try:
                if dated := _DAY.match(line):
                    day = None
                    day = _day(*dated.groups())
                elif (text := line.partition(";")[0].strip()) and not line.startswith(("#", "*")):
                    title = line.partition(";")[2].strip()
                    yield _spent(spans, day, text, title.removeprefix("guess:").lstrip(", "))
            except NotASpan as error:
                yield not_a_span(name, number, error)


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise NotASpan("is no date") from error


def _spent(spans: Spans, day: date | None, text: str, title: str) -> Read:
    account, spaces, amount = text.partition("  ")
    if not spaces:
        raise NotASpan("has no time: two spaces stand before it, or it is part of the account")
    if day is None:
        raise NotASpan("stands below no day")
    account = account.strip()
    return with_account(
        spans.on(day, _seconds(amount.strip()), when=f"{day} {account}", title=title), account
    )


def _seconds(amount: str) -> int:
    if number := _NUMBER.match(amount):
        if len(amount) > 12:
            raise NotASpan("has a time that is none")
        return round(float(number[1].replace(",", ".")) * _UNITS[number[2] or "h"])
    signs = "".join(amount.split())
    if signs and (set(signs) == {"."} or signs.isalpha()):  # letters are dots of a kind, since hledger 1.30
        return len(signs) * _QUARTER
    raise NotASpan("has a time that is none")
