"""One line of the journal to a value: the reader of `docs/format.md`, section 2.

`read_item` is the only reader of lines there is: pages, the shell's words and the app's entry line all go
through it. It never raises on any text. It uses no regular expressions, since importing `re` costs more
(5 ms) than everything `hat add` does.
"""

from __future__ import annotations

from twohats import times
from twohats.model import Entry, Event, Nothing, Problem
from twohats.values import NamedTuple
from twohats.words import (
    ACTIVITIES,
    CURRENCIES,
    DEFAULT_HATS,
    KEYS,
    KIND_SPELLINGS,
    KINDS,
    RATINGS,
    VERB_SPELLINGS,
    VERBS,
    Hats,
)

BULLETS = "-*+"
_OPENING = "([{<\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"


class Part(NamedTuple):
    """One word of a line and what it was read as: for colouring, completing and writing out in full."""

    start: int
    """First character, from 0, in the text that was read."""
    end: int
    role: str
    """`when`, `hat`, `verb`, `kind`, `channel`, `person`, `tag`, `rating`, `count`, `amount`, `field`, `note`
    or `wrong`."""
    full: str
    """The word as it is saved."""


class _Wrong(Exception):
    """The word at `index` cannot stand there; raised and caught within this module."""

    def __init__(self, code: str, message: str, hint: str = "", index: int = -1) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.index = index


def head_end(text: str) -> int:
    """Where the note's colon stands: the first colon at the end of a word, or the length of the text."""
    at = text.find(":")
    while at >= 0:
        if at + 1 == len(text) or text[at + 1] in " \t":
            return at
        at = text.find(":", at + 1)
    return len(text)


def is_name_char(char: str) -> bool:
    """Whether `char` may stand inside a name: a letter, a digit, a combining mark, or one of `-_.'@`."""
    if char.isalnum() or char in "-_.'@":
        return True
    if char < "\x80":
        return False
    from unicodedata import category  # only names outside ASCII come here

    return category(char)[0] == "M"


def name_of(word: str) -> str:
    """The name that `word` (without its sign) is, in lower case, or the empty string if it is none.

    A name begins with a letter, ends with a letter, digit or mark, and has letters, digits, marks and `-_.'`
    between; a person on a federated network may have an `@` in the middle. Outside ASCII it is NFC.
    """
    if not word or not word[0].isalpha():
        return ""
    if word.isascii():
        if word.isalnum() or (word[-1].isalnum() and all(is_name_char(char) for char in word)):
            return word.lower()
        return ""
    if not all(is_name_char(char) for char in word) or word[-1] in "-_.'@":
        return ""
    from unicodedata import normalize

    return normalize("NFC", word.lower())


def names_in(note: str, sign: str) -> list[str]:
    """The names that stand in a note as words beginning with `sign`, in order, punctuation around them off."""
    found: list[str] = []
    if sign not in note:
        return found
    for word in note.split():
        bare = word.lstrip(_OPENING)
        if not bare.startswith(sign) or len(bare) < 2 or not bare[1].isalpha():
            continue
        end = 1
        while end < len(bare) and is_name_char(bare[end]) and bare[end] not in "'@":
            end += 1
        found.append(name_of(bare[1:end].rstrip("-_.")))
    return found


def _one_of(words: tuple[str, ...] | list[str]) -> str:
    return f"one of {' '.join(words)}"


def _resolve(word: str, known: dict[str, str]) -> str | None:
    """The full word for a spelling; the empty string if ambiguous, None if unknown."""
    return known.get(word.lower())


def _candidates(word: str, words: tuple[str, ...] | list[str]) -> str:
    return " or ".join(each for each in words if each.startswith(word.lower()))


class _Head:
    """The state of one reading: the words, what each turned out to be, and what was gathered."""

    __slots__ = (
        "amount", "channel", "count", "estimated", "fields", "full", "hat", "kind", "minutes", "people",
        "ratings", "roles", "start", "tags", "verb", "when", "words",
    )  # fmt: skip

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.roles: list[str] = []
        self.full: list[str] = []
        self.when = ""
        self.start: int | None = None
        self.minutes: int | None = None
        self.estimated = False
        self.hat = self.verb = self.kind = self.channel = ""
        self.people: list[str] = []
        self.tags: list[str] = []
        self.ratings: dict[str, int] = {}
        self.count = 0
        self.amount: tuple[str, str] | None = None
        self.fields: list[tuple[str, str]] = []

    def take(self, role: str, full: str) -> None:
        self.roles.append(role)
        self.full.append(full)


