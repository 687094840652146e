"""What a change does to one line: some of its words set, added or taken out, every other character kept as it stands.

`change_line` is pure: text in, text out. The new text is read before it is returned, and must say what the old one did
in everything that the change does not name.
"""

from __future__ import annotations

from twohats.errors import JournalError, NotUnderstood
from twohats.format import times
from twohats.format.line import Part, read_item
from twohats.format.model import Entry, Event, Problem
from twohats.format.one_name import ONE_NAME_EACH
from twohats.format.words import DEFAULT_HATS, KINDS, RATINGS, SEVERAL_VALUES, Hats, folded
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from twohats.format.one_name import OneName

_SIGNS = {"person": "@", "tag": "+"}


class LineChange(NamedTuple):
    """What lines become: a field that is empty or None leaves that part of a line as it is."""

    hat: str = ""
    verb: str = ""
    kind: str = ""
    channel: str = ""
    without_channels: tuple[str, ...] = ()
    """The channels that are taken out; the empty text is any channel."""
    start: int | None = None
    """Minutes after midnight, as in `Entry.start`."""
    minutes: int | None = None
    estimated: bool = False
    """Whether the minutes are a guess; says nothing without them."""
    ratings: tuple[tuple[str, int], ...] = ()
    """Letter and digit, one of each letter; with 0 the rating is taken out."""
    count: int | None = None  # type: ignore[assignment]  # hides tuple.count, which no one needs here
    amount: tuple[str, str] | None = None
    """Number and currency."""
    people: tuple[str, ...] = ()
    """Added, where a line does not have them. Names are without their signs."""
    without_people: tuple[str, ...] = ()
    """Taken out; the empty text is everybody."""
    tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    """Key and value: afterwards a line has exactly these values of the key."""
    without_fields: tuple[tuple[str, str], ...] = ()
    """Key and value, or an empty text for every value of the key."""
    day: str = ""
    """ISO date of the page that lines go to; nothing of their text changes by it."""

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing in any line."""
        return self == LineChange()


def change_line(
    text: str,
    change: LineChange,
    hats: Hats = DEFAULT_HATS,
    names: OneName = ONE_NAME_EACH,
    *,
    more: str = "",
) -> str:
    """The text of a line's first row (without its dash) after a change; the same text where it is so already.

    `more` is the text of the indented rows below, joined, whose names count too; `names` says which names are the
    same. Raises NotUnderstood for a change that makes no sense for the line.
    """
    if change._replace(day="").is_empty:
        return text
    parts: list[Part] = []
    value = read_item(text, hats, more=more, strict=True, parts=parts)
    if not isinstance(value, (Entry, Event)):
        if isinstance(value, Problem):
            raise NotUnderstood(value.message, value.hint, command=value.command)
        raise NotUnderstood(
            "it says nothing that could be changed", "hat edit puts another line there", command="edit"
        )
    line = _Line(text, [part for part in parts if part.role != "note"])
    _set_hat_verb_kind(line, value, change)
    _set_when(line, value, change)
    _set_channel(line, value, change, names)
    _set_names(line, "person", value.people, change.people, change.without_people, names.person)
    _set_names(line, "tag", value.tags, change.tags, change.without_tags, names.tag)
    _set_ratings(line, change)
    _set_count_and_amount(line, value, change)
    _set_fields(line, change)
    new = line.text()
    if new != text:
        _check(new, value, read_item(new, hats, more=more, strict=True), change, names)
    else:
        _check_names_gone(value, change, names)
    return new


class _Word:
    """One word of a line's head."""

    __slots__ = ("full", "gap", "role", "written")

    def __init__(self, gap: str, written: str, role: str, full: str) -> None:
        self.gap = gap
        """What stands between it and the word in front of it."""
        self.written = written
        self.role = role
        """As in `line.Part`."""
        self.full = full


