"""The names in lines of those whom sources know otherwise."""

from __future__ import annotations

import pytest
from tests.interchange.planning import BRAM, TODAY, TOVE, lines, message, plan_of

from twohats.interchange.interpreting.here import Here, Wish
from twohats.interchange.interpreting.people import full_name, named, person_key
from twohats.interchange.interpreting.proposal import Who
from twohats.interchange.record import Party


def names(people: dict[Who, str], here: Here | None = None, wish: Wish | None = None) -> dict[str, str]:
    """The names that people get, by their keys, with what is proposed."""
    found = named(people, here or Here(TODAY), wish or Wish())
    return {who.key: one.name + (f" = {one.same_as}" if one.same_as else "") for who, one in found.items()}


def linkedin(*people: str) -> dict[Who, str]:
    return {Who("linkedin", f"k{at}"): name for at, name in enumerate(people)}


@pytest.mark.parametrize(
    ("called", "shown"),
    [
        ("Bram Osei, PhD", "Bram Osei"),
        ("Osei, Bram (Ext)", "Bram Osei"),
        ("Osei, PhD", "Osei"),
        ("Osei, CISSP", "Osei"),
        ("Bram Osei, Partner", "Bram Osei"),
        ("OSEI, BRAM", "BRAM OSEI"),
        ("Adlerz,Tove", "Tove Adlerz"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("Reiss-Hahn, Anna-Lena", "Anna-Lena Reiss-Hahn"),
        ("Li, 小龙", "小龙 Li"),
        ("Dr. Zoë Marchetti 🌿", "Zoë Marchetti"),
        ("Anna ❤\ufe0f Reiss (she/her)", "Anna Reiss"),
        ("bram.osei@example.org", "bram osei"),
        ("@kit@example.social", "kit"),
        ("+44 20 7946 0958", ""),
        ("\x1b[31mRed\x07", "31mRed"),
        ("Sinéad O’Brien MBA", "Sinéad O’Brien"),
        ("李小龙", "李小龙"),
        ("", ""),
    ],
)
def test_a_name_is_shown_without_what_is_no_name(called: str, shown: str) -> None:
    assert full_name(called) == shown


def test_the_first_name_if_nobody_else_has_it_else_both_else_a_number() -> None:
    assert names(linkedin("Tove Adlerz", "Bram Osei", "Bram Hill")) == {
        "k0": "tove", "k1": "bram-osei", "k2": "bram-hill",
    }  # fmt: skip
    assert names(linkedin("Bram Osei", "Bram Osei")) == {"k0": "bram-osei", "k1": "bram-osei2"}
    assert names(linkedin("Tove Adlerz"), Here(TODAY, names={"tove"})) == {"k0": "tove-adlerz"}
    assert names(linkedin("Tove Adlerz"), Here(TODAY, aliases={"tove": "t"})) == {"k0": "tove-adlerz"}


def test_somebody_known_keeps_the_name_and_takes_that_of_today() -> None:
    people = linkedin("Tove Adlerz")
    known = {person_key(next(iter(people))): "t-a"}
    assert names(people, Here(TODAY, people=known)) == {"k0": "t-a"}
    assert names(people, Here(TODAY, people=known, aliases={"t-a": "tove"})) == {"k0": "tove"}


def test_an_equal_full_name_is_proposed_and_joined_when_told() -> None:
    people = linkedin("Tove Adlerz")
    here = Here(TODAY, names={"toto"}, shown={"toto": "Tove Adlerz"})
    assert names(people, here) == {"k0": "tove = toto"}
    joined = Wish(joined={person_key(next(iter(people))): "toto"})
    assert names(people, here, joined) == {"k0": "toto"}


def test_one_full_name_in_two_sources_is_proposed_as_one_and_in_one_source_is_not() -> None:
    both = {Who("linkedin", "a"): "Zoë Marchetti", Who("whatsapp", "b"): "Zoe\u0308 Marchetti"}
    assert names(both) == {"a": "zoë", "b": "zoë-marchetti = zoë"}
    assert names(both, wish=Wish(joined={person_key(Who("whatsapp", "b")): "zoë"})) == {
        "a": "zoë",
        "b": "zoë",
    }


def test_who_has_no_name_is_called_by_the_source_and_never_by_a_telephone_number() -> None:
    found = names({Who("x", "1234567890"): "", Who("whatsapp", "+44 20 7946 0958"): "+44 20 7946 0958"})
    assert found["1234567890"] == "x-567890"
    assert not any(digits in found["+44 20 7946 0958"] for digits in ("7946", "0958", "44"))


def test_only_who_is_in_a_line_is_among_the_people() -> None:
    silent = message("2026-11-01 09:00", "Hello", other=BRAM)
    talk = [message(f"2026-11-02 0{at}:00", "Yes", mine=at % 2 == 0, other=TOVE) for at in range(4)]
    plan = plan_of(silent, *talk)
    assert [(one.name, one.shown, one.is_new) for one in plan.people] == [("tove", "Tove Adlerz", True)]


@pytest.mark.parametrize(
    "hostile", ["@everyone +tag", "a b: c", "../../etc", "-", "x" * 5000, "nothing", "brand: x"]
)
def test_no_name_breaks_a_line(hostile: str) -> None:
    who = Party("k", hostile)
    talk = [message(f"2026-11-02 0{at}:00", "Yes", mine=at % 2 == 0, other=who) for at in range(4)]
    assert len(lines(plan_of(*talk))) == 3


def test_of_one_name_each_gets_the_next_number_that_is_free() -> None:
    found = names(linkedin(*["Kit Farrow"] * 5), Here(TODAY, names=frozenset(["kit-farrow3", "kit"])))
    assert [*found.values()] == ["kit-farrow", "kit-farrow2", "kit-farrow4", "kit-farrow5", "kit-farrow6"]
