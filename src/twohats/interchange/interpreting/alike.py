"""R7: one short sentence from many people is statutory noise, whoever of them it comes from.

Not every two sentences are compared: those of a block are, and a block has the sentences with one of their three rarest
words in common. Within it a sentence is compared with the commonest LEADERS, so the work grows as the sentences do.
"""

from __future__ import annotations

from functools import lru_cache

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

LIKE = 90.0
"""How alike two sentences are, 0 to 100, with their words in the order of
the alphabet (`rapidfuzz.fuzz.ratio`)."""
LEADERS = 40
"""Sentences of a block with which others are compared."""
RAREST = 3
_FEW = 8
_KINDS = {
    "congrats": (
        "congrat|kudos|well done|happy birthday|happy work anniversary|glückwunsch|gratul|alles gute|félicit"
        "|joyeux anniversaire|felicit|felicidades|enhorabuena|feliz cumple|parabéns|feliz aniversário|complimenti"
        "|auguri|buon compleanno|gefeliciteerd|grattis|tillykke|onnea|tebrik|поздрав|おめでとう|恭喜|축하"
    ).split("|"),
    "thanks": (
        "thank|thx|danke|merci|gracias|obrigad|grazie|bedankt|dank je|tack|kiitos|dziękuj|teşekkür|спасибо"
        "|ありがとう|谢谢|감사"
    ).split("|"),
}
"""Beginnings of words by which the kind of noise is told, in some languages."""


class Sentence(NamedTuple):
    """A short sentence as one person sent it."""

    text: str
    """As `record.short_text` has it, without the names of both."""
    sender: str
    """Who, or anything that tells one sender from another."""


def statutory(sentences: Iterable[Sentence], least: float) -> dict[str, str]:
    """The texts of all clusters with at least so many senders, and the kind of noise each is."""
    senders: dict[str, tuple[str, ...] | set[str]] = {}
    for sentence in sentences:
        known = senders.get(sentence.text, ())
        if not sentence.text or sentence.sender in known:
            continue
        if isinstance(known, set):
            known.add(sentence.sender)
        else:  # most sentences have one sender, and a set of one takes four times the room of a tuple
            more = (*known, sentence.sender)
            senders[sentence.text] = more if len(more) < _FEW else set(more)
    found: dict[str, str] = {}
    for texts in _clusters(senders):
        if len({sender for text in texts for sender in senders[text]}) >= least:
            kind = kind_of(texts[0])
            found.update(dict.fromkeys(texts, kind))
    return found


def kind_of(text: str) -> str:
    """The kind of noise that a sentence seems to be."""
    padded = f" {text}"
    for kind, seeds in _KINDS.items():
        if any(f" {seed}" in padded or (not seed.isascii() and seed in text) for seed in seeds):
            return kind
    return "noise"


def without_names(text: str, names: Iterable[str]) -> str:
    """A compared text without the words of some names."""
    words = [_words_of(name) for name in names]
    return " ".join([word for word in text.split() if not any(word in those for those in words)])


@lru_cache(maxsize=4096)
def _words_of(name: str) -> frozenset[str]:
    """The words of a name as compared texts have them; asked of every message."""
    return frozenset("".join(char if char.isalpha() else " " for char in name[:400].casefold()).split())


def _clusters(senders: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Texts that are like the first of their cluster, the commonest first; always the same, whatever their order."""
    from rapidfuzz import fuzz, process

    order = sorted(senders, key=lambda text: (-len(senders[text]), text))
    common: dict[str, int] = {}
    for text in order:
        for word in set(text.split()):
            common[word] = common.get(word, 0) + 1
    blocks: dict[str, dict[str, str]] = {}
    clusters: dict[str, list[str]] = {}
    for text in order:
        words = sorted(text.split())
        rarest = sorted(set(words), key=lambda word: (common[word], word))[:RAREST]
        ordered = " ".join(words)
        near = {key: each for word in rarest for key, each in blocks.get(word, {}).items()}
        like = process.extractOne(ordered, near, scorer=fuzz.ratio, score_cutoff=LIKE) if near else None
        if like is not None:
            clusters[like[2]].append(text)
            continue
        clusters[text] = [text]
        for word in rarest:
            block = blocks.setdefault(word, {})
            if len(block) < LEADERS:
                block[text] = ordered
    return list(clusters.values())
