"""What the `key:value` tokens of a line say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.model import Entry
from twohats.measures.field_values import costs_of, says_how, values_of


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ((), ()),
        ((("why", "money"),), ("money",)),
        ((("why", "money,tribe"), ("why", "Money")), ("money", "tribe")),
        ((("aim", "leads"), ("why", ",,")), ()),
    ],
)
def test_values_are_listed_once_by_commas_or_by_repeating_the_key(
    fields: tuple[tuple[str, str], ...], values: tuple[str, ...]
) -> None:
    assert values_of(fields, "why") == values


def test_how_has_several_values() -> None:
    entry = Entry("brand", "post", 20, fields=(("how", "craft,setup"),))
    assert [says_how(entry, how) for how in ("craft", "faceless", "setup", "must")] == [
        True,
        False,
        True,
        False,
    ]


def test_costs_are_added_up_by_currency_and_to_the_cent() -> None:
    lines = [
        (("cost", "38GBP"), ("why", "5GBP")),
        (("cost", "6.40gbp"), ("cost", "0.005USD")),
        (
            ("cost", "12"),
            ("cost", "GBP"),
            ("cost", "1.2.3EUR"),
            ("cost", "-4EUR"),
            ("cost", "4.EUR"),
            ("cost", ""),
        ),
        (),
    ]
    assert costs_of(lines) == {"GBP": "44.40", "USD": "0.005"}
    assert costs_of([]) == {}


@given(st.lists(st.decimals("0", 10**12, allow_nan=False, places=3), min_size=1, max_size=6))
def test_no_part_of_a_cost_is_lost(amounts: list[Decimal]) -> None:
    found = costs_of([(("cost", f"{each:f}GBP"),) for each in amounts])
    assert Decimal(found["GBP"]) == sum(amounts)
