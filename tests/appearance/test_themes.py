"""Themes: ours can be read by everybody, a broken one is named and never crashes, the app has nothing to compute."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color as RichColor
from rich.color import ColorSystem
from tests.appearance.colours import FILL_CONTRAST, FILLS, SIGHTS, chroma, difference, theme_contrasts
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import Theme as TextualTheme
from textual.widgets import Footer, Input, OptionList, ProgressBar, Select, TextArea

from twohats.appearance import palette
from twohats.appearance.roles import ROLES
from twohats.appearance.theme import COLOURS, GROUNDS, TEXT_CONTRAST, Theme
from twohats.appearance.theme_file import LARGEST, read_theme
from twohats.format.model import Problem

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "themes").glob("*.toml"))
DOCUMENT = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
# Blue and orange at their nearest: below this, two areas beside each other begin to look the same (OKLab x 100).
TOLD_APART = 15
# Two colours of text are taken for the same when they are nearer than this, in the usual sight; what else tells names
# and keys from hats is their sign and their weight.
_NO_HAT = 12
# OKLab chroma x 100 up to which a colour is read as a kind of grey.
_INK = 5


def theme_of(path: Path) -> Theme:
    read = read_theme(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(read, Theme), read
    return read


OURS = {path.stem: theme_of(path) for path in FILES}
MEASURED = {name: theme for name, theme in OURS.items() if not theme.ansi}


def test_there_are_dark_light_high_contrast_themes_and_one_of_the_terminals_own() -> None:
    assert len(OURS) >= 6
    assert sum(theme.dark for theme in MEASURED.values()) >= 2
    assert sum(not theme.dark for theme in MEASURED.values()) >= 2
    assert {theme.contrast for theme in MEASURED.values()} == {TEXT_CONTRAST, 7.0}
    assert [name for name, theme in OURS.items() if theme.ansi] == ["terminal"]


@pytest.mark.parametrize("name", OURS)
def test_file_is_named_as_its_theme_and_described(name: str) -> None:
    assert OURS[name].name == name
    assert OURS[name].description
    assert f"`{name}`" in DOCUMENT


@pytest.mark.parametrize("name", MEASURED)
def test_every_text_can_be_read_on_every_background(name: str) -> None:
    theme = MEASURED[name]
    contrasts = theme_contrasts(theme)
    assert {each.ground for each in contrasts} == set(GROUNDS)
    assert {each.role for each in contrasts} == set(ROLES)
    assert [each for each in contrasts if not each.enough] == []
    assert all(each.needed >= (3 if each.role in FILLS else theme.contrast) for each in contrasts)


@pytest.mark.parametrize("name", MEASURED)
@pytest.mark.parametrize("part", ["block-cursor", "block-cursor-blurred", "input-selection"])
def test_what_is_selected_can_be_read(name: str, part: str) -> None:
    variables = OURS[name].textual()["variables"]
    ratio = palette.contrast(variables[f"{part}-foreground"], variables[f"{part}-background"])
    assert ratio >= min(OURS[name].contrast, 4.5), ratio
    if name in ("beacon", "broadsheet"):
        assert ratio >= 7


@pytest.mark.parametrize("name", ["beacon", "broadsheet"])
def test_high_contrast_is_seven_to_one(name: str) -> None:
    assert min(each.ratio for each in theme_contrasts(OURS[name]) if each.role not in FILLS) >= 7


@pytest.mark.parametrize("name", MEASURED)
@pytest.mark.parametrize("sight", SIGHTS)
def test_hats_are_told_apart_by_every_eye(name: str, sight: str) -> None:
    colours = MEASURED[name].whole()
    assert difference(colours["personal"], colours["brand"], sight) > TOLD_APART


@pytest.mark.parametrize("name", MEASURED)
def test_names_and_keys_are_in_the_colour_of_neither_hat(name: str) -> None:
    roles = MEASURED[name].palette()
    for role in ("key", "person", "tag"):
        for side in ("personal", "brand"):
            assert difference(roles[role], roles[side]) > _NO_HAT, (role, side)


@pytest.mark.parametrize("name", MEASURED)
def test_all_but_hats_accent_and_warnings_is_ink(name: str) -> None:
    roles = MEASURED[name].palette()
    coloured = {"personal", "brand", "personal-fill", "brand-fill", "key", "person", "tag", "warn", "problem"}
    assert {
        role: colour for role, colour in roles.items() if role not in coloured and chroma(colour) > _INK
    } == {}


@pytest.mark.parametrize("name", OURS)
def test_textual_takes_the_theme_and_every_colour_in_it(name: str) -> None:
    made = TextualTheme(**OURS[name].textual())
    variables = {**made.to_color_system().generate(), **made.variables}
    assert {f"role-{role}" for role in ROLES} <= variables.keys()
    assert {"hat-personal", "hat-brand", "activity-post", "activity-do"} <= variables.keys()
    for key, value in variables.items():
        if "style" not in key and not re.match(r"auto|initial|ansi_|\$", value) and " " not in value:
            Color.parse(value)
    for colour in OURS[name].palette().values():
        Color.parse(colour)


@pytest.mark.parametrize("name", OURS)
def test_palette_has_a_colour_for_every_role_and_styles_name_them(name: str) -> None:
    colours, styles = OURS[name].palette(), OURS[name].styles()
    assert colours.keys() == styles.keys() == ROLES.keys()
    assert all(palette.is_colour(colour) for colour in colours.values())
    assert styles["title"].startswith("bold ")


class Gallery(App[None]):
    """One of each widget that is coloured by a theme's variables."""

    BINDINGS: ClassVar = [("a", "bell", "Add")]

    def compose(self) -> ComposeResult:
        yield OptionList("one", "two")
        yield Input(value="25m b post")
        yield Select([("one", 1)])
        yield TextArea("note")
        yield ProgressBar(total=3)
        yield Footer()


