"""The git command; no other module starts git.

Every call has limits of time, memory and output, never prompts (unless a person is at the terminal and may be asked),
runs no hook, and inherits no `GIT_*` variable that could redirect it to another repository. Local calls have no
network access: no protocol is allowed. git's messages are returned with the secrets in addresses masked. Plumbing
only: the callers never use `status`, `add`, `commit`, `merge`, `rebase`, `checkout`, `pull`, `stash` or `reset`.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass

from twohats.errors import SyncError
from twohats.system import machine
from twohats.system.addresses import masked
from twohats.system.processes import Talk, TooMuch, end, limit, text_of_messages
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

LOCAL_SECONDS = 30.0
NETWORK_SECONDS = 60.0
ASKING_SECONDS = 600.0
"""Time limit of a call that may ask a person for a password: typing cannot be distinguished from waiting. ssh and curl
still give up on a silent server after `NETWORK_SECONDS`."""
OLDEST = (2, 30)
_NEW_FSYNC = (2, 36)
"""The first git with `core.fsync`. It warns about the older `core.fsyncObjectFiles`, so each version gets its own."""

# Who the user is, where their configuration is, and how they reach the remote. Everything else that git reads
# from its environment can redirect it to another repository or make it run something.
_KEPT = frozenset({
    "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_NAME", "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT",
    "GIT_SSL_CAINFO", "GIT_SSL_CAPATH",
})  # fmt: skip
_EVENTS = (
    "post-index-change", "post-receive", "post-update", "pre-auto-gc", "pre-push", "pre-receive", "proc-receive",
    "push-to-checkout", "reference-transaction", "update",
)  # fmt: skip
ALWAYS = (
    "core.alternateRefsCommand=:;:", "core.fsmonitor=false", f"core.hooksPath={os.devnull}",
    "core.untrackedCache=false", "fetch.fsckObjects=true", "fetch.writeCommitGraph=false", "gc.auto=0",
    "maintenance.auto=false", "protocol.ext.allow=never", "receive.autogc=false", "safe.bareRepository=explicit",
    "submodule.recurse=false", "transfer.bundleURI=false", "transfer.fsckObjects=true",
    *(f"hook.{event}.enabled=false" for event in _EVENTS),
)  # fmt: skip
"""Settings of every git process, ours and the one that serves a local remote: run no other program.

