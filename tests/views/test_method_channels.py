"""The examples in `docs/method.md` of what `hat channels` says, against what it says of the sample journal."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest

from twohats.actions.channels import ReadChannels, channels_of, last_weeks
from twohats.format.times import duration_text
from twohats.journal.folder import Journal
from twohats.views import channel_wording as words

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def read() -> ReadChannels:
    journal = Journal(str(ROOT / "sample_journal"))
    return channels_of(journal, last_weeks(journal, TODAY), TODAY)


@pytest.fixture(scope="module")
def examples() -> str:
    """The examples, in one line."""
    text = (
        (ROOT / "docs" / "method.md")
        .read_text("utf-8")
        .partition("### 2.8 Channels\n")[2]
        .partition("\n### ")[0]
    )
    return " ".join(text.partition("Worked examples:")[2].split())


def test_the_examples_are_what_it_says(read: ReadChannels, examples: str) -> None:
    found = read.figures
    letter = next(each for each in found.channels if each.channel == "letter")
    rate, lead = letter.rates["reply"], letter.rates["lead"]
    assert rate.value
    assert rate.low
    assert rate.high
    assert lead.at_most
    ratio = found.talk_to_post["reply"]
    contrast, busy, forecasts = found.contrast["brand"], found.busy["brand"], found.forecasts["brand"]
    purpose = found.purposes["brand"]
    assert busy.shares
    assert found.social
    assert forecasts.off_by
    social = found.social.ratios["reply"]
    factors = [math.exp(each.log_error) for each in forecasts.matured]
    had = [each.actual for each in forecasts.matured]
    assert [(each.expected, each.actual) for each in forecasts.matured if each.actual] == [(1, 1), (2, 2)]
    assert sorted(factors)[len(factors) // 2] == pytest.approx(forecasts.off_by)
    assert len(had) == 7
    sent, received = (found.minutes["brand"][each] for each in ("post", "read"))
    for says in (
        f"{duration_text(letter.minutes)}, of which {duration_text(round(60 * rate.hours))}",
        f"{rate.alone} replies are credited",
        f"{words.ten(rate.value)} per 10 hours, the weeks being uneven {words.ten(rate.low)} to {words.ten(rate.high)}",
        (
            f"No lead in {duration_text(round(60 * lead.hours))}: at most 3.0 / {lead.hours:.1f} hours, "
            f"{words.ten(lead.at_most)} per 10 hours"
        ),
        (
            f"factors {', '.join(f'{each:.0f}' for each in factors[:-1])} and {factors[-1]:.0f}, the middle of "
            f"which is {forecasts.off_by:.1f}"
        ),
        f"{60 * received / sent:.0f} minutes for every 60",
        f"has an aim and whom it serves ({100 * purpose.purposeful / purpose.asked:.0f} %)",
        f"say `aim:none` ({100 * (1 - purpose.aimed / purpose.asked):.0f} %)",
        (
            f"{ratio.counts['talk']} replies in {duration_text(round(60 * ratio.hours['talk']))} against "
            f"{ratio.counts['post']} in {duration_text(round(60 * ratio.hours['post']))}: {words.ratio_text(ratio)}"
        ),
        (
            f"{contrast.n['talk']} interest ratings of talk and {contrast.n['post and read']} of post and read: "
            f"{words.contrast_text(contrast)}"
        ),
        (
            f"brand expected {', '.join(str(each.expected) for each in forecasts.matured[:-1])} and "
            f"{forecasts.matured[-1].expected} answers"
        ),
        f"{duration_text(found.minutes['brand']['read'])} read, {duration_text(found.minutes['brand']['post'])} sent",
        (
            f"{len(found.cost.people)} people first talked to in {duration_text(found.cost.minutes)}: "
            f"{duration_text(round(found.cost.each or 0))} each "
            f"({words.minutes_between(found.cost.low or 0, found.cost.high or 0)})"
        ),
        f"{busy.lines} entries that felt like work, {duration_text(busy.minutes)}",
        f"{duration_text(busy.least)}: {round(100 * busy.shares[0])} to {round(100 * busy.shares[1])} %",
        f"of {duration_text(purpose.asked)} that say it, {duration_text(purpose.purposeful)} has an aim",
        f"{duration_text(purpose.asked - purpose.aimed)} say `aim:none`",
        (
            f"in {duration_text(round(60 * social.hours['social']))} social against {social.counts['other']} in "
            f"{duration_text(round(60 * social.hours['other']))}: {words.ratio_text(social)}"
        ),
    ):
        assert says in examples
