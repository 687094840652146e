"""How a sync can end: one word for each situation, what it means, and what to do.

The table is complete; `docs/sync.md` explains each word, and a test keeps the two consistent.
"""

from __future__ import annotations

from dataclasses import dataclass

from twohats.errors import LeftOut, SyncError, TwohatsError
from twohats.values import NamedTuple

_SYNC = "{sync}"


class Advice(NamedTuple):
    """What to do after a sync: texts, between two of which a sync is named, by its command or by a key."""

    texts: tuple[str, ...] = ("",)
    in_shell: bool = False
    """Whether the rest of it is typed in a shell, in the folder of the journal."""

    def says(self, sync: str = "hat sync") -> str:
        """The whole of it with what a sync is called."""
        return sync.join(self.texts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way in which a sync ends."""

    finished: bool
    """Whether the sync did everything it should."""
    message: str
    hint: str = ""
    """What to do; `{sync}` stands for a plain sync, which is a command in a shell and a key in the app."""
    in_shell: bool = False
    """Whether the rest of the hint is typed in a shell."""
    error: type[SyncError] = SyncError
    """The error raised in the shell if it is not finished, which decides the exit code (usually 4)."""

    def advice(self, **details: str) -> Advice:
        """The hint with its details."""
        return Advice(tuple(text.format(**details) for text in _around_sync(self.hint)), self.in_shell)


def _around_sync(template: str) -> list[str]:
    return template.split(_SYNC)


OUTCOMES: dict[str, Outcome] = {
    # Finished.
    "synced": Outcome(True, "in step with {remote}"),
    "nothing": Outcome(True, "nothing to do: in step with {remote}"),
    "first-push": Outcome(True, "{remote} was empty and has the journal now"),
    "joined": Outcome(True, "the two journals are one now, here and on {remote}"),
    "resolved": Outcome(True, "your merge is finished, page by page", "{sync} sends it on"),
    "no-remote": Outcome(
        True,
        "saved in this folder's own repository; there is no remote",
        "git remote add origin ADDRESS",
        in_shell=True,
    ),
    "sub-folder": Outcome(
        True,
        "saved in the repository {folder}, of which the journal is a part",
        "hat sync --whole-repo also fetches and pushes, your other commits there included",
        in_shell=True,
    ),
    # Finished, and something left out.
    "left-out": Outcome(
        False, "{done}; {files} left out", "{sync} again once that is put right", error=LeftOut
    ),
    # Stopped before anything was done.
    "no-git": Outcome(False, "there is no git command here", "install git, then {sync}"),
    "no-repository": Outcome(
        False,
        "the journal is in no git repository, so there is nothing to sync with",
        "git init there, then git remote add origin ADDRESS",
        in_shell=True,
    ),
    "busy": Outcome(
        False,
        "another sync of this journal is running",
        "it may not have seen your last lines: {sync} once it has ended",
    ),
    "untrusted": Outcome(
        False,
        "this repository could run programs or reach other places on this machine, and you have not allowed it: {keys}",
        "look at what is named, most of it in {config}; if you want all of it: hat sync --trust",
        in_shell=True,
    ),
    "not-yours": Outcome(
        False,
        "the repository belongs to another user, so git will not touch it",
        "git help config: safe.directory",
        in_shell=True,
    ),
    "filter": Outcome(
        False,
        "git is told to pass {path} through the filter {filter}, and hat sync would go around it",
        "what is encrypted cannot be merged line by line; take the filter out of .gitattributes, or use git yourself",
    ),
    "detached": Outcome(
        False,
        "no branch is checked out (a detached HEAD)",
        "git switch BRANCH; lines are kept in the files meanwhile",
        in_shell=True,
    ),
    "in-progress": Outcome(
        False,
        "a {operation} of yours is in progress, and is left alone",
        "finish it, or hat sync --resolve",
        in_shell=True,
    ),
    "bad-index": Outcome(
        False,
        "git's index cannot be read: {reason}",
        "git makes a new one from the last commit: rm {path} && git read-tree HEAD",
        in_shell=True,
    ),
    "bad-rules": Outcome(
        False,
        "{path} is not a regular file, and git could wait on it for ever",
        "move it away, then {sync}",
    ),
    "sparse": Outcome(
        False, "only a part of the repository is checked out", "git sparse-checkout disable", in_shell=True
    ),
    "shallow": Outcome(
        False,
        "the repository is a shallow or partial clone, without the history to merge by",
        "git fetch --unshallow",
        in_shell=True,
    ),
    "mass-delete": Outcome(
        False, "{what}{unasked}", "if that is meant: hat sync --yes; {back}", in_shell=True
    ),
    "nothing-to-resolve": Outcome(False, "no merge of yours is in progress", "{sync} is what you want"),
    "cannot-resolve": Outcome(False, "{operation}", "finish it with git, then {sync}", in_shell=True),
    # Committed here and not sent.
    "offline": Outcome(False, "{remote} cannot be reached", "what is new is kept here; {sync} again later"),
    "timeout": Outcome(
        False, "{remote} did not answer in time", "what is new is kept here; {sync} again later"
    ),
    "auth": Outcome(
        False,
        "{remote} does not let you in",
        "hat sync in a terminal may ask for your password; or look at your keys: git fetch",
        in_shell=True,
    ),
    "bad-remote": Outcome(
        False,
        "the remote's address cannot be used",
        "git remote -v shows it, git remote set-url changes it",
        in_shell=True,
    ),
    "mirror": Outcome(
        False,
        "{remote} is set up as a mirror, to which git pushes every ref or none",
        "git config --unset remote.{remote}.mirror, then {sync}",
        in_shell=True,
    ),
    "stale-ref": Outcome(
        False,
        "what this repository remembers of {remote} is in the way: {reason}",
        "git remote prune {remote} forgets branches that are gone there; then {sync}",
        in_shell=True,
    ),
    "other-branch": Outcome(
        False,
        "{remote} has no branch {branch}, but {others}",
        "git branch -m {first}, or git push {remote} {branch}",
        in_shell=True,
    ),
    "unrelated": Outcome(
        False,
        "this journal and the one on {remote} have no common past",
        "to make one of the two: hat sync --join",
        in_shell=True,
    ),
    "foreign": Outcome(
        False,
        "{remote} changes {path}, which has changes of your own here",
        "commit or undo those with git, then {sync}",
        in_shell=True,
    ),
    "switched": Outcome(
        False,
        "you switched to {branch} while the sync was running, so it stopped",
        "{sync} again, on the branch you want",
    ),
    "held-open": Outcome(
        False,
        "{remote} changes {path}, which another program has open for writing",
        "close it there, then {sync}",
    ),
    "marked": Outcome(
        False,
        "{remote} changes {path}, which has conflict markers in it here",
        "hat check --fix, then {sync}",
        in_shell=True,
    ),
    "foreign-conflict": Outcome(
        False,
        "{path} was changed on both sides in ways that only you can join",
        "merge it with git, then {sync}",
        in_shell=True,
    ),
    "in-the-way": Outcome(False, "{path} is in the way of a page from {remote}", "move it away, then {sync}"),
    "too-large": Outcome(
        False,
        "{path} on {remote} is too large to be a page",
        "look at it with git, then {sync}",
        in_shell=True,
    ),
    "unsafe": Outcome(
        False,
        "{remote} holds what git does not take in: {reason}",
        "whoever put it there must take it out again",
    ),
    "not-merged": Outcome(
        False,
        "a merge of {path} would have lost a line, so it was not made; the other version is in {copy}",
        "put what you want of it into your page, then {sync}",
    ),
    "self-check": Outcome(
        False,
        "git gave back something else than was saved ({path})",
        "the files are whole; git fsck looks at the repository",
        in_shell=True,
    ),
    "sign": Outcome(False, "the commit could not be signed, and is not made unsigned", "{reason}"),
    "ref-lock": Outcome(
        False, "git's lock {path} is there", "if no git is running, take it away: rm {path}", in_shell=True
    ),
    "remote-locked": Outcome(
        False,
        "a lock is there on {remote}: {path}",
        "if nobody is pushing, take it away there; it stops every machine",
    ),
    "refused": Outcome(
        False, "{remote} refused the push: {reason}", "everything is kept here; ask whoever runs it"
    ),
    "contended": Outcome(
        False, "something new kept coming in meanwhile", "everything is kept here; {sync} again"
    ),
    "no-room": Outcome(False, "there is no room on the disk", "make room, then {sync}; the files are whole"),
    "too-much": Outcome(
        False,
        "there is more than any journal holds: {reason}",
        "nothing of it was taken in; git itself can look at it: git log --stat",
        in_shell=True,
    ),
    "damaged": Outcome(
        False,
        "the repository is damaged: {reason}",
        "the files are whole; clone the journal again and copy them over",
    ),
    "failed": Outcome(False, "{reason}", "everything typed is in the files; {sync} again once it is fixed"),
}


class Stopped(SyncError):
    """A sync ends here; `outcome` is its word."""

    def __init__(self, outcome: str, **details: object) -> None:
        told = OUTCOMES[outcome]
        words = {name: str(value) for name, value in details.items()}
        super().__init__(told.message.format(**words))
        self.outcome = outcome
        self.advise(told.advice(**words))

    def advise(self, advice: Advice) -> None:
        """Say what to do about it."""
        self.advice, self.hint = advice, advice.says()

    def tell(self, error: TwohatsError) -> None:
        """Say what another error says; what to do stays as it is where the error only advises a sync."""
        self.message = error.message
        if error.hint and error.command != "sync":
            self.advise(Advice((error.hint,), in_shell=bool(error.command)))
