"""Reviews of weeks: the list items that are more than prose (`docs/format.md`, section 10), and the answered questions.

A review is Markdown in the user's words. A list item at the margin that begins with a known word and a colon is read;
what does not read is kept and reported. Nothing of a review is ever changed: new lines go to its end.
"""

from __future__ import annotations

from twohats.format import times
from twohats.format.line import head_end
from twohats.format.model import Problem
from twohats.format.names import name_of
from twohats.format.page import new_review
from twohats.format.words import DEFAULT_HATS, Hats, folded
from twohats.text.encoding import BOM
from twohats.values import NamedTuple

DECIDED, LATER, LET_GO, NO, NOT_NOISE = WORDS = ("decided", "later", "let go", "no", "not noise")
"""The words that make a list item of a review more than prose."""
UNREAD = "unread-review-line"
"""The code of the problem of a line that begins with one of them and does not read."""
MOST_A_WEEK = 7 * times.A_DAY
"""Minutes."""
_FORMS = {
    LATER: "later: @name until 2026-12-06",
    LET_GO: "let go: @name on 2026-12-06",
    NO: "no: hat [channel] rule",
    NOT_NOISE: "not noise: the message",
}


class Limit(NamedTuple):
    """What a decision keeps to: at most so much time a week on a channel."""

    channel: str
    minutes: int
    hat: str = ""
    """Empty: in all hats together."""


class Decision(NamedTuple):
    """`decided: brand linkedin at most 2h a week`, or any other words."""

    line: int
    text: str
    """What stands behind the colon, as written, the indented lines below it included."""
    limit: Limit | None = None
    """None for words in no known form: they are kept and shown."""


class Later(NamedTuple):
    """`later: @imke until 2026-12-06`: not to be named among those to write to before that day."""

    line: int
    text: str
    person: str
    until: str
    """ISO date."""


class LetGo(NamedTuple):
    """`let go: @hal on 2026-11-27`: no longer to be named among those to write to, unless they turn up again."""

    line: int
    text: str
    person: str
    day: str
    """ISO date."""


class SaidNo(NamedTuple):
    """`no: brand linkedin pause`: the user's no to what a rule says."""

    line: int
    text: str
    hat: str
    channel: str
    """Empty where the verdict is on a hat."""
    rule: str
    """As the JSON names it."""


class NotNoise(NamedTuple):
    """`not noise: thank you, that helped`: a message that was taken for noise and is none."""

    line: int
    text: str
    """The message."""


class Question(NamedTuple):
    """A heading of the second level, and what stands below it."""

    line: int
    text: str
    """The question: the heading without its signs."""
    answer: str
    """The prose below it, without blank lines around it and without known list items; empty if there is none."""


class Review(NamedTuple):
    """What a review says beside its prose, everything in the order of the file."""

    decisions: tuple[Decision, ...] = ()
    later: tuple[Later, ...] = ()
    let_go: tuple[LetGo, ...] = ()
    said_no: tuple[SaidNo, ...] = ()
    not_noise: tuple[NotNoise, ...] = ()
    questions: tuple[Question, ...] = ()
    unread: tuple[Problem, ...] = ()
    """The lines that begin with a known word and do not read."""


_Read = Decision | Later | LetGo | SaidNo | NotNoise


def read_review(text: str, hats: Hats = DEFAULT_HATS, *, path: str = "") -> Review:
    """Read the text of a review; never raises. `path` is its file, named in problems."""
    found: list[_Read] = []
    unread: list[Problem] = []
    questions: list[Question] = []
    lines = text.removeprefix(BOM).split("\n")
    at = 0
    while at < len(lines):
        line = lines[at].rstrip("\r")
        end = at + 1
        said = _known(line)
        if said is not None:
            while end < len(lines) and _is_below(lines[end]):
                end += 1
            word, first = said
            below = [each.strip(" \t\r") for each in lines[at + 1 : end]]
            read = _read(word, first, "\n".join(below), at + 1, hats)
            if read is not None:
                found.append(read)
            else:
                message = f"{word}: is followed by words that are not understood"
                unread.append(
                    Problem(UNREAD, message, _FORMS.get(word, ""), at + 1, 1, len(line), line, path)
                )
        elif line.startswith("## ") and line[3:].strip(" \t"):
            questions.append(Question(at + 1, line[3:].strip(" \t"), ""))
        elif line.startswith("# "):
            questions.append(Question(0, "", ""))  # what follows answers no question
        elif questions and questions[-1].line:
            last = questions[-1]
            questions[-1] = last._replace(answer=f"{last.answer}\n{line}" if last.answer else line)
        at = end
    asked = [each._replace(answer=each.answer.strip("\n\t ")) for each in questions if each.line]
    return Review(
        tuple(each for each in found if isinstance(each, Decision)),
        tuple(each for each in found if isinstance(each, Later)),
        tuple(each for each in found if isinstance(each, LetGo)),
        tuple(each for each in found if isinstance(each, SaidNo)),
        tuple(each for each in found if isinstance(each, NotNoise)),
        tuple(asked),
        tuple(unread),
    )


def item_rows(text: str) -> list[tuple[int, int]]:
    """Where the list items that mean something stand: the index of the first row, and of the one behind the last."""
    lines = text.removeprefix(BOM).split("\n")
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if _known(line.rstrip("\r")) is not None:
            end = at + 1
            while end < len(lines) and _is_below(lines[end]):
                end += 1
            found.append((at, end))
    return found


