"""Near misses: the known word that an unknown one was probably meant to be. rapidfuzz, imported when asked."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

# Of 100. At 80 a slip of one letter in a word of five still counts (linkedn, mastodn), two words that merely
# share a beginning (letter, leather) do not.
ENOUGH = 80


def nearest(word: str, known: Collection[str]) -> str:
    """The word among `known` that is most like `word`, or the empty string if none is like it enough."""
    if not known or len(word) < 3:
        return ""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(word, known, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=ENOUGH)
    return str(found[0]) if found and found[0] != word else ""
