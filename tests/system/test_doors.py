"""What a system may lack: handles of folders, the swap of two names, flush of a folder. A day's work without them.

Windows has none of the three, and old kernels and some network folders not the second. What is here is the fallback
itself; how Windows behaves is not (docs/systems.md).
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

RUN = """
import os, sys
from twohats.system import folders, swap
lacks = sys.argv.pop(1).split("+")
if "handles" in lacks:
    folders.BY_HANDLE = False
if "swap" in lacks:
    swap._rename = lambda _: -1
if "flush" in lacks:  # of a folder; that of a file there is everywhere
    import stat
    def only_files(handle, flush=os.fsync):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise PermissionError(13, "no folder is flushed here")
        flush(handle)
    os.fsync = only_files
from twohats.__main__ import run
run()
"""
A_DAY: tuple[tuple[str, ...], ...] = (
    ("init",),
    ("add", "25m", "b", "post", "linkedin", "m2:", "launch", "thread"),
    ("add", "yesterday", "14:00-14:45", "p", "talk", "phone", "@anna", "m5"),
    ("got", "b", "lead", "linkedin", "@bo"),
    ("add", "5m", "b", "read:", "to", "be", "removed"),
    ("remove", "3"),
    ("edit", "1", "30m", "b", "post", "linkedin", "m3:", "launch", "thread"),
    ("undo",),
    ("redo",),
    ("move", "2026-11-22:1", "yesterday"),
    ("change", "all", "brand", "post", "to", "u4", "--yes"),
    ("rename", "@anna", "@annar", "--yes"),
    ("inbox",),
    ("start", "b", "read", "mastodon"),
    ("stop", "m3:", "nothing", "new"),
    ("sum", "all", "by", "hat"),
    ("find", "launch"),
    ("week",),
    ("check", "--fix"),
)


def a_day(folder: Path, lacks: str) -> tuple[list[str], dict[str, bytes]]:
    """What the commands of a day print on a system that lacks something, and the files of the journal then."""
    home = folder / f"home-{lacks}"
    home.mkdir(parents=True)
    journal = home / "journal"
    printed = []
    for minute, words in enumerate(A_DAY):
        if words == ("inbox",):
            (journal / "inbox.md").write_text("20 nov 9am 10m p read: a poem\n")
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TWOHATS_JOURNAL": str(journal),
            "TWOHATS_NOW": f"2026-11-22T10:{minute:02d}",
        }
        done = subprocess.run([sys.executable, "-c", RUN, lacks, *words], env=env, cwd=home, text=True,
                              capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False)  # fmt: skip
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        printed.append((done.stdout + done.stderr).replace(str(home), "HOME"))
    files = {
        str(path.relative_to(journal)): path.read_bytes()
        for path in sorted(journal.rglob("*"))
        if path.is_file() and ".twohats" not in path.relative_to(journal).parts
    }
    return printed, files


@pytest.fixture(scope="module")
def with_all(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, bytes]]:
    return a_day(tmp_path_factory.mktemp("all"), "nothing")


@pytest.mark.parametrize("lacks", ["handles", "swap", "flush", "handles+swap+flush"])
def test_a_day_on_a_system_that_lacks_something_is_as_any_other(
    tmp_path: Path, lacks: str, with_all: tuple[list[str], dict[str, bytes]]
) -> None:
    printed, files = a_day(tmp_path, lacks)
    assert printed == with_all[0]
    assert files == with_all[1]
    assert len(files) > 3
