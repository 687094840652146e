from __future__ import annotations

import json
import subprocess

import pytest
from tests.cli.shell import HAT, TODAY, Shell

SAVED = [
    # what is typed, the day it goes to, what stands in the page
    ("25m b post linkedin m2: launch thread", TODAY, "25m brand post linkedin m2: launch thread"),
    ("09:10-09:35 p read", TODAY, "09:10-09:35 personal read"),
    ("yesterday 25m p read", "2026-11-21", "25m personal read"),
    (
        "fri 14:00-14:45 personal talk phone @anna m5: hi",
        "2026-11-20",
        "14:00-14:45 personal talk phone @anna m5: hi",
    ),
    ("20 nov 1h b post", "2026-11-20", "1h brand post"),
    ("2 days ago 9am 25m b post", "2026-11-20", "09:00 25m brand post"),
    ("9am-10am b post blog", TODAY, "09:00-10:00 brand post blog"),
    ("2h 30m b do make", TODAY, "2h30 brand do make"),
    ("45 min b read", TODAY, "45m brand read"),
    ("23:30-00:15 b post", "2026-11-21", "23:30-00:15 brand post"),
    (
        "b got lead linkedin @bo +launch: wants a quote",
        TODAY,
        "brand got lead linkedin @bo +launch: wants a quote",
    ),
    ("last night 22:00 p got reply", "2026-11-21", "22:00 personal got reply"),
    ("25m b post: got it: 3 + 4 = 7 #x", TODAY, "25m brand post: got it: 3 + 4 = 7 #x"),
    ("nothing: hiking, no phone", TODAY, "nothing: hiking, no phone"),
    ("25m b post linkedin:", TODAY, "25m brand post linkedin"),
    ("- 25m brand post", TODAY, "25m brand post"),
    ("about 40m b read", TODAY, "~40m brand read"),
]


@pytest.mark.parametrize(("typed", "day", "item"), SAVED, ids=[typed for typed, _, _ in SAVED])
def test_a_line_goes_to_its_day_with_its_words_in_full(hat: Shell, typed: str, day: str, item: str) -> None:
    done = hat("add", *typed.split())
    assert (done.code, done.out) == (0, f"{day}:1  {item}\n")
    assert hat.items(day) == [item]


REFUSED = [
    # what is typed, a part of what is said, where the carets stand
    ("25m x post", "x is not a hat", "x"),
    ("09:35-09:10 b post", "ends before it starts", "09:35-09:10"),
    ("25:99 b post", "25:99 is not a time of day", "25:99"),
    ("30:30 b post", "is not a time of day", "30:30"),
    ("25h b post", "is too long for one line", "25h"),
    ("09:00-09:00 b post", "a range of no minutes", "09:00-09:00"),
    ("06:00-20:00 b post", "is too long for one line", "06:00-20:00"),
    ("25m b post m7", "m7 is not a rating", "m7"),
    ("25m b pots", "did you mean post?", "pots"),
    ("b got leda", "did you mean lead?", "leda"),
    ("25m personl post", "did you mean personal?", "personl"),
    ("25m b post --json", "options go before the words", "--json"),
    ("2026-11-31 25m b post", "2026-11-31 is not a date", "2026-11-31"),
    ("31 feb 25m b post", "31 feb is not a date", "31 feb"),
    ("tomorrow 25m b post", "tomorrow is still to come", "tomorrow"),
    ("b post", "needs a duration", "b"),
]


@pytest.mark.parametrize(("typed", "says", "marked"), REFUSED, ids=[typed for typed, _, _ in REFUSED])
def test_a_line_that_is_not_understood_is_printed_back_and_nothing_is_written(
    hat: Shell, typed: str, says: str, marked: str
) -> None:
    done = hat("add", *typed.split())
    assert done.code == 2
    assert done.out == ""
    assert says in done.err
    line, carets = done.err.split("\n")[1:3]
    at = carets.index("^")
    assert line[at : at + carets.count("^")] == marked
    assert not hat.path().exists()


def test_a_new_name_near_a_known_one_is_pointed_out_and_not_changed(hat: Shell) -> None:
    hat("add", "25m", "b", "post", "linkedin", "@anna", "+launch")
    done = hat("add", "25m", "b", "post", "linkedn", "@ana", "+launhc")
    assert hat.items()[1] == "25m brand post linkedn @ana +launhc"
    for known in ("linkedin", "@anna", "+launch"):
        assert f"did you mean {known}?" in done.err


