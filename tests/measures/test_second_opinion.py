"""What users see most, against `second_opinion`: two ways to work the same out, on tidy, untidy and random journals."""

from __future__ import annotations

import math
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from scipy import stats
from tests.measures import second_opinion as slow
from tests.measures.logged import HATS, MONDAY, pages_of
from tests.untidy_journal import LAST_DAY, untidy_journal

from twohats.actions.timeline import read_timeline
from twohats.format.calendar import Week, week_of
from twohats.journal.folder import Journal
from twohats.measures import churn, forecasts, meetings, people, posts, tallies
from twohats.measures.busy import busy_not_traced
from twohats.measures.channels import channels_figures
from twohats.measures.connections import connections
from twohats.measures.contacts import contacts_of, live_contact, live_people
from twohats.measures.digest import digest_of
from twohats.measures.outreach import attempts
from twohats.measures.people_figures import lately_with
from twohats.measures.reasons import reasons
from twohats.measures.reconnecting import quiet
from twohats.measures.returns import by_side, credits_of, per_hour, returns, trace_returns
from twohats.measures.story import Stories
from twohats.measures.timeline import Timeline, timeline_of

ROOT = Path(__file__).parent.parent.parent
SEEDS = range(24)
WEEKS = range(12)


class Case(NamedTuple):
    """One journal both ways."""

    timeline: Timeline
    journal: slow.Journal
    met: dict[str, str]


def read(folder: Path, today: date) -> Case:
    journal = Journal(str(folder))
    found = read_timeline(journal, week_of(today), today)
    lines = slow.read(found.pages, journal.hats.sides, found.timeline.week.last, today)
    return Case(found.timeline, lines, found.people.met)


def drawn(seed: int) -> Case:
    """Thirty weeks of lines by lot, that use every key the measures look at; some days are still to come."""
    rng = random.Random(seed)
    people, channels, tags = ("anna", "bo", "carl", "dee", "eve", "flo"), ("a", "b", "c", "d"), ("x", "y")
    days: dict[int, str] = {}
    for _ in range(220):
        at = rng.randrange(-203, 7)
        who = " ".join(
            f"@{each}" for each in rng.sample((*people, f"p{rng.randrange(30)}"), rng.choice((0, 0, 1, 1, 2)))
        )
        start = rng.choice(("", "", f"{rng.randrange(24):02}:{rng.randrange(60):02} "))
        back = at - rng.randrange(30)
        origin = (MONDAY + timedelta(days=back)).isoformat()
        extra = rng.choice((
            "", "", "", "", "felt:work", "felt:work", "felt:fun", "how:craft felt:work", "why:money", "why:ego,money",
            "met:c", "met:", "expect:none", "heard:a", "heard:b", "from:none", f"from:{origin}", f"from:{origin}/brand",
            f"from:{origin}/a", "+x", "+y", "x3", "expect:0", "expect:2", "expect:some", "about:me", "about:others",
        ))  # fmt: skip
        hat, where = (
            rng.choice(("personal", "brand", "n")),
            rng.choice((*channels, "" if at < -80 else "late")),
        )
        if rng.random() < 0.6:
            act = rng.choice(("post", "post", "read", "talk", "do make"))
            line = f"{start}{rng.choice((10, 25, 40, 90, 240))}m {hat} {act} {where} {who} {extra.replace('x3', '')}"
        else:
            verb = rng.choice((
                "got reply", "got reply", "got conversation", "got intro", "got lead", "got commented", "got thanks",
                "gave note", "gave help", "gave congrats", "asked", "lost",
            ))  # fmt: skip
            line = f"{start}{hat} {verb} {where} {who or ('@bo' if verb == 'lost' else '')} {extra}"
        days[at] = days.get(at, "") + line + rng.choice(("", "", f" +{rng.choice(tags)}")) + "\n"
    pages, today = pages_of(days), MONDAY + timedelta(days=rng.randrange(7))
    week = Week(MONDAY)
    timeline = timeline_of(pages, week, HATS, today, weeks_before=40)
    return Case(timeline, slow.read(pages, HATS.sides, week.last, today), {"bo": "letter"})


