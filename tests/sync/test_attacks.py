"""What a repository, an archive, a stick or a remote could do: each tried, with a program that leaves a mark if it runs.

The table in `docs/sync.md` ("What is tried on us") names these tests. Where the first line of defence is that something
is looked for and asked about, a test here also puts that out of order: then the second must hold.
"""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from tests.sync.attackers import evil_copy, git, program, ran, url
from tests.sync.machines import LINE, Machine, World, denying_server, is_kept

from twohats.sync import status
from twohats.system import git as git_module
from twohats.system.git import Git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


# A folder as the remote.


def only_head_and_commondir(world: World) -> Path:
    """A folder that git takes for a repository, though it has neither objects nor a configuration of its own."""
    place = world.folder / "stick.git"
    place.mkdir()
    (place / "HEAD").write_text("ref: refs/heads/main\n")
    (place / "commondir").write_text(f"{evil_copy(world, world.folder / 'common')}\n")
    return place


def in_the_way_of_a_bare_one(world: World) -> Path:
    """A bare repository with another as its `.git`, which git takes before it."""
    place = world.folder / "stick.git"
    shutil.copytree(world.remote, place)
    evil_copy(world, place / ".git")
    return place


def by_a_file(world: World) -> Path:
    place = world.folder / "stick.git"
    place.write_text(f"gitdir: {evil_copy(world, world.folder / 'common')}\n")
    return place


def by_a_link(world: World) -> Path:
    place = world.folder / "stick"
    place.mkdir()
    (place / ".git").symlink_to(evil_copy(world, world.folder / "common"))
    return place


def by_its_ending(world: World) -> Path:
    """Git tries `x.git` where there is no `x`."""
    evil_copy(world, world.folder / "stick.git")
    return world.folder / "stick"


def behind_one_that_is_none(world: World) -> Path:
    """A `.git` without objects, so that git goes on to the folder itself."""
    place = evil_copy(world, world.folder / "stick.git")
    (place / ".git").mkdir()
    (place / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    return place


def with_settings_of_a_worktree(world: World) -> Path:
    place = evil_copy(world, world.folder / "stick.git")
    text = (place / "config").read_text()
    (place / "config.worktree").write_text(text[text.index("alternateRefs") - 1 :].join(("[core]\n", "")))
    git("config", "-f", str(place / "config"), "--unset", "core.alternateRefsCommand")
    git("config", "-f", str(place / "config"), "extensions.worktreeConfig", "true")
    return place


def by_an_include(world: World) -> Path:
    place = evil_copy(world, world.folder / "stick.git")
    (place / "more").write_text((place / "config").read_text())
    git("config", "-f", str(place / "config"), "--unset", "core.alternateRefsCommand")
    git("config", "-f", str(place / "config"), "includeIf.gitdir:**.path", "more")
    return place


SHAPES = [
    only_head_and_commondir, in_the_way_of_a_bare_one, by_a_file, by_a_link, by_its_ending, behind_one_that_is_none,
    with_settings_of_a_worktree, by_an_include,
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.__name__ for shape in SHAPES])
def test_a_folder_is_looked_at_as_the_repository_git_takes_it_for(world, shape):
    url(world.a, str(shape(world)))
    git("push", "-q", "origin", "main", cwd=world.a.root, fails=None)
    assert ran(world), "plain git runs it"
    (world.folder / "ran").unlink()
    world.a.add(LINE)

    assert world.a.sync().outcome == "untrusted"
    assert status(world.a.journal, fetch=True).stop == "untrusted"
    assert world.a.sync(trust=True).outcome in {"synced", "bad-remote", "offline"}
    assert not ran(world), "not even then"


def unseeing(monkeypatch) -> None:
    """Put out of order what looks for settings that could run something: all are taken for harmless."""
    for where in ("repository", "transfer", "config"):
        monkeypatch.setattr(f"twohats.sync.{where}.is_harmless", lambda *_: True)
    monkeypatch.setattr("twohats.sync.local_remote.is_harmless_there", lambda *_: True)
    monkeypatch.setattr("twohats.sync.local_remote.leads", lambda *_: [], raising=False)


