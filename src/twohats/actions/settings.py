"""The effective settings, each with its source; their problems; and setting the user's own from a command."""

from __future__ import annotations

import os
from dataclasses import asdict

from twohats.errors import JournalError, NotUnderstood
from twohats.format.model import Problem
from twohats.format.paths import SETTINGS_FILE
from twohats.format.settings import Settings, defaults, minute_of_day_start
from twohats.format.times import time_text
from twohats.format.toml import read_toml
from twohats.format.toml_set import with_setting
from twohats.system import machine
from twohats.system.theme_files import load_themes
from twohats.system.user_config import read_config, set_config
from twohats.text.suggest import nearest
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

SETTABLE = ("journal", "theme")
"""The settings of the user's own config that a command sets."""
SETTABLE_IN_JOURNAL = ("day_start",)
"""Those of `hat.toml`."""
OF_TIMER = ("ask_after", "ask_rating")
"""Those in the table `[timer]` of it."""


class Setting(NamedTuple):
    """One setting, as it holds."""

    name: str
    value: object
    default: object
    source: str
    """The file or variable that says so, or `default`."""


def settings_problems(journal: Journal) -> list[Problem]:
    """What is wrong with `hat.toml` and with the user's own config."""
    from twohats.measures.bar import read_bars  # `re`, which setting a theme does not pay for

    return [*journal.settings.problems, *read_bars(journal.settings.bar).problems, *read_config().problems]


def settings_in_force(journal: Journal | None, explicit: str) -> list[Setting]:
    """Every setting as it holds; `explicit` is what --journal named."""
    config = read_config()
    settings = journal.settings if journal else Settings()
    text = (journal.read_text(SETTINGS_FILE) or "") if journal else ""
    data = read_toml(text, SETTINGS_FILE)
    written = {} if isinstance(data, Problem) else data
    variable = machine.variable("TWOHATS_JOURNAL")
    source = "--journal" if explicit else "TWOHATS_JOURNAL" if variable else "found"
    if source == "found" and journal and config.journal and journal.root == _real(config.journal):
        source = "config.toml"
    found = [Setting("journal", journal.root if journal else "", "", source if journal else "none")]
    values = asdict(settings)
    for name, default in defaults():
        of_timer = name in OF_TIMER
        table = written.get("timer", {}) if of_timer else written
        where = SETTINGS_FILE if isinstance(table, dict) and name in table else "default"
        value = values[name]
        if name in ("theme", "keys") and getattr(config, name):
            where = "config.toml" if name == "theme" else f"{where}, config.toml"
            value = config.theme if name == "theme" else {**value, **config.keys}
        found.append(Setting(f"timer.{name}" if of_timer else name, value, default, where))
    for name in ("sync_on_start", "sync_on_exit"):
        value = getattr(config, name)
        found.append(Setting(name, value, default=False, source="config.toml" if value else "default"))
    return found


def _real(path: str) -> str:
    return os.path.realpath(os.path.expanduser(path))


def set_setting(key: str, value: str) -> str:
    """Set one of the user's own settings, and return its value as written; raises NotUnderstood and JournalError."""
    if key not in SETTABLE:
        settable = (*SETTABLE, *SETTABLE_IN_JOURNAL)
        near = nearest(key, settable)
        hint = f"did you mean {near}?" if near else f"one of {' '.join(settable)}; the rest is in hat.toml"
        raise NotUnderstood(f"{key} cannot be set here", hint)
    if key == "journal":
        value = os.path.abspath(os.path.expanduser(value))
        if not os.path.isfile(os.path.join(value, "hat.toml")):
            raise JournalError(f"{value} is not a journal", f"hat init {value} makes it one", command="init")
    else:
        names = list(load_themes()[0])
        if value not in names:
            near = nearest(value, names)
            raise NotUnderstood(f"there is no theme {value}", f"did you mean {near}?" if near else
                                f"one of {' '.join(names)}")  # fmt: skip
    set_config(key, value)
    return value


def set_day_start(journal: Journal, value: str) -> str:
    """Set when the days of a journal begin, as one change, and return the time as written.

    No line that is written already moves. Raises NotUnderstood, and what `Journal.change` raises.
    """
    minute = minute_of_day_start(value)
    if minute is None:
        raise NotUnderstood(f"day_start cannot be {value}", "a time from 00:00 to 05:59: 04:00")
    written = time_text(minute)
    journal.change(
        f"set day_start to {written}",
        SETTINGS_FILE,
        lambda text: with_setting(text, "day_start", written, SETTINGS_FILE),
    )
    journal.forget_settings()
    return written
