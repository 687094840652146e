"""Fuzzed text through everything that reads text: no exception but where promised, no hang, bounded memory.

`python benchmarks/fuzz.py [--bytes 12000000] [--seed 1] [--only page,merge]`. The texts are random bytes, random
characters of all planes (lone surrogates too), pages of the sample journal and of `tests/cases` with bytes and
lines changed, lines made of the words of the format, and huge things: long lines, deep indents, nested TOML.
Each goes through every reader below, which also says what must hold of the result. Runs on Unix.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import FrameType

from twohats.actions.check import check as check_journal
from twohats.appearance.theme_file import read_theme
from twohats.drafting.draft import draft
from twohats.drafting.inbox import read_inbox
from twohats.errors import TwohatsError
from twohats.format.edit import add_item, remove_item, replace_item
from twohats.format.line import in_full, read_item
from twohats.format.merging import toml
from twohats.format.merging.blocks import blocks_of
from twohats.format.merging.markdown import merge
from twohats.format.merging.repair import repair_text
from twohats.format.merging.result import check_lines
from twohats.format.model import Entry, Problem
from twohats.format.origin import read_origin
from twohats.format.page import block_of, lines_of
from twohats.format.paths import page_path, review_path, trial_path
from twohats.format.reading import read_page
from twohats.format.review import (
    decided_words_line,
    let_go_line,
    not_noise_line,
    read_review,
    with_answer,
    with_lines,
)
from twohats.format.settings import load_config, load_settings
from twohats.format.times import Now
from twohats.format.trial import MOST_WEEKS, Trial, read_trial
from twohats.format.words import DEFAULT_HATS
from twohats.journal.folder import Journal
from twohats.journal.people import read_people
from twohats.text.encoding import BOM
from twohats.text.visible import visible

ROOT = Path(__file__).parent.parent
DAY = "2026-11-22"
NOW = Now(DAY, 10 * 60 + 30)
SECONDS = 10.0
"""A reader that takes longer for one text hangs."""
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space, for the whole process."""
WORDS = (
    *("09:10-09:35 25m 1h30 ~40m 15:20 24:30 23:30-00:15 9am 25h 0m 20 nov yesterday fri 2 days ago").split(),
    *(
        "brand personal b p br post read talk do got gave asked lost nothing service walk reply sale lead"
    ).split(),
    *(
        "linkedin phone @anna @bo +launch m2 i3 u5 w1 m9 x22 x0 1200GBP 12.50EUR why: aim:growth cost:9 from:none"
    ).split(),
    *(
        ": :: - -- * + # > \t \u2013 \u2022 \u00a0 \u200b \ufeff \r \x00 \x1b[31m \u202e \U000e0041 \udcff"
    ).split(" "),
    *("decided: later: no: at most a week until 2026-12-06 ## # seed = 47 design = 'coin' [renamed]").split(),
    *("<<<<<<< ======= >>>>>>> |||||||").split(),
    *("[hats.novelist] side = 'brand' format = 1 [theme] = { } [[ ]] \"\"\" ''' currency").split(),
)
Text = str


def corpus() -> list[Text]:
    """The texts that mutations begin with."""
    folders = (ROOT / "sample_journal", ROOT / "tests" / "cases", ROOT / "themes")
    paths = sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix in (".md", ".toml")
    )
    return [path.read_bytes().decode("utf-8", "surrogateescape") for path in paths]


