"""Facebook, Messenger and Instagram: what the cases of one archive each cannot show."""

from __future__ import annotations

import json
import tracemalloc
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.interchange.held_tree import Held, held
from tests.interchange.test_readers import CASES

from twohats.interchange.readers import meta
from twohats.interchange.readers.meta_messages import repaired
from twohats.interchange.record import Message
from twohats.interchange.source import LeftOut, Options, Remark

if TYPE_CHECKING:
    from twohats.interchange.source import Read

OPTIONS = Options(ZoneInfo("Europe/London"), {}, ("Mara Quill",))
MARA, KIT, ZOE = "Mara Quill", "Kit Farrow", "Zo\u00eb Marchetti"
BOX = "your_facebook_activity/messages/inbox"


def garbled(text: str) -> str:
    """A text as Meta writes it."""
    return text.encode().decode("latin-1")


def thread(people: list[str], *messages: tuple[str, int, str], **more: Any) -> bytes:
    value = {
        "participants": [{"name": garbled(name)} for name in people],
        "messages": [
            {"sender_name": garbled(who), "timestamp_ms": at, "content": garbled(text)}
            for who, at, text in messages
        ],
        **more,
    }
    return json.dumps(value).encode()


def encrypted(people: list[str], *messages: tuple[str, int, str]) -> bytes:
    sent = [
        {"senderName": who, "text": text, "timestamp": at, "type": "Generic"} for who, at, text in messages
    ]
    return json.dumps({"participants": people, "threadName": people[0], "messages": sent}).encode()


def read(files: dict[str, bytes], options: Options = OPTIONS, name: str = "archive.zip") -> list[Read]:
    tree = Held(name, files)
    return [one for found in meta.recognise(tree) for one in meta.read(tree, found, options)]


def messages(files: dict[str, bytes]) -> list[Message]:
    return [one for one in read(files) if isinstance(one, Message)]


@given(st.text())
def test_what_meta_garbles_is_repaired(text: str) -> None:
    try:
        assert repaired(garbled(text)) == text or garbled(text) == text
    except UnicodeEncodeError:  # a lone surrogate, of which there is no UTF-8
        assert repaired(text) == text


@pytest.mark.parametrize("text", ["caf\u00e9", "\u2764 caf\u00e9", "\udce9", "\u00c3", "plain"])
def test_what_is_right_already_stays(text: str) -> None:
    assert repaired(text) == text


def test_the_owner_is_who_is_in_every_conversation() -> None:
    files = {
        f"{BOX}/{n}/message_1.json": thread([who, MARA], (who, 1795000000000 + n, "Hello"))
        for n, who in enumerate((KIT, ZOE))
    }
    (found,) = meta.recognise(Held("x", files))
    assert (found.account, found.questions) == (MARA, ())


def test_with_one_conversation_the_owner_is_asked_for_unless_the_name_of_the_archive_tells() -> None:
    files = {f"{BOX}/kit/message_1.json": thread([KIT, MARA], (KIT, 1795000000000, "Hello"))}
    (found,) = meta.recognise(Held("download.zip", files))
    assert [one.choices for one in found.questions] == [(KIT, MARA)]
    assert LeftOut("conversations of an unknown owner", 1) in read(
        files, OPTIONS._replace(me=()), "download.zip"
    )
    (found,) = meta.recognise(Held("facebook-maraquill-2026-11-20-Ab.zip", files))
    assert (found.account, found.questions) == (MARA, ())


def test_a_message_that_two_archives_have_has_one_key_in_either_form() -> None:
    body = (MARA, 1795000000000, "Fr\u00fch  ist es")
    files = {
        "2025/messages/inbox/zoe_abc/message_2.json": thread([ZOE, MARA], body),
        f"2026/{BOX}/zoe_1015/message_1.json": thread([ZOE, MARA], body, thread_type="Regular"),
        "e2ee/Zo\u00eb Marchetti_4.json": encrypted([MARA, ZOE], body),
    }
    got = messages(files)
    assert len(got) == 3
    assert len({(one.key, one.thread, one.other) for one in got}) == 1


