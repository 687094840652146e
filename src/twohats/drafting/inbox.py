"""Lines captured elsewhere, on a phone or in an editor, converted to lines of the journal. Pure.

`inbox.md` is read line by line: prefixes are removed (bullets, check boxes, invisible characters), the date is found
in the line or in a line or heading above it, and the rest is read like the words of `hat add`. A line that begins like
an entry but is not understood stays, with the reason on an indented line below it; everything else stays unchanged.
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
from twohats.format.times import A_DAY, calendar_day, is_day
from twohats.format.words import DEFAULT_HATS, Hats
from twohats.text.encoding import BOM, split_bom
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.times import Now

_BULLET = re.compile(r"(?:[-*+\u2022\u2023\u25e6\u00b7\u2013\u2014\u2212] *)?(?:\[[ xX]?\] +)?")
_NUMBER = re.compile(r"\d{1,3}[.)] +(?:\[[ xX]?\] +)?")


class Accepted(NamedTuple):
    """A line that was understood."""

    line: int
    """Its line number in the inbox, from 1."""
    draft: Draft
    text: str = ""
    """The lines as written, preceded by the date that applies to them."""


class Stayed(NamedTuple):
    """A line that begins like an entry and was not understood."""

    line: int
    text: str
    why: str


class Inbox(NamedTuple):
    """The contents of an inbox."""

    accepted: tuple[Accepted, ...]
    stayed: tuple[Stayed, ...]
    text: str
    """The inbox without the accepted lines, and with the reasons for those that stay."""


class _Section:
    """The lines below a heading or a line that is only a date."""

    def __init__(self, words: str = "", at: int = -1) -> None:
        self.words = words
        """The date as written; empty if there is none."""
        self.at = at
        """The index of that line among those kept."""
        self.accepted = self.left = 0


def read_inbox(text: str, now: Now, hats: Hats = DEFAULT_HATS) -> Inbox:
    """Read the text of an inbox. Never raises on any text. Idempotent on the text that it leaves.

    A line on both sides of a conflict is one line; the text that is left has no conflicts.
    """
    text = resolve_conflicts(text, INBOX).text if "<<<<<<<" in text else text
    bom, body = split_bom(text)
    lines = body.split("\n")
    kept: list[str | None] = []
    accepted: list[Accepted] = []
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
            accepted.append(Accepted(at + 1, found, "\n".join([section.words, first, *lines[below:end]])))
            section.accepted += 1
            gap = True
            if end == len(lines) and kept and kept[-1] is not None:
                kept[-1] = kept[-1].rstrip("\r")
        else:
            section.left += 1
            gap = False
            kept.append(lines[at])
            if found:
                stayed.append(Stayed(at + 1, first.strip(), found))
                reason = f"! read {since}: {found}"
                kept += _reason(lines, at, kept, reason, last=below == len(lines))
            kept += lines[below:end]
        at = end
    return Inbox(tuple(accepted), tuple(stayed), _left(bom, kept, sections))


def _since(reasons: list[str], now: Now) -> str:
    """The day on which a line was first read, according to the reason written below it; else today."""
    days = [match[1] for line in reasons if (match := REASON.match(line))]
    return min((day for day in days if is_day(day) and day <= now.day), default=now.day)


def _is_blank_above(kept: list[str | None]) -> bool:
    return not kept or not (kept[-1] or "").strip()


def _end_of(day: str, now: Now) -> Now:
    """The end of a day, when all of it has passed."""
    return now._replace(day=day, minute=A_DAY + now.day_start - 1)


def _reason(lines: list[str], at: int, kept: list[str | None], reason: str, *, last: bool) -> list[str]:
    """The line that says why the line above it stays, with that line's indent and ending."""
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip(" \t"))]
    like = at - 1 if at == len(lines) - 1 and at else at  # the last line has no ending of its own
    ending = "\r" if lines[like].endswith("\r") else ""
    if last:  # the file has no newline at its end, and stays so
        kept[-1] = lines[at].rstrip("\r") + ending
        ending = ""
    return [f"{indent}  {reason}{ending}"]


def _left(bom: str, kept: list[str | None], sections: list[_Section]) -> str:
    """The text that is kept; a date is removed with the last of its lines, or it would apply to later ones."""
    if not any(section.accepted for section in sections):
        return bom + "\n".join([line for line in kept if line is not None])
    for section in sections:
        if section.words and section.accepted and not section.left:
            kept[section.at] = None
    lines = [line for line in kept if line is not None]
    if lines and kept[-1] is None:  # the removed date ended the file without a newline
        lines[-1] = lines[-1].rstrip("\r")
    if (
        not bom and lines[:1] and lines[0].startswith(BOM)
    ):  # at the very beginning it would be the file's mark
        lines.insert(0, "")
    return bom + "\n".join(lines) if any(line.strip() for line in lines) else ""


def _read(first: str, below: list[str], section: _Section, base: Now, now: Now, hats: Hats) -> Draft | str:
    """A line as it will be saved, or why it is not understood; empty if it does not begin like an entry."""
    more = "".join([f"\n{line.strip()}" for line in below])
    why = ""
    for text in _spellings(first):
        day, rest = front(text, base)
        if day is None and section.words:
            day = named_day(section.words, base)
        try:
            if isinstance(day, Wrong):
                raise NotUnderstood(day.why, line=rest)
            if day is not None and day > calendar_day(now):
                raise NotUnderstood(f"{day} is still to come", line=rest)
            found = draft([rest + more], base if day is None else _end_of(day, now), hats, day=day or "")
            if not found.item.isprintable():  # on a page a line break or the like may make another item of it
                check_item(found.item, found.day, hats)
        except TwohatsError as error:
            line = error.line if isinstance(error, NotUnderstood) else rest
            if not why and (_begins_like_entry(line, hats) or _begins_like_entry(rest, hats)):
                why = _reason_of(error)
        else:
            return found
    return why


def _reason_of(error: TwohatsError) -> str:
    """What is wrong and what to do, on one line."""
    reason = f"{error.message}; {error.hint}" if error.hint else error.message
    return " ".join(reason.split())


def _begins_like_entry(text: str, hats: Hats) -> bool:
    value = read_item(text, hats)
    if not isinstance(value, Problem):
        return value is not None
    # A sentence may well begin with a hat: `Brand new ideas came.`
    head = text[: head_end(text)]
    return value.code != "unknown-verb" or any(char.isdigit() or char in "@+" for char in head)


def _spellings(text: str) -> list[str]:
    """The possible readings of a line: without its bullet, without its number, with its dash as a colon."""
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
    """The text without invisible characters before its note, and with every kind of space as a plain one."""
    end = head_end(text)
    if text[:end].isprintable():
        return text.lstrip(" ")
    kept = INVISIBLE_JOINERS
    head = [" " if char.isspace() else char for char in text[:end]
            if char.isspace() or char in kept or not is_hidden(char) or "\ud800" <= char <= "\udfff"]  # fmt: skip
    return "".join(head).lstrip(" ") + text[end:]
