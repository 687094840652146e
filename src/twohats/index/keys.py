"""What a line is found by: the keys of its value, with names as they are written."""

from __future__ import annotations

from twohats.format.model import Entry, Event, Nothing
from twohats.format.words import RATINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.model import Value

ENTRY, EVENT, NOTHING, PROBLEM = "=entry", "=event", "=nothing", "=problem"
"""What a line is."""
TIMED, GUESSED = "=timed", "=guessed"
WITH_PERSON, WITH_TAG = "=person", "=tag"
HAT, VERB, KIND, CHANNEL = "hat ", "verb ", "kind ", "channel "
"""What a line has once, each with its value behind; a line without channel or kind has the key with none."""
PERSON, TAG, FIELD, AMOUNT = "@", "+", ":", "$"
"""What few lines have, or may have many of; a field is `:key:value`, an amount `$1200 GBP`."""
MANY = frozenset({PERSON, TAG, FIELD, AMOUNT})
"""How the keys begin of which a line may have many."""
_RATED = {letter: [f"{name} {value}" for value in range(6)] for letter, name in RATINGS.items()}


def rating_key(rating: str, value: int) -> str:
    """The key of the entries with this value of a rating (`motivation`)."""
    return f"{rating} {value}"


def keys_of(value: Value) -> tuple[list[str], list[str], int, int, int]:
    """What a line has once, what it may have many of; its minutes, how often it counts, when it began (-1: unsaid)."""
    if isinstance(value, Entry):
        once = [ENTRY, HAT + value.hat, VERB + value.activity, KIND + value.kind, CHANNEL + value.channel]
        if value.start is not None:
            once.append(TIMED)
        if value.estimated:
            once.append(GUESSED)
        if value.motivation:
            once.append(_RATED["m"][value.motivation])
        if value.interest:
            once.append(_RATED["i"][value.interest])
        if value.understanding:
            once.append(_RATED["u"][value.understanding])
        if value.worth:
            once.append(_RATED["w"][value.worth])
        minutes, start = value.minutes, value.start
    elif isinstance(value, Event):
        once = [EVENT, HAT + value.hat, VERB + value.verb, KIND + value.kind, CHANNEL + value.channel]
        if value.at is not None:
            once.append(TIMED)
        minutes, start = 0, value.at
    else:
        return [NOTHING if isinstance(value, Nothing) else PROBLEM], [], 0, 0, -1
    many: list[str] = []
    if value.people:
        once.append(WITH_PERSON)
        many += [f"@{name}" for name in value.people]
    if value.tags:
        once.append(WITH_TAG)
        many += [f"+{name}" for name in value.tags]
    if value.fields:
        many += [f":{key}:{said}" for key, said in value.fields]
    if isinstance(value, Event) and value.amount:
        many.append("$" + " ".join(value.amount))
    return once, many, minutes, value.count, -1 if start is None else start