def test_the_app_can_switch_through_all_themes_while_it_runs() -> None:
    bare = [Theme("bare", {"primary": "#456789"}), Theme("bare-ansi", {"primary": "ansi_cyan"})]
    shown = {theme.name: theme for theme in (*OURS.values(), *bare)}

    async def switch() -> list[str]:
        app, seen = Gallery(), []
        for theme in shown.values():
            app.register_theme(TextualTheme(**theme.textual()))
        async with app.run_test(size=(60, 12)) as pilot:
            for name in shown:
                app.theme = name
                app.notify(name)
                await pilot.press("down", "tab", "ctrl+p", "escape")
                seen.append(app.theme_variables["role-personal"])
        return seen

    assert asyncio.run(switch()) == [theme.palette()["personal"] for theme in shown.values()]


def test_only_primary_is_required() -> None:
    for text in (
        '[colors]\nprimary = "#456"',
        '[colors]\nprimary = "ansi_cyan"',
        'dark = false\n[colors]\nprimary = "#445566"',
    ):
        theme = read_theme(text, "mine/slate.toml")
        assert isinstance(theme, Theme)
        assert theme.name == "slate"
        assert all(each.enough for each in theme_contrasts(theme) if each.role not in FILLS)
        TextualTheme(**theme.textual()).to_color_system().generate()


def test_darkness_is_read_off_the_background() -> None:
    for ground, dark in (("#fafafa", False), ("#101010", True)):
        theme = read_theme(f'[colors]\nprimary = "#445566"\nbackground = "{ground}"', "x.toml")
        assert isinstance(theme, Theme)
        assert theme.dark is dark


def test_own_variables_win() -> None:
    theme = read_theme(
        '[colors]\nprimary = "#445566"\n[variables]\nrole-tag = "#ff0000"\ntext-muted = "auto 60%"', "x.toml"
    )
    assert isinstance(theme, Theme)
    variables = theme.textual()["variables"]
    assert (variables["role-tag"], variables["text-muted"]) == ("#ff0000", "auto 60%")


