"""What a reader who has no journal of their own needs to know of the other views: the last part of a report."""

from __future__ import annotations

from twohats.views.blocks import Fact, Facts, View

_FACTS = (
    Fact("Two hats", "Every line was written in one of two: personal, as oneself, or brand, for what one sells."),
    Fact("Hours", "Minutes of post, read and talk as they were logged; do, the work itself, stands apart."),
    Fact("Ratings", "From 1 to 5, given line by line on the day: motivation, interest, understanding. "
         "Worth is given a week or two later to lines drawn by lot."),
    Fact("Came back", "What others did: a reply, a conversation, a lead, a sale. It is put down to the latest line "
         "that can have led to it; what can be put down to none is untraced."),
    Fact("(0.4 to 1.3)", "Where the truth may be: of ten such intervals about nine hold it. One that holds no "
         "difference, 0 for points and 1 for times, leaves open which is more."),
    Fact("Not enough yet", "There are too few lines to say more than luck would. It says what is missing."),
    Fact("Not in it", "What nobody wrote down. Two hats of one person differ in more than the hat, so a difference "
         "between them is not what the hat did; only a trial can show that."),
)  # fmt: skip


def about_view() -> View:
    """How to read a report."""
    return View("about", "How to read this", "", "", (Facts("", _FACTS),))
