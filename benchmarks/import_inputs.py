"""Files as other programs export them, of any size, for `importing.py`: the same for the same arguments.

Each function writes one file or folder below `folder` and returns what `hat import` is given. All ends before LAST.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from benchmarks.journals import made_words

OWNER = "Mara Quill"
LAST = datetime(2026, 11, 20, tzinfo=UTC)
MIB = 2**20
_WORDS = made_words(8_000)
_OFTEN = [*accumulate(1 / rank for rank in range(1, len(_WORDS) + 1))]
_STATUTORY = (
    "Congrats on your work anniversary!",
    "Congratulations on the new role",
    "Happy birthday Mara! 🎉",
    "Thank you for connecting",
)
_DAY = 24 * 3600
_MESSAGES_A_PERSON = 50


class Said(NamedTuple):
    """A message of an exchange with somebody."""

    at: datetime
    person: int
    is_mine: bool
    text: str


def said(chance: random.Random, fewest: int = 1, most: int = 30) -> str:
    """A text of made-up words, as frequent as words are."""
    return " ".join(chance.choices(_WORDS, cum_weights=_OFTEN, k=chance.randint(fewest, most)))


def full_name(person: int) -> str:
    """The name of somebody: first names are shared by a few, as they are."""
    return f"{_WORDS[60 + person % 700].title()} {_WORDS[1_000 + person % 6_700].title()}"


def talks(many: int, *, people: int = 0) -> Iterator[Said]:
    """Messages of many people over five years, each person's in the order of time: sittings of one to twelve, and a
    tenth of all that one sentence which everybody sends.
    """
    people = people or max(many // _MESSAGES_A_PERSON, 1)
    chance = random.Random(many)
    for person in range(people):
        left = many * (person + 1) // people - many * person // people
        at = LAST - timedelta(seconds=chance.randrange(5 * 365 * _DAY))
        while left:
            if chance.random() < 0.35:
                yield Said(at, person, is_mine=False, text=chance.choice(_STATUTORY))
                left -= 1
            else:
                is_mine = chance.random() < 0.4
                for _ in range(min(left, chance.randint(1, 12))):
                    yield Said(at, person, is_mine, said(chance))
                    left -= 1
                    is_mine = is_mine if chance.random() < 0.3 else not is_mine
                    at += timedelta(seconds=chance.randrange(20, 900))
            at += timedelta(seconds=chance.randrange(3_600, 40 * _DAY))
            if at >= LAST:
                at -= timedelta(days=chance.randrange(4 * 365, 5 * 365))


def one_thread(many: int) -> Iterator[Said]:
    """All messages of one person."""
    return talks(many, people=1)


def many_threads(many: int) -> Iterator[Said]:
    """Each message from somebody else, each another text."""
    chance = random.Random(many)
    for person in range(many):
        yield Said(LAST - timedelta(minutes=person + 1), person, is_mine=False, text=said(chance, 3, 12))


def all_alike(many: int) -> Iterator[Said]:
    """One sentence from as many people as there are messages."""
    for person in range(many):
        yield Said(LAST - timedelta(minutes=person + 1), person, is_mine=False, text=_STATUTORY[0])


def nearly_alike(many: int) -> Iterator[Said]:
    """One sentence with two words that differ each time, from as many people as there are messages."""
    for person in range(many):
        first, second = _WORDS[person % 7_919], _WORDS[person // 7_919 + person % 101]
        text = f"Congrats on the great new role as {first} at {second}, all the best from me"
        yield Said(LAST - timedelta(minutes=person + 1), person, is_mine=False, text=text)


def one_block(many: int) -> Iterator[Said]:
    """Sentences of the same six words in thousands of orders and numbers: none is rarer than the others."""
    chance = random.Random(many)
    for person in range(many):
        text = " ".join(chance.choices(_WORDS[:6], k=chance.randint(4, 12)))
        yield Said(LAST - timedelta(minutes=person + 1), person, is_mine=False, text=text)


def namesakes(many: int) -> Iterator[Said]:
    """Real exchanges of four messages, each with somebody else, of whom all have one name (`person` tells them apart,
    and is negative for that).
    """
    for number in range(many):
        at = LAST - timedelta(minutes=7 * (number // 4 + 1))
        yield Said(at + timedelta(minutes=number % 4), -1 - number // 4, bool(number % 2), "yes of course")


def linkedin(folder: Path, messages: Iterator[Said]) -> Path:
    """The archive of LinkedIn with its messages, newest last (the real one has them first; nothing depends on it)."""
    root = folder / "Complete_LinkedInDataExport_11-20-2026"
    root.mkdir(parents=True)
    (root / "Profile.csv").write_text("First Name,Last Name,Headline\nMara,Quill,Letterpress\n")
    with (root / "messages.csv").open("w", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL)
        out.writerow(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
            "FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT".split(",")
        )
        mine = (OWNER, "https://www.linkedin.com/in/maraquill")
        for one in messages:
            name = full_name(one.person) if one.person >= 0 else full_name(0)
            other = (name, f"https://www.linkedin.com/in/p{one.person}")
            sides = (*mine, *other) if one.is_mine else (*other, *mine)
            at = one.at.strftime("%Y-%m-%d %H:%M:%S UTC")
            out.writerow([f"2-{one.person}", "", *sides, at, "", one.text, "INBOX", "", "No", "No"])
    return root


def meta(folder: Path, messages: Iterator[Said]) -> Path:
    """The archive of Facebook: a folder for each person."""
    root = folder / "facebook-maraquill-2026-11-20"
    threads: dict[int, list[Said]] = {}
    for one in messages:
        threads.setdefault(one.person, []).append(one)
    for person, these in threads.items():
        inbox = root / "your_facebook_activity" / "messages" / "inbox" / f"p{person}_{person}"
        inbox.mkdir(parents=True)
        data = {
            "participants": [{"name": full_name(person)}, {"name": OWNER}],
            "messages": [
                {
                    "sender_name": OWNER if one.is_mine else full_name(person),
                    "timestamp_ms": int(one.at.timestamp() * 1000),
                    "content": one.text.encode().decode("latin-1"),
                    "is_geoblocked_for_viewer": False,
                }
                for one in reversed(these)
            ],
            "title": full_name(person),
            "is_still_participant": True,
            "thread_path": f"inbox/p{person}_{person}",
            "magic_words": [],
        }
        (inbox / "message_1.json").write_text(json.dumps(data, indent=2))
    return root


def whatsapp(folder: Path, messages: Iterator[Said]) -> Path:
    """A folder with a chat for each person, as Android writes them."""
    root = folder / "chats"
    root.mkdir(parents=True)
    threads: dict[int, list[Said]] = {}
    for one in messages:
        threads.setdefault(one.person, []).append(one)
    for person, these in threads.items():
        name = f"{full_name(person)} {person}"
        rows = [
            f"{one.at:%d/%m/%Y, %H:%M} - {OWNER if one.is_mine else name}: {one.text}\n"
            for one in sorted(these)
        ]
        (root / f"WhatsApp Chat with {name}.txt").write_text("".join(rows))
    return root


def mbox(folder: Path, size: int) -> Path:
    """A mailbox of so many bytes as Takeout has it: letters of 80 KB on average, with attachments as they are sent, and
    some of them from lists.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)
    lines = [said(chance, 8, 14) + "\n" for _ in range(400)]
    attachment = "".join(
        chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", k=76)
    )
    path = folder / "All mail.mbox"
    count = 0
    with path.open("w") as file:
        while file.tell() < size:
            count += 1
            thread = count // 6
            person = thread % 400
            other, mine = f"{full_name(person)} <p{person}@example.org>", f"{OWNER} <mara@example.com>"
            is_mine = chance.random() < 0.4
            at = LAST - timedelta(days=1 + thread * 7_919 % 1_800, seconds=chance.randrange(_DAY))
            of_list = chance.random() < 0.33 and not is_mine
            file.write(
                f"From {count}@xxx {at:%a %b %d %H:%M:%S +0000 %Y}\n"
                f"X-GM-THRID: {10**18 + thread}\n"
                f"X-Gmail-Labels: {'Sent' if is_mine else 'Inbox'},Opened\n"
                + "".join(f"Received: by 2002:a05:{hop:x}:: with SMTP id {count}; {at}\n" for hop in range(8))
                + f"DKIM-Signature: v=1; a=rsa-sha256; b={attachment}\n\t{attachment}\n"
                f"From: {mine if is_mine else other}\n"
                f"To: {other if is_mine else mine}\n"
                f"Date: {format_datetime(at)}\n"
                f"Message-ID: <{count}@mail.example.org>\n"
                f"Subject: {said(chance, 2, 6)}\n"
                + (f"List-Id: <l{person}.example.org>\n" if of_list else "")
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
            )
            file.writelines(chance.choices(lines, k=60))
            if chance.random() < 0.2:
                file.write("\nFrom here on it goes uphill.\n>From time to time\n")
            if chance.random() < 0.3:
                file.write("\n--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n")
                file.write(f"{attachment}\n" * chance.randrange(2_000, 6_000))
            file.write("\n--b--\n\n")
    return path


