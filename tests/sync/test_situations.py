"""Every way a sync can end: the word it ends with, and that nothing was lost or half done."""

from __future__ import annotations

import http.server
import os
import shutil
import socket
import subprocess
import threading
import time

import pytest
from tests.sync.machines import DAY, PAGE, SETTINGS, Machine

from twohats import git as git_module
from twohats.errors import JournalError
from twohats.files import Lock
from twohats.merge import Merged
from twohats.paths import page_path
from twohats.sync import OUTCOMES, apply, meet, merge_trees, resolve, status, sync_in_background
from twohats.sync import round as round_module
from twohats.sync.objects import Objects
from twohats.sync.remote import Remote

LINE = "25m brand post: mine"


def is_kept(machine: Machine, *, committed: bool = True) -> bool:
    """Whether the line is in the file and, if wanted, in the last commit."""
    there = LINE.encode() in machine.committed()[page_path(DAY)]
    return LINE in machine.read() and there == committed


# Where there is nothing to sync with.


def test_a_folder_that_is_no_repository(world):
    shutil.rmtree(world.a.root / ".git")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "no-repository"
    assert "git init" in report.hint
    assert LINE in world.a.read()


def test_a_repository_without_a_remote_gets_its_commits(world):
    world.a.git("remote", "remove", "origin")
    world.a.add(LINE)

    assert world.a.sync().outcome == "no-remote"
    assert is_kept(world.a)


def test_a_new_repository_gets_its_first_commit_and_push(tmp_path):
    machine = Machine(tmp_path / "new")
    machine.write("hat.toml", SETTINGS)
    machine.write(page_path(DAY), PAGE)
    machine.git("init", "-q")
    machine.git("init", "-q", "--bare", "-b", "master", str(tmp_path / "empty.git"))
    machine.git("remote", "add", "origin", str(tmp_path / "empty.git"))

    assert machine.sync().outcome == "first-push"
    assert machine.git("ls-remote", "--heads", "origin").endswith("refs/heads/main")
    assert machine.committed()[".gitattributes"] == b"*.md -text\n*.toml -text\n"
    assert machine.is_clean()
    assert machine.sync().outcome == "nothing"


def test_a_remote_that_has_only_another_branch(world):
    world.a.git("branch", "-q", "-m", "journal")
    world.a.git("config", "--remove-section", "branch.journal")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "other-branch"
    assert "main" in report.message
    assert is_kept(world.a)


def test_a_branch_that_follows_one_of_another_name(world):
    world.a.git("branch", "-q", "-m", "laptop")
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert world.b.sync().finished
    assert is_kept(world.b)


# The way to the remote.


def test_a_stick_that_is_not_plugged_in(world):
    world.remote.rename(world.folder / "unplugged")
    world.a.add(LINE)

    assert world.a.sync().outcome == "offline"
    assert is_kept(world.a)
    (world.folder / "unplugged").rename(world.remote)
    assert world.a.sync().outcome == "synced"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/x.git", "git://127.0.0.1:1/x.git", "ssh://127.0.0.1:1/x.git"]
)
def test_a_server_that_is_not_there(world, address):
    world.a.git("remote", "set-url", "origin", address)
    world.a.add(LINE)

    assert world.a.sync().outcome == "offline"
    assert is_kept(world.a)


def test_a_server_that_never_answers(world, monkeypatch):
    monkeypatch.setattr(git_module, "NETWORK_SECONDS", 1.0)
    monkeypatch.setenv("STARTED_BY", str(world.folder))
    with socket.create_server(("127.0.0.1", 0)) as server:
        world.a.git("remote", "set-url", "origin", f"git://127.0.0.1:{server.getsockname()[1]}/x.git")
        world.a.add(LINE)
        assert world.a.sync().outcome == "timeout"

    assert is_kept(world.a)
    assert not started_by(str(world.folder))


