"""The app itself: it knows the journal and the clock, has themes and commands, and shows the main screen."""

from __future__ import annotations

import gc
import os
import sys
import time

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding

from twohats import machine
from twohats.errors import TwohatsError
from twohats.tui import appearance
from twohats.tui.keys import BY_ID, ON_APP, read_keys
from twohats.tui.screens.main import MainScreen
from twohats.tui.widgets.entry_line import without_controls
from twohats.user_config import read_config
from twohats.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from textual.command import CommandPalette
    from textual.screen import Screen
    from textual.worker import Worker

    from twohats.journal import Journal
    from twohats.machine import Now
    from twohats.model import Problem
    from twohats.settings import Config, Settings

THEME_COMMAND = "Theme: "
_LONGEST_NOTICE = 400


class HatApp(App[None]):
    """The journal on a screen."""

    CSS_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "app.tcss")
    TITLE = "hat"
    BINDINGS = [
        Binding(key.keys, key.action, key.short, id=key.id, priority=True)
        for key in map(BY_ID.__getitem__, ON_APP)
    ]

    def __init__(self, journal: Journal, now: Callable[[], Now], *, config: Config | None = None) -> None:
        # Asked for no colours, Textual sends greys, unless it is told that the terminal's own are meant.
        super().__init__(ansi_color=True if machine.variable("NO_COLOR") else None)
        self.journal = journal
        self.now = now
        self.config = read_config() if config is None else config
        self.themes: list[str] = []
        """The names of our themes and the user's, once they are all read."""
        self.unsaved = ""
        """What stood in the entry line when the app was left."""
        self.pressed = ""
        """The key that was pressed last, in Textual's words."""
        self._before_preview = ""
        self.put_on_theme()

    # What the settings say

    @property
    def settings(self) -> Settings:
        """The journal's settings; the defaults while `hat.toml` cannot be read."""
        try:
            return self.journal.settings
        except TwohatsError as error:
            from twohats.settings import Settings

            self.call_later(self.tell, error)
            return Settings()

    def put_on_theme(self) -> None:
        """The theme that the environment, the user's config or the journal asks for."""
        plain = machine.variable("NO_COLOR")
        wanted = appearance.WITHOUT_COLOUR if plain else self.config.theme or self.settings.theme
        missing = appearance.put_on(self, wanted)
        if missing:
            self.call_later(self.say, missing, severity="warning")

    def put_on_keys(self) -> dict[str, str]:
        """The keys that `hat.toml` and the user's config ask for, the user's own winning; sets them, too."""
        keys, problems = read_keys({**self.settings.keys, **self.config.keys})
        self.set_keymap(keys)
        if problems:
            self.call_later(self.say_problems, problems)
        return keys

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables, and ours where the theme is none of ours."""
        variables = super().get_css_variables()
        if "role-text" not in variables:
            variables = {**appearance.variables_of(self.current_theme), **variables}
            self.theme_variables = variables
        return variables

    # The screen

    def get_default_screen(self) -> Screen[None]:
        """The one screen that is always there."""
        return MainScreen(self.journal, self.now)

    def on_ready(self) -> None:
        """The first frame has been drawn: now there is time for the rest."""
        gc.enable()
        self.run_worker(appearance.load_themes, thread=True, name="themes", exit_on_error=False)
        if self.config.sync_on_start and isinstance(self.screen, MainScreen):
            self.screen.action_sync()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take what a worker found; a worker that failed becomes a notice."""
        if event.worker.error is not None and event.state.name == "ERROR":
            self.tell(event.worker.error)
        elif event.worker.name == "themes" and event.worker.result is not None:
            self.themes = appearance.register_all(self, event.worker.result)
            broken = appearance.said_of(event.worker.result[1])
            if broken:
                self.say(broken, severity="warning")

    # Saying things

    def say(self, text: str, *, severity: str = "information", seconds: float = 5) -> None:
        """Show a notice; its text is only ever text."""
        self.clear_notifications()  # the last word counts; a heap of them would cover the page
        shown = visible(text, _LONGEST_NOTICE, keep_newlines=True).replace("\t", " ")
        self.notify(shown, severity=severity, timeout=seconds, markup=False)  # type: ignore[arg-type]

    def tell(self, error: BaseException) -> None:
        """Show what went wrong, and the way out."""
        if isinstance(error, TwohatsError):
            text = f"{error.message}\n{error.hint}" if error.hint else error.message
        else:
            text = f"this did not work: {type(error).__name__}: {error}"
        self.say(text, severity="error", seconds=10)

    def say_problems(self, problems: list[Problem]) -> None:
        """One notice for all that is wrong with the settings."""
        lines = [f"{each.message}: {each.hint}" if each.hint else each.message for each in problems]
        self.say("\n".join(lines[:4]), severity="warning", seconds=10)

    async def on_event(self, event: events.Event) -> None:
        """Remember which key it is, since what it does may depend on that; let only text be pasted."""
        if isinstance(event, events.Key):
            self.pressed = event.key
        elif isinstance(event, events.Paste):
            event.text = without_controls(event.text)
        await super().on_event(event)

    async def run_action(self, *args: Any, **named: Any) -> bool:
        """Do what a key says; what cannot be done becomes a notice."""
        try:
            return await super().run_action(*args, **named)
        except (TwohatsError, OSError) as error:
            self.tell(error)
            return True

    async def action_quit(self) -> None:
        """Leave; what stands in the entry line is handed back at the prompt."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                self.unsaved = screen.entry.value
        self.exit()

    # Themes and commands

    def next_theme(self) -> str:
        """Put on the next of our themes; its name."""
        names = self.themes or [self.theme]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        return self.theme

    def choose_theme(self, name: str) -> None:
        """Put on a theme and keep it in the user's config."""
        from twohats.user_config import set_config

        self.theme = self._before_preview = name
        try:
            set_config("theme", name)
        except TwohatsError as error:
            self.tell(error)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands of the palette: what the screen can do, and the themes."""
        if isinstance(screen, MainScreen):
            for key, action in screen.commands():
                yield SystemCommand(key.says[0].upper() + key.says[1:], key.id, action)
        names = [*self.themes, *sorted(set(self.available_themes) - set(self.themes))]
        for name in names:
            yield SystemCommand(
                f"{THEME_COMMAND}{name}", "put it on and keep it", lambda name=name: self.choose_theme(name)
            )

    def on_command_palette_opened(self) -> None:
        """Remember the theme, since the palette tries others on."""
        self._before_preview = self.theme

    def on_command_palette_option_highlighted(self, event: CommandPalette.OptionHighlighted) -> None:
        """Try on the theme that the cursor is on."""
        hit = getattr(event.highlighted_event.option, "hit", None)
        name = str(getattr(hit, "text", "") or "")
        wanted = name.removeprefix(THEME_COMMAND) if name.startswith(THEME_COMMAND) else self._before_preview
        if wanted in self.available_themes and wanted != self.theme:
            self.theme = wanted
            self.call_next(self.screen.update_node_styles)

    def on_command_palette_closed(self, event: CommandPalette.Closed) -> None:
        """Put the theme back that was on, unless one was chosen."""
        if not event.option_selected and self._before_preview in self.available_themes:
            self.theme = self._before_preview


def run_app(journal: Journal, now: Callable[[], Now]) -> int:
    """Run the app until it is left; the exit code of the command."""
    gc.disable()  # until the first frame is drawn: there is nothing to collect yet
    app = HatApp(journal, now)
    app.run()
    if app.unsaved:
        print(f"hat: not saved: {visible(app.unsaved)}", file=sys.stderr)
    if app.config.sync_on_exit:
        _sync_on_exit(journal)
    return app.return_code or 0


def _sync_on_exit(journal: Journal) -> None:
    """Sync once the screen is the shell's again; Ctrl+C leaves it to the next one.

    A sync that is still running, the app's own most often, may have begun before the last line: it is waited for.
    """
    from twohats.git import ASKING_SECONDS
    from twohats.sync import sync_in_background
    from twohats.tui.syncing import advice_of, said_of

    print("hat: syncing ...", file=sys.stderr, flush=True)
    try:
        limit = time.monotonic() + ASKING_SECONDS
        while (report := sync_in_background(journal)).outcome == "busy" and time.monotonic() < limit:
            time.sleep(0.2)
    except KeyboardInterrupt:
        print("hat: left to the next sync", file=sys.stderr)
        return
    for line in filter(None, (said_of(report), *advice_of(report).split("\n"))):
        print(f"hat: {visible(line)}", file=sys.stderr)
