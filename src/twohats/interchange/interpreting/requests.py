"""Invitations to connect, and those whom one was connected with of late."""

from __future__ import annotations

from twohats.interchange.interpreting.hats import fields_of_people
from twohats.interchange.interpreting.moments import midnight_of, seconds_of
from twohats.interchange.interpreting.proposal import Proposal, Who
from twohats.interchange.record import record_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from twohats.interchange.interpreting.gathered import Gathered
    from twohats.interchange.interpreting.hats import HatRules
    from twohats.interchange.record import Acquaintance


def requests(
    gathered: Gathered, rules: HatRules, known: AbstractSet[str], *, wordless: bool
) -> Iterator[Proposal]:
    """The lines of invitations: with a word of one's own one each, without any one a day, if those are asked for.

    One that came with a word is the first message of an exchange (`Gathered.join_requests`).
    """
    for key, (source, account, one) in sorted(gathered.requests.items()):
        given = rules.given(source, account, fields_of_people([one.other]))
        if key in known or given.leave_out or (one.words and not one.is_mine):
            continue
        words = "asked" if one.is_mine else "got noise"
        proposal = Proposal(
            source, given.hat, words, seconds_of(one.at), (key,), channel=given.channel or one.channel
        )
        if one.words and one.other.key:
            yield proposal._replace(people=(Who(source, one.other.key),), note="to connect")
        elif wordless:
            yield proposal._replace(has_clock=False, note="to connect")
        else:
            gathered.leave_out("invitations without a word")


def connected(
    gathered: Gathered, rules: HatRules, known: AbstractSet[str], people: Iterable[tuple[Who, Acquaintance]]
) -> Iterator[Proposal]:
    """A line for each of those whom one was connected with, on that day."""
    accounts = {found.source: found.account for found in reversed(gathered.found)}
    for who, one in people:
        key = record_key("connected", who.source, who.key)
        given = rules.given(who.source, accounts.get(who.source, ""), fields_of_people([one.other]))
        if one.day is not None and key not in known and not given.leave_out:
            yield Proposal(
                who.source, given.hat, "got noise", midnight_of(one.day), (key,), has_clock=False,
                channel=given.channel or one.channel, people=(who,), note="connected",
                fields=(f"met:{one.channel}",),
            )  # fmt: skip
