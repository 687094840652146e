"""The remote: fetching one branch, pushing to it, and finding out from git's messages why that failed."""

from __future__ import annotations

import re
from contextlib import suppress

from twohats.sync.config import Addresses
from twohats.sync.outcome import Advice, Stopped
from twohats.sync.repository import lock_in
from twohats.sync.transfer import fetched_commit, take_objects, transfer
from twohats.system.addresses import host_of, is_ref, local_path, masked_address, protocols_for
from twohats.system.git import GitFailed, GitResult, GitTimeout
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.sync.repository import Repository
    from twohats.system.git import Git

# Messages of git, ssh and curl (in the C locale), and their outcomes; the first match counts.
_WORDS = {
    "too-much": (r"(index-pack|unpack-objects) died of signal 25", "rev-list died of signal 11", "out of memory"),
    "not-yours": ("dubious ownership",),
    "bad-remote": (
        "strange (hostname|pathname)", "transport '.*' not allowed", "protocol .* is not supported",
        "remote helper for", "unable to find remote helper", "no path specified", "invalid (.* )?(url|port)",
    ),
    "auth": (
        "authentication failed", "could not read (username|password)", "permission denied", "access denied",
        "terminal prompts disabled", "host key verification failed", "returned error: 40[13]", "http 40[13]",
        "too many authentication", "host identification has changed", "unable to authenticate", "logon failed",
    ),
    "remote-locked": (r"unable to create '[^']*\.lock': file exists",),
    "stale-ref": (r"cannot lock ref 'refs/remotes/[^']*': '[^']*' exists; cannot create",),
    "no-room": ("no space left", "quota exceeded", "file too large"),
    "unsafe": ("fsck error", "hasdot", "invalid path", "fullpathname"),
    "damaged": (
        "bad object", "object file .* is empty", "loose object .* is corrupt",
        "unable to read (tree|sha1|[0-9a-f]{40})",
        "object .* is corrupt", "invalid sha1 pointer", "missing blob", "did not send all necessary objects",
        "did not receive expected object", "object of unexpected type", "could not read [0-9a-f]{40}",
        "unable to resolve reference", "collision found",
    ),
    "offline": (
        "could not resolve", "unable to look up", "couldn't resolve", "network is",
        "connection (refused|reset|timed out|closed)",
        "no route to host", "operation timed out", "unable to access", "does not appear to be a git repository",
        "repository .* (not found|does not exist)", "could not read from remote", "unable to connect",
        "failed to connect", "hung up unexpectedly", "no such file or directory", "early eof", "not exported",
        "unexpected disconnect", "no such device", "input/output error", "not a git repository",
    ),
}  # fmt: skip
_PATTERNS = [(word, re.compile("|".join(parts), re.IGNORECASE)) for word, parts in _WORDS.items()]


