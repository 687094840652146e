"""R1 to R14: what records of every kind become, rule by rule."""

from __future__ import annotations

from datetime import date

import pytest
from tests.interchange.planning import (
    BRAM,
    BRAND,
    TODAY,
    TOVE,
    call,
    known_since,
    lines,
    meeting,
    message,
    pages,
    plan_of,
    post,
    request,
    span,
    tally,
)

from twohats.interchange.interpreting.here import Here, Stream, Wish
from twohats.interchange.interpreting.planning import planned
from twohats.interchange.record import Line, Party, record_key
from twohats.interchange.source import Recognised

FIVE_WORDS = "is the second book out"
EXCHANGE = (
    message("2026-11-18 21:11:02", "I liked your essay on lighthouses. What is the second book about?"),
    message(
        "2026-11-18 21:15:30",
        "It is about a lighthouse keeper and her two ledgers. Shall I send it?",
        mine=True,
    ),
    message("2026-11-19 07:58:03", "Could we speak on Thursday? I have one question about it."),
    message("2026-11-19 08:02:40", "Thursday at ten works. I will bring the map.", mine=True),
)


def test_two_turns_each_are_a_real_exchange_and_each_sitting_is_a_line() -> None:
    assert lines(plan_of(*EXCHANGE)) == [
        "2026-11-18 21:11 brand got conversation linkedin @tove",
        "2026-11-18 21:11 ~2m brand talk linkedin @tove: 2 messages, 1 mine",
        "2026-11-19 07:58 ~2m brand talk linkedin @tove: 2 messages, 1 mine",
    ]


def test_who_was_written_to_first_and_came_back_replied() -> None:
    mine = message("2026-11-17 10:00", "Dear Tove, may I ask you something?", mine=True)
    assert lines(plan_of(mine, *EXCHANGE))[:2] == [
        "2026-11-17 10:00 ~1m brand talk linkedin @tove: 1 message of mine",
        "2026-11-18 21:11 brand got reply linkedin @tove",
    ]


def test_after_a_week_of_silence_an_exchange_is_another_one() -> None:
    apart = [one._replace(at=one.at.replace(day=one.at.day - 10), key=one.key[::-1]) for one in EXCHANGE]
    got = [line for line in lines(plan_of(*EXCHANGE, *apart)) if " got " in line]
    assert got == [
        "2026-11-08 21:11 brand got conversation linkedin @tove",
        "2026-11-18 21:11 brand got conversation linkedin @tove",
    ]


def test_one_answer_is_a_reply_and_less_is_nothing() -> None:
    asked = message("2026-11-10 09:00", "Is the map of yours for sale?", mine=True)
    answer = message("2026-11-10 12:00", "It is, and so is the frame")
    short = message("2026-11-10 12:00", "It is")
    assert lines(plan_of(asked, answer)) == ["2026-11-10 12:00 brand got reply linkedin @tove"]
    assert lines(plan_of(asked, short)) == []
    assert tally(plan_of(asked, short), "facts") == {"single messages, not judged": 2}
    assert tally(plan_of(asked), "facts")["people you wrote to first, no answer"] == 1


def test_a_long_call_is_a_conversation_of_measured_minutes() -> None:
    assert lines(plan_of(call("2026-11-12 10:00", 12 * 60 + 40))) == [
        "2026-11-12 10:00 brand got conversation whatsapp @tove",
        "2026-11-12 10:00-10:12 brand talk phone @tove",
    ]
    assert lines(plan_of(call("2026-11-12 10:00", 12 * 60, mine=True))) == [
        "2026-11-12 10:00-10:12 brand talk phone @tove",
    ]
    assert lines(plan_of(call("2026-11-12 10:00", 4 * 60))) == []


def test_a_sitting_in_which_the_owner_wrote_nothing_is_no_line() -> None:
    late = message("2026-11-19 22:00", "Thank you, that was more than I had hoped for")
    assert lines(plan_of(*EXCHANGE, late)) == lines(plan_of(*EXCHANGE))


