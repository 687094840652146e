"""The Textual app: has the journal, the clock, themes and commands, and shows the main screen."""

from __future__ import annotations

import asyncio
import gc
import os
from contextlib import suppress
from dataclasses import replace
from functools import partial

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.scrollbar import ScrollBar
from textual.widgets import Input
from textual.worker import WorkerState

from twohats.errors import Fault, TwohatsError
from twohats.format.paths import SETTINGS_FILE
from twohats.system import machine
from twohats.text.visible import visible
from twohats.tui import appearance
from twohats.tui.advice import in_the_app, problem_text
from twohats.tui.escape_key import Either, tell_escape_from_alt
from twohats.tui.kept import NOWHERE, command_used, keep_spot, last_spot, used_commands
from twohats.tui.keys import APP, KEYS, LINE, PAGE, keys_for, keys_of, read_keys, shown
from twohats.tui.main_screen import MainScreen
from twohats.tui.pane_table import PANES
from twohats.tui.shutdown import Shutdown
from twohats.tui.start import Start, read_start, remembered_start
from twohats.tui.widgets.entry_line import without_controls
from twohats.tui.widgets.notice_rows import Notice
from twohats.tui.widgets.plain_input import PlainInput
from twohats.tui.widgets.thin_bar import ThinBar
from twohats.tui.writing.change_queue import WAIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypeVar

    from textual.command import CommandPalette, Provider
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

    from twohats.format.model import Problem
    from twohats.format.settings import Config
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.tui.commands import Command
    from twohats.tui.pane_table import PaneRow

    T = TypeVar("T")

ScrollBar.renderer = ThinBar

THEME_COMMAND = "Theme: "
_LONGEST_NOTICE = 400
_MOST_PROBLEMS = 4


def _commands() -> type[Provider]:
    from twohats.tui.commands import Commands

    return Commands


