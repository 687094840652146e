"""R11: spans that somebody or something measured, as lines without `~`."""

from __future__ import annotations

from twohats.interchange.interpreting.gathered import key_text
from twohats.interchange.interpreting.proposal import TRACKED, WATCHED, Proposal
from twohats.interchange.interpreting.sittings import each_once, runs, unknown_runs
from twohats.interchange.interpreting.wording import safe_note
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from twohats.interchange.interpreting.gathered import Gathered, SpanKind
    from twohats.interchange.interpreting.hats import Given, HatRules


class Unmapped(NamedTuple):
    """Spans that no rule says enough of."""

    source: str
    what: str
    """The field that a rule could be about: `project = Acme`."""
    records: int
    seconds: int


def spans(
    gathered: Gathered, rules: HatRules, known: AbstractSet[str], unmapped: list[Unmapped]
) -> Iterator[Proposal]:
    """The lines of all spans with a hat and an activity; what lacks one of them is put into `unmapped`."""
    watched: dict[tuple[str, str, str, str], list[SpanKind]] = {}
    for kind in gathered.spans.values():
        given = rules.of_span(kind.source, kind.account, kind.like)
        if given.leave_out:
            gathered.leave_out("measured spans that a rule leaves out", len(kind.at))
        elif not (given.hat and given.activity):
            places = _once(kind)
            unmapped.append(
                Unmapped(kind.source, _what(kind), len(places), sum(kind.seconds[place] for place in places))
            )
        elif kind.like.is_by_hand or kind.like.at is None:
            yield from _by_hand(
                gathered, kind, given, known, rules.of(kind.source).constants.longest_span_hours
            )
        else:
            watched.setdefault((kind.source, given.hat, given.activity, given.channel), []).append(kind)
    for (source, hat, activity, channel), kinds in sorted(watched.items()):
        proposal = Proposal(
            source, hat, activity, 0, (), rank=WATCHED, channel=channel, what="measured spans"
        )
        yield from _watched(gathered, kinds, proposal, rules, known)


def _by_hand(
    gathered: Gathered, kind: SpanKind, given: Given, known: AbstractSet[str], most_hours: float
) -> Iterator[Proposal]:
    has_clock = kind.like.at is not None
    note = safe_note(kind.like.title) if gathered.titles else ""
    for place in _once(kind):
        key, at, seconds = key_text(kind.key[place]), kind.at[place], kind.seconds[place]
        if key in known:
            continue
        if seconds < 60:
            gathered.leave_out("measured spans under a minute")
            continue
        if seconds > most_hours * 3600:
            gathered.leave_out(f"measured spans of over {most_hours:g} hours")
            gathered.too_long.append(at)
            continue
        if has_clock:  # whole minutes of the clock, so that what follows directly still does
            seconds = (at + seconds) // 60 * 60 - at // 60 * 60
            at = at // 60 * 60
        yield Proposal(
            kind.source, given.hat, given.activity, at, (key,), seconds,
            TRACKED if kind.like.is_by_hand else WATCHED,
            has_clock=has_clock, channel=given.channel, note=note, what="measured spans",
        )  # fmt: skip


def _watched(
    gathered: Gathered,
    kinds: Sequence[SpanKind],
    proposal: Proposal,
    rules: HatRules,
    known: AbstractSet[str],
) -> Iterator[Proposal]:
    """What a program saw, as sittings: it notes every window by itself, often for seconds."""
    assumed = rules.of(proposal.source).constants
    at = [at for kind in kinds for at in kind.at]
    seconds = [seconds for kind in kinds for seconds in kind.seconds]
    key = [number for kind in kinds for number in kind.key]
    order = sorted(range(len(at)), key=lambda place: (at[place], key[place]))
    once = each_once(order, key)
    gap = int(assumed.watched_gap_minutes * 60) - 1
    for run in runs(once, at.__getitem__, lambda place: at[place] + seconds[place], max(gap, 0)):
        for part in unknown_runs(run, lambda place: key_text(key[place]) in known):
            begin = at[part[0]] // 60 * 60
            end = max(at[place] + seconds[place] for place in part) // 60 * 60
            if (
                max(at[place] + seconds[place] for place in part) - at[part[0]]
                < assumed.least_watched_minutes * 60
            ):
                gathered.leave_out("watched sittings under two minutes")
            elif end - begin > assumed.longest_span_hours * 3600:
                gathered.leave_out(f"watched sittings of over {assumed.longest_span_hours:g} hours")
            elif end > begin:
                keys = tuple(key_text(key[place]) for place in part)
                yield proposal._replace(at=begin, seconds=end - begin, keys=keys)


def _once(kind: SpanKind) -> list[int]:
    """The places of a kind's spans, those of one key once, in the order of time."""
    order = sorted(range(len(kind.at)), key=lambda place: (kind.at[place], kind.key[place]))
    return each_once(order, kind.key)


def _what(kind: SpanKind) -> str:
    """The first label of a span, as a rule would name it."""
    return next((f"{field} = {value}" for field, value in kind.like.labels if value), "")