def test_a_letter_is_a_sitting_of_its_own() -> None:
    letters = [one._replace(channel="email", title="The map") for one in EXCHANGE]
    assert lines(plan_of(*letters))[1:] == [
        "2026-11-18 21:15 ~5m brand talk email @tove: 1 message of mine",
        "2026-11-19 08:02 ~5m brand talk email @tove: 1 message of mine",
    ]
    titled = lines(plan_of(*letters, wish=Wish(titles=True)))
    assert titled[1] == "2026-11-18 21:15 ~5m brand talk email @tove: The map"


def test_one_sentence_from_five_people_is_noise_without_names() -> None:
    people = [
        Party(f"https://example.com/in/{name}", f"{name} Example") for name in "Ada Bo Cy Di Ed Flo".split()
    ]
    congrats = [
        message(
            f"2026-11-11 06:0{at}",
            f"Congrats on your work anniversary{', Mara' * (at % 2)}! {'🎉' * at}",
            other=who,
        )
        for at, who in enumerate(people)
    ]
    assert lines(plan_of(*congrats)) == ["2026-11-11 brand got congrats linkedin x6"]
    assert lines(plan_of(*congrats[:4])) == []
    assert plan_of(*congrats).people == ()
    assert tally(plan_of(*congrats), "facts") == {"messages that many people sent alike": 6}


def test_what_is_said_in_a_real_exchange_is_no_noise() -> None:
    people = [
        Party(f"https://example.com/in/{name}", f"{name} Example") for name in "Ada Bo Cy Di Ed".split()
    ]
    thanks = [
        message(f"2026-11-11 0{hour}:00", "Thank you very much indeed", other=who, mine=hour % 2 == 0)
        for who in people
        for hour in range(4)
    ]
    assert not [line for line in lines(plan_of(*thanks)) if "thanks" in line]


def test_posts_of_one_sitting_are_one_line_and_comments_one_a_day() -> None:
    records = [
        post("2026-11-16 08:00", 100),
        post("2026-11-16 08:20", 40),
        post("2026-11-16 12:00", 2000),
        post("2026-11-16 09:00", 20, reply=True),
        post("2026-11-16 19:00", 40, reply=True),
    ]
    assert lines(plan_of(*records)) == [
        "2026-11-16 08:00 ~13m brand post linkedin x2",
        "2026-11-16 09:00 ~5m brand post linkedin x2: 2 comments",
        "2026-11-16 12:00 ~45m brand post linkedin",
    ]


def test_a_meeting_with_a_few_is_a_talk_of_planned_minutes() -> None:
    few = meeting("2026-11-10 14:00", 45, TOVE, BRAM, channel="video", title="Chapter @nine")
    crowd = meeting("2026-11-10 16:00", 60, TOVE, BRAM, Party("c", "Cy"), Party("d", "Di"), calendar="Work")
    alone = meeting("2026-11-10 18:00", 60, title="Focus")
    plan = plan_of(few, crowd, alone, wish=Wish(titles=True))
    assert lines(plan) == ["2026-11-10 14:00 ~45m brand talk video @tove @bram: Chapter nine"]
    assert tally(plan, "left_out") == {
        "meetings of more people that no rule covers": 1,
        "meetings with nobody else that no rule covers": 1,
    }
    by_rule = 'hat = "brand"\n[[rule]]\ncalendar = "work"\nhat = "personal"\nactivity = "do service"\n'
    assert lines(plan_of(crowd, rules=by_rule)) == ["2026-11-10 16:00 ~1h personal do service"]


@pytest.mark.parametrize(
    ("minutes", "got"),
    [(89, "09:02-10:31 "), (0.5, ""), (12 * 60, "09:02-21:02 "), (12 * 60 + 1, "")],
)
def test_measured_spans_have_no_tilde_and_the_impossible_ones_are_left_out(minutes: float, got: str) -> None:
    plan = plan_of(span("2026-11-17 09:02", minutes, activity="do service"))
    assert lines(plan) == ([f"2026-11-17 {got}brand do service"] if got else [])


