"""A self-contained page of HTML and its parts: no script, no request, nothing to load.

Every text is made visible and escaped here, whoever wrote it; only what is called a picture, a table or an inside is
HTML already.
"""

from __future__ import annotations

from twohats.render.page_style import STYLE
from twohats.render.shapes import HATCH, NARROW, WIDTH, safe, swatch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_WIDTHS = (("broad", WIDTH), ("narrow", NARROW))
"""How a picture is drawn: the style shows one of them."""
_WITH_SENTENCE = 5
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def whole(title: str, head: str, parts: Iterable[str], foot: str = "") -> str:
    """The page: `head`, `parts` and `foot` are HTML."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{safe(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{HATCH}\n{head}\n<main>\n"
        + "\n".join(filter(None, parts))
        + f"\n</main>\n<footer>{foot}<p>Made with twohats from a plain-text journal. Minutes and counts are what was "
        "logged; everything else is an estimate and stands with its interval, or is left out.</p></footer>\n"
        "</body>\n</html>\n"
    )


def head(title: str, dates: str, cover: str) -> str:
    """The title of the page, what it is of, and how much was logged."""
    small = f" <small>{safe(dates)}</small>" if dates else ""
    below = f'\n<p class="cover">{safe(cover)}</p>' if cover else ""
    return f"<header>\n<h1>{safe(title)}{small}</h1>{below}\n</header>"


def section(heading: str, inside: str, *, level: int = 2) -> str:
    """A part of the page with its heading, of which the level says how deep it is; without one if it is empty."""
    above = f"<h{level}>{safe(heading)}</h{level}>\n" if heading else ""
    return f"<section>\n{above}{inside}\n</section>"


def figure(draw: Callable[[float], str], caption: str = "") -> str:
    """A picture, drawn for a page and for a telephone, and a sentence above it."""
    words = f"<figcaption>{safe(caption)}</figcaption>" if caption else ""
    broad, narrow = (f'<div class="{kind}">{draw(width)}</div>' for kind, width in _WIDTHS)
    return f"<figure>{words}{broad}{narrow}</figure>"


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    words: frozenset[int] = frozenset(),
    wide: frozenset[int] = frozenset(),
) -> str:
    """A table of texts; the columns numbered in `words` hold sentences and stand to the left, those in `wide` are left
    out on a telephone.
    """

    def cell(tag: str, at: int, text: str) -> str:
        scope = ' scope="col"' if tag == "th" else ' scope="row"' if at == 0 else ""
        kinds = [name for name, of in (("words", words), ("wide", wide)) if at in of]
        kind = f' class="{" ".join(kinds)}"' if kinds else ""
        name = "th" if tag == "th" or at == 0 else "td"
        return f"<{name}{scope}{kind}>{safe(text)}</{name}>"

    head = "".join(cell("th", at, text) for at, text in enumerate(heads))
    body = "".join(f"<tr>{''.join(cell('td', at, text) for at, text in enumerate(row))}</tr>" for row in rows)
    # Four columns and a sentence: on a telephone that stands below them.
    kind = ' class="sentences"' if len(heads) == _WITH_SENTENCE and len(heads) - 1 in words else ""
    return (
        f'<div class="scroll"><table{kind}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def twin(table: str, of: str) -> str:
    """The table that says the same as the picture before it."""
    return f"<details><summary>{safe(of)} as a table</summary>{table}</details>"


def legend(words: Mapping[str, str]) -> str:
    """What the fillings mean: each side, and what there is to say after it."""
    parts = (f"<span>{swatch(side)}<b>{side}</b>{safe(text)}</span>" for side, text in words.items())
    return f'<p class="legend">{"".join(parts)}</p>'


def facts(facts: Iterable[tuple[str, str]]) -> str:
    """Names, each with its value below it."""
    parts = (f"<div><dt>{safe(name)}</dt><dd>{safe(value)}</dd></div>" for name, value in facts)
    return f'<dl class="facts">{"".join(parts)}</dl>'


def named_list(heading: str, items: Iterable[str]) -> str:
    """A list with a heading."""
    inside = "".join(f"<li>{safe(item)}</li>" for item in items)
    return f'<h3>{safe(heading)}</h3><ul class="people">{inside}</ul>'
