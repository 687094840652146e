from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

PAGE = """# 2026-11-22 Sunday

Slept badly, coffee late.

- 09:10-09:35 brand post linkedin m2 i3: Launch thread +launch
- 25m personal read mastodon m4
- 14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller
  She asked how the second book is going.
- 25m brand post m9
- brand got sale @bo 1200GBP x2 why:money foo:bar +launch
- nothing: hiking
"""


@pytest.fixture
def page(hat: Shell) -> Shell:
    hat.write(PAGE)
    return hat


def test_lines_are_listed_with_their_places_and_problems_where_they_stand(page: Shell) -> None:
    assert page("list").out.split("\n") == [
        "2026-11-22:1  09:10-09:35 brand post linkedin m2 i3: Launch thread +launch",
        "2026-11-22:2  25m personal read mastodon m4",
        "2026-11-22:3  14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller",
        "                She asked how the second book is going.",
        "2026-11-22:4  - 25m brand post m9",
        "                               ^^",
        "              m9 is not a rating; motivation is m1 to m5",
        "2026-11-22:5  brand got sale @bo 1200GBP x2 why:money foo:bar +launch",
        "2026-11-22:6  nothing: hiking",
        "",
    ]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--hat", "p"], [2, 3]), (["--hat", "brand"], [1, 5]), (["--verb", "post"], [1]), (["--verb", "got"], [5]),
        (["--person", "@anna"], [3]), (["--person", "Bo"], [5]), (["--tag", "launch"], [1, 5]), (["--tag", "+launch", "--verb", "post"], [1]),
        (["--channel", "phone"], [3]), (["today"], [1, 2, 3, 4, 5, 6]), (["week"], [1, 2, 3, 4, 5, 6]), (["2026-11"], [1, 2, 3, 4, 5, 6]),
        (["all"], [1, 2, 3, 4, 5, 6]),
    ],
)  # fmt: skip
def test_a_list_can_be_narrowed(page: Shell, words: list[str], numbers: list[int]) -> None:
    told = json.loads(page("list", *words, "--json").out)
    assert [line["number"] for line in told["lines"]] == numbers


@pytest.mark.parametrize(
    "words", [["yesterday"], ["--hat", "brand", "--verb", "talk"], ["--person", "nobody"]]
)
def test_nothing_found_is_exit_code_1_and_data_all_the_same(page: Shell, words: list[str]) -> None:
    done = page("list", *words)
    assert (done.code, done.out) == (1, "")
    assert "no line: " in done.err
    told = page("list", *words, "--json")
    assert (told.code, json.loads(told.out)["lines"]) == (1, [])


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["--channel", "linkdin"], "linkedin"),
        (["--person", "anne"], "@anna"),
        (["--tag", "launc"], "+launch"),
    ],
)
def test_a_name_that_is_nearly_known_is_pointed_out(page: Shell, words: list[str], near: str) -> None:
    done = page("list", *words)
    assert (done.code, f"did you mean {near}?" in done.err) == (1, True)


def test_json_has_every_part_of_every_kind_of_line(page: Shell) -> None:
    told = json.loads(page("list", "--json").out)
    assert (told["format"], told["from"], told["to"]) == (1, "2026-11-22", "2026-11-22")
    entry, _, talk, problem, event, nothing = told["lines"]
    assert entry["start"] == "09:10"
    assert entry["ratings"] == {"motivation": 2, "interest": 3, "understanding": None, "worth": None}
    assert talk["note"].split("\n") == [
        "Caught up; she knows a bookseller",
        "She asked how the second book is going.",
    ]
    assert problem["type"] == "problem"
    assert (problem["problem"]["line"], problem["problem"]["column"]) == (9, 18)
    assert event["amount"] == {"number": "1200", "currency": "GBP"}
    assert (event["count"], event["fields"], event["tags"]) == (
        2,
        [["why", "money"], ["foo", "bar"]],
        ["launch"],
    )
    assert (nothing["type"], nothing["note"]) == ("nothing", "hiking")


