"""The words of a line that are from fixed lists (hats, verbs, kinds, keys, currencies), and their short forms.

`docs/format.md` sections 3 and 4 list them for people; this module is the same list for the parser.
"""

from __future__ import annotations

PERSONAL, BRAND = "personal", "brand"
SIDES = (PERSONAL, BRAND)

ACTIVITIES = ("post", "read", "talk", "do")
EVENTS = ("got", "gave", "asked", "lost")
VERBS = ACTIVITIES + EVENTS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

RETURNS = ("conversation", "reply", "intro", "help", "lead", "sale", "noticed", "commented")
NOISE = ("noise", "thanks", "congrats", "likes", "pitch", "vanity")
KINDS: dict[str, tuple[str, ...]] = {
    "do": ("service", "walk", "lead", "speak", "make"),
    "got": RETURNS + NOISE,
    "gave": ("note", "congrats", "help", "intro"),
}
"""The verbs that require a kind, and the kinds each allows."""
EVERY_KIND = tuple(dict.fromkeys(kind for kinds in KINDS.values() for kind in kinds))

RATINGS = {"m": "motivation", "i": "interest", "u": "understanding", "w": "worth"}

RESERVED_KEYS = (
    "why", "aim", "serves", "for", "voice", "about", "by", "cost", "heard", "met", "expect", "felt", "work",
)  # fmt: skip
"""The keys of the first version, whose bare word is no channel: `why: money` is a field with a space too many."""
CHANNEL_KEYS = ("heard", "met")
"""Those whose value is a channel."""
KEYS = (*RESERVED_KEYS, "src", "from", "how")
"""The `key:value` keys that have a meaning (METHOD 2.1). Any other key is kept and listed.

The bare word of a key that was added later stays a channel: lines that use it as one are read as before.
"""
NONE = "none"
KEY_VALUES: dict[str, tuple[str, ...]] = {
    "why": (
        "money", "leads", "followers", "traffic", "tribe", "ego", "metoo", "told-to", "must", "art", "passion", "idea",
        "dent", "remarkable", "give", "curious",
    ),
    "aim": (NONE,),
    "for": ("self", "team"),
    "voice": ("self", "brand"),
    "about": ("me", "others"),
    "expect": (NONE,),
    "felt": ("work",),
    "from": (NONE,),
    "how": ("craft", "faceless", "setup", "must"),
}  # fmt: skip
"""The values of keys that the method knows; each of these keys may have others."""
SEVERAL_VALUES = ("why", "how")
"""The keys whose value may be several, with commas between: `why:money,fame`."""

# ISO 4217, the codes in use in 2026; one string so that nothing is built until an amount is read.
CURRENCIES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL "
    "LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP "
    "PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
    "TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)


def folded(word: str) -> str:
    """A word in the form in which words and names are compared: lower case, and outside ASCII in NFC."""
    if word.isascii():
        return word.lower()
    from unicodedata import normalize

    return normalize("NFC", word.lower())


def spellings(words: tuple[str, ...], short: dict[str, str] | None = None) -> dict[str, str]:
    """Every accepted spelling of `words`, mapped to the word in full.

    A word is accepted in full, by its declared short form (`short`: form to word), and by any beginning that
    only one of the words has. An ambiguous beginning maps to the empty string.
    """
    found: dict[str, str] = {}
    for word in words:
        for end in range(1, len(word)):
            beginning = word[:end]
            found[beginning] = "" if beginning in found else word
    if short:
        found.update(short)
    found.update({word: word for word in words})
    return found


VERB_SPELLINGS = spellings(VERBS)
KIND_SPELLINGS = {verb: spellings(kinds) for verb, kinds in KINDS.items()}


class Hats:
    """The hats of a journal: which there are, which side each counts for, and how each may be written.

    `declared` maps a hat's name to its side and short form (which may be empty), as `hat.toml` gives them;
    `personal` (`p`) and `brand` (`b`) are always there.
    """

    __slots__ = ("sides", "spellings", "whole")

    def __init__(self, declared: dict[str, tuple[str, str]] | None = None) -> None:
        declared = declared or {}
        self.sides: dict[str, str] = {PERSONAL: PERSONAL, BRAND: BRAND}
        short: dict[str, str] = {}
        for declared_name, (side, form) in declared.items():
            name = folded(declared_name)
            self.sides.setdefault(name, side)  # personal and brand can never count for the other side
            if form:
                short[folded(form)] = name
        short.update(p=PERSONAL, b=BRAND)
        self.spellings = spellings(tuple(self.sides), short)
        # What makes a list item look like an entry: a hat in full or by its short form, never a mere
        # beginning of one ("- person I met" is prose).
        self.whole: frozenset[str] = frozenset(self.sides) | frozenset(short)


DEFAULT_HATS = Hats()
