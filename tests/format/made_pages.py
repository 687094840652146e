"""Pages made from the grammar of `docs/format.md`, right and wrong, for two readers to be held against each other.

`page_of(seed)` is always the same page. It is bytes, as a file is, with the hats that its `hat.toml` would
declare. Half of the pages are lines made of the grammar's words; the others are such pages, or those of
`tests/cases`, with characters, words, lines and bytes put in, taken out and changed.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

from tests.format.made_lines import (
    DIGITS,
    HIDDEN,
    LETTERS,
    MARKS,
    OTHER_DIGITS,
    OTHER_NUMBERS,
    SIGNS,
    TOKENS,
    VERBS,
    Hats,
    Lines,
)

CASES = Path(__file__).parents[1] / "cases"


class Page(NamedTuple):
    """A file, and the hats of its journal beside personal and brand."""

    data: bytes
    hats: Hats


BULLETS = (
    "-", "*", "+", "\u2022", "\u2013", "\u2014", "\u2212", "1.", "12)", "0.", ".", "--", "#", ">", "|",
    "\u00b7"
)  # fmt: skip
INVALID = (
    b"\xe9", b"\xff\xfe", b"\xe2\x82", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\xc0\x80",
    b"\xf4\x90\x80\x80"
)  # fmt: skip
MARKS_OF_GIT = (
    "<<<<<<< ours", "||||||| past", "=======", ">>>>>>> theirs", "<<<<<<<", ">>>>>>>", "|||||||", "<<<<<<<<< deep",
    ">>>>>>>>> deep", "======= ", "<<<<<<<\t", ">>>>>>>x",
)  # fmt: skip


def page_of(seed: int) -> Page:
    """The page of this number."""
    return Maker(seed).page()


def odd_page_of(seed: int) -> Page:
    """The page of this number among those that keep to no grammar."""
    return Maker(seed).odd_page()


class Maker(Lines):
    """Makes one page."""

    def page(self) -> Page:
        if self.chance(0.2):
            source = self.pick(sources())
            text = self.changed(source.data.decode("utf-8", "surrogateescape"))
            return Page(self.bitten(text), source.hats if self.chance(0.7) else self.hats)
        text = self.with_endings(self.lines(self.random.randint(1, 9)))
        if self.chance(0.3):
            text = self.changed(text)
        if self.chance(0.1):
            text = "\ufeff" * self.pick((1, 1, 1, 2)) + text
        return Page(self.bitten(text), self.hats)

    def lines(self, count: int, depth: int = 0) -> list[str]:
        """So many blocks, one below the other, each of them some lines."""
        found: list[str] = []
        for _ in range(count):
            if found and self.chance(0.12):
                at = self.random.randrange(len(found))
                found += found[at : at + self.random.randint(1, 3)]  # doubled, or moved in a conflict
            elif self.chance(0.15 if depth else 0.04) and depth < 4:
                found += self.conflict(depth)
            elif self.chance(0.05 if depth else 0.01):
                found.append(self.pick(MARKS_OF_GIT))
            else:
                found += self.block()
        return found

    def block(self) -> list[str]:
        kind = self.random.random()
        if kind < 0.6:
            return ["-" + self.spaces() + self.item(), *self.below()]
        if kind < 0.75:
            return [self.front() + self.item(), *self.below()]
        if kind < 0.8:
            return [
                self.pick(("# 2026-11-22 Sunday", "## Notes", "#tag", "# - 25m brand post")),
                *self.below(),
            ]
        if kind < 0.9:
            return [self.prose(), *self.below()]
        return [self.pick(("", "", " ", "\t", "-", "- ", "*", "---", "```", "- :", "-  \t"))]

    def conflict(self, depth: int) -> list[str]:
        least = self.random.randint(0, 3)
        ours, theirs = self.lines(least, depth + 1), self.lines(self.random.randint(0, 3), depth + 1)
        past = self.lines(self.random.randint(0, 2), depth + 1)
        for side in (ours, theirs, past):
            if self.chance(0.5):
                side.extend(ours[: self.random.randint(0, len(ours))])
            if self.chance(0.2):
                side[:0] = [
                    "  " + self.item() for _ in range(self.random.randint(1, 2))
                ]  # tears the item above
            if self.chance(0.2):
                side[:] = [self.spaced_anew(line) for line in side]
        found = [self.pick(("<<<<<<< ours", "<<<<<<<")), *ours]
        if self.chance(0.4):
            found += ["||||||| past", *past]
        found += ["=======", *theirs, self.pick((">>>>>>> theirs", ">>>>>>>"))]
        if self.goes_wrong():
            del found[self.random.randrange(len(found))]
        return found

    def spaced_anew(self, line: str) -> str:
        """The line with other space at its end, behind its sign or in front."""
        end = self.pick(("", " ", "\t", " \r ", "\r"))
        if line[:2] in ("- ", "* ", "+ "):
            line = line[0] + self.spaces() + line[2:]
        elif line[:1] == " " and line.strip():
            line = self.spaces() + line
        return line.rstrip(" \t") + end

    def front(self) -> str:
        """What may stand in front of a line instead of the dash and a space, and what may not."""
        front = self.pick(BULLETS) if self.chance(0.8) else self.digits(0, 3) + self.of(".)x")
        if self.chance(0.2):
            front = ""
        if front and self.chance(0.8):
            front += self.spaces()
        if self.chance(0.2):
            at = self.random.randint(0, len(front))
            front = front[:at] + self.of(HIDDEN) + front[at:]
        return front

    def below(self) -> list[str]:
        if self.chance(0.75):
            return []
        return [
            self.pick(("  ", " ", "\t", "    ", " \t", ""))
            + self.pick((self.prose(), "- " + self.item(), "", "\u00a0"))
            for _ in range(self.random.randint(1, 3))
        ]

    def prose(self) -> str:
        if self.chance(0.3):
            return self.item()
        words = [
            self.pick((self.note_word(), "milk", "and", "2:1", "25", "brand", "nothing")) for _ in range(4)
        ]
        return " ".join(words)

    def with_endings(self, lines: list[str]) -> str:
        ending = self.pick(("\n", "\n", "\n", "\r\n", "\r\r\n", "mixed"))
        ends = [self.pick(("\n", "\r\n")) if ending == "mixed" else ending for _ in lines]
        if ends and self.chance(0.3):
            ends[-1] = self.pick(("", "\r"))
        return "".join(line + end for line, end in zip(lines, ends, strict=True))

    # Changes

    def changed(self, text: str) -> str:
        """The text with one to four characters, words or lines changed."""
        for _ in range(self.random.randint(1, 4)):
            at = self.random.randint(0, len(text))
            kind = self.random.random()
            if kind < 0.3:
                text = text[:at] + self.any_character() + text[at:]
            elif kind < 0.5:
                text = text[:at] + text[at + 1 :]
            elif kind < 0.7:
                text = text[:at] + self.any_character() + text[at + 1 :]
            elif kind < 0.85:
                words = text.split(" ")
                one, other = self.random.randrange(len(words)), self.random.randrange(len(words))
                words[one], words[other] = words[other], words[one]
                text = " ".join(words)
            else:
                lines = text.split("\n")
                one = self.random.randrange(len(lines))
                lines[one : one + 1] = self.pick(([], lines[one : one + 1] * 2, [*self.block(), lines[one]]))
                text = "\n".join(lines)
        return text

    def any_character(self) -> str:
        kind = self.random.random()
        if kind < 0.6:
            return self.of(" \t\n:-@+~'mhx." + DIGITS + SIGNS)
        if kind < 0.9:
            return self.of(HIDDEN + LETTERS + MARKS + OTHER_DIGITS + OTHER_NUMBERS)
        return self.character("LMNPSZC")

    def odd_page(self) -> Page:
        """A page of the grammar with much of it changed, pieces of lines in any order, or bytes."""
        kind = self.random.random()
        if kind < 0.1:
            return Page(self.random.randbytes(self.random.randint(0, 200)), self.hats)
        if kind < 0.2:
            alphabet = b" \t\r\n-*+:~@mhx.059pbdotgenraks<>|=#" + bytes(
                [0xC2, 0xA0, 0xE2, 0x80, 0x8D, 0xD9, 0xA3]
            )
            return Page(bytes(self.random.choices(alphabet, k=self.random.randint(0, 200))), self.hats)
        if kind < 0.6:
            text = self.page().data.decode("utf-8", "surrogateescape")
            for _ in range(self.random.randint(1, 20)):
                at = self.random.randint(0, len(text))
                put = self.pick(
                    (self.of_any_category(), self.of_any_category(), self.any_character(), self.piece(), "")
                )
                text = text[:at] + put + text[at + self.random.randint(0, 2) :]
        else:
            text = "".join(self.piece() for _ in range(self.random.randint(1, 60)))
        return Page(self.bitten(text), self.hats)

    def piece(self) -> str:
        """What a line may be made of, or a character of any category."""
        return self.pick(
            (self.of_any_category(), self.any_character(), "\n", "\n", "\n", "\n- ", "\n- 25m brand post ", "\n- b got sale ",
             " ", " ", " ", "\t", ": ", self.front(), self.hat(), self.pick(VERBS), self.time(), self.duration(), self.name(),
             self.token(self.pick(TOKENS), "got"), self.rating("miuw"), self.note_word(), "\n" + self.pick(MARKS_OF_GIT) + "\n")
        )  # fmt: skip

    def of_any_category(self) -> str:
        """Any character of any general category, each category as likely as the others."""
        return self.pick(self.pick(characters()))

    def bitten(self, text: str) -> bytes:
        """The text as bytes, now and then with some that are not UTF-8."""
        data = text.encode("utf-8", "surrogateescape")
        for _ in range(self.random.randint(1, 3) if self.chance(0.05) else 0):
            at = self.random.randint(0, len(data))
            data = data[:at] + self.pick(INVALID) + data[at + self.random.randint(0, 1) :]
        return data


@cache
def characters() -> list[list[str]]:
    """All characters, in a list for each general category but that of surrogates."""
    found: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        found.setdefault(category(chr(code)), []).append(chr(code))
    del found["Cs"]
    return [found[name] for name in sorted(found)]


@cache
def sources() -> list[Page]:
    """The pages of the cases, in one order everywhere."""
    paths = sorted(CASES.glob("*valid/*.md"))
    cases = [json.loads(path.with_suffix(".json").read_text("utf-8")) for path in paths]
    return [Page(path.read_bytes(), case.get("hats", {})) for path, case in zip(paths, cases, strict=True)]
