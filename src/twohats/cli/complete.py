"""`hat _complete CURRENT WORDS…`: called by the shells when Tab is pressed. Prints one completion per line.

WORDS are those behind `hat` up to the one being typed, which is the last and may be empty.
"""

from __future__ import annotations

from twohats.actions.complete import (
    MORE,
    NEW,
    TIMED,
    hats_of,
    journal_in_use,
    names_of,
    places_of,
    trial_names,
    words_in_any_order,
    words_in_line,
    words_of_selection,
)
from twohats.cli.commands import ALIASES, COMMANDS, options_of
from twohats.cli.terminal import write
from twohats.format.words import ACTIVITIES, KEYS, RATINGS, VERBS, folded
from twohats.system.machine import as_typed
from twohats.text.visible import visible

MOST = 200
SPOKEN = ("today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PERIODS = (*SPOKEN, "week", "month", "year", "last", "all")
LONG_PERIODS = ("month", "year", "last", "all")
PEOPLE_ANSWERS = ("done", "later", "let-go", "write", "join", "part")
PLAN_WORDS = ("2", "4", "weeks", "coin", "fortnights", "half-double", "from")
LINES = {"add": "", "start": "", "switch": "", "got": "got", "gave": "gave", "asked": "asked", "lost": "lost"}
"""Commands whose words are a line, and the verb that they bring along."""


def main(words: list[str]) -> int:
    """Print the completions of the last word; always 0."""
    write("".join(f"{word}\n" for word in candidates(as_typed(words))[:MOST]))
    return 0


def candidates(words: list[str]) -> list[str]:
    """What the last word could become."""
    typed = words[-1] if words else ""
    before = [word for word in words[:-1] if word]
    while before[:1] in (["--journal"], ["--color"]):
        if len(before) == 1:
            return ["auto", "always", "never"] if before[0] == "--color" else []
        before = before[2:]
    begun = folded(typed)
    found = (typed + word[len(begun) :] for word in _after(before, typed) if folded(word).startswith(begun))
    return [word for word in dict.fromkeys(found) if _is_all_seen(word)]


def _is_all_seen(word: str) -> bool:
    """Whether a word is shown unaltered by `visible`: a shell would print it raw."""
    if word.isascii() and word.isprintable():
        return True
    return visible(word, len(word)) == word and "\t" not in word


def _after(before: list[str], typed: str) -> list[str]:
    if not before:
        return ["--journal", "--color", "--version", "--help"] if typed.startswith("-") else list(COMMANDS)
    command, words = ALIASES.get(before[0], before[0]), before[1:]
    if command == "help":
        return list(COMMANDS)
    if command not in COMMANDS:
        return []
    option, sign, value = typed.partition("=")
    if option.startswith("--") and sign and option in options_of(command):
        return [f"{option}={each}" for each in _values(command, [*words, option], value)]
    if typed.startswith("-"):
        return options_of(command)
    return _values(command, words, typed)


def _values(command: str, words: list[str], typed: str) -> list[str]:
    if command in LINES or (command in ("stop", "again", "edit") and words):
        return _line(command, words, typed)
    fixed = {
        "demo": ("week",),
        "completions": ("bash", "zsh", "fish"),
        "edit": SPOKEN,
        "move": SPOKEN if words else (),
        "open": SPOKEN,
        "day": SPOKEN,
        "check": PERIODS,
        "week": ("last",),
        "channels": LONG_PERIODS,
        "why": LONG_PERIODS,
    }
    last = words[-1] if words else ""
    if command in ("remove", "move", "open") or (command in ("edit", "split") and not words):
        return [*places_of(journal_in_use()), *fixed.get(command, ())]
    if last in ("--person", "--tag", "--channel"):
        return sorted(names_of(journal_in_use())[last.removeprefix("--")])
    if last in ("--hat", "--verb"):
        return list(hats_of(journal_in_use()).sides) if last == "--hat" else list(VERBS)
    if command == "import":
        return _import(last)
    if command == "config":
        return _config(words)
    if command == "change":
        return _change(words, typed)
    if command == "rename":
        return _rename(words)
    if command == "sum":
        return _sum(words, typed)
    if command == "people":
        return _people(words)
    if command == "channels" and not words:
        return [*sorted(names_of(journal_in_use())["channel"]), *LONG_PERIODS]
    if command == "trials":
        return _trials(words)
    if command == "export" and not words:
        from twohats.interchange.formats import FORMATS

        return [form.name for form in FORMATS]
    if command in ("list", "find", "export"):
        return words_of_selection(journal_in_use(), words[command == "export" :], typed)
    return list(fixed.get(command, ()))


def _import(last: str) -> list[str]:
    """What follows an option; files come from the shell, which completes them where nothing is offered."""
    if last == "--from":
        from twohats.interchange.sources import SOURCES

        return [source.name for source in SOURCES]
    return list(SPOKEN) if last in ("--since", "--until") else []


def _change(words: list[str], typed: str) -> list[str]:
    if "to" in words:
        unrated = [f"{sign}-" for sign in RATINGS]
        return [
            *words_in_any_order(journal_in_use(), typed),
            "not",
            *SPOKEN,
            *(f"{sign}{digit}" for sign in RATINGS for digit in range(1, 6)),
            *unrated,
        ]
    return [*words_of_selection(journal_in_use(), words, typed), *(("to",) if words else ())]


def _sum(words: list[str], typed: str) -> list[str]:
    if words[-1:] == ["--of"]:
        return ["hours", "lines", "returns", "noise", "people"]
    if "by" in words:
        from twohats.query.by import WORDS as BY_WORDS

        return [
            word
            for word in (*BY_WORDS, *(f"{key}:" for key in KEYS if key not in BY_WORDS))
            if word not in words
        ]
    return [*words_of_selection(journal_in_use(), words, typed), "by"]


def _rename(words: list[str]) -> list[str]:
    names = names_of(journal_in_use())
    if words[:1] == ["channel"]:
        return sorted(names["channel"]) if len(words) < 3 else []
    signed = [sign + name for what, sign in (("person", "@"), ("tag", "+")) for name in sorted(names[what])]
    return [*(() if words else ("channel",)), *signed] if len(words) < 2 else []


def _people(words: list[str]) -> list[str]:
    if not words or words[0] in PEOPLE_ANSWERS:
        names = [f"@{name}" for name in sorted(names_of(journal_in_use())["person"])]
        return names if words else [*PEOPLE_ANSWERS, *names]
    return []


def _trials(words: list[str]) -> list[str]:
    journal = journal_in_use()
    if words[:1] == ["plan"]:
        said = [*hats_of(journal).sides, *sorted(names_of(journal)["channel"]), *ACTIVITIES, *PLAN_WORDS]
        return [word for word in said if word not in words]
    if not words or words == ["stop"]:
        return [*(() if words else ("plan", "stop")), *trial_names(journal)]
    return ["because"] if words[0] == "stop" and len(words) == 2 else []


def _config(words: list[str]) -> list[str]:
    if words[:1] != ["set"]:
        return ["path", "set"]
    if words[1:] == ["theme"]:
        from twohats.system.theme_files import load_themes

        return list(load_themes()[0])
    return ["journal", "theme", "day_start"] if len(words) == 1 else []


def _line(command: str, words: list[str], typed: str) -> list[str]:
    """What can come next in the line that is a command's words."""
    kind = TIMED if command in ("start", "switch") else MORE if command in ("stop", "again") else NEW
    found, role = words_in_line(journal_in_use(), words, typed, kind=kind, verb=LINES.get(command, ""))
    return [*found, *SPOKEN] if role == "hat" and not words else found