def _read_when(head: _Head) -> int:
    """Read the time words at the front; returns the index of the first word after them."""
    first = head.words[0]
    try:
        span = times.read_range(first)
        if span is not None:
            head.start, head.minutes = span
            ends = times.range_ends(first) or ("", "")
            head.take("when", "-".join(end.rjust(5, "0") for end in ends))
            head.when = "range"
            return 1
        at = times.read_time(first)
        if at is not None:
            head.start = at
            head.when = "time"
            head.take("when", times.time_text(at))
            if len(head.words) > 1 and _read_duration(head, head.words[1]):
                return 2
            return 1
        return 1 if _read_duration(head, first) else 0
    except times.BadTime as bad:
        raise _Wrong("bad-time", bad.message, bad.hint, len(head.roles)) from None


def _read_duration(head: _Head, word: str) -> bool:
    guess = word.startswith("~")
    minutes = times.read_duration(word[1:] if guess else word)
    if minutes is None:
        return False
    head.minutes = minutes
    head.estimated = guess
    head.when = "duration"
    head.take("when", ("~" if guess else "") + times.duration_text(minutes))
    return True


def _read_hat(head: _Head, index: int, hats: Hats) -> None:
    names = list(hats.sides)
    if index >= len(head.words):
        raise _Wrong("no-hat", "the hat is missing", f"after the time comes {_one_of(names)}", index - 1)
    word = head.words[index]
    hat = _resolve(word, hats.spellings)
    if hat is None:
        extra = ""
        if index and clock_shaped(word):
            extra = "; only one time stands at the front"
        raise _Wrong("unknown-hat", f"{word} is not a hat", _one_of(names) + extra, index)
    if not hat:
        raise _Wrong("unknown-hat", f"{word} could be more than one hat", _candidates(word, names), index)
    head.hat = hat
    head.take("hat", hat)


def _read_verb(head: _Head, index: int) -> None:
    if index >= len(head.words):
        raise _Wrong("no-verb", "what was done is missing", f"after the hat comes {_one_of(VERBS)}", index - 1)
    word = head.words[index]
    verb = _resolve(word, VERB_SPELLINGS)
    if verb is None:
        raise _Wrong("unknown-verb", f"{word} is not something done", _one_of(VERBS), index)
    if not verb:
        raise _Wrong("unknown-verb", f"{word} could be more than one", _candidates(word, VERBS), index)
    head.verb = verb
    head.take("verb", verb)


def _read_kind(head: _Head, index: int) -> int:
    kinds = KINDS.get(head.verb)
    if kinds is None:
        return index
    if index >= len(head.words):
        raise _Wrong("no-kind", f"{head.verb} wants to know what", _one_of(kinds), index - 1)
    word = head.words[index]
    kind = _resolve(word, KIND_SPELLINGS[head.verb])
    if kind is None:
        raise _Wrong("unknown-kind", f"{word} is not a kind of {head.verb}", _one_of(kinds), index)
    if not kind:
        raise _Wrong("unknown-kind", f"{word} could be more than one", _candidates(word, kinds), index)
    head.kind = kind
    head.take("kind", kind)
    return index + 1


def clock_shaped(word: str) -> bool:
    """Whether a word has the shape of a time, a range or a duration, right or wrong."""
    bare = word[1:] if word.startswith("~") else word
    if not bare[:1].isdigit():
        return False
    try:
        return (
            times.range_ends(bare) is not None
            or times.read_time(bare) is not None
            or times.read_duration(bare) is not None
        )
    except times.BadTime:
        return True


