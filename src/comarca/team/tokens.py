"""Tokens: how a program reads and writes as a person, within what they let it do."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.base.digests import digest_of
from comarca.base.events import record
from comarca.team.models import Person, Token, new_token
from comarca.team.permissions import PERMISSIONS

PREFIX = "cmr_"
MOST = 50
# The moment of the last use is kept to the minute, so that reading does not always write.
PRECISION = timedelta(minutes=1)


class TooManyTokens(Exception):
    """A person has as many tokens as one may have."""


def writable_scopes(person: Person) -> list[str]:
    """Return the actions that a person may let a token do."""
    return [key for key, row in PERMISSIONS.items() if not row.is_read and person.may(key)]


@transaction.atomic
def create(
    person: Person, name: str, scopes: Iterable[str], expires_at: datetime | None
) -> tuple[Token, str]:
    """Make a token and return it with its secret, which is kept nowhere.

    Raises ``TooManyTokens`` where the person has fifty usable ones.
    """
    if Token.objects.usable().filter(person=person).count() >= MOST:
        raise TooManyTokens(_("You have 50 tokens. Revoke one first."))
    secret = PREFIX + new_token()
    allowed = writable_scopes(person)
    made = Token.objects.create(
        person=person,
        name=name,
        digest=digest_of(secret),
        ending=secret[-4:],
        scopes=[key for key in allowed if key in set(scopes)],
        expires_at=expires_at,
    )
    record(made, "token_created", actor=person, after={"name": name, "scopes": made.scopes})
    return made, secret


def revoke(token: Token, actor: Person) -> None:
    """Close the door to a token at once; of two people at once, one does it."""
    rows = Token.objects.filter(pk=token.pk, revoked_at=None)
    with transaction.atomic():
        if rows.update(revoked_at=timezone.now()):
            record(token, "token_revoked", actor=actor, before={"name": token.name})


def find(secret: str) -> Token | None:
    """Return the usable token of a secret, and note that it was used."""
    if not secret.startswith(PREFIX):
        return None
    rows = Token.objects.usable().select_related("person")
    found = rows.filter(digest=digest_of(secret)).first()
    now = timezone.now()
    if found is not None and (found.last_used_at is None or now - found.last_used_at > PRECISION):
        Token.objects.filter(pk=found.pk).update(last_used_at=now)
    return found
