"""Time on pages is that in which somebody was there and the browser in front, each moment once."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.interchange.memory_tree import MemoryTree

from twohats.interchange.readers import activitywatch
from twohats.interchange.record import Span
from twohats.interchange.source import Options

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGIN = datetime(2026, 11, 19, 8, tzinfo=UTC)


def event(start: float, seconds: float, **data: Any) -> dict[str, Any]:
    return {"timestamp": (BEGIN + timedelta(seconds=start)).isoformat(), "duration": seconds, "data": data}


def visit(
    start: float, seconds: float, path: str = "feed/", site: str = "www.linkedin.com"
) -> dict[str, Any]:
    return event(start, seconds, url=f"https://{site}/{path}", title="")


def spans(**buckets: Iterable[dict[str, Any]]) -> list[Span]:
    kinds = {"web": "web.tab.current", "afk": "afkstatus", "window": "currentwindow"}
    found = {name: {"type": kinds[name], "events": [*events]} for name, events in buckets.items()}
    tree = MemoryTree({"aw.json": json.dumps({"buckets": found}).encode()})
    (recognised,) = activitywatch.recognise(tree)
    return [one for one in activitywatch.read(tree, recognised, Options(UTC, {})) if isinstance(one, Span)]


def times(found: list[Span]) -> list[tuple[int, int, str]]:
    begin = BEGIN.replace(tzinfo=None)
    return [(round((one.at - begin).total_seconds()), one.seconds, one.activity) for one in found if one.at]


def test_gaps_under_two_minutes_close_and_sittings_under_two_minutes_drop() -> None:
    web = [visit(0, 60), visit(179, 60), visit(359, 119), visit(1000, 119), visit(2000, 120)]
    assert times(spans(web=web)) == [(0, 239, "read"), (2000, 120, "read")]


def test_only_while_somebody_is_there_and_the_browser_is_in_front() -> None:
    afk = [
        event(100, 1000, status="not-afk"),
        event(1100, 900, status="afk"),
        event(2000, 500, status="not-afk"),
    ]
    window = [
        event(0, 600, app="firefox"),
        event(600, 100, app="kate"),
        event(700, 3000, app="Google-chrome"),
    ]
    assert times(spans(web=[visit(0, 3000)], afk=afk, window=window)) == [
        (100, 1000, "read"),
        (2000, 500, "read"),
    ]
    assert times(spans(web=[visit(0, 3000)], afk=[], window=[])) == [(0, 3000, "read")]
    assert times(spans(web=[visit(0, 3000)], afk=[event(0, 9000, status="afk")])) == []


def test_no_moment_is_counted_twice() -> None:
    web = [visit(0, 600), visit(600, 60, "messaging/"), visit(660, 60), visit(720, 480, "messaging/")]
    assert times(spans(web=web)) == [(0, 720, "read"), (720, 480, "talk")]


def test_doubled_events_in_any_order_change_nothing() -> None:
    chance = random.Random(7)
    web = [
        visit(
            chance.randint(0, 80_000),
            chance.choice([0, 0.25, 30, 300, 900]),
            chance.choice(["feed/", "messaging/"]),
        )
        for _ in range(400)
    ]
    afk = [event(at * 5000, chance.randint(1000, 4900), status="not-afk") for at in range(16)]
    once = spans(web=web, afk=afk)
    doubled = web * 3 + web[:50]
    chance.shuffle(doubled)
    assert spans(web=doubled, afk=afk * 2) == once
    assert len(once) > 10
    assert sum(one.seconds for one in once) < 80_000


def test_an_older_export_has_the_same_keys() -> None:
    web = [visit(at * 1000, 400) for at in range(20)]
    older = [one.key for one in spans(web=web[:12])]
    assert [one.key for one in spans(web=web)][:12] == older
    assert [one.key for one in spans(web=[{**each, "id": at} for at, each in enumerate(reversed(web))])][
        :12
    ] == older


def test_pages_of_sites() -> None:
    pages = {
        ("www.linkedin.com", "in/tove"): ("linkedin", "read"),
        ("linkedin.com", "messaging/thread/2-x"): ("linkedin", "talk"),
        ("www.linkedin.com", "feed/?shareActive=true"): ("linkedin", "post"),
        ("x.com", "messages"): ("x", "talk"),
        ("mobile.twitter.com", "compose/post"): ("x", "post"),
        ("www.instagram.com", "direct/inbox/"): ("instagram", "talk"),
        ("web.whatsapp.com", ""): ("whatsapp", "talk"),
        ("studio.youtube.com", "channel/x"): ("youtube", "post"),
        ("mara.substack.com", "publish/post/1"): ("substack", "post"),
        ("m.facebook.com", "messages/t/1"): ("facebook", "talk"),
        ("old.reddit.com", "r/books/submit"): ("reddit", "post"),
    }
    for (site, path), expected in pages.items():
        (one,) = spans(web=[visit(0, 300, path, site)])
        assert (one.channel, one.activity) == expected, (site, path)
    assert (
        spans(web=[visit(0, 300, "feed", "linkedin.com.evil.example"), visit(0, 300, "", "notx.com")]) == []
    )
