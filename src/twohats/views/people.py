"""People: whom should I write to? `hat people`, and the app's view of the same name."""

from __future__ import annotations

from datetime import date

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures.contacts import LIVE_DAYS
from twohats.measures.people import FORGOTTEN_DAYS
from twohats.views import people_wording as words
from twohats.views import wording
from twohats.views.blocks import Cell, Column, Door, Fact, Facts, Record, Table, View
from twohats.views.left_out import left_out_blocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.buyers import Purchase
    from twohats.measures.people_figures import Lately, PeopleFigures, Waiting
    from twohats.measures.reconnecting import Quiet
    from twohats.views.blocks import Block

NAME = "people"
MOST_WAITING = 10
MOST_LATELY = 10
MOST_NAMES = 5
MOST_OF_A_NOTE = 38
"""Characters of what was noted when somebody was met: a row of it on a terminal of 80 columns."""
MOST_SALES = 5
_NONE: dict[str, str] = {}


def people_view(
    figures: PeopleFigures,
    *,
    people: Mapping[str, str] = _NONE,
    channels: Mapping[str, str] = _NONE,
    anonymous: bool = False,
) -> View:
    """Everyone, as blocks: who waits, who was not spoken to for long, who there was contact with lately.

    `people` and `channels` give the names to show for those in the journal. `anonymous` counts people, names none,
    and leaves out words of the user; then `channels` is the one place where a channel may be named.
    """
    blocks: list[Block] = [_counted(figures)]
    if not anonymous:
        blocks = [_waiting(figures, people, channels), _quiet(figures, people), _lately(figures, people)]
    blocks += [
        _contact(figures, people, channels, anonymous=anonymous),
        _written(figures, people, anonymous=anonymous),
        _given(figures),
        _sales(figures, people, anonymous=anonymous),
        *left_out_blocks(figures.left_out),
    ]
    cover = (
        f"since {words.day_of(date.fromisoformat(figures.began).toordinal(), figures.until)}"
        if figures.began
        else ""
    )
    return View(NAME, "People", words.live_says(figures.live), cover, tuple(blocks))


def _counted(figures: PeopleFigures) -> Facts:
    """What a page that names nobody says of those to write to."""
    waiting = wording.persons(len(figures.waiting)) if figures.waiting else "nobody"
    quiet = wording.persons(len(figures.names)) if figures.names else "nobody"
    return Facts("Whom to write to", (Fact("Waiting", waiting), Fact("Not spoken to for long", quiet)))


# Those to write to


def _waiting(figures: PeopleFigures, people: Mapping[str, str], channels: Mapping[str, str]) -> Table:
    shown = figures.waiting[:MOST_WAITING]
    notes = []
    if len(figures.waiting) > len(shown):
        notes.append(f"and {len(figures.waiting) - len(shown)} more")
    if figures.put_aside:
        notes.append(f"{wording.persons(figures.put_aside)} put off or let go")
    if figures.is_young and figures.began:
        notes.append("in the first four weeks only those are here whose line says that they were met (met:)")
    return Table(
        "Waiting",
        (Column(), Column("where", right=False), Column("since"), Column("", right=False)),
        tuple(_waiting_row(each, figures.until, people, channels) for each in shown),
        tuple(notes),
        empty=_nobody_waits(figures),
    )


def _waiting_row(each: Waiting, today: str, people: Mapping[str, str], channels: Mapping[str, str]) -> Record:
    since = words.day_of(date.fromisoformat(each.follow.met).toordinal(), today)
    channel = words.channel_name(each.channel, channels)
    says = wording.follow_up_says(each.follow, people)
    return Record(
        (Cell(wording.name_of(each.follow.person, people), "person"), Cell(channel, "channel"), Cell(since),
         Cell(_short(each.note), "note")),
        ", ".join(filter(None, (says, channel, _short(each.note)))),
        Door(person=each.follow.person),
    )  # fmt: skip


def _short(note: str) -> str:
    """What one needs to remember who it was: the page of the person has all of it."""
    note = words.first_line(note)
    if len(note) <= MOST_OF_A_NOTE:
        return note
    return f"{note[:MOST_OF_A_NOTE].rpartition(' ')[0] or note[:MOST_OF_A_NOTE]}\N{HORIZONTAL ELLIPSIS}"


def _nobody_waits(figures: PeopleFigures) -> str:
    if not figures.began:
        return "whoever you meet stands here until there was a word to them alone: a talk, a note, an answer"
    if figures.put_aside:
        return "nobody else"
    if figures.is_young:
        return "nobody"
    return f"nobody: whoever you met in the last {FORGOTTEN_DAYS} days has had a word since"


def _quiet(figures: PeopleFigures, people: Mapping[str, str]) -> Table:
    empty = "nobody: you have talked or written to everyone in the last 90 days"
    if figures.days < LIVE_DAYS:
        empty = f"names come here once the journal has {LIVE_DAYS} days; it has {figures.days}"
    return Table(
        "Not spoken to for long",
        (Column(), Column("last talk", right=False), Column("talks")),
        tuple(_quiet_row(each, figures.until, people) for each in figures.names),
        ("drawn by lot for today; you need not",) if figures.names else (),
        empty=empty,
    )


def _quiet_row(each: Quiet, today: str, people: Mapping[str, str]) -> Record:
    name, spoken = wording.name_of(each.person, people), words.day_of(each.spoken, today)
    says = f"{name}, {wording.number_of(each.conversations, 'talk')}, the last on {spoken}"
    cells = (Cell(name, "person"), Cell(spoken, "muted"), Cell(str(each.conversations), "muted"))
    return Record(cells, says, Door(person=each.person))


