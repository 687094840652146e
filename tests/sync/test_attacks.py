"""What a repository, an archive, a stick or a remote could do: each tried, with a program that leaves a mark if it runs.

The table in `docs/sync.md` ("What is tried on us") names these tests. Where the first line of defence is that something
is looked for and asked about, a test here also puts that out of order: then the second must hold.
"""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sync.machines import LINE, Machine, World, denying_server, is_kept

from twohats import git as git_module
from twohats.addresses import masked, masked_address, secrets_of
from twohats.git import Git
from twohats.journal import Journal
from twohats.sync import status, sync
from twohats.sync.config import read_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def program(world: World) -> str:
    """A program that leaves a mark when it is run."""
    path = world.folder / "program"
    path.write_text(f"#!/bin/sh\ntouch '{world.folder}/ran'\n")
    path.chmod(0o755)
    return str(path)


def ran(world: World) -> bool:
    return (world.folder / "ran").exists()


def git(*words: str, cwd: Path | None = None, fails: bool | None = False) -> str:
    done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=False, timeout=60)
    assert fails is None or bool(done.returncode) == fails, done.stderr
    return done.stdout.strip()


def evil_copy(world: World, where: Path) -> Path:
    """A copy of the remote whose configuration runs the program when something is fetched or pushed there."""
    shutil.copytree(world.remote, where)
    other = world.folder / "other.git"
    if not other.exists():
        shutil.copytree(world.remote, other)
    (where / "objects/info/alternates").write_text(f"{other}/objects\n")
    git("config", "-f", str(where / "config"), "core.alternateRefsCommand", program(world))
    return where


def url(machine: Machine, address: str) -> None:
    """Give the remote an address, written as no git command would let through."""
    told = address.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    path = machine.root / ".git" / "config"
    lines = path.read_text().splitlines()
    path.write_text("".join(f'\turl = "{told}"\n' if "url =" in line else f"{line}\n" for line in lines))


# Addresses.


def test_an_address_with_a_line_feed_in_it_is_not_given_to_git(world):
    """Read line by line, it is no address at all; git finds the repository that the archive has brought."""
    evil_copy(world, world.a.root / "e\nvil.git")
    url(world.a, "e\nvil.git")
    git("push", "-q", "origin", "main", cwd=world.a.root, fails=None)
    assert ran(world), "plain git runs it"
    (world.folder / "ran").unlink()
    world.a.add(LINE)
    report = world.a.sync()
    trusted = world.a.sync(trust=True)

    assert report.outcome == "untrusted"
    assert trusted.outcome == "bad-remote"
    assert not ran(world)


@pytest.mark.parametrize("address", ["/proc/self/cwd/evil.git", "{link}/evil.git", "file:///proc/thread-self/cwd/evil.git"])  # fmt: skip
def test_an_address_that_is_another_place_to_each_program_is_not_used(world, monkeypatch, address):
    evil_copy(world, world.a.root / "evil.git")
    (world.a.root / "evil.git" / "gc.pid").write_text("")
    (world.folder / "link").symlink_to("/proc/self/cwd")
    url(world.a, address.format(link=world.folder / "link"))
    git("push", "-q", "origin", "main", cwd=world.a.root, fails=None)
    assert ran(world), "plain git runs it"
    (world.folder / "ran").unlink()
    (world.folder / "elsewhere").mkdir()
    monkeypatch.chdir(world.folder / "elsewhere")
    world.a.add(LINE)
    report = sync(Journal(str(world.a.root)))
    trusted = world.a.sync(trust=True)

    assert report.outcome == "untrusted"
    assert "another place to each program" in report.message
    assert trusted.outcome == "offline"
    assert not ran(world)


