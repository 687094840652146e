"""LinkedIn: what the cases of one archive each cannot show."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from tests.interchange.held_tree import Held, held
from tests.interchange.test_readers import CASES

from twohats.interchange.interpreting.here import Here, Stream, Wish
from twohats.interchange.interpreting.planning import planned
from twohats.interchange.readers import linkedin
from twohats.interchange.record import Message, Publication, Request
from twohats.interchange.rules import Rules
from twohats.interchange.source import LeftOut, Options, Remark
from twohats.system.archive import tree_at

if TYPE_CHECKING:
    from pathlib import Path

    from twohats.interchange.source import Read, Tree

OPTIONS = Options(ZoneInfo("Europe/London"), {})
IN = "https://www.linkedin.com/in/"
HIDDEN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + 2 * ",,,,,,07 Jun 2026\n"
NEW = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"


def read(tree: Tree, options: Options = OPTIONS) -> list[Read]:
    return [one for found in linkedin.recognise(tree) for one in linkedin.read(tree, found, options)]


def files(**tables: str) -> Held:
    return Held("archive.zip", {f"{name}.csv": text.encode() for name, text in tables.items()})


def messages(text: str, options: Options = OPTIONS, **others: str) -> list[Message]:
    return [one for one in read(files(messages=text, **others), options) if isinstance(one, Message)]


def test_a_zip_and_its_folder_are_read_alike(tmp_path: Path) -> None:
    folder = CASES / "linkedin/complete-2026/in/Complete_LinkedInDataExport_11-20-2026"
    archive = tmp_path / "Complete_LinkedInDataExport_11-20-2026.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for path in folder.iterdir():
            out.write(path, f"inner/{path.name}")
            out.writestr(f"__MACOSX/inner/._{path.name}", b"\0\5\x16\7")
    assert [one for one in read(tree_at(str(archive))) if not isinstance(one, Remark)] == [
        one for one in read(tree_at(str(folder))) if not isinstance(one, Remark)
    ]


def test_a_message_has_one_key_in_the_headers_of_all_years() -> None:
    body = '"Shall I send it,\r\n  or ""bring"" it?"'
    old = f"FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER\nMara Quill,Kit Farrow,2022-06-11T15:33:58,,{body},OUTGOING,INBOX\n"
    middle = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
        f"2-a,,Mara Quill,{IN}maraquill,Kit Farrow,2022-06-11 15:33:58 UTC,,{body},INBOX\n"
    )
    row = f"2-b,,Mara Quill,{IN}mara,Kit F.,{IN}kit,2022-06-11 15:33:58 UTC,,{body},INBOX\n"
    new = NEW + row.replace("\r\n  or", " \n or")
    profile = "First Name,Last Name,Headline\nMara,Quill,Author\n"
    keys = {one.key for text in (old, middle, new) for one in messages(text, Profile=profile)}
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("title", "sender", "text"),
    [
        ("", "Somebody", '<p class=""spinmail-quill-editor__spin-break"">Buy</p>'),
        ("", "Somebody", "Dear %FIRSTNAME%"),
        ("Sponsored", "Somebody", "Buy"),
        ("", "LinkedIn Talent Solutions", "Buy"),
    ],
)
def test_adverts_are_told_by_each_of_their_marks(title: str, sender: str, text: str) -> None:
    row = f'2-a,{title},{sender},,Mara Quill,{IN}mara,2026-11-01 10:00:00 UTC,,"{text}",INBOX\n'
    got = read(files(messages=NEW + row), OPTIONS._replace(me=("Mara Quill",)))
    assert [one.why for one in got if isinstance(one, LeftOut)] == ["adverts"]


def test_a_title_behind_a_comma_is_no_second_recipient() -> None:
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
    for names, count in (
        ("Rosa Ember, Ph.D.", 1),
        ("Rosa Ember, MBA, PhD", 1),
        ("Rosa Ember, Kit Farrow", 0),
    ):
        row = f'2-a,,Mara Quill,{IN}mara,"{names}",2022-06-11 15:33:58 UTC,,Hello,INBOX\n'
        got = messages(header + row, OPTIONS._replace(me=("Mara Quill",)))
        assert [one.other.name for one in got] == [names] * count


def test_the_owner_is_who_takes_part_in_every_conversation() -> None:
    rows = "".join(
        f"2-{n},,{who},{IN}{n},Mara Quill,{IN}maraquill,2026-11-0{n} 10:00:00 UTC,,Hello,INBOX\n"
        for n, who in enumerate(("Kit Farrow", "Tove Adlerz", '"Bram Osei, PhD"'), 1)
    )
    assert linkedin.recognise(files(messages=NEW + rows))[0].account == "Mara Quill"
    assert [one.is_mine for one in messages(NEW + rows)] == [False] * 3


def test_a_profile_of_another_name_than_the_messages_use_is_no_hindrance() -> None:
    rows = "".join(
        f'2-{n},,{who},{IN}{n},"Mara Quill, MSc",{IN}maraquill,2026-11-0{n} 10:00:00 UTC,,Hello,INBOX\n'
        for n, who in enumerate(("Kit Farrow", "Tove Adlerz", "Nadja Vuk"), 1)
    )
    profile = "First Name,Last Name,Headline\nMara J.,Quill,Author\n"
    got = messages(NEW + rows, Profile=profile)
    assert [(one.is_mine, one.other.name) for one in got] == [
        (False, "Kit Farrow"),
        (False, "Tove Adlerz"),
        (False, "Nadja Vuk"),
    ]


def test_the_owners_profile_is_that_of_invitations_sent() -> None:
    header = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    out = f'Mara Quill,Piet Rasker,"11/3/26, 2:37 PM",,OUTGOING,{IN}maraquill,{IN}piet\n'
    into = f'Nadja Vuk,Mara Quill,"11/4/26, 2:37 PM",,INCOMING,{IN}nadjavuk,{IN}maraquill\n'
    row = f"2-a,,M. Quill (she/her),{IN}maraquill,Kit Farrow,{IN}kit,2026-11-01 10:00:00 UTC,,Hello,INBOX\n"
    (one,) = messages(NEW + row, Invitations=header + out + into)
    assert (one.is_mine, one.other.key) == (True, "in/kit")


def test_where_the_owner_cannot_be_told_it_is_asked_and_nothing_is_guessed() -> None:
    text = NEW + f"2-a,,Kit Farrow,{IN}kit,Mara Quill,{IN}mara,2026-11-01 10:00:00 UTC,,Hello,INBOX\n"
    found = linkedin.recognise(files(messages=text))[0]
    assert [(one.name, one.choices) for one in found.questions] == [("me", ("Kit Farrow", "Mara Quill"))]
    got = read(files(messages=text))
    assert not [one for one in got if isinstance(one, Message)]
    assert LeftOut("messages of an unknown owner", 1) in got
    answered = Options(ZoneInfo("Europe/London"), {"me": "Mara Quill"})
    assert [one.other.key for one in messages(text, answered)] == ["in/kit"]
    assert [one.other.key for one in messages(text, OPTIONS._replace(me=(f"{IN}mara/",)))] == ["in/kit"]


def test_files_of_other_programs_are_not_taken_for_linkedin() -> None:
    for name, text in {
        "messages": "From,To,Date,Content\na,b,c,d\n",
        "comments": "Comment ID,Channel ID,Date,Comment Text\n1,2,3,4\n",
        "bookmarks": "Date,Link,Message\n2026-11-01,https://example.org,a\n",
        "coach_messages": NEW,
        "Reactions": "Date,Type,Link\n2026-11-01 10:00:00,LIKE,x\n",
    }.items():
        assert linkedin.recognise(Held("x", {f"{name}.csv": text.encode(), "b.csv": b""})) == []


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-11-12 09:00:00", "09:00:00"),
        ("2026-11-12 10:00:01", "09:00:00"),  # an hour: the clock of another zone, and the number holds
        ("2026-11-12 09:20:00", "09:20:00"),  # no zone is twenty minutes away
        ("2026-10-01 09:00:00", "10:00:00"),  # another day: of what was shared again
        ("", "09:00:00"),
    ],
)
def test_the_number_of_a_post_is_its_key_and_checks_its_time(written: str, at: str) -> None:
    number = (1794474000000 << 22) + 7  # 09:00 UTC on 12 November 2026
    header = "Date,ShareLink,ShareCommentary\n"
    one, two = (
        read(files(Shares=f"{header}{written},https://x/urn{colon}li{colon}share{colon}{number},words\n"))[0]
        for colon in (":", "%3A")
    )
    assert isinstance(one, Publication)
    assert (one.at.time().isoformat(), one) == (at, two)


def test_the_quotation_marks_that_close_and_open_the_lines_of_a_post_are_no_words() -> None:
    text = 'Date,ShareLink,ShareCommentary\n2026-11-12 09:00:00,x,"One.""\n""""\n""- Two, ""three"" four."\n'
    (one,) = read(files(Shares=text))
    assert isinstance(one, Publication)
    assert one.words == 5