def tweets(folder: Path, size: int) -> Path:
    """The archive of X with so many bytes of posts, of 2 KB each."""
    data = folder / "twitter-2026-11-20" / "data"
    data.mkdir(parents=True)
    (data / "account.js").write_text(
        'window.YTD.account.part0 = [{"account": {"accountId": "77", "username": "maraquill"}}]'
    )
    chance = random.Random(2)
    number = 10**18
    with (data / "tweets.js").open("w") as file:
        file.write("window.YTD.tweets.part0 = [")
        while file.tell() < size:
            number += 1
            at = LAST - timedelta(seconds=chance.randrange(5 * 365 * _DAY))
            person = chance.randrange(500)
            text = said(chance, 4, 40)
            post: dict[str, object] = {
                "edit_info": {"initial": {"editTweetIds": [str(number)], "isEditEligible": True}},
                "retweeted": False,
                "source": '<a href="https://mobile.example.org" rel="nofollow">The app</a>',
                "entities": {
                    "hashtags": [{"text": word, "indices": ["0", "9"]} for word in text.split()[:2]],
                    "symbols": [],
                    "user_mentions": [
                        {
                            "name": full_name(person),
                            "screen_name": f"p{person}",
                            "indices": ["0", "9"],
                            "id_str": str(person),
                            "id": str(person),
                        }
                    ],
                    "urls": [
                        {
                            "url": "https://t.co/0123456789",
                            "expanded_url": f"https://example.org/{word}",
                            "display_url": word,
                            "indices": ["0", "9"],
                        }
                        for word in text.split()[:2]
                    ],
                },
                "display_text_range": ["0", str(len(text))],
                "favorite_count": "3",
                "id_str": str(number),
                "truncated": False,
                "retweet_count": "0",
                "id": str(number),
                "created_at": at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
                "favorited": False,
                "full_text": text,
                "lang": "en",
            }
            if number % 3 == 0:
                post |= {"in_reply_to_user_id_str": str(person), "in_reply_to_screen_name": f"p{person}"}
            file.write(("," if number > 10**18 + 1 else "") + json.dumps({"tweet": post}, indent=2))
        file.write("]")
    return data.parent


