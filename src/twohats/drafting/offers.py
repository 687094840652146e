"""What may come next in a line being typed: whole words and signs, those that this journal has most often first. Pure.

`completion` gives the shell the words that may stand at a place; here they are ordered by the habits of a person, and
joined by what has no list of words: a time, a rating, a person, the note.
"""

from __future__ import annotations

from twohats.drafting.completion import roles_of, values_of, words_before_hat
from twohats.drafting.dates import SPOKEN_MONTHS, SPOKEN_WEEKDAYS
from twohats.drafting.draft import hat_first, verb_without_hat
from twohats.format import times
from twohats.format.line import head_end
from twohats.format.words import ACTIVITIES, EVENTS, KEYS, KINDS, RATINGS, Hats, folded
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

_NO_HABITS: Mapping[tuple[str, ...], tuple[str, ...]] = {}

WHEN, PEOPLE, TAGS, FIELDS = "when", "@", "+", "field"
"""What some habits are of, besides hats, verbs, kinds and channels."""
DIGITS = "12345"
"""Those of a rating."""
USUAL_MINUTES = ("25m", "45m", "1h")
"""Minutes that are offered where no journal says better."""
_LONG_AGO = ("day", "days", "week", "weeks")
_LONGEST_MONTH = 31
_DAYS = ("today", "yesterday", "last", *SPOKEN_WEEKDAYS, "noon", "midnight")
MANY, FEW = (3, 2, 1), (1, 1, 0)
"""How many channels, people and tags are offered where nothing of one is typed: the signs behind are to be seen."""


class Names(NamedTuple):
    """The names of a journal, each kind with those used most first, and what follows what in it."""

    channel: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    habits: Mapping[tuple[str, ...], tuple[str, ...]] = _NO_HABITS
    """What follows some words, the most frequent first: hats `()`, minutes `(WHEN,)`, verbs of a hat `(hat,)`, kinds
    of a verb `(verb,)`, keys `(FIELDS,)`, and channels, people and tags of a hat and verb: `(hat, verb)`,
    `(hat, verb, PEOPLE)`, `(hat, verb, TAGS)`."""


NO_NAMES = Names()


class Offer(NamedTuple):
    """A word, or the sign that one begins with, which may be put in."""

    text: str
    role: str
    """That of the word in the line (`format.line.Part`); `sign` for one that only begins it."""
    shown: str = ""
    """What the list shows for it; `text` if empty."""
    ends: bool = True
    """Whether a space follows it."""

    @property
    def label(self) -> str:
        """What the list shows."""
        return self.shown or self.text


NOTE = Offer(":", "note", ": note")
"""It stands right behind the word before it."""


def offers(
    before: str,
    word: str,
    names: Names,
    hats: Hats,
    *,
    timing: bool = False,
    first: tuple[int, int, int] = MANY,
) -> tuple[Offer, ...]:
    """What `word`, empty or not, may become behind the text `before`; with `timing`, in a line without minutes."""
    before = hat_first(before, hats)
    if word[:1] in ("@", "+"):
        roles = {part.role: part.full for part in roles_of(before, hats)} if before.strip() else {}
        found: Iterable[Offer] = _named(word[0], names, roles.get("hat", ""), roles.get("verb", ""))
    elif head_end(before) < len(before):
        return ()
    else:
        found = _in_head(before, word, names, hats, first, timing=timing)
    lower = folded(word)
    fits = (each for each in found if each.text.startswith(lower) and each.text != lower)
    return tuple({each.text: each for each in fits}.values())


def _in_head(
    before: str,
    word: str,
    names: Names,
    hats: Hats,
    first: tuple[int, int, int],
    *,
    timing: bool,
) -> Iterable[Offer]:
    parts = roles_of(before, hats) if before.strip() else []
    given = {part.role: part for part in parts}
    hat, verb = (given[role].full if role in given else "" for role in ("hat", "verb"))
    if not hat:
        if verb_without_hat(before, hats):
            return [Offer(each, "hat") for each in _by_habit(tuple(hats.sides), names, ())]
        return () if verb else _front(before.split(), word, names, hats, timing=timing)
    if not verb and "wrong" in given:
        return ()
    if not verb:
        may_be = ACTIVITIES if timing or has_minutes(words_before_hat(before.split(), hats)) else EVENTS
        return [Offer(each, "verb") for each in _by_habit(may_be, names, (hat,))]
    if verb in KINDS and "kind" not in given:
        return [Offer(each, "kind") for each in _by_habit(KINDS[verb], names, (verb,))]
    if "wrong" in given:
        return ()
    if ":" in word:
        return [Offer(each, "field") for each in values_of(word)]
    return _tokens(word, names, hat, verb, given, [part.full for part in parts], first)


