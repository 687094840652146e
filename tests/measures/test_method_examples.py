"""The examples of docs/method.md, section 4: what the sample journal says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from twohats.actions.trend import trend_to
from twohats.format.calendar import week_named
from twohats.journal.folder import Journal
from twohats.views.block_plain import view_plain
from twohats.views.trend import trend_view

ROOT = Path(__file__).parents[2]


def test_the_example_of_section_4_is_what_the_sample_journal_says() -> None:
    section = (ROOT / "docs" / "method.md").read_text(encoding="utf-8").partition("## 4. ")[2]
    lines = section.partition("```text\n")[2].partition("```")[0].splitlines()
    journal = Journal(str(ROOT / "sample_journal"))
    figures, *_ = trend_to(journal, week_named("2026-W47"), date(2026, 11, 22))
    said = view_plain(trend_view(figures)).splitlines()
    assert len(lines) == 2
    assert [line for line in lines if line not in said] == []