@pytest.mark.parametrize(
    "address",
    [
        "-x", "--upload-pack=touch ran", "ext::touch ran", "fd::7", "https::x", "ssh://-oProxyCommand=touch%20ran/x",
        "ssh://mara@-oProxyCommand=x/y", "https://example.org/x.git\r", "https://example.org/x.git\n",
        "https://example.org/\x1b[31mx", "https://example.org%0d%0ahost=evil.org/x.git", "https://a%0ab@example.org/",
        "https://example.org/%1b]0;x%07", "ssh://example.org/a\u2028b", "https://example.org/\x9bx", "ftp://h/x",
        "magnet://x", "https:///x", "ssh://", "git://", "HTTPS://example.org/x", "file:\n///x",
    ],
)  # fmt: skip
def test_an_address_with_a_trick_in_it_is_never_given_to_git(world, monkeypatch, address):
    ssh = program(world)
    monkeypatch.setenv("GIT_SSH_COMMAND", ssh)
    url(world.a, address)
    world.a.add(LINE)
    report = world.a.sync()
    if report.outcome == "untrusted":  # some are relative paths as well
        report = world.a.sync(trust=True)

    assert report.outcome in {"bad-remote", "offline", "no-remote"}
    assert is_kept(world.a)
    assert not ran(world)
    assert not list(world.folder.rglob("ran"))


@pytest.mark.parametrize(
    "name", ["..", "a b", "a\tb", "a..b", "x.lock", "a:b", "a~b", "https://example.org/x", ".x", "a//b"]
)
def test_a_remote_whose_name_could_be_no_refs_is_not_used(world, name):
    git("config", "--rename-section", "remote.origin", f"remote.{name}", cwd=world.a.root)
    git("config", "branch.main.remote", name, cwd=world.a.root)
    world.a.add(LINE)

    assert world.a.sync().outcome == "bad-remote"
    assert is_kept(world.a)


@pytest.mark.parametrize("branch", ["a\nb", "a b", "x:refs/heads/other", "..", "a\ndelete refs/heads/main"])
def test_the_name_of_a_branch_there_says_nothing_else_to_git(world, branch):
    git("config", "branch.main.merge", f"refs/heads/{branch}", cwd=world.a.root)
    world.a.add(LINE)

    assert world.a.sync().outcome == "bad-remote"
    assert is_kept(world.a)


def test_a_secret_in_the_name_of_a_remote_is_not_told(world):
    name = "https://mara:s3cret@example.org/x"
    git("config", "--rename-section", "remote.origin", f"remote.{name}", cwd=world.a.root)
    git("config", "branch.main.remote", name, cwd=world.a.root)
    report, found = world.a.sync(), status(world.a.journal)

    assert "s3cret" not in f"{report} {report.json()} {found.json()}"


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
    for where in ("repository.trust", "transfer", "config"):
        monkeypatch.setattr(f"twohats.sync.{where}.is_harmless", lambda *_: True, raising=False)
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


# Hosts that are not there.


@pytest.mark.parametrize(
    "address",
    [
        "git://nowhere.invalid/x.git", "https://nowhere.invalid/x.git", "ssh://nowhere.invalid/x.git",
        "nowhere.invalid:x.git", "git://invalid.url.invalid:9418/port", "git://127.0.0.1:1/permission denied",
        "ssh://127.0.0.1:1/not%20exported%20hasdot",
    ],
)  # fmt: skip
def test_a_host_that_is_not_there_is_offline_whatever_its_name(world, address):
    url(world.a, address)
    world.a.add(LINE)

    assert world.a.sync().outcome == "offline"
    assert is_kept(world.a)


# Addresses as they are shown, and as git reads them.

SAID = "abcdefgh"
PARTS = st.text(st.sampled_from("xyzXYZ019-._~%:@/?#&=+ '\"["), max_size=12)
SECRET = st.tuples(PARTS, PARTS).map(lambda parts: f"{parts[0]}{SAID}{parts[1]}")


