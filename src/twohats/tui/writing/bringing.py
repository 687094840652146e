"""Bringing what other programs have recorded, in the app: files, questions, the preview, one change."""

from __future__ import annotations

from functools import partial

from twohats.errors import TwohatsError
from twohats.format.times import duration_text
from twohats.interchange.rules import path_of
from twohats.text import width as columns
from twohats.tui.done import Done
from twohats.tui.screens.bring import HAT, LINES, RULES, TITLES, BringScreen, Step
from twohats.views.rows import BLANK, Span, cut, user_text
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.actions.bringing import Brought
    from twohats.actions.importing import PlannedImport
    from twohats.interchange.plan import PlannedPerson, WithoutHat
    from twohats.interchange.source import Question
    from twohats.tui.host import Host
    from twohats.tui.writing.change_queue import ChangeQueue
    from twohats.views.rows import Row

_ABOUT = (
    (
        "A year is written down already: in the archive of a network, a calendar, a time tracker, mail, chats.",
        "text",
    ),
    (
        "Here it is shown first, and taken in if you want it. Nothing leaves this machine; no message is kept.",
        "muted",
    ),
)
_EXAMPLE = "~/Downloads/Complete_LinkedInDataExport.zip"


class _Stopped(Exception):
    """Reading was stopped."""


def bring(host: Host, queue: ChangeQueue) -> None:
    """Ask for files, show what they hold, and take it in as one change."""
    work = _Bringing(host)

    def answered(planned: PlannedImport | None) -> None:
        if planned is not None:
            queue.change(partial(_take_in, host, planned))

    screen = BringScreen(
        lambda text, take: host.background.run(lambda: work.answer(text), take, group="bring"),
        lambda what, take: host.background.run(lambda: work.change(what), take, group="bring"),
        work.stop,
        lambda: work.planned,
    )
    work.tell = lambda says: host.background.show(lambda: screen.show_progress(says))
    host.services.clear_notifications()
    host.services.ask(screen, answered)


def _take_in(host: Host, planned: PlannedImport) -> Done:
    from twohats.actions.importing import make_import

    lines = planned.plan.lines
    return Done(make_import(host.journal, planned).says(), max(line.day for line in lines) if lines else "")


