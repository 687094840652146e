"""What it takes to read what is brought from elsewhere: CPU, memory, and how both grow.

`python benchmarks/readers.py [SOURCES…] [--runs N]`. For each source a file is made at a quarter, a half and the
whole of its size, and read in turn, each time in a process of its own: recognised, then read to its end, the records
thrown away. Memory is what the process takes more than with the reader loaded and nothing read. Beside it stands
another way to read the same file, for comparison.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

WORDS = "the small camera light is better early on pier and page nine map upside down says tove bring lamp".split()
BEGIN = datetime(2016, 1, 4, 8, tzinfo=UTC)
ME = "https://social.example/users/mara"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"

READ = """
import json, sys, time
from datetime import datetime
from zoneinfo import ZoneInfo
from twohats.interchange.source import Options
from twohats.interchange.sources import source_named
from twohats.system.archive import tree_at

def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

reader = source_named(sys.argv[1]).reader()
before, begun = peak(), time.process_time()
tree = tree_at(sys.argv[2])
count = 0
for found in reader.recognise(tree):
    me, now = ("mara@example.org", "Mara"), datetime(2026, 11, 27)
    options = Options(ZoneInfo("Europe/London"), {"day-first": "yes"}, me, now)
    for one in reader.read(tree, found, options):
        count += 1
print(json.dumps([time.process_time() - begun, (peak() - before) / 1024, count]))
"""
OTHERWISE = {
    "activitywatch": ("`json.load`", "import json; json.load(open(path))"),
    "ics": ("`icalendar`, the whole calendar", "import icalendar; icalendar.Calendar.from_ical(open(path).read())"),
    "linkedin": ("`csv.reader`", "import csv; [0 for _ in csv.reader(open(path + '/messages.csv'))]"),
    "mail": (
        "`mailbox.mbox`, three headers",
        "import mailbox; [(m['from'], m['to'], m['date']) for m in mailbox.mbox(path)]",
    ),
    "mastodon": ("`json.load`", "import json; json.load(open(path + '/outbox.json'))"),
    "whatsapp": (
        "one pattern a line",
        r"import re; p = re.compile(r'\[([\d.]+), ([\d:]+)\] ([^:]+): (.*)'); [p.match(x) for x in open(path)]",
    ),
    "x": ("`json.loads`", "import json; json.loads(open(path + '/data/tweets.js').read().partition('=')[2])"),
}  # fmt: skip


@dataclass
class Size:
    """A file of one size, and what reading it took."""

    path: Path
    bytes: int
    cpu: list[float]
    memory: float = 0
    records: int = 0


def sentence(chance: random.Random, most: int = 25) -> str:
    """Some words."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def moments(chance: random.Random, count: int) -> Iterator[datetime]:
    """Moments in order, some minutes apart."""
    at = BEGIN
    for _ in range(count):
        at += timedelta(seconds=chance.randint(5, 4000))
        yield at


def whatsapp(folder: Path, count: int, chance: random.Random) -> Path:
    """A chat of two on an iPhone."""
    path = folder / "WhatsApp Chat with Zoë Marchetti.txt"
    with path.open("w") as file:
        for at in moments(chance, count):
            name = chance.choice(("Mara", "Zoë Marchetti"))
            file.write(f"[{at:%d.%m.%y, %H:%M:%S}] {name}: {sentence(chance)}\n")
    return path


def mail(folder: Path, count: int, chance: random.Random) -> Path:
    """Takeout's mailbox, 5.8 KB a letter."""
    path = folder / "All mail.mbox"
    body = ("x" * 70 + "\n") * 75
    with path.open("w") as file:
        for number in range(count):
            other = f'"Person, {number % 800}" <p{chance.randint(0, 800)}@friends.example>'
            mine = "Mara Quill <mara@example.org>"
            sender, to = (mine, other) if number % 3 == 0 else (other, mine)
            file.write(
                f"From {10**18 + number}@xxx Tue Nov 17 09:12:44 +0000 2026\nX-GM-THRID: {10**18 + number // 4}\n"
                f"X-Gmail-Labels: {'Sent' if number % 3 == 0 else 'Inbox'},Opened\nDelivered-To: mara@example.org\n"
                f"Received: by 10.1.2.3 with SMTP id abc;\n        Tue, 17 Nov 2026 10:12:40 +0100 (CET)\n"
                f"Date: Tue, 17 Nov 2026 10:12:{number % 60:02} +0100\nFrom: {sender}\nTo: {to}\n"
                f"Subject: =?UTF-8?Q?Kap=C3=ADtulo_{number}?=\nMessage-ID: <{number}@x.example>\n\n{body}\n"
            )
    return path


