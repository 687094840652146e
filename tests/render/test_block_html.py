"""The page of views of blocks: stands alone, escapes everything, and has every picture as a table as well."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from tests.render.test_html import ADDRESSES, Outline
from tests.views import made_blocks as made

from twohats.render.block_html import page_html
from twohats.views.blocks import Cell, Column, Dot, Dots, Fact, Facts, Record, Spark, Sparks, Table, View

slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
PAGES = {
    **{name: page_html((view,)) for name, view in made.VIEWS.items()},
    "several": page_html(tuple(made.VIEWS.values()), title="Four weeks", dates="26 October", cover="27 days"),
}


def text_of(page: str) -> str:
    return " ".join(" ".join(Outline(page).text).split())


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_page_asks_nothing_of_anybody(page: str) -> None:
    outline = Outline(page)
    assert {"script", "link", "img", "iframe", "object", "form", "base"}.isdisjoint(
        tag for tag, _ in outline.tags
    )
    for _, attributes in outline.tags:
        assert not any(name in ADDRESSES or name.startswith("on") or name == "style" for name in attributes)
    assert page.count("Content-Security-Policy") == 1


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_headings_go_down_one_step_at_a_time(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["trend", "years", "several"])
def test_every_picture_says_what_it_shows_and_has_its_table_after_it(name: str) -> None:
    page = PAGES[name]
    pictures = [
        attributes for tag, attributes in Outline(page).tags
        if tag == "svg" and "aria-hidden" not in attributes
    ]  # fmt: skip
    assert len(pictures) >= 5
    assert all(picture["role"] == "img" and picture["aria-label"] for picture in pictures)
    for part in page.split("<section>")[1:]:
        section = part.split("</section>")[0]
        if "<figure" in section:
            assert "<table>" in section[section.rindex("</figure>") :]


def test_the_table_has_every_week_in_its_unit() -> None:
    weeks = ("2026-11-09", "2026-11-16")
    for unit, shown in (("minutes", "3h25"), ("share", "20500 %"), ("", "205")):
        block = Sparks("Hours", weeks, (), (Spark("all", (None, 205.0)),), unit)
        text = text_of(page_html((View("v", "V", "", "", (block,)),)))
        assert f"9 Nov 2026 - 16 Nov 2026 {shown}" in text


def test_of_years_a_bar_is_several_weeks_which_is_said() -> None:
    assert "A bar is 3 weeks." in PAGES["years"]
    assert PAGES["years"].count('class="fill-brand"') == 100
    assert "A bar is" not in PAGES["trend"]


def test_what_there_is_no_estimate_of_is_said_and_not_drawn() -> None:
    assert "understanding not enough yet: 2 more brand ratings" in text_of(PAGES["trend"])
    assert PAGES["trend"].count('class="dot"') == 4
    silent = Dots("Gaps", (Dot("worth", None, None, None, "not enough yet"),))
    assert "<svg role" not in page_html((View("v", "V", "", "", (silent,)),))


def test_an_end_that_is_infinite_is_an_arrow() -> None:
    assert PAGES["trend"].count('class="arrow"') == 1


def test_a_fact_without_a_name_stands_alone() -> None:
    facts = Facts("", (Fact("", "41 people", "title"), Fact("", "x"), Fact("a", "b"), Fact("", "c", "muted")))
    page = page_html((View("v", "V", "", "", (facts,)),))
    named = (
        '<dl class="says"><div><dt>a</dt><dd>b</dd></div><div><dt></dt><dd class="quiet">c</dd></div></dl>'
    )
    assert f'<p class="answer">41 people</p><p>x</p>{named}' in page


EVIL = "</p></svg><script>alert(1)</script><b onload='x'>\"&"


def evil_view() -> View:
    blocks = (
        Table(EVIL, (Column(EVIL), Column(EVIL)), (Record((Cell(EVIL), Cell(EVIL)), EVIL),), (EVIL,), EVIL),
        Facts(EVIL, (Fact(EVIL, EVIL), Fact("", EVIL))),
        Sparks(EVIL, ("2026-11-16",), (EVIL,), (Spark(EVIL, (1.0,), "brand", (Cell(EVIL),), EVIL),)),
        Dots(EVIL, (Dot(EVIL, 0.0, -1.0, 1.0, EVIL, EVIL), Dot(EVIL, None, None, None, EVIL)), notes=(EVIL,)),
        Table(EVIL, (), (), empty=EVIL),
    )
    return View("v", EVIL, EVIL, EVIL, blocks)


@pytest.mark.parametrize("views", [(evil_view(),), (evil_view(), evil_view())])
def test_every_text_is_escaped(views: tuple[View, ...]) -> None:
    title = "" if len(views) == 1 else EVIL
    page = page_html(views, title=title, dates=title, cover=title)
    outline = Outline(page)
    assert not {"script", "b"} & {
        tag for tag, attributes in outline.tags if "onload" in attributes or tag == "script"
    }
    assert "<script" not in page
    assert "onload='" not in page


@slow
@given(made.views())
def test_any_view_is_a_whole_page(view: View) -> None:
    page = page_html((view, view), title="Two")
    Outline(page)
    allowed = {"\n"}
    assert (
        not {char for char in page if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char == "\u202e"}
        - allowed
    )
    assert "nan" not in re.sub(
        r">[^<]*<|aria-label=\"[^\"]*\"|<title>.*?</title>", "><", page.split("<body>")[1]
    )


def test_columns_that_a_narrow_terminal_leaves_out_are_left_out_on_a_telephone() -> None:
    columns = (Column(), Column("hours"), Column("sales", wide=True), Column("where", right=False, wide=True))
    cells = tuple(Cell(text) for text in ("post", "1h", "2", "here"))
    page = page_html((View("x", "X", "", "", (Table("", columns, (Record(cells, "post"),)),)),))
    assert re.findall(r'<(t[hd])[^>]*class="([^"]*)"[^>]*>([^<]*)<', page) == [
        ("th", "wide", "sales"), ("th", "words wide", "where"), ("td", "wide", "2"), ("td", "words wide", "here"),
    ]  # fmt: skip
    assert "th.wide { display: none; }" in page
