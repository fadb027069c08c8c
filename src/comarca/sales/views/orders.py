"""The page of an order: its lines, returns and state."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import DecimalField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comarca.base.objects import find
from comarca.base.objects.describing import described_values
from comarca.sales.models import Order, OrderLine
from comarca.sales.orders import editing
from comarca.sales.products import tax_names
from comarca.sales.products.pricing import Customer
from comarca.team.access import current, permitted
from comarca.ui.objects.changes import changes_of

LINES = 100
QUANTITY = DecimalField(localize=True, max_digits=15)


def visible_order(request: HttpRequest, pk: int) -> Order:
    """Return an order the user may see, else 404."""
    found: Order = get_object_or_404(Order.objects.visible_to(current(request)), pk=pk)
    return found


@require_GET
def detail(request: HttpRequest, order_id: int) -> HttpResponse:
    """Show an order."""
    row, person, kind = visible_order(request, order_id), current(request), find("order")
    lines = row.lines.select_related("product", "returns").order_by("position")
    tax_name = tax_names.usual(Customer.of(row.account).country)
    context = {
        "row": row, "object_type": kind, "tax_name": tax_name,
        "groups": described_values(kind, row, person, called={"tax": tax_name}),
        "changes": changes_of(row, person), "may_write": kind.may_write(person),
        "page": Paginator(lines, LINES).get_page(request.GET.get("page")),
    }  # fmt: skip
    return render(request, "sales/order.html", context)


@require_POST
def take_back(request: HttpRequest, line_id: int) -> HttpResponse:
    """Write a return of a line."""
    rows = OrderLine.objects.visible_to(current(request))
    line: OrderLine = get_object_or_404(rows, pk=line_id)
    person = permitted(request, "sales.write")
    try:
        editing.take_back(line, _quantity(request.POST.get("quantity", "")), person)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The return is written."))
    return redirect("sales:order", order_id=line.order_id)


def _quantity(text: str) -> Decimal:
    """Return how many come back, as a person writes it: "1.000" is a thousand in Spanish."""
    try:
        found = QUANTITY.clean(text)
    except ValidationError as error:
        raise ValidationError(_("Say how many come back.")) from error
    return Decimal(found)
