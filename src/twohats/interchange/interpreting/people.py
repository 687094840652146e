"""Who is who: the names in lines of those whom sources know by addresses, ids and full names."""

from __future__ import annotations

from twohats.format.names import INVISIBLE_JOINERS, is_name_char, name_near, name_of
from twohats.interchange.plan import PlannedPerson
from twohats.interchange.record import record_key
from twohats.text.fold import fold
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twohats.interchange.interpreting.here import Here, Wish
    from twohats.interchange.interpreting.proposal import Who

LONGEST_NAME = 60
"""Characters of a name in lines."""
LONGEST_SHOWN = 100
_TITLES = frozenset(
    "dr prof professor mr mrs ms miss mx sir dame herr frau dipl ing rev hr mag señor señora".split()
)
_CREDENTIALS = frozenset(
    "phd mba msc bsc ma ba md jd cfa cpa pmp esq jr sr ii iii iv llm mph rn pe mfa dphil".split()
)


def person_key(who: Who) -> str:
    """What somebody is known by in `imports/people.seen`."""
    return record_key(who.source, who.key)


def full_name(name: str) -> str:
    """The name of a person as it may be shown and compared: without titles, credentials, brackets and emoji.

    Of an address what stands before its `@` is left, and of a number nothing.
    """
    name = _in_order(name[:400])
    for opening, closing in ("()", "[]", '""', "“”"):
        before, sign, rest = name.partition(opening)
        if sign and closing in rest:
            name = f"{before} {rest.partition(closing)[2]}"
    if "@" in name.strip("@"):
        name = name.strip().lstrip("@").partition("@")[0].replace(".", " ").replace("_", " ")
    words = [bare for word in name.split() if name_near(bare := _lettered(word))]
    while len(words) > 1 and _plain(words[0]) in _TITLES:
        del words[0]
    while len(words) > 1 and _plain(words[-1]) in _CREDENTIALS:
        words.pop()
    return visible(" ".join(words), LONGEST_SHOWN)


def named(people: Mapping[Who, str], here: Here, wish: Wish) -> dict[Who, PlannedPerson]:
    """The names in lines of some people, given what sources call each.

    Who is known keeps their name. The others get their first name if nobody else has it, here or among them, else first
    and last name, else that with a number. Depends on nothing but who they are.
    """
    taken = {here.aliases.get(name, name) for name in {*here.names, *here.shown, *here.people.values()}}
    taken |= set(here.names) | set(here.aliases)
    found: dict[Who, PlannedPerson] = {}
    new: list[tuple[Who, str]] = []
    for who, called in sorted(people.items()):
        key = person_key(who)
        name = here.people.get(key, "") or wish.joined.get(key, "")
        shown = full_name(called)
        if name and name_of(name, person=True) == name:
            found[who] = PlannedPerson(here.aliases.get(name, name), shown, key, is_new=False)
        else:
            new.append((who, shown))
    proposed = {fold(shown): name for name, shown in sorted(here.shown.items(), reverse=True)}
    firsts = _counted(new)
    full: dict[str, tuple[str, str]] = {}
    numbers: dict[str, int] = {}
    for who, shown in new:
        same = proposed.get(fold(shown), "") if shown else ""
        if not same and shown and fold(shown) in full:
            name, source = full[fold(shown)]
            same = name if source != who.source else ""
        name = _free_name(who, shown, taken, numbers, is_alone=firsts.get(_first(shown), 0) == 1)
        taken.add(name)
        full.setdefault(fold(shown), (name, who.source))
        found[who] = PlannedPerson(
            name, shown, person_key(who), is_new=True, same_as=here.aliases.get(same, same)
        )
    return found


def _counted(new: Iterable[tuple[Who, str]]) -> dict[str, int]:
    """How many people have a first name; those of one full name in several sources count once."""
    counted: dict[str, set[tuple[str, int]]] = {}
    alike: dict[tuple[str, str], int] = {}
    for who, shown in new:
        number = alike[fold(shown), who.source] = alike.get((fold(shown), who.source), 0) + 1
        counted.setdefault(_first(shown), set()).add((fold(shown), number))
    return {first: len(those) for first, those in counted.items()}


def _free_name(who: Who, shown: str, taken: set[str], numbers: dict[str, int], *, is_alone: bool) -> str:
    """The first of somebody's possible names that is free; `numbers` are those up to which names are taken."""
    first, words = _first(shown), shown.split()
    last = name_near(words[-1]) if len(words) > 1 else ""
    whole = name_of(f"{first}-{last}"[:LONGEST_NAME].rstrip("-.'_")) if first and last else ""
    base = whole or first or _nameless(who)
    if is_alone and first and first not in taken:
        return first
    number = numbers.get(base, 1)
    name = base
    while name in taken:
        number += 1
        name = f"{base}{number}"
    numbers[base] = number
    return name


def _first(shown: str) -> str:
    words = shown.split()
    first = name_near(words[0])[:LONGEST_NAME].rstrip("-.'_") if words else ""
    return name_of(first)


def _nameless(who: Who) -> str:
    """A name for somebody of whom only an id is known: `x-` and its last six digits, and never a telephone number."""
    source = name_near(who.source) or "someone"
    if source in ("x", "twitter") and who.key.isascii() and who.key.isdigit():
        return f"{source}-{who.key[-6:]}"
    return f"{source}-{person_key(who)[:4]}"


def _in_order(name: str) -> str:
    """`Adlerz, Tove` as Tove Adlerz, and `Bram Osei, PhD` without what is behind the comma.

    A last name is one word, but for what stands before it in small letters (`van der Berg`): behind two words a title
    is more likely (`Bram Osei, Partner`).
    """
    last, comma, rest = name.partition(",")
    *before, _last = last.split() or [""]
    first = [word for word in rest.split(",", 1)[0].split() if word.replace("-", "").isalpha()]
    if not comma or not first or not all(word.islower() for word in before):
        return last
    is_credential = _plain(first[0]) in _CREDENTIALS or (first[0].isupper() and not _last.isupper())
    return last if is_credential else f"{' '.join(first)} {last}"


def _lettered(word: str) -> str:
    """A word without signs and emoji, and without what only says how an emoji is drawn."""
    kept = (
        char for char in word if is_name_char(char) or char in "\N{RIGHT SINGLE QUOTATION MARK}\N{MIDDLE DOT}"
    )
    return "".join(char for char in kept if not "\ufe00" <= char <= "\ufe0f").strip(
        "-_.'" + INVISIBLE_JOINERS
    )


def _plain(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalpha())