def activitywatch(folder: Path, events: int) -> Path:
    """An export of all buckets: windows, pages and times at the machine, one third each."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(3)
    sites = (
        "https://www.linkedin.com/feed/", "https://www.linkedin.com/messaging/thread/2", "https://x.com/home",
        "https://example.org/wiki/press", "https://mail.example.com/", "https://mastodon.social/home",
    )  # fmt: skip
    path = folder / "aw-buckets-export.json"
    kinds = {"window": "currentwindow", "web-firefox": "web.tab.current", "afk": "afkstatus"}
    with path.open("w") as file:
        file.write('{"buckets": {')
        for place, (name, kind) in enumerate(kinds.items()):
            at = LAST
            head = {
                "id": f"aw-watcher-{name}_desk",
                "type": kind,
                "client": f"aw-watcher-{name}",
                "hostname": "desk",
            }
            start = json.dumps(head)[:-1]
            file.write(f'{", " if place else ""}"aw-watcher-{name}_desk": {start}, "events": [')
            for number in range(events // 3):
                took = chance.uniform(1, 300)
                at -= timedelta(seconds=took + (36_000 if not number % 300 else 0))
                data = {
                    "currentwindow": {
                        "app": chance.choice(("firefox", "kitty")),
                        "title": said(chance, 2, 8),
                    },
                    "web.tab.current": {
                        "url": chance.choice(sites),
                        "title": said(chance, 2, 8),
                        "audible": False,
                    },
                    "afkstatus": {"status": "not-afk" if chance.random() < 0.8 else "afk"},
                }[kind]
                event = {"id": number, "timestamp": at.isoformat(), "duration": round(took, 3), "data": data}
                file.write((", " if number else "") + json.dumps(event))
            file.write("]}")
        file.write("}}")
    return path


def timewarrior(folder: Path, spans: int, *, days: int = 3_650) -> Path:
    """The folder of timewarrior with so many intervals over so many days, each a line in the journal."""
    data = folder / ".timewarrior" / "data"
    data.mkdir(parents=True)
    months: dict[str, list[str]] = {}
    for back in range(days):
        day = LAST.date() - timedelta(days=back + 1)
        many = spans * (back + 1) // days - spans * back // days
        for number in range(many):
            start = 6 * 60 + number * (17 * 60) // many
            end = start + min(max(17 * 60 // many - 1, 2), 90)
            row = f"inc {_stamp(day, start)} - {_stamp(day, end)} # {('post', 'read', 'talk')[number % 3]}\n"
            months.setdefault(f"{day:%Y-%m}", []).append(row)
    for month, rows in months.items():
        (data / f"{month}.data").write_text("".join(rows))
    return data.parent


def _stamp(day: date, minute: int) -> str:
    return f"{day:%Y%m%d}T{minute // 60:02d}{minute % 60:02d}00Z"
