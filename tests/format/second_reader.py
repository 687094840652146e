"""A second reader of a page, written from `docs/format.md` by someone who had seen nothing else."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from itertools import groupby, islice, takewhile
from typing import Any, NamedTuple, Union
from unicodedata import category, combining, digit, normalize

VERBS = "post read talk do got gave asked lost".split()
ACTIVITIES = VERBS[:4]
GOT = "conversation reply intro help lead sale noticed commented noise thanks congrats likes pitch vanity"
KINDS = {"do": "service walk lead speak make", "got": GOT, "gave": "note congrats help intro"}
NUMBERS = {"m": "motivation", "i": "interest", "u": "understanding", "w": "worth", "x": "count"}
RESERVED = "why aim serves for voice about by cost heard met expect felt work".split()
CURRENCIES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL "
    "LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP "
    "PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
    "TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG".split()
)
TIME = "((?:[012]?[0-9]):[0-5][0-9])"
WHEN = re.compile(f"{TIME}(?:[-–]{TIME})?")
DURATION = re.compile("(?i)~?(?:([0-9]+)m|([0-9]+(?:[.][0-9]+)?)h|([0-9]+)h([0-5]?[0-9])m?)")
DURATION_SHAPE = re.compile("(?i)~?(?:[0-9]+m|[0-9]+(?:[.][0-9]+)?h|[0-9]+h[0-9]+m?)")
CLOCK_SHAPE = re.compile("~?(?:[0-9]{1,2}:[0-9]{1,2}[-–])?[0-9]{1,2}:[0-9]{2}")
AMOUNT = re.compile("([0-9]+)(?:[.]([0-9]+))?([A-Za-z]{3})")
FRONT = re.compile("[ \t\u00a0]*([-*+•–—−]|[0-9]+[.)](?= ))?[ \t\u00a0]*")
ITEM = re.compile("[-*+](?:[ \t]|$)")
OTHER = "(?!#|[-*+](?:[ \t]|$)|[ \t]*$).+"
BLOCK = re.compile(f"(?m)^(?:[-*+](?:[ \t].*)?$(?:\n[ \t]+[^ \t\n].*)*|#.*|{OTHER}(?:\n{OTHER})*)")
CONFLICT = re.compile("<([^<|=>]*)(?:[|]([^<|=>]*))?=([^<|=>]*)>")  # of the signs of lines
MARK = re.compile(r"(?s)([<|>])\1{6}(?: .*)?|={7}")
NAME = re.compile("L(?:[LMNDJZ]*[LMND])?")  # of the kinds of characters
SIGNED = re.compile(f"@{NAME.pattern}(?:@{NAME.pattern})?|[+]{NAME.pattern}")

Json = dict[str, Any]
Hats = dict[str, str]  # each name and each short form, with the name that it is
Part = Union["Line", list[list["Part"]]]  # or a conflict: ours, past and theirs


class Line(NamedTuple):
    at: int  # the number of a line, the column of a word
    text: str


class Wrong(Exception):
    """What is wrong with a head: a code and a word."""


def kinds_of(text: str) -> str:
    """For each character D if it is a digit of any script, L, M or N, J or Z if it joins names; or itself."""
    kinds = ("D" if digit(each, None) is not None else category(each)[0] for each in text)
    named = (kind if kind in "DLMN" else each for kind, each in zip(kinds, text, strict=True))
    return re.sub("[-_.'’]", "J", re.sub("[\u200c\u200d]", "Z", "".join(named)))


def seen(text: str) -> str:
    """The text with a no-break space for each hidden character."""
    return "".join("\u00a0" if category(each)[0] in "CZ" and each not in " \t" else each for each in text)


def folded(word: str) -> str:
    """The form in which hats are compared; long runs of marks are sorted first, as NFC is slow with them."""
    runs = groupby(word.lower(), key=lambda each: combining(each) > 0)
    return normalize("NFC", "".join(each for _, run in runs for each in sorted(run, key=combining)))


def by_beginning(word: str, choices: Collection[str]) -> str:
    """The choice that is the word, or the only one that begins with it, or none."""
    found = [choice for choice in choices if choice.startswith(word)]
    return word if word in choices else found[0] if len(found) == 1 else ""


def read_when(words: list[Line]) -> tuple[Json, list[Line]]:
    """Start, minutes and guess of a head, and its words that say so."""
    if not (words[0].text[0] == "~" or kinds_of(words[0].text)[0] == "D"):
        return {}, []
    when, timed = Json(), words[:1]
    if clock := WHEN.fullmatch(words[0].text):
        start, *end = [60 * int(time[:-3]) + int(time[-2:]) for time in clock.groups() if time]
        when = {"start": start} | ({"minutes": end[0] - start + 1440 * (end[0] < start)} if end else {})
        if not end and (len(words) == 1 or not DURATION_SHAPE.fullmatch(words[1].text)):
            return when, timed
        timed = timed if end else words[:2]
    if "minutes" not in when and (match := DURATION.fullmatch(timed[-1].text)):
        minutes, decimal, hours, rest = (Fraction(number or 0) for number in match.groups())
        when["minutes"] = int(minutes + 60 * (decimal + hours) + rest + Fraction(1, 2))
        when |= {"estimated": True} if timed[-1].text[0] == "~" else {}
    if not 1 <= when.get("minutes", 0) <= 720:
        raise Wrong("bad-time", timed[-1])
    return when, timed


def read_head(words: list[Line], hats: Hats, tokens: list[Line]) -> Json:
    """The item that a head is; the tokens found right are added to the list."""
    if [word.text.lower() for word in words] == ["nothing"]:
        return {"type": "nothing"}
    item, timed = read_when(words)
    rest = iter(words[len(timed) :])
    for part in ("hat", "verb", "kind"):
        choices = {"hat": {*hats.values()}, "verb": VERBS}.get(part) or KINDS.get(item["verb"], "").split()
        if choices:
            if not (word := next(rest, None)):
                raise Wrong(f"no-{part}", words[-1])
            text = folded(word.text)
            item[part] = (part == "hat" and hats.get(text)) or by_beginning(text, choices)
            if not item[part]:
                raise Wrong(f"unknown-{part}", word)
    verb, entry, timeless = item["verb"], item["verb"] in ACTIVITIES, "minutes" not in item
    renamed = {"verb": "activity"} if entry else {"start": "at"}
    item = {renamed.get(field, field): said for field, said in item.items()}
    item["type"] = "entry" if entry else "event"
    for word in rest:
        read_token(word, item, verb)
        tokens.append(word)
    if entry == timeless:
        raise Wrong("no-minutes", words[0]) if timeless else Wrong("event-minutes", timed[-1])
    if verb == "lost" and "people" not in item:
        raise Wrong("no-person", Line(words[-1].at + len(words[-1].text), ":"))
    return item


def read_token(token: Line, item: Json, verb: str) -> None:
    word, kinds = token.text, kinds_of(token.text)
    key, colon, value = word.partition(":")
    said: Any = folded(word.replace("’", "'"))
    field, code = "channel", ""
    if word[0] in "@+":
        code = "" if SIGNED.fullmatch(kinds) else "bad-name"
    elif kinds[0] == "D":
        field, said, match = "amount", [word[:-3], word[-3:].upper()], AMOUNT.fullmatch(word)
        fits = match and len(match[1]) <= 12 and len(match[2] or "") <= 4 and said[1] in CURRENCIES
        code = "" if fits and verb == "got" else "bad-amount" if match else "bad-word"
    elif word[0].lower() in NUMBERS and re.match("LD[^L:]*(?::|$)", kinds):
        field, number = NUMBERS[word[0].lower()], re.fullmatch("[0-9]+", word[1:])
        most = 1_000_000 if field == "count" else 5 * (item["type"] == "entry" and len(word) == 2)
        said, wrong = int(number[0]) if number else 0, "bad-count" if field == "count" else "bad-rating"
        code = "bad-word" if colon else "" if 1 <= said <= most else wrong
    elif not NAME.fullmatch(kinds_of(key)) or (value[-1:] in ("", ":") if colon else said in RESERVED):
        code = "bad-word"
    elif colon and "\u00a0" in seen(value):
        code = "hidden-character"
    elif verb == "got" and word[:3] in CURRENCIES and re.fullmatch("LLLD+", kinds):
        code = "bad-amount"
    if code:
        raise Wrong(code, token)
    if word[0] in "@+":
        item.setdefault("people" if word[0] == "@" else "tags", {})[said[1:]] = None
    elif colon:
        item.setdefault("fields", []).append([folded(key.replace("’", "'")), value])
    elif field in item:
        raise Wrong("two-channels" if field == "channel" else "twice", token)
    else:
        item[field] = said


def begins_like_entry(head: str, hats: Hats) -> bool:
    words = [*filter(None, re.split("[ \t\u00a0]", folded(seen(head)))), "", "", "", ""]
    hat = [word in hats for word in words[:3]]
    verb = [by_beginning(word, VERBS) != "" for word in words[:4]]
    if words[0][:1] == "~" or kinds_of(words[0])[:1] == "D":
        clear = DURATION_SHAPE.fullmatch(words[0]) or CLOCK_SHAPE.fullmatch(words[0])
        return bool(clear or (hat[1] and verb[2]) or (hat[2] and verb[3]))
    return hat[0] or words[0].startswith("nothing:")


def judge(line: str, start: int, hats: Hats) -> Json | None:
    """What the text from there says: an item, a problem (with a code), or nothing (prose)."""
    head, *note = re.split(":(?:[ \t]|$)", line[start:], maxsplit=1)
    words = [Line(start + match.start() + 1, match[0]) for match in re.finditer("[^ \t]+", head)]
    tokens = list[Line]()
    try:
        if too_long := [word for word in words if len(word.text) > 200]:
            raise Wrong("bad-word", too_long[0])
        return read_head(words, hats, tokens) | {"note": "".join(note).strip(" \t")} if words else None
    except Wrong as problem:
        code, place = problem.args
    if not begins_like_entry(head, hats):
        return None
    for word in words:
        name = SIGNED.fullmatch(kinds_of(word.text)) or (word in tokens and re.match("[^:]+", word.text))
        for at, each in enumerate(seen(word.text)):
            if each == "\u00a0" and not (name and at < name.end() and word.text[at] in "\u200c\u200d"):
                return {"code": "hidden-character", "column": word.at + at, "length": 1}
    return {"code": code, "column": place.at, "length": len(place.text)}


def judge_near_miss(line: str, hats: Hats) -> Json | None:
    front = FRONT.match(seen(line))
    assert front
    found, hidden = judge(line, front.end(), hats), front[0].find("\u00a0")
    if found is None or "code" in found:
        return found if ITEM.match(line) else None
    first = re.split("[ \t]", line[front.end() :])[0]
    if not (front[1] or re.match("[0-9~]", first) or folded(first) in hats):
        return None
    if hidden >= 0:
        return {"code": "hidden-character", "column": hidden + 1, "length": 1}
    return {"code": "no-dash", "column": 1, "length": len(front[1] or "-")}


def finish(item: Json, lines: list[Line]) -> None:
    """Gives an item its whole note, and the people and tags that it names; takes away what is not said."""
    note = item["note"] = "\n".join(filter(None, [item["note"], *(line.text.strip(" \t") for line in lines)]))
    for word in note.split() if item["type"] != "nothing" else []:
        sign = word.lstrip("([{<\"'*_“‘„«")
        if match := SIGNED.match(kinds_of(sign)):
            name = re.sub("['’][sS]$", "", sign[1 : match.end()]).rstrip("-_.'’\u200c\u200d")
            item.setdefault("people" if sign[0] == "@" else "tags", {})[folded(name.replace("’", "'"))] = None
    item |= {field: list(item[field]) for field in ("people", "tags") if field in item}
    for field in [field for field in item if item[field] == ""] + ["count"] * (item.get("count") == 1):
        del item[field]


def read_lines(lines: list[Line], hats: Hats) -> Iterator[tuple[list[Line], Json]]:
    for at, (_, text) in enumerate(lines):
        if text[:1] not in ("", " ", "\t"):
            found = judge(text, 1, hats) if re.match("-[ \t]", text) else judge_near_miss(text, hats)
            below = takewhile(lambda line: re.match("[ \t]+[^ \t]", line.text), islice(lines, at + 1, None))
            if found:
                yield [lines[at], *below], found


def pair_marks(lines: list[Line]) -> tuple[list[Part], list[Line], int]:
    """The page as lines and conflicts, the marks that are problems, and how deep conflicts are in one another."""
    parts, signs = list[Part](lines), ""
    for line in lines:
        sign = "~" if line.text.startswith("<<<<<<<") else "."
        signs += line.text[0] if MARK.fullmatch(line.text) else sign
    marks = [line for line, sign in zip(lines, signs, strict=True) if sign == "<"]
    while found := CONFLICT.search(signs):
        ours, past, theirs = (parts[slice(*found.span(side))] for side in (1, 2, 3))
        parts[slice(*found.span())] = [[ours, [] if re.search("[~1-9]", found[2] or "") else past, theirs]]
        depth = min(9, 1 + max(map(int, re.findall("[1-9]", found[0])), default=0))
        signs = signs[: found.start()] + str(depth) + signs[found.end() :]
    marks += [part for part, sign in zip(parts, signs, strict=True) if sign == ">" and isinstance(part, Line)]
    return parts, sorted(marks), max(map(int, re.findall("[1-9]", signs)), default=0)


def blocks_of(parts: list[Part]) -> list[list[Line]]:
    """The blocks of a text, those that count where it has conflicts."""
    if not any(isinstance(part, list) for part in parts):
        lines = [part for part in parts if isinstance(part, Line)]
        text = "\n".join(line.text for line in lines)
        ends = [(text.count("\n", 0, block.start()), block[0].count("\n")) for block in BLOCK.finditer(text)]
        return [lines[first : first + below + 1] for first, below in ends]
    texts = [defaultdict[tuple[str, ...], list[list[Line]]](list) for _ in range(3)]
    for side, same in enumerate(texts):
        chosen = [part[side] if isinstance(part, list) else [part] for part in parts]
        for block in blocks_of([part for some in chosen for part in some]):
            key = [line.text.rstrip(" \t") for line in block]
            if ITEM.match(key[0]):
                key = [key[0][0], key[0][1:].lstrip(" \t"), *(each.lstrip(" \t") for each in key[1:])]
            same[tuple(key)].append(block)
    counted = list[list[Line]]()
    for each in texts[0] | texts[2]:
        ours, past, theirs = (same[each] for same in texts)
        fewer, more = sorted((ours, theirs), key=len)
        counted += ours if len(ours) == len(theirs) else more if len(more) > len(past) else fewer
    return sorted(counted)


def first_match(code: str, characters: str, lines: list[Line]) -> list[Json]:
    for number, text in lines:
        if match := re.search(characters, text):
            return [{"code": code, "line": number, "column": match.start() + 1, "length": 1}]
    return []


def read(data: bytes, hats: Mapping[str, Mapping[str, str]]) -> dict[str, list[Json]]:
    """The items and problems of a page, in the form of the cases, with the hats that are declared."""
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    lines = [Line(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1)]
    names = {name: name for name in ["personal", "brand", *map(folded, hats)]}
    shorts = {folded(hat["short"]): folded(name) for name, hat in hats.items() if hat.get("short")}
    known = shorts | {"p": "personal", "b": "brand"} | names
    parts, marks, depth = pair_marks(lines)
    blocks = blocks_of(parts) if 1 <= depth <= 3 else [lines]
    found = [(own, result) for block in blocks for own, result in read_lines(block, known)]
    found.sort(key=lambda each: [line.at for line in each[0]])
    items, problems, timed = list[Json](), list[Json](), set[tuple[str, ...]]()
    for number, (own, result) in enumerate(found, 1):
        place, texts = {"number": number, "line": own[0].at}, tuple(line.text for line in own)
        wrong = first_match("not-utf-8", "[\udc80-\udcff]", own) or ([result] if "code" in result else [])
        if not wrong and "start" in result and texts in timed:
            wrong = [{"code": "doubled", "column": 1, "length": len(texts[0])}]
        problems += [place | each for each in wrong]
        if not wrong:
            timed.add(texts)
            finish(result, own[1:])
            place["lines"] = sum(line.at == own[0].at + more for more, line in enumerate(own))
            items.append(place | result)
    of_page = [{"code": "conflict", "line": at, "column": 1, "length": len(text)} for at, text in marks]
    if not any(each["code"] == "not-utf-8" for each in problems):
        of_page += first_match("not-utf-8", "[\udc80-\udcff]", lines)
    return {"items": items, "problems": [*of_page, *first_match("lone-return", "\r", lines), *problems]}
