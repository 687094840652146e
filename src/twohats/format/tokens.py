"""The head of a line (the words before its note), read word by word: `docs/format.md`, sections 3 to 5.

Nothing here knows of notes, bullets or pages; `line` puts heads and notes together.
"""

from __future__ import annotations

from twohats.format import times
from twohats.format.names import name_near, name_of
from twohats.format.words import (
    ACTIVITIES,
    CURRENCIES,
    KIND_SPELLINGS,
    KINDS,
    RATINGS,
    RESERVED_KEYS,
    VERB_SPELLINGS,
    VERBS,
    Hats,
    folded,
)

LONGEST_WORD = 200
"""Characters a word before the note may have; names and numbers are shorter than that."""
LARGEST_COUNT = 1_000_000
_A_TIME = 4
"""Digits of a time without its colon, `0910`: fewer are minutes or hours without their letter."""

_RATING_WORDS = {
    f"{letter}{digit}": (name, digit)
    for sign, name in RATINGS.items()
    for letter in (sign, sign.upper())
    for digit in range(1, 6)
}
_SPACE_STARTS_NOTE = "a colon and a space start the note"


class WordError(Exception):
    """The word at `index` is not valid there; with -1, something is missing at the end of the head."""

    def __init__(self, code: str, message: str, hint: str, index: int) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.index = index


class Head:
    """The words of a head, the role of each, and the values they add up to."""

    __slots__ = (
        "amount", "channel", "count", "estimated", "fields", "hat", "kind", "minutes", "parsed", "people",
        "ratings", "start", "tags", "verb", "words",
    )  # fmt: skip

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.parsed: list[tuple[str, str]] = []
        """For every word read so far, its role (`line.Part` lists them) and how it is written to the page."""
        self.start: int | None = None
        self.minutes: int | None = None
        self.estimated = False
        self.hat = self.verb = self.kind = self.channel = ""
        self.people: dict[str, None] = {}
        """Each once, in order; a dict, since looking names up in a list of thousands takes seconds."""
        self.tags: dict[str, None] = {}
        self.ratings: dict[str, int] = {}
        self.count = 0
        """The count as written, 0 for none."""
        self.amount: tuple[str, str] | None = None
        self.fields: list[tuple[str, str]] = []

    def accept(self, role: str, full: str) -> None:
        """Record the role of the next word."""
        self.parsed.append((role, full))


def read_head(head: Head, hats: Hats) -> None:
    """Read all words of a head that has at least one; raises WordError at the first invalid one."""
    words = head.words
    try:
        after_when = index = _read_when(head)
    except times.BadTime as bad:
        raise WordError("bad-time", bad.message, bad.hint, len(head.parsed)) from None
    head.hat = _read_hat(head, index, hats)
    head.verb = _read_verb(head, index + 1)
    index += 2
    if head.verb in KINDS:
        head.kind = _read_kind(head, index)
        index += 1
    while index < len(words):
        _read_token(head, index)
        index += 1
    _check_whole(head, after_when)


def _read_when(head: Head) -> int:
    """Read the time words at the front; returns how many they are."""
    first = head.words[0]
    if not (first[0].isdigit() or first[0] == "~"):
        return 0
    if ":" not in first:
        return 1 if _read_duration(head, first) else 0
    ends = times.range_ends(first)
    if ends is not None:
        head.start, head.minutes = times.span_of(*ends, text=first)
        head.accept("when", f"{ends[0]:0>5}-{ends[1]:0>5}")
        return 1
    head.start = times.read_time(first)
    if head.start is None:
        return 0
    head.accept("when", times.time_text(head.start))
    return 2 if len(head.words) > 1 and _read_duration(head, head.words[1]) else 1


def _read_duration(head: Head, word: str) -> bool:
    guess = word[0] == "~"
    minutes = times.read_duration(word[1:] if guess else word)
    if minutes is None:
        return False
    head.minutes = minutes
    head.estimated = guess
    full = times.duration_text(minutes)
    head.accept("when", f"~{full}" if guess else full)
    return True


def is_clock(word: str) -> bool:
    """Whether a word has the form of a time, a range or a duration, valid or not.

    A time's minutes have two digits for this: `2:1` is how a match ended.
    """
    bare = word.removeprefix("~")
    if not bare[:1].isdigit() or bare[-2:-1] == ":":
        return False
    try:
        if ":" in bare and (times.range_ends(bare) is not None or times.read_time(bare) is not None):
            return True
        return times.read_duration(bare) is not None
    except times.BadTime:
        return True


def _one_of(words: tuple[str, ...] | list[str]) -> str:
    return f"one of {' '.join(words)}"


_ONE_OF_VERBS = _one_of(VERBS)


def _candidates(word: str, words: tuple[str, ...] | list[str]) -> str:
    return " or ".join(each for each in words if each.startswith(folded(word)))