class Chance:
    """Makes texts."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._corpus = corpus()

    def text(self) -> Text:
        """One text; most are small, one in about a hundred is huge."""
        makers = (self._bytes, self._characters, self._changed, self._joined, self._said, self._huge)
        return self._random.choices(makers, (10, 10, 40, 15, 25, 1))[0]()

    def _bytes(self) -> Text:
        return self._random.randbytes(self._random.randrange(400)).decode("utf-8", "surrogateescape")

    def _characters(self) -> Text:
        limits = (0x80, 0x100, 0x3000, 0x10000, 0x110000)
        count = self._random.randrange(200)
        return "".join(chr(self._random.randrange(self._random.choice(limits))) for _ in range(count))

    def _changed(self) -> Text:
        """A page or another file with some of its characters changed."""
        text = self._random.choice(self._corpus)
        for _ in range(self._random.randint(1, 6)):
            at, size = self._random.randrange(len(text) + 1), self._random.choice((0, 0, 1, 1, 5, 60))
            new = self._random.choice(
                ("", "\n", " ", "\t", text[at // 2 : at // 2 + size], self._word(), self._bytes()[:4])
            )
            text = text[:at] + new + text[at + size :]
        return text

    def _joined(self) -> Text:
        """Lines of several files in another order."""
        lines = [line for _ in range(3) for line in self._random.choice(self._corpus).split("\n")]
        self._random.shuffle(lines)
        return self._random.choice(("\n", "\r\n", "\n\n")).join(lines[: self._random.randint(1, 60)])

    def _said(self) -> Text:
        """Lines made of the words of the format."""
        lines = []
        for _ in range(self._random.randint(1, 12)):
            start = self._random.choice(("- ", "- ", "- ", "  ", "", "* ", "-", "# ", "\t"))
            lines.append(start + " ".join(self._word() for _ in range(self._random.randint(0, 9))))
        return "\n".join(lines) + self._random.choice(("", "\n"))

    def _word(self) -> str:
        return self._random.choice(WORDS)

    def _huge(self) -> Text:
        """Long lines, many lines, deep indents and deeply nested TOML."""
        size = self._random.choice((1_000, 6_000, 20_000, 60_000))
        word = self._word() or "-"
        line = f"- 25m brand post: {word}"
        return self._random.choice((
            f"- 25m brand post {word} " * (size // 20),
            "- 25m brand post: " + word * size,
            word * size,
            "\n".join(" " * at + line for at in range(300)),
            "\n".join([line] * (size // 20)),
            line + f"\n  {word}" * (size // 8),
            f"- 09:00 25m brand post: {word}\n" * (size // 30) + "<<<<<<< a\n" + f"{line}\n" * 50,
            "<<<<<<< a\n" * (size // 10),
            "a = " + "[" * size,
            ".".join(["a"] * (size // 2)) + " = 1",
            ".".join(['" "'] * (size // 4)) + " = 1",
            "[" + ".".join(["a"] * (size // 2)) + "]",
            "a = " + "9" * size,
            "\n".join(f"[a{at}.b]" for at in range(size // 10)),
            "\u0301" * size,
            "\n" * size,
            "\r" * size,
        ))  # fmt: skip


def expect(holds: object, what: str) -> None:
    """Raise an AssertionError if something does not hold of a result."""
    if not holds:
        raise AssertionError(what)


def fuzz_page(text: Text, _: Text) -> None:
    page = read_page(text, DAY)
    lines = lines_of(text)
    expect([item.number for item in page.items] == list(range(1, len(page.items) + 1)), "items are numbered")
    # A conflict may tear an item in two versions, which then begin with one and the same line (docs/format.md, 7).
    torn = any(problem.code == "conflict" for problem in page.problems)
    for before, item in pairwise(page.items):
        apart = item.line > before.line + before.lines - 1
        expect(apart or (torn and item.line == before.line), "items do not overlap")
    last = max((item.line + item.lines - 1 for item in page.items), default=0)
    expect(last <= len(lines), "items are within the page")
    for problem in page.all_problems():
        expect(0 <= problem.line <= len(lines) and problem.message, "a problem has a place and says what")


def fuzz_line(text: Text, _: Text) -> None:
    line = text.replace("\n", " ").replace("\r", " ")[:5_000]
    value = read_item(line)
    if value is not None and not isinstance(value, Problem):
        full = in_full(line)
        expect(read_item(full) == value, "a line means the same when written in full")
        expect(in_full(full) == full, "a line in full stays as it is")


def fuzz_draft(text: Text, _: Text) -> None:
    try:
        new = draft(text.split(" ")[:400], NOW, DEFAULT_HATS)
    except TwohatsError:
        return
    expect(new.day <= DAY, "nothing is drafted for the future")


def fuzz_add(text: Text, _: Text) -> None:
    try:
        new = add_item(text, DAY, "15:20 25m brand post linkedin m2: added here\nand below")
    except TwohatsError:
        return
    kept = lines_of(text)
    rest = iter(lines_of(new.text))
    expect(all(line in rest for line in kept if line.strip()), "all lines stay, in their order")
    expect("15:20 25m brand post linkedin m2: added here" in new.text, "the new line is there")


def fuzz_change(text: Text, other: Text) -> None:
    page = read_page(text, DAY)
    for item in page.items[len(other) % 3 :: max(len(page.items) // 2, 1)][:2]:
        was = block_of(text, item)
        try:
            gone = remove_item(text, DAY, item.number, was)
            put = replace_item(text, DAY, item.number, was, "25m brand post: put here")
        except TwohatsError:
            continue
        expect(len(read_page(gone.text, DAY).items) == len(page.items) - 1, "one item is gone")
        expect(len(read_page(put.text, DAY).items) == len(page.items), "one item is another")


def fuzz_merge(text: Text, other: Text) -> None:
    half = "\n".join(text.split("\n")[::2])
    for base, ours, theirs in (
        (half, text, other),
        (text, half, text + "\n- 25m brand post\n"),
        ("", text, other),
    ):
        merged = merge(base, ours, theirs)
        expect(merged == merge(base, theirs, ours), "sides can be swapped")
        expect(check_lines(base, ours, theirs, merged.text), "no line is lost or invented")
        expect(merge(base, merged.text, theirs).text == merged.text, "merging again changes nothing")


def fuzz_blocks(text: Text, _: Text) -> None:
    blocks, tail = blocks_of(text.removeprefix(BOM))
    joined = "".join(f"{block.lead}{block.raw}\n" for block in blocks) + tail
    expect(joined in (text.removeprefix(BOM), text.removeprefix(BOM) + "\n"), "blocks carry every byte")


def fuzz_repair(text: Text, _: Text) -> None:
    repaired = repair_text(text, DAY)
    expect(repair_text(repaired.text, DAY).text == repaired.text, "what is repaired stays as it is")


def fuzz_inbox(text: Text, _: Text) -> None:
    read_inbox(text, NOW)


def fuzz_toml(text: Text, other: Text) -> None:
    load_settings(text)
    load_config(text)
    read_theme(text, "night.toml")
    merged = toml.merge("", text, other)
    if merged is not None and text and other and text != other:
        expect(toml.check_values("", text, other, merged.text), "no value is lost")


def fuzz_review(text: Text, other: Text) -> None:
    before = read_review(text)
    lines = [let_go_line("bo", DAY), not_noise_line(other or "x"), decided_words_line(other or "x")]
    after = read_review(with_lines(text, lines, "2026-W47"))
    expect(after.unread[: len(before.unread)] == before.unread, "what stood there stays as it is")
    expect(after.decisions[: len(before.decisions)] == before.decisions, "decisions stay as they are")
    expect(len(after.let_go) == len(before.let_go) + 1, "a new line reads back")
    read_review(with_answer(text, other, text, "2026-W47"))


def fuzz_trial(text: Text, other: Text) -> None:
    for each in (
        text,
        f'hat = "brand"\nchannel = "x"\ndesign = "coin"\nfrom = 2026-08-31\nto = 2026-11-08\n{text}',
    ):
        trial = read_trial(each, "trials/x.toml")
        if isinstance(trial, Trial):
            expect(len(trial.blocks) <= MOST_WEEKS, "a trial has its end")
    read_people(text)
    origin = read_origin(other)
    if origin is not None:
        origin.fits(Entry("brand", "post", 25))


def fuzz_visible(text: Text, _: Text) -> None:
    shown = visible(text, len(text) * 10 + 10)
    expect(all(char == "\t" or char.isprintable() or ord(char) >= 0xA0 for char in shown), "nothing commands")
    expect(visible(shown, len(shown)) == shown, "what is visible stays as it is")
    shown.encode()


class Checked:
    """`hat check` on a journal that has the text as a page, a review and a trial, and another as its settings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._page = folder / page_path(DAY)
        self._review, self._trial = folder / review_path("2026-W47"), folder / trial_path("x")
        for path in (self._page, self._review, self._trial):
            path.parent.mkdir(parents=True)

    def __call__(self, text: Text, other: Text) -> None:
        """Check it; nothing is promised but that it ends."""
        files = [
            (self._page, text),
            (self._review, text),
            (self._trial, text),
            (self._folder / "hat.toml", other),
        ]
        for path, one in files:
            path.write_bytes(
                one.encode("utf-8", "surrogatepass" if not _from_bytes(one) else "surrogateescape")
            )
        check_journal(Journal(str(self._folder)), NOW)


