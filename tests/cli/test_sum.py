"""`hat sum` in the shell: which lines, by what, in which form."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

PAGES = {
    "2026-11-02": "- 09:00 25m brand post linkedin +launch why:money,fame: the book\n- ~30m brand post linkedin src:=1+1\n",
    "2026-11-05": "- 20m brand talk phone @bo @ann m4: about the launch\n- 15m personal read mastodon\n",
    "2026-11-12": "- brand got sale linkedin @bo 0.10GBP\n- brand got sale email 12EUR\n- brand got likes linkedin x9\n- 25m brand pots\n",
    "2026-11-22": "- 24:40 10m personal talk phone @anna\n- 10m personal read mastodon\n",
}  # fmt: skip
SETTINGS = 'format = 1\n[channels.linkedin]\nname = "LinkedIn"\n'


@pytest.fixture
def written(hat: Shell) -> Shell:
    """A journal of four days."""
    for day, text in PAGES.items():
        hat.write(text, day)
    (hat.journal / "people.toml").write_text('[anna]\nname = "Anna Reiss"\naliases = ["ann"]\n')
    (hat.journal / "hat.toml").write_text(SETTINGS)
    return hat


def said(hat: Shell, *words: str) -> Any:
    ran = hat("sum", *words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.mark.parametrize(
    ("words", "lines", "minutes"),
    [
        ([], 2, 20), (["by", "verb"], 2, 20), (["all"], 9, 110), (["all", "by", "channel"], 9, 110),
        (["linkedin"], 4, 55), (["all", "linkedin"], 4, 55), (["@ann", "or", "@anna"], 2, 30), (["nov", "not", "got"], 6, 110),
        (["thursdays"], 5, 35),
    ],
)  # fmt: skip
def test_it_sums_up_the_lines_that_hat_list_lists(
    written: Shell, words: list[str], lines: int, minutes: int
) -> None:
    total = said(written, *words)["total"]
    assert (total["lines"], total["minutes"]) == (lines, minutes)
    listed = written("list", *words[: words.index("by") if "by" in words else None], "--json")
    entries = [line for line in json.loads(listed.out)["lines"] if line["type"] in ("entry", "event")]
    assert (len(entries), sum(line.get("minutes", 0) for line in entries)) == (lines, minutes)


def test_on_a_screen_of_80_columns(written: Shell) -> None:
    ran = written("sum", "all", "by", "channel", env={"COLUMNS": "80"})
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert " LinkedIn " in ran.out
    assert "~55m" in ran.out
    assert "Not read" in ran.out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["all", "by", "chanel"], 2, "did you mean by channel?"),
        (["all", "by"], 2, "by what?"),
        (["all", "by", "hat", "side", "verb"], 2, "more than rows and columns"),
        (["brnd"], 2, "did you mean brand?"),
        (["all", "to", "linkedin"], 2, "to"),
        (["all", "--of", "retruns"], 2, "did you mean returns?"),
        (["all", "--of", "XYZ"], 2, "--of cannot be XYZ"),
        (["all", "--of"], 2, "--of needs a value"),
        (["all", "--json", "--csv"], 2, "--csv does not go together with --json"),
        (["all", "--csv", "--gap"], 2, "--gap is no table"),
        (["1999"], 1, "no line: 1 Jan - 31 Dec 1999"),
        (["@bod"], 1, "did you mean @bo?"),
        (["all", "by", "fel"], 2, "by fel is nothing that lines have"),
        (["all", "by", "mod"], 2, "there are hat, side"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_said_with_the_nearest(
    written: Shell, words: list[str], code: int, says: str
) -> None:
    ran = written("sum", *words)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err


def test_a_day_without_lines_says_how_to_ask_for_all(written: Shell) -> None:
    written.at("2026-11-25T09:00")
    ran = written("sum", "by", "channel")
    assert (ran.code, ran.out) == (1, "")
    assert "no line: 25 Nov 2026" in ran.err
    assert "hat sum all sums up every day" in ran.err


def test_lines_of_the_night_count_on_their_page_and_in_hour_00(written: Shell) -> None:
    assert [row["key"] for row in said(written, "22 nov", "by", "day")["rows"]] == ["2026-11-22"]
    assert [row["key"] for row in said(written, "22 nov", "by", "hour")["rows"]] == ["00", None]
    assert said(written, "00:40")["total"]["lines"] == 1


def test_by_name_they_are_who_they_are_now(written: Shell) -> None:
    rows = {row["key"]: row["lines"] for row in said(written, "all", "by", "person")["rows"]}
    assert rows == {"anna": 2, "bo": 2, None: 6}
    assert "Anna Reiss: " in written("sum", "all", "by", "person", "--plain").out


@pytest.mark.parametrize(
    ("of", "first"), [("hours", "linkedin"), ("GBP", "linkedin"), ("eur", "email"), ("people", "phone")]
)
def test_rows_go_by_what_is_said(written: Shell, of: str, first: str) -> None:
    found = said(written, "all", "by", "channel", "--of", of)
    assert found["rows"][0]["key"] == first
    assert found["of"] == {"hours": "minutes", "eur": "EUR"}.get(of, of)


def test_a_currency_that_no_line_has_is_said(written: Shell) -> None:
    ran = written("sum", "all", "by", "channel", "--of", "USD")
    assert ran.code == 0
    assert "no amount in USD; there are some in EUR, GBP" in ran.err


def test_csv_is_data_alone_and_what_is_left_out_goes_to_the_person(written: Shell) -> None:
    ran = written("sum", "all", "by", "src:", "--csv")
    assert [*csv.reader(io.StringIO(ran.out))][:2] == [
        ["src", "minutes", "guessed_minutes", "lines", "returns", "noise", "people", "EUR", "GBP"],
        ["'=1+1", "30", "30", "1", "0", "0", "0", "0", "0"],
    ]
    assert "1 line left out of every number here: hat check" in ran.err


def test_what_is_handed_on_names_nobody(written: Shell) -> None:
    for by in (["person", "tag"], ["why", "src:"], ["channel"]):
        for form in (["--json"], ["--csv"], ["--markdown"], ["--plain"], ["--html", "-"], []):
            ran = written("sum", "all", "@anna", "or", "brand", "by", *by, "--share", *form)
            assert ran.code == 0, ran.err
            assert not any(
                word in ran.out.lower() for word in ("anna", "reiss", "@bo", "launch", "fame", "1+1")
            )


def test_many_rows_are_cut_on_a_screen_alone(hat: Shell) -> None:
    for day in range(1, 31):
        hat.write("- 10m brand post\n", f"2026-09-{day:02d}")
        hat.write("- 10m brand post\n", f"2026-10-{day:02d}")
    shown = hat.on_terminal("sum", "all", "by", "day").out
    assert "29 earlier rows: --all" in shown
    assert "2026-09-29" not in shown
    assert "2026-09-01" in hat.on_terminal("sum", "all", "by", "day", "--all").out
    for form in ([], ["--csv"], ["--json"], ["--plain"], ["--markdown"]):
        assert "2026-09-01" in hat("sum", "all", "by", "day", *form).out


def test_gaps_are_silent_where_little_is_known(written: Shell) -> None:
    ran = written("sum", "all", "--gap", "--plain")
    assert "motivation: not enough yet: 3 more personal and 2 more brand ratings" in ran.out
    assert "finds a difference by luck" in ran.out
    assert said(written, "all", "--gap")["gap"]["ratings"]["motivation"]["enough"] is False
    assert "all of it is brand" in written("sum", "brand", "--gap", "--plain").out
    assert "chosen by their ratings" in written("sum", "m4", "--gap", "--plain").out
    assert said(written, "m4", "--gap")["gap"] == {
        "missing": "lines that were chosen by their ratings cannot be asked how they were rated"
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["sum", "by", "ch"], {"channel"}), (["sum", "all", "by", "channel", "w"], {"why", "weekday", "week", "work:"}),
        (["sum", "all", "by", "sr"], {"src:"}), (["sum", "all", "b"], {"brand", "by"}),
        (["sum", "all", "--of", "h"], {"hours"}), (["sum", "--ma"], {"--markdown"}),
    ],
)  # fmt: skip
def test_words_are_completed(written: Shell, words: list[str], found: set[str]) -> None:
    assert found <= {*written("_complete", *words).out.split()}
