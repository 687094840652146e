"""The story of a thread, a person or a line: how much, what came back and by which rung, then the chain. `hat story`.

The chain is the one of a person's page as well, so that both say the same of the same lines.
"""

from __future__ import annotations

from collections import Counter

from twohats.format.times import duration_text
from twohats.measures.story_figures import LINE, PERSON, THREAD
from twohats.measures.timeline import TimedEntry, value_of
from twohats.text.width import fit
from twohats.views import people_wording as words
from twohats.views import wording
from twohats.views.blocks import CLOSED, Cell, Column, Door, Fact, Facts, Record, Table, View
from twohats.views.channel_wording import came_text
from twohats.views.left_out import left_out_blocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.story import Step, Story
    from twohats.measures.story_figures import Origins, StoryFigures, Subject
    from twohats.measures.timeline import TimedLine

NAME = "story"
THREADS = "people"
"""The view in which threads and lines are opened, beside people."""
MOST = 500
"""Of more lines the newest are shown."""
MOST_NAMES = 5
"""Threads, and people, that are named above the chain."""
_MOST_NAMED = 3
"""People of a line that are named with it."""
_LONGEST_NOTE = 240
"""Columns of a note that are shown."""
_NONE: dict[str, str] = {}


class Naming:
    """How the lines of a story are called."""

    def __init__(
        self,
        today: str,
        channels: Mapping[str, str],
        *,
        anonymous: bool = False,
        people: Mapping[str, str] = _NONE,
        person: str = "",
        unnamed: str = "",
        places: bool = False,
    ) -> None:
        """`person` is whose story it is, and not named in every line; `unnamed` stands for the note of a line that is
        here for another; `places` shows places instead of days.
        """
        self.today = today
        self.channels = channels
        self.people = people
        self.person = person
        self.anonymous = anonymous
        self.unnamed = unnamed
        self.places = places and not anonymous

    def day(self, line: TimedLine) -> str:
        """Where a line stands, or when it was."""
        return line.place if self.places else words.day_of(line.when[0], self.today)

    def hat(self, line: TimedLine) -> str:
        """Its hat; of what is handed on the side alone."""
        return line.side if self.anonymous else value_of(line).hat

    def what(self, line: TimedLine, unnamed: str = "") -> str:
        """What it is, with whom, and the beginning of its note, or why it is here."""
        what = words.line_says(line, self.channels)
        if unnamed:
            return f"{what} ({unnamed})"
        if self.anonymous:
            return what
        value = value_of(line)
        others = [wording.name_of(each, self.people) for each in value.people if each != self.person]
        more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
        if others:
            what = f"{what}, {', '.join(others[:_MOST_NAMED])}{more}"
        note = fit(words.first_line(value.note), _LONGEST_NOTE)
        return f"{what}: {note}" if note else what

    def door(self, line: TimedLine) -> Door:
        """What its row opens."""
        return CLOSED if self.anonymous else Door(lines=(line.place,))


# The chain


def chain(story: Story, naming: Naming, *, place: str = "") -> Table:
    """The lines of a story in order, the newest of them where there are many; that at `place` stands out."""
    steps = story.steps[-MOST:]
    left = len(story.steps) - len(steps)
    heading = f"The chain, the newest {MOST:,} of {len(story.steps):,} lines" if left else "The chain"
    return Table(
        heading,
        (Column(right=False), Column("days"), Column("hat", right=False), Column("", right=False)),
        tuple(_step(step, naming, stands_out=step.line.place == place) for step in steps),
        (f"{left:,} older {'line' if left == 1 else 'lines'} not shown; --json has all",) if left else (),
    )


def _step(step: Step, naming: Naming, *, stands_out: bool) -> Record:
    """One line: when, how many days after the one before, what it was, what brought it and what came of it."""
    line = step.line
    what = naming.what(line, "" if step.is_named else naming.unnamed)
    if step.trace:
        says = words.trace_says(step.trace, line, naming.today, naming.channels, anonymous=naming.anonymous)
        what = f"{what} \N{MIDDLE DOT} {says}"
    if step.led_to:
        what = f"{what} \N{MIDDLE DOT} led to {_came_of(step)}"
    day, hat = naming.day(line), naming.hat(line)
    later = f"{wording.number_of(step.days, 'day')} later" if step.days else ""
    return Record(
        (
            Cell(day, "heading" if stands_out else "text"),
            Cell(f"+{step.days}" if step.days else "", "muted"),
            Cell(hat, line.side),
            Cell(what),
        ),
        ", ".join(filter(None, (day, later, f"{hat} {what}"))),
        naming.door(line),
    )


def _came_of(step: Step) -> str:
    """What came of an entry, counted: `1 reply, 2 leads`."""
    came: Counter[str] = Counter()
    for each in step.led_to:
        came[each.event.kind] += each.event.count
    return came_text(came)


# The view


def story_view(
    figures: StoryFigures,
    *,
    people: Mapping[str, str] = _NONE,
    channels: Mapping[str, str] = _NONE,
    anonymous: bool = False,
) -> View:
    """A story as blocks. `people` and `channels` have names to show; `anonymous` names nobody and no thread."""
    subject, story = figures.subject, figures.story
    kind, name = subject.kind, subject.name
    unnamed = {PERSON: "without their name", LINE: ""}.get(kind, "not of the thread")
    naming = Naming(
        figures.until,
        channels,
        anonymous=anonymous,
        people=people,
        person=name if kind == PERSON else "",
        unnamed=unnamed,
        places=True,
    )
    title = {PERSON: wording.name_of(name, people), THREAD: f"+{name}"}.get(kind, "One line")
    if anonymous:
        title = {PERSON: "A person", THREAD: "A thread"}.get(kind, title)
    facts = [] if kind == LINE else [Fact("So far", _so_far(story))]
    facts += [*_came(story), *_sales(figures, naming)]
    if not anonymous:
        facts += _also(story, subject, people)
    return View(
        NAME,
        title,
        _dates(story, figures.until) if anonymous or kind != LINE else name,
        "",
        (
            Facts("", tuple(facts)),
            chain(story, naming, place=name if kind == LINE else ""),
            *left_out_blocks(figures.left_out),
        ),
    )


