"""A tree of the model put on a real disk, so that commands can be run on what a power cut has left."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from benchmarks.disk_calls import Recorder
from benchmarks.disk_model import Node
from benchmarks.disk_tape import GONE

from twohats.journal.writer import Leftover

LONG_AGO = 1_700_000_000 * 10**9
"""The time of files of which no other is known: after a power cut nothing has been written a moment ago."""
Mark = tuple[int, int]
"""A file's real inode and its time (ns), which the writer keeps in names and beside copies (`files.fingerprint`)."""


class Marks:
    """The marks that recorded files had, so that a tree put on a disk can have them as well."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._inode: dict[Mark, int] = {}
        self.times: dict[int, int] = {}
        self.look()

    def look(self) -> None:
        """Look at all the files as they are by now."""
        tape = self._recorder.tape
        for folder, _, names in os.walk(self._recorder.folder):
            for path in (folder, *(os.path.join(folder, name) for name in names)):
                about = os.lstat(path)
                inode = tape.find(os.path.normpath(os.path.relpath(path, self._recorder.folder)))
                if inode != GONE:
                    self._inode[about.st_ino, about.st_mtime_ns] = inode
                    self.times[inode] = about.st_mtime_ns

    def now(self, mark: Mark, real: dict[int, int]) -> Mark:
        """A recorded mark as it is in a tree put on the disk; one of a file that is not there fits none."""
        if mark == (0, 0):
            return mark
        return real.get(self._inode.get(mark, GONE), 1), mark[1]


def put(nodes: dict[str, Node], folder: Path, marks: Marks) -> None:
    """Make a folder hold this tree and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    real: dict[int, int] = {}
    first: dict[int, str] = {}
    folders = []
    for path, node in nodes.items():
        full = os.path.join(folder, path)
        if node.content is None:
            os.mkdir(full, 0o700)
            folders.append(full)
        elif node.inode in first:
            os.link(first[node.inode], full)
        else:
            first[node.inode] = full
            with open(full, "xb") as file:
                file.write(node.content)
            time = marks.times.get(node.inode, LONG_AGO)
            os.utime(full, ns=(time, time))
        real[node.inode] = os.lstat(full).st_ino
    for path in nodes:
        _renew(folder, path, marks, real)
    for full in folders:
        os.utime(full, ns=(LONG_AGO, LONG_AGO))


def _renew(folder: Path, path: str, marks: Marks, real: dict[int, int]) -> None:
    """Put the marks of this disk into the name of a leftover, or the head of a copy."""
    full = folder / path
    if "/.twohats/tmp/" in path and (left := Leftover.read(full.name)):
        new = left._replace(
            scratch=os.lstat(full.parent).st_ino, new=marks.now(left.new, real), old=marks.now(left.old, real)
        )
        full.rename(full.with_name(new.name()))
    elif full.parent.name == "written":
        head, _, rest = full.read_bytes().partition(b" ")
        time, space, more = rest.partition(b" ")
        if space and head.isdigit() and time.isdigit():
            about = os.stat(full)
            full.write_bytes(b"%d %b %b" % (marks.now((int(head), int(time)), real)[0], time, more))
            os.utime(full, ns=(about.st_mtime_ns, about.st_mtime_ns))
