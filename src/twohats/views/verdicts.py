"""The verdicts of a four-week review as blocks: the hats, what was done, the channels; then what was said no to."""

from __future__ import annotations

from twohats.measures.verdict import CARRY_ON, NOT_ENOUGH
from twohats.views.blocks import Door, Fact, Facts
from twohats.views.dates import span_text
from twohats.views.verdict_wording import because_says, subject_says, verdict_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.format.calendar import Block as Weeks
    from twohats.measures.verdict import Verdict, Verdicts
    from twohats.views.blocks import Block

_NO_NAMES: dict[str, str] = {}
MUTED = (NOT_ENOUGH, CARRY_ON)
"""What asks for nothing."""


def verdict_blocks(
    found: Verdicts,
    refused: Sequence[Verdict] = (),
    *,
    names: Mapping[str, str] = _NO_NAMES,
    problems: Sequence[str] = (),
) -> list[Block]:
    """The verdicts of a review; `refused` are those said no to, shown apart until they change.

    `names` are the names to show for channels, and where there is none the name in the journal is shown: whoever
    leaves out names passes what may be named. `problems` are sentences about bars that are not understood.
    """
    hats = [each for each in found.hats if each not in refused]
    done = [each for each in found.activities if each not in refused]
    channels = [each for each in found.channels if each not in refused]
    blocks: list[Block] = [Facts("The hats", tuple(_facts(hats, names)))] if hats else []
    if done:
        blocks.append(Facts("What you do", tuple(_facts(done, names))))
    blocks.append(
        Facts(
            "Channels, brand hat",
            (*_facts(channels, names), *(Fact("bar", each, "muted") for each in problems)),
            empty="No brand hours with a channel in these weeks.",
        )
    )
    if refused:
        blocks.append(
            Facts("You said no, and nothing has changed", tuple(_facts(refused, names, muted=True)))
        )
    return blocks


def _facts(found: Iterable[Verdict], names: Mapping[str, str], *, muted: bool = False) -> Iterable[Fact]:
    """Each verdict with its because below it."""
    for each in found:
        door = Door(view="channels", subject=each.channel) if each.channel else Door()
        quiet = muted or each.rule in MUTED
        yield Fact(subject_says(each, names), verdict_says(each, names), "muted" if quiet else "text", door)
        if each.rule not in MUTED:
            yield Fact("", f"because: {because_says(each)}", "muted")


def weeks_text(block: Weeks) -> str:
    """`4 weeks to 1 November 2026 (2026-W41 to W44)`."""
    last = span_text(block.last.isoformat(), block.last.isoformat())
    return f"4 weeks to {last.partition('-')[2] or last} ({block.weeks()[0].name} to {block.name[5:]})"