@pytest.fixture(scope="module", params=["sample", "untidy", *SEEDS])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    if request.param == "sample":
        return read(ROOT / "sample_journal", date(2026, 11, 22))
    if request.param == "untidy":
        folder = tmp_path_factory.mktemp("untidy")
        untidy_journal(folder)
        return read(folder, date.fromisoformat(LAST_DAY))
    return drawn(request.param)


@pytest.fixture(scope="module")
def traces(case: Case) -> dict[slow.Key, slow.Credited]:
    return {line.key: slow.credited(case.journal, line) for line in case.journal.lines if line.is_return}


Traces = dict[slow.Key, slow.Credited]


def test_minutes_by_hat_activity_and_channel(case: Case) -> None:
    journal = case.journal
    now = [line for line in journal.lines if journal.week(line.day) == 0]
    expected = Counter({(line.side, line.verb): 0 for line in now})
    for line in now:
        expected[line.side, line.verb] += line.minutes
    found = tallies.minutes(case.timeline.now())
    assert {(side, act): spent for side, acts in found.items() for act, spent in acts.items() if spent} == {
        key: spent for key, spent in expected.items() if spent
    }
    for side in slow.SIDES:
        shown = channels_figures(
            case.timeline,
            digest_of(case.timeline),
            contacts_of(case.timeline),
            trace_returns(case.timeline),
            WEEKS,
            side=side,
        ).channels
        channels: Counter[tuple[str, str]] = Counter()
        for line in journal.lines:
            if line.side == side and line.verb in slow.SOCIAL and journal.week(line.day) in WEEKS:
                channels[line.said.channel, line.verb] += line.minutes
        assert {(one.channel, act): n for one in shown for act, n in one.by_activity.items() if n} == channels


def test_every_return_is_credited_to_the_same_entries_by_the_same_rung(case: Case, traces: Traces) -> None:
    found = {came.when: trace for came, trace in trace_returns(case.timeline)}
    assert {
        when: (trace.rung, tuple(touch.when for touch in trace.touches)) for when, trace in found.items()
    } == {key: (trace.rung, tuple(entry.key for entry in trace.entries)) for key, trace in traces.items()}


def test_the_returns_of_the_week_stand_in_the_same_columns(case: Case, traces: Traces) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for line in case.journal.lines:
        if line.is_return and case.journal.week(line.day) == 0:
            trace = traces[line.key]
            column = {"both": "both", "untied": "untraced", "unattributed": "untraced"}.get(trace.rung)
            expected[line.kind, column or trace.entries[0].side] += line.said.count
    found = returns(case.timeline, trace_returns(case.timeline))
    columns = {
        (each.kind, name): count
        for each in found
        for name, count in (
            ("personal", each.personal), ("brand", each.brand), ("both", each.both), ("untraced", each.unattributed),
        )
    }  # fmt: skip
    assert {key: count for key, count in columns.items() if count} == expected


def limit(series: list[tuple[float, float]], count: int) -> float:
    """The upper end of what an hour brings, by the formulas of METHOD 3.2 as they stand there."""
    worked = [(k, h) for k, h in series if h]
    hours = sum(h for _, h in worked)
    if not count:
        return float(stats.chi2.ppf(0.95, 2) / 2 / hours)
    rate, df = sum(k for k, _ in worked) / hours, len(worked) - 1
    phi = sum((k - rate * h) ** 2 / (rate * h) for k, h in worked) / df if rate else 1.0
    stretch = math.sqrt(max(1.5, phi))
    stretch *= stats.t.ppf(0.95, df) / stats.norm.ppf(0.95) if rate else 1.0
    exact = stats.chi2.ppf(0.95, 2 * count + 2) / 2
    return float((count + stretch * (exact - count)) / hours)


def lower_limit(series: list[tuple[float, float]], count: int) -> float:
    """The lower end of it, of what was the group's alone."""
    hours = sum(h for _, h in series)
    if not count:
        return 0.0
    exact = [stats.chi2.ppf(0.05, 2 * count) / 2, stats.chi2.ppf(0.95, 2 * count + 2) / 2]
    stretch = (limit(series, count) * hours - count) / (exact[1] - count)
    return max(0.0, float(count - stretch * (count - exact[0])) / hours)


