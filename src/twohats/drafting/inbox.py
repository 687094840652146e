"""Lines captured elsewhere, on a phone or in an editor, to lines of the journal. Pure.

`inbox.md` is read line by line: whatever stands in front of a line is taken off (bullets, boxes to tick,
characters that cannot be seen), its date is found, in the line or in the line or heading above it, and the rest
is read as the words of `hat add` are. What is not understood and begins like an entry stays, with the reason on
an indented line below it; everything else stays as it is.
"""

from __future__ import annotations

import re

from twohats.drafting.draft import Draft, draft
from twohats.drafting.inbox_lines import REASON, Wrong, front, item_end, named_day
from twohats.drafting.inbox_merge import INBOX
from twohats.errors import NotUnderstood, TwohatsError
from twohats.format.edit import check_item
from twohats.format.line import head_end, is_hidden, read_item
from twohats.format.merging.repair import resolve_conflicts
from twohats.format.model import Problem
from twohats.format.names import INVISIBLE_JOINERS
from twohats.format.times import is_day
from twohats.format.words import DEFAULT_HATS, Hats
from twohats.text.encoding import split_bom
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.times import Now

END_OF_DAY = 24 * 60 - 1
_BULLET = re.compile(r"(?:[-*+\u2022\u2023\u25e6\u00b7\u2013\u2014\u2212] *)?(?:\[[ xX]?\] +)?")
_NUMBER = re.compile(r"\d{1,3}[.)] +(?:\[[ xX]?\] +)?")


class Taken(NamedTuple):
    """A line that was understood."""

    line: int
    """Where it stands in the inbox, from 1."""
    draft: Draft
    text: str = ""
    """As it stands there, with the lines below it, and above it the date that holds for it."""


class Stayed(NamedTuple):
    """A line that begins like an entry and was not understood."""

    line: int
    text: str
    why: str


class Inbox(NamedTuple):
    """What an inbox holds."""

    taken: tuple[Taken, ...]
    stayed: tuple[Stayed, ...]
    text: str
    """The inbox without what was taken, and with the reasons of what stayed."""


class _Section:
    """The lines below a heading or a date that stands alone."""

    def __init__(self, words: str = "", at: int = -1) -> None:
        self.words = words
        """The date as it stands there; empty if there is none."""
        self.at = at
        """Where that line is among those kept."""
        self.taken = self.left = 0


def read_inbox(text: str, now: Now, hats: Hats = DEFAULT_HATS) -> Inbox:
    """Read the text of an inbox. Never raises on any text; reading what it leaves again leaves the same.

    A line on both sides of a conflict is one line; what is left then has no conflict any more.
    """
    text = resolve_conflicts(text, INBOX).text if "<<<<<<<" in text else text
    bom, body = split_bom(text)
    lines = body.split("\n")
    kept: list[str | None] = []
    taken: list[Taken] = []
    stayed: list[Stayed] = []
    section = _Section()
    sections = [section]
    at, gap = 0, False
    while at < len(lines):
        first = lines[at].rstrip("\r")
        if not first.strip():
            if not (gap and _is_blank_above(kept)) or at == len(lines) - 1:
                kept.append(lines[at])
            at += 1
            continue
        dated = named_day(first, now) is not None
        if dated or first.startswith("#"):
            section = _Section(first if dated else "", len(kept))
            sections.append(section)
            kept.append(lines[at])
            at += 1
            continue
        end = item_end(lines, at)
        below = at + 1
        while below < end and REASON.match(lines[below]):
            below += 1
        since = _since(lines[at + 1 : below], now)
        base = _end_of(since, now) if since < now.day else now
        found = _read(first.strip(), lines[below:end], section, base, now, hats)
        if isinstance(found, Draft):
            taken.append(Taken(at + 1, found, "\n".join([section.words, first, *lines[below:end]])))
            section.taken += 1
            gap = True
            if end == len(lines) and kept and kept[-1] is not None:
                kept[-1] = kept[-1].rstrip("\r")
        else:
            section.left += 1
            gap = False
            kept.append(lines[at])
            if found:
                stayed.append(Stayed(at + 1, first.strip(), found))
                said = f"! read {since}: {found}"
                kept += _reason(lines, at, kept, said, last=below == len(lines))
            kept += lines[below:end]
        at = end
    return Inbox(tuple(taken), tuple(stayed), _left(bom, kept, sections))


