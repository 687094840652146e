"""All that `hat people NAME` says: one person, from the first contact on (METHOD 2.7)."""

from __future__ import annotations

from twohats.measures.contacts import live_people
from twohats.measures.giving import ASK_DAYS, given_and_asked, most_asked
from twohats.measures.meetings import meetings
from twohats.measures.outreach import LEAVE_BE, messages, unanswered_since
from twohats.measures.people import acquaintances_of, follow_up
from twohats.measures.people_figures import lately_with
from twohats.measures.reconnecting import NOBODY
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.contacts import Contact
    from twohats.measures.figures import FollowUp
    from twohats.measures.giving import GiveAsk
    from twohats.measures.meetings import Meeting
    from twohats.measures.people_figures import Lately
    from twohats.measures.reconnecting import Aside
    from twohats.measures.story import Story
    from twohats.measures.timeline import LeftOut, Timeline


class PersonFigures(NamedTuple):
    """Everything `hat people NAME` knows of one person."""

    person: str
    until: str
    """ISO date: the last day that counts."""
    meeting: Meeting | None
    """None where there was no contact yet: they are only named."""
    story: Story
    lately: Lately
    """Over the last 90 days; `spoken` is over the whole journal."""
    is_live: bool
    """Whether there was something two-way within 90 days."""
    waiting: FollowUp | None
    """Where they were met and had nothing one-to-one since."""
    given: GiveAsk
    """Over the whole journal."""
    asked_lately: GiveAsk
    """Over the last 30 days."""
    most_asked: int
    """The most asks within any 30 days."""
    sent: int
    """Own messages that wait for an answer, or waited."""
    answered: int
    unanswered: int
    """Own messages since anything of theirs."""
    later: int
    """The day until which they are put off (proleptic ordinal); 0 where they are not."""
    let_go: int
    """The day on which they were let go; 0 where they were not, or turned up again."""
    left_out: LeftOut
    """What was not read of the whole journal."""

    @property
    def leave_be(self) -> bool:
        """Whether so many messages went without an answer that there should be no further one."""
        return self.unanswered >= LEAVE_BE


def person_figures(
    timeline: Timeline,
    person: str,
    theirs: Sequence[Contact],
    story: Story,
    *,
    met: Mapping[str, str],
    aside: Aside = NOBODY,
) -> PersonFigures:
    """The figures of one person up to the timeline's last day, from their contacts and their story.

    Of the timeline no line is looked at. In the story returns are credited as everywhere (`tracing`), so what the page
    says adds up with the other views.
    """
    until = timeline.until.toordinal()
    alone = {person: theirs}
    lately = lately_with(person, theirs, until)
    sent = messages(theirs)
    is_aside = aside.holds(person, theirs, until)
    later = aside.later.get(person, 0)
    put_off = later > until
    return PersonFigures(
        person=person,
        until=timeline.until.isoformat(),
        meeting=meetings(timeline, alone, met).get(person),
        story=story,
        lately=lately,
        is_live=person in live_people(alone, until),
        waiting=next(iter(follow_up(timeline, acquaintances_of(alone))), None),
        given=given_and_asked(theirs, 0, until),
        asked_lately=given_and_asked(theirs, until - ASK_DAYS + 1, until),
        most_asked=most_asked(theirs),
        sent=sum(each.count for each in sent),
        answered=sum(each.answered for each in sent),
        unanswered=unanswered_since(theirs)[0],
        later=later if put_off else 0,
        let_go=aside.let_go.get(person, 0) if is_aside and not put_off else 0,
        left_out=timeline.left_out(),
    )
