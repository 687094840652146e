"""The examples of docs/method.md, section 4: what the sample journal says."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

from scipy import stats

from twohats.actions.trend import trend_to
from twohats.format.calendar import week_named
from twohats.journal.folder import Journal
from twohats.views.block_plain import view_plain
from twohats.views.trend import trend_view

ROOT = Path(__file__).parents[2]


def test_the_example_of_section_4_is_what_the_sample_journal_says() -> None:
    section = (ROOT / "docs" / "method.md").read_text(encoding="utf-8").partition("## 4. ")[2]
    lines = section.partition("```text\n")[2].partition("```")[0].splitlines()
    journal = Journal(str(ROOT / "sample_journal"))
    figures, *_ = trend_to(journal, week_named("2026-W47"), date(2026, 11, 22))
    said = view_plain(trend_view(figures)).splitlines()
    assert len(lines) == 2
    assert [line for line in lines if line not in said] == []


def test_the_figures_of_section_4_are_those_the_trend_is_made_of() -> None:
    text = " ".join((ROOT / "docs" / "method.md").read_text(encoding="utf-8").split())
    figures, *_ = trend_to(Journal(str(ROOT / "sample_journal")), week_named("2026-W47"), date(2026, 11, 22))
    (brand,) = (each for each in figures.slopes if each.side == "brand" and not each.channel)
    fade = brand.fade
    assert fade.value is not None
    assert fade.low is not None
    assert fade.high is not None
    g, low, high = (math.log1p(each) for each in (fade.value, fade.low, fade.high))
    t = stats.t.ppf(0.95, fade.weeks - 2)
    assert f"The standard deviation of ln(hours) is {brand.elasticity.spread:.2f}." in text
    assert f"with {fade.returns:.0f} replies: g = {g:.3f}, its error {(high - g) / t:.3f}, " in text
    assert f"t(0.95; {fade.weeks - 2}) = {t:.2f}, so from {low:.3f} to {high:.3f}, " in text
    assert f"which is {100 * fade.low:.0f} to +{100 * fade.high:.0f} % a week." in text


def test_the_interval_of_those_followed_up_is_wilsons() -> None:
    text = " ".join((ROOT / "docs" / "method.md").read_text(encoding="utf-8").split())
    found = stats.binomtest(6, 8).proportion_ci(0.9, method="wilson")
    assert f"Wilson's interval of 6 in 8 is {100 * found.low:.0f} to {100 * found.high:.0f} %" in text