def _since(reasons: list[str], now: Now) -> str:
    """The day on which a line was read first, as the reason says that was put below it then; else today."""
    days = [match[1] for line in reasons if (match := REASON.match(line))]
    return min((day for day in days if is_day(day) and day <= now.day), default=now.day)


def _is_blank_above(kept: list[str | None]) -> bool:
    return not kept or not (kept[-1] or "").strip()


def _end_of(day: str, now: Now) -> Now:
    """The moment at which all of a day has been."""
    return now._replace(day=day, minute=END_OF_DAY)


def _reason(lines: list[str], at: int, kept: list[str | None], said: str, *, last: bool) -> list[str]:
    """The line that says why the line above it stays, with that line's indent and ending."""
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip(" \t"))]
    like = at - 1 if at == len(lines) - 1 and at else at  # the last line has no ending of its own
    ending = "\r" if lines[like].endswith("\r") else ""
    if last:  # the file has no newline at its end, and gets none
        kept[-1] = lines[at].rstrip("\r") + ending
        ending = ""
    return [f"{indent}  {said}{ending}"]


def _left(bom: str, kept: list[str | None], sections: list[_Section]) -> str:
    """The text of what is kept; a date goes with the last of its lines, for it would hold for later ones."""
    if not any(section.taken for section in sections):
        return bom + "\n".join([line for line in kept if line is not None])
    for section in sections:
        if section.words and section.taken and not section.left:
            kept[section.at] = None
    lines = [line for line in kept if line is not None]
    if lines and kept[-1] is None:  # the date that goes ended the file without a newline
        lines[-1] = lines[-1].rstrip("\r")
    return bom + "\n".join(lines) if any(line.strip() for line in lines) else ""


def _read(first: str, below: list[str], section: _Section, base: Now, now: Now, hats: Hats) -> Draft | str:
    """A line as it will be saved, or why it is not understood; empty for what does not begin like one."""
    more = "".join([f"\n{line.strip()}" for line in below])
    why = ""
    for text in _spellings(first):
        day, rest = front(text, base)
        if day is None and section.words:
            day = named_day(section.words, base)
        try:
            if isinstance(day, Wrong):
                raise NotUnderstood(day.why, line=rest)
            if day is not None and day > now.day:
                raise NotUnderstood(f"{day} is still to come", line=rest)
            found = draft([rest + more], base if day is None else _end_of(day, now), hats, day=day or "")
            if not found.item.isprintable():  # on a page a line break or the like may make another item of it
                check_item(found.item, found.day, hats)
        except TwohatsError as error:
            line = error.line if isinstance(error, NotUnderstood) else rest
            if not why and (_begins_like_entry(line, hats) or _begins_like_entry(rest, hats)):
                why = _said(error)
        else:
            return found
    return why


def _said(error: TwohatsError) -> str:
    """What is wrong and what to do, on one line."""
    said = f"{error.message}; {error.hint}" if error.hint else error.message
    return " ".join(said.split())


def _begins_like_entry(text: str, hats: Hats) -> bool:
    value = read_item(text, hats)
    if not isinstance(value, Problem):
        return value is not None
    # A sentence may well begin with a hat: `Brand new ideas came.`
    head = text[: head_end(text)]
    return value.code != "unknown-verb" or any(char.isdigit() or char in "@+" for char in head)


def _spellings(text: str) -> list[str]:
    """A line as it may have been meant: without its bullet, without its number, with its dash for a colon."""
    plain = _seen(text)
    plain = plain[match.end() :] if (match := _BULLET.match(plain)) else plain
    found = [plain]
    if number := _NUMBER.match(plain):
        found.append(plain[number.end() :])
    head = plain[: head_end(plain)]
    places = [at for dash in (" \N{EN DASH} ", " \N{EM DASH} ", " - ") if (at := head.find(dash)) > 0]
    if places:
        at = min(places)
        found.append(f"{plain[:at]}: {plain[at + 3 :]}")
    return found


def _seen(text: str) -> str:
    """The text with what cannot be seen before its note left out, and every kind of space a plain one."""
    end = head_end(text)
    if text[:end].isprintable():
        return text.lstrip(" ")
    kept = INVISIBLE_JOINERS
    head = [" " if char.isspace() else char for char in text[:end]
            if char.isspace() or char in kept or not is_hidden(char) or "\ud800" <= char <= "\udfff"]  # fmt: skip
    return "".join(head).lstrip(" ") + text[end:]
