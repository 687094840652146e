"""The words of a text in HTML, as a person sees them: for counting, never for showing."""

from __future__ import annotations

import re
from html import unescape

MOST = 256 * 1024
"""Characters that are looked at. A post has 500 to 50,000."""
_NEVER_SHOWN = re.compile(r"<(script|style)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|br|li|ul|ol|div|blockquote|h[1-6]|pre|tr|td)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def html_text(text: str) -> str:
    """What stands between the tags. A link that is in pieces, some of them not shown, stays one word."""
    text = text[:MOST]
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _shown(text)))
    return unescape(text)


def _shown(text: str) -> str:
    """Without scripts and styles; one that does not end hides all that follows, as in a browser."""
    parts: list[str] = []
    at = 0
    while (match := _NEVER_SHOWN.search(text, at)) is not None:
        parts.append(text[at : match.start()])
        end = text.find(f"</{match[1]}", match.end())
        if end < 0:
            return " ".join(parts)
        at = end
    return " ".join([*parts, text[at:]])
