"""One line of the journal to a value: the reader of `docs/format.md`, sections 2 to 6.

`read_item` is the only reader of lines there is: pages, the shell's words and the app's entry line all go
through it. It never raises on any text. It uses no regular expressions, since importing `re` costs more
(5 ms) than everything `hat add` does.
"""

from __future__ import annotations

from itertools import pairwise

from twohats.format.model import Entry, Event, Nothing, Problem
from twohats.format.names import INVISIBLE_JOINERS, name_of, names_in
from twohats.format.tokens import LONGEST_WORD, Head, WordError, is_clock, read_head
from twohats.format.words import ACTIVITIES, DEFAULT_HATS, PERSONAL, VERB_SPELLINGS, Hats, folded
from twohats.values import NamedTuple


class Part(NamedTuple):
    """One word of a line and what it was read as: for colouring, completing and writing out in full."""

    start: int
    """First character, from 0, in the text that was read."""
    end: int
    role: str
    """`when`, `hat`, `verb`, `kind`, `channel`, `person`, `tag`, `rating`, `count`, `amount`, `field`, `note`
    or `wrong`."""
    full: str
    """The word as it is written to the page."""


def head_end(text: str) -> int:
    """Where the note's colon stands: the first colon at the end of a word, or the length of the text."""
    at = text.find(":")
    while at >= 0:
        if at + 1 == len(text) or text[at + 1] in " \t":
            return at
        at = text.find(":", at + 1)
    return len(text)


def read_item(
    text: str,
    hats: Hats = DEFAULT_HATS,
    *,
    more: str = "",
    strict: bool = False,
    parts: list[Part] | None = None,
    full: list[str] | None = None,
) -> Entry | Event | Nothing | Problem | None:
    """Read the text of a list item (what stands after `- `); None when it is prose.

    `more` is the text of the indented lines below, already joined. With `strict`, text that does not even
    look like an entry is a `Problem` as well: the words of a command are never prose. `parts`, when given,
    receives every word with its role, unless it is prose; `full` the text with its core words written out, if it is
    understood. A problem's column counts from 1 in `text`.
    """
    end = head_end(text)
    words = _words(text[:end])
    if len(words) == 1 and words[0].lower() == "nothing":
        if parts is not None:
            _add_parts(parts, text, end, [("verb", "nothing")])
        if full is not None:
            full.append(_full([("verb", "nothing")], text[end + 1 :]))
        return Nothing(_joined(text[end + 1 :], more))
    if not words:
        if parts is not None:
            _add_parts(parts, text, end, [])
        hint = "25m brand post linkedin m2: a note"
        return Problem("empty", "there is nothing here", hint, text=text) if strict else None
    head = Head(words)
    try:
        if end > LONGEST_WORD:
            _refuse_long_words(words)
        read_head(head, hats)
    except WordError as wrong:
        if not strict and not _looks_like_entry(text[:end], words, hats):
            return None
        if parts is not None:
            _add_parts(parts, text, end, head.parsed)
        return _problem(wrong, text, end, head)
    if parts is not None:
        _add_parts(parts, text, end, head.parsed)
    if full is not None:
        full.append(_full(head.parsed, text[end + 1 :]))
    return _value(head, _joined(text[end + 1 :], more))


def _words(head: str) -> list[str]:
    """The words of a head: what stands between spaces and tabs."""
    words = head.replace("\t", " ").split(" ")
    return [word for word in words if word] if "" in words else words


def _joined(note: str, more: str) -> str:
    note = note.strip(" \t")
    if not more:
        return note
    return f"{note}\n{more}" if note else more


def _refuse_long_words(words: list[str]) -> None:
    for index, word in enumerate(words):
        if len(word) > LONGEST_WORD:
            hint = "a note comes after a colon and a space"
            raise WordError("bad-word", f"a word has more than {LONGEST_WORD} characters", hint, index)


def _value(head: Head, note: str) -> Entry | Event:
    people, tags = head.people, head.tags
    if "@" in note:
        people |= dict.fromkeys(names_in(note, "@"))
    if "+" in note:
        tags |= dict.fromkeys(names_in(note, "+"))
    if head.minutes is not None:
        rating = head.ratings.get
        return Entry(
            head.hat, head.verb, head.minutes, head.start, head.estimated, head.kind, head.channel,
            tuple(people), tuple(tags), rating("motivation"), rating("interest"), rating("understanding"),
            rating("worth"), head.count or 1, tuple(head.fields), note,
        )  # fmt: skip
    return Event(
        head.hat, head.verb, head.kind, head.start, head.channel, tuple(people), tuple(tags),
        head.count or 1, head.amount, tuple(head.fields), note,
    )  # fmt: skip


def _problem(wrong: WordError, text: str, end: int, head: Head) -> Problem:
    """The problem in a text whose head ends at `end`; what cannot be seen is named before anything else."""
    if not text[:end].isprintable():
        joined = any(joiner in text for joiner in INVISIBLE_JOINERS)
        in_names = _inside_names(text[:end], head.parsed) if joined else set()
        for at, char in enumerate(text[:end]):
            if not (char.isprintable() or char == "\t" or (at in in_names and char in INVISIBLE_JOINERS)):
                return hidden_character(text, at)
    start, stop = _place(text, head.words, wrong.index)
    return Problem(wrong.code, wrong.message, wrong.hint, column=start + 1, length=stop - start, text=text)


