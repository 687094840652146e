"""Figures of a week made by hand, and strategies for ugly ones."""

from __future__ import annotations

from typing import Any, TypeVar

from hypothesis import strategies as st

from twohats.format.review import Limit
from twohats.format.words import ACTIVITIES, RETURNS, SIDES
from twohats.measures.decisions import Standing
from twohats.measures.figures import (
    ABOUT,
    FEW,
    MORE_RATINGS,
    RIPENING,
    UNEVEN,
    WEEKS,
    Cover,
    Estimate,
    FollowUp,
    Gap,
    Missing,
    Mix,
    Money,
    Noise,
    Ratio,
    Return,
    Share,
    WeekFigures,
)
from twohats.measures.timeline import NOTHING_LEFT_OUT, LeftOut
from twohats.measures.trial_weeks import WeekTrial

PEOPLE = {"anna": "Anna", "bo": "Bo Lindqvist"}
T = TypeVar("T", bound=Any)
RATINGS = ("motivation", "interest", "understanding", "worth")


def replace(old: T, /, **changes: Any) -> T:
    """The value with some of its fields changed."""
    new: T = old._replace(**changes)
    return new


def minutes(
    personal: tuple[int, ...] = (0, 0, 0, 0), brand: tuple[int, ...] = (0, 0, 0, 0)
) -> dict[str, dict[str, int]]:
    return {
        "personal": dict(zip(ACTIVITIES, personal, strict=True)),
        "brand": dict(zip(ACTIVITIES, brand, strict=True)),
    }


def by_hat(numbers: tuple[int, int]) -> dict[str, int]:
    return dict(zip(SIDES, numbers, strict=True))


RATED = {"personal": (8, 10), "brand": (9, 10)}
NO_LINES = dict.fromkeys(SIDES, (0, 0))
NOTHING = Missing(MORE_RATINGS, sides=dict.fromkeys(SIDES, 3))
TWO_BRAND = Missing(MORE_RATINGS, sides={"brand": 2})
TWO_WEEKS = Missing(WEEKS, 2)
TWO_OF_FIVE = Missing(FEW, 2, of=5)


def silent(missing: Missing = NOTHING, n: tuple[int, int] = (0, 0)) -> Estimate:
    return Estimate(None, None, None, by_hat(n), RATED if any(n) else NO_LINES, missing)


def estimate(numbers: tuple[float, float, float], n: tuple[int, int] = (30, 40)) -> Estimate:
    return Estimate(*numbers, by_hat(n), RATED)


def silent_gap(rating: str, missing: Missing = NOTHING, n: tuple[int, int] = (0, 0)) -> Gap:
    return Gap(rating, silent(missing, n), silent(), silent())


def gap(
    rating: str,
    lived: tuple[float, float, float],
    n: tuple[int, int],
    same: tuple[float, float, float] | None = None,
    four: tuple[float, float, float] | None = None,
) -> Gap:
    return Gap(
        rating,
        estimate(lived, n),
        estimate(four) if four else silent(),
        estimate(same) if same else silent(),
    )


def silent_ratio(missing: Missing = TWO_WEEKS) -> Ratio:
    return Ratio(
        None, None, None, 2, dict.fromkeys(SIDES, 0), dict.fromkeys(SIDES, 5.0), missing=missing, bounds=None
    )


def ratio(
    value: float, low: float, high: float, *, untraced: int = 0, bounds: tuple[float, float] | None = None
) -> Ratio:
    return Ratio(value, low, high, 8, {"personal": 9, "brand": 6}, {"personal": 22.5, "brand": 41.0}, missing=None,
                 bounds=bounds, untraced=untraced, at_most={"personal": 0.7, "brand": 0.3})  # fmt: skip


def returns(**kinds: Return) -> tuple[Return, ...]:
    return tuple(kinds.get(kind, Return(kind, 0, 0, 0, silent_ratio())) for kind in RETURNS)


EMPTY = WeekFigures(
    week="2026-W47", first="2026-11-16", last="2026-11-22",
    cover=Cover(0, 7, 0, 0, 0, 0.0, NOTHING_LEFT_OUT),
    minutes=minutes(),
    gaps=tuple(silent_gap(rating) for rating in RATINGS),
    returns=returns(),
    noise=Noise(0, 0, None, "", 0, "", None),
    money=(), gives=0, asks=0, lost={"personal": 0, "brand": 0}, new_people=(), follow_up=(),
    mix={side: Mix({}, None, None) for side in SIDES}, mix_distance=None, why={},
    question="Why social, and not speaking to a few more people?",
)  # fmt: skip

