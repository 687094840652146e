"""The lines of an exported WhatsApp chat: which begin a message, and what the messages say that nobody wrote.

The form follows the language of the phone and no document describes it. A header is a date, a time and a name; names of
half days, joining words and notices are recognised by their stems in the languages that have been seen.
"""

from __future__ import annotations

import re

from twohats.interchange.byte_lines import byte_lines
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MARK = "\u200e"
"""iOS puts this before what it wrote itself: notices, names of attachments, calls."""
_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\0]")
_SPACES = re.compile("[\u202f\u00a0\u2009\t]")
_LOOKED_AT = 300
"""Letters at the beginning, or the end, of a message in which the words of WhatsApp itself are looked for."""
_MOST_TEXT = 64 * 1024
"""Letters of a message that are counted. WhatsApp itself allows as many."""

_HEADER = re.compile(
    r"(?P<bracket>\[)?(?P<first>\d{1,4})(?P<sign>[./-]) ?(?P<second>\d{1,2})[./-] ?(?P<third>\d{1,4})\.?[,،]? {1,2}"
    r"(?:(?:klo|kl\.|um|at|à|a las|às|alle|de) )?(?P<before>[^\W\d_]{2}(?=\s?\d))? ?"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second_of_minute>\d{2}))?"
    r"[ _]?(?P<after>[^\W\d_]\.? ?[^\W\d_]?\.?)? ?(?P<end>\] ?| [-–] |: )(?P<rest>.*)",
    re.DOTALL,
)
_MORNING = {"am", "上午", "午前", "오전", "πμ", "öö", "ص", "fm", "de", "sa", "pd"}
_AFTERNOON = {"pm", "下午", "午後", "오후", "μμ", "ös", "م", "em", "du", "ch", "md"}
_ENCRYPTED = re.compile(
    r"end-to-end|ende-zu-ende|extremo a extremo|bout en bout|ponta a ponta|uçtan uca|сквозн|端到端|端對端|"
    r"エンドツーエンド|종단간|päästä päähän|punktsstarrt|end-till-end|ende-til-ende|kompleksowo|végponttól",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"group|grupp|grupo|groupe|gruppo|groep|grup\b|grubu|ryhm|skupin|csoport|групп|群|グループ|그룹|مجموعة|קבוצה",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?P<missed>missed |verpasster |llamada perdida|appel manqué|chiamata persa)?"
    r"(?:(?:voice|video|group) call|sprachanruf|videoanruf|(?:video)?llamada|appel (?:vocal|vidéo)|chamada|ligação|"
    r"(?:video)?chiamata|(?:spraak|video)oproep|(?:ääni|video)puhelu|аудиозвонок|видеозвонок|(?:sesli|görüntülü) arama)"
    r"\b(?P<rest>.{0,80})",
    re.IGNORECASE | re.DOTALL,
)
_LENGTH = re.compile(
    r"(\d{1,4}) ?(h|hr|hrs|std|uur|ore|ч|t|saat|m|min|мин|мин|dk|dak|s|sec|sek|seg|сек|sn)\b\.?",
    re.IGNORECASE,
)
_HOURS = {"h", "hr", "hrs", "std", "uur", "ore", "ч", "t", "saat"}
_MINUTES = {"m", "min", "мин", "dk", "dak"}
_ATTACHED = re.compile(
    r"<[^<>]{3,60}>|[^/\\<>|]{1,120}\.\w{2,5} \([^()]{4,40}\)|"
    r"(?:[\w ]{3,20} )?(?:omitted|weggelassen|ausgeschlossen|omitid[oa]|omesso|omessa|esclus[oa]|absente?|ocultad[oa]|"
    r"weggelaten|не добавлено|dahil edilmedi|jätetty pois|utelämnades|pominięto)",
    re.IGNORECASE,
)
_DELETED = re.compile(
    r"(?:you |this |diese |du |este |eliminaste |se |ce |vous |esta |você |hai |questo |je |dit )[^\n]{0,40}"
    r"(?:deleted|gelöscht|eliminó|eliminaste|eliminado|supprimé|apagou|apagada|eliminato|verwijderd)[^\n]{0,30}",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"\s*<[^<>]{0,40}(?:edited|bearbeitet|edit[óoa]|modifi|editad|bewerkt|redig|отредакт|изменено|düzenlendi)[^<>]{0,20}>\s*$",
    re.IGNORECASE,
)


class Header(NamedTuple):
    """What begins a message."""

    number: int
    """The line."""
    sign: str
    """What stands between the numbers of the date."""
    date: tuple[int, int, int]
    """As written: which is the day is decided for the whole file."""
    clock: tuple[int, int, int] | None
    """Hour of 24, minute, second; None for a time that there is not."""
    author: str
    """Empty for a notice that has none."""
    text: str
    """The first line, without marks."""
    is_marked: bool
    """Whether iOS says that nobody typed it."""


