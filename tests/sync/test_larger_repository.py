"""A repository with more in it than the journal, and files that are kept out of git."""

from __future__ import annotations

import shutil

import pytest
from tests.sync.machines import DAY, LINE, PAGE, Machine, is_kept

from twohats.format.paths import page_path


@pytest.fixture
def larger(world, tmp_path):
    """A journal in a folder of a larger repository, with changes of its own, in every state."""
    top = Machine(tmp_path / "larger")
    top.write("src/x.py", "x = 1\n")
    top.write("src/y.py", "y = 1\n")
    for path, data in world.a.files().items():
        top.write(f"notes/journal/{path}", data)
    top.git("init", "-q")
    top.git("add", ".")
    top.git("commit", "-qm", "start")
    top.git("init", "-q", "--bare", str(tmp_path / "larger.git"))
    top.git("remote", "add", "origin", str(tmp_path / "larger.git"))
    top.git("push", "-q", "-u", "origin", "main")
    return top, Machine(tmp_path / "larger" / "notes" / "journal")


def test_in_a_larger_repository_only_pages_are_committed_and_nothing_is_sent(larger):
    top, machine = larger
    top.write("src/x.py", "x = 2\n")
    top.write("src/y.py", "y = 2\n")
    top.git("add", "src/y.py")
    top.write("src/new.py", "new\n")
    machine.add(LINE)

    assert machine.sync().outcome == "sub-folder"
    assert is_kept_in(top)
    assert (
        top.git("status", "--porcelain") == "M src/x.py\nM  src/y.py\n?? src/new.py"
    )  # the output is stripped
    assert top.git("rev-list", "--count", "origin/main..main") == "1"


def is_kept_in(top: Machine) -> bool:
    return LINE.encode() in top.committed()[f"notes/journal/{page_path(DAY)}"]


def test_a_larger_repository_is_sent_when_asked(larger, tmp_path):
    top, machine = larger
    shutil.copytree(top.root, tmp_path / "other", symlinks=True)
    other = Machine(tmp_path / "other" / "notes" / "journal")
    top.write("src/x.py", "x = 2\n")
    top.git("commit", "-qam", "x")
    machine.add(LINE)
    other.add("25m brand read: other")

    for one in (machine, other, machine):
        assert one.sync(whole_repo=True).finished
    assert Machine(tmp_path / "other").read("src/x.py") == "x = 2\n"
    assert machine.read() == other.read()
    assert "other" in machine.read()
    assert top.is_clean()
    assert Machine(tmp_path / "other").is_clean()


def test_other_files_of_the_repository_are_neither_committed_nor_touched(world):
    for name in ("dirty.txt", "staged.txt"):
        world.a.write(name, "one\n")
        world.a.git("add", name)
    world.a.git("commit", "-qm", "files")
    world.a.git("push", "-q")
    world.a.write("dirty.txt", "two\n")
    world.a.write("staged.txt", "two\n")
    world.a.git("add", "staged.txt")
    world.a.write("new.txt", "two\n")
    before = world.a.git("status", "--porcelain")
    world.a.add(LINE)
    world.b.sync()
    world.b.add("25m brand read: from b")
    world.b.sync()

    assert world.a.sync().outcome == "synced"
    assert world.a.git("status", "--porcelain") == before
    assert world.a.committed()["dirty.txt"] == b"one\n"
    assert "from b" in world.a.read()


def test_another_file_that_changed_on_the_remote_is_brought_unless_it_is_in_use(world):
    world.b.write("notes.txt", "one\n")
    world.b.git("add", "notes.txt")
    world.b.git("commit", "-qm", "notes")
    world.meet()
    assert world.a.read("notes.txt") == "one\n"
    world.b.write("notes.txt", "two\n")
    world.b.git("commit", "-qam", "notes")
    world.b.sync()
    world.a.write("notes.txt", "mine\n")
    world.a.add(LINE)
    files = world.a.files()
    report = world.a.sync()

    assert report.outcome == "foreign"
    assert "notes.txt" in report.message
    assert "origin" in report.message
    assert world.a.files() == files
    assert is_kept(world.a)


