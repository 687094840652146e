"""`hat _complete CURRENT WORDS…`: what the shells ask when Tab is pressed. One word a line, and quick.

WORDS are those behind `hat` up to the one being typed, which is the last and may be empty.
"""

from __future__ import annotations

from twohats.format.words import ACTIVITIES, EVENTS, KEYS, KINDS, VERB_SPELLINGS, VERBS, folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.words import Hats
    from twohats.journal.folder import Journal

MOST = 200
SPOKEN = ("today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PERIODS = (*SPOKEN, "week", "month", "year", "last", "all")
LINES = {"add": "", "start": "", "switch": "", "got": "got", "gave": "gave", "asked": "asked", "lost": "lost"}
"""Commands whose words are a line, and the verb that they bring along."""
RATING = ("m", "i", "u", "w")


def main(words: list[str]) -> int:
    """Print the completions of the last word; always 0."""
    from twohats.cli.terminal import write

    write("".join(f"{word}\n" for word in candidates(words)[:MOST]))
    return 0


def candidates(words: list[str]) -> list[str]:
    """What the last word could become."""
    typed = words[-1] if words else ""
    before = [word for word in words[:-1] if word]
    while before[:1] in (["--journal"], ["--color"]):
        if len(before) == 1:
            return ["auto", "always", "never"] if before[0] == "--color" else []
        before = before[2:]
    found = _after(before, typed)
    return [word for word in dict.fromkeys(found) if word.startswith(typed) and _is_all_seen(word)]


def _is_all_seen(word: str) -> bool:
    """Whether a word looks like what it is: a shell would show it raw, and nobody would choose what hides."""
    if word.isascii() and word.isprintable():
        return True
    from twohats.text.visible import visible

    return visible(word, len(word)) == word and "\t" not in word


def _after(before: list[str], typed: str) -> list[str]:
    from twohats.cli.commands import ALIASES, COMMANDS

    if not before:
        return ["--journal", "--color", "--version", "--help"] if typed.startswith("-") else list(COMMANDS)
    command, words = ALIASES.get(before[0], before[0]), before[1:]
    if command == "help":
        return list(COMMANDS)
    if command not in COMMANDS:
        return []
    if typed.startswith("-"):
        from twohats.cli.commands import options_of

        return options_of(command)
    return _values(command, words, typed)


def _values(command: str, words: list[str], typed: str) -> list[str]:
    if command in LINES or (command in ("stop", "again", "edit") and words):
        return _line(command, words, typed)
    fixed = {
        "demo": ("week",),
        "completions": ("bash", "zsh", "fish"),
        "edit": SPOKEN,
        "day": SPOKEN,
        "list": PERIODS,
        "check": PERIODS,
        "week": ("last",),
    }
    last = words[-1] if words else ""
    if command == "remove" or (command == "edit" and not words):
        return [*_places(), *fixed.get(command, ())]
    if last in ("--person", "--tag", "--channel"):
        return sorted(_names()[last.removeprefix("--")])
    if last in ("--hat", "--verb"):
        return list(_journal_hats().sides) if last == "--hat" else list(VERBS)
    if command == "config":
        return _config(words)
    if command == "find":
        names = _names()
        return [
            *(f"@{name}" for name in sorted(names["person"])),
            *(f"+{name}" for name in sorted(names["tag"])),
        ]
    return list(fixed.get(command, ()))


def _places() -> list[str]:
    """The places of the lines that were shown last, the latest first."""
    journal = _journal()
    return list(reversed(journal.cache.shown_lines())) if journal else []


def _config(words: list[str]) -> list[str]:
    if words[:1] != ["set"]:
        return ["path", "set"]
    if words[1:] == ["theme"]:
        from twohats.system.theme_files import load_themes

        return list(load_themes()[0])
    return ["journal", "theme"] if len(words) == 1 else []


def _line(command: str, words: list[str], typed: str) -> list[str]:
    """What can come next in a line: a hat, then a verb, then its kind, then names and tokens."""
    if typed[:1] in ("@", "+"):
        what = "person" if typed[0] == "@" else "tag"
        return [typed[0] + name for name in sorted(_names()[what])]
    if any(word.endswith(":") for word in words):
        return []  # in the note
    hats = _journal_hats()
    at = next((n for n, word in enumerate(words) if hats.spellings.get(folded(word))), -1)
    if at < 0 and command not in ("stop", "again"):
        return [*hats.sides, *(SPOKEN if not words else ())]
    verb = LINES.get(command, "") or (
        VERB_SPELLINGS.get(words[at + 1].lower(), "") if at + 1 < len(words) else ""
    )
    behind = words[at + (1 if LINES.get(command) else 2) :]
    if not verb and command not in ("stop", "again"):
        return list(ACTIVITIES if command in ("start", "switch") else (*ACTIVITIES, *EVENTS))
    if verb in KINDS and not behind:
        return list(KINDS[verb])
    ratings = (
        [f"{sign}{digit}" for sign in RATING for digit in range(1, 6)]
        if typed[:1] in RATING and typed
        else []
    )
    return [*sorted(_names()["channel"]), *ratings, *(f"{key}:" for key in KEYS if typed)]


def _journal() -> Journal | None:
    from twohats.errors import TwohatsError
    from twohats.journal.find import find_journal

    try:
        return find_journal()
    except TwohatsError:
        return None


def _journal_hats() -> Hats:
    from twohats.format.words import DEFAULT_HATS

    journal = _journal()
    return journal.hats if journal else DEFAULT_HATS


def _names() -> dict[str, set[str]]:
    """The names of the journal, remembered from when it was last written to."""
    journal = _journal()
    if journal is None:
        return {"channel": set(), "person": set(), "tag": set()}
    known = journal.cache.known_names()
    if known is None:
        from twohats.journal.names import gather_names

        known = gather_names(journal)
        journal.cache.keep_names(known)
    return known
