"""The pages that are handed on, in a real browser: on a telephone nothing has to be scrolled sideways to be read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.browser import Browser, needs_chromium

if TYPE_CHECKING:
    from tests.cli.shell import Shell

SAMPLE = Path(__file__).parents[2] / "sample_journal"
OUT_OF_SIGHT = """
return [...document.querySelectorAll('svg, table, p, li, h1, h2, h3, figcaption')]
  .filter(each => !each.closest('details:not([open])') && getComputedStyle(each).display !== 'none')
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(each => each.tagName + ' ' + each.textContent.slice(0, 40))
"""
PICTURES = """
return ['broad', 'narrow'].map(kind => [...document.querySelectorAll('.' + kind)]
  .filter(each => getComputedStyle(each).display !== 'none').length)
"""


@pytest.mark.parametrize("words", [("week", "2026-W47"), ("report",), ("report", "year")], ids=" ".join)
def test_a_page_is_read_on_a_telephone_without_scrolling_sideways(
    hat: Shell, tmp_path: Path, words: tuple[str, ...]
) -> None:
    needs_chromium()
    shutil.copytree(SAMPLE, hat.journal, dirs_exist_ok=True)
    page = tmp_path / "page.html"
    assert hat(*words, "--html", str(page)).code == 0
    browser = Browser(str(tmp_path))
    try:
        browser.resize(390, 844)
        browser.go(f"file://{page}")
        assert browser.run("return document.documentElement.clientWidth") <= 390
        assert browser.run(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        assert browser.run(OUT_OF_SIGHT) == []
        broad, narrow = browser.run(PICTURES)
        assert broad == 0
        browser.resize(1200, 900)
        assert browser.run(PICTURES) == [narrow, 0]
        assert browser.run(OUT_OF_SIGHT) == []
    finally:
        browser.close()
