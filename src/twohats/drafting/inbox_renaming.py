"""A name put in place of another one in the lines that wait in `inbox.md`. Pure.

They are in any form, so a person or a thread is renamed wherever its sign is, and a channel where a line that would be
taken in has it as its channel.
"""

from __future__ import annotations

from twohats.drafting.inbox import read_inbox
from twohats.format.model import Entry, Event
from twohats.format.names import name_of
from twohats.format.renaming import renamed_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.drafting.inbox import Accepted
    from twohats.format.renaming import Renaming
    from twohats.format.times import Now
    from twohats.format.words import Hats


def renamed_inbox(text: str, renaming: Renaming, now: Now, hats: Hats) -> str:
    """The text of an inbox, renamed; one in conflict keeps its channels."""
    if renaming.sign:
        return renamed_text(text, renaming)
    if "<<<<<<<" in text:
        return text
    for accepted in read_inbox(text, now, hats).accepted:
        if _channel(accepted) == renaming.old:
            text = _with_channel(text, accepted, renaming, now, hats)
    return text


def _channel(accepted: Accepted) -> str:
    value = accepted.draft.value
    return value.channel if isinstance(value, (Entry, Event)) else ""


def _with_channel(text: str, accepted: Accepted, renaming: Renaming, now: Now, hats: Hats) -> str:
    """The text with the word renamed that is the channel of a line; as it is if no word is that alone."""
    lines = text.split("\n")
    row = lines[accepted.line - 1]
    expected = accepted.draft.value._replace(channel=renaming.new)  # type: ignore[call-arg]  # an entry or event
    at = 0
    for word in row.split():
        at = row.index(word, at)
        if name_of(word) == renaming.old:
            new = [*lines]
            new[accepted.line - 1] = row[:at] + renaming.new + row[at + len(word) :]
            read = read_inbox("\n".join(new), now, hats).accepted
            if any(one.line == accepted.line and one.draft.value == expected for one in read):
                return "\n".join(new)
        at += len(word)
    return text