@given(SECRET, st.sampled_from(["https", "http", "ssh", "git"]), st.sampled_from("?#"), st.booleans())
def test_no_user_password_query_or_fragment_is_shown(secret, scheme, sign, first):
    address = (
        f"{scheme}://{secret}@example.org/j.git" if first else f"{scheme}://example.org/j.git{sign}{secret}"
    )

    assert SAID not in masked_address(address)
    assert SAID not in masked_address(f"url.{address}.insteadof")
    alone = secret.partition(":")[2] or (
        "" if scheme == "ssh" else secret
    )  # a user is a secret in an address only
    said = f"fatal: unable to access '{address}': no; and {alone}, and {address.partition('://')[2]}"
    for part in secrets_of([address]):
        said = said.replace(part, "…")
    assert SAID not in masked(said)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1:1/?private_token=abc@SECRETPART", "https://127.0.0.1:1/x#SECRETPART",
        "https://mara:SECRETPART@127.0.0.1:1/x", "https://SECRETPART@127.0.0.1:1/x?y@z", "ssh://mara:SECRETPART@127.0.0.1:1/x",
        "git://127.0.0.1:1/x?a=b&token=SECRETPART", "https://SECRETPART?x@127.0.0.1:1/", "mara:SECRETPART@127.0.0.1:x",
    ],
)  # fmt: skip
def test_what_is_secret_in_an_address_is_nowhere_in_what_is_told(world, address):
    url(world.a, address)
    world.a.add(LINE)
    found = status(world.a.journal, fetch=True)
    report = world.a.sync()

    assert report.outcome in {"offline", "bad-remote", "failed", "auth"}
    assert "SECRET" not in f"{report} {report.json()} {found} {found.json()}"
    assert found.address or report.outcome == "bad-remote"


@pytest.mark.parametrize(
    "address", ["https://example.org/j.git?key=x", "https://h/@scope/x", "https://[::1]:8/x"]
)
def test_what_is_not_secret_in_a_plain_address_is_shown(address):
    assert masked_address(address).startswith(address.partition("?")[0].partition("@")[0].rstrip("/h"))


def test_an_address_that_cannot_be_given_to_git_as_it_was_looked_at_is_not_used(
    world, tmp_path, monkeypatch, git_home
):
    """Rewritten to what is rewritten as a whole: plain git does that once, and given the result would do it again."""
    rules = f'[url "{world.remote}"]\n\tinsteadOf = a:\n[url "ssh://h/x"]\n\tinsteadOf = {world.remote}\n'
    (tmp_path / "config").write_text((git_home / ".gitconfig").read_text() + rules)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    url(world.a, "a:")

    assert world.a.sync().outcome == "bad-remote"


def test_addresses_are_rewritten_as_git_rewrites_them(world):
    """By chance, many rules at once: what is looked at is what plain git would use."""
    rules = [
        ("insteadOf", "a:", "/x/"), ("insteadOf", "a:b", "/y/"), ("insteadOf", "/x/", "ssh://h/"), ("pushInsteadOf", "a:", "/push/"),
        ("insteadOf", "a:b", "/z/"), ("insteadOf", "h", "/y/"), ("pushInsteadOf", "/w", "/p"), ("insteadOf", "", "/e/"),
    ]  # fmt: skip
    remotes = {
        "one": ["a:b/c"],
        "two": ["a:q", "/w/x"],
        "three": ["/w/x", "h"],
        "four": ["hh", "/n"],
        "five": ["/n"],
    }
    pushes = {"four": ["a:b", "a:1"], "five": ["/w/1"]}
    for last, old, new in rules:
        git("config", "--add", f"url.{new}.{last}", old, cwd=world.a.root)
    for name, urls in remotes.items():
        for each in urls:
            git("config", "--add", f"remote.{name}.url", each, cwd=world.a.root)
        for each in pushes.get(name, []):
            git("config", "--add", f"remote.{name}.pushurl", each, cwd=world.a.root)
    found = read_config(Git(str(world.a.root), str(world.a.root / ".git"))).remotes
    for name in remotes:
        assert found[name].fetch == git("remote", "get-url", name, cwd=world.a.root)
        assert (
            found[name].pushes
            == git("remote", "get-url", "--push", "--all", name, cwd=world.a.root).splitlines()
        )
