"""The one door to the git command: nothing else starts git.

Every call has a time limit, asks nothing (unless a person sits at the terminal and may be asked), runs no hook,
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
from dataclasses import dataclass

from twohats import machine
from twohats.errors import SyncError
from twohats.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

LOCAL_SECONDS = 30.0
NETWORK_SECONDS = 60.0
ASKING_SECONDS = 600.0
"""How long a call may take that may ask a person for a password."""
DYING_SECONDS = 3.0
OLDEST = (2, 30)
NO_ID = "0" * 40

# Who the user is, where their configuration is, and how they reach the remote. Everything else that git reads
# from its environment can redirect it to another repository or make it run something.
_KEPT = frozenset({
    "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_NAME", "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT",
    "GIT_SSL_CAINFO", "GIT_SSL_CAPATH",
})  # fmt: skip
_CONFIG = (
    "core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.fsync=committed,added,reference",
    "core.untrackedCache=false", "gc.auto=0", "maintenance.auto=false", "protocol.ext.allow=never",
    "safe.bareRepository=explicit", "submodule.recurse=false", "transfer.fsckObjects=true",
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
_SECRETS = (
    (re.compile(r"([a-z][a-z0-9+.-]*://)[^/\s'\"]*@", re.IGNORECASE), r"\1…@"),
    (re.compile(r"([a-z][a-z0-9+.-]*://[^\s'\"?#]*)[?#][^\s'\"]*", re.IGNORECASE), r"\1?…"),
)


def masked(text: str) -> str:
    """A text without what could be a secret in an address: user and password before the host, and the query."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


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

    def run(
        self,
        *words: str,
        stdin: bytes = b"",
        index: str = "",
        network: bool = False,
        codes: tuple[int, ...] = (0,),
    ) -> Said:
        """Run git and return what it said; `index` is a private index file to use.

        Raises GitFailed if it ends with none of `codes`, GitTimeout, GitMissing.
        """
        said = self._run(list(words), stdin, index, network=network)
        if said.code not in codes:
            raise GitFailed(words[0], said)
        return said

    def text(self, *words: str, index: str = "") -> str:
        """Run git and return its output as text; raises as `run` does."""
        return self.run(*words, index=index).text

    def _run(self, words: list[str], stdin: bytes, index: str, *, network: bool) -> Said:
        asking = self.prompts and network
        limit = ASKING_SECONDS if asking else NETWORK_SECONDS if network else LOCAL_SECONDS
        config = [part for one in _CONFIG for part in ("-c", one)]
        # Messages go to a file: what git leaves behind (a shared ssh connection, a credential cache) may hold on
        # to them for hours, and a pipe would keep us waiting for it.
        with tempfile.TemporaryFile() as messages:
            try:
                process = subprocess.Popen(
                    ["git", *config, *words],
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
        env |= {} if asking else _ASK_NOTHING
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
    _signal(process, signal.SIGTERM, alone=alone)
    try:
        process.wait(DYING_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    _signal(process, kill, alone=alone)  # also what it started and what did not listen
    process.wait()


def _signal(process: subprocess.Popen[bytes], number: int, *, alone: bool) -> None:
    try:
        if alone and hasattr(os, "killpg"):
            os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):  # what macOS says of a group that is gone
        pass
    process.send_signal(number)


def version(git: Git) -> tuple[int, int]:
    """The version of git as two numbers; raises GitMissing if it is older than we need."""
    words = git.text("version").split()
    numbers = [int(part) for part in words[2].split(".")[:2] if part.isdigit()] if len(words) > 2 else []
    found = (numbers[0], numbers[1]) if len(numbers) == 2 else (0, 0)
    if found < OLDEST:
        said = ".".join(map(str, found))
        raise GitMissing(f"git {said} is too old", f"install git {OLDEST[0]}.{OLDEST[1]} or newer")
    return found
