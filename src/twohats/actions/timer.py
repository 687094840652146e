"""Starts and stops the timer of this machine, and makes a line of it."""

from __future__ import annotations

from twohats.actions import timer_file
from twohats.actions.add import slips_in, value_of
from twohats.actions.timer_file import Timer, running
from twohats.drafting.draft import Draft, hat_first, not_understood
from twohats.drafting.timed import in_words, join_words, span_text, split_start
from twohats.errors import (
    NothingFound,
    NotUnderstood,
    TwohatsError,
    after_saving,
    attach_also,
    attach_input,
)
from twohats.format import times
from twohats.format.line import read_item
from twohats.format.model import Entry, Problem
from twohats.format.page import weekday_name
from twohats.system import machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.times import Now
    from twohats.format.words import Hats
    from twohats.journal.folder import Added, Journal

EXAMPLE = "hat start brand post linkedin: launch thread"


class Forgotten(NotUnderstood):
    """A timer ran so long, or the clock changed so much, that the person must give the minutes."""

    def __init__(self, message: str, timer: Timer, minutes: int) -> None:
        self.timer = timer
        self.minutes = minutes
        self.can_keep = 0 < minutes <= times.LONGEST
        ways = "--minutes N saves N minutes of it, --drop saves nothing"
        super().__init__(message, f"--keep saves it whole, {ways}" if self.can_keep else ways)


def read_start(words: list[str], now: Now, hats: Hats) -> Timer:
    """The words of `hat start`: a moment if it was not now, and a line without its time."""
    text = " ".join(words).strip()
    if not text:
        raise NotUnderstood("say what the timer is for", EXAMPLE, command="start")
    day, minute, rest, minutes = split_start(text, now)
    rest = hat_first(rest, hats)
    if minutes:
        timer = _begun(machine.ago(minutes, now), rest)
    elif minute is None:
        timer = _begun(now, rest)
    else:
        timer = _by_clock(day or now.day, minute, rest, now)
        if not day and timer.elapsed(now) < 0:
            timer = _by_clock(times.day_after(now.day, -1), minute, rest, now)
    timer = timer.by_days(now.day_start)
    ran, clock = timer.elapsed(now), times.clock_text(timer.minute)
    if not day and ran > times.LONGEST and timer.minute % times.A_DAY <= now.minute % times.A_DAY:
        raise NotUnderstood(
            f"{clock} is {times.duration_text(ran)} ago, and one line holds at most 12h",
            f"hat add {clock} 1h {rest}, with the minutes that it took",
            command="add",
        )
    if ran < 0 or (not day and ran > times.LONGEST):
        raise NotUnderstood(f"{clock} is still to come", "a timer starts now or before")
    return timer._replace(item=_checked(rest, hats))


def _begun(moment: Now, item: str) -> Timer:
    """A timer that began at a moment, to the minute."""
    if moment.instant is None:
        return Timer(moment.day, moment.minute, item, machine.instant_of(moment.day, moment.minute))
    return Timer(moment.day, moment.minute, item, moment.instant - moment.second)


def _by_clock(day: str, minute: int, item: str, now: Now) -> Timer:
    """A timer that began at a local time; if that occurred twice, the one before now."""
    return Timer(day, minute, item, machine.instant_of(day, minute, now.instant))


def _checked(item: str, hats: Hats) -> str:
    """A line without its time, core words in full; raises NotUnderstood."""
    first, _, more = item.partition("\n")
    value = read_item(f"1m {first}", hats, more=more, strict=True)
    if isinstance(value, Entry):
        return in_words(item, hats)
    problem = value if isinstance(value, Problem) else None
    if problem and problem.code == "event-minutes":
        raise NotUnderstood(
            "only a line of time can be timed",
            f"for what came back: hat add {first}",
            line=item,
            command="add",
        )
    front = first.split(" ", 1)[0]
    if front[:1].isdigit():
        raise NotUnderstood(
            f"{front} is not when it began: the clock counts the minutes",
            f"hat add {first}",
            command="add",
            line=item,
            column=1,
            length=len(front),
        )
    raise not_understood(problem, first, hats, shift=3)


