"""The merge of three texts of the inbox: by meaning, as a page, but for the reasons that `hat inbox` puts below lines.

Two machines may read one line on different days and say why they did not understand it, each with its date. That
makes no two lines of one: the lines are merged without the reasons, and each gets the earliest of its own back,
since its date is the day the line belongs to. Pure.
"""

from __future__ import annotations

import re
from collections import Counter

from twohats.blocks import Place
from twohats.bytes_and_text import BOM
from twohats.merge import Fork, Merged, check_lines
from twohats.merge import merge as merge_texts

REASON = re.compile(r"[ \t]+! read (\d{4}-\d\d-\d\d): ")
"""What a reason begins with; it stands right below its line, indented."""

Reasons = dict[Place, str]
"""The reason below a line; of equal lines, below the first, second … of them."""


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Merge two inboxes that both come from `base`, which is empty where they have no common past."""
    (old, was), (one, first), (other, second) = (_apart(text) for text in (base, ours, theirs))
    merged = merge_texts(old, one, other)
    kept = {
        place: reason
        for place in first.keys() | second.keys()
        if (reason := _picked(was.get(place, ""), first.get(place, ""), second.get(place, "")))
    }
    forks = [Fork(fork.was, _together(fork.one, kept), _together(fork.other, kept)) for fork in merged.forks]
    return Merged(_together(merged.text, kept), tuple(forks))


def check(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether a merge lost and invented no line; the reasons are ours, and no lines of anybody's."""
    texts = [_apart(text) for text in (base, ours, theirs, merged)]
    known = {*texts[1][1].values(), *texts[2][1].values()}
    return check_lines(*(text for text, _ in texts)) and known.issuperset(texts[3][1].values())


def _apart(text: str) -> tuple[str, Reasons]:
    """The text without its reasons, and these; of several below one line the earliest.

    One that a blank line has come to part from its line is that line's as well; one below no line is nobody's.
    """
    mark, text = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    lines: list[str] = []
    reasons: Reasons = {}
    seen: Counter[str] = Counter()
    place: Place | None = None
    for line in text.split("\n"):
        key = line.rstrip("\r")
        if REASON.match(key):
            if place is not None:
                reasons[place] = min(key, reasons.get(place, key), key=_by_date)
            continue
        lines.append(line)
        if key.strip(" \t"):
            place = (key, seen[key])
            seen[key] += 1
    return mark + "\n".join(lines), reasons


def _together(text: str, reasons: Reasons) -> str:
    """The text with each reason below its line."""
    if not reasons:
        return text
    mark, text = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    lines: list[str] = []
    seen: Counter[str] = Counter()
    whole = text.split("\n")
    for at, line in enumerate(whole):
        key = line.rstrip("\r")
        reason = reasons.get((key, seen[key]))
        seen[key] += 1
        lines.append(line)
        if reason is not None:
            lines.append(reason + line[len(key) :] if at + 1 < len(whole) else reason)
    return mark + "\n".join(lines)


def _picked(was: str, one: str, other: str) -> str:
    """The reason of the side that changed it; the earlier one if both did."""
    if was and was in (one, other):
        return other if one == was else one
    return min((reason for reason in (one, other) if reason), key=_by_date)


def _by_date(reason: str) -> tuple[str, str]:
    match = REASON.match(reason)
    return (match[1] if match else "", reason)
