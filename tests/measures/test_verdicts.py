"""Every verdict reached, with the sentence that it says, and every reason for saying nothing yet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from tests.measures.logged import whole

from twohats.measures import verdict as rules
from twohats.measures.bar import read_bars
from twohats.measures.evidence import evidence_of, ratio_of, settle
from twohats.measures.returns import trace_returns
from twohats.measures.verdicts import asked, verdicts, with_pauses
from twohats.views.blocks import Facts
from twohats.views.verdict_wording import because_says, verdict_says
from twohats.views.verdicts import verdict_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.measures.verdict import Verdict, Verdicts

NAMES = {"linkedin": "LinkedIn"}
Lines = dict[int, str]


def weeks_of(text: str | Callable[[int], str], weeks: Sequence[int] = range(26), weekday: int = 0) -> Lines:
    """The same lines on a day of every week, counted back; `N` in them is the number of the week."""
    return {
        weekday - 7 * week: (text(week) if callable(text) else text).replace("N", str(week)) for week in weeks
    }


def every_day(*, weeks: int = 8) -> Lines:
    """A line on every day, so that the days are logged."""
    return {-day: "nothing" for day in range(-6, 7 * weeks - 6)}


def together(*parts: Lines) -> Lines:
    days: Lines = {}
    for part in parts:
        for day, text in part.items():
            days[day] = f"{days[day]}\n{text}" if day in days else text
    return days


def review(*parts: Lines, bar: dict[str, str] | None = None, weeks: int = 8) -> Verdicts:
    """What the review of the four weeks to 22 November says."""
    timeline = whole(together(*parts, every_day(weeks=weeks)))
    traced = trace_returns(timeline)
    settled, bars = settle(timeline, traced), read_bars(bar or {})
    return with_pauses(verdicts(*(asked(timeline, traced, settled, bars, back) for back in (0, 4))))


def of_channel(said: Verdicts, channel: str = "linkedin") -> Verdict:
    return next(each for each in said.channels if each.channel == channel)


def of_hats(said: Verdicts, rule: str) -> Verdict | None:
    return next((each for each in said.hats if each.rule == rule), None)


def rules_of(said: Verdicts) -> list[str]:
    return [each.rule for each in said.all()]


POSTS = weeks_of("4h brand post linkedin")
BAR = {"conversation": "1 per 10h"}
ASKED_BY = weeks_of("brand got reply email @stranger-aN\nbrand got reply email @stranger-bN", weekday=5)
"""Two people a week who begin of their own accord."""


# The channels


def test_no_sign_it_pays() -> None:
    found = of_channel(review(POSTS, bar=BAR))
    assert (found.rule, found.code, found.reviews) == (rules.NO_SIGN, "1", 2)
    assert verdict_says(found, NAMES) == (
        "In 48h, no conversation came back. If it pays at all, it brings less than 0.6 conversations per 10 h (95 %). "
        "Your bar is 1 per 10h. Perhaps there is no return here in your situation. "
        "A pause would show what stopping costs."
    )
    assert because_says(found) == (
        "rule 1; conversations: none in 48h of 12 weeks, 0.0 to 0.6 per 10 h (each end 95 %), bar 1 per 10h; "
        "held at the last two reviews"
    )


def test_no_sign_counts_the_untraced_of_the_brand_hat_and_only_those() -> None:
    untraced = {-7 * 5: "brand got conversation\npersonal got conversation"}
    found = of_channel(review(POSTS, untraced, bar=BAR))
    (rate,) = found.rates
    assert (rate.count, rate.untraced) == (0, 1)
    assert rate.high == pytest.approx((1 + math.sqrt(1.5) * (4.743865 - 1)) / 48, rel=1e-6)
    assert rate.high > 0.1, "with the one that may have come from here it is no longer below the bar"
    assert found.rule == rules.ASK


def test_no_sign_says_how_many_are_untraced() -> None:
    untraced = {-7 * 5: "brand got conversation", -7 * 6: "brand got conversation"}
    said = verdict_says(of_channel(review(weeks_of("9h brand post linkedin"), untraced, bar=BAR)))
    assert (
        "no conversation came back. If it pays at all, even if all 2 untraced ones came from here, it brings less than 0.7"
        in said
    )


def test_no_sign_needs_every_kind_of_the_aim() -> None:
    bar = BAR | {"lead": "1 per 10h"}
    found = of_channel(review(POSTS, bar=bar))
    assert found.rule == rules.NO_SIGN
    assert verdict_says(found).startswith("In 48h, no conversation, and in 80h, no lead came back. ")
    assert "Your bar is 1 per 10h (conversation) and 1 per 10h (lead)" in verdict_says(found)
    open_one = of_channel(review(POSTS, bar=BAR | {"lead": "1 per 30h"}))
    assert open_one.rule != rules.NO_SIGN


CAME = weeks_of("brand got conversation linkedin @aN\nbrand got conversation linkedin @bN", weekday=1)


def test_keep() -> None:
    found = of_channel(review(POSTS, CAME, bar={"conversation": "1 per 5h"}))
    assert (found.rule, found.code, found.reviews) == (rules.KEEP, "2", 2)
    assert verdict_says(found, NAMES) == (
        "LinkedIn reaches your bar of 1 per 5h: at least 2.8 conversations per 10 h (95 %)."
    )
    assert because_says(found) == (
        "rule 2; conversations: 24 in 48h of 12 weeks, 2.8 to 7.9 per 10 h (each end 95 %), bar 1 per 5h; "
        "held at the last two reviews"
    )


def test_uneven_weeks_widen_the_limits_once_there_are_returns_enough_to_see_it() -> None:
    def limits(*counts: int) -> tuple[float, float]:
        came = weeks_of(
            lambda week: "\n".join(["brand got conversation linkedin"] * counts[week % 2]), weekday=1
        )
        spread = {
            day + n: line for day, text in came.items() for n, line in enumerate(text.split("\n")) if line
        }
        (rate,) = of_channel(review(POSTS, spread, bar=BAR)).rates
        assert rate.count == 6 * sum(counts)
        return rate.low, rate.high

    (low, high), (even_low, even_high) = limits(0, 6), limits(3, 3)
    assert low < even_low < even_high < high
    assert limits(0, 2)[1] - limits(1, 1)[1] == pytest.approx(0), "twelve returns do not show it"


def test_keep_is_of_one_kind_which_is_named() -> None:
    found = of_channel(review(POSTS, CAME, bar={"lead": "1 per 5h", "conversation": "1 per 5h"}))
    assert (found.rule, found.kind) == (rules.KEEP, "conversation")


TALKS = weeks_of(
    "2h brand talk email @cN @dN\nbrand got conversation email @cN\nbrand got conversation email @dN",
    weekday=2,
)


def test_shift_to_where_an_hour_brings_more() -> None:
    said = review(POSTS, TALKS)
    found = of_channel(said, "email")
    assert (found.rule, found.code, found.toward, found.reviews) == (rules.SHIFT, "3", True, 2)
    assert verdict_says(found) == (
        "An hour of email brought many times the conversations of your other brand hours (at least 5.0, 95 %). "
        "Try moving one hour a week here."
    )
    assert because_says(found) == (
        "rule 3; conversations per hour, 95 %: 5.0 or more times; 24 in 24h against 0.0 in 48h; "
        "held at the last two reviews"
    )
    assert [each.rule for each in said.channels].count(rules.SHIFT) == 1, "one of all channels together"


def test_shift_between_what_is_done() -> None:
    everywhere = weeks_of(
        lambda week: (
            f"4h brand post wall{week}\n2h brand talk place{week} @cN @dN\n"
            f"brand got conversation place{week} @cN\nbrand got conversation place{week} @dN"
        ),
    )
    (found,) = review(everywhere).activities
    assert (found.activity, found.toward) == ("talk", True)
    assert verdict_says(found).startswith("An hour of talking brought many times the conversations")
    said = review(POSTS, TALKS)
    assert said.activities == (), "the same hours are spoken of once, by their channel"


def test_shift_away_from_where_an_hour_brings_less() -> None:
    some = weeks_of(
        "2h brand talk phone @eN @fN\nbrand got conversation phone @eN\nbrand got conversation phone @fN",
        weekday=3,
    )
    few = weeks_of("brand got conversation linkedin @gN", weeks=range(0, 26, 4), weekday=1)
    both = review(POSTS, TALKS, some, few)
    shifted = [each for each in both.channels if each.rule == rules.SHIFT]
    assert len(shifted) == 1
    said = verdict_says(shifted[0]._replace(toward=False), NAMES)
    assert said.startswith("Your other brand hours brought ")
    assert said.endswith("Try moving one hour a week.")


def test_a_posting_channel_that_brings_more_is_found_though_talks_are_the_last_touch() -> None:
    """What arrives where the hat has posted counts there, though everybody was talked with elsewhere."""
    talks = weeks_of("2h brand talk email @aN @bN", weekday=0)
    posts = weeks_of("2h brand post linkedin", weekday=0)
    found = of_channel(review(talks, posts, CAME))
    assert (found.rule, found.toward) == (rules.SHIFT, True)


def test_what_only_the_place_ties_to_a_talk_is_untraced_for_verdicts() -> None:
    days = weeks_of("2h brand talk email @aN\nbrand got conversation email @someone-elseN", weeks=range(16))
    timeline = whole(together(days, every_day()))
    found = evidence_of(timeline, settle(timeline, trace_returns(timeline)), "conversation")
    assert (found.brand.count, found.untraced, found.untraced_here) == (0, 12, 12)


@pytest.mark.parametrize(("arrives", "count"), [("email ", 12), ("", 12), ("phone ", 0)])
def test_a_talk_is_credited_by_the_person_only_where_the_return_arrives_at_it_or_nowhere(
    arrives: str, count: int
) -> None:
    days = weeks_of(f"2h brand talk email @aN\nbrand got conversation {arrives}@aN", weeks=range(16))
    timeline = whole(together(days, every_day()))
    found = evidence_of(timeline, settle(timeline, trace_returns(timeline)), "conversation")
    assert (found.brand.count, found.untraced) == (count, 12 - count)


def test_what_was_untied_came_from_none_of_the_entries() -> None:
    days = weeks_of("2h brand talk email @aN\nbrand got conversation email @aN from:none", weeks=range(16))
    timeline = whole(together(days, every_day()))
    found = evidence_of(timeline, settle(timeline, trace_returns(timeline)), "conversation")
    assert (found.brand.count, found.untraced, found.untraced_share) == (0, 0, 0.0)


def test_several_people_on_one_day_from_one_entry_are_a_burst() -> None:
    """The same returns in bursts: the interval is wider."""

    def came(*days: int) -> Lines:
        lines = [(day, f"brand got conversation linkedin @p{at}-N") for at, day in enumerate(days)]
        return together(*(weeks_of(line, weekday=day) for day, line in lines))

    found = []
    for each in (came(1, 2, 3), came(1, 1, 1)):
        timeline = whole(together(POSTS, each, every_day()))
        found.append(evidence_of(timeline, settle(timeline, trace_returns(timeline)), "conversation"))
    assert [each.brand.count for each in found] == [36, 36]
    assert [each.brand.bursts for each in found] == [1.0, 3.0]
    assert [each.bursts for each in found] == [1.0, pytest.approx(1 + 2 - 4 / 3 * 36 / 84)]
    nothing = found[0].brand._replace(returns={}, count=0, squares=0.0)
    alone, burst = (ratio_of(each, each.brand, nothing) for each in found)
    assert alone is not None
    assert burst is not None
    assert alone.high < burst.high


def test_cap() -> None:
    days = weeks_of(lambda week: f"{(1, 4)[week % 2]}h brand post linkedin", weeks=range(40))
    came = weeks_of(
        "brand got conversation linkedin @aN\nbrand got conversation linkedin @bN", weeks=range(40), weekday=1
    )
    found = of_channel(review(days, came))
    assert (found.rule, found.code, found.reviews) == (rules.CAP, "4", 2)
    assert verdict_says(found) == (
        "Beyond about 2h30 a week the last hour brings about 0.0 of the average hour. "
        "Try half and double weeks to be sure."
    )
    assert because_says(found).startswith("rule 4; conversations: the last hour to the average one 0.0 to 0.")


UNDECIDED = weeks_of("2h brand post linkedin")
NOW_AND_THEN = weeks_of("brand got conversation linkedin @aN", weeks=range(0, 26, 3), weekday=1)


def test_a_pause_where_the_log_cannot_decide() -> None:
    found = of_channel(review(UNDECIDED, NOW_AND_THEN, ASKED_BY, ASKED_BY, bar={"conversation": "1 per 6h"}))
    assert (found.rule, found.code, found.because) == (rules.PAUSE, "5", "bar")
    assert verdict_says(found).startswith("The log cannot decide this. A 4-week pause could show a loss of ")
    assert verdict_says(found).endswith(" % or more.")
    assert "contacts a week that they began, over 8 weeks" in because_says(found)


def test_ask_where_a_pause_cannot_decide_either() -> None:
    found = of_channel(review(UNDECIDED, NOW_AND_THEN, bar={"conversation": "1 per 6h"}))
    assert (found.rule, found.code) == (rules.ASK, "5b")
    assert verdict_says(found) == (
        "The log cannot decide this, and at 0.4 contacts a week a pause cannot either. "
        "Ask the next five people how they found you."
    )


def test_mostly_untraced_returns_decide_nothing() -> None:
    untraced = weeks_of("brand got conversation", weekday=3)
    found = of_channel(review(UNDECIDED, untraced, ASKED_BY))
    assert (found.rule, found.because) == (rules.PAUSE, "untraced")
    assert because_says(found).startswith("rule 5; 100 % of conversations are untraced; ")


def test_busy_and_nothing_traced_decides_nothing() -> None:
    felt = weeks_of("2h brand post linkedin felt:work")
    found = of_channel(review(felt))
    assert (found.rule, found.because) == (rules.ASK, "busy")
    assert "felt like work, no connection traced yet: 100 % to 100 %" in because_says(found)


def test_carry_on() -> None:
    found = of_channel(review(UNDECIDED))
    assert (found.rule, found.code, found.reviews) == (rules.CARRY_ON, "6", 1)
    assert verdict_says(found) == "Nothing here says change."


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (weeks_of("4h brand post linkedin", weeks=range(5)), "Not enough yet: not before 29 Nov: returns take 2 weeks to come in."),
        (weeks_of("4h brand post linkedin", weeks=range(2)), "Not enough yet: not before 20 Dec: returns take 2 weeks to come in."),
        (weeks_of("10m brand post linkedin", weeks=range(20)), "Not enough yet: 2h more here."),
        (weeks_of("~4h brand post linkedin", weeks=range(20)), "Not enough yet: more than half of the minutes are guesses."),
    ],
)  # fmt: skip
def test_not_enough_yet(days: Lines, says: str) -> None:
    found = of_channel(review(days, bar=BAR, weeks=len(days)))
    assert (found.rule, found.code) == (rules.NOT_ENOUGH, "0")
    assert verdict_says(found) == says


def test_not_enough_days_logged() -> None:
    timeline = whole(POSTS)
    traced = trace_returns(timeline)
    settled, bars = settle(timeline, traced), read_bars(BAR)
    said = verdicts(*(asked(timeline, traced, settled, bars, back) for back in (0, 4)))
    assert verdict_says(of_channel(said)) == "Not enough yet: only 4 of 28 days have a line."


def test_leads_take_six_weeks() -> None:
    said = verdict_says(
        of_channel(review(weeks_of("4h brand post linkedin", weeks=range(8)), bar={"lead": "1 per 10h"}))
    )
    assert said == "Not enough yet: not before 6 Dec: returns take 6 weeks to come in."


def test_kinds_that_ripen_slowly_look_back_half_a_year() -> None:
    bar = BAR | {"lead": "1 per 10h"}
    long = weeks_of("4h brand post linkedin", weeks=range(40))
    weeks = {each.kind: each.weeks for each in of_channel(review(long, bar=bar, weeks=40)).rates}
    assert weeks == {"conversation": 12, "lead": 26}


def test_a_channel_of_half_a_year_ago_is_not_spoken_of() -> None:
    once = weeks_of("4h brand post flickr", weeks=range(22, 32))
    said = review(POSTS, once, bar=BAR | {"lead": "1 per 10h"}, weeks=40)
    assert [each.channel for each in said.channels] == ["linkedin"]


def test_what_held_once_is_not_said_and_blocks_nothing() -> None:
    """Ten hours are there only now: at the review before there were not enough."""
    days = weeks_of(
        lambda week: "10h brand post linkedin" if week in (2, 3, 4) else "20m brand post linkedin",
        weeks=range(14),
    )
    timeline = whole(together(days, every_day()))
    traced = trace_returns(timeline)
    settled, bars = settle(timeline, traced), read_bars(BAR)
    now, before = (asked(timeline, traced, settled, bars, back) for back in (0, 4))
    assert now.channels["linkedin"][0].rule == rules.NO_SIGN
    assert of_channel(verdicts(now, before)).rule == rules.CARRY_ON
    assert of_channel(verdicts(now, None)).rule == rules.CARRY_ON
    assert of_channel(verdicts(now, now)).rule == rules.NO_SIGN


# The hats


def rated(personal: str, brand: str, *, activity: str = "post", weeks: int = 4, extra: str = "") -> Lines:
    """Ratings of both hats on five days a week, from digits taken in turn."""
    days = {}
    for number, day in enumerate(
        sorted(-7 * week + weekday for week in range(weeks) for weekday in range(5))
    ):
        p, b = personal[number % len(personal)], brand[number % len(brand)]
        days[day] = f"30m personal {activity} mastodon {extra}{p}\n30m brand {activity} linkedin {extra}{b}"
    return days


def test_a_gap() -> None:
    found = of_hats(review(rated("445", "233", extra="m")), rules.GAP)
    assert found is not None
    assert found.code == "H1"
    assert verdict_says(found) == (
        "Wearing the brand hat you would more often rather be elsewhere: -2.1 to -1.2 points on the 1-5 scale, "
        "-1.6 at best guess."
    )
    assert because_says(found) == (
        "rule H1; motivation like for like -1.6 (-2.1 to -1.2), 95 %, from 20 personal and 20 brand ratings"
    )


def test_a_gap_the_other_way() -> None:
    found = of_hats(review(rated("233", "445", extra="m")), rules.GAP)
    assert found is not None
    assert verdict_says(found).startswith(
        "Wearing the brand hat you would less often rather be elsewhere: +1.2 to +2.1"
    )


def test_no_gap() -> None:
    many = together(*(rated("34", "43", extra="m", activity=each) for each in ("post", "read", "talk")))
    found = of_hats(review(many), rules.NO_GAP)
    assert found is not None
    assert found.code == "H2"
    assert verdict_says(found).startswith("No gap worth mentioning: under half a point either way (-0.")


def test_perhaps_a_gap() -> None:
    found = of_hats(review(rated("443", "343", extra="m")), rules.PERHAPS_GAP)
    assert found is not None
    assert found.code == "H3"
    assert verdict_says(found).startswith("Perhaps a gap: -0.8 to +0.1 points.")


def test_a_gap_as_lived_only_where_no_activity_has_both_hats() -> None:
    days = together(
        {
            day: text.replace("brand post", "brand talk")
            for day, text in rated("445", "233", extra="m").items()
        }
    )
    found = of_hats(review(days), rules.GAP)
    assert found is not None
    assert not found.alike
    assert because_says(found).startswith("rule H1; motivation as lived -1.6")


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({}, "Gap in motivation not known yet: 3 more personal and 3 more brand ratings."),
        ({0: "30m personal post m4\n30m brand post m4\n30m personal post m3\n30m brand post m2\n30m personal post m1\n30m brand post m1"},
         "Gap in motivation not known yet: personal and brand ratings on 1 more day."),
        (rated("15", "51", extra="m", weeks=1), "Gap in motivation not known yet: about "),
        (together(rated("4", "4", extra="m"), *(weeks_of("5m brand post linkedin", weekday=day) for day in (0, 1, 2, 3, 4) * 2)),
         "Gap in motivation not known yet: only 33 % of brand lines are rated."),
    ],
)  # fmt: skip
def test_a_gap_not_known_yet(days: Lines, says: str) -> None:
    found = of_hats(review(days), rules.GAP_UNKNOWN)
    assert found is not None
    assert verdict_says(found).startswith(says)


def test_guessing() -> None:
    days = rated("445", "233", extra="m4 u")
    days = {
        day: text.replace("30m brand", "30m brand aim:leads" if day % 2 else "30m brand")
        for day, text in days.items()
    }
    days = {
        day: text.replace("brand aim:leads post linkedin", "brand post linkedin aim:leads")
        for day, text in days.items()
    }
    found = of_hats(review(days), rules.GUESSING)
    assert found is not None
    assert found.code == "U"
    assert verdict_says(found) == (
        "In the brand hat you are guessing more: -2.1 to -1.2 points. "
        "Write the aim before you start (open in 50 % of entries)."
    )


def test_understanding_not_known_says_that_it_is_asked_every_second_time() -> None:
    said = [verdict_says(each) for each in review(rated("445", "233", extra="m")).hats]
    assert (
        "Gap in understanding not known yet: 3 more personal and 3 more brand ratings (it is asked of every second entry)."
        in said
    )


def test_more_understanding_in_the_brand_hat_is_not_spoken_of() -> None:
    assert of_hats(review(rated("233", "445", extra="m4 u")), rules.GUESSING) is None


MIXED = together(
    rated("2", "2", extra="m", weeks=8),
    {
        day: text.replace("linkedin", "email")
        for day, text in rated("4", "4", extra="m", activity="talk", weeks=8).items()
    },
    {
        -7 * week + day: "2h brand post linkedin m2\n2h brand post linkedin m2"
        for week in range(8)
        for day in range(5)
    },
)


def test_the_mix() -> None:
    found = of_hats(review(MIXED), rules.MIX)
    assert found is not None
    assert (found.code, found.reviews, found.mostly) == ("N", 2, "post")
    assert verdict_says(found) == "Part of the gap is the mix: the brand side is mostly posting."
    assert "motivation like for like 0.0 (" in because_says(found)
    assert "; as lived -0.5 (" in because_says(found)


def test_the_mix_does_not_mind_entries_without_ratings() -> None:
    said = review(
        MIXED, *(weeks_of("1m personal read blogs\n2m personal read blogs", weekday=day) for day in range(6))
    )
    assert of_hats(said, rules.GAP_UNKNOWN) is not None, "too few of them are rated for the gap itself"
    assert of_hats(said, rules.MIX) is not None


def test_the_mix_needs_two_reviews() -> None:
    only_now = {day: text for day, text in MIXED.items() if day > -22}
    assert of_hats(review(only_now), rules.MIX) is None


PERSONAL_HOURS = weeks_of("1h personal talk coffee @hN @iN", weekday=4)
PERSONAL_CAME = weeks_of(
    "personal got conversation coffee @hN\npersonal got conversation coffee @iN", weekday=5
)
BRAND_CAME = weeks_of(
    "1h brand talk phone @jN @kN\nbrand got conversation phone @jN\nbrand got conversation phone @kN",
    weekday=4,
)


@pytest.mark.parametrize(
    ("ratings", "came", "says"),
    [
        (("445", "233"), (PERSONAL_HOURS, PERSONAL_CAME, POSTS), "Less glad in the brand hat, and an hour of it brings less (conversations): shift or pause."),
        (("445", "233"), (BRAND_CAME, weeks_of("4h personal post mastodon")), "Less glad in the brand hat, and an hour of it brings more (conversations): a job: keep it short."),
        (("233", "445"), (PERSONAL_HOURS, PERSONAL_CAME, POSTS), "Gladder in the brand hat, and an hour of it brings less (conversations): a hobby: give it the personal hat."),
        (("233", "445"), (BRAND_CAME, weeks_of("4h personal post mastodon")), "Gladder in the brand hat, and an hour of it brings more (conversations): keep."),
    ],
)  # fmt: skip
def test_the_quadrant(ratings: tuple[str, str], came: tuple[Lines, ...], says: str) -> None:
    said = review(rated(*ratings, extra="m"), *came)
    found = of_hats(said, rules.QUADRANT)
    assert found is not None
    assert said.hats[0] is found, "before everything else"
    assert verdict_says(found) == says
    assert "conversations per hour, brand to personal, 95 %: " in because_says(found)


def test_untraced_returns_are_held_against_the_quadrant() -> None:
    untraced = weeks_of("brand got conversation x40", weekday=6)
    said = review(rated("445", "233", extra="m"), PERSONAL_HOURS, PERSONAL_CAME, POSTS, untraced)
    assert of_hats(said, rules.QUADRANT) is None


# All of it


def test_every_rule_has_its_sentence_in_these_tests() -> None:
    assert set(rules.CODES) == {
        getattr(rules, name)
        for name in (
            "NOT_ENOUGH NO_SIGN KEEP SHIFT CAP PAUSE ASK CARRY_ON GAP_UNKNOWN GAP NO_GAP PERHAPS_GAP QUADRANT "
            "GUESSING MIX"
        ).split()
    }


def test_an_empty_journal_has_a_review() -> None:
    timeline = whole({})
    now = asked(timeline, [], [], read_bars({}))
    said = verdicts(now, None)
    assert rules_of(said) == [rules.GAP_UNKNOWN, rules.GAP_UNKNOWN]
    assert verdict_blocks(said)


def test_a_verdict_said_no_to_stands_apart() -> None:
    said = review(POSTS, bar=BAR)
    *_, channels, apart = verdict_blocks(said, (of_channel(said),), names=NAMES)
    assert isinstance(channels, Facts)
    assert isinstance(apart, Facts)
    assert channels.facts == ()
    assert apart.heading == "You said no, and nothing has changed"
    assert (apart.facts[0].label, apart.facts[0].role) == ("LinkedIn", "muted")
