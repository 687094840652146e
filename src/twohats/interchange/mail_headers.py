"""The headers of letters (RFC 5322), out of mailboxes of any size: what follows them is passed over unread.

A mailbox is searched in chunks for the lines that separate letters, which takes a tenth of the time of parsing each.
"""

from __future__ import annotations

import re

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

CHUNK = 1 << 20
MOST_HEADERS = 128 * 1024
"""Bytes of the headers of a letter that are looked at. Those of ordinary ones have 2,000 to 10,000."""
_MOST_VALUE = 8 * 1024
_OVERLAP = 1024
_SEPARATOR = re.compile(
    rb"From (?:\S*[ \t]+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[ \t]+[A-Z][a-z]{2}[ \t]+\d{1,2}[ \t]+\d\d:\d\d[^\n]{0,100}"
    rb"|-?[ \t\r]*)"
    rb"\n>?[!-9;-~]{1,100}[:\x20]"
)
"""`From mara@… Tue Nov 17 09:12:44 2026` and a header behind it: sentences that begin with From are in letters too."""
_BLANK_LINE = re.compile(rb"\n\r?\n")
_WANTED = (
    b"from to cc bcc date subject message-id references in-reply-to x-gm-thrid x-gmail-labels list-id "
    b"list-unsubscribe list-post precedence auto-submitted x-autoreply x-autorespond x-google-groups "
    b"feedback-id delivered-to"
).split()
_FIELD = re.compile(
    rb"^(" + b"|".join(_WANTED) + rb")[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE | re.IGNORECASE
)
_PLAIN_ADDRESS = re.compile(
    r'\s*(?:(?:"(?P<quoted>[^"\\]*)"|(?P<name>[^"<>,;:@\\()]*))\s*)?<(?P<address>[^<>\s@,]+@[^<>\s@,]+)>\s*'
    r'|\s*(?P<bare>[^<>\s@,;:"]+@[^<>\s@,;:"]+)\s*'
)


class Address(NamedTuple):
    """Somebody in a header."""

    address: str
    """In lower case."""
    name: str = ""


Headers = dict[str, str]
"""The first value of each header that matters, by its name in lower case, unfolded, not decoded."""


def mailbox_headers(stream: BinaryIO) -> Iterator[tuple[bytes, Headers]]:
    """The separating line and the headers of each letter of an mbox; raises what reading the stream raises."""
    window = b"\n\n"
    at = 0
    is_last = False
    while True:
        start = _separator(window, at, is_last=is_last)
        if start < 0:
            if is_last:
                return
            keep = max(at, len(window) - _OVERLAP)
            window, at = window[keep:], 0
            data = stream.read(CHUNK)
            is_last = not data
            window += data
            continue
        begin = window.find(b"\n", start) + 1
        end = _end(window, begin)
        while end < 0 and not is_last and len(window) - begin < MOST_HEADERS:
            data = stream.read(CHUNK)
            is_last = not data
            window += data
            end = _end(window, max(begin, len(window) - len(data) - 2))
        if end < 0:
            end = min(len(window), begin + MOST_HEADERS)
        yield window[start : begin - 1], parsed(window[begin:end])
        at = end


def letter_headers(stream: BinaryIO) -> Headers:
    """The headers of a file that is one letter (`.eml`, Maildir, `.emlx`); raises what the stream raises."""
    data = stream.read(MOST_HEADERS)
    first, _break, rest = data.partition(b"\n")
    if first.strip().isdigit() or first.startswith(b"From "):  # Apple's length, or the line of a mailbox
        data = rest
    data = data.removeprefix(b"\xef\xbb\xbf")
    end = _end(data, 0)
    return parsed(data if end < 0 else data[:end])


def parsed(data: bytes) -> Headers:
    """The headers that matter."""
    found: Headers = {}
    for match in _FIELD.finditer(data.replace(b"\r\n", b"\n")):
        name = match[1].decode("ascii").lower()
        if name not in found:
            value = match[2][:_MOST_VALUE]
            try:
                text = value.decode("utf-8")
            except UnicodeDecodeError:
                text = value.decode("latin-1")
            found[name] = " ".join(text.split()).replace("\0", "")
    return found


def addresses(value: str) -> list[Address]:
    """Who stands in a `From`, `To` or `Cc`, as far as they have an address."""
    match = _PLAIN_ADDRESS.fullmatch(value)
    if match is not None:
        name = match["quoted"] or match["name"] or ""
        return [Address((match["address"] or match["bare"]).lower(), decoded(name.strip()))]
    from email.utils import getaddresses

    try:
        found = getaddresses([value])
    except (ValueError, IndexError, TypeError, RecursionError):
        return []
    return [
        Address(address.strip().lower(), decoded(name.strip()))
        for name, address in found
        if "@" in address and " " not in address.strip()
    ]


def decoded(text: str) -> str:
    """A text with its encoded words (`=?UTF-8?Q?Zo=C3=AB?=`) as letters; as it stands where they are wrong."""
    if "=?" not in text:
        return text
    from email.errors import MessageError
    from email.header import decode_header

    try:
        parts = decode_header(text)
        joined = "".join(
            part if isinstance(part, str) else part.decode(charset or "ascii", "replace")
            for part, charset in parts
        )
    except (
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        MessageError,
    ):  # binascii.Error is a ValueError
        return text
    return " ".join(joined.split()).replace("\0", "")


def instant(headers: Headers, separator: bytes = b"") -> float | None:
    """When a letter was sent, in Unix seconds: by its date, else by the line before it; None if neither tells."""
    from calendar import timegm
    from email.utils import parsedate_tz

    # Thunderbird has a dash there, and the local time at which it fetched the letter.
    envelope = re.sub(rb"^From (-.*|\S*)\s*", b"", separator).decode("latin-1")
    for text in (headers.get("date", ""), envelope):
        try:
            found = parsedate_tz(text[:200]) if text else None
            if found is not None:
                return timegm((*found[:6], 0, 0, 0)) - (found[9] or 0)
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
    return None


def is_mailbox(first: bytes) -> bool:
    """Whether a file that begins so is an mbox."""
    return _SEPARATOR.match(first.lstrip(b"\r\n")) is not None


def is_letter(first: bytes) -> bool:
    """Whether a file that begins so is one letter."""
    lines = first.removeprefix(b"\xef\xbb\xbf").splitlines()
    if lines and (lines[0].strip().isdigit() or lines[0].startswith(b"From ")):
        del lines[0]
    return (
        bool(lines)
        and re.match(rb"[!-9;-~]{1,100}:", lines[0]) is not None
        and len(_FIELD.findall(first)) > 1
    )


def _separator(window: bytes, at: int, *, is_last: bool) -> int:
    """Where the next line that separates letters begins, behind a blank line; -1 if none is in the window."""
    while True:
        found = window.find(b"\nFrom ", at)
        if found < 0 or (not is_last and found > len(window) - _OVERLAP // 2):
            return -1
        before = window[max(found - 2, 0) : found]
        if (before.endswith(b"\n") or before == b"\n\r") and _SEPARATOR.match(window, found + 1):
            return found + 1
        at = found + 1


def _end(window: bytes, at: int) -> int:
    """Where headers end; -1 if the window ends before them."""
    found = _BLANK_LINE.search(window, at)
    return found.start() if found is not None else -1