def ics(folder: Path, count: int, _chance: random.Random) -> Path:
    """A calendar of ten years, one event in 200 a weekly series without an end."""
    path = folder / "mara@example.org.ics"
    with path.open("w") as file:
        file.write("BEGIN:VCALENDAR\nVERSION:2.0\n")
        for number in range(count):
            at = BEGIN + timedelta(hours=4 * number % 90_000)
            file.write(
                f"BEGIN:VEVENT\nDTSTART;TZID=Europe/London:{at:%Y%m%dT%H%M%S}\n"
                f"DTEND;TZID=Europe/London:{at + timedelta(minutes=45):%Y%m%dT%H%M%S}\nUID:{number}@google.com\n"
                "ATTENDEE;PARTSTAT=ACCEPTED;CN=Mara Quill:mailto:mara@example.org\n"
                f"ATTENDEE;PARTSTAT=ACCEPTED;CN=P {number % 90}:mailto:p{number % 90}@osei.example\n"
                f"SUMMARY:Weekly\nDESCRIPTION:{' '.join(WORDS)}\n"
                + ("RRULE:FREQ=WEEKLY\n" if number % 200 == 0 else "")
                + "END:VEVENT\n"
            )
        file.write("END:VCALENDAR\n")
    return path


def activitywatch(folder: Path, count: int, chance: random.Random) -> Path:
    """An export of all buckets: a tenth of the events say whether somebody was there."""
    path = folder / "aw-buckets-export.json"
    pages = (
        "www.linkedin.com/feed/",
        "www.linkedin.com/messaging/thread/2-abc/",
        "x.com/home",
        "news.example/a",
        "d.example/b?x=1",
    )
    with path.open("w") as file:
        for bucket, kind, share in (
            ("aw-watcher-afk_desk", "afkstatus", 0.1),
            ("aw-watcher-web-firefox", "web.tab.current", 0.9),
        ):
            file.write(
                ('{"buckets": {' if share < 0.5 else "]}, ") + f'"{bucket}": {{"type": "{kind}", "events": ['
            )
            at = BEGIN + timedelta(days=3000)
            for number in range(int(count * share)):
                at -= timedelta(seconds=chance.randint(5, 120) * (9 if share < 0.5 else 1))
                data: dict[str, object] = {"status": "not-afk"}
                if share > 0.5:
                    title = "A title of a page that is as long as titles are | LinkedIn"
                    data = {
                        "url": f"https://{chance.choice(pages)}",
                        "title": title,
                        "audible": False,
                        "incognito": False,
                    }
                length = chance.random() * (900 if share < 0.5 else 100)
                event = {"timestamp": at.isoformat(timespec="microseconds"), "duration": length, "data": data}
                file.write(("," if number else "") + json.dumps(event))
        file.write("]}}}")
    return path


def mastodon(folder: Path, count: int, chance: random.Random) -> Path:
    """An archive, 1.7 KB a post."""
    with (folder / "outbox.json").open("w") as file:
        file.write('{"type":"OrderedCollection","orderedItems":[')
        for number, at in enumerate(moments(chance, count)):
            stamp = at.isoformat().replace("+00:00", "Z")
            text = f"<p>{sentence(chance, 80)}</p>"
            note = {
                "id": f"{ME}/statuses/{number}", "type": "Note", "inReplyTo": None, "published": stamp,
                "attributedTo": ME,
                "to": [PUBLIC], "cc": [f"{ME}/followers"], "content": text, "contentMap": {"en": text},
                "attachment": [], "tag": [], "replies": {"id": f"{ME}/statuses/{number}/replies", "type": "Collection"},
            }  # fmt: skip
            item = {
                "id": f"{note['id']}/activity", "type": "Create", "actor": ME, "published": stamp, "to": [PUBLIC],
                "object": note, "signature": {"signatureValue": "x" * 344},
            }  # fmt: skip
            file.write(("," if number else "") + json.dumps(item))
        file.write("]}")
    return folder


