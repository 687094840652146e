"""Every sentence of a trial, and every silence, reached by the figures that call for it (METHOD 5.5)."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.measures.trials import trial

from twohats.measures.figures import Missing
from twohats.measures.half_double import LastHour
from twohats.measures.intervals.pauses import Loss, coin_pause, simple_pause
from twohats.measures.intervals.power import Shows
from twohats.measures.pauses import Lacks, PauseFigures, PeopleIn
from twohats.measures.planning import LONGER, MORE_PAIRS, Design, OwnNumbers, Prospect
from twohats.measures.slopes import Elasticity
from twohats.measures.timeline import NOTHING_LEFT_OUT
from twohats.measures.trial_weeks import trial_weeks
from twohats.views import pause_wording as wording

if TYPE_CHECKING:
    from twohats.format.trial import Trial

PAUSE = trial("2026-10-05", "2026-10-18")
DRAWN = ("2026-09-07", "2026-09-28", "2026-10-12", "2026-10-19", "2026-11-09")
COIN = trial("2026-09-07", "2026-11-15", design="coin", drawn=DRAWN)


def pause(
    normal: tuple[int, ...] = (2,) * 8, silent: tuple[int, ...] = (2, 1), judged: Trial = PAUSE, **other: Any
) -> PauseFigures:
    """The figures of a pause with so many contacts a week."""
    made = PauseFigures(
        judged, trial_weeks(judged), "over", silent, normal, None, None, None, None, (0, 0), (0, 0), 0, (), (), (),
        (), PeopleIn(None, 0.0, 2), (70, 70), NOTHING_LEFT_OUT,
    )  # fmt: skip
    if normal and silent and judged.design == "simple" and "missing" not in other:
        made = made._replace(loss=simple_pause(normal, silent))
    return made._replace(**other)


# What it is


@pytest.mark.parametrize(
    ("judged", "title"),
    [
        (PAUSE, "2 weeks without posting on linkedin (brand)"),
        (PAUSE._replace(activity=""), "2 weeks without linkedin (brand)"),
        (PAUSE._replace(channel=""), "2 weeks without posting (brand)"),
        (PAUSE._replace(ended=date(2026, 10, 13)), "2 weeks without posting on linkedin (brand)"),
        (COIN, "5 weeks of 10 without posting on linkedin (brand)"),
        (COIN._replace(design="half-double"), "half and double weeks of posting on linkedin (brand)"),
    ],
)
def test_what_a_trial_is_of(judged: Trial, title: str) -> None:
    assert wording.title_says(judged) == title


# Any, always first


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        (
            pause((2, 2, 3, 2, 2, 2, 2, 2), (2, 1)),
            "before and after 2.1 contacts a week (8 weeks), during 1.5 (2 weeks)",
        ),
        (pause((2, 2, 3, 2), ()), "before 2.2 contacts a week (4 weeks)"),
        (pause((2, 2, 3, 2), (1,)), "before 2.2 contacts a week (4 weeks), during 1.0 (1 week)"),
        (pause((), ()), ""),
        (
            pause((2, 2, 3, 2, 2), (1, 1, 2, 0, 1), COIN),
            "in 5 normal weeks 2.2 contacts a week, in 5 silent weeks 1.0",
        ),
        (
            pause((4, 4), (1, 1), COIN._replace(design="half-double")),
            "in 2 double weeks 4.0 contacts a week, in 2 half weeks 1.0",
        ),
        (pause((), (1,), COIN), "in 1 silent week 1.0"),
    ],
)
def test_contacts_come_first(figures: PauseFigures, says: str) -> None:
    assert wording.contacts_say(figures) == says


# The verdict


def test_no_drop_that_luck_could_not_make() -> None:
    figures = pause(loss=Loss(2.1, 1.5, 0.3, 0.0, 1.6))
    assert wording.verdict_says(figures) == [
        "No drop that luck could not make. The pause cost you at most 1.6 contacts a week (90 %).",
        wording.LATER,
    ]


def test_above_five_a_week_the_level_has_a_condition() -> None:
    says = wording.verdict_says(pause((9, 8, 10, 9, 9, 8, 9, 10), (9, 8, 9, 9)))[0]
    assert "(90 % if your trade does not swing by itself)" in says
    coin = wording.verdict_says(pause((9,) * 5, (8,) * 5, COIN, loss=Loss(9.0, 8.0, 0.4, 0.0, 3.0)))[0]
    assert coin.endswith("at most 3.0 contacts a week (90 %).")


def test_more_in_the_silence_is_no_drop() -> None:
    says = wording.verdict_says(pause((1, 0, 1, 1, 0, 1, 1, 1), (9, 11, 12, 8)))
    assert says == ["No drop: more came in the silent weeks.", wording.LATER]


RARE = "Too short or contacts too rare to say anything: it could have cost you all of them."


@pytest.mark.parametrize(
    ("longer", "says"),
    [
        (Prospect(LONGER, Shows(0.89, 1.3), None), "A pause of 4 weeks would show a loss of about 9 in 10."),
        (
            Prospect(LONGER, Shows(0.98, 1.3), None),
            "A pause of 4 weeks would show only the loss of nearly all.",
        ),
        (
            Prospect(MORE_PAIRS, Shows(0.43, 2.0), None),
            "A coin over 8 pairs of weeks would show a loss of about 4 in 10.",
        ),
        (
            Prospect(LONGER, Shows(None, 1.3), None),
            f"A pause of 4 weeks could not show even the loss of all, at 0.6 a week. {wording.ASK}",
        ),
        (None, wording.ASK),
    ],
)
def test_too_short_or_too_rare(longer: Prospect | None, says: str) -> None:
    figures = pause((1, 0, 1, 1, 0, 1, 1, 0), (1, 0), longer=longer)
    assert wording.verdict_says(figures) == [RARE, says]


def test_a_coin_whose_contacts_are_too_rare() -> None:
    figures = pause(
        (1, 0, 1, 0, 0), (0, 0, 1, 0, 0), COIN, loss=coin_pause([(1, 0), (0, 0), (1, 1), (0, 0), (0, 0)])
    )
    assert wording.verdict_says(figures) == [RARE, wording.ASK]


def test_where_nobody_got_in_touch_there_is_nothing_to_say() -> None:
    says = wording.verdict_says(pause((0,) * 8, (0, 0)))
    assert says == ["Nobody got in touch in any of these weeks: nothing can be said.", wording.ASK]


def test_contacts_fell_and_that_suggests() -> None:
    figures = pause((2,) * 8, (0, 0), loss=Loss(2.0, 0.0, 0.01, 0.4, 2.3))
    assert wording.verdict_says(figures) == [
        (
            "Contacts fell. That suggests that posting on linkedin (brand) brings between 0.4 and 2.3 a week "
            "(90 % each side); other things may have changed too."
        ),
        wording.LATER,
    ]


@pytest.mark.parametrize(
    ("p", "chance"),
    [(1 / 32, "1 chance in 32"), (3 / 64, "about 1 chance in 21"), (1 / 256, "1 chance in 256")],
)
def test_contacts_fell_in_weeks_drawn_by_coin_and_that_shows(p: float, chance: str) -> None:
    figures = pause((3,) * 5, (1,) * 5, COIN, loss=Loss(3.0, 1.0, p, 0.5, 2.5))
    assert wording.verdict_says(figures)[0] == (
        f"Contacts fell in the silent weeks, drawn by coin: {chance} of that by luck. It shows that posting on "
        "linkedin (brand) brings between 0.5 and 2.5 a week (90 % each side)."
    )


# Half and double weeks

OPEN = Elasticity(0.4, 0.2, 0.6, "saturating", 8, 42.0, 0.7, 0.1, 2.0)


@pytest.mark.parametrize(
    ("last_hour", "says", "short"),
    [
        (
            LastHour("reply", OPEN),
            "Replies: the last hour of a week brings 0.4 of what the average one does (0.2 to 0.6), 8 weeks.",
            "the last hour: saturating",
        ),
        (
            LastHour("reply", OPEN._replace(value=0.9, low=0.7, high=1.1, verdict="no sign")),
            "Replies: no sign that the last hour brings less: 0.9 of the average one (0.7 to 1.1), 8 weeks.",
            "the last hour: no sign",
        ),
        (
            LastHour("reply", OPEN._replace(value=0.7, low=0.5, high=0.9, verdict="undecided")),
            "Replies: can't tell: the last hour brings 0.5 to 0.9 of the average one, 8 weeks.",
            "the last hour: undecided",
        ),
        (
            LastHour(
                "reply",
                Elasticity(None, None, None, "", 8, 12.0, 0.7, None, 2.0, (Missing("few", 12, of=30),)),
            ),
            "Can't tell yet: 12 of 30 replies.",
            "can't tell",
        ),
    ],
)
def test_half_and_double_weeks_say_what_the_last_hour_brings(
    last_hour: LastHour, says: str, short: str
) -> None:
    figures = pause(judged=COIN._replace(design="half-double"), last_hour=last_hour)
    assert wording.verdict_says(figures) == [says]
    assert wording.short_verdict(figures) == short


# Every silence


@pytest.mark.parametrize(
    ("lacks", "says", "short"),
    [
        (Lacks("begins", day="2026-10-05"), "It begins on Mon 5 Oct.", "begins 5 Oct"),
        (Lacks("runs", day="2026-11-16"), "It can be judged from Mon 16 Nov on.", "judged from 16 Nov"),
        (
            Lacks("resumes", day="2026-11-16"),
            "Not judged before the four weeks after it are in: from Mon 16 Nov on.",
            "judged from 16 Nov",
        ),
        (
            Lacks("cut", 0, 2),
            "Broken off with no whole week behind it, and a verdict takes 2.",
            "broken off, no verdict",
        ),
        (
            Lacks("cut", 1, 2),
            "Broken off with 1 whole week behind it, and a verdict takes 2.",
            "broken off, no verdict",
        ),
        (
            Lacks("pairs", 3, 5),
            "No verdict: 3 pairs, and under 5 of them every drop could be luck.",
            "no verdict",
        ),
        (
            Lacks("many pairs", 17, 16),
            "No verdict: 17 pairs, and no more than 16 can be looked at.",
            "no verdict",
        ),
        (Lacks("unlogged", 2, 10), "No verdict: 2 of the 10 weeks that count have no line.", "no verdict"),
        (
            Lacks("crossed", 1, 8),
            "No verdict: another trial is silent in 1 of the 8 weeks it is held against.",
            "no verdict",
        ),
        (Lacks("no weeks"), "No verdict: its days are not understood", "no verdict"),
    ],
)
def test_every_silence_says_why(lacks: Lacks, says: str, short: str) -> None:
    figures = pause(missing=lacks)
    assert wording.verdict_says(figures) == [says]
    assert wording.short_verdict(figures) == short


@pytest.mark.parametrize(
    ("loss", "says"),
    [
        (None, "no verdict"),
        (Loss(2.0, 0.0, 0.01, 0.4, 2.3), "fell by 0.4 to 2.3 a week"),
        (Loss(2.0, 1.5, 0.3, 0.0, 2.0), "contacts too rare to say"),
        (Loss(2.0, 1.5, 0.3, 0.0, 1.6), "cost at most 1.6 a week"),
        (Loss(1.0, 9.0, 0.99, 0.0, 0.0), "no drop"),
        (Loss(0.0, 0.0, 1.0, 0.0, math.inf), "contacts too rare to say"),
    ],
)
def test_the_verdict_in_a_few_words(loss: Loss | None, says: str) -> None:
    assert wording.short_verdict(pause(loss=loss)) == says


# Tallies beside it


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ((1, 0), "1 before and after, 0 during: too few to compare"),
        ((3, 1), "3 before and after, 1 during: too few to compare"),
        ((4, 1), "4 before and after, 1 during"),
        ((0, 0), "none before and after, none during"),
    ],
)
def test_leads_and_sales_are_never_a_percentage(counts: tuple[int, int], says: str) -> None:
    assert wording.compared(counts, pause()) == says


def test_leads_of_a_coin() -> None:
    assert wording.compared((4, 1), pause(judged=COIN)) == "4 in the others, 1 in silent weeks"


@pytest.mark.parametrize(
    ("minutes", "says"),
    [
        (450, "7h30"),
        (0, "no time: the usual week has none on it"),
        (-20, "nothing: 20m more than usual went into it"),
    ],
)
def test_hours_got_back(minutes: int, says: str) -> None:
    assert wording.got_back_says(minutes) == says


@pytest.mark.parametrize(
    ("people", "says"),
    [
        (PeopleIn(5.0, 4.0, 2), "usually 5 people in 2 weeks, in silence 4"),
        (PeopleIn(1.0, 0.5, 1), "usually 1 person in a week, in silence 0.5"),
        (PeopleIn(None, 4.0, 6), ""),
        (PeopleIn(0.0, 0.0, 2), ""),
        (PeopleIn(0.0, 1.0, 2), "usually 0 people in 2 weeks, in silence 1"),
    ],
)
def test_how_many_people_got_in_touch(people: PeopleIn, says: str) -> None:
    assert wording.people_say(pause(people=people)) == says


# What a plan could show

OWN = OwnNumbers(8, 2.0, 1.3, 90.0, None)


@pytest.mark.parametrize(
    ("own", "says"),
    [
        (OWN, "2.0 contacts a week of their own accord, 1h30 a week on it (8 weeks)"),
        (
            OWN._replace(minutes=0.0, weeks=1),
            "2.0 contacts a week of their own accord, nothing a week on it (1 week)",
        ),
        (OWN._replace(weeks=0), "no whole week is in the journal yet"),
    ],
)
def test_what_a_plan_starts_from(own: OwnNumbers, says: str) -> None:
    assert wording.own_numbers_say(own) == says


@pytest.mark.parametrize(
    ("shows", "found", "bound", "says"),
    [
        (Shows(0.81, 2.6), "8 in 10", "2.6 a week", "finds a loss of 8 in 10"),
        (Shows(0.97, 2.6), "nearly all", "2.6 a week", "finds a loss of nearly all"),
        (Shows(0.02, 2.6), "1 in 10", "2.6 a week", "finds a loss of 1 in 10"),
        (Shows(None, math.inf), "not even all", "nothing", "does not find even the loss of all"),
    ],
)
def test_what_a_design_could_show(shows: Shows, found: str, bound: str, says: str) -> None:
    prospect = Prospect(LONGER, shows, None)
    assert wording.prospect_says(prospect) == f"{says}; with nothing lost it says at most {bound}"
    assert (wording.found_says(prospect), wording.bound_says(prospect)) == (found, bound)


@pytest.mark.parametrize(
    ("design", "words", "says"),
    [
        (Design("simple", 1), "1 week", "A pause of 1 week"),
        (Design("simple", 4), "4 weeks", "A pause of 4 weeks"),
        (Design("coin", pairs=8), "coin 8", "A coin over 8 pairs of weeks"),
        (Design("coin", pairs=6, block_weeks=2), "coin 6 fortnights", "A coin over 6 pairs of fortnights"),
    ],
)
def test_designs_by_the_words_that_ask_for_them(design: Design, words: str, says: str) -> None:
    assert (wording.design_words(design), wording.design_says(design)) == (words, says)


def test_which_design_the_numbers_ask_for() -> None:
    assert wording.advice(OWN) == []
    assert wording.advice(OWN._replace(weeks=0, contacts=0.0)) == []
    assert "names and a loose bound" in wording.advice(OWN._replace(contacts=0.9))[0]
    assert "let a coin choose" in wording.advice(OWN._replace(contacts=5.1))[0]
    assert wording.advice(OWN._replace(lag=0.5)) == []
    assert wording.advice(OWN._replace(lag=3.0)) == [
        "What comes back comes after 3 days (the middle one of those with a tag)."
    ]
    assert "fortnights" in wording.advice(OWN._replace(lag=6.0))[1]


def test_how_much_of_a_loss_is_felt() -> None:
    assert wording.seen_advice(None) == wording.seen_advice(0.95) == []
    assert wording.seen_advice(0.57) == [
        "Earlier lines go on working: while it lasts, 57 % of a loss is felt."
    ]


def test_what_each_design_can_claim() -> None:
    for judged, word in (
        (PAUSE, "suggests"),
        (COIN, "it shows"),
        (COIN._replace(design="half-double"), "last hour"),
    ):
        assert word in wording.design_advice(judged)[0]


def test_half_and_double_in_minutes() -> None:
    assert (
        wording.half_double_says(175.0)
        == "half weeks at most 1h30, double weeks about 5h50, where 2h55 is usual"
    )
    assert wording.half_double_says(4.0) == "half weeks at most 5m, double weeks about 10m, where 4m is usual"