def test_what_is_too_long_is_kept_back_and_its_days_are_named() -> None:
    left_running = [span(f"2026-10-{day:02} 09:00", 800, activity="read") for day in range(1, 8)]
    plan = plan_of(*left_running[:2], span("2026-10-09 09:00", 60, activity="read"))
    assert lines(plan) == ["2026-10-09 09:00-10:00 brand read"]
    assert plan.remarks == ("measured time that is too long to come in begins on 2026-10-01, 2026-10-02",)
    assert plan_of(*left_running).remarks[0].endswith("2026-10-05 and 2 more days")


def test_a_span_without_a_clock_time_is_a_duration() -> None:
    assert lines(plan_of(span("2026-11-17", 89, activity="read"))) == ["2026-11-17 1h29 brand read"]


def test_a_span_gets_its_activity_from_a_rule_or_a_tag_and_else_it_is_listed() -> None:
    tagged = span("2026-11-17 09:00", 30, labels={"project": "Book", "tag": "post"})
    ruled = span("2026-11-17 10:00", 30, labels={"project": "Acme"})
    other = span("2026-11-17 11:00", 90, labels={"project": "Garden"})
    plan = plan_of(
        tagged, ruled, other,
        rules='hat = "brand"\n[[rule]]\nproject = "ACME*"\nhat = "p"\nactivity = "talk"\nchannel = "phone"\n',
    )  # fmt: skip
    assert lines(plan) == ["2026-11-17 09:00-09:30 brand post", "2026-11-17 10:00-10:30 personal talk phone"]
    assert [(one.what, one.records, one.minutes) for one in plan.without_hat] == [("project = Garden", 1, 90)]


def test_what_a_program_saw_in_a_row_is_one_sitting() -> None:
    seen = [
        span("2026-11-17 09:00:10", 1, hand=False, activity="read", channel="linkedin"),
        span("2026-11-17 09:01:40", 3, hand=False, activity="read", channel="linkedin", labels={"app": "b"}),
        span("2026-11-17 09:30:00", 1, hand=False, activity="read", channel="linkedin"),
    ]
    assert lines(plan_of(*seen)) == ["2026-11-17 09:00-09:04 brand read linkedin"]


def test_a_sitting_within_measured_time_on_its_channel_takes_those_minutes() -> None:
    seen = span("2026-11-19 07:50", 20, hand=False, activity="talk", channel="linkedin")
    plan = plan_of(*EXCHANGE, seen)
    assert lines(plan)[-1] == "2026-11-19 07:50-08:10 brand talk linkedin @tove: 2 messages, 1 mine"
    assert len([line for line in lines(plan) if " talk " in line]) == 2
    assert seen.key in plan.lines[-1].keys


def test_measured_time_wins_over_planned_and_planned_over_guessed() -> None:
    measured = span("2026-11-19 07:50", 20, activity="do make")
    planned = meeting("2026-11-19 08:00", 30, BRAM)
    guess = post("2026-11-19 08:25", 200)
    plan = plan_of(measured, planned, guess)
    assert lines(plan) == [
        "2026-11-19 07:50-08:10 brand do make",
        "2026-11-19 08:10 ~20m brand talk @bram",
        "2026-11-19 08:30 ~8m brand post linkedin",
    ]


def test_what_has_no_minutes_left_is_known_with_the_line_that_has_them() -> None:
    measured = span("2026-11-19 07:50", 60, activity="do make")
    guess = post("2026-11-19 08:00", 20)
    plan = plan_of(measured, guess)
    assert lines(plan) == ["2026-11-19 07:50-08:50 brand do make"]
    assert set(plan.lines[0].keys) == {measured.key, guess.key}
    assert tally(plan, "left_out") == {"posts within time that another line has": 1}


def test_only_days_before_the_first_line_by_hand_come_in_the_first_time() -> None:
    old, new = span("2026-11-15 09:00", 30, activity="read"), span("2026-11-18 09:00", 30, activity="read")
    plan = plan_of(old, new, border="2026-11-16")
    assert lines(plan) == ["2026-11-15 09:00-09:30 brand read"]
    assert tally(plan, "left_out") == {"lines from your own first line on": 1}


