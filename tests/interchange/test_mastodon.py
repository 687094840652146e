"""Posts of Mastodon: whom they are for, whom they answer, how many words a person sees."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

import pytest
from tests.interchange.memory_tree import MemoryTree

from twohats.interchange.html_words import html_text
from twohats.interchange.readers import mastodon
from twohats.interchange.record import Publication
from twohats.interchange.source import Options

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
MARA = "https://social.example/users/mara"


def posts(*things: dict[str, Any], **beside: Any) -> list[Publication]:
    items = [
        {"type": "Create", "actor": MARA, "object": {"type": "Note", "id": f"{MARA}/statuses/{at}", "content": "<p>x</p>",
         "published": "2026-11-17T07:30:00Z", "to": [PUBLIC], **thing}}
        for at, thing in enumerate(things)
    ]  # fmt: skip
    files = {"outbox.json": {"type": "OrderedCollection", "orderedItems": items}, **beside}
    tree = MemoryTree({name: json.dumps(value).encode() for name, value in files.items()}, "archive")
    (found,) = mastodon.recognise(tree)
    return [one for one in mastodon.read(tree, found, Options(UTC, {})) if isinstance(one, Publication)]


@pytest.mark.parametrize(
    ("answers", "is_reply"),
    [
        (None, False),
        (f"{MARA}/statuses/1", False),
        ("https://social.example/@mara/1", False),
        ("https://social.example/users/maral/statuses/1", True),
        ("https://other.example/users/mara/statuses/1", True),
        ({"id": "https://other.example/1"}, True),
        (5, False),
    ],
)
def test_an_answer_to_oneself_is_a_post(answers: Any, *, is_reply: bool) -> None:
    (one,) = posts({"inReplyTo": answers})
    assert one.is_reply is is_reply


@pytest.mark.parametrize(
    ("to", "cc", "is_direct"),
    [
        ([PUBLIC], [f"{MARA}/followers"], False),
        ([f"{MARA}/followers"], [PUBLIC], False),
        ([f"{MARA}/followers"], ["https://other.example/users/zoe"], False),
        (["https://other.example/users/zoe"], [], True),
        ("as:Public", None, False),
        (None, None, True),
    ],
)
def test_whom_a_post_is_addressed_to(to: Any, cc: Any, *, is_direct: bool) -> None:
    (one,) = posts({"to": to, "cc": cc})
    assert one.is_reply is is_direct


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Two words</p>", 2),
        ("<p>one</p><p>two</p>", 2),
        ("one<br>two<br/>three", 3),
        (
            '<a href="https://x.example/a b"><span class="invisible">https://</span><span>x.example/a</span></a>',
            1,
        ),
        ("caf&eacute; &lt;b&gt; &amp;", 3),
        ("<style>p { a: b }</style>x", 1),
        ("1 < 2 and 3 > 2", 7),
        ("", 0),
        ("<", 1),
        ("<<<<p>>>>", 2),
        ("one <script>two", 1),
        ("one <SCRIPT x>two</SCRIPT> three", 2),
    ],
)
def test_words_that_a_person_sees(text: str, words: int) -> None:
    assert len(html_text(text).split()) == words


def test_a_long_text_of_open_tags_takes_no_time() -> None:
    assert html_text("<p" * 500_000) is not None
    assert html_text("<script>" * 100_000) is not None
    assert html_text("&#x" * 300_000) is not None