# Everyone


def _lately(figures: PeopleFigures, people: Mapping[str, str]) -> Table:
    shown = figures.lately[:MOST_LATELY]
    more = len(figures.lately) - len(shown)
    columns = (
        Column(),
        Column("talks"),
        Column("p : b"),
        Column("given : asked"),
        Column("they began"),
        Column("last contact", wide=True),
    )
    return Table(
        f"Lately ({LIVE_DAYS} days)",
        columns,
        tuple(_lately_row(each, figures.until, people) for each in shown),
        (f"and {more} more in live contact",) if more else (),
        empty="people you have talked to, or who wrote to you and you to them, within 90 days",
    )


def _lately_row(each: Lately, today: str, people: Mapping[str, str]) -> Record:
    name = wording.name_of(each.person, people)
    talks = sum(each.conversations.values())
    sides = [each.conversations[side] for side in SIDES]
    last = words.day_of(each.last, today)
    cells = (
        Cell(name, "person"),
        Cell(str(talks)),
        Cell(" : ".join(map(str, sides))),
        Cell(f"{each.given.gives} : {each.given.asks}"),
        Cell(str(each.they_began)),
        Cell(last, "muted"),
    )
    says = f"{name}, {wording.number_of(talks, 'talk')}"
    says += f" ({sides[0]} personal, {sides[1]} brand)" if talks else ""
    says += f", given {each.given.gives}, asked {each.given.asks}, they began {each.they_began}"
    return Record(cells, f"{says}, last contact {last}", Door(person=each.person))


def _named(these: Sequence[str], people: Mapping[str, str], *, anonymous: bool) -> str:
    """The first names of some people, and how many more."""
    if anonymous or not these:
        return wording.persons(len(these)) if these else "nobody"
    names = wording.names(these[:MOST_NAMES], people, anonymous=False)
    more = len(these) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _contact(
    figures: PeopleFigures, people: Mapping[str, str], channels: Mapping[str, str], *, anonymous: bool
) -> Facts:
    new = _named(figures.new, people, anonymous=anonymous)
    if figures.is_young:
        new = "not in the first four weeks, in which everybody turns up for the first time"
    lost = ", ".join(f"{count} {side}" for side, count in figures.lost.items() if count)
    return Facts(
        "Contacts",
        (
            Fact("First talk", new),
            Fact("Known names", words.known_says(figures.known)),
            Fact("Met", words.met_here_says(figures.met_here, channels)),
            Fact("Lost", f"{lost or 'nobody'} {words.IN_90_DAYS}"),
        ),
    )


def _written(figures: PeopleFigures, people: Mapping[str, str], *, anonymous: bool) -> Facts:
    facts = [
        Fact(
            "Followed up",
            words.share_says(
                figures.followed_up,
                "new person",
                "nobody was met 14 to 104 days ago who needed it",
            ).replace("new persons", "new people"),
        ),
        Fact("Answered", words.answered_says(figures.answered)),
        Fact("First answer", words.attempts_says(figures.attempts)),
    ]
    waiting = [each for each in figures.unanswered if not each.leave_be]
    left = [each for each in figures.unanswered if each.leave_be]
    if waiting:
        names = _named([each.person for each in waiting], people, anonymous=anonymous)
        facts.append(Fact("No answer yet", names))
    if left:
        names = _named([each.person for each in left], people, anonymous=anonymous)
        facts.append(Fact("Leave be", f"{names}: three messages or more without an answer"))
    return Facts("Written", tuple(facts))


def _given(figures: PeopleFigures) -> Facts:
    facts = [Fact("Given, asked", words.give_ask_says(figures.given))]
    if figures.given.gives:
        facts.append(Fact("Expecting nothing", words.expectation_says(figures.expectation)))
    if said := wording.sent_says(figures.sent):
        facts.append(Fact("Noise sent", said))
    return Facts(f"Given ({LIVE_DAYS} days)", tuple(facts))


def _sales(figures: PeopleFigures, people: Mapping[str, str], *, anonymous: bool) -> Table:
    shown = figures.purchases[-MOST_SALES:]
    notes = []
    if len(figures.purchases) > len(shown):
        notes.append(f"the last {len(shown)} of {len(figures.purchases)} in a year")
    if figures.unnamed_sales:
        notes.append(
            f"{wording.number_of(figures.unnamed_sales, 'sale')} without a name, of which nothing is known"
        )
    if any(not each.is_new for each in shown):
        notes.append("+ was in the journal from its first four weeks on, so perhaps known for longer")
    return Table(
        "Before a sale",
        (Column(), Column("sale"), Column("days known"), Column("talks"), Column("hours")),
        tuple(_sale_row(each, figures.until, people, anonymous=anonymous) for each in shown),
        tuple(notes),
        empty="no sale to anybody named in a year" if not figures.unnamed_sales else "",
    )


def _sale_row(each: Purchase, today: str, people: Mapping[str, str], *, anonymous: bool) -> Record:
    name = "a person" if anonymous else wording.name_of(each.person, people)
    sale, sold = each.sale, words.day_of(each.sale.line.when[0], today)
    days = f"{sale.days}{'' if each.is_new else '+'}"
    hours = duration_text(sale.minutes)
    says = f"{name}, {sold}: {'' if each.is_new else 'at least '}{wording.number_of(sale.days, 'day')} after the first "
    says += f"contact, {wording.number_of(sale.conversations, 'talk')}, {hours}"
    door = Door() if anonymous else Door(person=each.person)
    return Record(
        (Cell(name, "person"), Cell(sold), Cell(days), Cell(str(sale.conversations)), Cell(hours)), says, door
    )