@pytest.mark.parametrize("kind", ["conversation", "reply", "lead"])
def test_what_returns_per_hour_are_made_of(case: Case, traces: Traces, kind: str) -> None:
    found = per_hour(case.timeline, trace_returns(case.timeline), (kind,))
    brought = slow.brought(case.journal, traces, kind)
    expected = slow.ratio_inputs(case.journal, brought, kind, lambda line: line.side, slow.SIDES)
    assert (found.counts, found.shared, found.untraced) == expected[:3]
    assert found.hours == pytest.approx(expected.hours, rel=1e-12)
    for side in slow.SIDES:
        count = expected.counts[side] + expected.shared[side]
        weeks = sum(1 for _, hours in expected.series[side] if hours)
        if weeks >= (4 if count else 1):
            assert found.at_most[side] == pytest.approx(limit(expected.series[side], count), rel=1e-9)
        else:
            assert side not in found.at_most
    personal, brand = (expected.counts[side] + expected.shared[side] / 2 for side in slow.SIDES)
    if found.value is not None and personal:
        hours = expected.hours
        assert found.value == pytest.approx(brand / hours["brand"] / (personal / hours["personal"]))
    shown = credits_of(trace_returns(case.timeline), kind)
    assert Counter((each.week, by_side(each.timed_entry) if each.timed_entry else "") for each in shown) == (
        Counter((each.week, each.entry.side if each.entry else "") for each in brought)
    )


@pytest.mark.parametrize("kind", ["conversation", "reply", "lead"])
def test_what_an_hour_of_each_channel_brings(case: Case, traces: Traces, kind: str) -> None:
    shown = channels_figures(
        case.timeline,
        digest_of(case.timeline),
        contacts_of(case.timeline),
        trace_returns(case.timeline),
        WEEKS,
    ).channels
    names = [one.channel for one in shown if one.channel]
    expected = slow.ratio_inputs(
        case.journal,
        slow.brought(case.journal, traces, kind),
        kind,
        lambda line: line.said.channel if line.side == "brand" else "",
        names,
    )
    for one in shown:
        if not one.channel:
            continue
        rate, name = one.rates[kind], one.channel
        alone, shared, hours = expected.counts[name], expected.shared[name], expected.hours[name]
        assert (rate.alone, rate.shared) == (alone, shared)
        assert rate.hours == pytest.approx(hours, rel=1e-12)
        weeks = sum(1 for _, spent in expected.series[name] if spent)
        if weeks < 4 or hours < 4:
            assert rate.at_most is rate.value is None
            continue
        assert rate.at_most == pytest.approx(limit(expected.series[name], alone + shared), rel=1e-9)
        assert rate.enough == (alone + shared / 2 >= 5)
        if rate.enough:
            assert rate.value == pytest.approx((alone + shared / 2) / hours)
            assert rate.low == pytest.approx(lower_limit(expected.series[name], alone), rel=1e-9)


def test_how_far_off_the_forecasts_were_and_whom_posts_are_about(case: Case, traces: Traces) -> None:
    journal = case.journal
    found = forecasts.forecasts(case.timeline, trace_returns(case.timeline), WEEKS)
    about = posts.me_share(case.timeline.timed_entries, WEEKS)
    for side in slow.SIDES:
        assert [(each.timed_entry.when, each.expected, each.actual) for each in found[side].matured] == (
            slow.forecasts(journal, traces, WEEKS, side)
        )
        said = [
            [one for one in line.all_of("about") if one in ("me", "others")][:1]
            for line in journal.lines
            if line.side == side and line.verb == "post" and journal.week(line.day) in WEEKS
        ]
        assert about[side] == (said.count(["me"]), len(said) - said.count([]), len(said))


def test_who_is_in_live_contact(case: Case) -> None:
    contacts = contacts_of(case.timeline)
    expected = slow.live(case.journal)
    assert set(live_people(contacts, case.journal.today)) == expected
    assert live_contact(case.timeline, contacts, [case.journal.today])[0].people == len(expected)


