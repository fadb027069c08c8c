"""The list of accounts, and the list as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from comarca.accounts import listing
from comarca.accounts.measures import last_full_year
from comarca.accounts.models import Account, AccountQuerySet
from comarca.geography.models import GeoUnit
from comarca.team.access import current
from comarca.team.models import Person
from comarca.ui.spreadsheets import as_csv, as_xlsx

CHUNK = 1000
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the accounts a user may see."""
    person, asked = current(request), request.GET
    sort = asked.get("sort", "name")
    unit = asked.get("unit", "")
    context = {
        "page_obj": listing.page_of(listing.chosen(person, asked.dict()), asked.get("page")),
        "columns": listing.columns(sort),
        "statuses": Account.Status.choices,
        "segments": listing.segments(person),
        "owners": Person.objects.visible_to(person).active().order_by("name"),
        "asked": asked,
        "unit": GeoUnit.objects.filter(pk=int(unit)).first() if unit.isdigit() else None,
        "may_write": person.may("accounts.write"),
        "capped": listing.MOST_COUNTED,
    }
    return render(request, "accounts/index.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """Hand out the list, as filtered, as CSV or as a workbook."""
    accounts = listing.chosen(current(request), request.GET.dict())
    if request.GET.get("as") == "xlsx":
        content = as_xlsx(_headings(), _rows(accounts), _("Accounts"))
        response: HttpResponseBase = HttpResponse(content, content_type=SHEET)
        response["Content-Disposition"] = 'attachment; filename="accounts.xlsx"'
        return response
    lines = as_csv(_headings(), _rows(accounts))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="accounts.csv"'
    return response


def _headings() -> list[str]:
    """Return the headings, in words that an import understands again."""
    return [
        _("Code"), _("Name"), _("Status"), _("Segment"), _("Tax number"), _("Telephone"),
        _("E-mail"), _("Website"), _("Address"), _("Postal code"), _("Town"), _("Province"),
        _("Longitude"), _("Latitude"), _("Visits a year"), _("Workload (hours a year)"),
        _("Potential"), _("Sales %(year)s") % {"year": last_full_year()},
        _("Sales representative"),
    ]  # fmt: skip


def _rows(accounts: AccountQuerySet) -> Iterator[list[Any]]:
    """Yield the accounts a thousand at a time, each with its place, sales and owner."""
    part: list[Account] = []
    for account in accounts.iterator(chunk_size=CHUNK):
        part.append(account)
        if len(part) == CHUNK:
            yield from map(_row, listing.with_columns(part))
            part = []
    yield from map(_row, listing.with_columns(part))


def _row(account: Any) -> list[Any]:
    """Return one account as cells."""
    site, amount = account.site, account.sales
    return [
        account.code, account.name, account.get_status_display(), account.segment,
        account.tax_id, account.phone, account.email, account.website,
        *((site.address, site.postal_code, site.place, site.province, site.lon, site.lat)
          if site else ("", "", "", "", None, None)),
        float(account.visits_per_year), float(account.workload_hours), float(account.potential),
        None if amount is None else float(amount),
        account.owner.name if account.owner else "",
    ]  # fmt: skip