def test_parts_of_one_conversation_in_several_zips_are_one() -> None:
    files = {
        f"facebook-maraquill-2026-11-20-x{n}/{BOX}/zoe_1/message_{n}.json": thread(
            [ZOE, MARA], (ZOE, 1795000000000 - n, f"part {n}")
        )
        for n in (1, 2, 10)
    }
    (found,) = meta.recognise(Held("parts", files))
    assert [name.rpartition("_")[2] for name in found.files] == ["1.json", "2.json", "10.json"]
    assert {one.thread for one in messages(files)} == {"facebook zo\u00eb marchetti"}


def test_two_closed_accounts_are_two_conversations() -> None:
    files = {
        f"{BOX}/{folder}/message_1.json": thread(
            ["Facebook User", MARA], ("Facebook User", 1795000000000, "Hello")
        )
        for folder in ("a_1", "b_2")
    }
    got = messages(files)
    assert [one.other.key for one in got] == ["", ""]
    assert len({one.thread for one in got}) == 2


def test_names_may_stand_behind_the_messages_or_be_missing() -> None:
    one = json.loads(thread([ZOE, MARA], (ZOE, 1795000000000, "Hello"), (MARA, 1795000000001, "Good")))
    behind = {"messages": one["messages"], "participants": one["participants"]}
    without = {"messages": one["messages"]}
    for value in (behind, without):
        got = messages({f"{BOX}/zoe/message_1.json": json.dumps(value).encode()})
        assert [each.other.name for each in got] == [ZOE, ZOE]


@pytest.mark.parametrize(
    ("name", "now", "is_warned"),
    [
        ("facebook-maraquill-2026-11-20-Ab.zip", None, True),
        ("facebook-maraquill-2025-01-20-Ab.zip", None, False),
        ("download.zip", datetime(2026, 11, 20), True),
        ("download.zip", None, False),
    ],
)
def test_an_archive_whose_newest_chat_is_old_says_where_the_newer_ones_are(
    name: str, now: datetime | None, is_warned: Any
) -> None:
    files = {f"{BOX}/kit/message_1.json": thread([KIT, MARA], (KIT, 1730000000000, "Hello"))}
    got = read(files, OPTIONS._replace(now=now), name)
    assert any(isinstance(one, Remark) and "encrypted" in one.text for one in got) is is_warned
    files["messages/Kit Farrow_1.json"] = encrypted([MARA, KIT], (KIT, 1795000000000, "Hello"))
    got = read(files, OPTIONS._replace(now=now), name)
    assert not [one for one in got if isinstance(one, Remark)]


@pytest.mark.parametrize("value", [10**400, -1, 1e999, float("nan"), "1795000000000", None, True, [], 10**17])
def test_a_time_that_is_none_costs_its_message_only(value: Any) -> None:
    one = json.loads(thread([KIT, MARA], (KIT, 1795000000000, "Hello"), (KIT, 1795000000001, "again")))
    one["messages"][0] |= {"timestamp_ms": value, "call_duration": value}
    got = messages({f"{BOX}/kit/message_1.json": json.dumps(one).encode()})
    assert got[-1].words == 1


def test_html_beside_json_is_passed_over() -> None:
    files = held(CASES / "meta/facebook-2026").files
    files |= {name.replace(".json", ".html"): b"<html></html>" for name in files}
    assert [one.instead for one in meta.recognise(Held("x", files))] == [""]


def test_files_of_other_programs_are_not_taken_for_metas() -> None:
    others = {
        "posts_1.json": b'[{"title": "a"}]',
        "comments.json": b'{"comments": [{"timestamp": 1}]}',
        "message_1.json": b'{"id": 1}',
        "data_1.json": b"[]",
    }
    assert meta.recognise(Held("x", others)) == []


def test_what_is_in_memory_does_not_grow_with_a_conversation() -> None:
    sent = [(KIT if n % 2 else MARA, 1795000000000 + n, "words " * 60) for n in range(5000)]
    tree = Held("x", {"messages/Kit Farrow_1.json": encrypted([MARA, KIT], *sent)})
    (found,) = meta.recognise(tree)
    tracemalloc.start()
    try:
        assert sum(1 for _ in meta.read(tree, found, OPTIONS)) == 5000
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
    finally:
        tracemalloc.stop()
