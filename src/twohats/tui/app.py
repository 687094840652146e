"""The app itself: it knows the journal and the clock, has themes and commands, and shows the main screen."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.widgets import Input
from textual.worker import WorkerState

from twohats.errors import Fault, JournalError, TwohatsError, came_after_saving
from twohats.format.paths import SETTINGS_FILE
from twohats.system import machine
from twohats.system.user_config import read_config
from twohats.text.visible import visible
from twohats.tui import appearance
from twohats.tui.advice import in_the_app
from twohats.tui.commands import Command, Commands
from twohats.tui.keys import BY_ID, LINE, ON_APP, PAGE, keys_of, read_keys, shown
from twohats.tui.screens.entering import WAIT
from twohats.tui.screens.main import MainScreen
from twohats.tui.widgets.entry_line import EntryLine, without_controls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO, Any

    from textual.command import CommandPalette
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

    from twohats.format.model import Problem
    from twohats.format.settings import Config
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.tui.drafts import Typed, Unsaved

THEME_COMMAND = "Theme: "
_LONGEST_NOTICE = 400
_MOST_PROBLEMS = 4
_LAST_SECONDS = 3.0
"""Seconds that leaving may take when the process is told to end."""
_MOST_SAID = 8
"""Texts that are said at the prompt."""


class HatApp(App[None]):
    """The journal on a screen."""

    CSS_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "app.tcss")
    TITLE = "hat"
    COMMANDS = {Commands}  # Textual's own way to name them
    BINDINGS = [
        *(
            Binding(key.keys, key.action, key.short, id=key.id, priority=True)
            for key in map(BY_ID.__getitem__, ON_APP)
        ),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    ]

    def __init__(self, journal: Journal, now: Callable[[], Now], *, config: Config | None = None) -> None:
        # Asked for no colours, Textual sends greys, unless it is told that the terminal's own are meant.
        super().__init__(ansi_color=True if machine.variable("NO_COLOR") else None)
        self.journal = journal
        self.now = now
        self.config = read_config() if config is None else config
        self.themes: list[str] = []
        """The names of our themes and the user's, once they are all read."""
        self.main = MainScreen(journal, now)
        self.fault: Exception | None = None
        """The mistake of ours that ended the app."""
        self.pressed = ""
        """The key that was pressed last, in Textual's words."""
        self.keys: dict[str, str] = {}
        """Ids of actions to other keys than those they have."""
        self.key_problems: list[Problem] = []
        self._ending: asyncio.Task[None] | None = None
        self._before_preview = ""
        self._theme_asked_for: str | None = None
        self.put_on_theme()

    # What the settings say

    def put_on_theme(self) -> None:
        """The theme that the environment, the user's config or the journal asks for; one that was put on
        since stays, unless they ask for another now.
        """
        plain = machine.variable("NO_COLOR")
        wanted = appearance.WITHOUT_COLOUR if plain else self.config.theme or self.journal.settings.theme
        if wanted == self._theme_asked_for:
            return
        self._theme_asked_for = wanted
        missing = appearance.put_on(self, wanted)
        if missing:
            self.call_later(self.say, missing, severity="warning")

    def put_on_keys(self) -> dict[str, str]:
        """The keys that `hat.toml` and the user's config ask for, the user's own winning; sets them, too."""
        keys, problems = read_keys({**self.journal.settings.keys, **self.config.keys})
        self.set_keymap(keys)
        self.keys = keys
        self.key_problems = [self._in_its_file(problem) for problem in problems]
        return keys

    def _in_its_file(self, problem: Problem) -> Problem:
        """A problem of a key with the file that gave the key: the user's, which wins, or the journal's."""
        theirs = any(name in problem.message for name in self.config.keys)
        return problem._replace(path="config.toml" if theirs else SETTINGS_FILE)

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
        return self.main

    def on_ready(self) -> None:
        """The first frame has been drawn: now there is time for the rest."""
        gc.enable()
        self._listen_for_the_end()
        self.set_interval(1.0, self._end_without_terminal)
        self.run_worker(self._load_themes, thread=True, exit_on_error=False)
        if self.config.sync_on_start and isinstance(self.screen, MainScreen):
            self.screen.action_sync()

    def _load_themes(self) -> None:
        self.post_message(appearance.ThemesLoaded(*appearance.load_themes()))

    def on_themes_loaded(self, event: appearance.ThemesLoaded) -> None:
        """Know all themes, and name the files that hold none."""
        self.themes = appearance.register_all(self, event.themes)
        broken = appearance.said_of(event.problems)
        if broken:
            self.say(broken, severity="warning")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What went wrong in a thread becomes a notice."""
        if event.worker.error is not None and event.state is WorkerState.ERROR:
            self.tell(event.worker.error)

    # Saying things

    def say(self, text: str, *, severity: str = "information", seconds: float = 5) -> None:
        """Show a notice; its text is only ever text."""
        self.clear_notifications()  # the last word counts; a heap of them would cover the page
        shown = visible(text, _LONGEST_NOTICE, keep_newlines=True).replace("\t", " ")
        self.notify(shown, severity=severity, timeout=seconds, markup=False)  # type: ignore[arg-type]

    def tell(self, error: BaseException, more: str = "") -> None:
        """Show what went wrong, the way out, and what else there is to know."""
        if isinstance(error, TwohatsError):
            lines = [error.message, in_the_app(error.hint, self.key_of), more]
        else:
            cause = (error.__cause__ or error) if isinstance(error, Fault) else error
            lines = [f"this did not work: {type(cause).__name__}: {cause}", more]
        self.say("\n".join(filter(None, lines)), severity="error", seconds=10)

    def key_of(self, name: str) -> str:
        """The first key of an action, as people call it."""
        key = BY_ID[name]
        return shown(self.keys.get(name, key.keys).split(",")[0].strip())

    def say_problems(self, problems: list[Problem]) -> None:
        """One notice for all that is wrong with the settings, each with its file and line."""
        lines = [_said_of(problem, in_the_app(problem.hint, self.key_of)) for problem in problems]
        if len(lines) > _MOST_PROBLEMS:
            lines = [*lines[: _MOST_PROBLEMS - 1], f"and {len(lines) - _MOST_PROBLEMS + 1} more: hat config"]
        self.say("\n".join(lines), severity="warning", seconds=10)

    # The end

    def _listen_for_the_end(self) -> None:
        """Leave as one should when the terminal is closed or the process is told to end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
                    loop.add_signal_handler(number, self._end, number)

    def _end_without_terminal(self) -> None:
        """Leave once the terminal is gone, also where no signal says so (`nohup`, a session without a terminal).

        Textual goes on reading from it then, as fast as it can.
        """
        if not self.is_headless and _is_hung_up(sys.__stdin__):
            self._end(getattr(signal, "SIGHUP", signal.SIGTERM))

    def _end(self, number: int) -> None:
        """Keep what is being typed for the next start, and leave; if that hangs, end all the same."""
        self.main.keep_now()
        if self._ending is not None:
            return
        deadline = threading.Timer(_LAST_SECONDS, os._exit, [128 + number])
        deadline.daemon = True  # a terminal that is gone may take no output for ever
        deadline.start()
        self._ending = asyncio.get_running_loop().create_task(self._leave_with(128 + number))

    async def _leave_with(self, code: int) -> None:
        """Leave once what was entered is saved, if that does not take long: it is kept, too."""
        await self.main.written(at_most=WAIT)
        self.main.keep_now()
        self.exit(return_code=code)

    def _handle_exception(self, error: Exception) -> None:
        """A mistake of ours: keep what is typed, and end. `run_app` hands it to whoever tells the person.

        Textual would print a traceback with the values of all variables, which are the user's own words.
        """
        self.fault = self.fault or error
        super()._handle_exception(error)
        self._exit_renderables.clear()
        self.main.keep_now()

    async def on_event(self, event: events.Event) -> None:
        """Remember which key it is, since what it does may depend on that; let only text be pasted."""
        if isinstance(event, events.Paste):
            event.text = without_controls(event.text)
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self.pressed = event.key
        typing = self.focused
        if not isinstance(typing, EntryLine):
            if isinstance(self.screen, MainScreen):  # but a change that takes long holds up no key
                await self.screen.written(at_most=max(0.0, WAIT - self.screen.saver.waited()))
            await super().on_event(event)
            return
        if event.is_printable:
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
            keys = keys_of(BY_ID["app.quit"], self.keys, LINE if isinstance(typing, Input) else PAGE)
            self.say(f"{shown(keys[0])} quits" if keys else "the commands have one that quits")

    async def action_quit(self) -> None:
        """Leave; what is still being saved is finished at the prompt, what is not saved is kept and said there."""
        await self.main.written(at_most=WAIT)
        self.main.keep_now()
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
        found: list[Command] = []
        if isinstance(screen, MainScreen):
            for key, action in screen.commands():
                found.append(Command(key.says[0].upper() + key.says[1:], key.id, action, key.removes))
        names = [*self.themes, *sorted(set(self.available_themes) - set(self.themes))]
        themes = [
            Command(f"{THEME_COMMAND}{name}", "put it on and keep it", partial(self.choose_theme, name))
            for name in names
        ]
        return [*found, *themes]

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


