"""A name put in place of another one in the texts of a journal: lines, their notes, reviews. Pure.

Only what is read as a name is renamed: the words of a line, `@old` and `+old` in notes, the list items of a review that
mean something. Prose stays as it was written. Every new text is read, and must say what the old one said, under the new
name.
"""

from __future__ import annotations

from twohats.errors import JournalError, NotUnderstood
from twohats.format.edit import bullet_of, is_doubled
from twohats.format.line import Part, is_channel, read_item
from twohats.format.model import Entry, Event
from twohats.format.names import name_of, name_places
from twohats.format.one_name import OneName, renamed_item, value_of_today
from twohats.format.reading import read_page
from twohats.format.review import item_rows, read_review
from twohats.format.words import DEFAULT_HATS, Hats
from twohats.text.encoding import split_bom
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.model import Item, Page
    from twohats.format.review import Review

_FIELDS = ("heard", "met", "from")
"""The fields whose values name channels and people (`one_name.value_of_today`)."""


class Renaming(NamedTuple):
    """One name that becomes another: of a person (`@`), a tag (`+`) or a channel (no sign)."""

    sign: str
    old: str
    """As names are compared: lower case and NFC, without sign."""
    new: str

    def names(self) -> OneName:
        """The same as names that are read for others."""
        pair = {self.old: self.new}
        return OneName(
            pair if self.sign == "@" else {}, pair if self.sign == "+" else {}, {} if self.sign else pair
        )

    def before(self) -> str:
        """The old name with its sign."""
        return self.sign + self.old

    def after(self) -> str:
        """The new name with its sign."""
        return self.sign + self.new


class RenamedPage(NamedTuple):
    """The new text of a page, and the numbers of the items that have changed."""

    text: str
    numbers: tuple[int, ...]


def renamed_text(text: str, renaming: Renaming) -> str:
    """A text of the user with every `@old` or `+old` in it renamed; a channel is no name there."""
    if not renaming.sign:
        return text
    for start, end, name in reversed(name_places(text, renaming.sign)):
        if name == renaming.old:
            text = text[:start] + renaming.new + text[end:]
    return text


def renamed_line(text: str, renaming: Renaming, hats: Hats = DEFAULT_HATS) -> str:
    """The first row of an entry or event (without its dash), renamed; any other text comes back as it is."""
    parts: list[Part] = []
    if not isinstance(read_item(text, hats, strict=True, parts=parts), (Entry, Event)):
        return text
    made: list[str] = []
    at = 0
    has_new = False
    for part in parts:
        gap, word = text[at : part.start], text[part.start : part.end]
        at = part.end
        if part.role == "note":
            word = renamed_text(word, renaming)
        elif part.role == "field":
            word = _renamed_field(word, part.full, renaming)
        elif _is_name(part, renaming, renaming.old):
            word = renaming.after()
        if _is_name(part, renaming, renaming.old, renaming.new):
            if has_new:
                continue  # a name stands once on a line
            has_new = True
        made += (gap, word)
    return "".join(made) + text[at:]


def _is_name(part: Part, renaming: Renaming, *names: str) -> bool:
    role = {"@": "person", "+": "tag", "": "channel"}[renaming.sign]
    return part.role == role and part.full.removeprefix(renaming.sign) in names


def _renamed_field(word: str, full: str, renaming: Renaming) -> str:
    key, _, value = full.partition(":")
    new = value_of_today(key, value, renaming.names()) if key in _FIELDS else value
    return word if new == value else f"{word.partition(':')[0]}:{new}"


def renamed_page(text: str, day: str, renaming: Renaming, hats: Hats = DEFAULT_HATS) -> RenamedPage:
    """A page with its lines and their notes renamed; raises JournalError if it would not read as it should."""
    page = read_page(text, day, hats)
    touched = [item for item in page.items if _names_old(item, renaming)]
    if not touched:
        return RenamedPage(text, ())
    bom, body = split_bom(text)
    lines = body.split("\n")
    before = [*lines]
    for item in touched:
        first, end = item.line - 1, item.line - 1 + item.lines
        bullet = bullet_of(lines[first])
        ending = lines[first][len(lines[first].rstrip("\r")) :]
        row = lines[first][len(bullet) : len(lines[first]) - len(ending)]
        lines[first] = bullet + renamed_line(row, renaming, hats) + ending
        lines[first + 1 : end] = [renamed_text(row, renaming) for row in lines[first + 1 : end]]
    changed = [
        item.number
        for item in touched  # compared at the end: in a conflict two items may have one line
        if lines[item.line - 1 : item.line - 1 + item.lines]
        != before[item.line - 1 : item.line - 1 + item.lines]
    ]
    new = bom + "\n".join(lines)
    _check_page(page, read_page(new, day, hats), renaming)
    return RenamedPage(new, tuple(changed))


