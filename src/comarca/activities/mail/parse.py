"""Takes a message apart: who, when, what about, in which conversation, with which files."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256
from html import unescape

from django.utils import timezone

LARGEST = 25_000_000  # bytes of one message
LONGEST = 200_000  # characters of text or HTML that are kept
MOST_FILES = 20
MOST_PARTS = 200
IDS = re.compile(r"<([^<>\s]{1,250})>")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a message."""

    name: str
    content: bytes


@dataclass(slots=True)
class Parsed:
    """A message in parts; ``html`` is made safe, addresses are in small letters."""

    message_id: str
    references: list[str]
    sender: str
    sender_name: str
    recipients: list[str]
    subject: str
    at: datetime
    text: str = ""
    html: str = ""
    files: list[Attachment] = field(default_factory=list)
    left_out: int = 0  # files beyond the most that are kept
    is_automatic: bool = False  # sent by a machine: an absence, a delivery that failed

    @property
    def thread(self) -> str:
        """Return what the conversation is known by: its first message."""
        return self.references[0] if self.references else self.message_id


def parse(raw: bytes) -> Parsed:
    """Return a message in parts; whatever is missing or broken in it is left empty.

    A message without an identifier gets one from its content, so that it is known again.
    """
    message = message_from_bytes(raw[:LARGEST], policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101
    own = IDS.findall(_header(message, "Message-ID"))
    references = IDS.findall(_header(message, "References"))
    references += [one for one in IDS.findall(_header(message, "In-Reply-To"))
                   if one not in references]  # fmt: skip
    senders = _addresses(message, "From") or _addresses(message, "Sender")
    recipients = [*_addresses(message, "To"), *_addresses(message, "Cc")]
    found = Parsed(
        message_id=own[0] if own else f"{sha256(raw).hexdigest()}@no-id",
        references=references[-50:],
        sender=senders[0][1] if senders else "",
        sender_name=senders[0][0][:200] if senders else "",
        recipients=list(dict.fromkeys(address for _name, address in recipients))[:100],
        subject=" ".join(_header(message, "Subject").split())[:300],
        at=_date(message),
        is_automatic=_is_automatic(message),
    )
    _fill(found, message)
    return found


def _fill(found: Parsed, message: EmailMessage) -> None:
    """Add text, HTML and files."""
    plain: list[str] = []
    html: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.is_multipart():
            continue
        kind, name = part.get_content_type(), part.get_filename()
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            _attach(found, part, name or "")
        elif kind == "text/html":
            html.append(_text(part))
        elif kind == "text/plain":
            plain.append(_text(part))
    found.html = safe_html("\n".join(html))[:LONGEST]
    found.text = ("\n".join(plain).strip() or as_text("\n".join(html)))[:LONGEST]


def _attach(found: Parsed, part: EmailMessage, name: str) -> None:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        return
    if len(found.files) == MOST_FILES:
        found.left_out += 1
        return
    found.files.append(Attachment(_clean(name) or "file", content))


def safe_html(html: str) -> str:
    """Return HTML that cannot run, load or frame anything: no pictures from elsewhere, no styles.

    Pictures are left out altogether: one of a pixel would tell its sender that it was read.
    """
    import nh3

    tags = nh3.ALLOWED_TAGS - {"img", "area", "map", "figure", "figcaption", "svg", "math"}
    return nh3.clean(
        html[: LONGEST * 5],
        tags=tags,
        attributes={"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
        clean_content_tags={"script", "style", "title", "head"},
    )


def as_text(html: str) -> str:
    """Return HTML as plain text, a line for each block."""
    import nh3

    broken = re.sub(r"(?i)<(?:br|/p|/div|/tr|/li|/h\d)[^>]*>", "\n", html[: LONGEST * 5])
    bare = nh3.clean(broken, tags=set(), clean_content_tags={"script", "style", "title", "head"})
    lines = (" ".join(line.split()) for line in unescape(bare).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _header(message: EmailMessage, name: str) -> str:
    """Return a header as text, nothing where it is missing or cannot be read."""
    try:
        return _clean(str(message.get(name, "")))
    except (ValueError, TypeError, IndexError, AttributeError, UnicodeError):
        return ""


def _addresses(message: EmailMessage, name: str) -> list[tuple[str, str]]:
    return [
        (shown, address.strip().lower())
        for shown, address in getaddresses([_header(message, name)])
        if len(address) <= 254 and ADDRESS.fullmatch(address.strip())
    ]


def _is_automatic(message: EmailMessage) -> bool:
    """Return whether a machine sent a message by itself (RFC 3834), or a server reports on one."""
    said = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    mass = _header(message, "Precedence").strip().lower() in {"bulk", "junk", "auto_reply"}
    absent = bool(_header(message, "X-Autoreply") or _header(message, "X-Autorespond"))
    return (
        said not in {"", "no"} or mass or absent or message.get_content_type() == "multipart/report"
    )


def _date(message: EmailMessage) -> datetime:
    """Return when a message was sent; what says nothing, or lies ahead, came now."""
    now = timezone.now()
    try:
        found = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, OverflowError):
        return now
    aware = timezone.make_aware(found) if timezone.is_naive(found) else found
    return aware if aware.year > 1990 and aware <= now else now


def _text(part: EmailMessage) -> str:
    try:
        found = part.get_content()
    except (LookupError, ValueError, KeyError, UnicodeError):  # a character set nobody knows
        payload = part.get_payload(decode=True)
        found = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return _clean(str(found))


def _clean(text: str) -> str:
    """Return a text without what the database cannot hold."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")