class _Line:
    """The words of a line's head, to be changed, and the text behind them, which stays."""

    def __init__(self, text: str, parts: list[Part]) -> None:
        self.words: list[_Word] = []
        at = 0
        for part in parts:
            self.words.append(_Word(text[at : part.start], text[part.start : part.end], part.role, part.full))
            at = part.end
        self._behind = text[at:]

    def text(self) -> str:
        """The line as it stands now."""
        return "".join([word.gap + word.written for word in self.words]) + self._behind

    def of(self, *roles: str) -> list[_Word]:
        """Its words that have one of these roles."""
        return [word for word in self.words if word.role in roles]

    def take_out(self, word: _Word) -> None:
        """Take a word out, with the space in front of it."""
        self.words.remove(word)

    def put_behind(self, roles: tuple[str, ...], written: str, role: str) -> None:
        """Add a word behind the last that has one of these roles."""
        last = self.of(*roles)[-1]
        self.words.insert(self.words.index(last) + 1, _Word(" ", written, role, written))

    def put_last(self, written: str, role: str) -> None:
        """Add a word behind all others."""
        self.words.append(_Word(" ", written, role, written))

    def replace_all(self, old: list[_Word], new: list[str], role: str) -> None:
        """Put words in the places of others; what is left of the old is taken out, of the new put last."""
        for word, written in zip(old, new, strict=False):
            word.written = word.full = written
        for word in old[len(new) :]:
            self.take_out(word)
        for written in new[len(old) :]:
            self.put_last(written, role)


def _verb_of(value: Entry | Event) -> str:
    return value.activity if isinstance(value, Entry) else value.verb


def _set_hat_verb_kind(line: _Line, value: Entry | Event, change: LineChange) -> None:
    if change.hat not in ("", value.hat):
        line.of("hat")[0].written = change.hat
    verb = change.verb or _verb_of(value)
    if verb != _verb_of(value):
        line.of("verb")[0].written = verb
    kinds, kind = KINDS.get(verb, ()), change.kind or value.kind
    if kinds and kind not in kinds:
        wrong = f"{kind} is not a kind of {verb}" if kind else f"{verb} needs a kind"
        raise NotUnderstood(wrong, f"one of {' '.join(kinds)}")
    if change.kind and not kinds:
        raise NotUnderstood(f"{verb} has no kind, so it cannot become {kind}", _verbs_with(kind))
    (*old,) = line.of("kind")
    if old and not kinds:
        line.take_out(old[0])
    elif kinds and kind != value.kind:
        line.replace_all(old, [kind] if old else [], "kind")
        if not old:
            line.put_behind(("verb",), kind, "kind")


def _verbs_with(kind: str) -> str:
    return f"{kind} is a kind of {' and '.join(verb for verb, kinds in KINDS.items() if kind in kinds)}"


def _set_when(line: _Line, value: Entry | Event, change: LineChange) -> None:
    start = value.start if isinstance(value, Entry) else value.at
    new_start = start if change.start is None else change.start
    minutes = value.minutes if isinstance(value, Entry) else None
    guessed = isinstance(value, Entry) and value.estimated
    new_minutes, new_guessed = minutes, guessed
    if change.minutes is not None:
        new_minutes, new_guessed = change.minutes, change.estimated
    if (new_start, new_minutes, new_guessed) == (start, minutes, guessed):
        return
    old = line.of("when")
    as_range = len(old) == 1 and "-" in old[0].full
    line.words = [word for word in line.words if word.role != "when"]
    new = _when(new_start, new_minutes, guessed=new_guessed, as_range=as_range)
    if len(new) == len(old):  # the spaces between them stay
        gaps = [word.gap for word in old]
    else:
        gaps = ["", " "][: len(new)]
        if not old:
            line.words[0].gap = " "
    line.words[:0] = [_Word(gap, written, "when", written) for gap, written in zip(gaps, new, strict=True)]


def _when(start: int | None, minutes: int | None, *, guessed: bool, as_range: bool) -> list[str]:
    """The words that say when and how long; a range only where the minutes are no guess."""
    if start is None:
        return [] if minutes is None else [_duration(minutes, guessed=guessed)]
    if minutes is None:
        return [times.time_text(start)]
    if as_range and not guessed:
        return [f"{times.time_text(start)}-{times.clock_text(start + minutes)}"]
    return [times.time_text(start), _duration(minutes, guessed=guessed)]


def _duration(minutes: int, *, guessed: bool) -> str:
    return f"{'~' if guessed else ''}{times.duration_text(minutes)}"


def _set_channel(line: _Line, value: Entry | Event, change: LineChange, names: OneName) -> None:
    is_now, becomes = names.channel(value.channel), names.channel(change.channel)
    old = line.of("channel")
    if becomes and is_now == becomes:
        return
    if becomes and old:
        old[0].written = change.channel
    elif becomes:
        line.put_behind(("verb", "kind"), change.channel, "channel")
    elif old and any(not name or names.channel(name) == is_now for name in change.without_channels):
        line.take_out(old[0])


