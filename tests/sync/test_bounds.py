"""What is too much: bombs from a remote, files that never end. Each is said, before it has cost memory or time."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
import zlib
from contextlib import chdir

import pytest
from tests.sync.machines import DAY, LINE, is_kept

from twohats.actions.check import check
from twohats.format.times import Now
from twohats.sync import objects, status
from twohats.system import git as git_module
from twohats.system import processes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

RUN = """
import resource, sys
from twohats.journal.folder import Journal
from twohats.sync import sync
report = sync(Journal(sys.argv[1]))
print(report.outcome)
print(report.message)
try:  # ru_maxrss of this process is that of pytest, from before the exec
    own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
except OSError:
    own = 0
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""


def synced(world) -> tuple[str, str, int]:
    """How a sync in a process of its own ends: its outcome, what it says, and the most MiB that it or a git took."""
    words = [sys.executable, "-c", RUN, str(world.a.root)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert not done.returncode, done.stderr
    outcome, message, most = done.stdout.splitlines()
    return outcome, message, int(most)


class Store:
    """Objects written straight into a repository, as no git would make them."""

    def __init__(self, git_dir: Path) -> None:
        self.git_dir = git_dir

    def put(self, kind: str, data: bytes) -> str:
        whole = b"%s %d\0" % (kind.encode(), len(data)) + data
        name = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
        path = self.git_dir / "objects" / name[:2] / name[2:]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zlib.compress(whole, 1))
        return name

    def tree(self, *entries: tuple[str, str, str]) -> str:
        ordered = sorted(entries, key=lambda each: each[1] + ("/" if each[0] == "40000" else ""))
        return self.put("tree", b"".join(b"%s %s\0" % (mode.encode(), name.encode()) + bytes.fromhex(to) for mode, name, to in ordered))  # fmt: skip

    def commit(self, tree: str, parent: str) -> str:
        who = "x <x@example.org> 1 +0000"
        return self.put("commit", f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nx\n".encode())  # fmt: skip


def plant(world, entry: tuple[str, str, str]) -> None:
    """Add an entry to the top of the tree that the remote's branch is at."""
    store = Store(world.remote)
    head = world.b.git("rev-parse", "HEAD")
    old = [line.split(None, 3) for line in world.b.git("ls-tree", "HEAD").splitlines()]
    top = store.tree(*((mode.lstrip("0"), name, to) for mode, _, to, name in old), entry)
    (world.remote / "refs/heads/main").write_text(store.commit(top, head) + "\n")


def test_a_tree_that_unfolds_without_end(world):
    """Eleven levels of sixteen names for one and the same folder: 17 million million files in three kilobytes."""
    store = Store(world.remote)
    inner = store.put("blob", b"x\n")
    mode = "100644"
    for _ in range(11):
        inner, mode = store.tree(*((mode, f"{number:x}", inner) for number in range(16))), "40000"
    plant(world, ("40000", "bomb", inner))
    world.a.add(LINE)
    outcome, message, most = synced(world)

    assert outcome == "too-much"
    assert "list of the files" in message
    assert most < 400
    assert is_kept(world.a)
    assert status(world.a.journal).stop == "too-much"


def test_folders_within_folders_without_end(world):
    store = Store(world.remote)
    inner, mode = store.put("blob", b"x\n"), "100644"
    for _ in range(300):
        inner, mode = store.tree((mode, "x", inner)), "40000"
    plant(world, ("40000", "deep", inner))
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "too-much"
    assert "folders within folders" in report.message
    assert is_kept(world.a)


def test_a_file_that_is_larger_than_all_that_is_read(world, monkeypatch):
    monkeypatch.setattr(objects, "_MOST_CONTENT", 1 << 20)
    plant(world, ("100644", "film.mp4", Store(world.remote).put("blob", bytes(3 << 20))))
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "too-much"
    assert "1 MiB" in report.message
    assert is_kept(world.a)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="the system sets no limits for another process")