def _is_below(line: str) -> bool:
    """Whether a line belongs to the list item above it."""
    return line[:1] in (" ", "\t") and bool(line.strip(" \t\r"))


def _known(line: str) -> tuple[str, str] | None:
    """The known word that a list item begins with, and the text behind its colon; None for any other line."""
    if line[:1] not in tuple("-*+") or line[1:2] not in (" ", "\t"):
        return None
    word, colon, rest = line[1:].partition(":")
    name = " ".join(word.split()).lower()
    if not colon or name not in WORDS or rest[:1] not in ("", " ", "\t"):
        return None
    return name, rest.strip(" \t")


def _read(word: str, first: str, below: str, line: int, hats: Hats) -> _Read | None:
    """What stands behind a known word; None if it is not understood."""
    whole = f"{first}\n{below}".strip("\n") if below else first
    if not first:
        return None
    if word == NOT_NOISE:
        return NotNoise(line, first)
    words = first[: head_end(first)].removesuffix(".").split()
    if word == DECIDED:
        return Decision(line, whole, _limit(words, hats))
    if word == NO:
        return _no(words, whole, line, hats)
    if len(words) != 3 or words[1].lower() != ("until" if word == LATER else "on"):
        return None
    person = name_of(words[0].removeprefix("@"), person=True) if words[0][0] == "@" else ""
    if not person or not times.is_day(words[2]):
        return None
    return Later(line, whole, person, words[2]) if word == LATER else LetGo(line, whole, person, words[2])


def _hat(word: str, hats: Hats) -> str:
    """A hat in full or by its short form; empty for any other word."""
    return hats.spellings[folded(word)] if folded(word) in hats.whole else ""


def _limit(words: list[str], hats: Hats) -> Limit | None:
    """`[HAT] CHANNEL at most DURATION a week`; None for other words."""
    said = " ".join([*words[-5:-3], *words[-2:]]).lower()
    if len(words) not in (6, 7) or said != "at most a week":
        return None
    hat, channel = _hat(words[0], hats) if len(words) == 7 else "", name_of(words[-6])
    if not channel or (len(words) == 7 and not hat) or (len(words) == 6 and _hat(words[0], hats)):
        return None
    try:
        minutes = times.read_duration(words[-3], least=0, most=MOST_A_WEEK)
    except times.BadTime:
        return None
    return None if minutes is None else Limit(channel, minutes, hat)


def _no(words: list[str], whole: str, line: int, hats: Hats) -> SaidNo | None:
    """`HAT [CHANNEL] RULE`; None for other words."""
    if len(words) not in (2, 3):
        return None
    hat, rule = _hat(words[0], hats), name_of(words[-1])
    channel = name_of(words[1]) if len(words) == 3 else ""
    if not hat or not rule or (len(words) == 3 and not channel):
        return None
    return SaidNo(line, whole, hat, channel, rule)


# New lines. Each reads back as what it was made of.


def decided_line(limit: Limit) -> str:
    """A decision in the form that can be followed up."""
    subject = f"{limit.hat} {limit.channel}".strip()
    return f"- {DECIDED}: {subject} at most {times.duration_text(limit.minutes)} a week"


def decided_words_line(words: str) -> str:
    """A decision in any words, on one line."""
    return f"- {DECIDED}: {_on_one_line(words)}"


def later_line(person: str, until: str) -> str:
    """`until` is an ISO date."""
    return f"- {LATER}: @{person} until {until}"


def let_go_line(person: str, day: str) -> str:
    """`day` is an ISO date."""
    return f"- {LET_GO}: @{person} on {day}"


def no_line(hat: str, rule: str, channel: str = "") -> str:
    """The no to a verdict on a hat, or on a channel of it."""
    return f"- {NO}: {' '.join(filter(None, (hat, channel, rule)))}"


def not_noise_line(message: str) -> str:
    """The message, on one line."""
    return f"- {NOT_NOISE}: {_on_one_line(message)}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def with_lines(text: str, lines: list[str], week: str) -> str:
    """A review with lines of these kinds at its end; one that is empty gets its title, `# 2026-W47`, first."""
    return _with_block(text, lines, week, apart=not _ends_in_item(text))


def with_answer(text: str, question: str, answer: str, week: str) -> str:
    """A review with a question and its answer at the end.

    The answer stays as it is, but for blank lines around it and for line endings, which become those of the review.
    """
    below = [line.rstrip("\r") for line in answer.strip("\r\n").split("\n")]
    return _with_block(text, [f"## {_on_one_line(question)}", "", *below], week, apart=True)


def _ends_in_item(text: str) -> bool:
    for line in reversed(text.rstrip(" \t\r\n").split("\n")):
        if line[:1] not in (" ", "\t"):
            return _known(line.rstrip("\r")) is not None
    return False


def _with_block(text: str, lines: list[str], week: str, *, apart: bool) -> str:
    """The text with lines at its end, in its own line endings; `apart` puts a blank line above them."""
    if not text.removeprefix(BOM).strip():
        bom = BOM if text.startswith(BOM) else ""
        return bom + new_review(week) + "\n".join([*lines, ""])
    ending = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    ended = text.endswith("\n")
    front = text if ended else text + ending
    blank = "" if not apart or front.endswith(ending * 2) else ending
    return front + blank + ending.join(lines) + (ending if ended else "")
