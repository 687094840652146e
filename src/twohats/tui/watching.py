"""Detects changes of the page on the screen, the settings, the date, the timer and the other pages.

By polling: a file's fingerprint costs 2 microseconds, and it works on synced and network folders.
"""

from __future__ import annotations

import os

from twohats.format.paths import SETTINGS_FILE, page_path
from twohats.tui.sheet import Fingerprint, fingerprint_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.tui.sheet import Sheet

SECONDS = 0.25
"""Between two looks at the page on the screen and at the settings."""
LOOKS = 12
"""Every so many of them the other pages are looked at, too."""

Fingerprints = tuple[tuple[str, int, int], ...]


class Watch:
    """Remembers the fingerprints of what was last seen."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._settings = self._fingerprint(SETTINGS_FILE)
        self._looks = 0

    def _fingerprint(self, path: str) -> Fingerprint:
        return fingerprint_of(self._journal.full_path(path))

    def in_place(self) -> bool:
        """Whether the journal's folder is still there."""
        return os.path.isdir(self._journal.root)

    def settings_changed(self) -> bool:
        """Whether `hat.toml` has changed since this was last asked."""
        before, self._settings = self._settings, self._fingerprint(SETTINGS_FILE)
        return before != self._settings

    def time_for_the_rest(self) -> bool:
        """Whether it is time to look at the other pages; counts how often it is asked."""
        self._looks += 1
        return self._looks % LOOKS == 0


def page_changed(journal: Journal, sheet: Sheet) -> bool:
    """Whether the page of a day is another by now than when it was read."""
    return fingerprint_of(journal.full_path(page_path(sheet.day))) != sheet.fingerprint


def page_fingerprints(journal: Journal) -> Fingerprints:
    """The fingerprints of the year folders and of all pages in the two latest; for a thread."""
    top = journal.full_path("days")
    try:
        years = sorted(name for name in os.listdir(top) if len(name) == 4 and name.isdigit())
    except OSError:
        return ()
    found: list[tuple[str, int, int]] = []
    for year in years[-2:]:
        try:
            with os.scandir(os.path.join(top, year)) as entries:
                for entry in entries:
                    about = entry.stat(follow_symlinks=False)
                    found.append((entry.name, about.st_mtime_ns, about.st_size))
        except OSError:
            continue
    return tuple(sorted(found))
