"""What a sync came to, as one value for the shell, for the app and for JSON."""

from __future__ import annotations

from dataclasses import dataclass, field

from twohats.errors import SyncError
from twohats.sync.counting import Tally
from twohats.sync.outcome import OUTCOMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.sync.forks import OpenFork


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How a sync ended, and what it did until then."""

    outcome: str
    """One of `outcome.OUTCOMES`."""
    message: str = ""
    hint: str = ""
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
    """Lines that stand in two versions since this sync."""
    remarks: tuple[str, ...] = ()
    """What else a person should know: files left out, a lock that waits, a setting changed on both sides."""

    @property
    def finished(self) -> bool:
        """Whether all is done that should be."""
        return OUTCOMES[self.outcome].finished

    def error(self) -> SyncError:
        """The error that an unfinished sync is to the shell."""
        return SyncError(self.message, self.hint)

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
