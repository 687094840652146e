"""The one door to the git command: nothing else starts git.

Every call has a time limit, asks nothing (unless a person is at the terminal and may be asked), runs no hook,
and inherits no `GIT_*` variable that could lead it to another repository. What git says comes back with the
secrets in addresses masked. Plumbing only: the callers never use `status`, `add`, `commit`, `merge`, `rebase`,
`checkout`, `pull`, `stash` or `reset`.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from urllib.parse import unquote

from twohats import machine
from twohats.errors import SyncError
from twohats.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

LOCAL_SECONDS = 30.0
NETWORK_SECONDS = 60.0
ASKING_SECONDS = 600.0
"""How long a call may take that may ask a person for a password: we cannot tell typing from waiting. A server that
falls silent is given up after `NETWORK_SECONDS` all the same, by ssh and by curl."""
DYING_SECONDS = 3.0
OLDEST = (2, 30)
_NEW_FSYNC = (2, 36)
"""The git that has `core.fsync`. It warns of the older `core.fsyncObjectFiles`, so each is given its own."""

# Who the user is, where their configuration is, and how they reach the remote. Everything else that git reads
# from its environment can redirect it to another repository or make it run something.
_KEPT = frozenset({
    "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_NAME", "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT",
    "GIT_SSL_CAINFO", "GIT_SSL_CAPATH",
})  # fmt: skip
_CONFIG = (
    "core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.untrackedCache=false", "fetch.fsckObjects=true",
    "gc.auto=0", "maintenance.auto=false", "protocol.ext.allow=never", "safe.bareRepository=explicit",
    "submodule.recurse=false", "transfer.fsckObjects=true",
)  # fmt: skip
_ASK_NOTHING = {
    "GIT_ASKPASS": "false",
    "GIT_EDITOR": "false",
    "GIT_TERMINAL_PROMPT": "0",
    "GCM_INTERACTIVE": "never",
    "SSH_ASKPASS": "false",
    "SSH_ASKPASS_REQUIRE": "never",
}
_SSH_OPTIONS = "-o ConnectTimeout=10 -o ServerAliveInterval=5 -o ServerAliveCountMax=3"
_SHORTEST_SECRET = 4
_SECRETS = (
    (re.compile(r"([a-z][a-z0-9+.-]*://)[^/\s'\"]*@", re.IGNORECASE), r"\1…@"),
    (re.compile(r"([a-z][a-z0-9+.-]*://[^\s'\"?#]*)[?#][^\s'\"]*", re.IGNORECASE), r"\1?…"),
)


def masked(text: str) -> str:
    """A text without what could be a secret in an address: user and password before the host, and the query."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def masked_address(address: str) -> str:
    """An address, or a key that holds one, without its secrets. It ends where the text ends, so nothing that a
    password may hold (`/`, a quote, a space) can hide it, as it could in a sentence.
    """
    scheme, mark, rest = address.partition("://")
    _, at, place = rest.rpartition("@")
    place, *query = re.split("[?#]", place, maxsplit=1)
    return f"{scheme}{mark}{'…@' if at else ''}{place}{'?…' if query else ''}" if mark else address