HOOKS = (
    "pre-push", "reference-transaction", "post-index-change", "pre-auto-gc", "pre-receive", "update", "post-receive",
    "post-update", "push-to-checkout", "proc-receive",
)  # fmt: skip


@pytest.mark.parametrize(
    "settings",
    [
        {"core.alternateRefsCommand": "{program}"},
        {"core.hooksPath": "{folder}/hooks"},
        {"core.hooksPath": "{folder}/hooks", "receive.procReceiveRefs": "refs/heads"},
        {"hook.x.command": "{program}", "hook.x.event": "post-receive"},
        {"core.fsmonitor": "{program}", "receive.denyCurrentBranch": "updateInstead", "core.bare": "false"},
        {"filter.x.smudge": "{program}", "receive.denyCurrentBranch": "updateInstead", "core.bare": "false"},
        {"uploadpack.packObjectsHook": "{program}"},
        {"core.sshCommand": "{program}", "remote.o.promisor": "true", "remote.o.url": "h:x"},
        {"receive.autogc": "true", "gc.auto": "1", "gc.recentObjectsHook": "{program}"},
    ],
    ids="-".join,
)
def test_a_folder_runs_nothing_even_if_its_settings_are_not_looked_at(world, monkeypatch, settings):
    world.b.add("25m brand read: from b")
    world.b.sync()
    words = {"program": program(world), "folder": world.folder}
    (world.folder / "hooks").mkdir()
    for name in HOOKS:
        shutil.copy(world.folder / "program", world.folder / "hooks" / name)
    other = world.folder / "other.git"
    shutil.copytree(world.remote, other)
    (world.remote / "objects/info/alternates").write_text(f"{other}/objects\n")
    (world.remote / "info").mkdir(exist_ok=True)
    (world.remote / "info" / "attributes").write_text("* filter=x\n")
    for key, value in settings.items():
        git("config", "-f", str(world.remote / "config"), key, value.format(**words))
    unseeing(monkeypatch)
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome in {"synced", "refused"}
    assert "from b" in world.a.read()
    assert not ran(world)


@pytest.mark.parametrize(
    "settings",
    [
        {"core.alternateRefsCommand": "{program}"},
        {"core.fsmonitor": "{program}"},
        {"core.hooksPath": "{folder}/hooks"},
        {"hook.x.command": "{program}", "hook.x.event": "reference-transaction"},
        {"core.sshCommand": "{program}", "remote.origin.url": "example.org:x.git"},
        {"core.gitProxy": "{program}", "remote.origin.url": "git://example.org/x.git"},
        {"core.askPass": "{program}", "remote.origin.url": "http://mara@127.0.0.1:{port}/x.git"},
        {"credential.helper": "{program}", "remote.origin.url": "http://127.0.0.1:{port}/x.git"},
        {"remote.origin.uploadpack": "{program}"},
        {"remote.origin.receivepack": "{program}"},
        {"remote.origin.vcs": "evil"},
        {"remotes.origin": "evil", "remote.evil.url": "ext::{program}"},
        {"url.ext::{program} .insteadOf": "{folder}/remote.git"},
        {"commit.gpgSign": "true", "gpg.program": "{program}"},
        {"commit.gpgSign": "true", "gpg.format": "ssh", "gpg.ssh.program": "{program}", "user.signingKey": "k"},
        {"commit.gpgSign": "true", "gpg.format": "ssh", "gpg.ssh.defaultKeyCommand": "{program}"},
        {"filter.x.clean": "{program}", "filter.x.smudge": "{program}", "filter.x.required": "true"},
        {"diff.x.textconv": "{program}", "merge.x.driver": "{program}"},
        {"fetch.recurseSubmodules": "true", "submodule.recurse": "true", "submodule.x.update": "!{program}"},
        {"gc.auto": "1", "gc.recentObjectsHook": "{program}", "maintenance.auto": "true"},
        {"fetch.bundleURI": "{folder}/x.bundle", "transfer.bundleURI": "true"},
        {"core.pager": "{program}", "pager.fetch": "true", "core.editor": "{program}", "alias.fetch": "!{program}"},
    ],
    ids="-".join,
)  # fmt: skip
def test_a_journals_own_repository_runs_nothing_even_if_its_settings_are_not_looked_at(
    world, monkeypatch, settings
):
    (world.folder / "hooks").mkdir()
    shutil.copy(program(world), world.folder / "hooks" / "all")
    for name in HOOKS:
        shutil.copy(world.folder / "hooks" / "all", world.folder / "hooks" / name)
    (world.a.root / ".git" / "info").mkdir(exist_ok=True)
    (world.a.root / ".git" / "info" / "attributes").write_text("* diff=x merge=x\n")
    unseeing(monkeypatch)
    world.b.add("25m brand read: from b")
    world.b.sync()
    world.a.add(LINE)
    with denying_server() as port:
        words = {"program": program(world), "folder": world.folder, "port": port}
        for key, value in settings.items():
            git("config", key.format(**words), value.format(**words), cwd=world.a.root)
        world.a.sync()
        status(world.a.journal, fetch=True)

    assert LINE in world.a.read()
    assert not ran(world)


