"""An import taken back: lines that stand as they were added go, those that somebody has changed stay, both counted."""

from __future__ import annotations

from collections import Counter

from twohats.errors import NothingFound
from twohats.format.edit_many import ChangedItem, change_items
from twohats.format.page import block_in, lines_of
from twohats.format.paths import IMPORTS, page_path
from twohats.format.reading import read_page
from twohats.interchange import ledger
from twohats.journal.imports import imports_of, lines_of_import
from twohats.system.folders import CannotRead
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twohats.format.model import Item
    from twohats.journal.folder import Edit, Journal
    from twohats.journal.imports import DoneImport, ImportedLine


class ListedImport(NamedTuple):
    """An import of this machine, and whether it is in the journal."""

    done: DoneImport
    place: int
    """Its number as people say it, 1 for the first."""
    known: int
    """How many of its lines the ledger still knows: none once it is taken back."""


class TakenBack(NamedTuple):
    """What became of the lines of an import."""

    label: str
    taken: int
    """Lines that stood as they were added, and are gone."""
    changed: int
    """Lines that somebody has changed or moved, and that stay; their records stay known."""
    gone: int
    """Lines that were no longer there."""

    def says(self) -> str:
        """`512 lines taken back, 3 kept because you changed them, 1 already gone`."""
        parts = [f"{self.taken} line{'' if self.taken == 1 else 's'} taken back"]
        if self.changed:
            parts.append(f"{self.changed} kept because you changed {'it' if self.changed == 1 else 'them'}")
        if self.gone:
            parts.append(f"{self.gone} already gone")
        return ", ".join(parts)


def listed_imports(journal: Journal) -> list[ListedImport]:
    """The imports made on this machine, the first one first."""
    return [
        ListedImport(done, place, len(_standing(journal, done.number)))
        for place, done in enumerate(imports_of(journal), 1)
    ]


def _standing(journal: Journal, number: int) -> list[ImportedLine]:
    """The lines of an import that the ledger knows because of it, and not because of a later one that took in the same
    records again.
    """
    known = known_records(journal)
    for done in imports_of(journal):
        if done.number > number and known:
            known.difference_update(
                key for line in lines_of_import(journal, done.number) for key in line.keys
            )
    return [line for line in lines_of_import(journal, number) if known.intersection(line.keys)]


def known_records(journal: Journal, source: str = "") -> set[str]:
    """The keys of the records that the journal's ledger knows, of one source or of all.

    Raises CannotRead for a file of the ledger that cannot be read: what it knows would come in twice.
    """
    found: set[str] = set()
    for path in ledger_files(journal):
        if path != ledger.PEOPLE and (not source or ledger.source_of(path) == source):
            found |= ledger.keys_of(journal.read_text(path) or "")
    return found


def known_sources(journal: Journal) -> tuple[set[str], set[str]]:
    """The keys of all records that the ledger knows, and the sources they are of; raises as `known_records` does."""
    paths = [path for path in ledger_files(journal) if path != ledger.PEOPLE]
    return known_records(journal), {ledger.source_of(path) for path in paths}


def ledger_files(journal: Journal) -> list[str]:
    """The files of the ledger. Raises CannotRead where the folder cannot be listed."""
    refused: list[object] = []
    paths = [path for path in journal.files_in(IMPORTS, refused) if path.endswith(".seen")]  # type: ignore[arg-type]
    if refused:
        raise CannotRead(journal.full_path(IMPORTS), "cannot be listed")
    return paths


def take_back_import(journal: Journal, number: int) -> TakenBack:
    """Take back the import with this number of its change, as one change.

    Raises NothingFound if this machine made none of this number or nothing of it is left, CannotRead, and as
    `Journal.change_all` does.
    """
    with gc_paused():
        return _taken_back(journal, number)


def _taken_back(journal: Journal, number: int) -> TakenBack:
    label = next((done.label for done in imports_of(journal) if done.number == number), "")
    of_day: dict[str, list[ImportedLine]] = {}
    for line in _standing(journal, number):
        of_day.setdefault(line.day, []).append(line)
    if not of_day:
        raise NothingFound(
            "nothing of this import is in the journal", "hat import --list shows what is", command="import"
        )
    moved = _elsewhere(journal, of_day)
    counts: dict[str, tuple[int, int, int]] = {}
    kept: set[str] = set()
    edits: dict[str, Edit] = {
        page_path(day): _taking_out(journal, day, lines, moved, counts, kept) for day, lines in of_day.items()
    }
    keys = {key for lines in of_day.values() for line in lines for key in line.keys}
    for path in ledger_files(journal):
        if path != ledger.PEOPLE and not keys.isdisjoint(ledger.keys_of(journal.read_text(path) or "")):
            edits[path] = lambda text: ledger.without_records(text, keys - kept)
    journal.change_all(f"take back: {label}", edits)
    taken, changed, gone = (sum(each) for each in zip(*counts.values(), strict=True))
    return TakenBack(label, taken, changed, gone)


