"""Links by which a person chooses a password: used once, valid for a week, kept as a digest."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.base.digests import digest_of
from comarca.base.events import record
from comarca.team.models import Invitation, Person, new_token


class InvitationSpent(Exception):
    """The link was used, replaced or is too old."""


def _open() -> "QuerySet[Invitation]":
    return Invitation.objects.filter(
        accepted_at__isnull=True, expires_at__gt=timezone.now(), person__is_active=True
    ).select_related("person")


@transaction.atomic
def invite(person: Person, by: Person | None) -> str:
    """Return the secret of a new link for a person; their older links stop working."""
    now = timezone.now()
    Invitation.objects.filter(person=person, expires_at__gt=now).update(expires_at=now)
    token = new_token()
    Invitation.objects.create(person=person, token_digest=digest_of(token), invited_by=by)
    record(person, "invited", actor=by)
    return token


def find(token: str) -> Invitation:
    """Return the open invitation of a link, or raise ``InvitationSpent``."""
    found = _open().filter(token_digest=digest_of(token)).first()
    if found is None:
        raise InvitationSpent
    return found


@transaction.atomic
def accept(token: str, password: str) -> Person:
    """Set the person's password and spend the link; of two people at once, one wins."""
    invitation = find(token)
    validate_password(password, invitation.person)
    if not _open().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
        raise InvitationSpent
    person = invitation.person
    person.set_password(password)
    person.save(update_fields=["password"])
    record(person, "password_chosen", actor=person)
    return person


def send(person: Person, link: str) -> bool:
    """Send the link by e-mail where a mail server is set; return whether it was sent."""
    if not settings.EMAIL_HOST:
        return False
    text = _("Hello {name},\n\nchoose your password here (valid for a week):\n{link}\n").format(
        name=person.name, link=link
    )
    subject = _("Your access to Comarca")
    return bool(send_mail(subject, text, None, [person.email], fail_silently=True))
