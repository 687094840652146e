"""How well words fit the text of lines, slips of the finger forgiven: what `hat find` searches (`docs/query.md`).

A text is its words, what stands between white space. Each word that is looked for fits a text if one of the text's
words contains it, or begins nearly like it; so an answer depends on the words alone, and can be had from a list of
them. Texts and words are folded (`text.fold`), and
where phrases are looked for, single spaces are between the words of both.
"""

from __future__ import annotations

from itertools import compress

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from twohats.format.model import Entry, Event

WHOLE, WITHIN, NEAR = 100.0, 95.0, 90.0
"""Scores of a word that is there, that is part of one, and the most of one that is there nearly."""
SHORT, LONG = 5, 8
"""Letters from which on a word may have one slip (a letter added, missing, wrong, or two swapped), and two."""

_EXACT = 60
"""Letters up to which rapidfuzz compares a word with every part of a text; with longer ones it takes short cuts."""


_LETTERS = 255
"""Different letters of a word that are told apart from all others: those with a number of one byte."""
_NO_LETTER = " "


class Found(NamedTuple):
    """A text that was found: which, and how well it fits."""

    at: int
    """Its index among the texts."""
    score: float
    """Up to 100."""


class Called(NamedTuple):
    """What else those are called who stand in lines, each by the name in the lines: names of today, names on screen."""

    people: Mapping[str, str] = {}
    tags: Mapping[str, str] = {}
    channels: Mapping[str, str] = {}


def names_text(value: Entry | Event, called: Called) -> str:
    """The names of a line as they are searched, with their signs, and what else they are called."""
    people, tags = value.people, value.tags
    text = value.channel
    if people:
        text += f" @{' @'.join(people)}"
    if tags:
        text += f" +{' +'.join(tags)}"
    if any(called):
        for names, others in zip((people, tags, (value.channel,)), called, strict=True):
            for name in names:
                if name in others:
                    text += f" {others[name]}"
    return text


def search(words: Sequence[str], texts: Sequence[str]) -> list[Found]:
    """The texts which all words fit, the best first, among equals the last first."""
    scores = dict.fromkeys(range(len(texts)), 0.0)
    wanted = [word for word in words if word]
    if not wanted:
        return []
    for word in wanted:
        found = _scores(word, texts, list(scores))
        scores = {at: scores[at] + score for at, score in found.items()}
    ranked = sorted(scores.items(), key=lambda pair: (-round(pair[1]), -pair[0]))
    return [Found(at, score / len(wanted)) for at, score in ranked]


def _scores(word: str, texts: Sequence[str], places: Sequence[int]) -> dict[int, float]:
    """How well one word or phrase fits each of some texts, those left out that it does not fit."""
    found = {at: WHOLE if is_whole(word, texts[at]) else WITHIN for at in places if word in texts[at]}
    if not slips(word):
        return found
    rest = _perhaps_near(word, texts, [at for at in places if at not in found])
    near = near_words(word, set().union(*(texts[at].split() for at in rest)))
    for at in rest if near else ():
        there = near.keys() & texts[at].split()
        if there:
            found[at] = max(map(near.__getitem__, there))
    return found


def _perhaps_near(word: str, texts: Sequence[str], places: list[int]) -> list[int]:
    """Those texts that may have a word near to this one: the others need not be taken apart.

    So many slips leave all but so many letters of the word in their order, in as long a part of the text.
    """
    plain, most = bare(word), slips(word)
    if len(plain) > _EXACT:
        return places
    from rapidfuzz import fuzz, process

    like = process.extract(
        plain,
        [texts[at] for at in places],
        scorer=fuzz.partial_ratio,
        processor=None,
        limit=None,
        score_cutoff=100 * (1 - most / len(plain)) - 0.1,
    )
    found = {places[index] for _, _, index in like}
    return [at for at in places if at in found or len(texts[at]) <= len(plain) + most]


