"""What a reader of a foreign format is given, and what it gives: the seam between files and records."""

from __future__ import annotations

from datetime import datetime

from twohats.interchange.record import Record
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo
    from typing import BinaryIO, Protocol

    class Tree(Protocol):
        """What somebody brings: a folder, a zip or tar archive, or a single file, all alike (`system.archive`)."""

        @property
        def name(self) -> str:
            """The name of the folder, archive or file itself, without its path."""

        def names(self) -> Sequence[str]:
            """The paths of the regular files in it, with forward slashes, sorted. A single file is its own only one."""

        def size(self, name: str) -> int:
            """The number of bytes of a file."""

        def open(self, name: str) -> BinaryIO:
            """A file to read from its beginning on, as a stream; raises CannotRead (`source.CannotReadFile`)."""

    class Reader(Protocol):
        """A module of `readers`."""

        def recognise(self, tree: Tree) -> Sequence[Recognised]:
            """What of this kind is in the tree, told by names and by the first bytes of files; usually none or one."""

        def read(self, tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
            """The records of what was recognised, in any order, each as soon as it is read."""


class CannotReadFile(Exception):
    """A file of a tree cannot be read, or not any further: the message says why, in a phrase."""


class Question(NamedTuple):
    """Something that the files do not say and their owner must."""

    name: str
    """`day-first`, `me`: what the answer is kept by."""
    text: str
    """The question, as a sentence."""
    choices: tuple[str, ...] = ()
    """The possible answers; empty for any text."""


class Recognised(NamedTuple):
    """Something that can be read, or that is nearly right."""

    source: str
    """The name of the source: `linkedin`."""
    title: str
    """What it is, in words: `LinkedIn, complete archive`."""
    files: tuple[str, ...] = ()
    """The files that are read, as `Tree.names` has them."""
    account: str = ""
    """Whose it is, as the source says: a name, an address; what rules are kept by."""
    instead: str = ""
    """What to ask the source for instead, in a sentence, where this is not what can be read (HTML for JSON)."""
    questions: tuple[Question, ...] = ()


class Options(NamedTuple):
    """What a reader is told besides the files."""

    zone: tzinfo
    """The zone in which the owner lived: instants become its local times."""
    answers: Mapping[str, str]
    """The answers to `Recognised.questions`, by their names."""
    me: tuple[str, ...] = ()
    """Names and addresses of the owner, as told before."""
    now: datetime | None = None
    """The local time of the reading: what has not ended by then is no record. None where everything is wanted."""

    def local(self, seconds: float) -> datetime:
        """The local time of an instant (Unix seconds), without its zone; raises ValueError out of 1970 to 9999."""
        try:
            return datetime.fromtimestamp(seconds, self.zone).replace(tzinfo=None)
        except (OverflowError, OSError) as error:
            raise ValueError("no such time") from error


class LeftOut(NamedTuple):
    """Something that was read and becomes no line, to be counted and said."""

    why: str
    """What they are, in the plural and in words: `adverts`, `messages of groups`."""
    count: int = 1  # type: ignore[assignment]  # hides tuple.count, which no one needs here
    key: str = ""
    """What it is known by (`record_key`), so that what two archives have counts once; empty where nobody knows."""


class NotUnderstoodRecord(NamedTuple):
    """A row that is not as the format has it; those around it are read all the same."""

    place: str
    """`messages.csv:12`."""
    why: str
    """What is wrong, in a phrase without a full stop."""


class Remark(NamedTuple):
    """Something to say about a file as a whole: what it cannot show, what was assumed."""

    text: str


Read = Record | LeftOut | NotUnderstoodRecord | Remark
