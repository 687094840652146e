"""`by` and sums: what words mean, which group a line is in, and that three ways to count agree."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from tests.query.slow_sums import slow_sums

from twohats.actions.select import select, understand
from twohats.actions.sum import sum_of
from twohats.errors import NotUnderstood
from twohats.format.model import Entry, Event, Item
from twohats.format.one_name import ONE_NAME_EACH
from twohats.format.times import Now
from twohats.journal.folder import Journal
from twohats.query.by import IN_ORDER, WORDS, By, Grouping, read_by
from twohats.query.selection import Selection
from twohats.query.sums import Tallies, exact_sum
from twohats.render.line_json import line_json

if TYPE_CHECKING:
    from pathlib import Path

    from twohats.actions.sum import ReadSums
    from twohats.query.sums import Figures

SIDES = {"personal": "personal", "brand": "brand", "novelist": "brand"}
SETTINGS = """\
format = 1
week_start = "{start}"
[hats.novelist]
side = "brand"
[renamed]
twitter = "mastodon"
"@anya" = "@anna"
"+old" = "+new"
"""
PEOPLE = '[bo]\nname = "Bo"\naliases = ["robert"]\n'
CALLED = {"twitter": "mastodon", "@anya": "@anna", "@robert": "@bo", "+old": "+new"}
NOW = Now("2026-11-22", 630)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("channel", [By("channel")]), ("channel weekday", [By("channel"), By("weekday")]),
        ("channel by weekday", [By("channel"), By("weekday")]), ("channel and month", [By("channel"), By("month")]),
        ("channel,month", [By("channel"), By("month")]), ("CHANNEL", [By("channel")]), ("chan", [By("channel")]),
        ("people", [By("person")]), ("thread", [By("tag")]), ("why", [By("field", "why")]),
        ("why:", [By("field", "why")]), ("src:", [By("field", "src")]), ("src", [By("field", "src")]),
        ("Mood:", [By("field", "mood")]), ("how hour", [By("field", "how"), By("hour")]),
    ],
)  # fmt: skip
def test_the_words_behind_by(said: str, meant: list[By]) -> None:
    assert [*read_by(said.split())] == meant
    assert [*read_by([each.name for each in meant])] == meant


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("", "by what?", "there are hat, side"),
        ("and", "by what?", "there are hat, side"),
        ("chanel", "by chanel is nothing that lines have", "did you mean by channel?"),
        ("weekdya", "by weekdya is nothing that lines have", "did you mean by weekday?"),
        ("w", "by w is why or weekday or week", "write it out"),
        ("mood", "by mood is nothing that lines have", "did you mean by mood:?"),
        ("modo", "by modo is nothing that lines have", "did you mean by mood:?"),
        ("xyz", "by xyz is nothing that lines have", "there are hat, side"),
        (":", "by : is nothing that lines have", "there are"),
        ("channel channel", "by channel is said twice", "two different"),
        ("hat side verb", "by hat side verb is more than rows and columns", "one or two"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_nearest(said: str, message: str, hint: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        read_by(said.split(), {"mood"})
    assert error.value.message == message
    assert hint in error.value.hint


def keys(by: str, day: str, value: Entry | Event, start: int = 0) -> set[str]:
    (read,) = read_by([by])
    return {*Grouping(read, SIDES, ONE_NAME_EACH, start).keys(day, value)}


@pytest.mark.parametrize(
    ("by", "value", "found"),
    [
        ("hour", Entry("brand", "post", 25, start=1480), {"00"}),
        ("hour", Entry("brand", "post", 25, start=40), {"00"}),
        ("hour", Entry("brand", "post", 25, start=1799), {"05"}),
        ("hour", Event("brand", "got", "reply", at=9 * 60 + 59), {"09"}),
        ("hour", Event("brand", "got", "reply"), {""}),
        ("kind", Event("brand", "got", "help"), {"got help"}),
        ("kind", Event("brand", "gave", "help"), {"gave help"}),
        ("kind", Entry("brand", "post", 25), {"post"}),
        ("side", Entry("novelist", "post", 25), {"brand"}),
        ("person", Entry("brand", "talk", 25, people=("anna", "bo")), {"anna", "bo"}),
        ("tag", Entry("brand", "talk", 25), {""}),
        (
            "why",
            Entry("brand", "post", 5, fields=(("why", "Money,fame"), ("why", "money"))),
            {"money", "fame"},
        ),
        ("why", Entry("brand", "post", 5, fields=(("why", ","),)), {""}),
        ("src:", Entry("brand", "post", 5, fields=(("src", "A,b"),)), {"a,b"}),
        ("week", Entry("brand", "post", 5), {"2026-W47"}),
        ("weekday", Entry("brand", "post", 5), {"Sunday"}),
        ("month", Entry("brand", "post", 5), {"2026-11"}),
    ],
)
def test_which_group_a_line_is_in(by: str, value: Entry | Event, found: set[str]) -> None:
    assert keys(by, "2026-11-22", value) == found


@pytest.mark.parametrize(("day", "week"), [("0001-01-01", "0001-W01"), ("9999-12-31", "9999-W52")])
def test_the_ends_of_the_calendar_have_a_week(day: str, week: str) -> None:
    assert keys("week", day, Entry("brand", "post", 5), 0) == {week}
    assert len(keys("week", day, Entry("brand", "post", 5), 6)) == 1


def test_groups_stand_in_order() -> None:
    tallies = Tallies(read_by(["weekday", "verb"]), SIDES, ONE_NAME_EACH, 6)
    for number, day in enumerate(("2026-11-16", "2026-11-22", "2026-11-17")):
        tallies.add(day, Item(1, 1, 1, Entry("brand", ("post", "read", "talk")[number], 10 + number)))
    tallies.add("2026-11-16", Item(2, 2, 1, Event("brand", "lost", people=("bo",))))
    tallies.add("2026-11-16", Item(3, 3, 1, Event("brand", "got", "reply")))
    found = tallies.sums()
    assert [row.key for row in found.rows] == ["Sunday", "Monday", "Tuesday"]
    assert [column.key for column in found.columns] == ["talk", "read", "post", "got", "lost"]
    assert found.cell("Sunday", "talk").lines == 0


def test_amounts_are_exact() -> None:
    assert exact_sum(["0.1", "0.20", "123456789012345678901234567890123456789.01"]) == (
        "123456789012345678901234567890123456789.31"
    )
    assert exact_sum(["0.1"], {"0.1": 3}) == "0.3"


# Three ways to count


def line(rng: random.Random) -> str:
    """A line of any sort; some are not understood."""
    hat = rng.choice(["personal", "brand", "novelist", "b"])
    rest = rng.choice(["", " linkedin", " twitter", " mastodon", " email"])
    rest += "".join(
        f" {each}"
        for each in ("@anna", "@anya", "@bo", "@robert", "+old", "+new", "+walks")
        if rng.random() < 0.15
    )
    rest += rng.choice(
        ["", "", " why:money", " why:Money,fame", " src:A", " src:a", " mood:low", " heard:twitter"]
    )
    clock = rng.choice(["", "", f"{rng.randrange(30):02d}:{rng.randrange(60):02d} "])
    kind = rng.randrange(10)
    if kind < 5:
        verb = rng.choice(["post", "read", "talk", "do walk", "do make"])
        return f"{clock}{rng.choice(['', '~'])}{rng.randrange(1, 200)}m {hat} {verb}{rest}"
    if kind < 8:
        came = rng.choice(["reply", "lead", "help", "likes", "noise", "conversation"])
        return f"{clock}{hat} got {came}{rest}{rng.choice(['', ' x3', ' x22'])}"
    if kind < 9:
        return (
            f"{clock}{hat} got sale{rest} {rng.choice(['0.1', '1200', '99.99'])}{rng.choice(['GBP', 'EUR'])}"
        )
    return rng.choice(
        [f"{hat} gave help{rest}", f"{hat} lost @bo", "nothing", "25x brand post", f"10m {hat} pots"]
    )


def written(root: Path, seed: int) -> Journal:
    rng = random.Random(seed)
    (root / "hat.toml").write_text(SETTINGS.format(start=rng.choice(["monday", "sunday"])))
    (root / "people.toml").write_text(PEOPLE)
    for day in sorted({date(2026, 9, 20) + timedelta(rng.randrange(70)) for _ in range(25)}):
        path = root / "days" / str(day.year) / f"{day}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"- {line(rng)}\n" for _ in range(rng.randrange(1, 9))))
    return Journal(str(root))


def as_slow(figures: Figures) -> dict[str, Any]:
    found = figures._asdict()
    return {**found, "amounts": {currency: Fraction(number) for currency, number in figures.amounts.items()}}


ASKED = ["", "brand", "oct", "@anya or linkedin", "got", "not mastodon", "mondays", "m3"]
BYS = [(), *((each,) for each in (*WORDS, "src:", "heard:", "mood:")),
       ("channel", "weekday"), ("person", "tag"), ("why", "person"), ("month", "kind"), ("hour", "src:"), ("week", "side")]  # fmt: skip


@pytest.mark.parametrize(("seed", "words"), [*product(range(3), ASKED)], ids=str)
def test_index_pages_and_the_obvious_way_agree(tmp_path: Path, seed: int, words: str) -> None:
    journal = written(tmp_path, seed)
    selection = understand(journal, words.split(), NOW) if words else Selection()
    lines = [line_json(each, journal.hats) for each in select(journal, selection, by_index=False).lines]
    lines = [each for each in lines if each["type"] in ("entry", "event")]
    for by in BYS:
        read = read_by(by) if by else ()
        by_page = sum_of(journal, selection, read, by_index=False)
        assert sum_of(journal, selection, read, by_index=True) == by_page, by
        agrees(by_page, slow_sums(lines, by, CALLED, sunday=journal.week_start == 6))


def agrees(read: ReadSums, slow: Any) -> None:
    sums, (total, groups, cells) = read.sums, slow
    assert as_slow(sums.total) == total
    for which, shown in enumerate((sums.rows, sums.columns)[: len(groups)]):
        assert {group.key: as_slow(group.figures) for group in shown} == groups[which]
        assert sums.several[which] == (sum(each["lines"] for each in groups[which].values()) > total["lines"])
        ordered = [group.key for group in shown if group.key]
        if sums.by[which].what not in IN_ORDER:
            of = [group.figures.of(sums.of) for group in shown if group.key]
            assert of == sorted(of, reverse=True)
        elif sums.by[which].what != "weekday":
            assert ordered == sorted(ordered)
        assert "" not in [group.key for group in shown[:-1]]
    assert {key: as_slow(figures) for key, figures in sums.cells.items()} == cells


def test_what_is_not_read_is_counted_of_the_days_asked_for(tmp_path: Path) -> None:
    (tmp_path / "hat.toml").write_text("format = 1\n")
    folder = tmp_path / "days" / "2026"
    folder.mkdir(parents=True)
    (folder / "2026-10-01.md").write_text("- 10m brand post\n- 25x brand post\n")  # a Thursday
    (folder / "2026-10-05.md").write_text("- 10m brand pots\n- 10m brand post\n- 1 brand post\n")
    (folder / "2026-10-06.md").mkdir()
    journal = Journal(str(tmp_path))
    for words, lines, files in (("all", 3, 1), ("mondays", 2, 1), ("1 oct", 1, 0), ("brand thursdays", 1, 1)):
        for by_index in (False, True):
            found = sum_of(journal, understand(journal, words.split(), NOW), (), by_index=by_index)
            assert (found.left_out.lines, found.left_out.files) == (lines, files), words
            assert len(found.left_out.places) == lines
