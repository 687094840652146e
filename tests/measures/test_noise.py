"""Noise: by the hat it was logged in, its share of what came back, and the day that stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.measures.logged import day, figures

if TYPE_CHECKING:
    from twohats.measures.figures import Noise


def noise(days: dict[int, str]) -> Noise:
    return figures(days).noise


def test_noise_is_counted_by_hat_with_vanity_and_returns_apart() -> None:
    found = noise({
        0: "personal got thanks x2\nbrand got pitch\nclient-acme got noise x3\nbrand got vanity x5000\nbrand got reply",
        -1: "brand got likes x9",
    })  # fmt: skip
    assert (found.personal, found.brand, found.vanity) == (2, 4, 5000)
    assert found.share == pytest.approx(6 / 7)


def test_noticed_is_neither_noise_nor_substance() -> None:
    assert noise({0: "brand got thanks x4\nbrand got noticed x6\nbrand got reply"}).share == pytest.approx(
        4 / 5
    )


def test_under_five_in_all_there_is_no_share() -> None:
    assert noise({0: "brand got thanks x4"}).share is None
    assert noise({0: "brand got thanks x4\nbrand got commented"}).share == pytest.approx(4 / 5)


def test_a_day_far_above_the_usual_is_named_and_the_share_given_without_it() -> None:
    """Without that day, its returns included. What is named is the most frequent kind, over all lines of the day."""
    usual = dict.fromkeys(range(-20, 0), "brand got thanks x2")
    found = noise(usual | {
        1: "brand got thanks\nbrand got reply x5",
        3: "brand got congrats x20: the same sentence\nbrand got likes x3\n"
           "personal got congrats x2\nbrand got reply x2",
    })  # fmt: skip
    assert (found.spike_day, found.spike_count, found.spike_kind) == (day(3), 22, "congrats")
    assert found.spike_total == 25
    assert found.share == pytest.approx(26 / 33)
    assert found.share_without_spike == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    ("days", "spike"),
    [
        ({0: "brand got thanks x5"}, ""),
        ({0: "brand got thanks x6"}, day(0)),
        ({-3: "brand got thanks x2", 0: "brand got thanks x10"}, ""),
        ({-3: "brand got thanks x2", 0: "brand got thanks x11"}, day(0)),
        ({-3: "brand got thanks x99"}, ""),
        ({-3: "brand got thanks\nbrand got thanks", -2: "brand got likes x3", 0: "brand got pitch x12"}, ""),
        (
            {-3: "brand got thanks\nbrand got thanks", -2: "brand got likes x3", 0: "brand got pitch x13"},
            day(0),
        ),
        ({0: "brand got vanity x999"}, ""),
    ],
)
def test_a_spike_is_more_than_five_times_the_usual_day_with_noise(days: dict[int, str], spike: str) -> None:
    found = noise(days)
    assert found.spike_day == spike
    assert bool(found.spike_count) == bool(spike) == bool(found.spike_kind)
    if not spike:
        assert found.share_without_spike is None
