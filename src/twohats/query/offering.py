"""What may come next in a question being typed, or in what becomes of lines: words of the language, then names."""

from __future__ import annotations

from twohats.drafting.completion import values_of
from twohats.drafting.dates import SPOKEN_WEEKDAYS
from twohats.drafting.offers import DIGITS, Names, Offer
from twohats.format.words import CHANNEL_KEYS, KEYS, KINDS, RATINGS, VERBS, folded
from twohats.query.periods import PERIOD_WORDS
from twohats.query.placing import KINDS_OF, NOT, OF_GOT, OVER, OWN_WORDS, PREFIXES, SINCE, UNDER, UNTIL
from twohats.query.selection import FLAGS
from twohats.query.tokens import OR, ends_in_note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twohats.format.words import Hats

_MOST = 30
"""Words that are offered of any kind: a row holds fewer."""
_VERBS, _KINDS, _CHANNELS, _PEOPLE, _TAGS = 3, 2, 3, 2, 1
"""How many of each are offered where no word is begun."""
_PERIODS = ("week", "month", "yesterday")
_DURATIONS = ("10m", "30m", "1h", "2h")
_DAYS = ("today", "yesterday", *SPOKEN_WEEKDAYS)


def offers(text: str, names: Names, hats: Hats, *, changing: bool = False) -> tuple[Offer, ...]:
    """What the last word of a question, begun or not, may become; nothing in a note.

    With `changing`, of the words that say what becomes of lines. Of names those that are used most come first.
    """
    word = text[text.rfind(" ") + 1 :]
    before = text[: len(text) - len(word)].split()
    if ends_in_note(before):
        return ()
    begun = folded(word)
    if not word:
        found: Iterable[Offer] = _next(before, names, hats, changing=changing)
    elif word[0] in "@+":
        role, known = ("person", names.person) if word[0] == "@" else ("tag", names.tag)
        begun = word[0] + folded(word[1:])
        found = (Offer(f"{word[0]}{each}", role) for each in known)
    elif ":" in word:
        found = _values(word, names, hats)
    else:
        found = _words(begun, names, hats, changing=changing)
    fits = (each for each in found if each.text.startswith(begun) and each.text != begun)
    return tuple({each.text: each for each in fits}.values())[:_MOST]


def _values(word: str, names: Names, hats: Hats) -> Iterator[Offer]:
    key, _, value = folded(word).partition(":")
    if not value:
        return
    known = names.channel if key in ("in", *CHANNEL_KEYS) else tuple(hats.sides) if key == "hat" else ()
    for each in [f"{key}:{name}" for name in known] or values_of(folded(word)):
        yield Offer(each, "field")


def _words(begun: str, names: Names, hats: Hats, *, changing: bool) -> Iterator[Offer]:
    """The words that one is begun of, the usual ones first."""
    yield from (Offer(each, "hat") for each in hats.sides)
    yield from (Offer(each, "verb") for each in VERBS)
    yield from (Offer(each, "channel") for each in names.channel)
    yield from (Offer(each, "kind") for each in KINDS_OF)
    own = (NOT, *_DAYS) if changing else (*OF_GOT, *OWN_WORDS, *FLAGS, *PERIOD_WORDS)
    yield from (Offer(each, "sign") for each in own)
    if begun in RATINGS:
        yield from (Offer(f"{begun}{digit}", "rating") for digit in DIGITS)
    keys = KEYS if changing else (*KEYS, *PREFIXES)
    yield from (Offer(f"{key}:", "field", ends=False) for key in keys)


def _next(before: list[str], names: Names, hats: Hats, *, changing: bool) -> Iterator[Offer]:
    """What may come behind some words: of each kind of which nothing is there yet, then signs."""
    last = folded(before[-1]) if before else ""
    if last in (OVER, UNDER) and not changing:
        yield from (Offer(each, "when") for each in _DURATIONS)
        return
    if last in (SINCE, UNTIL) and not changing:
        yield from (Offer(each, "when") for each in ("last", *_PERIODS, *SPOKEN_WEEKDAYS))
        return
    # Each alternative is a question of its own, and what lines are not says nothing of what they are.
    fresh = max((at + 1 for at, word in enumerate(before) if folded(word) in (OR, NOT)), default=0)
    said = {folded(word) for word in before[fresh:]}
    hat = next((sides for word in said if (sides := hats.spellings.get(word))), "")
    verb = next((each for each in VERBS if each in said), "")
    if not hat:
        yield from (Offer(each, "hat") for each in _by_habit(tuple(hats.sides), names, ()))
    if not verb:
        yield from (Offer(each, "verb") for each in _by_habit(VERBS, names, (hat,))[:_VERBS])
    elif verb in KINDS and not said & {*KINDS[verb]}:
        yield from (Offer(each, "kind") for each in _by_habit(KINDS[verb], names, (verb,))[:_KINDS])
    if not said & {*names.channel}:
        yield from (
            Offer(each, "channel") for each in _by_habit(names.channel, names, (hat, verb))[:_CHANNELS]
        )
    people = [f"@{each}" for each in names.person if f"@{each}" not in said]
    yield from (Offer(each, "person") for each in people[:_PEOPLE])
    yield Offer("@", "sign", ends=False)
    yield from (Offer(f"+{each}", "tag") for each in names.tag[:_TAGS] if f"+{each}" not in said)
    yield Offer("+", "sign", ends=False)
    yield Offer("m", "sign", "m1-5", ends=False)
    own = (
        ("yesterday",)
        if changing
        else (*_PERIODS, SINCE, *([OR] if before and last not in (OR, NOT) else ()))
    )
    yield from (Offer(each, "sign") for each in (*own, *([NOT] if last != NOT else ())))


def _by_habit(words: tuple[str, ...], names: Names, behind: tuple[str, ...]) -> list[str]:
    """The words, those first that follow `behind` most often in this journal."""
    usual = [each for each in names.habits.get(behind, ()) if each in words]
    return list(dict.fromkeys((*usual, *words)))
