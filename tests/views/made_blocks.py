"""Views of blocks made by hand, and strategies for ugly ones."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from twohats.views.blocks import (
    CLOSED,
    Advice,
    Cell,
    Column,
    Door,
    Dot,
    Dots,
    Fact,
    Facts,
    Record,
    Spark,
    Sparks,
    Table,
    View,
)

INF = float("inf")
WEEK = Door(view="week", subject="2026-W47")
LINES = Door(lines=("2026-11-20:1", "2026-11-21:2"))


def weeks(count: int, last: str = "2026-11-16") -> tuple[str, ...]:
    """The first days of so many weeks."""
    end = date.fromisoformat(last)
    return tuple((end - timedelta(weeks=back)).isoformat() for back in range(count - 1, -1, -1))


def hours(count: int = 12) -> Sparks:
    """Minutes of two hats by week, an unknown week and one of nothing among them."""
    personal = tuple(None if at == 2 else 0 if at == 5 else 200 + 37 * at % 240 for at in range(count))
    brand = tuple(300 + 53 * at % 300 for at in range(count))
    rows = (
        Spark(
            "personal",
            personal,
            "personal",
            (Cell("5h10"), Cell("6h35")),
            "personal usually 5h10, now 6h35",
            WEEK,
        ),
        Spark("brand", brand, "brand", (Cell("9h40"), Cell("9h57")), door=WEEK),
    )
    return Sparks("Hours a week", weeks(count), ("usual", "now"), rows, "minutes")


GAPS = Dots(
    "Brand minus personal, four weeks at a time (90 %)",
    (
        Dot("motivation", -0.8, -1.1, -0.5, "-0.8 (-1.1 to -0.5)"),
        Dot("interest", 0.4, -0.3, 1.1, "+0.4 (-0.3 to +1.1)", door=LINES),
        Dot("understanding", None, None, None, "not enough yet: 2 more brand ratings"),
    ),
    reach=2.0,
)
RATIOS = Dots(
    "Per hour, brand to personal",
    (
        Dot("reply", 0.4, 0.1, 1.3, "0.4 × (0.1 to 1.3)"),
        Dot("lead", INF, 0.7, INF, "0.7 × or more", "for leads an hour of brand brought 0.7 times or more"),
        Dot("conversation", 3.3, 1.2, 9.8, "3.3 × (1.2 to 9.8)"),
    ),
    around=1.0,
    notes=("The untraced returns are in neither.",),
)
CAME_BACK = Table(
    "Came back",
    (Column(), Column("personal", role="personal"), Column("brand", role="brand"), Column("untraced"),
     Column("of it", right=False), Column("of lines", wide=True)),
    (
        Record((Cell("reply"), Cell("6"), Cell("12"), Cell("1"),
                Cell("three of them after the same post, which went round for a week and then was forgotten"),
                Cell("12 %")), "reply: personal 6, brand 12, untraced 1", LINES),
        Record((Cell("lead"), Cell("0"), Cell("2"), Cell("0"), Cell(""), Cell("3 %", "muted")), ""),
    ),
    ("Each is counted once.",),
)  # fmt: skip
PEOPLE = Table(
    "Waiting",
    (Column(), Column("since"), Column("", right=False)),
    (
        Record((Cell("Imke van der Veen", "person"), Cell("12 Nov"), Cell("her card is in the coat", "note")),
               "Imke van der Veen since 12 Nov", Door(person="imke")),
        Record((Cell("hal", "person"), Cell("27 Oct"), Cell("asked for the map", "note")),
               "hal since 27 Oct", Door(person="hal")),
    ),
)  # fmt: skip
TREND = View(
    "trend",
    "Trend",
    "12 weeks to 22 November 2026",
    "77 of 84 days · 402 lines",
    (
        hours(),
        GAPS,
        RATIOS,
        CAME_BACK,
        Table("Nothing", (Column(),), (), empty="nothing logged"),
        Facts(
            "",
            (
                Fact("Feeling", "worth it: falling; replies: can't tell"),
                Fact("The last hour", "can't tell yet: every week had about the same hours. Two half and two double "
                     "weeks would show it", "muted", Door(view="trials")),
            ),
        ),
    ),
)  # fmt: skip
VIEWS = {
    "trend": TREND,
    "years": TREND._replace(subject="all", cover="", blocks=(hours(300), RATIOS._replace(notes=()))),
    "people": View("people", "People", "41 in live contact", "", (PEOPLE, Facts("Lately", (), "nobody yet"))),
    "empty": View(
        "trials",
        "Trials",
        "",
        "",
        (Facts("Trials", (), "After two weeks with both hats one can be planned"),),
    ),
}

TEXTS = st.sampled_from(
    ["", "reply", "Imke van der Veen", "a\tb\nc", "\x1b[31mred", "\u202eevil", "世界" * 9, "👩‍👩‍👧" * 7, "x" * 300,
     "<b>&\"'</b>", "[bold]x[/]", "\udcff", "a word or two " * 20, "e\u0301" * 30]
) | st.text(max_size=12)  # fmt: skip
NUMBERS = st.none() | st.sampled_from([0.0, -0.0, 1.0, -3.5, 1e-300, 1e300, -1e300, INF, -INF]) | st.floats()
ROLES = st.sampled_from(["text", "muted", "person", "note", "problem"])
DOORS = st.sampled_from([CLOSED, CLOSED, LINES, WEEK, Door(person="anna")])
CELLS = st.builds(Cell, TEXTS, ROLES)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(st.builds(Column, TEXTS, st.booleans(), ROLES, st.booleans()), max_size=6))
    count = len(columns)
    cells = st.lists(CELLS, min_size=max(count - 1, 0), max_size=count).map(tuple)
    records = draw(st.lists(st.builds(Record, cells, TEXTS, DOORS), max_size=5))
    return Table(
        draw(TEXTS), tuple(columns), tuple(records), draw(st.lists(TEXTS, max_size=2).map(tuple)), draw(TEXTS)
    )


@st.composite
def sparks(draw: st.DrawFn) -> Sparks:
    count = draw(st.sampled_from([0, 1, 3, 12, 53, 530]))
    headings = tuple(draw(st.lists(TEXTS, max_size=3)))
    values = (
        st.lists(NUMBERS, min_size=count, max_size=count)
        if count < 20
        else st.just([3.0, None] * (count // 2))
    )
    rows = st.builds(
        Spark, TEXTS, values.map(tuple), st.sampled_from(["", "personal", "brand"]),
        st.lists(CELLS, min_size=len(headings), max_size=len(headings)).map(tuple), TEXTS, DOORS,
    )  # fmt: skip
    return Sparks(draw(TEXTS), weeks(count), headings, tuple(draw(st.lists(rows, max_size=3))),
                  draw(st.sampled_from(["", "minutes", "share"])))  # fmt: skip


DOTS = st.builds(
    Dots,
    TEXTS,
    st.lists(st.builds(Dot, TEXTS, NUMBERS, NUMBERS, NUMBERS, TEXTS, TEXTS, DOORS), max_size=5).map(tuple),
    st.sampled_from([0.0, 1.0, 0.5, -1e6]),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.sampled_from([0.0, 2.0]),
)
FACTS = st.builds(
    Facts,
    TEXTS,
    st.lists(
        st.builds(Fact, TEXTS, TEXTS, ROLES, DOORS, st.none() | st.builds(Advice, TEXTS, TEXTS, TEXTS)),
        max_size=4,
    ).map(tuple),
    TEXTS,
)


def views() -> st.SearchStrategy[View]:
    """Views of any blocks with any texts and numbers."""
    blocks = st.lists(tables() | sparks() | DOTS | FACTS, max_size=4).map(tuple)
    return st.builds(View, st.just("made"), TEXTS, TEXTS, TEXTS, blocks)
