"""Creates a journal: an empty one, accessible to the user alone, or a copy of the sample."""

from __future__ import annotations

import os
from datetime import date

from twohats.errors import JournalError
from twohats.format.calendar import week_of
from twohats.format.paths import GIT_ATTRIBUTES
from twohats.journal.cache import configured_journal
from twohats.journal.find import find_journal, is_journal, usual_journal
from twohats.journal.folder import Journal
from twohats.system import machine
from twohats.system.files import make_folder, reason, replace_bytes
from twohats.system.git import Git, GitFailed, GitMissing, GitTimeout
from twohats.system.resources import shipped
from twohats.system.user_config import config_path, set_config
from twohats.values import NamedTuple

SETTINGS = """\
# The settings of this journal. Everything may be left out; what is behind a # is an example or the default.
# `hat config` prints every setting, its value and where it comes from.

format = 1                  # of the journal, not of twohats; a newer one is read as far as it is known

# currency = "GBP"          # ISO 4217; what amounts are usually in. Kept for later: nothing uses it yet
# week_start = "monday"     # or sunday, saturday
# day_start = "04:00"       # until then it is still the day before: what was at 00:40 is 24:40 of that day
# theme = "lamplight"       # `hat themes` lists them; your own config may say another for this machine

# Two hats are always there: personal (short p) and brand (short b). Add your own, each counting for one side.
# [hats.novelist]
# side = "brand"
# short = "n"

# Channels need no declaring. How one is written on screen, and whether it is social media: what is not is held
# against what is, as hours of `do` are.
# [channels.linkedin]
# name = "LinkedIn"
# social = true

# What you would call worth it, for each return you are after.
# [bar]
# lead = "1 per 10h"

# What lines call something, and what it is called now. The lines stay as they are.
# [renamed]
# "+book" = "+dowager"
# "@annar" = "@anna"
# "twitter" = "mastodon"

# Questions to the journal, kept by name; the app asks them.
# [questions]
# dull = "brand post m1-2"

# [timer]
# ask_after = 240           # minutes after which `hat stop` asks whether the timer was forgotten

# Other keys for the app; `hat keys` lists the actions.
# [keys]
# "change.undo" = "u"
"""

ATTRIBUTES = f"# Journal files stay byte for byte as they are, on every machine.\n{GIT_ATTRIBUTES}"

IGNORE = """\
# What belongs to one machine: locks and files on their way.
.twohats/
"""

FILES = {"hat.toml": SETTINGS, ".gitattributes": ATTRIBUTES, ".gitignore": IGNORE}


EVENING = "18:00"
"""When the sample journal's last day is looked at."""


class Created(NamedTuple):
    """A journal that was made."""

    folder: str
    chosen_in: str = ""
    """The config file that says from now on that it is the user's journal; empty where none had to say so."""
    used_instead: str | None = None
    """The journal that is used where none is named, if it is another; empty if none can be used."""


def usual_folder(named: str, option: str = "") -> str:
    """The folder to make a journal of: the one named, else the one where `hat` looks."""
    meant = named or option or machine.variable("TWOHATS_JOURNAL") or configured_journal()[0]
    return os.path.abspath(os.path.expanduser(meant)) if meant else usual_journal()


def choose(folder: str) -> Created:
    """Make a new journal the default, unless another was chosen before."""
    chosen_in = ""
    if folder != usual_journal() and not _has_another():
        set_config("journal", folder)
        chosen_in = config_path()
    used = _journal_in_use()
    return Created(folder, chosen_in, None if used == os.path.realpath(folder) else used)


def _journal_in_use() -> str:
    """The journal that is used where none is named; empty if none can be."""
    try:
        return find_journal().root
    except JournalError:
        return ""


def _has_another() -> bool:
    """Whether another journal has been chosen already, which a new one does not replace."""
    return bool(configured_journal()[0] or machine.variable("TWOHATS_JOURNAL") or is_journal(usual_journal()))


def make_journal(folder: str) -> None:
    """Make a journal in a folder, which may be there already; raises JournalError if it is one."""
    if os.path.lexists(os.path.join(folder, "hat.toml")):
        raise JournalError(
            f"{folder} is a journal already",
            f"hat config set journal {folder} makes it the one of this machine, hat --journal {folder} uses it once",
            command="config",
        )
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise JournalError(f"{folder} exists and is not a folder", "choose another name")
    make_folder(folder)
    for name in sorted(FILES, reverse=True):  # hat.toml last: only then is it a journal
        path = os.path.join(folder, name)
        if not os.path.lexists(path):
            replace_bytes(path, FILES[name].encode(), folder, folder)


def start_git(folder: str) -> None:
    """Make a folder a git repository; raises JournalError."""
    try:
        Git(folder).run("init", "--quiet")
    except GitMissing as error:
        raise JournalError(
            "git is not installed; the journal was made without it", "install git, then git init there"
        ) from error
    except (GitFailed, GitTimeout) as error:
        raise JournalError(f"git could not make a repository: {error.message}") from error


def copy_sample(folder: str) -> Journal:
    """Copy the sample journal to a folder that is not there yet; raises JournalError."""
    if os.path.lexists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
        raise JournalError(f"{folder} is there already and not empty", "name a folder to be made")
    source = shipped("sample_journal")
    try:
        for inside, folders, names in os.walk(source):
            folders[:] = [name for name in folders if name not in (".twohats", ".git")]
            target = os.path.join(folder, os.path.relpath(inside, source))
            make_folder(os.path.normpath(target))
            for name in names:
                _copy(os.path.join(inside, name), os.path.join(target, name))
    except OSError as error:
        raise JournalError(f"the sample journal cannot be copied to {folder}: {reason(error)}") from error
    return Journal(folder)


def _copy(source: str, target: str) -> None:
    with open(source, "rb") as file:
        data = file.read()
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def last_evening(journal: Journal) -> str:
    """The evening of the last day that has a page, as TWOHATS_NOW wants it."""
    days = journal.days()
    if not days:
        raise JournalError("the sample journal has no pages", "install twohats again")
    return f"{days[-1]}T{EVENING}"


def last_week(journal: Journal) -> str:
    """The name of the week of the last day that has a page."""
    return week_of(date.fromisoformat(journal.days()[-1]), start=journal.week_start).name
