"""Sums as JSON, which `docs/sum.json.md` describes, and what may be handed on of them."""

from __future__ import annotations

import json

from twohats.format.words import KEY_VALUES, SIDES
from twohats.query import by as by_what
from twohats.query.by import WITHOUT
from twohats.render.anonymous import may_name, pieces_of
from twohats.render.estimate_json import alike_data, lived_data, rates_data, ratio_data
from twohats.render.estimate_json import share_of as rounded_share
from twohats.views.sums_wording import share_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import Any

    from twohats.measures.selected import SelectedGaps
    from twohats.measures.timeline import LeftOut
    from twohats.query.by import By
    from twohats.query.sums import Figures, Group, Sums

FORMAT = 1
_STAND_INS = {
    by_what.HAT: "hat",
    by_what.CHANNEL: "channel",
    by_what.PERSON: "person",
    by_what.TAG: "thread",
    by_what.FIELD: "value",
}
"""What stands with a number for a word that may name somebody."""


def sums_json(
    sums: Sums,
    span: tuple[str, str],
    asked: str,
    left_out: LeftOut,
    gap: Mapping[str, Any] | None = None,
) -> str:
    """Sums as indented JSON text with a newline at its end; `span` has the first and the last ISO date asked for."""
    return json.dumps(sums_data(sums, span, asked, left_out, gap), indent=2, allow_nan=False) + "\n"


def sums_data(
    sums: Sums,
    span: tuple[str, str],
    asked: str,
    left_out: LeftOut,
    gap: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Sums as what JSON can hold."""
    return {
        "format": FORMAT,
        "from": span[0],
        "to": span[1],
        "asked": asked,
        "by": [by.name for by in sums.by],
        "of": sums.of,
        "cover": {"problems": left_out.problems},
        "total": figures_data(sums.total),
        "rows": _groups(sums, sums.rows),
        "columns": _groups(sums, sums.columns),
        "cells": [
            {"row": row.key or None, "column": column.key or None, **figures_data(sums.cells[row.key, column.key])}
            for row in sums.rows
            for column in sums.columns
            if (row.key, column.key) in sums.cells
        ],
        "several": {name: sums.several[at] for at, name in enumerate(("rows", "columns")) if at < len(sums.by)},
        "gap": gap,
    }  # fmt: skip


def figures_data(figures: Figures) -> dict[str, Any]:
    """What some lines come to."""
    return {
        "minutes": figures.minutes,
        "guessed_minutes": figures.guessed,
        "lines": figures.lines,
        "returns": figures.returns,
        "noise": figures.noise,
        "people": figures.people,
        "amounts": dict(figures.amounts),
    }


def gap_data(found: SelectedGaps | None, why_none: str) -> dict[str, Any]:
    """How far apart the hats are, or why nothing is said."""
    if found is None or why_none:
        return {"missing": why_none}
    return {
        "missing": "",
        "from": found.first,
        "to": found.last,
        "ratings": {gap.rating: {**lived_data(gap.lived), **alike_data(gap)} for gap in found.gaps},
        "returns": {
            came.kind: {
                "from": came.first or None,
                "to": came.last or None,
                "per_hour": rates_data(came.per_hour),
                "ratio": ratio_data(came.per_hour),
            }
            for came in found.returns
        },
    }


def _groups(sums: Sums, groups: Iterable[Group]) -> list[dict[str, Any]]:
    return [
        {
            "key": group.key or None,
            "share": rounded_share(share_of(group.figures, sums)),
            **figures_data(group.figures),
        }
        for group in groups
    ]


def shared(sums: Sums, names: Collection[str]) -> Sums:
    """Sums that name nobody: people, threads, hats and words of the user are numbered, channels that may name somebody.

    `names` are everybody's names.
    """
    pieces = pieces_of(names)
    groups = (sums.rows, sums.columns)
    called = [_called(by, these, pieces) for by, these in zip(sums.by, groups, strict=False)]
    rows, columns = (
        tuple(group._replace(key=called[at].get(group.key, group.key)) for group in these)
        if called[at:]
        else ()
        for at, these in enumerate(groups)
    )
    cells = {
        (called[0].get(row, row), called[1].get(column, column)): figures
        for (row, column), figures in sums.cells.items()
    }
    return sums._replace(rows=rows, columns=columns, cells=cells)


def _called(by: By, groups: Iterable[Group], pieces: frozenset[str]) -> dict[str, str]:
    """Key to what stands for it, of those that are not to be seen."""
    stand_in = _STAND_INS.get(by.what, "")
    hidden = [group.key for group in groups if group.key != WITHOUT and _may_name(by, group.key, pieces)]
    return {key: f"{stand_in} {number}" for number, key in enumerate(hidden, start=1)} if stand_in else {}


def _may_name(by: By, key: str, pieces: frozenset[str]) -> bool:
    if by.what == by_what.CHANNEL:
        return may_name(key, pieces)
    if by.what == by_what.FIELD:
        return key not in KEY_VALUES.get(by.key, ())
    return by.what != by_what.HAT or key not in SIDES
