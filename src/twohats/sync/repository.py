"""The repository that contains a journal: its state, and whether it may be used."""

from __future__ import annotations

import os
import re
import socket
import stat
from dataclasses import dataclass, field

from twohats.format.paths import INBOX_FILE, PEOPLE_FILE, REVIEWS, SETTINGS_FILE, TRIALS, page_path
from twohats.sync import durable, trust
from twohats.sync.config import GitConfig, read_git_config
from twohats.sync.gitfolder import check_regular, foreign_git_dirs, is_submodule
from twohats.sync.harmless import is_harmless
from twohats.sync.local_remote import Folder, risky_settings
from twohats.sync.locks import rename_stale, wait_for_git
from twohats.sync.objects import Node, Objects
from twohats.sync.outcome import Advice, Stopped
from twohats.system.addresses import is_ref, masked_address, secrets_of
from twohats.system.git import Git, GitFailed, GitMissing, version
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.journal.folder import Journal

# Files in git's folder that show that an operation of the user's is in progress.
_OPERATIONS = (
    ("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"), ("sequencer", "cherry-pick or revert"), ("MERGE_HEAD", "merge"),
    ("BISECT_LOG", "bisect"),
)  # fmt: skip
_FINISHED_BY_GIT = {
    "cherry-pick": "finish it: git cherry-pick --continue, or --abort",
    "revert": "finish it: git revert --continue, or --abort",
    "cherry-pick or revert": "finish it: git status says how",
    "bisect": "finish it: git bisect reset",
}
"""What to do about what `--resolve` does not know."""
_BROKEN = re.compile("ignoring broken ref (.*)")
_LOCK = re.compile(r"'([^']*\.lock)'")
# Paths that stand for all of a journal's files when git is asked how it is told to treat them.
_SAMPLES = (
    *(SETTINGS_FILE, INBOX_FILE, PEOPLE_FILE),
    *(page_path("2026-11-22"), f"{REVIEWS}/2026/2026-W47.md", f"{TRIALS}/a.toml"),
)
_NAMED = 8
"""How many of the settings that need the user's confirmation are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Index:
    """The user's index: what would be committed next."""

    entries: dict[str, Node] = field(default_factory=dict)
    unmerged: dict[str, dict[int, Node]] = field(default_factory=dict)
    """Paths in conflict, with the version of each stage: 1 the base, 2 ours, 3 theirs."""


