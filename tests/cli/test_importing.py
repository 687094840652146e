"""`hat import` as a person at a shell has it: recognised, asked, shown, taken in once, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.shell import Shell

MEETING = """\
BEGIN:VEVENT
UID:{uid}@example.org
DTSTART:202611{day:02d}T100000Z
DTEND:202611{day:02d}T104500Z
SUMMARY:Tove
ORGANIZER;CN=Mara Quill:mailto:mara@example.org
ATTENDEE;CN=Mara Quill:mailto:mara@example.org
ATTENDEE;CN=Tove Adlerz:mailto:tove@harbourpine.example
END:VEVENT
"""


def calendar(folder: Path, *days: int) -> str:
    """A calendar with a meeting on some days of November."""
    path = folder / "mara@example.org.ics"
    meetings = "".join(MEETING.format(uid=day, day=day) for day in days)
    path.write_text(f"BEGIN:VCALENDAR\n{meetings}END:VCALENDAR\n")
    return str(path)


def pages(hat: Shell) -> dict[str, str]:
    return {
        str(path.relative_to(hat.journal)): path.read_text()
        for path in sorted(hat.journal.rglob("*"))
        if path.is_file() and ".twohats" not in path.parts
    }


def test_it_is_shown_first_and_nothing_is_written(hat: Shell) -> None:
    before = pages(hat)
    shown = hat("import", calendar(hat.folder, 17, 18), "--hat", "brand")

    assert "Would write 2 lines on 2 days, none rated, the minutes of 2 guessed (~):" in shown.out
    assert shown.code == 1
    assert "--yes takes it in" in shown.err
    assert pages(hat) == before


def test_what_was_taken_in_never_comes_twice_and_a_longer_export_brings_the_rest(hat: Shell) -> None:
    assert hat("import", calendar(hat.folder, 17, 18), "--hat", "b", "--yes").code == 0
    (hat.journal / "days/2026/2026-11-17.md").unlink()
    again = hat("import", calendar(hat.folder, 17, 18), "--yes")
    assert (again.code, again.err) == (1, "hat: nothing new: nothing was changed\n")
    assert "records that were taken in before" in again.out

    more = hat("import", calendar(hat.folder, 17, 18, 19), "--yes")

    assert more.code == 0
    assert "took in 1 line on 1 day" in more.out
    assert not (hat.journal / "days/2026/2026-11-17.md").exists()
    assert (hat.journal / "imports/ics.toml").read_text() == '[accounts]\n"mara@example.org" = "brand"\n'


def test_a_series_without_an_end_ends_now(hat: Shell) -> None:
    path = hat.folder / "mara@example.org.ics"
    series = MEETING.format(uid=1, day=16).replace("SUMMARY", "RRULE:FREQ=DAILY\nSUMMARY")
    path.write_text(f"BEGIN:VCALENDAR\n{series}END:VCALENDAR\n")

    shown = hat("import", str(path), "--hat", "brand", "--lines")

    assert "2026-11-16" in shown.out
    assert "2026-12" not in shown.out
    assert "repeats more than" not in shown.out


def test_undo_and_take_back(hat: Shell) -> None:
    before = pages(hat)
    hat("import", calendar(hat.folder, 17, 18), "--hat", "brand", "--yes")
    assert hat("undo").out == "took back: import 2 lines: calendar\n"
    assert pages(hat) == before

    hat("import", calendar(hat.folder, 17, 18), "--hat", "brand", "--yes")
    assert hat("edit", "2026-11-17:1", *"10:00 40m brand talk @tove m4 src:ics".split()).code == 0
    hat("add", "25m", "brand", "post")
    assert [one["known"] for one in json.loads(hat("import", "--list", "--json").out)["imports"]] == [0, 2]
    assert hat("import", "--take-back", "2").out == "1 line taken back, 1 kept because you changed it\n"
    assert "m4" in (hat.journal / "days/2026/2026-11-17.md").read_text()
    assert hat("import", "--take-back", "3").code == 1


def test_the_hat_is_asked_for_once(hat: Shell) -> None:
    path = calendar(hat.folder, 17)
    refused = hat("import", path)
    assert refused.code == 2
    assert "calendar, mara@example.org: which hat were you wearing there?" in refused.err
    assert "--hat personal" in refused.err

    talk = [("(personal, brand)", "x\n"), ("(personal, brand)", "p\n"), ("take in? (y/N)", "y\n")]
    done = hat.on_terminal("import", path, talk=talk)

    assert done.code == 0
    assert "took in 1 line" in done.out
    assert "personal talk @tove" in (hat.journal / "days/2026/2026-11-17.md").read_text()
    assert "which hat" not in hat("import", path).err


def test_no_is_no(hat: Shell) -> None:
    before = pages(hat)
    done = hat.on_terminal("import", calendar(hat.folder, 17), "--hat", "b", talk=[("take in? (y/N)", "\n")])
    assert "nothing was changed" in done.out
    assert pages(hat) == before


def test_every_key_of_the_json_is_on_the_page(hat: Shell) -> None:
    page = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")
    data = json.loads(hat("import", calendar(hat.folder, 17), "--hat", "b", "--json").out)
    assert all(f"`{key}`" in page for key in data if key != "format")


def test_json_and_lines(hat: Shell) -> None:
    path = calendar(hat.folder, 17)
    data = json.loads(hat("import", path, "--hat", "b", "--json").out)
    assert (data["made"], data["lines"][0]["day"]) == (False, "2026-11-17")
    assert hat("import", path, "--hat", "b", "--lines", "--dry-run").out == (
        "2026-11-17  10:00 ~45m brand talk @tove src:ics\n"
    )
    assert json.loads(hat("import", path, "--hat", "b", "--json", "--yes").out)["made"] is True


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["nofile"], 1, "there is no file nofile"),
        (["."], 1, "nothing that is known is in it"),
        ([], 2, "import what?"),
        (["{}", "--hat", "nobody"], 2, "nobody is no hat"),
        (["{}", "--from", "nothing"], 2, "nothing is no source"),
        (["{}", "--zone", "Mars/North", "--hat", "b"], 2, "Mars/North is no time zone"),
        (["{}", "--since", "soonish", "--hat", "b"], 2, "soonish is no day"),
        (["{}", "--answer", "x", "--hat", "b"], 2, "has no ="),
        (["--take-back", "1"], 1, "there is no import 1"),
    ],
)
def test_what_cannot_be_done_is_said(hat: Shell, words: list[str], code: int, says: str) -> None:
    path = calendar(hat.folder, 17)
    done = hat("import", *(word.replace("{}", path) for word in words))
    assert (done.code, "Traceback" in done.err) == (code, False)
    assert says in done.err


def test_known_without_a_line(hat: Shell) -> None:
    path = calendar(hat.folder, 17)
    assert "1 record known" in hat("import", path, "--hat", "b", "--catchup").out
    assert not (hat.journal / "days").exists()
    assert "nothing new" in hat("import", path, "--yes").err


def test_how_to_get_files_is_said_and_places_are_named_before_they_are_looked_at(hat: Shell) -> None:
    assert "Export" in hat("import", "ics").out
    assert "ics " in hat("import", "--sources").out
    downloads = hat.home / "Downloads"
    downloads.mkdir()
    calendar(downloads, 17)
    (downloads / "notes.txt").write_text("milk")

    left = hat.on_terminal("import", talk=[(f"Look in {downloads}? (y/N)", "n\n")])
    assert left.code == 2
    talk = [("Look in", "y\n"), ("which?", "1\n"), ("(personal, brand)", "b\n"), ("take in?", "y\n")]
    assert "took in 1 line" in hat.on_terminal("import", talk=talk).out


def test_two_machines_that_take_in_the_same_have_it_once(hat: Shell, tmp_path: Path) -> None:
    path = calendar(hat.folder, 17, 18)
    hat("import", path, "--hat", "b", "--yes")
    ledger = (hat.journal / "imports/ics-2026.seen").read_text()
    (tmp_path / "second").mkdir()
    other = Shell(tmp_path / "second")
    other("import", path, "--hat", "b", "--yes")

    assert (other.journal / "imports/ics-2026.seen").read_text() == ledger


def test_what_has_no_hat_is_listed_and_a_rule_gives_it_one(hat: Shell) -> None:
    path = hat.folder / "spans.jsonl"
    spans = [(10, "Acme"), (11, "Acme"), (12, "Garden")]
    path.write_text(
        "".join(
            json.dumps(
                {
                    "is": "span",
                    "at": f"2026-11-{day}T09:00:00",
                    "seconds": 3000,
                    "labels": {"project": project},
                }
            )
            + "\n"
            for day, project in spans
        )
    )
    shown = hat("import", str(path))
    assert "that no rule covers yet: project = Acme, 1h40" in shown.out
    assert "nothing would be written" in shown.out
    assert "a rule makes lines of it: --rule 'project = Acme: brand do service'\n" in shown.err

    rules = ["--rule", "project = Acme: brand service", "--rule", "project = Garden: out"]
    done = hat("import", str(path), *rules, "--yes", "--lines")

    assert done.out.splitlines()[:2] == [
        f"2026-11-{day}  09:00-09:50 brand do service src:records" for day in (10, 11)
    ]
    assert (hat.journal / "imports/records.toml").read_text() == (
        '[[rule]]\nproject = "garden"\nleave_out = true\n\n'
        '[[rule]]\nproject = "acme"\nhat = "brand"\nactivity = "do service"\n'
    )
    assert hat("import", str(path), "--rule", "project = Acme: nobody").code == 2


def test_two_chats_are_asked_about_one_by_one_and_who_one_is_only_once(hat: Shell) -> None:
    lines = "{0}, 14:0{1} - {2}: hello\n"
    for name, other in (("Zoe", "Zoë"), ("Bo", "Bo")):
        text = "".join(
            lines.format("03/04/2026", at, who) for at, who in enumerate((other, "Mara", other, "Mara"))
        )
        (hat.folder / f"WhatsApp Chat with {name}.txt").write_text(text)
    files = [str(hat.folder / f"WhatsApp Chat with {name}.txt") for name in ("Zoe", "Bo")]

    refused = hat("import", *files, "--hat", "p", "--answer", "me=Mara")
    assert "WhatsApp Chat with Zoe.txt: Its dates can be read both ways" in refused.err

    talk = [
        ("two are you?", "m\n"),
        ("Zoe.txt: Its dates", "y\n"),
        ("Bo.txt: Its dates", "n\n"),
        ("take in?", "y\n"),
    ]
    done = hat.on_terminal("import", *files, "--hat", "p", talk=talk)

    assert done.code == 0
    assert (hat.journal / "days/2026/2026-04-03.md").exists()
    assert (hat.journal / "days/2026/2026-03-04.md").exists()
    assert hat("import", *files).err == "hat: nothing new: nothing was changed\n"


HOSTILE = (
    "[bold red]x[/]", "\x1b[31mred\x1b]0;t\x07", "\u202eevil", "../../up", '=HYPERLINK("http://x")', "@anna +tag m5", "a" * 10_000,
    "x\n- 5m brand read: injected", '"]\n[hats.evil]\nside="brand"', "\ud800", "src:x m5 i5",
)  # fmt: skip


def test_hostile_names_and_titles_are_names_and_titles(hat: Shell) -> None:
    path = hat.folder / "x\x1b[31m[b]\u202e.jsonl"
    rows = [
        {"is": "meeting", "at": f"2026-10-{day:02d}T10:00:00", "minutes": 30, "people": [text], "title": text}
        for day, text in enumerate(HOSTILE, 1)
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    shown = hat("import", str(path), "--hat", "brand", "--titles", "--dry-run")
    listed = hat("import", str(path), "--hat", "brand", "--titles", "--json")
    done = hat("import", str(path), "--hat", "brand", "--titles", "--yes", "--lines")

    assert done.code == 0
    for said in (shown.out, shown.err, listed.out, done.out, done.err, *pages(hat).values()):
        assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(said)
    assert len(json.loads(listed.out)["lines"]) == len(HOSTILE)
    assert hat("check").code == 0
    lines = json.loads(hat("list", "all", "--json").out)["lines"]
    assert len(lines) == len(HOSTILE)
    assert {(one["hat"], one["verb"], len(one["people"]), len(one["tags"])) for one in lines} == {
        ("brand", "talk", 1, 0)
    }
    assert all(not any(one["ratings"].values()) for one in lines)
    assert sorted({path.split("/")[0] for path in pages(hat)}) == [
        "days",
        "hat.toml",
        "imports",
        "people.toml",
    ]


def test_who_may_be_somebody_known_is_asked_and_never_joined_unasked(hat: Shell) -> None:
    (hat.journal / "people.toml").write_text('[ta]\nname = "Tove Adlerz"\n')
    path = calendar(hat.folder, 17)
    assert "Tove Adlerz may be @ta; here they are @tove" in hat("import", path, "--hat", "b").out
    assert "talk @tove" in hat("import", path, "--hat", "b", "--lines").out
    assert "proposed are: @tove" in hat("import", path, "--hat", "b", "--same", "bo").err
    assert "talk @ta " in hat("import", path, "--hat", "b", "--lines", "--same", "@tove").out

    done = hat.on_terminal("import", path, "--hat", "b", talk=[("is this @ta?", "y\n"), ("take in?", "y\n")])

    assert done.code == 0
    assert "talk @ta " in (hat.journal / "days/2026/2026-11-17.md").read_text()
    assert (hat.journal / "people.toml").read_text() == '[ta]\nname = "Tove Adlerz"\n'
    assert "talk @ta " in hat("import", calendar(hat.folder, 17, 18), "--lines").out