def test_the_second_time_measured_spans_meetings_and_events_come_in_behind_it_too() -> None:
    page = pages(d2026_11_18="- 09:10-09:20 brand read\n", d2026_11_19="- 20m brand talk linkedin\n")
    records = (
        span("2026-11-18 09:00", 30, activity="read"),
        span("2026-11-18 10:00", 30, activity="read"),
        meeting("2026-11-19 10:00", 30, BRAM),
        meeting("2026-11-17 10:00", 30, BRAM),
        post("2026-11-17 12:00", 10),
        *EXCHANGE,
    )
    plan = plan_of(*records, border="2026-11-16", again={"linkedin"}, page=page)
    assert lines(plan) == [
        "2026-11-17 10:00 ~30m brand talk @bram",
        "2026-11-18 10:00-10:30 brand read",
        "2026-11-18 21:11 brand got conversation linkedin @tove",
    ]


def test_an_event_that_a_person_has_written_does_not_come_in() -> None:
    page = pages(d2026_11_18="- brand got lead linkedin @tove\n")
    plan = plan_of(*EXCHANGE, border="2026-11-16", again={"linkedin"}, page=page)
    assert lines(plan) == []


def test_until_lets_everything_in_but_today() -> None:
    today = post("2026-11-21 09:00", 10)
    plan = plan_of(*EXCHANGE, today, border="2026-11-16", wish=Wish(until="2026-12-31"))
    assert len(lines(plan)) == 3
    assert tally(plan, "left_out") == {"lines of today, which is not over": 1}


def test_nothing_has_a_hat_without_a_rule() -> None:
    plan = plan_of(*EXCHANGE, rules="")
    assert lines(plan) == []
    assert [(one.what, one.records) for one in plan.without_hat] == [("", 5)]


@pytest.mark.parametrize(
    "rule",
    ['person = "tove adlerz"', 'person = "https://example.com/in/tove"', 'person = ["Bram *", "Tove *"]'],
)
def test_a_rule_about_a_person_decides_the_hat(rule: str) -> None:
    rules = f'hat = "brand"\n[[rule]]\n{rule}\nhat = "personal"\n'
    assert all(" personal " in line for line in lines(plan_of(*EXCHANGE, rules=rules)))
    left = f'hat = "brand"\n[[rule]]\n{rule}\nleave_out = true\n'
    assert lines(plan_of(*EXCHANGE, rules=left)) == []


def test_invitations_with_a_word_are_asks_and_beginnings_and_others_are_counted() -> None:
    out = request("2026-11-10 09:00", "May I?", mine=True, other=BRAM)
    into = request("2026-11-18 21:00", FIVE_WORDS)
    bare = [request(f"2026-11-12 09:0{at}", other=Party(f"q{at}", "Q")) for at in range(3)]
    plan = plan_of(out, into, *bare, *EXCHANGE[1:])
    assert lines(plan)[:2] == [
        "2026-11-10 09:00 brand asked linkedin @bram: to connect",
        "2026-11-18 21:00 brand got conversation linkedin @tove",
    ]
    assert tally(plan, "left_out") == {"invitations without a word": 3}
    asked = plan_of(*bare, wish=Wish(invitations=True))
    assert lines(asked) == ["2026-11-12 brand got noise linkedin x3: to connect"]


def test_where_somebody_was_met_stands_on_their_first_line_within_a_month() -> None:
    assert lines(plan_of(*EXCHANGE, known_since("2026-10-20")))[0].endswith("@tove met:linkedin")
    assert "met:" not in "".join(lines(plan_of(*EXCHANGE, known_since("2026-10-01"))))
    assert "met:" not in "".join(lines(plan_of(*EXCHANGE, known_since("2026-11-20"))))


def test_those_connected_of_late_are_told_and_become_lines_if_asked_for() -> None:
    plan = plan_of(known_since("2026-11-01", BRAM))
    assert tally(plan, "facts") == {"people connected in the last 104 days, nothing one-to-one yet": 1}
    asked = plan_of(known_since("2026-11-01", BRAM), wish=Wish(connections=True))
    assert lines(asked) == ["2026-11-01 brand got noise linkedin @bram met:linkedin: connected"]


def test_a_day_that_begins_late_has_what_was_after_midnight() -> None:
    late = span("2026-11-18 00:40", 20, activity="read")
    assert lines(plan_of(late, day_start=240)) == ["2026-11-17 24:40-25:00 brand read"]


