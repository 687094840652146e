"""What comes from elsewhere - a folder with its own `.git`, the commits of a remote - runs nothing and goes nowhere."""

from __future__ import annotations

import os

import pytest
from tests.sync.machines import Machine, World

from twohats.format.paths import page_path
from twohats.sync import status
from twohats.sync.harmless import is_harmless
from twohats.sync.paths import is_journal, is_safe, unwritable

# Settings that run a program when git, or a plain git command, does something in the folder, and how the
# message names them.
RUNNING = [
    ("core.fsmonitor", "{program}", "core.fsmonitor"),
    ("core.sshCommand", "{program}", "core.sshcommand"),
    ("core.hooksPath", "{folder}", "core.hookspath"),
    ("core.pager", "{program}", "core.pager"),
    ("core.askPass", "{program}", "core.askpass"),
    ("filter.x.clean", "{program}", "filter.x.clean"),
    ("filter.x.smudge", "{program}", "filter.x.smudge"),
    ("filter.x.process", "{program}", "filter.x.process"),
    ("diff.x.textconv", "{program}", "diff.x.textconv"),
    ("diff.external", "{program}", "diff.external"),
    ("merge.x.driver", "{program}", "merge.x.driver"),
    ("credential.helper", "{program}", "credential.helper"),
    ("credential.https://example.org.helper", "{program}", "credential.https://example.org.helper"),
    ("gpg.program", "{program}", "gpg.program"),
    ("gpg.ssh.program", "{program}", "gpg.ssh.program"),
    ("remote.origin.uploadpack", "{program}", "remote.origin.uploadpack"),
    ("remote.origin.receivepack", "{program}", "remote.origin.receivepack"),
    ("remote.origin.vcs", "{program}", "remote.origin.vcs"),
    ("include.path", "{folder}/included", "core.sshcommand, include.path"),
    ("includeIf.gitdir:/.path", "{folder}/included", "core.sshcommand, includeif.gitdir:/.path"),
    ("url.ext::{program}.insteadOf", "../remote.git", "url.ext::{program}.insteadof"),
    ("alias.log", "!{program}", "alias.log"),
    ("http.proxy", "http://example.org", "http.proxy"),
    ("core.worktree", "{folder}", ".git leads to {folder}/a/.git, core.worktree, remote.origin.url"),
]


def hostile(world) -> str:
    """A program that leaves a mark when it is run, and every hook that git knows, to run it."""
    program = world.folder / "program"
    program.write_text(f"#!/bin/sh\ntouch '{world.folder}/ran'\ncat\n")
    program.chmod(0o755)
    (world.folder / "included").write_text(f"[core]\n\tsshCommand = {program}\n")
    hooks = world.a.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in (
        "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-checkout", "post-merge", "pre-push",
        "post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman", "post-rewrite",
    ):  # fmt: skip
        (hooks / name).write_text(program.read_text())
        (hooks / name).chmod(0o755)
    return str(program)


@pytest.mark.parametrize(("key", "value", "named"), RUNNING, ids=[key for key, _, _ in RUNNING])
def test_a_setting_that_runs_a_program_is_named_and_nothing_runs(world, key, value, named):
    words = {"program": hostile(world), "folder": str(world.folder)}
    world.a.git("config", key.format(**words), value.format(**words))
    world.a.add("25m brand post")
    report = world.a.sync()

    assert report.outcome == status(world.a.journal, fetch=True).stop == "untrusted"
    assert report.message.rpartition(": ")[2] == named.format(**words)
    assert not (world.folder / "ran").exists()


def test_the_users_word_holds_for_these_settings_here_and_not_for_others(world):
    program = hostile(world)
    world.a.git("config", "diff.x.textconv", program)
    assert world.a.sync(trust=True).finished
    assert world.a.sync().outcome == "nothing"

    world.a.git("config", "diff.y.textconv", program)
    assert world.a.sync().outcome == "untrusted"
    world.a.root.rename(world.folder / "moved")
    assert Machine(world.folder / "moved").sync().outcome == "untrusted"
    assert not (world.folder / "ran").exists()


