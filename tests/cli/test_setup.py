"""Setting up: init, demo, config, themes, keys, what the app is opened on."""

from __future__ import annotations

import json
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
from tests.cli.shell import HAT, Shell

from twohats.errors import JournalError
from twohats.format.settings import defaults, load_settings
from twohats.system.resources import shipped


@pytest.fixture
def new(hat: Shell) -> Shell:
    """A shell without a journal."""
    hat.env["TWOHATS_JOURNAL"] = ""
    return hat


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_init_makes_a_journal_for_its_user_alone_that_is_found_from_then_on(new: Shell) -> None:
    folder = new.home / "my journal"
    done = new("init", str(folder))
    assert done.code == 0
    assert done.out == f"made the journal {folder}\n"
    assert mode(folder) == 0o700
    assert {path.name: mode(path) for path in folder.iterdir()} == dict.fromkeys(
        ("hat.toml", ".gitignore", ".gitattributes"), 0o600
    )
    assert new("add", "25m", "b", "post").code == 0
    assert new("list", cwd=new.folder).out == "2026-11-22:1  25m brand post\n"
    assert new("check").code == 0
    assert mode(folder / "days/2026/2026-11-22.md") == 0o600


def test_init_without_a_name_makes_it_where_hat_looks(new: Shell) -> None:
    assert new("init").code == 0
    assert not (new.home / ".config").exists()
    assert new("add", "25m", "b", "post").code == 0


def test_init_overwrites_nothing(new: Shell) -> None:
    folder = new.home / "journal"
    folder.mkdir()
    (folder / ".gitignore").write_text("mine\n")
    assert new("init", str(folder)).code == 0
    assert (folder / ".gitignore").read_text() == "mine\n"
    (folder / "hat.toml").write_text("currency = 'GBP'\n")
    again = new("init", str(folder))
    assert (again.code, "is a journal already" in again.err, "hat config set journal" in again.err) == (
        3,
        True,
        True,
    )
    assert (folder / "hat.toml").read_text() == "currency = 'GBP'\n"
    file = new.home / "file"
    file.touch()
    assert new("init", str(file)).code == 3


def test_init_leaves_a_journal_that_is_in_use_in_use(new: Shell) -> None:
    new("init", str(new.home / "one"))
    done = new("init", str(new.home / "two"))
    assert "hat config set journal" in done.err
    assert new("config", "path").out.split("\n")[2] == f"journal  {new.home}/one"


@pytest.fixture
def configured(new: Shell) -> Path:
    """The user's config beside a journal where hat looks when nothing is said, which must not get the lines."""
    assert new("init").code == 0
    path = new.home / ".config/twohats/config.toml"
    path.parent.mkdir(parents=True)
    return path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('journal = "/gone"\n', "/gone is not there (journal in CONFIG)"),
        ('journal = "~"\n', "HOME is not a journal (journal in CONFIG)"),
        ("journal = /gone\n", "CONFIG:1:11: not TOML"),
        ("journal = 5\n", "CONFIG: journal needs text in quotes"),
        ('jurnal = "/gone"\n', "CONFIG: jurnal is not a setting"),
    ],
)
def test_a_line_goes_to_no_other_journal_than_the_one_that_is_configured(
    new: Shell, configured: Path, text: str, says: str
) -> None:
    configured.write_text(text)
    said = says.replace("CONFIG", str(configured)).replace("HOME", str(new.home))
    for _ in range(2):  # the second time it is remembered
        for words in (["add", "25m", "b", "post:", "keep", "me"], ["list"], ["week"]):
            done = new(*words)
            assert (done.code, said in done.err) == (3, True), done.err
    assert "keep me" in new("add", "25m", "b", "post:", "keep", "me").err
    assert not (new.home / ".local/share/twohats/journal/days").exists()
    assert new("config").code == 0
    assert said in new("config").err
    assert new("--journal", str(new.journal), "list").code == 1
    configured.write_text("zzz = 1\n")
    assert new("add", "25m", "b", "post").code == 0


def test_a_config_that_cannot_be_read_is_said(new: Shell, configured: Path) -> None:
    configured.mkdir()
    done = new("add", "25m", "b", "post")
    assert (done.code, f"{configured}: is a folder" in done.err) == (3, True), done.err


def test_init_without_a_name_makes_the_journal_that_the_config_names(new: Shell, configured: Path) -> None:
    configured.write_text('journal = "~/mine"\n')
    done = new("init")
    assert done.out == f"made the journal {new.home}/mine\n"
    assert "write the first line" in done.err
    assert new("add", "25m", "b", "post").code == 0
    assert (new.home / "mine/days").exists()
    assert "is a journal already" in new("init").err


def test_init_says_which_journal_is_used_where_that_is_another(new: Shell) -> None:
    done = new("init", cwd=new.journal)
    assert (done.code, f"hat add writes to {new.journal}, not here" in done.err) == (0, True)
    assert "write the first line" not in done.err


@pytest.mark.parametrize("name", ["", " "])
def test_init_of_no_name_is_not_understood(new: Shell, name: str) -> None:
    done = new("init", name)
    assert (done.code, done.out) == (2, "")
    assert "empty" in done.err


