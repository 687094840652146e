"""Whether a word that is being typed may still become right. Pure.

It is tried: the word is right as a beginning if some ending makes it one that the reader takes. A word that could only
become right as a name that nobody has (`m7` as the channel `m7x`) is wrong at once.
"""

from __future__ import annotations

from twohats.drafting.completion import is_behind_hat, words_before_hat
from twohats.drafting.draft import draft, hat_first, verb_in_front, verb_without_hat
from twohats.errors import NotUnderstood
from twohats.format.line import read_item
from twohats.format.model import Entry, Event, Problem
from twohats.format.words import ACTIVITIES, PERSONAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.format.times import Now
    from twohats.format.words import Hats

_OF_TIMES = ("m", "h", "0m", "5m", "5h", ":00", "00", "0", "30", ":30", "0:30", "1:30", "7:30", "9:30", "13:30",
             "19:30", "-1:30", "-7:30", "-13:30", "-19:30", "pm", "0am", "1am", "10am", "10pm", "11:59pm")  # fmt: skip
_OF_DAYS = ("am", "m", "in", "s", "ins", "our", "ours", "rs",
            "-01-01", "01-01", "1-01", "0-01", "2-01", "-01", "01", "1", "0")  # fmt: skip
_BEHIND_NUMBERS = (" min", " ago", " days ago", " nov", " jan")
_BEHIND_WORDS = (" fri", " ago")
"""What may follow a number or a word for it to say when."""
_OF_NAMES = ("a", "a:a")
"""What ends a name, and what a channel too many would become right by: the value of a field."""
_OF_AMOUNTS = ("USD", "SD", "D", "0USD", "EUR", "UR", "R", "GBP", "BP", "P")
_LONGEST_WHEN = 5
"""Words in front of a hat: `nov 20th 2026 at 9am`."""
_LONGEST = 60
"""Characters of a word that is tried; one that is longer is a name, or nothing."""


def may_become_right(before: str, word: str, words: Iterable[str], now: Now, hats: Hats) -> bool:
    """Whether `word`, which is not right behind the text `before`, is the beginning of one that is.

    `words` are those that are offered there. An empty word asks whether more may follow.
    """
    if len(word) > _LONGEST:
        return False
    before = hat_first(before, hats)
    if word and any(each.startswith(word.lower()) for each in words):
        return True
    if is_behind_hat(before, word, hats):
        return bool(word) and _may_become_token(before, word, hats)
    front = f"{before}{word}".rstrip()
    if verb_without_hat(front, hats):
        words_before = front.split()[: verb_in_front(front.split(), hats)[0]]
        return not words_before or says_when(" ".join(words_before), now, hats)
    if not front or len(front.split()) > _LONGEST_WHEN:
        return False
    endings: tuple[str, ...] = ("", *_BEHIND_WORDS)
    if word[:1].isdigit() or word[:1] == "~":
        endings = (*_OF_TIMES, *_OF_DAYS, *_BEHIND_NUMBERS, "")
    elif not word and front[-1].isdigit():
        endings = (*_BEHIND_NUMBERS, "")
    return any(says_when(f"{front}{end}", now, hats) for end in endings)


def says_when(front: str, now: Now, hats: Hats) -> bool:
    """Whether some words may stand in front of a hat, perhaps with minutes behind them."""
    return any(
        _is_right(f"{front} {minutes}{PERSONAL} {ACTIVITIES[0]}", now, hats) for minutes in ("5m ", "")
    )


def _may_become_token(before: str, word: str, hats: Hats) -> bool:
    words = before.split()
    before = "".join(f"{each} " for each in words[len(words_before_hat(words, hats)) :])  # without a day
    head = read_item(before, hats, strict=True)
    if not _wants_token(head) or _is_wrong_number(before + word, hats):
        return False
    return any(_is_token(f"{before}{word}{end}", head, hats) for end in (*_OF_NAMES, *_OF_AMOUNTS))


def _wants_token(head: object) -> bool:
    """Whether what was read before takes the words behind a verb; it may lack minutes or a person."""
    if isinstance(head, Problem):
        return head.code in ("no-minutes", "event-minutes", "no-person")
    return isinstance(head, (Entry, Event))


def _is_token(text: str, head: object, hats: Hats) -> bool:
    value = read_item(text, hats, strict=True)
    if isinstance(value, Problem):
        return isinstance(head, Problem) and value.code == head.code
    return value is not None


def _is_wrong_number(text: str, hats: Hats) -> bool:
    """Whether a text ends in a rating or a count that is none: `m7`."""
    value = read_item(text, hats, strict=True)
    return isinstance(value, Problem) and value.code in ("bad-rating", "bad-count")


def _is_right(text: str, now: Now, hats: Hats) -> bool:
    try:
        draft([text], now, hats)
    except NotUnderstood:
        return False
    return True
