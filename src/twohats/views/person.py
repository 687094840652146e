"""One person: how they were met, what led to what, what was given and asked. `hat people NAME`."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures.giving import ASK_DAYS
from twohats.views import people_wording as words
from twohats.views import wording
from twohats.views.blocks import CLOSED, Door, Fact, Facts, View
from twohats.views.left_out import left_out_blocks
from twohats.views.people import NAME
from twohats.views.story import Naming, chain, threads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.person_figures import PersonFigures

_NONE: dict[str, str] = {}


def person_view(
    figures: PersonFigures,
    *,
    people: Mapping[str, str] = _NONE,
    channels: Mapping[str, str] = _NONE,
    aliases: Sequence[str] = (),
    anonymous: bool = False,
) -> View:
    """One person's page, as blocks: how things stand, then the chain from the first line to the last.

    `aliases` are the other names that lines have for them. `people`, `channels` and `anonymous` are as in
    `people.people_view`.
    """
    name = "A person" if anonymous else wording.name_of(figures.person, people)
    return View(
        NAME,
        name,
        words.met_says(figures.meeting, figures.until, channels),
        "in live contact" if figures.is_live else "",
        (
            _standing(figures, aliases, anonymous=anonymous),
            chain(
                figures.story,
                Naming(
                    figures.until,
                    channels,
                    anonymous=anonymous,
                    people=people,
                    person=figures.person,
                    unnamed="without their name",
                ),
            ),
            *left_out_blocks(figures.left_out),
        ),
    )


def _standing(figures: PersonFigures, aliases: Sequence[str], *, anonymous: bool) -> Facts:
    """How things stand with them."""
    story, today = figures.story, figures.until
    facts = [Fact("So far", _so_far(figures))]
    facts += [
        Fact("Until a sale", f"{_after(figures, sale.days)}, {_talks(sale.conversations, sale.minutes)}",
             door=CLOSED if anonymous else Door(lines=(sale.line.place,)))
        for sale in story.sales
    ]  # fmt: skip
    if figures.lately.spoken:
        spoken = sorted(figures.lately.spoken.items(), key=lambda each: -each[1])
        facts.append(Fact("Last talk", ", ".join(f"{words.day_of(day, today)} {hat}" for hat, day in spoken)))
    facts.append(Fact("Given, asked", _given(figures)))
    if figures.sent:
        facts.append(Fact("Messages", _messages(figures)))
    if figures.waiting and not figures.leave_be:
        facts.append(
            Fact("Waiting", f"{wording.number_of(figures.waiting.days, 'day')}, nothing to them alone yet")
        )
    if figures.later:
        facts.append(Fact("Later", f"not named before {words.day_of(figures.later, today)}"))
    if figures.let_go:
        facts.append(Fact("Let go", f"on {words.day_of(figures.let_go, today)}"))
    if not anonymous:
        facts += threads(story)
    if aliases and not anonymous:
        facts.append(Fact("Also", ", ".join(f"@{alias}" for alias in aliases)))
    return Facts("", tuple(facts))


def _after(figures: PersonFigures, days: int) -> str:
    since = "the first contact" if figures.meeting and figures.meeting.is_new else "the first line here"
    return f"{wording.number_of(days, 'day')} after {since}"


def _talks(conversations: int, minutes: int) -> str:
    return f"{wording.number_of(conversations, 'talk')}, {duration_text(minutes) if minutes else 'no time logged'}"


def _so_far(figures: PersonFigures) -> str:
    lately = figures.lately.conversations
    named = sum(1 for step in figures.story.steps if step.is_named)
    text = f"{wording.number_of(named, 'line')}, "
    text += _talks(figures.story.conversations, figures.story.minutes)
    sides = ", ".join(f"{lately[side]} {side}" for side in SIDES if lately[side])
    return f"{text}; {words.IN_90_DAYS} {sides or 'no talk'}"


def _given(figures: PersonFigures) -> str:
    """`2 : 0`, and the asks of the last 30 days where there were more of them than gives."""
    text = f"{figures.given.gives} : {figures.given.asks}"
    lately = figures.asked_lately
    if lately.asks > lately.gives:
        text += f"; you asked {lately.asks}, gave {lately.gives} in {ASK_DAYS} days"
    elif figures.most_asked > 1:
        text += f"; at most {figures.most_asked} asks in {ASK_DAYS} days"
    return text


def _messages(figures: PersonFigures) -> str:
    text = f"{figures.answered} of {figures.sent} answered"
    if figures.leave_be:
        return f"{text}; {figures.unanswered} since anything of theirs: leave be"
    return f"{text}; {figures.unanswered} since anything of theirs" if figures.unanswered else text
