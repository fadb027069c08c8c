"""The demo's negotiations: quotes in every state, and the sheets that prepare some of them.

All by the product's own verbs. A sheet and its concessions bear no mark: the opportunity whose they
are says that it is invented.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from comarca.demo.negotiation_texts import CONCESSIONS, QUESTION, SHEETS
from comarca.demo.selling import SEED
from comarca.sales.models import Concession, Opportunity, Preparation, Quote
from comarca.sales.quotes import answering, approving, editing, links
from comarca.team.models import Person

QUOTES, SHEETS_WRITTEN = 60, 24


def make_negotiations(day: date) -> None:
    """Write quotes for some open opportunities, and prepare the first of them."""
    dice = Random(SEED + 2)  # noqa: S311
    rows = Opportunity.objects.open().filter(lines__isnull=False, owner__isnull=False).distinct()
    chosen = list(rows.select_related("owner").order_by("pk")[:QUOTES])
    for row in chosen:
        assert row.owner is not None  # noqa: S101
        quote = _written(row, row.owner, dice)
        if dice.random() < 0.7:
            quote = approving.submit(quote, None, "Cliente con mucho potencial.", row.owner)
        if quote.state == Quote.State.APPROVED and dice.random() < 0.6:
            _sent(quote, row.owner, dice)
        Quote.objects.filter(pk=quote.pk).update(is_generated=True)
    _prepare(chosen[:SHEETS_WRITTEN], dice, day)


def _written(row: Opportunity, owner: Person, dice: Random) -> Quote:
    """Return a draft with the products of an opportunity."""
    quote = editing.create({"opportunity": row.pk}, owner)
    return _lines(quote, row, owner, dice)


def _lines(quote: Quote, row: Opportunity, owner: Person, dice: Random) -> Quote:
    """Write the lines of a draft, each with a discount of the representative's own."""
    assert quote.current is not None  # noqa: S101
    head = editing.Head(quote.current.valid_until, dice.choice((None, 12)), "Pago a 30 días.")
    lines = [
        editing.Row(line.product_id, line.quantity, Decimal(dice.choice((0, 0, 5, 10, 18))))
        for line in row.lines.all()
    ]
    return editing.write_draft(quote, None, head, lines, owner)


def _sent(quote: Quote, owner: Person, dice: Random) -> None:
    """Send a quote to its customer; some have read it, some ask, of some there is a new version."""
    _fresh, secret = links.send(quote, None, owner)
    link = links.link_of(secret)
    assert link is not None  # noqa: S101
    luck = dice.random()
    if luck < 0.7:
        links.opened(link)
    if luck < 0.3:
        answering.ask(link.edition, str(quote.contact or quote.account), QUESTION)
    if luck < 0.15 and quote.opportunity is not None:
        fresh = editing.new_version(quote, None, owner)
        _lines(fresh, quote.opportunity, owner, dice)


def _prepare(rows: Sequence[Opportunity], dice: Random, day: date) -> None:
    """Write the preparation sheets of some opportunities, and what was given and came back."""
    texts = (
        "their_needs", "our_goals", "our_alternative", "their_alternative", "our_limits",
        "their_limits",
    )  # fmt: skip
    Preparation.objects.bulk_create(
        Preparation(opportunity=row, **dict(zip(texts, dice.choice(SHEETS), strict=True)))
        for row in rows
    )
    Concession.objects.bulk_create(
        Concession(
            opportunity=row, title=title, in_return=in_return, value=Decimal(value),
            state=Concession.State.MADE if is_made else Concession.State.PLANNED,
            came_back=in_return if is_made else "",
            made_on=day - timedelta(days=dice.randrange(1, 20)) if is_made else None,
        )
        for row in rows
        for at, (title, in_return, value) in enumerate(dice.sample(CONCESSIONS, 3))
        for is_made in (at == 0 and dice.random() < 0.6,)
    )  # fmt: skip
