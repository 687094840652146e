"""Selections against the second reader of `slow_query`, on journals and words made at random."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st
from tests.query.slow_query import Unplaced, World, is_selected

from twohats.errors import NotUnderstood
from twohats.format.one_name import one_name_of
from twohats.format.reading import read_page
from twohats.format.times import Now
from twohats.format.words import Hats
from twohats.query.matching import matcher
from twohats.query.reader import Asked, read_selection

if TYPE_CHECKING:
    from twohats.format.model import Item
    from twohats.query.selection import Selection

HATS = Hats({"novelist": ("brand", "n"), "post": ("personal", "")})
RENAMED = {"li": "linkedin", "+start": "+launch", "@dana": "@bo"}
ALIASES = {"annar": "anna"}
CHANNELS = {"linkedin", "li", "email", "sun", "read", "mastodon"}
NOW = Now("2026-11-22", 630)
ONE_NAME = one_name_of(RENAMED, ALIASES)
WORLD = World(
    HATS,
    datetime(2026, 11, 22, 10, 30),
    CHANNELS,
    dict(ONE_NAME.people),
    dict(ONE_NAME.tags),
    dict(ONE_NAME.channels),
)
ASKED = Asked(NOW, HATS, 0, {"channel": CHANNELS, "person": {"anna", "bo"}, "tag": {"launch"}}, ONE_NAME)
DAYS = ["2025-11-03", "2026-09-30", "2026-10-01", "2026-11-16", "2026-11-20", "2026-11-21", "2026-11-22"]

WHEN = st.sampled_from(
    ["25m", "8m", "1h", "1h30", "~40m", "09:10-09:35", "23:30-00:15", "24:10-24:40", "14:00 10m"]
)
AT = st.sampled_from(["", "", "15:20 ", "24:40 ", "00:40 ", "09:10 "])
HAT = st.sampled_from(["personal", "brand", "novelist", "post"])
TOKENS = st.lists(
    st.sampled_from(
        "linkedin li email sun read @anna @annar @bo @dana +launch +start +club m1 m2 m5 i3 u5 w4 x2 x30 why:money,fame why:fame "
        "how:craft src:blog mood:Low heard:li heard:linkedin met:email from:@dana from:li/post for:bo".split()
    ),
    max_size=5,
).map(lambda words: " ".join(dict.fromkeys(words)))
NOTE = st.sampled_from(
    [
        "",
        ": a reading by the river",
        ": The second Book",
        ": second\n  book, again",
        ": it’s +launch with (@bo)",
        ": CAFE\u0301",
    ]
)
ENTRY = st.builds(
    "{} {} {} {}{}".format,
    WHEN,
    HAT,
    st.sampled_from(["post", "read", "talk", "do lead", "do make"]),
    TOKENS,
    NOTE,
)
EVENT = st.builds(
    "{}{} {} {}{}".format,
    AT,
    HAT,
    st.sampled_from(
        [
            "got lead",
            "got reply",
            "got help",
            "got likes",
            "gave help",
            "gave note",
            "got sale 12.50EUR",
            "got sale 1200GBP",
            "asked",
            "lost @bo",
        ]
    ),
    TOKENS.map(lambda text: " ".join(word for word in text.split() if word[0] not in "miuw" or ":" in word)),
    NOTE,
)
OTHER = st.sampled_from(
    ["nothing", "nothing: a reading", "25m brand post m9: second book", "brand pots", "milk"]
)
PAGES = st.dictionaries(
    st.sampled_from(DAYS),
    st.lists(st.one_of(ENTRY, ENTRY, EVENT, EVENT, OTHER), min_size=1, max_size=4),
    min_size=1,
)

WORDS = st.sampled_from(
    "brand b personal novelist n novel side:brand side:p hat:post hat:n verb:post talk read do got gave asked lost lead make "
    "reply help note likes returns noise kind:noise verb:got linkedin li email in:sun in:read in:li in: and @anna @annar @bo "
    "@dana @ +launch +start +club + m2 m1-2 m4- m-2 m- i3 u- u5 w1- x2 x2- x-5 x1 25m 8m 1h30 40m ~40m timed rated unrated "
    "guessed problems nothing mondays fridays sundays weekends weekdays 09:10 9am 09:00-12:00 23:00-01:00 00:40 24:40 GBP EUR "
    "1200GBP 12.5EUR why:money why:fame,money why: src: src:blog mood: mood:low heard:linkedin heard:li met:email "
    "from:@bo from:li for:bo today oct 2025 all sun sep..oct 2025-W40..W46 tal conv BRAND @Anna".split()
).map(lambda word: [word] if word != "mood:" else ["mood:low"])
SEVERAL = st.sampled_from(
    "over 20m|under 45m|over 1h|under 10m|over 10EUR|over 12.5EUR|over 1200GBP|under 1200GBP|over 100GBP|under 5000GBP|since oct|until fri|since 16 nov|until 2025|last 8 weeks|"
    "last 2 months|16 nov|nov 2025|last week|about 40m|fri 9am|got lead|gave help|do lead|post got lead|2 days ago|since 2 weeks ago".split(
        "|"
    )
).map(str.split)
UNIT = st.one_of(WORDS, WORDS, WORDS, SEVERAL)
NEGATED = st.one_of(
    UNIT, UNIT, UNIT, UNIT.filter(lambda words: words[0] != "and").map(lambda words: ["not", *words])
)
HEAD = st.lists(NEGATED, min_size=1, max_size=4).map(lambda units: [word for unit in units for word in unit])
QUESTION = st.sampled_from(
    [
        [],
        [],
        [],
        [":", "reading"],
        [":", "not", "book"],
        [":", "ook", "second"],
        [":", '"second book"'],
        [":", "it's"],
        [":", "café"],
        [":", "9"],
    ]
)
ALTERNATIVE = st.builds(lambda head, note: head + note, HEAD, QUESTION)
SELECTION = st.lists(ALTERNATIVE, min_size=1, max_size=3).map(
    lambda every: [word for at, words in enumerate(every) for word in (["or"] if at else []) + words]
)


def items_of(pages: dict[str, list[str]]) -> list[tuple[str, Item]]:
    found = []
    for day, lines in sorted(pages.items()):
        page = read_page("".join(f"- {line}\n" for line in lines), day, HATS)
        found += [(day, item) for item in page.items]
    return found


def read(words: list[str]) -> Selection | NotUnderstood:
    try:
        return read_selection(words, ASKED)
    except NotUnderstood as error:
        return error


@given(PAGES, SELECTION)
@example({"2026-11-22": ["24:40 brand got reply"]}, ["23:00-01:00"])
@example({"2026-11-22": ["brand got sale 1200GBP"]}, ["1200GBP", "over", "10EUR"])
@example({"2026-11-22": ["brand got lead"]}, ["not", "got", "not", "reply"])
@example({"2026-11-22": ["25m brand post m9: second book"]}, [":", "9"])
def test_the_second_reader_selects_the_same_lines(pages: dict[str, list[str]], words: list[str]) -> None:
    items = items_of(pages)
    selection = read(words)
    try:
        slow = [is_selected(words, day, item.value, WORLD) for day, item in items]
    except Unplaced:  # `nov 2025 2 days ago`: the longest period is 2 November 2025
        assert isinstance(selection, NotUnderstood)
        return
    if isinstance(selection, NotUnderstood):
        assert not selection.length, "each of these words means something"
        assert "or" in words or not any(slow), "what is refused for what it means together selects nothing"
        return
    fits = matcher(selection, HATS, ONE_NAME)
    assert [fits(day, item) for day, item in items] == slow
    first, last = selection.bounds()
    assert all(
        first <= day <= (last or "9999") for (day, _), selected in zip(items, slow, strict=True) if selected
    )