def _from_bytes(text: Text) -> bool:
    return all("\udc80" <= char <= "\udcff" for char in text if "\ud800" <= char <= "\udfff")


READERS: dict[str, Callable[[Text, Text], None]] = {
    "page": fuzz_page, "line": fuzz_line, "draft": fuzz_draft, "add": fuzz_add, "change": fuzz_change,
    "merge": fuzz_merge, "blocks": fuzz_blocks, "repair": fuzz_repair, "inbox": fuzz_inbox, "toml": fuzz_toml,
    "review": fuzz_review, "trial": fuzz_trial, "visible": fuzz_visible,
}  # fmt: skip


class TooSlow(BaseException):
    """A reader has taken too long; no reader catches it."""


@dataclass
class Outcome:
    """What was read, and what went wrong."""

    texts: int = 0
    size: int = 0
    """Bytes, in UTF-8."""
    seconds: float = 0.0
    slowest: dict[str, tuple[float, int]] = field(default_factory=dict)
    """For each reader, its longest time and the size of that text."""
    faults: list[str] = field(default_factory=list)


def fuzz(size: int, seed: int, readers: Sequence[str] = (), most_faults: int = 10) -> Outcome:
    """Read so many bytes of fuzzed text, or fewer if there are many faults."""
    outcome, chance = Outcome(), Chance(seed)
    signal.signal(signal.SIGALRM, _too_slow)
    started, other = time.monotonic(), ""
    with tempfile.TemporaryDirectory() as folder:
        known = READERS | {"check": Checked(Path(folder))}
        while outcome.size < size and len(outcome.faults) < most_faults:
            text = chance.text()
            for name in readers or known:
                _try(name, known[name], text, other, outcome)
            outcome.texts += 1
            outcome.size += len(text.encode("utf-8", "surrogatepass"))
            other = text if len(text) < 10_000 else other
    outcome.seconds = time.monotonic() - started
    return outcome


