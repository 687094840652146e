"""A plan of an import carried out: its lines, the ledger, names and rules, as one change that one undo takes back."""

from __future__ import annotations

from twohats.errors import ChangedMeanwhile, JournalError, TwohatsError, after_saving
from twohats.format.edit import add_items
from twohats.format.paths import LARGEST_TOML, PEOPLE_FILE, page_path
from twohats.format.toml_edit import key_text
from twohats.format.toml_set import quoted
from twohats.interchange import ledger
from twohats.journal.imports import DoneImport, ImportedLine, record_import
from twohats.system import machine
from twohats.system.files import reason
from twohats.text.encoding import size_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from twohats.interchange.plan import Plan, PlannedLine, PlannedPerson
    from twohats.journal.folder import Edit, Journal


class TakenIn(NamedTuple):
    """What an import has done."""

    number: int
    """Of its change; 0 if there was nothing to do."""
    lines: int
    days: int
    refused: int
    """Lines that their page cannot take, which stay unknown."""
    why: str
    """Why the first of them was refused."""
    people: int
    """New tables in `people.toml`."""
    people_left: int
    """People for whom `people.toml` has no room."""

    def says(self) -> str:
        """`took in 512 lines on 203 days, and 29 names`."""
        parts = [f"took in {self.lines} line{'' if self.lines == 1 else 's'}"]
        parts[0] += f" on {self.days} day{'' if self.days == 1 else 's'}" if self.lines else ""
        if self.people:
            parts.append(f"and {self.people} name{'' if self.people == 1 else 's'} into {PEOPLE_FILE}")
        if self.refused:
            parts.append(f"{self.refused} could not be written ({self.why})")
        if self.people_left:
            parts.append(f"{self.people_left} names had no room in {PEOPLE_FILE}")
        return ", ".join(parts)


def take_in(
    journal: Journal, plan: Plan, texts: Mapping[str, str], rules: Mapping[str, Callable[[str], str]]
) -> TakenIn:
    """Carry out a plan. `texts` are the pages that it rests on, by their days, as they were then, and `rules` the edits
    of files in `imports/`, by their paths.

    Raises ChangedMeanwhile if one of the pages has changed since, and as `Journal.change_all` does; then nothing has
    changed.
    """
    of_day: dict[str, list[PlannedLine]] = {}
    for line in plan.lines:
        of_day.setdefault(line.day, []).append(line)
    refused: dict[PlannedLine, TwohatsError] = {}
    counts = [0, 0]
    edits: dict[str, Edit] = dict(rules)
    for day, lines in of_day.items():
        edits[page_path(day)] = _adding(journal, day, lines, texts.get(day), refused)
    edits |= _knowing(plan.lines, refused)
    if any(person.key for person in plan.people):
        edits[ledger.PEOPLE] = lambda text: ledger.with_people(
            text, {person.key: person.name for person in plan.people if person.key}
        )
    new = [person for person in plan.people if person.is_new and person.shown]
    if new:
        edits[PEOPLE_FILE] = _naming(new, counts)
    if not edits:
        return TakenIn(0, 0, 0, 0, "", 0, 0)
    number = machine.nanoseconds()
    label = label_of(plan)
    _keep(journal, number, label, plan.lines)
    journal.change_all(label, edits, number=number)
    with after_saving():
        journal.cache.forget_names()
    written = [line for line in plan.lines if line not in refused]
    why = next((error.message for error in refused.values()), "")
    return TakenIn(number, len(written), len({line.day for line in written}), len(refused), why, *counts)


def catch_up(journal: Journal, plan: Plan, rules: Mapping[str, Callable[[str], str]]) -> int:
    """Make the records of a plan known without writing a line, as one change; how many. Raises as `take_in` does."""
    edits: dict[str, Edit] = {**rules, **_knowing(plan.lines, {})}
    if edits:
        journal.change_all(f"know without taking in: {label_of(plan)}", edits)
    return sum(len(line.keys) for line in plan.lines)


def label_of(plan: Plan) -> str:
    """What a plan takes in, in a phrase: `import 512 lines: LinkedIn, complete archive`."""
    titles = list(dict.fromkeys(one.title for one in plan.found if not one.instead))
    more = f", and {len(titles) - 3} more" if len(titles) > 3 else ""
    many = f"{len(plan.lines)} line{'' if len(plan.lines) == 1 else 's'}"
    return f"import {many}: {', '.join(titles[:3])}{more}"


def _adding(
    journal: Journal,
    day: str,
    lines: Sequence[PlannedLine],
    before: str | None,
    refused: dict[PlannedLine, TwohatsError],
) -> Callable[[str], str]:
    def edit(text: str) -> str:
        if before is not None and text != before:
            raise ChangedMeanwhile(f"{page_path(day)} has changed since it was shown", "import again")
        made = add_items(text, day, [line.text for line in lines], journal.hats)
        for line in lines:
            refused.pop(line, None)
        refused.update({lines[at]: error for at, error in made.refused.items()})
        return made.text

    return edit


def _knowing(lines: Sequence[PlannedLine], refused: Container[PlannedLine]) -> dict[str, Edit]:
    """The edits of the ledger by which the records of lines become known, but for those that are `refused` by then."""
    found: dict[str, list[PlannedLine]] = {}
    for line in lines:
        found.setdefault(ledger.path_of(line.source, line.day), []).append(line)
    return {path: _with_records(of_path, refused) for path, of_path in found.items()}


def _with_records(lines: Sequence[PlannedLine], refused: Container[PlannedLine]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        return ledger.with_records(
            text, {key: line.day for line in lines if line not in refused for key in line.keys}
        )

    return edit


def _naming(people: Sequence[PlannedPerson], counts: list[int]) -> Callable[[str], str]:
    """The edit of `people.toml` that adds a table for each, as long as there is room; `counts` gets how many it added
    and how many it left.
    """

    def edit(text: str) -> str:
        end = "\r\n" if "\r\n" in text else "\n"
        parts = [text]
        size = size_of(text)
        if text and not text.endswith("\n"):
            parts.append(end)
        counts[:] = [0, 0]
        for person in people:
            table = f"{end if size else ''}[{key_text(person.name)}]{end}name = {quoted(person.shown)}{end}"
            size += size_of(table)
            if size > LARGEST_TOML:
                counts[1] = len(people) - counts[0]
                break
            parts.append(table)
            counts[0] += 1
        return "".join(parts)

    return edit


def _keep(journal: Journal, number: int, label: str, lines: Sequence[PlannedLine]) -> None:
    try:
        record_import(
            journal,
            DoneImport(number, journal.now().stamp(), label, len(lines)),
            [ImportedLine(line.day, line.text, line.source, line.keys) for line in lines],
        )
    except OSError as error:
        raise JournalError(
            f"what is taken in cannot be noted for taking it back: {reason(error)}", "make room on the disk"
        ) from error
