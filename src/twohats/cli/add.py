"""`hat add WORDS…`, the fast path: no argument parser, no TOML, no import that the line does not need.

`prompt` handles what begins with an option or has no words at all.
"""

from __future__ import annotations

from twohats.actions.add import remarks_on, save, value_of
from twohats.cli.say import remark, say
from twohats.drafting.draft import Draft, draft
from twohats.errors import after_saving, attach_input
from twohats.journal.find import find_journal
from twohats.system import machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Added, Journal


def main(words: list[str]) -> int:
    """Run `hat add WORDS…` and return its exit code."""
    words = machine.as_typed(words)
    with attach_input(" ".join(words)):
        journal = find_journal()
        journal.on_notice = remark
        for warning in journal.warnings():
            remark(warning)
        new = draft(words, journal.now(), journal.hats)
        report_saved(journal, save(journal, new), new)
    return 0


def report_saved(journal: Journal, added: Added, new: Draft | None = None) -> None:
    """Print a saved line, what was assumed about it, and remarks on possible mistakes."""
    with after_saving(added.text()):
        say(added.text().replace("\n", "\n  "), keep_newlines=True)
        remember_as_shown(journal, added)
        if new is not None and new.remark:
            remark(new.remark)
        value = value_of(added.item, journal.hats) if new is None else new.value
        for text in remarks_on(journal, value, at=[added]):
            remark(text)


def remember_as_shown(journal: Journal, *added: Added) -> None:
    """Where an earlier list showed other lines at these places, the new ones have been shown since."""
    journal.cache.remember_added(
        {f"{one.day}:{one.number}": f"- {one.item}".replace("\n", "\n  ") for one in added}
    )
