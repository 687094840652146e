"""Noise among what one sent: the same words to several, and what has nobody behind it (M7, outbound; METHOD 2.7).

It is counted and stays what it is: a give or an ask. Nothing is reclassified.
"""

from __future__ import annotations

from twohats.measures.alike import SHORTEST, message_key, parties
from twohats.measures.field_values import values_of
from twohats.measures.figures import Sent
from twohats.measures.giving import LEAST_FOR_SHARE
from twohats.measures.outreach import WRITTEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.format.model import Event
    from twohats.measures.timeline import TimedEvent

SENT = ("gave", "asked")
LEAST_ALIKE = 3
"""So many with the same words are noise: lines to as many people, or what one line stands for."""
FACELESS = "faceless"


def sent(timed_events: Iterable[TimedEvent], first: int, last: int) -> Sent:
    """What was sent from one day to another, both included (proleptic ordinals), and the noise in it (M7).

    Noise is a give or an ask with `how:faceless`; a note or a congratulation to nobody named whose line stands for 3 or
    more; and those whose notes say the same, names, numbers and signs aside, in 3 or more lines to as many people.
    """
    events = [
        each.event for each in timed_events if each.event.verb in SENT and first <= each.when[0] <= last
    ]
    alike: dict[str, list[Event]] = {}
    for event in events:
        alike.setdefault(message_key(event.note), []).append(event)
    noise = 0
    for key, these in alike.items():
        is_same = len(key) >= SHORTEST and parties(these) >= LEAST_ALIKE
        noise += sum(event.count for event in these if is_same or _is_noise(event))
    all_of_it = sum(event.count for event in events)
    return Sent(noise, all_of_it, noise / all_of_it if all_of_it >= LEAST_FOR_SHARE else None)


def _is_noise(event: Event) -> bool:
    """Whether one line alone says that it is noise."""
    if FACELESS in values_of(event.fields, "how"):
        return True
    return event.kind in WRITTEN and not event.people and event.count >= LEAST_ALIKE