def test_comments_have_one_key_whichever_way_their_quotation_marks_are_written() -> None:
    rows = [
        'Date,Link,Message\n2026-11-12 09:00:00,x,"a ""b"", c\nd"\n',
        'Date,Link,Message\n2026-11-12 09:00:00,x,"a \\"b\\", c\nd"\n',
    ]
    keys = {one.key for text in rows for one in read(files(Comments=text)) if isinstance(one, Publication)}
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("11/3/26, 2:37 PM", "2026-11-03T14:37:00"),
        ("11/3/26, 12:05 AM", "2026-11-03T00:05:00"),
        ("11/3/26, 12:05\u202fPM", "2026-11-03T12:05:00"),
        ("1/29/2026, 2:37:11 p.m.", "2026-01-29T14:37:00"),
        ("2026-01-29 14:37:00 UTC", "2026-01-29T14:37:00"),
    ],
)
def test_times_of_invitations_have_the_month_first(written: str, at: str) -> None:
    text = f'From,To,Sent At,Message,Direction\nMara Quill,Kit Farrow,"{written}",,OUTGOING\n'
    (one,) = [each for each in read(files(Invitations=text)) if isinstance(each, Request)]
    assert one.at.isoformat() == at


def test_two_archives_in_one_folder_are_two_and_what_both_have_counts_once() -> None:
    one = held(CASES / "linkedin/complete-2026").files
    both = {f"{folder}/{name}": data for folder in ("a", "b") for name, data in one.items()}
    tree = Held("archives", both)
    found = linkedin.recognise(tree)
    assert len(found) == 2
    streams = [Stream(one, linkedin.read(tree, one, OPTIONS)) for one in found]
    both_of_them = planned(streams, {"linkedin": Rules(hat="brand")}, Here("2026-12-01"), Wish())
    alone = Stream(found[0], linkedin.read(tree, found[0], OPTIONS))
    once = planned([alone], {"linkedin": Rules(hat="brand")}, Here("2026-12-01"), Wish())
    assert both_of_them.left_out == once.left_out
    hidden = [row for row in read(files(Connections=HIDDEN)) if isinstance(row, LeftOut)]
    assert len({row.key for row in hidden}) == 2  # of one day, and still two
    assert (both_of_them.lines, both_of_them.facts, both_of_them.census) == (
        once.lines,
        once.facts,
        once.census,
    )
