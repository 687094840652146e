"""Lines as `hat list` prints them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twohats.format.page import block_in, lines_of
from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS
from twohats.render.plain import plain
from twohats.views import lines as shown
from twohats.views.lines import Line, line_rows

ODD = (
    "\t",
    "\x1b[2J",
    "\u202e",
    "é",
    "e\u0301",
    "\udc80",
    "  ",
    "ß",
    "\N{CJK UNIFIED IDEOGRAPH-4E00}",
    "\xa0",
)
texts = st.lists(
    st.sampled_from(["25m", "brand", "post", "linkedin", "@anna", "m2:", ":", "note", "a" * 300, *ODD]),
    max_size=12,
).map(" ".join)


def lines_in(text: str) -> list[Line]:
    rows = lines_of(text)
    return [Line("2026-11-22", item, block_in(rows, item)) for item in read_page(text, "2026-11-22").items]


@given(st.lists(texts, max_size=4))
def test_without_roles_the_text_is_the_same(items):
    lines = lines_in("".join(f"- {item}\n" for item in items))

    assert plain(line_rows(lines, DEFAULT_HATS, roles=False)) == plain(line_rows(lines, DEFAULT_HATS))


def test_without_roles_plain_lines_are_not_read_again(monkeypatch):
    monkeypatch.setattr(shown, "read_item", None)
    lines = lines_in("- 25m brand post linkedin @anna m2: Müller’s thread\n")

    assert line_rows(lines, DEFAULT_HATS, roles=False)[0][1].text == lines[0].text