def _names_old(item: Item, renaming: Renaming) -> bool:
    value = item.value
    if not isinstance(value, (Entry, Event)):
        return is_doubled(value)  # renamed with the line above that it repeats, or it would repeat it no more
    named = {"@": value.people, "+": value.tags, "": (value.channel,)}[renaming.sign]
    return renaming.old in named or any(key in _FIELDS for key, _ in value.fields)


def _check_page(before: Page, after: Page, renaming: Renaming) -> None:
    """Raise JournalError unless every item reads as before, under the new name."""
    names = renaming.names()
    wrong = 0 if len(before.items) == len(after.items) else 1
    for one, other in () if wrong else zip(before.items, after.items, strict=True):
        expected = renamed_item(one, names)
        if is_doubled(one.value) and is_doubled(other.value):
            continue
        if isinstance(expected.value, (Entry, Event)):
            note = renamed_text(expected.value.note, renaming)
            expected = expected._replace(value=expected.value._replace(note=note))
        if expected != other:
            wrong = one.number
            break
    if wrong:
        conflict = any(problem.code == "conflict" for problem in before.problems)
        raise JournalError(
            f"{before.day}:{wrong} would not read as it should with {renaming.after()}",
            "hat check --fix mends the page first" if conflict else "hat edit changes the line itself",
            command="check" if conflict else "edit",
        )


def renamed_review(text: str, renaming: Renaming, hats: Hats = DEFAULT_HATS) -> str:
    """A review with the list items that mean something renamed, the rest of it as the user wrote it.

    Raises JournalError if it would not read as it should.
    """
    lines = text.split("\n")
    for first, end in item_rows(text):
        row = lines[first]
        lines[first] = renamed_text(row, renaming) if renaming.sign else _renamed_channel(row, renaming, hats)
        lines[first + 1 : end] = [renamed_text(row, renaming) for row in lines[first + 1 : end]]
    new = "\n".join(lines)
    if new != text and _said(read_review(new, hats), renaming) != _said(read_review(text, hats), renaming):
        raise JournalError("a review would not read as it should", "change it in your editor")
    return new


def _renamed_channel(row: str, renaming: Renaming, hats: Hats) -> str:
    """A row of a review with the channel of its limit, or of the verdict that it says no to, renamed."""
    review = read_review(row, hats)
    channel = next((one.limit.channel for one in review.decisions if one.limit), "")
    channel = channel or next((one.channel for one in review.said_no), "")
    if channel != renaming.old:
        return row
    at = row.index(":") + 1
    for word in row[at:].split():
        at = row.index(word, at)
        if name_of(word) == channel:
            new = row[:at] + renaming.new + row[at + len(word) :]
            if _said(read_review(new, hats), renaming) == _said(review, renaming) and new != row:
                return new
        at += len(word)
    return row


def _said(review: Review, renaming: Renaming) -> object:
    """What a review decides, by the new name, without the texts as they are written."""
    names = renaming.names()
    return (
        [
            one.limit and one.limit._replace(channel=names.channel(one.limit.channel))
            for one in review.decisions
        ],
        [(names.person(one.person), one.until) for one in review.later],
        [(names.person(one.person), one.day) for one in review.let_go],
        [(one.hat, names.channel(one.channel), one.rule) for one in review.said_no],
        len(review.not_noise),
        review.questions,
        [problem.line for problem in review.unread],
    )


def read_renaming(words: list[str]) -> Renaming:
    """What is renamed: `@old @new`, `+old +new`, `channel old new`. Raises NotUnderstood for what is no name."""
    example = "hat rename @old @new, +old +new, channel old new"
    of_channel = words[:1] == ["channel"] and len(words) == 3
    pair = words[1:] if of_channel else words
    if len(pair) != 2:
        raise NotUnderstood("a name and what it is called from now on", example)
    signs = [word[:1] if word[:1] in ("@", "+") else "" for word in pair]
    if signs[0] != signs[1] or (of_channel and signs[0]):
        raise NotUnderstood(f"{pair[0]} and {pair[1]} are not of one kind", example)
    if not (signs[0] or of_channel):
        raise NotUnderstood(
            f"{pair[0]} has no sign",
            f"hat rename channel {pair[0]} {pair[1]}, if it is a channel",
            command="rename",
        )
    sign = signs[0]
    names = [name_of(word.removeprefix(sign), person=sign == "@") for word in pair]
    for word, name in zip(pair, names, strict=True):
        if not name or (not sign and not is_channel(name)):
            raise NotUnderstood(f"{word} is not a name as it can be in a line", example)
    if names[0] == names[1]:
        raise NotUnderstood(f"{sign}{names[0]} is called that already", example)
    return Renaming(sign, *names)
