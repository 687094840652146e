"""Files of the repository that are not the journal's: their modes and the ends of their lines stay as people have them."""

from __future__ import annotations

import os
import subprocess

import pytest
from tests.sync.machines import Machine

SCRIPT = "#!/bin/sh\n"


def save(machine: Machine, path: str, text: str | bytes, *, mode: int = 0o644) -> None:
    machine.write(path, text)
    os.chmod(machine.root / path, mode)
    machine.git("add", path)
    machine.git("commit", "-qm", path)
    machine.git("push", "-q")


def mode_of(machine: Machine, path: str) -> int:
    return (machine.root / path).stat().st_mode & 0o777


def test_a_program_keeps_its_mode_when_its_text_changes(world):
    save(world.a, "run.sh", SCRIPT, mode=0o755)
    world.b.sync()
    assert mode_of(world.b, "run.sh") == 0o700
    os.chmod(world.b.root / "run.sh", 0o755)
    save(world.a, "run.sh", SCRIPT + "echo\n", mode=0o755)
    world.b.sync()

    assert world.b.read("run.sh") == SCRIPT + "echo\n"
    assert mode_of(world.b, "run.sh") == 0o755
    assert world.b.is_clean()


@pytest.mark.parametrize(("here", "then"), [(0o755, 0o644), (0o700, 0o600), (0o750, 0o640)])
def test_the_right_to_be_run_is_taken_and_given_and_the_rest_stays(world, here, then):
    save(world.a, "run.sh", SCRIPT, mode=0o755)
    world.b.sync()
    os.chmod(world.b.root / "run.sh", here)
    save(world.a, "run.sh", SCRIPT, mode=0o644)
    world.b.sync()
    assert mode_of(world.b, "run.sh") == then
    assert world.b.is_clean()

    save(world.a, "run.sh", SCRIPT, mode=0o755)
    world.b.sync()
    assert mode_of(world.b, "run.sh") == here
    assert world.b.is_clean()


@pytest.fixture(params=["core.autocrlf", ".gitattributes"])
def crlf(request, world):
    """A third machine, on which git checks texts out with carriage returns; and a text."""
    save(world.a, "notes.txt", "one\ntwo\n")
    folder = world.folder / "c"
    if request.param == ".gitattributes":
        world.a.write(".gitattributes", "*.md -text\n*.toml -text\n*.txt text eol=crlf\n")
        world.a.sync()
    words = ["-c", "core.autocrlf=true"] if request.param == "core.autocrlf" else []
    subprocess.run(["git", *words, "clone", "-q", str(world.remote), str(folder)], check=True)
    machine = Machine(folder)
    if words:
        machine.git("config", "core.autocrlf", "true")
    assert machine.files()["notes.txt"] == b"one\r\ntwo\r\n"
    assert machine.is_clean()
    return machine


def test_a_text_with_carriage_returns_by_gits_doing_gets_what_is_new_with_them(world, crlf):
    save(world.a, "notes.txt", "one\ntwo\nthree\n")

    assert crlf.sync().outcome == "synced"
    assert crlf.files()["notes.txt"] == b"one\r\ntwo\r\nthree\r\n"
    assert crlf.is_clean()
    assert crlf.sync().outcome == "nothing"


def test_a_text_of_which_the_user_has_changed_more_is_still_theirs(world, crlf):
    save(world.a, "notes.txt", "one\ntwo\nthree\n")
    crlf.write("notes.txt", b"one\r\nmine\r\n")

    assert crlf.sync().outcome == "foreign"
    assert crlf.files()["notes.txt"] == b"one\r\nmine\r\n"


def test_carriage_returns_that_the_user_put_there_are_a_change_of_theirs(world):
    save(world.a, "notes.txt", "one\ntwo\n")
    world.b.sync()
    save(world.a, "notes.txt", "one\ntwo\nthree\n")
    world.b.write("notes.txt", b"one\r\ntwo\r\n")

    assert world.b.sync().outcome == "foreign"
    assert world.b.files()["notes.txt"] == b"one\r\ntwo\r\n"


def test_a_file_that_went_through_a_filter_of_the_users_is_left_and_the_filter_named(
    world, git_home, tmp_path, monkeypatch
):
    config = tmp_path / "config"
    config.write_text(
        (git_home / ".gitconfig").read_text() + '[filter "own"]\n\tclean = cat\n\tsmudge = tr a-z A-Z\n'
    )
    save(world.a, "notes.txt", "one\n")
    world.a.write(".gitattributes", "*.md -text\n*.toml -text\n*.txt filter=own\n")
    world.a.sync()
    world.b.sync()
    world.b.write("notes.txt", "ONE\n")  # as the filter had written it
    save(world.a, "notes.txt", "one\ntwo\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    report = world.b.sync()

    assert report.outcome == "filter"
    assert "notes.txt" in report.message
    assert "own" in report.message


def test_a_file_that_is_here_already_as_it_comes_is_in_nobodys_way(world):
    save(world.a, "notes.txt", "the same\n")
    world.b.write("notes.txt", "the same\n")

    assert world.b.sync().outcome == "synced"
    assert world.b.is_clean()
