"""What was read and measured as the view that shows it: with names, or to be handed on, naming nobody.

Used by the command of each view and by the report, so that what is left out of the one is left out of the other.
Each function imports the view that it makes: together they take 15 ms to import, and a command shows one of them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from twohats.actions.channels import ReadChannels
    from twohats.actions.people import ReadPeople
    from twohats.actions.story import ReadStory
    from twohats.actions.trend import ReadTrend
    from twohats.actions.trials import ReadTrials
    from twohats.actions.verdicts import Review
    from twohats.journal.people import People
    from twohats.views.blocks import View


def every_name(people: People) -> frozenset[str]:
    """Every name that `people.toml` has: those of lines, those to show, and aliases."""
    return frozenset((*people.shown, *people.shown.values(), *people.same))


def unrevealing(channels: Mapping[str, str], named: Collection[str]) -> dict[str, str]:
    """The names of channels that hold nobody's name; the others are shown by their words in the lines."""
    from twohats.render.anonymous import may_name, pieces_of

    pieces = pieces_of(named)
    return {channel: name for channel, name in channels.items() if not may_name(name, pieces)}


def shown_trend(read: ReadTrend, *, share: bool) -> View:
    """A trend."""
    from twohats.views.trend import trend_view

    if not share:
        return trend_view(read.figures, names=read.channels)
    from twohats.render.trend_json import hidden_channels as hidden_in_trend

    named = every_name(read.people)
    names = unrevealing(read.channels, read.figures.named | named)
    return trend_view(read.figures, names=names, hidden=hidden_in_trend(read.figures, named))


def shown_channels(read: ReadChannels, *, share: bool) -> View:
    """The channels of a side."""
    from twohats.views.channels import channels_view

    return channels_view(
        read.figures,
        names=_channel_names(read, share=share),
        bar=read.bar,
        verdicts=read.verdicts,
        anonymous=share,
    )


def shown_channel(read: ReadChannels, channel: str, *, share: bool) -> View:
    """One of them."""
    from twohats.views.channel import channel_view

    names = _channel_names(read, share=share)
    return channel_view(
        read.figures,
        channel,
        names=names,
        people=read.people.shown,
        verdicts=read.verdicts,
        anonymous=share,
    )


def _channel_names(read: ReadChannels, *, share: bool) -> dict[str, str]:
    if not share:
        return read.names
    from twohats.actions.channels import hidden_in

    hidden = hidden_in(read)
    return {**{name: shown for name, shown in read.names.items() if shown not in hidden}, **hidden}


def shown_verdicts(read: ReadChannels, review: Review, *, share: bool) -> View:
    """The verdicts of a four-week review."""
    from twohats.views.blocks import View
    from twohats.views.left_out import left_out_blocks
    from twohats.views.verdicts import verdict_blocks, weeks_text

    blocks = verdict_blocks(review.verdicts, review.said_no, names=_channel_names(read, share=share))
    blocks += left_out_blocks(review.left_out)
    return View("verdicts", "What follows", weeks_text(review.block), "", tuple(blocks))


def shown_people(read: ReadPeople, *, share: bool) -> View:
    """Everyone."""
    from twohats.views.people import people_view

    channels = hidden_among(read) if share else read.channels
    return people_view(read.figures, people=read.people.shown, channels=channels, anonymous=share)


def hidden_among(read: ReadPeople) -> dict[str, str]:
    """What stands for the channels of people that may name somebody."""
    from twohats.render.people_json import hidden_channels, names_of

    used = (each.channel for each in read.figures.met_here if each.channel)
    return hidden_channels(used, names_of(read.figures.named, read.people.shown, read.people.same))


def shown_trials(read: ReadTrials, *, share: bool) -> View:
    """All trials."""
    from twohats.views.trials import trials_view

    if not share:
        return trials_view(read.figures, names=read.channels)
    from twohats.render.trials_json import shared

    named = every_name(read.people) | read.named
    return trials_view(shared(read.figures, named), names=unrevealing(read.channels, named))


def shown_story(read: ReadStory, *, share: bool) -> View:
    """A story."""
    from twohats.views.story import story_view

    channels = hidden_in_story(read) if share else read.channels
    return story_view(read.figures, people=read.people.shown, channels=channels, anonymous=share)


def hidden_in_story(read: ReadStory) -> dict[str, str]:
    """What stands for the channels of a story that may name somebody."""
    from twohats.render.people_json import channels_of, hidden_channels, names_of

    names = names_of(read.named, read.people.shown, read.people.same)
    return hidden_channels(channels_of(read.figures.story), names)
