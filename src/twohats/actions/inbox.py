"""Imports the lines of `inbox.md` to the pages of their days, as one change.

A phone writes the inbox, and a file sync program brings it here. Such a program may write back what was just imported,
because it or another machine had not noticed the removal yet. So imported lines are remembered for a short while, and
a line that comes back unchanged is removed again, reported, and not counted twice, as long as the imported one is
still on its page. A person who wants it twice sees that, and adds another with `hat add`.
"""

from __future__ import annotations

from collections import Counter

from twohats.drafting.inbox import Accepted, Inbox, read_inbox
from twohats.errors import ChangedMeanwhile, JournalError, NothingFound
from twohats.format.edit import add_items
from twohats.format.model import Entry, Event
from twohats.format.page import block_in, lines_of
from twohats.format.paths import INBOX_FILE, page_path
from twohats.format.reading import read_page
from twohats.journal.cache import ImportedBefore
from twohats.journal.undo import take_back_half
from twohats.system import machine
from twohats.system.folders import CannotRead
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.format.model import Page
    from twohats.format.times import Now
    from twohats.journal.folder import Journal

LABEL = "take in "
"""The beginning of the history label of an import."""
_TIMES = 5
MOST_LINES = 40_000
"""Maximum lines of one import: 4 s of CPU time, and more than fits on a page. A file within the size limit may have 2
million."""

NEW, WAS_THERE, TAKEN_BEFORE = (
    "",
    "was there already",
    "was taken in a moment ago, and has come back the same",
)
"""The remarks on a line that was removed from the inbox."""

Block = tuple[str, ...]
"""The lines of an item without the spaces around them: how it is known again on a page."""


class Placed(NamedTuple):
    """A line of the inbox and its place in the journal."""

    accepted: Accepted
    number: int
    """Its number on the page of its day; 0 while it is not there."""
    known: str = NEW
    """Why it was not put there: `WAS_THERE` or `TAKEN_BEFORE`."""

    @property
    def day(self) -> str:
        """The day whose page it is on."""
        return self.accepted.draft.day

    @property
    def place(self) -> str:
        """`2026-11-22:3`, or the day alone."""
        return f"{self.day}:{self.number}" if self.number else self.day


