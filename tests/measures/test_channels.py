"""The measures of one side's channels, put together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.measures.logged import day, line_of, past

from twohats.measures.channels import ChannelsFigures, channels_figures
from twohats.measures.contacts import contacts_of
from twohats.measures.returns import trace_returns


def found(days: dict[int, str], weeks: range = range(12), side: str = "brand") -> ChannelsFigures:
    timeline = line_of(days)
    return channels_figures(
        timeline,
        past(days),
        contacts_of(timeline),
        trace_returns(timeline),
        weeks,
        side=side,
        social={"phone": False},
    )


def test_an_empty_journal_has_no_channels() -> None:
    figures = found({})
    assert (figures.channels, figures.lines, figures.days_logged, figures.days) == ((), 0, 0, 84)
    assert (figures.first, figures.last, figures.weeks) == (day(-77), day(6), 12)


def test_channels_stand_by_their_minutes_and_what_has_none_last() -> None:
    figures = found({
        0: "1h brand post a\n2h brand talk b @bo\n9h brand read\n3h personal post c\n9h brand do make b",
        -7: "3h brand post a cost:5GBP +t\nbrand got reply +t\nbrand got thanks a",
        -84: "9h brand post z",
    })  # fmt: skip
    assert [(each.channel, each.minutes) for each in figures.channels] == [("a", 240), ("b", 120), ("", 540)]
    a, b, none = figures.channels
    assert (a.by_activity, a.came, a.cost.money) == (
        {"post": 240, "read": 0, "talk": 0},
        {"reply": 1},
        {"GBP": "5"},
    )
    assert [each.event.kind for each in a.credited] == ["reply"]
    assert (len(a.entries), b.came, none.rates) == (2, {}, {})
    assert set(a.rates) == set(figures.ripe)
    assert figures.cost.minutes == 900


def test_returns_of_the_other_side_are_not_the_channels() -> None:
    figures = found({0: "1h brand post a\n1h personal post a\npersonal got reply a"})
    assert figures.channels[0].came == {}
    assert found({0: "1h brand post a\n1h personal post a\npersonal got reply a"}, side="personal").channels[
        0
    ].came == {"reply": 1}


def test_a_channel_brought_whom_its_own_side_met_there() -> None:
    days = {
        -150: "1h brand post a",
        -9: "9m personal talk a @bo",
        -8: "9m brand talk a @anna",
        0: "9m brand talk b @carl",
    }
    figures = found(days)
    assert {each.channel: each.cost.people for each in figures.channels} == {"a": ("anna",), "b": ("carl",)}
    assert figures.cost.people == ("anna", "carl")
    assert [each.person for each in figures.connections] == ["bo", "anna", "carl"]


def test_rates_are_of_as_many_weeks_as_are_looked_at_once_their_returns_are_in() -> None:
    figures = found({}, range(4))
    assert figures.ripe["reply"] == (day(-35), day(-8))
    assert figures.ripe["lead"] == (day(-63), day(-36))


def test_ratios_are_of_the_same_weeks_as_rates() -> None:
    lines = (
        "1h brand post a\n30m brand talk b @bo\n10m brand do make\nbrand got reply a\nbrand got lead b @bo"
    )
    figures = found({-7 * week: lines for week in range(20)})
    assert figures.social
    for kind in ("reply", "lead"):
        rates = figures.rates["activity"][kind]
        assert figures.talk_to_post[kind].hours == {"post": 12.0, "talk": 6.0}
        assert (rates["post"].hours, rates["talk"].hours) == (12.0, 6.0)
        assert figures.social.ratios[kind].hours == {"other": 2.0, "social": 18.0}


def test_untraced_returns_are_counted_beside_all_of_them() -> None:
    lines = "1h brand post a\nbrand got reply a x2\nbrand got reply\n9m brand talk @bo\n9m personal talk @bo\nbrand got reply @bo"
    assert found({-21: lines}).untraced["reply"] == (1, 4)


def test_weeks_that_end_earlier_can_be_looked_at() -> None:
    days = {0: "1h brand post a", -7: "2h brand post b"}
    assert [each.channel for each in found(days, range(1, 5)).channels] == ["b"]
    assert found(days, range(1, 5)).last == day(-1)


LINES = st.lists(
    st.tuples(
        st.integers(-175, 6),
        st.sampled_from(["brand", "personal"]),
        st.sampled_from([
            "30m {} post a about:me felt:work", "1h {} talk b @bo i4", "{} got reply a", "{} got reply @bo x3",
            "{} got sale @bo +t", "{} got lead heard:a", "2h {} do service c @bo", "1h {} read aim:x +t i2 expect:2",
            "22:30-01:10 {} post phone why:must,money how:faceless voice:self", "{} gave note a", "{} got conversation",
        ]),
    ),
    max_size=50,
)  # fmt: skip


@given(LINES)
def test_nothing_is_lost_or_counted_twice(lines: list[tuple[int, str, str]]) -> None:
    days: dict[int, str] = {}
    for n, hat, line in lines:
        days[n] = days.get(n, "") + line.format(hat) + "\n"
    figures = found(days)
    social = sum(figures.minutes["brand"].values()) - figures.minutes["brand"]["do"]
    assert sum(each.minutes for each in figures.channels) == social == figures.cost.minutes
    assert figures.purposes["brand"].minutes == social
    for each in figures.channels:
        for rate in each.rates.values():
            assert (rate.value is None) == (rate.missing is not None)
            if rate.value is not None and rate.low is not None and rate.high is not None:
                assert rate.low <= rate.value <= rate.high
    for kind in figures.ripe:
        by_channel = sum(each.rates[kind].alone for each in figures.channels if each.channel)
        assert by_channel <= sum(rate.alone for rate in figures.rates["activity"][kind].values())
    busy = figures.busy["brand"]
    assert 0 <= busy.least <= busy.unlinked <= busy.minutes
    assert (
        figures.mix["brand"].minutes == {each.channel: each.minutes for each in figures.channels}
        or not social
    )
