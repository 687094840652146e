"""What planning is told besides records: what the journal holds already, and what its owner asks for."""

from __future__ import annotations

from twohats.format.words import DEFAULT_HATS, Hats
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from twohats.format.model import Page
    from twohats.interchange.source import Read, Recognised


class Stream(NamedTuple):
    """Something recognised, and what its reader yields."""

    found: Recognised
    read: Iterable[Read]


class Here(NamedTuple):
    """What the journal holds already."""

    today: str
    """ISO date of the day that is not over; nothing of it or of later days becomes a line."""
    hats: Hats = DEFAULT_HATS
    known: AbstractSet[str] = frozenset()
    """The keys of all records that earlier imports have taken in, of any source."""
    again: AbstractSet[str] = frozenset()
    """The sources of which something was taken in before: of these, measured spans, meetings and events come in from
    behind the border too (R13)."""
    border: str = ""
    """ISO date of the first line that a person wrote; empty without one."""
    page: Callable[[str], Page | None] = lambda _: None
    """The page of an ISO date; None if there is none."""
    day_start: int = 0
    """Minute of the clock at which days begin."""
    people: Mapping[str, str] = {}
    """Who is who: `record_key` of a source and of `Party.key` to names (`ledger.people_in`)."""
    names: AbstractSet[str] = frozenset()
    """All names of people in the journal's lines."""
    shown: Mapping[str, str] = {}
    """What `people.toml` calls people, by their names."""
    aliases: Mapping[str, str] = {}
    """Names that stand for another one."""


class Wish(NamedTuple):
    """What the owner asks for."""

    since: str = ""
    """ISO date of the first day; empty for all."""
    until: str = ""
    """ISO date of the last day; empty for what R13 lets in by itself."""
    titles: bool = False
    """Whether titles, subjects and descriptions become notes."""
    invitations: bool = False
    """Whether invitations without a word become lines, one a day."""
    connections: bool = False
    """Whether those whom one was connected with of late become lines where there is no message."""
    joined: Mapping[str, str] = {}
    """People (`PlannedPerson.key`) who are somebody known, by the name of the latter: proposals accepted."""
