"""Lines made from the grammar of `docs/format.md`, right and wrong.

Every choice between right and wrong is made anew for each word.
"""

from __future__ import annotations

import random
from typing import TypeVar
from unicodedata import category, normalize

T = TypeVar("T")


Hats = dict[str, dict[str, str]]
"""As in the cases: for each declared hat its `side` and perhaps its `short` form."""


HATS: tuple[Hats, ...] = (
    {},
    {"novelist": {"side": "personal", "short": "n"}},
    {"nov": {"side": "personal"}, "novel": {"side": "brand", "short": "no"}, "brandy": {"side": "brand"}},
    {"zo\u00eb": {"side": "brand", "short": "\u00e9"}, "client-acme": {"side": "brand", "short": "ca"}},
    {"\u0928\u0940\u0915\u094d\u200c\u0937": {"side": "brand", "short": "m2"}, "noth": {"side": "personal"}},
    {
        "walk": {"side": "brand", "short": "w1"},
        "why": {"side": "brand"},
        "b2": {"side": "brand", "short": "x"},
    },
    {"nothing": {"side": "brand", "short": "q"}, "o'b": {"side": "brand", "short": "q"}},
)
VERBS = "post read talk do got gave asked lost".split()
KINDS = {
    "do": "service walk lead speak make".split(),
    "got": "conversation reply intro help lead sale noticed commented noise thanks congrats likes pitch vanity".split(),
    "gave": "note congrats help intro".split(),
}
TOKENS = (
    "person", "person", "tag", "tag", "motivation", "interest", "count", "amount", "field", "field",
    "channel"
)  # fmt: skip
NAMES = "anna bo linkedin launch in-person o'brien o\u2019brien zo\u00eb x22 m2b J\u030can \u039f\u0394\u039f\u03a3".split()
KEYS = "why aim serves for voice about by cost heard met expect felt work".split()
LATER_KEYS = "src from how".split()
"""The bare word of these is a channel."""
CURRENCIES = "GBP EUR USD JPY XCG ZWG HRK CHE XAU VED ABC".split()
DIGITS = "0123456789"
OTHER_DIGITS = "\u0663\u0967\u00b2\u2460\u2488\U0001d7d8\u1369"
OTHER_NUMBERS = "\u00bd\u2167\u4e09\u3289\u0bf0"
JOINERS = "\u200c\u200d"
HIDDEN = (
    "\u00a0\u200b\u200c\u200d\u200e\u202e\u2028\u2029\u0085\u000b\u000c\u001f\u007f\u0000\ufeff\u00ad\u3000\u2060"
    "\u180e\u1680\ue000\u0378\U000e0041\U0010ffff\r"
)
LETTERS = "a\u00e9\u0130\u0131\u00df\u017f\u212a\u212b\u01c5\u03a3\u0390\ufb01\u1e9e\u10a0\u0915\u05d0\u4e2d\uac00\u02b0\u0149"
MARKS = "\u0301\u0308\u094d\u0345\u20dd\ufe0f\u0e31\u05b0\U000e0100"
SIGNS = (
    "-_.'\u2019@+:~#*()[]{}<>|=/\\\"`\u201c\u2018\u201e\u00ab\u2013\u2014\u2212\u2022,;!?&%$\u00a3\U0001f600"
)
OPENINGS = (
    "", "", "(", "[", "{", "<", '"', "'", "*", "_", "\u201c", "\u2018", "\u201e", "\u00ab", "((*", "!",
    "-"
)  # fmt: skip