def _said_of(problem: Problem, hint: str) -> str:
    return f"{problem.sentence()} ({hint})" if hint else problem.sentence()


async def _caught_up(pump: MessagePump) -> None:
    """Wait until a widget has dealt with all it has been sent, but not for one that hangs."""
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        with suppress(TimeoutError):
            async with asyncio.timeout(WAIT):
                await done.wait()


def _is_hung_up(stream: IO[str] | None) -> bool:
    """Whether a terminal that was read from is not there any more."""
    import select

    if stream is None or sys.platform == "win32":  # where nothing is polled
        return False
    try:
        poll = select.poll()
        poll.register(stream, 0)  # what is gone is told without being asked for
        return any(events & (select.POLLHUP | select.POLLNVAL) for _, events in poll.poll(0))
    except (OSError, ValueError):  # closed
        return True


def run_app(journal: Journal, now: Callable[[], Now]) -> int:
    """Run the app until it is left; the exit code of the command."""
    gc.disable()  # until the first frame is drawn: there is nothing to collect yet
    app = HatApp(journal, now)
    app.run()
    saved = bool(app.return_code) or _finish(app.main)
    unsaved = app.main.keep_now()
    _say_unsaved(unsaved, kept=app.main.is_kept(unsaved))
    app.main.let_go()
    if app.fault is not None:
        raise app.fault
    if app.config.sync_on_exit and not app.return_code:
        _sync_on_exit(journal)
    code = app.return_code or (0 if saved else JournalError.exit_code)
    _leave_no_reader(code)
    return code