@pytest.mark.parametrize("limit", ["MOST_FETCHED", "MOST_MEMORY"])
def test_more_than_a_fetch_may_bring(world, monkeypatch, limit):
    """A blob of 96 MiB that packs to some 100 KiB, for memory; one that does not pack, for the disk."""
    monkeypatch.setattr(
        processes if limit == "MOST_MEMORY" else git_module,
        limit,
        64 << 20 if limit == "MOST_MEMORY" else 1 << 20,
    )
    data = bytes(96 << 20) if limit == "MOST_MEMORY" else os.urandom(3 << 20)
    plant(world, ("100644", "film.mp4", Store(world.remote).put("blob", data)))
    world.a.add(LINE)
    objects_before = sorted(str(path) for path in (world.a.root / ".git/objects").rglob("*tmp*"))
    report = world.a.sync()

    assert report.outcome == "too-much"
    assert "origin sends" in report.message
    assert is_kept(world.a)
    assert sorted(str(path) for path in (world.a.root / ".git/objects").rglob("*tmp*")) == objects_before
    assert not (world.a.root / ".git" / "twohats").exists()


def serve(answer) -> str:
    """An address of a server that sends what `answer` says to whoever asks."""
    server = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        with server:
            while True:
                peer = server.accept()[0]
                with peer:
                    peer.recv(4096)
                    try:
                        answer(peer)
                    except OSError:
                        continue

    threading.Thread(target=run, daemon=True).start()
    return f"git://127.0.0.1:{server.getsockname()[1]}/x.git"


def packet(data: bytes) -> bytes:
    return b"%04x" % (len(data) + 4) + data


def test_a_server_with_more_branches_than_can_be(world, monkeypatch):
    monkeypatch.setattr(processes, "MOST_MEMORY", 96 << 20)

    def answer(peer) -> None:
        begun = time.monotonic()
        number = 0
        while time.monotonic() - begun < 50:
            lines = (b"%040x refs/heads/%x\n" % (number + each + 1, number + each) for each in range(2000))
            peer.sendall(b"".join(map(packet, lines)))
            number += 2000

    world.a.git("config", "remote.origin.url", serve(answer))
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "too-much"
    assert is_kept(world.a)


def pack_of(things: list[tuple[str, bytes]]) -> bytes:
    """A pack of objects, as git sends it."""
    data = b"PACK" + struct.pack(">II", 2, len(things))
    for kind, content in things:
        size, number = len(content), {"commit": 1, "tree": 2, "blob": 3}[kind]
        head = [number << 4 | size & 15]
        size >>= 4
        while size:
            head[-1] |= 0x80
            head.append(size & 0x7F)
            size >>= 7
        data += bytes(head) + zlib.compress(content, 1)
    return data + hashlib.sha1(data, usedforsecurity=False).digest()


def name_of(kind: str, data: bytes) -> str:
    return hashlib.sha1(b"%s %d\0" % (kind.encode(), len(data)) + data, usedforsecurity=False).hexdigest()


def serve_pack(things: list[tuple[str, bytes]]) -> str:
    """An address of a server whose branch is at the last of some objects, and that sends them."""
    head, pack = name_of(*things[-1]), pack_of(things)

    def answer(peer) -> None:
        peer.sendall(packet(head.encode() + b" refs/heads/main\0side-band-64k ofs-delta\n") + b"0000")
        while (asked := peer.recv(65536)) and b"done" not in asked:
            pass
        parts = [pack[at : at + 60000] for at in range(0, len(pack), 60000)]
        peer.sendall(packet(b"NAK\n") + b"".join(packet(b"\x01" + part) for part in parts) + b"0000")

    return serve(answer)


def commit_of(tree: str) -> bytes:
    who = "x <x@example.org> 1 +0000"
    return f"tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n".encode()


def test_folders_so_deep_that_git_itself_falls_over_them(world):
    things, name, mode = [("blob", b"x\n")], name_of("blob", b"x\n"), b"100644"
    for _ in range(40_000):
        things.append(("tree", mode + b" x\0" + bytes.fromhex(name)))
        name, mode = name_of(*things[-1]), b"40000"
    world.a.git("config", "remote.origin.url", serve_pack([*things, ("commit", commit_of(name))]))
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome == "too-much"
    assert is_kept(world.a)


