"""One alternative of a selection, read word by word."""

from __future__ import annotations

from twohats.drafting.dates import not_a_date
from twohats.errors import NotUnderstood
from twohats.format.calendar import moment
from twohats.format.names import name_of
from twohats.format.times import BadTime
from twohats.format.words import KINDS, folded
from twohats.query import numbers
from twohats.query.combining import Combining
from twohats.query.periods import WEEKDAYS_SAID, Period, period_at
from twohats.query.placing import (
    ABOUT,
    AND,
    KINDS_OF,
    NOT,
    OF_GOT,
    OVER,
    SINCE,
    UNDER,
    UNTIL,
    Place,
    is_key,
    prefixed,
    signed_name,
)
from twohats.query.selection import (
    FIRST_DAY,
    FLAGS,
    GUESSED,
    HAS_CHANNEL,
    HAS_PERSON,
    HAS_TAG,
    LAST_DAY,
    MOST_MINUTES,
    NOTHING,
    PROBLEMS,
    Clause,
)
from twohats.query.tokens import BY, TO
from twohats.text.fold import fold, fold_spaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.query.placing import Asked, Names
    from twohats.query.tokens import Alternative, Token

_WHICH = {BY: "hat sum WORDS by channel", TO: "hat change WORDS to WORDS"}


