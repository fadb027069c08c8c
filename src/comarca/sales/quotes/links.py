"""The customer's link to a quote: unguessable, kept as a digest, for a time, for one version."""

from datetime import date, datetime, time, timedelta
from secrets import token_urlsafe

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.base import rates, writing
from comarca.base.dates import today
from comarca.base.digests import digest_of
from comarca.base.events import record
from comarca.sales.models import Quote, QuoteLink
from comarca.sales.quotes.events import SENT
from comarca.team.models import Person

SENDABLE = {Quote.State.APPROVED, Quote.State.SENT}
READS, WRITES = 60, 10  # a minute from one address
MINUTE = 60


@transaction.atomic
def send(quote: Quote, version: int | None, actor: Person) -> tuple[Quote, str]:
    """Let a quote leave the house; return the secret of its link, told this once and not kept."""
    fresh: Quote = writing.take(Quote, quote.pk, version)
    edition = fresh.current
    if fresh.state not in SENDABLE or edition is None:
        raise ValidationError(_("Finish the quote first; it may need approval."))
    if edition.valid_until < today():
        raise ValidationError(_("It is no longer valid; make a new version."))
    secret = token_urlsafe(32)
    QuoteLink.objects.create(
        edition=edition,
        digest=digest_of(secret),
        made_by=actor,
        expires_at=_end(edition.valid_until),
    )
    if edition.sent_at is None:
        edition.sent_at = timezone.now()
        edition.save(update_fields=["sent_at"])
    fresh.state = Quote.State.SENT
    fresh.save(update_fields=["state", "updated_at"])
    record(fresh, SENT, actor=actor, after={"number": edition.number})
    return fresh, secret


def _end(day: date) -> datetime:
    """Return the first moment after a day on the company's clock."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def link_of(secret: str) -> QuoteLink | None:
    """Return the link that a secret opens; None where there is none, or it opens no more."""
    return (
        QuoteLink.objects.filter(
            digest=digest_of(secret), revoked_at=None, expires_at__gt=timezone.now(),
            edition=F("edition__quote__current"), edition__quote__archived_at=None,
        )
        .select_related("edition__quote__account", "edition__quote__contact")
        .first()
    )  # fmt: skip


def opened(link: QuoteLink) -> None:
    """Write down when a link was first opened."""
    QuoteLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())


def too_often(address: str, *, writes: bool) -> bool:
    """Count a call from an address and return whether it is one too many this minute."""
    kind, most = ("w", WRITES) if writes else ("r", READS)
    return rates.count(f"quote link {kind} {address}", MINUTE) > most