def _too_slow(_: int, __: FrameType | None) -> None:
    raise TooSlow


def _try(name: str, read: Callable[[Text, Text], None], text: Text, other: Text, outcome: Outcome) -> None:
    started = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        read(text, other)
    except (Exception, TooSlow) as error:  # noqa: BLE001  # any exception is what is looked for
        signal.setitimer(signal.ITIMER_REAL, 0)
        small = _smaller(read, text, other, error)
        outcome.faults.append(
            f"{name}: {type(error).__name__} {str(error)[:200]}: {ascii(small)[:600]} with {ascii(other)[:300]}"
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    took = time.perf_counter() - started
    if took > outcome.slowest.get(name, (0.0, 0))[0]:
        outcome.slowest[name] = (took, len(text))


def _smaller(read: Callable[[Text, Text], None], text: Text, other: Text, fault: BaseException) -> Text:
    """The text without whatever can go and leave the fault."""
    size = len(text) // 2
    limit = time.monotonic() + 5
    while size and not isinstance(fault, (TooSlow, MemoryError)):
        at = 0
        while at < len(text) and time.monotonic() < limit:
            less = text[:at] + text[at + size :]
            try:
                read(less, other)
            except Exception as error:  # noqa: BLE001
                if type(error) is type(fault):
                    text = less
                    continue
            at += size
        size //= 2
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=12_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="readers, with commas")
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    outcome = fuzz(args.bytes, args.seed, args.only.split(",") if args.only else ())
    for fault in outcome.faults:
        print(fault)
    print(
        f"{outcome.size:,} bytes in {outcome.texts:,} texts, {outcome.texts / outcome.seconds:.0f} a second, each"
        f" through {len(args.only.split(',')) if args.only else len(READERS) + 1} readers: {len(outcome.faults)} faults"
    )
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for name, (took, size) in sorted(outcome.slowest.items(), key=lambda one: -one[1][0]):
        print(f"slowest, {name}: {took * 1000:.1f} ms for {size:,} characters")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
