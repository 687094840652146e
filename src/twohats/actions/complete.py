"""Completions of a word being typed at a shell."""

from __future__ import annotations

from twohats.drafting.completion import next_in_line, values_of
from twohats.drafting.draft import with_verb
from twohats.errors import TwohatsError
from twohats.format.paths import TRIALS
from twohats.format.words import (
    ACTIVITIES,
    CHANNEL_KEYS,
    DEFAULT_HATS,
    EVERY_KIND,
    KEYS,
    RATINGS,
    SIDES,
    VERBS,
    folded,
)
from twohats.journal.find import find_journal
from twohats.journal.names import known_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.words import Hats
    from twohats.journal.folder import Journal

_USUAL_PERIODS = ("today", "yesterday", "week", "month", "year", "last", "all")
NEW, TIMED, MORE = "new", "timed", "more"
"""What the words before the cursor are: a line, one without its minutes, or more words for a line that is there."""


def journal_in_use() -> Journal | None:
    """The journal that is used where none is named; None where there is none."""
    try:
        return find_journal()
    except TwohatsError:
        return None


def hats_of(journal: Journal | None) -> Hats:
    """The hats of a journal, or those that are always there."""
    return journal.hats if journal else DEFAULT_HATS


def names_of(journal: Journal | None) -> dict[str, set[str]]:
    """The names of a journal by what they name, as they were known when it was last written to."""
    if journal is None:
        return {"channel": set(), "person": set(), "tag": set()}
    return known_names(journal)


def places_of(journal: Journal | None) -> list[str]:
    """The places of the lines that were shown last, the latest first."""
    return list(reversed(journal.cache.shown_lines())) if journal else []


def trial_names(journal: Journal | None) -> list[str]:
    """The names of a journal's trials, by their files, the latest first."""
    paths = journal.files_in(TRIALS, []) if journal else ()
    names = (path.removeprefix(f"{TRIALS}/") for path in paths)
    return sorted((name.removesuffix(".toml") for name in names if name.endswith(".toml")), reverse=True)


def words_in_line(
    journal: Journal | None, words: list[str], typed: str, *, kind: str = NEW, verb: str = ""
) -> tuple[list[str], str]:
    """What `typed` may become behind the words of a line, and the role that has; `verb` is one that goes unsaid."""
    if typed[:1] in ("@", "+"):
        what = "person" if typed[0] == "@" else "tag"
        return [typed[0] + name for name in sorted(names_of(journal)[what])], what
    hats, before = hats_of(journal), " ".join(words)
    if verb and any(hats.spellings.get(folded(word)) for word in words):
        before = with_verb(verb, before, hats)
    if kind == MORE:
        before = f"{next(iter(hats.sides))} {ACTIVITIES[0]} {before}"
    found = next_in_line(before, hats)
    if found.role == "verb" and kind == TIMED:
        return list(ACTIVITIES), "verb"
    if found.role != "key":
        return list(found.words), found.role
    if ":" in typed:
        return values_of(typed), "value"
    channels = sorted(names_of(journal)["channel"]) if found.channel else []
    ratings = [f"{sign}{digit}" for sign in RATINGS for digit in range(1, 6)] if typed[:1] in RATINGS else []
    return [*channels, *ratings, *(found.words if typed else ())], "key"


def words_in_any_order(journal: Journal | None, typed: str) -> list[str]:
    """What `typed` may become where the words of a line stand in any order: in a selection, and behind its `to`."""
    if typed[:1] in ("@", "+"):
        return [typed[0] + name for name in sorted(names_of(journal)["person" if typed[0] == "@" else "tag"])]
    if ":" in typed:
        key = typed.partition(":")[0]
        if key in ("in", *CHANNEL_KEYS):
            return [f"{key}:{name}" for name in sorted(names_of(journal)["channel"])]
        return values_of(typed)
    keys = [f"{key}:" for key in KEYS] if typed else []
    return [*hats_of(journal).sides, *VERBS, *EVERY_KIND, *sorted(names_of(journal)["channel"]), *keys]


def words_of_selection(journal: Journal | None, words: list[str], typed: str) -> list[str]:
    """What `typed` may become behind the words of a selection (`docs/query.md`); nothing within a note."""
    from twohats.query.periods import PERIOD_WORDS
    from twohats.query.placing import NOT, OF_GOT, OVER, PREFIXES, SINCE, UNDER, UNTIL
    from twohats.query.selection import FLAGS
    from twohats.query.tokens import OR, ends_in_note

    if ends_in_note(words):
        return []
    last = words[-1].lower() if words else ""
    if last in (SINCE, UNTIL):
        return ["last", *PERIOD_WORDS]
    if last in (OVER, UNDER):
        return ["10m", "30m", "1h", "2h"]
    prefix, colon, _ = typed.partition(":")
    named = {"hat": hats_of(journal).sides, "side": SIDES, "verb": VERBS, "kind": EVERY_KIND}
    if colon and prefix in named:
        return [f"{prefix}:{name}" for name in named[prefix]]
    found = words_in_any_order(journal, typed)
    if ":" in typed or typed[:1] in ("@", "+"):
        return found
    joining = [OR] if words and last not in (OR, NOT) else []
    own = [*joining, *([NOT] if last != NOT else []), SINCE, UNTIL, OVER, UNDER, *FLAGS, *OF_GOT]
    ratings = [f"{sign}{value}" for sign in RATINGS for value in (1, 2, 3, 4, 5, "-")]
    rarer = [*ratings, *(f"{name}:" for name in PREFIXES)] if typed else []
    return [*_USUAL_PERIODS, *found, *own, *(PERIOD_WORDS if typed else ()), *rarer]
