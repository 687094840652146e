"""A repository that is damaged: told as that, whatever git makes of it, and never taken for one with another past."""

from __future__ import annotations

import zlib

import pytest
from tests.sync.attackers import git
from tests.sync.machines import DAY, LINE, PAGE, Machine

from twohats.format.paths import page_path
from twohats.sync import status

OBJECTS = {
    "commit": "HEAD",
    "its tree": "HEAD^{tree}",
    "a folder": "HEAD:days",
    "the page": f"HEAD:{page_path(DAY)}",
    "the common past": "HEAD~1",
}
DAMAGE = {
    "missing": None,
    "empty": b"",
    "junk": b"junk" * 10,
    "another object": zlib.compress(b"blob 3\0abc"),
}


def damage(machine: Machine, name: str, data: bytes | None) -> None:
    """Put something else in place of an object, or nothing."""
    found = machine.git("rev-parse", name)
    path = machine.root / ".git" / "objects" / found[:2] / found[2:]
    path.unlink()
    if data is not None:
        path.write_bytes(data)


@pytest.mark.parametrize("data", DAMAGE.values(), ids=DAMAGE.keys())
@pytest.mark.parametrize("name", OBJECTS.values(), ids=OBJECTS.keys())
def test_a_damaged_object_is_told_with_the_way_out(world, name, data):
    world.a.add("20m brand read: common")
    world.a.sync()
    world.b.sync()
    world.b.change("- 09:10", "- 09:05")
    world.b.sync()
    world.a.add(LINE)
    world.a.change("- 10:00-10:30 personal read mastodon m4\n", "")
    world.a.git("commit", "-qam", "mine")
    damage(world.a, name, data)
    for join in (False, True):
        report = world.a.sync(join=join)

        assert report.outcome == "damaged", report
        assert "clone the journal again" in report.hint
        assert LINE in world.a.read()
        assert "mastodon" not in world.a.read()


def test_a_file_there_that_is_missing_here_stops_the_commit(world):
    damage(world.a, "HEAD:hat.toml", None)
    world.a.add(LINE)

    assert world.a.sync().outcome == "damaged"
    assert LINE in world.a.read()


@pytest.mark.parametrize("text", ["0" * 40 + "\n", "", "junk\n", "1" * 40 + "\n", "tree"], ids=["zeros", "empty", "junk", "missing", "a tree"])  # fmt: skip
def test_a_branch_that_leads_nowhere_is_damaged_and_no_new_one(world, text):
    """Else `--join` would be offered, and bring back what was deleted here and not sent yet."""
    world.a.change("- 10:00-10:30 personal read mastodon m4\n", "")
    path = world.a.root / ".git" / "refs" / "heads" / "main"
    path.write_text(f"{world.a.git('rev-parse', 'HEAD^{tree}')}\n" if text == "tree" else text)

    assert status(world.a.journal).stop == "damaged"
    assert world.a.sync().outcome == "damaged"
    assert world.a.sync(join=True).outcome == "damaged"
    assert "mastodon" not in world.a.read()


@pytest.mark.parametrize("name", ["refs/remotes/origin/main", "refs/twohats/pending", "refs/twohats/before"])
def test_what_is_only_remembered_and_leads_nowhere_is_remembered_anew(world, name):
    path = world.a.root / ".git" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("0" * 40 + "\n")
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert LINE.encode() in git("show", f"main:{page_path(DAY)}", cwd=world.remote).encode()
    assert world.a.sync().outcome == "nothing"
    assert PAGE[:20] in world.a.read()
