"""Themes: the colours of every role derived from a few named ones.

A theme names Textual's colours and the two hats'; everything else that the views and the app need is derived.
`docs/themes.md` describes the schema, `theme_file` reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from twohats.appearance.palette import asked_in_256, contrast, drawn_in_256, mix, quiet, readable, rgb
from twohats.appearance.roles import BOLD, DIM, ROLES
from twohats.format.words import ACTIVITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

COLOURS = (
    "primary", "secondary", "accent", "foreground", "background", "surface", "panel", "boost", "success",
    "warning", "error",
)  # fmt: skip
"""The names of `[colors]`, which are Textual's own."""

TEXT_CONTRAST = 4.5
"""What WCAG 2 asks of text (AA)."""

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
OF_THE_TERMINAL = {
    "primary": "ansi_cyan",
    **dict.fromkeys(
        ("secondary", "accent", "foreground", "background", "surface", "panel", "boost", "success"),
        "ansi_default",
    ),
    "warning": "ansi_magenta",
    "error": "ansi_magenta",
}
"""The colours of a theme where the terminal has too few for its own: what it writes in stays its own ordinary text."""
_ANSI = {"personal": "ansi_bright_blue", "brand": "ansi_yellow", "warning": "ansi_magenta"}


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
    """Any of Textual's variables; they override what is derived from the colours."""
    contrast: float = TEXT_CONTRAST
    """The ratio that every text role is brought to."""
    description: str = ""
    file: str = ""
    in_256: bool = False
    """Whether it is drawn in the colours that a terminal of 256 has."""

    @property
    def ansi(self) -> bool:
        """Whether the theme is made of the terminal's own colours."""
        return rgb(self.colours["primary"]) is None

    def whole(self) -> dict[str, str]:
        """All colours, with derived values for those that are not named, including the hats'."""
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
        return {name: self._drawn(colour) for name, colour in found.items()}

    def _drawn(self, colour: str) -> str:
        """A colour as the terminal draws it."""
        return drawn_in_256(colour) if self.in_256 else colour

    def _same_as_primary(self) -> dict[str, str]:
        return dict.fromkeys(("secondary", "accent"), self.colours["primary"])

    def palette(self) -> dict[str, str]:
        """Every role of `roles.ROLES` to a colour, `#rrggbb` or `ansi_*`.

        Text roles have the theme's contrast on background, surface and panel wherever its foreground has.
        """
        colours = self.whole()
        text = colours["foreground"]
        if self.ansi:
            muted = text
            made = colours
        else:
            grounds = [colours[ground] for ground in GROUNDS]
            muted = quiet(text, colours["background"], grounds, self.contrast, self._drawn)
            made = {
                name: readable(each, text, grounds, self.contrast, self._drawn)
                for name, each in colours.items()
            }
        found = dict.fromkeys(ROLES, text)
        found.update(dict.fromkeys(("muted", "axis", "interval", "noise", "when", "count", "field"), muted))
        found.update(dict.fromkeys(("heading", "hat"), made["primary"]))
        found.update(dict.fromkeys(("channel", "kind", "amount"), made["secondary"]))
        found.update(dict.fromkeys(("key", "person", "tag"), made["accent"]))
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
        variables = {**variables, **self.variables}
        if self.in_256:
            colours, variables = _asked(colours), _asked(variables)
        return {
            "name": self.name, "dark": self.dark, "ansi": self.ansi, **colours, "variables": variables,
        }  # fmt: skip

    def fitted(self, colours: int) -> Theme:
        """The theme for a terminal of so many colours, 0 for any: with fewer than 256 it has the terminal's own."""
        if not colours or colours > 256 or self.ansi:
            return self
        if colours == 256:
            return replace(self, in_256=True)
        return Theme(self.name, OF_THE_TERMINAL, self.dark, description=self.description, file=self.file)

    def _activity_colours(self, roles: Mapping[str, str]) -> tuple[str, str, str, str]:
        return roles["heading"], roles["channel"], roles["person"], roles["muted"]

    def _readable_parts(self, colours: Mapping[str, str], roles: Mapping[str, str]) -> dict[str, str]:
        """What Textual makes of a colour at half strength or on top of another, made readable instead."""
        accent = colours["accent"]
        own = max((colours["background"], colours["foreground"]), key=lambda each: contrast(each, accent))
        plain = max(("#000000", "#ffffff"), key=lambda each: contrast(each, accent))
        on_accent = own if contrast(own, accent) >= self.contrast else plain
        return {
            "text-muted": roles["muted"],
            "text-disabled": roles["muted"],
            "foreground-muted": roles["muted"],
            "footer-key-foreground": roles["key"],
            "footer-description-foreground": roles["text"],
            "block-cursor-background": accent,
            "block-cursor-foreground": on_accent,
            # The commands' cursor is always this one, since the line above the list has the focus.
            "block-cursor-blurred-background": accent,
            "block-cursor-blurred-foreground": on_accent,
            "input-selection-background": accent,
            "input-selection-foreground": on_accent,
            "border-blurred": roles["axis"],
        }


def _asked(colours: Mapping[str, str]) -> dict[str, str]:
    """Colours that a terminal of 256 draws, as they have to be asked for; other words as they are."""
    return {name: asked_in_256(each) if rgb(each) else each for name, each in colours.items()}


def style_of(role: str, colour: str) -> str:
    """A role in its colour as a style in Textual's words."""
    if role in BOLD:
        return f"bold {colour}"
    return f"dim {colour}" if role in DIM and colour == "ansi_default" else colour
