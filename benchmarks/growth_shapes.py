"""The shapes of text that `growth.py` measures, and what is promised of a few of them in seconds."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from twohats.actions.check import check
from twohats.actions.inbox import import_inbox
from twohats.actions.repair import Repair
from twohats.actions.week import figures_of
from twohats.appearance.theme_file import read_theme
from twohats.cli.fix import fix_json, repair_lines
from twohats.drafting.draft import draft
from twohats.drafting.inbox import read_inbox
from twohats.drafting.inbox_merge import merge as merge_inbox
from twohats.drafting.timed import join_words
from twohats.errors import TwohatsError
from twohats.format.calendar import week_of
from twohats.format.edit import add_item, add_items, remove_item, replace_item
from twohats.format.hunks import apply, hunk_between
from twohats.format.line import in_full, read_item
from twohats.format.merging.markdown import merge
from twohats.format.merging.repair import conflict_problems, repair_text, repair_toml
from twohats.format.merging.result import check_lines
from twohats.format.merging.toml import merge as merge_toml
from twohats.format.model import Entry, Event
from twohats.format.page import lines_of
from twohats.format.reading import read_page
from twohats.format.settings import load_settings
from twohats.format.times import Now
from twohats.format.words import DEFAULT_HATS
from twohats.journal.folder import Journal
from twohats.journal.names import new_names
from twohats.journal.people import read_people
from twohats.journal.undo import undo
from twohats.query import nearness
from twohats.render.ansi import ansi
from twohats.render.html import week_html
from twohats.render.line_json import line_json
from twohats.render.plain import plain
from twohats.render.week_json import week_json
from twohats.text.visible import visible
from twohats.views.day import day_rows
from twohats.views.lines import Line

DAY = "2026-11-22"
PATH = f"days/2026/{DAY}.md"
NOW = Now(DAY, 23 * 60 + 50)
TITLE = f"# {DAY} Sunday\n\n"
MIB = 1024 * 1024
NO_SPACE = "\N{NO-BREAK SPACE}"

PAGE = 64 * 1024
"""Bytes from which pages are measured. Below, the pairs of blocks that a merge compares grow, up to 10,000."""

TOML_LINES = 2000
"""More than 64 KB is not read at all."""

Act = Callable[[], object]


@dataclass(frozen=True)
class Shape:
    """Something done to a text of any size."""

    name: str
    make: Callable[[int], Act]
    """What is measured, for a size."""
    size: int = 64
    """Where to begin: lines, or characters."""
    most: int = 4 * 1024 * 1024
    """How many are read at all."""


@dataclass(frozen=True)
class Bound:
    """Something that may take so many seconds and no more."""

    name: str
    seconds: float
    make: Callable[[], Act]


def clock(at: int) -> str:
    """A time of the day, by a line's number."""
    return f"{at // 60 % 24:02d}:{at % 60:02d}"


def item(at: int) -> str:
    """A line that no other is equal to; every second one at a clock time."""
    if at % 2:
        return f"- {clock(at)} {1 + at % 9}m brand post linkedin m2 i3 @anna +launch: note {at} of many @bo"
    return f"- 25m brand talk phone: {at} said so"


def many(line: Callable[[int], str], count: int) -> str:
    """So many lines."""
    return "".join([f"{line(at)}\n" for at in range(count)])


def filled(line: Callable[[int], str], size: int = 4 * MIB) -> str:
    """Lines until so many bytes are full."""
    lines: list[str] = []
    while size > 0:
        lines.append(line(len(lines)))
        size -= len(lines[-1].encode("utf-8", "surrogateescape")) + 1
    return "\n".join(lines[:-1]) + "\n"


def _nested(depth: int) -> str:
    """Conflicts within conflicts, each within the first side of the one around it."""
    begun = many(lambda at: f"<<<<<<< a\n- 25m brand read: {at}", depth)
    return begun + many(lambda at: f"=======\n- 26m brand read: {at}\n>>>>>>> b", depth)


def _three_way(at: int) -> str:
    return (
        f"<<<<<<< a\n- 25m brand read: {at}\n||||||| c\n- 20m brand read: {at}\n"
        f"=======\n- 26m brand read: {at}\n>>>>>>> b"
    )


