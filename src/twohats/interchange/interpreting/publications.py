"""R8 and R9: what the owner published as lines: posts of one sitting together, words below posts one line a day."""

from __future__ import annotations

from twohats.interchange.interpreting import minutes
from twohats.interchange.interpreting.moments import seconds_of
from twohats.interchange.interpreting.proposal import Proposal
from twohats.interchange.interpreting.sittings import runs, unknown_runs
from twohats.interchange.interpreting.wording import safe_note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from twohats.interchange.interpreting.gathered import Gathered
    from twohats.interchange.interpreting.hats import HatRules
    from twohats.interchange.record import Publication
    from twohats.interchange.rules import Constants

COMMENTS = "comments"
"""What lines are called that a day has one of."""


def publications(gathered: Gathered, rules: HatRules, known: AbstractSet[str]) -> Iterator[Proposal]:
    """The lines of all publications. Comments come one by one: which day they belong to is decided later."""
    of_channel: dict[tuple[str, str, str], list[Publication]] = {}
    for source, account, one in gathered.publications.values():
        of_channel.setdefault((source, account, one.channel), []).append(one)
    gathered.publications.clear()  # they need much room, and the lines as much again
    for (source, account, channel), found in sorted(of_channel.items()):
        given = rules.given(source, account, {})
        if given.leave_out:
            continue
        assumed = rules.of(source).constants
        proposal = Proposal(source, given.hat, "post", 0, (), channel=given.channel or channel)
        found.sort(key=lambda one: (one.at, one.key))
        posts = [one for one in found if not one.is_reply]
        yield from _posts(posts, proposal, known, assumed, with_title=gathered.titles)
        for one in found:
            if one.is_reply and one.key not in known:
                took = round(minutes.of_comment(one.words, assumed) * 60)
                yield proposal._replace(at=seconds_of(one.at), keys=(one.key,), seconds=took, what=COMMENTS)


def _posts(
    posts: Sequence[Publication],
    proposal: Proposal,
    known: AbstractSet[str],
    assumed: Constants,
    *,
    with_title: bool,
) -> Iterator[Proposal]:
    at = [seconds_of(one.at) for one in posts]
    begins = at.__getitem__
    for sitting in runs(range(len(posts)), begins, begins, int(assumed.sitting_gap_minutes * 60)):
        for part in unknown_runs(sitting, lambda place: posts[place].key in known):
            some = [posts[place] for place in part]
            took = minutes.whole(sum(minutes.of_post(one.words, assumed) for one in some))
            titles = dict.fromkeys(one.title for one in some if one.title) if with_title else ()
            yield proposal._replace(
                at=at[part[0]],
                keys=tuple(one.key for one in some),
                seconds=took * 60,
                count=len(some),
                note=safe_note("; ".join(titles)),
                moments=tuple(at[place] for place in part),
                what="posts",
            )
