"""Text in the form in which it is searched: letter case and the spellings of one character made equal."""

from __future__ import annotations

_CURLY, _LETTER = "\N{RIGHT SINGLE QUOTATION MARK}", "\N{MODIFIER LETTER APOSTROPHE}"


def fold(text: str) -> str:
    """A text in Unicode's full case folding and NFC, with `'` for the other apostrophes.

    Folding what is folded changes nothing, and white space stays as it is.
    """
    if text.isascii():
        return text.lower()
    if _CURLY in text or _LETTER in text:
        text = text.replace(_CURLY, "'").replace(_LETTER, "'")
        if text.isascii():
            return text.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFD", text).casefold())


def fold_spaced(text: str) -> str:
    """The same with a single space between words: the form in which a phrase is looked for."""
    return " ".join(fold(text).split())
