"""The roles a text can play on a page or in a view: what a theme gives a colour, and a view uses."""

from __future__ import annotations

ROLES = {
    "text": "anything that plays no other role",
    "title": "the name of the whole view",
    "heading": "the name of a part of it",
    "muted": "what may be read last: units, hints, dates",
    "personal": "words about the personal side",
    "brand": "words about the brand side",
    "personal-fill": "the area of a bar of the personal side, drawn \N{FULL BLOCK}",
    "brand-fill": "the area of a bar of the brand side, drawn \N{DARK SHADE}",
    "noise": "what came back and says nothing",
    "warn": "something to look at before reading on",
    "axis": "axes, zero lines and their labels",
    "interval": "the range of an estimate",
    "dot": "the point of an estimate",
    "problem": "a line that is not understood",
    "key": "a key to press or a command to type",
    "when": "a time or a duration in a line",
    "hat": "a hat in a line, where its side is not known",
    "verb": "an activity or an event in a line",
    "kind": "a kind of return, gift or doing in a line",
    "channel": "a channel",
    "person": "the name of a person",
    "tag": "a thread",
    "rating": "a rating in a line",
    "count": "how many, in a line",
    "amount": "an amount of money",
    "field": "a key and its value in a line",
    "note": "the user's own words",
}
"""Every role and its meaning. A view uses no other, a palette has a colour for each."""

FOUND = "found"
"""Stands in place of the role of a word that was looked for: it is underlined, and has no colour of its own."""

BOLD = frozenset(("title", "heading", "dot", "key"))
"""Roles that are set in bold."""
DIM = frozenset(("muted", "axis", "interval"))
"""Roles that are dimmed where they have no colour of their own."""
