"""The candidates for the next word of a line being typed: hats, then verbs, then kinds, then channels and keys."""

from __future__ import annotations

from twohats.drafting.draft import hat_first
from twohats.format.line import Part, head_end, read_item
from twohats.format.words import KEY_VALUES, KEYS, KINDS, MONTHS, SEVERAL_VALUES, VERBS, Hats, folded
from twohats.values import NamedTuple


class Next(NamedTuple):
    """What may stand next."""

    words: tuple[str, ...] = ()
    role: str = ""
    """What they are: `hat`, `verb`, `kind` or `key`; empty where there are none."""
    channel: bool = False
    """Whether a channel may stand there as well."""


def next_in_line(before: str, hats: Hats) -> Next:
    """The candidates after the words `before`, which may begin with a date."""
    if head_end(before) < len(before):
        return Next()  # in the note
    before = hat_first(before, hats)
    roles = roles_of(before, hats)
    found = [part.role for part in roles]
    if before.strip() and not roles:
        return Next()
    if "hat" not in found:
        return Next(tuple(hats.sides), "hat")
    if "verb" not in found:
        return Next(VERBS, "verb")
    verb = next(part.full for part in roles if part.role == "verb")
    if verb in KINDS and "kind" not in found:
        return Next(KINDS[verb], "kind")
    if "wrong" in found:
        return Next()
    keys = tuple(f"{key}:" for key in KEYS)
    return Next(keys, "key", channel="channel" not in found)


def values_of(typed: str) -> list[str]:
    """What a field whose value is being typed may become, as far as the method knows its values: `how:craft`.

    Behind a comma the next of several.
    """
    key, colon, value = typed.partition(":")
    known = KEY_VALUES.get(key.lower(), ()) if colon else ()
    before = value.rpartition(",")
    front = before[0] + before[1] if key.lower() in SEVERAL_VALUES else ""
    said = front.lower().split(",")
    return [f"{key}:{front}{each}" for each in known if each not in said]


def roles_of(before: str, hats: Hats) -> list[Part]:
    """The words with their roles: from the front, or from the first hat where a day stands in front of it."""
    parts: list[Part] = []
    read_item(before, hats, strict=True, parts=parts)
    words = before.split()
    at = hat_at(words, hats)
    if at < 0:
        return [part._replace(role="wrong") if part.role == "hat" else part for part in parts]
    if at and not (len(parts) > at and parts[at].role == "hat"):
        parts.clear()
        read_item(" ".join(words[at:]), hats, strict=True, parts=parts)
    return parts


def hat_at(words: list[str], hats: Hats) -> int:
    """The index of the first word that is a hat; -1 if none is. A month beside a number is none: `nov 20th`."""
    for at, word in enumerate(words):
        if hats.spellings.get(folded(word)):
            beside = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
            is_month = len(word) > 2 and any(name.lower().startswith(word.lower()) for name in MONTHS)
            if not (is_month and any(map(_is_number_of_day, beside))):
                return at
    return -1


def _is_number_of_day(word: str) -> bool:
    """Whether a word is the number of a day, or begins one: `20`, `20th`, `20t`; not `2h`."""
    number = word.lower().removesuffix(",")
    return number.rstrip("stndrh").isdigit() and (number[-1] != "h" or number[-2:] == "th")


def words_before_hat(words: list[str], hats: Hats) -> list[str]:
    """The words in front of the first that is a hat; none where none is."""
    return words[: max(hat_at(words, hats), 0)]


def is_behind_hat(before: str, word: str, hats: Hats) -> bool:
    """Whether a hat stands in front of a word that is being typed."""
    return 0 <= hat_at(f"{before}{word}".split(), hats) < len(before.split())
