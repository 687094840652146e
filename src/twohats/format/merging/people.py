"""The merge of two `people.toml`: by table and key, a person's aliases as the set they are.

Two machines that joined different names with one person have both joins in the end. Where one name was joined with two
people, both joins stay in the text, which joins it with neither (`journal.people`), and a fork says so. Pure.
"""

from __future__ import annotations

import tomllib

from twohats.format.merging import toml
from twohats.format.merging.result import Fork, Merged
from twohats.format.names import name_of
from twohats.text.encoding import BOM

ALIASES = "aliases"


def merge(base: str, ours: str, theirs: str) -> Merged | None:
    """Merge two texts that both derive from `base`; None where `toml.merge` gives none."""
    merged = toml.merge(base, ours, theirs, sets=(ALIASES,))
    if merged is None:
        return None
    known = [_joined(text) for text in (base, ours, theirs)]
    torn = {
        alias: whose
        for alias, whose in _joined(merged.text).items()
        if len(whose) > 1 and all(len(each.get(alias, ())) < 2 for each in known)
    }
    return Merged(merged.text, (*merged.forks, *(_fork(alias, torn[alias]) for alias in sorted(torn))))


def _joined(text: str) -> dict[str, list[str]]:
    """Every alias and the people it is said to be of, in the order of the text; nothing where that is no TOML."""
    found: dict[str, list[str]] = {}
    try:
        data = tomllib.loads(text.removeprefix(BOM))
    except (ValueError, RecursionError, MemoryError):
        return found
    for written, person in data.items():
        aliases = person.get(ALIASES) if isinstance(person, dict) else None
        name = name_of(written.removeprefix("@"), person=True)
        for each in aliases if isinstance(aliases, list) else []:
            alias = name_of(each.removeprefix("@"), person=True) if isinstance(each, str) else ""
            if name and alias and name != alias and name not in found.setdefault(alias, []):
                found[alias].append(name)
    return found


def _fork(alias: str, whose: list[str]) -> Fork:
    one, other = (f"@{alias} joined with @{name}" for name in whose[:2])
    return Fork("", one, other, f"both, which joins @{alias} with neither until one of them is taken out")