class Repository:
    """A repository with a journal in it."""

    def __init__(
        self,
        journal: Journal,
        git: Git,
        git_dir: str,
        common_dir: str,
        config: GitConfig,
        folders: dict[str, Folder],
    ) -> None:
        self.journal = journal
        self.git = git
        self.top = git.folder
        self.git_dir = git_dir
        self.common_dir = common_dir
        self.config = config
        self.folders = folders
        """The repositories to which remotes' addresses lead on this machine, as they were checked."""
        inside = os.path.relpath(journal.root, self.top)
        self.prefix = "" if inside == "." else inside.replace(os.sep, "/") + "/"
        """The journal's folder within the repository, with a slash behind; empty if it is the whole of it."""
        algorithm = config.values.get("extensions.objectformat", "sha1")
        self.objects = Objects(git, git_dir, algorithm)
        space = "refs/twohats" if git_dir == common_dir else "refs/worktree/twohats"
        self._lasting: dict[str, int] = {}
        """Folders of git's that are flushed (`durable`)."""
        self.pending, self.before = f"{space}/pending", f"{space}/before"

    @property
    def signs(self) -> bool:
        """Whether the user wants commits signed."""
        return self.config.is_on("commit.gpgsign")

    def full_path(self, path: str) -> str:
        """Where a path of the repository is on this machine."""
        return os.path.join(self.top, *path.split("/"))

    def branch(self) -> str:
        """The name of the branch that is checked out; raises Stopped for a detached head."""
        result = self.git.run("symbolic-ref", "-q", "HEAD", codes=(0, 1))
        ref = os.fsdecode(result.out).removesuffix("\n")
        if result.code or not ref.startswith("refs/heads/") or not is_ref(ref):
            raise Stopped("detached")
        return ref.removeprefix("refs/heads/")

    def refs(self, *names: str) -> dict[str, str]:
        """The commits that refs point at, by their full names, and those of all refs in folders; those that are not
        there are left out. Raises Stopped for a branch that is asked for and leads to no commit: taken for none, it
        would be begun anew, and what was deleted on it be new again.
        """
        result = self.git.run("for-each-ref", "--format=%(objectname) %(objecttype) %(refname)", *names)
        rows = [line.split(" ", 2) for line in os.fsdecode(result.out).split("\n") if line]
        broken = {name for _, kind, name in rows if kind != "commit"} | set(_BROKEN.findall(result.err))
        for name in broken.intersection(names):
            if name.startswith("refs/heads/"):
                raise Stopped("damaged", reason=f"{visible(name, 200)} leads to no commit")
        return {name: commit for commit, kind, name in rows if kind == "commit"}

    def set_refs(
        self, new: Mapping[str, tuple[str, str | None]], message: str, *, verify: dict[str, str] | None = None
    ) -> None:
        """Set refs, all or none: name to (new, old). An empty commit is none, None as the old whatever it is.
        Raises Stopped, GitFailed.

        None is set unless those of `verify` are where it says.
        """
        lines = [f"verify {name} {commit or self.objects.no_id}" for name, commit in (verify or {}).items()]
        for name, (commit, old) in new.items():
            was = "" if old is None else f" {old or self.objects.no_id}"
            lines.append(f"update {name} {commit}{was}" if commit else f"delete {name}{was}")
        durable.keep_objects(self.common_dir, self._lasting)
        result = self.git.run(
            "update-ref",
            "-m",
            message,
            "--stdin",
            stdin=os.fsencode("\n".join(lines) + "\n"),
            codes=(0, 1, 128),
        )
        if result.code:
            raise ref_error(result.err) or GitFailed("update-ref", result)
        for name in (name for name, (commit, _) in new.items() if commit):
            durable.keep_ref(self.common_dir, name, self._lasting)

    def set_head(self, branch: str) -> None:
        """Check out a branch without touching a file; raises Stopped."""
        if self.config.values.get("extensions.refstorage", "files") == "files":
            durable.set_head(self.git_dir, branch)
        else:  # refs are kept in tables, which git flushes, and HEAD is no such file
            self.git.run("symbolic-ref", "HEAD", f"refs/heads/{branch}")

    def index(self) -> Index:
        """The user's index as it is; raises Stopped if git cannot read it."""
        found = Index()
        result = self.git.run("ls-files", "--stage", "-z", "--full-name", codes=(0, 128))
        if result.code:
            words = result.err.lower()
            if "index" not in words or "permission denied" in words:
                raise GitFailed("ls-files", result)
            raise Stopped(
                "bad-index", reason=result.reason(), path=visible(os.path.join(self.git_dir, "index"), 300)
            )
        for record in result.out.split(b"\0"):
            if record:
                about, _, path = record.partition(b"\t")
                mode, name, stage = about.decode("ascii").split(" ")
                if stage == "0":
                    found.entries[os.fsdecode(path)] = Node(mode, name)
                else:
                    found.unmerged.setdefault(os.fsdecode(path), {})[int(stage)] = Node(mode, name)
        return found

    def rename_stale_locks(self, branch: str, tracking: str) -> list[str]:
        """Rename the stale git locks that would stop a sync (`locks`), and return a remark about each."""
        refs = [f"refs/heads/{branch}", tracking, self.pending, self.before]
        return rename_stale(self.top, self.git_dir, self.common_dir, [ref for ref in refs if ref])

    def operation(self) -> str:
        """What the user is in the middle of: `merge`, `rebase` …; empty for nothing."""
        for name, operation in _OPERATIONS:
            if os.path.lexists(os.path.join(self.git_dir, name)):
                return operation
        return ""

    def remote(self, branch: str) -> tuple[str, str]:
        """The remote and the name of the branch there that belong to a branch; both empty without a remote.

        What the branch is set to may be no remote's name: then `Remote` says so.
        """
        names = list(self.config.remotes)
        configured = self.config.values.get(f"branch.{branch}.remote", "")
        if configured == ".":
            configured = ""
        name = configured or ("origin" if "origin" in names else names[0] if len(names) == 1 else "")
        if not name:
            return "", ""
        there = self.config.values.get(f"branch.{branch}.merge", "") if configured else ""
        return name, there.removeprefix("refs/heads/") or branch

    def check_filters(self, paths: list[str]) -> None:
        """Raise Stopped if git would pass files of the journal through a filter: encryption, mostly.

        We read and write contents unfiltered, which would publish what should be encrypted.
        """
        asked = [*(self.prefix + sample for sample in _SAMPLES), *paths]
        for path, values in self.attributes(asked, "filter").items():
            if values["filter"] not in ("unspecified", "unset"):
                raise Stopped("filter", path=visible(path), filter=visible(values["filter"]))

    def attributes(self, paths: list[str], *names: str) -> dict[str, dict[str, str]]:
        """The git attributes of files: path to attribute to value, as `git check-attr` prints them."""
        self._check_rules(paths, ".gitattributes", "attributes")
        result = self.git.run(
            "check-attr", "-z", "--stdin", *names, stdin=b"\0".join(map(os.fsencode, paths)) + b"\0"
        )
        fields = os.fsdecode(result.out).split("\0")
        found: dict[str, dict[str, str]] = {}
        for path, name, value in zip(fields[0::3], fields[1::3], fields[2::3], strict=False):
            found.setdefault(path, {})[name] = value
        return found

    def check_ignores(self, paths: list[str]) -> None:
        """Raise Stopped if what tells git which files to ignore, of the journal's and of these, is no file."""
        self._check_rules([*(self.prefix + sample for sample in _SAMPLES), *paths], ".gitignore", "exclude")

    def _check_rules(self, paths: list[str], name: str, info: str) -> None:
        """Raise Stopped if git would block when reading its rules for these paths: a pipe, a device."""
        folders = {
            "/".join(parts[:end])
            for path in paths
            for parts in [path.split("/")]
            for end in range(len(parts))
        }
        rules = [os.path.join(self.top, *folder.split("/"), name) for folder in sorted(folders)]
        for path in [os.path.join(self.common_dir, "info", info), *rules]:
            try:
                mode = os.stat(path).st_mode  # through a link, as git reads some of them
            except OSError:
                continue
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and os.path.realpath(path) != os.devnull:
                raise Stopped("bad-rules", path=visible(path, 300))

    def ignored(self, paths: list[str]) -> set[str]:
        """Which of these paths the user has told git to ignore."""
        if not paths:
            return set()
        self.check_ignores(paths)
        result = self.git.run(
            "check-ignore", "-z", "--no-index", "--stdin",
            stdin=b"\0".join(map(os.fsencode, paths)) + b"\0", codes=(0, 1),
        )  # fmt: skip
        return {os.fsdecode(path) for path in result.out.split(b"\0") if path}