def test_a_folder_that_was_deleted_under_us_is_said(new: Shell) -> None:
    gone = new.home / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && exec "{HAT}" init x'
    done = subprocess.run(
        ["sh", "-c", script], env=new.environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "the folder you are in has been deleted" in done.stderr


def test_init_makes_a_git_repository_only_when_asked(new: Shell) -> None:
    new("init", str(new.home / "plain"))
    assert not (new.home / "plain/.git").exists()
    assert new("init", "--git", str(new.home / "kept")).code == 0
    new("add", "25m", "b", "post", env={"TWOHATS_JOURNAL": str(new.home / "kept")})
    listed = subprocess.run(["git", "status", "--porcelain", "-uall"], cwd=new.home / "kept", capture_output=True, text=True,
                            check=True, env=new.environment()).stdout  # fmt: skip
    assert sorted(line[3:] for line in listed.splitlines()) == [
        ".gitattributes",
        ".gitignore",
        "days/2026/2026-11-22.md",
        "hat.toml",
    ]


def test_the_settings_of_a_new_journal_are_the_defaults_and_its_examples_are_right(new: Shell) -> None:
    new("init", str(new.home / "journal"))
    text = (new.home / "journal/hat.toml").read_text()
    assert load_settings(text) == load_settings("")
    names = {name for name, _ in defaults()}
    uncommented = "\n".join(
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else ""
        for line in text.split("\n")
    )
    said = load_settings(uncommented)
    assert said.problems == ()
    assert {name for name in names if name in tomllib.loads(uncommented)} | {"ask_after"} == names


def test_the_nearest_journal_above_the_working_folder_is_used(hat: Shell) -> None:
    below = hat.journal / "days" / "2026"
    below.mkdir(parents=True)
    hat("add", "25m", "b", "post", env={"TWOHATS_JOURNAL": ""}, cwd=below)
    assert hat.items() == ["25m brand post"]


def test_the_option_wins_over_the_variable_and_the_variable_over_all_else(hat: Shell) -> None:
    for name in ("option", "above", "config"):
        (hat.folder / name).mkdir()
        (hat.folder / name / "hat.toml").touch()
    hat("config", "set", "journal", str(hat.folder / "config"))

    def used(*words: str, **env: str) -> str:
        return hat(*words, "config", "path", "--json", env=env, cwd=hat.folder / "above").out

    assert json.loads(used("--journal", str(hat.folder / "option")))["paths"]["journal"] == str(
        hat.folder / "option"
    )
    assert json.loads(used())["paths"]["journal"] == str(hat.journal)
    assert json.loads(used(TWOHATS_JOURNAL=""))["paths"]["journal"] == str(hat.folder / "above")
    (hat.folder / "above" / "hat.toml").unlink()
    assert json.loads(used(TWOHATS_JOURNAL=""))["paths"]["journal"] == str(hat.folder / "config")


def test_config_prints_every_setting_its_value_and_where_it_comes_from(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text(
        'currency = "GBP"\n[hats.novelist]\nside = "brand"\n[timer]\nask_after = 60\n'
    )
    hat("config", "set", "theme", "lamplight")
    told = json.loads(hat("config", "--json").out)["settings"]
    of_the_machine = {"journal", "timer.ask_after", "sync_on_start", "sync_on_exit"}
    assert set(told) == of_the_machine | {name for name, _ in defaults()} - {"ask_after"}
    assert told["currency"] == {"value": "GBP", "default": "", "source": "hat.toml"}
    assert told["theme"] == {"value": "lamplight", "default": "", "source": "config.toml"}
    assert told["timer.ask_after"] == {"value": 60, "default": 240, "source": "hat.toml"}
    assert told["week_start"]["source"] == "default"
    assert told["journal"]["source"] == "TWOHATS_JOURNAL"
    out = hat("config").out
    assert all(name.split(".")[0] in out for name in told)
    assert "hats.novelist" in out


def test_config_works_without_a_journal(new: Shell) -> None:
    done = new("config")
    assert done.code == 0
    assert "there is no journal yet" in done.err
    assert new("themes").code == 0
    assert new("keys").code == 0


def test_setting_one_key_keeps_the_comments_and_the_rest(hat: Shell) -> None:
    path = hat.home / ".config/twohats/config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('# mine\ntheme = "beacon"  # bright\n\n[keys]\n"entry.add" = "x"\n')
    assert hat("config", "set", "theme", "lamplight").code == 0
    assert path.read_text() == '# mine\ntheme = "lamplight"  # bright\n\n[keys]\n"entry.add" = "x"\n'
    assert hat("config", "set", "journal", str(hat.journal)).code == 0
    assert tomllib.loads(path.read_text())["journal"] == str(hat.journal)
    assert "# mine" in path.read_text()
    path.write_text("x = [")
    assert hat("config", "set", "theme", "lamplight").code == 3
    assert path.read_text() == "x = ["


def test_a_linked_config_stays_a_link(hat: Shell) -> None:
    real = hat.folder / "dotfiles.toml"
    real.write_text(f'journal = "{hat.journal}"\n')
    path = hat.home / ".config/twohats/config.toml"
    path.parent.mkdir(parents=True)
    path.symlink_to(real)
    assert hat("config", "set", "theme", "lamplight").code == 0
    assert path.is_symlink()
    assert "lamplight" in real.read_text()
    assert hat("list", env={"TWOHATS_JOURNAL": ""}).code == 1


def test_a_broken_theme_is_named_and_left_out(hat: Shell) -> None:
    folder = hat.home / ".config/twohats/themes"
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text("[colors]\nprimry = '#000'\n")
    (folder / "mine.toml").write_text("description = 'of my own'\n[colors]\nprimary = '#7aa2f7'\n")
    done = hat("themes")
    assert done.code == 0
    assert "mine" in done.out
    assert "of my own" in done.out
    assert "bad.toml" in done.err
    assert "primry" in done.err
    assert hat("config", "set", "theme", "mine").code == 0
    hat("add", "25m", "b", "post")
    assert "\x1b[38;2" in hat("list", env={"FORCE_COLOR": "1", "COLORTERM": "truecolor"}).out


def test_colours_are_remembered_until_a_theme_or_what_names_it_changes(hat: Shell) -> None:
    coloured = {"FORCE_COLOR": "1", "COLORTERM": "truecolor", "TERM": "xterm-256color"}
    folder = hat.home / ".config/twohats/themes"
    folder.mkdir(parents=True)
    hat("add", "25m", "b", "post")

    def colour() -> str:
        first, again = (hat("list", env=coloured).out for _ in range(2))
        assert first == again
        return first

    def theme(name: str, brand: str) -> None:
        (folder / f"{name}.toml").write_text(f"[colors]\nprimary = '#7aa2f7'\n[hats]\nbrand = '{brand}'\n")

    seen = [colour()]
    theme("mine", "#ff0011")
    (hat.journal / "hat.toml").write_text('theme = "mine"\n')
    seen.append(colour())
    theme("mine", "#ff0022")
    seen.append(colour())
    (folder / "mine.toml").unlink()
    assert colour() == seen[0]
    theme("yours", "#00ff00")
    hat("config", "set", "theme", "yours")
    seen.append(colour())
    assert len({*seen}) == 4


def test_the_keys_are_those_of_the_app_and_of_the_settings(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text('[keys]\n"change.undo" = "z"\n')
    keys = {key["id"]: key["keys"] for key in json.loads(hat("keys", "--json").out)["keys"]}
    assert keys["change.undo"] == ["z"]
    listed = hat("keys").out
    assert all(f" {name}  " in listed for name in keys)


def test_the_demo_prints_the_last_week_of_the_sample_and_leaves_nothing_behind(new: Shell) -> None:
    done = new("demo", env={"TMPDIR": str(new.folder)})
    assert done.code == 0
    assert done.out.startswith(" Week 47   16-22 November 2026")
    assert new("demo", "week", "--color", "never", env={"TMPDIR": str(new.folder)}).out == done.out
    assert sorted(path.name for path in new.folder.iterdir()) == ["home", "journal"]
    assert list(new.home.iterdir()) == []


def test_the_demo_can_be_kept(new: Shell) -> None:
    kept = new.home / "sample"
    done = new("demo", str(kept))
    assert done.out.startswith(" Week 47")
    assert f"hat --journal {kept} week 2026-W47" in done.err
    assert mode(kept) == 0o700
    assert {mode(path) for path in kept.rglob("*") if path.is_file()} == {0o600}
    assert new("--journal", str(kept), "check").code == 0
    assert new("--journal", str(kept), "add", "25m", "b", "post").code == 0
    assert new("demo", str(kept)).code == 3


@pytest.mark.parametrize("name", ["themes", "sample_journal"])
def test_what_comes_along_is_found_in_a_wheel_and_in_the_repository(tmp_path: Path, name: str) -> None:
    built = tmp_path / "site-packages" / "twohats"
    (built / "_data" / name).mkdir(parents=True)
    assert shipped(name, str(built)) == str(built / "_data" / name)
    source = tmp_path / "repository" / "src" / "twohats"
    source.mkdir(parents=True)
    (tmp_path / "repository" / name).mkdir()
    assert shipped(name, str(source)) == str(tmp_path / "repository" / name)
    (tmp_path / "elsewhere" / "twohats").mkdir(parents=True)
    (tmp_path / name).mkdir()
    with pytest.raises(JournalError, match="missing"):
        shipped(name, str(tmp_path / "elsewhere" / "twohats"))


def test_alone_and_without_a_terminal_it_prints_this_week(hat: Shell) -> None:
    hat("add", "25m", "b", "post")
    assert hat().out == hat("week").out
    assert hat("--version").out.startswith("twohats ")
    twohats = subprocess.run(
        [str(Path(HAT).with_name("twohats")), "--version"], capture_output=True, text=True, check=True
    )
    assert twohats.stdout == hat("--version").out
    assert hat("help").out == hat("--help").out
    assert hat("help", "list").out == hat("list", "--help").out
