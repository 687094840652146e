"""Themes: the colours of every role from a few named ones.

A theme names Textual's colours and the two hats'; everything else that the views and the app need follows
from them. `docs/themes.md` is the schema for people. Pure: finding and reading the files is the caller's.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field

from twohats.model import Problem
from twohats.near import nearest
from twohats.palette import contrast, is_colour, luminance, mix, quiet, readable, rgb
from twohats.rows import BOLD, DIM, ROLES
from twohats.toml_text import is_trap
from twohats.values import NamedTuple
from twohats.words import ACTIVITIES, SIDES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

COLOURS = (
    "primary", "secondary", "accent", "foreground", "background", "surface", "panel", "boost", "success",
    "warning", "error",
)  # fmt: skip
"""The names of `[colors]`, which are Textual's own."""

TEXT_CONTRAST, FILL_CONTRAST = 4.5, 3.0
"""What WCAG 2 asks of text (AA) and of areas that mean something."""

FILLS = ("personal-fill", "brand-fill")
"""The roles that are areas and not text."""

GROUNDS = ("background", "surface", "panel")
"""The colours that text stands on."""

# Where a theme says nothing of it: a blue and an orange, which every kind of colour blindness tells apart.
_HATS = {True: ("#6cb4ee", "#f0a04b"), False: ("#1d65a6", "#a85508")}
_PLAIN = {True: ("#e4e4e4", "#121212", "#1c1c1c"), False: ("#1c1c1c", "#f4f4f4", "#fbfbfb")}
_WARNING = {True: "#f2c14e", False: "#7a5600"}
# Textual's own style sheets refer to these when a theme is made of the terminal's colours. A cursor in
# reverse can be read on any background, light or dark.
_ANSI_PARTS = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "bold reverse",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-text-style": "underline",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-text-style": "reverse",
    "footer-key-foreground": "ansi_default",
    "border-blurred": "ansi_bright_black",
}
_ANSI = {"personal": "ansi_bright_blue", "brand": "ansi_yellow", "warning": "ansi_magenta"}


