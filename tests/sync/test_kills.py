"""Syncs killed on the way: the next one ends as if nothing had happened. `benchmarks/kill_sync.py` tries every call."""

from __future__ import annotations

import shutil
import sys

import pytest
from benchmarks import kill_sync
from benchmarks.kill_scenes import World, scene_there
from benchmarks.shims import NEVER, Killer, compiled

from twohats.sync import status, sync

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("cc"),
    reason="the shim is loaded as on Linux, and compiled with cc",
)


@pytest.fixture(scope="module")
def shim(tmp_path_factory):
    return compiled("kill_shim", tmp_path_factory.mktemp("shim"))


@pytest.mark.parametrize(
    ("scene", "every"),
    [("both changed", 61), ("only there", 19), ("first push", 53), ("resolving a rebase", 31)],
)
def test_a_sync_killed_at_any_call_is_finished_by_the_next(tmp_path, shim, scene, every):
    wrong = kill_sync.try_scene(tmp_path, shim, scene, every=every)

    assert wrong.kills >= 5
    assert wrong.faults == []


def test_machines_killed_at_random_moments_lose_nothing(tmp_path, shim):
    wrong = kill_sync.try_random(tmp_path, shim, kills=8, seed=20)

    assert wrong.faults == []


def test_a_sync_that_was_cut_off_is_said(tmp_path, shim):
    """Killed between taking note of the commit and moving the branch, with some of the files brought."""
    world, killer = World(tmp_path), Killer(shim, tmp_path)
    scene_there(world)
    world.keep()
    _, calls = killer.run((*kill_sync.OURS, world.path("a")), NEVER)
    said = []
    for number in range(calls // 4, calls, 8):
        world.again()
        killer.run((*kill_sync.OURS, world.path("a")), number)
        found = status(world.journal("a"))
        if found.interrupted:
            world.clear_locks()
            report = sync(world.journal("a"))
            said.append(any("cut off" in remark for remark in report.remarks))

    assert said
    assert all(said)
