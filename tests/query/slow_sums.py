"""Sums the slow and obvious way, from what `hat list --json` says of lines: every group asks every line again."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Line = dict[str, Any]
RETURNED = {"conversation", "reply", "intro", "help", "lead", "sale", "noticed", "commented"}


def groups_of(line: Line, by: str, called: Mapping[str, str], *, sunday: bool = False) -> set[str]:
    """The groups a line is in; `called` has other names, people and tags with their signs, channels without."""
    day = date.fromisoformat(line["day"])
    clock = line.get("start") or line.get("at")
    shifted = date.fromordinal(min(day.toordinal() + sunday, date.max.toordinal())).isocalendar()
    simple = {
        "hat": line["hat"],
        "side": line["side"],
        "verb": line["verb"],
        "kind": f"{line['verb']} {line['kind']}".strip(),
        "channel": called.get(line["channel"], line["channel"]),
        "day": line["day"],
        "month": line["day"][:7],
        "year": line["day"][:4],
        "weekday": day.strftime("%A"),
        "week": f"{shifted.year}-W{shifted.week:02d}",
        "hour": f"{int(clock[:2]) % 24:02d}" if clock else "",
    }
    if by in simple:
        return {simple[by]}
    if by in ("person", "tag"):
        sign, names = ("@", line["people"]) if by == "person" else ("+", line["tags"])
        return {called.get(sign + name, sign + name).removeprefix(sign) for name in names} or {""}
    key = by.removesuffix(":")
    said = [value.lower() for name, value in line["fields"] if name == key]
    if key in ("why", "how"):
        said = [part for value in said for part in value.split(",") if part]
    if key in ("heard", "met"):
        said = [called.get(value, value) for value in said]
    return set(said) or {""}


def figures_of(lines: Sequence[Line], called: Mapping[str, str]) -> dict[str, Any]:
    """What lines come to, by the keys of the JSON."""
    got = [line for line in lines if line["verb"] == "got"]
    people = {called.get(f"@{name}", f"@{name}") for line in lines for name in line["people"]}
    amounts = [line["amount"] for line in lines if line.get("amount")]
    return {
        "minutes": sum(line.get("minutes", 0) for line in lines),
        "guessed": sum(line["minutes"] for line in lines if line.get("estimated")),
        "lines": len(lines),
        "returns": sum(line["count"] for line in got if line["kind"] in RETURNED),
        "noise": sum(line["count"] for line in got if line["kind"] not in RETURNED),
        "people": len(people),
        "amounts": {
            currency: sum(Fraction(each["number"]) for each in amounts if each["currency"] == currency)
            for currency in {each["currency"] for each in amounts}
        },
    }


def slow_sums(
    lines: Sequence[Line], by: Sequence[str], called: Mapping[str, str], *, sunday: bool = False
) -> tuple[dict[str, Any], list[dict[str, dict[str, Any]]], dict[tuple[str, str], dict[str, Any]]]:
    """The total, the groups of each thing, and the cells of two."""

    def groups(line: Line, which: int) -> set[str]:
        return groups_of(line, by[which], called, sunday=sunday)

    keys = [{key for line in lines for key in groups(line, which)} for which in range(len(by))]
    by_key = [
        {
            key: figures_of([line for line in lines if key in groups(line, which)], called)
            for key in keys[which]
        }
        for which in range(len(by))
    ]
    cells = {}
    for row, column in product(*keys) if len(by) > 1 else ():
        both = [line for line in lines if row in groups(line, 0) and column in groups(line, 1)]
        if both:
            cells[row, column] = figures_of(both, called)
    return figures_of(lines, called), by_key, cells
