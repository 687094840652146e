"""`hat sync` at the shell: what it prints, and its exit codes."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from tests.cli.shell import Shell
from tests.sync.machines import DAY, denying_server

from twohats.format.paths import page_path


@pytest.fixture
def shell(tmp_path, world):
    """The command, on the journal of the first machine."""
    folder = tmp_path / "shell"
    folder.mkdir()
    shell = Shell(folder)
    shell.env["TWOHATS_JOURNAL"] = str(world.a.root)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        shell.env[name] = os.environ[name]
    return shell


def test_what_went_out_and_came_in_is_said(world, shell):
    world.b.add("25m brand read: from b")
    world.b.sync()
    world.a.add("25m brand post: one")
    world.a.add("25m brand post: two")
    ran = shell("sync")

    assert ran.code == 0
    assert ran.out == (
        f"in step with origin\n  came in   1 line added on {DAY}\n  went out  2 lines added on {DAY}\n"
    )
    assert shell("sync").out == "nothing to do: in step with origin\n"


def test_the_status_is_said_without_doing_anything(world, shell):
    world.a.add("25m brand post: one")
    before = world.a.state()
    ran = shell("sync", "--status")

    assert ran.code == 0
    assert ran.out == (
        f"origin {world.remote}, branch main\n"
        f"  new here  1 line added on {DAY}\n"
        f"  to send   1 line added on {DAY}\n"
    )
    assert world.a.state() == before


def test_a_sync_that_cannot_finish_says_why_and_what_to_do(world, shell):
    world.a.git("checkout", "-q", "--detach")
    ran = shell("sync")

    assert ran.code == 4
    assert ran.out == ""
    assert ran.err.startswith("hat: no branch is checked out")
    assert "git switch" in ran.err
    assert shell("sync", "--status").code == 4


def test_what_was_committed_before_it_stopped_is_said(world, shell):
    world.remote.rename(world.folder / "unplugged")
    world.a.add("25m brand post")
    ran = shell("sync")

    assert ran.code == 4
    assert ran.out == f"  saved     1 line added on {DAY}\n"
    assert "origin cannot be reached" in ran.err


def test_two_versions_of_a_line_are_shown_with_their_places(world, shell):
    world.b.change("m5: caught up", "m4: caught up")
    world.b.sync()
    world.a.change("m5: caught up", "m3: caught \x1b[31mup")
    ran = shell("sync")

    assert ran.code == 0
    assert f"{page_path(DAY)}, lines 7 and 8: one line, changed on two machines" in ran.out
    assert "@anna m4: caught up" in ran.out
    assert "@anna m3: caught \N{SYMBOL FOR ESCAPE}[31mup" in ran.out


def test_two_versions_of_a_line_are_remarked_on_by_check_until_one_is_chosen(world, shell):
    world.b.change("m5: caught up", "m4: caught up")
    world.b.sync()
    world.a.change("m5: caught up", "m3: caught up")
    shell("sync")
    said = f"{page_path(DAY)}:8:3: another version of line 7: two machines have edited one line\n"

    assert shell("check").code == 0
    assert said in shell("check").out
    assert said in shell("check", DAY).out
    assert said not in shell("check", "2020").out
    (remark,) = json.loads(shell("check", DAY, "--json").out)["remarks"][-1:]
    assert (remark["code"], remark["line"]) == ("two-versions", 8)

    world.a.change(f"{world.a.read().splitlines()[7]}\n", "")
    assert "another version" not in shell("check").out


@pytest.mark.parametrize(
    "words", [["sync"], ["sync", "--status"], ["sync", "--status", "--fetch"], ["sync", "--resolve"]]
)
def test_json_has_the_same_keys_whatever_happens(world, shell, words):
    documented = {
        "sync": ["branch", "committed", "finished", "forks", "format", "hint", "left_out", "merged", "message", "outcome", "pulled", "pushed", "remarks", "remote"],
        "status": ["address", "branch", "forks", "format", "hint", "in_step", "incoming", "interrupted", "left_out", "message", "new", "outgoing", "push_addresses", "remarks", "remote", "stop"],
    }  # fmt: skip
    kind = "status" if "--status" in words else "sync"
    first = shell(*words, "--json")
    world.a.git("checkout", "-q", "--detach")
    second = shell(*words, "--json")

    assert first.code == (4 if "--resolve" in words else 0)
    assert second.code == 4
    for ran in (first, second):
        assert sorted(json.loads(ran.out)) == documented[kind]
        assert ran.err == ""


def test_what_was_left_out_has_a_word_and_an_exit_code_of_its_own(world, shell):
    path = page_path("2026-11-21")
    (world.a.root / path).symlink_to(world.folder / "elsewhere.md")
    left = f"left out, since it is no regular file, or cannot be read: {path}\n"
    ran = shell("sync")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        f"hat: {left}hat: nothing to do: in step with origin; 1 file is left out\n     hat sync again once that is put right\n"
    )
    assert json.loads(shell("sync", "--json").out)["left_out"] == [{"path": path, "why": "in-the-way"}]
    assert shell("sync", "--json").code == 5

    found = shell("sync", "--status")
    assert (found.code, found.out) == (5, f"origin {world.remote}, branch main\n  {left}")
    assert shell("sync", "--status", "--json").code == 5
    world.a.git("remote", "remove", "origin")
    assert shell("sync").code == 5
    (world.a.root / path).unlink()
    assert shell("sync").code == shell("sync", "--status").code == 0


def test_fetch_alone_is_not_understood(shell):
    assert shell("sync", "--fetch").code == 2


def test_a_password_is_asked_for_on_a_terminal_and_nowhere_else(world, shell):
    with denying_server() as port:
        world.a.git("remote", "set-url", "origin", f"http://127.0.0.1:{port}/x.git")
        piped = shell("sync")
        asked = shell.on_terminal("sync", talk=[("Username for", "mara\n"), ("Password for", "wrong\n")])

    assert piped.code == asked.code == 4
    assert "Username" not in piped.out + piped.err
    assert "origin does not let you in" in asked.out


@pytest.mark.parametrize("without", ["remote", "repository"])
def test_what_git_still_needs_can_be_typed_in_any_folder(world, shell, without):
    root = world.a.root
    world.a.add("25m brand post: one")
    if without == "remote":
        world.a.git("remote", "remove", "origin")
        assert f"git -C {root} remote add origin ADDRESS\n" in shell("sync").err
    else:
        shutil.rmtree(os.path.join(root, ".git"))
        asked = shell("sync").err
        assert f"git -C {root} init, then git -C {root} remote add origin ADDRESS\n" in asked
