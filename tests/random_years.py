"""Journals of several years made at random, in which everything is that a view looks at: for comparing two ways to it.

Few pages a month and many kinds of line; names, threads and channels that come and go, so that something of long ago
matters now and then; lines that are not understood, pages that cannot be read, names with others, trials and reviews.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LAST = date(2026, 11, 20)
SETTINGS = """\
format = 1
[hats.novelist]
side = "brand"
short = "n"
[hats.gardener]
side = "personal"
[channels.linkedin]
name = "LinkedIn"
[channels.phone]
social = false
[bar]
reply = "1 per 10h"
lead = "1 per 10h"
[renamed]
twitter = "mastodon"
"+old" = "+t1"
"@p3old" = "@p3"
"""
PEOPLE = """\
[p1]
name = "One"
aliases = ["one", "first"]
met = "fair"
[p4]
aliases = ["p3old"]
[p7]
met = "twitter"
"""
HATS = ("personal", "brand", "brand", "n", "gardener")
CHANNELS = ("linkedin", "mastodon", "twitter", "phone", "email", "blog", "letter", "")
SELDOM = tuple(f"c{number}" for number in range(12))
KINDS = (
    "reply", "reply", "conversation", "conversation x3", "intro", "lead", "sale", "help", "noticed", "commented",
    "noise", "thanks", "congrats x22",
)  # fmt: skip
FIELDS = (
    "why:money", "why:art,money", "aim:leads", "aim:none", "serves:readers", "felt:work", "felt:work how:craft",
    "how:setup", "how:must", "how:faceless", "voice:self", "about:me", "about:others", "by:tool", "expect:2",
    "expect:none", "cost:9.50GBP", "met:fair", "met:twitter", "met:", "heard:linkedin", "heard:twitter", "heard:c3",
)  # fmt: skip
NOTES = ("", ": a note", ": thank you for the launch", ": happy birthday to you, dear", ": of @p9 and +t2")


def random_years(folder: Path, seed: int, *, years: int = 3, last: date = LAST) -> None:
    """Write a journal into a folder, the same for the same seed."""
    chance = random.Random(seed)
    files = (
        {"hat.toml": SETTINGS, "people.toml": PEOPLE}
        if chance.random() < 0.8
        else {"hat.toml": "format = 1\n"}
    )
    first = last - timedelta(days=365 * years - 200 * chance.randrange(2))
    often = chance.choice((0.15, 0.4, 0.8))
    for back in range((last - first).days):
        if chance.random() < often:
            day = last - timedelta(days=back)
            files[f"days/{day.year}/{day}.md"] = random_page(chance, day, first)
    for at in range(chance.randrange(3)):
        begin = last - timedelta(days=chance.randrange(700))
        begin -= timedelta(days=begin.weekday())
        channel = chance.choice(("linkedin", "mastodon"))
        files[f"trials/{at}.toml"] = (
            f'hat = "brand"\nchannel = "{channel}"\nactivity = "post"\nfrom = {begin}\nto = {begin + timedelta(13)}\n'
        )
    if chance.random() < 0.3:
        files["trials/halves.toml"] = (
            'hat = "brand"\nchannel = "linkedin"\nactivity = "post"\ndesign = "half-double"\n'
            'from = 2026-03-02\nto = 2026-04-26\nseed = "7"\n'
        )
    if chance.random() < 0.5:
        files["weeks/2026/2026-W40.md"] = (
            "- later: @p2 until 2027-01-01\n- let go: @p5 on 2026-10-01\n- let go: @p30 on 2025-10-01\n"
        )
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    if chance.random() < 0.3:
        (folder / "days" / str(last.year) / "2026-02-30.md").write_text("- 25m brand post\n")
        (folder / "days" / str(first.year) / f"{first}.md").mkdir(exist_ok=True)


def random_page(chance: random.Random, day: date, first: date) -> str:
    """The text of a page."""
    lines = [random_line(chance, day, first) for _ in range(chance.randrange(6))]
    return "".join(f"- {line}\n" for line in lines)


def random_line(chance: random.Random, day: date, first: date) -> str:
    """A line of a page, without its dash."""
    if chance.random() < 0.04:
        return chance.choice(
            ("nothing", "25m brand pots linkedin", "25m brand post linkedin m9", "brand lost @p2", "brand lost @p6 met:fair")
        )  # fmt: skip
    since = (day - first).days
    hat, channel = chance.choice(HATS), chance.choice(CHANNELS)
    if chance.random() < 0.1:
        channel = SELDOM[since // 100 % len(SELDOM)]
    words = [hat]
    which = chance.random()
    is_entry = which < 0.6
    if is_entry:
        activity = chance.choice(("post", "post", "read", "talk", "talk", "do"))
        words.append("do " + chance.choice(("walk", "service", "lead")) if activity == "do" else activity)
        start = chance.randrange(24 * 60)
        clock = f"{start // 60:02}:{start % 60:02}-{(start + 20) // 60 % 24:02}:{(start + 20) % 60:02}"
        words.insert(
            0, chance.choice((clock, f"{chance.randrange(1, 90)}m", "~40m", f"{chance.randrange(2, 4)}h"))
        )
    elif which < 0.85:
        words += ["got", *chance.choice(KINDS).split(" ")]
        times = [word for word in words if word[0] == "x"]
        words = [word for word in words if word not in times]
    else:
        words += chance.choice(
            ("gave note", "gave help", "gave congrats", "gave intro", "asked", "asked")
        ).split(" ")
    if not is_entry and chance.random() < 0.5:
        words.insert(0, f"{chance.randrange(24):02}:{chance.randrange(60):02}")
    words += [channel] if channel else []
    if chance.random() < 0.55:
        many = chance.choice((1, 1, 1, 1, 2, 3))
        # Some are there all the time, most turn up for a while; a few come back after years.
        names = [
            int(8 * chance.random() ** 2),
            20 + since // 40 + chance.randrange(6),
            8 + chance.randrange(12),
        ]
        words += [f"@p{chance.choice(names)}" for _ in range(many)]
        words += [chance.choice(("@one", "@p3old", "@first"))] if chance.random() < 0.1 else []
    if chance.random() < 0.25:
        words.append(
            f"+{chance.choice(('t1', 't2', 'old', f't{10 + since // 60}', f't{chance.randrange(10, 40)}'))}"
        )
    if which >= 0.6 and which < 0.85:
        words += times
        if "sale" in words:
            words.append(f"{chance.randrange(1, 900)}GBP")
    if is_entry:
        words += [f"{letter}{chance.randrange(1, 6)}" for letter in "miuw" if chance.random() < 0.5]
    if chance.random() < 0.4:
        words += chance.choice(FIELDS).split(" ")
    if not is_entry and chance.random() < 0.1:
        then = day - timedelta(days=chance.choice((0, 1, 5, 60, 400)))
        words.append(chance.choice(("from:none", f"from:{then}", f"from:{then}/{channel or 'post'}")))
    return " ".join(words) + chance.choice(NOTES)
