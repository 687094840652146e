"""A folder of the journal that is traded for a link while a sync brings what the other machine has written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from tests.reliability.racing import Race
from tests.sync.machines import DAY

from twohats.sync import apply

if TYPE_CHECKING:
    from tests.sync.machines import World

    from twohats.sync.objects import Changes, Tree
    from twohats.sync.repository import Repository


@pytest.mark.skipif(sys.platform != "linux", reason="trades a folder for a link by Linux's call")
@pytest.mark.parametrize("path", [f"days/2026/{DAY}.md", "days/2026/notes.txt"])
def test_what_a_sync_brings_goes_nowhere_but_into_the_journal(
    world: World, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    race = Race(world.a.root)
    race.counts = False
    bring = apply.bring_all

    def bring_all(repository: Repository, before: Tree, changes: Changes) -> None:
        race.counts = True
        try:
            bring(repository, before, changes)
        finally:
            race.counts = False

    def work(number: int) -> None:
        world.b.write(path, f"- {number % 600 + 1}m brand post: {number}\n")
        if number % 4 == 2:
            (world.b.root / path).unlink()
        world.b.git("add", "--all")
        world.b.git("commit", "-m", "by hand")
        world.b.sync()
        world.a.sync()

    monkeypatch.setattr(apply, "bring_all", bring_all)
    tried = race.at_each_call(work, monkeypatch, every=7)
    assert tried.outside == 0
    assert tried.tries > 3
