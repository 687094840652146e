"""Keeps unsaved texts on the disk: written while the user types, offered again at the next start."""

from __future__ import annotations

from contextlib import suppress

from twohats.errors import TwohatsError
from twohats.tui.draft_file import DraftFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.tui.drafts import Unsaved
    from twohats.tui.host import Host
    from twohats.tui.writing.entry_area import EntryArea

KEEP_SECONDS = 0.75
"""Between two looks at whether something was typed that the disk has not got."""


class DraftKeeper:
    """All that is typed and not saved, and the file that it is kept in."""

    def __init__(self, host: Host, entry_area: EntryArea) -> None:
        self._host = host
        self._entry_area = entry_area
        self._file = DraftFile(host.journal)
        self._failed = ""

    def unsaved(self) -> Unsaved:
        """All that is typed and not saved."""
        return self._host.drafts.unsaved(self._entry_area.typed())

    def open(self) -> list[Unsaved]:
        """Take a file, and what apps that have died left in theirs; waits for the disk."""
        return self._file.open(self._host.today)

    def settle(self) -> None:
        """What was left is taken over: from now on the file is written."""
        with suppress(TwohatsError, OSError):
            self._file.settle(self.unsaved())

    def prepare(self) -> Callable[[], None]:
        """What writes all that is unsaved now, to be called in any thread; raises TwohatsError and OSError."""
        return self._file.prepare(self.unsaved())

    def keep(self) -> None:
        """Keep what was typed since the last look."""
        unsaved = self.unsaved()
        if not self._file.is_written(unsaved):
            self._file.write_soon(
                unsaved, lambda error: self._host.background.show(lambda: self._tell(error))
            )

    def _tell(self, error: Exception) -> None:
        """Say it, once for each thing that is wrong: it is tried again all the time."""
        if str(error) != self._failed:
            self._failed = str(error)
            self._host.services.tell(error, "what you type is saved with Enter, but not kept before that")

    def keep_now(self) -> Unsaved:
        """The same, waiting for the disk: the app is about to end. Gives what there is."""
        unsaved = self.unsaved()
        with suppress(TwohatsError, OSError):
            self._file.write_last(unsaved)
        return unsaved

    def is_kept(self, unsaved: Unsaved) -> bool:
        """Whether this is on the disk for the next start."""
        return not unsaved.texts() or self._file.is_written(unsaved)

    def release(self) -> None:
        """The app has ended: what is kept is for the next one."""
        self._file.close()