class _Bringing:
    """How far one has come. Its methods are called in a thread, one at a time."""

    def __init__(self, host: Host) -> None:
        from twohats.actions.importing import Choices

        self._host = host
        self._offered: list[str] = []
        """The files found on this machine, of which numbers choose."""
        self._brought: list[Brought] = []
        self._choices = Choices()
        self._asked: Question | None = None
        self._without: list[WithoutHat] = []
        """What is still to be said of what has no hat yet."""
        self._same: list[PlannedPerson] = []
        """Those of whom it is still to be said whether they are somebody known."""
        self._shows_lines = False
        self._is_stopped = self._is_reading = False
        self.planned: PlannedImport | None = None
        """What was shown last."""
        self.tell: Callable[[str], None] = lambda _: None
        """Shows how far reading is."""

    def stop(self) -> bool:
        """Stop reading; whether anything was read."""
        self._is_stopped = self._is_reading
        return self._is_reading

    def answer(self, text: str) -> Step:
        """The next step, after what was typed."""
        try:
            if self._without:
                return self._answer_rule(text)
            if self._same:
                return self._answer_same(text)
            if self._asked is not None:
                return self._answered(self._asked, text)
            return self._files(text)
        except TwohatsError as error:
            return self._ask_files(error.with_hint())

    def change(self, what: str) -> Step:
        """The preview with something changed."""
        from twohats.actions.importing import hat_question

        if what == TITLES:
            self._choices = self._choices._replace(titles=not self._choices.titles)
            return self._preview()
        if what == LINES:
            self._shows_lines = not self._shows_lines
        elif what == HAT:
            self._asked = hat_question(self._host.journal, self._brought[0])
            return self._ask(self._asked)
        elif what == RULES:
            if self.planned is not None:
                self._without = [one for one in self.planned.plan.without_hat if one.what]
                self._same = [person for person in self.planned.plan.people if person.same_as]
            return self._ask_rule()
        return self._shown()

    def _ask_rule(self, wrong: str = "") -> Step:
        """What the first of those without a hat are, or the preview with the rules that were said."""
        if not self._without:
            return self._ask_same()
        one = self._without[0]
        many = number_of(one.records, "record")
        rows: list[Row] = [
            (Span(" Rules", "title"),),
            BLANK,
            (
                Span(" ", "text"),
                user_text(one.what, "note"),
                Span(f"  {many}, {duration_text(one.minutes)}", "muted"),
            ),
            BLANK,
            (Span("   brand do service, personal read mastodon ...", "key"), Span("  what it was", "text")),
            (Span("   out", "key"), Span("  leave it out", "text")),
            (Span("   Enter", "key"), Span("  decide it another time", "text")),
            BLANK,
            (Span(f" {path_of(one.source)} keeps it; more can be written there by hand.", "muted"),),
        ]
        question = f"What was it? {len(self._without)} to go; - ends this"
        return Step(lambda width: [cut(row, width) for row in rows], question, "brand do service", wrong)

    def _answer_rule(self, text: str) -> Step:
        from twohats.interchange.rule_words import rule_from

        one = self._without[0]
        if text == "-":
            self._without = []
            return self._ask_same()
        if text:
            try:
                rule_from(one.what, text, self._host.hats)
            except TwohatsError as error:
                return self._ask_rule(error.with_hint())
            self._choices = self._choices._replace(rules=(*self._choices.rules, (one.source, one.what, text)))
        self._without = self._without[1:]
        return self._ask_rule()

    def _ask_same(self) -> Step:
        """Whether the first of those who may be somebody known is, or the preview with what was said."""
        if not self._same:
            return self._preview()
        person = self._same[0]
        rows: list[Row] = [
            (Span(" The same?", "title"),),
            BLANK,
            (Span(" ", "text"), user_text(person.shown, "note")),
            BLANK,
            (Span("   y", "key"), Span(f"  is @{person.same_as}", "text")),
            (Span("   Enter", "key"), Span(f"  is somebody else: @{person.name}", "text")),
        ]
        question = f"Who is it? {len(self._same)} to go"
        return Step(lambda width: [cut(row, width) for row in rows], question)

    def _answer_same(self, text: str) -> Step:
        from twohats.actions.importing import with_same

        person, *self._same = self._same
        if text.lower() in ("y", "yes"):
            self._choices = with_same(self._choices, person)
        return self._ask_same()

    def _files(self, text: str) -> Step:
        from twohats.actions.bringing import as_path, brought, how_to_get, is_source, look_in, usual_places

        if is_source(text.lower()):
            return self._ask_files(how_to_get(text.lower()))
        if not text and not self._offered:
            return self._ask_files()
        if text == "?":
            self._offered = [one.path for one in look_in(usual_places())]
            return self._ask_files("" if self._offered else "nothing there is known")
        words = text.replace(",", " ").split()
        if words and all(word.isdecimal() and 1 <= int(word) <= len(self._offered) for word in words):
            paths = [self._offered[int(word) - 1] for word in words]
        else:
            paths = [as_path(text)] if text else self._offered
        found, refused = brought(paths)
        if not found:
            return self._ask_files("; ".join(refused) or "nothing in it is known")
        self._brought = found
        return self._questions()

    def _ask_files(self, wrong: str = "") -> Step:
        from twohats.actions.bringing import source_titles, usual_places

        known = list(self._offered)
        sources = source_titles()

        def rows(width: int) -> Sequence[Row]:
            shown: list[Row] = [(Span(" Bring what you have", "title"),), BLANK]
            shown += [
                (Span(f" {line}", role),)
                for text, role in _ABOUT
                for line in columns.wrap(text, max(width - 2, 1))
            ]
            shown.append(BLANK)
            for number, path in enumerate(known, 1):
                shown.append(cut((Span(f" {number:3}  ", "key"), user_text(path)), width))
            if not known:
                names = " \N{MIDDLE DOT} ".join(sources)
                shown += [(Span(f" {line}", "text"),) for line in columns.wrap(names, max(width - 2, 1))]
            return shown

        if self._offered:
            question = "Which? Numbers, Enter for all of them, or the path of another file"
        else:
            places = usual_places()
            look = f", or ? to look in {', '.join(places)}" if places else ""
            question = f"The path of a file or folder; the name of a source says how to get its files{look}"
        return Step(rows, question, _EXAMPLE, wrong)

    def _answered(self, question: Question, text: str) -> Step:
        from twohats.actions.importing import with_answer

        fits = [each for each in question.choices if text and each.lower().startswith(text.lower())]
        value = fits[0] if len(fits) == 1 else "" if question.choices else text
        if not value:
            return self._ask(question, f"one of {', '.join(question.choices)}" if question.choices else "")
        self._choices = with_answer(self._choices, question, value)
        self._asked = None
        return self._questions()

    def _questions(self) -> Step:
        """The first question that is open, or the preview."""
        from twohats.actions.importing import open_questions

        for question in open_questions(self._host.journal, self._brought, self._choices):
            self._asked = question
            return self._ask(question)
        return self._preview()

    def _ask(self, question: Question, wrong: str = "") -> Step:
        titles = [one.found.title for one in self._brought]
        rows: list[Row] = [BLANK, *((Span(" ", "text"), user_text(title, "title")) for title in titles)]
        rows += [BLANK, *((Span(f"   {choice}", "key"),) for choice in question.choices)]
        return Step(lambda width: [cut(row, width) for row in rows], question.text, "", wrong)

    def _preview(self) -> Step:
        """What would be taken in, worked out anew."""
        from twohats.actions.importing import plan_import

        self._is_reading, self._is_stopped = True, False
        try:
            self.planned = plan_import(
                self._host.journal, self._brought, self._choices, self._host.now(), self._progress
            )
        except _Stopped:
            self._asked, self.planned = None, None
            return self._ask_files("stopped: nothing was changed")
        finally:
            self._is_reading = False
        return self._shown()

    def _progress(self, what: str, records: int) -> None:
        if self._is_stopped:
            raise _Stopped
        self.tell(f"{what}: {records:,} records (Esc stops)")

    def _shown(self) -> Step:
        from twohats.views.block_rows import view_rows
        from twohats.views.importing import import_view

        if self.planned is None:
            return self._ask_files()
        plan = self.planned.plan
        if self._shows_lines:
            lines: Sequence[Row] = [
                (Span(f" {line.day}  ", "muted"), user_text(line.text, "note")) for line in plan.lines
            ]
            return Step(lambda width: [cut(row, width) for row in lines], can_take=bool(plan.lines))
        view = import_view(plan)
        return Step(lambda width: [each.row for each in view_rows(view, width)], can_take=bool(plan.lines))
