"""Which journal to use: given, set in the environment, above the working folder, configured, or the default."""

from __future__ import annotations

import os

from twohats.errors import JournalError
from twohats.format.paths import SETTINGS_FILE
from twohats.journal.folder import Journal
from twohats.system import machine


def find_journal(explicit: str = "") -> Journal:
    """The journal to use: `explicit` by option, then $TWOHATS_JOURNAL, the nearest `hat.toml` upwards from the working
    folder, the one named in the user's config, the data folder.

    Raises JournalError if there is none, or if the chosen one does not exist: a line saved to another journal than the
    intended one is as good as lost.
    """
    for root, source in ((explicit, "--journal"), (machine.variable("TWOHATS_JOURNAL"), "TWOHATS_JOURNAL")):
        if root:
            return _required(os.path.expanduser(root), source)
    folder = machine.working_folder()
    while folder:
        if is_journal(folder):
            return Journal(folder)
        above = os.path.dirname(folder)
        folder = above if above != folder else ""
    from twohats.journal.cache import configured_journal

    named, config = configured_journal()
    if named:
        return _required(named, f"journal in {config}")
    usual = usual_journal()
    if is_journal(usual):
        return Journal(usual)
    raise JournalError(
        "there is no journal yet", "hat init makes one; hat demo shows the sample", command="init"
    )


def usual_journal() -> str:
    """The default folder of the journal."""
    return os.path.join(machine.data_folder(), "journal")


def is_journal(root: str) -> bool:
    """Whether a folder is a journal."""
    return os.path.isfile(os.path.join(root, SETTINGS_FILE))


def _required(folder: str, source: str) -> Journal:
    if is_journal(folder):
        return Journal(folder)
    if os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK):
        raise JournalError(
            f"{folder} cannot be opened: permission denied ({source})", "check its permissions"
        )
    what = "is not a journal" if os.path.isdir(folder) else "is not there"
    raise JournalError(f"{folder} {what} ({source})", f"hat init {folder} makes it one", command="init")
