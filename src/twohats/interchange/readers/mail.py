"""Letters between two people: mboxes (Google's Takeout, Thunderbird), Maildirs and `.eml`. Headers only.

No body is read, so there are no words. Whose mail it is follows from the letters that were sent.
"""

from __future__ import annotations

import re
from collections import Counter

from twohats.interchange.mail_headers import (
    Address,
    addresses,
    decoded,
    instant,
    is_letter,
    is_mailbox,
    letter_headers,
    mailbox_headers,
)
from twohats.interchange.record import Message, Party, record_key
from twohats.interchange.source import (
    CannotReadFile,
    LeftOut,
    NotUnderstoodRecord,
    Question,
    Recognised,
    Remark,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twohats.interchange.mail_headers import Headers
    from twohats.interchange.source import Options, Read, Tree

_FIRST_BYTES = 4096
_SAMPLE = 2_000
"""Letters of a file in which the owner is looked for, of _SAMPLED in all and of at most so many files."""
_SAMPLED = 10_000
_SAMPLED_FILES = 400
_ALIAS = 0.02
_ALIAS_DELIVERED = 0.1
"""Shares of the letters sent, and delivered, from which on an address is one of the owner's."""
_SENT = frozenset(
    "sent,sent mail,sent messages,sent items,sent-1,gesendet,gesendete objekte,gesendete elemente,enviados,enviado,"
    "elementos enviados,itens enviados,e-mails enviados,enviats,envoyés,envoyé,messages envoyés,éléments envoyés,"
    "inviati,inviata,posta inviata,verzonden,verzonden items,skickat,skickade,sendt,sendte,wysłane,отправленные,"
    "送信済み,送信済みメール,已发送,已发送邮件,보낸편지함,lähetetyt,odeslané,gönderilmiş postalar,elküldött".split(
        ","
    )
)
"""What folders and labels of sent letters are called. Whole names: `Environment` is somebody's own label."""
_NOT_SENT = frozenset(
    "draft,drafts,entwürfe,entwurf,borradores,borrador,brouillons,brouillon,rascunhos,rascunho,bozze,concepten,utkast,"
    "kladder,черновики,下書き,草稿,templates,outbox,unsent messages,vorlagen,postausgang".split(",")
)
_JUNK = frozenset(
    ("spam", "junk", "junk e-mail", "junk mail", "bulk mail", "спам", "迷惑メール", "ungewollt")
)
_AUTOMATON = re.compile(
    r"(^|[._+-])(no-?_?reply|do-?not-?reply|nicht-?antworten|ne-?pas-?repondre|noreply\w*)([._+@-]|$)|"
    r"^(mailer-daemon|postmaster|notifications?|newsletters?|bounces?|alerts?|automated|updates?|news)([+.-][^@]*)?@"
)
_MESSAGE_ID = re.compile(r"<([^<>\s]+)>")
_LISTS = ("list-id", "list-unsubscribe", "list-post", "x-google-groups", "feedback-id")


def recognise(tree: Tree) -> list[Recognised]:
    """All mail of the tree as one; mailboxes of Outlook as nearly right."""
    files: list[str] = []
    found: list[Recognised] = []
    maildirs: dict[str, bool] = {}
    for name in tree.names():
        folder, _slash, file = name.rpartition("/")
        ending = file.rpartition(".")[2].lower() if "." in file else ""
        if folder.endswith(("/cur", "/new")) or folder in ("cur", "new"):
            if folder not in maildirs:
                maildirs[folder] = is_letter(_first(tree, name))
            if maildirs[folder]:
                files.append(name)
        elif ending in ("eml", "emlx"):
            if is_letter(_first(tree, name)):
                files.append(name)
        elif ending in ("", "mbox", "mbx", "mbs"):
            if is_mailbox(_first(tree, name)):
                files.append(name)
        elif ending in ("pst", "ost", "olm", "msg"):
            instead = "Open it in Thunderbird or Apple Mail and bring their folders, or export it as mbox."
            found.append(Recognised("mail", "mail of Outlook", (name,), "", instead))
    if files:
        own, seen = _owner(tree, files)
        questions: tuple[Question, ...] = ()
        if not own:
            questions = (Question("me", "Which address is yours?", tuple(seen)),)
        title = "mail" if len(files) == 1 else f"mail, {len(files)} files"
        found.append(Recognised("mail", title, tuple(files), own[0] if own else "", questions=questions))
    return found


def read(tree: Tree, found: Recognised, options: Options) -> Iterator[Read]:
    """The letters between the owner and one other."""
    told = [*options.me, *re.split(r"[,;\s]+", options.answers.get("me", ""))]
    own = frozenset(
        (*_owner(tree, found.files)[0], *(each.strip().casefold() for each in told if "@" in each))
    )
    if not own:
        yield NotUnderstoodRecord(found.files[0], "does not say which address is yours")
        return
    reading = _Reading(own, options)
    for name in found.files:
        labels = _folder_labels(name)
        number = 0
        try:
            for number, (separator, headers) in enumerate(_letters(tree, name), 1):
                yield from reading.letter(headers, separator, labels, f"{name}, letter {number}")
        except CannotReadFile as error:
            yield NotUnderstoodRecord(f"{name}, after letter {number}", str(error))
    yield Remark("Mail is read by its headers alone: how long a letter is, is not known")


class _Reading:
    """What is kept while letters are read."""

    def __init__(self, own: frozenset[str], options: Options) -> None:
        self._own = own
        self._options = options
        self._seen: set[int] = set()

    def letter(
        self, headers: Headers, separator: bytes, labels: frozenset[str], place: str
    ) -> Iterator[Read]:
        """What becomes of one letter."""
        labels = labels | _labels(headers)
        senders = addresses(headers.get("from", ""))
        if labels & _NOT_SENT:
            yield LeftOut("drafts")
        elif labels & _JUNK:
            yield LeftOut("letters in the spam folder")
        elif _is_bulk(headers):
            yield LeftOut("letters of lists")
        elif len(senders) != 1:
            yield NotUnderstoodRecord(place, "has no one sender")
        elif _AUTOMATON.search(senders[0].address) or _is_automatic(headers):
            yield LeftOut("letters of automata")
        else:
            yield from self._from_one(
                headers, senders[0], place, is_sent=bool(labels & _SENT), separator=separator
            )

    def _from_one(
        self, headers: Headers, sender: Address, place: str, *, is_sent: bool, separator: bytes
    ) -> Iterator[Read]:
        receivers = {each.address: each for name in ("to", "cc") for each in addresses(headers.get(name, ""))}
        others = {address: each for address, each in receivers.items() if address not in self._own}
        is_mine = is_sent or sender.address in self._own
        why = ""
        if is_mine and not others:
            why = "letters to oneself or to nobody"
        elif len(others) > 1 or (not is_mine and others and len(receivers) > 1):
            why = "letters to several people"
        elif not is_mine and len(others) == 1:
            why = "letters to other addresses than yours"
        elif not receivers:
            why = "letters that do not say to whom"
        if why:
            yield LeftOut(why)
            return
        other = next(iter(others.values())) if is_mine else sender
        if _AUTOMATON.search(other.address):
            yield LeftOut("letters of automata")
            return
        seconds = instant(headers, separator)
        try:
            at = self._options.local(seconds) if seconds is not None else None
        except ValueError:
            at = None
        if at is None:
            yield NotUnderstoodRecord(place, "has no date")
            return
        own_id = _ids(headers.get("message-id", ""))
        key = (
            record_key("mail", own_id[0])
            if own_id
            else record_key(
                "mail", sender.address, other.address, f"{seconds:.0f}", headers.get("subject", "")
            )
        )
        if int(key, 16) in self._seen:
            yield LeftOut("letters that are in another folder too")
            return
        self._seen.add(int(key, 16))
        name = other.name.strip("'\" ")
        yield Message(
            key=key,
            at=at,
            thread=f"{_thread(headers, own_id)} {other.address}",
            channel="email",
            is_mine=is_mine,
            other=Party(other.address[:200], "" if "@" in name else name[:120]),
            title=decoded(headers.get("subject", ""))[:200],
        )


def _letters(tree: Tree, name: str) -> Iterator[tuple[bytes, Headers]]:
    """The letters of a file; raises CannotReadFile."""
    with tree.open(name) as stream:
        folder, _slash, file = name.rpartition("/")
        if file.lower().endswith((".eml", ".emlx")) or folder.rpartition("/")[2] in ("cur", "new"):
            yield b"", letter_headers(stream)
        else:
            yield from mailbox_headers(stream)


def _owner(tree: Tree, files: Sequence[str]) -> tuple[list[str], list[str]]:
    """The owner's addresses, the commonest first, and those of whom it may be one where nothing tells.

    They are the senders of letters with the label or in a folder of what was sent, and to whom letters were delivered.
    """
    sent: Counter[str] = Counter()
    delivered: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    sampled = 0
    # Folders of what was sent first: a Maildir has a file a letter, and only some can be looked at.
    order = sorted(files, key=lambda name: not (_folder_labels(name) & _SENT))
    for name in order[:_SAMPLED_FILES]:
        labels = _folder_labels(name)
        number = 0
        try:
            for number, (_separator, headers) in enumerate(_letters(tree, name), 1):
                senders = addresses(headers.get("from", ""))
                if (labels | _labels(headers)) & _SENT:
                    sent.update(each.address for each in senders[:1])
                if not _is_bulk(headers):  # which is delivered to the list
                    delivered.update(each.address for each in addresses(headers.get("delivered-to", ""))[:1])
                seen.update(each.address for each in [*senders, *addresses(headers.get("to", ""))][:5])
                if number >= _SAMPLE:
                    break
            sampled += number
        except CannotReadFile:
            continue
        if sampled > _SAMPLED:
            break
    own = [address for address, count in sent.most_common(10) if count >= _ALIAS * sum(sent.values())]
    least = (_ALIAS_DELIVERED if sent else 0.5) * sum(delivered.values())
    own += [address for address, count in delivered.most_common(10) if count >= least and address not in own]
    return own, [address for address, _count in seen.most_common(8)]


def _folder_labels(name: str) -> frozenset[str]:
    """What the folder that a file is in, or is, says of its letters: `Sent`, `.Sent/cur/…`, `Gesendet.mbox/mbox`."""
    parts = [part for part in re.split(r"[/\\]", name) if part not in ("cur", "new")]
    plain = {
        part.rpartition(".")[0] if part.lower().endswith((".mbox", ".mbx", ".sbd")) else part
        for part in parts
    }
    plain |= {part.lstrip(".").rpartition(".")[2] for part in parts if part.startswith(".")}
    return frozenset(part.strip().casefold() for part in plain)


def _labels(headers: Headers) -> frozenset[str]:
    """Google's labels, which are in the language of the account."""
    value = headers.get("x-gmail-labels", "")
    if not value:
        return frozenset()
    return frozenset(label.strip(' "').casefold() for label in decoded(value).split(","))


def _is_bulk(headers: Headers) -> bool:
    return any(name in headers for name in _LISTS) or headers.get("precedence", "").lower() in (
        "bulk",
        "list",
        "junk",
    )


def _is_automatic(headers: Headers) -> bool:
    return (
        headers.get("auto-submitted", "no").lower().partition(";")[0].strip() != "no"
        or "x-autoreply" in headers
        or "x-autorespond" in headers
    )


def _ids(value: str) -> list[str]:
    """The ids of letters in a header."""
    return _MESSAGE_ID.findall(value) or value.split()[:1]


def _thread(headers: Headers, own_id: list[str]) -> str:
    """The conversation: Google's number for it, or the id of its first letter."""
    if headers.get("x-gm-thrid"):
        return headers["x-gm-thrid"][:80]
    first = _ids(headers.get("references", "")) or _ids(headers.get("in-reply-to", "")) or own_id
    return first[0][:300] if first else ""


def _first(tree: Tree, name: str) -> bytes:
    try:
        with tree.open(name) as stream:
            return stream.read(_FIRST_BYTES)
    except CannotReadFile:
        return b""
