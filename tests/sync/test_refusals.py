"""The remote says no, or another machine was quicker."""

from __future__ import annotations

from tests.sync.machines import LINE, is_kept

from twohats.sync import exchange
from twohats.sync.remote import Remote


def test_a_remote_whose_hook_refuses(world):
    hook = world.remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a \033[31mSunday'; exit 1\n")
    hook.chmod(0o755)
    world.a.git(
        "config", "remote.origin.receivepack", "git-receive-pack"
    )  # or hooks in a folder are left out
    world.a.add(LINE)
    report = world.a.sync(trust=True)

    assert report.outcome == "refused"
    assert "not on a \N{SYMBOL FOR ESCAPE}[31mSunday" in report.message
    assert is_kept(world.a)
    hook.unlink()
    assert world.a.sync().outcome == "synced"


def test_a_lock_that_a_killed_push_left_on_the_remote(world):
    lock = world.remote / "refs" / "heads" / "main.lock"
    lock.write_text("")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "remote-locked"
    assert "main.lock" in report.message
    assert is_kept(world.a)
    assert lock.exists()


def test_another_machine_that_pushes_first(world, monkeypatch):
    push = Remote.push
    world.b.add("25m brand read: quicker")

    def late(self, commit):
        monkeypatch.setattr(Remote, "push", push)
        assert world.b.sync().outcome == "synced"
        return push(self, commit)

    monkeypatch.setattr(Remote, "push", late)
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    world.meet()
    assert "quicker" in world.a.read()
    assert is_kept(world.b)


def test_machines_that_always_push_first(world, monkeypatch):
    monkeypatch.setattr(exchange, "_FIRST_WAIT", 0.0)
    monkeypatch.setattr(Remote, "push", lambda *_: False)
    world.a.add(LINE)

    assert world.a.sync().outcome == "contended"
    assert is_kept(world.a)


def test_a_line_written_while_a_sync_was_fetching(world, monkeypatch):
    fetch = Remote.fetch
    world.b.add("25m brand read: from b")
    world.b.sync()

    def slow(self):
        monkeypatch.setattr(Remote, "fetch", fetch)
        world.a.add(LINE)
        return fetch(self)

    monkeypatch.setattr(Remote, "fetch", slow)
    assert world.a.sync().outcome == "synced"
    assert is_kept(world.a)
    world.meet()
    assert is_kept(world.b)