def test_another_file_changed_on_both_sides_is_merged_or_kept_twice(world):
    text = "".join(f"{number}\n" for number in range(20))
    for machine in (world.a, world.b):
        machine.write("clean.txt", text)
        machine.write("notes.txt", "one\n")
        machine.git("add", ".")
        machine.git("commit", "-qm", "files")
        if machine is world.a:
            machine.git("push", "-q")
        else:
            machine.git("fetch", "-q")
            machine.git("reset", "-q", "--hard", "origin/main")
    for machine in (world.a, world.b):
        first = machine is world.a
        machine.write(
            "clean.txt", text.replace("2\n", "two\n", 1) if first else text.replace("18\n", "eighteen\n")
        )
        machine.write("notes.txt", "from a\n" if first else "from b\n")
        machine.git("commit", "-qam", "changed")
    world.meet()

    assert "two\n" in world.a.read("clean.txt")
    assert "eighteen\n" in world.a.read("clean.txt")
    notes = {name: data for name, data in world.a.files().items() if name.startswith("notes")}
    assert len(notes) == 2
    assert set(notes.values()) == {b"from a\n", b"from b\n"}


def test_people_may_be_kept_out_of_git(world):
    world.a.write(".gitignore", ".twohats/\npeople.toml\n")
    world.a.write("people.toml", '[anna]\nname = "Anna"\n')

    assert world.a.sync().outcome == "synced"
    assert "people.toml" not in world.a.committed()
    assert world.a.read("people.toml")


def test_people_taken_out_of_git_stay_out(world):
    world.a.write("people.toml", '[anna]\nname = "Anna"\n')
    world.a.sync()
    world.a.write(".gitignore", ".twohats/\npeople.toml\n")
    world.a.git("rm", "-q", "--cached", "people.toml")
    world.a.sync()

    assert "people.toml" not in world.a.committed()
    assert world.a.read("people.toml")


def test_a_link_that_was_changed_on_both_sides_is_left_to_its_owner(world):
    for machine in (world.a, world.b):
        (machine.root / "link").symlink_to(machine.root.name)
        machine.git("add", "link")
        machine.git("commit", "-qm", "link")
    world.b.git("push", "-q")
    world.a.add(LINE)
    files = world.a.files()
    report = world.a.sync()

    assert report.outcome == "foreign-conflict"
    assert world.a.files() == files
    assert is_kept(world.a)


def test_a_file_that_another_machine_took_out_of_git_stays_on_the_disk(world):
    world.a.write("people.toml", '[anna]\nname = "Anna"\n')
    world.meet()
    world.b.write(".gitignore", ".twohats/\npeople.toml\n")
    world.b.git("rm", "-q", "--cached", "people.toml")
    world.b.sync()
    assert world.a.sync().outcome == "synced"

    assert "people.toml" not in world.a.committed()
    assert world.a.read("people.toml")
    assert world.a.is_clean()


def test_a_file_kept_out_of_git_is_not_mixed_with_one_from_elsewhere(world):
    world.a.write(".git/info/exclude", "people.toml\n")
    world.a.write("people.toml", '[anna]\nname = "Anna"\n')
    world.b.write("people.toml", '[bo]\nname = "Bo"\n')
    world.b.sync()
    report = world.a.sync()

    assert report.outcome == "in-the-way"
    assert "people.toml" in report.message
    assert world.a.read("people.toml") == '[anna]\nname = "Anna"\n'


def test_a_journal_that_a_larger_repository_ignores_is_in_none(world, tmp_path):
    top = Machine(tmp_path / "home")
    top.write(".gitignore", "*\n")
    for path, data in world.a.files().items():
        top.write(f"journal/{path}", data)
    top.git("init", "-q")
    machine = Machine(tmp_path / "home" / "journal")

    assert machine.sync().outcome == "no-repository"
    assert machine.read() == PAGE


def test_large_files_that_are_not_the_journals_are_brought(world):
    world.b.write("film.bin", b"\0" * (5 << 20))
    world.b.git("add", "film.bin")
    world.b.git("commit", "-qm", "film")
    world.meet()
    world.b.write("film.bin", b"\1" * (5 << 20))
    world.b.git("commit", "-qam", "film")
    world.meet()

    assert world.a.files()["film.bin"] == b"\1" * (5 << 20)
