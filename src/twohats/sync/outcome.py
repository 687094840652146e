"""How a sync can end: one word for each situation, what it means, and what to do.

The table is complete; `docs/sync.md` explains each word, and a test keeps the two consistent.
"""

from __future__ import annotations

from dataclasses import dataclass

from twohats.errors import LeftOut, SyncError


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way in which a sync ends."""

    finished: bool
    """Whether the sync did everything it should."""
    message: str
    hint: str = ""
    error: type[SyncError] = SyncError
    """The error raised in the shell if it is not finished, which decides the exit code (usually 4)."""


OUTCOMES: dict[str, Outcome] = {
    # Finished.
    "synced": Outcome(True, "in step with {remote}"),
    "nothing": Outcome(True, "nothing to do: in step with {remote}"),
    "first-push": Outcome(True, "{remote} was empty and has the journal now"),
    "joined": Outcome(True, "the two journals are one now, here and on {remote}"),
    "resolved": Outcome(True, "your merge is finished, page by page", "hat sync sends it on"),
    "no-remote": Outcome(
        True, "saved in this folder's own repository; there is no remote", "git remote add origin ADDRESS"
    ),
    "sub-folder": Outcome(
        True,
        "saved in the repository {folder}, of which the journal is a part",
        "hat sync --whole-repo also fetches and pushes, your other commits there included",
    ),
    # Finished, and something left out.
    "left-out": Outcome(
        False, "{done}; {files} left out", "hat sync again once that is put right", error=LeftOut
    ),
    # Stopped before anything was done.
    "no-git": Outcome(False, "there is no git command here", "install git, then run hat sync"),
    "no-repository": Outcome(
        False,
        "the journal is in no git repository, so there is nothing to sync with",
        "git init there, then git remote add origin ADDRESS",
    ),
    "busy": Outcome(
        False,
        "another sync of this journal is running",
        "it may not have seen your last lines: hat sync once it has ended",
    ),
    "untrusted": Outcome(
        False,
        "this repository could run programs or reach other places on this machine, and you have not allowed it: {keys}",
        "look at what is named, most of it in {config}; if you want all of it: hat sync --trust",
    ),
    "not-yours": Outcome(
        False,
        "the repository belongs to another user, so git will not touch it",
        "git help config: safe.directory",
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
    ),
    "in-progress": Outcome(
        False, "a {operation} of yours is in progress, and is left alone", "finish it, or hat sync --resolve"
    ),
    "bad-index": Outcome(
        False,
        "git's index cannot be read: {reason}",
        "git makes a new one from the last commit: rm {path} && git read-tree HEAD",
    ),
    "bad-rules": Outcome(
        False,
        "{path} is not a regular file, and git could wait on it for ever",
        "move it away, then hat sync",
    ),
    "sparse": Outcome(False, "only a part of the repository is checked out", "git sparse-checkout disable"),
    "shallow": Outcome(
        False,
        "the repository is a shallow or partial clone, without the history to merge by",
        "git fetch --unshallow",
    ),
    "mass-delete": Outcome(
        False,
        "{what}{unasked}",
        "if that is meant: hat sync --yes; {back}",
    ),
    "nothing-to-resolve": Outcome(False, "no merge of yours is in progress", "hat sync is what you want"),
    "cannot-resolve": Outcome(False, "{operation}", "finish it with git, then run hat sync"),
    # Committed here and not sent.
    "offline": Outcome(False, "{remote} cannot be reached", "what is new is kept here; hat sync again later"),
    "timeout": Outcome(
        False, "{remote} did not answer in time", "what is new is kept here; hat sync again later"
    ),
    "auth": Outcome(
        False,
        "{remote} does not let you in",
        "hat sync in a terminal may ask for your password; or look at your keys: git fetch",
    ),
    "bad-remote": Outcome(
        False, "the remote's address cannot be used", "git remote -v shows it, git remote set-url changes it"
    ),
    "mirror": Outcome(
        False,
        "{remote} is set up as a mirror, to which git pushes every ref or none",
        "git config --unset remote.{remote}.mirror, then hat sync",
    ),
    "stale-ref": Outcome(
        False,
        "what this repository remembers of {remote} is in the way: {reason}",
        "git remote prune {remote} forgets branches that are gone there; then hat sync",
    ),
    "other-branch": Outcome(
        False,
        "{remote} has no branch {branch}, but {others}",
        "git branch -m {first}, or git push {remote} {branch}",
    ),
    "unrelated": Outcome(
        False,
        "this journal and the one on {remote} have no common past",
        "to make one of the two: hat sync --join",
    ),
    "foreign": Outcome(
        False,
        "{remote} changes {path}, which has changes of your own here",
        "commit or undo those with git, then hat sync",
    ),
    "switched": Outcome(
        False,
        "you switched to {branch} while the sync was running, so it stopped",
        "hat sync again, on the branch you want",
    ),
    "held-open": Outcome(
        False,
        "{remote} changes {path}, which another program has open for writing",
        "close it there, then hat sync",
    ),
    "marked": Outcome(
        False,
        "{remote} changes {path}, which has conflict markers in it here",
        "hat check --fix, then hat sync",
    ),
    "foreign-conflict": Outcome(
        False,
        "{path} was changed on both sides in ways that only you can join",
        "merge it with git, then hat sync",
    ),
    "in-the-way": Outcome(
        False, "{path} is in the way of a page from {remote}", "move it away, then hat sync"
    ),
    "too-large": Outcome(
        False, "{path} on {remote} is too large to be a page", "look at it with git, then hat sync"
    ),
    "unsafe": Outcome(
        False,
        "{remote} holds what git does not take in: {reason}",
        "whoever put it there must take it out again",
    ),
    "not-merged": Outcome(
        False,
        "a merge of {path} would have lost a line, so it was not made; the other version is in {copy}",
        "put what you want of it into your page, then hat sync",
    ),
    "self-check": Outcome(
        False,
        "git gave back something else than was saved ({path})",
        "the files are whole; git fsck looks at the repository",
    ),
    "sign": Outcome(False, "the commit could not be signed, and is not made unsigned", "{reason}"),
    "ref-lock": Outcome(False, "git's lock {path} is there", "if no git is running, take it away: rm {path}"),
    "remote-locked": Outcome(
        False,
        "a lock is there on {remote}: {path}",
        "if nobody is pushing, take it away there; it stops every machine",
    ),
    "refused": Outcome(
        False, "{remote} refused the push: {reason}", "everything is kept here; ask whoever runs it"
    ),
    "contended": Outcome(
        False, "something new kept coming in meanwhile", "everything is kept here; hat sync again"
    ),
    "no-room": Outcome(
        False, "there is no room on the disk", "make room, then hat sync; the files are whole"
    ),
    "too-much": Outcome(
        False,
        "there is more than any journal holds: {reason}",
        "nothing of it was taken in; git itself can look at it: git log --stat",
    ),
    "damaged": Outcome(
        False,
        "the repository is damaged: {reason}",
        "the files are whole; clone the journal again and copy them over",
    ),
    "failed": Outcome(False, "{reason}", "everything typed is in the files; hat sync again once it is fixed"),
}


class Stopped(SyncError):
    """A sync ends here; `outcome` is its word."""

    def __init__(self, outcome: str, **details: object) -> None:
        told = OUTCOMES[outcome]
        words = {name: str(value) for name, value in details.items()}
        super().__init__(told.message.format(**words), told.hint.format(**words))
        self.outcome = outcome
