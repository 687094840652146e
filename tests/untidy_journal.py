"""A journal as untidy as real ones get, the other twin of `sample_journal`: for tests, and never shipped.

Twelve simulated weeks whose truth is known, with a seed that was picked: the interval of its last four weeks misses the
truth, as one in ten of 90 % intervals must. Then what people and machines do to a journal: slips, lines of the night on
the page of the evening, short forms and other names of one thing, two hats with one person, pages that another program
has merged, bytes that are no text, notes that try to command a terminal, trials and reviews with mistakes.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.simulator import Wishes, simulate

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.simulator import Truth

SEED = 18
LAST_DAY = "2025-03-30"
LAST_WEEK = "2025-W13"
FOUR_WEEKS = range(8, 12)
"""The last four of the twelve, from 0."""

SETTINGS = """\
week_start = "monday"
colour = "blue"             # no setting

[hats.novelist]
side = "brand"
short = "n"

[channels.linkedin]
social = true
[channels.call]
social = false
[channels.email]
name = "<b>E-mail</b>\\u001b[31m"
social = false

[bar]
conversation = "1 per 10h"
lead = "1 per 2h"
reply = "often"

[renamed]
twitter = "mastodon"
"+evening" = "+night"
"+night" = "+reading"
"+round" = "+circle"
"+circle" = "+round"
"@p01old" = "@p01"

[questions]
slow = "brand post m1-2"
"""
PEOPLE = """\
[p01]
name = "Anna [red]Reiss[/red]"
aliases = ["anna1", "p01"]
met = "linkedin"
[p02]
name = "Bo <script>alert(1)</script>"
aliases = ["anna1"]
met = "the fair"
[nobody]
nmae = "Nobody"
"""
TRIALS = {
    "pause": 'hat = "brand"\nchannel = "linkedin"\nactivity = "post"\nfrom = 2025-03-03\nto = 2025-03-16\nmood = "brave"\n'
    'expect = "nothing <i>at all</i>"\n',
    "halves": 'hat = "brand"\nchannel = "LinkedIn"\ndesign = "half-double"\nfrom = 2025-02-03\nto = 2025-03-30\nseed = 7\n'
    'ended = 2025-02-20\nended_because = "the fair"\n',
    "halves-of-nothing": 'hat = "nobody"\nchannel = "fax"\ndesign = "coin"\nfrom = 2025-02-04\nto = 2025-03-30\n',
    "torn": "hat = \n",
}
REVIEW = """\
# 2025-W12

