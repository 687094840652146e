"""`hat story`: of a thread, a person and a line; what a return is credited to, corrected in its text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

PAGES = {
    "2026-10-10": "- 20m brand talk phone @anna +old\n",
    "2026-11-02": "- 09:00 25m brand post linkedin +launch: the book\n- 30m brand post linkedin\n- 30m brand post linkedin\n",
    "2026-11-05": "- 20m brand talk phone @bo m4: about the launch\n- 15m personal read mastodon\n",
    "2026-11-12": (
        "- brand got lead linkedin @bo +launch: wants a quote\n  and soon\n- brand got reply mastodon\n"
        "- brand got likes linkedin x9\n- nothing\n- 25m brand pots\n- brand gave help @bo\n- 1h brand do walk\n"
    ),
    "2026-11-29": "- brand got reply linkedin\n",
}
LEAD = "2026-11-12:1"
REASON = "from post LinkedIn, 2 Nov (same thread, +launch)"
SETTINGS = (
    'format = 1\n[renamed]\n"+old" = "+new"\n"@annar" = "@anna"\n[channels.linkedin]\nname = "LinkedIn"\n'
)


@pytest.fixture
def written(hat: Shell) -> Shell:
    """A journal with a thread in it."""
    for day, text in PAGES.items():
        folder = hat.journal / "days" / day[:4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{day}.md").write_text(f"# {day}\n\n{text}")
    (hat.journal / "people.toml").write_text('[anna]\nname = "Anna Reiss"\naliases = ["ann"]\n')
    (hat.journal / "hat.toml").write_text(SETTINGS)
    return hat


def page(hat: Shell, day: str = "2026-11-12") -> str:
    return (hat.journal / "days" / "2026" / f"{day}.md").read_text()


def said(hat: Shell, *words: str) -> Any:
    ran = hat("story", *words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def credited(hat: Shell, place: str = LEAD) -> tuple[str, list[str]]:
    """The rung that credits a return, and to which lines."""
    step = next(each for each in said(hat, place)["chain"] if each["place"] == place)
    return step["rung"], [each["place"] for each in step["credited"]]


# Read


def test_a_thread_in_sentences_and_as_rows(written: Shell) -> None:
    ran = written("story", "+launch", "--plain")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "+launch, 2 Nov to 12 Nov, 10 days.",
        "So far: 2 lines, 25m.",
        "Came back: 1 lead.",
        "Credited: 1 by the same thread.",
        "People: bo, 1 line.",
        "The chain: 2026-11-02:1, brand post LinkedIn 25m: the book · led to 1 lead.",
        f"The chain: {LEAD}, 10 days later, brand got lead LinkedIn, bo: wants a quote · {REASON}.",
        "Not read: 1 line left out of every number here: hat check.",
    ]
    assert "from post\n" in written.on_terminal("story", "+launch").out


@pytest.mark.parametrize(
    ("words", "of", "name"),
    [
        (["+launch"], "thread", "launch"), (["+LAUNCH"], "thread", "launch"), (["launch"], "thread", "launch"),
        (["+old"], "thread", "new"), (["+new"], "thread", "new"), (["old"], "thread", "new"),
        (["@bo"], "person", "bo"), (["bo"], "person", "bo"), (["Anna", "Reiss"], "person", "anna"), (["@ann"], "person", "anna"),
        (["@annar"], "person", "anna"), (["2026-11-12:1"], "line", None), (["2026-11-12:01"], "line", None),
    ],
)  # fmt: skip
def test_it_is_found_by_any_of_its_names(written: Shell, words: list[str], of: str, name: str | None) -> None:
    found = said(written, *words)
    assert (found["of"], found["name"]) == (of, name)
    assert found["place"] == (LEAD if of == "line" else None)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["+launhc"], 1, "did you mean +launch?"),
        (["+x"], 1, "no line has +x"),
        (["@boo"], 1, "did you mean @bo?"),
        (["nobody", "at", "all"], 1, "nobody here is called nobody at all"),
        (["+"], 2, "story of what?"),
        ([""], 2, "story of what?"),
        ([], 2, "story of what?"),
        (["+1"], 2, "+1 is not a thread"),
        (["+a/b"], 2, "+a/b is not a thread"),
        (["2026-11-12:9"], 1, "2026-11-12 has no line 9: it has 7 lines"),
        (["2026-11-13:1"], 1, "2026-11-13 has no line 1: it has no lines"),
        (["2026-13-12:1"], 2, "2026-13-12:1 is not the place of a line"),
        (["../../x:1"], 2, "../../x:1 is not the place of a line"),
        (["7"], 1, "2026-11-22 has no line 7"),
        (["007"], 1, "2026-11-22 has no line 7"),
        (["9" * 7], 2, "9999999 is not the place of a line"),
        (["9" * 5000], 2, "hat: 9999999"),
        ([f"2026-11-12:{'9' * 5000}"], 2, "hat: 2026-11-12:9999999"),
        (["2026-11-12:4"], 2, "2026-11-12:4 is neither time spent nor anything that happened"),
        (["2026-11-12:5"], 2, "2026-11-12:5 is not understood: "),
        (["2026-11-29:1"], 1, "2026-11-29:1 is still to come"),
    ],
)
def test_what_there_is_not_is_said_with_the_nearest(
    written: Shell, words: list[str], code: int, says: str
) -> None:
    ran = written("story", *words)
    assert ran.code == code
    assert says in ran.err
    assert ran.out == ""


def test_a_line_that_no_return_is_credited_to_says_so(written: Shell) -> None:
    assert "Came back: nothing yet." in written("story", "2026-11-05:2", "--plain").out
    assert "only time spent is credited" in written("story", "2026-11-12:6", "--plain").out


def test_what_is_handed_on_names_nobody_and_no_thread(written: Shell) -> None:
    for words in (["+launch"], ["@bo"], [LEAD]):
        for form in ("--plain", "--json", "--html=-"):
            out = written("story", *words, form, "--share").out
            assert out
            hidden = ("launch", "bo:", ">bo<", '"bo"', "wants a", "the book", "2026-11-12:1")
            assert not [each for each in hidden if each in out]


# What a return is credited to


def test_a_return_is_credited_to_another_line_to_nothing_and_by_the_rules_again(written: Shell) -> None:
    assert credited(written) == ("reference", ["2026-11-02:1"])
    ran = written("story", LEAD, "from", "2026-11-05:1")
    assert (ran.code, ran.out) == (
        0, f"{LEAD}  brand got lead linkedin @bo +launch from:2026-11-05/phone: wants a quote\n"
    )  # fmt: skip
    assert ran.err == "hat: from talk phone, 5 Nov (you said so, from:)\n"
    assert "from:2026-11-05/phone: wants a quote\n  and soon\n" in page(written)
    assert credited(written) == ("from", ["2026-11-05:1"])
    assert written("story", LEAD, "from", "NONE").err == "hat: tied to nothing (from:none)\n"
    assert credited(written) == ("untied", [])
    assert (
        written("story", LEAD, "from", "rules").err
        == "hat: from post LinkedIn, 2 Nov (same thread, +launch)\n"
    )
    assert page(written).endswith(PAGES["2026-11-12"])
    took = [written("undo").out for _ in range(3)]
    assert took == [
        f"took back: credit {LEAD} {to}\n" for to in ("by the rules again", "to nothing", "to 2026-11-05:1")
    ]
    assert page(written).endswith(PAGES["2026-11-12"])
    assert written("undo").code == 1


def test_the_figures_of_other_views_go_by_it_at_once(written: Shell) -> None:
    def leads() -> Any:
        found = json.loads(written("channels", "all", "--json").out)["channels"]
        return {each["channel"]: each["came"].get("lead", 0) for each in found}

    assert (leads()["linkedin"], leads()["phone"]) == (1, 0)
    written("story", LEAD, "from", "2026-11-05:1")
    assert (leads()["linkedin"], leads()["phone"]) == (0, 1)
    written("story", LEAD, "from", "none")
    assert (leads()["linkedin"], leads()["phone"]) == (0, 0)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["2026-11-05:1", "from", "none"], 2, "is time spent: only what came back is credited"),
        (["2026-11-12:3", "from", "none"], 2, "is no return (got likes)"),
        (["2026-11-12:6", "from", "none"], 2, "is no return (gave help)"),
        ([LEAD, "from", "2026-11-12:2"], 2, "took no time"),
        ([LEAD, "from", "2026-11-12:7"], 2, "is later than"),
        ([LEAD, "from", "2026-11-02:2"], 2, "no words tell 2026-11-02:2 from the entries after it"),
        ([LEAD, "from", "2026-11-13:1"], 1, "has no line 1"),
        ([LEAD, "from", "2026-11-12:5"], 2, "is not understood"),
        ([LEAD, "from", "rules"], 2, "has no correction"),
        ([LEAD, "from", "heaven"], 2, "heaven is not the place of a line"),
        ([LEAD, "from", "none", "rules"], 2, "takes one word"),
        ([LEAD, "from", "none", "--json"], 2, "shows nothing"),
        ([LEAD, "with", "launch"], 2, "launch is not a thread"),
        ([LEAD, "with", "+launch"], 2, "is in the thread +launch already"),
        ([LEAD, "with"], 2, "takes one word"),
        (["2026-11-12:5", "with", "+x"], 2, "is not understood"),
        (["2026-10-10:1", "with", "+old"], 2, "is in the thread +old already"),
    ],
)
def test_what_cannot_be_corrected_says_why_and_changes_nothing(
    written: Shell, words: list[str], code: int, says: str
) -> None:
    before = {path: path.read_bytes() for path in written.journal.rglob("*.md")}
    ran = written("story", *words)
    assert ran.code == code, ran.err
    assert says in ran.err
    assert ran.out == ""
    assert {path: path.read_bytes() for path in written.journal.rglob("*.md")} == before


def test_of_two_alike_the_later_can_be_picked(written: Shell) -> None:
    assert "from:2026-11-02:" in written("story", LEAD, "from", "2026-11-02:3").out
    assert credited(written) == ("from", ["2026-11-02:3"])


def test_a_shared_thread_ties(written: Shell) -> None:
    ran = written("story", "2026-11-12:2", "with", "+old")
    assert ran.out == "2026-11-12:2  brand got reply mastodon +old\n"
    assert ran.err == "hat: from talk phone, 10 Oct (same thread, +new)\n"
    assert credited(written, "2026-11-12:2") == ("reference", ["2026-10-10:1"])
    assert [each["place"] for each in said(written, "+new")["chain"]] == ["2026-10-10:1", "2026-11-12:2"]
    assert written("undo").code == 0
    assert page(written).endswith(PAGES["2026-11-12"])


def test_an_entry_is_put_into_a_thread_too(written: Shell) -> None:
    ran = written("story", "2026-11-05:1", "with", "+launch")
    assert (ran.code, ran.err) == (0, "")
    assert credited(written) == ("reference", ["2026-11-05:1"])


def test_a_line_that_is_another_than_was_shown_is_left_alone(written: Shell) -> None:
    written("story", "+launch")
    path = written.journal / "days" / "2026" / "2026-11-12.md"
    path.write_text(page(written).replace("- brand got lead", "- brand got reply\n- brand got lead", 1))
    ran = written("story", LEAD, "from", "none")
    assert (ran.code, "another line than when it was last shown" in ran.err) == (3, True)
    path.write_text(path.read_text().replace("- brand got reply\n- brand got lead", "- brand got lead", 1))
    other = written.journal / "days" / "2026" / "2026-11-02.md"
    other.write_text(other.read_text().replace("- 09:00", "- 08:00 5m brand read\n- 09:00"))
    ran = written("story", LEAD, "from", "2026-11-02:1")
    assert (ran.code, "2026-11-02:1 is another line" in ran.err) == (3, True)


def test_what_it_could_come_from_is_listed(written: Shell) -> None:
    found = json.loads(written("story", LEAD, "from", "--json").out)
    assert [each["place"] for each in found["related"]] == [
        "2026-11-05:1", "2026-11-02:1", "2026-11-02:3", "2026-11-02:2",
    ]  # fmt: skip
    assert [each["place"] for each in found["others"]] == ["2026-11-05:2", "2026-10-10:1"]
    plain = written("story", LEAD, "from", "--plain").out
    assert "2026-11-02:1, 10 days before, brand post LinkedIn 25m: the book" in plain
    assert "credited now" in plain
    assert "not to hand on" in written("story", LEAD, "from", "--share").err


def test_somebody_called_from_is_a_person(written: Shell) -> None:
    (written.journal / "days" / "2026" / "2026-11-20.md").write_text(
        "- 20m brand talk @from\n- 5m brand talk @with\n"
    )
    assert said(written, "from")["name"] == "from"
    assert said(written, "@with")["name"] == "with"


def test_a_name_of_before_still_picks_the_entry(written: Shell) -> None:
    """What is written has the names of today, as the lines are read."""
    settings = written.journal / "hat.toml"
    settings.write_text(settings.read_text().replace('"@annar"', '"fax" = "telephone"\n"@annar"'))
    day = written.journal / "days" / "2026" / "2026-11-06.md"
    day.write_text("- 20m brand talk fax @annar\n- 20m brand talk letter\n- brand got sale @ann 9GBP\n")
    ran = written("story", "2026-11-06:3", "from", "2026-11-06:1")
    assert "from:2026-11-06/telephone" in ran.out
    assert credited(written, "2026-11-06:3") == ("from", ["2026-11-06:1"])
    assert "no-origin" not in written("check", "--json").out


def test_a_word_that_is_also_a_channel_of_before_picks_nothing(written: Shell) -> None:
    settings = written.journal / "hat.toml"
    settings.write_text(settings.read_text().replace('"@annar"', '"talk" = "telephone"\n"@annar"'))
    day = written.journal / "days" / "2026" / "2026-11-06.md"
    day.write_text("- 20m brand talk letter @ann\n- 20m brand post letter\n- brand got sale 9GBP\n")
    assert " from:2026-11-06/@anna" in written("story", "2026-11-06:3", "from", "2026-11-06:1").out
    assert credited(written, "2026-11-06:3") == ("from", ["2026-11-06:1"])
    day.write_text("- 20m brand talk letter\n- 20m brand post letter\n- brand got sale 9GBP\n")
    assert "no words tell 2026-11-06:1" in written("story", "2026-11-06:3", "from", "2026-11-06:1").err


def test_of_a_very_long_thread_the_newest_lines_are_printed(written: Shell) -> None:
    path = written.journal / "days" / "2026" / "2026-11-20.md"
    path.write_text("".join(f"- 5m brand post blog +long: number {number}\n" for number in range(1200)))
    path.with_name("2026-11-19.md").write_text("- 5m brand post +long: the first\n")
    out = written("story", "+long", "--plain").out
    assert "The chain, the newest 500 of 1,201 lines: 2026-11-20:701," in out
    assert "the first" not in out
    assert "701 older lines not shown" in out
    assert len(said(written, "+long")["chain"]) == 1201