def open_repository(journal: Journal, *, prompts: bool = False, trusting: bool = False) -> Repository:
    """The repository that contains the journal, ready for use; raises Stopped if there is none that may be used.

    `trusting` records the user's confirmation that what its configuration names may be run and accessed.
    """
    git = Git(journal.root, prompts=prompts)
    try:
        found = version(git)
    except GitMissing as error:
        stop = Stopped("no-git")
        stop.tell(error)
        raise stop from error
    check_regular(os.path.join(journal.root, ".git"))
    top, git_dir, common_dir = _places(git, journal.root)
    for folder in {git_dir, common_dir}:
        check_regular(folder)
    git = Git(top, git_dir, prompts=prompts)
    git.version = found
    config = read_git_config(git)
    git.secrets = secrets_of(config.addresses())
    git.hooks_off = config.hooks_off()
    folders = _check_trust(journal, (top, git_dir, common_dir), config, trusting=trusting)
    git.ssh = config.allowed("core.sshcommand")
    git.signing = config.signing()
    git.identity = _identity(config)
    return Repository(journal, git, git_dir, common_dir, config, folders)


def _places(git: Git, root: str) -> tuple[str, str, str]:
    result = git.run(
        "rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir", "--is-inside-work-tree",
        codes=(0, 128),
    )  # fmt: skip
    if result.code and "dubious ownership" in result.err:
        raise Stopped("not-yours")
    # The last is a folder that is like a bare repository, as one can be in the files of a clone.
    none = ("not a git repository", "work tree", "cannot use bare repository")
    if result.code and not any(words in result.err for words in none):
        raise GitFailed("rev-parse", result)
    lines = os.fsdecode(result.out).removesuffix("\n").split("\n")
    if result.code or len(lines) != 4 or lines[3] != "true":
        raise Stopped("no-repository")
    top, git_dir = os.path.realpath(lines[0]), os.path.realpath(lines[1])
    common = os.path.realpath(os.path.join(root, lines[2]))
    if os.path.commonpath([top, root]) != top:  # its configuration points at another folder
        raise Stopped("no-repository")
    return top, git_dir, common


