"""Git's configuration: the effective settings, those of the repository itself, and the remotes they define.

The addresses of remotes are computed here, by git's rules, from NUL-separated settings: so the address that is checked
is exactly the one that git is given, whatever characters it has.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from twohats.sync.harmless import is_harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.system.git import Git

GitSettings = list[tuple[str, str]]
"""Keys as git lists them, each with a value."""
_MOST = 4 << 20
"""Bytes of a configuration: that of a clone has a few hundred."""


@dataclass(slots=True)
class Addresses:
    """The addresses of a remote, after all rewriting rules."""

    fetch: str = ""
    pushes: list[str] = field(default_factory=list)
    """More than one where `pushurl` or `url` is given more than once."""

    def all(self) -> list[str]:
        """Each address once, the one for fetching first."""
        return list(dict.fromkeys([*([self.fetch] if self.fetch else []), *self.pushes]))


@dataclass(frozen=True, slots=True)
class GitConfig:
    """Git's configuration: the effective settings, and those of the repository itself."""

    values: dict[str, str]
    """The last value of each key from all sources; keys as git lists them."""
    own: GitSettings
    """The settings of the repository's own files, including files they include."""
    users: dict[str, str] = field(default_factory=dict)
    """The settings of the user's and the system's files, the last value of each key."""
    remotes: dict[str, Addresses] = field(default_factory=dict)

    def is_on(self, key: str) -> bool:
        """Whether a setting is true."""
        return self.values.get(key, "false").lower() in ("true", "yes", "on", "1")

    def hooks_off(self) -> list[str]:
        """Settings that turn off the hooks that configuration itself names, as git does from 2.54 on."""
        names = [key.removesuffix(".command") for key in self.values if key.startswith("hook.")]
        return [f"{name}.enabled=false" for name in names if "=" not in name]

    def allowed(self, key: str) -> str:
        """A setting that can run a program or access another place: the user's own, or one of the repository's that
        the user has allowed; empty if there is none.
        """
        seen = [value for name, value in self.own if name == key and not is_harmless(name, value)]
        return seen[-1] if seen else self.users.get(key, "")

    def signing(self) -> list[str]:
        """The allowed signing programs as settings to pass, overriding later changes in the repository."""
        openpgp = self.allowed("gpg.program") or self.allowed("gpg.openpgp.program")
        usual = {"gpg.ssh.program": "ssh-keygen", "gpg.x509.program": "gpgsm"}
        found = [f"{key}={self.allowed(key) or program}" for key, program in usual.items()]
        command = self.allowed("gpg.ssh.defaultkeycommand")
        return [f"gpg.program={openpgp or 'gpg'}", *found, f"gpg.ssh.defaultKeyCommand={command or 'false'}"]

    def addresses(self) -> list[str]:
        """Everything that contains an address, and so perhaps a password."""
        listed = [one for remote in self.remotes.values() for one in remote.all()]
        return [*listed, *(text for pair in self.values.items() for text in pair if "://" in text)]


def read_git_config(git: Git) -> GitConfig:
    """Git's whole configuration; raises GitFailed, GitTooMuch."""
    values: dict[str, str] = {}
    own: GitSettings = []
    users: dict[str, str] = {}
    every: GitSettings = []
    for scope, key, value in _scoped(git):
        if scope != "command":
            values[key] = value
            every.append((key, value))
            if scope in ("local", "worktree"):
                own.append((key, value))
            else:
                users[key] = value
    return GitConfig(values, own, users, remotes_of(every))


def read_own(git: Git) -> GitSettings:
    """What a repository's own files say; raises GitFailed, GitTooMuch."""
    return [(key, value) for scope, key, value in _scoped(git) if scope in ("local", "worktree")]


def _scoped(git: Git) -> list[tuple[str, str, str]]:
    out = git.run("config", "--list", "--show-scope", "--includes", "-z", most=_MOST).out
    fields = os.fsdecode(out).split("\0")
    found = []
    for scope, setting in zip(fields[0::2], fields[1::2], strict=False):
        key, has_value, value = setting.partition("\n")
        found.append((scope, key, value if has_value else "true"))
    return found


def remotes_of(settings: GitSettings) -> dict[str, Addresses]:
    """The remotes that settings name, with addresses rewritten as git does by `url.<base>.insteadOf`."""
    urls: dict[str, list[str]] = {}
    pushurls: dict[str, list[str]] = {}
    rewrites: dict[str, list[str]] = {}
    push_rewrites: dict[str, list[str]] = {}
    lists = {
        ("remote", "url"): urls,
        ("remote", "pushurl"): pushurls,
        ("url", "insteadof"): rewrites,
        ("url", "pushinsteadof"): push_rewrites,
    }
    for key, value in settings:
        section, _, rest = key.partition(".")
        name, dot, last = rest.rpartition(".")
        values = lists.get((section, last))
        if values is not None and dot:
            values.setdefault(name, []).append(value)
    found = {}
    for name, listed in urls.items():
        plain = [_rewritten(address, rewrites) or address for address in listed]
        pushes = [_rewritten(address, rewrites) or address for address in pushurls.get(name, [])]
        if not pushes:
            pushes = [new for address in listed if (new := _rewritten(address, push_rewrites))] or plain
        found[name] = Addresses(_final(plain[:1], rewrites)[0], _final(pushes, rewrites, push_rewrites))
    return found


def _rewritten(address: str, rewrites: dict[str, list[str]]) -> str:
    """An address with the longest matching prefix rewritten (the first of equally long ones); empty if no rule
    matches.
    """
    longest, base = -1, ""
    for new, olds in rewrites.items():
        for old in olds:
            if address.startswith(old) and len(old) > longest:
                longest, base = len(old), new
    return base + address[longest:] if longest >= 0 else ""


def _final(addresses: list[str], *rules: dict[str, list[str]]) -> list[str]:
    """Addresses, each empty if git would rewrite the whole of it once more, so that it cannot be given to git as
    it is (see `transfer`).
    """
    again = {old for rewrites in rules for new, olds in rewrites.items() for old in olds if old != new}
    return ["" if address in again else address for address in addresses]
