"""Aliases put into the text of a `people.toml` and taken out again: one statement changes, comments and order stay."""

from __future__ import annotations

from twohats.errors import JournalError
from twohats.format.names import name_of
from twohats.format.paths import PEOPLE_FILE
from twohats.format.toml_edit import edit_value, insert, key_text, places, split_toml, with_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ALIASES = "aliases"


def with_alias(text: str, person: str, alias: str) -> str:
    """The text with `alias` among the aliases of `person`, both as names are written in lines, without `@`.

    A person without a table gets one at the end. Raises JournalError for a text that is not TOML, or in which the
    aliases of the person are no list.
    """
    document, start = split_toml(text, PEOPLE_FILE)

    def add(found: Any) -> None:
        listed = found.setdefault(_ALIASES, []) if isinstance(found, dict) else found
        _checked(listed).append(alias)

    written = f'{_ALIASES} = ["{alias}"]'
    for place in places(document):
        if place.path[1:] == (_ALIASES,) and _name(place.path[0]) == person:
            edit_value(place, add)
            return start + document.text()
    for place in places(document):
        if len(place.path) == 1 and _name(place.path[0]) == person and isinstance(place.value, dict):
            edit_value(place, add)
            return start + document.text()
        if len(place.path) == 2 and _name(place.path[0]) == person and not place.table.path:
            insert(
                place.table, f"{key_text(place.path[0])}.{written}", behind=place.name
            )  # anna.name = "Anna"
            return start + document.text()
    for table in document.tables.values():
        if len(table.path) == 1 and _name(table.path[0]) == person and not table.is_list:
            last = [name for name in table.outline.names if name.startswith("[")][-1:]
            insert(table, written, behind=last[0] if last else "")
            return start + document.text()
    body = start + document.text() if text.removeprefix(start) else text
    return with_table(body, f"[{key_text(person)}]", written)


def without_alias(text: str, alias: str) -> str:
    """The text without `alias` among anybody's aliases; a list that is empty then goes, unless it has a comment.

    Raises as `with_alias` does.
    """
    document, start = split_toml(text, PEOPLE_FILE)
    for place in places(document):
        value = place.value
        listed = value.get(_ALIASES) if isinstance(value, dict) else value
        of_person = len(place.path) == 1 if isinstance(value, dict) else place.path[1:] == (_ALIASES,)
        if not of_person or not isinstance(listed, list):
            continue
        these = [each for each in listed if isinstance(each, str) and _name(each) == alias]
        if not these:
            continue

        def take_out(found: Any, these: list[str] = these) -> None:
            for each in these:
                (found[_ALIASES] if isinstance(found, dict) else found).remove(each)

        written = place.statement.comment + place.statement.body
        if len(listed) > len(these) or isinstance(value, dict) or "#" in written:
            edit_value(place, take_out)
        else:
            place.table.remove(place.name)
    return start + document.text()


def _checked(listed: Any) -> Any:
    if not isinstance(listed, list):
        raise JournalError(
            f"the aliases in {PEOPLE_FILE} are not a list, so they are not changed", '["anna"]'
        )
    return listed


def _name(written: str) -> str:
    return name_of(written.removeprefix("@"), person=True)