def has_minutes(words: Sequence[str]) -> bool:
    """Whether the words in front of a hat say how long: `25m`, `9am-10am`, `2h 30m`; not a day, not `90m ago`."""
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else ""
        if behind == "ago" or not (word[:1].isdigit() or word[:1] == "~"):
            continue
        start, dash, end = word.replace("\N{EN DASH}", "-").partition("-")
        if dash and "-" not in end and end[:1].isdigit():
            return True
        try:
            if times.read_duration(word.removeprefix("~")) is not None:
                return True
        except times.BadTime:
            continue
        unit = (start.lstrip("0123456789.") or behind).lower()
        if unit in ("minutes", "mins", "min", "hours", "hour", "hrs", "hr"):
            return True
    return False


def _front(words: list[str], word: str, names: Names, hats: Hats, *, timing: bool) -> Iterable[Offer]:
    """In front of the hat: days, minutes, and the hat."""
    last = words[-1].lower() if words else ""
    if last == "last":
        return [Offer(each, WHEN) for each in ("night", *SPOKEN_WEEKDAYS)]
    number = last.removesuffix("th")
    if number.isascii() and number.isdigit() and len(number) < 5:
        months = [month[:3] for month in SPOKEN_MONTHS] if int(number) <= _LONGEST_MONTH else []
        return [Offer(each, WHEN) for each in (*months, "days", "weeks", "min", "hours")]
    ago = [Offer("ago", WHEN)] if last in _LONG_AGO or last[:1].isdigit() else []
    if last in _LONG_AGO or (last[:-1].isdigit() and last[-1] in "dw"):
        return ago
    found = [Offer(each, "hat") for each in _by_habit(tuple(hats.sides), names, ())]
    if timing or has_minutes(words):
        return [*found, *(ago if word else [])]
    minutes = [Offer(each, WHEN) for each in names.habits.get((WHEN,), ()) or USUAL_MINUTES]
    if not word:
        minutes = minutes[: len(USUAL_MINUTES)]
    if words:
        return [*minutes, *found]
    days = [Offer(each, WHEN) for each in (_DAYS if word else _DAYS[1:2])]
    return [*minutes, *found, *days, Offer("nothing", "verb")]


def _tokens(
    word: str,
    names: Names,
    hat: str,
    verb: str,
    given: Container[str],
    words: Sequence[str],
    most: tuple[int, int, int],
) -> list[Offer]:
    """Behind the verb and its kind: what is not there yet, and of people, tags and fields more."""
    keys = [Offer(f"{key}:", "field", ends=False) for key in _by_habit(KEYS, names, (FIELDS,))]
    channels = [Offer(each, "channel") for each in _by_habit(names.channel, names, (hat, verb))]
    if "channel" in given:
        channels = []
    rated = {each[0] for each in words if each[1:] in DIGITS} if verb in ACTIVITIES else set(RATINGS)
    letters = [letter for letter in RATINGS if letter not in rated]
    if word:
        digits = DIGITS if word.lower() in letters else ""
        return [*channels, *(Offer(f"{word.lower()}{digit}", "rating") for digit in digits), *keys]
    people = [each for each in _named("@", names, hat, verb) if each.text not in words][: most[1]]
    tags = [each for each in _named("+", names, hat, verb) if each.text not in words][: most[2]]
    who, where = [*people, Offer("@", "sign", ends=False)], channels[: most[0]]
    first = [*who, *where] if verb == "lost" and "person" not in given else [*where, *who]
    ratings = [
        Offer(letter, "sign", "" if at else f"{letter}1-5", ends=False) for at, letter in enumerate(letters)
    ]
    count = [] if "count" in given else [Offer("x", "sign", "x2", ends=False)]
    return [*first, *ratings, NOTE, *tags, Offer("+", "sign", ends=False), *count, *keys]


def _named(sign: str, names: Names, hat: str, verb: str) -> list[Offer]:
    """All people, or all tags."""
    role, known = ("person", names.person) if sign == "@" else ("tag", names.tag)
    return [Offer(f"{sign}{each}", role) for each in _by_habit(known, names, (hat, verb, sign))]


def _by_habit(words: tuple[str, ...], names: Names, behind: tuple[str, ...]) -> list[str]:
    """The words, those first that follow `behind` most often in this journal."""
    known = dict.fromkeys(words)
    usual = [each for each in names.habits.get(behind, ()) if each in known]
    return list(dict.fromkeys((*usual, *words)))
