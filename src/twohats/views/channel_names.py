"""Figures with channels as `hat.toml` calls them, which is how views show them; JSON has the words of the lines."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeVar

    from twohats.format.trial import Trial
    from twohats.measures.decisions import Standing
    from twohats.measures.figures import WeekFigures
    from twohats.measures.happened import Happened
    from twohats.measures.pauses import PauseFigures
    from twohats.measures.trial_weeks import WeekTrial

    OfChannel = TypeVar("OfChannel", Trial, Happened, WeekTrial)


def called(these: Iterable[OfChannel], names: Mapping[str, str]) -> tuple[OfChannel, ...]:
    """Trials, or pauses that happened, of the channels called so; `names` maps words of lines to names."""
    return tuple(each._replace(channel=names.get(each.channel) or each.channel) for each in these)


def pause_called(figures: PauseFigures, names: Mapping[str, str]) -> PauseFigures:
    """The figures of a trial likewise."""
    (trial,) = called([figures.trial], names)
    return figures._replace(trial=trial)


def standings_called(standings: Iterable[Standing], names: Mapping[str, str]) -> tuple[Standing, ...]:
    """Limits and where a week stands against them, likewise."""
    return tuple(
        each._replace(limit=each.limit._replace(channel=names.get(each.limit.channel) or each.limit.channel))
        for each in standings
    )


def week_called(figures: WeekFigures, names: Mapping[str, str]) -> WeekFigures:
    """The figures of a week likewise."""
    return figures._replace(
        decided=standings_called(figures.decided, names), trials=called(figures.trials, names)
    )