def messages(stream: BinaryIO) -> Iterator[tuple[Header, str]]:
    """Each message with its whole text; lines before the first are passed over. Raises what the stream raises."""
    current: Header | None = None
    parts: list[str] = []
    size = 0
    for number, raw in enumerate(byte_lines(stream), 1):
        line = raw.decode("utf-8", "replace")
        found = header(line, number)
        if found is None:
            if size < _MOST_TEXT:
                parts.append(_MARKS.sub("", line))
                size += len(line) + 1
            continue
        if current is not None:
            yield current, "\n".join(parts)
        current, parts, size = found, [found.text], len(found.text)
    if current is not None:
        yield current, "\n".join(parts)


def header(line: str, number: int = 0) -> Header | None:
    """The header that a line begins with, if any."""
    plain = _MARKS.sub("", line)
    if not plain or not (plain[0] == "[" or plain[0].isdecimal()):
        return None
    match = _HEADER.match(_SPACES.sub(" ", plain))
    if match is None or (match["bracket"] is None) == (match["end"][0] == "]"):
        return None
    if match["end"] == ": " and not match["second_of_minute"]:  # an iPhone of before 2015
        return None
    clock = _clock(match)
    if clock is None:
        return None
    rest = match["rest"]
    author, colon, text = rest.partition(": ")
    if not colon:
        author, colon, text = rest.partition(":")
        if not match["bracket"] or not colon or text[:2] == "//":
            author, colon, text = (
                (rest.rstrip()[:-1], ":", "") if rest.rstrip().endswith(":") else ("", "", rest)
            )
    if len(author) > 100:
        author, text = "", rest
    date = int(match["first"]), int(match["second"]), int(match["third"])
    # The mark before the text is looked for behind the name, in the line as it was.
    is_marked = f": {MARK}" in line[: len(author) + 80] or not colon
    return Header(number, match["sign"], date, clock or None, _name(author), text, is_marked)


def _clock(match: re.Match[str]) -> tuple[int, int, int] | tuple[()] | None:
    """The time of 24 hours; an empty tuple where there is none such, None where the words around it are no time."""
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second_of_minute"] or 0)
    half = re.sub(r"[ .]", "", match["before"] or match["after"] or "").casefold()
    if half:
        if half not in _MORNING and half not in _AFTERNOON:
            return None
        hour = hour % 12 + (12 if half in _AFTERNOON else 0) if hour <= 12 else hour
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else ()


def _name(author: str) -> str:
    """A name without the sign of somebody who is in no address book."""
    return " ".join(author.lstrip("~ ").split())


def is_encryption_notice(found: Header) -> bool:
    """Whether it says that the chat is encrypted: its author, on newer iPhones, is the title of the chat."""
    return found.is_marked and bool(_ENCRYPTED.search(found.text))


def is_group_notice(found: Header) -> bool:
    """Whether it tells of a group: that it was created, joined, left, renamed."""
    return (
        found.is_marked
        and "<" not in found.text
        and "." not in found.text
        and bool(_GROUP.search(found.text))
    )


def is_notice(found: Header) -> bool:
    """Whether WhatsApp itself says something: what nobody typed, attached, deleted or spoke."""
    if not found.author:
        return True
    text = found.text[:_LOOKED_AT].strip()
    return (
        found.is_marked
        and not _ATTACHED.search(text)
        and not _CALL.match(text)
        and not _DELETED.match(text)
        and ": " not in text
        and not text.endswith(":")  # a poll
        and "•" not in text
    )


def is_deleted(found: Header) -> bool:
    """Whether a message was there and was taken back."""
    return bool(_DELETED.fullmatch(found.text.strip()))


def call_seconds(text: str, found: Header) -> int | None:
    """How long a call lasted, 0 for one that nobody answered; None for what is no call."""
    match = _CALL.fullmatch(text.strip())
    if match is None:
        return None
    if match["missed"]:
        return 0
    seconds = 0
    for number, unit in _LENGTH.findall(match["rest"]):
        each = 3600 if unit.lower() in _HOURS else 60 if unit.lower() in _MINUTES else 1
        seconds += int(number) * each
    if seconds:  # "Voice call 5 min late?" is a message that begins like a call
        return None if _LENGTH.sub("", match["rest"]).strip(" .,•·") else seconds
    return 0 if found.is_marked else None


def typed(text: str, found: Header) -> str:
    """What somebody typed of a message: without the name of an attachment and the remark that it was edited."""
    first, _break, more = (text[:-_LOOKED_AT] + _EDITED.sub("", text[-_LOOKED_AT:])).partition("\n")
    first = first.strip()
    if (
        found.is_marked
        or first == "null"
        or _ATTACHED.fullmatch(first)
        or ("•" in first and first.endswith(">"))
    ):
        return more
    return f"{first}\n{more}" if more else first
