"""What themes are judged by: contrasts, and how far apart two colours look, to those who see fewer of them as well."""

from __future__ import annotations

from twohats.appearance.palette import contrast, known, linear
from twohats.appearance.theme import GROUNDS, Theme
from twohats.values import NamedTuple

FILL_CONTRAST = 3.0
"""What WCAG 2 asks of areas that mean something."""
FILLS = ("personal-fill", "brand-fill")
"""The roles that colour areas instead of text."""

# How linear RGB is seen without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1.
SIGHTS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
"""Ways of seeing, each as the matrix that linear RGB goes through."""


class Contrast(NamedTuple):
    """The contrast of one role with one background."""

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


def difference(one: str, other: str, sight: str = "usual") -> float:
    """The perceived difference of two colours: the distance in OKLab times 100 (black to white is 100)."""
    a, b = _oklab(one, sight), _oklab(other, sight)
    return float(100 * sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5)


def chroma(colour: str) -> float:
    """How far a colour is from grey, in OKLab times 100."""
    _, a, b = _oklab(colour, "usual")
    return float(100 * (a * a + b * b) ** 0.5)


def _oklab(colour: str, sight: str) -> tuple[float, float, float]:
    rgb = tuple(map(linear, known(colour)))
    red, green, blue = (
        min(max(sum(weight * part for weight, part in zip(row, rgb, strict=True)), 0.0), 1.0)
        for row in SIGHTS[sight]
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
