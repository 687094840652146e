"""Appointments of calendars: whose they are, what is the same one, and where a series ends."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from tests.interchange.memory_tree import MemoryTree

from twohats.interchange.readers import ics
from twohats.interchange.record import Meeting
from twohats.interchange.source import LeftOut, NotUnderstoodRecord, Options

if TYPE_CHECKING:
    from twohats.interchange.source import Read

NOW = datetime(2026, 11, 22, 10, 30)
MARA, TOVE, BRAM = "mara@example.org", "tove@harbourpine.example", "bram@osei.example"


def event(
    *lines: str, uid: str = "1", start: str = "DTSTART:20261116T100000Z", end: str = "DURATION:PT30M"
) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, end, *lines, "END:VEVENT", ""])


def invited(*people: str) -> list[str]:
    return [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{each}" for each in people]


def read(
    *events: str, name: str = f"{MARA}.ics", now: datetime | None = NOW, me: tuple[str, ...] = (), **more: Any
) -> list[Read]:
    files = {name: "BEGIN:VCALENDAR\r\n" + "".join(events) + "END:VCALENDAR\r\n", **more}
    tree = MemoryTree({each: text.encode() for each, text in files.items()}, "brought")
    (found,) = ics.recognise(tree)
    return [*ics.read(tree, found, Options(ZoneInfo("Europe/London"), {}, me, now))]


def meetings(*events: str, **more: Any) -> list[Meeting]:
    return [one for one in read(*events, **more) if isinstance(one, Meeting)]


def test_a_series_keeps_its_local_time_over_the_change_of_clocks() -> None:
    found = meetings(event("RRULE:FREQ=WEEKLY", start="DTSTART;TZID=Europe/London:20261005T093000"))
    assert {one.at.hour * 60 + one.at.minute for one in found} == {9 * 60 + 30}
    assert len(found) == 7
    found = meetings(event("RRULE:FREQ=WEEKLY", start="DTSTART:20261005T083000Z"))
    assert {one.at.hour for one in found} == {9, 8}


def test_a_series_without_an_end_ends_now_and_without_a_now_is_refused() -> None:
    daily = event("RRULE:FREQ=DAILY", start="DTSTART:20100101T080000Z")
    assert len(meetings(daily)) == (NOW - datetime(2010, 1, 1)).days + 1
    forever = event("RRULE:FREQ=DAILY", start="DTSTART:19700102T080000Z")
    assert any(
        "more than 10000 times" in one.why for one in read(forever) if isinstance(one, NotUnderstoodRecord)
    )
    assert len(read(daily, now=None)) < 12_000


def test_thousands_of_series_without_an_end_take_no_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "_MOST_IN_ALL", 2000)
    found = read(
        *(event("RRULE:FREQ=DAILY", uid=str(at), start="DTSTART:20250101T080000Z") for at in range(40))
    )
    assert len(found) < 2100
    assert any("2000 times in all" in one.why for one in found if isinstance(one, NotUnderstoodRecord))


def test_the_appointment_that_goes_on_is_not_over() -> None:
    assert read(event(start="DTSTART:20261122T100500Z")) == [LeftOut("appointments to come")]
    assert len(meetings(event(start="DTSTART:20261122T095900Z"))) == 1


def test_a_moved_appointment_of_a_series_keeps_its_key() -> None:
    series = event("RRULE:FREQ=DAILY;COUNT=5")
    moved = event("RECURRENCE-ID:20261118T100000Z", start="DTSTART:20261118T140000Z")
    before, after = meetings(series), meetings(series, moved)
    assert [one.key for one in before] == [one.key for one in after]
    assert [one.at.hour for one in after] == [10, 10, 14, 10, 10]
    # In whatever order they stand, and by the zone of whichever.
    other = event("RECURRENCE-ID;TZID=Europe/Paris:20261118T110000", start="DTSTART:20261118T140000Z")
    assert meetings(other, series) == after


@pytest.mark.parametrize(
    "excluded",
    [
        "EXDATE:20261118T100000Z",
        "EXDATE;TZID=Europe/London:20261118T100000",
        "EXDATE;VALUE=DATE:20261118",
        "EXDATE:20261117T235900Z,20261118T100000Z",
        "EXDATE;TZID=Romance Standard Time:20261118T110000",
    ],
)
def test_times_that_are_excluded(excluded: str) -> None:
    assert [one.at.day for one in meetings(event("RRULE:FREQ=DAILY;COUNT=5", excluded))] == [16, 17, 19, 20]


def test_the_same_appointment_has_the_same_key_in_every_calendar_and_zone() -> None:
    in_utc = meetings(event(), name="a.ics")
    in_zone = meetings(event(start="DTSTART;TZID=Europe/Paris:20261116T110000"), name="b.ics")
    assert in_utc[0].key == in_zone[0].key
    further: dict[str, Any] = {"b.ics": "BEGIN:VCALENDAR\n" + event() + "END:VCALENDAR\n"}
    both = read(event(), name="a.ics", **further)
    assert LeftOut("appointments that are in another calendar too") in both


@pytest.mark.parametrize(
    ("place", "channel"),
    [
        ("LOCATION:https://zoom.us/j/1", "video"),
        ("DESCRIPTION:x\\nhttps://teams.microsoft.com/l/meetup-join/1", "video"),
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/abc", "video"),
        ("LOCATION:Microsoft Teams-Besprechung", "video"),
        ("LOCATION:Reunión de Microsoft Teams", "video"),
        ("LOCATION:tel:+442079460958", "phone"),
        ("LOCATION:020 7946 0958", "phone"),
        ("LOCATION:by phone", "phone"),
        ("LOCATION:12 High Street\\, York", "in-person"),
        ("LOCATION:Mauerstr. 5\\, 10117 Berlin", "in-person"),
        ("LOCATION:Room 2", ""),
        ("LOCATION:York", ""),
        ("LOCATION:", ""),
    ],
)
def test_where_it_takes_place(place: str, channel: str) -> None:
    assert meetings(event(place))[0].channel == channel


def test_people_are_those_who_did_not_decline_and_are_no_rooms() -> None:
    lines = [
        *invited(MARA, TOVE),
        "ATTENDEE;PARTSTAT=DECLINED:mailto:kit@farrow.example",
        "ATTENDEE;CUTYPE=RESOURCE:mailto:projector@harbourpine.example",
        "ATTENDEE:MAILTO:c_1@resource.calendar.google.com",
        f"ATTENDEE;PARTSTAT=TENTATIVE;CN=Bram Osei:MAILTO:{BRAM.title()}",
        "ORGANIZER;CN=Nadja:mailto:nadja@vuk.example",
    ]
    (one,) = meetings(event(*lines))
    assert [each.key for each in one.people] == [TOVE, BRAM, "nadja@vuk.example"]
    assert meetings(event("ORGANIZER:mailto:club@x.example"))[0].people == ()
    assert meetings(event(*invited(MARA, TOVE), "ATTENDEE;CUTYPE=GROUP:mailto:all@x.example"))[0].people == ()


def test_whose_calendar_it_is_is_told_by_its_name_by_most_invitations_or_asked() -> None:
    ones = [
        event(*invited(MARA, other), uid=other)
        for other in (TOVE, BRAM, "a@x.example", "b@x.example", "c@x.example")
    ]
    tree = MemoryTree({"Work.ics": ("BEGIN:VCALENDAR\n" + "".join(ones) + "END:VCALENDAR\n").encode()})
    assert not ics.recognise(tree)[0].questions
    assert all(MARA not in [each.key for each in one.people] for one in meetings(*ones, name="Work.ics"))
    tree = MemoryTree({"Work.ics": ("BEGIN:VCALENDAR\n" + ones[0] + "END:VCALENDAR\n").encode()})
    (found,) = ics.recognise(tree)
    assert found.questions[0].choices == (MARA, TOVE)
    declined = event(f"ATTENDEE;PARTSTAT=DECLINED:mailto:{MARA}", *invited(TOVE))
    answered = [*ics.read(tree, found, Options(UTC, {"me": TOVE}, (), NOW))]
    assert [each.key for one in answered if isinstance(one, Meeting) for each in one.people] == [MARA]
    assert read(declined, name="Work.ics", me=(MARA,)) == [LeftOut("declined appointments")]


def test_many_files_of_a_folder_are_one_calendar() -> None:
    files: dict[str, Any] = {
        f"Reading/{at}.ics": f"BEGIN:VCALENDAR\n{event(uid=str(at))}END:VCALENDAR\n" for at in range(30)
    }
    assert {one.calendar for one in meetings(name="Reading/x.ics", **files)} == {"Reading"}


def test_a_picture_in_an_appointment_is_not_kept_and_a_monster_is_said() -> None:
    picture = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 100_000
    assert len(meetings(event(picture, "\r\n ".join(["ATTACH:x"] + ["QUJD" * 18] * 1000)))) == 1
    monster = event(*(f"COMMENT{at}:{'x' * 900}" for at in range(600)))
    assert any("larger" in one.why for one in read(monster) if isinstance(one, NotUnderstoodRecord))
