"""Files of the journal that a sync leaves as git has them: it says which, and stops only where one is in its way."""

from __future__ import annotations

import os
import sys
import threading
import time

import pytest
from tests.sync.machines import DAY, PAGE

from twohats.format.paths import page_path
from twohats.journal.stable_read import PATIENCE
from twohats.sync import status

PATH = page_path(DAY)
OTHER = page_path("2026-11-21")
HELD = PAGE + "- 15:00-15:10 brand post: being written\n"
MARKED = PAGE.replace(
    "- 10:00",
    "<<<<<<< here\n- 08:00-08:10 brand post: one\n=======\n- 08:00-08:20 brand post: two\n>>>>>>> there\n- 10:00",
)

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open")


@pytest.fixture
def held(world, request):
    """The page of a, open for writing in another program, as a logger or `tee -a` has it."""
    page = world.a.root / PATH
    page.write_text(HELD)
    age = getattr(request, "param", 60)
    os.utime(page, (time.time() - age, time.time() - age))
    with page.open("a") as file:
        yield file


@on_linux
@pytest.mark.parametrize("held", [60, 0], indirect=True, ids=["old", "young"])
def test_a_page_that_is_held_open_waits_and_the_others_go_on(world, held):
    world.b.write(OTHER, "- 25m brand read: from b\n")
    world.b.sync()
    world.a.add("25m brand post: mine", day="2026-11-23")
    report = world.a.sync()

    assert (report.outcome, report.finished) == ("left-out", False)
    assert report.left_out == ((PATH, "held-open"),)
    assert "from b" in world.a.read(OTHER)
    assert world.a.committed()[PATH] == PAGE.encode()
    assert world.a.read() == HELD
    held.close()
    world.meet()
    assert "being written" in world.b.read()


@on_linux
def test_a_page_that_is_held_open_and_changed_there_stops_it_and_is_named(world, held):
    world.b.add("25m brand read: from b")
    world.b.sync()
    report = world.a.sync()

    assert report.outcome == "held-open"
    assert PATH in report.message
    assert status(world.a.journal).stop == "held-open"
    assert world.a.read() == HELD
    held.close()
    world.meet()
    assert "being written" in world.b.read()


@on_linux
def test_many_pages_that_are_held_open_are_waited_for_together_and_hat_add_gets_in(world):
    paths = [world.a.root / page_path(f"2026-11-0{number}") for number in range(1, 9)]
    for path in paths:
        path.write_text("- 25m brand post\n")
    files = [path.open("a") for path in paths]
    reports = []
    sync = threading.Thread(target=lambda: reports.append(world.a.sync()))
    began = time.monotonic()
    sync.start()
    time.sleep(0.3)
    before = time.monotonic()
    world.a.add("25m brand post: meanwhile", day="2026-11-23")
    added = time.monotonic() - before
    sync.join()
    took = time.monotonic() - began
    for file in files:
        file.close()

    assert added < 1.5
    assert took < 2 * PATIENCE + 2
    assert reports[0].outcome == "left-out"
    assert len(reports[0].left_out) == 8
    assert "8 files are left out" in reports[0].message


def test_a_page_with_new_conflict_marks_is_not_committed(world):
    world.a.write(PATH, MARKED)
    world.a.add("25m brand post: mine", day="2026-11-23")
    found = status(world.a.journal)
    report = world.a.sync()

    assert report.outcome == "left-out"
    for told in (report, found):
        (left,) = told.left_out
        assert left == (PATH, "marked")
        assert "hat check --fix" in left.says()
    assert not found.in_step
    assert not status(world.a.journal, fetch=True).in_step  # now that all else is
    assert found.new.days == ("2026-11-23",)
    assert world.a.committed()[PATH] == PAGE.encode()
    world.b.add("25m brand read: from b")
    world.b.sync()
    report = world.a.sync()
    assert report.outcome == "marked"
    assert PATH in report.message
    assert world.a.read() == MARKED


def test_marks_that_are_committed_already_stop_nothing(world):
    world.a.write(PATH, MARKED)
    world.a.git("commit", "-qam", "with marks")
    world.a.write(PATH, MARKED + "- 25m brand post: mine\n")
    world.meet()

    assert "mine" in world.b.read()


def test_pages_that_a_rule_keeps_out_are_named_and_people_are_not(world):
    world.b.write(".gitignore", ".twohats/\n2026-12*\npeople.toml\n")
    world.b.sync()
    world.a.sync()
    world.a.write(page_path("2026-12-01"), "- 25m brand post\n")
    world.a.write("people.toml", '[anna]\nname = "Anna"\n')

    report, found = world.a.sync(), status(world.a.journal)
    assert report.finished
    assert found.in_step
    for told in (report, found):
        assert not told.left_out
        (remark,) = told.remarks
        assert page_path("2026-12-01") in remark
        assert ".gitignore" in remark
    assert page_path("2026-12-01") not in world.a.committed()


ODD = (
    "trials/2026-11-café.toml",
    "trials/no linkedin.toml",
    "trials/it's.toml",
    "weeks/Überblick.md",
    "imports/my file.seen",
)


@pytest.mark.parametrize("path", ODD)
def test_a_file_whose_name_is_not_the_same_on_every_system_is_named(world, path):
    world.a.sync()
    world.a.write(path, "x = 1\n")
    report = world.a.sync()
    assert [remark for remark in report.remarks if path in remark and "not synced" in remark]
    assert path not in world.a.git("ls-files", "-z").split("\0")
    assert [remark for remark in status(world.a.journal).remarks if path in remark]