def _taking_out(
    journal: Journal,
    day: str,
    lines: Sequence[ImportedLine],
    moved: dict[str, list[str]],
    counts: dict[str, tuple[int, int, int]],
    kept: set[str],
) -> Callable[[str], str]:
    """The edit of a page that takes out what stands there as it was added."""

    def edit(text: str) -> str:
        rows = lines_of(text)
        items = read_page(text, day, journal.hats).items if text else ()
        blocks = {item.number: block_in(rows, item) for item in items}
        wanted = Counter(f"- {line.text}" for line in lines)
        out: list[ChangedItem] = []
        for number, block in blocks.items():
            if wanted[block]:
                wanted[block] -= 1
                out.append(ChangedItem(number, block, None))
        gone_from = {one.number for one in out}
        others = [item for item in items if item.number not in gone_from and _source_of(item)]
        missing = _missing(lines, wanted)
        elsewhere = [row for other, rows in moved.items() if other != day for row in rows]
        changed = _changed(missing, [blocks[item.number] for item in others], elsewhere)
        kept.update(key for line in changed for key in line.keys)
        counts[day] = (len(out), len(changed), len(missing) - len(changed))
        return change_items(text, day, out, hats=journal.hats).text if out else text

    return edit


def _missing(lines: Iterable[ImportedLine], left: Counter[str]) -> list[ImportedLine]:
    """The lines that were not found as they were added: of equal ones, as many as were missed."""
    found = []
    for line in lines:
        if left[f"- {line.text}"] > 0:
            left[f"- {line.text}"] -= 1
            found.append(line)
    return found


def _changed(
    missing: Sequence[ImportedLine], there: list[str], elsewhere: Sequence[str]
) -> list[ImportedLine]:
    """Those of the missing lines that stand on the page in other words, or on another page in the same or in others:
    each with the line there that has the most words in common with it.
    """
    found = [line for line in missing if line.text in elsewhere]
    left = [line for line in missing if line.text not in elsewhere]
    for is_it in (
        _is_it,
        _is_alike,
        _is_of_source,
    ):  # the surest pairs first, so that none takes another's line
        for line in tuple(left):
            fits = [row for row in there if is_it(line, row)]
            if fits:
                there.remove(max(fits, key=lambda row: _shared(line, row)))
            elif is_it is not _is_it or not any(_is_it(line, row) for row in elsewhere):
                continue
            left.remove(line)
            found.append(line)
    return found


def _is_it(line: ImportedLine, row: str) -> bool:
    """Whether a row is the line with something changed in it: it begins with the same time and shares most words."""
    return row.removeprefix("- ").split(" ", 1)[0] == line.text.split(" ", 1)[0] and _is_alike(line, row)


def _is_alike(line: ImportedLine, row: str) -> bool:
    return _shared(line, row) > len(set(line.text.split())) // 2


def _is_of_source(line: ImportedLine, row: str) -> bool:
    """Whether a row may be the line: where nothing else is left of it, rather than that its records come in twice."""
    return f"src:{line.source}" in row.split("\n", 1)[0]


def _shared(line: ImportedLine, row: str) -> int:
    return len(set(line.text.split()).intersection(row.split()))


def _elsewhere(journal: Journal, of_day: dict[str, list[ImportedLine]]) -> dict[str, list[str]]:
    """Where a line that is missing on its page may have gone: the lines of any source, by their days, but for those
    that stand as this import has added them. None if none is missing.
    """
    if not any(
        line.text not in journal.page_and_text(day)[1] for day, lines in of_day.items() for line in lines
    ):
        return {}
    found: dict[str, list[str]] = {}
    for day in journal.days():
        text = journal.page_and_text(day)[1]
        if "src:" in text:
            own = {line.text for line in of_day.get(day, ())}
            rows = [row.removeprefix("-").strip() for row in lines_of(text) if "src:" in row]
            found[day] = [row for row in rows if row not in own]
    return found


def _source_of(item: Item) -> str:
    """The source that a line names; empty for one that was written by hand."""
    fields = getattr(item.value, "fields", ())
    return next((value for key, value in fields if key == "src"), "")
