"""Near misses: the known word that an unknown one was probably meant to be. Imports rapidfuzz when asked."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

LONG = 8
"""From this length on a word may have two typing errors, a shorter one only one: a letter added, missing, wrong, or
two swapped. So linkdin and pots are near linkedin and post; leather is not near letter."""


def nearest(word: str, known: Collection[str], *, shortest: int = 3) -> str:
    """The word among `known` that is most similar to `word`, or the empty string if none is similar enough.

    A word shorter than `shortest` is similar to too many others, so it gets no suggestion.
    """
    begun = [each for each in known if each.startswith(word)]
    if len(word) > 1 and len(begun) == 1:
        return begun[0] if begun[0] != word else ""
    if not known or len(word) < shortest:
        return ""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= LONG else 1
    found = process.extractOne(word.lower(), known, scorer=OSA.distance, score_cutoff=slips)
    return str(found[0]) if found and found[0] != word else ""
