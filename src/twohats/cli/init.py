"""`hat init`: a new journal, open to its user alone."""

from __future__ import annotations

import os

from twohats.cli.commands import add_command
from twohats.errors import JournalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

SETTINGS = """\
# The settings of this journal. Everything may be left out; what is behind a # is an example or the default.
# `hat config` prints every setting, its value and where it comes from.

format = 1                  # of the journal, not of twohats; a newer one is read as far as it is known

# currency = "GBP"          # ISO 4217; what amounts are usually in. Kept for later: nothing uses it yet
# week_start = "monday"     # or sunday, saturday
# theme = "lamplight"       # `hat themes` lists them; your own config may say another for this machine

# Two hats are always there: personal (short p) and brand (short b). Add your own, each counting for one side.
# [hats.novelist]
# side = "brand"
# short = "n"

# Channels need no declaring. Kept for later, nothing uses it yet: how one is written, whether it is social media.
# [channels.linkedin]
# name = "LinkedIn"
# social = true

# What you would call worth it, for each return you wish to hold your hours against. Kept for later as well.
# [bar]
# lead = "1 per 10h"

# [timer]
# ask_after = 240           # minutes after which `hat stop` asks whether the timer was forgotten

# Other keys for the app; `hat keys` lists the actions.
# [keys]
# "change.undo" = "u"
"""

ATTRIBUTES = """\
# Journal files stay byte for byte as they are, on every machine.
*.md -text
*.toml -text
"""

IGNORE = """\
# What belongs to one machine: locks and files on their way.
.twohats/
"""

FILES = {"hat.toml": SETTINGS, ".gitattributes": ATTRIBUTES, ".gitignore": IGNORE}


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "init",
        """
        Make a journal: a folder that only you can open, with its settings. Nothing that is there is overwritten.
        Without DIR it is made where hat looks when nothing else is said.

        examples:
          hat init
          hat init ~/journal
          hat init ~/journal --git
        """,
    )
    parser.add_argument("folder", nargs="?", metavar="DIR", help="the folder to make")
    parser.add_argument("--git", action="store_true", help="make it a git repository as well")


def run(args: argparse.Namespace) -> int:
    """Make the journal and say what to type next."""
    from twohats.cli.say import say
    from twohats.cli.terminal import remark
    from twohats.journal.find import usual_journal

    usual = usual_journal()
    folder = _folder_meant(args.folder, args.journal)
    make_journal(folder)
    say(f"made the journal {folder}")
    if args.git:
        start_git(folder)
        say("made it a git repository")
    if folder != usual and not _has_another():
        remark(f"this is your journal from now on: {_note_in_config(folder)} says so")
    used = _journal_in_use()
    if used != os.path.realpath(folder):
        if used:
            remark(f"hat add writes to {used}, not here")
        remark(f"to use it without saying so each time: hat config set journal {folder}")
        return 0
    remark("write the first line: hat add 25m brand post linkedin m2: launch thread")
    remark("what a line can say: hat --help; the app: hat")
    return 0


def _folder_meant(said: str | None, option: str) -> str:
    """The folder to make a journal of: the one said, else the one where `hat` looks."""
    from twohats.errors import NotUnderstood
    from twohats.journal.cache import configured_journal
    from twohats.journal.find import usual_journal
    from twohats.system import machine

    if said is not None and not said.strip():
        raise NotUnderstood("the name of the folder is empty", "hat init ~/journal")
    meant = said or option or machine.variable("TWOHATS_JOURNAL") or configured_journal()[0]
    return os.path.abspath(os.path.expanduser(meant)) if meant else usual_journal()


def _journal_in_use() -> str:
    """The journal that `hat` uses where nothing else is said; empty if it can use none."""
    from twohats.journal.find import find_journal

    try:
        return find_journal().root
    except JournalError:
        return ""


def make_journal(folder: str) -> None:
    """Make a journal in a folder, which may be there already; raises JournalError if it is one."""
    from twohats.system.files import make_folder, replace_bytes

    if os.path.lexists(os.path.join(folder, "hat.toml")):
        raise JournalError(f"{folder} is a journal already", f"hat --journal {folder} uses it")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise JournalError(f"{folder} exists and is not a folder", "choose another name")
    make_folder(folder)
    for name in sorted(FILES, reverse=True):  # hat.toml last: only then is it a journal
        path = os.path.join(folder, name)
        if not os.path.lexists(path):
            replace_bytes(path, FILES[name].encode(), folder, folder)


def start_git(folder: str) -> None:
    """Make a folder a git repository; raises JournalError."""
    from twohats.system.git import Git, GitFailed, GitMissing, GitTimeout

    try:
        Git(folder).run("init", "--quiet")
    except GitMissing as error:
        raise JournalError(
            "git is not installed; the journal was made without it", "install git, then git init there"
        ) from error
    except (GitFailed, GitTimeout) as error:
        raise JournalError(f"git could not make a repository: {error.message}") from error


def _has_another() -> bool:
    """Whether another journal has been chosen already, which a new one does not replace."""
    from twohats.journal.cache import configured_journal
    from twohats.journal.find import is_journal, usual_journal
    from twohats.system import machine

    return bool(configured_journal()[0] or machine.variable("TWOHATS_JOURNAL") or is_journal(usual_journal()))


def _note_in_config(folder: str) -> str:
    from twohats.system.user_config import config_path, set_config

    set_config("journal", folder)
    return config_path()