class ClauseReader:
    """Reads the words of one alternative. Each `_take…` returns how many words it has used, 0 for none."""

    def __init__(self, names: Names, asked: Asked, *, loose: bool) -> None:
        self._names = names
        self._now = moment(asked.now)
        self._week_start = asked.week_start
        self._loose = loose
        self._has, self._lacks = Combining(), Combining()
        self._words: list[Token] = []
        self._into = self._has
        """What the word that is being read adds to."""
        self._maybe_key: Token | None = None
        """The last word, if a colon stood behind it: the key of a field, if it is nothing else."""

    def read(self, alternative: Alternative) -> Clause:
        """The clause; raises NotUnderstood with the place of the word."""
        self._words = self._without_last_colon([*alternative.head])
        at = 0
        while at < len(self._words):
            at = self._read_at(at)
        self._read_note(alternative.note)
        clause = Clause(self._has.terms(), self._lacks.terms_each())
        odd = [flag for flag in (PROBLEMS, NOTHING) if flag in clause.has.flags]
        if len(odd) > 1 or (odd and not clause.is_of_any_line()):
            raise NotUnderstood(f"{odd[0]} have only a day and a text", f"{odd[0]} since oct: words")
        return clause

    def _without_last_colon(self, words: list[Token]) -> list[Token]:
        """The words without a colon at their very end, which is that of an empty note, or asks for a field."""
        last = words[-1] if words else None
        if last is None or last.is_phrase or not last.text.removesuffix(":") or is_key(last.text):
            return words
        if last.text[-1] == ":" and folded(last.text) != HAS_CHANNEL:
            words[-1] = last._replace(text=last.text[:-1])
            self._maybe_key = words[-1]
        return words

    def _read_at(self, at: int) -> int:
        """Read the word at this place, and those that belong to it; returns the place behind them."""
        token = self._words[at]
        if token.is_word(AND):
            return at + 1
        self._into = self._has
        if token.is_word(NOT):
            at += 1
            if at == len(self._words) or self._words[at].is_word(NOT, AND):
                if self._loose:
                    return at
                raise _refusal(
                    token, "not what?", "not stands before the word that is not to be: not linkedin"
                )
            self._into = self._lacks
        token = self._words[at]
        try:
            return at + self._take(at)
        except (BadTime, numbers.BadNumber) as error:
            if self._loose:
                return at + self._take_unknown(token)
            raise _refusal(token, error.message, error.hint) from None
        except NotUnderstood as error:
            if not error.length:
                error.column, error.length = token.at + 1, len(token.text)
            raise

    def _take(self, at: int) -> int:
        token = self._words[at]
        if token.is_phrase:
            if not self._loose:
                raise _refusal(token, "a phrase stands behind a colon", f'… : "{token.text}"')
            self._into.loose.append(fold_spaced(token.text))
            return 1
        used = (
            self._take_own(at)
            or self._take_period(at, least=2)
            or self._take_sign(token.text)
            or self._take_period(at, least=1)
            or self._take_amount(token.text)
            or self._take_name(at)
        )
        return used or self._take_unknown(token)

    # The grammar's own words.

    def _take_own(self, at: int) -> int:
        token = self._words[at]
        word = token.text.lower()
        if word in (SINCE, UNTIL):
            return self._take_since(at, word)
        if word in (OVER, UNDER):
            return self._take_over(at, word)
        if word in (BY, TO) and not self._loose:
            raise _refusal(token, f"{word} has no meaning here", f"{_WHICH[word]}; in a note: … : {word}")
        if word in FLAGS:
            self._into.flags.append(word)
        elif word in OF_GOT:
            self._into.say_kinds(("got",), OF_GOT[word])
        elif word in WEEKDAYS_SAID:
            self._into.weekdays += WEEKDAYS_SAID[word]
        elif word == ABOUT and at + 1 < len(self._words):
            minutes = numbers.minutes_asked(self._words[at + 1].text)
            if minutes is None:
                return 0
            self._guessed(minutes)
            return 2
        else:
            return 0
        return 1

    def _take_since(self, at: int, word: str) -> int:
        found = self._period(at + 1)
        if found is None:
            if self._loose:
                return 0
            raise _refusal(
                self._words[at], f"{word} when?", f"{word} oct, {word} 2026-10-12, {word} last week"
            )
        if word == SINCE:
            self._into.limit_days(found.first, LAST_DAY)
        else:
            self._into.limit_days(FIRST_DAY, found.last)
        return 1 + found.used

    def _take_over(self, at: int, word: str) -> int:
        text = self._words[at + 1].text if at + 1 < len(self._words) else ""
        minutes = numbers.minutes_asked(text, least=0) if text else None
        if minutes is not None:
            least, most = (minutes + 1, MOST_MINUTES) if word == OVER else (0, minutes - 1)
            self._into.limit_minutes(least, most)
            return 2
        amount = numbers.amount_asked(text) if text else None
        if amount is not None and amount.exactly:
            self._into.limit_amount(amount.currency, amount.exactly, is_over=word == OVER)
            return 2
        if self._loose:
            return 0
        raise _refusal(self._words[at], f"{word} what?", f"{word} 1h, {word} 100GBP")

    def _guessed(self, minutes: int) -> None:
        self._into.minutes.append((minutes, minutes))
        if self._into is self._has:
            self._into.flags.append(GUESSED)

    # Periods.

    def _period(self, at: int) -> Period | None:
        texts: list[str] = []
        for token in self._words[at : at + 8]:
            if token.is_phrase:
                break
            texts.append(token.text)
        return period_at(texts, self._now, self._week_start)

    def _take_period(self, at: int, *, least: int) -> int:
        found = self._period(at)
        if found is None or found.used < least:
            return 0
        self._into.days.append((found.first, found.last))
        return found.used

    # Words with a sign or a number.

    def _take_sign(self, word: str) -> int:
        into = self._into
        if word[0] in "@+":
            return self._take_signed(word)
        rating = numbers.rating_asked(word)
        if rating is not None:
            into.rate(*rating)
            return 1
        count = numbers.count_asked(word)
        if count is not None:
            into.counts.append(count)
            return 1
        if word[0] == "~":
            minutes = numbers.minutes_asked(word[1:])
            if minutes is not None:
                self._guessed(minutes)
                return 1
        minutes = numbers.minutes_asked(word)
        if minutes is not None:
            into.minutes.append((minutes, minutes))
            return 1
        clock = numbers.clock_asked(word)
        if clock is not None:
            into.clock.append(clock)
            return 1
        return self._take_field(word) if ":" in word else 0

    def _take_signed(self, word: str) -> int:
        is_person = word[0] == "@"
        if len(word) == 1:
            self._into.flags.append(HAS_PERSON if is_person else HAS_TAG)
            return 1
        if self._loose and not (self._names.is_person if is_person else self._names.is_tag)(word[1:]):
            return 0
        (self._into.people if is_person else self._into.tags).append(signed_name(word))
        return 1

    def _take_field(self, word: str) -> int:
        place = prefixed(word, self._names)
        if place is not None:
            self._add(place)
            return 1
        key, _, value = word.partition(":")
        name = name_of(key)
        if word[-1] == ":":
            if folded(word) == HAS_CHANNEL:
                self._into.flags.append(HAS_CHANNEL)
            elif is_key(word):
                self._into.fields.append((name, ""))
            else:
                return 0
            return 1
        if not name:
            return 0
        self._into.fields.append((name, fold(value)))
        return 1

    def _take_amount(self, word: str) -> int:
        amount = numbers.amount_asked(word)
        if amount is None:
            return 0
        self._into.amounts.append(amount)
        return 1

    # Names.

    def _take_name(self, at: int) -> int:
        place = self._names.place(self._words[at].text, begun=not self._loose)
        if place is None:
            return 0
        behind = self._words[at + 1].text if at + 1 < len(self._words) else ""
        if place.role == "verb" and self._into is self._lacks and folded(behind) in KINDS.get(place.name, ()):
            self._into.say_kinds((place.name,), (folded(behind),))  # `not got lead` is one thing
            return 2
        self._add(place)
        return 1

    def _add(self, place: Place) -> None:
        into = self._into
        if place.role == "verb":
            into.say_verb(place.name)
        elif place.role == "kind":
            into.say_kinds(KINDS_OF[place.name], (place.name,))
        else:
            {"hat": into.hats, "side": into.sides, "channel": into.channels}[place.role].append(place.name)

    def _take_unknown(self, token: Token) -> int:
        word = token.text
        if token is self._maybe_key and name_of(word):
            self._into.fields.append((name_of(word), ""))
            return 1
        if self._loose:
            self._into.loose.append(fold(word))
            return 1
        wrong = not_a_date([each.text for each in self._words if each.at >= token.at][:2])
        if wrong:
            raise _refusal(token, f"{wrong} is not a date", "today, fri, 20 nov, 2026-11-22, since oct")
        hint = "a field is key:value; a note is searched behind a colon: … : words"
        if ":" not in word:
            hint = self._names.hint(word)
        raise _refusal(token, f"{word} is not understood", hint)

    # The note.

    def _read_note(self, tokens: tuple[Token, ...]) -> None:
        at = 0
        while at < len(tokens):
            into = self._has
            if tokens[at].is_word(NOT) and at + 1 < len(tokens):
                into = self._lacks
                at += 1
            (into.loose if self._loose else into.notes).append(fold_spaced(tokens[at].text))
            at += 1


def _refusal(token: Token, message: str, hint: str = "") -> NotUnderstood:
    length = len(token.text) + 2 * token.is_phrase
    return NotUnderstood(message, hint, column=token.at + 1, length=max(length, 1))