def started_by(test: str) -> list[str]:
    """The processes that inherited a test's own variable, but for this one."""
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else []:
        try:
            with open(f"/proc/{name}/environ", "rb") as file:
                if os.fsencode(f"\0STARTED_BY={test}\0") in b"\0" + file.read():
                    found.append(name)
        except OSError:
            continue
    return found


class Denying(http.server.BaseHTTPRequestHandler):
    """A server that wants a password."""

    def do_GET(self):
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="journals"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def test_a_server_that_wants_a_password_and_gets_none(world):
    server = http.server.HTTPServer(("127.0.0.1", 0), Denying)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        world.a.git(
            "remote", "set-url", "origin", f"http://mara:t0ken@127.0.0.1:{server.server_port}/x.git?k=s3cret"
        )
        world.a.add(LINE)
        report = world.a.sync()
        asked = status(world.a.journal, fetch=True)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert report.outcome == asked.stop == "auth"
    assert is_kept(world.a)
    shown = f"{report.json()} {asked.json()}"
    assert "127.0.0.1" in shown
    assert "t0ken" not in shown
    assert "s3cret" not in shown


def fake_ssh(world, script: str, monkeypatch) -> None:
    program = world.folder / "connect"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    world.a.git("remote", "set-url", "origin", f"mara@example.org:{world.remote}")


def test_the_users_own_ssh_is_used(world, monkeypatch):
    fake_ssh(world, 'shift; exec sh -c "$1"', monkeypatch)
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("mara@example.org: Permission denied (publickey).", "auth"),
        ("Host key verification failed.", "auth"),
        ("ssh: Could not resolve hostname example.org: Name or service not known", "offline"),
        ("ssh: connect to host example.org port 22: Connection timed out", "offline"),
    ],
)
def test_what_ssh_says_is_understood(world, monkeypatch, words, outcome):
    fake_ssh(world, f"echo '{words}' >&2; exit 255", monkeypatch)
    world.a.add(LINE)

    assert world.a.sync().outcome == outcome
    assert is_kept(world.a)


def test_an_ssh_that_hangs_is_ended_with_all_it_started(world, monkeypatch):
    monkeypatch.setattr(git_module, "NETWORK_SECONDS", 1.0)
    monkeypatch.setenv("STARTED_BY", str(world.folder))
    fake_ssh(world, "sleep 1000; true", monkeypatch)
    world.a.add(LINE)

    assert world.a.sync().outcome == "timeout"
    assert is_kept(world.a)
    assert not started_by(str(world.folder))


def test_ssh_is_told_to_ask_nothing_unless_a_person_may_be_asked():
    quiet, asking = (git_module.ssh_command({}, "ssh -i key", asking=asking) for asking in (False, True))

    assert quiet.startswith("ssh -i key -o BatchMode=yes ")
    assert "BatchMode" not in asking
    assert git_module.ssh_command({"GIT_SSH_COMMAND": "plink -batch"}, "", asking=False) == "plink -batch"


@pytest.mark.parametrize(
    "address", ["--upload-pack=touch here", "ext::sh -c touch% here", "ssh://-oProxyCommand=touch/x"]
)
def test_an_address_that_would_run_something(world, address):
    world.a.git("config", "remote.origin.url", address)

    assert world.a.sync().outcome == "bad-remote"
    assert not list(world.folder.rglob("here"))


# The remote says no.


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
    monkeypatch.setattr(meet, "_FIRST_WAIT", 0.0)
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


# The state the user left it in.


def test_a_detached_head(world):
    world.a.git("checkout", "-q", "--detach")
    world.a.add(LINE)
    before = world.a.state()

    assert world.a.sync().outcome == "detached"
    assert world.a.state() == before
    world.a.git("checkout", "-q", "main")
    assert world.a.sync().outcome == "synced"
    assert is_kept(world.a)


def conflicting(world) -> None:
    world.a.git("checkout", "-q", "-b", "side")
    world.a.change("m5: caught up", "m4: side")
    world.a.git("commit", "-qam", "side")
    world.a.git("checkout", "-q", "main")
    world.a.change("m5: caught up", "m3: main")
    world.a.git("commit", "-qam", "main")