class _Written(Exception):
    """Another program has written to the inbox since it was read; what it holds now."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def import_inbox(journal: Journal, now: Now) -> tuple[Inbox, list[Placed]]:
    """Put the lines of the inbox on their pages, as one change; what stayed is marked with the reason.

    The pages are written first and the inbox last, so a kill in between loses nothing. What such a kill has left is
    undone by the next call, before it begins; and a line with a clock time that is already on its page, word for word,
    is not added again. Raises as `Journal.change_all` does.
    """
    _take_back_half(journal)
    text = inbox_text(journal)
    for _ in range(_TIMES):
        if not text:
            return Inbox((), (), ""), []
        inbox = read_inbox(text, now, journal.hats)
        try:
            return inbox, _saved(journal, inbox, text)
        except _Written as changed:  # a phone has sent another line since
            text = _bounded(journal, changed.text)
    raise JournalError(f"{INBOX_FILE} is being written by another program", "try again in a moment")


def preview_inbox(journal: Journal, now: Now) -> tuple[Inbox, list[Placed]]:
    """What `take_in` would do; nothing is written."""
    inbox = read_inbox(inbox_text(journal), now, journal.hats)
    intake = _Intake(journal, inbox)
    for day in intake.of_day:
        intake.edit_of(day)(journal.page_and_text(day)[1])
    return inbox, [one._replace(number=0) for one in intake.placed]


def inbox_text(journal: Journal) -> str:
    """The text of the inbox, empty if there is none; raises CannotRead, also for more than is taken in at once."""
    return _bounded(journal, journal.read_text(INBOX_FILE) or "")


def _bounded(journal: Journal, text: str) -> str:
    many = text.count("\n")
    if many > MOST_LINES:
        raise CannotRead(
            journal.full_path(INBOX_FILE),
            f"has {many:,} lines, and at most {MOST_LINES:,} are taken in at once",
            "move what is beyond that to another file, and back once the rest is taken in",
        )
    return text


def _saved(journal: Journal, inbox: Inbox, text: str) -> list[Placed]:
    """Write the pages and the inbox; raises _Written if the inbox is not `text` any more."""
    intake = _Intake(journal, inbox)

    def leave(there: str) -> str:
        if there != text:
            raise _Written(there)
        return inbox.text

    if inbox.text != text:
        edits = {page_path(day): intake.edit_of(day) for day in intake.of_day}
        journal.change_all(intake.label, {**edits, INBOX_FILE: leave})
        intake.remember()
    return intake.placed


class _Intake:
    """The lines of one inbox on their way to their pages: which are new, which are known, where each stands."""

    def __init__(self, journal: Journal, inbox: Inbox) -> None:
        self._journal = journal
        self._now = machine.nanoseconds()
        self._before = {
            key: before
            for key, before in journal.cache.imported_before().items()
            if before.is_recent(self._now)
        }
        self._stood: dict[str, Counter[Block]] = {}
        """How often each block stands on the page of a day when all is done."""
        self.placed: list[Placed] = []
        self.of_day: dict[str, list[int]] = {}
        """The indexes of the lines that go to each day."""
        self._keys: list[str] = []
        self._blocks: list[Block] = []
        for at, accepted in enumerate(inbox.accepted):
            key = _key(accepted)
            before = self._before.get(key)
            # What is of today may have been of yesterday when it was taken in.
            draft = accepted.draft._replace(day=before.day) if before else accepted.draft
            self.placed.append(Placed(accepted._replace(draft=draft), 0))
            self._keys.append(key)
            self._blocks.append(_bare(f"- {draft.item}"))
            self.of_day.setdefault(draft.day, []).append(at)

    def label(self) -> str:
        """What is done, for undo; to be asked once the edits are made."""
        many = sum(not one.known for one in self.placed)
        what = "one line" if many == 1 else f"{many} lines"
        if many:
            return f"{LABEL}{what} of {INBOX_FILE}"
        return (
            f"take out of {INBOX_FILE} what was there already"
            if self.placed
            else f"mark what stays in {INBOX_FILE}"
        )

    def edit_of(self, day: str) -> Callable[[str], str]:
        """The edit that puts the lines of a day on its page, and notes in `placed` where they stand."""

        def edit(text: str) -> str:
            mine = self.of_day[day]
            self._recognise(mine, Counter(_blocks(text, read_page(text, day, self._journal.hats))))
            new = [at for at in mine if not self.placed[at].known]
            made = add_items(
                text, day, [self.placed[at].accepted.draft.item for at in new], self._journal.hats
            )
            for error in made.refused.values():
                raise error
            blocks = _blocks(made.text, made.page)
            self._stood[day] = Counter(blocks)
            numbers = {block: number for number, block in reversed(list(enumerate(blocks, start=1)))}
            places = dict(zip(new, made.numbers, strict=True))
            for at in mine:
                number = places.get(at) or numbers.get(self._blocks[at], 0)
                self.placed[at] = self.placed[at]._replace(number=number)
            return made.text

        return edit

    def _recognise(self, mine: list[int], standing: Counter[Block]) -> None:
        """Note which of the lines are known: by their clock time, or as taken in a moment ago."""
        left: dict[str, int] = {}
        here = set(standing)
        for at in mine:
            accepted = self.placed[at].accepted
            key, block = self._keys[at], self._blocks[at]
            if key not in left:
                before = self._before.get(key)
                left[key] = before.left(standing[block]) if before else 0
            known = NEW
            if _has_clock(accepted) and block in here:
                known = WAS_THERE
            elif left[key]:
                known = TAKEN_BEFORE
                left[key] -= 1
            here.add(block)
            self.placed[at] = Placed(accepted, 0, known)

    def remember(self) -> None:
        """Remember for a short while what has been taken in."""
        many = Counter(key for key, one in zip(self._keys, self.placed, strict=True) if not one.known)
        for key, block, one in zip(self._keys, self._blocks, self.placed, strict=True):
            if many[key]:
                before = self._before.get(key)
                stood = self._stood[one.day][block]
                again = before.left(stood - many[key]) if before else 0
                self._before[key] = ImportedBefore(self._now, one.day, many.pop(key) + again, stood)
        self._journal.cache.keep_imported(self._before)


def _key(accepted: Accepted) -> str:
    """A short key that identifies a line of an inbox."""
    from hashlib import blake2b

    return blake2b(accepted.text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _blocks(text: str, page: Page) -> list[Block]:
    """The items of a page."""
    lines = lines_of(text)
    return [_bare(block_in(lines, item)) for item in page.items]


def _bare(block: str) -> Block:
    return tuple([bare for line in block.split("\n") if (bare := line.strip())])


def _has_clock(accepted: Accepted) -> bool:
    value = accepted.draft.value
    start = value.start if isinstance(value, Entry) else value.at if isinstance(value, Event) else None
    return start is not None


def _take_back_half(journal: Journal) -> None:
    """Undo what an earlier run left when it was killed between two of its files."""
    try:
        if journal.history.to_undo()[1] == "intended":
            take_back_half(journal, LABEL)
    except (NothingFound, ChangedMeanwhile):
        return  # its lines have been changed since; those with a clock time are still recognised