def _leave_no_reader(code: int) -> None:
    """End the process where Textual's thread still reads from a terminal that is gone: Python would wait for it."""
    if any(thread.name == "textual-input" for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def _finish(main: MainScreen) -> bool:
    """Finish the changes that were still being made when the app was left; whether all are made.

    Ctrl+C leaves them: the next start looks whether they were made, and offers what was not.
    """
    saved = True
    try:
        for job in list(main.saver.jobs):
            _note(f"{job.says()} ...")
            job.finish()
            made = job.error is None or came_after_saving(job.error)
            main.drafts.end_saving(job.number, saved=made)
            if job.error is not None and not made:
                main.drafts.set_aside(*job.texts)
                _note(getattr(job.error, "message", f"{type(job.error).__name__}: {job.error}"))
                saved = False
    except KeyboardInterrupt:
        return False
    return saved


def _say_unsaved(unsaved: Unsaved, *, kept: bool) -> None:
    """Say what is not saved, in so many lines at most if it is kept; this is the last that is seen of it if not."""
    texts = unsaved.texts()
    says = "not saved, kept for the next start" if kept else "not saved, and could not be kept"
    if len(texts) == 1:
        _note(f"{says}: {_called(texts[0])}")
    elif texts:
        _note(f"{says}:")
        for typed in texts[: _MOST_SAID if kept else None]:
            print(f"     {_called(typed)}", file=sys.stderr)
        if kept and len(texts) > _MOST_SAID:
            print(f"     and {len(texts) - _MOST_SAID:,} more", file=sys.stderr)


def _called(typed: Typed) -> str:
    place = typed.place
    return visible(f"{typed.text} (for {place.day}:{place.number})" if place.number else typed.text)


def _note(text: str) -> None:
    print(f"hat: {visible(text)}", file=sys.stderr, flush=True)


def _sync_on_exit(journal: Journal) -> None:
    """Sync once the screen is the shell's again; Ctrl+C leaves it to the next one.

    A sync that is still running, the app's own most often, may have begun before the last line: it is waited for.
    """
    from twohats.sync import sync_in_background
    from twohats.system.git import ASKING_SECONDS
    from twohats.tui.syncing import advice_of, said_of

    _note("syncing ...")
    try:
        limit = time.monotonic() + ASKING_SECONDS
        while (report := sync_in_background(journal)).outcome == "busy" and time.monotonic() < limit:
            time.sleep(0.2)
    except KeyboardInterrupt:
        _note("left to the next sync")
        return
    for line in filter(None, (said_of(report), *advice_of(report).split("\n"))):
        _note(line)
