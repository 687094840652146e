"""R10: appointments as talks of as many minutes as were planned."""

from __future__ import annotations

from twohats.format.times import LONGEST
from twohats.interchange.interpreting.hats import fields_of_people
from twohats.interchange.interpreting.moments import seconds_of
from twohats.interchange.interpreting.proposal import CALENDAR, Proposal, Who
from twohats.interchange.interpreting.wording import safe_note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from twohats.interchange.interpreting.gathered import Gathered
    from twohats.interchange.interpreting.hats import Given, HatRules
    from twohats.interchange.record import Meeting


def meetings(gathered: Gathered, rules: HatRules, known: AbstractSet[str]) -> Iterator[Proposal]:
    """The lines of all meetings that rules or the number of their people make something of."""
    for key, (source, account, one) in sorted(gathered.meetings.items()):
        if key in known:
            continue
        titles: dict[str, tuple[str, ...]] = {"calendar": (one.calendar,), "title": (one.title,)}
        given = rules.given(source, account, titles | fields_of_people(one.people))
        if given.leave_out:
            gathered.leave_out("meetings that a rule leaves out")
        elif not one.minutes > 0:
            gathered.leave_out("meetings without minutes")
        elif one.minutes > LONGEST:
            gathered.leave_out("meetings of over 12 hours")
        else:
            line = _meeting(key, source, one, given, rules.of(source).constants.most_people_met)
            if line is None:
                why = "meetings of more people" if one.people else "meetings with nobody else"
                gathered.leave_out(f"{why} that no rule covers")
            else:
                yield line if not gathered.titles else line._replace(note=safe_note(one.title))


def _meeting(key: str, source: str, one: Meeting, given: Given, most: float) -> Proposal | None:
    """The line of a meeting: a talk with a few, or whatever a rule calls it. A crowd is never named."""
    is_few = 0 < len(one.people) <= most
    if not (is_few or given.activity):
        return None
    people = tuple(Who(source, party.key) for party in one.people if party.key) if is_few else ()
    return Proposal(
        source, given.hat, given.activity or "talk", seconds_of(one.at), (key,), one.minutes * 60, CALENDAR,
        channel=given.channel or one.channel, people=people, what="meetings",
    )  # fmt: skip
