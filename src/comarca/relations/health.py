"""How an account stands, at a glance: signs that apps read, each with its figure and its rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.accounts.measures import sales_year
from comarca.accounts.models import Account
from comarca.base.dates import today
from comarca.relations.models import Need, Promise

FALL = -10  # per cent against the year before, from which on sales are a warning


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: what is known, whether it is bad, and the rule by which it is."""

    text: str
    rule: str
    is_bad: bool = False
    address: str = ""


Reader = Callable[[HttpRequest, Account], Iterable[Sign]]
_readers: dict[str, tuple[int, Reader]] = {}


def register(key: str, reader: Reader, order: int = 50) -> None:
    """Add an app's signs (in its ``slots.py``)."""
    _readers[key] = (order, reader)


def show(request: HttpRequest, account: Account) -> dict[str, Any]:
    """Return the signs of an account, and whether any is bad."""
    readers = sorted(_readers.items(), key=lambda pair: (pair[1][0], pair[0]))
    signs = [sign for _key, (_order, read) in readers for sign in read(request, account)]
    return {"signs": signs, "is_bad": any(sign.is_bad for sign in signs), "account": account}


def _promises(request: HttpRequest, account: Account) -> Iterable[Sign]:
    open_ones = list(
        Promise.objects.filter(account=account, kept_on=None, archived_at=None)
        .order_by("due_on").values_list("due_on", "title")
    )  # fmt: skip
    late = sum(due_on < today() for due_on, _title in open_ones)
    rule = _("Bad while a promise is past its day and not kept.")
    if late:
        text = ngettext("%(n)d promise is late.", "%(n)d promises are late.", late) % {"n": late}
        yield Sign(text, rule, is_bad=True)
    elif open_ones:
        due_on, title = open_ones[0]
        day = date_format(due_on, "SHORT_DATE_FORMAT")
        yield Sign(_("Next promise: %(what)s, %(day)s") % {"what": title, "day": day}, rule)
    else:
        yield Sign(_("No promise is open."), rule)


def _sales(request: HttpRequest, account: Account) -> Iterable[Sign]:
    year = sales_year()
    sums = {row.year: row for row in account.annual_sales.all()}
    rule = _("Bad if sales fell by %(n)d %% or more against the year before.") % {"n": -FALL}
    now, before = sums.get(year), sums.get(year - 1)
    if now is None or before is None or not before.amount or now.currency != before.currency:
        yield Sign(_("Sales of two years in a row are not known."), rule)
        return
    change = (now.amount - before.amount) / before.amount * 100
    said = number_format(round(change), use_l10n=True)
    text = _("Sales of %(year)s: %(change)s %% against the year before.")
    sign = "+" if change > 0 else ""
    yield Sign(text % {"year": year, "change": f"{sign}{said}"}, rule, is_bad=change <= FALL)


def _needs(request: HttpRequest, account: Account) -> Iterable[Sign]:
    states = Q(state=Need.State.OPEN) | Q(state=Need.State.PROPOSED)
    count = Need.objects.filter(states, account=account, archived_at=None).count()
    text = ngettext("%(n)d need is open.", "%(n)d needs are open.", count) % {"n": count}
    said = text if count else _("No need is open.")
    yield Sign(said, _("Never bad: an open need is an opportunity."))


register("promises", _promises, 20)
register("sales", _sales, 30)
register("needs", _needs, 40)
