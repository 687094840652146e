"""One change to many lines: all or none, one undo, every other byte kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.format.made_pages import page_of
from tests.format.test_line_change import CHANGES, PARTS, consistent

from twohats.actions.change_lines import make_change, plan_change
from twohats.actions.select import select
from twohats.actions.undo import redo, undo
from twohats.errors import ChangedMeanwhile, JournalError, NotUnderstood, TwohatsError
from twohats.format.line_change import LineChange
from twohats.format.paths import page_path
from twohats.journal.folder import Journal
from twohats.query.selection import Selection

if TYPE_CHECKING:
    from twohats.views.lines import Line

EVERYTHING = Selection()
ONE = "# 2026-11-18\r\n\r\n* a thought\r\n- brand got reply  linkedin: Congrats!\r\n  really\r\n-\tb got rep: congrats  "
TWO = "- 09:10 25m brand post linkedin m2 : x\n  - below\n- brand got commented: Congrats\n"


def made(root: Path, **pages: str | bytes) -> Journal:
    root.mkdir(parents=True)
    (root / "hat.toml").touch()
    for name, text in pages.items():
        path = root / page_path(name.removeprefix("d").replace("_", "-"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Journal(str(root))


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return made(tmp_path / "journal", d2026_11_18=ONE, d2026_11_20=TWO)


def all_lines(journal: Journal) -> list[Line]:
    return [*select(journal, EVERYTHING).lines]


def texts(journal: Journal) -> dict[str, str]:
    return {day: journal.read_text(page_path(day)) or "" for day in journal.days()}


def test_lines_are_changed_as_one_and_taken_back_as_one(journal: Journal) -> None:
    before, change = texts(journal), LineChange(channel="fedi")
    plan = plan_change(journal, all_lines(journal), change)
    assert plan.says() == "4 lines on 2 days"
    assert texts(journal) == before
    make_change(journal, plan.changed, change, "fedi")
    after = texts(journal)
    assert after == {
        "2026-11-18": ONE.replace("linkedin", "fedi").replace("got rep:", "got rep fedi:"),
        "2026-11-20": TWO.replace("linkedin", "fedi").replace("commented:", "commented fedi:"),
    }
    again = plan_change(journal, all_lines(journal), change)
    assert (again.changed, again.same) == ((), 4)
    assert again.says() == "nothing to change: 4 are so already"
    assert undo(journal).label == "change 4 lines on 2 days to fedi"
    assert texts(journal) == before
    redo(journal)
    assert texts(journal) == after


def test_lines_move_to_another_page_in_order_with_those_below_them(journal: Journal) -> None:
    before, change = texts(journal), LineChange(day="2026-11-20", hat="personal")
    plan = plan_change(journal, all_lines(journal), change)
    moved = make_change(journal, plan.changed, change, "fri")
    assert texts(journal) == {
        "2026-11-18": "# 2026-11-18\r\n\r\n* a thought",
        "2026-11-20": "- 09:10 25m personal post linkedin m2 : x\n  - below\n- personal got commented: Congrats\n"
        "- personal got reply  linkedin: Congrats!\n  really\n- personal got rep: congrats\n",
    }
    assert moved == {
        "2026-11-20:1": "2026-11-20:1",
        "2026-11-20:2": "2026-11-20:2",
        "2026-11-18:1": "2026-11-20:3",
        "2026-11-18:2": "2026-11-20:4",
    }
    undo(journal)
    assert texts(journal) == before


def test_one_line_for_which_it_makes_no_sense_keeps_all_as_they_are(journal: Journal) -> None:
    before = texts(journal)
    with pytest.raises(NotUnderstood) as error:
        plan_change(journal, all_lines(journal), LineChange(ratings=(("m", 3),)))
    assert error.value.message == "2026-11-18:1 cannot become that: got takes no rating"
    assert error.value.hint.endswith("nor can 2026-11-18:2, 2026-11-20:2")
    assert error.value.line == "brand got reply  linkedin: Congrats!"
    assert texts(journal) == before


def test_a_line_that_changed_since_it_was_shown_keeps_all_as_they_are(journal: Journal) -> None:
    change = LineChange(channel="fedi")
    plan = plan_change(journal, all_lines(journal), change)
    Path(journal.full_path(page_path("2026-11-20"))).write_text(TWO.replace("m2", "m3"))
    before = texts(journal)
    with pytest.raises(ChangedMeanwhile):
        make_change(journal, plan.changed, change, "fedi")
    assert texts(journal) == before
    with pytest.raises(TwohatsError):
        undo(journal)


def test_a_line_that_its_new_page_has_already_is_refused_before_anything(journal: Journal) -> None:
    line = "- 09:10 25m brand post linkedin m2 : x\n  - below\n"
    other = made(Path(journal.root).parent / "other", d2026_11_18=line, d2026_11_20=TWO)
    with pytest.raises(JournalError, match="this very line already"):
        plan_change(other, all_lines(other)[:1], LineChange(day="2026-11-20"))


def test_nothing_and_what_is_not_understood_move_or_are_refused(journal: Journal) -> None:
    other = made(Path(journal.root).parent / "other", d2026_11_18="- nothing\n- 25m brand pots\n")
    nothing, problem = all_lines(other)
    assert plan_change(other, [nothing], LineChange(day="2026-11-20")).says() == "1 line on 1 day"
    for change in (LineChange(hat="brand"), LineChange(day="2026-11-20")):
        with pytest.raises(NotUnderstood):
            plan_change(other, [problem], change)
    with pytest.raises(NotUnderstood):
        plan_change(other, [nothing], LineChange(hat="brand"))


def test_new_names_are_told_before_and_known_afterwards(journal: Journal) -> None:
    change = LineChange(channel="linkedn", people=("bo",))
    journal.add("2026-11-20", "brand asked @anna")  # the first names of all are no news
    plan = plan_change(journal, all_lines(journal), change)
    assert plan.remarks == ("new channel linkedn; did you mean linkedin?", "new person @bo")
    make_change(journal, plan.changed, change, "linkedn")
    assert plan_change(journal, all_lines(journal), change).remarks == ()


MOVES = st.sampled_from(["", "", "2026-11-18", "2026-11-19", "2026-11-21"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=3), CHANGES, PARTS, MOVES)
def test_made_pages_changed_and_taken_back_have_the_same_bytes_and_changed_twice_is_once(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int], change: LineChange, only: set[str], day: str
) -> None:
    root = tmp_path_factory.mktemp("made")
    pages = {f"d2026_11_{18 + at}": page_of(seed).data for at, seed in enumerate(seeds)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(root / "state"))
        journal = made(root / "journal", **pages)
        before = {day: Path(journal.full_path(page_path(day))).read_bytes() for day in journal.days()}
        change = consistent(change, only)._replace(day=day)
        fitting = []
        for line in all_lines(journal):
            try:
                fitting += [line] if plan_change(journal, [line], change).changed else []
            except TwohatsError:
                continue
        try:
            plan = plan_change(journal, fitting, change)
        except TwohatsError:
            return
        if not plan.changed:
            return
        moved = make_change(journal, plan.changed, change, "x")
        now = {line.place: line for line in all_lines(journal)}
        again = plan_change(journal, [now[place] for place in moved.values()], change)
        assert (again.changed, again.same) == ((), len(fitting))
        undo(journal)
        assert {day: Path(journal.full_path(page_path(day))).read_bytes() for day in journal.days()} == before
