"""A name put in place of another one in `hat.toml`, `people.toml` and trials: comments, order and unknown keys stay."""

from __future__ import annotations

from twohats.errors import JournalError
from twohats.format.aliases import with_alias, without_alias
from twohats.format.line import head_end
from twohats.format.merging.toml_parts import Statement
from twohats.format.names import name_of
from twohats.format.paths import PEOPLE_FILE, SETTINGS_FILE
from twohats.format.renaming import renamed_text
from twohats.format.toml_edit import (
    edit_value,
    ended_as,
    insert,
    key_text,
    last_of,
    places,
    split_toml,
    with_key,
    with_table,
)
from twohats.format.words import CHANNEL_KEYS, EVERY_KIND, MONTHS, VERBS, WEEKDAYS, Hats, folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from twohats.format.merging.toml_parts import Document, Table
    from twohats.format.renaming import Renaming
    from twohats.format.toml_edit import Place

_OF_QUESTIONS = frozenset(
    "or not by to in since until over under last this all ever today yesterday now week month year problems guessed "
    "timed rated unrated noise returns nothing".split()
)
"""Words of questions that a channel with such a name is not asked by; `in:NAME` asks for it."""
_NAMES_OF_DAYS = tuple(name.lower() for name in (*WEEKDAYS, *MONTHS))


# hat.toml


def renamed_settings(text: str, renaming: Renaming, hats: Hats) -> str:
    """The text of a `hat.toml` with a channel's table and the questions renamed. Raises JournalError if it is no TOML.

    What is known of the old channel and not of the new one is then known of the new one.
    """
    text = _with_questions(text, renaming, hats)
    return text if renaming.sign else _with_table_renamed(text, SETTINGS_FILE, ("channels",), renaming)


def with_renamed(text: str, renaming: Renaming) -> str:
    """The text of a `hat.toml` with the names in `[renamed]`; raises as `renamed_settings` does."""
    document, start = split_toml(text, SETTINGS_FILE)
    statement = f"{key_text(renaming.before())} = {_quoted(renaming.after())}"
    table = next((table for table in document.tables.values() if table.path == ("renamed",)), None)
    if table is None:
        return with_table(text, "[renamed]", statement)
    insert(table, statement, behind=last_of(table))
    return ended_as(text, start + document.text())


def _quoted(name: str) -> str:
    return f'"{name}"'


def _with_questions(text: str, renaming: Renaming, hats: Hats) -> str:
    document, start = split_toml(text, SETTINGS_FILE)
    changed = False
    for place in places(document):
        if place.path[:1] == ("questions",) and len(place.path) == 2 and isinstance(place.value, str):
            new = renamed_question(place.value, renaming, hats)
            if new != place.value:
                edit_value(place, lambda _, new=new: new)  # type: ignore[misc]  # mypy does not know the default
                changed = True
    return ended_as(text, start + document.text()) if changed else text


def renamed_question(words: str, renaming: Renaming, hats: Hats) -> str:
    """The words of a question with a name renamed; a channel where it is asked as such, and not in notes."""
    if renaming.sign:
        return renamed_text(words, renaming)
    end = head_end(words)
    made: list[str] = []
    at = 0
    for word in words[:end].split():
        place = words.index(word, at)
        made += (words[at:place], _renamed_word(word, renaming, hats))
        at = place + len(word)
    return "".join(made) + words[at:]


def _renamed_word(word: str, renaming: Renaming, hats: Hats) -> str:
    key, colon, value = word.partition(":")
    if colon and key.lower() in ("in", *CHANNEL_KEYS) and name_of(value) == renaming.old:
        return f"{key}:{renaming.new}"
    if colon or name_of(word) != renaming.old or _means_another(renaming.old, hats):
        return word
    return f"in:{renaming.new}" if _means_another(renaming.new, hats) else renaming.new


def _means_another(name: str, hats: Hats) -> bool:
    """Whether a channel's name is another word where it stands by itself in a question."""
    if folded(name) in hats.whole or name in VERBS or name in EVERY_KIND or name in _OF_QUESTIONS:
        return True
    return len(name) > 2 and any(day.startswith(name) for day in _NAMES_OF_DAYS)


# people.toml and trials


def renamed_people(text: str, renaming: Renaming) -> str:
    """The text of a `people.toml` with a person's name, or the channel where people were met, renamed.

    Where the new name has a table already, what that one lacks is put into it; what both say stays with the old name,
    and counts no more. Raises JournalError if it is no TOML.
    """
    if not text.strip():
        return text
    if not renaming.sign:
        return _with_value(text, PEOPLE_FILE, "met", renaming, deep=True)
    if renaming.sign == "+":
        return text
    text = _with_aliases_renamed(text, renaming)
    return _with_table_renamed(text, PEOPLE_FILE, (), renaming)


