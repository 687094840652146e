"""Output of the shell's commands, and whether a person at a terminal reads it.

Stdout is for data and stderr for people. Everything printed to either has been made visible before.
"""

from __future__ import annotations

import os
import sys

from twohats.cli.say import remark, say
from twohats.errors import NotUnderstood
from twohats.system import machine
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

    from twohats.journal.folder import Journal
    from twohats.views.rows import Row

USUAL_THEME = "terminal"
"""The theme of the shell where none is chosen: the terminal's own colours suit what the terminal is."""


def open_journal(explicit: str) -> Journal:
    """The journal to use (`find.find_journal`); what keeps any of it from being read is reported at once."""
    from twohats.journal.find import find_journal  # half of what `hat --version` may cost

    journal = find_journal(explicit)
    journal.on_notice = remark
    for warning in journal.warnings():
        remark(warning)
    return journal


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal."""
    try:
        return stream is not None and stream.isatty()
    except (OSError, ValueError):
        return False


def is_dumb() -> bool:
    """Whether the terminal understands nothing but text."""
    return machine.variable("TERM") == "dumb"


def can_ask() -> bool:
    """Whether there is a person who can answer a question."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def can_open_app() -> bool:
    """Whether the app can be shown: on a terminal, both ways, that can do more than print."""
    return can_ask() and not is_dumb()


def colour_depth(choice: str, stream: TextIO | None = None) -> int:
    """How many colours to print in, 0 for none: `choice` is the value of --color.

    `always` and `never` are obeyed; else NO_COLOR, then FORCE_COLOR, then TERM=dumb, then whether it is a
    terminal, decide.
    """
    if choice == "never":
        return 0
    if choice != "always":
        if machine.variable("NO_COLOR"):
            return 0
        if not machine.variable("FORCE_COLOR") and (is_dumb() or not is_terminal(stream or sys.stdout)):
            return 0
    from twohats.render.ansi import MANY, SIXTEEN, TRUE

    if machine.variable("COLORTERM").lower() in ("truecolor", "24bit"):
        return TRUE
    return MANY if "256" in machine.variable("TERM") else SIXTEEN


def width(usual: int = 80) -> int:
    """Columns of the terminal; `usual` where the output is none."""
    columns = machine.variable("COLUMNS")
    if columns.isascii() and columns.isdigit() and int(columns[:6]):
        return int(columns[:6])
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or usual
    except (OSError, ValueError, AttributeError):
        return usual


def can_draw() -> bool:
    """Whether the output's encoding has the characters of which charts are made."""
    try:
        "\N{FULL BLOCK}\N{BOX DRAWINGS LIGHT HORIZONTAL}".encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def show(rows: Iterable[Row], choice: str, journal: Journal | None = None) -> None:
    """Print a view, in the colours of the chosen theme where colours are wanted."""
    depth = colour_depth(choice)
    if depth:
        from twohats.render.ansi import ansi

        write(ansi(rows, palette(journal), depth))
    else:
        from twohats.render.plain import plain

        write(plain(rows))


def palette(journal: Journal | None = None) -> Mapping[str, str]:
    """The colours of the theme that is chosen: by the user's config, else by the journal, of which they are remembered.

    To read a theme takes twice as long as a bare interpreter.
    """
    if journal is None:
        return _palette("")
    from twohats.system.theme_files import theme_paths

    return journal.cache.colours(theme_paths(), lambda: _palette(journal.settings.theme))


def _palette(of_journal: str) -> dict[str, str]:
    """The same, read: `of_journal` is the journal's choice, or empty."""
    from twohats.system.theme_files import load_theme
    from twohats.system.user_config import read_config

    name = read_config().theme or of_journal or USUAL_THEME
    theme = load_theme(name) or load_theme(USUAL_THEME)
    return theme.palette() if theme else {}


def write(text: str) -> None:
    """Write text to stdout; what its encoding lacks becomes a question mark."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        sys.stdout.write(text)


def json_text(data: Mapping[str, object]) -> str:
    """A value as JSON, ASCII only: it reads the same everywhere, and holds no terminal codes.

    A byte that was not UTF-8 becomes U+FFFD: half a surrogate pair is what strict readers refuse a whole text for.
    """
    import json

    data = {"format": 1, **data}
    text = json.dumps(data, indent=2)
    if "\\ud" in text:
        import re

        whole = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", json.dumps(data, ensure_ascii=False))
        text = json.dumps(json.loads(whole), indent=2)
    return text


def write_json(data: Mapping[str, object]) -> None:
    """Print a value as JSON."""
    write(json_text(data) + "\n")


def say_json(data: Mapping[str, object]) -> None:
    """Print what a command has done as JSON: as `say` does, the output cannot make it fail."""
    say(json_text(data), keep_newlines=True)


def read_utf8() -> None:
    """Read what is typed as UTF-8 in every locale, as the words of a command; other bytes become lone surrogates."""
    if (sys.stdin.encoding, sys.stdin.errors) != (
        "utf-8",
        "surrogateescape",
    ):  # once: what is read stays read
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]


def ask(question: str) -> str:
    """Put a question to the person and return the answer; raises NotUnderstood when there is none."""
    sys.stderr.write(f"{visible(question)} ")
    sys.stderr.flush()
    read_utf8()
    answer = sys.stdin.readline()
    if not answer:
        sys.stderr.write("\n")
        raise NotUnderstood("there was no answer, so nothing was done")
    return answer.strip()


def agrees(question: str) -> bool:
    """Whether the person says yes to a question; raises as `ask` does."""
    return ask(f"{question} (y/N)").lower() in ("y", "yes")