ORDINARY = replace(
    EMPTY,
    cover=Cover(6, 7, 33, 8, 760, 0.1, LeftOut(1)),
    minutes=minutes((70, 125, 105, 0), (260, 150, 50, 0)),
    gaps=(
        gap("motivation", (-1.1, -1.6, -0.3), (14, 19)),
        gap("interest", (-0.4, -1.0, 0.2), (7, 9)),
        silent_gap("understanding", TWO_BRAND, (7, 1)),
        silent_gap("worth"),
    ),
    returns=returns(
        reply=Return("reply", 6, 3, 1, ratio(0.4, 0.1, 1.3)),
        lead=Return("lead", 0, 1, 0, silent_ratio(TWO_OF_FIVE)),
    ),
    noise=Noise(2, 29, 0.7, "2026-11-18", 22, "congrats", 0.41, 0, 23),
    gives=3, asks=1, new_people=("carl",),
    follow_up=(
        FollowUp("anna", "2026-11-02", 20, overdue=True, is_declared=True), FollowUp("bo", "2026-11-12", 10, overdue=False),
    ),
    mix={"personal": Mix({"mastodon": 200, "": 100}, 1.0, 1.0), "brand": Mix({"linkedin": 300, "email": 160}, 1.9, 0.65)},
    mix_distance=1.0, why={"leads": 60}, why_minutes=60, named=frozenset(("anna", "bo", "carl")),
)  # fmt: skip

FULL = replace(
    ORDINARY,
    minutes=minutes((70, 125, 105, 30), (260, 150, 50, 0)),
    gaps=(
        gap("motivation", (-1.1, -3.4, -0.3), (14, 19), (-0.3, -0.7, 0.1), (-0.9, -1.2, -0.5)),
        replace(gap("interest", (-0.4, -1.0, 0.2), (7, 9), (-0.2, -0.6, 0.2), (-0.3, -0.7, 0.1)), one_hat_only=(("read", "personal"),)),
        gap("understanding", (0.04, -0.04, 0.6), (70, 190)),
        replace(gap("worth", (0.3, -0.4, 1.0), (6, 6), None, (0.3, -0.4, 1.0)), weeks=4),
    ),
    returns=returns(
        conversation=Return("conversation", 2, 0, 3, ratio(0.24, 0.08, 0.9, untraced=12, bounds=(0.2, 1.4)), both=1),
        reply=Return("reply", 6, 3, 1, ratio(0.4, 0.1, float("inf"), untraced=1, bounds=(0.3, 0.5))),
        sale=Return("sale", 0, 2, 0, silent_ratio()),
    ),
    money=(Money("GBP", "1450", 2, "1200"),),
    lost={"personal": 0, "brand": 1},
    followed_up=Share(6, 9, 0.4, 0.86),
    decided=(
        Standing(Limit("linkedin", 120, "brand"), 160, "2026-W45"), Standing(Limit("letter", 0), 0, "2026-W46"),
    ),
)  # fmt: skip

NOT_LOGGED_BUT_RECEIVED = replace(
    EMPTY, cover=Cover(1, 3, 0, 2, 0, 0.0, NOTHING_LEFT_OUT), returns=returns(reply=Return("reply", 0, 0, 2, silent_ratio()))
)  # fmt: skip

# Ugly figures: whatever the types allow, short of NaN, which no measure gives.

NAMES = st.sampled_from(
    ["anna", "名前名前名前", "é" * 3, "x\x1b[2Jy", "a\u202eb", "w" * 90, "👩‍👩‍👧", "a\tb"]
) | st.text(max_size=8)
DECIDED = st.builds(
    Standing,
    st.builds(Limit, NAMES, st.integers(0, 10_080), NAMES),
    st.integers(0, 9_999),
    st.just("2026-W46"),
)
TRIALS = st.builds(
    WeekTrial,
    NAMES, NAMES, NAMES, st.sampled_from(["", "post"]), st.sampled_from(["silent", "normal", "half", "double"]),
    st.just("2026-11-22"), st.none() | st.integers(5, 9_999), st.none() | st.integers(1, 9_999),
)  # fmt: skip
COUNTS = st.sampled_from([0, 1, 2, 5, 31, 4_000, 10**9])
POINTS = st.floats(-4, 4)
FACTORS = st.sampled_from([0.0, 0.001, 0.4, 1.0, 12.0, 1e9]) | st.floats(0, 50)
SHARES = st.none() | st.floats(0, 1)
MISSING = st.sampled_from([
    TWO_BRAND, TWO_OF_FIVE, NOTHING, Missing(ABOUT, 10**9), Missing(RIPENING, 42, day="2026-12-06"), Missing("unheard of " * 12),
    Missing(UNEVEN, rated={"brand": (3, 7), "personal": (10**9, 10**9)}),
])  # fmt: skip
DAYS = st.dates().map(lambda day: day.isoformat())


