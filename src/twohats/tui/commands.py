"""The commands of the palette, ordered so that choosing the first one is always safe."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.markup import escape

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.command import Hits
    from textual.fuzzy import Matcher

_LATER = 0.5
"""What a command that takes something away counts for, beside others that fit as well."""


class Command(NamedTuple):
    """One command."""

    title: str
    says: str
    """What stands below it."""
    action: Callable[[], object]
    removes: bool = False
    """Whether it takes something away (`keys.Key.removes`)."""


def in_order(commands: list[Command]) -> list[Command]:
    """As they are, those that take something away behind all others."""
    return sorted(commands, key=lambda command: command.removes)


def score_of(command: Command, query: str, match: float) -> float:
    """How well a command fits: one that takes something away only comes first if its own first letters are typed."""
    asked_for = len(query.strip()) > 2 and command.title.lower().startswith(query.strip().lower())
    return match * _LATER if command.removes and not asked_for else match


class Commands(Provider):
    """The app's commands, which it gives as `commands()`."""

    def _all(self) -> list[Command]:
        commands: list[Command] = self.app.commands(self.screen)  # type: ignore[attr-defined]  # HatApp has them
        return in_order(commands)

    async def discover(self) -> Hits:
        """All of them, while nothing is typed."""
        for command in self._all():
            yield DiscoveryHit(
                Content(command.title), command.action, text=command.title, help=escape(command.says)
            )

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed."""
        matcher = self.matcher(query)
        for command in self._all():
            match = matcher.match(command.title)
            if match > 0:
                score = score_of(command, query, match)
                shown = _highlighted(command.title, matcher)
                yield Hit(score, shown, command.action, help=escape(command.says))


def _highlighted(title: str, matcher: Matcher) -> Content:
    """A title with the signs held up that were typed. Names in it are the user's, and no markup, as Textual's are."""
    content = Content(title)
    for at in matcher.fuzzy_search.match(matcher.query, title)[1]:
        if not title[at].isspace():
            content = content.stylize(matcher.match_style, at, at + 1)
    return content