def _dates(story: Story, today: str) -> str:
    first, last = story.steps[0].line.when[0], story.steps[-1].line.when[0]
    if first == last:
        return words.day_of(first, today)
    days = wording.number_of(last - first, "day")
    return f"{words.day_of(first, today)} to {words.day_of(last, today)}, {days}"


def _so_far(story: Story) -> str:
    """`6 lines, 2 talks, 3h10`."""
    text = wording.number_of(story.named, "line")
    if story.conversations:
        text += f", {wording.number_of(story.conversations, 'talk')}"
    return f"{text}, {duration_text(story.minutes) if story.minutes else 'no time logged'}"


def _came(story: Story) -> list[Fact]:
    """What came back, and by which rungs it was credited."""
    returns = story.returns()
    if not returns:
        has_time = any(step.is_named and isinstance(step.line, TimedEntry) for step in story.steps)
        says = "nothing yet" if has_time else "nothing: only time spent is credited with what comes back"
        return [Fact("Came back", says)]
    return [Fact("Came back", came_text(returns)), Fact("Credited", words.credited_says(story.rungs()))]


def _sales(figures: StoryFigures, naming: Naming) -> list[Fact]:
    if figures.subject.kind == LINE:
        return []
    since = "the first contact" if figures.subject.kind == PERSON else "the first line"
    return [
        Fact(
            "Until a sale",
            f"{wording.number_of(sale.days, 'day')} after {since}, "
            f"{wording.number_of(sale.conversations, 'talk')}, "
            f"{duration_text(sale.minutes) if sale.minutes else 'no time logged'}",
            door=naming.door(sale.line),
        )
        for sale in figures.story.sales
    ]


def _also(story: Story, subject: Subject, people: Mapping[str, str]) -> list[Fact]:
    """The other threads and people of the lines, each a door."""
    here = [each for each in story.people() if subject.kind != PERSON or each[0] != subject.name]
    named = [(wording.name_of(who, people), lines, Door(person=who)) for who, lines in here]
    of_one = subject.kind == LINE
    return [
        *threads(story, subject.name if subject.kind == THREAD else "", of_one=of_one),
        *_named("People", named, of_one=of_one),
    ]


def threads(story: Story, but: str = "", *, of_one: bool = False) -> list[Fact]:
    """The threads that the lines of a story are of, without one, each a door; `of_one`: it is of one line."""
    here = [(f"+{tag}", lines, thread_door(tag)) for tag, lines in story.tags() if tag != but]
    return _named("Threads", here, of_one=of_one)


def _named(label: str, names: Sequence[tuple[str, int, Door]], *, of_one: bool) -> list[Fact]:
    facts = [
        Fact(
            "" if at else label, name if of_one else f"{name}, {wording.number_of(lines, 'line')}", door=door
        )
        for at, (name, lines, door) in enumerate(names[:MOST_NAMES])
    ]
    left = len(names) - MOST_NAMES
    return [*facts, Fact("", f"and {left:,} more", "muted")] if left > 0 else facts


def thread_door(tag: str) -> Door:
    """What opens a thread."""
    return Door(view=THREADS, subject=f"+{tag}")


# What a return could be credited to


def origins_view(
    origins: Origins, *, people: Mapping[str, str] = _NONE, channels: Mapping[str, str] = _NONE
) -> View:
    """The entries that a return could be credited to, the newest first, each opened by its place."""
    line = origins.line
    naming = Naming(origins.until, channels, people=people, places=True)
    now = words.trace_says(origins.trace, line, origins.until, channels)
    what = f"{words.day_of(line.when[0], origins.until)}, {naming.hat(line)} {naming.what(line)}"
    return View(
        NAME,
        "What brought it",
        line.place,
        "",
        (
            Facts("", (Fact("Came back", what), Fact("As it is", now))),
            _choices("Something in common", origins.related, origins, naming),
            _choices("Others of the 45 days before", origins.others, origins, naming),
        ),
    )


def _choices(heading: str, entries: Sequence[TimedEntry], origins: Origins, naming: Naming) -> Table:
    left = len(entries) - MOST
    return Table(
        heading,
        (Column(right=False), Column("days"), Column("hat", right=False), Column("", right=False)),
        tuple(_choice(each, origins, naming) for each in entries[:MOST]),
        (f"{left:,} older {'entry' if left == 1 else 'entries'} not shown",) if left > 0 else (),
        empty="none",
    )


def _choice(entry: TimedEntry, origins: Origins, naming: Naming) -> Record:
    before = origins.line.when[0] - entry.when[0]
    what = naming.what(entry)
    if entry in origins.trace.touches:
        what = f"{what} \N{MIDDLE DOT} credited now"
    earlier = f"{wording.number_of(before, 'day')} before" if before else "the same day"
    return Record(
        (
            Cell(entry.place),
            Cell(f"-{before}" if before else "", "muted"),
            Cell(naming.hat(entry), entry.side),
            Cell(what),
        ),
        ", ".join((entry.place, earlier, f"{naming.hat(entry)} {what}")),
        naming.door(entry),
    )
