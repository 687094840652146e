"""`docs/method.md`: its examples are what the commands print for the sample journal, and its sums come out."""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import Shell

from twohats.format.reading import read_page
from twohats.format.settings import load_settings
from twohats.format.times import BadTime, duration_text, read_duration
from twohats.format.words import SIDES, Hats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.format.model import Entry

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "method.md"
TEXT = PAGE.read_text("utf-8")
NOW = "2026-11-22T20:00"
EXAMPLE = re.compile(r"(?ms)^(\*\*Example\*\*, `(hat [^`]+)`:\n\n```text\n)(.*?)(^```$)")
SUM = re.compile(r"`([0-9hm.+\-*/() ]+) = (-?[0-9][0-9hm.]*)( %)?`")


@pytest.fixture(scope="module")
def hat(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell whose journal is the sample, on the evening of its last day."""
    hat = Shell(tmp_path_factory.mktemp("method"))
    shutil.copytree(ROOT / "sample_journal", hat.journal, dirs_exist_ok=True)
    hat.env["TWOHATS_NOW"] = NOW
    return hat


def test_the_examples_are_what_the_commands_print(hat: Shell) -> None:
    """With TWOHATS_WRITE_EXAMPLES in the environment the nearest lines are written instead."""
    printed: dict[str, list[str]] = {}
    for _, command, _, _ in EXAMPLE.findall(TEXT):
        out = hat(*command.split()[1:]).out
        printed[command] = list(texts_of(json.loads(out))) if "--json" in command else out.splitlines()
    assert len(printed) >= 4
    if os.environ.get("TWOHATS_WRITE_EXAMPLES"):
        PAGE.write_text(EXAMPLE.sub(lambda found: _written(found, printed), TEXT), "utf-8")
    shown = EXAMPLE.findall(PAGE.read_text("utf-8"))
    wrong = [
        line
        for _, command, lines, _ in shown
        for line in lines.splitlines()
        if line and line not in printed[command]
    ]
    assert wrong == []


def texts_of(data: object) -> Iterator[str]:
    """Every text that JSON holds, at any depth."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, (list, dict)):
        for each in data.values() if isinstance(data, dict) else data:
            yield from texts_of(each)


def _written(found: re.Match[str], printed: dict[str, list[str]]) -> str:
    """An example with each line that is not printed any more replaced by the nearest one that is."""
    front, command, lines, end = found.groups()
    now = printed[command]
    near = (
        line if line in now else next(iter(difflib.get_close_matches(line, now, 1, 0.3)), line)
        for line in lines.splitlines()
    )
    return front + "".join(f"{line}\n" for line in near) + end


def number(text: str) -> float:
    """A number, or hours for a duration."""
    try:
        minutes = read_duration(text, least=0, most=10**6)
    except BadTime:
        minutes = None
    return float(text) if minutes is None else minutes / 60


SUMS = SUM.findall(TEXT)


@pytest.mark.parametrize(("left", "right", "percent"), SUMS, ids=[left for left, _, _ in SUMS])
def test_a_sum_comes_out(left: str, right: str, percent: str) -> None:
    found = eval(re.sub(r"[0-9][0-9hm.]*", lambda found: repr(number(found[0])), left), {"__builtins__": {}})
    if "h" in right or "m" in right:
        assert duration_text(int(found * 60 + 0.5)) == right
    else:
        digits = len(right.partition(".")[2])
        assert f"{found * (100 if percent else 1):.{digits}f}" == right


CODES = sorted(
    {
        code
        for path in (ROOT / "src").rglob("*.py")
        for code in re.findall(r"\bM[0-9]{1,2}[bcs]?\b", path.read_text("utf-8"))
    }
)


@pytest.mark.parametrize("code", CODES)
def test_a_code_that_the_source_cites_is_on_the_page(code: str) -> None:
    assert re.search(rf"\b{code}\b", TEXT)


def test_there_are_sums_enough() -> None:
    assert len(SUMS) >= 12


# Numbers of the page that no command prints, from the lines themselves.


@pytest.fixture(scope="module")
def entries() -> list[tuple[str, str, Entry]]:
    """Day, side and entry of everything social in the sample."""
    sample = ROOT / "sample_journal"
    hats = Hats(load_settings((sample / "hat.toml").read_text("utf-8")).declared_hats())
    return list(_entries(sample, hats))


def _entries(sample: Path, hats: Hats) -> Iterator[tuple[str, str, Entry]]:
    for path in sorted(sample.glob("days/*/*.md")):
        for entry in read_page(path.read_text("utf-8"), path.stem, hats).entries():
            if entry.activity != "do":
                yield path.stem, hats.sides[entry.hat], entry


def test_the_means_of_the_week_are_those_of_its_lines(entries: list[tuple[str, str, Entry]]) -> None:
    for side in SIDES:
        rated = [
            each.motivation
            for day, its, each in entries
            if its == side and day >= "2026-11-16" and each.motivation
        ]
        assert f"`{sum(rated)} / {len(rated)} = {sum(rated) / len(rated):.2f}`" in TEXT


def test_every_heading_stands_once_and_every_block_is_closed() -> None:
    headings = re.findall(r"(?m)^##+ .+$", TEXT)
    assert len(headings) == len(set(headings))
    assert len(re.findall(r"(?m)^```", TEXT)) == 2 * len(re.findall(r"(?m)^```\n(?=\n|\Z)", TEXT))
