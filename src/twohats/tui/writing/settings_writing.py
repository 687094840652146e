"""Writes on the settings of the journal, as on a page: from a setting among the commands to its line in `hat.toml`."""

from __future__ import annotations

from twohats.actions.settings_text import row_of_setting, settings_to_write, wrong_with_settings
from twohats.format.paths import SETTINGS_FILE
from twohats.tui import changes
from twohats.tui.screens.page_text import PageScreen
from twohats.views.rows import Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue


def write_on_settings(host: Host, queue: ChangeQueue, name: str) -> None:
    """Open `hat.toml` at a setting, as `hat config` calls it. Raises as `settings_to_write` does.

    What was written before and not saved comes back; it is kept on this machine as what is written on a page is.
    """
    journal, remembered = host.journal, host.journal.remembered
    base, text = settings_to_write(journal)
    begun = remembered.begun_page(SETTINGS_FILE)
    says = f"at {name}"
    if begun is not None:
        (base, text), says = begun, "from before, not saved"
    began_with = text

    def keep(typed: str) -> None:
        if typed == began_with and begun is None:
            remembered.forget_begun_page(SETTINGS_FILE)
        else:
            remembered.keep_begun_page(SETTINGS_FILE, base, typed)

    def drop() -> None:
        remembered.forget_begun_page(SETTINGS_FILE)
        host.answer("dropped; the settings are as they were")

    def answered(typed: str | None) -> None:
        if typed is not None:
            keep(typed)  # until it is saved
            queue.change(lambda: changes.write_settings(journal, base, typed))
        elif remembered.begun_page(SETTINGS_FILE) is not None:
            host.answer(
                "not saved: what you wrote on the settings; any setting among the commands takes it up again"
            )

    title = (Span(f" {SETTINGS_FILE}", "title"), user_text(f"   {says}", "muted"))
    place = (row_of_setting(text, name), 0)
    host.services.clear_notifications()
    screen = PageScreen(title, text, place, wrong_in=wrong_with_settings, keep=keep, drop=drop)
    host.services.ask(screen, answered)
