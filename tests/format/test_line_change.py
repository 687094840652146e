"""Some words of a line set, added or taken out: what is named changes, nothing else does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.format.made_lines import Lines

from twohats.errors import JournalError, NotUnderstood
from twohats.format.line import head_end, read_item
from twohats.format.line_change import LineChange, change_line
from twohats.format.model import Entry, Event
from twohats.format.one_name import OneName
from twohats.format.words import KINDS, SEVERAL_VALUES, Hats, folded

HATS = Hats({"novelist": ("brand", "n")})
SAME = OneName({"annar": "anna"}, {"old": "new"}, {"li": "linkedin"})


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        ("25m  b\tp linkedin : x", LineChange(channel="fedi"), "25m  b\tp fedi : x"),
        ("25m b post m2 : x", LineChange(channel="fedi"), "25m b post fedi m2 : x"),
        ("b got rep @bo: x", LineChange(channel="fedi"), "b got rep fedi @bo: x"),
        ("25m b post li  m2:\tx", LineChange(without_channels=("linkedin",)), "25m b post  m2:\tx"),
        ("25m b post li m2", LineChange(without_channels=("blog",)), "25m b post li m2"),
        ("25m b post li m2", LineChange(without_channels=("",)), "25m b post m2"),
        ("25m b post li m2", LineChange(channel="linkedin"), "25m b post li m2"),
        ("25m b post: x", LineChange(hat="brand"), "25m b post: x"),
        ("25m b post: b post", LineChange(hat="novelist"), "25m novelist post: b post"),
        ("25m b p: x", LineChange(verb="read"), "25m b read: x"),
        ("25m b do walk fair", LineChange(verb="talk"), "25m b talk fair"),
        ("25m b talk fair", LineChange(verb="do", kind="walk"), "25m b do walk fair"),
        ("b got help  @bo", LineChange(verb="gave"), "b gave help  @bo"),
        ("b got lea", LineChange(kind="reply"), "b got reply"),
        ("25m b talk @anna @bo: x", LineChange(without_people=("anna",)), "25m b talk @bo: x"),
        ("25m b talk @Annar  @bo", LineChange(without_people=("anna",)), "25m b talk  @bo"),
        (
            "25m b talk @anna @bo",
            LineChange(people=("carl",), without_people=("anna",)),
            "25m b talk @carl @bo",
        ),
        ("25m b talk @anna m2 @bo +x", LineChange(without_people=("",)), "25m b talk m2 +x"),
        (
            "25m b talk @a @annar @c +x",
            LineChange(people=("anna",), without_people=("",)),
            "25m b talk @annar +x",
        ),
        ("25m b talk +a +b: x", LineChange(without_tags=("",), tags=("c",)), "25m b talk +c: x"),
        ("25m b talk @annar: x", LineChange(people=("anna", "bo")), "25m b talk @annar @bo: x"),
        ("25m b talk : with @bo", LineChange(people=("bo",)), "25m b talk : with @bo"),
        ("25m b talk +old", LineChange(tags=("new", "x")), "25m b talk +old +x"),
        ("25m b talk M2 : m3", LineChange(ratings=(("m", 2),)), "25m b talk M2 : m3"),
        ("25m b talk M2 i3: m3", LineChange(ratings=(("m", 4), ("i", 0))), "25m b talk m4: m3"),
        ("25m b talk: x", LineChange(ratings=(("w", 5), ("u", 1))), "25m b talk w5 u1: x"),
        ("b got likes x3 li", LineChange(count=1), "b got likes li"),
        ("b got likes x3", LineChange(count=4), "b got likes x4"),
        ("b got likes", LineChange(count=1), "b got likes"),
        ("b got sale 5GBP", LineChange(amount=("5", "GBP")), "b got sale 5GBP"),
        ("b got sale 5GBP", LineChange(amount=("7.50", "EUR")), "b got sale 7.50EUR"),
        (
            "25m b post why:ego a:b why:art: x",
            LineChange(fields=(("why", "money"),)),
            "25m b post why:money a:b: x",
        ),
        ("25m b post", LineChange(fields=(("why", "a"), ("why", "b"))), "25m b post why:a why:b"),
        ("25m b post WHY:a", LineChange(fields=(("why", "a"),)), "25m b post WHY:a"),
        (
            "25m b post why:ego,Money met:a,b",
            LineChange(without_fields=(("why", "money"), ("met", "a"))),
            "25m b post why:ego met:a,b",
        ),
        ("25m b post why:ego why:art: x", LineChange(without_fields=(("why", ""),)), "25m b post: x"),
        ("25m b post", LineChange(minutes=25), "25m b post"),
        ("0h25 b post", LineChange(minutes=25), "0h25 b post"),
        ("25m b post", LineChange(minutes=90), "1h30 b post"),
        ("25m b post", LineChange(minutes=25, estimated=True), "~25m b post"),
        ("09:10-09:35  b post", LineChange(minutes=40), "09:10-09:50  b post"),
        ("23:30–0:15 b post", LineChange(minutes=60), "23:30-00:30 b post"),
        ("09:10-09:35 b post", LineChange(minutes=40, estimated=True), "09:10 ~40m b post"),
        ("09:10  25m b post", LineChange(minutes=40), "09:10  40m b post"),
        ("25m b post", LineChange(start=550), "09:10 25m b post"),
        ("09:10-09:35 b post", LineChange(start=600), "10:00-10:25 b post"),
        ("25m b post", LineChange(start=550, minutes=20), "09:10 20m b post"),
        ("b got reply", LineChange(start=1480), "24:40 b got reply"),
        ("9:10 b got reply", LineChange(start=550), "9:10 b got reply"),
        ("b got reply", LineChange(day="2026-11-20"), "b got reply"),
        ("nothing", LineChange(day="2026-11-20"), "nothing"),
    ],
)
def test_what_is_named_changes_and_nothing_else(text: str, change: LineChange, expected: str) -> None:
    assert change_line(text, change, HATS, SAME) == expected
    assert change_line(expected, change, HATS, SAME) == expected


@pytest.mark.parametrize(
    ("text", "change", "message"),
    [
        ("b got reply", LineChange(ratings=(("m", 3),)), "got takes no rating"),
        ("b got reply", LineChange(minutes=25), "got takes no minutes"),
        ("b got reply", LineChange(kind="walk"), "walk is not a kind of got"),
        ("25m b post", LineChange(kind="reply"), "post has no kind, so it cannot become reply"),
        ("25m b post", LineChange(verb="do"), "do needs a kind"),
        ("25m b post", LineChange(verb="asked"), "asked takes no minutes"),
        ("b asked", LineChange(verb="post"), "post needs a duration"),
        ("25m b post", LineChange(amount=("5", "GBP")), "post takes no amount"),
        ("b lost @bo", LineChange(without_people=("bo",)), "lost needs a person"),
        ("25m b post: @bo", LineChange(without_people=("bo",)), "its note names @bo"),
        ("25m b post @bo: @bo", LineChange(without_people=("bo",)), "its note names @bo"),
        ("25m b post: +x", LineChange(without_tags=("x",)), "its note names +x"),
        ("25m b post @bo: with @annar", LineChange(without_people=("",)), "its note names @annar"),
        ("nothing", LineChange(hat="brand"), "it says nothing"),
        ("25m b pots", LineChange(hat="brand"), "pots is not a verb"),
    ],
)
def test_what_makes_no_sense_for_a_line_is_refused(text: str, change: LineChange, message: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        change_line(text, change, HATS, SAME)
    assert error.value.message.startswith(message)


def test_names_of_the_rows_below_count() -> None:
    text = "25m b talk @anna"
    change = LineChange(people=("bo",))
    assert change_line(text, change, HATS, more="and @bo") == text
    with pytest.raises(NotUnderstood):
        change_line(text, LineChange(without_people=("bo",)), HATS, more="and @bo")


NAMES = st.sampled_from(["anna", "bo", "linkedin", "launch", "in-person", "o'brien", "zoë", "x22"])
LISTS = st.lists(NAMES, max_size=2, unique=True).map(tuple)
CHANGES = st.builds(
    LineChange,
    hat=st.sampled_from(["", "", "brand", "personal"]),
    verb=st.sampled_from(["", "", "", "post", "do", "got", "gave", "lost"]),
    kind=st.sampled_from(["", "", "", "walk", "help", "congrats", "reply"]),
    channel=st.one_of(
        st.just(""), NAMES.filter(lambda name: name != "x22")
    ),  # as a bare word that is a count
    without_channels=st.one_of(st.just(()), LISTS, st.just(("",))),
    start=st.sampled_from([None, None, 550, 1480]),
    minutes=st.sampled_from([None, None, 25, 720]),
    estimated=st.booleans(),
    ratings=st.dictionaries(st.sampled_from("miuw"), st.integers(0, 5), max_size=2).map(
        lambda found: tuple(found.items())
    ),
    count=st.sampled_from([None, None, 1, 7]),
    amount=st.sampled_from([None, None, ("7", "EUR"), ("5", "GBP")]),
    people=LISTS,
    without_people=LISTS,
    tags=LISTS,
    without_tags=LISTS,
    fields=st.lists(
        st.tuples(st.sampled_from(["why", "met", "x"]), st.sampled_from(["ego", "a,b", "linkedin"])),
        max_size=2,
        unique=True,
    ).map(tuple),
    without_fields=st.lists(
        st.tuples(st.sampled_from(["why", "cost"]), st.sampled_from(["", "ego", "a"])),
        max_size=2,
        unique=True,
    ).map(tuple),
)


def consistent(change: LineChange, only: set[str]) -> LineChange:
    """Some parts of a change, without what its words could not say together."""
    change = LineChange()._replace(**{name: getattr(change, name) for name in only | {"estimated"}})
    return change._replace(
        without_people=tuple(name for name in change.without_people if name not in change.people),
        without_tags=tuple(name for name in change.without_tags if name not in change.tags),
        without_channels=() if change.channel else change.without_channels,
        without_fields=() if change.fields else change.without_fields,
        estimated=change.estimated and change.minutes is not None,
    )


PARTS = st.sets(
    st.sampled_from([name for name in LineChange._fields if name != "day"]), min_size=1, max_size=3
)


@settings(max_examples=400)
@given(st.integers(0, 10**9), CHANGES, PARTS)
def test_the_values_of_made_lines_become_what_is_named_and_keep_the_rest(
    seed: int, change: LineChange, only: set[str]
) -> None:
    lines, change = Lines(seed), consistent(change, only)
    hats = Hats({name: (said["side"], said.get("short", "")) for name, said in lines.hats.items()})
    text = lines.item()
    before = read_item(text, hats, strict=True)
    if change.is_empty or "\n" in text:
        return
    try:
        after = change_line(text, change, hats)
    except NotUnderstood:
        return
    except JournalError as error:
        raise AssertionError(text) from error
    assert isinstance(before, (Entry, Event))
    value = read_item(after, hats, strict=True)
    assert isinstance(value, type(before))
    assert value._asdict() == expected(before, change), (text, after)
    assert after[head_end(after) :] == text[head_end(text) :]
    assert change_line(after, change, hats) == after


def expected(value: Entry | Event, change: LineChange) -> dict[str, Any]:
    """What a line says after a change, worked out from what it said before; lists are as sets, but for fields."""
    said = value._asdict()
    verb = "activity" if isinstance(value, Entry) else "verb"
    said["hat"] = change.hat or said["hat"]
    said[verb] = change.verb or said[verb]
    said["kind"] = (change.kind or said["kind"]) if said[verb] in KINDS else ""
    said["channel"] = change.channel or said["channel"]
    if {"", said["channel"]} & set(change.without_channels):
        said["channel"] = ""
    if change.start is not None:
        said["start" if isinstance(value, Entry) else "at"] = change.start
    if change.minutes is not None:
        said["minutes"], said["estimated"] = change.minutes, change.estimated
    for letter, digit in change.ratings:
        name = {"m": "motivation", "i": "interest", "u": "understanding", "w": "worth"}[letter]
        if digit or name in said:
            said[name] = digit or None
    said["count"] = change.count or said["count"]
    if change.amount is not None:
        said["amount"] = change.amount
    said["people"] = names(said["people"], change.people, change.without_people)
    said["tags"] = names(said["tags"], change.tags, change.without_tags)
    said["fields"] = fields(list(said["fields"]), change)
    return said


def names(has: tuple[str, ...], added: tuple[str, ...], without: tuple[str, ...]) -> AnyOrder:
    return AnyOrder({*has, *added} - set(without))


class AnyOrder(frozenset[str]):
    """Equal to a tuple that has these, each once."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple) and len(other) == len(self) and set(other) == set(self)

    __hash__ = frozenset.__hash__


def fields(has: list[tuple[str, str]], change: LineChange) -> tuple[tuple[str, str], ...]:
    for key, gone in change.without_fields:
        left = []
        for name, said in has:
            if name != key:
                left.append((name, said))
            elif gone and key in SEVERAL_VALUES and "," in said:
                rest = ",".join(each for each in said.split(",") if folded(each) != gone)
                rest = said if rest == said else rest.strip(",")
                left += [(name, rest)] if rest else []
            elif gone and folded(said) != gone:
                left.append((name, said))
        has = left
    for key in dict.fromkeys(key for key, _ in change.fields):
        wanted = [value for name, value in change.fields if name == key]
        places = [at for at, (name, _) in enumerate(has) if name == key]
        for at, value in zip(places, wanted, strict=False):
            has[at] = (key, value)
        for at in reversed(places[len(wanted) :]):
            del has[at]
        has += [(key, value) for value in wanted[len(places) :]]
    return tuple(has)
