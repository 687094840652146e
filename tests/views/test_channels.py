"""The channels on one screen and in sentences, and one channel of them: what they look like, and every silence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.expected_text import same_as
from tests.views import made_channels as made

from twohats.appearance.roles import ROLES
from twohats.measures.verdict import ASK, CARRY_ON, Verdict
from twohats.render.plain import plain
from twohats.text.visible import visible
from twohats.text.width import width as columns_of
from twohats.views.block_plain import view_plain
from twohats.views.block_rows import view_rows
from twohats.views.blocks import Door, Facts
from twohats.views.channel import channel_view
from twohats.views.channels import MOST, channels_view, shown_kinds
from twohats.views.rows import row_text

if TYPE_CHECKING:
    from twohats.views.blocks import View

EXPECTED = Path(__file__).parent / "expected"
FULL = made.figures(made.full_days())
THIN = made.figures({0: "25m brand post linkedin m2", -7: "15m brand read", 4: "brand got reply linkedin"})
VIEWS = {
    "channels-full": channels_view(FULL, names=made.NAMES, bar=("lead",)),
    "channels-thin": channels_view(THIN, names=made.NAMES),
    "channels-empty": channels_view(made.figures({})),
    "channel-letter": channel_view(FULL, "letter", names=made.NAMES, people=made.SHOWN),
    "channel-none": channel_view(FULL, "email"),
}
slow = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def says(days: dict[int, str], **more: object) -> str:
    """Everything that the view says, in one line."""
    return " ".join(view_plain(channels_view(made.figures(days), **more)).split())  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", VIEWS)
def test_it_looks_as_reviewed(name: str, width: int) -> None:
    text = plain(each.row for each in view_rows(VIEWS[name], width))
    same_as(EXPECTED / f"{name}-{width}.txt", text)


@pytest.mark.parametrize("name", VIEWS)
def test_in_sentences_it_reads_as_reviewed(name: str) -> None:
    same_as(EXPECTED / f"{name}.txt", view_plain(VIEWS[name]))


def test_the_answer_fits_a_terminal_of_24_rows() -> None:
    rows = [row_text(each.row) for each in view_rows(VIEWS["channels-full"], 80)]
    assert next(at for at, row in enumerate(rows) if row.startswith(" Mix")) < 22


def test_at_most_so_many_channels_have_a_row_and_what_is_left_has_one_together() -> None:
    days = {0: "\n".join(f"{20 + n}m brand post c{n}" for n in range(9)) + "\n1h brand post"}
    table = channels_view(made.figures(days)).blocks[1]
    names = [record.cells[0].text for record in table.records]  # type: ignore[union-attr]
    assert names == [*(f"c{n}" for n in range(8, 8 - MOST, -1)), "3 others", "no channel"]
    days[0] = "\n".join(f"{20 + n}m brand post c{n}" for n in range(MOST + 1))
    table = channels_view(made.figures(days)).blocks[1]
    assert len(table.records) == MOST + 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("came", "bar", "kinds"),
    [
        ("", (), ("conversation", "lead", "reply", "sale")),
        ("brand got reply a x3\nbrand got conversation a", (), ("reply", "lead", "conversation", "sale")),
        ("brand got sale a x17\nbrand got help a", (), ("help", "sale", "conversation", "lead")),
        ("brand got reply a", ("intro", "nonsense", "sale"), ("reply", "intro", "sale", "conversation")),
        ("brand got reply a", ("reply",), ("conversation", "reply", "lead", "sale")),
    ],
)
def test_the_kinds_that_are_worth_a_column(came: str, bar: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    assert shown_kinds(made.figures({0: f"1h brand post a\n{came}".strip()}), bar) == kinds


POST = "1h brand post a"
FELT = "1h brand post a felt:work"


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        # What answers
        ({}, "no brand hours of post, read or talk in these weeks: they appear here with their channel."),
        ({0: POST}, "1h of 1h went to a."),
        ({0: POST, -60: POST, -8: "9m brand talk a @bo"}, "1 of the one new person came from there"),
        ({0: POST, -60: POST, -8: "9m brand talk b @bo\n9m brand talk b @anna"}, "and none of 2 new people came from there"),
        ({0: "1h brand post"}, "1h of 1h went to no channel."),
        # Rates
        ({-7 * n: "2h brand post a" for n in range(2, 8)}, "conversations at most 2.5 per 10 hours (95 %), from none"),
        ({-7 * n: "2h brand post a\nbrand got reply a" for n in range(2, 8)},
         "replies 5.0 per 10 hours (90 %: 0.8 to 12), from 6"),
        ({-7 * n: "2h brand post a" for n in range(2, 4)}, "conversations not enough yet: 2 more weeks with hours"),
        ({-7 * n: "30m brand post a" for n in range(2, 8)}, "conversations not enough yet: 1h more"),
        ({-7 * n: "2h brand post a" for n in range(4)},
         "conversations not before 6 Dec: returns take 2 weeks to come in"),
        ({-7 * n: "1h brand talk a @bo\n1h personal talk b @bo\nbrand got reply @bo" for n in range(2, 8)}, "from 6 of both hats"),
        ({-21: f"{POST}\nbrand got reply a\nbrand got reply"}, "traced to nothing, both hats: 1 of 2 replies."),
        # A new person
        ({0: POST}, "a new person: 1h, none yet."),
        ({0: "1h brand post a cost:38GBP cost:2USD"}, "1h, none yet; cost 38 GBP and 2 USD."),
        # Mirror
        ({0: "1h brand post a\n12m brand read a"}, "you read 12 min for every 60 sent; expect to be read likewise"),
        ({0: POST}, "Mirror: nothing read, 1h sent."),
        ({0: "1h brand read a"}, "Mirror: nothing sent, 1h read."),
        ({0: "1h brand talk a @bo"}, "Mirror: nothing sent and nothing read."),
        # Stand
        ({0: POST}, "Stand: no week with a post is over yet."),
        ({-20: POST}, "Stand: 1 of 1 week posted to everybody, spoke to nobody."),
        ({-20: f"{POST}\n9m brand talk @bo"}, "Stand: none of 1 week posted to everybody, spoke to nobody."),
        # Untraced
        ({0: POST}, "no posting or reading says how it felt: felt:work, or anything else for no."),
        ({0: FELT}, "1h felt like work, none of it 14 days old yet (30 for how:craft)."),
        ({-20: FELT}, "1 line felt like work, 1h of 1h with no connection traced yet."),
        ({-20: f"{FELT} @bo\n{POST}"}, "1 line felt like work, none of 1h with no connection traced yet; 1h not answered."),
        ({-20: "\n".join([FELT] * 5)}, "felt like work, no connection traced yet: 100 % of 5h."),
        ({-20: "\n".join([FELT] * 5), -9: "brand got reply"}, "no connection traced yet: 80 to 100 % of 5h."),
        # Mix
        ({0: POST}, "1 brand channel, 0 personal; not enough yet to compare them: an hour of both on named channels."),
        ({0: f"{POST}\n1h personal post b"}, "1 brand channel, 1 personal; 100 % of the time is elsewhere."),
        # Talk over posting
        ({0: POST}, "An hour of talk over one of posting (90 %), conversations: none traced to either."),
        ({-7 * n: f"{POST}\n1h brand talk a @bo\nbrand got conversation a" for n in range(2, 4)},
         "conversations: not enough yet: 2 more weeks with both."),
        ({-7 * n: f"{POST}\n1h brand talk a @bo\nbrand got conversation a" for n in range(2, 6)},
         "conversations: too few to compare: 4 of 5 returns."),
        ({-7 * n: f"{POST}\n1h brand talk a @bo\nbrand got conversation a" for n in range(4)},
         "conversations: not before 6 Dec: returns take 2 weeks to come in."),
        ({-7 * n: f"{POST} +t\n1h brand talk a @bo\nbrand got conversation @bo\nbrand got conversation +t x2\n"
                  "brand got conversation x4" for n in range(2, 8)}, "; untraced either way: "),
        # What for
        ({0: POST}, "no line says what it is for: aim:leads, or aim:none; 1 of 1 line begun without one."),
        ({0: f"{POST} aim:x serves:y\n{POST} aim:none"},
         "of 2h that say: 50 % purposeful (an aim, and whom it serves), 50 % without an aim; 1 of 2 lines begun without one."),
        ({0: f"{POST} aim:x"}, "x 1h, came back: nothing traced yet; on a."),
        ({0: f"{POST} aim:x\n40m brand post b"}, "serving no aim: b 40m."),
        ({0: "\n".join(f"{POST} aim:x{n}" for n in range(8))}, "and 2 aims more."),
        ({0: f"{POST} aim:x\n" + "\n".join(f"40m brand post b{n}" for n in range(8))}, "b5 40m, 2 more."),
        # Interest
        ({0: POST}, "Interest, talk less post and read (90 %), brand: not enough yet: 3 more talk and 3 more post and read ratings."),
        # Posts
        ({0: "1h brand talk a @bo"}, "Posts, About: no posts."),
        ({0: POST}, "none of 1 post says: about:me or about:others."),
        ({0: f"{POST} about:me\n{POST}"}, "1 of 1 post about yourself; 1 does not say."),
        ({0: "\n".join([f"{POST} about:me"] * 5)}, "5 of 5 posts about yourself (100 %)."),
        ({0: POST}, "Answered: no posts old enough for their replies."),
        ({-20: POST}, "Answered: 1 post, no reply traced yet."),
        ({-20: f"{POST}\n{POST}\nbrand got reply a"}, "Answered: 2 posts, 1 reply: one for 2.0 posts."),
        ({-20: f"{POST}\nbrand got reply a x2"}, "Answered: 1 post, 2 replies: one for each post or more."),
        # Forecasts
        ({0: POST}, "Forecasts, brand: none: expect:3 on an entry says that 3 answers are expected."),
        ({0: f"{POST} expect:3"}, "Forecasts, brand: none 14 days old yet; 1 still open."),
        ({-20: f"{POST} expect:3 +t\nbrand got reply +t", 0: f"{POST} expect:3"},
         "Forecasts, brand: expected 3, had 1; 1 still open."),
        ({-20: f"{POST} expect:3"}, "Between hats: not enough yet: 5 more personal and 4 more brand forecasts that are 14 days old."),
        ({-20: "\n".join([f"{POST} expect:3", "1h personal post b expect:0"] * 5)}, "Between hats: brand to personal 7.0 x."),
        # Others
        ({0: POST, -1: "brand got lead a\nbrand got sale"}, "sales: nothing behind any of 1."),
        ({0: f"{POST}\n1h brand do speak @bo", 1: "brand got sale @bo\nbrand got sale x2"},
         "sales: 1 of 1 have no social entry in their chain; 2 with nothing behind them."),
        ({0: f"{POST}\n1h brand do speak @bo", 1: "brand got sale @bo"}, "sales: 1 of 1 have no social entry in their chain."),
        ({0: f"{POST}\n1h brand do speak"}, "1h social, 1h other: do, and channels that hat.toml calls not social."),
        ({0: f"{POST}\n1h brand do speak"}, "nothing came back that could be compared."),
        # Also counted
        ({0: POST}, "Started: none, in 90 days."),
        ({0: POST, -60: POST, -20: "1h brand post b"}, "Started: b (27 Oct), in 90 days."),
        ({0: POST, -60: "1h brand post b"}, "Dropped: b (last 17 Sep), in 90 days."),
        ({0: POST}, "Set up: nothing logged: how:setup."),
        ({0: POST}, "With care: nothing logged: how:craft."),
        ({0: f"{POST} how:craft"}, "With care: 1h in 1 line."),
        ({0: f"{POST} by:agency"}, "By activity: by agency 1h;"),
        ({0: f"{POST} voice:self"}, "By activity: as self 1h;"),
        ({0: f"{POST} how:setup,must"}, "Set up: 1h so far. Also counted, With care: nothing logged: how:craft. Also counted, Had to: 1 of 1 line."),
        ({0: POST}, "After 22:00: no line has a clock time."),
        ({0: "09:00-10:00 brand post a"}, "After 22:00: none of 1h with a clock time."),
        ({0: "21:30-22:30 brand post a"}, "After 22:00: 30m of 1h with a clock time, 1 line."),
    ],
)  # fmt: skip
def test_every_silence_and_every_count_has_its_sentence(days: dict[int, str], sentence: str) -> None:
    assert sentence in says(days)


def test_social_against_other_is_off_unless_logged() -> None:
    assert "social hour over another" not in says({0: POST, 1: "1h personal do walk"})
    assert "social hour over another" in says({0: f"{POST}\n1h brand talk phone @bo"})


ASKED = Verdict(ASK, "letter", because="untraced", kind="lead", untraced_share=0.6, contacts=0.5)
QUIET = Verdict(CARRY_ON, "linkedin")


def test_the_verdicts_of_the_last_review_stand_below_the_answer_and_open_their_channel() -> None:
    view = channels_view(FULL, names=made.NAMES, verdicts=(ASKED, QUIET))
    text = view_plain(view)
    assert (
        "The last four-week review, The Back Stairs: The log cannot decide this, and at 0.5 contacts" in text
    )
    assert "Nothing here says change" not in text
    (block,) = (each for each in view.blocks if each.heading == "The last four-week review")
    assert isinstance(block, Facts)
    assert [fact.door for fact in block.facts] == [Door(view="channels", subject="letter")]


def test_a_channel_has_its_verdict_with_its_because() -> None:
    text = view_plain(channel_view(FULL, "letter", verdicts=(ASKED, QUIET)))
    assert "it says: The log cannot decide this" in text
    assert "because: rule 5b; 60 % of leads are untraced" in text
    assert "it says: Nothing here says change." in view_plain(
        channel_view(FULL, "linkedin", verdicts=(ASKED, QUIET))
    )
    assert "four-week review" not in view_plain(channel_view(FULL, "phone", verdicts=(ASKED, QUIET)))


def test_to_hand_on_it_names_nobody_and_no_aim() -> None:
    one = view_plain(channel_view(FULL, "letter", people=made.SHOWN, anonymous=True))
    assert "greta" not in one
    assert "4 first talked to" in one
    days = made.full_days() | {1: "40m brand post blogs by:edith voice:aunt"}
    every = view_plain(channels_view(made.figures(days), anonymous=True))
    assert "edith" not in every
    assert "aunt" not in every
    assert "by somebody" in every
    assert "as another voice" in every
    assert "What for: an aim 18h" in every
    assert "leads 18h" not in every


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_door_of_lines_opens_lines_that_there_are(view: View) -> None:
    there = {each.place for each in made.timeline(made.full_days()).timed_entries}
    there |= {each.place for each in made.timeline(made.full_days()).timed_events} | {
        "2026-11-16:1",
        "2026-11-09:1",
    }
    doors = [each.door for each in view_rows(view, 80)]
    assert all(place in there for door in doors for place in door.lines)


HOSTILE = st.text(max_size=30) | st.sampled_from(
    ["\x1b[31mred", "[b]bold[/b]", "a\tb\nc", "\N{RIGHT-TO-LEFT OVERRIDE}x", "宽宽宽"]
)


@slow
@given(HOSTILE, st.integers(1, 130))
def test_names_are_shown_and_never_obeyed_at_any_width(name: str, width: int) -> None:
    names = dict.fromkeys(("letter", "linkedin"), name)
    for view in (
        channels_view(FULL, names=names, verdicts=(ASKED,)),
        channel_view(FULL, "letter", names=names, people={"bo": name}),
    ):
        for each in view_rows(view, width):
            text = row_text(each.row)
            assert columns_of(text) <= width
            assert all(span.role in ROLES for span in each.row)
            assert visible(text) == text
