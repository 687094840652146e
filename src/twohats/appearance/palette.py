"""Colours as numbers: parsing, contrast, the nearest of a terminal's colours.

A colour is written `#rgb`, `#rrggbb` or by the name of one of the terminal's own, `ansi_blue`; how the latter looks is
up to the terminal, so nothing here measures it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    Value = TypeVar("Value")

RGB = tuple[int, int, int]
"""Red, green and blue, 0..255."""

ANSI_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI = {
    "ansi_default": -1,
    **{f"ansi_{name}": code for code, name in enumerate(ANSI_NAMES)},
    **{f"ansi_bright_{name}": code + 8 for code, name in enumerate(ANSI_NAMES)},
}
"""The terminal's own colours: name to number 0..15, -1 for its ordinary text or background."""

# What the sixteen are on an xterm: only used to pick the nearest of them for a colour that has numbers.
_XTERM: tuple[RGB, ...] = (
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255),
    (0, 255, 255), (255, 255, 255),
)  # fmt: skip


_MOST_COLOURS = 512


def _remembered(make: Callable[[str], Value]) -> Callable[[str], Value]:
    """The function, which remembers what it made of as many texts as a few themes have: contrasts ask for the same ones
    over and over. `functools`, which has this, costs a fifth of a bare interpreter.
    """
    known: dict[str, Value] = {}

    def found(text: str) -> Value:
        if text not in known:
            if len(known) >= _MOST_COLOURS:
                known.clear()
            known[text] = make(text)
        return known[text]

    return found


def is_colour(text: str) -> bool:
    """Whether `text` is a colour in one of the accepted forms."""
    return text in ANSI or rgb(text) is not None


@_remembered
def rgb(text: str) -> RGB | None:
    """`#rgb` or `#rrggbb` as numbers; None for anything else, the terminal's own colours included."""
    digits = text[1:]
    if text[:1] != "#" or len(digits) not in (3, 6) or not set(digits) <= set("0123456789abcdefABCDEF"):
        return None
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def known(text: str) -> RGB:
    """The parts of a colour; raises ValueError for the terminal's own."""
    found = rgb(text)
    if found is None:
        raise ValueError(f"{text} has no numbers to work with")
    return found


def hex_of(colour: RGB) -> str:
    """Numbers as `#rrggbb`."""
    return "#" + "".join(f"{part:02x}" for part in colour)


def mix(colour: str, into: str, share: float) -> str:
    """`colour` with `share` (0..1) of `into` in it, as `#rrggbb`."""
    pairs = zip(known(colour), known(into), strict=True)
    red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
    return hex_of((red, green, blue))


def linear(part: int) -> float:
    """A part of a colour, 0..255, as the amount of light, 0..1."""
    value = part / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2, 0..1."""
    red, green, blue = map(linear, known(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2, from 1 to 21. Raises ValueError for the terminal's own colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(
    colour: str, text: str, grounds: Iterable[str], ratio: float, drawn: Callable[[str], str] = str
) -> str:
    """`colour` itself where it has `ratio` on every ground, else the nearest mix with `text` that has it.

    `text` itself where no mix has it. `drawn` gives a colour as the terminal draws it.
    """
    grounds = tuple(grounds)
    for step in range(20):
        tried = drawn(mix(colour, text, step / 20))
        if all(contrast(tried, ground) >= ratio for ground in grounds):
            return tried
    return text


def quiet(
    text: str, ground: str, grounds: Iterable[str], ratio: float, drawn: Callable[[str], str] = str
) -> str:
    """`text` taken as far towards `ground` as `ratio` on every ground allows, but never past the half."""
    grounds = tuple(grounds)
    for step in range(10, 0, -1):
        tried = drawn(mix(text, ground, step / 20))
        if all(contrast(tried, each) >= ratio for each in grounds):
            return tried
    return text


def _nearest(colour: RGB, choices: Iterable[tuple[int, RGB]]) -> int:
    def apart(choice: tuple[int, RGB]) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, choice[1], strict=True))

    return min(choices, key=apart)[0]


def of_256(colour: RGB) -> int:
    """The nearest of the 240 fixed colours of a 256-colour terminal, 16..255."""
    levels = (0, 95, 135, 175, 215, 255)
    at = [min(range(6), key=lambda index: abs(levels[index] - part)) for part in colour]
    cube = (16 + 36 * at[0] + 6 * at[1] + at[2], (levels[at[0]], levels[at[1]], levels[at[2]]))
    step = min(max(round((sum(colour) / 3 - 8) / 10), 0), 23)
    grey = (232 + step, (8 + 10 * step,) * 3)
    return _nearest(colour, (cube, grey))


def of_16(colour: RGB) -> int:
    """The nearest of a terminal's own sixteen, 0..15, as an xterm has them; a grey only for a grey."""
    grey = max(colour) - min(colour) < 24
    return _nearest(
        colour, [(code, each) for code, each in enumerate(_XTERM) if (len(set(each)) == 1) == grey]
    )


# What the app's terminal library makes of a colour with numbers on a terminal of 256: a colour without much of a hue
# becomes one of 24 greys, by its lightness; any other one of a cube of 6 x 6 x 6. Not every one of the 256 is reached.

_LEAST_HUE = 0.15
_LEVELS = (0, 95, 135, 175, 215, 255)


def _saturation(colour: RGB) -> float:
    """That of hue, lightness and saturation, 0..1."""
    low, high = min(colour) / 255, max(colour) / 255
    if low == high:
        return 0.0
    return (high - low) / (high + low if (high + low) / 2 <= 0.5 else 2 - high - low)


@_remembered
def drawn_in_256(colour: str) -> str:
    """The colour, of those that a terminal of 256 draws in the app, that is nearest to one."""
    wanted = known(colour)
    red, green, blue = (min(_LEVELS, key=lambda level, part=part: abs(level - part)) for part in wanted)  # type: ignore[misc]
    step = min(max(round((sum(wanted) / 3 + 2) / 10), 0), 25)
    found = [_grey(step)]
    if _saturation((red, green, blue)) >= _LEAST_HUE:
        found.append((red, green, blue))
    return hex_of(min(found, key=lambda each: sum((a - b) ** 2 for a, b in zip(each, wanted, strict=True))))


def _grey(step: int) -> RGB:
    """Black, one of the 24 greys, or white."""
    part = {0: 0, 25: 255}.get(step, 10 * step - 2)
    return part, part, part


def asked_in_256(colour: str) -> str:
    """What to ask for so that a colour of `drawn_in_256` is drawn: greys are told by their lightness."""
    red, green, blue = known(colour)
    if not red == green == blue or red in (0, 255):
        return colour
    part = round(10.2 * ((red + 2) // 10))
    return hex_of((part, part, part))
