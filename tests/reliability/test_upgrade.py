"""Two versions of twohats, as their wheels: one after the other on one machine, and side by side on two.

The older one is the first that landed with every-day commands, the week, the app and sync, before the words of the
method (`from:`, `24:40`, trials with a coin) and before the index.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

OLD = "0090c4561f3f54aabd498c6e68f5b0794e72b924"
ROOT = Path(__file__).parents[2]
GIT = ["git", "-c", "user.name=Mara", "-c", "user.email=mara@example.org"]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders that the wheels of both versions were unpacked to."""
    folder = tmp_path_factory.mktemp("wheels")
    archive = subprocess.run(["git", "archive", OLD], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode:
        pytest.skip(f"the clone does not reach back to {OLD[:7]}: git fetch --unshallow")
    (folder / "source").mkdir()
    subprocess.run(["tar", "-x"], input=archive.stdout, cwd=folder / "source", check=True)
    for name, source in (("old", folder / "source"), ("new", ROOT)):
        built = folder / f"{name}.built"
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
        subprocess.run(build, cwd=source, capture_output=True, check=True, timeout=300)
        (wheel,) = built.glob("*.whl")
        zipfile.ZipFile(wheel).extractall(folder / name)
    return {name: folder / name for name in ("old", "new")}


class Machine:
    """A home with a journal in it, on which either version is run."""

    def __init__(self, home: Path, wheels: dict[str, Path], journal: Path) -> None:
        self.home, self.wheels, self.journal = home, wheels, journal
        home.mkdir()

    def __call__(self, version: str, *words: str, code: int = 0) -> str:
        """What `hat WORDS` of that version prints, on stdout and then on stderr."""
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(self.wheels[version]),
            "TWOHATS_JOURNAL": str(self.journal),
            "TWOHATS_NOW": "2026-11-22T10:30",
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        done = subprocess.run(
            [sys.executable, "-P", "-m", "twohats", *words], env=env, cwd=self.home, text=True, capture_output=True,
            stdin=subprocess.DEVNULL, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def machine(tmp_path: Path, wheels: dict[str, Path]) -> Machine:
    found = Machine(tmp_path / "home", wheels, tmp_path / "journal")
    found("old", "init", str(found.journal))
    (found.home / ".gitconfig").write_text("[user]\n\tname = Mara\n\temail = mara@example.org\n")
    return found


def pages(journal: Path) -> dict[str, bytes]:
    """The files of a journal that are text of a person."""
    return {
        str(path.relative_to(journal)): path.read_bytes()
        for path in sorted(journal.rglob("*"))
        if path.is_file() and not {".git", ".twohats"} & set(path.relative_to(journal).parts)
    }


def test_the_two_are_two_versions(machine: Machine) -> None:
    assert " sum " not in machine("old", "--help")
    assert " sum " in machine("new", "--help")


def test_an_upgrade_changes_nothing_and_goes_on(machine: Machine) -> None:
    machine("old", "add", "25m", "b", "post", "linkedin", "m2:", "launch", "thread")
    machine("old", "add", "yesterday", "14:00-14:45", "p", "talk", "phone", "@anna", "m5")
    machine("old", "start", "b", "read", "mastodon")
    before, listed = pages(machine.journal), machine("old", "list", "all")
    assert machine("new", "list", "all") == listed
    machine("new", "week")
    machine("new", "sum", "all", "by", "hat")
    assert machine("new", "check").startswith(machine("old", "check").partition("\n")[0])
    assert pages(machine.journal) == before, "reading changes no file"
    assert "brand read mastodon" in machine("new", "status")
    machine("new", "cancel")


def test_undo_goes_through_what_the_other_version_did(machine: Machine) -> None:
    machine("old", "add", "25m", "b", "post:", "one")
    first = pages(machine.journal)
    machine("new", "add", "26m", "b", "post:", "two")
    second = pages(machine.journal)
    machine("old", "add", "27m", "b", "post:", "three")
    machine("new", "undo")
    assert pages(machine.journal) == second
    machine("old", "undo")
    assert pages(machine.journal) == first
    machine("old", "redo")
    machine("new", "redo")
    assert pages(machine.journal)["days/2026/2026-11-22.md"].count(b"post:") == 3


def test_a_change_of_many_lines_is_taken_back_by_the_older_version(machine: Machine) -> None:
    for day in ("2026-11-20", "2026-11-21"):
        machine("new", "add", day, "25m", "b", "post", "linkedin")
    before = pages(machine.journal)
    machine("new", "change", "all", "brand", "linkedin", "to", "email", "--yes")
    assert pages(machine.journal) != before
    machine("old", "undo")
    assert pages(machine.journal) == before


def test_what_only_the_newer_version_reads_is_kept_by_the_older(machine: Machine) -> None:
    lines = (
        "24:40 10m personal read: late",
        "brand got lead @bo from:none: by chance",
        "25m brand post src:linkedin",
    )
    page = machine.journal / "days" / "2026" / "2026-11-21.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 2026-11-21 Saturday\n\n" + "".join(f"- {line}\n" for line in lines))
    for version in ("old", "new", "old"):
        machine(version, "add", "yesterday", "5m", "b", "read")
        machine(version, "week")
        machine(version, "list", "all")
    text = page.read_text()
    assert all(f"- {line}\n" in text for line in lines)
    assert text.count("5m brand read") == 3


@pytest.mark.skipif(sys.platform == "win32", reason="git's processes are driven as on Unix")
def test_two_versions_on_two_machines_sync(tmp_path: Path, machine: Machine, wheels: dict[str, Path]) -> None:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", remote], check=True)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", machine.journal], check=True)
    subprocess.run(["git", "-C", machine.journal, "remote", "add", "origin", remote], check=True)
    machine("old", "add", "25m", "b", "post", "linkedin", "@anna:", "here")
    machine("old", "sync")
    other = Machine(tmp_path / "other", wheels, tmp_path / "journal2")
    (other.home / ".gitconfig").write_text((machine.home / ".gitconfig").read_text())
    subprocess.run(["git", "clone", "--quiet", remote, other.journal], check=True)
    other("new", "add", "yesterday", "10m", "p", "read", "mastodon:", "there")
    other("new", "add", "26m", "b", "post", "linkedin:", "there too")
    other("new", "got", "b", "lead", "@bo", "from:none")
    other("new", "rename", "@anna", "@annar", "--yes")
    machine("old", "add", "27m", "b", "post", "linkedin", "@anna:", "late, under the old name")
    for _ in range(2):
        other("new", "sync")
        machine("old", "sync")
    assert pages(machine.journal) == pages(other.journal)
    text = (machine.journal / "days" / "2026" / "2026-11-22.md").read_text()
    for note in ("here", "there too", "late, under the old name", "from:none"):
        assert text.count(note) >= 1, note
    assert len(other("new", "list", "all", "@annar").splitlines()) == 2, (
        "the newer one counts both names as one"
    )
    assert "nothing to do" in machine("old", "sync")
    assert "nothing to do" in other("new", "sync")
