"""Git's configuration, as git reads it: what holds, what the repository itself says, and the remotes it comes to."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.git import Git

Settings = list[tuple[str, str]]
"""Keys as git lists them, each with a value."""
_REMOTE = re.compile(r"([^\t]+)\t(.*) \((fetch|push)\)(?: \[.*\])?")


@dataclass(slots=True)
class Addresses:
    """Where a remote is, with everything that rewrites addresses taken into account."""

    fetch: str = ""
    pushes: list[str] = field(default_factory=list)
    """More than one where `pushurl` or `url` is given more than once."""

    def all(self) -> list[str]:
        """Each address once, that of fetching first."""
        return list(dict.fromkeys([*([self.fetch] if self.fetch else []), *self.pushes]))


@dataclass(frozen=True, slots=True)
class Config:
    """Git's configuration: what holds, and what the repository itself says."""

    values: dict[str, str]
    """The last value of each key, wherever it comes from; keys as git lists them."""
    own: Settings
    """What the repository's own files say, those they include too."""
    remotes: dict[str, Addresses] = field(default_factory=dict)

    def is_on(self, key: str) -> bool:
        """Whether a setting is true."""
        return self.values.get(key, "false").lower() in ("true", "yes", "on", "1")

    def hooks_off(self) -> list[str]:
        """Settings that turn off the hooks that configuration itself names, as git does from 2.54 on."""
        names = [key.removesuffix(".command") for key in self.values if key.startswith("hook.")]
        return [f"{name}.enabled=false" for name in names if "=" not in name]

    def addresses(self) -> list[str]:
        """Everything that holds an address, and so perhaps a password."""
        listed = [one for remote in self.remotes.values() for one in remote.all()]
        return [*listed, *(text for pair in self.values.items() for text in pair if "://" in text)]


def read_config(git: Git) -> Config:
    """Git's whole configuration; raises GitFailed."""
    values: dict[str, str] = {}
    own: Settings = []
    for scope, key, value in _scoped(git):
        if scope != "command":
            values[key] = value
        if scope in ("local", "worktree"):
            own.append((key, value))
    return Config(values, own, _remotes(git))


def read_own(git: Git) -> Settings:
    """What a repository's own files say; raises GitFailed."""
    return [(key, value) for scope, key, value in _scoped(git) if scope in ("local", "worktree")]


def _scoped(git: Git) -> list[tuple[str, str, str]]:
    out = git.run("config", "--list", "--show-scope", "--includes", "-z").out
    fields = os.fsdecode(out).split("\0")
    found = []
    for scope, setting in zip(fields[0::2], fields[1::2], strict=False):
        key, has_value, value = setting.partition("\n")
        found.append((scope, key, value if has_value else "true"))
    return found


def _remotes(git: Git) -> dict[str, Addresses]:
    # Git is asked, for `url.….insteadOf` rewrites addresses, and only git knows by which rules.
    found: dict[str, Addresses] = {}
    for line in os.fsdecode(git.run("remote", "-v").out).split("\n"):
        if match := _REMOTE.fullmatch(line):
            remote = found.setdefault(match[1], Addresses())
            if match[3] == "fetch":
                remote.fetch = match[2]
            else:
                remote.pushes.append(match[2])
    return found
