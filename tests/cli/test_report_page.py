"""`hat report`: the views of some weeks together, and what is handed on names nobody."""

from __future__ import annotations

import re
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.render.test_html import ADDRESSES, Outline

from twohats.actions.channels import WholeWeeks
from twohats.actions.report import report_of
from twohats.format.calendar import week_of
from twohats.journal.folder import Journal
from twohats.render.block_html import page_html
from twohats.views.block_plain import view_plain

if TYPE_CHECKING:
    from tests.cli.shell import Shell

TODAY = date(2026, 11, 22)
SAMPLE = Path(__file__).parents[2] / "sample_journal"
SECRET = "zq"
"""Begins every name, thread and word of the user's own in the journals below, and nothing else."""

NAMES = st.sampled_from(["@zqanna", "@zqbo", "@zqcarl-zqson", "@zqbo @zqanna", ""])
TAGS = st.sampled_from(["", " +zqlaunch", " +zqanna"])
CHANNELS = st.sampled_from(["linkedin", "phone", "cafe-zqanna", "zqbo", "email"])
FIELDS = st.sampled_from(
    ["", " why:zqwhy", " why:money,zqego", " aim:zqaim", " aim:none about:me", " serves:zqanna", " by:zqbo", " for:zqbo",
     " heard:cafe-zqanna", " met:zqbo", " src:zqexport", " voice:self how:craft", " expect:2 cost:38GBP",
     " how:setup,must", " felt:work"]
)  # fmt: skip
RATINGS = st.sampled_from(["", " m2 i3", " m5 u1", " m4 i5 w3"])
NOTES = st.sampled_from(["", ": zqnote and more", ": zqanna said @zqbo <b>"])


@st.composite
def lines(draw: st.DrawFn) -> str:
    hat = draw(st.sampled_from(["personal", "brand"]))
    channel, names, tag, note = draw(CHANNELS), draw(NAMES), draw(TAGS), draw(NOTES)
    kind = draw(st.sampled_from(["entry", "entry", "entry", "got", "gave", "asked", "lost", "broken"]))
    if kind == "got":
        what = draw(st.sampled_from(["reply", "lead", "conversation", "sale", "noise", "noticed"]))
        money = " 80GBP" if what == "sale" else ""
        return f"{hat} got {what} {channel} {names}{tag}{money}{note}"
    if kind == "gave":
        return f"{hat} gave help {channel} {names}{tag}{note}"
    if kind == "asked":
        return f"{hat} asked {channel} {names}{tag}{note}"
    if kind == "lost":
        return f"{hat} lost {names}{note}"
    if kind == "broken":
        return f"25m {hat} zqpost {channel} {names}{note}"
    activity = draw(st.sampled_from(["post", "read", "talk", "do speak"]))
    more = draw(RATINGS) + draw(FIELDS)
    return f"{draw(st.integers(5, 90))}m {hat} {activity} {channel} {names}{tag}{more}{note}"


DAYS = st.dictionaries(
    st.integers(0, 70), st.lists(lines(), min_size=1, max_size=5), min_size=12, max_size=40
)

SETTINGS = 'format = 1\n[bar]\nlead = 2\n[channels."cafe-zqanna"]\nname = "Zqanna\'s café"\n'
PEOPLE = (
    '[zqanna]\nname = "Zqanna Reiss"\naliases = ["zqnanna"]\nmet = "zqbo"\n[zqbo]\nname = "Zqbo Halvorsen"\n'
)
TRIAL = """format = 1
hat = "brand"
channel = "cafe-zqanna"
activity = "post"
design = "simple"
from = 2026-10-12
to = 2026-10-25
counts = "zqcounts"
expect = "zqexpect"
interest = "zqinterest"
stop_if = "zqstop"
question = "zqquestion"
"""


def written(root: Path, days: dict[int, list[str]]) -> Journal:
    (root / "hat.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "people.toml").write_text(PEOPLE, encoding="utf-8")
    (root / "trials").mkdir()
    (root / "trials" / "zqanna-pause.toml").write_text(TRIAL, encoding="utf-8")
    for back, some in days.items():
        day = TODAY - timedelta(days=back)
        folder = root / "days" / f"{day.year}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{day}.md").write_text("".join(f"- {line}\n" for line in some), encoding="utf-8")
    return Journal(str(root))


def texts(journal: Journal, weeks: int, *, share: bool) -> str:
    """The report in all its forms."""
    report = report_of(journal, WholeWeeks(week_of(TODAY), weeks), TODAY, share=share)
    page = page_html(report.views, title=report.title, dates=report.dates)
    return page + "".join(map(view_plain, report.views))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(DAYS, st.sampled_from([4, 52, 0]))
def test_what_is_handed_on_has_no_name_note_or_thread(days: dict[int, list[str]], weeks: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        text = texts(written(Path(name), days), weeks, share=True)
    found = re.search(rf".{{40}}{SECRET}.{{20}}", text, re.IGNORECASE)
    assert not found, found
    assert SECRET not in text.lower()


def test_what_is_not_handed_on_names_people(tmp_path: Path) -> None:
    days = {back: ["30m brand talk cafe-zqanna @zqanna m3 i4 why:zqwhy: zqnote"] for back in range(30)}
    journal = written(tmp_path, days)
    named, shared = (texts(journal, 4, share=share) for share in (False, True))
    assert "Zqanna Reiss" in named
    assert "Zqanna&#x27;s café" in named
    assert "a channel" in shared


@pytest.mark.parametrize("words", [(), ("4", "weeks"), ("year",), ("all",), ("nov",)])
def test_a_report_has_every_view_that_has_something_to_say(hat: Shell, words: tuple[str, ...]) -> None:
    env = {"TWOHATS_JOURNAL": str(SAMPLE), "TWOHATS_NOW": "2026-11-22T18:00"}
    ran = hat("report", *words, env=env)
    assert ran.code == 0
    heads = ("Trend", "Channels", "What follows", "Why", "People", "Trials", "How to read this")
    places = [ran.out.find(f"\n {head}" if at else f" {head}") for at, head in enumerate(heads)]
    assert places == sorted(places)
    assert -1 not in places


def test_a_page_is_for_anyone(hat: Shell) -> None:
    env = {"TWOHATS_JOURNAL": str(SAMPLE), "TWOHATS_NOW": "2026-11-22T18:00"}
    ran = hat("report", "year", "--html", "-", "--share", env=env)
    outline = Outline(ran.out)
    assert outline.count("article") == 7
    assert "<h1>A year <small>24 Nov 2025 - 22 Nov 2026</small></h1>" in ran.out
    assert {"script", "link", "img", "iframe"}.isdisjoint(tag for tag, _ in outline.tags)
    for _, attributes in outline.tags:
        assert not any(name in ADDRESSES or name.startswith("on") or name == "style" for name in attributes)


def test_an_empty_journal_says_so(hat: Shell) -> None:
    ran = hat("report", "--plain")
    assert ran.code == 0
    assert "Nothing is written in these weeks" in ran.out
    assert "Trials" not in ran.out


@pytest.mark.parametrize(
    ("words", "says"), [(("nonsense",), "is not a period"), (("2031",), "2031 is still to come")]
)
def test_a_period_that_is_none_is_said(hat: Shell, words: tuple[str, ...], says: str) -> None:
    ran = hat("report", *words)
    assert ran.code == 2
    assert says in ran.err