def _three_deep(at: int) -> str:
    """As deep as conflicts within conflicts are settled."""
    begun = many(lambda deep: f"<<<<<<< a\n- 25m brand read: {at} {deep}", 3)
    return begun + many(lambda deep: f"=======\n- 26m brand read: {at} {deep}\n>>>>>>> b", 3)


def _two_way(at: int) -> str:
    return f"<<<<<<< a\n- 25m brand read: {at}\n=======\n- 26m brand read: {at}\n>>>>>>> b"


PAGES: dict[str, Callable[[int], str]] = {
    "items": item,
    "equal items": lambda _: "- 25m b post",
    "short items": lambda at: f"- 1m p read: {at}",
    "equal items at one time": lambda _: "- 09:10-09:35 brand post: x",
    "items with lines below": lambda at: f"- 25m brand post: {at}\n  more\n  and +more",
    "lines below one item": lambda at: "  more" if at else "- 25m brand post: x",
    "events": lambda at: f"- {clock(at)} brand got lead @bo +t{at} {at % 900 + 1}GBP",
    "wrong items": lambda at: f"- 25m brand pots {at}",
    "wrong items below each other": lambda at: f"- 25m b post m{at} m{at}: x",
    "near misses": lambda at: f"25m brand post: {at}",
    "near misses with bullets": lambda at: f"* 25m brand pots: {at}",
    "near misses hidden": lambda at: f"\ufeff\u200b-{NO_SPACE}25m brand post: {at}",
    "numbered": lambda at: f"{at % 99}. 25m brand post: {at}",
    "prose": lambda at: f"Slept badly, coffee late, {at} times.",
    "prose with numbers": lambda at: f"{at} apples and a pear",
    "lists": lambda at: f"- {at} apples",
    "quotations": lambda at: f"> {at} said she",
    "headings": lambda at: f"# {at}",
    "blank lines": lambda _: "",
    "dashes": lambda _: "-",
    "spaces": lambda _: " " * 40,
    "NULs": lambda _: "\0" * 40,
    "combining marks": lambda at: "- 25m b post e" + "\u0301" * 60 + f": {at}",
    "not UTF-8": lambda at: f"- 25m brand post caf\udce9: {at}",
    "carriage returns and line feeds": lambda at: f"{item(at)}\r",
    "conflicts": _two_way,
    "conflicts with their past": _three_way,
    "opening marks": lambda _: "<<<<<<< a",
    "closing marks": lambda _: ">>>>>>> a",
    "all marks": lambda at: ("<<<<<<< a", "||||||| b", "=======", ">>>>>>> c")[at % 4],
    "conflicts within conflicts": _three_deep,
    "marks without a middle": lambda at: ("<<<<<<< a", ">>>>>>> c")[at % 2],
    "equal conflicts": lambda _: "<<<<<<< a\n- 25m b read\n=======\n- 26m b read\n>>>>>>> b",
    "conflicts torn amid items": lambda at: (
        f"- 25m b read: {at % 7}\n<<<<<<< a\n  one {at}\n=======\n  two {at}\n>>>>>>> b"
    ),
    "conflicts in prose": lambda at: f"<<<<<<< a\none {at}\n=======\ntwo {at}\n>>>>>>> b",
}
"""Pages by their lines."""

