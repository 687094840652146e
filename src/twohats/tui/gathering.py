"""What the app needs from the other pages: the names in them, and the lines written last."""

from __future__ import annotations

from twohats.tui.watching import Fingerprints, page_fingerprints
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.drafting.offers import Names
    from twohats.journal.folder import Journal


LAST_LINES = 50
"""The lines written last that the entry line can bring back."""


class Gathered(NamedTuple):
    """The other pages as they were read."""

    fingerprints: Fingerprints
    """What tells whether any of them has changed since."""
    names: Names
    lines: tuple[str, ...]
    """The lines written last, the newest first."""


def gather(journal: Journal, known: Fingerprints) -> Gathered | None:
    """Read the latest pages; None if none has changed since they had the fingerprints `known`. For a thread."""
    from twohats.actions.again import last_lines
    from twohats.journal.names import PAGES
    from twohats.tui.completion import names_by_use

    fingerprints = page_fingerprints(journal)
    if fingerprints == known:
        return None
    days = journal.days()[-PAGES:]
    channels = {"channel": set(journal.settings.channels)}
    names = names_by_use((journal.page(day) for day in days), channels)
    last, _ = last_lines(journal, most=LAST_LINES, pages=PAGES)
    return Gathered(fingerprints, names, tuple(line.text() for line in last))