def secrets_of(addresses: Iterable[str]) -> list[str]:
    """What is secret in addresses, and each part of it that git could quote, longest first."""
    found = set()
    for address in addresses:
        scheme, mark, rest = address.partition("://")
        user, at, place = rest.rpartition("@")
        query = re.split("[?#]", place, maxsplit=1)[1:]
        if mark and at:
            password = user.partition(":")[2] or ("" if "ssh" in scheme else user)
            found |= {f"{user}@", password, unquote(password), *re.split(r"[/:@?#\s'\"]", password)}
        found |= set(query if mark else ())
    # Shorter ones would be found in any sentence.
    return sorted((one for one in found if len(one) >= _SHORTEST_SECRET), key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Said:
    """What a call of git came to."""

    code: int
    out: bytes
    err: str
    """Its messages, with secrets masked; not made visible yet."""

    @property
    def text(self) -> str:
        """Its output as text, without the white space at its ends."""
        return self.out.decode("utf-8", "surrogateescape").strip()

    def reason(self) -> str:
        """The line of its messages that says what is wrong, fit to be shown."""
        lines = [line.strip() for line in self.err.splitlines() if line.strip()]
        for mark in ("fatal: ", "error: ", "remote: "):
            for line in lines:
                if line.startswith(mark):
                    return visible(line.removeprefix(mark), 300)
        return visible(lines[-1], 300) if lines else f"git ended with {self.code}"


class GitFailed(SyncError):
    """A call of git ended with an error; `said` holds its words."""

    def __init__(self, what: str, said: Said) -> None:
        super().__init__(f"git {what} failed: {said.reason()}")
        self.said = said


class GitMissing(SyncError):
    """There is no git command, or it is too old."""


class GitTimeout(SyncError):
    """A call of git took too long and was ended."""


class Git:
    """The git command in one folder, or, once it is known, on one repository."""

    def __init__(self, folder: str, git_dir: str = "", *, prompts: bool = False) -> None:
        """`git_dir` fixes the repository, so that git does not look for one; `prompts` lets it ask a person."""
        self.folder = folder
        self.git_dir = git_dir
        self.prompts = prompts
        self.ssh = ""
        """The user's own `core.sshCommand`, if there is one."""
        self.identity: dict[str, str] = {}
        """`GIT_AUTHOR_NAME` and the like, for a user who has not told git who they are."""
        self.version = _NEW_FSYNC
        self.secrets: list[str] = []
        """What must not be shown wherever it turns up, from the addresses that are configured."""
        self.hooks_off: list[str] = []
        """Settings that turn off the hooks that configuration names, which git 2.54 and later run."""

    def run(
        self,
        *words: str,
        stdin: bytes = b"",
        index: str = "",
        network: bool = False,
        asks: bool = False,
        codes: tuple[int, ...] = (0,),
    ) -> Said:
        """Run git and return what it said; `index` is a private index file to use. A call that `asks` may want a
        password, as any over the network may; it gets a chance only if there is somebody to ask.

        Raises GitFailed if it ends with none of `codes`, GitTimeout, GitMissing.
        """
        said = self._run(
            list(words), stdin, index, network=network, asking=self.prompts and (network or asks)
        )
        if said.code not in codes:
            raise GitFailed(words[0], said)
        return said

    def text(self, *words: str, index: str = "") -> str:
        """Run git and return its output as text; raises as `run` does."""
        return self.run(*words, index=index).text

    def _settings(self, *, asking: bool) -> list[str]:
        fsync = (
            "core.fsync=committed,added,reference"
            if self.version >= _NEW_FSYNC
            else "core.fsyncObjectFiles=true"
        )
        slow = ("http.lowSpeedLimit=1", f"http.lowSpeedTime={NETWORK_SECONDS:.0f}") if asking else ()
        return [part for one in (*_CONFIG, fsync, *slow, *self.hooks_off) for part in ("-c", one)]

    def _run(self, words: list[str], stdin: bytes, index: str, *, network: bool, asking: bool) -> Said:
        limit = ASKING_SECONDS if asking else NETWORK_SECONDS if network else LOCAL_SECONDS
        # Messages go to a file: what git leaves behind (a shared ssh connection, a credential cache) may hold on
        # to them for hours, and a pipe would keep us waiting for it.
        with tempfile.TemporaryFile() as messages:
            try:
                process = subprocess.Popen(
                    ["git", *self._settings(asking=asking), *words],
                    stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=messages,
                    cwd=self.folder,
                    env=self.environment(index, asking=asking),
                    # Of its own, so that closing the terminal does not kill git in the middle of a write; a
                    # prompt needs the terminal's own.
                    start_new_session=not asking,
                    umask=0o077 if os.name == "posix" else -1,
                )
            except FileNotFoundError as error:
                raise GitMissing("there is no git command here", "install git, then run hat sync") from error
            try:
                out, _ = process.communicate(stdin or None, timeout=limit)
            except subprocess.TimeoutExpired as error:
                raise GitTimeout(f"git {words[0]} did not answer within {limit:.0f} seconds") from error
            finally:
                if process.poll() is None:
                    _end(process, alone=not asking)
                for pipe in (process.stdin, process.stdout):
                    if pipe is not None:
                        pipe.close()
            messages.seek(0)
            err = messages.read().decode("utf-8", "surrogateescape")
        for secret in self.secrets:
            err = err.replace(secret, "…@" if secret.endswith("@") else "…")
        return Said(process.returncode, out, masked(err))

    def environment(self, index: str = "", *, asking: bool = False) -> dict[str, str]:
        """The environment that git is given."""
        env = clean(machine.variables())
        env |= {
            "LC_ALL": "C",
            "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
        }
        env.pop("LANGUAGE", None)
        if not asking:
            env |= _ASK_NOTHING
            # gpg would ask for its passphrase over whatever is on that terminal: the app, mostly. A pinentry with a
            # window of its own does not come that way, and stays what the user has made of it.
            env.pop("GPG_TTY", None)
        env |= {name: value for name, value in self.identity.items() if name not in env}
        env["GIT_SSH_COMMAND"] = ssh_command(env, self.ssh, asking=asking)
        if self.git_dir:
            env |= {"GIT_DIR": self.git_dir, "GIT_WORK_TREE": self.folder}
        if index:
            env["GIT_INDEX_FILE"] = index
        return env


def clean(variables: Mapping[str, str]) -> dict[str, str]:
    """Environment variables without those that lead git astray."""
    return {name: value for name, value in variables.items() if not name.startswith("GIT_") or name in _KEPT}


def ssh_command(env: Mapping[str, str], configured: str, *, asking: bool) -> str:
    """The command that reaches the remote: the user's own, told to give up early and, unless a person may be
    asked, to ask nothing. A program that is not OpenSSH by its name is left as it is.
    """
    own = env.get("GIT_SSH", "")
    command = env.get("GIT_SSH_COMMAND") or configured or (f"'{own}'" if own and "'" not in own else "ssh")
    program = os.path.basename(command.split()[0]) if command.split() else ""
    if program not in ("ssh", "ssh.exe"):
        return command
    return f"{command} {_SSH_OPTIONS}" if asking else f"{command} -o BatchMode=yes {_SSH_OPTIONS}"


def _end(process: subprocess.Popen[bytes], *, alone: bool) -> None:
    """End a call and all it started: kindly, so that git takes its locks away, then not."""
    kill = getattr(signal, "SIGKILL", signal.SIGTERM)
    # A group of its own is signalled as one. In ours, which is the terminal's, an ssh that asks for a password would
    # outlive git and take the next line that is typed for it.
    started = [] if alone else list(_started_by(process.pid))
    if alone and hasattr(os, "killpg"):
        _signal(os.killpg, [process.pid], signal.SIGTERM)
    _signal(os.kill, [*started, process.pid], signal.SIGTERM)
    try:
        process.wait(DYING_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    for _ in range(20):  # what asks turns the terminal's echo on again, and needs a moment for it
        if not _signal(os.kill, started, 0):
            break
        time.sleep(0.05)
    if alone and hasattr(os, "killpg"):
        _signal(os.killpg, [process.pid], kill)  # also what it started and what did not listen
    _signal(os.kill, started, kill)
    process.kill()
    process.wait()


def _signal(send: Callable[[int, int], None], targets: Iterable[int], number: int) -> bool:
    """Signal processes or groups; whether any of them was there."""
    found = False
    for target in targets:
        try:
            send(target, number)
            found = True
        except (ProcessLookupError, PermissionError):  # what macOS says of a group that is gone
            pass
    return found


def _started_by(pid: int) -> Iterator[int]:
    """The processes that a process has started, and theirs; none where there is no `ps`."""
    try:
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, check=False, timeout=DYING_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    pairs = [words for words in map(bytes.split, listed.stdout.splitlines()) if len(words) == 2]
    parents = [pid]
    for parent in parents:
        children = [int(child) for child, its in pairs if int(its) == parent]
        parents += children
        yield from children


def version(git: Git) -> tuple[int, int]:
    """The version of git as two numbers; raises GitMissing if it is older than we need."""
    words = git.text("version").split()
    numbers = [int(part) for part in words[2].split(".")[:2] if part.isdigit()] if len(words) > 2 else []
    found = (numbers[0], numbers[1]) if len(numbers) == 2 else (0, 0)
    if found < OLDEST:
        said = ".".join(map(str, found))
        raise GitMissing(f"git {said} is too old", f"install git {OLDEST[0]}.{OLDEST[1]} or newer")
    return found
