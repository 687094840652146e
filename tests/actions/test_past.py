"""What is measured from digests and the lines of some weeks is what is measured from all lines."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.random_years import LAST, random_page, random_years

from twohats.actions import timeline
from twohats.actions.channels import WholeWeeks, channels_of
from twohats.actions.people import people_to, person_to
from twohats.actions.report import report_of
from twohats.actions.trials import all_trials
from twohats.errors import NothingFound
from twohats.format.calendar import week_of
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def asked(today: date) -> list[Callable[[Journal], Any]]:
    """Every view that looks at the past of a journal, over several weeks."""
    week, before = week_of(today), week_of(today - timedelta(days=200))
    return [
        lambda journal: people_to(journal, today),
        lambda journal: people_to(journal, today - timedelta(days=300)),
        lambda journal: channels_of(journal, WholeWeeks(week, 12), today),
        lambda journal: channels_of(journal, WholeWeeks(before, 3), today, side="personal"),
        lambda journal: channels_of(journal, WholeWeeks(week, 0), today),
        lambda journal: all_trials(journal, today),
        *(lambda journal, who=who: person_to(journal, who, today) for who in ("@p1", "@p5", "@p30", "@p40")),
        lambda journal: report_of(journal, WholeWeeks(before, 4), today),
    ]


def answer(ask: Callable[[Journal], Any], root: Path) -> Any:
    """What is answered, or the error that says why not."""
    try:
        return ask(Journal(str(root)))
    except NothingFound as error:
        return str(error)


@pytest.mark.parametrize("seed", range(8))
def test_every_view_is_the_same_as_by_all_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    random_years(tmp_path, seed, years=2)
    chance = random.Random(seed)
    today = LAST - timedelta(days=chance.randrange(10))
    days = [
        day for day in Journal(str(tmp_path)).days() if (tmp_path / "days" / day[:4] / f"{day}.md").is_file()
    ]
    for _ in range(2):
        for ask in asked(today):
            monkeypatch.setattr(timeline, "MANY", 0)
            some = answer(ask, tmp_path)
            monkeypatch.setattr(timeline, "MANY", 100_000)
            assert some == answer(ask, tmp_path)
        for day in (*chance.sample(days, 2), days[-1]):
            page = random_page(chance, date.fromisoformat(day), date.fromisoformat(days[0]))
            (tmp_path / "days" / day[:4] / f"{day}.md").write_text(page)
