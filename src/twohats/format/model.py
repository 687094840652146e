"""The values of a journal: what a line, a page and a problem are. Immutable, and without any way to load them.

Words are those of `docs/format.md`. Times are minutes after midnight, durations whole minutes, ratings 1-5 or None,
dates ISO text (`2026-11-22`): they sort and compare as dates do and cost nothing to make.
"""

from __future__ import annotations

from twohats.format.words import NOISE
from twohats.values import NamedTuple

SRC = "src"
"""The key of where a line was taken in from."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Entry(NamedTuple):
    """One line of time: a hat, an activity, minutes."""

    hat: str
    activity: str
    minutes: int
    start: int | None = None
    """Minutes after midnight of the page's day, up to 1799 (29:59); None when the line has no clock time."""
    estimated: bool = False
    """True when the minutes are a guess (`~40m`)."""
    kind: str = ""
    """For the activity `do`: what it was."""
    channel: str = ""
    people: tuple[str, ...] = ()
    """Names without `@`, in lower case, each once, from the line and its note."""
    tags: tuple[str, ...] = ()
    """Threads without `+`, in lower case, each once, from the line and its note."""
    motivation: int | None = None
    interest: int | None = None
    understanding: int | None = None
    worth: int | None = None
    count: int = 1  # type: ignore[assignment]  # hides tuple.count, which no one needs here
    fields: tuple[tuple[str, str], ...] = ()
    """`key:value` tokens in their order, unknown keys included."""
    note: str = ""
    """The note; lines of more than one are joined by a newline, their indent taken off."""

    @property
    def is_taken_in(self) -> bool:
        """Whether it was taken in from elsewhere (`src:`) and no person wrote it by hand."""
        return any(key == SRC for key, _ in self.fields)


class Event(NamedTuple):
    """One line without minutes of its own: got, gave, asked or lost."""

    hat: str
    verb: str
    kind: str = ""
    """For `got` a return or noise, for `gave` what was given; empty for `asked` and `lost`."""
    at: int | None = None
    """Minutes after midnight of the page's day, up to 1799 (29:59); None when the line has no clock time."""
    channel: str = ""
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    count: int = 1  # type: ignore[assignment]  # hides tuple.count, which no one needs here
    amount: tuple[str, str] | None = None
    """The number as written and the ISO 4217 code: `("1200", "GBP")`."""
    fields: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def is_taken_in(self) -> bool:
        """Whether it was taken in from elsewhere (`src:`) and no person wrote it by hand."""
        return any(key == SRC for key, _ in self.fields)

    @property
    def is_noise(self) -> bool:
        """Whether this is something that came back and is never counted as a return."""
        return self.verb == "got" and self.kind in NOISE

    @property
    def is_return(self) -> bool:
        """Whether this is a return: it came back and is not noise."""
        return self.verb == "got" and self.kind not in NOISE


class Nothing(NamedTuple):
    """The line `- nothing`: a day left empty on purpose, unlike one that was forgotten."""

    note: str = ""


class Problem(NamedTuple):
    """Text that looks like an entry, or should be a page, and is not understood.

    It stays in the file untouched, is left out of every sum, and is counted and shown.
    """

    code: str
    """A stable name for the kind of problem, `bad-rating`; listed in `docs/format.md`."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    hint: str = ""
    """The nearest valid form, or what was expected."""
    line: int = 0
    """Line in the file, from 1; 0 when the whole file is meant."""
    column: int = 0
    """Column of the first character concerned, from 1; 0 when the whole line is meant."""
    length: int = 0
    text: str = ""
    """The line as it stands in the file."""
    path: str = ""
    """The file, relative to the journal; empty for text that is in no file."""
    nearest: str = ""
    """The known word that the one not understood was probably meant to be."""
    command: str = ""
    """The command of the shell that the hint names, if it names one."""

    def sentence(self) -> str:
        """Where it is and what is wrong, in one line without what to do: `hat.toml:3:1: not TOML: …`."""
        place = [self.path, *(str(number) for number in (self.line, self.column) if number)]
        return ": ".join([":".join(place), self.message]) if self.path else self.message


Value = Entry | Event | Nothing | Problem


class Item(NamedTuple):
    """One entry, event, `nothing` or problem, at its place in a page."""

    number: int
    """Its number in the page, from 1, in the order of the file: the 3 of `2026-11-22:3`."""
    line: int
    """Its first line in the file, from 1."""
    lines: int
    """How many lines it has, the indented ones below included."""
    value: Value


class Page(NamedTuple):
    """One day's file, read."""

    day: str
    """ISO date, `2026-11-22`."""
    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Problems of the file as a whole (not UTF-8, too large); those of single lines are among `items`."""

    def entries(self) -> Iterator[Entry]:
        """The entries of the day, in the order of the file."""
        return (item.value for item in self.items if isinstance(item.value, Entry))

    def events(self) -> Iterator[Event]:
        """The events of the day, in the order of the file."""
        return (item.value for item in self.items if isinstance(item.value, Event))

    def all_problems(self) -> list[Problem]:
        """The problems of the file and of its lines, in the order of the file."""
        return [*self.problems, *(item.value for item in self.items if isinstance(item.value, Problem))]
