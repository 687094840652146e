"""R7: what is noise, and of which kind."""

from __future__ import annotations

import pytest
from tests.interchange.planning import lines, message, plan_of, tally

from twohats.interchange.interpreting.alike import Sentence, kind_of, statutory
from twohats.interchange.record import Party, short_text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Congrats on your work anniversary!", "congrats"),
        ("Happy birthday, Mara", "congrats"),
        ("Herzlichen Glückwunsch zum Jubiläum", "congrats"),
        ("Alles Gute zum Geburtstag", "congrats"),
        ("Félicitations pour ce poste", "congrats"),
        ("¡Felicidades por tu aniversario!", "congrats"),
        ("お誕生日おめでとうございます", "congrats"),
        ("Thanks for connecting", "thanks"),
        ("Danke für die Vernetzung", "thanks"),
        ("Merci de m'avoir ajoutée", "thanks"),
        ("Grow your pipeline", "noise"),
        ("A congress in York", "noise"),
    ],
)
def test_the_kind_of_noise_is_told_by_the_beginnings_of_words(text: str, kind: str) -> None:
    assert kind_of(short_text(text)[1]) == kind


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(short_text(text)[1], f"sender {at}") for at, text in enumerate(texts)]


def test_nearly_equal_sentences_of_enough_senders_are_one_cluster() -> None:
    like = [
        "Congrats on your work anniversary!",
        "Congrats on your work anniversary 🎉",
        "congrats on Your work anniversary",
        "Congratulations on your work anniversary",
        "CONGRATS on your 3 work anniversary",
    ]
    assert len(statutory(sentences(*like), 5)) == 2  # letters alone are compared
    assert statutory(sentences(*like[:4]), 5) == {}
    assert statutory(sentences(*like[:4], "Is the second book out?"), 5) == {}
    same_sender = [each._replace(sender="one") for each in sentences(*like)]
    assert statutory(same_sender, 5) == {}


def test_what_the_owner_sends_to_many_is_no_line() -> None:
    many = [
        message(
            f"2026-11-11 09:0{at}", "Congrats on your work anniversary", mine=True, other=Party(f"k{at}", "K")
        )
        for at in range(7)
    ]
    plan = plan_of(*many)
    assert lines(plan) == []
    assert tally(plan, "facts")["people you wrote to first, no answer"] == 7