@pytest.mark.parametrize(
    ("words", "operation"),
    [
        (["merge", "side"], "merge"),
        (["rebase", "side"], "rebase"),
        (["cherry-pick", "side"], "cherry-pick"),
        (["revert", "HEAD~1"], "revert"),
    ],
)
def test_an_operation_of_the_users_own_is_left_alone(world, words, operation):
    conflicting(world)
    if operation == "revert":
        world.a.change("m3: main", "m2: main")
        world.a.git("commit", "-qam", "again")
    world.a.git(*words, fails=True)
    world.a.add("10m brand read", day="2026-11-23")
    before, files = world.a.state(), world.a.files()
    report = world.a.sync()

    assert report.outcome == "in-progress"
    assert operation in report.message
    assert world.a.state() == before
    assert world.a.files() == files


def test_a_bisection_is_left_alone(world):
    world.a.git("bisect", "start")
    before = world.a.state()

    assert world.a.sync().outcome == "in-progress"
    assert world.a.state() == before


def test_a_conflict_without_an_operation_is_left_alone_and_can_be_resolved(world):
    world.a.change("m5: caught up", "m4: stashed")
    world.a.git("stash", "-q")
    world.a.change("m5: caught up", "m3: here")
    world.a.git("commit", "-qam", "here")
    world.a.git("stash", "pop", fails=True)

    assert world.a.sync().outcome == "in-progress"
    assert resolve(world.a.journal).outcome == "resolved"
    assert world.a.sync().outcome == "synced"
    assert "m4: stashed" in world.a.read()
    assert "m3: here" in world.a.read()
    assert "<<<" not in world.a.read()


def test_journals_without_a_common_past_are_joined_only_when_asked(world, tmp_path):
    machine = Machine(tmp_path / "new")
    machine.write("hat.toml", SETTINGS)
    machine.write(page_path(DAY), PAGE + f"- {LINE}\n")
    machine.git("init", "-q")
    machine.git("remote", "add", "origin", str(world.remote))
    report = machine.sync()
    assert report.outcome == "unrelated"
    assert status(machine.journal).stop == "unrelated"
    assert machine.read() == PAGE + f"- {LINE}\n"

    assert machine.sync(join=True).outcome == "joined"
    assert world.a.sync().finished
    assert world.a.read() == PAGE + f"- {LINE}\n"


def test_an_empty_repository_takes_the_journal_of_the_remote(world, tmp_path):
    machine = Machine(tmp_path / "new")
    machine.write("people.toml", '[anna]\nname = "Anna"\n')
    machine.git("init", "-q")
    machine.git("remote", "add", "origin", str(world.remote))
    machine.write(".git/info/exclude", "people.toml\n")
    shutil.rmtree(machine.root / "days", ignore_errors=True)
    machine.write(".gitattributes", "*.md -text\n*.toml -text\n")

    assert machine.sync(join=True).outcome == "joined"
    assert machine.read() == PAGE
    assert machine.read("people.toml")


def test_a_shallow_clone(world, tmp_path):
    world.a.add("25m brand post: one")
    world.a.sync()
    world.b.git("clone", "-q", "--depth", "1", f"file://{world.remote}", str(tmp_path / "shallow"))
    machine = Machine(tmp_path / "shallow")
    world.a.add("25m brand post: two")
    world.a.sync()
    machine.add(LINE)
    assert machine.sync().outcome == "synced"  # what both have in common is deep enough


def test_a_shallow_clone_whose_past_does_not_reach_far_enough(world, tmp_path):
    for word in ("one", "two"):
        world.a.add(f"25m brand post: {word}")
        world.a.sync()
    world.b.git("clone", "-q", "--depth", "1", f"file://{world.remote}", str(tmp_path / "shallow"))
    machine = Machine(tmp_path / "shallow")
    machine.git("--git-dir", str(world.remote), "update-ref", "refs/heads/main", "main~2")
    machine.add(LINE)
    text = machine.read()

    assert machine.sync().outcome == "shallow"
    assert machine.read() == text
    assert is_kept(machine)