class Contrast(NamedTuple):
    """How well one role can be told from one background."""

    role: str
    ground: str
    """`background`, `surface` or `panel`."""
    ratio: float
    """WCAG 2, from 1 to 21."""
    needed: float

    @property
    def enough(self) -> bool:
        """Whether the ratio is at least what is needed."""
        return self.ratio >= self.needed


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme, as its file has it: the colours it names, not those that follow."""

    name: str
    colours: Mapping[str, str]
    """`primary`, which is always there, and any other of Textual's names."""
    dark: bool = True
    hats: Mapping[str, str] = field(default_factory=dict)
    """Side to colour."""
    activities: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    """Any of Textual's variables; these win over what follows from the colours."""
    contrast: float = TEXT_CONTRAST
    """The ratio that every text role is brought to."""
    description: str = ""
    file: str = ""

    @property
    def ansi(self) -> bool:
        """Whether the theme is made of the terminal's own colours."""
        return rgb(self.colours["primary"]) is None

    def whole(self) -> dict[str, str]:
        """The colours with what follows for those that are not named, the hats' included."""
        if self.ansi:
            plain = dict.fromkeys(("foreground", "background", "surface", "panel"), "ansi_default")
            return {**plain, **_ANSI, **self._same_as_primary(), **self.colours, **self.hats}
        text, ground, surface = _PLAIN[self.dark]
        personal, brand = _HATS[self.dark]
        found = {
            "foreground": text, "background": ground, "surface": surface, "warning": _WARNING[self.dark],
            "personal": personal, "brand": brand, **self._same_as_primary(), **self.colours, **self.hats,
        }  # fmt: skip
        found.setdefault("panel", mix(found["surface"], found["primary"], 0.1))
        return found

    def _same_as_primary(self) -> dict[str, str]:
        return dict.fromkeys(("secondary", "accent"), self.colours["primary"])

    def palette(self) -> dict[str, str]:
        """Every role of `rows.ROLES` to a colour, `#rrggbb` or `ansi_*`.

        Text roles have the theme's contrast on background, surface and panel wherever its foreground has.
        """
        colours = self.whole()
        text = colours["foreground"]
        if self.ansi:
            muted = text
            made = colours
        else:
            grounds = [colours[ground] for ground in GROUNDS]
            muted = quiet(text, colours["background"], grounds, self.contrast)
            made = {name: readable(each, text, grounds, self.contrast) for name, each in colours.items()}
        found = dict.fromkeys(ROLES, text)
        found.update(dict.fromkeys(("muted", "axis", "interval", "noise", "when", "count", "field"), muted))
        found.update(dict.fromkeys(("heading", "tag", "hat", "verb"), made["primary"]))
        found.update(dict.fromkeys(("channel", "kind", "amount"), made["secondary"]))
        found.update(dict.fromkeys(("key", "person", "rating"), made["accent"]))
        found.update(dict.fromkeys(("warn", "problem"), made["warning"]))
        found.update(personal=made["personal"], brand=made["brand"])
        found["personal-fill"], found["brand-fill"] = colours["personal"], colours["brand"]
        return found

    def styles(self) -> dict[str, str]:
        """Every role as a style in Textual's words: `bold #e8a33d`, `dim ansi_default`."""
        return {role: style_of(role, colour) for role, colour in self.palette().items()}

    def textual(self) -> dict[str, Any]:
        """The arguments of `textual.theme.Theme`.

        Among the variables are `hat-personal` and `hat-brand` (for areas), `activity-post` and so on, and
        `role-…` for every role.
        """
        colours, roles = self.whole(), self.palette()
        made: dict[str, Any] = {name: colours.pop(name) for name in ("personal", "brand")}
        variables = {f"hat-{side}": colour for side, colour in made.items()}
        for activity, colour in zip(ACTIVITIES, self._activity_colours(roles), strict=True):
            variables[f"activity-{activity}"] = self.activities.get(activity, colour)
        variables.update({f"role-{role}": colour for role, colour in roles.items()})
        variables.update(_ANSI_PARTS if self.ansi else self._readable_parts(colours, roles))
        return {
            "name": self.name, "dark": self.dark, "ansi": self.ansi, **colours,
            "variables": {**variables, **self.variables},
        }  # fmt: skip

    def _activity_colours(self, roles: Mapping[str, str]) -> tuple[str, str, str, str]:
        return roles["heading"], roles["channel"], roles["person"], roles["muted"]

    def _readable_parts(self, colours: Mapping[str, str], roles: Mapping[str, str]) -> dict[str, str]:
        """What Textual makes of a colour at half strength or on top of another, made readable instead."""
        primary = colours["primary"]
        own = max((colours["background"], colours["foreground"]), key=lambda each: contrast(each, primary))
        plain = max(("#000000", "#ffffff"), key=lambda each: contrast(each, primary))
        on_primary = own if contrast(own, primary) >= self.contrast else plain
        return {
            "text-muted": roles["muted"],
            "text-disabled": roles["muted"],
            "foreground-muted": roles["muted"],
            "footer-key-foreground": roles["key"],
            "footer-description-foreground": roles["text"],
            "block-cursor-background": primary,
            "block-cursor-foreground": on_primary,
            # The commands' cursor is always this one, since the line above the list has the focus.
            "block-cursor-blurred-background": primary,
            "block-cursor-blurred-foreground": on_primary,
            "input-selection-background": primary,
            "input-selection-foreground": on_primary,
            "border-blurred": roles["axis"],
        }


def style_of(role: str, colour: str) -> str:
    """A role in its colour as a style in Textual's words."""
    if role in BOLD:
        return f"bold {colour}"
    return f"dim {colour}" if role in DIM and colour == "ansi_default" else colour


def theme_contrasts(theme: Theme) -> list[Contrast]:
    """The contrast of every role on every background; nothing where the terminal's own colours are used."""
    if theme.ansi:
        return []
    colours = theme.whole()
    return [
        Contrast(
            role,
            ground,
            contrast(colour, colours[ground]),
            FILL_CONTRAST if role in FILLS else theme.contrast,
        )
        for role, colour in theme.palette().items()
        for ground in GROUNDS
    ]


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
    """A theme cannot be what it says; raised and caught within this module."""

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
        message, line, column = _toml_place(str(error), text)
        return Problem("theme-toml", message, 'TOML: key = "value"', line, column, path=file)
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


def _toml_place(message: str, text: str) -> tuple[str, int, int]:
    """What the parser says, its place taken out of the sentence."""
    said, _, place = message.removesuffix(")").partition(" (at ")
    words = place.replace(",", " ").split()
    numbers = [int(word) for word in words if word.isdecimal()]
    said = said[:1].lower() + said[1:]
    return (said, numbers[0], numbers[1]) if len(numbers) == 2 else (said, text.count("\n") + 1, 0)


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
            message = f"{key} in [{table}] is not of the kind of primary"
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
