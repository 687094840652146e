"""The words behind `to` of `hat change … to WORDS`, read: what lines become, and the day they go to. Pure.

They are the words of a line, in any order, each for itself. `not` in front of a word takes out what it says, `m-` a
rating, and a spoken day moves lines to its page. Each of these words selects, as a question, what was changed by it.
"""

from __future__ import annotations

from twohats.drafting.dates import spoken_date, spoken_period, time_of_day
from twohats.drafting.draft import still_to_come
from twohats.errors import NotUnderstood
from twohats.format import times
from twohats.format.line import is_channel
from twohats.format.line_change import LineChange
from twohats.format.names import name_of
from twohats.format.tokens import LARGEST_COUNT, LONGEST_WORD, is_clock
from twohats.format.words import (
    CURRENCIES,
    EVERY_KIND,
    RATINGS,
    RESERVED_KEYS,
    VERBS,
    Hats,
    folded,
)
from twohats.text.suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from typing import Any

NOT = "not"
IN = "in"
_OF_QUESTIONS = ("or", "by", "to", "since", "until", "over", "under", IN)
"""Words that only a question has."""
_ASKED_ONLY = ("side",)
"""Keys that only a question has, beside `in`."""
_EXAMPLE = "to fedi, to brand got reply, to not @anna @bo, to m-, to why:money, to yesterday"


def read_change(
    words: Sequence[str], now: datetime, hats: Hats, channels: Collection[str] = ()
) -> LineChange:
    """Read the words behind `to`; `channels` are those that are known. Raises NotUnderstood, naming the word."""
    reader = _Reader(" ".join(words), now, hats, channels)
    while reader.left:
        reader.read()
    change = reader.change()
    if change.is_empty:
        raise NotUnderstood("what should the lines become?", _EXAMPLE)
    return change


