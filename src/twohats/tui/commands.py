"""The commands of the palette: which of them fit what is typed, and in which order. The first one is always safe."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

from twohats.text import width as columns
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.command import Hits

_LATER = 0.5
"""What a command that takes something away counts for, beside others that fit as well."""
_AT_WORD, _IN_WORD, _IN_REST, _INITIALS, _NEAR = 1.0, 0.7, 0.5, 0.6, 0.3
"""How well a word that is typed fits: it begins one of the title, is inside one, is in what stands beside, is made of
their first letters; or some word of the title is one slip away.
"""
_FAR = 0.4
"""What fits so much less than the best is not offered beside it."""
_USED = 0.25
"""What the command used last counts for more than one that was never used; those before it for less."""
_KEY_COLUMNS = 9
"""`Shift+Tab`."""


class Command(NamedTuple):
    """One command."""

    title: str
    says: str
    """What stands beside it."""
    action: Callable[[], object]
    removes: bool = False
    """Whether it takes something away (`keys.Key.removes`)."""
    id: str = ""
    """What it is remembered by when it is used."""
    key: str = ""
    """The key that does the same."""

    @property
    def name(self) -> str:
        """What it is remembered by."""
        return self.id or self.title


def in_order(commands: Iterable[Command], used: Sequence[str] = ()) -> list[Command]:
    """Those used last first, the others as they are, those that take something away behind all others."""
    at = {name: number for number, name in enumerate(used)}
    return sorted(commands, key=lambda each: (each.removes, at.get(each.name, len(at))))


def score_of(command: Command, query: str, used: Sequence[str] = ()) -> float:
    """How well a command fits, from 0 (not at all) to 1.

    One that takes something away only comes first if its own first letters are typed.
    """
    typed = query.lower().split()
    fit = min((_fit(command, word) for word in typed), default=0.0)
    if not fit:
        return 0.0
    if command.title.lower().startswith(" ".join(typed)) or command.id.rpartition(".")[2] == " ".join(typed):
        fit = 1.1
    recent = 1 - used.index(command.name) / len(used) if command.name in used else 0.0
    score = (fit + _USED * recent) / (1.1 + _USED)
    asked_for = len("".join(typed)) > 2 and command.title.lower().startswith(" ".join(typed))
    return score * _LATER if command.removes and not asked_for else score


def _fit(command: Command, word: str) -> float:
    title = command.title.lower()
    words = [each.lstrip("+@$(\"'") for each in title.split()]
    if (
        any(each.startswith(word.lstrip("+@")) for each in words if word.lstrip("+@"))
        or word == command.key.lower()
    ):
        return _AT_WORD
    if word in title:
        return _IN_WORD
    if len(word) > 1 and "".join(each[:1] for each in words).startswith(word):
        return _INITIALS
    rest = f"{command.says} {command.id}".lower()
    if word in rest:
        return _IN_REST
    return _NEAR if _is_near(word, words) and not command.removes else 0.0


def _is_near(word: str, words: Sequence[str]) -> bool:
    from twohats.text.suggest import nearest

    return len(word) > 3 and bool(nearest(word, words))


class Commands(Provider):
    """The app's commands, which it gives as `commands()`, and in which order they were used as `used_commands()`."""

    async def startup(self) -> None:
        """Ask once for all that is typed while the palette is open."""
        self._used: Sequence[str] = self.app.used_commands()  # type: ignore[attr-defined]  # HatApp has them
        self._commands: list[Command] = in_order(
            self.app.commands(self.screen),  # type: ignore[attr-defined]
            self._used,
        )

    async def discover(self) -> Hits:
        """All of them, while nothing is typed."""
        for command in self._commands:
            yield DiscoveryHit(_drawn(command, ()), self._chosen(command), text=command.title)

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed."""
        typed = query.lower().split()
        scores = [(score_of(command, query, self._used), command) for command in self._commands]
        best = max((score for score, _ in scores), default=0.0)
        for score, command in scores:
            if score > best * _FAR:  # what is one slip away is nothing where something is what was typed
                yield Hit(score, _drawn(command, typed), self._chosen(command), text=command.title)

    def _chosen(self, command: Command) -> Callable[[], object]:
        def do() -> object:
            self.app.command_used(command.name)  # type: ignore[attr-defined]
            return command.action()

        return do


def _drawn(command: Command, typed: Sequence[str]) -> Content:
    """Its key, its title with what is typed underlined, and what it says. Names in it are the user's, and no markup."""
    title = Content(command.title)
    lower = command.title.lower()
    for word in typed:
        at = lower.find(word)
        if at >= 0:
            title = title.stylize("underline", at, at + len(word))
    key = columns.pad(columns.fit(command.key, _KEY_COLUMNS), _KEY_COLUMNS)
    # No colours: they would have to be read on that of the cursor's row as well.
    says = Content(f"   {command.says}" if command.says else "")
    return Content.assemble(Content.styled(f"{key}  ", "bold"), title, says)
