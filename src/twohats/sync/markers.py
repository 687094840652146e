"""A text in which git has marked conflicts, without the marks. Pure."""

from __future__ import annotations

_OURS, _BASE, _MIDDLE, _END = b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"


def without_markers(data: bytes) -> bytes:
    """Both sides of every conflict one after the other, and of the common past nothing.

    A line that looks like a mark outside of a conflict is text: a row of equals signs is a heading's underline.
    """
    kept: list[bytes] = []
    within = b""
    for line in data.split(b"\n"):
        mark = line[:7] if line[7:8] in (b"", b" ", b"\r") else b""
        if not within and mark == _OURS:
            within = _OURS
        elif within == _OURS and mark in (_BASE, _MIDDLE):
            within = mark
        elif within == _BASE and mark == _MIDDLE:
            within = _MIDDLE
        elif within == _MIDDLE and mark == _END:
            within = b""
        elif within != _BASE:
            kept.append(line)
    return b"\n".join(kept)
