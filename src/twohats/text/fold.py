"""Text in the form in which it is searched: letter case and the spellings of one character made equal."""

from __future__ import annotations

_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{MODIFIER LETTER APOSTROPHE}": "'"})


def fold(text: str) -> str:
    """A text in Unicode's full case folding and NFC, with `'` for the other apostrophes.

    Folding what is folded changes nothing, and white space stays as it is.
    """
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    folded = normalize("NFC", normalize("NFD", text).casefold()).translate(_APOSTROPHES)
    return folded if folded.isascii() else normalize("NFC", normalize("NFD", folded).casefold())


def fold_spaced(text: str) -> str:
    """The same with a single space between words: the form in which a phrase is looked for."""
    return " ".join(fold(text).split())
