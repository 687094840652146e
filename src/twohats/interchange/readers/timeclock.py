"""Timeclock files of hledger, ledger and Emacs: clock-ins and clock-outs."""

from __future__ import annotations

import re

from twohats.interchange.source import LeftOut, NotUnderstoodRecord, Recognised, Remark
from twohats.interchange.text_lines import beginning, candidates, numbered
from twohats.interchange.tracked import RUNNING, NotASpan, Spans, moment_in, not_a_span, with_account
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from twohats.interchange.source import Options, Read, Tree

SOURCE = "timeclock"
_LINE = re.compile(
    r"^([iIoObh])\s+(\d{4})[-/.](\d\d?)[-/.](\d\d?)\s+(\d\d?:\d\d(?::\d\d)?)(\s*[+-]\d{4}|\s+[A-Z]{3,4}(?=\s|$))?(?:\s+(\S.*))?$"
)
_BEGINS = re.compile(r"^i \d{4}[-/.]\d\d?[-/.]\d\d? \d", re.MULTILINE)
_COMMENTS = ("#", ";", "*")


class _In(NamedTuple):
    line: int
    at: datetime
    account: str
    title: str


def recognise(tree: Tree) -> list[Recognised]:
    """Files with a clock-in."""
    return [
        Recognised(SOURCE, "timeclock, clock-ins and clock-outs", (name,))
        for name in candidates(tree, ".timeclock", ".timelog", ".journal", ".ledger", ".txt")
        if _BEGINS.search(beginning(tree, name))
    ]


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """The time between each `i` and its `o`. Several accounts may be clocked in at once; times are local."""
    for name in found.files:
        spans, running = Spans(SOURCE, options), list[_In]()
        has_zone = False
        for each in numbered(tree, name):
            if isinstance(each, NotUnderstoodRecord):
                yield each
                continue
            number, line = each
            if not line.strip() or line.lstrip().startswith(_COMMENTS):
                continue
            parts = _LINE.match(line.rstrip())
            if parts is None:
                yield not_a_span(name, number, "is no clock-in and no clock-out")
                continue
            sign, year, month, day, clock, zone, rest = parts.groups()
            has_zone = has_zone or bool(zone)
            try:
                at = moment_in(f"{year}-{month}-{day} {clock}", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
                account, title = _account(rest or "")
                if sign == "i":
                    running.append(_In(number, at, account, title))
                elif sign in "oO":
                    yield _out(spans, running, at, account)
            except NotASpan as error:
                yield not_a_span(name, number, error)
        if running:
            yield LeftOut(RUNNING, len(running))
        if has_zone:
            yield Remark(f"{name}: zones are passed over, as hledger does: times are taken as local")


def _account(text: str) -> tuple[str, str]:
    """An account and a description, two spaces between; a comment is left out."""
    account, _, title = text.partition(";")[0].strip().partition("  ")
    return account.strip(), title.strip()


def _out(spans: Spans, running: list[_In], at: datetime, account: str) -> Read:
    those = [each for each in running if each.account == account] if account else []
    if not (those or running):
        raise NotASpan("clocks out where nothing runs")
    first = (those or running)[-1]
    running.remove(first)
    span = spans.between(first.at, at, title=first.title, project="")
    return with_account(span, first.account) if first.account else span