def own(day: str, text: str, number: int = 0) -> Line:
    return Line(record_key("line", day, text, str(number)), date.fromisoformat(day), text)


def test_lines_of_twohats_itself_come_in_as_they_are_on_any_day_and_without_a_rule() -> None:
    first = own("2026-11-20", "09:10-09:35 brand post linkedin m2 i3 +launch: Launch\nand more")
    plan = plan_of(first, own("2026-11-21", "nothing"), rules="", border="2026-11-01", source="twohats")
    assert [(line.day, line.text) for line in plan.lines] == [
        ("2026-11-20", "09:10-09:35 brand post linkedin m2 i3 +launch: Launch\nand more"),
        ("2026-11-21", "nothing"),
    ]


def test_of_equal_lines_of_its_own_only_those_come_in_that_are_not_there_yet() -> None:
    page = pages(d2026_11_20="- 25m brand read\n- 10m brand do walk\n")
    twice = [own("2026-11-20", "25m brand read", number) for number in range(2)]
    plan = plan_of(*twice, own("2026-11-20", "10m brand do walk"), page=page, source="twohats")
    assert [line.text for line in plan.lines] == ["25m brand read"]
    assert tally(plan, "left_out") == {"lines that stand in the journal already": 2}


def test_what_is_no_line_is_said_and_is_none() -> None:
    plan = plan_of(own("2026-11-20", "25m brandt read"), own("2026-11-20", "milk"), source="twohats")
    assert plan.lines == ()
    assert plan.not_understood_count == 2


def test_two_trackers_that_measured_one_time_are_counted_once() -> None:
    page = pages(d2026_11_18="- 09:20-09:30 brand read src:other\n")
    found = Recognised("timewarrior", "t"), Recognised("watson", "w")
    streams = [
        Stream(found[0], [span("2026-11-18 09:00", 60, activity="read")]),
        Stream(found[1], [span("2026-11-18 09:30", 60, activity="read", labels={"tag": "x"})]),
    ]
    rules = {each.source: BRAND for each in found}
    plan = planned(streams, rules, Here(TODAY, page=page), Wish())
    assert [line.text for line in plan.lines] == [
        "09:00 50m brand read src:timewarrior",
        "10:00-10:30 brand read src:watson",
    ]


def test_the_word_of_an_accepted_invitation_is_there_as_a_message_too_and_counts_once() -> None:
    into = request("2026-11-18 16:02", FIVE_WORDS)  # in whatever zone: the message is of 21:02 in London
    first = message("2026-11-18 21:02", FIVE_WORDS)
    mine = message("2026-11-18 21:10", "Yes, with pleasure", mine=True)
    assert tally(plan_of(into, first, mine), "facts") == {"single messages, not judged": 2}
    more = [message("2026-11-18 21:20", "When?"), message("2026-11-18 21:21", "At ten", mine=True)]
    talk = lines(plan_of(into, first, mine, *more))
    assert talk == lines(plan_of(first, mine, *more))
    assert talk[1].endswith(": 4 messages, 2 mine")
    long = " ".join(["word"] * 40)
    got = plan_of(request("2026-11-18 16:02", long), message("2026-11-18 21:02", long))
    assert tally(got, "facts") == {"single messages, not judged": 1}


def test_a_conversation_that_two_archives_have_under_two_names_is_one() -> None:
    found = Recognised("linkedin", "LinkedIn", account="Mara Quill")
    old = [one._replace(thread="mara · tove", other=Party("tove adlerz", "Tove Adlerz")) for one in EXCHANGE]
    streams = [Stream(found._replace(files=("old",)), old[:3]), Stream(found, EXCHANGE)]
    for order in (streams, streams[::-1]):
        both = planned(order, {"linkedin": BRAND}, Here(TODAY), Wish())
        assert both.lines == plan_of(*EXCHANGE).lines
        assert (both.facts, both.census) == (plan_of(*EXCHANGE).facts, plan_of(*EXCHANGE).census)
        assert both.people == plan_of(*EXCHANGE).people
