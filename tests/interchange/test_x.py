"""X: what the cases of one archive each cannot show."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from tests.interchange.held_tree import Held

from twohats.interchange.readers import x
from twohats.interchange.record import Message, Publication
from twohats.interchange.source import Options

if TYPE_CHECKING:
    from twohats.interchange.source import Read

OPTIONS = Options(ZoneInfo("Europe/London"), {})
ACCOUNT = [{"account": {"username": "maraquill", "accountId": "900000001"}}]


def archive(**files: Any) -> Held:
    files.setdefault("account", ACCOUNT)
    texts = {
        f"data/{name.replace('_', '-')}.js": f"window.YTD.{name}.part0 = {json.dumps(value)}"
        for name, value in files.items()
    }
    return Held("twitter.zip", {name: text.encode() for name, text in texts.items()})


def read(tree: Held) -> list[Read]:
    return [one for found in x.recognise(tree) for one in x.read(tree, found, OPTIONS)]


def post(number: int, text: str, **more: Any) -> dict[str, Any]:
    at = f"Tue Nov 17 08:{number % 60:02}:00 +0000 2026"
    return {"tweet": {"id_str": str(number), "created_at": at, "full_text": text, **more}}


@pytest.mark.parametrize(
    ("more", "text", "is_reply"),
    [
        ({}, "a post", False),
        ({"in_reply_to_user_id_str": "900000001", "in_reply_to_status_id_str": "1"}, "a thread", False),
        ({"in_reply_to_status_id_str": "1", "in_reply_to_screen_name": "MaraQuill"}, "a thread", False),
        ({"in_reply_to_user_id_str": "900000222"}, "@zoem a reply", True),
        ({"in_reply_to_status_id_str": "1"}, "to what was deleted", True),
        ({}, "@zoem in the form of 2007", True),
    ],
)
def test_an_answer_to_oneself_is_a_post_and_one_to_others_a_reply(
    more: Any, text: str, is_reply: Any
) -> None:
    (one,) = read(archive(tweets=[post(1, text, **more)]))
    assert isinstance(one, Publication)
    assert one.is_reply is is_reply


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two", 2),
        ("@zoem @kitfarrow yes", 1),
        ("read this https://t.co/abc", 2),
        ("salt &amp; light &lt;3", 4),
        ("https://t.co/abc", 0),
    ],
)
def test_words_are_those_that_somebody_wrote(text: str, words: int) -> None:
    (one,) = read(archive(tweets=[post(1, text)]))
    assert isinstance(one, Publication)
    assert one.words == words


def test_a_post_has_one_key_in_the_old_and_the_new_form() -> None:
    new = read(archive(tweets=[post(7, "as it is &amp; was", favorite_count="2")]))[0]
    old = read(archive(tweet=[post(7, "as it is")["tweet"]]))[0]
    assert isinstance(new, Publication)
    assert isinstance(old, Publication)
    assert new.key == old.key


def test_handles_come_from_mentions_and_from_answers_anywhere_in_the_posts() -> None:
    message = {"id": "5", "text": "Hello", "createdAt": "2026-11-17T20:05:09.068Z"}
    talks = [
        {
            "dmConversation": {
                "conversationId": f"{number}-900000001",
                "messages": [{"messageCreate": message | {"senderId": number, "recipientId": "900000001"}}],
            }
        }
        for number in ("900000222", "900000333", "900000444")
    ]
    mentioned = {"user_mentions": [{"screen_name": "zoem", "name": "Zo\u00eb", "id_str": "900000222"}]}
    answered = {"in_reply_to_user_id_str": "900000333", "in_reply_to_screen_name": "kitfarrow"}
    tree = archive(direct_messages=talks, tweets=[post(1, "a", entities=mentioned), post(2, "b", **answered)])
    assert [one.other for one in read(tree) if isinstance(one, Message)] == [
        ("900000222", "zoem"),
        ("900000333", "kitfarrow"),
        ("900000444", ""),
    ]


def test_what_is_in_memory_does_not_grow_with_the_posts_or_with_one_conversation() -> None:
    talk = [
        {
            "messageCreate": {
                "id": str(number),
                "senderId": "900000222",
                "recipientId": "900000001",
                "text": "words " * 60,
                "createdAt": "2026-11-17T20:05:09.068Z",
            }
        }
        for number in range(3000)
    ]
    tree = archive(
        tweets=[post(number, "words " * 60, source="x" * 500) for number in range(2000)],
        direct_messages=[{"dmConversation": {"conversationId": "900000222-900000001", "messages": talk}}],
    )
    (found,) = x.recognise(tree)
    tracemalloc.start()
    try:
        assert sum(1 for _ in x.read(tree, found, OPTIONS)) == 5001
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


def test_an_old_archive_beside_a_new_one_is_no_hindrance() -> None:
    tree = archive(tweets=[post(1, "a")])
    tree.files["tweets.csv"] = b'"tweet_id","text"\n'
    assert [one.instead for one in x.recognise(tree)] == [""]