class Remote:
    """One branch on a remote of a repository."""

    def __init__(self, repository: Repository, name: str, branch: str) -> None:
        self._repository = repository
        self.name = name
        self.branch = branch
        self.shown = visible(masked_address(name), 60)
        self.tracking = f"refs/remotes/{name}/{branch}"
        self.was_new = False
        """Whether a push created the branch there."""
        self._seen = ""
        """The commit that `tracking` was last known to be at."""
        if (
            name not in repository.config.remotes
        ):  # an address, as git would take it, or a remote that is gone
            stop = Stopped("bad-remote")
            stop.message = f"the branch is set to {self.shown}, which names no remote"
            way = "git remote shows those that there are; git branch --unset-upstream, then "
            stop.advise(Advice((way, ""), in_shell=True))
            raise stop
        self.addresses = repository.config.remotes.get(name, Addresses())
        listed = self.addresses.all()
        usable = all(
            protocols_for(one) and (local_path(one) is None or one in repository.folders) for one in listed
        )
        # Its name becomes part of a ref, and its branch is sent to the other side.
        if (
            not (listed and usable and is_ref(self.tracking))
            or f"remote.{name}.vcs" in repository.config.values
        ):
            raise Stopped("bad-remote", remote=self.shown)
        if repository.config.is_on(f"remote.{name}.mirror"):
            raise Stopped("mirror", remote=self.shown)

    def fetch(self) -> bool:
        """Fetch the branch into the tracking ref; False if there is none. Raises Stopped."""
        repository = self._repository
        refs = repository.refs("refs/heads", "refs/remotes")
        with transfer(repository, self.name, self.addresses.fetch, refs) as git:
            result = self._call(
                git, self.addresses.fetch, "upload-pack",
                "fetch", "--quiet", "--no-tags", "--no-prune", "--no-recurse-submodules", "--write-fetch-head",
                words=[f"refs/heads/{self.branch}"],
            )  # fmt: skip
            if result.code and "couldn't find remote ref" in result.err.lower():
                return False
            commit = fetched_commit(git)
            if result.code or not commit:
                raise self.failure(result)
            take_objects(git, repository.common_dir)
        self._seen = refs.get(self.tracking, "")
        self._track(commit)
        return True

    def _track(self, commit: str) -> None:
        """Remember where the branch is there, as git does; raises Stopped."""
        if self._seen != commit:
            try:
                self._repository.set_refs({self.tracking: (commit, None)}, "twohats: fetch")
            except GitFailed as error:
                raise self.failure(error.result) from error
            self._seen = commit

    def other_branches(self) -> list[str]:
        """The remote's branches; none in an empty repository. Raises Stopped."""
        with transfer(self._repository, self.name, self.addresses.fetch) as git:
            result = self._call(git, self.addresses.fetch, "upload-pack", "ls-remote", "--heads", words=[])
        if result.code:
            raise self.failure(result)
        return [line.partition("\trefs/heads/")[2] for line in result.text.splitlines()]

    def push(self, commit: str) -> bool:
        """Send a commit to the branch, wherever it is pushed to; False if another machine was quicker. Raises
        Stopped. What one address refuses is sent to the others all the same.
        """
        refusals: list[Stopped] = []
        is_in = True
        for address in self.addresses.pushes:
            try:
                is_in = self._push_to(address, commit) and is_in
            except Stopped as stop:
                refusals.append(stop)
        if refusals:
            raise refusals[0]
        if is_in:
            with suppress(Stopped):  # it was pushed; the next fetch updates the tracking ref
                self._track(commit)
        return is_in

    def _push_to(self, address: str, commit: str) -> bool:
        with transfer(self._repository, self.name, address) as git:
            result = self._call(
                git, address, "receive-pack",
                "push", "--porcelain", "--no-follow-tags", "--no-recurse-submodules", "--no-signed",
                "--no-force-with-lease",
                words=[f"{commit}:refs/heads/{self.branch}"],
            )  # fmt: skip
        for line in result.text.splitlines():
            sign, _, rest = line.partition("\t")
            self.was_new = self.was_new or sign == "*"
            if sign == "!":
                return self._refused(rest.rpartition("\t")[2], result)
        if result.code:
            raise self.failure(result)
        return True

    def _refused(self, why: str, result: GitResult) -> bool:
        """False for a refusal that another round resolves; raises Stopped for any other."""
        if why.startswith("[rejected]") or "reference already exists" in result.err:
            return False
        if lock_in(result.err) or "unpacker error" in why:
            raise self.failure(result, why)
        if re.search(
            r"cannot lock ref|incorrect old value|failed to update ref|is at [0-9a-f]+ but expected",
            result.err + why,
        ):
            return False
        raise self._refusal(why, result)

    def _refusal(self, why: str, result: GitResult) -> Stopped:
        remarks = [
            line.removeprefix("remote:").strip()
            for line in result.err.splitlines()
            if line.startswith("remote:")
        ]
        told = why.removeprefix("[remote rejected]").strip(" ()")
        reason = "; ".join([told, *(remark for remark in remarks if remark)][:4])
        return Stopped("refused", remote=self.shown, reason=visible(reason, 300))

    def _call(self, git: Git, address: str, service: str, *command: str, words: list[str]) -> GitResult:
        """Run a git command with an address exactly as it was checked, served by `service`."""
        folder = self._repository.folders.get(address)
        if folder and not folder.git_dir:
            raise Stopped("offline", remote=self.shown)
        usual = folder.serving(service, git.flushes) if folder else f"git-{service}"
        # Git's own program, unless the user has set (and trusted) another.
        own = self._repository.config.allowed(f"remote.{self.name}.{service.replace('-', '')}")
        where = folder.git_dir if folder else address
        try:
            return git.run(
                *command, f"--{service}={own or usual}", "--", where, *words,
                network=True, codes=tuple(range(-64, 256)),
            )  # fmt: skip
        except GitTimeout as error:
            raise Stopped("timeout", remote=self.shown) from error

    def failure(self, result: GitResult, refusal: str = "") -> Stopped:
        """The outcome of a failed call; `refusal` is the other side's answer, if any."""
        # What stands in the address is not what git says of it. "Permission denied" by the file system of a stick is
        # no question of passwords, but what to do is alike.
        words = result.err
        for address in self.addresses.all():
            folder = self._repository.folders.get(address)
            for part in (masked_address(address), host_of(address), folder.git_dir if folder else ""):
                words = words.replace(part, "ADDRESS") if part else words
        for word, pattern in _PATTERNS:
            if pattern.search(words):
                if word == "too-much":
                    return Stopped(word, reason=f"what {self.shown} sends ({result.reason()})")
                if word == "remote-locked":
                    path = lock_in(result.err)
                    if path.startswith((self._repository.git_dir, self._repository.common_dir)):
                        return Stopped("ref-lock", path=visible(path, 300))
                    return Stopped(word, remote=self.shown, path=visible(path, 300))
                return Stopped(word, remote=self.shown, reason=result.reason())
        if refusal:
            return self._refusal(refusal, result)
        return Stopped("failed", reason=GitFailed("fetch or push", result).message)
