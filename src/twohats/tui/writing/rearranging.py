"""Asks to which day a line is to be moved, how one is to be split, and which day to look at."""

from __future__ import annotations

from twohats.drafting.dates import spoken_date
from twohats.drafting.draft import past_day
from twohats.drafting.splitting import split_line
from twohats.errors import NotUnderstood
from twohats.format.calendar import moment
from twohats.format.model import Entry, Problem
from twohats.tui import changes
from twohats.tui.screens.ask_words import AskWords, Meaning, wrong
from twohats.tui.titles import day_title
from twohats.views.lines import item_spans
from twohats.views.rows import Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.views.lines import Line

DATES = "yesterday, fri, 2 days ago, 20 nov, 2026-11-22"
"""Examples of what names a day."""


def ask_to_move(host: Host, queue: ChangeQueue, line: Line) -> None:
    """Ask to which day a line is to be moved, and move it."""
    if isinstance(line.item.value, Problem):
        host.answer("a line that is not understood is corrected before it is moved")
        return

    def read(text: str) -> Meaning:
        day = past_day(text.split(), host.now())
        if day == line.day:
            return wrong("that is the day it is of")
        return Meaning([(Span("to ", "muted"), user_text(day_title(day, host.today)))])

    def answered(text: str | None) -> None:
        if text:
            day = past_day(text.split(), host.now())
            queue.change(lambda: changes.move_line(host.journal, line, day))

    _ask(host, AskWords(_asked("Move this line to another day", line, host), DATES, read), answered)


def ask_to_split(host: Host, queue: ChangeQueue, line: Line) -> None:
    """Ask where a line of time is to be split, and split it."""
    if not isinstance(line.item.value, Entry):
        host.answer("only a line of time can be split")
        return

    def read(text: str) -> Meaning:
        how, *words = text.split()
        made = split_line(line.text, how, words, host.hats)
        rows: list[Row] = [item_spans(part, host.hats) for part in (made.first, made.second)]
        return Meaning([*rows, *((user_text(remark, "muted"),) for remark in made.remarks)])

    def answered(text: str | None) -> None:
        if text:
            queue.change(lambda: changes.split_line(host.journal, line, text.split()))

    asked = _asked("Split this line in two", line, host)
    example = "25m, when it ended, or 25m and the words of the rest"
    _ask(host, AskWords(asked, example, read), answered)


def ask_for_day(host: Host, go: Callable[[str], object]) -> None:
    """Ask which day to look at, and go there."""

    def read(text: str) -> Meaning:
        return Meaning([(user_text(day_title(_day_of(text, host), host.today)),)])

    def answered(text: str | None) -> None:
        if text:
            go(_day_of(text, host))

    _ask(host, AskWords([(Span("Go to which day?", "title"),)], DATES, read), answered)


def _day_of(text: str, host: Host) -> str:
    """A day to look at: the latest of that name, but none to come; raises NotUnderstood."""
    words = text.split()
    found = spoken_date(words, moment(host.now()))
    if found is None or found.used < len(words) or found.minute is not None:
        raise NotUnderstood(f"{text} is not a date", DATES)
    day = found.day.isoformat()
    if day > host.today:
        raise NotUnderstood(f"{day} is still to come")
    return day


def _asked(question: str, line: Line, host: Host) -> list[Row]:
    return [(Span(question, "title"),), item_spans(line.text, host.hats)]


def _ask(host: Host, question: AskWords, answered: Callable[[str | None], None]) -> None:
    host.services.clear_notifications()
    host.services.ask(question, answered)
