"""`docs/commands.md` against the commands there are: every command, every option, and every example as it runs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from tests.cli.shell import HAT, Shell

from twohats.cli.commands import ALIASES, COMMANDS, GROUPS, all_parsers, help_text, options_of

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
TEXT = PAGE.read_text()
SECTIONS = {
    match[1]: part
    for part in re.split(r"(?m)^### ", TEXT)[1:]
    if (match := re.match(r"`hat (\w+)`\n", part))
}  # fmt: skip
EVERYWHERE = {"--journal", "--color", "--help"}


def test_every_command_is_documented_and_no_other() -> None:
    assert set(SECTIONS) == set(COMMANDS)
    assert all(f"`hat {alias} " in SECTIONS[name] for alias, name in ALIASES.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_options_an_example_and_its_exit_codes(name: str) -> None:
    section = SECTIONS[name]
    assert set(options_of(name)) - EVERYWHERE <= set(re.findall(r"--[a-z-]+", section))
    assert f"hat {name}" in section.partition("```console")[2]
    assert re.search(r"[Ee]xit\s+code", section)
    assert EVERYWHERE - {"--help"} <= set(re.findall(r"--[a-z-]+", TEXT.partition("## Write")[0]))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_examples_and_fits_a_terminal(name: str) -> None:
    parser = all_parsers()[name]
    text = parser.format_help()
    assert "examples:" in text
    assert f"hat {name}" in text.partition("examples:")[2].replace("hat rm", "hat remove")
    assert text.isascii() or name in ("add", "got", "gave", "asked", "lost")


def test_the_help_names_every_command() -> None:
    assert all(f"  {command.name} " in help_text() for _, commands in GROUPS for command in commands)
    assert max(map(len, help_text().split("\n"))) <= 110


def examples(text: str) -> list[tuple[str, str]]:
    """The commands of the page, and what they print."""
    blocks = "".join(re.findall(r"(?ms)^```console\n(.*?)^```$", text))
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in re.split(r"(?m)^\$ ", blocks)[1:]]


def ran(hat: Shell, command: str) -> str:
    """What a command prints, on either stream, in the order in which it does."""
    done = subprocess.run(["bash", "-c", f"{{ {command}; }} 2>&1"], env=hat.environment(), cwd=hat.home, text=True,
                          capture_output=True, check=False)  # fmt: skip
    return done.stdout.replace(str(hat.home), "/home/you")


@pytest.fixture
def at_home(hat: Shell) -> Shell:
    """A shell that has `hat` on its path, and no journal yet."""
    (hat.folder / "bin").mkdir()
    (hat.folder / "bin" / "hat").symlink_to(HAT)
    hat.env.update(PATH=f"{hat.folder}/bin:{hat.env['PATH']}", TWOHATS_JOURNAL="", PYTHONUNBUFFERED="1")
    return hat


def test_the_first_week_of_the_readme_is_as_it_shows(at_home: Shell) -> None:
    shown = examples((PAGE.parents[1] / "README.md").read_text())
    assert len(shown) > 7
    for command, prints in shown:
        told = ran(at_home, f"({command}\n) || echo FAILED")
        assert "FAILED" not in told, command
        assert told == prints or not prints


@pytest.mark.parametrize(
    "page", sorted(page.name for page in PAGE.parent.glob("*.md") if "```console" in page.read_text())
)
def test_every_example_prints_what_the_page_shows(at_home: Shell, page: str) -> None:
    """With TWOHATS_WRITE_EXAMPLES in the environment the page is written anew instead."""
    hat, path = at_home, PAGE.parent / page
    text = path.read_text()
    shown = [(command, ran(hat, command)) for command, _ in examples(text)]
    if os.environ.get("TWOHATS_WRITE_EXAMPLES"):
        left = iter(shown)

        def written(block: re.Match[str]) -> str:
            count = len(re.findall(r"(?m)^\$ ", block[1]))
            return "```console\n" + "".join("$ {}\n{}".format(*next(left)) for _ in range(count)) + "```"

        path.write_text(re.sub(r"(?ms)^```console\n(.*?)^```$", written, text))
    assert len(shown) > (len(COMMANDS) if path == PAGE else 1)
    assert shown == examples(path.read_text())