class Lines:
    """Makes lines, and what they are made of."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.late = random.Random(f"{seed} after midnight")
        """For what was added to the format later: pages of the same number stay as they were but for that."""
        self.hats = self.pick(HATS)
        self.wrong = self.pick((0.0, 0.02, 0.05, 0.2))
        """How likely a word is wrong: lines with more than one fault say little about the second."""

    # Choices

    def chance(self, likely: float) -> bool:
        return self.random.random() < likely

    def pick(self, values: tuple[T, ...] | list[T]) -> T:
        return self.random.choice(values)

    def of(self, characters: str) -> str:
        return self.random.choice(characters)

    def goes_wrong(self) -> bool:
        return self.chance(self.wrong)

    def digits(self, least: int, most: int) -> str:
        return "".join(self.of(DIGITS) for _ in range(self.random.randint(least, most)))

    def spaces(self) -> str:
        return " " if self.chance(0.9) else self.pick(("  ", "\t", " \t ", "   "))

    # Lines

    def item(self) -> str:
        if self.chance(0.05):
            return self.pick(("nothing", "Nothing", "nothing:x", "nothing much")) + self.note()
        if self.chance(0.05):
            return self.odd_front() + self.spaces() + self.item()
        activity = self.chance(0.6)
        verb = self.pick(VERBS[:4] if activity else VERBS[4:]) if not self.goes_wrong() else self.pick(VERBS)
        words = self.when(activity=activity != self.goes_wrong())
        words += [self.hat(), self.shortened(verb)]
        if verb in KINDS or self.goes_wrong():
            words.append(self.shortened(self.pick(KINDS[verb if verb in KINDS else "got"])))
        kinds = self.random.sample(TOKENS, self.pick((0, 0, 1, 1, 2, 3, 5)))
        tokens = [self.token(kind, verb) for kind in (kinds if not self.goes_wrong() else [*kinds, *kinds])]
        if verb == "lost" and not self.goes_wrong():
            tokens.append(self.person("@"))
        words += tokens
        if self.goes_wrong():
            at = self.random.randrange(len(words))
            words[at : at + 2] = self.pick((words[at : at + 2][::-1], words[at : at + 1], []))
        text = "".join(word + self.spaces() for word in words)
        return (text.rstrip(" \t") if self.chance(0.9) else text) + self.note()

    def odd_front(self) -> str:
        """What looks like a time to a person, or did to another program."""
        return self.pick(
            ("0910-0935", "25 min", "9am", "~", "25", "\u0662", "\u00bd", "10:30pm", "2:1", "99:99",
             "~5", "3x", "\u2460")
        )  # fmt: skip

    def when(self, *, activity: bool) -> list[str]:
        if not activity:
            return [self.time()] if self.chance(0.3) else []
        kind = self.random.random()
        if kind < 0.1:
            return [self.time() + self.of("-\u2013") + self.time(end=True)]
        if kind < 0.3:
            start, minutes = self.random.randrange(1440), self.random.randint(1, 720)
            start += 360 if self.late.random() < 0.2 else 0
            end = start + minutes
            end = end % 1440 if end >= 1800 or self.late.random() < 0.7 else end
            ends = [f"{at // 60:02d}:{at % 60:02d}" for at in (start, end)]
            return [self.of("-\u2013").join(ends)]
        if kind < 0.5:
            return [self.time(), self.duration()]
        return [self.duration()]

    def time(self, *, end: bool = False) -> str:
        if self.goes_wrong():
            return self.pick(
                (self.digits(1, 3) + ":" + self.digits(0, 3), self.late.choice(("30:00", "24:00", "24:60")), "2:1", "12:60", "9:05:00",
                 self.digits(3, 4), "0:0")
            )  # fmt: skip
        if end and self.chance(0.1):
            return "24:00"
        hour = self.random.randrange(24)
        hour += 6 if self.late.random() < 0.1 else 0
        return (
            f"{hour:02d}:{self.random.randrange(60):02d}"
            if self.chance(0.8)
            else f"{hour}:{self.digits(2, 2)}"
        )

    def duration(self) -> str:
        guess = "~" * (self.chance(0.2) + self.goes_wrong())
        if self.goes_wrong():
            return guess + self.pick(
                (self.digits(1, 4) + self.of("mhMHx"), self.digits(1, 2) + "h" + self.digits(0, 3) + self.pick(("", "m")),
                 self.digits(0, 2) + "." + self.digits(0, 3) + "h", "1.5h30", "721m", "12h01", "0h", "0.008h", "25" + self.of(OTHER_DIGITS))
            )  # fmt: skip
        minutes = self.random.randint(1, 720)
        hours, rest = divmod(minutes, 60)
        zeros = "0" * (self.random.randint(1, 3) * self.chance(0.05))
        texts = (
            f"{minutes}m", f"{minutes}M", f"{hours}h{rest:02d}", f"{hours}h{rest}m",
            f"{hours}.{self.digits(1, 4)}h", "25m"
        )  # fmt: skip
        return guess + zeros + self.pick(texts)

    def hat(self) -> str:
        names = ["personal", "brand", *self.hats]
        shorts = ["p", "b", *(hat["short"] for hat in self.hats.values() if "short" in hat)]
        if self.goes_wrong():
            return self.pick((self.name(), self.duration(), self.pick(VERBS), "-", "branding"))
        if self.chance(0.3):
            return self.cased(self.pick(shorts))
        return self.shortened(self.pick(names)) if self.chance(0.3) else self.cased(self.pick(names))

    def shortened(self, word: str) -> str:
        """A word of a closed list, mostly in full; any beginning of it, clear or not; or another word."""
        if self.goes_wrong():
            return self.pick((word + self.of(LETTERS + SIGNS), word[1:], self.name(), word + ":x"))
        return self.cased(word if self.chance(0.6) else word[: self.random.randint(1, len(word))])

    def cased(self, word: str) -> str:
        kind = self.random.random()
        if kind < 0.85:
            return word.replace("'", "\u2019") if self.chance(0.1) else word
        return self.pick((word.upper(), word.title(), normalize("NFD", word), normalize("NFC", word)))

    # Tokens

    def token(self, kind: str, verb: str) -> str:
        if kind in ("motivation", "interest") and (verb in VERBS[:4] or self.goes_wrong()):
            return self.rating("mMuU" if kind == "motivation" else "iIwW")
        if kind == "amount" and (verb == "got" or self.goes_wrong()):
            return self.amount()
        if kind == "count":
            return self.count()
        if kind == "channel":
            return self.channel()
        if kind in ("person", "tag"):
            return self.person("@") if kind == "person" else "+" + self.name()
        return self.field()

    def rating(self, letters: str) -> str:
        if self.goes_wrong():
            return self.of("miuwMIUWxk") + self.pick(
                (self.of("06789"), self.digits(2, 3), "0" + self.of(DIGITS), "2.5", "5-", self.of(OTHER_DIGITS), self.of(OTHER_NUMBERS),
                 "2:x", "2x", "2x:y", "2:", "3,", "1\u0301", "4\u00e9")
            )  # fmt: skip
        return self.of(letters) + self.of("12345")

    def count(self) -> str:
        if self.goes_wrong():
            return "x" + self.pick(
                (
                    "0",
                    "000",
                    "1000001",
                    "1000001",
                    "1.5",
                    self.digits(7, 9),
                    "2:x",
                    "2y",
                    self.of(OTHER_DIGITS),
                    "-1",
                )
            )
        return self.of("xX") + self.pick(("1", "1000000", "007", str(self.random.randint(1, 1000000))))

    def amount(self) -> str:
        if self.goes_wrong():
            return self.pick(
                (self.digits(12, 14) + "GBP", self.digits(12, 13) + "EUR", self.digits(1, 2) + "." + self.digits(4, 5) + "GBP", self.digits(0, 1) + ".5GBP",
                 "5." + "GBP", self.pick(CURRENCIES) + self.digits(0, 3), "gbp5", "\u00a35", "5\u00a3", "5,00EUR", "1200", "5GB",
                 "5u\u017fd", self.of(OTHER_DIGITS) + "GBP", "GBP" + self.of(OTHER_DIGITS + OTHER_NUMBERS), "5GBPX", "5:GBP")
            )  # fmt: skip
        number = self.digits(1, 12 if self.chance(0.2) else 4)
        number += "." + self.digits(1, 4) if self.chance(0.3) else ""
        return number + self.cased(self.pick(CURRENCIES[:6]))

    def field(self) -> str:
        key = self.pick(KEYS) if self.chance(0.5) else self.name()
        key = self.late.choice(LATER_KEYS) if self.late.random() < 0.1 else key
        if self.goes_wrong():
            return self.pick(
                (key + ":", key + "::", ":" + key, key + ": x", key + ":a:", "@" + key + ":x",
                 "//x:y", key + ":a::")
            )  # fmt: skip
        return f"{self.cased(key)}:{self.value()}"

    def value(self) -> str:
        return self.pick(
            ("money,fame", "low", "10:30", "@bo", "+x", "//example.org/x", "a:b", self.name(), "\u00bd", "Caf\u0065\u0301",
             self.of(SIGNS + MARKS + LETTERS) + "x", "a" + self.of(HIDDEN if self.goes_wrong() else LETTERS) + "b")
        )  # fmt: skip

    def channel(self) -> str:
        if self.goes_wrong():
            return self.pick(
                (
                    *KEYS,
                    "in person",
                    "x.",
                    "(x)",
                    "a@b.org",
                    "--tag",
                    "-",
                    "x" * 200,
                    "x" * 201,
                    "2nd",
                    "b\u00b7c",
                    self.pick(("GBP", "gbp", "USD", "HRK"))
                    + self.of(DIGITS + OTHER_DIGITS + OTHER_NUMBERS + ".")
                    + self.of(DIGITS),
                )
            )
        name = self.name()
        return self.cased(self.late.choice(LATER_KEYS)) if self.late.random() < 0.05 else name

    def person(self, sign: str) -> str:
        name = self.name()
        if self.chance(0.2):
            name += "@" + self.name()
        if self.goes_wrong():
            name = self.pick(
                (name + self.of(",.;:)-'_@"), "", "1" + name, name + "@", "@" + name, f"{name}@a@b",
                 name + ":x")
            )  # fmt: skip
        return sign + name

    def name(self) -> str:
        """A name, now and then one of those that few programs read right."""
        kind = self.random.random()
        if kind < 0.5:
            return self.cased(self.pick(NAMES))
        if kind < 0.6:
            return self.character("L") + self.character("LMN")
        inner = "-_.'\u2019" + DIGITS + MARKS + LETTERS + JOINERS + OTHER_DIGITS + OTHER_NUMBERS
        middle = "".join(self.of(inner) for _ in range(self.random.randint(0, 3)))
        name = self.of(LETTERS) + middle + self.of(LETTERS + DIGITS + MARKS + OTHER_NUMBERS)
        if self.goes_wrong():
            at = self.random.randint(0, len(name))
            name = name[:at] + self.of(SIGNS + HIDDEN + MARKS) + name[at:]
        return name

    def character(self, kinds: str) -> str:
        """Any character of these general categories."""
        for _ in range(500):
            char = chr(self.random.randrange(0xA0, 0x3000 if self.chance(0.6) else 0x20000))
            if category(char)[0] in kinds and category(char) != "Cs":
                return char
        return "z"

    # Notes

    def note(self) -> str:
        if self.chance(0.5):
            return ""
        words = "".join(
            self.note_word() + self.pick((" ", " ", "\t", "\u00a0", "\u3000", "\u0085", "\x1c"))
            for _ in range(3)
        )
        return self.pick((": ", ": ", ":", " : ", ":\t", ":  ")) + words[: self.random.randint(0, len(words))]

    def note_word(self) -> str:
        kind = self.random.random()
        if kind < 0.4:
            return self.pick(
                ("on", "m5", "5", "@", "+1", "10:30", "x:", "a@b", "\x1b[31m", "https://x.y/@z", "caf\u00e9")
            )
        name = self.name() + ("@" + self.name() if self.chance(0.2) else "")
        end = self.pick(
            ("", "", "'s", "\u2019s", "'S", ".", ",", "'s,", "-", "-'s", "'s's", "\u200d's", "-'S", ")", "\u200d", "/x",
             "@", "@1", "s'")
        )  # fmt: skip
        return self.pick(OPENINGS) + self.of("@@+") + name + end