def test_no_hook_is_run(world):
    hostile(world)
    world.b.write(page_path("2026-11-21"), "- 25m brand read\n")
    world.b.sync()
    world.a.add("25m brand post")

    assert world.a.sync().outcome == "synced"
    assert not (world.folder / "ran").exists()


def test_filters_named_by_attributes_alone_run_nothing(world, git_home, tmp_path, monkeypatch):
    """The user's own configuration may have filters; what a journal from elsewhere says must not start them."""
    program = hostile(world)
    config = tmp_path / "config"
    config.write_text(
        (git_home / ".gitconfig").read_text() + f'[filter "own"]\n\tclean = {program}\n\tsmudge = {program}\n'
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    world.b.write(".gitattributes", "*.txt filter=own\n")
    world.b.write("notes.txt", "notes\n")
    world.b.git("-c", "filter.own.clean=cat", "add", ".")
    world.b.git("-c", "filter.own.clean=cat", "commit", "-qm", "notes")
    world.b.git("push", "-q")

    assert world.a.sync().outcome == "synced"
    assert world.a.read("notes.txt") == "notes\n"
    assert not (world.folder / "ran").exists()


@pytest.mark.parametrize("value", ["true", "false", ""])
def test_plain_settings_are_nobodys_danger(value):
    assert is_harmless("core.fsmonitor", value)
    assert is_harmless("user.name", value)
    assert is_harmless("branch.main.remote", value)
    assert is_harmless("remote.origin.url", "https://example.org/x.git")


def pushed_tree(world, entries: list[tuple[str, str, str]]) -> None:
    """Push a commit whose tree holds, beside the journal, entries as they are given: mode, path, content."""
    lines = world.b.git("ls-tree", "HEAD").splitlines()
    for mode, path, content in entries:
        kind = "tree" if mode == "040000" else "commit" if mode == "160000" else "blob"
        name = content if kind != "blob" else world.b.git("hash-object", "-w", "--stdin", stdin=content)
        lines.append(f"{mode} {kind} {name}\t{path}")
    tree = world.b.git(
        "mktree",
        "--missing",
        stdin="".join(f"{line}\n" for line in sorted(lines, key=lambda line: line.split("\t")[1])),
    )
    commit = world.b.git("commit-tree", tree, "-p", "HEAD", "-m", "hostile")
    world.b.git("push", "-q", "origin", f"{commit}:refs/heads/main")


def tree_of(world: World, mode: str, path: str, content: str) -> str:
    name = world.b.git("hash-object", "-w", "--stdin", stdin=content)
    return world.b.git("mktree", "--missing", stdin=f"{mode} blob {name}\t{path}\n")


@pytest.mark.parametrize("name", [".git", "..", ".GIT", "git~1"])
def test_a_tree_that_reaches_into_gits_folder_or_out_is_not_taken_in(world, name):
    world.b.git("config", "core.protectNTFS", "false")
    tree = tree_of(world, "100644", "config", "[core]\n\tfsmonitor = touch ran\n")
    pushed_tree(world, [("040000", name, tree)])
    config = (world.a.root / ".git" / "config").read_text()
    report = world.a.sync()

    assert report.outcome == "unsafe"
    assert (world.a.root / ".git" / "config").read_text() == config
    assert not (world.folder / "config").exists()


def test_links_and_modules_of_a_tree_are_not_written_out_and_stay_in_it(world):
    (world.folder / "secret").write_text("secret\n")
    folder = tree_of(world, "120000", "2026-11-25.md", str(world.folder / "secret"))
    days = world.b.git("ls-tree", "HEAD:days").split()[2]
    tree = world.b.git("mktree", stdin=f"040000 tree {days}\t2026\n040000 tree {folder}\t2027\n")
    lines = [line for line in world.b.git("ls-tree", "HEAD").splitlines() if not line.endswith("\tdays")]
    name = world.b.git("hash-object", "-w", "--stdin", stdin=str(world.folder / "secret"))
    lines += [f"040000 tree {tree}\tdays", f"120000 blob {name}\tinbox.md"]
    top = world.b.git(
        "mktree", stdin="".join(f"{line}\n" for line in sorted(lines, key=lambda line: line.split("\t")[1]))
    )
    commit = world.b.git("commit-tree", top, "-p", "HEAD", "-m", "links")
    world.b.git("push", "-q", "origin", f"{commit}:refs/heads/main")
    report = world.a.sync()

    assert report.outcome == "left-out"
    assert {left.path for left in report.left_out} == {"inbox.md", "days/2027/2026-11-25.md"}
    assert {left.why for left in report.left_out} == {"not-written"}
    assert not os.path.lexists(world.a.root / "inbox.md")
    assert not os.path.lexists(world.a.root / "days" / "2027" / "2026-11-25.md")
    world.a.add("25m brand post")
    assert world.a.sync().outcome == "left-out"
    assert "120000" in world.a.git("ls-tree", "HEAD", "inbox.md")


def test_a_file_in_place_of_a_folder_stops_before_anything_is_touched(world):
    lines = [line for line in world.b.git("ls-tree", "HEAD").splitlines() if not line.endswith("\tdays")]
    name = world.b.git("hash-object", "-w", "--stdin", stdin="no folder\n")
    lines += [f"100644 blob {name}\tdays", f"100644 blob {name}\tinbox.md"]
    top = world.b.git(
        "mktree", stdin="".join(f"{line}\n" for line in sorted(lines, key=lambda line: line.split("\t")[1]))
    )
    commit = world.b.git("commit-tree", top, "-p", "HEAD", "-m", "file")
    world.b.git("push", "-q", "origin", f"{commit}:refs/heads/main")
    files = world.a.files()

    assert world.a.sync().outcome == "in-the-way"
    assert world.a.files() == files


def test_names_that_are_the_same_on_another_file_system_are_written_once():
    tree = dict.fromkeys(
        ("hat.toml", "HAT.toml", "days/2026/a.md", "Days/2026/b.md", "café", "café"), "100644"
    )

    assert unwritable(tree) == {"HAT.toml", "Days/2026/b.md", "cafe\u0301"}


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "a/../b",
        "/x",
        ".git/config",
        "a/.GIT/x",
        ".g\u200cit/x",
        "git~1/x",
        "a//b",
        "a\\b",
        "a\x1bb",
        "con",
        "aux.md",
        "",
        ".git ",
    ],
)
def test_paths_that_are_never_written(path):
    assert not is_safe(path)


@pytest.mark.parametrize(
    "path", ["notes.txt", "a b/c.txt", ".gitignore", "days/2026/2026-11-22.md", "--help", "é.txt"]
)
def test_paths_that_may_be_written(path):
    assert is_safe(path)


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("hat.toml", True),
        ("days/2026/2026-11-22.md", True),
        ("weeks/2026/2026-W47.md", True),
        ("trials/2026-11-linkedin.toml", True),
        ("imports/linkedin.seen", True),
        ("imports/rules.toml", True),
        ("imports/archive.zip", False),
        ("imports/linkedin.csv", False),
        ("inbox.md", True),
        ("days/2026/.hidden.md", False),
        ("days/2026/2026-11-22.md~", False),
        ("days/2026/notes.txt", False),
        ("days/a/b/c/d/e/f.md", False),
        ("days/2026/caf\u00e9.md", False),
        ("days/2026/-x.md", True),
        ("src/x.py", False),
        (".twohats/tmp/x.md", False),
        ("days", False),
    ],
)
def test_which_files_are_the_journals(path, own):
    assert is_journal(path) is own
    assert is_journal(f"notes/{path}", "notes/") is own
    assert not is_journal(path, "notes/")