def _read_token(head: _Head, index: int) -> None:
    word = head.words[index]
    first = word[0]
    if first in "@+":
        name = name_of(word[1:])
        if not name:
            what = "a person's name" if first == "@" else "a tag"
            near = _nearest_name(word[1:])
            raise _Wrong("bad-name", f"{word} is not {what}", f"{first}{near}?" if near else
                         "a name begins with a letter and has letters, digits and -_. in it", index)
        kept = head.people if first == "@" else head.tags
        if name not in kept:
            kept.append(name)
        head.take("person" if first == "@" else "tag", first + name)
        return
    rest = word[1:]
    lower = first.lower()
    if lower in RATINGS and rest.isascii() and rest.isdigit():
        _read_rating(head, index, RATINGS[lower], rest)
        return
    if lower == "x" and rest.isascii() and rest.isdigit():
        if not 1 <= int(rest[:8]) <= 1_000_000:
            raise _Wrong("bad-count", f"{word} is not a count", "x1 to x1000000", index)
        if head.count:
            raise _Wrong("twice", "a line has one count", f"x{head.count} stands before", index)
        head.count = int(rest[:8])
        head.take("count", f"x{head.count}")
        return
    if first.isascii() and first.isdigit():
        _read_amount(head, index)
        return
    key, colon, value = word.partition(":")
    if colon:
        if not name_of(key):
            raise _Wrong("bad-word", f"{word} is not understood", "a colon followed by a space starts the note", index)
        head.fields.append((key.lower(), value))
        head.take("field", f"{key.lower()}:{value}")
        return
    channel = name_of(word)
    if not channel:
        raise _Wrong("bad-word", f"{word} is not understood", "a note comes after a colon and a space", index)
    if channel in KEYS and index == len(head.words) - 1:
        raise _Wrong("bad-word", f"{word} wants its value at once", f"{word}:value, without a space", index)
    if head.channel:
        raise _Wrong("two-channels", f"{word} is one word too many: the channel is {head.channel}",
                     "a note comes after a colon and a space", index)
    head.channel = channel
    head.take("channel", channel)


def _nearest_name(word: str) -> str:
    kept = "".join(char if char.isalnum() or char in "-_." else "" for char in word)
    return name_of(kept.strip("-_.0123456789"))


def _read_rating(head: _Head, index: int, name: str, digits: str) -> None:
    if head.verb not in ACTIVITIES:
        raise _Wrong("bad-rating", f"{head.verb} takes no rating", "ratings belong to lines of time", index)
    if len(digits) != 1 or digits not in "12345":
        raise _Wrong("bad-rating", f"{head.words[index]} is not a rating", f"{name} is {name[0]}1 to {name[0]}5", index)
    if name in head.ratings:
        raise _Wrong("twice", f"{name} is rated twice", "one digit each", index)
    head.ratings[name] = int(digits)
    head.take("rating", f"{name[0]}{digits}")


def _read_amount(head: _Head, index: int) -> None:
    word = head.words[index]
    number, code = word[:-3], word[-3:].upper()
    whole, dot, part = number.partition(".")
    shaped = whole.isdigit() and code.isascii() and code.isalpha() and (not dot or part.isdigit())
    if not shaped or not number.isascii():
        if clock_shaped(word):
            raise _Wrong("bad-word", f"{word} comes too late", "the time stands at the front of the line", index)
        raise _Wrong("bad-word", f"{word} is not understood", "an amount is written 1200GBP", index)
    if f" {code} " not in f" {CURRENCIES} ":
        raise _Wrong("bad-amount", f"{word[-3:]} is not a currency", "three letters of ISO 4217: 1200GBP", index)
    if head.verb != "got":
        raise _Wrong("bad-amount", f"{head.verb} takes no amount", "an amount belongs to got; what a line of time "
                     f"cost is cost:{number}{code}", index)
    if head.amount:
        raise _Wrong("twice", "a line has one amount", "write a second line", index)
    head.amount = (number, code)
    head.take("amount", number + code)


def _check_whole(head: _Head, after_when: int) -> None:
    """What can only be judged once all words are read."""
    timed = head.verb in ACTIVITIES
    if timed and head.minutes is None:
        raise _Wrong("no-minutes", f"{head.verb} wants its minutes",
                     "25m or 09:10-09:35 at the front of the line", 0)
    if not timed and head.minutes is not None:
        raise _Wrong("event-minutes", f"{head.verb} takes no minutes",
                     "a time of day like 15:20, or nothing, stands before the hat", after_when - 1)
    if head.verb == "lost" and not head.people:
        raise _Wrong("no-person", "lost wants to know whom", "lost @name", -1)


def _value(head: _Head, note: str) -> Entry | Event:
    people, tags = head.people, head.tags
    if "@" in note:
        people = [*people, *(name for name in dict.fromkeys(names_in(note, "@")) if name not in people)]
    if "+" in note:
        tags = [*tags, *(name for name in dict.fromkeys(names_in(note, "+")) if name not in tags)]
    if head.minutes is not None:
        rating = head.ratings.get
        return Entry(
            head.hat, head.verb, head.minutes, head.start, head.estimated, head.kind, head.channel,
            tuple(people), tuple(tags), rating("motivation"), rating("interest"), rating("understanding"),
            rating("worth"), head.count or 1, tuple(head.fields), note,
        )  # fmt: skip
    return Event(
        head.hat, head.verb, head.kind, head.start, head.channel, tuple(people), tuple(tags),
        head.count or 1, head.amount, tuple(head.fields), note,
    )  # fmt: skip