def by_side(values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(dict.fromkeys(SIDES, values))


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    low, value, high = sorted(draw(st.tuples(POINTS, POINTS, POINTS)))
    counts = {side: draw(COUNTS) for side in SIDES}
    rated = {side: (min(part, whole), whole) for side, (part, whole) in
             ((side, draw(st.tuples(COUNTS, COUNTS))) for side in SIDES)}  # fmt: skip
    if draw(st.booleans()):
        return Estimate(value, low, high, counts, rated)
    return Estimate(None, None, None, counts, rated, draw(MISSING))


@st.composite
def gaps(draw: st.DrawFn, rating: str) -> Gap:
    lived, four_weeks, alike = (draw(estimates()) for _ in range(3))
    only = draw(st.sampled_from([(), (("post", "brand"), ("read", "personal"))]))
    return Gap(rating, lived, four_weeks, alike, only, draw(st.sampled_from([1, 4])))


@st.composite
def ratios(draw: st.DrawFn) -> Ratio:
    low, value, high = sorted(draw(st.tuples(FACTORS, FACTORS, FACTORS)))
    counts = draw(by_side(COUNTS))
    made = Ratio(value, low, draw(st.sampled_from([high, float("inf")])), draw(COUNTS), counts,  # type: ignore[arg-type]
                 dict.fromkeys(SIDES, 4.0), missing=None, bounds=draw(st.sampled_from([None, (low, float("inf"))])),
                 untraced=draw(COUNTS))  # fmt: skip
    if draw(st.booleans()):
        return replace(made, value=draw(st.sampled_from([value, float("inf")])))
    return replace(made, value=None, low=None, high=None, missing=draw(MISSING), bounds=None)


@st.composite
def weeks(draw: st.DrawFn) -> WeekFigures:
    counted = st.tuples(COUNTS, COUNTS, COUNTS, COUNTS)
    people = st.lists(NAMES, max_size=60)
    return WeekFigures(
        week="2026-W47", first=draw(DAYS), last=draw(DAYS),
        cover=Cover(draw(COUNTS), draw(COUNTS), draw(COUNTS), draw(COUNTS), draw(COUNTS), draw(st.floats(0, 1)), LeftOut(draw(COUNTS), draw(COUNTS))),
        minutes=minutes(draw(counted), draw(counted)),
        gaps=tuple(draw(gaps(rating)) for rating in RATINGS),
        returns=tuple(Return(kind, *draw(counted)[:3], draw(ratios()), draw(COUNTS)) for kind in RETURNS),
        noise=Noise(draw(COUNTS), draw(COUNTS), draw(SHARES), draw(DAYS), draw(COUNTS), "congrats", draw(SHARES), draw(COUNTS), draw(COUNTS)),
        money=tuple(draw(st.lists(st.builds(Money, st.just("GBP"), st.just("1" * 30), COUNTS, st.sampled_from(["1", ""])), max_size=2))),
        gives=draw(COUNTS), asks=draw(COUNTS), lost=draw(by_side(COUNTS)),  # type: ignore[arg-type]
        decided=tuple(draw(st.lists(DECIDED, max_size=2))),
        trials=tuple(draw(st.lists(TRIALS, max_size=2))),
        new_people=tuple(draw(people)),
        follow_up=tuple(FollowUp(name, draw(DAYS), draw(COUNTS), overdue=draw(st.booleans()), is_declared=draw(st.booleans())) for name in draw(people)),
        mix={side: Mix({draw(NAMES): 5}, 1.0, 1.0) for side in SIDES}, mix_distance=draw(SHARES),
        why={draw(NAMES): 5}, question=draw(st.sampled_from(["", "Why? " * 40])),
    )  # fmt: skip
