"""Asks to which day or into which thread a line is to be put, how one is to be split, and which day to look at."""

from __future__ import annotations

from twohats.drafting.dates import spoken_date
from twohats.drafting.draft import past_day
from twohats.drafting.splitting import split_line
from twohats.errors import NotUnderstood
from twohats.format.calendar import moment
from twohats.format.model import Entry, Problem
from twohats.format.names import name_of
from twohats.format.words import folded
from twohats.tui import changes
from twohats.tui.screens.ask_words import AskWords, Meaning, wrong
from twohats.tui.titles import day_title
from twohats.views.lines import item_spans
from twohats.views.rows import Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.views.lines import Line

DATES = "yesterday, fri, 2 days ago, 20 nov, 2026-11-22"
"""Examples of what names a day."""
_MOST_OFFERED = 6
"""Threads that are named as examples."""


def ask_to_move(host: Host, queue: ChangeQueue, lines: Sequence[Line]) -> None:
    """Ask to which day lines are to be moved, and move them."""
    if any(isinstance(line.item.value, Problem) for line in lines):
        host.answer("a line that is not understood is corrected before it is moved")
        return

    def read(text: str) -> Meaning:
        day = past_day(text.split(), host.now())
        if any(line.day == day for line in lines):
            return wrong("that is the day it is of" if len(lines) == 1 else "some of them are of that day")
        return Meaning([(Span("to ", "muted"), user_text(day_title(day, host.today)))])

    def answered(text: str | None) -> None:
        if text:
            day = past_day(text.split(), host.now())
            queue.change(lambda: changes.move_lines(host.journal, lines, day))

    many = "this line" if len(lines) == 1 else f"{len(lines):,} lines"
    _ask(host, AskWords(_asked(f"Move {many} to another day", lines[0], host), DATES, read), answered)


def ask_for_thread(host: Host, lines: Sequence[Line], put: Callable[[str], object]) -> None:
    """Ask into which thread lines are to be put: `put` is given its name."""
    known = host.names.tag

    def tag_of(text: str) -> str:
        name = name_of(text.removeprefix("+"))
        if not name:
            raise NotUnderstood(f"{text} is not a thread as it can be in a line", "+launch")
        return name

    def read(text: str) -> Meaning:
        tag = tag_of(text)
        if tag in known:
            return Meaning([(Span("the thread ", "muted"), Span(f"+{tag}", "tag"))])
        near = [f"+{each}" for each in known if each.startswith(tag)][:_MOST_OFFERED]
        beside = f"; there are {' '.join(near)}" if near else ""
        return Meaning([(Span("a new thread ", "muted"), Span(f"+{tag}", "tag"), user_text(beside, "muted"))])

    def complete(text: str) -> str:
        begun = folded(text.removeprefix("+"))
        found = next((tag for tag in known if begun and tag.startswith(begun) and tag != begun), "")
        return f"{text}{found[len(begun) :]}" if found else ""

    def answered(text: str | None) -> None:
        if text:
            put(tag_of(text))

    many = "this line" if len(lines) == 1 else f"{len(lines):,} lines"
    example = " ".join(f"+{tag}" for tag in known[:_MOST_OFFERED]) or "+launch"
    _ask(
        host,
        AskWords(_asked(f"Put {many} into which thread?", lines[0], host), example, read, complete),
        answered,
    )


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
