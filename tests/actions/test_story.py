"""Corrections of what returns are credited to, over the untidy journal: each is exactly what was asked, or refused."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.untidy_journal import LAST_DAY, untidy_journal

from twohats.actions.story import RULES, asked_for, credit, story_of, tie
from twohats.actions.timeline import read_timeline
from twohats.actions.undo import undo
from twohats.errors import TwohatsError
from twohats.format.calendar import week_of
from twohats.format.words import NONE
from twohats.journal.folder import Journal
from twohats.measures.story_figures import LINE, THREAD, Subject
from twohats.measures.timeline import value_of
from twohats.measures.tracing import FROM, UNTIED, Tracer

if TYPE_CHECKING:
    from twohats.measures.timeline import TimedLine, Timeline
    from twohats.measures.tracing import Trace

TODAY = date.fromisoformat(LAST_DAY)


@pytest.fixture(scope="module")
def untidy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("untidy") / "journal"
    untidy_journal(folder)
    return folder


@pytest.fixture
def journal(untidy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    shutil.copytree(untidy, tmp_path / "journal")
    return Journal(str(tmp_path / "journal"))


def timeline_of(journal: Journal) -> Timeline:
    return read_timeline(journal, week_of(TODAY), TODAY).timeline


def traces(journal: Journal) -> dict[str, Trace]:
    timeline = timeline_of(journal)
    tracer = Tracer(timeline.timed_entries)
    return {each.place: tracer.trace(each) for each in timeline.timed_events if each.event.is_return}


def pages(journal: Journal) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path(journal.root).rglob("*.md")}


@pytest.mark.parametrize("seed", range(4))
def test_a_correction_is_what_was_asked_and_nothing_else_or_is_refused(journal: Journal, seed: int) -> None:
    rng = random.Random(seed)
    timeline = timeline_of(journal)
    returns = [each for each in timeline.timed_events if each.event.is_return]
    made = 0
    for _ in range(25):
        line = rng.choice(returns)
        near = [each for each in timeline.timed_entries if abs(each.when[0] - line.when[0]) < 12]
        origin = rng.choice([NONE, RULES, *[each.place for each in rng.sample(near, min(len(near), 8))]])
        before, was = pages(journal), traces(journal)
        try:
            done = credit(journal, line.place, origin, TODAY)
        except TwohatsError:
            assert pages(journal) == before
            continue
        made += 1
        now = traces(journal)
        assert {place: now[place] for place in now if place != line.place} == {
            place: was[place] for place in was if place != line.place
        }
        assert now[line.place] == done.trace
        if origin == NONE:
            assert now[line.place].rung == UNTIED
        elif origin != RULES:
            assert now[line.place].rung == FROM
            assert [each.place for each in now[line.place].touches] == [origin]
        after = pages(journal)
        assert sum(after[path] != before[path] for path in before) == 1
        if rng.random() < 0.5:
            undo(journal)
            assert pages(journal) == before
    assert made > 10


def test_every_story_of_the_untidy_journal_can_be_read(journal: Journal) -> None:
    timeline = timeline_of(journal)
    lines: list[TimedLine] = [*timeline.timed_entries, *timeline.timed_events]
    for name in ("+evening", "+night", "+reading", "@P01old", "p01"):
        story = story_of(journal, asked_for([name], LAST_DAY), TODAY).figures
        assert story.subject.name in ("reading", "p01")
        assert story.story.named > 3
    for line in lines[::40]:
        assert story_of(journal, Subject(LINE, line.place), TODAY).figures.story.named == 1
    for tag in {tag for line in lines for tag in value_of(line).tags}:
        assert story_of(journal, Subject(THREAD, tag), TODAY).figures.story.named


def test_a_place_is_asked_for_with_its_number_as_lines_have_it() -> None:
    assert asked_for(["03"], LAST_DAY) == asked_for([f"{LAST_DAY}:03"], "") == Subject(LINE, f"{LAST_DAY}:3")


def test_what_is_no_line_of_the_untidy_journal_is_refused(journal: Journal) -> None:
    """Problems, blank pages and pages of one line with the endings of old Macs among them."""
    for day in journal.days():
        page = journal.page(day)
        for item in page.items:
            if not hasattr(item.value, "hat"):
                for change in (
                    lambda place: credit(journal, place, NONE, TODAY),
                    lambda place: tie(journal, place, "+x", TODAY),
                    lambda place: story_of(journal, Subject(LINE, place), TODAY),
                ):
                    with pytest.raises(TwohatsError):
                        change(f"{day}:{item.number}")
