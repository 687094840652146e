"""The figures of the channels as JSON: `docs/channels.json.md` says what each key means."""

from __future__ import annotations

import json
from math import isfinite

from twohats.format.words import RETURNS, SIDES
from twohats.render.estimate_json import factor_of, hours_of, points_of, share_of
from twohats.views import channel_wording as wording
from twohats.views.silences import missing_says
from twohats.views.verdict_wording import because_says, verdict_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from twohats.measures.channels import ChannelFigures, ChannelsFigures
    from twohats.measures.connections import Cost
    from twohats.measures.figures import Mix, Ratio
    from twohats.measures.forecasts import Forecasts
    from twohats.measures.group_rates import Rate
    from twohats.measures.people_and_tools import Contrast
    from twohats.measures.purposes import Aim
    from twohats.measures.verdict import Verdict

FORMAT = 1
CHANNEL, AIM, VOICE, PERSON = "a channel", "an aim", "a voice", "a person"
"""What stands for words of the user in what is handed on."""
VOICES = ("self", "brand")
_NO_NAMES: dict[str, str] = {}


def channels_json(
    figures: ChannelsFigures,
    *,
    channel: str | None = None,
    hidden: Mapping[str, str] = _NO_NAMES,
    verdicts: Sequence[Verdict] = (),
    anonymous: bool = False,
) -> str:
    """The channels as indented JSON text with a newline at its end; `channel` alone, where one is named.

    `hidden` maps channels that may name somebody to what stands for them, `anonymous` hides people and aims.
    """
    data = channels_data(figures, hidden=hidden, verdicts=verdicts, anonymous=anonymous)
    if channel is not None:
        name = hidden.get(channel, channel)
        head = {key: data[key] for key in ("format", "hat", "from", "to", "weeks", "cover", "ripe")}
        found = [each for each in figures.channels if each.channel == channel]
        one = _channel(found[0], hidden, verdicts, anonymous=anonymous) if found else None
        data = {**head, "channel": name, "figures": one}
    return json.dumps(data, indent=2, allow_nan=False) + "\n"


def channels_data(
    figures: ChannelsFigures,
    *,
    hidden: Mapping[str, str] = _NO_NAMES,
    verdicts: Sequence[Verdict] = (),
    anonymous: bool = False,
) -> dict[str, Any]:
    """The channels as what JSON can hold."""
    return {
        "format": FORMAT,
        "hat": figures.side,
        "from": figures.first,
        "to": figures.last,
        "weeks": figures.weeks,
        "cover": {
            "days_logged": figures.days_logged,
            "days": figures.days,
            "lines": figures.lines,
            "problems": figures.left_out.problems,
        },
        "minutes": {side: dict(figures.minutes[side]) for side in SIDES},
        "ripe": {kind: {"from": first, "to": last} for kind, (first, last) in figures.ripe.items()},
        "untraced": {kind: {"part": part, "whole": whole} for kind, (part, whole) in figures.untraced.items()},
        "channels": [_channel(each, hidden, verdicts, anonymous=anonymous) for each in figures.channels],
        "mix": {side: _mix(figures.mix[side], hidden) for side in SIDES}
        | {"distance": share_of(figures.mix_distance)},
        "groups": {name: _group(figures, name, anonymous=anonymous) for name in figures.group_minutes},
        "talk_over_post": {kind: _ratio(figures.talk_to_post.get(kind)) for kind in RETURNS},
        "new_people": _cost(figures.cost, anonymous=anonymous),
        "receive_share": {side: _receive(figures.minutes[side]) for side in SIDES},
        "stand_weeks": {side: {"weeks": len(each.weeks), "of": each.of} for side, each in figures.stand_weeks.items()},
        "busy": {side: _busy(figures, side) for side in SIDES},
        "aims": [_aim(each, hidden, anonymous=anonymous) for each in figures.aims],
        "purpose": {side: _purpose(figures, side) for side in SIDES},
        "serving_no_aim": None if figures.serving_no_aim is None else _renamed(figures.serving_no_aim, hidden),
        "people_minus_tools": {side: _contrast(figures.contrast[side]) for side in SIDES},
        "posts": {side: _posts(figures, side) for side in SIDES},
        "forecasts": {side: _forecasts(figures.forecasts[side]) for side in SIDES},
        "social_over_other": _social(figures),
        "without_social": {
            kind: {"lines": each.lines, "without": each.without_social, "unknown": each.unknown}
            for kind, each in figures.without_social.items()
        },
        "started": _dated(figures.churn.started, hidden),
        "dropped": _dated(figures.churn.dropped, hidden),
        "habits": {side: figures.habits[side]._asdict() for side in SIDES},
        "set_up_minutes": dict(figures.set_up_minutes),
    }  # fmt: skip


def _channel(
    each: ChannelFigures, hidden: Mapping[str, str], verdicts: Sequence[Verdict], *, anonymous: bool
) -> dict[str, Any]:
    return {
        "channel": hidden.get(each.channel, each.channel),
        "minutes": each.minutes,
        "by_activity": dict(each.by_activity),
        "lines": len(each.entries),
        "came": {kind: each.came.get(kind, 0) for kind in RETURNS},
        "per_hour": {kind: _rate(kind, each.rates[kind]) for kind in RETURNS if kind in each.rates},
        "new_people": _cost(each.cost, anonymous=anonymous),
        "verdict": _verdict(each.channel, hidden, verdicts),
    }


def _verdict(channel: str, hidden: Mapping[str, str], verdicts: Sequence[Verdict]) -> dict[str, Any] | None:
    found = next((each for each in verdicts if each.channel == channel), None)
    if found is None:
        return None
    shown = found._replace(channel=hidden.get(channel, channel))
    return {"rule": found.rule, "says": verdict_says(shown), "because": because_says(shown)}