def test_a_part_of_the_repository_that_is_not_checked_out(world):
    world.a.git("sparse-checkout", "set", "--no-cone", "/*", "!/days/")

    assert world.a.sync().outcome == "sparse"


# A repository with more in it.


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


# What is gone, broken or in the way.


def pages(machine: Machine, count: int = 5) -> None:
    for number in range(count):
        machine.write(page_path(f"2026-10-{number + 10}"), "- 25m brand post\n")


def test_a_folder_that_is_gone_is_no_deletion_unless_it_is_meant(world):
    pages(world.a)
    world.meet()
    shutil.rmtree(world.a.root / "days")
    report = world.a.sync()
    assert report.outcome == "mass-delete"
    assert "6 of 9" in report.message
    assert len(world.a.committed()) == 9

    assert world.a.sync(yes=True).outcome == "synced"
    report = world.b.sync()
    assert report.outcome == "mass-delete"
    assert "on origin" in report.message
    assert world.b.read() == PAGE
    assert world.b.sync(yes=True).outcome == "synced"
    assert world.b.read() == ""


@pytest.mark.parametrize("what", ["folder", "link", "large"])
def test_a_page_that_cannot_be_read_is_not_taken_for_deleted(world, what):
    path = world.a.root / page_path(DAY)
    path.unlink()
    if what == "folder":
        path.mkdir()
    elif what == "link":
        (world.folder / "secret").write_text("secret\n")
        path.symlink_to(world.folder / "secret")
    else:
        path.write_bytes(b"x" * (5 << 20))
    world.a.write("inbox.md", "- 25m brand post\n")
    report = world.a.sync()

    assert report.outcome == "synced"
    assert any(page_path(DAY) in remark for remark in report.remarks)
    assert world.a.committed()[page_path(DAY)] == PAGE.encode()
    world.b.add(LINE)
    world.b.sync()
    assert world.a.sync().outcome == "in-the-way"


def test_a_folder_of_pages_that_is_a_link_is_not_entered(world):
    outside = world.folder / "outside"
    (world.a.root / "days").rename(outside)
    (world.a.root / "days").symlink_to(outside)
    (outside / "2026" / "2026-11-25.md").write_text("- 25m brand post: outside\n")
    world.a.write("inbox.md", "- 25m brand post\n")

    assert world.a.sync().outcome == "synced"
    assert set(world.a.committed()) == {
        ".gitattributes",
        ".gitignore",
        "hat.toml",
        "inbox.md",
        page_path(DAY),
    }


def test_a_repository_within_the_journal_is_not_entered(world):
    world.a.git("init", "-q", "--bare", "days/bare")
    world.a.write("days/bare/2026-11-25.md", "- 25m brand post\n")
    world.a.git("init", "-q", "days/other")
    world.a.write("days/other/2026-11-25.md", "- 25m brand post\n")
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert not [path for path in world.a.committed() if "2026-11-25" in path]


def test_a_commit_that_cannot_be_signed_is_not_made(world, tmp_path):
    world.a.git("config", "commit.gpgSign", "true")
    world.a.git("config", "gpg.format", "ssh")
    world.a.git("config", "user.signingKey", str(tmp_path / "no-key"))
    world.a.add(LINE)
    head = world.a.git("rev-parse", "HEAD")

    assert world.a.sync().outcome == "sign"
    assert world.a.git("rev-parse", "HEAD") == head
    assert is_kept(world.a, committed=False)


def test_a_commit_is_signed_when_the_user_signs(world, tmp_path):
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    world.a.git("config", "commit.gpgSign", "true")
    world.a.git("config", "gpg.format", "ssh")
    world.a.git("config", "user.signingKey", str(key))
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert "gpgsig" in world.a.git("cat-file", "commit", "HEAD")


