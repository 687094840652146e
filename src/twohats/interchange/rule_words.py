"""A rule in the words of a line: `brand do service linkedin`."""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.format.names import name_of
from twohats.format.words import RESERVED_KEYS, VERBS
from twohats.interchange.rules import FIELDS, Rule, activity_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.words import Hats

OUT = "out"
"""What is answered to leave something out."""


def rule_from(what: str, words: str, hats: Hats) -> Rule:
    """The rule for `project = Acme` in the words of a line: a hat, an activity, perhaps a channel; or `out`.

    Raises NotUnderstood.
    """
    field, _, value = (part.strip() for part in what.partition("="))
    if field not in FIELDS or not value:
        raise NotUnderstood(
            f"{what} is nothing that a rule can be about", f"{FIELDS[0]} = ...; {', '.join(FIELDS)}"
        )
    fits = ((field, (value.casefold(),)),)
    parts = words.split()
    if [part.lower() for part in parts] == [OUT]:
        return Rule(fits, leave_out=True)
    hat = hats.spellings.get(parts[0].lower(), "") if parts else ""
    if not hat:
        raise NotUnderstood(
            f"{words or 'that'} begins with no hat", f"{next(iter(hats.sides))} talk; or {OUT}"
        )
    for many in (2, 1, 0):
        activity = activity_of(" ".join(parts[1 : 1 + many])) if many else ""
        rest = parts[1 + many :]
        if (activity or not many) and len(rest) <= 1:
            channel = name_of(rest[0]) if rest else ""
            if not rest or (channel and channel not in (*RESERVED_KEYS, *VERBS) and not activity_of(rest[0])):
                return Rule(fits, hat, activity, channel)
    raise NotUnderstood(
        f"{words} is not a hat, an activity and a channel", f"{hat} do service; {hat} talk phone; {hat} post"
    )