def test_stdin_saves_the_good_lines_as_one_change_and_prints_back_the_bad(hat: Shell) -> None:
    lines = "25m b post: first\n\n- 30m p read\nfoo bar\nyesterday 1h b post m9\nyesterday 1h b post\n"
    done = hat("add", "-", stdin=lines)
    assert done.code == 2
    assert done.out.split("\n")[:-1] == [
        "2026-11-22:1  25m brand post: first", "2026-11-22:2  30m personal read", "2026-11-21:1  1h brand post",
    ]  # fmt: skip
    assert "line 4: foo is not a hat" in done.err
    assert "line 5: m9 is not a rating" in done.err
    assert hat("undo").code == 0
    assert not hat.path().exists()
    assert not hat.path("2026-11-21").exists()


def test_stdin_says_the_places_that_the_lines_have_in_the_end(hat: Shell) -> None:
    done = hat("add", "-", stdin="10:00 25m b post\n25m p read\n09:00 5m b read\n")
    places = [line.split()[0] for line in done.out.splitlines()]
    assert places == ["2026-11-22:2", "2026-11-22:3", "2026-11-22:1"]
    assert hat("list", "--json").out.count('"number"') == 3


def printed_back(err: str) -> dict[int, str]:
    """The lines of stdin that were printed back, by their numbers."""
    found = {}
    lines = err.split("\n")
    for at, line in enumerate(lines):
        if line.startswith("line "):
            found[int(line[5:].partition(":")[0])] = lines[at + 1].strip()
    return found


def test_every_line_of_stdin_is_saved_or_printed_back_with_its_number(hat: Shell) -> None:
    lines = b"5m b read: one\n6m b read: two\n7m b read: \xff\nyesterday 8m b raed\n"
    done = hat("add", "-", stdin=lines)
    assert done.code == 2
    assert hat.items() == ["5m brand read: one", "6m brand read: two"]
    assert printed_back(done.err) == {3: "7m b read: \N{REPLACEMENT CHARACTER}", 4: "yesterday 8m b raed"}
    assert "UTF-8" in done.err


def test_a_line_that_its_page_cannot_take_costs_no_other(hat: Shell) -> None:
    hat("add", "09:10-09:35", "b", "read")
    hat.path("2026-11-20").mkdir(parents=True)
    lines = "09:10-09:35 b read\n5m b post: good\nfri 10m b post: a folder\nfoo\n08:00-08:10 p read\n08:00-08:10 p read\n"
    done = hat("add", "-", stdin=lines)
    assert done.code == 3
    assert hat.items() == ["08:00-08:10 personal read", "09:10-09:35 brand read", "5m brand post: good"]
    assert printed_back(done.err) == {
        1: "09:10-09:35 b read", 3: "fri 10m b post: a folder", 4: "foo", 6: "08:00-08:10 p read",
    }  # fmt: skip
    assert "is a folder, so it cannot be read" in done.err
    assert hat("undo").code == 0
    assert hat.items() == ["09:10-09:35 brand read"]


def test_what_is_refused_has_its_number_and_reason_in_json(hat: Shell) -> None:
    hat("add", "09:10-09:35", "b", "read")
    told = json.loads(hat("add", "--json", "-", stdin="09:10-09:35 b read\n5m b post\n5m b pots\n").out)
    assert [line["place"] for line in told["lines"]] == ["2026-11-22:2"]
    assert [(each["line"], each["text"], each["column"]) for each in told["not_understood"]] == [
        (1, "09:10-09:35 b read", 0), (3, "5m b pots", 6),
    ]  # fmt: skip
    assert "already" in told["not_understood"][0]["message"]


