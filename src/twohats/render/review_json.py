"""What a sitting has to ask as JSON: `docs/json.md` says what each key means."""

from __future__ import annotations

from twohats.render.line_json import line_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.words import Hats
    from twohats.measures.decisions import Standing
    from twohats.measures.timeline import LeftOut
    from twohats.views.cards import Card


def review_data(
    week: tuple[str, str, str],
    open_cards: Sequence[Card],
    passed: frozenset[str],
    standings: Sequence[Standing],
    left_out: LeftOut,
    hats: Hats,
) -> dict[str, object]:
    """The sitting as what JSON can hold."""
    name, first, last = week
    return {
        "week": name,
        "from": first,
        "to": last,
        "cover": {"problems": left_out.problems},
        "left": sum(card.id not in passed for card in open_cards),
        "cards": [_card(card, card.id in passed, hats) for card in open_cards],
        "decided": [standing_data(each) for each in standings],
    }


def _card(card: Card, is_passed: bool, hats: Hats) -> dict[str, object]:  # noqa: FBT001  one of three things it is made of
    return {
        "id": card.id,
        "kind": card.kind,
        "asks": card.title,
        "note": card.reason,
        "says": list(card.says),
        "lines": [line_json(line, hats) for line in card.lines],
        "choices": [{"key": choice.key, "says": choice.says} for choice in card.choices],
        "typed": card.typed or None,
        "passed": is_passed,
    }


def standing_data(standing: Standing, channel: str = "") -> dict[str, object]:
    """A limit and where a week stands against it; `channel` is what its channel is called, if not as in the lines."""
    return {
        "hat": standing.limit.hat or None,
        "channel": channel or standing.limit.channel,
        "at_most": standing.limit.minutes,
        "minutes": standing.minutes,
        "week": standing.week,
    }