@pytest.mark.parametrize(
    "rule", ["*.md filter=git-crypt", "days/** filter=crypt diff=crypt", "hat.toml filter=sops"]
)
def test_an_encrypted_journal_is_refused_rather_than_sent_in_the_open(world, rule):
    world.a.write(".gitattributes", f"*.md -text\n*.toml -text\n{rule}\n")
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == status(world.a.journal).stop == "filter"
    assert is_kept(world.a, committed=False)


def test_encrypted_pages_from_elsewhere_are_not_taken_in(world):
    world.b.write(page_path("2026-11-21"), b"\0GITCRYPT\0 secret")
    world.b.git("add", ".")
    world.b.git("commit", "-qm", "encrypted")
    world.b.git("push", "-q")

    assert world.a.sync().outcome == "filter"
    assert not world.a.read(page_path("2026-11-21"))


def test_a_page_from_elsewhere_that_is_too_large_is_not_taken_in(world):
    world.b.write(page_path("2026-11-21"), b"x" * (5 << 20))
    world.b.git("add", ".")
    world.b.git("commit", "-qm", "large")
    world.b.git("push", "-q")

    assert world.a.sync().outcome == "too-large"
    assert not world.a.read(page_path("2026-11-21"))


def test_the_journal_in_use_by_another_sync(world):
    world.a.journal.lock()
    with Lock(str(world.a.root / ".twohats" / "sync.lock")):
        assert world.a.sync().outcome == "busy"


def test_a_lock_of_gits_on_the_branch(world):
    lock = world.a.root / ".git" / "refs" / "heads" / "main.lock"
    lock.write_text("")
    world.a.add(LINE)
    report = world.a.sync()
    assert report.outcome == "ref-lock"
    assert str(lock) in report.message
    assert is_kept(world.a, committed=False)
    assert lock.exists()

    an_hour_ago = time.time() - 3600
    os.utime(lock, (an_hour_ago, an_hour_ago))
    if os.path.isdir("/proc"):
        report = world.a.sync()
        assert report.outcome == "synced"
        assert any("put aside" in remark for remark in report.remarks)
        assert is_kept(world.a)


def test_a_lock_of_gits_on_the_index_stops_nothing_and_the_index_is_mended_later(world):
    lock = world.a.root / ".git" / "index.lock"
    lock.write_text("")
    world.a.add(LINE)
    world.b.add("25m brand read: from b")
    world.b.sync()
    report = world.a.sync()
    assert report.outcome == "synced"
    assert any("index" in remark for remark in report.remarks)

    lock.unlink()
    assert not world.a.is_clean()
    world.a.sync()
    assert world.a.is_clean()
    assert "from b" in world.a.read()


def test_a_damaged_repository(world):
    head = world.a.git("rev-parse", "HEAD^{tree}")
    path = world.a.root / ".git" / "objects" / head[:2] / head[2:]
    path.chmod(0o644)
    path.write_bytes(b"")
    world.a.add(LINE)

    assert world.a.sync().outcome == "damaged"
    assert LINE in world.a.read()


def test_no_git_command(world, monkeypatch, tmp_path):
    world.a.add(LINE)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        assert world.a.sync().outcome == "no-git"
    assert LINE in world.a.read()


