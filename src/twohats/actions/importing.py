"""Bringing what other programs have recorded: what is in some files, what is still to be answered, and the plan."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby

from twohats.actions.pages import pages_of_days
from twohats.actions.select import every_name
from twohats.actions.taking_back import known_sources, ledger_files
from twohats.actions.taking_in import TakenIn, take_in
from twohats.errors import NotUnderstood
from twohats.format.calendar import moment
from twohats.format.paths import LARGEST_TOML
from twohats.format.times import is_day
from twohats.format.toml_set import with_entry, with_setting
from twohats.interchange import ledger
from twohats.interchange.interpreting.border import by_hand
from twohats.interchange.interpreting.here import Here, Stream, Wish
from twohats.interchange.interpreting.planning import planned
from twohats.interchange.rule_edits import with_rule
from twohats.interchange.rule_words import rule_from
from twohats.interchange.rules import NO_RULES, path_of, read_rules
from twohats.interchange.source import CannotReadFile, NotUnderstoodRecord, Options, Question
from twohats.interchange.sources import source_named
from twohats.journal.people import people_of
from twohats.system.gc_pause import gc_paused
from twohats.system.zone import zone_named
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from twohats.actions.bringing import Brought
    from twohats.format.model import Page
    from twohats.format.times import Now
    from twohats.interchange.plan import Plan, PlannedPerson
    from twohats.interchange.rules import Rule, Rules
    from twohats.interchange.source import Read
    from twohats.journal.folder import Journal

    Progress = Callable[[str, int], None]
    """Called with what is read and how many records there were; what it raises stops the reading."""

HAT = "hat"
"""The name of the question for a hat, which an account and the name of its source follow."""
_OFTEN = 1000
"""Records after which progress is told."""


class Choices(NamedTuple):
    """What whoever imports has chosen, and answered."""

    hat: str = ""
    """For everything that no rule decides; empty to ask."""
    since: str = ""
    until: str = ""
    zone: str = ""
    """An IANA name; empty for what the rules say, or this machine."""
    titles: bool = False
    invitations: bool = False
    answers: Mapping[str, str] = {}
    """By the names of `open_questions`, or by the bare ones of the readers."""
    rules: tuple[tuple[str, str, str], ...] = ()
    """Rules that were added: a source, empty for all that are brought, what it is about (`project = Acme`), and the
    words of a line (`brand do service`)."""
    joined: Mapping[str, str] = {}
    """People of the plan who are somebody known: `PlannedPerson.key` to the name of the latter."""


class PlannedImport(NamedTuple):
    """A plan, and what carries it out."""

    plan: Plan
    texts: dict[str, str]
    """The pages that it rests on, by their days."""
    rules: dict[str, Callable[[str], str]]
    """The edits of the files of rules in which answers are kept, by their paths."""


def hat_question(journal: Journal, one: Brought) -> Question:
    """The question which hat was worn in something that was brought."""
    found = one.found
    whose = f", {found.account}" if found.account else ""
    return Question(
        f"{HAT} {found.source} {found.account}".rstrip(),
        f"{found.title}{whose}: which hat were you wearing there?",
        tuple(journal.hats.sides),
    )


def open_questions(journal: Journal, these: Iterable[Brought], choices: Choices) -> Iterator[Question]:
    """What neither files nor rules nor choices say, one question after the other."""
    asked: set[str] = set()
    for one in these:
        found = one.found
        if found.instead:
            continue
        rules = _rules_of(journal, found.source)
        for question in found.questions:
            name = _kept_as(question, one)
            if name not in asked and not _answer_to(question, one, rules, choices):
                asked.add(name)
                yield question._replace(name=name, text=f"{_file_of(one)}: {question.text}")
        hat = hat_question(journal, one)
        has_hat = choices.hat or rules.hat_of(found.account) or rules.rules or hat.name in choices.answers
        if hat.name not in asked and not has_hat and found.source not in _STATES_HATS:
            asked.add(hat.name)
            yield hat


_STATES_HATS = ("twohats", "records")
"""Sources whose records may say their hat themselves."""


def with_answer(choices: Choices, question: Question, answer: str) -> Choices:
    """The choices with an answer."""
    return choices._replace(answers={**choices.answers, question.name: answer})


def _answer_to(question: Question, one: Brought, rules: Rules, choices: Choices) -> str:
    """What was answered for this file, now or before, or for all files at once; empty where nothing was."""
    name = _kept_as(question, one)
    given = choices.answers.get(name, choices.answers.get(question.name, "")) or rules.answers.get(name, "")
    if not given and question.name == _ME:
        known = _owners(rules, choices)
        given = next((choice for choice in question.choices if choice in known), "")
    return given


_ME = "me"
"""The name of the question who the owner is: a name that was the answer once is it wherever it can be."""


def _owners(rules: Rules, choices: Choices) -> list[str]:
    """The names and addresses of the owner, as far as they are known."""
    said = [*rules.answers.items(), *choices.answers.items()]
    return list(
        dict.fromkeys([*rules.me, *(answer for name, answer in said if name.split(" ", 1)[0] == _ME)])
    )


def _kept_as(question: Question, one: Brought) -> str:
    """What an answer is kept by: two files may have been written by two phones."""
    return f"{question.name} {_file_of(one)}"


def _file_of(one: Brought) -> str:
    """The name of a file by which people know it: within an archive WhatsApp calls every chat the same."""
    name = one.found.files[0].rpartition("/")[2] if one.found.files else ""
    return name if name and not name.startswith("_") else one.tree.name


def with_same(choices: Choices, person: PlannedPerson) -> Choices:
    """The choices with somebody being who the plan proposes."""
    return choices._replace(joined={**choices.joined, person.key: person.same_as})


def plan_import(
    journal: Journal, these: Sequence[Brought], choices: Choices, now: Now, progress: Progress
) -> PlannedImport:
    """What taking in all of this would do. Nothing is written.

    Raises NotUnderstood for choices that mean nothing, CannotRead where the journal's ledger cannot be read, and what
    `progress` raises.
    """
    choices = _checked(journal, choices, now)
    texts: dict[str, str] = {}

    def page(day: str) -> Page | None:
        found, texts[day] = journal.page_and_text(day)
        return found if texts[day] else None

    rules: dict[str, Rules] = {}
    edits: dict[str, Callable[[str], str]] = {}
    streams: list[Stream] = []
    for one in these:
        found = one.found
        if found.instead:
            streams.append(Stream(found, ()))
            continue
        known = rules.setdefault(found.source, _rules_of(journal, found.source))
        rules[found.source], edit = _answered(journal, known, one, choices)
        if edit is not None:
            edits[path_of(found.source)] = _both(edits.get(path_of(found.source)), edit)
        streams.append(Stream(found, _told(one, rules[found.source], choices, now, progress)))
    wish = Wish(
        choices.since,
        choices.until,
        titles=choices.titles,
        invitations=choices.invitations,
        joined=choices.joined,
    )
    with gc_paused():
        plan = planned(streams, rules, _here(journal, now, page), wish)
    problems = tuple(problem.sentence() for one in rules.values() for problem in one.problems)
    return PlannedImport(plan._replace(remarks=(*problems, *plan.remarks)), texts, edits)


def make_import(journal: Journal, this: PlannedImport) -> TakenIn:
    """Take in what was planned, as one change; raises as `taking_in.take_in` does."""
    return take_in(journal, this.plan, this.texts, this.rules)


def _checked(journal: Journal, choices: Choices, now: Now) -> Choices:
    hat = choices.hat and journal.hats.spellings.get(choices.hat.lower(), "")
    if choices.hat and not hat:
        raise NotUnderstood(f"{choices.hat} is no hat", f"one of {', '.join(journal.hats.sides)}")
    days = [_day(day, now) if day else "" for day in (choices.since, choices.until)]
    zone_named(choices.zone)
    return choices._replace(hat=hat, since=days[0], until=days[1])


def _day(words: str, now: Now) -> str:
    from twohats.drafting.dates import spoken_date

    found = None if is_day(words) else spoken_date(words.split(), moment(now))
    if found is None and not is_day(words):
        raise NotUnderstood(f"{words} is no day", "2026-01-01, yesterday ...")
    return words if found is None else found.day.isoformat()


def _rules_of(journal: Journal, source: str) -> Rules:
    text = journal.read_text(path_of(source), largest=LARGEST_TOML)
    return read_rules(text, source, journal.hats) if text else NO_RULES


def _answered(
    journal: Journal, rules: Rules, one: Brought, choices: Choices
) -> tuple[Rules, Callable[[str], str] | None]:
    """The rules with what was chosen and answered, and the edit that keeps it in their file, if there is anything."""
    found = one.found
    path = path_of(found.source)
    steps: list[Callable[[str], str]] = []
    hat = choices.hat or choices.answers.get(hat_question(journal, one).name, "")
    hat = journal.hats.spellings.get(hat.lower(), "") if hat else ""
    if hat and hat != rules.hat_of(found.account):
        if found.account:
            rules = rules._replace(accounts={**rules.accounts, found.account: hat})
            steps.append(lambda text: with_entry(text, "accounts", found.account, hat, path))
        else:
            rules = rules._replace(hat=hat)
            steps.append(lambda text: with_setting(text, "hat", hat, path))
    if choices.zone and choices.zone != rules.zone:
        rules = rules._replace(zone=choices.zone)
        steps.append(lambda text: with_setting(text, "zone", choices.zone, path))
    for source, what, words in choices.rules:
        if source in ("", found.source):
            rule = rule_from(what, words, journal.hats)
            if rule not in rules.rules:
                rules = rules._replace(rules=(rule, *rules.rules))
                steps.append(_with_rule(found.source, rule, journal))
    for question in found.questions:
        answer, name = _answer_to(question, one, rules, choices).strip(), _kept_as(question, one)
        if answer and answer != rules.answers.get(name):
            rules = rules._replace(answers={**rules.answers, name: answer})
            steps.append(_keeping(name, answer, path))
    return rules, (lambda text: _all(steps, text)) if steps else None


def _with_rule(source: str, rule: Rule, journal: Journal) -> Callable[[str], str]:
    fits = {field: values[0] for field, values in rule.fits}
    return lambda text: with_rule(text, source, fits, rule.gives, journal.hats)


def _keeping(name: str, answer: str, path: str) -> Callable[[str], str]:
    return lambda text: with_entry(text, "answers", name, answer, path)


def _all(steps: Iterable[Callable[[str], str]], text: str) -> str:
    for step in steps:
        text = step(text)
    return text


def _both(first: Callable[[str], str] | None, second: Callable[[str], str]) -> Callable[[str], str]:
    return second if first is None else lambda text: second(first(text))


def _told(one: Brought, rules: Rules, choices: Choices, now: Now, progress: Progress) -> Iterator[Read]:
    """What a reader yields, with progress told, and a file that cannot be read on as one more thing not understood."""
    source = source_named(one.found.source)
    if source is None:
        return
    asked = {
        question.name: _answer_to(question, one, rules, choices).strip() for question in one.found.questions
    }
    answers = {**rules.answers, **{name: answer for name, answer in asked.items() if answer}}
    here = datetime.fromisoformat(now.day) + timedelta(minutes=now.minute)
    zone = zone_named(choices.zone or rules.zone)
    options = Options(zone, answers, tuple(_owners(rules, choices)), here)
    if now.instant is not None:  # in the zone of what is read
        options = options._replace(now=options.local(now.instant))
    count = 0
    progress(one.found.title, 0)
    try:
        for read in source.reader().read(one.tree, one.found, options):
            count += 1
            if not count % _OFTEN:
                progress(one.found.title, count)
            yield read
    except CannotReadFile as error:
        yield NotUnderstoodRecord(one.tree.name, f"{error}; what comes before it was read")


def _here(journal: Journal, now: Now, page: Callable[[str], Page | None]) -> Here:
    known, sources = known_sources(journal)
    people = people_of(journal)
    who = ledger.people_in(journal.read_text(ledger.PEOPLE) or "") if ledger_files(journal) else {}
    border = _by_hand(journal)
    return Here(
        now.day,
        journal.hats,
        frozenset(known),
        frozenset(sources),
        border,
        page,
        journal.cached_settings.day_start,
        who,
        frozenset(every_name(journal)["person"]),
        people.shown,
        people.same,
    )


def _by_hand(journal: Journal) -> str:
    """The first day with a line that was written by hand; empty without one."""
    for _, of_year in groupby(journal.days(), key=lambda day: day[:4]):
        days = [*of_year]
        pages = pages_of_days(journal, days, days[0], days[-1])
        if border := next((day for day in days if by_hand(pages[day])), ""):
            return border
    return ""
