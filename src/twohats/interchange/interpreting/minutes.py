"""R4 and R8: how many minutes to guess for a sitting, a post, a comment. Always a guess, by constants of the rules."""

from __future__ import annotations

from twohats.format.times import LONGEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.interchange.rules import Constants


def of_messages(seconds: int, mine: int, my_words: int, their_words: int, assumed: Constants) -> int:
    """Minutes of a sitting: from its first to its last message and two more, or the time that its words take, whichever
    is less.

    `seconds` lie between the first and the last of its messages, `mine` of which are the owner's.
    """
    words = my_words / assumed.my_words_a_minute + their_words / assumed.their_words_a_minute
    return _whole(min(seconds / 60 + 2, words + mine * assumed.minutes_a_message))


def of_letters(mine: int, assumed: Constants) -> int:
    """Minutes of writing so many letters."""
    return _whole(mine * assumed.minutes_a_letter)


def of_post(words: int, assumed: Constants) -> float:
    """Minutes of writing a post, not rounded: several of a sitting are added up."""
    minutes = words / assumed.post_words_a_minute + assumed.minutes_a_post
    return min(max(minutes, assumed.least_of_a_post), assumed.most_of_a_post)


def of_comment(words: int, assumed: Constants) -> float:
    """Minutes of a comment or a public reply, not rounded."""
    return words / assumed.post_words_a_minute + assumed.minutes_a_comment


def _whole(minutes: float) -> int:
    """Rounded half up, within what a line may have."""
    return min(max(int(minutes + 0.5), 1), LONGEST)


whole = _whole
