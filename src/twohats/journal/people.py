"""`people.toml`: display names, aliases of the same person, and the channels where people were met."""

from __future__ import annotations

from twohats.format.model import Problem
from twohats.format.names import name_of
from twohats.format.one_name import ONE_NAME_EACH, OneName, one_name_of
from twohats.format.paths import PEOPLE_FILE
from twohats.format.toml_table import UNKNOWN
from twohats.system.folders import CannotRead
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal


_PARTS = ("shown", "same", "met")


class People(NamedTuple):
    """What `people.toml` says."""

    shown: dict[str, str]
    """Name in the lines to the name on screen."""
    same: dict[str, str]
    """Alias in the lines to the name it stands for, which is nobody's alias."""
    met: dict[str, str]
    """Name in the lines to the channel where they were met, for those of whom it is said."""
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    """What looks odd but is understood: aliases that have a table of their own."""
    one_name: OneName = ONE_NAME_EACH
    """What people, tags and channels in the lines are called now: `[renamed]` of `hat.toml`, then the aliases."""

    @property
    def not_read(self) -> tuple[Problem, ...]:
        """The file as one problem, where it or a part of it is not read; keys of another version are none."""
        return tuple(each._replace(line=0) for each in self.problems if each.code != UNKNOWN)[:1]


def people_of(journal: Journal) -> People:
    """What the journal's `people.toml` says, by the names of today, and what is wrong with it.

    A missing file names nobody.
    """
    renamed = dict(journal.cached_settings.renamed)
    people = _said(journal)
    if not (renamed or people.same):
        return people
    names = one_name_of(renamed, people.same)
    met = {name: names.channel(channel) for name, channel in names.keyed(people.met).items()}
    return people._replace(shown=names.keyed(people.shown), met=met, one_name=names)


def _said(journal: Journal) -> People:
    """What `people.toml` says, by the names in it.

    It is remembered while the file does not change: to import `tomllib` takes half as long as a bare interpreter. What
    is wrong with it is not, and is found again each time.
    """
    read: list[People] = []

    def lines() -> list[str]:
        try:
            text = journal.read_text(PEOPLE_FILE) or ""
            read.append(read_people(text) if text else People({}, {}, {}))
        except CannotRead as error:
            read.append(People({}, {}, {}, (journal.unreadable(error),)))
        people = read[0]
        return [] if people.problems or people.remarks else _as_lines(people)

    kept = journal.cache.people_lines(lines)
    return read[0] if read else _from_lines(kept)


def _as_lines(people: People) -> list[str]:
    """What is said of people as lines, each with the part of `People`, the name, and what is said of it."""
    said = zip(_PARTS, (people.shown, people.same, people.met), strict=True)
    return [_PARTS[0], *(f"{part}\t{name}\t{what}" for part, names in said for name, what in names.items())]


def _from_lines(lines: list[str]) -> People:
    found: dict[str, dict[str, str]] = {part: {} for part in _PARTS}
    for line in lines[1:]:
        part, name, what = line.split("\t", 2)
        found[part][name] = what
    shown, same, met = found.values()
    return People(shown, same, met)


def read_people(text: str) -> People:
    """Read the text of a `people.toml`. What is not understood of a person is a problem; the rest holds."""
    from twohats.format.toml import read_toml
    from twohats.format.toml_table import TableReader

    data = read_toml(text, PEOPLE_FILE)
    if isinstance(data, Problem):
        return People(
            {}, {}, {}, (data._replace(hint="people have the names of the lines until it is fixed"),)
        )
    shown: dict[str, str] = {}
    same: dict[str, str] = {}
    met: dict[str, str] = {}
    torn: set[str] = set()
    """Aliases of two people: to join them with one of the two would be a guess."""
    problems: list[Problem] = []
    table = TableReader(data, "", problems, PEOPLE_FILE)
    for written, person in table.tables():
        name = name_of(written.removeprefix("@"), person=True)
        called, aliases = person.take("name", ""), person.words("aliases")
        channel = person.take("met", "")
        person.close()
        if not name:
            table.wrong(written, "is not a name as it can be in a line", '["anna"]')
            continue
        if called:
            shown[name] = called
        if channel:
            if name_of(channel):
                met[name] = name_of(channel)
            else:
                table.wrong(f"{written}.met", f"cannot be {channel!r}", "a channel, as it stands in lines")
        for alias in aliases:
            other = name_of(alias.removeprefix("@"), person=True)
            if not other:
                table.wrong(
                    f"{written}.aliases", f"has {alias!r}, which is not a name as it can be in a line"
                )
            elif same.get(other, name) != name:
                table.wrong(
                    f"{written}.aliases",
                    f"has {alias!r}, which is an alias of {same[other]} already: it joins with neither",
                )
                torn.add(other)
            elif other != name:
                same[other] = name
    for alias in torn:
        del same[alias]
    for alias in list(same):
        if _whose(alias, same) == alias:
            table.wrong(f"{same.pop(alias)}.aliases", f"has {alias!r}, of which it is an alias itself")
    remarks = []
    for alias in list(same):
        same[alias] = whose = _whose(alias, same)
        if alias in shown or alias in met:
            remarks.append(_with_table(alias, whose))
        for said in (shown, met):
            if alias in said:
                said.setdefault(whose, said[alias])
    return People(shown, same, met, tuple(problems), tuple(remarks))


def _with_table(alias: str, whose: str) -> Problem:
    """The remark on an alias that has a table of its own: two people made one by mistake look like that."""
    return Problem(
        "alias-with-table", f"@{alias} has a table, and is an alias of @{whose}: one person, who is @{whose}",
        f"what [{alias}] says holds where [{whose}] says nothing; if they are two: hat people part @{alias}",
        text=alias, path=PEOPLE_FILE, command="people",
    )  # fmt: skip


def _whose(alias: str, same: dict[str, str]) -> str:
    """The person an alias stands for, also through aliases of theirs; the alias itself where they lead back to it."""
    whose, seen = same[alias], {alias}
    while whose in same and whose not in seen:
        seen.add(whose)
        whose = same[whose]
    return whose