class _Reader:
    """The words that are left to read, and what those before them said."""

    def __init__(self, text: str, now: datetime, hats: Hats, channels: Collection[str]) -> None:
        self.left = text.split()
        self._text = text
        self._now = now
        self._hats = hats
        self._channels = channels
        self._once: dict[str, Any] = {}
        """Fields of `LineChange` of which there is one."""
        self._many: dict[str, list[Any]] = {}
        """Fields that are lists."""
        self._words: dict[str, str] = {}
        """The word that said it, by what it said."""

    def change(self) -> LineChange:
        """What the words say all together."""
        channel = self._once.get("channel")
        added = [
            *(f"@{name}" for name in self._many.get("people", ())),
            *(f"+{name}" for name in self._many.get("tags", ())),
            *(f"{key}:{folded(value)}" for key, value in self._many.get("fields", ())),
            *([channel] if channel else ()),
        ]
        gone = {
            *(f"@{name}" for name in self._many.get("without_people", ())),
            *(f"+{name}" for name in self._many.get("without_tags", ())),
            *(f"{key}:{folded(value)}" for key, value in self._many.get("without_fields", ())),
            *self._many.get("without_channels", ()),
        }
        for word in added:
            if word in gone:
                raise NotUnderstood(f"{word} cannot be there and not be there", f"{word} or not {word}")
        many: dict[str, Any] = {name: tuple(dict.fromkeys(found)) for name, found in self._many.items()}
        return LineChange(**self._once, **many)

    # One word after the other

    def read(self) -> None:
        """Read the next word, or the next few that say one thing together."""
        if self._read_day() or self._read_when():
            return
        word = self.left.pop(0)
        if word.lower() == NOT:
            self._read_not()
        elif len(word) > LONGEST_WORD:
            raise self._wrong(word, f"a word has more than {LONGEST_WORD} characters", "")
        elif word[-1] == ":" and (self.left or not name_of(word[:-1])):
            raise self._wrong(
                word, "a note is changed in its line, not in many", "hat edit PLACE opens it", command="edit"
            )
        elif word[0] in "@+":
            self._many.setdefault("people" if word[0] == "@" else "tags", []).append(self._name(word))
        elif word[0].isdigit():
            self._set("amount", self._amount(word), word)
        elif self._is_rating(word):
            digit = 0 if word[1] == "-" else int(word[1])
            self._rate(word[0].lower(), digit, word)
        elif word[0] in "xX" and word[1:].isdigit():
            self._set("count", self._count(word), word)
        elif ":" in word:
            self._read_field(word)
        else:
            self._read_bare(word)

    def _read_day(self) -> bool:
        found = spoken_date(self.left, self._now)
        if found is None:
            return False
        said = " ".join(self.left[: found.used])
        if found.ago or found.minute is not None:
            raise self._wrong(said, f"{said} is a time of a day", "yesterday, fri, 20 nov or 2026-11-22")
        if found.written > self._now.date():
            raise still_to_come(found, self._text)
        self._set("day", found.day.isoformat(), said)
        del self.left[: found.used]
        return True

    def _read_when(self) -> bool:
        """A duration, a time of day or a range, as lines have them or as they are said."""
        word = self.left[0]
        guessed = word[0] == "~" or (word.lower() == "about" and len(self.left) > 1)
        used = 2 if guessed and word[0] != "~" else 1
        bare = self.left[used - 1].removeprefix("~")
        spoken = None if guessed else time_of_day(bare, before=times.A_PAGE)
        if spoken is None and not is_clock(bare):
            if guessed:
                raise self._wrong(word, f"{bare} is not a duration", "~40m, or about 40m")
            return False
        try:
            span = None if guessed else times.read_range(bare)
            start = span[0] if span else times.read_time(bare)
            minutes = span[1] if span else times.read_duration(bare)
        except times.BadTime as bad:
            raise self._wrong(bare, bad.message, bad.hint) from None
        start = spoken if start is None else start
        if guessed and minutes is None:
            raise self._wrong(bare, f"{bare} is not a duration", "~40m, or about 40m")
        if start is not None:
            self._set("start", start, bare)
        if minutes is not None:
            self._set("minutes", minutes, bare)
            self._once["estimated"] = guessed
        del self.left[:used]
        return True

    def _read_not(self) -> None:
        if not self.left:
            raise self._wrong(NOT, "not what?", "not @anna, not +launch, not linkedin, not why:")
        word = self.left.pop(0)
        if word[0] in "@+":
            gone = self._many.setdefault("without_people" if word[0] == "@" else "without_tags", [])
            gone.append(self._name(word) if len(word) > 1 else "")
        elif self._is_rating(word) or (word.lower() in RATINGS and word.lower() not in self._channels):
            raise self._wrong(word, "a rating is taken out by its letter and a dash", f"{word[0].lower()}-")
        elif word[0] in "xX" and word[1:].isdigit():
            raise self._wrong(word, "every line has a count, which is 1 where it says none", "x1")
        elif word[0].isdigit():
            raise self._wrong(word, f"not {word} says nothing behind to", "what it should be instead")
        elif ":" in word:
            self._read_not_field(word)
        elif name_of(word) and self._kind_of_word(word) == "channel":
            self._many.setdefault("without_channels", []).append(name_of(word))
        else:
            what = self._kind_of_word(word) or "word"
            hint = f"the {what} that it should be instead" if what != "word" else _EXAMPLE
            raise self._wrong(word, f"no line can be without its {what}", hint)

    def _read_not_field(self, word: str) -> None:
        key, _, value = word.partition(":")
        if key.lower() == IN:
            self._many.setdefault("without_channels", []).append(name_of(value) if value else "")
            return
        self._many.setdefault("without_fields", []).append((self._key(word), value))

    def _read_field(self, word: str) -> None:
        key, _, value = word.partition(":")
        if key.lower() == IN:
            if not is_channel(value):
                raise self._wrong(word, f"{value or 'nothing'} is not a channel", "in:linkedin")
            self._set("channel", name_of(value), word)
            return
        name = self._key(word)
        if not value or value[-1] == ":":
            raise self._wrong(word, f"{name}: needs a value", f"{name}:value, or not {name}: takes it out")
        if not value.isprintable():
            raise self._wrong(word, f"{name} holds a character that cannot be seen", "")
        self._many.setdefault("fields", []).append((name, value))

    def _read_bare(self, word: str) -> None:
        kind = self._kind_of_word(word)
        if kind == "hat":
            self._set("hat", self._hats.spellings[folded(word)], word)
        elif kind in ("verb", "kind"):
            self._set(kind, word.lower(), word)
        elif kind == "channel":
            self._set("channel", name_of(word), word)
        else:
            raise self._wrong(word, f"{word} is not understood", _EXAMPLE)

    # What a word is

    def _kind_of_word(self, word: str) -> str:
        """`hat`, `verb`, `kind` or `channel`; empty for none. Raises for a new channel that is nearly a fixed word."""
        plain = folded(word)
        if plain in self._hats.sides:
            return "hat"
        if plain in VERBS:
            return "verb"
        if plain in EVERY_KIND:
            return "kind"
        if plain in self._hats.whole:
            return "hat"
        name = name_of(word)
        if name in self._channels:
            return "channel"
        if plain in _OF_QUESTIONS:
            raise self._wrong(
                word, f"{word} says nothing behind to", f"in:{plain} for a channel of that name"
            )
        if spoken_period([word], self._now) is not None:
            raise self._wrong(
                word, f"{word} is not a day", f"a day such as fri; in:{plain} for a channel of that name"
            )
        if name in RESERVED_KEYS:
            raise self._wrong(word, f"{word} needs its value right after the colon", f"{name}:value")
        if not is_channel(word):
            return ""
        near = nearest(plain, (*self._hats.sides, *VERBS, *EVERY_KIND))
        if near:
            hint = f"did you mean {near}? in:{name} makes it a channel"
            raise self._wrong(word, f"{word} is neither a word of lines nor a channel yet", hint)
        return "channel"

    def _is_rating(self, word: str) -> bool:
        """Whether it is a rating, or a letter with a dash for none; raises for one that is wrong."""
        letter, rest = word[:1].lower(), word[1:]
        if letter not in RATINGS or not rest or not (rest[0].isdigit() or rest == "-"):
            return False
        if rest != "-" and (len(rest) > 1 or rest not in "12345"):
            if any(map(str.isalpha, rest.partition(":")[0])):
                return False
            raise self._wrong(
                word, f"{word} is not a rating", f"{letter}1 to {letter}5, {letter}- takes it out"
            )
        return True

    def _rate(self, letter: str, digit: int, word: str) -> None:
        self._note(f"rating {letter}", word)
        self._many.setdefault("ratings", []).append((letter, digit))

    def _name(self, word: str) -> str:
        name = name_of(word[1:], person=word[0] == "@")
        if not name:
            what = "a person's name" if word[0] == "@" else "a tag"
            raise self._wrong(word, f"{word} is not {what}", "@anna" if word[0] == "@" else "+launch")
        return name

    def _key(self, word: str) -> str:
        key = name_of(word.partition(":")[0])
        if not key:
            raise self._wrong(word, f"{word} is not understood", "a key such as why:money")
        if key in _ASKED_ONLY:
            hats = ", ".join(self._hats.sides)
            raise self._wrong(word, f"a line says no {key}, it says a hat", f"one of {hats}")
        return key

    def _amount(self, word: str) -> tuple[str, str]:
        number, code = word[:-3], word[-3:].upper()
        whole, dot, part = number.partition(".")
        shaped = word.isascii() and whole.isdigit() and code.isalpha() and (not dot or part.isdigit())
        if not shaped or f" {code} " not in f" {CURRENCIES} " or len(whole) > 12 or len(part) > 4:
            raise self._wrong(word, f"{word} is not understood", "an amount is written 1200GBP, minutes 25m")
        return number, code

    def _count(self, word: str) -> int:
        digits = word[1:]
        count = int(digits) if digits.isascii() and digits.isdigit() else 0
        if not 1 <= count <= LARGEST_COUNT:
            raise self._wrong(word, f"{word} is not a count", f"x1 to x{LARGEST_COUNT}")
        return count

    # Said once

    def _set(self, name: str, value: Any, word: str) -> None:
        self._note(name, word)
        self._once[name] = value

    def _note(self, name: str, word: str) -> None:
        """Note which word says something that a line has once; raises where another said something else."""
        said = self._words.setdefault(name, word)
        if said != word:
            what = {"start": "time", "minutes": "duration"}.get(name, name)
            raise self._wrong(word, f"a line has one {what}: {said} or {word}", "write the one that is meant")

    def _wrong(self, word: str, message: str, hint: str, *, command: str = "") -> NotUnderstood:
        at = self._text.find(word)
        line, column = (self._text, at + 1) if at >= 0 else ("", 0)
        return NotUnderstood(message, hint, line=line, column=column, length=len(word), command=command)