def test_first_contacts_and_who_waits(case: Case) -> None:
    firsts = {who: slow.first_contact(lines) for who, lines in slow.by_person(case.journal).items()}
    found = meetings.meetings(case.timeline, contacts_of(case.timeline), case.met)
    assert {who: each.line for who, each in found.items()} == {
        who: one.key for who, one in firsts.items() if one
    }
    due = people.follow_up(case.timeline, people.acquaintances(case.timeline))
    assert {each.person: each.days for each in due} == slow.waiting(case.journal)


def test_conversations_are_as_many_wherever_they_are_counted(case: Case) -> None:
    timeline, today = case.timeline, case.journal.today
    contacts, stories = contacts_of(timeline), Stories(timeline, trace_returns(timeline))
    long_quiet = {each.person: each.conversations for each in quiet(contacts, today)}
    for who, lines in slow.by_person(case.journal).items():
        recent = [line for line in lines if line.day > today - 90]
        assert lately_with(who, contacts[who], today).conversations == {
            side: slow.conversations(recent, side) for side in slow.SIDES
        }
        if who in long_quiet:
            assert long_quiet[who] == slow.conversations(lines)
        if not any(who in line.said.people for line in case.journal.lines if line.day > today):
            assert stories.of_person(who).conversations == slow.conversations(lines)


def test_messages_until_the_first_answer(case: Case) -> None:
    found = attempts(contacts_of(case.timeline))
    assert (list(found.answered), list(found.waiting)) == slow.attempts(case.journal)


def test_new_people_and_the_channel_that_brought_them(case: Case, traces: Traces) -> None:
    found = connections(
        case.timeline, trace_returns(case.timeline), contacts_of(case.timeline), WEEKS, met=case.met
    )
    assert [(each.person, each.side, each.channel) for each in found] == slow.new_people(
        case.journal, traces, WEEKS, case.met
    )


def test_the_range_of_what_felt_like_work_and_leads_to_nobody(case: Case, traces: Traces) -> None:
    found = busy_not_traced(case.timeline, trace_returns(case.timeline), WEEKS)
    for side in slow.SIDES:
        each = found[side]
        assert (each.lines, each.minutes, each.unlinked, each.least) == slow.busy(
            case.journal, traces, WEEKS, side
        )


def test_channels_started_and_dropped(case: Case) -> None:
    found = churn.churn(case.timeline, digest_of(case.timeline).channels)
    assert ({one for one, _ in found.started}, {one for one, _ in found.dropped}) == (
        slow.started_and_dropped(case.journal)
    )


def test_weeks_of_posts_to_everybody_and_words_with_nobody(case: Case) -> None:
    found = posts.stand_weeks(case.timeline, WEEKS)
    for side in slow.SIDES:
        assert (set(found[side].weeks), found[side].of) == slow.stand_weeks(case.journal, WEEKS, side)


def test_minutes_with_each_reason(case: Case) -> None:
    entries = [line for line in case.journal.lines if line.verb in slow.SOCIAL]
    for weeks in (range(1), WEEKS):
        found = reasons(case.timeline.timed_entries, weeks)
        expected = slow.whys([line for line in entries if case.journal.week(line.day) in weeks])
        assert (found.by_reason, found.tagged) == expected


def test_the_drawn_journals_have_what_is_compared() -> None:
    journals = [drawn(seed).journal for seed in SEEDS]
    rungs = {slow.credited(each, line).rung for each in journals for line in each.lines if line.is_return}
    assert rungs == {"from", "reference", "said", "person", "both", "place", "untied", "unattributed"}
    assert all(any(found) for found in zip(*(slow.attempts(each) for each in journals), strict=True))
    assert all(
        any(found) for found in zip(*(slow.started_and_dropped(each) for each in journals), strict=True)
    )
    assert any(slow.stand_weeks(each, WEEKS, "brand")[0] for each in journals)
    assert any(slow.waiting(each) for each in journals)
    assert any(slow.is_lost(who, lines) for each in journals for who, lines in slow.by_person(each).items())
