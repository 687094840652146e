"""Unsaved texts on this machine's disk: written while the user types, restored at the next start.

Every running app has its own file in `drafts/` of the state folder, under a lock that the system releases when the app
ends, however it ends. The next app takes over the unlocked files, and leaves those of an app that still runs, or is
suspended. One text per line, as JSON.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress

from twohats.errors import JournalError, TwohatsError
from twohats.format.times import is_day
from twohats.system.files import make_folder, read_bytes, remove_file, replace_bytes
from twohats.system.lock import Busy, Lock
from twohats.text.encoding import text_of
from twohats.tui.drafts import Saving, Typed, Unsaved
from twohats.tui.reading import ADD, CHANGE, TIME, Target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.folder import Journal

LARGEST = 64 * 1024 * 1024
"""Bytes that are read back: a paste of half a million lines."""
_LARGEST_PAGE = 64 * 1024
"""Characters of a page that are kept with an edit; without them, only a line that has not changed is known again."""
_MOST_APPS = 64
NOTHING = Unsaved()


class DraftFile:
    """The file of this app."""

    def __init__(self, journal: Journal) -> None:
        self._folder = os.path.join(journal.state, "drafts")
        self._old = os.path.join(journal.state, "unsaved")
        self._path = ""
        self._lock: Lock | None = None
        self._left: list[tuple[str, Lock]] = []
        """Files of apps that have died, and their locks, until `settle`."""
        self._writing = threading.Lock()
        self._asked = 0
        """How many contents were handed over, and the number of the one on disk: an older one never replaces it."""
        self._written = 0
        self._content: Unsaved | None = NOTHING
        """What the disk has, or is about to have; None if it could not be written."""
        self._settled = False

    def open(self, today: str) -> list[Unsaved]:
        """Take a file for this app, and what apps that have died left in theirs; the newest last.

        That stays on the disk, and nothing is written, until `settle`. Raises TwohatsError or OSError: nothing can be
        kept then.
        """
        with self._writing:
            return self._open(today)

    def _open(self, today: str) -> list[Unsaved]:
        make_folder(self._folder)
        found: list[Unsaved] = []
        for number in range(1, _MOST_APPS + 1):
            path = os.path.join(self._folder, str(number))
            if self._path and not os.path.exists(path):
                continue
            lock = Lock(f"{path}.lock", self._folder, 0)
            try:
                lock.__enter__()
            except Busy:
                continue
            try:
                found += self._read(path, today)
            except TwohatsError:  # left as it is, for a person to look at
                lock.__exit__(None, None, None)
                continue
            if self._path:
                self._left.append((path, lock))
            else:
                self._path, self._lock = path, lock
        found += self._read_old(today)
        return found

    def settle(self, content: Unsaved) -> None:
        """What was left is in `content` now: write that, and take the files of the others away."""
        self._settled = True
        self.write(content)
        for path, lock in self._left:
            remove_file(path, self._folder)
            lock.__exit__(None, None, None)
        self._left = []
        remove_file(self._old, os.path.dirname(self._old))

    def is_written(self, content: Unsaved) -> bool:
        """Whether this is what the disk has, or is about to have; not if its folder or file was taken away."""
        there = self._lock is not None and self._lock.is_in_place()
        return there and content == self._content and (content == NOTHING or os.path.exists(self._path))

    def prepare(self, content: Unsaved) -> Callable[[], None]:
        """What puts this in the file and waits until the disk has it, to be called in any thread.

        That raises TwohatsError and OSError. It does nothing if something newer has been put there meanwhile.
        """
        self._content = content
        self._asked += 1
        number = self._asked
        return lambda: self._write(content, number)

    def write(self, content: Unsaved) -> None:
        """Put this in the file and wait until the disk has it; raises TwohatsError and OSError."""
        self.prepare(content)()

    def write_last(self, content: Unsaved) -> None:
        """The same for an app that is about to end, which may be before `settle`; raises TwohatsError and OSError.

        Then the file of this app may hold what another one has left, so a free one is taken, and both are found.
        """
        with self._writing:
            if not self._settled and content != NOTHING:
                self._take_anew()
                self._settled = True
        self.write(content)

    def write_soon(self, content: Unsaved, failed: Callable[[Exception], object]) -> None:
        """The same in a thread, without waiting; what cannot be written is handed to `failed`, in that thread."""
        write = self.prepare(content)

        def work() -> None:
            try:
                write()
            except (TwohatsError, OSError) as error:
                failed(error)

        threading.Thread(target=work, name="drafts", daemon=True).start()

    def close(self) -> None:
        """Let go of the file: what is in it is for the next app."""
        self._settled = False
        if self._lock is not None:
            self._lock.__exit__(None, None, None)
            self._lock = None
            self._path = ""

    def _write(self, content: Unsaved, number: int) -> None:
        with self._writing:
            if not self._settled or number < self._written:
                return
            import json  # 2 ms, which the first frame does without

            try:
                if self._lock is None or not self._lock.is_in_place():
                    self._take_anew()
                if content == NOTHING:
                    remove_file(self._path, self._folder)
                else:
                    data = "".join(f"{json.dumps(record)}\n" for record in _records(content))
                    replace_bytes(self._path, data.encode("ascii"), self._folder, self._folder)
            except (TwohatsError, OSError):
                self._content = None
                raise
            self._written = number

    def _take_anew(self) -> None:
        """Take a free file: the folder was removed, and another app may have made it again and taken ours."""
        make_folder(self._folder)
        for number in range(1, _MOST_APPS + 1):
            path = os.path.join(self._folder, str(number))
            lock = Lock(f"{path}.lock", self._folder, 0)
            with suppress(Busy):
                if not os.path.exists(path):
                    lock.__enter__()
                    old, self._path, self._lock = self._lock, path, lock
                    if old is not None:
                        old.__exit__(None, None, None)
                    return
        raise JournalError(f"{self._folder} has no free place for what is typed", "close some of the apps")

    def _read(self, path: str, today: str) -> list[Unsaved]:
        data = read_bytes(path, self._folder, largest=LARGEST)
        return [_read_records(text_of(data) or "", today)] if data else []

    def _read_old(self, today: str) -> list[Unsaved]:
        """The format of the first version: lines, without what they were for."""
        with suppress(TwohatsError):
            text = text_of(read_bytes(self._old, os.path.dirname(self._old), largest=LARGEST)) or ""
            lines = [Typed(line, Target(today)) for line in reversed(text.split("\n")) if line.strip()]
            if lines:
                return [Unsaved(lines[0], tuple(lines[1:]))]
        return []


def _records(content: Unsaved) -> list[dict[str, object]]:
    line = [_record("line", content.line)] if content.line else []
    aside = [_record("aside", typed) for typed in content.aside]
    saving = [_record("saving", typed, one.number) for one in content.saving for typed in one.texts]
    return [*line, *aside, *saving]


def _record(kept_as: str, typed: Typed, number: int = 0) -> dict[str, object]:
    at = typed.target
    if sum(map(len, at.page)) > _LARGEST_PAGE:
        at = at._replace(page=(), at=0)
    target = {name: value for name, value in zip(Target._fields, at, strict=True) if value not in ("", 0, ())}
    return {"as": kept_as, "text": typed.text, **target, **({"change": number} if number else {})}


def _read_records(text: str, today: str) -> Unsaved:
    """The stored texts. An invalid record is treated as a text that was set aside, so that it is not lost."""
    line: Typed | None = None
    aside: list[Typed] = []
    saving: dict[int, list[Typed]] = {}
    for each in text.split("\n"):
        if not each.strip():
            continue
        kept_as, number, typed = _read_record(each, today)
        if kept_as == "saving" and number:
            saving.setdefault(number, []).append(typed)
        elif kept_as == "line" and line is None:
            line = typed
        else:
            aside.append(typed)
    confirmed = tuple(Saving(number, tuple(texts)) for number, texts in saving.items())
    return Unsaved(line, tuple(aside), confirmed)


def _read_record(line: str, today: str) -> tuple[str, int, Typed]:
    import json

    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    match record:
        case {"as": str(kept_as), "text": str(text), "day": str(day)} if is_day(day):
            return kept_as, _whole(record.get("change")), Typed(text, _read_target(record, day))
    return "aside", 0, Typed(line, Target(today))


def _read_target(record: dict[str, object], day: str) -> Target:
    purpose, was, today = record.get("purpose"), record.get("was"), record.get("today")
    page, at = record.get("page"), _whole(record.get("at"))
    if not isinstance(page, list) or page[at - 1 : at] != [was] or not all(isinstance(x, str) for x in page):
        page, at = [], 0
    return Target(
        day,
        str(purpose) if purpose in (CHANGE, TIME) else ADD,
        _whole(record.get("number")),
        was if isinstance(was, str) else "",
        today if isinstance(today, str) and is_day(today) else "",
        tuple(page),
        at,
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
