"""Two views of blocks that the app has not got, as little as they can be: `test_block_pane` registers and uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twohats.errors import JournalError
from twohats.format.model import Entry
from twohats.format.words import SIDES
from twohats.tui.panes.block_pane import BlockPane
from twohats.views.blocks import Cell, Column, Door, Fact, Facts, Record, Table, View

if TYPE_CHECKING:
    from twohats.journal.folder import Journal


class MinutesPane(BlockPane):
    """How long each hat took, by a word of the subject; the rows open the lines."""

    def first_subject(self) -> str:
        return "2026"

    def step(self, by: int) -> None:
        self.go_to(str(int(self.subject()) + by))

    def load(self, subject: str) -> View:
        if subject == "1999":
            raise JournalError("nothing was [written] then", "write")
        return minutes_view(self.host.journal, subject)


class PersonPane(BlockPane):
    """A person's page."""

    def load(self, subject: str) -> View:
        facts = (
            Fact("Minutes", "of all", door=Door(view="minutes", subject="2025")),
            Fact("Week", "of the talk", door=Door(view="week", subject="2026-W46")),
            Fact("Nowhere", "at all", door=Door(view="away")),
        )
        return View("people", "People", subject or "all", "", (Facts("", facts),))


def minutes_view(journal: Journal, year: str) -> View:
    """Minutes by hat, and whom one met."""
    found: dict[str, list[tuple[str, int]]] = {side: [] for side in SIDES}
    people: dict[str, str] = {}
    for day in journal.days(f"{year}-01-01", f"{year}-12-31"):
        for item in journal.page(day).items:
            value = item.value
            if isinstance(value, Entry):
                found[journal.hats.sides[value.hat]].append((f"{day}:{item.number}", value.minutes))
                people |= dict.fromkeys(value.people, value.note)
    records = tuple(
        Record((Cell(side), Cell(str(sum(took for _, took in places)))), f"{side}: {len(places)} lines",
               Door(lines=tuple(place for place, _ in places)))
        for side, places in found.items() if places
    )  # fmt: skip
    met = tuple(Fact(name, note, "note", Door(person=name)) for name, note in people.items())
    blocks = (
        Table("Minutes", (Column(), Column("in all")), records, empty="none"),
        Facts("Met", met, "nobody"),
    )
    return View("minutes", "Minutes", year, "", blocks)
