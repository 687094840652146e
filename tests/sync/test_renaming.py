"""A name put in place of another one on one machine, while the other goes on with the old one: both come to agree."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.sync.machines import DAY

from twohats.actions.people import people_to
from twohats.actions.rename import make_renaming, plan_renaming
from twohats.actions.select import select, understand
from twohats.format.paths import page_path
from twohats.format.renaming import Renaming
from twohats.format.times import Now
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from tests.sync.machines import Machine, World

NOW = Now(DAY, 630)
ANNA, LINKEDIN = Renaming("@", "anna", "annie"), Renaming("", "linkedin", "li")


def rename(machine: Machine, renaming: Renaming) -> None:
    make_renaming(machine.journal, plan_renaming(machine.journal, renaming, NOW))


def fresh(machine: Machine) -> Journal:
    return Journal(str(machine.root))


def found(machine: Machine, words: str) -> list[str]:
    journal = fresh(machine)
    return [line.text for line in select(journal, understand(journal, words.split(), NOW)).lines]


def test_a_line_that_another_machine_adds_with_the_old_name_counts_as_the_new(world: World) -> None:
    rename(world.a, ANNA)
    rename(world.a, LINKEDIN)
    world.b.add("brand got reply linkedin @anna: from the other machine")
    world.b.add("20m personal talk phone @anna", "2026-11-20")
    world.meet()
    for machine in (world.a, world.b):
        assert fresh(machine).settings.renamed == {"@anna": "@annie", "linkedin": "li"}
        assert found(machine, "@annie") == found(machine, "@anna")
        assert found(machine, "@annie") == [
            "20m personal talk phone @anna",
            "14:00-14:45 personal talk phone @annie m5: caught up",
            "brand got reply linkedin @anna: from the other machine",
        ]
        assert len(found(machine, "li")) == 2
        people = people_to(fresh(machine), date.fromisoformat(DAY)).figures
        assert "anna" not in str(people).replace("annie", "")
    assert people_to(fresh(world.a), date.fromisoformat(DAY)).figures == (
        people_to(fresh(world.b), date.fromisoformat(DAY)).figures
    )
    rename(world.b, ANNA)  # the lines that came late are renamed wherever somebody asks for it again
    world.meet()
    assert [line for line in found(world.a, "@annie") if "@anna" in line] == []


def test_a_line_that_was_renamed_here_and_changed_there_stays_in_both_versions(world: World) -> None:
    rename(world.a, ANNA)
    world.b.change("m5: caught up", "m4: caught up")
    world.meet()
    assert sorted(found(world.b, "@annie")) == [
        "14:00-14:45 personal talk phone @anna m4: caught up",
        "14:00-14:45 personal talk phone @annie m5: caught up",
    ]


def test_undo_after_the_sync_takes_all_of_it_back_on_both(world: World) -> None:
    before = world.a.files()
    rename(world.a, ANNA)
    world.meet()
    from twohats.actions.undo import undo

    undo(world.a.journal)
    world.meet()
    assert world.a.files() == before


def test_two_machines_that_name_one_person_differently_agree_in_the_end(world: World) -> None:
    rename(world.a, ANNA)
    rename(world.b, Renaming("@", "anna", "anne"))
    world.meet()
    said = [fresh(machine).settings.renamed for machine in (world.a, world.b)]
    assert said[0] == said[1]
    assert said[0] in ({"@anna": "@annie"}, {"@anna": "@anne"})
    assert world.a.read(page_path(DAY)) == world.b.read(page_path(DAY))
