"""The lines of a selection written for other programs, page by page: any journal takes the memory of a day."""

from __future__ import annotations

from twohats.actions.select import one_name_of
from twohats.format.model import Entry, Event, Item, Nothing, Problem
from twohats.format.one_name import ONE_NAME_EACH
from twohats.format.page import block_in
from twohats.format.page import lines_of as rows_of
from twohats.interchange.exported import PROBLEMS, Exported, Writing, shared_value
from twohats.interchange.formats import JSONL, SQLITE
from twohats.interchange.source import LeftOut
from twohats.query.matching import matcher
from twohats.views.lines import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.format.model import Value
    from twohats.interchange.formats import Format
    from twohats.journal.folder import Journal
    from twohats.query.selection import Selection


class Export:
    """What is exported, read as it is written; the counts are right when all of it was written."""

    def __init__(self, journal: Journal, selection: Selection, writing: Writing, *, share: bool) -> None:
        self._journal = journal
        self._selection = selection
        self._writing = writing
        self._pieces = _name_pieces(journal) if share else None
        self.lines = 0
        """Lines that were selected."""
        self.left_out: dict[str, int] = {}
        """What the format has no place for, and how many."""
        self.unread: list[Problem] = []
        """What is wrong with whole files and folders: lines in them may be missing."""

    def pieces(self, form: Format) -> Iterator[bytes]:
        """The text of a format, piece by piece; of SQLite all at once."""
        if form.name == SQLITE:
            yield self._database()
        elif form.name == JSONL:
            for line in self._selected():
                text = self._json(line)
                if text:
                    yield text.encode()
        else:
            for piece in form.writer().written(self._exported(), self._writing):
                if isinstance(piece, LeftOut):
                    self._leave_out(piece.why, piece.count)
                else:
                    yield piece.encode("utf-8", "replace")

    def write_database(self, path: str) -> None:
        """The tables of SQLite put into an empty file; raises OSError."""
        import sqlite3

        from twohats.interchange.writers.sqlite import fill

        try:
            database = sqlite3.connect(path)
            try:
                fill(database, self._exported(), self._writing)
            finally:
                database.close()
        except sqlite3.Error as error:
            raise OSError(str(error)) from error

    def _database(self) -> bytes:
        import sqlite3

        from twohats.interchange.writers.sqlite import fill

        database = sqlite3.connect(":memory:")
        try:
            fill(database, self._exported(), self._writing)
            return bytes(database.serialize())
        finally:
            database.close()

    def _selected(self) -> Iterator[Line]:
        journal, selection = self._journal, self._selection
        fits = matcher(
            selection, journal.hats, one_name_of(journal) if selection.has_names else ONE_NAME_EACH
        )
        days, unlisted = journal.listing(*selection.bounds())
        self.unread += unlisted
        for day in days:
            page, text = journal.page_and_text(day)
            self.unread += page.problems
            fitting = [item for item in page.items if fits(day, item)]
            rows = rows_of(text) if fitting else []
            for item in fitting:
                self.lines += 1
                yield Line(day, item, block_in(rows, item))

    def _exported(self) -> Iterator[Exported]:
        sides = self._journal.hats.sides
        for line in self._selected():
            value = line.item.value
            if self._pieces is not None:
                shared = self._shared(line)
                if shared is None:
                    continue
                people = len(value.people) if isinstance(value, (Entry, Event)) else 0
                side = sides.get(getattr(shared.item.value, "hat", ""), "")
                yield Exported(line.day, shared.item.value, side, "", people)
            else:
                yield Exported(line.day, value, sides.get(getattr(value, "hat", ""), ""), line.block)

    def _json(self, line: Line) -> str:
        from twohats.interchange.writers import jsonl
        from twohats.render.line_json import line_json

        if self._pieces is None:
            return jsonl.written(line_json(line, self._journal.hats), line.block)
        shared = self._shared(line)
        if shared is None:
            return ""
        keys = line_json(shared, self._journal.hats)
        del keys["text"]
        value = line.item.value
        if isinstance(value, (Entry, Event)):
            keys["people_count"] = len(value.people)
        return jsonl.written(keys, None)

    def _shared(self, line: Line) -> Line | None:
        """A line as it is handed on; None for one that is not."""
        from twohats.render.anonymous import may_name, pieces_of

        value = line.item.value
        if isinstance(value, Problem):
            self._leave_out(PROBLEMS)
            return None
        new: Value
        if isinstance(value, (Entry, Event)):
            pieces = (self._pieces or frozenset()) | pieces_of(value.people)
            hides = frozenset(
                name for name in (value.channel, *value.tags) if name and may_name(name, pieces)
            )
            new = shared_value(value, hides)
        else:
            new = Nothing()
        return Line(line.day, Item(line.item.number, line.item.line, line.item.lines, new), "- ")

    def _leave_out(self, why: str, count: int = 1) -> None:
        self.left_out[why] = self.left_out.get(why, 0) + count


def _name_pieces(journal: Journal) -> frozenset[str]:
    """The words of everybody's names: in lines, in `people.toml`, and aliases."""
    from twohats.actions.select import every_name
    from twohats.journal.people import people_of
    from twohats.render.anonymous import pieces_of

    people = people_of(journal)
    return pieces_of((*every_name(journal)["person"], *people.shown, *people.shown.values(), *people.same))