def _rate(kind: str, rate: Rate) -> dict[str, Any]:
    return {
        "count": rate.alone,
        "shared": rate.shared,
        "hours": hours_of(rate.hours),
        "value": factor_of(rate.value),
        "low": factor_of(rate.low),
        "high": factor_of(rate.high),
        "at_most": factor_of(rate.at_most),
        "enough": rate.enough,
        "missing": missing_says(rate.missing),
        "says": wording.rate_says(kind, rate),
    }


def _group(figures: ChannelsFigures, name: str, *, anonymous: bool) -> list[dict[str, Any]]:
    rates = figures.rates[name]
    return [
        {
            "group": _group_name(name, group, anonymous=anonymous),
            "minutes": minutes,
            "per_hour": {kind: _rate(kind, rates[kind][group]) for kind in RETURNS if group in rates[kind]},
        }
        for group, minutes in figures.group_minutes[name].items()
    ]


def _group_name(name: str, group: str, *, anonymous: bool) -> str:
    if anonymous and name == "by":
        return PERSON
    return VOICE if anonymous and name == "voice" and group not in VOICES else group


def _ratio(ratio: Ratio | None) -> dict[str, Any] | None:
    """A ratio of two kinds of hours; the second of its pair is over the first."""
    if ratio is None:
        return None
    return {
        "value": factor_of(ratio.value),
        "low": factor_of(ratio.low),
        "high": factor_of(ratio.high),
        "high_open": bool(ratio.high is not None and not isfinite(ratio.high)),
        "count": {name: ratio.counts[name] for name in ratio.counts},
        "shared": {name: ratio.shared[name] for name in ratio.counts},
        "hours": {name: hours_of(ratio.hours[name]) for name in ratio.counts},
        "bounds": None if ratio.bounds is None else [factor_of(each) for each in ratio.bounds],
        "enough": ratio.enough,
        "missing": "" if ratio.enough else wording.pair_missing(ratio.missing),
        "says": wording.ratio_text(ratio),
    }


def _cost(cost: Cost, *, anonymous: bool) -> dict[str, Any]:
    return {
        "minutes": cost.minutes,
        "people": [PERSON if anonymous else person for person in cost.people],
        "minutes_each": factor_of(cost.each),
        "low": factor_of(cost.low),
        "high": factor_of(cost.high),
        "money": dict(cost.money),
        "says": wording.cost_says(cost),
    }


def _mix(mix: Mix, hidden: Mapping[str, str]) -> dict[str, Any]:
    return {
        "minutes": _renamed(mix.minutes, hidden),
        "effective": factor_of(mix.effective),
        "top_share": share_of(mix.top_share),
    }


def _renamed(minutes: Mapping[str, int], hidden: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for channel, spent in minutes.items():
        name = hidden.get(channel, channel)
        found[name] = found.get(name, 0) + spent
    return found


def _busy(figures: ChannelsFigures, side: str) -> dict[str, Any]:
    found = figures.busy[side]
    least, most = found.shares or (None, None)
    return {
        "lines": found.lines,
        "minutes": found.minutes,
        "unlinked": found.unlinked,
        "least": found.least,
        "low": share_of(least),
        "high": share_of(most),
        "unanswered": found.unanswered,
        "waiting": found.waiting,
        "says": wording.busy_says(found),
    }


def _aim(aim: Aim, hidden: Mapping[str, str], *, anonymous: bool) -> dict[str, Any]:
    return {
        "aim": AIM if anonymous else aim.name,
        "minutes": aim.minutes,
        "channels": list(dict.fromkeys(hidden.get(channel, channel) for channel in aim.channels)),
        "came": {kind: aim.came.get(kind, 0) for kind in RETURNS},
        "shared": {kind: aim.shared.get(kind, 0) for kind in RETURNS},
    }


def _purpose(figures: ChannelsFigures, side: str) -> dict[str, Any]:
    found = figures.purposes[side]
    return {
        **found._asdict(),
        "purposeful_share": share_of(found.purposeful_share),
        "winging_share": share_of(found.winging_share),
    }


def _contrast(found: Contrast) -> dict[str, Any]:
    return {
        "value": points_of(found.value),
        "low": points_of(found.low),
        "high": points_of(found.high),
        "n": {"talk": found.n["talk"], "post_and_read": found.n["post and read"]},
        "enough": found.enough,
        "missing": missing_says(found.missing),
    }


def _posts(figures: ChannelsFigures, side: str) -> dict[str, Any]:
    about, answered = figures.me_share[side], figures.answered[side]
    return {
        "posts": about.posts,
        "about_me": about.me,
        "about_known": about.known,
        "me_share": share_of(about.share),
        "ripe": answered.posts,
        "replies": answered.replies,
        "shared": answered.shared,
    }


def _forecasts(found: Forecasts) -> dict[str, Any]:
    return {
        "matured": [
            {"expected": each.expected, "actual": each.actual, "place": each.timed_entry.place}
            for each in found.matured
        ],
        "waiting": found.waiting,
        "off_by": factor_of(found.off_by),
    }


def _social(figures: ChannelsFigures) -> dict[str, Any] | None:
    found = figures.social
    if found is None:
        return None
    return {
        "minutes": dict(found.minutes),
        "ratios": {kind: _ratio(found.ratios.get(kind)) for kind in RETURNS},
    }


def _dated(found: Iterable[tuple[str, str]], hidden: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"channel": hidden.get(channel, channel), "day": day} for channel, day in found]


def _receive(minutes: Mapping[str, int]) -> float | None:
    read, post = minutes["read"], minutes["post"]
    return share_of(read / (read + post)) if read + post else None