Prose, and [markup](https://example.org) \x1b[31mred\x1b[0m.

- decided: brand linkedin at most 1h a week
- Decided: less
- later: @p03 until 2025-05-01
- later: p03, when it suits
- let go: @p04 on 2025-03-23
- no: that was not it
- no: b linkedin keep: I know better
- not noise: thank you, truly

## Why?

Because <b>I</b> can.
<<<<<<< here
- decided: brand linkedin at most 2h a week
=======
- decided: brand linkedin at most 3h a week
>>>>>>> there
"""
FIELDS = {
    "felt": ("work", "work", "no"),
    "aim": ("leads", "none", "company", "LEADS"),
    "about": ("me", "others", "you"),
    "why": ("money", "metoo,ego", "give", "my-own-\N{LATIN SMALL LETTER E WITH ACUTE}"),
    "voice": ("self", "brand"),
    "expect": ("0", "2", "5", "some"),
    "how": ("craft", "must", "setup,faceless", "quickly"),
    "serves": ("readers",),
    "cost": ("9GBP", "cheap"),
    "src": ("linkedin",),
    "mood": ("low",),
}
NOTES = (
    ": \x1b[2J\x1b[31mred\x07 and <img src=x onerror=alert(1)>",
    ": [bold]not bold[/bold] {x} %s \\n",
    ": \u202eright to left\u202c, \u200bzero width, caf\u0065\u0301",
    ": with @p05 +evening, and `../../etc/passwd`",
    ": " + "a long note " * 40,
)


def untidy_journal(folder: Path) -> Truth:
    """Write the journal into a folder, always the same, and return what is true of it."""
    journal = simulate(SEED, Wishes())
    rng = random.Random(SEED)
    pages = {day: text.split("\n") for day, text in journal.pages.items()}
    days = sorted(pages)
    for day in days:
        pages[day] = [_untidied(line, rng) for line in pages[day]]
    _add_nights(pages, days)
    written = {f"days/{day[:4]}/{day}.md": "\n".join(lines).encode() for day, lines in pages.items()}
    _damage(written, days)
    files = {"hat.toml": SETTINGS, "people.toml": PEOPLE, "weeks/2025/2025-W12.md": REVIEW,
             "days/2025/notes.md": "- 25m brand post\n", "inbox.md": "25m b post linkedin\n\n25m b post linkedin m9\n"}  # fmt: skip
    files |= {f"trials/{name}.toml": text for name, text in TRIALS.items()}
    for path, data in (written | {path: text.encode() for path, text in files.items()}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return journal.truth


def _untidied(line: str, rng: random.Random) -> str:
    """A line with other names, fields and notes, and now and then a slip: of one in fifty, so that truth is not moved."""
    if not line.startswith("- "):
        return line
    words = line.split(" ")
    if words[3] in ("personal", "brand") and rng.random() < 0.3:
        words[3] = {"personal": "p", "brand": rng.choice(("b", "n", "novelist", "Brand"))}[words[3]]
    if "mastodon" in words and rng.random() < 0.5:
        words[words.index("mastodon")] = "Twitter"
    words = [rng.choice(("@anna1", "@P01old", word)) if word == "@p01" else word for word in words]
    if rng.random() < 0.4:
        key = rng.choice(list(FIELDS))
        words.append(f"{key}:{rng.choice(FIELDS[key])}")
    if rng.random() < 0.05:
        words.append("@p06" if rng.random() < 0.5 else "+evening")
    line = " ".join(words)
    if rng.random() < 0.2:
        line += rng.choice(NOTES)
    if rng.random() < 0.02:
        line = rng.choice(
            (
                line[2:],
                line.replace("- ", "\u2022 ", 1),
                f"{line} m9",
                "\u00a0".join(line.rsplit(" ", 1)),
                "\u00a0" + line,
            )
        )
    return line


def _add_nights(pages: dict[str, list[str]], days: list[str]) -> None:
    """Lines of the hours after midnight, on the page of the evening and, of the same night, on that of the morning."""
    pages[days[20]] += ["- 23:40-24:25 brand post linkedin m2", "- 24:20-24:50 brand read linkedin m2 u2"]
    pages[days[21]][2:2] = [
        "- 00:40-01:00 personal read blogs m3",
        "- 00:50 personal got reply mastodon @p07",
    ]
    pages[days[30]] += [
        "- 25:10-02:10 n post linkedin m1: could not sleep",
        "- 29:59 brand got likes linkedin x3",
    ]
    pages[days[31]] += ["- 30:10 brand got reply linkedin"]
    pages[days[40]] += [f"- brand got reply linkedin from:{days[39]}/linkedin", "- brand got reply from:none",
                        "- brand got reply from:2031-01-01", "- 25m brand post from:none"]  # fmt: skip


def _damage(written: dict[str, bytes], days: list[str]) -> None:
    """What programs do: endings, a mark at the front, bytes that are no text, a merge of their own."""
    paths = [f"days/{day[:4]}/{day}.md" for day in days]
    written[paths[3]] = written[paths[3]].replace(b"\n", b"\r\n")
    written[paths[4]] = b"\xef\xbb\xbf" + written[paths[4]]
    written[paths[5]] += b"- 25m brand post linkedin m2: caf\xe9\n- nothing: \xff\xfe\n"
    written[paths[6]] += b"- 11:00 25m personal talk email @p02 m4\n" * 2
    first, _, rest = written[paths[7]].partition(b"- ")
    written[paths[7]] = (
        first
        + b"<<<<<<< ours\n- 25m brand post email m3\n=======\n- 35m brand post email m3\n>>>>>>> theirs\n- "
        + rest
    )
    written[paths[8]] = written[paths[8]].replace(b"\n", b"\r")
    written[paths[9]] = b""
