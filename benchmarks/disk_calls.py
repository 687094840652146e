"""The calls of a command that change the disk, as strace sees them, put on a tape (`disk_tape`).

All processes of the command are followed, git's and the remote's too. strace and not a library that is loaded before
the C library: what the C library calls itself, for `fprintf` or `mkstemp`, passes such a library by. That nothing has
been missed is seen by the tape's end, which must be the tree that is there (`check`).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.disk_model import tree_of
from benchmarks.disk_tape import Missed, Tape

CALLS = (
    "open openat openat2 creat lseek write writev pwrite64 pwritev pwritev2 sendfile copy_file_range ftruncate truncate"
    " fallocate rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat mkdir mkdirat rmdir fsync"
    " fdatasync sync sync_file_range syncfs mmap chdir fchdir read readv"
).split()
_STARTED = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\w+).*", re.DOTALL)
_UNFINISHED = re.compile(r"(\d+) +(\w+\(.*?),? *<unfinished \.\.\.>")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_ARGUMENT = re.compile(r'(AT_FDCWD|\d+)<([^>]*)>(\(deleted\))?|"([^"]*)"|(\[.*?\])|([^,\s][^,]*)')
_HEX = re.compile(r"\\x([0-9a-f]{2})")


def can_record() -> bool:
    """Whether calls can be recorded on this machine."""
    return sys.platform == "linux" and shutil.which("strace") is not None


class Argument:
    """An argument of a call: an open file with its path, a text, or something else as it is."""

    def __init__(self, match: re.Match[str]) -> None:
        self.handle, path, deleted, text, self.list, self.word = match.groups()
        self.deleted = bool(deleted)
        self.path = os.fsdecode(_bytes(path)) if path is not None else ""
        self.data = _bytes(text) if text is not None else b""

    @property
    def number(self) -> int:
        """As a number."""
        return int(self.word or "0", 0)


def _bytes(text: str) -> bytes:
    return bytes.fromhex("".join(_HEX.findall(text)))


class Recorder:
    """Runs commands and puts what they do within a folder on a tape."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.tape = Tape(dict(read_tree(self.folder)))
        self._appends: set[str] = set()
        self._here: dict[str, str] = {}
        """The working folder of each process."""

    def run(
        self, command: list[str], *, env: dict[str, str], done: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command. It is done when it prints this on stderr; prints anything, without; or ends, at the latest."""
        trace = self.folder.with_name(f"{self.folder.name}.trace")
        names = ",".join(f"?{name}" for name in CALLS)
        options = ["-f", "-qq", "-y", "-xx", "-v", "-s", "33554432", "--seccomp-bpf", "-e", f"trace={names}"]
        ran = subprocess.run(
            ["strace", *options, "-e", "signal=none", "-o", str(trace), *command],
            env=env, capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        main, told = "", b""
        said = False
        with trace.open(encoding="ascii", errors="replace") as lines:
            for process, name, arguments, result in _calls(lines):
                main = main or process
                if (
                    process == main
                    and not said
                    and name == "write"
                    and arguments[0].handle == ("2" if done else "1")
                ):
                    told += arguments[1].data
                    if done in told:
                        self.tape.said()
                        said = True
                self._put(process, name, arguments, result)
        if not said and not ran.returncode:
            self.tape.said()
        trace.unlink()
        return ran

    def check(self) -> None:
        """Raise Missed if the tape's end is not the tree that is there."""
        there = dict(read_tree(self.folder))
        here = {path: node.content for path, node in tree_of(self.tape.names, self.tape.contents).items()}
        if wrong := [path for path in there.keys() | here.keys() if there.get(path, 0) != here.get(path, 0)]:
            raise Missed(f"not as it is on the disk: {', '.join(sorted(wrong)[:5])}")

    def _inside(self, path: str) -> str | None:
        """A path within the folder, relative to it; None for any other."""
        path = os.path.normpath(path)
        if path == str(self.folder):
            return ""
        return os.path.relpath(path, self.folder) if path.startswith(f"{self.folder}{os.sep}") else None

    def _put(self, process: str, name: str, arguments: list[Argument], result: str) -> None:
        # Every program opens something as it starts, by a call that tells its working folder.
        for one in arguments:
            if one.handle == "AT_FDCWD":
                self._here[process] = one.path
        if result.startswith("-") or result == "?":
            return
        found = list(_paths(name, arguments, self._here.get(process, "/")))
        if name in ("chdir", "fchdir"):
            self._here[process] = found[0]
            return
        paths = [self._inside(path) for path in found]
        if all(path is None for path in paths):
            return
        if None in paths:
            raise Missed(f"{name} from or to another place: {paths}")
        self._record(name, arguments, [path for path in paths if path is not None], int(result, 0))

    def _record(self, name: str, arguments: list[Argument], paths: list[str], result: int) -> None:
        here, tape = paths[0], self.tape
        flags = next(
            (one.word for one in arguments if one.word and one.word.startswith(("O_", "RENAME_"))), ""
        )
        if name == "creat":
            name, flags = "open", "O_WRONLY|O_CREAT|O_TRUNC"
        match name:
            case "open" | "openat" | "openat2":
                if "O_TMPFILE" in flags:
                    raise Missed("a file without a name")
                if {"O_WRONLY", "O_RDWR", "O_CREAT"} & set(flags.split("|")):
                    tape.open(here, create="O_CREAT" in flags, truncate="O_TRUNC" in flags)
                    (self._appends.add if "O_APPEND" in flags else self._appends.discard)(here)
            case "lseek":
                if tape.contents.get(tape.find(here)) is not None:
                    tape.seek(here, result)
            case "read" | "readv":
                tape.move(here, result)
            case "write" | "writev":
                data = arguments[1].data if name == "write" else _vector(arguments[1])
                tape.write(here, data[:result], append=here in self._appends)
            case "pwrite64" | "pwritev" | "pwritev2":
                data = arguments[1].data if name == "pwrite64" else _vector(arguments[1])
                tape.write(here, data[:result], arguments[3].number)
            case "ftruncate" | "truncate":
                tape.resize(here, arguments[1].number)
            case "rename" | "renameat" | "renameat2":
                tape.rename(here, paths[1], exchange="RENAME_EXCHANGE" in flags)
            case "link" | "linkat":
                tape.link(here, paths[1])
            case "unlink" | "unlinkat" | "rmdir":
                tape.remove(here)
            case "mkdir" | "mkdirat":
                tape.make_folder(here)
            case "fsync" | "fdatasync":
                tape.flush(here)
            case "mmap":
                words = " ".join(one.word or "" for one in arguments)
                if "MAP_SHARED" in words and "PROT_WRITE" in words:
                    raise Missed(f"{here} is written to through memory")
            case _:
                raise Missed(f"{name} of {here}")


def _vector(argument: Argument) -> bytes:
    return b"".join(_bytes(text) for text in re.findall(r'iov_base="([^"]*)"', argument.list or ""))


def _paths(name: str, arguments: list[Argument], here: str) -> Iterator[str]:
    """The paths that a call is about; none for files that have no name any more."""
    folder = ""
    for one in arguments:
        if one.handle is not None:
            if one.deleted or (name in _BY_HANDLE and not one.path.startswith("/")):
                return
            folder = one.path
            if name in _BY_HANDLE:
                yield folder
        elif one.data and name not in _BY_HANDLE:
            yield os.path.join(folder or here, os.fsdecode(one.data))


_BY_HANDLE = frozenset(
    (
        "lseek write writev pwrite64 pwritev pwritev2 sendfile copy_file_range ftruncate fallocate fsync fdatasync"
        " sync_file_range syncfs mmap fchdir read readv"
    ).split()
)


def _calls(lines: Iterator[str]) -> Iterator[tuple[str, str, list[Argument], str]]:
    """The calls of a trace that have ended, in the order of their ends."""
    begun: dict[str, str] = {}
    for line in lines:
        if match := _UNFINISHED.match(line):
            begun[match[1]] = match[2]
            continue
        whole = line
        if match := _RESUMED.match(line):
            whole = f"{match[1]} {begun.pop(match[1], '')}{match[2]}"
        if match := _STARTED.match(whole):
            process, name, inside, result = match.groups()
            yield process, name, [Argument(one) for one in _ARGUMENT.finditer(inside)], result


def read_tree(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    """The files and folders below a folder, folders before what is in them; None as a folder's content."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        for path in sorted(here.iterdir()):
            name = str(path.relative_to(folder))
            if path.is_dir() and not path.is_symlink():
                yield name, None
                waiting.append(path)
            else:
                yield name, path.read_bytes()
