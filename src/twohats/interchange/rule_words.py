"""A rule in the words of a line, `brand do service linkedin`, and put into the text of a file of rules."""

from __future__ import annotations

from twohats.errors import JournalError, NotUnderstood
from twohats.format.names import name_of
from twohats.format.paths import check_size
from twohats.format.toml_set import quoted
from twohats.format.words import RESERVED_KEYS, VERBS
from twohats.interchange.rules import FIELDS, Rule, activity_of, path_of, read_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.words import Hats

OUT = "out"
"""What is answered to leave something out."""


def rule_from(what: str, words: str, hats: Hats) -> Rule:
    """The rule for `project = Acme` in the words of a line: a hat, an activity, perhaps a channel; or `out`.

    Raises NotUnderstood.
    """
    field, _, value = (part.strip() for part in what.partition("="))
    if field not in FIELDS or not value:
        raise NotUnderstood(
            f"{what} is nothing that a rule can be about", f"{FIELDS[0]} = ...; {', '.join(FIELDS)}"
        )
    fits = ((field, (value.casefold(),)),)
    parts = words.split()
    if [part.lower() for part in parts] == [OUT]:
        return Rule(fits, leave_out=True)
    hat = hats.spellings.get(parts[0].lower(), "") if parts else ""
    if not hat:
        raise NotUnderstood(
            f"{words or 'that'} begins with no hat", f"{next(iter(hats.sides))} talk; or {OUT}"
        )
    for many in (2, 1, 0):
        activity = activity_of(" ".join(parts[1 : 1 + many])) if many else ""
        rest = parts[1 + many :]
        if (activity or not many) and len(rest) <= 1:
            channel = name_of(rest[0]) if rest else ""
            if not rest or (channel and channel not in (*RESERVED_KEYS, *VERBS) and not activity_of(rest[0])):
                return Rule(fits, hat, activity, channel)
    raise NotUnderstood(
        f"{words} is not a hat, an activity and a channel", f"{hat} do service; {hat} talk phone; {hat} post"
    )


def with_rule(text: str, source: str, rule: Rule, hats: Hats) -> str:
    """The text of a source's rules with one more, before all others, since the first that covers a record holds.

    Raises JournalError for a text in which there is no place for it.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    ((field, (value,)),) = rule.fits
    rows = ["[[rule]]", f"{field} = {quoted(value)}"]
    rows += [
        f"{key} = {quoted(said)}"
        for key, said in zip(("hat", "activity", "channel"), rule[1:4], strict=True)
        if said
    ]
    rows += ["leave_out = true"] if rule.leave_out else []
    made = "".join(f"{row}{end}" for row in rows)
    before = read_rules(text, source, hats)
    lines = text.splitlines(keepends=True)
    at = next((at for at, line in enumerate(lines) if line.strip().startswith("[[rule]]")), len(lines))
    while at and at < len(lines) and lines[at - 1].lstrip().startswith("#"):
        at -= 1  # what is said above a rule is said of it
    above, below = "".join(lines[:at]), "".join(lines[at:])
    if above and not above.endswith("\n"):
        above += end
    apart = end if above.strip() else ""
    new = f"{above}{apart if not above.endswith(end * 2) else ''}{made}{end if below else ''}{below}"
    after = read_rules(new, source, hats)
    if after._replace(rules=after.rules[1:]) != before or after.rules[:1] != (rule,):
        raise JournalError(
            f"{path_of(source)} is written in a way that cannot be added to", "add the rule by hand"
        )
    check_size(path_of(source), new)
    return new
