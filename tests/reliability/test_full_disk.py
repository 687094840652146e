"""A small part of `benchmarks/full_disk.py`: disks without room, and calls of a command that fail."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from benchmarks import full_disk

needs_shim = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("cc"),
    reason="the shim is built for Linux, by a C compiler, cc",
)


@pytest.mark.skipif(sys.platform != "linux", reason="a small file system is mounted as on Linux")
@pytest.mark.parametrize("by_inodes", [False, True])
def test_on_a_full_disk_the_old_file_is_whole_and_the_line_given_back(monkeypatch, by_inodes):
    monkeypatch.setattr(full_disk, "KINDS", full_disk.KINDS[:1])
    found = full_disk.try_small_disk(state_too=True, by_inodes=by_inodes, every=3)
    if found is None:
        pytest.skip("no file system may be mounted here")

    assert found.faults == []
    assert found.ends["refused, the old file whole"] > 0
    assert found.ends["saved"] > 0


@needs_shim
@pytest.mark.parametrize(("error", "every"), [("ENOSPC", 9), ("EIO", 10), ("EROFS", 13)])
def test_a_call_that_fails_leaves_the_old_file_or_the_new_one_and_is_told(error, every):
    found = full_disk.try_calls(full_disk.KINDS[0], error, every=every)

    assert found.faults == []
    assert found.ends["refused, the old file whole"] > 1
    assert found.ends["saved"] > 1


@needs_shim
@pytest.mark.parametrize("number", [3, 4])
def test_edits_removals_and_undo_are_refused_whole_as_well(number):
    assert full_disk.try_calls(full_disk.KINDS[number], "ENOSPC", every=9).faults == []


@needs_shim
def test_a_change_that_the_disk_neither_confirms_nor_takes_back_is_said_to_be_uncertain():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "live").mkdir()
        world = full_disk.World(folder / "live", folder / "live", full_disk.KINDS[0])
        shutil.copytree(folder / "live", folder / "kept")
        shim = full_disk.Shim(folder)
        new = full_disk.new_text(full_disk.KINDS[0])
        _, calls = shim.run(world, 0)
        said = []
        for at in range(calls * 2 // 3, calls):
            shutil.rmtree(folder / "live")
            shutil.copytree(folder / "kept", folder / "live")
            done, _ = shim.run(world, at, 5, on=True)
            if done.returncode and world.text() == new:
                said.append(done.stderr)

    assert said
    assert all("the change may be there all the same" in one for one in said)
    assert not any("Nothing was saved" in one for one in said)
    assert all("typed by hand" in one for one in said)


def test_a_command_that_says_ok_without_the_line_is_seen():
    with tempfile.TemporaryDirectory() as name:
        world = full_disk.World(Path(name), Path(name), full_disk.KINDS[0])
        done = world.run(("list",))  # does not write, and ends well
        found = full_disk.Found()
        full_disk.judge(world, done, full_disk.new_text(full_disk.KINDS[0]), "list", found)

    assert found.ends == {"wrong": 1}
    assert len(found.faults) == 1
