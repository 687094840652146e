"""The syncs that a power is cut in, and what must hold on the disks that are left (`power_cut`)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks import kill_scenes, kill_sync
from benchmarks.disk_calls import Recorder
from benchmarks.disk_model import State
from benchmarks.power_disk import Marks, put
from benchmarks.power_writes import Wrong

from twohats.sync import sync

DAY = "2026-11-30"


class SyncWorld:
    """Two machines with a remote, one sync of the first recorded, and all put back to what a cut has left."""

    def __init__(self, folder: Path, scene: str) -> None:
        self.scene = scene
        self.world = kill_scenes.World(folder)
        kill_scenes.SCENES[scene](self.world)
        self._was = self.world.lines("a") | self.world.lines("b")
        self.recorder = Recorder(self.world.live)
        self.marks = Marks(self.recorder)
        command = [sys.executable, "-m", "twohats", "--journal", self.world.path("a"), "sync"]
        ran = self.recorder.run(
            [*command, *(["--resolve"] if "resolving" in scene else [])],
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        )
        if ran.returncode:
            raise SystemExit(f"{scene}: the sync fails: {ran.stderr.decode()}")
        self.recorder.check()
        self.marks.look()
        self._wanted = self._wanted_in_the_end()

    @staticmethod
    def in_order(path: str) -> str:
        """The row of calls that a name belongs to: on the remote's disk, where git is alone and flushes no folder."""
        return "remote" if path.startswith("remote.git/") else ""

    def _wanted_in_the_end(self) -> Counter[str]:
        self.world.journal("a").add(DAY, kill_sync.MORE)
        if not self.world.finish_ours():
            raise SystemExit(f"{self.scene}: the next sync fails without a cut")
        return self.world.lines("a")

    def _finish_really(self) -> bool:
        """Sync both machines by real processes; whether each ended well."""
        words = [(kill_sync.RESOLVE, "a")] if "resolving" in self.scene else []
        words += [(kill_sync.OURS, name) for name in "aba"]
        codes = [
            subprocess.run([*command, self.world.path(name)], capture_output=True, check=False).returncode
            for command, name in words
        ]
        return not any(codes[-3:])

    def judge(self, state: State, wrong: Wrong, *, really: bool = False) -> None:
        """Put a state on the disk and count what is wrong with it: as after a kill (`kill_sync.judge`)."""
        put(state.nodes, self.world.live, self.marks)
        found = kill_sync.Wrong()
        where = f"event {state.end}, {state.said} said: {'; '.join(state.lost)}"
        self.world.clear_locks()
        try:
            self.world.journal("a").add(DAY, kill_sync.MORE)
            well = self._finish_really() if really else self.world.finish_ours()
        except Exception as error:  # noqa: BLE001  # whatever it is, it is counted
            wrong.add("stuck", f"{error!r} after {where}")
            return
        kill_sync.judge(self.world, self._wanted, self._was, found, "", well=well)
        if found.lost or found.apart:
            wrong.add("lost", f"{found.faults} after {where}")
        if found.back or found.torn or found.doubled:
            wrong.add("torn", f"{found.faults} after {where}")
        if found.stuck:
            ends = [
                f"{report.outcome} {report.message}" for report in map(sync, map(self.world.journal, "ab"))
            ]
            wrong.add("stuck", f"the next syncs end with {ends} after {where}")
