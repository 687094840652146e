"""Pages and names from the index are those of the pages."""

from __future__ import annotations

import pytest
from benchmarks.index_world import World

from twohats.actions import select
from twohats.actions import sum as summing
from twohats.index.loading import pages_of
from twohats.journal.folder import Journal


@pytest.fixture
def journal(tmp_path):
    world = World(tmp_path, 7)
    (world.root / "hat.toml").write_text('format = 1\n[channels.letters]\nname = "Letters"\n')
    return Journal(str(world.root))


def test_pages_are_those_that_are_read(journal):
    days = journal.days()

    assert len(days) > select.FEW
    for _ in range(2):
        assert pages_of(journal, days) == {day: journal.page(day) for day in days}
    some = [day for day in days if "2026-10-05" <= day <= "2026-10-20"]
    assert pages_of(journal, some, "2026-10-05", "2026-10-20") == {day: journal.page(day) for day in some}


def test_names_are_those_of_all_lines_and_of_the_settings(journal, monkeypatch):
    by_index = select.every_name(journal), summing.fields_in(journal)
    for module in (select, summing):
        monkeypatch.setattr(module, "FEW", 10_000)

    assert by_index == (select.every_name(journal), summing.fields_in(journal))
    assert {"linkedin", "letters"} <= by_index[0]["channel"]
    assert "anna" in by_index[0]["person"]
    assert "why" in by_index[1]