def _glued_note(word: str, known: dict[str, str]) -> str:
    """The hint for a word like `post:launch`, whose note lacks its space; empty for any other word."""
    front, colon, note = word.partition(":")
    return f"{front}: {note} - {_SPACE_STARTS_NOTE}" if colon and known.get(folded(front)) else ""


def _read_hat(head: Head, index: int, hats: Hats) -> str:
    if index >= len(head.words):
        hint = f"after the time comes {_one_of(list(hats.sides))}"
        raise WordError("no-hat", "the hat is missing", hint, index - 1)
    word = head.words[index]
    hat = hats.spellings.get(folded(word))
    if hat:
        head.accept("hat", hat)
        return hat
    names = list(hats.sides)
    if hat is not None:
        raise WordError("unknown-hat", f"{word} could be more than one hat", _candidates(word, names), index)
    if not index and (word[0].isdigit() or word[0] == "~"):
        hint = "09:10-09:35, 09:10, 25m or 1h30, then the hat"
        if word.removeprefix("~").isdecimal() and len(word) < _A_TIME:
            hint = f"minutes are {word}m, hours {word}h; then the hat"
        raise WordError("bad-time", f"{word} is not a time", hint, 0)
    hint = _glued_note(word, hats.spellings) or _one_of(names)
    if VERB_SPELLINGS.get(word.lower()):
        raise WordError("unknown-hat", f"the hat is missing in front of {word}", hint, index)
    if index and word in "-\N{EN DASH}\N{EM DASH}":
        hint = "a range has no spaces: 09:10-09:35"
    elif index and is_clock(word):
        hint += "; only one time goes at the front"
    raise WordError("unknown-hat", f"{word} is not a hat", hint, index)


def _read_verb(head: Head, index: int) -> str:
    if index >= len(head.words):
        raise WordError("no-verb", "the verb is missing", f"after the hat comes {_one_of(VERBS)}", index - 1)
    word = head.words[index]
    verb = VERB_SPELLINGS.get(word.lower())
    if verb:
        head.accept("verb", verb)
        return verb
    if verb is not None:
        raise WordError("unknown-verb", f"{word} could be more than one", _candidates(word, VERBS), index)
    hint = _glued_note(word, VERB_SPELLINGS) or _ONE_OF_VERBS
    if is_clock(word):
        hint = "the time goes before the hat"
    raise WordError("unknown-verb", f"{word} is not a verb", hint, index)


def _read_kind(head: Head, index: int) -> str:
    kinds, spellings = KINDS[head.verb], KIND_SPELLINGS[head.verb]
    if index >= len(head.words):
        raise WordError("no-kind", f"{head.verb} needs a kind", _one_of(kinds), index - 1)
    word = head.words[index]
    kind = spellings.get(word.lower())
    if kind:
        head.accept("kind", kind)
        return kind
    if kind is not None:
        raise WordError("unknown-kind", f"{word} could be more than one", _candidates(word, kinds), index)
    hint = _glued_note(word, spellings) or _one_of(kinds)
    raise WordError("unknown-kind", f"{word} is not a kind of {head.verb}", hint, index)


def _read_token(head: Head, index: int) -> None:
    word = head.words[index]
    first = word[0]
    if word in _RATING_WORDS:
        _read_rating(head, index)
    elif first in "@+":
        _read_name(head, index)
    elif first.isdigit():
        _read_amount(head, index)
    elif _is_lettered_number(word):
        _read_lettered_number(head, index)
    elif ":" in word:
        _read_field(head, index)
    else:
        _read_channel(head, index)


def _read_name(head: Head, index: int) -> None:
    word = head.words[index]
    sign, bare = word[0], word[1:]
    name = name_of(bare, person=sign == "@")
    if not name:
        front, colon, note = bare.partition(":")
        near = name_of(front, person=sign == "@") if colon else name_near(bare)
        what = "a person's name" if sign == "@" else "a tag"
        if not near:
            hint = "a name begins with a letter and has letters, digits and -_. in it"
        else:
            hint = f"{sign}{near}: {note} - {_SPACE_STARTS_NOTE}" if colon else f"{sign}{near}?"
        raise WordError("bad-name", f"{word} is not {what}", hint, index)
    kept = head.people if sign == "@" else head.tags
    kept[name] = None
    head.accept("person" if sign == "@" else "tag", sign + name)


def _is_lettered_number(word: str) -> bool:
    """Whether a word has the form of a rating or a count, valid or not: `m2`, `m9`, `m2.5`, `x22`."""
    if len(word) < 2 or word[0] not in "miuwxMIUWX" or not word[1].isdigit():
        return False
    return not any(map(str.isalpha, word[1:].partition(":")[0]))


def _read_rating(head: Head, index: int) -> None:
    word = head.words[index]
    name, digit = _RATING_WORDS[word]
    if head.verb not in ACTIVITIES:
        raise WordError(
            "bad-rating", f"{head.verb} takes no rating", "ratings belong to lines of time", index
        )
    if name in head.ratings:
        raise WordError("twice", f"{name} is rated twice", "one digit each", index)
    head.ratings[name] = digit
    head.accept("rating", word.lower())