def line_of(
    timer: Timer, now: Now, words: list[str], hats: Hats, *, minutes: int = 0, longest: int = 0
) -> Draft:
    """The line that a timer becomes when it is stopped with these words.

    `minutes` says how long it was; otherwise the clock does, and Forgotten is raised where it cannot be
    trusted: beyond `longest` minutes, beyond what a line holds, or set back. Less than a minute is one.
    """
    counted = timer.elapsed(now)
    if not minutes:
        ran = times.duration_text(counted) if 0 < counted < 10_000 else f"{counted // 60:,} hours"
        if counted < -1:
            raise Forgotten(
                f"the timer began at {timer.since(now)}, which is still to come: was the clock set back?",
                timer,
                counted,
            )
        if counted > times.LONGEST:
            raise Forgotten(f"the timer has run for {ran}, and one line holds at most 12h", timer, counted)
        if counted > (longest or times.LONGEST):
            raise Forgotten(f"the timer has run for {ran}: was it forgotten?", timer, counted)
        minutes = max(1, counted)
        end = now.minute if counted > 0 else timer.minute + minutes
    else:
        end = timer.minute + minutes
    if not 1 <= minutes <= times.LONGEST:
        raise NotUnderstood(f"a line cannot have {minutes} minutes", "from 1 to 720, which is 12h")
    item = join_words(timer.item, words, hats)
    text = f"{span_text(timer.minute, end, minutes)} {item}"
    first, _, more = text.partition("\n")
    value = read_item(first, hats, more=more, strict=True)
    if not isinstance(value, Entry):
        raise NotUnderstood(
            "the timer's line is not understood any more",
            "hat cancel forgets it",
            line=text,
            command="cancel",
        )
    return Draft(timer.day, text, value)


def start(journal: Journal, words: list[str], now: Now) -> Timer:
    """Start a timer; raises NotUnderstood, also when one runs already, and JournalError if it could not stop."""
    journal.refuse_newer_format()
    timer = read_start(words, now, journal.hats)
    with timer_file.lock(journal):
        other = running(journal)
        if other is not None:
            raise NotUnderstood(
                f"a timer runs since {other.since(now)}: {other.item}",
                "hat stop saves it, hat switch saves it and starts this one, hat cancel forgets it",
                command="stop",
            )
        timer_file.keep(journal, timer)
    return timer


def remarks_on_start(journal: Journal, started: Timer, now: Now) -> list[str]:
    """What about a timer that was just started is worth a second look: a slip can be corrected before it is saved."""
    day = [] if started.day == now.day else [f"it began on {started.day}"]
    if started.minute >= times.A_DAY:
        day = [f"it is on {weekday_name(started.day)}'s page, {times.time_text(started.minute)}"]
    return [*day, *slips_in(journal, value_of(f"1m {started.item}", journal.hats))]


def stop(journal: Journal, words: list[str], now: Now, *, minutes: int = 0, keep: bool = False) -> Added:
    """Stop the timer and save its line with these words added.

    Raises NothingFound when none runs, Forgotten unless `minutes` are given or `keep` says to save them all, and what
    the journal raises; the timer then runs on.
    """
    with timer_file.lock(journal):
        timer = _required(journal)
        added = _save(journal, timer, now, words, minutes, keep=keep)
        with after_saving(added.text()):
            timer_file.forget(journal)
    return added


def switch(
    journal: Journal, words: list[str], now: Now, *, minutes: int = 0, keep: bool = False
) -> tuple[Added, Timer]:
    """Stop the timer, save its line, and start the next one, which these words are for, where it ended.

    Raises as `stop` and `start` do; then the first timer runs on.
    """
    following = read_start(words, now, journal.hats)
    end = now._replace(day=following.day, minute=following.minute, second=0, instant=following.instant)
    with attach_also(" ".join(words)), timer_file.lock(journal):
        timer = _required(journal)
        if timer.elapsed(end) < 0 <= timer.elapsed(now):
            raise NotUnderstood(
                f"the running timer began later than that, at {timer.since(now)}",
                "hat status",
                command="status",
            )
        added = _save(journal, timer, end, [], minutes, keep=keep)
        with after_saving(added.text()):
            if not minutes and timer.elapsed(end) < 1:  # its line has the one minute a line must have
                following = _later(timer, 1).by_days(now.day_start)._replace(item=following.item)
            timer_file.keep(journal, following)
    return added, following


def cancel(journal: Journal) -> str:
    """Drop the timer and return its line, for showing; `take_back_drop` lets it run again.

    One that cannot be read is forgotten. Raises NothingFound when none runs.
    """
    with timer_file.lock(journal):
        try:
            timer = running(journal)
        except TwohatsError:
            timer_file.forget(journal)
            return "a timer that could not be read"
        if timer is None:
            raise NothingFound("no timer is running", EXAMPLE, command="start")
        timer_file.drop(journal)
    return timer.item


def _later(timer: Timer, minutes: int) -> Timer:
    """The timer as if it had begun so many minutes later."""
    begun = machine.instant_of(timer.day, timer.minute) if timer.instant is None else timer.instant
    return _begun(machine.local(begun + 60 * minutes), timer.item)


def _required(journal: Journal) -> Timer:
    timer = running(journal)
    if timer is None:
        raise NothingFound("no timer is running", EXAMPLE, command="start")
    return timer


def _save(journal: Journal, timer: Timer, now: Now, words: list[str], minutes: int, *, keep: bool) -> Added:
    longest = times.LONGEST if keep else journal.settings.ask_after
    line = line_of(timer, now, words, journal.hats, minutes=minutes, longest=longest)
    number = machine.nanoseconds()
    with attach_input(f"- {line.item}"):
        timer_file.keep(journal, timer._replace(change=number))
        return journal.add(line.day, line.item, number=number)
