"""What is wrong with a TOML text, and where: as numbers, whatever Python says it in."""

from __future__ import annotations

import random
import re
import sys
import tomllib

from twohats.format.model import Problem
from twohats.format.toml import read_toml, toml_error

GOOD = """format = 1
currency = "GBP" # x
[hats.novelist]
side = "brand"
short = [1, 2,
 3]
[[a]]
b = 'x'
c = 2026-11-22
"""


def broken(seed: int) -> str:
    """The text with a sign or two too many or too few."""
    chance, signs = random.Random(seed), [*GOOD]
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(signs))
        signs[at : at + chance.randint(0, 1)] = chance.choice(["", *"=\"[]{}\n.,#a1 '"])
    return "".join(signs)


def error_in(text: str) -> tomllib.TOMLDecodeError | None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return error
    return None


def test_the_place_is_the_parser_s() -> None:
    """Or the sentence is whole, and the line that of its place: but in one of 500 texts, and in none from 3.14 on."""
    exact = whole = elsewhere = 0
    for text in map(broken, range(600)):
        error = error_in(text)
        if error is None:
            continue
        sentence = str(error)
        found = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", sentence)
        line, column = (int(found[2]), int(found[3])) if found else (0, 0)
        got = toml_error(error, text)
        if got == (sentence.partition(" (at ")[0], line, column):
            exact += 1
        elif got == (sentence, line, 0):
            whole += 1
        else:
            assert got[0] == sentence
            elsewhere += 1
    assert whole * 4 < exact
    assert elsewhere * 300 < exact
    if sys.version_info >= (3, 14):
        assert whole == elsewhere == 0


def test_a_problem_has_the_place_and_not_the_words_for_it() -> None:
    problem = read_toml("format = 1\r\nx = = 2\r\n", "hat.toml")
    assert isinstance(problem, Problem)
    assert (problem.message, problem.line, problem.column) == ("not TOML: Invalid value", 2, 5)