TEXTS: dict[str, Callable[[int], str]] = {
    "nested conflicts": lambda size: _nested(size // 60),
    "a conflict of many lines": lambda size: (
        "<<<<<<< a\n"
        + many(item, size // 80)
        + "=======\n"
        + many(lambda at: item(at + 1), size // 80)
        + ">>>>>>> b\n"
    ),
    "a conflict of equal lines": lambda size: (
        "<<<<<<< a\n"
        + many(lambda _: "- 5m b read", size // 24)
        + "=======\n"
        + many(lambda _: "- 6m b read", size // 24)
        + ">>>>>>> b\n"
    ),
    "a conflict with a long past": lambda size: (
        "<<<<<<< a\n- 5m b read\n||||||| c\n" + many(item, size // 40) + "=======\n- 6m b read\n>>>>>>> b\n"
    ),
    "one line": lambda size: "- 25m brand post: " + "x" * size,
    "one long word": lambda size: "- 25m brand post " + "x" * size,
    "one head of words": lambda size: "- 25m brand post " + "x " * (size // 2),
    "one head of names": lambda size: "- 25m brand post " + "".join(f"@n{at} " for at in range(size // 8)),
    "one head of equal names": lambda size: "- 25m brand post " + "@anna " * (size // 6),
    "one head of fields": lambda size: "- 25m brand post " + "".join(f"k{at}:v " for at in range(size // 9)),
    "one note of names": lambda size: (
        "- 25m brand post: " + "".join(f"@n{at} +t{at} " for at in range(size // 16))
    ),
    "one note of signs": lambda size: "- 25m brand post: " + "@" * (size // 2) + "+" * (size // 2),
    "one note of quotes": lambda size: "- 25m brand post: " + "(\"'@" * (size // 4),
    "one name": lambda size: "- 25m brand post: @" + "a'" * (size // 2),
    "one name of marks": lambda size: "- 25m brand post @e" + "\u0301" * (size // 2),
    "one note of colons": lambda size: "- 25m brand post " + ":x" * (size // 2),
    "one run of colons": lambda size: "- " + ":" * size,
    "one run of digits": lambda size: "- " + "9" * size + " brand post",
    "one run of spaces": lambda size: "- 25m brand post" + " " * size + "x",
    "one run of dashes": lambda size: "-" * size,
    "hidden characters": lambda size: "\u200b" * (size // 3) + "- 25m brand post: x",
    "hidden characters within": lambda size: "- 25m brand post" + "\u200b" * (size // 3) + ": x",
    "hidden characters in words": lambda size: "- 25m brand post " + "a\u200db\u200c " * (size // 9) + ": x",
    "carriage returns": lambda size: "- 25m b post: x\r" * (size // 16),
    "one run of carriage returns": lambda size: "- 25m b post: x" + "\r" * size + "\n",
    "NULs in one line": lambda size: "- 25m b post: " + "\0" * size,
    "combining marks in one line": lambda size: "- 25m b post: e" + "\u0301" * (size // 2),
    "line separators": lambda size: "- 25m b post: x" + "\u2028" * (size // 3),
    "surrogates": lambda size: "- 25m b post: " + "\udce9" * size,
    "a mark of many signs": lambda size: "<" * size + "\n" + "=" * 7 + "\n",
}
"""Pages by their size in bytes."""


def text_of(name: str, size: int) -> str:
    """A page of about so many bytes."""
    if name in TEXTS:
        return TEXTS[name](size)
    return filled(PAGES[name], size)


def _reading(name: str) -> Callable[[int], Act]:
    def make(size: int) -> Act:
        text = text_of(name, size)
        return lambda: read_page(text, DAY)

    return make


def _doing(name: str, act: Callable[[str], object]) -> Callable[[int], Act]:
    def make(size: int) -> Act:
        text = text_of(name, size)

        def do() -> None:
            with contextlib.suppress(TwohatsError):
                act(text)

        return do

    return make


def _add(text: str) -> object:
    return add_item(text, DAY, "12:00-12:25 brand post: new")


def _fix(text: str) -> object:
    repair = Repair(PATH, text, repair_text(text, DAY))
    return repair_lines(repair), fix_json(repair)


def _list(text: str) -> object:
    lines = lines_on(text)
    return ansi(day_rows(DAY, lines, DEFAULT_HATS), {}, 24), [line_json(line, DEFAULT_HATS) for line in lines]


def lines_on(text: str) -> list[Line]:
    """The lines of a page, as `hat list` has them."""
    rows = lines_of(text)
    return [
        Line(DAY, one, "\n".join(rows[one.line - 1 : one.line - 1 + one.lines]))
        for one in read_page(text, DAY).items
    ]


def journal(files: dict[str, str]) -> Journal:
    """A journal of these files, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="growth-", dir=HOME.name))
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    root = folder / "journal"
    for path, text in {"hat.toml": "format = 1\n", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode("utf-8", "surrogateescape"))
    return Journal(str(root))


HOME = tempfile.TemporaryDirectory(prefix="growth-")
os.environ["HOME"] = HOME.name


def _check(text: str) -> object:
    return check(journal({PATH: text}), NOW)


def _week(text: str) -> object:
    made = journal({PATH: text})
    figures = figures_of(made, week_of(date.fromisoformat(DAY), start=0), date.fromisoformat(DAY))
    return week_json(figures), week_html(figures), plain([])


def _add_each(count: int) -> Act:
    lines = [(DAY, item(at)[2:]) for at in range(count)]

    def do() -> object:
        return journal({}).add_each(lines)

    return do


def _add_half_wrong(count: int) -> Act:
    """Every second line is one that the page has already."""
    lines = [(DAY, f"{clock(at // 2)} 5m brand post: {at // 2}") for at in range(count)]
    return lambda: journal({}).add_each(lines)


def _undone(count: int) -> Act:
    lines = [(DAY, item(at)[2:]) for at in range(count, 2 * count)]

    def do() -> None:
        made = journal({PATH: TITLE + many(item, count)})
        made.add_all(lines)
        undo(made)

    return do


def _taken_in(count: int) -> Act:
    text = many(lambda at: item(at).removeprefix("- "), count)
    return lambda: import_inbox(journal({"inbox.md": text}), NOW)


def _come_back(count: int) -> Act:
    text = many(lambda at: item(at).removeprefix("- "), count)

    def do() -> None:
        made = journal({"inbox.md": text})
        import_inbox(made, NOW)
        Path(made.full_path("inbox.md")).write_text(text)
        import_inbox(made, NOW)

    return do


_DRAWS_NOTHING = ("a\u0301", "\u0645\u200c", "\u2764\ufe0f", "\U0001f3f4\U000e0067")
"""A mark, a joiner, a selector and a tag behind what each belongs to."""


def _shown(text: str) -> Callable[[int], Act]:
    return lambda size: lambda: visible(text * size, 3 * size)


def _hunks_between(before: Callable[[int], str], after: Callable[[int], str]) -> Callable[[int], Act]:
    def make(count: int) -> Act:
        old, new = before(count), after(count)

        def do() -> None:
            hunk = hunk_between(old, new)
            apply(new, hunk.inverse())
            with contextlib.suppress(TwohatsError):
                apply(f"moved\n{new}", hunk.inverse())

        return do

    return make


def _hunks(line: Callable[[int], str], new: Callable[[int], str]) -> Callable[[int], Act]:
    def make(count: int) -> Act:
        before = many(line, count)
        after = before + many(new, count)

        def do() -> None:
            hunk = hunk_between(before, after)
            with contextlib.suppress(TwohatsError):
                apply("moved\n" + after, hunk.inverse())

        return do

    return make


def _merging(
    base: Callable[[int], str], one: Callable[[int], str], other: Callable[[int], str]
) -> Callable[[int], Act]:
    def make(count: int) -> Act:
        texts = [many(side, count) for side in (base, one, other)]

        def do() -> object:
            merged = merge(texts[0], texts[1], texts[2])
            return check_lines(texts[0], texts[1], texts[2], merged.text)

        return do

    return make


def _edited(at: int, side: str, step: int) -> str:
    return f"{item(at)} {side}" if at % step == 0 else item(at)


def _below(at: int, side: str, step: int) -> str:
    """An item with a line below it that a side has changed."""
    return f"- 25m brand post: {at}\n  {side if at % step == 0 else 'more'} {at}"


def _inboxes(count: int) -> Act:
    texts = [
        "",
        many(lambda at: f"25m b post: {at}\n  ! read 2026-11-20: x", count),
        many(lambda at: f"26m b post: {at}", count),
    ]
    return lambda: merge_inbox(texts[0], texts[1], texts[2])


def _tomls(count: int) -> Act:
    def text(side: str) -> str:
        return many(lambda at: f'[hats.h{at}]\nshort = "{side if at % 3 else ""}h{at}"\n', count)

    return lambda: merge_toml(text(""), text("x"), text("y"))


def _theme(text: str) -> object:
    return read_theme(text, "x.toml")


def _names(count: int) -> Act:
    entries = [
        Entry("brand", "post", 5, people=(f"person{at}x",), tags=(f"tag{at}",), channel=f"c{at}")
        for at in range(count)
    ]
    return lambda: new_names(journal({}), *entries)


def _near(count: int) -> Act:
    known = Event("brand", "got", people=tuple(f"person{at}x" for at in range(count)))
    return lambda: [
        new_names(made := journal({}), known),
        new_names(made, Event("brand", "got", people=("persom7x",))),
    ]


def _search(words: list[str]) -> Callable[[int], Act]:
    def make(count: int) -> Act:
        texts = [item(at) for at in range(count)]
        return lambda: nearness.search(words, texts)

    return make


def _inbox(line: Callable[[int], str]) -> Callable[[int], Act]:
    def make(count: int) -> Act:
        text = many(line, count)
        return lambda: read_inbox(text, NOW)

    return make


def _drafting(text: Callable[[int], str]) -> Callable[[int], Act]:
    def make(size: int) -> Act:
        words = [text(size)]

        def do() -> None:
            with contextlib.suppress(TwohatsError):
                draft(words, NOW, DEFAULT_HATS)

        return do

    return make


def _toml(read: Callable[[str], object], line: Callable[[int], str], end: str = "") -> Callable[[int], Act]:
    def make(count: int) -> Act:
        text = many(line, count) + end
        return lambda: read(text)

    return make


def _edit(count: int) -> Act:
    text = TITLE + many(item, count)

    def do() -> None:
        replace_item(text, DAY, count, item(count - 1), "25m brand post: changed")
        remove_item(text, DAY, 1, item(0))

    return do


DONE = (
    "items",
    "equal items",
    "equal items at one time",
    "lines below one item",
    "near misses",
    "wrong items",
    "conflicts",
    "conflicts with their past",
    "equal conflicts",
    "conflicts torn amid items",
    "conflicts within conflicts",
    "nested conflicts",
    "opening marks",
    "all marks",
    "a conflict of many lines",
    "a conflict of equal lines",
    "one note of names",
    "carriage returns",
    "hidden characters in words",
)
"""Pages on which more is done than reading."""

SHAPES = [
    *(Shape(f"read: {name}", _reading(name), PAGE) for name in (*PAGES, *TEXTS)),
    *(
        Shape(f"{what}: {name}", _doing(name, act), PAGE)
        for name in DONE
        for what, act in (("add", _add), ("fix", _fix), ("list", _list))
    ),
    *(
        Shape(f"check: {name}", _doing(name, _check), PAGE)
        for name in ("items", "equal items at one time", "conflicts", "events", "one head of fields")
    ),
    *(
        Shape(f"week: {name}", _doing(name, _week), PAGE)
        for name in ("items", "events", "conflicts", "one note of names")
    ),
    Shape("edit and remove a line of many", _edit),
    Shape("add many at once", _add_each),
    Shape("add many of which half are there", _add_half_wrong),
    Shape(
        "add many to a page of conflicts",
        lambda count: lambda: add_items(many(_two_way, count), DAY, [item(at)[2:] for at in range(count)]),
    ),
    Shape("add many and undo", _undone),
    Shape("take in an inbox", _taken_in),
    Shape("take in an inbox that comes back", _come_back),
    Shape("read an inbox of what is not understood", _inbox(lambda at: f"25m b pots {at}")),
    Shape("read an inbox of dates", _inbox(lambda at: f"# {at % 28 + 1} nov\n5m b post")),
    Shape("read an inbox of lines below lines", _inbox(lambda at: " " * (at % 40) + "5m b post")),
    Shape("read an inbox of blank lines", _inbox(lambda at: "" if at else "5m b post")),
    Shape("read an inbox of one long line", lambda count: _inbox(lambda _: "5m b post " + "- x " * count)(1)),
    Shape(
        "hunks of pairs",
        _hunks_between(lambda n: "- a\n- b\n" * n, lambda n: "- a\n- b\n" * (n // 2) + "- a\n" * n),
    ),
    Shape(
        "hunks removed amid equal",
        _hunks_between(lambda n: "- a\n" * n + "- b\n" + "- a\n" * n, lambda n: "- a\n" * n),
    ),
    Shape("hunks of a block put in", _hunks(item, lambda at: f"- 1m p read: {at}")),
    Shape("hunks of equal lines", _hunks(lambda _: "- 1m p read", lambda _: "- 1m p read")),
    Shape("hunks of equal lines and another", _hunks(lambda _: "", lambda at: "" if at else "- 1m p read")),
    Shape(
        "merge: both sides edit",
        _merging(item, lambda at: _edited(at, "one", 3), lambda at: _edited(at, "two", 4)),
    ),
    Shape(
        "merge: both add everything",
        _merging(lambda _: "", lambda at: item(2 * at), lambda at: item(2 * at + 1)),
    ),
    Shape(
        "merge: equal lines",
        _merging(
            lambda at: "- 5m b read" if at % 2 else "x", lambda _: "- 5m b read", lambda _: "- 6m b read"
        ),
    ),
    Shape(
        "merge: lines below lines",
        _merging(
            lambda at: _below(at, "more", 1), lambda at: _below(at, "one", 3), lambda at: _below(at, "two", 4)
        ),
    ),
    Shape(
        "merge: prose",
        _merging(lambda at: f"a {at}\n", lambda at: f"a {at} b\n", lambda at: f"a {at} c\n"),
        4096,
    ),
    Shape("merge of inboxes", _inboxes),
    Shape("merge of TOML", _tomls, 16),
    Shape(
        "repair TOML",
        lambda count: (
            lambda: repair_toml(
                many(lambda at: f"<<<<<<< a\n[h{at}]\nx = 1\n=======\n[h{at}]\nx = 2\n>>>>>>> b", count)
            )
        ),
        16,
    ),
    Shape("marks in an inbox", lambda count: lambda: conflict_problems(many(_two_way, count), "inbox.md")),
    Shape("search for a word", _search(["launch"])),
    Shape("search for several, misspelt", _search(["lauch", "phome", "nothing"])),
    Shape("new names", _names),
    Shape("near misses among names", _near),
    Shape("people.toml", _toml(read_people, lambda at: f'[p{at}]\naliases = ["a{at}"]'), 500, TOML_LINES),
    Shape("hat.toml", _toml(load_settings, lambda at: f'[hats.hat{at}]\nside = "brand"'), 450, TOML_LINES),
    Shape("a theme that is no theme", _toml(_theme, lambda at: f"c{at} = 1"), 250, TOML_LINES // 2),
    Shape("a theme that is no TOML", _toml(_theme, lambda at: f"c{at} = 1", "x"), 250, TOML_LINES // 2),
    *(Shape(f"visible: {text!a}", _shown(text), 4096) for text in _DRAWS_NOTHING),
    Shape("visible: controls", lambda size: lambda: visible("\x1b\u202e\u200b" * size, 3 * size), 4096),
    Shape("visible: letters", lambda size: lambda: visible("aé" * size, 2 * size), 4096),
    Shape("draft of a long note", _drafting(lambda size: "25m b post: " + "so @x " * size)),
    Shape("draft of many tokens", _drafting(lambda size: "25m b post " + many(lambda at: f"@n{at}", size))),
    Shape("draft of words that are none", _drafting(lambda size: "25m b post " + "xyzzy " * size)),
    Shape("draft of what looks like dates", _drafting(lambda size: "20 nov 2026 " * size)),
    Shape("draft of many lines", _drafting(lambda size: "25m b post: x\n" + "more\n" * size)),
    Shape("in full", lambda size: lambda: in_full("25m b post " + "@anna " * size), 1024),
    Shape(
        "words said later",
        lambda size: lambda: join_words("brand post " + "+a " * size, ["+b " * size], DEFAULT_HATS),
        512,
    ),
    Shape("a line of times", lambda size: lambda: read_item("09:10-09:35 " * size, strict=True), 1024),
]


def _whole(name: str) -> Callable[[], Act]:
    return lambda: _reading(name)(4 * MIB - 4096)


BOUNDS = [
    Bound("add 10,000 lines", 1.0, lambda: _add_each(10_000)),
    Bound("add 10,000 lines of which half are there", 1.0, lambda: _add_half_wrong(10_000)),
    Bound("take in an inbox of 10,000 lines", 1.0, lambda: _taken_in(10_000)),
    Bound(
        "merge 8,000 items with lines below",
        1.0,
        lambda: next(s for s in SHAPES if s.name == "merge: lines below lines").make(8_000),
    ),
    *(Bound(f"read 4 MiB: {name}", 2.0, _whole(name)) for name in (*PAGES, *TEXTS)),
]
