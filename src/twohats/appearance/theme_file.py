"""Parses a theme file to a theme or a problem. Pure: finding the files is up to the caller."""

from __future__ import annotations

import tomllib

from twohats.appearance.palette import is_colour, luminance, rgb
from twohats.appearance.theme import COLOURS, TEXT_CONTRAST, Theme
from twohats.format.model import Problem
from twohats.format.toml import is_trap, toml_error
from twohats.format.words import ACTIVITIES, SIDES
from twohats.text.suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

# TOML of some 50 KB can be made to take seconds to read; a theme is a page long.
LARGEST = 16 * 1024
_TEXTS = ("name", "description", "author", "homepage")
_TABLES = ("colors", "hats", "activities", "variables")
_TOP = (*_TEXTS, "dark", "contrast", *_TABLES)
_STYLE_WORDS = frozenset(
    ("none", "bold", "dim", "italic", "underline", "underline2", "reverse", "strike", "blink", "not")
)
_NAME_SIGNS = str.maketrans("", "", "-_ ")


class _Wrong(Exception):
    """The theme file is invalid; raised and caught within this module."""

    def __init__(self, code: str, message: str, hint: str = "", table: str = "", key: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.table, self.key = code, message, hint, table, key


def read_theme(text: str, file: str) -> Theme | Problem:
    """Read a theme from the text of a TOML file; `file` is its name, and the theme's if it has none.

    The first thing wrong comes back as a problem that names the key, its line and the nearest known key.
    """
    if len(text) > LARGEST:
        return Problem("theme-toml", f"the file is larger than {LARGEST // 1024} KB", path=file)
    if is_trap(text):
        return Problem("theme-toml", "a line has too many dots to be read", path=file)
    try:
        return _theme(tomllib.loads(text), file)
    except tomllib.TOMLDecodeError as error:
        message, line, column = toml_error(error, text.replace("\r\n", "\n"))
        line = line or text.count("\n") + 1
        return Problem(
            "theme-toml", message[:1].lower() + message[1:], 'TOML: key = "value"', line, column, path=file
        )
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets thousands deep
        return Problem("theme-toml", "a value is too long or nested too deeply", path=file)
    except _Wrong as wrong:
        line = _line_of(text, wrong.table, wrong.key)
        return Problem(wrong.code, wrong.message, wrong.hint, line, 1 if line else 0, path=file)


def _theme(data: dict[str, Any], file: str) -> Theme:
    _known_keys(data, _TOP, "")
    texts = {key: _text(data, key) for key in _TEXTS}
    tables = {key: _table(data, key) for key in _TABLES}
    colours, hats, activities = tables["colors"], tables["hats"], tables["activities"]
    for table, names in (("colors", COLOURS), ("hats", SIDES), ("activities", ACTIVITIES)):
        _known_keys(tables[table], names, table)
        for key, value in tables[table].items():
            _colour(value, table, key)
    if "primary" not in colours:
        raise _Wrong("theme-key", "primary is missing in [colors]", 'primary = "#7aa2f7"', "colors", "")
    _one_kind({f"{table}.{key}": each for table in _TABLES[:3] for key, each in tables[table].items()})
    for key, value in tables["variables"].items():
        _variable(key, value)
    return Theme(
        _name(texts["name"], file), colours, _dark(data, colours), hats, activities, tables["variables"],
        _contrast(data), texts["description"], file,
    )  # fmt: skip


def _line_of(text: str, table: str, key: str) -> int:
    """The line, from 1, on which a key stands, or its table if there is no key; 0 when neither is found."""
    here, at_table = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if bare.startswith("["):
            here = bare.split("]")[0].strip("[ \t\"'")
            if here == (table or key):
                at_table = at_table or number
        elif key and here == table and bare.partition("=")[0].strip(" \t\"'") == key:
            return number
    return at_table


def _known_keys(data: Mapping[str, Any], known: Iterable[str], table: str) -> None:
    known = tuple(known)
    for key in data:
        if key not in known:
            place = f" in [{table}]" if table else ""
            near = nearest(key, known)
            hint = f"{near}?" if near else f"one of {' '.join(known)}"
            raise _Wrong("theme-key", f"{key} is not known{place}", hint, table, key)


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise _Wrong("theme-value", f"{key} is not a text", f'{key} = "…"', "", key)
    return value


def _table(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise _Wrong("theme-value", f"{key} is not a table", f"[{key}]", "", key)
    return value


def _colour(value: object, table: str, key: str) -> None:
    if not isinstance(value, str) or not is_colour(value):
        hint = "a colour is written #7aa2f7, #7af or ansi_blue"
        raise _Wrong("theme-colour", f"{key} in [{table}] is not a colour: {value}", hint, table, key)


def _one_kind(colours: Mapping[str, str]) -> None:
    """The terminal's own colours and ones with numbers cannot be mixed: they cannot be compared."""
    own = rgb(colours["colors.primary"]) is None
    for place, colour in colours.items():
        table, _, key = place.partition(".")
        if (rgb(colour) is None) != own:
            hint = "all of them ansi_…" if own else "all of them #rrggbb"
            message = f"{key} in [{table}] mixes terminal colours with #rrggbb colours"
            raise _Wrong("theme-colour", message, hint, table, key)


def _variable(key: str, value: object) -> None:
    if not key.replace("-", "").isalnum() or not key.isascii() or key != key.lower():
        hint = "small letters, digits and -"
        raise _Wrong("theme-key", f"{key} is not a name for a variable", hint, "variables", key)
    words = value.split() if isinstance(value, str) else []
    if key.endswith("-style"):
        fine, hint = all(word in _STYLE_WORDS for word in words), "bold, italic, reverse, none …"
    else:
        share = words[1:]
        fine = len(share) < 2 and all(_is_percent(each) for each in share) and words[:1] != []
        fine = fine and (words[0] == "auto" or is_colour(words[0]) or _is_faint(words[0]))
        hint = "a colour, and a share of it if you like: #7aa2f7 40%"
    if not words or not fine:
        raise _Wrong("theme-colour", f"{key} in [variables] cannot be {value}", hint, "variables", key)


def _is_percent(word: str) -> bool:
    return word.endswith("%") and word[:-1].isascii() and word[:-1].isdigit() and int(word[:-1]) <= 100


def _is_faint(word: str) -> bool:
    """`#rrggbbaa`, a colour that lets its ground through."""
    return len(word) == 9 and rgb(word[:7]) is not None and rgb("#" + word[3:]) is not None


def _name(name: str, file: str) -> str:
    name = name or file.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    if len(name) > 40 or not name.translate(_NAME_SIGNS).isalnum():
        hint = "letters, digits, - and _, at most 40"
        raise _Wrong("theme-value", f"{name[:40]!r} is not a name for a theme", hint, "", "name")
    return name


def _dark(data: Mapping[str, Any], colours: Mapping[str, str]) -> bool:
    """What the file says; else what its background says; else dark."""
    dark = data.get("dark")
    if dark is None:
        ground = colours.get("background", "#000000")
        return rgb(ground) is None or luminance(ground) < 0.18
    if not isinstance(dark, bool):
        raise _Wrong("theme-value", "dark is not true or false", "dark = true", "", "dark")
    return dark


def _contrast(data: Mapping[str, Any]) -> float:
    ratio = data.get("contrast", TEXT_CONTRAST)
    if isinstance(ratio, bool) or not isinstance(ratio, (int, float)) or not 1 <= ratio <= 21:
        raise _Wrong("theme-value", "contrast is not a number from 1 to 21", "contrast = 4.5", "", "contrast")
    return float(ratio)
