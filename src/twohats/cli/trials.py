"""`hat trials`: pauses planned, looked at, broken off."""

from __future__ import annotations

from twohats.actions import trials as actions
from twohats.actions.shown import every_name, shown_trials, unrevealing
from twohats.cli import terminal
from twohats.cli.commands import add_command, words_of
from twohats.cli.say import remark, say
from twohats.cli.show_view import add_view_options, show_view
from twohats.errors import NotUnderstood
from twohats.format.calendar import moment
from twohats.render.trials_json import plan_data
from twohats.system import machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.measures.planning import Plan

QUESTIONS = (
    ("expect", "What do you expect to happen?"),
    ("interest", "What would you like to come out of it?"),
    ("stop_if", "You break it off if?"),
)
SHOCK = "Is a launch, a holiday or a fair known for these weeks or the four around them?"


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "trials",
        """
        Would stopping cost anything? Without words all trials; with a name that one, judged once the weeks after
        it are in. plan says first what a trial could show at your own numbers, then asks what you expect, and
        writes it down. stop breaks one off. Weeks are whole: a pause of 2 or 4, coin for silent weeks that a coin
        draws, half-double for half and double weeks.

        examples:
          hat trials
          hat trials 2026-10-linkedin
          hat trials plan brand linkedin post 2 weeks from 30 nov
          hat trials plan brand linkedin post coin 8 --seed "the date of the next fair"
          hat trials plan brand linkedin post half-double 4
          hat trials stop linkedin because Priya asked where I am
        """,
        usage="hat trials [NAME | plan WORDS... | stop NAME [because WORDS...]] [options]",
    )
    parser.add_argument("words", nargs="*", metavar="WORDS", help="a name, or plan or stop with its words")
    add_view_options(parser, "the figures as JSON (docs/trials.json.md)")
    planned = parser.add_argument_group("planning")
    planned.add_argument("--expect", metavar="TEXT", default="", help="what you expect")
    planned.add_argument(
        "--interest", metavar="TEXT", default="", help="what you would like to come out of it"
    )
    planned.add_argument("--stop-if", metavar="TEXT", default="", help="when you would break it off")
    planned.add_argument("--question", metavar="TEXT", default="", help="what you want to know")
    planned.add_argument("--counts", metavar="TEXT", default="", help="what counts, in your words")
    planned.add_argument(
        "--seed", metavar="TEXT", default="", help="what the coin is drawn from, else by chance"
    )
    planned.add_argument("--yes", action="store_true", help="write it down without asking")


def run(args: argparse.Namespace) -> int:
    """Show trials, plan one, or break one off."""
    words = words_of(args)
    journal = terminal.open_journal(args.journal)
    now = journal.now()
    if words[:1] == ["plan"]:
        return _plan(args, words[1:], journal, now)
    if words[:1] == ["stop"]:
        return _stop(args, words[1:], journal, now)
    if len(words) > 1:
        raise NotUnderstood(
            f"{' '.join(words)} is not the name of a trial", "one name, plan or stop", line=" ".join(words)
        )
    return _one(args, words[0], journal, now) if words else _all(args, journal, now)


def _all(args: argparse.Namespace, journal: Journal, now: Now) -> int:
    found = actions.all_trials(journal, moment(now).date())
    for problem in found.problems:
        remark(problem.sentence())

    def json() -> str:
        from twohats.render.trials_json import shared, trials_json

        names = every_name(found.people) | found.named
        figures = shared(found.figures, names) if args.share else found.figures
        return trials_json(figures, anonymous=args.share)

    return show_view(args, shown_trials(found, share=args.share), json, journal)


def _one(args: argparse.Namespace, name: str, journal: Journal, now: Now) -> int:
    from twohats.views.trials import trial_view

    today = moment(now).date()
    figures, people = actions.one_trial(journal, name, today)
    named: frozenset[str] = frozenset()
    if args.share:
        from twohats.render.trials_json import shared_pause

        # Any line may name whom a channel is called after, not only those of the weeks around the trial.
        named = every_name(people) | actions.all_trials(journal, today).named
        figures = shared_pause(figures, named)

    def json() -> str:
        from twohats.render.trials_json import trial_json

        return trial_json(figures, anonymous=args.share)

    channels = journal.cached_settings.channel_names
    names = unrevealing(channels, named) if args.share else channels
    view = trial_view(figures, people=people.shown, names=names, anonymous=args.share)
    return show_view(args, view, json, journal)


def _plan(args: argparse.Namespace, words: list[str], journal: Journal, now: Now) -> int:
    """Say what it could show, ask what is expected, and write it down."""
    from twohats.drafting.trial_words import plan_words
    from twohats.views.trial_plan import plan_view

    today = moment(now).date()
    asked = plan_words(words, moment(now), journal.hats)
    plan = actions.plan(journal, asked, today, seed=args.seed or machine.random_text())
    if not args.json:
        names = {} if args.share else journal.cached_settings.channel_names
        show_view(args, plan_view(plan, names=names), str, journal)
    if plan.moved:
        remark(f"whole weeks only, so it begins on {plan.trial.first}")
    written = actions.Written(args.expect, args.interest, args.stop_if, args.question, args.counts)
    if args.yes:
        return _write(args, journal, plan, written, now)
    if args.json:
        terminal.write_json(plan_data(plan))
        return 0
    if not terminal.can_ask():
        remark("nothing was written; --yes writes it down")
        return 0
    if terminal.agrees(SHOCK):
        remark(
            "nothing was written: whatever happens then would be taken for the pause; plan it from a later day"
        )
        return 0
    answers = {key: getattr(written, key) or terminal.ask(question) for key, question in QUESTIONS}
    if not terminal.agrees("Write it down?"):
        remark("nothing was written")
        return 0
    return _write(args, journal, plan, written._replace(**answers), now)


def _write(args: argparse.Namespace, journal: Journal, plan: Plan, written: actions.Written, now: Now) -> int:
    trial = actions.write_plan(journal, plan.trial, written, now.day)
    if args.json:
        terminal.say_json(plan_data(plan._replace(trial=trial)) | {"written": trial.path})
    else:
        say(f"planned {trial.name}: {trial.path}")
    return 0


def _stop(args: argparse.Namespace, words: list[str], journal: Journal, now: Now) -> int:
    if not words:
        raise NotUnderstood("which trial is broken off?", "hat trials stop NAME because ...")
    name, *because = words
    if because[:1] == ["because"]:
        because = because[1:]
    trial = actions.stop_trial(journal, name, moment(now).date(), " ".join(because))
    if args.json:
        terminal.say_json({"trial": trial.name, "ended": str(trial.ended), "because": trial.ended_because})
    else:
        say(f"{trial.name} broken off on {trial.ended}")
    return 0