def test_a_server_that_sends_what_was_asked_for(world):
    """That the bombs arrive is shown by a page that does."""
    tree = b"100644 inbox.md\0" + bytes.fromhex(name_of("blob", b"- mine\n"))
    things = [("blob", b"- mine\n"), ("tree", tree), ("commit", commit_of(name_of("tree", tree)))]
    world.a.git("config", "remote.origin.url", serve_pack(things))

    assert status(world.a.journal, fetch=True).stop == "unrelated"
    assert world.a.git("cat-file", "blob", "origin/main:inbox.md") == "- mine"


def test_a_server_that_declares_four_thousand_million_objects(world):
    head = world.b.git("rev-parse", "HEAD")

    def answer(peer) -> None:
        peer.sendall(
            packet(b"1" + head[1:].encode() + b" refs/heads/main\0side-band-64k ofs-delta\n") + b"0000"
        )
        peer.recv(65536)
        time.sleep(0.2)
        pack = b"PACK" + struct.pack(">II", 2, 0xFFFFFFFF)
        peer.sendall(packet(b"NAK\n") + packet(b"\x01" + pack) + packet(b"\x01" + os.urandom(1000)))
        time.sleep(0.5)

    world.a.git("config", "remote.origin.url", serve(answer))
    world.a.add(LINE)
    report = world.a.sync()

    assert report.outcome in {"too-much", "offline", "failed"}
    assert is_kept(world.a)


def test_what_the_other_side_says_is_cut_and_made_visible(world, monkeypatch, tmp_path):
    """A hundred megabytes of messages, with codes for the terminal in them."""
    ssh = tmp_path / "ssh"
    ssh.write_text(
        "#!/bin/sh\nprintf 'fatal: fsck error \\033]0;title\\007 \\302\\233 end\\n' >&2\n"
        "head -c 100000000 /dev/zero | tr '\\0' x >&2\nexit 255\n"
    )
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    world.a.git("config", "remote.origin.url", "example.org:x.git")
    world.a.add(LINE)
    outcome, message, most = synced(world)

    assert outcome == "unsafe"
    assert message.isprintable()
    assert len(message) < 500
    assert most < 100


# A folder from elsewhere with files that do not end.


PIPES = (
    "HEAD", "config", "config.worktree", "packed-refs", "index", "refs/heads/main", "refs/x", "logs/HEAD", "shallow",
    "objects/info/alternates", "objects/pack/pack-x.idx", "commondir", "twohats", "twohats-stale", "FETCH_HEAD",
    "rebase-merge/head-name", "MERGE_HEAD", "info/exclude", "objects/info/commit-graphs/commit-graph-chain",
    "objects/ab/cdefabcdefabcdefabcdefabcdefabcdefabcd", "worktrees/x/gitdir", "sharedindex.x",
)  # fmt: skip


@pytest.mark.parametrize("name", PIPES)
@pytest.mark.parametrize("where", ["a/.git", "remote.git"])
def test_a_pipe_in_place_of_a_file_of_gits_is_named_at_once(world, where, name):
    path = world.folder / where / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    world.a.add(LINE)
    began = time.monotonic()
    report = world.a.sync()

    assert report.outcome == status(world.a.journal).stop == "bad-rules"
    assert str(path) in report.message
    assert time.monotonic() - began < 10


def test_a_pipe_in_place_of_an_object_of_the_journals_is_named_at_once(world):
    """Also by way of a link; where git's own monitor of files has its socket is no harm."""
    # From its folder: a socket's path has at most 108 characters.
    with chdir(world.a.root / ".git"), socket.socket(socket.AF_UNIX) as monitor:
        monitor.bind("fsmonitor--daemon.ipc")
    assert world.a.sync().outcome == "nothing"
    name = world.a.git("rev-parse", "HEAD^{tree}")
    path = world.a.root / ".git" / "objects" / name[:2] / name[2:]
    path.unlink()
    os.mkfifo(world.folder / "pipe")
    path.symlink_to(world.folder / "pipe")
    began = time.monotonic()

    assert world.a.sync().outcome == status(world.a.journal).stop == "bad-rules"
    assert time.monotonic() - began < 10


