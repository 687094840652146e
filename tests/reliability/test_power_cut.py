"""A small part of `benchmarks/power_cut.py`: what is left on a disk that loses its power, and that this finds losses."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from random import Random

import pytest
from benchmarks.disk_calls import can_record
from benchmarks.power_cut import judged_without, quick_disk, states_of, world_of
from benchmarks.power_flushes import kinds_of
from benchmarks.power_writes import Wrong

ALL = 10_000
"""States judged at most without a flush, until one is wrong: more than there are, so that no chance has a part in it."""

pytestmark = pytest.mark.skipif(not can_record(), reason="calls are recorded by strace, on Linux")


@pytest.fixture
def recorded():
    """What records an operation, in a world of its own; the environment is as it was afterwards."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(dir=quick_disk()) as folder:
        yield lambda name: world_of(name, Path(folder))
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.parametrize(
    "name",
    ["add, the first line of a journal", "undo of three pages", "timer, stop", "hat edit, by an editor"],
)
def test_a_power_cut_leaves_all_that_was_said_to_be_saved_and_without_any_flush_it_does_not(recorded, name):
    world, wrong = recorded(name), Wrong()

    for state in states_of(world, Random(7), most=20)[:80]:
        world.judge(state, wrong)

    assert wrong.faults == []
    for kind, flushes in kinds_of(world.recorder.tape).items():
        assert judged_without(world, flushes, Random(7), most=ALL)[1], f"nothing is lost without {kind}"


def test_a_first_push_to_a_stick_can_be_cut_off_at_either_end_and_each_flush_is_needed(recorded):
    world, wrong = recorded("first push"), Wrong()

    for state in states_of(world, Random(7), most=2)[:3]:
        world.judge(state, wrong)

    assert wrong.faults == []
    kinds = kinds_of(world.recorder.tape)
    for kind in (
        "the remote's git: a loose object",
        "the remote's git: a ref",
        "names of git's objects (durable.keep_objects)",
        "the name of a ref (durable.keep_ref)",
    ):
        assert judged_without(world, kinds[kind], Random(7), most=ALL)[1], f"nothing is lost without {kind}"