`:;:` is run by the shell, where it does nothing. git would start a lone `:` directly, as a program of that name."""
SERVING = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
"""Not a protocol, so a git with this in its environment cannot fetch from anywhere."""
_ASK_NOTHING = {
    "GIT_ASKPASS": "false",
    "GIT_EDITOR": "false",
    "GIT_TERMINAL_PROMPT": "0",
    "GCM_INTERACTIVE": "never",
    "SSH_ASKPASS": "false",
    "SSH_ASKPASS_REQUIRE": "never",
}
_SSH_OPTIONS = "-o ConnectTimeout=10 -o ServerAliveInterval=5 -o ServerAliveCountMax=3"
MOST_OUTPUT = 64 << 20
"""Default output limit of a call in bytes: ten years of a journal are about 20 MiB."""
MOST_FETCHED = 1 << 30
"""Limits in bytes of the memory of a git call and its children, and of one file written while fetching. Enforced where
the system can set limits for another process (Linux)."""


@dataclass(frozen=True, slots=True)
class GitResult:
    """The result of a git call."""

    code: int
    out: bytes
    err: str
    """Its stderr, with secrets masked; not yet passed through `visible`."""

    @property
    def text(self) -> str:
        """Its output as text, stripped."""
        return self.out.decode("utf-8", "surrogateescape").strip()

    def reason(self) -> str:
        """The line of its stderr that says what is wrong, safe to show."""
        lines = [line.strip() for line in self.err.splitlines() if line.strip()]
        for prefix in ("fatal: ", "error: ", "remote: "):
            for line in lines:
                if line.startswith(prefix):
                    return visible(line.removeprefix(prefix), 300)
        return visible(lines[-1], 300) if lines else f"git ended with {self.code}"


class GitFailed(SyncError):
    """A git call ended with an error; `result` has its messages."""

    def __init__(self, what: str, result: GitResult) -> None:
        super().__init__(f"git {what} failed: {result.reason()}")
        self.result = result


class GitMissing(SyncError):
    """There is no git command, or it is too old."""


class GitTimeout(SyncError):
    """A git call exceeded its time limit and was ended."""


class GitTooMuch(SyncError):
    """A git call exceeded its output limit and was ended."""


class Git:
    """The git command in one folder, or, once it is known, on one repository."""

    def __init__(self, folder: str, git_dir: str = "", *, prompts: bool = False) -> None:
        """`git_dir` fixes the repository, so that git does not look for one; `prompts` lets it ask a person."""
        self.folder = folder
        self.git_dir = git_dir
        self.bare = False
        """Whether the repository is one of our own without a work tree, in which `folder` means nothing."""
        self.protocols = "file:git:http:https:ssh"
        """The protocols that a call over the network may speak."""
        self.prompts = prompts
        self.ssh = ""
        """The user's own `core.sshCommand`, if there is one."""
        self.identity: dict[str, str] = {}
        """`GIT_AUTHOR_NAME` and the like, for a user who has not told git who they are."""
        self.version = _NEW_FSYNC
        self.secrets: list[str] = []
        """Secrets from the configured addresses, masked wherever they occur."""
        self.signing: list[str] = []
        """Settings that say which programs may sign."""
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
        most: int = MOST_OUTPUT,
    ) -> GitResult:
        """Run git and return its result; `index` is a private index file to use. A call that `asks` may want a
        password, as any over the network may; it gets a chance only if there is somebody to ask. `most` are the
        bytes that it may give.

        Raises GitFailed if it ends with none of `codes`, GitTimeout, GitTooMuch, GitMissing.
        """
        asking = self.prompts and (network or asks)
        result = self._run(list(words), stdin, index, network=network, asking=asking, most=most)
        if result.code not in codes:
            raise GitFailed(words[0], result)
        return result

    def text(self, *words: str, index: str = "") -> str:
        """Run git and return its output as text; raises as `run` does."""
        return self.run(*words, index=index).text

    @property
    def flushes(self) -> str:
        """The setting by which git waits for the disk: left to itself it does not for loose objects and for refs, and
        after a power cut they may be empty files.
        """
        new = self.version >= _NEW_FSYNC
        return "core.fsync=committed,added,reference" if new else "core.fsyncObjectFiles=true"

    def _settings(self, *, asking: bool, index: str) -> list[str]:
        # An index of our own is thrown away again, and need not be waited for.
        flushes = self.flushes.replace("added,", "") if index else self.flushes
        slow = ("http.lowSpeedLimit=1", f"http.lowSpeedTime={NETWORK_SECONDS:.0f}") if asking else ()
        every = (*ALWAYS, flushes, *slow, *self.signing, *self.hooks_off)
        return [part for one in every for part in ("-c", one)]

    def _run(
        self, words: list[str], stdin: bytes, index: str, *, network: bool, asking: bool, most: int
    ) -> GitResult:
        seconds = ASKING_SECONDS if asking else NETWORK_SECONDS if network else LOCAL_SECONDS
        # stderr goes to a file: a process that git leaves behind (a shared ssh connection, a credential cache) may keep
        # it open for hours, and with a pipe we would wait for it.
        with tempfile.TemporaryFile() as messages:
            try:
                process = subprocess.Popen(
                    [machine.program("git"), *self._settings(asking=asking, index=index), *words],
                    stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=messages,
                    cwd=self.folder,
                    env=self.environment(index, asking=asking, network=network),
                    # Of its own, so that closing the terminal does not kill git in the middle of a write; a
                    # prompt needs the terminal's own.
                    start_new_session=not asking,
                    umask=0o077 if os.name == "posix" else -1,
                )
            except FileNotFoundError as error:
                raise GitMissing(
                    "there is no git command here", "install git, then hat sync", command="sync"
                ) from error
            limit(process.pid, MOST_FETCHED if network else 0)
            talk = Talk(process, stdin, most)
            try:
                out = talk.out(seconds)
            except subprocess.TimeoutExpired as error:
                raise GitTimeout(f"git {words[0]} did not answer within {seconds:.0f} seconds") from error
            except TooMuch as error:
                raise GitTooMuch(f"git {words[0]} gave more than {most >> 20} MiB") from error
            finally:
                if process.poll() is None:
                    end(process, alone=not asking)
                talk.close()
            err = text_of_messages(messages)
        for secret in self.secrets:
            err = err.replace(secret, "…@" if secret.endswith("@") else "…")
        return GitResult(process.returncode, out, masked(err))

    def environment(self, index: str = "", *, asking: bool = False, network: bool = False) -> dict[str, str]:
        """The environment that git is given."""
        env = clean(machine.variables())
        env |= SERVING
        env |= {
            "LC_ALL": "C",
            "GIT_GRAFT_FILE": os.devnull,
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
        }
        env.pop("LANGUAGE", None)
        if not asking:
            env |= _ASK_NOTHING
            # gpg would ask for its passphrase over whatever is on that terminal: the app, mostly. A pinentry with a
            # window of its own does not come that way, and stays what the user has made of it.
            env.pop("GPG_TTY", None)
        env |= {name: value for name, value in self.identity.items() if name not in env}
        env["GIT_SSH_COMMAND"] = ssh_command(env, self.ssh, asking=asking) if network else "false"
        if network:
            env["GIT_ALLOW_PROTOCOL"] = self.protocols
        if self.git_dir:
            env["GIT_DIR"] = self.git_dir
            if not self.bare:
                env["GIT_WORK_TREE"] = self.folder
        if index:
            env["GIT_INDEX_FILE"] = index
        return env


