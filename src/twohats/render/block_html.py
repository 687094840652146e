"""Views of blocks as one self-contained page of HTML, in the style of the week's: to keep, to print, to hand on.

Every picture is followed by a table of the same numbers; every text is made visible and escaped.
"""

from __future__ import annotations

from itertools import takewhile
from math import isfinite

from twohats.appearance.roles import BOLD
from twohats.format.times import duration_text
from twohats.render import block_svg, page
from twohats.render.shapes import safe
from twohats.views import week_columns
from twohats.views.block_plain import dot_says, spark_says
from twohats.views.blocks import Dots, Facts, Sparks, Table
from twohats.views.dates import day_text
from twohats.views.scales import has_interval, scale_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.views.blocks import Block, Cell, Fact, View

_MOST_BESIDE = 4
"""Of more texts beside a picture the rest are in the table alone."""
_A_ROW = "a row of the table below"


def page_html(views: Sequence[View], *, title: str = "", dates: str = "", cover: str = "") -> str:
    """A page of some views, one after another; of a single one it has the title, unless it is given another."""
    if len(views) == 1 and not title:
        (view,) = views
        parts = [_block(block, 2) for block in view.blocks]
        return page.whole(_full_title(view), page.head(view.title, view.subject, view.cover), parts)
    return page.whole(title, page.head(title, dates, cover), map(view_html, views))


def view_html(view: View) -> str:
    """A view as an article of a page."""
    subject = f" <small>{safe(view.subject)}</small>" if view.subject else ""
    cover = f'<p class="cover">{safe(view.cover)}</p>' if view.cover else ""
    blocks = "\n".join(_block(block, 3) for block in view.blocks)
    return f"<article>\n<h2>{safe(view.title)}{subject}</h2>\n{cover}\n{blocks}\n</article>"


def _full_title(view: View) -> str:
    return ", ".join(filter(None, (view.title, view.subject)))


def _block(block: Block, level: int) -> str:
    if isinstance(block, Table):
        inside = _table(block)
    elif isinstance(block, Facts):
        inside = _facts(block)
    elif isinstance(block, Sparks):
        inside = _sparks(block)
    else:
        inside = _dots(block)
    return page.section(block.heading, inside, level=level) if inside else ""


def _notes(notes: Sequence[str]) -> str:
    return "".join(f'<p class="quiet">{safe(note)}</p>' for note in notes if note)


def _cells(cells: Sequence[Cell], count: int) -> list[str]:
    texts = [cell.text for cell in cells]
    return [*texts, *([""] * (count - len(texts)))]


def _table(table: Table) -> str:
    if not table.records:
        return _notes([table.empty, *table.notes])
    heads = [column.heading for column in table.columns]
    words = frozenset(at for at, column in enumerate(table.columns) if at and not column.right)
    wide = frozenset(at for at, column in enumerate(table.columns) if column.wide)
    rows = [_cells(record.cells, len(heads)) for record in table.records]
    return page.table(heads, rows, words=words, wide=wide) + _notes(table.notes)


def _facts(facts: Facts) -> str:
    if not facts.facts:
        return _notes([facts.empty])
    before = len(list(takewhile(lambda fact: not fact.label, facts.facts)))
    alone = "".join(map(_alone, facts.facts[:before]))
    named = "".join(map(_named, facts.facts[before:]))
    return f'{alone}<dl class="says">{named}</dl>' if named else alone


def _named(fact: Fact) -> str:
    """A fact with its name; one without belongs to the one before."""
    quiet = ' class="quiet"' if fact.role == "muted" else ""
    return f"<div><dt>{safe(fact.label)}</dt><dd{quiet}>{safe(fact.says)}</dd></div>"


def _alone(fact: Fact) -> str:
    """A fact without a name: what answers the question of the view, if it is set apart."""
    kind = "answer" if fact.role in BOLD else "quiet" if fact.role == "muted" else ""
    return f'<p class="{kind}">{safe(fact.says)}</p>' if kind else f"<p>{safe(fact.says)}</p>"


def _rows(rows: Iterable[tuple[str, str, Sequence[str]]], beside: int) -> str:
    """Names, pictures (HTML) and the texts beside these, below each other."""
    cells = [(name, picture, [*texts, *([""] * beside)][:beside]) for name, picture, texts in rows]
    inside = "".join(
        f'<div class="row"><span>{safe(name)}</span>{picture}'
        f"{''.join(f'<span>{safe(text)}</span>' for text in texts)}</div>"
        for name, picture, texts in cells
    )
    return f'<figure class="rows rows-{beside}">{inside}</figure>'


def _sparks(sparks: Sparks) -> str:
    if not sparks.sparks:
        return ""
    each = week_columns.grouped(len(sparks.weeks), block_svg.BARS)
    means = [week_columns.means(spark.values, each) for spark in sparks.sparks]
    ends = week_columns.ends(means)
    rows = [("", block_svg.months(sparks.weeks), sparks.columns)]
    for spark, values in zip(sparks.sparks, means, strict=True):
        drawn = block_svg.bars(values, spark.side, ends, spark_says(sparks, spark) or _A_ROW)
        rows.append((spark.label, drawn, tuple(cell.text for cell in spark.cells)))
    note = f'<p class="quiet">A bar is {each} weeks.</p>' if each > 1 else ""
    return _rows(rows, min(len(sparks.columns), _MOST_BESIDE)) + note + _spark_tables(sparks)


def _spark_tables(sparks: Sparks) -> str:
    """What stands beside the bars, and every week in numbers."""
    beside = page.table(
        ("", *sparks.columns),
        [(each.label, *_cells(each.cells, len(sparks.columns))) for each in sparks.sparks],
    )
    names = [spark.label for spark in sparks.sparks]
    weeks = page.table(
        ("week of", *names),
        [
            (
                f"{day_text(first)} {first[:4]}",
                *(_number(each.values, at, sparks.unit) for each in sparks.sparks),
            )
            for at, first in enumerate(sparks.weeks)
        ],
    )
    tables = (beside if sparks.columns else "") + weeks
    return page.twin(tables, sparks.heading or "The weeks")


def _number(values: Sequence[float | None], at: int, unit: str) -> str:
    """A number of one week, written as its unit is; a dash where it is not known."""
    value = values[at] if at < len(values) else None
    if value is None or not isfinite(value):
        return "-"
    if unit == "minutes":
        return duration_text(round(value))
    return f"{value:.0%}".replace("%", " %") if unit == "share" else f"{round(value, 2):g}"


def _dots(dots: Dots) -> str:
    known = [dot for dot in dots.dots if has_interval(dot.low, dot.high)]
    silent = "".join(
        f"<li><b>{safe(dot.label)}</b> {safe(dot.text)}</li>" for dot in dots.dots if dot not in known
    )
    silent = f'<ul class="silent">{silent}</ul>' if silent else ""
    if not known:
        return silent + _notes(dots.notes)
    table = page.table(("", "estimate"), [(dot.label, dot.text) for dot in dots.dots], words=frozenset((1,)))
    twin = page.twin(table, dots.heading or "The estimates")
    scale = scale_of([(dot.value, dot.low, dot.high) for dot in known], dots.around, dots.reach)
    rows = [("", block_svg.ticks(scale), [""])]
    rows += [
        (dot.label, block_svg.estimate(dot, scale, dot_says(dot) or _A_ROW), [dot.text]) for dot in known
    ]
    return _rows(rows, 1) + silent + _notes(dots.notes) + twin
