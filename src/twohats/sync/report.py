"""The result of a sync as one value, for the shell, the app and JSON."""

from __future__ import annotations

from dataclasses import dataclass, field

from twohats.sync.counting import Tally
from twohats.sync.outcome import OUTCOMES, Advice
from twohats.text.visible import visible
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.errors import SyncError
    from twohats.sync.forks import OpenFork


_WHY = {
    "in-the-way": "it is no regular file, or cannot be read",
    "held-open": "another program has it open for writing",
    "marked": "it has conflict markers in it; hat check --fix takes them out",
    "not-written": "it is a link there, or its name differs from another one in case only",
}


class LeftOut(NamedTuple):
    """A file of the journal, or a folder (with a trailing slash), that a sync leaves out."""

    path: str
    why: str
    """A word of `_WHY`; most are also what a sync stops with if that file has changed on the other side."""

    def says(self) -> str:
        """What it is, and why."""
        return f"left out, since {_WHY[self.why]}: {visible(self.path, 200)}"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How a sync ended, and what it did until then."""

    outcome: str
    """One of `outcome.OUTCOMES`."""
    message: str = ""
    advice: Advice = Advice()  # noqa: RUF009 - cannot be changed
    remote: str = ""
    branch: str = ""
    committed: Tally = field(default_factory=Tally)
    """What was new here and has been committed."""
    pulled: Tally = field(default_factory=Tally)
    """What came in from elsewhere."""
    pushed: Tally = field(default_factory=Tally)
    """What went there that was not there before."""
    merged: tuple[str, ...] = ()
    """Files that both sides had changed."""
    forks: tuple[OpenFork, ...] = ()
    """Lines that exist in two versions since this sync."""
    remarks: tuple[str, ...] = ()
    """What else a person should know: a lock that waits, a setting changed on both sides, a file that was deleted."""
    left_out: tuple[LeftOut, ...] = ()
    """The files it left out."""

    @property
    def hint(self) -> str:
        """What to do in a shell; empty if there is nothing."""
        return self.advice.says()

    @property
    def finished(self) -> bool:
        """Whether all is done that should be."""
        return OUTCOMES[self.outcome].finished

    def error(self) -> SyncError:
        """The error that an unfinished sync is to the shell."""
        return OUTCOMES[self.outcome].error(self.message, self.hint)

    def json(self) -> dict[str, object]:
        """The keys that `hat sync --json` prints; documented in `docs/sync.md`."""
        return {
            "outcome": self.outcome,
            "finished": self.finished,
            "message": self.message,
            "hint": self.hint,
            "remote": self.remote,
            "branch": self.branch,
            "committed": tally_json(self.committed),
            "pulled": tally_json(self.pulled),
            "pushed": tally_json(self.pushed),
            "merged": list(self.merged),
            "forks": [fork_json(fork) for fork in self.forks],
            "left_out": [left._asdict() for left in self.left_out],
            "remarks": list(self.remarks),
        }


def tally_json(tally: Tally) -> dict[str, object]:
    """A tally as JSON."""
    return {
        "added": tally.added,
        "changed": tally.changed,
        "removed": tally.removed,
        "days": list(tally.days),
        "others": list(tally.others),
    }


def fork_json(fork: OpenFork) -> dict[str, object]:
    """A fork as JSON."""
    return {"path": fork.path, "lines": list(fork.lines), "one": fork.one, "other": fork.other}