def _inside_names(head: str, parsed: list[tuple[str, str]]) -> set[int]:
    """The positions inside the names of a head: words with a sign, and those parsed as channels or keys."""
    inside: set[int] = set()
    for index, (start, stop) in enumerate(_places(head)):
        role = parsed[index][0] if index < len(parsed) else ""
        if head[start] in "@+" and name_of(head[start + 1 : stop], person=head[start] == "@"):
            inside.update(range(start + 1, stop))
        elif role in ("channel", "field"):
            inside.update(range(start, start + len(head[start:stop].partition(":")[0])))
    return inside


_ENOUGH = 4
"""Words that say whether a line begins like an entry."""


def _seen_words(head: str, words: list[str]) -> list[str]:
    """The words of a head as a person sees them: an invisible character looks like a space, if at all."""
    if head.isprintable() or all(map(str.isprintable, words[:_ENOUGH])):
        return words
    return _words("".join([" " if is_hidden(char) else char for char in head])) or words


def _looks_like_entry(head: str, words: list[str], hats: Hats) -> bool:
    """Whether an item that was not understood begins like an entry, so that it is a problem and not prose."""
    if not words[0].isprintable():
        words = _seen_words(head, words)
    first = folded(words[0])
    if _is_beginning(first, hats):
        return True
    if not (first[0].isdigit() or first[0] == "~"):
        return False
    # A time in an unknown form, `25 min` or `0910-0935`, and then a hat with a verb.
    behind = [folded(word) for word in _seen_words(head, words)[1:_ENOUGH]]
    return any(hat in hats.whole and VERB_SPELLINGS.get(verb) for hat, verb in pairwise(behind))


def _is_beginning(first: str, hats: Hats) -> bool:
    return first in hats.whole or is_clock(first) or first.startswith("nothing:")


def begins_like_entry(text: str, hats: Hats) -> bool:
    """Whether the first word alone says that an item is an entry or a problem, whatever follows."""
    words = _words(text[: head_end(text)])
    return bool(words) and words[0].isprintable() and _is_beginning(folded(words[0]), hats)


def is_hidden(char: str) -> bool:
    """Whether a character is invisible or looks like a space, and is neither space nor tab."""
    return not char.isprintable() and char != "\t"


def first_hidden(text: str, end: int) -> int:
    """Index of the first invisible character before `end`, -1 if there is none."""
    if text[:end].isprintable():
        return -1
    return next((at for at in range(end) if is_hidden(text[at])), -1)


def hidden_character(text: str, at: int) -> Problem:
    """The problem of an invisible character at index `at`."""
    message = f"there is a character here that cannot be seen (U+{ord(text[at]):04X})"
    hint = "type a plain space, or nothing"
    return Problem("hidden-character", message, hint, column=at + 1, length=1, text=text)


def _place(text: str, words: list[str], index: int) -> tuple[int, int]:
    """Start and end of word `index` of a text's head; the position right after the head if there is no such word."""
    start = stop = 0
    for word in words[: index + 1] if index >= 0 else words:
        start = text.index(word, stop)
        stop = start + len(word)
    return (start, stop) if 0 <= index < len(words) else (stop, stop + 1)


def _places(head: str) -> list[tuple[int, int]]:
    """Start and end of every word of the head."""
    places: list[tuple[int, int]] = []
    at = 0
    for word in _words(head):
        at = head.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    return places


def _add_parts(parts: list[Part], text: str, end: int, parsed: list[tuple[str, str]]) -> None:
    for index, (start, stop) in enumerate(_places(text[:end])):
        role, full = parsed[index] if index < len(parsed) else ("wrong", text[start:stop])
        parts.append(Part(start, stop, role, full))
    if end < len(text):
        parts.append(Part(end, len(text), "note", text[end + 1 :].strip(" \t")))


def is_channel(word: str) -> bool:
    """Whether a line can have this word as its channel: `x22` is a count, `why` the key of a field."""
    value = read_item(f"1m {PERSONAL} {ACTIVITIES[0]} {word}")
    return isinstance(value, Entry) and value.channel != ""


def in_full(text: str, hats: Hats = DEFAULT_HATS) -> str:
    """The text of an item with its core words written out: `25m b post m2: x` as `25m brand post m2: x`.

    Order is kept, runs of spaces become one, an empty note's colon goes. Text that is not understood comes
    back as it is.
    """
    full: list[str] = []
    read_item(text, hats, strict=True, full=full)
    return full[0] if full else text


def _full(parsed: list[tuple[str, str]], note: str) -> str:
    """The words of a line as they are saved, and its note."""
    words, note = " ".join([full for _, full in parsed]), note.strip(" \t")
    return f"{words}: {note}" if note else words
