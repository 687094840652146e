"""One rule put into the text of a source's rules: comments, order and all other rules stay as they are."""

from __future__ import annotations

from twohats.errors import JournalError
from twohats.format.paths import check_size
from twohats.format.toml_edit import ended_as, key_text, split_toml, with_table
from twohats.format.toml_set import quoted, with_setting
from twohats.format.words import DEFAULT_HATS
from twohats.interchange.rules import FIELDS, path_of, read_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.format.merging.toml_parts import Table
    from twohats.format.words import Hats

_HEADER = "[[rule]]"


def with_rule(
    text: str,
    source: str,
    fits: Mapping[str, str],
    gives: Mapping[str, str | bool],
    hats: Hats = DEFAULT_HATS,
) -> str:
    """The text with a rule for the records whose fields are so: `{"project": "Acme"}` gets `{"hat": "brand"}`.

    Where a rule about exactly these stands already, what is given is changed or added in it; else a new one is put
    before all others, since the first that covers a record holds. Raises JournalError for a text that is not TOML,
    where it would be too large, and for what is no rule.
    """
    file = path_of(source)
    document, start = split_toml(text, file)
    wanted = {field: value.strip().casefold() for field, value in fits.items()}
    there = next((table for table in document.tables.values() if _fits(table, source, hats) == wanted), None)
    if there is not None:
        head, _, body = there.header.partition("\n")
        for key, value in gives.items():
            body = with_setting(body, key, value, file)
        there.header = f"{head}\n{body}"
        changed = ended_as(text, start + document.text())
    else:
        rows = [f"{key_text(field)} = {quoted(value)}" for field, value in fits.items()]
        body = "\n".join(rows) + "\n"
        for key, value in gives.items():
            body = with_setting(body, key, value, file)
        ending = "\r\n" if "\r\n" in text else "\n"
        changed = _with_first(text, body.removesuffix("\n").replace("\n", ending), ending)
        rules = read_rules(changed, source, hats).rules
        if (
            rules[1:] != read_rules(text, source, hats).rules
        ):  # what looked like a rule was within a text of a value
            changed = with_table(text, _HEADER, body.removesuffix("\n").replace("\n", ending))
    check_size(file, changed)
    _check(text, changed, source, hats)
    return changed


def _with_first(text: str, body: str, ending: str) -> str:
    """The text with a rule before the first one, above what is said of that in comments; or at its end."""
    lines = text.splitlines(keepends=True)
    at = next((at for at, line in enumerate(lines) if line.strip().startswith(_HEADER)), None)
    if at is None:
        return with_table(text, _HEADER, body)
    while at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return "".join([*lines[:at], _HEADER, ending, body, ending, ending, *lines[at:]])


def _fits(table: Table, source: str, hats: Hats) -> dict[str, str] | None:
    """What a rule is about, where each field has one value; None for another table."""
    if not (table.is_list and table.path == ("rule",)):
        return None
    rules = read_rules(table.header + "\n", source, hats).rules
    if len(rules) != 1 or any(len(values) != 1 for _, values in rules[0].fits):
        return None
    return {field: values[0] for field, values in rules[0].fits}


def _check(before: str, after: str, source: str, hats: Hats) -> None:
    """Raise JournalError unless the rules have one more, or one of them another one, and no problem more."""
    old, new = read_rules(before, source, hats), read_rules(after, source, hats)
    more = len(new.rules) - len(old.rules)
    if len(new.problems) > len(old.problems) or more not in (0, 1):
        what = new.problems[-1].sentence() if new.problems else "it is not read back as it was meant"
        raise JournalError(f"this is no rule: {what}", f"fields are {', '.join(FIELDS)}")
