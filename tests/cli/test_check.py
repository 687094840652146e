from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

REMARKS = [
    # lines of the page, what is said, where
    (
        "- 09:00-10:00 brand post\n- 09:30-09:45 personal read\n",
        "09:30-09:45 is in 2026-11-22:1 as well",
        (4, 3),
    ),
    (
        "- 09:00 1h brand post\n- 25m brand read\n- 09:59 5m personal read\n",
        "09:59-10:00 is in 2026-11-22:1 as well",
        (5, 3),
    ),
    ("- 25m brand post foo:bar\n", "foo: means nothing here", (3, 18)),
    ("- 25m brand post foo:bar: about foo:bar\n", "foo: means nothing here", (3, 18)),
    ("- 25m brand post hwy:money\n", "hwy: means nothing here", (3, 18)),
    ("- 12:00 25m brand post\n", "12:00 is still to come", (3, 3)),
    ("- 15:20 brand got reply\n", "15:20 is still to come", (3, 3)),
    (
        "- 09:00 25m brand post linkedin\n- 08:00 25m brand read\n- brand got reply from:2026-11-22/post\n",
        "from: fits no entry before it",
        (5, 19),
    ),
    ("- brand got reply from:yesterday\n", "from: fits no entry before it", (3, 19)),
    ("- brand got reply from:2026-11-23\n", "from: fits no entry before it", (3, 19)),
    ("- 25m brand post from:none\n", "from: belongs to what came back", (3, 18)),
    ("- brand got thanks from:none\n", "from: belongs to what came back", (3, 20)),
    ("- 25m brand post how:craft,crafty\n", "how:crafty means nothing here", (3, 18)),
    ("- 25m brand post about:you\n", "about:you means nothing here", (3, 18)),
    ("- 25m brand post expect:some\n", "expect:some means nothing here", (3, 18)),
    ("- 9:20 brand got reply\n- 9:20 brand got reply\n", "the same line is above already", (4, 3)),
]


@pytest.mark.parametrize(("lines", "says", "place"), REMARKS, ids=[says for _, says, _ in REMARKS])
def test_what_looks_odd_is_remarked_on_and_fails_nothing(
    hat: Shell, lines: str, says: str, place: tuple[int, int]
) -> None:
    hat.write(f"# 2026-11-22 Sunday\n\n{lines}")
    done = hat("check")
    assert done.code == 0
    assert f"days/2026/2026-11-22.md:{place[0]}:{place[1]}: {says}\n" in done.out
    told = json.loads(hat("check", "--json").out)
    assert (told["problems"], len(told["remarks"])) == ([], 1)


@pytest.mark.parametrize(
    "lines",
    ["- 09:00-10:00 brand post\n- 10:00-10:20 personal read\n", "- 25m brand post\n- 25m brand post\n", "- 25m brand post why:money\n",
     "- 11:00 25m brand post\n", "- 09:00-10:00 brand post\n- 09:30 brand got reply\n",
     "- 25m brand post linkedin how:Craft,must voice:self about:me expect:3\n- brand got reply from:2026-11-22/linkedin\n",
     "- brand got reply from:none\n- brand gave note @bo expect:none\n- 25m brand post src:linkedin\n"],
)  # fmt: skip
def test_what_is_usual_is_not_remarked_on(hat: Shell, lines: str) -> None:
    hat.write(f"# 2026-11-22 Sunday\n\n{lines}")
    assert hat("check").out == "1 page, 0 problems\n"


def test_a_near_key_is_named(hat: Shell) -> None:
    hat.write("- 25m brand post serve:people\n")
    assert "did you mean serves:?" in hat("check").out


def test_hours_after_midnight_overlap_those_of_the_next_page(hat: Shell) -> None:
    hat.write("- 24:10-24:40 brand post\n- 24:50-25:30 brand read\n", "2026-11-21")
    hat.write("- 00:00-00:10 brand read\n- 00:30-01:00 personal read\n- 02:00-02:10 personal read\n")
    out = hat("check").out
    assert "days/2026/2026-11-22.md:2:3: 00:30-00:40 is in 2026-11-21:1 as well" in out
    assert "days/2026/2026-11-22.md:2:3: 00:50-01:00 is in 2026-11-21:2 as well" in out
    assert out.endswith("2 pages, 0 problems, 2 remarks\n")