def test_a_day_is_summed_and_its_lines_follow(page: Shell) -> None:
    out = page("day").out
    assert (
        out.split("\n")[0]
        == "Sunday 22 November 2026   4 lines \N{MIDDLE DOT} 1h35 \N{MIDDLE DOT} 1 not read"
    )
    assert page("list").out in out
    told = json.loads(page("day", "today", "--json").out)
    assert told["minutes"] == {
        "personal": {"post": 0, "read": 25, "talk": 45, "do": 0},
        "brand": {"post": 25, "read": 0, "talk": 0, "do": 0},
    }
    assert (told["entries"], told["events"], told["problems"]) == (3, 1, 1)
    assert page("day", "yesterday").code == 1


def test_own_hats_count_for_their_side(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text('[hats.novelist]\nside = "brand"\n')
    hat("add", "25m", "novelist", "post")
    hat("add", "30m", "b", "post")
    told = json.loads(hat("day", "--json").out)
    assert told["minutes"]["brand"]["post"] == 55
    assert told["hats"] == {"novelist": 25, "brand": 30}
    assert "novelist 25m" in hat("day").out


def test_find_forgives_slips_and_ranks_the_newest_first(hat: Shell) -> None:
    hat.write("# 2026-11-20 Friday\n\n- 25m brand post: met a bookseller\n", "2026-11-20")
    hat.write(PAGE)
    done = hat("find", "bookseler")
    assert [line.split()[0] for line in done.out.split("\n")[:-1] if line[0] == "2"] == [
        "2026-11-22:3",
        "2026-11-20:1",
    ]
    assert hat("find", "bookseller", "-n", "1").err == "hat: 1 more: -n 2 shows them all\n"
    assert [line["place"] for line in json.loads(hat("find", "@anna", "second", "--json").out)["lines"]] == [
        "2026-11-22:3"
    ]
    assert hat("find", "elephant").code == 1
    assert "2026-11-22:5" in hat("find", "+launch", "@bo").out


def test_times_of_several_days_are_in_order(hat: Shell) -> None:
    for day in ("2026-11-22", "2026-11-20", "2025-12-31"):
        hat("add", day, "25m", "b", "post")
    assert [line.split(":")[0] for line in hat("list", "all").out.split()[::4]] == [
        "2025-12-31",
        "2026-11-20",
        "2026-11-22",
    ]


def test_hours_after_midnight_are_those_of_their_page(hat: Shell) -> None:
    hat.write("- 24:10-24:40 brand post\n- 24:50 brand got reply\n", "2026-11-21")
    told = json.loads(hat("list", "2026-11-21", "--json").out)["lines"]
    assert [(line["day"], line.get("start") or line.get("at"), line.get("minutes")) for line in told] == [
        ("2026-11-21", "24:10", 30),
        ("2026-11-21", "24:50", None),
    ]
    assert "2026-11-21:1  24:10-24:40 brand post" in hat("list", "2026-11-21").out
    hat("add", "2026-11-21", "23:50", "20m", "p", "read")
    assert hat.items("2026-11-21") == [
        "23:50 20m personal read",
        "24:10-24:40 brand post",
        "24:50 brand got reply",
    ]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("--tag a --tag c", "3"), ("--tag a --tag +a", "13"), ("--person x --person @y", "3"), ("--hat p --hat b", "123"),
     ("--hat p --tag a", "3"), ("--verb post --verb talk", "123"), ("--channel blog --channel linkedin", "123"),
     ("+a --tag c", "3"), ("--tag a or --person y", "3")],
)  # fmt: skip
def test_an_option_given_twice_means_both(hat: Shell, words: str, numbers: str) -> None:
    hat.write("- 5m b post linkedin +a @x\n- 5m p talk blog +c @y\n- 5m p talk blog +c +a @y @x\n")
    found = [line.partition(" ")[0][-1] for line in hat("list", "all", *words.split()).out.splitlines()]
    assert "".join(found) == numbers
