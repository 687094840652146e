"""What the app advises where the shell names a command."""

from __future__ import annotations

from twohats.tui.advice import in_the_app


def key_of(action: str) -> str:
    return f"<{action}>"


def test_a_command_of_the_shell_is_a_key_in_the_app() -> None:
    assert in_the_app("hat start brand post", "start", key_of) == "<timer.start> starts one"
    assert in_the_app("hat add saves one with its minutes", "add", key_of) == ""


def test_what_only_the_shell_can_do_is_told_as_such() -> None:
    assert in_the_app("hat inbox takes it in", "inbox", key_of) == "in a shell: hat inbox takes it in"


def test_a_hint_without_a_command_stays_whatever_its_letters() -> None:
    hint = "remove the marker, and keep of the lines around it what is right"
    assert in_the_app(hint, "", key_of) == hint