def test_hours_after_midnight_are_to_come_until_they_are_there(hat: Shell) -> None:
    hat.write("- 24:10-24:40 brand post\n- 25:40 brand got reply\n", "2026-11-21")
    assert (
        "2026-11-21.md:2:3: 25:40 is still to come"
        in hat("check", env={"TWOHATS_NOW": "2026-11-22T00:30"}).out
    )
    assert hat("check", env={"TWOHATS_NOW": "2026-11-22T00:40"}).out == "1 page, 0 problems\n"


def test_an_origin_is_looked_for_by_the_names_of_today(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text('[renamed]\ntwitter = "mastodon"\n"@old" = "@annar"\n')
    (hat.journal / "people.toml").write_text('[anna]\naliases = ["annar"]\n')
    hat.write("- 25m brand post twitter @old\n", "2026-11-20")
    hat.write(
        "- brand got reply from:2026-11-20/mastodon/@anna\n- brand got reply from:2026-11-20/twitter/@annar\n"
    )
    assert hat("check").out == "2 pages, 0 problems\n"


def test_a_review_line_that_does_not_read_is_a_remark(hat: Shell) -> None:
    review = hat.journal / "weeks" / "2026" / "2026-W47.md"
    review.parent.mkdir(parents=True)
    review.write_text("# 2026-W47\n\n- decided: anything\n- later: @imke\n")
    done = hat("check")
    assert done.code == 0
    assert "weeks/2026/2026-W47.md:4:1: later: is followed by words that are not understood\n" in done.out


def test_a_trial_with_a_wrong_date_or_hat_is_a_problem(hat: Shell) -> None:
    trial = hat.journal / "trials" / "x.toml"
    trial.parent.mkdir()
    trial.write_text('hat = "bran"\nchannel = "linkedin"\nfrom = 2026-11-02\nto = 2026-11-14\nmood = 1\n')
    done = hat("check")
    assert done.code == 1
    assert "trials/x.toml: to 2026-11-02 to 2026-11-14 are not whole weeks\n" in done.out
    assert "trials/x.toml: hat bran is no hat of this journal\n    did you mean brand?\n" in done.out
    assert "trials/x.toml: mood is not a setting" in done.out
    assert done.out.endswith("0 pages, 2 problems, 1 remark\n")


def test_a_range_from_the_day_before_overlaps_too(hat: Shell) -> None:
    hat.write("- 23:00-00:30 brand post\n", "2026-11-21")
    hat.write("- 00:10-00:40 personal read\n")
    assert "00:10-00:30 is in 2026-11-21:1 as well" in hat("check").out


def test_a_title_of_another_day_and_pages_of_days_to_come_are_remarked_on(hat: Shell) -> None:
    hat.write("# 2026-11-21 Saturday\n\n- 25m brand post\n")
    hat.write("# 2026-12-24 Thursday\n\n- 25m brand post\n", "2026-12-24")
    out = hat("check").out
    assert "2026-11-22.md:1:3: the title says 2026-11-21, the file is 2026-11-22" in out
    assert "2026-12-24.md:3:3: 2026-12-24 is still to come" in out


def test_files_that_are_no_pages_are_remarked_on(hat: Shell) -> None:
    days = hat.journal / "days"
    (days / "2026").mkdir(parents=True)
    for name in (
        "2026/2026-11-31.md",
        "2026-11-22.md",
        "2026/2026-11-22 (conflicted copy).md",
        "2026/notes.txt",
    ):
        (days / name).write_text("- 25m brand post\n")
    out = hat("check").out
    assert out.count("not the page of a day") == 3
    assert "2026-11-22 (conflicted copy).md: is a second days/2026/2026-11-22.md" in out
    assert "its place is days/2026/2026-11-22.md" in out


def test_every_problem_has_its_place_its_line_and_a_way_out(hat: Shell) -> None:
    hat.write("# 2026-11-22\n\n- 25m brand post m9\n- 30m novelist post\n* 25m brand post\n")
    done = hat("check")
    assert done.code == 1
    assert done.out.startswith(
        "days/2026/2026-11-22.md:3:18: m9 is not a rating\n"
        "    - 25m brand post m9\n"
        "                     ^^\n"
        "    motivation is m1 to m5\n"
    )
    assert done.out.endswith("\n1 page, 3 problems\n")
    told = json.loads(hat("check", "--json").out)
    assert [problem["line"] for problem in told["problems"]] == [3, 4, 5]
    assert hat("check", "yesterday").code == 0


def test_a_place_deep_in_a_long_line_is_shown_with_what_is_around_it(hat: Shell) -> None:
    hat.write("- 25m brand post " + " ".join(f"key{n}:value" for n in range(40)) + " m9: note\n")
    line, carets = hat("check").out.split("\n")[1:3]
    assert len(line) < 140
    assert line[carets.index("^") :].startswith("m9: note")


def test_a_line_of_what_a_trial_does_without_is_a_remark(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text('[renamed]\n"linkedn" = "linkedin"\n')
    trial = hat.journal / "trials" / "2026-11-linkedin.toml"
    trial.parent.mkdir()
    trial.write_text(
        'hat = "brand"\nchannel = "linkedin"\nactivity = "post"\nfrom = 2026-11-16\nto = 2026-11-29\n'
    )
    hat.write("- 25m brand post linkedin\n", "2026-11-15")
    hat.write(
        "- 25m brand post letter\n- 10m brand read linkedin\n- 25m brand post linkedn\n- 5m personal post linkedin\n"
    )
    done = hat("check")
    assert done.code == 0
    assert "2026-11-22.md:3:3: trial 2026-11-linkedin does without it this week\n" in done.out
    assert done.out.endswith("2 pages, 0 problems, 1 remark\n")
    trial.write_text(trial.read_text() + "ended = 2026-11-20\n")
    assert hat("check").out == "2 pages, 0 problems\n"


def test_half_and_double_weeks_are_against_nothing(hat: Shell) -> None:
    trial = hat.journal / "trials" / "x.toml"
    trial.parent.mkdir()
    trial.write_text(
        'hat = "brand"\nchannel = "linkedin"\ndesign = "half-double"\nfrom = 2026-11-16\nto = 2026-11-29\nseed = "a"\n'
    )
    hat.write("- 25m brand post linkedin\n")
    assert hat("check").out == "1 page, 0 problems\n"


def test_many_remarks_of_one_kind_are_gathered_by_day(hat: Shell) -> None:
    lines = "".join(f"- {hour:02}:00-{hour + 1:02}:30 brand post\n" for hour in range(1, 8))
    for day in range(1, 15):
        hat.write(lines + ("- 25m brand read foo:bar\n" if day == 14 else ""), f"2026-11-{day:02}")
    out = hat("check").out
    assert "84 clock times that overlap, on 14 days\n    4 more days before these\n" in out
    assert "    2026-11-14     6  02:00-02:30 is in 2026-11-14:1 as well, and 5 more\n" in out
    assert "2026-11-04 " not in out
    assert "foo: means nothing here" in out
    assert "hat check --all shows each" in out
    assert len(out.splitlines()) < 30
    assert out.endswith("14 pages, 0 problems, 85 remarks\n")
    assert hat("check", "--all").out.count("both count in full") == 84
    assert hat("check", "2026-11-14").out.count("both count in full") == 6
    assert len(json.loads(hat("check", "--json").out)["remarks"]) == 85


def test_problems_are_shown_one_by_one_however_many(hat: Shell) -> None:
    hat.write("- 25m brand post m9\n" * 40)
    assert hat("check").out.count("m9 is not a rating") == 40


ON_TIME = [
    # what is there, what is added, what is remarked on
    ("- 09:00-10:00 brand post\n", "9:30-10:15 p read", "2026-11-22:2 and 2026-11-22:1 have 30m in common; both count in full"),
    ("- 09:30 1h brand post\n", "9:00 40m p read", "2026-11-22:1 and 2026-11-22:2 have 10m in common; both count in full"),
    ("- 09:00-12:00 brand post\n- 09:10-09:20 brand read\n", "9:40 5m p read", "2026-11-22:3 and 2026-11-22:1 have 5m in common"),
    ("- 00:10 20m brand post\n", "2026-11-21 23:30-00:15 p read", "2026-11-21:1 and 2026-11-22:1 have 5m in common"),
    ("- 10h brand post\n- 10h brand read\n", "5h p read", "2026-11-22 has 25h now, which is more than a day"),
]  # fmt: skip
NOT_ON_TIME = [
    ("- 09:00-10:00 brand post\n", "10:00 20m p read"),
    ("- 09:00-10:00 brand post\n", "20m p read"),
    ("- 09:00-10:00 brand post\n", "9:30 b got reply"),
    ("- 12h brand post\n", "12h p read"),
    ("- 12h brand post\n- 12h brand read\n- 5m brand read\n", "5m p read"),  # said when it passed the day
    (
        "- 09:00-10:00 brand post\n- 09:30-10:00 brand read\n",
        "8:00 20m p read",
    ),  # what was there is hat check's
]


@pytest.mark.parametrize(("there", "added", "says"), ON_TIME)
@pytest.mark.parametrize("way", ["words", "batch", "inbox", "json", "edit"])
def test_an_added_line_that_overlaps_another_is_remarked_on(
    hat: Shell, there: str, added: str, says: str, way: str
) -> None:
    hat.write(f"# 2026-11-22 Sunday\n\n{there}")
    if way == "words":
        done = hat("add", *added.split())
    elif way == "json":
        done = hat("add", "--json", *added.split())
    elif way == "batch":
        done = hat("add", "-", stdin=f"{added}\n")
    elif way == "inbox":
        (hat.journal / "inbox.md").write_text(f"{added}\n")
        done = hat("inbox")
    elif added.startswith("2026-11-21"):
        hat.write("- 5m brand read\n", "2026-11-21")
        done = hat("edit", "2026-11-21:1", *added.split()[1:])
    else:
        hat.write(f"- 5m brand read\n{there}")
        done = hat("edit", "1", *added.split())
        says = says.partition(" have ")[2] or says
    assert done.code == 0, done.err
    assert says in done.err


@pytest.mark.parametrize(("there", "added"), NOT_ON_TIME)
def test_what_is_usual_is_added_without_a_remark(hat: Shell, there: str, added: str) -> None:
    hat.write(f"# 2026-11-22 Sunday\n\n{there}")
    assert hat("add", *added.split()).err == ""


def test_of_many_overlaps_a_few_are_told(hat: Shell) -> None:
    hat.write("- 08:00-10:00 brand post\n")
    err = hat("add", "-", stdin="".join(f"9:{minute:02} 1m b read\n" for minute in range(30))).err
    assert err.count("have 1m in common") == 3
    assert "and 27 more: hat check shows them" in err


ALIAS_WITH_TABLE = "people.toml: @bo has a table, and is an alias of @anna: one person, who is @anna"


@pytest.mark.parametrize(
    ("people", "said"),
    [("[anna]\naliases = ['bo']\n[bo]\nname = 'Bo'\n", True), ("[bo]\nmet = 'phone'\n[anna]\naliases = ['@BO']\n", True),
     ("[anna]\naliases = ['bea']\n[bea]\naliases = ['bo']\n[bo]\nname = 'Bo'\n", True),
     ("[anna]\naliases = ['bo']\n[bo]\n", False), ("[anna]\naliases = ['anna', 'bea']\n[bo]\nname = 'Bo'\n", False)],
)  # fmt: skip
def test_an_alias_that_has_a_table_is_remarked_on(hat: Shell, people: str, said: object) -> None:
    (hat.journal / "people.toml").write_text(people)
    done = hat("check")
    assert done.code == 0
    assert (ALIAS_WITH_TABLE in done.out) == bool(said)
    assert ("hat people part @bo" in done.out) == bool(said)


@pytest.mark.parametrize(
    "path", ["trials/2026-11-café.toml", "trials/no linkedin.toml", "weeks/Überblick.md", "imports/x y.seen"]
)
def test_a_file_that_no_sync_takes_along_for_its_name_is_remarked_on(hat: Shell, path: str) -> None:
    (hat.journal / path).parent.mkdir()
    (hat.journal / path).write_text('hat = "brand"\nchannel = "x"\nfrom = 2026-11-30\nto = 2026-12-06\n')
    done = hat("check")
    assert done.code == 0
    assert f"{path}: is not synced" in done.out
