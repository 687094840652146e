"""The forms in which a command shows a view."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import pytest
from tests.views import made_blocks as made

from twohats.cli.show_view import add_view_options, show_view
from twohats.errors import JournalError
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "hat.toml").write_text("format = 1\n")
    return Journal(str(tmp_path))


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--color", default="never")
    add_view_options(parser)
    return parser.parse_args(words)


def show(journal: Journal, *words: str) -> int:
    return show_view(options(*words), made.TREND, lambda: '{"hours": 1}\n', journal)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ((), " Trend   12 weeks to 22 November 2026 "),
        (("--plain",), "Trend, 12 weeks to 22 November 2026.\n77 of 84 days, 402 lines.\n"),
        (("--json",), '{"hours": 1}\n'),
        (("--html", "-"), "<!doctype html>\n"),
    ],
)
def test_a_view_has_four_forms(
    journal: Journal, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], begins: str
) -> None:
    assert show(journal, *words) == 0
    assert capsys.readouterr().out.startswith(begins)


def test_colours_only_where_they_are_wanted(journal: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    show(journal)
    assert "\x1b" not in capsys.readouterr().out
    show(journal, "--color", "always")
    assert "\x1b[1m" in capsys.readouterr().out


def test_a_page_is_written_to_a_file(
    journal: Journal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "trend.html"
    assert show(journal, "--html", str(path)) == 0
    assert path.read_text(encoding="utf-8").endswith("</html>\n")
    assert capsys.readouterr().out == ""
    with pytest.raises(JournalError, match=r"no.html cannot be written"):
        show(journal, "--html", str(tmp_path / "no" / "no.html"))


def test_the_forms_exclude_each_other() -> None:
    with pytest.raises(SystemExit):
        options("--json", "--plain")
    assert options("--share", "--json").share


def test_an_output_that_cannot_draw_gets_sentences(
    journal: Journal, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twohats.cli.terminal.can_draw", lambda: False)
    show(journal)
    assert capsys.readouterr().out.startswith("Trend, 12 weeks")
