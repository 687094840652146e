"""Who we are, and what must not leak in."""

from __future__ import annotations

import os
import shutil

from tests.sync.machines import LINE, is_kept


def test_a_user_who_has_told_git_nothing_of_themselves(world, monkeypatch, tmp_path):
    (tmp_path / "config").write_text("")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    world.a.add(LINE)
    config = (world.a.root / ".git" / "config").read_text()

    assert world.a.sync().outcome == "synced"
    assert world.a.git("log", "-1", "--format=%an %cn") == "twohats twohats"
    assert (world.a.root / ".git" / "config").read_text() == config


def test_variables_that_point_at_another_repository_are_ignored(world, monkeypatch):
    world.a.add(LINE)
    before = world.b.state()
    with monkeypatch.context() as patch:
        patch.setenv("GIT_DIR", str(world.b.root / ".git"))
        patch.setenv("GIT_WORK_TREE", str(world.b.root))
        patch.setenv("GIT_INDEX_FILE", str(world.b.root / ".git" / "index"))
        patch.setenv("GIT_OBJECT_DIRECTORY", str(world.b.root / ".git" / "objects"))
        assert world.a.sync().outcome == "synced"
    assert is_kept(world.a)
    assert world.b.state() == before


def test_what_git_makes_is_open_to_the_user_alone(world):
    old = os.umask(0o022)
    try:
        world.a.add(LINE)
        world.a.sync()
    finally:
        os.umask(old)
    head = world.a.git("rev-parse", "HEAD")
    assert (world.a.root / ".git" / "objects" / head[:2] / head[2:]).stat().st_mode & 0o077 == 0


def test_a_repository_of_another_user(world, monkeypatch, tmp_path):
    program = shutil.which("git")
    (tmp_path / "git").write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{program}" "$@"\n')
    (tmp_path / "git").chmod(0o755)
    world.a.add(LINE)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        assert world.a.sync().outcome == "not-yours"
    assert is_kept(world.a, committed=False)
