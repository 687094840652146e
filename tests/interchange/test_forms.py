"""One thing in two forms of its source, or in archives of two years: it has one key, so it comes in once."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC
from typing import TYPE_CHECKING

import pytest
from tests.interchange.memory_tree import MemoryTree
from tests.interchange.test_keys import keys_of
from tests.interchange.test_readers import CASES

from twohats.interchange.record import Meeting, Publication, Span
from twohats.interchange.source import Options
from twohats.interchange.sources import recognised, source_named
from twohats.system.archive import tree_at

if TYPE_CHECKING:
    from pathlib import Path

    from twohats.interchange.source import Read, Tree


def read(tree: Tree) -> list[Read]:
    """All that is read of some files."""
    found = []
    for one in recognised(tree):
        source = source_named(one.source)
        assert source is not None
        found += [*source.reader().read(tree, one, Options(UTC, {}))]
    return found


def of_text(name: str, text: str) -> list[Read]:
    return read(MemoryTree({name: text.encode()}))


@pytest.mark.parametrize(
    ("one", "another", "count"),
    [
        ("watson/frames", "watson/log", 1),
        ("timewarrior/data", "timewarrior/export", 1),  # the other has got an annotation since
        ("timewarrior/export", "timewarrior/hinted_export", 2),
        ("toggl/detailed", "toggl/newer", 1),  # other columns, one entry
        ("toggl/newer", "toggl/chosen-columns", 1),
        ("clockify/us", "clockify/eu", 0),  # seconds or none
        ("linkedin/complete-2026", "linkedin/header-2022", 0),
    ],
)
def test_what_two_forms_have_in_common(one: str, another: str, count: int) -> None:
    assert len({*keys_of(CASES / one, "UTC")} & {*keys_of(CASES / another, "UTC")}) == count


def test_numbers_of_timewarrior_change_and_are_no_part_of_a_key() -> None:
    texts = [
        json.dumps([{"id": number, "start": "20261117T090211Z", "end": "20261117T103140Z", "tags": ["post"]}])
        for number in (1, 7)
    ]
    (one,), (another,) = (of_text("times.json", text) for text in texts)
    assert isinstance(one, Span)
    assert one == another


def test_a_column_more_or_another_order_of_columns_makes_no_other_entry_of_toggl() -> None:
    old = "Email,Project,Description,Start date,Start time,End date,End time,Duration,Tags,Amount ()\n"
    old += "m@example.org,Letter,Issue 14,2026-11-17,09:02:11,2026-11-17,10:31:40,01:29:29,post,\n"
    new = '\ufeff"Description",Duration,Project,Start date,Start time,Stop date,Stop time,Tags\n'
    new += '"Issue 14",1:29:29,Letter,2026-11-17,09:02:11,2026-11-17,10:31:40,post\n'
    (one,), (another,) = of_text("a.csv", old), of_text("b.csv", new)
    assert isinstance(one, Span)
    assert isinstance(another, Span)
    assert one.key == another.key


def test_both_servers_of_activitywatch_write_the_same_events() -> None:
    found = set()
    for stamp in ("2026-11-19T14:00:05Z", "2026-11-19T14:00:05.000000+00:00"):
        for number in ({}, {"id": 812}):
            event = {**number, "timestamp": stamp, "duration": 300, "data": {"url": "https://x.com/home"}}
            bucket = {"type": "web.tab.current", "hostname": "unknown", "events": [event]}
            text = json.dumps({"buckets": {"aw-watcher-web-chrome": bucket}})
            found |= {each for each in of_text("aw-buckets-export.json", text) if isinstance(each, Span)}
    assert len(found) == 1


def outbox(**more: object) -> bytes:
    """An outbox with one post."""
    at = {"id": "https://social.example/users/mara/statuses/1", "published": "2020-04-20T10:00:00Z"}
    note = {**at, "type": "Note", "to": ["as:Public"], "content": "<p>Nine</p>"}
    return json.dumps({"orderedItems": [{"type": "Create", "object": {**note, **more}}]}).encode()


def test_a_post_of_mastodon_is_known_by_its_id_and_nothing_else(tmp_path: Path) -> None:
    (one,) = read(MemoryTree({"outbox.json": outbox()}))
    (edited,) = read(
        MemoryTree({"outbox.json": outbox(content="<p>Ten</p>", updated="2026-01-01T00:00:00Z")})
    )
    assert isinstance(one, Publication)
    assert isinstance(edited, Publication)
    assert one.key == edited.key
    path = tmp_path / "archive-20261120.zip"
    with zipfile.ZipFile(path, "w") as archive, archive.open("outbox.json", "w", force_zip64=True) as file:
        file.write(outbox())
    assert read(tree_at(str(path))) == [one]


def calendar(*lines: str) -> bytes:
    """A calendar with one appointment with somebody."""
    invited = "ATTENDEE;CN=Mara:mailto:mara@example.org\r\nATTENDEE;CN=Tove:mailto:tove@example.org"
    text = "\r\n".join(
        ("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, invited, "END:VEVENT", "END:VCALENDAR", "")
    )
    return text.encode()


def test_a_line_of_a_calendar_may_be_folded_in_the_middle_of_a_letter() -> None:
    plain = calendar("UID:a", "DTSTART:20261110T100000Z", "DTEND:20261110T103000Z", "SUMMARY:Zoë liest")
    folded = plain.replace("ë".encode(), b"\xc3\r\n \xab").replace(b"tove@", b"to\r\n\tve@")
    for data in (plain, folded):
        (one,) = [
            each for each in read(MemoryTree({"mara@example.org.ics": data})) if isinstance(each, Meeting)
        ]
        assert (one.title, one.people[0].key) == ("Zoë liest", "tove@example.org")


def test_an_occurrence_has_one_key_in_the_calendars_of_both_whatever_zone_they_write_it_in() -> None:
    keys = set()
    for begins in ("DTSTART:20261110T100000Z", "DTSTART;TZID=Europe/Berlin:20261110T110000"):
        for rule in ("SEQUENCE:1", "RRULE:FREQ=DAILY;COUNT=1"):
            data = calendar("UID:a", begins, "DURATION:PT30M", rule)
            keys |= {each.key for each in read(MemoryTree({"a.ics": data})) if isinstance(each, Meeting)}
    assert len(keys) == 1