def test_a_disk_that_takes_nothing_gives_every_line_back(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text("format = 99\n")
    done = hat("add", "-", stdin="5m b post\nfoo\n6m b post\n")
    assert (done.code, done.out) == (3, "")
    assert printed_back(done.err) == {1: "5m b post", 2: "foo", 3: "6m b post"}


def test_without_a_journal_stdin_comes_back_line_by_line(hat: Shell) -> None:
    done = hat("--journal", "/no/such", "add", "-", stdin=b"5m b post: caf\xc3\xa9\n6m b \xff\n")
    assert done.code == 3
    assert "5m b post: caf\N{LATIN SMALL LETTER E WITH ACUTE}\n6m b \N{REPLACEMENT CHARACTER}\n" in done.err


def test_a_long_line_that_is_not_understood_comes_back_whole(hat: Shell) -> None:
    note = "words " * 100 + "end"
    assert f"25m b pots: {note}\n" in hat("add", "25m", "b", "pots:", note).err
    assert f"25m b pots: {note}\n" in hat("add", "-", stdin=f"25m b pots: {note}").err
    assert f"{note}\nbelow\n" in hat("add", f"25m b pots: {note}\nbelow").err


def test_stdin_that_is_closed_has_no_lines(hat: Shell) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"{HAT}" add - <&-'], env=hat.environment(), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_words_are_utf_8_whatever_the_locale_says(hat: Shell) -> None:
    posix = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    folder = hat.folder / "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}"
    folder.mkdir()
    (folder / "hat.toml").touch()
    hat.env["TWOHATS_JOURNAL"] = str(folder)
    note = "caf\N{LATIN SMALL LETTER E WITH ACUTE}"
    assert hat("add", "25m", "b", "post:", note, env=posix).code == 0
    assert hat("--journal", str(folder), "got", "b", "reply:", note, env=posix).code == 0
    assert hat("edit", "1", "30m", "b", "post:", note, env=posix).code == 0
    page = (folder / "days/2026/2026-11-22.md").read_text()
    assert page.endswith(f"- 30m brand post: {note}\n- brand got reply: {note}\n")


def test_a_dry_run_only_says_how_the_line_is_read(hat: Shell) -> None:
    done = hat("add", "--dry-run", "fri", "9am", "25m", "p", "read")
    assert (done.code, done.out) == (0, "2026-11-20  09:00 25m personal read\n")
    assert not (hat.journal / "days").exists()


def test_json_tells_the_saved_line(hat: Shell) -> None:
    told = json.loads(hat("add", "--json", "25m", "b", "post", "linkedin", "m2:", "hi").out)
    assert told["format"] == 1
    assert told["saved"] is True
    line = told["line"]
    assert (line["place"], line["hat"], line["side"], line["minutes"]) == (
        "2026-11-22:1",
        "brand",
        "brand",
        25,
    )
    assert (line["ratings"]["motivation"], line["note"]) == (2, "hi")


def test_options_stand_before_the_words_and_words_are_never_options(hat: Shell) -> None:
    other = hat.folder / "other"
    other.mkdir()
    (other / "hat.toml").touch()
    assert hat("--journal", str(other), "add", "25m", "b", "post:", "use", "--json", "-n", "--").code == 0
    assert "use --json -n --" in (other / "days/2026/2026-11-22.md").read_text()
    assert not hat.path().exists()


def test_without_words_and_without_a_terminal_it_says_what_it_wants(hat: Shell) -> None:
    done = hat("add")
    assert done.code == 2
    assert "hat add 25m brand post" in done.err


@pytest.mark.parametrize(
    ("words", "item"),
    [
        (["got", "p", "reply", "@anna"], "personal got reply @anna"),
        (["got", "09:15", "b", "sale", "@bo", "1200gbp"], "09:15 brand got sale @bo 1200GBP"),
        (["gave", "personal", "intro", "@bo", "@anna:", "they", "should", "meet"],
         "personal gave intro @bo @anna: they should meet"),
        (["asked", "b", "linkedin", "@carl:", "to", "review"], "brand asked linkedin @carl: to review"),
        (["lost", "personal", "@dana"], "personal lost @dana"),
        (["got", "b likes: it's  fine"], "brand got likes: it's  fine"),
    ],
)  # fmt: skip
def test_an_event_may_be_said_by_its_verb(hat: Shell, words: list[str], item: str) -> None:
    assert hat(*words).code == 0
    assert hat.items() == [item]


def test_an_event_said_by_its_verb_has_the_options_of_add(hat: Shell) -> None:
    assert hat("got", "--dry-run", "fri", "p", "reply").out == "2026-11-20  personal got reply\n"
    assert json.loads(hat("lost", "--json", "p", "@dana").out)["line"]["verb"] == "lost"
    assert hat.items() == ["personal lost @dana"]
    done = hat("got")
    assert (done.code, "hat got personal reply" in done.err) == (2, True)


def test_a_key_that_is_nearly_one_of_ours_is_pointed_out_and_kept(hat: Shell) -> None:
    done = hat("add", "25m", "b", "post", "wy:money", "mood:low")
    assert (done.code, hat.items()) == (0, ["25m brand post wy:money mood:low"])
    assert "did you mean why:?" in done.err
    assert "mood" not in done.err


def test_a_key_that_is_nearly_one_of_ours_is_pointed_out_however_the_line_is_saved(hat: Shell) -> None:
    near = "key wy: is not one of ours; did you mean why:?"
    assert hat("add", "-", stdin="5m b post wy:money\n6m b post wy:fun\n").err == f"hat: {near}\n"
    assert near in hat("got", "b", "reply", "wy:money").err
    assert near in hat("edit", "1", "7m", "b", "post", "wy:money").err
    assert near in hat("again", "1", "wy:money").err
    assert near in hat("start", "b", "post", "wy:money").err, "it can still be put right before it is saved"
    assert near in hat("switch", "--minutes", "5", "p", "read", "wy:money").err
    assert near in hat("stop", "--minutes", "5").err
    (hat.journal / "inbox.md").write_text("8m b post wy:money\n")
    assert near in hat("inbox").err


def test_a_new_name_near_a_known_one_is_pointed_out_however_the_line_is_saved(hat: Shell) -> None:
    hat("add", "5m", "b", "post", "linkedin", "@anna", "@priya", "@robert", "@dominic", "@helena")
    assert "did you mean @anna?" in hat("edit", "1", "5m", "b", "post", "linkedin", "@ana").err
    assert "did you mean @priya?" in hat("add", "--json", "5m", "b", "post", "@pria").err
    assert "did you mean @robert?" in hat("add", "-", stdin="5m b post @robrt\n").err
    hat("start", "b", "post")
    assert "did you mean @dominic?" in hat("switch", "--minutes", "5", "p", "talk", "@dominik").err
    (hat.journal / "inbox.md").write_text("8m b post @helana\n")
    assert hat("inbox", "--dry-run").err == ""
    assert "did you mean @helena?" in hat("inbox").err


def test_a_line_from_stdin_has_been_shown_at_its_place(hat: Shell) -> None:
    """What an earlier list showed there is another line: who names the place means the one shown last."""
    hat("add", "5m", "b", "post")
    hat("list")
    hat.path().unlink()
    hat("add", "-", stdin="6m p read\n")
    assert hat("remove", "1").code == 0


def test_the_prompt_edits_recalls_and_completes_lines(hat: Shell) -> None:
    talk = [
        ("> ", "25m b po\t linkedin\n"),
        ("> ", "\x1b[A\n"),
        ("> ", "8m b raed\n"),
        ("> ", "5m b rea\x7f\x7fead: caf\N{LATIN SMALL LETTER E WITH ACUTE}\n"),
        ("> ", "\n"),
    ]
    done = hat.on_terminal("add", talk=talk)
    assert done.code == 0
    assert "did you mean read?" in done.out
    assert hat.items() == [
        *["25m brand post linkedin"] * 2,
        "5m brand read: caf\N{LATIN SMALL LETTER E WITH ACUTE}",
    ]


def test_a_line_that_is_refused_does_not_end_the_prompt(hat: Shell) -> None:
    hat("add", "9:00-9:10", "b", "post")
    done = hat.on_terminal("add", talk=[("> ", "9:00-9:10 b post\n"), ("> ", "5m b read\n"), ("> ", "\x04")])
    assert (done.code, "already" in done.out) == (0, True)
    assert hat.items() == ["09:00-09:10 brand post", "5m brand read"]


def test_the_hats_of_the_journal_are_known_by_name_and_short_form(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text('[hats.novelist]\nside = "brand"\nshort = "n"\n')
    assert hat("add", "25m", "n", "post").code == 0
    assert hat("add", "25m", "nov", "read").code == 0
    (hat.journal / "hat.toml").write_text('[hats.writer]\nside = "brand"\nshort = "w"\n')
    assert hat("add", "25m", "n", "post").code == 2
    assert hat("add", "25m", "w", "post").code == 0
    assert hat.items() == ["25m novelist post", "25m novelist read", "25m writer post"]


def test_very_many_lines_of_which_half_cannot_be_saved(hat: Shell) -> None:
    """Each line at its place, each day once, and of the others each with its number; one undo for all."""
    good = [
        f"{('', 'fri ', '20 nov ')[at % 3]}{at % 24:02d}:{at % 60:02d} 1m b read: {at}" for at in range(900)
    ]
    lines = [line for at, one in enumerate(good) for line in (one, f"25m b raed {at}")]
    done = hat("add", "-", stdin="\n".join(lines))
    assert done.code == 2
    saved = [line.partition("  ")[::2] for line in done.out.splitlines()]
    assert len(saved) == 900
    for place, item in saved:
        day, _, number = place.partition(":")
        assert hat.items(day)[int(number) - 1] == item
    told = [line for line in done.err.splitlines() if line.startswith("line ")]
    assert [line.split(":")[0] for line in told] == [f"line {at}" for at in range(2, 1801, 2)]
    hat("undo")
    assert not hat.path("2026-11-20").exists()


def test_of_very_many_new_names_some_are_told(hat: Shell) -> None:
    hat("add", "5m", "b", "post", "@anna", "+one")
    done = hat("add", "-", stdin="".join(f"5m b post @person{at}\n" for at in range(200)))
    told = done.err.splitlines()
    assert (len(told), told[-1]) == (51, "hat: and 150 new names more")
    assert hat("add", "5m", "b", "post", "@person199").err == ""
