"""What a view is made of when it answers a question: blocks, each with a heading.

A view is written once, as blocks; the terminal, sentences and HTML are three ways to show the same blocks, so they
cannot disagree. Texts of the user are passed as they are: whoever shows them makes them visible. A tally is a cell of
a `Table`, a `Fact` or a `Spark`; an estimate is a `Dot`, or a cell with its interval in the same cell.
"""

from __future__ import annotations

from twohats.values import NamedTuple


class Door(NamedTuple):
    """What a row opens: lines, a person's page, or another view."""

    lines: tuple[str, ...] = ()
    """Places of lines, oldest first: `2026-11-22:3`."""
    person: str = ""
    """A name as in the journal."""
    view: str = ""
    """The name of another view: `week`."""
    subject: str = ""
    """What that view is opened at: `2026-W47`."""


CLOSED = Door()
"""Of a row that opens nothing."""


class Cell(NamedTuple):
    """One text of a table, and the role it plays (`appearance.roles`)."""

    text: str
    role: str = "text"


class Column(NamedTuple):
    """One column of a table."""

    heading: str = ""
    right: bool = True
    """Whether its texts are set to the right, as numbers are."""
    role: str = "muted"
    """The role of its heading."""
    wide: bool = False
    """Whether it is left out on a narrow terminal."""


class Record(NamedTuple):
    """One row of a table."""

    cells: tuple[Cell, ...]
    """One for each column."""
    says: str
    """The same as one sentence without a full stop, for a screen reader or a pipe."""
    door: Door = CLOSED


class Table(NamedTuple):
    """Rows of cells in columns that line up."""

    heading: str
    columns: tuple[Column, ...]
    """The first holds the names of the rows."""
    records: tuple[Record, ...]
    notes: tuple[str, ...] = ()
    """Sentences below it."""
    empty: str = ""
    """What stands in place of the rows where there are none."""


class Advice(NamedTuple):
    """A command that goes on from a fact; the app names a key where it has one for it."""

    command: str
    """Its name behind `hat`: `check`, `trials plan`."""
    words: str = ""
    """What stands behind it."""
    what: str = ""
    """What it does, where that is said."""

    @property
    def says(self) -> str:
        """What is typed in a shell, and what it does."""
        return " ".join(filter(None, ("hat", self.command, self.words, self.what)))


class Fact(NamedTuple):
    """A name at the left, and beside it a text of any length."""

    label: str
    """Empty for what answers the question of the view, before any name, and for what goes on below the text before."""
    text: str
    role: str = "text"
    door: Door = CLOSED
    advice: Advice | None = None

    @property
    def says(self) -> str:
        """The text, and the command that goes on from it."""
        return f"{self.text}: {self.advice.says}" if self.advice else self.text


class Facts(NamedTuple):
    """Facts below each other."""

    heading: str
    facts: tuple[Fact, ...]
    empty: str = ""


class Spark(NamedTuple):
    """A number for each of some weeks, as a row of small bars."""

    label: str
    values: tuple[float | None, ...]
    """Oldest first; None for a week of which nothing is known."""
    side: str = ""
    """`personal`, `brand`, or empty for neither."""
    cells: tuple[Cell, ...] = ()
    """What stands beside it, one for each of the block's columns."""
    says: str = ""
    door: Door = CLOSED


class Sparks(NamedTuple):
    """Rows of small bars over the same weeks, on one scale."""

    heading: str
    weeks: tuple[str, ...]
    """The first day of each week (ISO), oldest first; the months of these stand above the bars."""
    columns: tuple[str, ...]
    """Headings of what stands beside the bars."""
    sparks: tuple[Spark, ...]
    unit: str = ""
    """What the numbers are, where they are written out: `minutes`, `share` (0 to 1), or empty for plain numbers."""


class Dot(NamedTuple):
    """An estimate with its interval, or why there is none."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    """May be infinite. All three are None where there is no estimate."""
    text: str
    """Number and interval in words, `-0.8 (-1.1 to -0.5)`, or what is missing."""
    says: str = ""
    """The whole row as one sentence, where `label` and `text` do not make one."""
    door: Door = CLOSED


class Dots(NamedTuple):
    """Estimates on one axis."""

    heading: str
    dots: tuple[Dot, ...]
    around: float = 0.0
    """The value that means no difference: 0 for gaps, 1 for ratios, whose axis is logarithmic."""
    notes: tuple[str, ...] = ()
    reach: float = 0.0
    """How far the axis goes at least, either way of `around`: two points for gaps, so that weeks can be compared."""


Block = Table | Facts | Sparks | Dots


class View(NamedTuple):
    """One view, ready to be shown."""

    name: str
    """What the command and the app's pane are called: `trend`."""
    title: str
    """The first word of the screen: `Trend`."""
    subject: str
    """What it is of: `12 weeks to 22 November 2026`."""
    cover: str
    """At the right of the title: how much was logged, or empty."""
    blocks: tuple[Block, ...]
    keys: tuple[tuple[str, str], ...] = ()
    """Keys of this view and what each does, for its last row in the app: `("w", "wrote")`."""