def _with_aliases_renamed(text: str, renaming: Renaming) -> str:
    """The old name among anybody's aliases becomes the new one; nobody is their own alias."""
    old, new = renaming.old, renaming.new
    document, start = split_toml(text, PEOPLE_FILE)
    own: list[str] = []
    for place in places(document):
        owner = _person(place.path[0])
        if isinstance(place.value, dict) and len(place.path) == 1:
            listed = place.value.get("aliases")
        else:
            listed = place.value if place.path[1:] == ("aliases",) else None
        names = (
            [_person(each) for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
        )
        if owner == old and new in names:
            own.append(new)
        if owner == new and old in names:
            own.append(old)
        elif old in names and owner != old:

            def rename(found: Any) -> None:
                inner = found["aliases"] if isinstance(found, dict) else found
                for at, each in enumerate(inner):
                    if isinstance(each, str) and _person(each) == old:
                        inner[at] = new

            edit_value(place, rename)
    text = ended_as(text, start + document.text())
    for alias in dict.fromkeys(own):
        text = without_alias(text, alias)
    return text


def renamed_trial(text: str, path: str, renaming: Renaming) -> str:
    """The text of a trial with its channel renamed; raises JournalError if it is no TOML."""
    return text if renaming.sign else _with_value(text, path, "channel", renaming, deep=False)


def _with_value(text: str, file: str, key: str, renaming: Renaming, *, deep: bool) -> str:
    """The text with a channel renamed that is the value of a key: of any table, or of the top."""
    document, start = split_toml(text, file)
    changed = False
    for place in places(document):
        value = place.value
        if place.path[-1] == key and len(place.path) == 1 + deep and _is_old(value, renaming):
            edit_value(place, lambda _: renaming.new)
            changed = True
        elif deep and len(place.path) == 1 and isinstance(value, dict) and _is_old(value.get(key), renaming):
            edit_value(place, lambda found: found.update({key: renaming.new}))
            changed = True
    return ended_as(text, start + document.text()) if changed else text


def _is_old(value: object, renaming: Renaming) -> bool:
    return isinstance(value, str) and name_of(value) == renaming.old


# Tables that are called by a name


def _with_table_renamed(text: str, file: str, above: tuple[str, ...], renaming: Renaming) -> str:
    """The text with the table `above.old` called `above.new`, or put into that where it is there."""
    document, start = split_toml(text, file)
    depth = len(above)

    def names(path: tuple[str, ...], name: str) -> bool:
        return len(path) > depth and path[:depth] == above and _person(path[depth]) == name

    paths = [table.path for table in document.tables.values()] + [place.path for place in places(document)]
    if not any(names(path, renaming.old) for path in paths):
        return text
    if not any(names(path, renaming.new) for path in paths):
        for table in document.tables.values():
            if names(table.path, renaming.old):
                table.header = with_key(table.header, depth, renaming.new)
        for place in places(document):
            if names(place.path, renaming.old) and len(place.table.path) <= depth:
                _rename_key(place, depth - len(place.table.path), renaming.new)
        return ended_as(text, start + document.text())
    old, new = (_only_table(document, (*above, name), depth) for name in (renaming.old, renaming.new))
    if old is None or new is None:
        return text  # written in another form: it stays, and what it says counts by the new name all the same
    aliases = _move(document, old, new)
    text = ended_as(text, start + document.text())
    for alias in aliases:
        text = with_alias(text, renaming.new, alias)
    return text


def _rename_key(place: Place, depth: int, name: str) -> None:
    statement = place.statement
    body = with_key(statement.body, depth, name)
    place.table.statements[place.name] = Statement(statement.comment, body, statement.value)


def _only_table(document: Document, path: tuple[str, ...], depth: int) -> Table | None:
    """The table of this path, names as they are compared, if it is one of its own and has none below it."""
    found = [
        table
        for table in document.tables.values()
        if len(table.path) > depth
        and table.path[:depth] == path[:depth]
        and _person(table.path[depth]) == path[depth]
    ]
    return found[0] if len(found) == 1 and len(found[0].path) == depth + 1 and not found[0].is_list else None


def _move(document: Document, old: Table, new: Table) -> list[str]:
    """Move what only the old table says into the new one, and take the old one out if nothing is left in it.

    Returns the aliases of the old one, which are still to be added.
    """
    aliases: list[str] = []
    for name in [name for name in old.outline.names if name.startswith("[")]:
        statement = old.statements[name]
        if name == '["aliases"]' and isinstance(statement.value, list):
            aliases += filter(None, [_person(each) for each in statement.value if isinstance(each, str)])
        elif name not in new.statements:
            insert(new, statement.body, behind=last_of(new), comment=statement.comment)
        elif new.statements[name].value != statement.value or statement.comment:
            continue
        old.remove(name)
    if not old.statements and not old.comment:
        document.remove(next(name for name, table in document.tables.items() if table is old))
    return aliases


def _person(written: str) -> str:
    return name_of(written.removeprefix("@"), person=True)


def check_settings(before: str, after: str, renaming: Renaming) -> None:
    """Raise JournalError unless `[renamed]` says what was renamed, and nothing new is wrong with the file."""
    from twohats.format.settings import load_settings

    old, new = load_settings(before), load_settings(after)
    said = new.renamed.get(renaming.before())
    if len(new.problems) > len(old.problems) or said != new.renamed.get(renaming.after(), renaming.after()):
        raise JournalError(
            f"{SETTINGS_FILE} cannot be changed safely", "add the names to [renamed] in your editor"
        )