def test_the_repositorys_own_settings_do_not_hold_for_what_goes_over_the_network(world, monkeypatch):
    """Not one by one, but all: also those that are not known to run anything."""
    unseeing(monkeypatch)
    git("config", "unheard.of", "x", cwd=world.a.root)
    git("config", "http.extraHeader", "X-Told: secret", cwd=world.a.root)
    seen = []
    popen = subprocess.Popen

    def watched(words, *rest, **named):
        if "fetch" in words or "push" in words:
            folder = named["env"]["GIT_DIR"]
            seen.append(git("config", "--file", f"{folder}/config", "--list", "--name-only"))
        return popen(words, *rest, **named)

    monkeypatch.setattr(subprocess, "Popen", watched)
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert len(seen) == 2
    for keys in seen:
        rest = [key for key in keys.splitlines() if not key.startswith("url.")]
        assert rest == ["core.repositoryformatversion", "core.bare", "extensions.objectformat"]


def test_what_the_user_has_allowed_holds_over_the_network(world):
    """Many keep their key for one repository in its own configuration."""
    ssh = world.folder / "connect"
    ssh.write_text(f'#!/bin/sh\necho "$@" >> {world.folder}/words\nshift; exec sh -c "$1"\n')
    ssh.chmod(0o755)
    git("config", "core.sshCommand", str(ssh), cwd=world.a.root)
    git("config", "ssh.variant", "simple", cwd=world.a.root)
    git("config", f"url.mara@example.org:{world.folder}/.insteadOf", "mine:", cwd=world.a.root)
    git("config", "remote.origin.url", "mine:remote.git", cwd=world.a.root)
    world.a.add(LINE)

    assert world.a.sync().outcome == "untrusted"
    assert not (world.folder / "words").exists()
    assert world.a.sync(trust=True).outcome == "synced"
    assert f"git-receive-pack '{world.folder}/remote.git'" in (world.folder / "words").read_text()


# What tells the history, or the objects, otherwise than they are.


