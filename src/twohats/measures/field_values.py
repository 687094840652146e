"""What the `key:value` tokens of a line say: the values of one key, and sums of money."""

from __future__ import annotations

from twohats.format.words import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.format.model import Entry


def values_of(fields: Sequence[tuple[str, str]], key: str) -> tuple[str, ...]:
    """The values of a key as words are compared, each once: `why:money,tribe` as `why:money why:tribe`."""
    if not fields:
        return ()
    found = [part for name, value in fields if name == key for part in folded(value).split(",")]
    if not found:
        return ()
    return tuple(dict.fromkeys(part for part in found if part))


NOTHING = ("none", "no", "0")
"""What `expect:` says of a give or an ask that expects nothing: `none`, and the other ways in which people write it."""


def expects_nothing(fields: Iterable[tuple[str, str]]) -> bool:
    """Whether a give or an ask says that nothing was expected."""
    return any(key == "expect" and value.lower() in NOTHING for key, value in fields)


def says_how(entry: Entry, how: str) -> bool:
    """Whether an entry has `how:` with one of `craft faceless setup must`."""
    return bool(entry.fields) and how in values_of(entry.fields, "how")


def costs_of(lines: Iterable[Sequence[tuple[str, str]]]) -> dict[str, str]:
    """The sum of all `cost:` by currency, exact, as decimal text: `{"GBP": "44.40"}`.

    A cost that is not a number with three letters behind it is left out.
    """
    amounts: dict[str, list[str]] = {}
    for fields in lines:
        for name, value in fields:
            number, currency = value[:-3], value[-3:].upper()
            if name == "cost" and currency.isascii() and currency.isalpha() and _is_number(number):
                amounts.setdefault(currency, []).append(number)
    return {currency: _sum(amounts[currency]) for currency in sorted(amounts)}


def _is_number(text: str) -> bool:
    whole, _, part = text.partition(".")
    return text.isascii() and whole.isdigit() and (part.isdigit() or "." not in text)


def _sum(numbers: Sequence[str]) -> str:
    """The exact sum of decimal numbers as text."""
    places = max(len(number.partition(".")[2]) for number in numbers)
    total = sum(_scaled(number, places) for number in numbers)
    if not places:
        return str(total)
    text = str(total).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}"


def _scaled(number: str, places: int) -> int:
    whole, _, part = number.partition(".")
    return int(whole + part.ljust(places, "0"))
