"""Reads mailboxes over IMAP: what is new since the last time, without marking it as read."""

from contextlib import suppress
from imaplib import IMAP4
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.activities.crypt import CannotRead, unlock
from comarca.activities.mail.filing import receive
from comarca.activities.mail.parse import LARGEST, parse
from comarca.activities.models import Mailbox

AT_ONCE = 200  # messages of one box in one go; the next go takes the next
TIMEOUT = 20


def check(mailbox: Mailbox) -> int:
    """Read what is new in a mailbox and return how many messages were kept; keep why it failed.

    Each message is counted as read only once it is kept, so that a break loses none.
    """
    problem, count = "", 0
    try:
        count = _read(mailbox)
    except CannotRead:
        problem = _("The password cannot be read any more. Give it again.")
    except (IMAP4.error, OSError, ValueError, IndexError) as error:
        problem = (_("The IMAP server cannot be read: %s") % str(error))[:300]
    Mailbox.objects.filter(pk=mailbox.pk).update(checked_at=timezone.now(), problem=problem)
    return count


def _read(mailbox: Mailbox) -> int:
    from imap_tools import MailBox, MailBoxUnencrypted
    from imap_tools.errors import ImapToolsError

    server = MailBox if mailbox.is_encrypted else MailBoxUnencrypted
    box = server(mailbox.host, mailbox.port, timeout=TIMEOUT)
    try:
        box.login(mailbox.username, unlock(mailbox.secret), initial_folder=mailbox.folder)
        _begin(mailbox, box)
        return sum(_one(mailbox, box, uid) for uid in _new(mailbox, box)[:AT_ONCE])
    except ImapToolsError as error:
        raise IMAP4.error(str(error)) from error
    finally:  # a log-in that was refused leaves the connection open, too
        with suppress(OSError, IMAP4.error):
            box.client.logout()


def _begin(mailbox: Mailbox, box: Any) -> None:
    """Start anew where the server says that its numbers are no longer the same."""
    validity = int(box.folder.status(mailbox.folder, ["UIDVALIDITY"])["UIDVALIDITY"])
    if validity != mailbox.uid_validity:
        mailbox.uid_validity, mailbox.last_uid = validity, 0
        mailbox.save(update_fields=["uid_validity", "last_uid"])


def _new(mailbox: Mailbox, box: Any) -> list[int]:
    """Return the numbers of what is new; servers name the last one even where nothing is."""
    found = (int(uid) for uid in box.uids(f"UID {mailbox.last_uid + 1}:*"))
    return sorted(uid for uid in found if uid > mailbox.last_uid)


def _one(mailbox: Mailbox, box: Any, uid: int) -> int:
    """Keep one message; one that is too large is left where it is."""
    _answer, sizes = box.client.uid("fetch", str(uid), "(RFC822.SIZE)")
    size = int(bytes(sizes[0]).rpartition(b"RFC822.SIZE ")[2].split(b")")[0].split()[0])
    kept = None
    if size <= LARGEST:
        _answer, data = box.client.uid("fetch", str(uid), "(BODY.PEEK[])")
        raw = next((part[1] for part in data if isinstance(part, tuple)), b"")
        kept = receive(parse(raw), mailbox) if raw else None
    mailbox.last_uid = uid
    mailbox.save(update_fields=["last_uid"])
    return int(kept is not None)