def test_a_pipe_in_place_of_gits_folder_is_no_repository(world):
    shutil.rmtree(world.a.root / ".git")
    os.mkfifo(world.a.root / ".git")

    assert world.a.sync().outcome == "no-repository"


DEEP = (
    "a/.git/twohats/1-1", "a/.git/refs/heads/q", "a/.git/logs/q", "a/.git/info/q", "a/.git/objects/info/q",
    "a/.git/objects/ab", "a/.git/hooks/q", "a/.git/q", "a/.git/worktrees/q", "a/days/q", "a/days/2026/q", "a/weeks/q",
    "a/trials/q", "a/.twohats/tmp/q", "a/.twohats/unmerged/q", "a/q", "remote.git/refs/heads/q",
    "remote.git/objects/pack/q",
)  # fmt: skip


@pytest.fixture
def deep():
    """Makes 1,500 folders within one another: more than calls of Python's that may be, and than files open."""
    made: list[Path] = []

    def make(path: Path) -> None:
        path.mkdir(parents=True)
        made.append(path)
        steps = "import os\nfor _ in range(1500):\n os.mkdir('d')\n os.chdir('d')"
        subprocess.run([sys.executable, "-c", steps], cwd=path, check=True)

    yield make
    for path in made:
        subprocess.run(["rm", "-rf", path], check=True)


@pytest.mark.parametrize("where", DEEP)
def test_folders_within_folders_on_the_disk(world, deep, where):
    deep(world.folder / where)
    world.a.add(LINE)
    status(world.a.journal, fetch=True)
    report = world.a.sync()

    assert report.finished or report.outcome == "left-out", report
    assert is_kept(world.a)


@pytest.mark.parametrize("where", ["days/q", "days/2026/q", "weeks/q", "trials/q"])
def test_folders_within_folders_are_checked_as_far_as_anybody_looks(world, deep, where):
    deep(world.a.root / where)
    found = check(world.a.journal, Now(DAY, 0))

    told = [problem for problem in (*found.problems, *found.remarks) if "too deep" in problem.message]
    assert len(told) == 1
    assert told[0].path.startswith(where + "/d")


def test_what_a_killed_sync_has_left_is_removed_and_nothing_by_way_of_a_link(world):
    path = world.a.root / ".git" / "twohats" / "1-1"
    (path / "objects" / "ab").mkdir(parents=True)
    (path / "objects" / "ab" / "c").write_text("x")
    (world.folder / "mine").mkdir()
    (world.folder / "mine" / "kept").write_text("x")
    (path / "link").symlink_to(world.folder / "mine")
    world.a.sync()

    assert not path.parent.exists()
    assert (world.folder / "mine" / "kept").exists()


@pytest.mark.parametrize("where", ["a/.git", "remote.git"])
def test_a_configuration_that_is_longer_than_any(world, where):
    with (world.folder / where / "config").open("a") as file:
        file.write("[x]\n" + "".join(f"\tk{number} = {'v' * 1000}\n" for number in range(6000)))
    world.a.add(LINE)
    outcome, message, most = synced(world)

    assert outcome == "too-much"
    assert "config" in message
    assert most < 200


def test_an_index_that_is_longer_than_any(world, monkeypatch):
    monkeypatch.setitem(git_module.Git.run.__kwdefaults__ or {}, "most", 1000)
    blob = world.a.git("hash-object", "-w", "--stdin", stdin="x\n")
    world.a.git("update-index", "--index-info", stdin="".join(f"100644 {blob}\tx{number}\n" for number in range(100)))  # fmt: skip

    assert world.a.sync().outcome == "too-much"


def test_what_a_killed_fetch_has_left_is_swept_by_the_next_sync(world):
    left = world.a.root / ".git" / "twohats" / "1-1" / "objects" / "pack"
    left.mkdir(parents=True)
    (left / "tmp_pack_abc").write_bytes(bytes(1000))
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"
    assert not (world.a.root / ".git" / "twohats").exists()
