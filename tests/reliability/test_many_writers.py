"""A small part of `benchmarks/many_writers.py`: processes that add lines while an editor saves the same page."""

from __future__ import annotations

import sys

import pytest
from benchmarks import many_writers

from twohats.format.paths import page_path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the app runs on a terminal of its own")


def check(outcome):
    assert outcome.reasons == []
    assert (outcome.lost, outcome.twice, outcome.editors_lost) == (0, 0, 0)
    assert outcome.there == outcome.lines - outcome.overwritten
    assert outcome.saves > 0


@pytest.mark.parametrize("style", many_writers.STYLES)
def test_every_line_of_many_processes_and_of_the_editor_is_there_once(tmp_path, style):
    check(many_writers.run(tmp_path, 8, 5, "library", style, with_app=False))


def test_every_line_of_the_command_is_there_once_with_the_app_open(tmp_path):
    outcome = many_writers.run(tmp_path, 6, 2, "command", "rename", with_app=True)

    check(outcome)
    assert outcome.app


def test_writers_that_know_no_lock_are_seen_to_lose_lines(tmp_path, monkeypatch):
    def blind(line):
        page = tmp_path / "journal" / page_path(many_writers.DAY)
        text = page.read_text()
        page.write_text(f"{text}- {line}\n")
        return ""

    monkeypatch.setitem(many_writers.WAYS, "library", blind)
    outcome = many_writers.run(tmp_path, 8, 40, "library", "rename", with_app=False)

    assert outcome.lost + outcome.overwritten > 0
