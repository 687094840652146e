"""The text of a page written as a whole, notes of several lines and prose included; what others wrote stays."""

from __future__ import annotations

from difflib import SequenceMatcher

from twohats.actions.edit import Edited, new_problems
from twohats.errors import ChangedMeanwhile, NotUnderstood, after_saving
from twohats.format.merging.markdown import PAGE
from twohats.format.page import new_page
from twohats.format.paths import page_path
from twohats.text.encoding import split_bom

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

LONGEST = 100_000
"""Characters of a page that is written so: twice as many have room in what keeps it while it is written."""


def page_to_write(journal: Journal, day: str) -> tuple[str, str]:
    """The text of a page as it stands, and the same to be written on: its line endings all alike.

    Raises NotUnderstood for one that cannot be put back as it was, and as `Journal.read_text` does.
    """
    base = journal.read_text(page_path(day)) or ""
    text = split_bom(base)[1].replace("\r\n", "\n") if base else new_page(day)
    if len(text) > LONGEST or "\n".join(text.splitlines()) != text.removesuffix("\n"):
        why = "is too long" if len(text) > LONGEST else "has signs that end lines in no editor but this one"
        raise NotUnderstood(f"the page of {day} {why}", "hat edit opens it in your editor", command="edit")
    return base, text


def write_page(journal: Journal, day: str, base: str, text: str) -> Edited:
    """Put a written text in place of the page, `base` being the page that it was begun on; one change.

    What others have written since is merged into it. Raises what `Journal.change` raises; nothing has changed then.
    """
    path, before = page_path(day), journal.page(day)
    known = set(split_bom(base)[1].split("\n"))
    rows = [
        row for row in text.split("\n") if row.strip() or not row or row in known
    ]  # a place for a line, left empty
    ours = with_endings_of(base, "\n".join(rows).removesuffix("\n") + "\n")
    if ours == base or (not base and ours.strip() == new_page(day).strip()):
        return Edited(False, ())

    def edit(current: str) -> str:
        if current == base:
            return ours
        merged = PAGE.merge(base, ours, current).text
        if not PAGE.check(base, ours, current, merged):
            raise ChangedMeanwhile(
                f"the page of {day} has been changed too much meanwhile", "it is kept: look again"
            )
        return merged

    journal.change(f"write on the page of {day}", path, edit)
    with after_saving():
        journal.cache.forget_names()
        journal.cache.renew_shown(journal.blocks(day))
        return Edited(True, tuple(new_problems(before, journal.page(day))))


def with_endings_of(base: str, text: str) -> str:
    """The text, each line with the ending that it has in `base`, a new one with that of the line above."""
    bom, body = split_bom(base)
    if body.removesuffix("\n") == text.removesuffix("\n"):
        return base
    if "\r\n" not in body:
        return bom + text
    old, new = body.split("\n"), text.split("\n")
    bare = [line.removesuffix("\r") for line in old]
    made: list[str] = []
    for tag, first, end, at, to in SequenceMatcher(None, bare, new, autojunk=False).get_opcodes():
        ending = "\r" if (made or old)[-1 if made else 0].endswith("\r") else ""
        made += old[first:end] if tag == "equal" else [line + ending for line in new[at:to]]
    if made[-1] == "\r":
        made[-1] = ""
    return bom + "\n".join(made)
