"""A week's figures as a whole: what they look at, and that nothing logged can upset them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measures.logged import HATS, MONDAY, SUNDAY, WEEK, day, figures, pages_of

from twohats.format.model import Entry, Event, Item, Nothing, Page, Problem, Value
from twohats.format.words import ACTIVITIES, EVENTS, KINDS, RETURNS, SIDES
from twohats.measures.week import WEEKS_BEFORE, week_figures

OLDEST = -7 * WEEKS_BEFORE
BUSY = """
    25m brand post linkedin m2 i3 u3 w4 why:money +a
    10m personal talk phone @bo m5
    1h brand do service shop m4
    brand got reply linkedin @bo +a
    brand got thanks x3
    personal gave note @bo
    brand got sale 100GBP heard:linkedin
"""


def test_an_empty_journal_has_figures_and_no_estimates() -> None:
    found = figures({})
    assert found.cover.days_logged == 0
    assert not any(each.lived.enough for each in found.gaps)
    assert not any(each.per_hour.enough for each in found.returns)
    assert not any((found.follow_up, found.money, found.new_people, found.why))


def test_pages_older_than_the_look_back_and_later_ones_change_nothing() -> None:
    days = {0: BUSY, -3: BUSY, OLDEST: BUSY}
    far = {OLDEST - 1: BUSY + "25m brand talk @anna", 7: BUSY, 30: BUSY}
    assert figures(days) == figures(days | far)


def test_the_oldest_page_of_the_look_back_is_seen() -> None:
    met = {OLDEST: "10m brand talk @anna", 0: "10m brand talk @anna"}
    assert figures(met).new_people == ()
    older = {OLDEST - 1: "10m brand talk @anna", -40: "nothing", 0: "10m brand talk @anna"}
    assert figures(older).new_people == ("anna",)


def test_it_says_from_when_on_it_looked_where_lines_go_further_back() -> None:
    assert figures({OLDEST + 6: BUSY}).looked_from == day(OLDEST) == "2026-05-25"
    assert figures({OLDEST + 7: BUSY}).looked_from == figures({OLDEST - 1: BUSY}).looked_from == ""


def test_only_the_pages_of_the_look_back_are_asked_for() -> None:
    """So a week costs the same in a journal of any size."""
    asked: list[str] = []

    class Watched(dict[str, Page]):
        def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
            asked.append(key)
            return super().get(key, default)

    pages = Watched(pages_of(dict.fromkeys(range(-400, 30), BUSY)))
    week_figures(pages, WEEK, hats=HATS, today=SUNDAY)
    assert min(asked) == day(OLDEST)
    assert max(asked) == day(6)
    assert len(asked) == 7 * (WEEKS_BEFORE + 1)


def test_a_week_that_begins_on_sunday_counts_its_own_days() -> None:
    sunday = type(WEEK)(MONDAY - timedelta(days=1))
    pages = pages_of({-1: "25m brand post", 5: "10m brand post", 6: "1h brand post"})
    found = week_figures(pages, sunday, hats=HATS, today=SUNDAY)
    assert found.minutes["brand"]["post"] == 35
    assert (found.first, found.last, found.week) == (day(-1), day(5), "2026-W47")


def test_ten_thousand_lines_on_a_day_and_huge_counts_are_only_numbers() -> None:
    lines = "\n".join(
        f"12h {hat} post c{n % 7} @p{n % 50} m{n % 5 + 1}\n{hat} got reply c{n % 7} @p{n % 50} x1000000"
        for n in range(2500)
        for hat in SIDES
    )
    found = figures({0: lines, -20: lines})
    assert found.cover.entries == 5000
    assert found.minutes["brand"]["post"] == 2500 * 720
    assert sum(found.trace.values()) == 5000 * 1_000_000


NAMES = st.sampled_from(["a", "b", "linkedin"])
FEW = st.lists(NAMES, max_size=2, unique=True).map(tuple)
FIELDS = st.lists(
    st.tuples(st.sampled_from(["why", "heard", "met", "cost", "x"]), st.sampled_from(["", "a", "a,b,,", "\x1b[31m"])),
    max_size=2,
).map(tuple)  # fmt: skip
COUNT = st.sampled_from([1, 1, 2, 22, 10**6])
HAT = st.sampled_from(sorted(HATS.sides))
CLOCK = st.none() | st.integers(0, 1439)
DIGIT = st.none() | st.integers(1, 5)
ENTRY = st.builds(
    Entry, HAT, st.sampled_from(ACTIVITIES), st.integers(1, 720), CLOCK, st.booleans(), st.just(""),
    st.just("") | NAMES, FEW, FEW, DIGIT, DIGIT, DIGIT, DIGIT, COUNT, FIELDS,
)  # fmt: skip
AMOUNT = st.none() | st.tuples(
    st.sampled_from(["0", "1200", "0.10", "99999999999.99"]), st.sampled_from(["GBP", "EUR"])
)
EVENT = st.sampled_from(EVENTS).flatmap(
    lambda verb: st.builds(
        Event, HAT, st.just(verb), st.sampled_from(KINDS.get(verb, ("",))), CLOCK, st.just("") | NAMES, FEW, FEW,
        COUNT, AMOUNT, FIELDS,
    )
)  # fmt: skip
VALUE: st.SearchStrategy[Value] = st.one_of(
    ENTRY, ENTRY, EVENT, EVENT, st.just(Nothing()), st.just(Problem("bad", "not understood"))
)
JOURNAL = st.dictionaries(st.integers(-190, 8), st.lists(VALUE, max_size=12), max_size=20)


def pages_with(values: dict[int, list[Value]]) -> dict[str, Page]:
    return {
        day(n): Page(day(n), tuple(Item(at, at, 1, value) for at, value in enumerate(each, 1)))
        for n, each in values.items()
    }


@settings(max_examples=150)
@given(JOURNAL, st.integers(-3, 40))
def test_whatever_is_logged_the_figures_add_up(values: dict[int, list[Value]], today: int) -> None:
    found = week_figures(pages_with(values), WEEK, hats=HATS, today=MONDAY + timedelta(days=today))
    now = [value for n, each in values.items() if 0 <= n < 7 for value in each]
    entries = [value for value in now if isinstance(value, Entry)]
    events = [value for value in now if isinstance(value, Event)]
    assert found.cover.entries == len(entries)
    assert found.cover.events == len(events)
    assert found.cover.minutes == sum(each.minutes for each in entries)
    assert found.cover.minutes == sum(sum(each.values()) for each in found.minutes.values())
    assert found.cover.left_out.problems == sum(isinstance(value, Problem) for value in now)
    assert 0 <= found.cover.days_logged <= found.cover.days <= 7
    arrived = sum(each.count for each in events if each.verb == "got" and each.kind in RETURNS)
    assert sum(found.trace.values()) == arrived
    assert found.noise.share is None or 0 <= found.noise.share <= 1
    assert found.mix_distance is None or 0 <= found.mix_distance <= 1 + 1e-9
    assert all(0 <= each.days <= 104 for each in found.follow_up)


@given(JOURNAL)
def test_the_order_of_the_pages_does_not_matter(values: dict[int, list[Value]]) -> None:
    pages = pages_with(values)
    backwards = dict(reversed(pages.items()))
    today = date(2026, 12, 1)
    assert week_figures(pages, WEEK, hats=HATS, today=today) == week_figures(
        backwards, WEEK, hats=HATS, today=today
    )
