"""The text of a trial's file: written anew, and broken off. Pure; raises no error of a disk."""

from __future__ import annotations

from twohats.format.paths import NEWEST_FORMAT
from twohats.format.toml_set import with_setting
from twohats.format.trial import SIMPLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from twohats.format.trial import Trial

HEADER = "# Written on {day}, before it began. What is expected is not to be improved afterwards.\n"


def new_text(trial: Trial, day: str) -> str:
    """The file of a planned trial, written on `day` (ISO)."""
    import tomli_w

    data: dict[str, object] = {"format": NEWEST_FORMAT, "hat": trial.hat}
    data |= {key: value for key, value in (("channel", trial.channel), ("activity", trial.activity)) if value}
    data |= {"design": trial.design, "from": trial.first, "to": trial.last}
    if trial.design != SIMPLE:
        data |= {"seed": trial.seed, "block_weeks": trial.block_weeks, "blocks": list(trial.drawn)}
    words = {
        "counts": trial.counts,
        "expect": trial.expect,
        "interest": trial.interest,
        "stop_if": trial.stop_if,
        "question": trial.question,
    }
    return HEADER.format(day=day) + tomli_w.dumps(data | {key: text for key, text in words.items() if text})


def with_end(text: str, path: str, ended: date, because: str) -> str:
    """The text with the day on which the trial was broken off, all else kept; raises JournalError."""
    text = with_setting(text, "ended", ended, path)
    return with_setting(text, "ended_because", because, path) if because else text