class HatApp(App[None]):
    """The journal on a screen."""

    CSS_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "app.tcss")
    TITLE = "hat"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (8, "-high")]  # for the palette
    COMMANDS = {_commands}  # Textual's own way to name them
    BINDINGS = [
        *(
            Binding(key.keys, key.action, key.short, id=key.id, priority=True)
            for key in KEYS
            if key.owner == APP
        ),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    ]

    _theme_asked_for: str | None = None
    """The theme that the settings named last; None before they were asked."""
    _is_drawn = False
    """Whether the first frame is."""

    def __init__(
        self,
        journal: Journal,
        now: Callable[[], Now],
        *,
        config: Config | None = None,
        panes: Sequence[PaneRow] = PANES,
        at: str = "",
        colours: int = 0,
        is_sample: bool = False,
    ) -> None:
        """`at` is what is looked at first (`MainScreen`); `colours` is how many the terminal has, 0 for any."""
        # With NO_COLOR Textual uses greys, unless the theme has the terminal's own colours.
        super().__init__(ansi_color=True if machine.variable("NO_COLOR") else None)
        self.journal = journal
        self.is_sample = is_sample
        """Whether the journal is a copy of the sample."""
        self.now = partial(journal.now, now)
        self._config = config
        self._start: Start | None = None
        self.panes = panes
        self.all_keys = KEYS if panes is PANES else keys_for(panes)
        """The keys of all views that this app has."""
        self.themes: list[str] = []
        """The names of our themes and the user's, once they are all read."""
        self.fault: Exception | None = None
        """The bug that ended the app."""
        self.pressed = ""
        """The key that was pressed last, in Textual's words."""
        self.keys: dict[str, str] = {}
        """Ids of actions to other keys than those they have."""
        self.key_problems: list[Problem] = []
        spot = last_spot(journal, self.now().day) if not at else None
        self.main = MainScreen(self, journal, self.now, at, spot or NOWHERE)
        self._on_signals = Shutdown(self.leave_with, self.main.draft_keeper.keep_now)
        self._before_preview = ""
        self._colours = colours
        tell_escape_from_alt(lambda key: any(key in keys.split(",") for keys in self.keys.values()))
        if config is None:
            self._start = remembered_start(journal, lambda: self.config, colours)
        self.apply_theme()
        self._first_theme = self.theme
        self.stylesheet.set_variables(self.get_css_variables())

    # What the settings say

    @property
    def config(self) -> Config:
        """The user's own settings; what the first frame needs of them is remembered."""
        from twohats.system.user_config import read_config

        self._config = self._config or read_config()
        return self._config

    @config.setter
    def config(self, config: Config) -> None:
        self._config = config

    def _asked(self) -> Start:
        """What the settings ask for: as it is remembered until the first frame is drawn, then as they are."""
        return self._start or read_start(self.journal, self.config, self._colours)

    def apply_theme(self) -> None:
        """Switch to the theme that the environment, the user's config or the journal asks for; one that was chosen
        since stays, unless they ask for another now.
        """
        asked = self._asked()
        if asked.theme == self._theme_asked_for:
            return
        self._theme_asked_for = asked.theme
        missing = appearance.apply(self, asked.theme, asked.made)
        if missing:
            self.call_later(self.say, missing, severity="warning")

    def apply_keys(self) -> dict[str, str]:
        """Set the keys that `hat.toml` and the user's config ask for, the user's own winning, and give them."""
        asked = self._asked()
        self.keys, self.key_problems = read_keys(
            {**asked.keys, **asked.own_keys},
            SETTINGS_FILE,
            keys=self.all_keys,
            files=dict.fromkeys(asked.own_keys, "config.toml"),
        )
        self.set_keymap(self.keys)
        return self.keys

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables, and ours where the theme is none of ours.

        Textual asks for them before there is a theme as well, and parses nothing with those.
        """
        if self._theme_asked_for is None:
            return {}
        variables = super().get_css_variables()
        if "role-text" not in variables:
            variables = {**appearance.variables_of(self.current_theme), **variables}
            self.theme_variables = variables
        return variables

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002  as Textual has it
        """Parse the style sheets again, but not those of the first frame: they have the theme's variables already."""
        if self._is_drawn or self.theme != self._first_theme:
            super().refresh_css(animate)

    # The screen

    def get_default_screen(self) -> Screen[None]:
        """The one screen that is always there."""
        return self.main

    def on_ready(self) -> None:
        """The first frame has been drawn: now there is time for the rest."""
        gc.freeze()  # what is loaded by now stays: to look through it takes a key 26 ms
        gc.enable()
        self._start, self._is_drawn = None, True
        self._on_signals.install_signal_handlers()
        # What the shell wrote meanwhile is not known, so all is drawn again.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        if not self.is_headless:
            self.set_interval(1.0, self._on_signals.look_at_terminal)
        self.run_worker(self._load_themes, thread=True, exit_on_error=False)
        if self.config.sync_on_start and isinstance(self.screen, MainScreen):
            self.screen.action_sync()

    def _load_themes(self) -> None:
        self.post_message(appearance.ThemesLoaded(*appearance.load_themes()))

    def on_themes_loaded(self, event: appearance.ThemesLoaded) -> None:
        """Know all themes, and name the files that hold none."""
        self.themes = appearance.register_all(self, event.themes, self._colours)
        broken = appearance.problem_summary(event.problems)
        if broken:
            self.say(broken, severity="warning")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What went wrong in a thread becomes a notice."""
        if event.worker.error is not None and event.state is WorkerState.ERROR:
            self.tell(event.worker.error)

    # Saying things

    def say(self, text: str, *, severity: str = "information", seconds: float = 5) -> None:
        """Show a notice; its text is only ever text."""
        shown = visible(text, _LONGEST_NOTICE, keep_newlines=True).replace("\t", " ")
        if isinstance(self.screen, MainScreen):
            self.screen.status.notice.say(Notice(shown, severity), seconds)
        else:
            self.clear_notifications()  # the last word counts
            self.notify(shown, severity=severity, timeout=seconds, markup=False)  # type: ignore[arg-type]

    def clear_notifications(self) -> None:
        """Take all notices away."""
        super().clear_notifications()
        if self.main.status.notice.is_attached:
            self.main.status.notice.silence()

    def tell(self, error: BaseException, more: str = "") -> None:
        """Show what went wrong, what to do, and what else there is to know."""
        if isinstance(error, TwohatsError):
            lines = [error.message, in_the_app(error.hint, error.command, self.key_of), more]
        else:
            cause = (error.__cause__ or error) if isinstance(error, Fault) else error
            lines = [f"this did not work: {type(cause).__name__}: {cause}", more]
        self.say("\n".join(filter(None, lines)), severity="error", seconds=10)

    def key_of(self, name: str) -> str:
        """The first key of an action, as people call it."""
        key = next(key for key in self.all_keys if key.id == name)
        return shown(self.keys.get(name, key.keys).split(",")[0].strip())

    def say_problems(self, problems: list[Problem]) -> None:
        """One notice for all that is wrong with the settings, each with its file and line."""
        lines = [problem_text(problem, self.key_of) for problem in problems]
        if len(lines) > _MOST_PROBLEMS:
            lines = [*lines[: _MOST_PROBLEMS - 1], f"and {len(lines) - _MOST_PROBLEMS + 1} more: hat config"]
        self.say("\n".join(lines), severity="warning", seconds=10)

    def ask(self, question: Screen[T], answered: Callable[[T | None], None]) -> None:
        """Show a question, and hand over its answer."""
        self.push_screen(question, answered)

    # The end

    async def leave_with(self, code: int) -> None:
        """Leave once what was entered is saved, if that does not take long: it is kept, too."""
        await self.main.queue.written(at_most=WAIT)
        self._keep()
        self.exit(return_code=code)

    def _keep(self) -> None:
        """Keep what is not saved, and where one is."""
        self.main.draft_keeper.keep_now()
        keep_spot(self.journal, self.main.today, self.main.navigation.last_spot())

    def _handle_exception(self, error: Exception) -> None:
        """Handle a bug: keep what is typed, and end. `run_app` reports it.

        Textual would print a traceback with the values of all variables, which are the user's own words.
        """
        self.fault = self.fault or error
        super()._handle_exception(error)
        self._exit_renderables.clear()
        self.main.draft_keeper.keep_now()

    async def on_event(self, event: events.Event) -> None:
        """Remember which key it is, since what it does may depend on that; let only text be pasted."""
        if isinstance(event, Either):
            typing = self.focused
            for key in event.keys(typing is not None and typing.check_consume_key("b", "b")):
                await self.on_event(key)
            return
        if isinstance(event, events.Paste):
            event.text = without_controls(event.text)
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self.pressed = event.key
        if isinstance(self.screen, MainScreen) and self.screen.jumping.is_on:
            event.stop()
            self.screen.jumping.take(event.key)
            return
        typing = self.focused
        if not isinstance(typing, PlainInput):
            if isinstance(self.screen, MainScreen):  # but a change that takes long holds up no key
                await self.screen.queue.written_before_a_key()
            await super().on_event(event)
            return
        if event.is_printable and not event.key.startswith("alt+"):
            await super().on_event(event)
            return
        # What is typed goes through the queue of the line and may still be on its way, when keys come in one
        # go. A key that types nothing acts on all of it, and is dealt with before the next key is looked at.
        await _caught_up(typing)
        await super().on_event(event)
        await _caught_up(typing)
        await _caught_up(self.screen)

    async def run_action(self, *args: Any, **named: Any) -> bool:
        """Do what a key says; what cannot be done becomes a notice."""
        try:
            return await super().run_action(*args, **named)
        except (TwohatsError, OSError) as error:
            self.tell(error)
            return True

    def action_interrupt(self) -> None:
        """Ctrl+C copies what is selected; it does not quit, so it says what does."""
        typing = self.focused
        if isinstance(typing, Input) and not typing.selection.is_empty:
            self.copy_to_clipboard(typing.selected_text)
        else:
            quit_key = next(key for key in self.all_keys if key.id == "app.quit")
            keys = keys_of(quit_key, self.keys, LINE if isinstance(typing, Input) else PAGE)
            self.say(f"{shown(keys[0])} quits" if keys else "the commands have one that quits")

    async def action_quit(self) -> None:
        """Leave; changes in progress are finished at the prompt, unsaved texts are kept and listed there."""
        await self.main.queue.written(at_most=WAIT)
        self._keep()
        self.exit()

    async def action_suspend(self) -> None:
        """Stop as programs do at a prompt, until the shell lets it go on.

        Not while something is being saved or synced: whoever else wants to write would wait for it.
        """
        if self.main.sync.runs:
            self.main.answer("not while a sync runs")
        elif await self.main.queue.is_written():
            self.main.draft_keeper.keep_now()
            self.action_suspend_process()

    # Themes and commands

    def next_theme(self) -> str:
        """Switch to the next of our themes; its name."""
        names = self.themes or [self.theme]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        return self.theme

    def choose_theme(self, name: str) -> None:
        """Switch to a theme and keep it in the user's config."""
        from twohats.system.user_config import set_config

        self.theme = self._before_preview = name
        self.main.answer(f"theme: {name}")
        try:
            set_config("theme", name)
            self.config = replace(self.config, theme=name)
        except TwohatsError as error:
            self.tell(error)

    def commands(self, screen: Screen[object]) -> list[Command]:
        """The commands of the palette: what the screen can do, and the themes."""
        from twohats.tui.commands import Command
        from twohats.tui.palette import offered

        found = offered(screen) if isinstance(screen, MainScreen) else []
        names = [*self.themes, *sorted(set(self.available_themes) - set(self.themes))]
        themes = [
            Command(
                f"{THEME_COMMAND}{name}", "tried on here, kept by Enter", partial(self.choose_theme, name)
            )
            for name in names
        ]
        return [*found, *themes]

    def used_commands(self) -> Sequence[str]:
        """The commands that were used last."""
        return used_commands(self.journal)

    def command_used(self, name: str) -> None:
        """A command was chosen."""
        command_used(self.journal, name)

    def on_command_palette_opened(self) -> None:
        """Remember the theme, since the palette previews others."""
        self._before_preview = self.theme

    def on_command_palette_option_highlighted(self, event: CommandPalette.OptionHighlighted) -> None:
        """Preview the theme that the cursor is on."""
        hit = getattr(event.highlighted_event.option, "hit", None)
        name = str(getattr(hit, "text", "") or "")
        wanted = name.removeprefix(THEME_COMMAND) if name.startswith(THEME_COMMAND) else self._before_preview
        if wanted in self.available_themes and wanted != self.theme:
            self.theme = wanted
            self.call_next(self.screen.update_node_styles)

    def on_command_palette_closed(self, event: CommandPalette.Closed) -> None:
        """Switch back to the theme of before, unless one was chosen."""
        if not event.option_selected and self._before_preview in self.available_themes:
            self.theme = self._before_preview


async def _caught_up(pump: MessagePump) -> None:
    """Wait until a widget has dealt with all it has been sent, but not for one that hangs."""
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        with suppress(TimeoutError):
            async with asyncio.timeout(WAIT):
                await done.wait()
