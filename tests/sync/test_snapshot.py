"""What a sync finds on the disk: read again only where it can be told that it need not be."""

from __future__ import annotations

import os

from tests.sync.machines import DAY, World

from twohats.format.paths import page_path
from twohats.sync.objects import Objects
from twohats.sync.snapshot import read_disk
from twohats.system import machine
from twohats.system.git import Git

PATH = page_path(DAY)
SECOND = 1_000_000_000


def test_a_file_that_was_just_changed_is_read_again_though_time_and_size_are_the_same(
    world: World, monkeypatch
):
    """A clock of the disk ticks up to two seconds; one change later than that is seen by its time."""
    machine_a = world.a
    page = machine_a.root / PATH
    about = page.stat()
    objects = Objects(Git(str(machine_a.root)), str(machine_a.root / ".git"))

    def ids_after(nanoseconds: int) -> list[str]:
        """The ids of the page before and after a change within one tick, with a clock so much later."""
        monkeypatch.setattr(machine, "nanoseconds", lambda: about.st_mtime_ns + nanoseconds)
        before = read_disk(machine_a.journal, "", objects)
        page.write_bytes(page.read_bytes().swapcase())
        os.utime(page, ns=(about.st_atime_ns, about.st_mtime_ns))
        return [disk.ids[PATH] for disk in (before, read_disk(machine_a.journal, "", objects, before))]

    for later in (0, SECOND, 2 * SECOND):
        before, after = ids_after(later)
        assert before != after
    before, after = ids_after(2 * SECOND + 1)
    assert before == after