def _read_lettered_number(head: Head, index: int) -> None:
    """Read a count; a rating comes here only if it is wrong."""
    word = head.words[index]
    letter, digits = word[0].lower(), word[1:]
    number, colon, note = digits.partition(":")
    if colon:
        hint = f"{letter}{number}: {note} - {_SPACE_STARTS_NOTE}"
        raise WordError("bad-word", f"{word} is not understood", hint, index)
    if letter != "x":
        hint = f"{RATINGS[letter]} is {letter}1 to {letter}5"
        raise WordError("bad-rating", f"{word} is not a rating", hint, index)
    count = int(digits) if digits.isascii() and digits.isdigit() else 0
    if not 1 <= count <= LARGEST_COUNT:
        raise WordError("bad-count", f"{word} is not a count", f"x1 to x{LARGEST_COUNT}", index)
    if head.count:
        raise WordError("twice", "a line has one count", f"it has x{head.count} already", index)
    head.count = count
    head.accept("count", f"x{count}")


def _read_amount(head: Head, index: int) -> None:
    word = head.words[index]
    number, code = word[:-3], word[-3:].upper()
    whole, dot, part = number.partition(".")
    # The word as typed is checked: some letters of other scripts have an ASCII letter as upper case.
    shaped = word.isascii() and whole.isdigit() and code.isalpha() and (not dot or part.isdigit())
    if not shaped:
        raise _no_channel(word, index)
    if f" {code} " not in f" {CURRENCIES} ":
        hint = "three letters of ISO 4217: 1200GBP"
        raise WordError("bad-amount", f"{word[-3:]} is not a currency", hint, index)
    if len(whole) > 12 or len(part) > 4:
        raise WordError(
            "bad-amount", f"{word} is not an amount", "up to 12 digits, and 4 after the point", index
        )
    if head.verb != "got":
        hint = f"an amount belongs to got; what a line of time cost is cost:{number}{code}"
        raise WordError("bad-amount", f"{head.verb} takes no amount", hint, index)
    if head.amount:
        raise WordError("twice", "a line has one amount", "write a second line", index)
    head.amount = (number, code)
    head.accept("amount", number + code)


def _read_field(head: Head, index: int) -> None:
    word = head.words[index]
    key, _, value = word.partition(":")
    name = name_of(key)
    if not name:
        raise WordError("bad-word", f"{word} is not understood", _SPACE_STARTS_NOTE, index)
    if not value or value[-1] == ":":
        # As the last word before the note its colon would be ambiguous with the note's colon.
        hint = f"{name}:value, without a space"
        raise WordError("bad-word", f"{word} has no value after the colon", hint, index)
    if not value.isprintable():
        raise WordError("hidden-character", f"{name} holds a character that cannot be seen", "", index)
    head.fields.append((name, value))
    head.accept("field", f"{name}:{value}")


def _read_channel(head: Head, index: int) -> None:
    word = head.words[index]
    channel = name_of(word)
    if not channel:
        raise _no_channel(word, index)
    if channel in RESERVED_KEYS:
        raise WordError(
            "bad-word",
            f"{word} needs its value right after the colon",
            f"{channel}:value, without a space",
            index,
        )
    if head.verb == "got" and word[3:].isdigit() and f" {word[:3]} " in f" {CURRENCIES} ":
        raise WordError("bad-amount", f"{word} is not an amount", f"{word[3:]}{word[:3]}?", index)
    if head.channel:
        message = f"{word} is one word too many: the channel is {head.channel}"
        hint = f"a person is @{channel}; a note comes after a colon and a space"
        raise WordError("two-channels", message, hint, index)
    head.channel = channel
    head.accept("channel", channel)


def _no_channel(word: str, index: int) -> WordError:
    """The error for a word that has no meaning."""
    if is_clock(word):
        return WordError(
            "bad-word", f"{word} comes too late", "the time goes at the front of the line", index
        )
    if word.startswith("--"):
        hint = "options go before the words; a note comes after a colon and a space"
        return WordError("bad-word", f"{word} is not understood", hint, index)
    if any(map(str.isdigit, word)):
        hint = "an amount is written 1200GBP, without a sign"
        return WordError("bad-word", f"{word} is not understood", hint, index)
    return WordError("bad-word", f"{word} is not understood", "a note comes after a colon and a space", index)


def _check_whole(head: Head, after_when: int) -> None:
    """Check what depends on all words."""
    timed = head.verb in ACTIVITIES
    if timed and head.minutes is None:
        hint = "25m or 09:10-09:35 at the front of the line"
        raise WordError("no-minutes", f"{head.verb} needs a duration", hint, 0)
    if not timed and head.minutes is not None:
        hint = "before the hat goes a time of day like 15:20, or nothing"
        raise WordError("event-minutes", f"{head.verb} takes no minutes", hint, after_when - 1)
    if head.verb == "lost" and not head.people:
        raise WordError("no-person", "lost needs a person", "lost @name", -1)