def test_a_git_that_is_too_old(world, monkeypatch, tmp_path):
    (tmp_path / "git").write_text("#!/bin/sh\necho git version 2.17.1\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    report = world.a.sync()

    assert report.outcome == "no-git"
    assert "2.17" in report.message


def test_a_merge_that_would_lose_a_line_is_not_made(world, monkeypatch):
    world.b.add("25m brand read: from b")
    world.b.sync()
    world.a.add(LINE)
    with monkeypatch.context() as patch:
        patch.setattr(merge_trees, "merge", lambda *sides: Merged(sides[1]))
        report = world.a.sync()
    assert report.outcome == "not-merged"
    assert is_kept(world.a)
    assert "from b" in world.a.read(f".twohats/unmerged/{page_path(DAY)}")

    world.meet()
    assert "from b" in world.a.read()


def test_a_full_disk(world, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    world.b.add(LINE)
    world.b.sync()
    with monkeypatch.context() as patch:
        patch.setattr(apply, "bring_all", full)
        assert world.a.sync().outcome == "no-room"
    assert world.a.read() == PAGE
    report = world.a.sync()
    assert report.outcome in ("synced", "nothing")
    assert any("cut off" in remark for remark in report.remarks)
    assert is_kept(world.a)


# Who we are, and what must not leak in.


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


def test_a_journal_in_a_linked_worktree(world):
    world.a.git("worktree", "add", "-q", "-b", "desk", str(world.folder / "desk"))
    machine = Machine(world.folder / "desk")
    machine.git("config", "branch.desk.remote", "origin")
    machine.git("config", "branch.desk.merge", "refs/heads/main")
    world.b.add("25m brand read: from b")
    world.b.sync()
    machine.add(LINE)

    assert machine.sync().outcome == "synced"
    assert "from b" in machine.read()
    assert machine.is_clean()
    assert world.b.sync().finished
    assert is_kept(world.b)


def test_the_apps_sync_never_raises(world, monkeypatch):
    def bug(*_):
        raise ZeroDivisionError("no\x1b[31m")

    monkeypatch.setattr(round_module, "run_turn", bug)
    report = sync_in_background(world.a.journal)

    assert report.outcome == "failed"
    assert "\x1b" not in report.message


def test_a_journal_that_is_busy_writing(world, monkeypatch):
    def busy(*_):
        raise JournalError("the journal has been busy for 10 seconds", "another hat may be stuck")

    monkeypatch.setattr(round_module, "commit_new", busy)
    report = world.a.sync()

    assert report.outcome == "failed"
    assert "busy" in report.message


def test_secrets_in_addresses_are_masked():
    text = "fatal: unable to access 'https://mara:t0ken@example.org/x.git?key=s3cret#f': no"

    assert git_module.masked(text) == "fatal: unable to access 'https://…@example.org/x.git?…': no"
    assert git_module.masked("git@example.org:x.git") == "git@example.org:x.git"


def test_every_outcome_reads_well():
    for told in OUTCOMES.values():
        assert told.message
        assert not told.message.endswith(".")
        assert told.finished or told.hint


def test_a_repository_of_another_user(world, monkeypatch, tmp_path):
    program = shutil.which("git")
    (tmp_path / "git").write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{program}" "$@"\n')
    (tmp_path / "git").chmod(0o755)
    world.a.add(LINE)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        assert world.a.sync().outcome == "not-yours"
    assert is_kept(world.a, committed=False)


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


def test_a_commit_that_is_not_what_was_given_to_git(world, monkeypatch):
    tree = Objects.tree
    world.a.add(LINE)
    head = world.a.git("rev-parse", "HEAD")

    def wrong(self, commit):
        found = tree(self, commit)
        if commit != head:
            found.pop("hat.toml", None)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Objects, "tree", wrong)
        assert world.a.sync().outcome == "self-check"
    assert is_kept(world.a, committed=False)
    assert world.a.sync().outcome == "synced"


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


def test_after_a_cut_off_sync_the_users_own_commit_is_respected(world, monkeypatch):
    """The ref of the sync that was cut off must not pull a branch along that has gone on."""
    world.b.add("25m brand read: from b")
    world.b.sync()
    with monkeypatch.context() as patch:
        patch.setattr(
            apply, "move_branch", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error"))
        )
        assert world.a.sync().outcome == "failed"
    assert "from b" in world.a.read()
    world.a.write("notes.txt", "mine\n")
    world.a.git("add", "notes.txt")
    world.a.git("commit", "-qm", "by hand")
    world.meet()

    assert world.b.read("notes.txt") == "mine\n"
    assert world.a.read().count("from b") == 1
    assert "twohats" not in world.a.git("for-each-ref", "--format=%(refname)")