@pytest.mark.parametrize(
    ("text", "code", "says", "hint", "line"),
    [
        ("", "theme-key", "primary is missing in [colors]", "primary =", 0),
        ('[colors]\naccent = "#fff"', "theme-key", "primary is missing", "primary =", 1),
        ('[colors]\nprimry = "#fff"', "theme-key", "primry is not known in [colors]", "primary?", 2),
        ('colours = 1\n[colors]\nprimary = "#fff"', "theme-key", "colours is not known", "colors?", 1),
        ('[colors]\nprimary = "#fff"\n\n[hats]\nbusiness = "#fff"', "theme-key", "business is not known in [hats]", "personal brand", 5),
        ('[colors]\nprimary = "#fff"\n[activities]\npots = "#fff"', "theme-key", "pots is not known in [activities]", "post", 4),
        ('[colors]\nprimary = "notacolor"', "theme-colour", "primary in [colors] is not a colour: notacolor", "#7aa2f7", 2),
        ('[colors]\nprimary = "#ggg"', "theme-colour", "is not a colour: #ggg", "", 2),
        ('[colors]\nprimary = "red"', "theme-colour", "is not a colour: red", "ansi_", 2),
        ("[colors]\nprimary = 7", "theme-colour", "is not a colour: 7", "", 2),
        ('[colors]\nprimary = "ansi_pink"', "theme-colour", "is not a colour: ansi_pink", "", 2),
        ('[colors]\nprimary = "#fff"\naccent = "ansi_red"', "theme-colour", "accent in [colors] mixes terminal colours with #rrggbb colours", "#rrggbb", 3),
        ('[colors]\nprimary = "ansi_red"\n[hats]\nbrand = "#fff"', "theme-colour", "brand in [hats] mixes terminal", "ansi_", 4),
        ('[colors]\nprimary = "#fff"\n[variables]\nborder = "wide"', "theme-colour", "border in [variables] cannot be wide", "#7aa2f7 40%", 4),
        ('[colors]\nprimary = "#fff"\n[variables]\nborder = ""', "theme-colour", "border in [variables] cannot be", "", 4),
        ('[colors]\nprimary = "#fff"\n[variables]\nborder = "#fff 400%"', "theme-colour", "cannot be #fff 400%", "", 4),
        ('[colors]\nprimary = "#fff"\n[variables]\nx-text-style = "loud"', "theme-colour", "cannot be loud", "bold", 4),
        ('[colors]\nprimary = "#fff"\n[variables]\n"a; b" = "#fff"', "theme-key", "a; b is not a name for a variable", "small letters", 4),
        ('[colors]\nprimary = "#fff"\n[variables.deep]\nx = 1', "theme-colour", "deep in [variables] cannot be", "", 0),
        ('colors = "blue"', "theme-value", "colors is not a table", "[colors]", 1),
        ('name = 3\n[colors]\nprimary = "#fff"', "theme-value", "name is not a text", "", 1),
        ('name = "a\\u001bb"\n[colors]\nprimary = "#fff"', "theme-value", "is not a name for a theme", "letters", 1),
        (f'name = "{"a" * 41}"\n[colors]\nprimary = "#fff"', "theme-value", "is not a name for a theme", "at most 40", 1),
        ('dark = "yes"\n[colors]\nprimary = "#fff"', "theme-value", "dark is not true or false", "dark = true", 1),
        ('contrast = 50\n[colors]\nprimary = "#fff"', "theme-value", "contrast is not a number from 1 to 21", "4.5", 1),
        ('contrast = nan\n[colors]\nprimary = "#fff"', "theme-value", "contrast is not a number", "4.5", 1),
        ('[colors]\nprimary "#fff"', "theme-toml", "expected '=' after a key", "", 2),
        ('[colors]\nprimary = "#fff', "theme-toml", "", "", 2),
        ("x = " + "[" * 5000, "theme-toml", "nested too deeply", "", 0),
        ("#" * (LARGEST + 1), "theme-toml", "larger than 16 KB", "", 0),
    ],
)  # fmt: skip
def test_broken_theme_is_a_problem_that_names_the_place(
    text: str, code: str, says: str, hint: str, line: int
) -> None:
    problem = read_theme(text, "broken.toml")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.path) == (code, "broken.toml")
    assert says in problem.message
    assert hint in problem.hint
    assert problem.line == line


WORDS = st.sampled_from(
    [
        "name",
        "dark",
        "[colors]",
        "[hats]",
        "[variables]",
        "primary",
        "brand",
        "=",
        '"#fff"',
        '"ansi_red"',
        "true",
        "{}",
        "[]",
        "\n",
    ]
)


