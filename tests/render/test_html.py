"""The page of the week: stands alone, escapes everything, and has every picture as a table as well."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.views import made
from tests.views.made import replace

from twohats.render import svg
from twohats.render.html import week_html
from twohats.render.page_style import STYLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.figures import WeekFigures

VOID = {"meta", "rect", "line", "circle", "polygon"}
ADDRESSES = {"href", "src", "srcset", "data", "action", "xlink:href", "poster", "background"}
slow = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Outline(HTMLParser):
    """What a page is made of; fails when a tag is closed that was not open."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


HISTORY = [replace(made.FULL, week=f"2026-W{number}") for number in range(40, 47)] + [made.EMPTY, made.FULL]
PAGES = {
    "ordinary": week_html(made.ORDINARY, people=made.PEOPLE),
    "full": week_html(made.FULL, history=HISTORY, people=made.PEOPLE),
    "empty": week_html(made.EMPTY),
    "only received": week_html(made.NOT_LOGGED_BUT_RECEIVED),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_page_asks_nothing_of_anybody(page: str) -> None:
    outline = Outline(page)
    assert {"script", "link", "img", "iframe", "object", "form", "base"}.isdisjoint(
        tag for tag, _ in outline.tags
    )
    for _, attributes in outline.tags:
        assert not any(name in ADDRESSES or name.startswith("on") or name == "style" for name in attributes)
    assert "http:" not in page
    assert "https:" not in page
    assert "@import" not in STYLE
    assert re.findall(r"url\(([^)]*)\)", page) == ["#hatch"]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_policy_forbids_everything_but_the_style_of_the_page(page: str) -> None:
    policy = next(
        attributes["content"] for tag, attributes in Outline(page).tags if "http-equiv" in attributes
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert page.index("Content-Security-Policy") < page.index("<style>")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_headings_go_down_one_step_at_a_time(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["ordinary", "full"])
def test_every_picture_says_what_it_shows_and_has_its_table_after_it(name: str) -> None:
    page = PAGES[name]
    pictures = [
        attributes
        for tag, attributes in Outline(page).tags
        if tag == "svg" and attributes.get("role") == "img"
    ]
    assert len(pictures) >= 2
    assert all(picture["aria-label"] for picture in pictures)
    for part in page.split("<section>")[1:]:
        section = part.split("</section>")[0]
        if "<figure>" in section:
            assert section.rindex("<details>") > section.rindex("</figure>")
            assert "<table" in section[section.rindex("<details>") :]


def test_pictures_and_tables_say_the_same() -> None:
    text = " ".join(Outline(PAGES["ordinary"]).text)
    assert text.count("-1.1 (-1.6 to -0.3)") == 3  # a page's picture, a telephone's, and the table
    assert text.count("4h20") == 3
    assert "not enough yet: 2 more brand ratings" in text


def test_worth_is_said_to_be_of_four_weeks_and_what_is_left_out_is_named() -> None:
    text = " ".join(Outline(PAGES["full"]).text)
    assert text.count("worth, 4 weeks") == 3
    assert "-0.2 (-0.6 to +0.2), without read (personal only)" in text
    assert "-0.9 (-1.2 to -0.5)" in text


def test_a_silent_week_shows_what_four_weeks_say() -> None:
    four = made.estimate((-0.6, -1.1, -0.1))
    gap = replace(made.silent_gap("interest", made.TWO_BRAND, (7, 1)), four_weeks=four, alike=four)
    text = " ".join(Outline(week_html(replace(made.ORDINARY, gaps=(gap,)))).text)
    four_weeks = "in 4 weeks -0.6 (-1.1 to -0.1), like for like -0.6 (-1.1 to -0.1)"
    assert f"not enough yet: 2 more brand ratings; {four_weeks}" in text


def test_an_interval_that_goes_on_beyond_the_axis_has_its_arrow() -> None:
    far = made.gap("interest", (-0.4, -1.0, 0.2), (7, 9), (-2.4, -3.2, -1.6))
    assert svg.gaps([far]).count('class="arrow"') == 1
    assert 'class="arrow"' not in svg.gaps(
        [made.gap("interest", (-0.4, -1.0, 0.2), (7, 9), (-1, -1.5, -0.5))]
    )


def test_page_is_light_dark_and_for_paper() -> None:
    assert "@media (prefers-color-scheme: dark)" in STYLE
    assert "@media print" in STYLE
    named = set(re.findall(r"var\((--[a-z-]+)\)", STYLE))
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        assert named <= set(re.findall(r"(--[a-z-]+):", block))


def test_every_class_used_has_a_style() -> None:
    used = {
        name
        for page in PAGES.values()
        for _, attributes in Outline(page).tags
        for name in (attributes.get("class") or "").split()
    }
    assert {name for name in used if f".{name}" not in STYLE} <= {"name"}


def test_shared_page_names_nobody_and_keeps_the_counts() -> None:
    page = week_html(made.ORDINARY, history=HISTORY, people=made.PEOPLE, anonymous=True)
    text = " ".join(Outline(page).text)
    assert not re.search(r"anna|lindqvist|\bbo\b|carl", page, re.IGNORECASE)
    assert "2 people" in text
    assert "a person" in text


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=y>',
        "a & b",
        "x\x1b[2J",
        "a\u202eb",
        "</title>",
        "an\u200bna\ufe0f",
    ],
)
def test_a_name_is_text_and_nothing_else(name: str) -> None:
    figures = replace(made.ORDINARY, new_people=(name,), question=name)
    page = week_html(figures)
    outline = Outline(page)
    assert {tag for tag, _ in outline.tags} == {tag for tag, _ in Outline(PAGES["ordinary"]).tags}
    shown = name.replace("\x1b", "\u241b")
    for hidden in "\u202e\u200b\ufe0f":
        assert hidden not in page
        shown = shown.replace(hidden, f"<U+{ord(hidden):04X}>")
    assert "\x1b" not in page
    assert outline.text.count(shown) == 2


def test_words_in_pictures_are_made_visible_and_escaped() -> None:
    came = replace(made.FULL.returns[0], kind="<b>&")
    assert "&lt;b&gt;&amp;" in svg.ratios([came])
    assert "<b>" not in svg.ratios([came])
    hidden = replace(made.FULL.returns[0], kind="so\u200bcial")
    assert "so&lt;U+200B&gt;cial" in svg.ratios([hidden])
    assert "\u200b" not in svg.ratios([hidden])


@slow
@given(made.weeks(), st.lists(made.weeks(), max_size=2))
def test_any_week_makes_a_whole_page(figures: WeekFigures, history: list[WeekFigures]) -> None:
    page = week_html(figures, history=history)
    Outline(page)
    assert "\x1b" not in page
    assert not re.search(r'"-?(nan|inf)', page)


def test_no_bar_or_dot_leaves_its_picture() -> None:
    for page in PAGES.values():
        for _, attributes in Outline(page).tags:
            for name in ("x", "x1", "x2", "cx"):
                value = attributes.get(name)
                assert value is None or 0 <= float(value) <= 720