def _set_names(
    line: _Line,
    role: str,
    has: Iterable[str],
    added: Iterable[str],
    without: Iterable[str],
    one_name: Callable[[str], str],
) -> None:
    """Take people or tags out and add others, the first of these in the places of the first of those."""
    sign, gone, kept = _SIGNS[role], set(map(one_name, without)), set(map(one_name, added))
    named = [(word, one_name(word.full[1:])) for word in line.of(role)]
    out = [word for word, name in named if name in gone or ("" in gone and name not in kept)]
    there = set(map(one_name, has))
    new = [f"{sign}{name}" for name in added if one_name(name) not in there]
    line.replace_all(out, new, role)


def _set_ratings(line: _Line, change: LineChange) -> None:
    for letter, digit in change.ratings:
        old = [word for word in line.of("rating") if word.full[0] == letter]
        new = [f"{letter}{digit}"] if digit else []
        if [word.full for word in old] != new:
            line.replace_all(old, new, "rating")


def _set_count_and_amount(line: _Line, value: Entry | Event, change: LineChange) -> None:
    if change.count not in (None, value.count):
        line.replace_all(line.of("count"), [f"x{change.count}"] if change.count != 1 else [], "count")
    has = value.amount if isinstance(value, Event) else None
    if change.amount not in (None, has):
        line.replace_all(line.of("amount"), ["".join(change.amount or ())], "amount")


def _set_fields(line: _Line, change: LineChange) -> None:
    for key, value in change.without_fields:
        for word in [word for word in line.of("field") if _key(word) == key]:
            left = _without(key, word.full.partition(":")[2], value)
            if not left:
                line.take_out(word)
            elif left != word.full.partition(":")[2]:
                word.written = word.full = f"{key}:{left}"
    for key in dict.fromkeys(key for key, _ in change.fields):
        old = [word for word in line.of("field") if _key(word) == key]
        new = [f"{key}:{value}" for name, value in change.fields if name == key]
        if [word.full for word in old] != new:
            line.replace_all(old, new, "field")


def _key(word: _Word) -> str:
    return word.full.partition(":")[0]


def _without(key: str, said: str, value: str) -> str:
    """The value of a field without one of those that it has; all of it is gone for no value, or if that is all."""
    if not value:
        return ""
    if key not in SEVERAL_VALUES:
        return "" if folded(said) == folded(value) else said
    left = [each for each in said.split(",") if folded(each) != folded(value)]
    return said if len(left) == said.count(",") + 1 else ",".join(left).strip(",")


def _check(new: str, before: Entry | Event, after: object, change: LineChange, names: OneName) -> None:
    """Raise unless the new text reads as the old one in all that the change does not name."""
    if isinstance(after, Problem):
        raise NotUnderstood(after.message, after.hint, line=new, column=after.column, length=after.length)
    if not isinstance(after, (Entry, Event)) or type(after) is not type(before):
        raise NotUnderstood(
            f"{change.verb} is another kind of line than {_verb_of(before)}",
            "hat edit changes the line itself",
            command="edit",
        )
    named = _named(change)
    if any(getattr(before, name) != getattr(after, name) for name in before._fields if name not in named):
        raise JournalError(
            "the change would alter more of the line than it names", "hat edit changes it", command="edit"
        )
    _check_names_gone(after, change, names)


def _named(change: LineChange) -> set[str]:
    """The fields of a value that a change may alter."""
    found: set[str] = set()
    for name in change._fields:
        if getattr(change, name) not in ("", (), None, False):
            found.add(name.removeprefix("without_"))
    found |= {RATINGS[letter] for letter, _ in change.ratings}
    also = {
        "verb": ("activity", "kind"),
        "channels": ("channel",),
        "start": ("at",),
        "minutes": ("estimated",),
    }
    for name, others in also.items():
        if name in found:
            found.update(others)
    return found


def _check_names_gone(after: Entry | Event, change: LineChange, names: OneName) -> None:
    """Raise if a name that is taken out still stands in the note, which no change touches."""
    for sign, has, added, without, one_name in (
        ("@", after.people, change.people, change.without_people, names.person),
        ("+", after.tags, change.tags, change.without_tags, names.tag),
    ):
        gone, kept = set(map(one_name, without)), set(map(one_name, added))
        for name in has:
            if one_name(name) in gone or ("" in gone and one_name(name) not in kept):
                raise NotUnderstood(
                    f"its note names {sign}{name}, and notes are left as they are",
                    "hat edit changes the note",
                    command="edit",
                )
