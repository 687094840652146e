"""Clock, environment variables and user folders: the only module that reads them.

`TWOHATS_NOW` (`2026-11-22T10:30`, or in UTC `2026-11-22T09:30Z`) stands in for the clock, for the demo and the tests.
"""

from __future__ import annotations

import os
import sys
import time

from twohats.errors import JournalError, NotUnderstood
from twohats.format.times import A_DAY, BadTime, Now, is_day, read_time, with_day_start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def variable(name: str) -> str:
    """An environment variable, or the empty string."""
    return os.environ.get(name, "")


def variables() -> Mapping[str, str]:
    """All environment variables, to be passed to a child process."""
    return os.environ


def search_path() -> str:
    """`PATH` without empty and relative parts, which depend on a child's working folder."""
    whole = [part for part in variable("PATH").split(os.pathsep) if os.path.isabs(part)]
    return os.pathsep.join(whole) or os.defpath


def program(name: str) -> str:
    """The full path of a program in `search_path`; raises FileNotFoundError.

    Not for the user's editor, which is started where the user is, by the rules of their own shell.
    """
    for folder in search_path().split(os.pathsep):
        path = os.path.join(folder, f"{name}.exe" if os.name == "nt" else name)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    raise FileNotFoundError(name)


_FIRST, _LAST = "1900", "9000"
"""The plausible years of a clock: weeks and months are counted in both directions from a day."""


def now() -> Now:
    """The current time, to the second; raises JournalError if the clock's year is implausible."""
    given = variable("TWOHATS_NOW")
    if not given:
        if hasattr(time, "tzset"):
            time.tzset()  # the app may run for days, and be carried to another zone
        try:
            found = local(int(time.time()))
        except (OverflowError, OSError, ValueError) as error:
            raise JournalError(f"this machine's clock cannot be read: {error}", "set it") from error
        if not (_FIRST <= found.day < _LAST and len(found.day) == 10):
            raise JournalError(f"this machine's clock says {found.day}", "set it: lines would go to that day")
        return found
    day, _, clock = given.partition("T")
    utc = clock.endswith("Z")
    try:
        minute = read_time((clock or "12:00").removesuffix("Z")[:5])
    except BadTime:
        minute = None
    if minute is None or minute >= A_DAY or not is_day(day) or not _FIRST <= day < _LAST:
        raise NotUnderstood(f"TWOHATS_NOW={given} is not a moment", "TWOHATS_NOW=2026-11-22T10:30")
    return local(_utc_seconds(day, minute)) if utc else Now(day, minute)


def local(instant: int) -> Now:
    """The local time at so many seconds since 1970."""
    at = time.localtime(instant)
    day = f"{at.tm_year:04d}-{at.tm_mon:02d}-{at.tm_mday:02d}"
    return Now(day, at.tm_hour * 60 + at.tm_min, at.tm_sec, instant)


def instant_of(day: str, minute: int, latest: int | None = None) -> int:
    """The seconds since 1970 of a local time.

    If the time occurs twice, because the clock is put back, the later one, unless that is after `latest`. If it is
    skipped, the time as if the clock had not been put forward.
    """
    day, minute = with_day_start(Now(day, minute), 0)[:2]
    as_utc = _utc_seconds(day, minute)
    ways: list[int] = []
    for near in (as_utc - 24 * 3600, as_utc + 24 * 3600):
        try:
            ways.append(as_utc - time.localtime(near).tm_gmtoff)
        except (OverflowError, ValueError, OSError):  # at an end of the calendar
            ways.append(as_utc)
    shown = [way for way in ways if local(way)[:2] == (day, minute)] or ways[:1]
    return max([way for way in shown if latest is None or way <= latest] or shown[:1])


def ago(minutes: int, now: Now) -> Now:
    """The moment so many minutes before another, correct across clock changes, by the same days."""
    instant = instant_of(now.day, now.minute) if now.instant is None else now.instant
    return with_day_start(local(instant - 60 * minutes), now.day_start)


def _utc_seconds(day: str, minute: int) -> int:
    from datetime import date

    return (date.fromisoformat(day).toordinal() - date(1970, 1, 1).toordinal()) * 24 * 3600 + minute * 60


def as_typed(words: list[str]) -> list[str]:
    """Words of the command line as text, whatever the locale calls its encoding: a journal is UTF-8.

    Bytes that are not UTF-8 become lone surrogates, as in a page. Not for paths: those are the system's.
    """
    if os.name == "nt":
        return words
    return [
        word if word.isascii() else os.fsencode(word).decode("utf-8", "surrogateescape") for word in words
    ]


def set_env(name: str, value: str) -> None:
    """Set an environment variable for this process and those it starts: for the demo."""
    os.environ[name] = value


def nanoseconds() -> int:
    """Wall-clock nanoseconds since 1970, for names and ages; not monotonic."""
    return time.time_ns()


def random_text() -> str:
    """16 hexadecimal digits that nobody can foresee, for the seed of a coin."""
    return os.urandom(8).hex()


def home() -> str:
    """The user's home folder; the root folder for a user who has none."""
    found = os.path.expanduser("~")
    return found if os.path.isabs(found) else os.sep


def working_folder() -> str:
    """The working folder; empty if it has been deleted."""
    try:
        return os.getcwd()
    except OSError:
        return ""


def _folder(variable_name: str, usual: str, mac: str, windows: str) -> str:
    # platformdirs knows the same four lines, and takes 22 ms to import: twice a bare interpreter.
    base = variable(variable_name)
    if base and os.path.isabs(base):
        return os.path.join(base, "twohats")
    if os.name == "nt":
        return os.path.join(variable(windows) or home(), "twohats")
    plain = os.path.join(home(), usual)
    if sys.platform == "darwin" and not os.path.isdir(plain):
        return os.path.join(home(), "Library", mac, "twohats")
    return os.path.join(plain, "twohats")


def config_folder() -> str:
    """The folder of the user's own settings and themes."""
    return _folder("XDG_CONFIG_HOME", ".config", "Application Support", "APPDATA")


def state_folder() -> str:
    """The folder of what belongs to this machine only: timer, undo history, caches."""
    return _folder("XDG_STATE_HOME", os.path.join(".local", "state"), "Application Support", "LOCALAPPDATA")


def data_folder() -> str:
    """The folder of the journal by default."""
    return _folder("XDG_DATA_HOME", os.path.join(".local", "share"), "Application Support", "LOCALAPPDATA")
