"""What is remarked on when a line is added in the app that overlaps another, or fills a day over its 24 hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twohats.drafting.draft import draft
from twohats.format.times import Now
from twohats.tui.changes import add

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

NOW = Now("2026-11-22", 22 * 60)


def test_the_app_says_the_same_as_the_shell(journal: Journal) -> None:
    add(journal, [draft(["9:00-10:00 b post"], NOW, journal.hats, day="2026-10-04")])
    done = add(journal, [draft(["9:30-10:30 p read"], NOW, journal.hats, day="2026-10-04")])
    assert done.remarks[-1] == "2026-10-04:2 and 2026-10-04:1 have 30m in common; both count in full"
    lines = [draft([f"12h {hat} read"], NOW, journal.hats, day="2026-10-04") for hat in "pb"]
    assert add(journal, lines).remarks[-1] == "2026-10-04 has 26h now, which is more than a day"