@given(st.lists(WORDS | st.text(max_size=6), max_size=20).map(" ".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = read_theme(text, "any.toml")
    if isinstance(read, Theme):
        TextualTheme(**read.textual()).to_color_system().generate()
    else:
        assert read.message


def test_every_key_and_role_is_documented() -> None:
    for word in (
        *COLOURS,
        *ROLES,
        "name",
        "dark",
        "contrast",
        "description",
        "[hats]",
        "[activities]",
        "[variables]",
    ):
        assert f"`{word}`" in DOCUMENT


def test_every_problem_is_documented() -> None:
    source = (ROOT / "src" / "twohats" / "appearance" / "theme_file.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'"(theme-[a-z]+)"', source))
    assert len(codes) == 4
    assert all(f"`{code}`" in DOCUMENT for code in codes)


def test_the_documented_example_is_a_theme() -> None:
    example = re.search(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert example
    assert isinstance(read_theme(example[1], "example.toml"), Theme)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert palette.contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert palette.contrast(other, one) == palette.contrast(one, other)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("#fff", (255, 255, 255)),
        ("#0a0B0c", (10, 11, 12)),
        ("#ffff", None),
        ("fff", None),
        ("#12345g", None),
        ("ansi_red", None),
        ("", None),
    ],
)
def test_colours_are_read(text: str, numbers: tuple[int, int, int] | None) -> None:
    assert palette.rgb(text) == numbers


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_nearest_of_few_agrees_with_itself(colour: tuple[int, int, int]) -> None:
    assert 16 <= palette.of_256(colour) <= 255
    assert 0 <= palette.of_16(colour) <= 15
    assert palette.rgb(palette.hex_of(colour)) == colour


@given(
    st.sampled_from(["#6cb4ee", "#102030", "#f0f0f0"]),
    st.sampled_from([("#ffffff", "#000000"), ("#000000", "#ffffff")]),
    st.sampled_from([3.0, 4.5, 7.0]),
)
def test_readable_colours_are_readable_and_quiet_ones_quieter(
    colour: str, pair: tuple[str, str], ratio: float
) -> None:
    text, ground = pair
    assert palette.contrast(palette.readable(colour, text, [ground], ratio), ground) >= ratio
    quiet = palette.quiet(text, ground, [ground], ratio)
    assert ratio <= palette.contrast(quiet, ground) <= palette.contrast(text, ground)


def test_red_and_green_are_one_to_some_eyes() -> None:
    assert difference("#c00000", "#6b6b00", "deuteranopia") < difference("#c00000", "#6b6b00") / 2


def drawn(colour: str) -> str:
    """A colour as the app's terminal library makes it for a terminal of 256."""
    red, green, blue = RichColor.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    return palette.hex_of((red, green, blue))


@pytest.mark.parametrize("name", MEASURED)
def test_every_text_can_be_read_in_256_colours(name: str) -> None:
    """The contrast is that of what is drawn, computed by the library that draws it."""
    theme = MEASURED[name].fitted(256)
    asked = theme.textual()
    for ground in GROUNDS:
        for role in ROLES:
            needed = FILL_CONTRAST if role in FILLS else theme.contrast
            ratio = palette.contrast(drawn(asked["variables"][f"role-{role}"]), drawn(asked[ground]))
            assert ratio >= needed, (role, ground, ratio)
    cursor = drawn(asked["variables"]["block-cursor-background"])
    on_cursor = drawn(asked["variables"]["block-cursor-foreground"])
    assert palette.contrast(cursor, on_cursor) >= theme.contrast


@given(st.from_regex("#[0-9a-f]{6}", fullmatch=True))
def test_what_is_to_be_drawn_in_256_colours_is(colour: str) -> None:
    meant = palette.drawn_in_256(colour)
    assert drawn(palette.asked_in_256(meant)) == meant


@pytest.mark.parametrize("name", OURS)
def test_with_16_colours_a_theme_has_those_of_the_terminal(name: str) -> None:
    """How these look is the user's own choice: ordinary text is always readable in it, on its own background."""
    made = OURS[name].fitted(16).textual()
    assert made["ansi"]
    assert {made[ground] for ground in GROUNDS} == {"ansi_default"}
    texts = {role: made["variables"][f"role-{role}"] for role in ROLES}
    assert texts["text"] == texts["note"] == texts["muted"] == "ansi_default"
    assert set(texts.values()) <= {
        "ansi_default", "ansi_cyan", "ansi_magenta", "ansi_bright_blue", "ansi_yellow",
    }  # fmt: skip


def test_with_all_colours_a_theme_is_as_it_is() -> None:
    for theme in OURS.values():
        assert theme.fitted(0) is theme