def _places(head: str) -> list[tuple[int, int]]:
    """Start and end of every word of the head, words being what stands between spaces and tabs."""
    places: list[tuple[int, int]] = []
    start = -1
    for at, char in enumerate(head):
        if char in " \t":
            if start >= 0:
                places.append((start, at))
                start = -1
        elif start < 0:
            start = at
    if start >= 0:
        places.append((start, len(head)))
    return places


def _looks_like_entry(words: list[str], hats: Hats) -> bool:
    """Whether an item that was not understood begins like an entry, so that it is a problem and not prose."""
    first = words[0].lower()
    if first in hats.whole or clock_shaped(first):
        return True
    timely = first[0].isdigit() or first[0] == "~"
    return timely and len(words) > 1 and words[1].lower() in hats.whole


def read_item(
    text: str,
    hats: Hats = DEFAULT_HATS,
    *,
    more: str = "",
    strict: bool = False,
    parts: list[Part] | None = None,
) -> Entry | Event | Nothing | Problem | None:
    """Read the text of a list item (what stands after `- `); None when it is prose.

    `more` is the text of the indented lines below, already joined. With `strict`, text that does not even
    look like an entry is a `Problem` as well: the words of a command are never prose. `parts`, when given,
    receives every word with its role. A problem's column counts from 1 in `text`.
    """
    end = head_end(text)
    head_text = text[:end]
    note = text[end + 1 :].strip(" \t")
    words = head_text.replace("\t", " ").split(" ")
    if "" in words:
        words = [word for word in words if word]
    if words == ["nothing"] or (len(words) == 1 and words[0].lower() == "nothing"):
        if parts is not None:
            _add_parts(parts, text, end, ["verb"], ["nothing"])
        return Nothing(_joined(note, more))
    if not words:
        return Problem("empty", "there is nothing here", "25m brand post linkedin m2: a note", text=text) if strict else None
    head = _Head(words)
    try:
        after_when = index = _read_when(head)
        _read_hat(head, index, hats)
        _read_verb(head, index + 1)
        index = _read_kind(head, index + 2)
        while index < len(words):
            _read_token(head, index)
            index += 1
        _check_whole(head, after_when)
    except _Wrong as wrong:
        if parts is not None:
            _add_parts(parts, text, end, head.roles, head.full)
        if not strict and not _looks_like_entry(words, hats):
            return None
        return _problem(wrong, text, head_text)
    if parts is not None:
        _add_parts(parts, text, end, head.roles, head.full)
    return _value(head, _joined(note, more))


def _joined(note: str, more: str) -> str:
    if not more:
        return note
    return f"{note}\n{more}" if note else more


def _problem(wrong: _Wrong, text: str, head_text: str) -> Problem:
    places = _places(head_text)
    if 0 <= wrong.index < len(places):
        start, stop = places[wrong.index]
    else:
        start, stop = len(head_text.rstrip()), len(head_text.rstrip()) + 1
    return Problem(wrong.code, wrong.message, wrong.hint, column=start + 1, length=stop - start, text=text)


def _add_parts(parts: list[Part], text: str, end: int, roles: list[str], full: list[str]) -> None:
    for index, (start, stop) in enumerate(_places(text[:end])):
        if index < len(roles):
            parts.append(Part(start, stop, roles[index], full[index]))
        else:
            parts.append(Part(start, stop, "wrong", text[start:stop]))
    if end < len(text):
        parts.append(Part(end, len(text), "note", text[end + 1 :].strip(" \t")))


def in_full(text: str, hats: Hats = DEFAULT_HATS) -> str:
    """The text of an item with its core words written out: `25m b post m2: x` as `25m brand post m2: x`.

    Order is kept, runs of spaces become one, an empty note's colon goes. Text that is not understood comes
    back as it is.
    """
    parts: list[Part] = []
    if isinstance(read_item(text, hats, strict=True, parts=parts), Problem):
        return text
    words = [part.full for part in parts if part.role != "note"]
    note = parts[-1].full if parts[-1].role == "note" else ""
    return " ".join(words) + (f": {note}" if note else "")
