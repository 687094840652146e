"""What a folder brings along needs the user's word, unless it is known to be harmless; ordinary clones need none."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from tests.sync.machines import DAY, Machine

from twohats.actions.create import start_git
from twohats.format.paths import page_path
from twohats.sync import status
from twohats.sync.harmless import is_harmless, is_harmless_there
from twohats.system.addresses import local_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

# What git and other programs write into repositories that nobody has doubts about.
ORDINARY = """\
core.repositoryformatversion=1 core.bare=false core.fileMode=true core.logAllRefUpdates=true core.ignoreCase=true
core.precomposeUnicode=true core.symlinks=false core.autocrlf=input core.eol=lf core.safecrlf=warn core.fsmonitor=true
core.untrackedCache=true core.sparseCheckout=true core.longpaths=true extensions.objectFormat=sha256
extensions.worktreeConfig=true extensions.partialClone=origin extensions.refStorage=reftable
remote.origin.url=git@example.org:j.git remote.origin.url=https://example.org/j.git remote.origin.pushurl=ssh://h/j.git
remote.origin.fetch=+refs/heads/*:refs/remotes/origin/* remote.my.fork.fetch=refs/tags/*:refs/tags/*
remote.origin.fetch=+refs/pull/*/head:refs/remotes/origin/pr/* remote.origin.fetch=^refs/heads/x
remote.origin.tagOpt=--no-tags remote.origin.prune=true remote.origin.gh-resolved=base remote.origin.promisor=true
remote.origin.partialclonefilter=blob:none remote.pushDefault=origin
branch.main.remote=origin branch.main.merge=refs/heads/main branch.a/b.c.rebase=true branch.main.description=!x
branch.main.vscode-merge-base=origin/main branch.main.gh-merge-base=main branch.main.github-pr-owner-number=a#b#1
user.name=Mara user.email=mara@example.org user.signingKey=ABCD commit.gpgSign=true gpg.format=ssh tag.gpgSign=true
init.defaultBranch=main pull.rebase=true pull.ff=only push.default=simple push.autoSetupRemote=true fetch.prune=true
merge.ff=false rebase.autoStash=true rerere.enabled=true color.ui=auto color.diff.old=red advice.detachedHead=false
diff.algorithm=histogram diff.tool=meld http.postBuffer=524288000 gc.auto=0 maintenance.strategy=incremental
submodule.active=. submodule.x.url=https://example.org/x.git submodule.x.active=true lfs.repositoryformatversion=0
lfs.https://example.org/j.git/info/lfs.access=basic gui.wmstate=normal gitflow.branch.master=main oh-my-zsh.hide-status=1
credential.https://example.org.username=mara status.showUntrackedFiles=no index.version=4"""
ORDINARY_THERE = """\
core.bare=true core.sharedRepository=1 receive.denyNonFastforwards=true receive.denyCurrentBranch=refuse
uploadpack.allowFilter=true http.receivepack=true remote.origin.url=https://example.org/j.git
remote.origin.fetch=+refs/*:refs/* remote.origin.mirror=true gc.auto=0 transfer.hideRefs=refs/x"""
# What git 2.30 to 2.54 could run something by, or go elsewhere.
RUNNING = """\
gpg.ssh.defaultKeyCommand gpg.program gpg.x509.program core.sshCommand core.gitProxy core.askPass core.editor core.pager
core.hooksPath core.worktree core.alternateRefsCommand core.attributesFile core.excludesFile core.sharedRepository
hook.x.command hook.x.event gc.recentObjectsHook sequence.editor credential.helper credential.https://e.org.helper
include.path includeIf.gitdir:/.path filter.x.clean filter.x.process diff.external diff.x.command diff.x.textconv
merge.x.driver mergetool.x.cmd difftool.x.path guitool.x.cmd remote.origin.uploadpack remote.origin.receivepack
remote.origin.vcs remote.origin.proxy remotes.origin url.x.insteadOf url.x.pushInsteadOf alias.x alias.x.command pager.log
man.x.cmd browser.x.cmd web.browser instaweb.httpd sendemail.smtpServer http.proxy http.sslVerify http.sslCert
http.cookieFile http.extraHeader http.https://e.org.extraHeader http.curloptResolve protocol.ext.allow protocol.allow
trailer.x.command uploadpack.packObjectsHook submodule.x.update interactive.diffFilter init.templateDir commit.template
bundle.x.uri fetch.bundleURI transfer.bundleURI fetch.fsck.hasDotgit fetch.fsck.skipList trace2.normalTarget push.pushOption
safe.directory core.protectNTFS unheard.of core branch.main receive.fsck.skipList receive.fsck.x.skipList
blame.ignoreRevsFile mailmap.file mailmap.blob"""


def pairs(text: str) -> list[tuple[str, str]]:
    return [(key, value) for key, _, value in (word.partition("=") for word in text.split())]


@pytest.mark.parametrize(("key", "value"), pairs(ORDINARY))
def test_a_setting_of_an_ordinary_clone_is_harmless(key, value):
    assert is_harmless(key, value)


@pytest.mark.parametrize(("key", "value"), pairs(ORDINARY_THERE))
def test_a_setting_of_an_ordinary_bare_repository_is_harmless_there(key, value):
    assert is_harmless_there(key, value)


@pytest.mark.parametrize("key", RUNNING.split())
def test_a_setting_that_is_not_known_to_be_harmless_needs_a_word(key):
    assert not is_harmless(key, "x")
    assert key == "core.sharedRepository" or not is_harmless_there(key, "x")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("core.fsmonitor", "/bin/x"),
        ("remote.origin.fetch", "+refs/heads/main:refs/heads/other"),
        ("remote.origin.fetch", "+refs/heads/main:refs/twohats/pending"),
        ("extensions.refStorage", "files:///elsewhere"),
        ("gpg.format", "../x"),
    ],
)
def test_a_value_can_make_the_difference(key, value):
    assert not is_harmless(key, value)


@pytest.mark.parametrize(("key", "value"), [("receive.denyCurrentBranch", "updateInstead"), ("receive.procReceiveRefs", "refs/x"), ("remote.origin.promisor", "true")])  # fmt: skip
def test_a_value_can_make_the_difference_there(key, value):
    assert not is_harmless_there(key, value)


def test_every_setting_of_this_git_that_names_a_command_is_doubted():
    """Git's own list of its settings: a name that says it runs something is never on ours."""
    listed = subprocess.run(["git", "help", "-c"], capture_output=True, text=True, check=True).stdout.split()
    said = [key for key in listed if any(word in key.lower() for word in ("command", "cmd", "hook", "program", "helper"))]  # fmt: skip
    doubted = [key for key in said if not is_harmless(key.replace("<", "").replace(">", ""), "x")]

    assert "core.alternateRefsCommand" in doubted
    # The first is how a rebase spells its list, the second whether advice is given.
    assert set(said) - set(doubted) <= {"rebase.abbreviateCommands", "advice.ignoredHook"}


def program(world) -> str:
    """A program that leaves a mark when it is run."""
    path = world.folder / "program"
    path.write_text(f"#!/bin/sh\ntouch '{world.folder}/ran'\n")
    path.chmod(0o755)
    return str(path)


def ran(world):
    return (world.folder / "ran").exists()


def test_a_key_that_signing_would_fetch_by_a_program(world):
    for key, value in (("commit.gpgSign", "true"), ("gpg.format", "ssh"), ("gpg.ssh.defaultKeyCommand", program(world))):  # fmt: skip
        world.a.git("config", key, value)
    world.a.add("25m brand post")
    report = world.a.sync()

    assert report.outcome == "untrusted"
    assert "gpg.ssh.defaultkeycommand" in report.message
    assert "commit.gpgsign" not in report.message
    assert not ran(world)


@pytest.mark.parametrize("how", ["path", "file"])
def test_a_clone_needs_no_word(world, how):
    address = str(world.remote) if how == "path" else world.remote.as_uri()
    world.a.git("clone", "-q", address, str(world.folder / "clone"))
    clone = Machine(world.folder / "clone")
    clone.add("25m brand post")

    assert clone.sync().outcome == "synced"


def hooked(folder: Path, run: str) -> None:
    """Give a repository hooks that run a program when something is pushed into it."""
    (folder / "hooks").mkdir(exist_ok=True)
    for name in (
        "pre-receive",
        "update",
        "post-receive",
        "post-update",
        "reference-transaction",
        "push-to-checkout",
    ):
        (folder / "hooks" / name).write_text(f"#!/bin/sh\n'{run}'\n")
        (folder / "hooks" / name).chmod(0o755)


@pytest.mark.parametrize("key", ["url", "pushurl"])
@pytest.mark.parametrize(
    "address", [".git/x.git", "../remote.git", "{root}/.git/x.git", "file://{root}/x.git", "~/x.git"]
)
def test_an_address_that_an_archive_could_bring_needs_a_word(world, key, address):
    for place in (world.a.root / ".git" / "x.git", world.a.root / "x.git"):
        shutil.copytree(world.remote, place)
        hooked(place, program(world))
    world.a.git("config", f"remote.origin.{key}", address.format(root=world.a.root))
    world.a.add("25m brand post")
    report = world.a.sync()

    assert report.outcome == "untrusted"
    assert f"remote.origin.{key}" in report.message
    assert status(world.a.journal, fetch=True).stop == "untrusted"
    assert not ran(world)


def test_hooks_of_a_folder_that_is_pushed_to_are_left_out(world):
    hooked(world.remote, program(world))
    world.a.add("25m brand post")

    assert world.a.sync().outcome == "synced"
    assert not ran(world)
    assert world.b.sync().finished
    assert "25m brand post" in world.b.read()


def test_hooks_of_a_folder_are_run_for_who_wants_them(world):
    hooked(world.remote, program(world))
    world.a.git("config", "remote.origin.receivepack", "git-receive-pack")
    world.a.add("25m brand post")

    assert world.a.sync().outcome == "untrusted"
    assert not ran(world)
    assert world.a.sync(trust=True).outcome == "synced"
    assert ran(world)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("core.alternateRefsCommand", "{program};true"),
        ("hook.x.command", "{program}"),
        ("gc.recentObjectsHook", "{program}"),
        ("receive.denyCurrentBranch", "updateInstead"),
        ("core.hooksPath", "{folder}"),
        ("include.path", "{folder}/included"),
    ],
)
def test_what_the_configuration_of_a_folder_would_run_needs_a_word(world, key, value):
    words = {"program": program(world), "folder": world.folder}
    (world.folder / "included").write_text("")
    other = world.folder / "other.git"
    shutil.copytree(world.remote, other)
    (world.remote / "objects/info/alternates").write_text(f"{other}/objects\n")
    subprocess.run(
        ["git", "config", "-f", str(world.remote / "config"), key, value.format(**words)], check=True
    )
    world.a.add("25m brand post")
    report = world.a.sync()

    assert report.outcome == "untrusted"
    assert f"{key.lower()} in {world.remote}" in report.message
    assert status(world.a.journal, fetch=True).stop == "untrusted"
    assert not ran(world)
    assert world.a.sync(trust=True).finished


def test_a_word_holds_for_the_very_value_that_was_looked_at(world):
    """A second program under the same setting is one that nobody has allowed."""
    world.a.add("25m brand post")
    for program in ("first", "second"):
        world.a.git("config", "-f", str(world.remote / "config"), "gc.recentObjectsHook", program)

        assert world.a.sync().outcome == "untrusted"
        assert world.a.sync(trust=True).finished
        assert world.a.sync().finished


def test_a_remote_without_a_bare_repository_is_looked_into_too(world):
    """Git takes `x` for `x/.git`, and so do we."""
    clone = world.folder / "clone"
    world.a.git("clone", "-q", str(world.remote), str(clone))
    subprocess.run(["git", "config", "core.alternateRefsCommand", program(world)], cwd=clone, check=True)
    world.a.git("config", "remote.origin.url", str(clone))

    assert world.a.sync().outcome == "untrusted"


def test_a_folder_that_leads_on_to_another_repository(world):
    (world.remote / "logs").symlink_to(world.folder)
    assert world.a.sync().outcome == "untrusted"
    (world.remote / "logs").unlink()
    world.remote.rename(world.folder / "moved.git")
    world.remote.write_text(f"gitdir: {world.folder}/moved.git\n")
    assert world.a.sync().outcome == "untrusted"


def test_one_push_to_a_folder_and_to_a_server_runs_the_hooks_of_the_server_alone(world, monkeypatch):
    """Each address is pushed to by itself, so no word is needed for the hooks of the folder: they do not run."""
    server = world.folder / "server.git"
    shutil.copytree(world.remote, server)
    hooked(world.remote, program(world))
    (server / "hooks").mkdir(exist_ok=True)
    (server / "hooks" / "post-update").write_text(f"#!/bin/sh\ntouch '{world.folder}/received'\n")
    (server / "hooks" / "post-update").chmod(0o755)
    ssh = world.folder / "connect"
    ssh.write_text('#!/bin/sh\nshift; exec sh -c "$1"\n')
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    world.a.git("config", "--add", "remote.origin.pushurl", str(world.remote))
    world.a.git("config", "--add", "remote.origin.pushurl", f"mara@example.org:{server}")
    world.a.add("25m brand post")

    assert world.a.sync().outcome == "synced"
    assert (world.folder / "received").exists()
    assert not ran(world)
    heads = {Machine(each).git("rev-parse", "main") for each in (world.a.root, world.remote, server)}
    assert len(heads) == 1


def test_a_stick_that_is_not_plugged_in_needs_no_word(world):
    world.remote.rename(world.folder / "elsewhere.git")

    assert world.a.sync().outcome == "offline"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/a b/j.git", "/a b/j.git"),
        ("../j.git", "../j.git"),
        ("/a:b/j.git", "/a:b/j.git"),
        ("j.git", "j.git"),
        ("file:///a%20b/j.git", "/a b/j.git"),
        ("FILE:///j.git", "/j.git"),
        ("git@example.org:j.git", None),
        ("example.org:/j.git", None),
        ("https://example.org/j.git", None),
        ("ssh://example.org/j.git", None),
    ],
)
def test_which_addresses_are_folders(address, path):
    assert local_path(address) == path


# Git's folder.


@pytest.fixture
def victim(world):
    """Another repository of the user's, with a remote."""
    folder = world.folder / "victim"
    world.b.git("clone", "-q", str(world.remote), str(folder))
    return folder


def from_archive(world) -> Machine:
    folder = world.folder / "unpacked"
    shutil.copytree(world.a.root, folder, ignore=shutil.ignore_patterns(".git"))
    return Machine(folder)


@pytest.mark.parametrize(
    "how", ["file", "link", "commondir", "refs", "objects", "index", "log", "branch", "ours"]
)
def test_a_git_folder_that_leads_to_another_repository_needs_a_word(world, victim, how):
    machine = from_archive(world)
    dot = machine.root / ".git"
    if how == "file":
        dot.write_text("gitdir: ../victim/.git\n")
    elif how == "link":
        dot.symlink_to("../victim/.git")
    else:
        shutil.copytree(world.a.root / ".git", dot)
    if how == "commondir":
        (dot / "commondir").write_text("../../victim/.git\n")
    path = {"refs": "refs", "objects": "objects", "index": "index", "log": "logs/refs/heads/main",
            "branch": "refs/heads/main", "ours": "twohats"}.get(how)  # fmt: skip
    if path:
        if (dot / path).is_dir():
            shutil.rmtree(dot / path)
        else:
            (dot / path).unlink(missing_ok=True)
        (dot / path).symlink_to(victim / ".git" / path)
    before = Machine(victim).state()
    machine.add("25m brand post")
    report = machine.sync()

    assert report.outcome == "untrusted"
    assert " leads to " in report.message or " is a link" in report.message
    assert Machine(victim).state() == before
    assert machine.sync(trust=True).outcome != "untrusted"


def test_a_file_that_claims_to_be_a_worktree_of_another_repository_needs_a_word(world, victim):
    """A folder of the archive's own that points at the victim for its branches, with a back-link that fits."""
    machine = from_archive(world)
    inside = machine.root / "g"
    shutil.copytree(world.a.root / ".git", inside)
    (machine.root / ".git").write_text("gitdir: g\n")
    (inside / "gitdir").write_text("../.git\n")
    (inside / "commondir").write_text("../../victim/.git\n")
    before = Machine(victim).state()
    machine.add("25m brand post")

    assert machine.sync().outcome == "untrusted"
    assert Machine(victim).state() == before


def test_a_work_tree_that_the_configuration_names_needs_a_word(world):
    """A folder that is itself like a bare repository: git finds it without a `.git`."""
    machine = from_archive(world)
    for each in (world.a.root / ".git").iterdir():
        copy = shutil.copytree if each.is_dir() else shutil.copy
        copy(each, machine.root / each.name)
    for key, value in (("core.bare", "false"), ("core.worktree", ".")):
        subprocess.run(["git", "config", "-f", str(machine.root / "config"), key, value], check=True)

    assert machine.sync().outcome in ("untrusted", "no-repository")


def test_a_linked_worktree_needs_no_word(world):
    world.a.git("worktree", "add", "-q", "-b", "desk", str(world.folder / "desk"))
    machine = Machine(world.folder / "desk")
    machine.add("25m brand post")

    assert machine.sync().outcome not in ("untrusted", "failed")


def test_a_submodule_needs_no_word(world):
    outer = world.folder / "outer"
    subprocess.run(["git", "init", "-q", str(outer)], check=True)
    words = [
        "git",
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(world.remote),
        "journal",
    ]
    subprocess.run(words, cwd=outer, check=True)
    machine = Machine(outer / "journal")
    assert (machine.root / ".git").is_file()
    machine.add("25m brand post")

    assert machine.sync().outcome == "synced"
    assert "25m brand post" in machine.committed()[page_path(DAY)].decode()


def test_a_new_repository_is_made_where_it_is_meant_to_be(world, tmp_path, monkeypatch):
    """`hat init --git` from within a hook of another repository, whose variables point at that one."""
    monkeypatch.setenv("GIT_DIR", str(world.a.root / ".git"))
    start_git(str(tmp_path))

    assert (tmp_path / ".git" / "HEAD").is_file()
    assert (tmp_path / ".git").stat().st_mode & 0o077 == 0
