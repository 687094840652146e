"""Messages that nearly repeat one another: statutory noise among what is logged as returns (M7; METHOD 2.11).

Found, never reclassified: a person decides. What they have said is not noise (`- not noise:` in a review) is not found
again.
"""

from __future__ import annotations

from twohats.text.fold import fold
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.format.model import Event
    from twohats.measures.timeline import TimedEvent

LIKE = 85.0
"""How alike two messages are, 0 to 100: the share of their letters that agree in order (`rapidfuzz.fuzz.ratio`)."""
LEAST_LINES = 3
"""So many lines from as many senders say nearly the same."""
LONGEST = 200
"""Characters of a message that may be statutory; who writes more means something by it."""
SHORTEST = 4
"""Letters that a message has at least."""
MOST = 1_000
"""Different messages that are compared with each other: those of most lines, then the latest. Older ones are only
compared with the groups found."""
MOST_GROUPS = 50
NEVER_NOISE = ("sale",)
"""Kinds that no wording makes noise."""
_KINDS = (("congrat", "congrats"), ("thank", "thanks"), ("like", "likes"))


class Cluster(NamedTuple):
    """Lines whose messages nearly repeat one another."""

    text: str
    """The message of most of them, as one of them has it."""
    kind: str
    """The kind of noise it seems to be: `congrats`, `thanks`, `likes`, or `noise`."""
    lines: tuple[TimedEvent, ...]
    """In the order they arrived."""


def alike(timed_events: Iterable[TimedEvent], not_noise: Iterable[str] = ()) -> tuple[Cluster, ...]:
    """The clusters of near-identical messages among the notes of returns, those of most lines first.

    `not_noise` are messages said to be none; whatever is like one of them is left out.
    """
    messages: dict[str, list[TimedEvent]] = {}
    for timed_event in timed_events:
        event = timed_event.event
        if event.is_return and event.kind not in NEVER_NOISE and len(event.note) <= LONGEST:
            key = message_key(event.note)
            if len(key) >= SHORTEST:
                messages.setdefault(key, []).append(timed_event)
    if not messages:
        return ()
    order = sorted(messages, key=lambda key: (-len(messages[key]), -messages[key][-1].when[0], key))
    refused = list(dict.fromkeys(filter(None, (message_key(text[: 2 * LONGEST]) for text in not_noise))))
    clusters = [_cluster(keys, messages) for keys in _groups(order[:MOST], refused)]
    clusters = [
        cluster for cluster in clusters if parties(line.event for line in cluster.lines) >= LEAST_LINES
    ][:MOST_GROUPS]
    if len(order) > MOST:
        taken = _groups(order[MOST:], refused, [message_key(cluster.text) for cluster in clusters])
        clusters = [
            cluster._replace(lines=_in_order([*cluster.lines, *_lines_of(keys, messages)]))
            for cluster, keys in zip(clusters, taken, strict=True)
        ]
    return tuple(sorted(clusters, key=lambda each: (-len(each.lines), each.lines[0].when)))


def _groups(
    order: Sequence[str], refused: Sequence[str], firsts: Sequence[str] | None = None
) -> list[list[str]]:
    """Keys that are like the first of their group, each in the first group that takes it, without the refused.

    `firsts` are those to compare with; without them every key that no group has taken begins one.
    """
    left = list(order)
    for text in refused:
        _take(text, left)
    if firsts is not None:
        return [_take(first, left) for first in firsts]
    groups: list[list[str]] = []
    while left:
        groups.append(_take(left[0], left))
    return groups


def _take(text: str, left: list[str]) -> list[str]:
    """The keys like `text`, taken out of `left`."""
    from rapidfuzz import fuzz, process  # 24 ms, for those who ask only

    near = process.extract(text, left, scorer=fuzz.ratio, score_cutoff=LIKE, limit=None)
    places = {at for _, _, at in near}
    taken = [left[at] for at in sorted(places)]
    left[:] = [key for at, key in enumerate(left) if at not in places]
    return taken


def _cluster(keys: Sequence[str], messages: dict[str, list[TimedEvent]]) -> Cluster:
    kind = next((kind for beginning, kind in _KINDS if beginning in keys[0]), "noise")
    return Cluster(messages[keys[0]][0].event.note, kind, _in_order(_lines_of(keys, messages)))


def _lines_of(keys: Iterable[str], messages: dict[str, list[TimedEvent]]) -> list[TimedEvent]:
    return [line for key in keys for line in messages[key]]


def _in_order(lines: Iterable[TimedEvent]) -> tuple[TimedEvent, ...]:
    return tuple(sorted(lines, key=lambda line: line.when))


def parties(events: Iterable[Event]) -> int:
    """From how many, or to how many, the events may be; one that names nobody is of somebody of its own."""
    people = [event.people for event in events]
    return len({*people} - {()}) + people.count(())


def message_key(note: str) -> str:
    """A message without its names, tags, numbers, punctuation and upper case."""
    words = [word for word in fold(note).split() if word[0] not in "@+"]
    kept = ("".join(char for char in word if char.isalpha()) for word in words)
    return " ".join(filter(None, kept))
