"""What the customer answers on the public page; accepted becomes an order, exactly once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.base.dates import today
from comarca.base.events import record
from comarca.sales.models import Order, Quote, QuoteAnswer, QuoteVersion, Stage
from comarca.sales.orders.editing import from_quote
from comarca.sales.pipeline import editing as pipeline
from comarca.sales.quotes.events import ACCEPTED, DECLINED, QUESTION

Kind = QuoteAnswer.Kind


class AlreadyAnswered(ValidationError):
    """The quote was accepted, declined or taken back meanwhile."""


@transaction.atomic
def accept(edition: QuoteVersion, name: str, address: str | None = None) -> Order:
    """Accept a version: the order is made in the same transaction; of two at once, one wins.

    Raises
    ------
    AlreadyAnswered
        If it is not open any more.
    """
    if edition.valid_until < today():
        raise AlreadyAnswered(_("This quote is no longer valid. Ask for a new one."))
    quote = _close(edition, Quote.State.ACCEPTED)
    _keep(edition, Kind.ACCEPTED, name, "", address)
    order = from_quote(quote, None)
    record(quote, ACCEPTED, after={"name": name, "order": order.number}, people=_owner(quote))
    _win(quote)
    return order


@transaction.atomic
def decline(edition: QuoteVersion, name: str, text: str, address: str | None = None) -> Quote:
    """Decline a version, with the reason that the customer gives."""
    quote = _close(edition, Quote.State.DECLINED)
    _keep(edition, Kind.DECLINED, name, text, address)
    record(quote, DECLINED, after={"name": name, "text": text}, people=_owner(quote))
    return quote


@transaction.atomic
def ask(edition: QuoteVersion, name: str, text: str, address: str | None = None) -> QuoteAnswer:
    """Ask something about a version; it stays open."""
    made = _keep(edition, Kind.ASKED, name, text, address)
    quote = edition.quote
    record(quote, QUESTION, after={"name": name, "text": text}, people=_owner(quote))
    return made


def _close(edition: QuoteVersion, state: str) -> Quote:
    """Give an open quote its last state, once."""
    is_open = Quote.objects.filter(
        pk=edition.quote_id, current=edition, state=Quote.State.SENT, archived_at=None
    )
    now = timezone.now()
    if not is_open.update(state=state, answered_at=now, version=F("version") + 1):
        raise AlreadyAnswered(_("This quote has been answered or is no longer open."))
    return Quote.objects.select_related("current", "opportunity").get(pk=edition.quote_id)


def _keep(
    edition: QuoteVersion, kind: str, name: str, text: str, address: str | None
) -> QuoteAnswer:
    """Keep who answered what, when, and the terms and total they had before them."""
    return QuoteAnswer.objects.create(
        edition=edition, kind=kind, name=name[:120], text=text[:4000], terms=edition.terms,
        total=edition.total, address=address,
    )  # fmt: skip


def _owner(quote: Quote) -> list[int]:
    return [quote.owner_id] if quote.owner_id else []


def _win(quote: Quote) -> None:
    """Move the opportunity of an accepted quote to won; why is still for its owner to say."""
    row: Any = quote.opportunity
    if row is None or row.stage.kind != Stage.Kind.OPEN:
        return
    stage = row.pipeline.stages.filter(kind=Stage.Kind.WON).order_by("position").first()
    if stage is not None:
        pipeline.win(row, stage)