def clean(variables: Mapping[str, str]) -> dict[str, str]:
    """Environment variables without those that redirect git, and without relative folders in `PATH`: git runs in the
    journal, its server in the remote, and neither may run programs from there.
    """
    env = {name: value for name, value in variables.items() if not name.startswith("GIT_") or name in _KEPT}
    if not os.path.isabs(env.get("GIT_EXEC_PATH", os.sep)):
        del env["GIT_EXEC_PATH"]
    return env | {"PATH": machine.search_path()}


def ssh_command(env: Mapping[str, str], configured: str, *, asking: bool) -> str:
    """The ssh command: the user's own, with timeouts and, unless a person may be asked, without prompts. A program
    whose name is not OpenSSH's is left unchanged.
    """
    own = env.get("GIT_SSH", "")
    command = env.get("GIT_SSH_COMMAND") or configured or (f"'{own}'" if own and "'" not in own else "ssh")
    program = os.path.basename(command.split()[0]) if command.split() else ""
    if program not in ("ssh", "ssh.exe"):
        return command
    return f"{command} {_SSH_OPTIONS}" if asking else f"{command} -o BatchMode=yes {_SSH_OPTIONS}"


def version(git: Git) -> tuple[int, int]:
    """The version of git as two numbers; raises GitMissing if it is older than we need."""
    words = git.text("version").split()
    numbers = [int(part) for part in words[2].split(".")[:2] if part.isdigit()] if len(words) > 2 else []
    found = (numbers[0], numbers[1]) if len(numbers) == 2 else (0, 0)
    if found < OLDEST:
        number = ".".join(map(str, found))
        raise GitMissing(f"git {number} is too old", f"install git {OLDEST[0]}.{OLDEST[1]} or newer")
    return found
