"""The themes of the app: ours and the user's converted for Textual, and our roles for Textual's own themes."""

from __future__ import annotations

from textual.message import Message
from textual.theme import Theme as TextualTheme

from twohats.system.theme_files import load_theme, load_themes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from textual.app import App

    from twohats.appearance.theme import Theme
    from twohats.format.model import Problem

USUAL = "lamplight"
"""The default theme."""
WITHOUT_COLOUR = "terminal"
"""The theme where the environment asks for no colours."""


def colours_of_terminal() -> int:
    """How many colours the terminal says that it has: 16, 256, or 0 for any."""
    from rich.console import Console

    return {"standard": 16, "windows": 16, "256": 256}.get(Console(force_terminal=True).color_system or "", 0)


def made_for(name: str, colours: int = 0) -> dict[str, Any]:
    """The theme of this name as arguments of Textual's class, none if no theme of ours or the user's has the name.

    `colours` is how many the terminal has, 0 for any.
    """
    theme = load_theme(name or USUAL)
    return theme.fitted(colours).textual() if theme else {}


def apply(app: App[None], name: str, made: dict[str, Any]) -> str:
    """Register the theme of this name as `made_for` gives it and switch to it; what to say where there is none."""
    missing = ""
    if not made and name in app.available_themes:
        app.theme = name
    elif not made:
        missing = f"there is no theme called {name}; this is {USUAL}"
        made = made_for(USUAL)
    if made:
        app.register_theme(TextualTheme(**made))
        app.theme = made["name"]
    return missing


def register(app: App[None], theme: Theme, colours: int = 0) -> None:
    """Make a theme known to the app. Its colours have been read, so none of them can stop it."""
    app.register_theme(TextualTheme(**theme.fitted(colours).textual()))


class ThemesLoaded(Message):
    """All theme files have been read: the themes by name, and what is wrong with the rest."""

    def __init__(self, themes: dict[str, Theme], problems: list[Problem]) -> None:
        super().__init__()
        self.themes, self.problems = themes, problems


def register_all(app: App[None], themes: dict[str, Theme], colours: int = 0) -> list[str]:
    """Register themes; their names."""
    for theme in themes.values():
        register(app, theme, colours)
    return sorted(themes)


def problem_summary(problems: list[Problem]) -> str:
    """One sentence on all broken theme files; empty when there is none."""
    if not problems:
        return ""
    first = problems[0]
    place = f" line {first.line}" if first.line else ""
    more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
    hint = f" ({first.hint})" if first.hint else ""
    return f"theme left out: {first.path}{place}: {first.message}{hint}{more}"


def variables_of(theme: TextualTheme) -> dict[str, str]:
    """The variables that our views need, for a theme that is none of ours."""
    return {
        name: colour
        for name, colour in _ours(theme).textual()["variables"].items()
        if name[:5] in ("role-", "hat-p", "hat-b", "activ")
    }


def _ours(theme: TextualTheme) -> Theme:
    from twohats.appearance.palette import is_colour
    from twohats.appearance.theme import COLOURS, Theme

    colours = {name: value for name in COLOURS if is_colour(value := getattr(theme, name) or "")}
    own = theme.ansi or str(colours.get("primary", "")).startswith("ansi_")
    fitting = {name: value for name, value in colours.items() if value.startswith("ansi_") == own}
    if "primary" not in fitting:
        fitting["primary"] = "ansi_cyan" if own else "#6cb4ee"
    return Theme(theme.name, fitting, theme.dark)


__all__ = [
    "USUAL",
    "WITHOUT_COLOUR",
    "ThemesLoaded",
    "apply",
    "colours_of_terminal",
    "load_themes",
    "made_for",
    "problem_summary",
    "register",
    "register_all",
    "variables_of",
]