def x(folder: Path, count: int, chance: random.Random) -> Path:
    """An archive, 1.4 KB a tweet."""
    data = folder / "data"
    data.mkdir()
    account = [{"account": {"username": "mara", "accountId": "12", "accountDisplayName": "Mara Quill"}}]
    (data / "account.js").write_text("window.YTD.account.part0 = " + json.dumps(account))
    with (data / "tweets.js").open("w") as file:
        file.write("window.YTD.tweets.part0 = [")
        for number, at in enumerate(moments(chance, count)):
            tweet = {
                "edit_info": {"initial": {"editTweetIds": [str(10**18 + number)], "editableUntil": "x" * 24}},
                "retweeted": False, "source": '<a href="https://mobile.x.example" rel="nofollow">X</a>',
                "display_text_range": ["0", "100"], "favorited": False,
                "entities": {"hashtags": [], "symbols": [], "urls": [{"url": "u" * 60, "indices": ["1", "2"]}] * 4},
                "favorite_count": "3", "id_str": str(10**18 + number), "retweet_count": "0",
                "created_at": f"{at:%a %b %d %H:%M:%S +0000 %Y}", "full_text": sentence(chance), "lang": "en",
            }  # fmt: skip
            file.write(("," if number else "") + json.dumps({"tweet": tweet}, indent=2))
        file.write("]")
    return folder


def linkedin(folder: Path, count: int, chance: random.Random) -> Path:
    """Messages with 800 people."""
    (folder / "Profile.csv").write_text("First Name,Last Name\nMara,Quill\n")
    with (folder / "messages.csv").open("w") as file:
        file.write(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
            "FOLDER\n"
        )
        mara = ("Mara Quill", "https://www.linkedin.com/in/maraquill")
        for number, at in enumerate(moments(chance, count)):
            other = (f"Person {number % 800}", f"https://www.linkedin.com/in/p{number % 800}")
            sender, to = (mara, other) if chance.random() < 0.5 else (other, mara)
            row = [
                f"c{number % 800}",
                "",
                *sender,
                *to,
                f"{at:%Y-%m-%d %H:%M:%S} UTC",
                "",
                sentence(chance, 60),
                "INBOX",
            ]
            file.write(",".join(f'"{cell}"' for cell in row) + "\n")
    return folder


SOURCES: dict[str, tuple[Callable[[Path, int, random.Random], Path], int]] = {
    "activitywatch": (activitywatch, 500_000),
    "ics": (ics, 20_000),
    "linkedin": (linkedin, 100_000),
    "mail": (mail, 100_000),
    "mastodon": (mastodon, 100_000),
    "whatsapp": (whatsapp, 100_000),
    "x": (x, 100_000),
}


def measured(source: str, runs: int, scratch: Path) -> str:
    """The row of a source."""
    write, count = SOURCES[source]
    sizes = []
    for share in (4, 2, 1):
        folder = scratch / f"{source}-{share}"
        folder.mkdir()
        path = write(folder, count // share, random.Random(source))
        used = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
        sizes.append(Size(path, used, []))
    name, code = OTHERWISE[source]
    otherwise = []
    for _ in range(runs):
        for size in sizes:
            said = subprocess.run(
                [sys.executable, "-c", READ, source, str(size.path)],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            cpu, memory, size.records = json.loads(said)
            size.cpu.append(cpu)
            size.memory = max(size.memory, memory)
        timed = f"import time; path = {str(sizes[-1].path)!r}; t = time.process_time(); {code}; "
        timed += "print(time.process_time() - t)"
        otherwise.append(
            float(
                subprocess.run(
                    [sys.executable, "-c", timed], check=True, capture_output=True, text=True
                ).stdout
            )
        )
    quarter, half, whole = (statistics.median(size.cpu) for size in sizes)
    grown = f"{half / quarter:.1f}, {whole / half:.1f}"
    memory = " ".join(f"{size.memory:.0f}" for size in sizes)
    return (
        f"| `{source}` | {count:,} | {sizes[-1].bytes / 1e6:.0f} | {whole:.1f} | {grown} | {memory} | "
        f"{statistics.median(otherwise):.1f}: {name} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="*", metavar="SOURCES", help=f"of {', '.join(SOURCES)}")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(
        "| source | records | MB | CPU seconds | a doubling | MiB at a quarter, a half, the whole | otherwise |"
    )
    print("|---|--:|--:|--:|--:|--:|---|")
    for source in given.sources or SOURCES:
        with tempfile.TemporaryDirectory() as scratch:
            print(measured(source, given.runs, Path(scratch)), flush=True)


if __name__ == "__main__":
    main()
