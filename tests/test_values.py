"""Our `NamedTuple` does what the one of `typing` does, as far as it is used."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from twohats.values import NamedTuple


class Line(NamedTuple):
    """A value for the tests."""

    hat: str
    minutes: int = 25
    tags: tuple[str, ...] = ()

    @property
    def hours(self):
        return self.minutes / 60


class Other(NamedTuple):
    hat: str
    minutes: int = 25
    tags: tuple[str, ...] = ()


@pytest.fixture(params=["few", "many"], autouse=True)
def made(request: pytest.FixtureRequest) -> None:
    """Few values of a class are made by one function, many by another."""
    if request.param == "many":
        for _ in range(200):
            Line("brand")


def test_fields_come_by_place_by_name_and_by_default():
    assert Line("brand", tags=("a",)) == Line("brand", 25, ("a",))
    assert (Line("brand").hat, Line("brand").minutes, Line("brand").hours) == ("brand", 25, 25 / 60)
    assert Line._fields == ("hat", "minutes", "tags")
    assert Line._field_defaults == {"minutes": 25, "tags": ()}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), {}),
        (("a", 1, (), 4), {}),
        (("a",), {"hours": 1}),
        (("a",), {"hat": "b"}),
        (("a", 1, ()), {"tags": ()}),
    ],
)
def test_what_is_missing_or_too_much_is_a_type_error(words: tuple[Any, ...], named: dict[str, Any]):
    with pytest.raises(TypeError):
        Line(*words, **named)


def test_a_value_cannot_be_changed():
    line: Any = Line("brand")

    with pytest.raises(AttributeError):
        line.hat = "personal"
    with pytest.raises(AttributeError):
        line.note = "new"


def test_replace_gives_another_value_and_knows_its_fields():
    line: Any = Line("brand")

    assert line._replace(minutes=30) == Line("brand", 30)
    assert line == Line("brand")
    assert type(line._replace(minutes=30)) is Line
    with pytest.raises(TypeError, match="hours"):
        line._replace(hours=1)


def test_values_hash_match_print_copy_and_pickle():
    line: Any = Line("brand", 30)

    assert {line: 1}[Line("brand", 30)] == 1
    assert repr(line) == "Line(hat='brand', minutes=30, tags=())"
    assert copy.deepcopy(line) == line
    assert pickle.loads(pickle.dumps(line)) == line
    assert line._asdict() == {"hat": "brand", "minutes": 30, "tags": ()}
    match line:
        case Other():
            raise AssertionError
        case Line(hat, minutes):
            assert (hat, minutes) == ("brand", 30)
