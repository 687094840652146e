"""What one word of a selection is: a hat, a verb, a kind, a channel, and the nearest right one where it is none."""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.format.names import name_near, name_of
from twohats.format.one_name import ONE_NAME_EACH
from twohats.format.words import (
    DEFAULT_HATS,
    EVERY_KIND,
    KEYS,
    KINDS,
    NOISE,
    RESERVED_KEYS,
    RETURNS,
    SIDES,
    VERBS,
    Hats,
    folded,
)
from twohats.query.periods import PERIOD_WORDS
from twohats.query.selection import FLAGS
from twohats.query.tokens import BY, OR, TO
from twohats.text.fold import fold
from twohats.text.suggest import nearest
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from twohats.format.one_name import OneName
    from twohats.format.times import Now

AND, NOT, SINCE, UNTIL, OVER, UNDER, ABOUT = "and", "not", "since", "until", "over", "under", "about"
OWN_WORDS = (OR, AND, NOT, BY, TO, SINCE, UNTIL, OVER, UNDER)
OF_GOT = {"returns": RETURNS, "noise": NOISE}
"""Words for several kinds of `got` at once."""
PREFIXES = ("hat", "side", "verb", "kind", "in")
"""What a word can be said to be where it would be read as something else: `in:sun` is the channel."""
KINDS_OF: dict[str, tuple[str, ...]] = {
    kind: tuple(verb for verb in KINDS if kind in KINDS[verb]) for kind in EVERY_KIND
}
"""Every kind and the verbs that have it."""
_CORE = (*VERBS, *KINDS_OF)


class Asked(NamedTuple):
    """What has to be known of a journal and of the moment to understand a selection."""

    now: Now
    hats: Hats = DEFAULT_HATS
    week_start: int = 0
    names: Mapping[str, Collection[str]] = {}
    """The names there are, by `channel`, `person` and `tag`."""
    one_name: OneName = ONE_NAME_EACH
    called: Mapping[str, str] = {}
    """What `people.toml` and `hat.toml` call people and channels, and parts of that, folded, with how to ask for it."""


class Place(NamedTuple):
    """What a word is."""

    role: str
    """`hat`, `verb`, `kind` or `channel`."""
    name: str


class Names:
    """The names that a word alone can be, in the order in which they are tried."""

    def __init__(self, asked: Asked) -> None:
        self.hats = asked.hats
        self.channels = {
            *asked.names.get("channel", ()),
            *asked.one_name.channels,
            *asked.one_name.channels.values(),
        }
        self.people = asked.names.get("person", ())
        self.tags = asked.names.get("tag", ())
        self.called = asked.called

    def place(self, word: str, *, begun: bool) -> Place | None:
        """What a word is: in full, by a declared short form, as a known channel, or (`begun`) by a beginning.

        Raises NotUnderstood for a beginning that is more than one.
        """
        plain = folded(word)
        if plain in self.hats.sides:
            return Place("hat", plain)
        if plain in VERBS:
            return Place("verb", plain)
        if plain in KINDS_OF:
            return Place("kind", plain)
        if plain in self.hats.whole:
            return Place("hat", self.hats.spellings[plain])
        name = name_of(word)
        if name and name in self.channels:
            return Place("channel", name)
        return self._begun(word, plain) if begun else None

    def _begun(self, word: str, plain: str) -> Place | None:
        begun = [each for each in dict.fromkeys((*self.hats.sides, *_CORE)) if each.startswith(plain)]
        if len(begun) > 1:
            raise NotUnderstood(f"{word} could be {_listed(begun)}", "write more of it")
        if not begun:
            return None
        role = "hat" if begun[0] in self.hats.sides else "verb" if begun[0] in VERBS else "kind"
        return Place(role, begun[0])

    def is_person(self, word: str) -> bool:
        """Whether somebody is known by this name."""
        return name_of(word, person=True) in self.people

    def is_tag(self, word: str) -> bool:
        """Whether a tag is known by this name."""
        return name_of(word) in self.tags

    def hint(self, word: str) -> str:
        """What to do about a word that is nothing: the nearest right one, and how else to ask."""
        name = name_of(word)
        if name in RESERVED_KEYS:
            return f"{name}: asks whether a line has it, {name}:… what it says"
        near = self._nearest(word, name)
        lead = f"did you mean {near}? " if near else ""
        words = word if word.isprintable() else "words"
        return f"{lead}notes are searched behind a colon: … : {words}" + (
            f"; a channel is in:{name}" if name else ""
        )

    def _nearest(self, word: str, name: str) -> str:
        if fold(word) in self.called:
            return self.called[fold(word)]
        for sign, names in (("@", self.people), ("+", self.tags)):
            if name_of(word, person=True) in names:
                return f"{sign}{name_of(word, person=True)}"
        known = [*OWN_WORDS, *FLAGS, *OF_GOT, *PERIOD_WORDS, *self.hats.sides, *_CORE, *sorted(self.channels)]
        near = nearest(folded(word), known)
        if near:
            return near
        for sign, names in (("@", self.people), ("+", self.tags)):
            near = nearest(name, sorted(names)) if name else ""
            if near:
                return f"{sign}{near}"
        return ""


def _listed(words: Collection[str]) -> str:
    *front, last = words
    return f"{', '.join(front)} or {last}"


def signed_name(word: str) -> str:
    """The name behind the sign of `@anna` or `+launch`; raises NotUnderstood where it cannot be one."""
    name = name_of(word[1:], person=word[0] == "@")
    if not name:
        near = name_near(word[1:])
        what = "a person" if word[0] == "@" else "a tag"
        raise NotUnderstood(f"{word} cannot be {what}", f"did you mean {word[0]}{near}?" if near else "")
    return name


def prefixed(word: str, names: Names) -> Place | None:
    """What `in:sun`, `hat:p`, `side:brand`, `verb:post` and `kind:lead` are; None for another word.

    Raises NotUnderstood where there is no such hat, side, verb or kind.
    """
    front, _, back = word.partition(":")
    role = folded(front)
    if role not in PREFIXES or not back:
        return None
    if role == "in":
        name = name_of(back)
        if not name:
            raise NotUnderstood(f"{back} cannot be a channel", "in:linkedin")
        return Place("channel", name)
    known = {"hat": tuple(names.hats.sides), "side": SIDES, "verb": VERBS, "kind": tuple(KINDS_OF)}[role]
    plain = folded(back)
    if role == "hat" and plain in names.hats.whole:
        return Place("hat", names.hats.spellings[plain])
    begun = [plain] if plain in known else [each for each in known if plain and each.startswith(plain)]
    if len(begun) != 1:
        raise NotUnderstood(f"{back} is not a {role}", f"one of {' '.join(begun or known)}")
    return Place(role, begun[0])


def is_key(word: str) -> bool:
    """Whether a word is one of the keys that mean something, with the colon behind it."""
    return folded(word[:-1]) in KEYS and word[-1:] == ":"