@pytest.mark.parametrize("how", ["graft", "replaced"])
def test_a_history_that_is_told_otherwise_is_not_believed(world, how):
    """Of two sides that come from one, git is told that they have nothing in common."""
    world.b.add("25m brand read: from b")
    world.b.sync()
    world.a.add(LINE)
    world.a.git("commit", "-qam", "mine")
    head = world.a.git("rev-parse", "HEAD")
    if how == "graft":
        (world.a.root / ".git" / "info").mkdir(exist_ok=True)
        (world.a.root / ".git" / "info" / "grafts").write_text(f"{head}\n")
    else:
        world.a.git("replace", head, world.a.git("commit-tree", "HEAD^{tree}", "-m", "alone"))
    assert world.a.git("rev-list", "--count", "HEAD") == "1", "plain git believes it"

    assert world.a.sync().outcome == "synced"
    assert "from b" in world.a.read()
    assert is_kept(world.a)


@pytest.mark.parametrize("where", ["a/.git", "remote.git"])
def test_objects_that_lie_in_another_repository_need_a_word(world, where):
    victim = world.folder / "victim"
    git("init", "-q", str(victim))
    (world.folder / where / "objects" / "info").mkdir(exist_ok=True)
    (world.folder / where / "objects" / "info" / "alternates").write_text(f"{victim}/.git/objects\n")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "untrusted"
    assert "objects/info/alternates leads elsewhere" in report.message
    assert world.a.sync(trust=True).outcome == "synced"


def test_a_partial_clone_is_told_apart_and_nothing_is_fetched_behind_ones_back(world):
    """What is missing in it git would fetch in any call, from wherever the configuration says."""
    git("config", "uploadpack.allowFilter", "true", cwd=world.remote)
    partial = world.folder / "partial"
    git("clone", "-q", "--filter=blob:none", world.remote.as_uri(), str(partial))
    machine = Machine(partial)
    machine.add(LINE)

    assert machine.sync().outcome == "shallow"
    assert LINE in machine.read()


@pytest.mark.parametrize("guard", ["protocol", "git's own"])
def test_no_local_call_fetches_what_is_missing(world, monkeypatch, guard):
    blob = git("rev-parse", "HEAD:hat.toml", cwd=world.a.root)
    (world.a.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (
        ("extensions.partialClone", "origin"), ("remote.origin.promisor", "true"),
        ("remote.origin.url", "example.org:x.git"), ("core.sshCommand", program(world)),
    ):  # fmt: skip
        git("config", key, value, cwd=world.a.root)
    git("cat-file", "-p", blob, cwd=world.a.root, fails=True)
    assert ran(world), "plain git asks for it"
    (world.folder / "ran").unlink()
    there = Git(str(world.a.root), str(world.a.root / ".git"))
    if guard == "protocol":  # of git before 2.45, and 2.39.4, which knows no better
        monkeypatch.setitem(git_module.SERVING, "GIT_NO_LAZY_FETCH", "0")
    else:
        monkeypatch.setitem(git_module.SERVING, "GIT_ALLOW_PROTOCOL", "ssh")

    assert there.run("cat-file", "-p", blob, codes=(128,)).code
    assert not ran(world)


def test_a_module_of_somebody_elses_tree_is_not_fetched(world):
    evil_copy(world, world.folder / "module.git")
    head = git("rev-parse", "main", cwd=world.folder / "module.git")
    world.b.write(".gitmodules", f'[submodule "x"]\n\tpath = x\n\turl = {world.folder}/module.git\n')
    world.b.git("update-index", "--add", "--cacheinfo", f"160000,{head},x")
    world.b.git("add", ".gitmodules")
    world.b.git("commit", "-qm", "module")
    world.b.git("push", "-q")
    git("config", "fetch.recurseSubmodules", "true", cwd=world.a.root)
    git("config", "submodule.recurse", "true", cwd=world.a.root)
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert not (world.a.root / ".git" / "modules").exists()
    assert not ran(world)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away"
)
def test_a_remote_of_another_user_is_named_as_git_names_it(world):
    for path in (world.remote, *world.remote.rglob("*")):
        os.chown(path, 12345, 12345)
    world.a.add(LINE)

    assert world.a.sync().outcome == "not-yours"
    assert is_kept(world.a)
