"""The running timer of this machine: what it is for, and the file that says so.

It is one small file of machine-local state, never synced: the first line is the start, as local time and in seconds
since 1970, the rest the line without its time. Elapsed time is computed from the seconds, since local time jumps twice
a year, and on every flight. Before its line is saved, the history number of that change is written after the seconds.
So a file that cannot be written is noticed before the line is saved, and a file that could not be removed afterwards
is recognised as a stopped timer: no line is saved twice.
"""

from __future__ import annotations

import os

from twohats.errors import JournalError, NothingFound, NotUnderstood
from twohats.format import times
from twohats.system import machine
from twohats.system.files import make_folder, read_bytes, remove_file, replace_bytes
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.system.lock import Lock

# Prompts call `hat status`: what only a change needs is imported there.

LARGEST = 256 * 1024


class Timer(NamedTuple):
    """A timer that runs."""

    day: str
    """ISO date of the page it began on."""
    minute: int
    """Minutes after that date's midnight when it began."""
    item: str
    """The line without its time: `brand post linkedin: launch thread`."""

    instant: int | None = None
    """The same in seconds since 1970; None in what an earlier version has left."""
    change: int = 0
    """The number in the history of the change by which it is being stopped (`Journal.made_in`); 0 if it is not."""

    def elapsed(self, now: Now) -> int:
        """Whole minutes since it began, in real time; negative when the clock has been set back behind that."""
        ended = machine.instant_of(now.day, now.minute) if now.instant is None else now.instant - now.second
        begun = machine.instant_of(self.day, self.minute, ended) if self.instant is None else self.instant
        return (ended - begun) // 60

    def since(self, now: Now) -> str:
        """When it began: `09:10` on the clock, or as the page of its day has it where that is not today."""
        if self.day == now.day:
            return times.clock_text(self.minute)
        return f"{self.day} {times.time_text(self.minute)}"

    def by_days(self, day_start: int) -> Timer:
        """The same by days that begin so many minutes after midnight (`times.with_day_start`)."""
        begun = times.with_day_start(times.Now(self.day, self.minute), day_start)
        return self._replace(day=begun.day, minute=begun.minute)


def running(journal: Journal) -> Timer | None:
    """The timer that runs, if one does; raises JournalError when its file cannot be read."""
    path = _path(journal)
    data = read_bytes(path, journal.state, largest=LARGEST)
    if data is None:
        return None
    moment, _, item = data.decode("utf-8", "replace").partition("\n")
    moment, seconds, change = [*moment.split(" "), "", ""][:3]
    day, _, clock = moment.partition("T")
    item = item.removesuffix("\n")
    try:
        minute = times.read_time(clock)
    except times.BadTime:
        minute = None
    if not times.is_day(day) or minute is None or minute >= times.A_DAY or not item:
        raise JournalError(f"the timer in {path} cannot be read", "hat cancel forgets it", command="cancel")
    stopped_by = _number(change, 20) or 0
    if stopped_by:
        from twohats.journal.undo import made_in

        if made_in(journal, stopped_by):
            return None
    timer = Timer(day, minute, item, _number(seconds, 13), stopped_by)
    return timer.by_days(journal.cached_settings.day_start)


def lock(journal: Journal) -> Lock:
    """The lock that must be held to change the timer."""
    from twohats.system.lock import Lock

    make_folder(journal.state)
    return Lock(os.path.join(journal.state, "timer.lock"), journal.state)


def keep(journal: Journal, timer: Timer) -> None:
    """Write the file of the timer; raises NotUnderstood for a line that is too long. Only under the lock."""
    from twohats.text.encoding import bytes_of

    if len(timer.item) > LARGEST // 4:
        raise NotUnderstood(
            "so long a line cannot be timed", "hat add saves one with its minutes", command="add"
        )
    begun = timer.by_days(0)  # in the file as in the calendar: an earlier version reads that too
    parts = [
        f"{begun.day}T{times.time_text(begun.minute)}",
        "" if timer.instant is None else f"{timer.instant}",
    ]
    parts += [f"{timer.change}"] if timer.change else []
    data = bytes_of(f"{' '.join(parts).rstrip(' ')}\n{timer.item}\n")
    replace_bytes(_path(journal), data, journal.state, journal.state)


def forget(journal: Journal) -> None:
    """Remove the file of the timer. Only under the lock."""
    remove_file(_path(journal), journal.state)


def drop(journal: Journal) -> None:
    """Put the file of the timer aside, for `take_back_drop`. Only under the lock."""
    data = read_bytes(_path(journal), journal.state, largest=LARGEST) or b""
    dropped = b"%d\n" % machine.nanoseconds() + data
    replace_bytes(_dropped_path(journal), dropped, journal.state, journal.state)
    forget(journal)


def take_back_drop(journal: Journal) -> Timer | None:
    """Let the timer run again that was dropped last, if that was the last thing done; None if it was not.

    It counts from when it began, as if it had not been dropped. Raises NotUnderstood while another one runs.
    """
    if _dropped_last(journal) is None:  # so that nothing is written where nothing was dropped
        return None
    with lock(journal):
        data = _dropped_last(journal)
        if data is None:
            return None
        other = running(journal)
        if other is not None:
            raise NotUnderstood(
                f"the timer that was dropped cannot run again while another does: {other.item}",
                "hat stop saves that one first; hat undo --skip leaves the other dropped",
                command="stop",
            )
        replace_bytes(_path(journal), data, journal.state, journal.state)
        remove_file(_dropped_path(journal), journal.state)
        return running(journal)


def leave_dropped(journal: Journal) -> bool:
    """Forget the timer that was dropped, if that was the last thing done; whether it was."""
    if _dropped_last(journal) is None:
        return False
    with lock(journal):
        remove_file(_dropped_path(journal), journal.state)
    return True


def _dropped_last(journal: Journal) -> bytes | None:
    """What the file of the timer that was dropped held, if nothing has been changed since that can be taken back."""
    data = read_bytes(_dropped_path(journal), journal.state, largest=LARGEST + 64) or b""
    number, _, content = data.partition(b"\n")
    if not (number.isdigit() and content):
        return None
    try:
        last = journal.history.to_undo()[0].number
    except NothingFound:
        last = 0
    return content if int(number) > last else None


def _number(text: str, longest: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < longest else None


def _path(journal: Journal) -> str:
    return os.path.join(journal.state, "timer")


def _dropped_path(journal: Journal) -> str:
    return os.path.join(journal.state, "timer.dropped")
