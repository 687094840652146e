"""What is counted in words: the plural, in which readers and interpreting say it, or of one thing the singular."""

from __future__ import annotations

import re

_SINGULARS = {"people": "person", "joins": "join or leave"}
_NOUN = re.compile(r"\b(?:people|joins and leaves|[a-z]+s)\b")
_VERB = re.compile(r"^(,? (?:which|who|that)(?: still)? )(are|were|have|run)\b")
_VERBS = {"are": "is", "were": "was", "have": "has", "run": "runs"}


def counted(count: int, what: str) -> str:
    """The words behind a number: `adverts`, and of one `advert`.

    The first noun is the one that is counted, and a clause directly behind it has its verb: `connections who are not
    named`, `connection who is not named`.
    """
    noun = _NOUN.search(what)
    if count != 1 or noun is None:
        return what
    before, many, behind = what[: noun.start()], noun[0], what[noun.end() :]
    return before + _one(many) + _VERB.sub(lambda verb: verb[1] + _VERBS[verb[2]], behind)


def _one(many: str) -> str:
    first = many.partition(" ")[0]
    if first in _SINGULARS:
        return _SINGULARS[first]
    return f"{many[:-3]}y" if many.endswith("ies") else many[:-1]
