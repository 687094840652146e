"""The review of a week, written on two machines: undo takes back what was written here, and leaves the rest."""

from __future__ import annotations

import pytest

from twohats.actions.reviews import add_answer, add_review_lines
from twohats.format.paths import review_path
from twohats.journal.undo import redo, undo

WEEK = "2026-W47"
PATH = review_path(WEEK)
QUESTION = "Why social, and not speaking to a few more people?"
ANSWER = "Because.\n\n- of the hours\n- of the people"
DECIDED = ["- decided: linkedin at most 2h a week", "- later: @bo until 2026-12-06"]


def test_an_answer_that_created_the_review_is_taken_back_from_between_lines_of_others(world):
    add_answer(world.a.journal, WEEK, QUESTION, ANSWER)
    add_review_lines(world.b.journal, WEEK, DECIDED)
    world.meet()
    both = world.a.read(PATH)
    assert both == world.b.read(PATH)
    assert ANSWER in both
    assert all(line in both for line in DECIDED)

    undo(world.a.journal)
    left = world.a.read(PATH)
    assert QUESTION not in left
    assert "Because" not in left
    assert left.startswith(f"# {WEEK}\n")
    assert all(line in left for line in DECIDED)
    world.meet()
    assert world.b.read(PATH) == left

    redo(world.a.journal)
    assert ANSWER in world.a.read(PATH)


def test_the_other_machine_takes_back_its_own(world):
    add_answer(world.a.journal, WEEK, QUESTION, ANSWER)
    add_review_lines(world.b.journal, WEEK, DECIDED)
    world.meet()
    undo(world.b.journal)
    left = world.b.read(PATH)
    assert f"## {QUESTION}\n\n{ANSWER}\n" in left
    assert not any(line in left for line in DECIDED)
    world.meet()
    undo(world.a.journal)
    assert PATH not in world.a.files()


@pytest.mark.parametrize("line", ["- decided: letter at most 1h a week", "A thought of another machine."])
def test_a_line_put_between_by_another_machine_stays(world, line):
    """It is typed there into the review that was created here."""
    add_review_lines(world.a.journal, WEEK, DECIDED[:1])
    world.meet()
    world.b.change(f"# {WEEK}\n\n", f"# {WEEK}\n\n{line}\n\n", PATH)
    world.meet()
    assert world.a.read(PATH) == f"# {WEEK}\n\n{line}\n\n{DECIDED[0]}\n"
    undo(world.a.journal)
    assert world.a.read(PATH).rstrip("\n") == f"# {WEEK}\n\n{line}"


def test_alone_it_is_gone_with_its_file(world):
    add_answer(world.a.journal, WEEK, QUESTION, ANSWER)
    world.meet()
    undo(world.a.journal)
    assert PATH not in world.a.files()
    world.meet()
    assert PATH not in world.b.files()
