"""Journals of people made by hand, measured."""

from __future__ import annotations

from tests.measures.logged import past, whole

from twohats.measures.contacts import contacts_of
from twohats.measures.people_figures import PeopleFigures, people_figures
from twohats.measures.person_figures import PersonFigures, person_figures
from twohats.measures.reconnecting import NOBODY, Aside
from twohats.measures.story import person_story_in

SHOWN = {"anna": "Anna Reiss", "bo": "Bo Lindqvist", "zoe": "Zo\u00eb"}
CHANNELS = {"linkedin": "LinkedIn", "phone": "Telephone"}
MET = {"carl": "letter"}

FULL = {
    -400: "nothing",
    -300: "30m personal talk phone @dina: old times\n15m novelist talk phone @wyn\nbrand got reply letter @carl",
    -250: "personal got conversation mastodon @dina",
    -140: "20m brand talk phone @viktor met:phone\nbrand asked email @lotte",
    -130: "brand asked email @lotte",
    -120: "brand got reply email @lotte",
    -100: "1h brand do speak in-person @bo met:fair +clinic: at the stand",
    -80: "brand got lead phone @bo +clinic heard:fair: asks for a price\n45m brand talk phone @bo +clinic",
    -76: "brand gave help @bo expect:none\nbrand gave note email @anna expect:none\nbrand gave intro @anna @bo expect:none",
    -70: "30m brand talk video @bo\npersonal got conversation mastodon @anna\nbrand gave note @hal",
    -61: "brand got sale email @bo 900GBP +clinic: two half days\nbrand got sale 8.99GBP",
    -60: "brand asked email @carl\nbrand asked email @dora\nbrand asked email @edith\nbrand asked email @farid",
    -50: "brand got reply email @carl\nbrand asked email @dora\nbrand got help @edith\nbrand gave note @hal",
    -40: "brand asked email @dora\nbrand asked email @carl x2\nbrand got reply mastodon\npersonal got reply mastodon @jo",
    -30: "personal gave note @hal\nbrand lost letter @ines",
    -26: "brand got commented linkedin @kit: asked a good question",
    -10: "1h brand do speak fair @zoe met:fair: her card is in the coat\nbrand got sale @anna 20GBP",
    -3: "25m personal talk phone @anna\nbrand got reply letter @lotte\nbrand gave help @lotte expect:lead",
    0: "20m personal talk phone @anna\nbrand gave congrats email @anna expect:none",
}
YOUNG = {
    -6: "20m personal talk phone @anna\nbrand got reply linkedin @bo",
    0: "1h brand do speak fair @zoe met:fair\nbrand asked email @bo",
}


def everyone(days: dict[int, str], aside: Aside = NOBODY) -> PeopleFigures:
    """The figures of everyone at the end of the week."""
    return people_figures(whole(days), past(days), met=MET, aside=aside)


def one(days: dict[int, str], person: str, aside: Aside = NOBODY) -> PersonFigures:
    """The figures of one person who is there."""
    timeline = whole(days)
    theirs = contacts_of(timeline)[person]
    return person_figures(timeline, person, theirs, person_story_in(timeline, person), met=MET, aside=aside)
