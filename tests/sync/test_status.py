"""`hat sync --status --fetch` foresees what the sync after it comes to, and leaves nothing behind."""

from __future__ import annotations

import shutil

import pytest
from tests.sync.machines import DAY, PAGE, World

from twohats.format.merging.markdown import Manner
from twohats.format.merging.result import Merged
from twohats.format.paths import page_path
from twohats.sync import status


def emptied(world: World) -> None:
    for number in range(1, 9):
        world.a.write(page_path(f"2026-10-0{number}"), "- 25m brand post\n")
    world.meet()
    shutil.rmtree(world.b.root / "days")
    world.b.sync()
    world.b.sync(yes=True)


def other_file(world: World) -> None:
    world.b.write("notes.txt", "from b\n")
    world.b.git("add", "notes.txt")
    world.b.git("commit", "-qm", "notes")
    world.b.git("push", "-q")


def other_file_in_use(world: World) -> None:
    other_file(world)
    world.a.write("notes.txt", "mine\n")


def folder_in_the_way(world: World) -> None:
    world.b.write(page_path("2026-11-21"), "- 25m brand read\n")
    world.b.sync()
    (world.a.root / page_path("2026-11-21")).mkdir()


def too_large(world: World) -> None:
    world.b.write(page_path("2026-11-21"), b"x" * (5 << 20))
    world.b.git("add", ".")
    world.b.git("commit", "-qm", "large")
    world.b.git("push", "-q")


def mirror(world: World) -> None:
    world.a.git("config", "remote.origin.mirror", "true")


@pytest.mark.parametrize(
    ("scene", "outcome"),
    [
        (emptied, "mass-delete"),
        (other_file_in_use, "foreign"),
        (folder_in_the_way, "in-the-way"),
        (too_large, "too-large"),
        (mirror, "mirror"),
    ],
)
def test_what_a_sync_stops_at_is_foreseen(world, scene, outcome):
    scene(world)
    world.a.add("25m brand post: mine", day="2026-11-23")
    head, files = world.a.git("rev-parse", "HEAD"), world.a.files()
    found = status(world.a.journal, fetch=True)

    assert found.stop == outcome
    assert not found.in_step
    assert found.new.added == 1
    assert (world.a.git("rev-parse", "HEAD"), world.a.files()) == (head, files)
    report = world.a.sync()
    assert (report.outcome, report.message, report.hint) == (outcome, found.message, found.hint)


def test_files_that_are_not_the_journals_count_for_being_in_step(world):
    other_file(world)
    found = status(world.a.journal, fetch=True)
    assert (found.in_step, found.apart, bool(found.incoming)) == (False, True, False)

    world.meet()
    assert status(world.a.journal, fetch=True).in_step
    world.a.write("notes.txt", "from a\n")
    world.a.git("commit", "-qam", "notes")
    assert not status(world.a.journal).in_step


def test_nothing_of_a_file_stays_behind(world):
    """Files merged as git merges them pass through files of git's own folder."""
    text = "".join(f"{number}\n" for number in range(9))
    world.a.write("notes.txt", text)
    world.a.git("add", "notes.txt")
    world.a.git("commit", "-qm", "notes")
    world.meet()
    world.a.write("notes.txt", text.replace("0", "zero"))
    world.a.git("commit", "-qam", "notes")
    world.a.git("push", "-q")
    world.b.write("notes.txt", text.replace("8", "eight"))
    world.b.git("commit", "-qam", "notes")

    assert not status(world.b.journal, fetch=True).stop
    assert not list((world.b.root / ".git").glob("twohats/*"))


def test_a_merge_that_would_lose_a_line_is_foreseen_and_nothing_is_written(world, monkeypatch):
    world.b.add("25m brand read: from b")
    world.b.sync()
    world.a.add("25m brand post: mine")
    monkeypatch.setattr(Manner, "merge", lambda _, *sides: Merged(sides[1]))
    found = status(world.a.journal, fetch=True)

    assert found.stop == "not-merged"
    assert DAY in found.message
    assert not (world.a.root / ".twohats" / "unmerged").exists()
    assert world.a.read() != PAGE
