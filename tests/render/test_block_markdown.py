"""Views as Markdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twohats.render.block_markdown import rows_markdown, view_markdown
from twohats.views.blocks import Cell, Column, Dot, Dots, Fact, Facts, Record, Spark, Sparks, Table, View
from twohats.views.rows import Span

VIEW = View(
    "people",
    "People",
    "3 in live contact",
    "since 10 Aug",
    (
        Table(
            "Waiting",
            (Column(), Column("since")),
            (Record((Cell("Imke | van"), Cell("12 Nov")), ""),),
            ("drawn by lot",),
        ),
        Facts("Contacts", (Fact("Met", "5"), Fact("", "and *more*"))),
        Sparks("Hours", ("2026-11-16",), ("now",), (Spark("personal", (1.0,), cells=(Cell("6h35"),)),)),
        Dots("Gap", (Dot("motivation", -0.8, -1.1, -0.5, "-0.8 (-1.1 to -0.5)"),), notes=("four weeks",)),
    ),
)
EXPECTED = """\
## People · 3 in live contact

since 10 Aug

### Waiting

|  | since |
|---|---:|
| Imke \\| van | 12 Nov |

drawn by lot

### Contacts

- **Met** 5
- and \\*more\\*

### Hours

|  | now |
|---|---:|
| personal | 6h35 |

### Gap

- **motivation** -0.8 (-1.1 to -0.5)

four weeks
"""


def test_a_view_is_headings_tables_and_lists() -> None:
    assert view_markdown(VIEW) == EXPECTED


@given(st.text(max_size=40))
def test_what_the_user_wrote_is_no_markup_and_stays_in_its_cell(text: str) -> None:
    table = Table("", (Column(), Column()), (Record((Cell(text), Cell("1")), ""),))
    row = view_markdown(View("x", "X", "", "", (table,))).split("\n")[-2]
    assert row.replace("\\|", "").count("|") == 3
    assert row.endswith("| 1 |")


def test_rows_stay_in_their_fence() -> None:
    said = rows_markdown([(Span("``` <b>", "text"),), (Span("x  ", "note"),)])
    assert said == "````\n``` <b>\nx\n````\n"
