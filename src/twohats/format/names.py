"""The spelling of names (people, tags, channels, keys): the words of a line that are not from a fixed list.

`docs/format.md` section 5 is the same for people.
"""

from __future__ import annotations

from twohats.format.words import folded

INVISIBLE_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Needed inside Indic and Persian names; anywhere else before a note it is a typing error."""
_JOINERS = f"-_.'{INVISIBLE_JOINERS}"
# What may stand right before a name in a note: an opening bracket or quotation mark, or Markdown's emphasis.
_OPENING = (
    "([{<\"'*_\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


def is_name_char(char: str) -> bool:
    """Whether `char` may stand inside a name: a letter, a digit, a combining mark, or a joiner like `-`."""
    if char.isalnum() or char in _JOINERS:
        return True
    if char < "\x80":
        return False
    from unicodedata import category  # only names outside ASCII come here

    return category(char)[0] == "M"


def name_of(word: str, *, person: bool = False) -> str:
    """The name that `word` (without its sign) is, in lower case and NFC, or the empty string if it is none.

    A name begins with a letter, ends with a letter, digit or mark, and has letters, digits, marks and `-_.'`
    between. A `person` of a federated network is two names with an `@` between.
    """
    if not word or not word[0].isalpha():
        return ""
    if word.isascii() and word.isalnum():
        return word.lower()
    if person and "@" in word:
        local, _, host = word.partition("@")
        both = name_of(local), name_of(host)
        return "@".join(both) if all(both) else ""
    plain = word.replace(_APOSTROPHE, "'")  # phones and word processors type this one
    if plain[-1] in _JOINERS or not all(map(is_name_char, set(plain))):
        return ""
    return folded(plain)


def name_near(word: str) -> str:
    """The name that remains of `word` without the characters a name may not contain; empty if none is left."""
    kept = [char for char in word if is_name_char(char)]
    while kept and not kept[0].isalpha():
        del kept[0]
    while kept and kept[-1] in _JOINERS:
        kept.pop()
    return name_of("".join(kept))


def names_in(note: str, sign: str) -> list[str]:
    """The names of a note's words that begin with `sign`, in order, without the punctuation around them."""
    found: list[str] = []
    if sign not in note:
        return found
    for word in note.split():
        bare = word.lstrip(_OPENING)
        if bare[:1] == sign:
            name = _name_at_front(bare[1:], person=sign == "@")[0]
            if name:
                found.append(name)
    return found


def name_places(note: str, sign: str) -> list[tuple[int, int, str]]:
    """Where the names of `names_in` stand, without their signs: first character, the one behind the last, and name."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for word in note.split() if sign in note else ():
        at = note.index(word, at)
        bare = word.lstrip(_OPENING)
        if bare[:1] == sign:
            name, length = _name_at_front(bare[1:], person=sign == "@")
            start = at + len(word) - len(bare) + 1
            if name:
                found.append((start, start + length, name))
        at += len(word)
    return found


def _name_at_front(text: str, *, person: bool) -> tuple[str, int]:
    """The longest name that `text` begins with, the `'s` of a possessive left off, and how much of the text it is."""
    run = _run(text)
    if person and text[len(run) : len(run) + 1] == "@":
        host = _trimmed(_run(text[len(run) + 1 :]))
        whole = name_of(f"{run}@{host}", person=True)
        if whole:
            return whole, len(run) + 1 + len(host)
    run = _trimmed(run)
    return name_of(run), len(run)


def _run(text: str) -> str:
    end = 0
    while end < len(text) and (is_name_char(text[end]) or text[end] == _APOSTROPHE):
        end += 1
    return text[:end]


def _trimmed(run: str) -> str:
    run = run.replace(_APOSTROPHE, "'").rstrip(_JOINERS)
    return run[:-2].rstrip(_JOINERS) if run[-2:] in ("'s", "'S") else run
