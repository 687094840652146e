"""The user's own bar: what an hour is to bring, a kind of return at a time (METHOD M14)."""

from __future__ import annotations

import re

from twohats.format.model import Problem
from twohats.format.paths import SETTINGS_FILE
from twohats.format.words import RETURNS
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_AIM = ("conversation",)
"""What verdicts look for where no bar names anything."""
EXAMPLE = "1 per 10h"

_NUMBER = r"(\d{1,6}(?:\.\d{1,6})?)"
_BAR = re.compile(
    rf"{_NUMBER}\s+per\s+(?:(?:{_NUMBER}\s*)?(h|hours?)|(\d{{1,6}})h([0-5]\d)m?|(\d{{1,6}})\s*(?:m|min|minutes))",
    re.ASCII | re.IGNORECASE,
)


class Bar(NamedTuple):
    """How much of one kind is asked of an hour."""

    kind: str
    text: str
    """As it is written: `1 per 10h`."""
    per_hour: float


class Bars(NamedTuple):
    """What `[bar]` of `hat.toml` says, and what of it is not understood."""

    bars: tuple[Bar, ...]
    """In the order of `words.RETURNS`, whatever the order of the file."""
    problems: tuple[Problem, ...] = ()

    @property
    def aim(self) -> tuple[str, ...]:
        """The kinds that verdicts look for: those with a bar, or conversations."""
        return tuple(bar.kind for bar in self.bars) or DEFAULT_AIM

    def of(self, kind: str) -> Bar | None:
        """The bar of a kind, if there is one."""
        return next((bar for bar in self.bars if bar.kind == kind), None)


def read_bars(texts: Mapping[str, str]) -> Bars:
    """The bars of `[bar]`: a number, `per`, and hours or minutes (`1 per 10h`, `0.5 per hour`, `2 per 90m`).

    Nothing is guessed: any other text is a problem, and that kind has no bar. A kind that is not a return is a
    problem of the settings already, and is passed over here.
    """
    found: dict[str, Bar] = {}
    problems: list[Problem] = []
    for kind, text in texts.items():
        if kind not in RETURNS:
            continue
        per_hour = per_hour_of(text)
        if per_hour is None:
            problems.append(
                Problem(
                    "bad-setting", f"bar.{kind} cannot be {text!r}", EXAMPLE, text=text, path=SETTINGS_FILE
                )
            )
        else:
            found[kind] = Bar(kind, " ".join(text.split()), per_hour)
    return Bars(tuple(found[kind] for kind in RETURNS if kind in found), tuple(problems))


def per_hour_of(text: str) -> float | None:
    """`1 per 10h` as returns an hour, 0.1; None for anything else, and for nothing in no time."""
    match = _BAR.fullmatch(text.strip())
    if not match:
        return None
    returns, hours, unit, whole, rest, minutes = match.groups()
    if minutes is not None:
        spent = int(minutes)
    elif whole is not None:
        spent = int(whole) * 60 + int(rest)
    else:
        assert unit is not None
        return float(returns) / float(hours or 1) if float(hours or 1) > 0 < float(returns) else None
    return float(returns) * 60 / spent if spent and float(returns) > 0 else None