def is_whole(word: str, text: str) -> bool:
    """Whether a word or phrase stands in a text with no letter or digit around it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            return True
        at = text.find(word, at + 1)
    return False


def bare(word: str) -> str:
    """A word without the signs and punctuation around it."""
    if word.isalnum():
        return word
    first, last = 0, len(word)
    while first < last and not word[first].isalnum():
        first += 1
    while first < last and not word[last - 1].isalnum():
        last -= 1
    return word[first:last]


def slips(word: str) -> int:
    """How many slips a word that is looked for may have; a phrase may have none."""
    letters = 0 if " " in word else len(bare(word))
    return 0 if letters < SHORT else 1 if letters < LONG else 2


def near_words(word: str, known: Collection[str]) -> dict[str, float]:
    """Those of some words that a word is near to, with the score of each.

    A word is near to another if so few slips make of it the other one, or a beginning of it: a search for `workshp`
    finds `workshops,` too. Signs and punctuation around them say nothing.
    """
    most, plain = slips(word), bare(word)
    if not most:
        return {}
    by_bare: dict[str, list[str]] = {}
    for each in known:
        if len(each) >= len(plain) - most:
            by_bare.setdefault(bare(each), []).append(each)
    return {
        each: NEAR * (1 - distance / len(plain))
        for plain_one, distance in _near(plain, [*by_bare], most).items()
        for each in by_bare[plain_one]
    }


def _near(word: str, known: Sequence[str], most: int) -> dict[str, int]:
    """Those of some words of which a beginning is made of a word with so many slips, with the least number.

    The distance is that called optimal string alignment. Letter by letter of the other word, its distances from all
    beginnings of the word are kept by the bits of two numbers: in `more` those where it is one more than from the
    beginning before, in `less` where one less; by more than one it never differs. So a letter takes a dozen operations
    on numbers (H. Hyyrö: A bit-vector algorithm for computing Levenshtein and Damerau edit distances, 2003). All words
    are compared at once, each in some bytes of these numbers: 1,000 take 1 ms, and rapidfuzz 24 ms to be imported. A
    word that has ended goes on with a letter that is in none, which brings it no nearer.
    """
    length, longest, width, many = len(word), len(word) + most, len(word) // 8 + 1, len(known)
    numbers = {letter: number for number, letter in enumerate([*dict.fromkeys(word)][:_LETTERS], start=1)}
    places = [0] * 256
    for place, letter in enumerate(word):
        if letter in numbers:
            places[numbers[letter]] |= 1 << place
    tables = [bytes([bits >> 8 * byte & 255 for bits in places]) for byte in range(width)]
    text = "".join([other[:longest].ljust(longest, _NO_LETTER) for other in known])
    of_letters = _Numbers({ord(letter): number for letter, number in numbers.items()})
    numbered = text.translate(of_letters).encode("latin-1")
    one = int.from_bytes((b"\1" + bytes(width - 1)) * many, "little")
    every = one * ((1 << length) - 1)
    more, less, same, before = every, 0, 0, 0
    distances = one * length
    found: dict[str, int] = {}
    for at in range(longest):
        letters, packed = numbered[at::longest], bytearray(width * many)
        for byte, table in enumerate(tables):
            packed[byte::width] = letters.translate(table)
        there = int.from_bytes(packed, "little")
        swapped = ((every ^ same) & there) << 1 & before
        same = ((there & more) + more ^ more | there | less | swapped) & every
        up, down = less | every ^ (same | more), same & more
        distances += (up >> length - 1 & one) - (down >> length - 1 & one)
        up, down = (up << 1 | one) & every, down << 1 & every
        more, less = down | every ^ (same | up), up & same
        before = there
        if at + 1 >= length - most:
            data = distances.to_bytes(width * many, "little")
            for index in compress(range(many), map(most.__ge__, data[::width])):
                if not any(data[index * width + 1 : (index + 1) * width]):
                    least = data[index * width]
                    found[known[index]] = min(found.get(known[index], least), least)
    return found


class _Numbers(dict[int, int]):
    """The numbers of letters, 0 for any other."""

    def __missing__(self, letter: int) -> int:
        return 0


def letters_of(word: str) -> int:
    """Which letters a word has, as the bits of a number; some letters share a bit. A slip adds or takes one at most."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 31)
    return found