def _check_trust(
    journal: Journal, places: tuple[str, str, str], config: GitConfig, *, trusting: bool
) -> dict[str, Folder]:
    """Raise Stopped for what needs the user's confirmation and lacks it; returns the folders that remotes lead to."""
    folders: dict[str, Folder] = {}
    top, git_dir, common_dir = places
    linked = is_submodule(git_dir, common_dir, top, config.own) and os.path.isfile(os.path.join(top, ".git"))
    doubts = [
        (key, value)
        for key, value in config.own
        if not (is_harmless(key, value) or (linked and key == "core.worktree"))
    ]
    doubts += foreign_git_dirs(top, git_dir, common_dir, config.own)
    for name, remote in config.remotes.items():
        doubts += risky_settings(name, remote, config, places, folders)
    doubts = sorted(set(doubts))
    if trusting:
        trust.trust(journal, doubts)
    if not trust.is_trusted(journal, doubts):
        keys = list(dict.fromkeys(visible(masked_address(key), 200) for key, _ in doubts))
        told = ", ".join(keys[:_NAMED]) + (f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else "")
        raise Stopped("untrusted", keys=told, config=visible(os.path.join(common_dir, "config"), 300))
    return folders


def _identity(config: GitConfig) -> dict[str, str]:
    """The author of our commits if the user has not configured one; not written to the configuration."""
    host = "".join(char for char in socket.gethostname() if char.isalnum() or char in ".-") or "localhost"
    found = {}
    for key, value in (("name", "twohats"), ("email", f"twohats@{host}")):
        if not config.values.get(f"user.{key}"):
            for who in ("author", "committer"):
                if not config.values.get(f"{who}.{key}"):
                    found[f"GIT_{who.upper()}_{key.upper()}"] = value
    return found


def check_ready(repository: Repository) -> Index:
    """The user's index, if the repository is in a state to be synced; raises Stopped if it is not."""
    config = repository.config
    if config.is_on("core.sparsecheckout"):
        raise Stopped("sparse")
    promised = any(key.startswith("remote.") and key.endswith(".promisor") for key in config.values)
    if promised or "extensions.partialclone" in config.values:  # git 2.39 notes it at the remote alone
        stop = Stopped("shallow")
        stop.advise(Advice(("clone the journal again without --filter, and copy your files over",)))
        raise stop
    index = _idle(repository)
    repository.check_filters([])
    repository.check_ignores([])
    return index


def check_ready_again(repository: Repository, branch: str) -> Index:
    """The user's index, if they have begun nothing else and `branch` is still checked out; raises Stopped.

    `git switch` writes the files first, under its lock of the index, then the index, then HEAD: asked for in this
    order, one that is under way is seen by one of the three.
    """
    wait_for_git(repository.top, repository.git_dir)
    index = _idle(repository)
    now = repository.branch()
    if now != branch:
        raise Stopped("switched", branch=visible(now, 200))
    return index


def _idle(repository: Repository) -> Index:
    """The user's index, if they are not in the middle of anything; raises Stopped."""
    if operation := repository.operation():
        stop = Stopped("in-progress", operation=operation)
        if way := _FINISHED_BY_GIT.get(operation):
            stop.advise(Advice((way,), in_shell=True))
        raise stop
    index = repository.index()
    if index.unmerged:
        raise Stopped("in-progress", operation="merge")
    return index


def lock_in(err: str) -> str:
    """The lock of git's that its messages say is there; empty if they speak of none."""
    if "file exists" not in err.lower() or ".lock" not in err:
        return ""
    found: list[str] = _LOCK.findall(err)
    return found[-1] if found else "*.lock"


def ref_error(err: str) -> Stopped | None:
    """The stop for a lock of git's that is there, if that is what its messages speak of."""
    path = lock_in(err)
    return Stopped("ref-lock", path=visible(path, 300)) if path else None
