"""The page of a quote: its lines, versions, approvals, links and answers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.base.objects import find
from comarca.base.writing import EditedMeanwhile
from comarca.sales.access import may_see_margin
from comarca.sales.models import Approval, Quote, QuoteVersion
from comarca.sales.products import tax_names
from comarca.sales.products.pricing import Customer
from comarca.sales.quotes import approving, editing, links, paper
from comarca.sales.quotes.comparing import differences
from comarca.sales.views.forms import HeadForm, LineForms
from comarca.team.access import current, permitted
from comarca.team.models import Person
from comarca.ui.objects.changes import changes_of
from comarca.ui.objects.finding import version_in

State = Quote.State


def visible_quote(request: HttpRequest, pk: int) -> Quote:
    """Return a quote the user may see, else 404."""
    rows = Quote.objects.visible_to(current(request)).select_related(
        "account", "contact", "opportunity", "owner", "current"
    )
    found: Quote = get_object_or_404(rows, pk=pk)
    return found


@require_GET
@never_cache
def detail(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Show a quote; a draft can be written."""
    quote, person = visible_quote(request, quote_id), current(request)
    return render(request, "sales/quote.html", _context(quote, person))


def _context(quote: Quote, person: Person, **more: Any) -> dict[str, Any]:
    """Return what the page shows; costs and margins only to those who may see them."""
    edition, kind = quote.current, find("quote")
    is_draft = quote.state == State.DRAFT and person.may("sales.write")
    sees_margin = may_see_margin(person)
    found: dict[str, Any] = {
        "row": quote, "edition": edition, "object_type": kind, "person": person,
        "may_write": kind.may_write(person), "is_draft": is_draft, "sees_margin": sees_margin,
        "lines": _lines(edition, sees_margin), "changes": changes_of(quote, person),
        "versions": list(quote.versions.order_by("-number")),
        "approvals": _approvals(quote, person), "answers": _answers(quote),
        "links": edition.links.select_related("edition").order_by("-pk")[:20] if edition else [],
        "discount": approving.discount_of(edition) if edition else None,
        "margin": approving.margin_of(edition) if edition and sees_margin else None,
        "order": getattr(quote, "order", None),
        "tax_name": tax_names.usual(Customer.of(quote.account).country),
    }  # fmt: skip
    if is_draft and edition is not None and "head_form" not in more:
        found["head_form"], found["line_forms"] = _forms(edition, person)
        found["rules"] = approving.rules_for(quote, edition, person)
    return found | more


def _lines(edition: QuoteVersion | None, sees_margin: bool) -> list[dict[str, Any]]:
    """Return the lines of a version, each with its margin for those who may see it."""
    found = []
    for line in edition.lines.order_by("position") if edition else ():
        cost = line.cost * line.quantity if sees_margin and line.cost is not None else None
        margin = (line.net - cost) * 100 / line.net if cost is not None and line.net else None
        found.append({"line": line, "margin": margin, "by_rule": _by_rule(line)})
    return found


def _by_rule(line: Any) -> list[tuple[str, Any]]:
    """Return the discounts that the rules give a line."""
    named = ((_("volume"), line.volume), (_("term"), line.term), (_("bundle"), line.bundle))
    return [(name, percent) for name, percent in named if percent]


def _approvals(quote: Quote, person: Person) -> list[dict[str, Any]]:
    rows = Approval.objects.filter(edition__quote=quote).order_by("-pk")
    return [
        {"one": one, "may_decide": one.state == "waiting" and approving.may_decide(person, one)}
        for one in rows.select_related("edition", "asked_by", "decided_by", "person")[:50]
    ]


def _answers(quote: Quote) -> list[Any]:
    from comarca.sales.models import QuoteAnswer

    rows = QuoteAnswer.objects.filter(edition__quote=quote).select_related("edition")
    return list(rows.order_by("-pk")[:50])


def _forms(edition: QuoteVersion, person: Person, data: Any = None) -> tuple[Any, Any]:
    """Return the form of a draft's head and those of its lines."""
    head = {"valid_until": edition.valid_until, "months": edition.months, "terms": edition.terms}
    lines = [
        {"product": line.product_id, "quantity": line.quantity.normalize(),
         "discount": line.discount.normalize() or None}
        for line in edition.lines.order_by("position")
    ]  # fmt: skip
    return (
        HeadForm(data, initial=head),
        LineForms(data, initial=lines, prefix="line", form_kwargs={"user": person}),
    )


@require_POST
def write(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Write the lines of a draft and work it out."""
    quote = visible_quote(request, quote_id)
    person = permitted(request, "sales.write")
    if quote.current is None:
        return redirect("sales:quote", quote_id=quote.pk)
    head, lines = _forms(quote.current, person, request.POST)
    if head.is_valid() and lines.is_valid():
        rows = [row for form in lines if (row := form.row()) is not None]
        done = _try(
            request, quote,
            lambda: editing.write_draft(quote, version_in(request), head.head(), rows, person),
            _("Saved."),
        )  # fmt: skip
        if done:
            return redirect("sales:quote", quote_id=quote.pk)
    context = _context(quote, person, head_form=head, line_forms=lines, is_draft=True)
    return render(request, "sales/quote.html", context, status=422)


def _try(request: HttpRequest, quote: Quote, act: Callable[[], Any], said: str) -> bool:
    """Do something to a quote and say that it was done, or why not."""
    try:
        act()
    except EditedMeanwhile:
        messages.error(request, _("Somebody changed this quote just now. Look at it again."))
        return False
    except ValidationError as error:
        messages.error(request, approving.refusal(error))
        return False
    messages.success(request, said)
    return True


@require_POST
def act(request: HttpRequest, quote_id: int, name: str) -> HttpResponse:
    """Finish a draft, make the next version, or take a quote back."""
    quote = visible_quote(request, quote_id)
    person = permitted(request, "sales.write")
    version, reason = version_in(request), request.POST.get("reason", "")[:4000]
    acts: dict[str, tuple[Callable[[], Any], str]] = {
        "finish": (lambda: approving.submit(quote, version, reason, person), _("Finished.")),
        "version": (
            lambda: editing.new_version(quote, version, person), _("A new version, to be written."),
        ),
        "withdraw": (lambda: editing.withdraw(quote, version, person), _("Withdrawn.")),
    }  # fmt: skip
    if name in acts:
        _try(request, quote, *acts[name])
    return redirect("sales:quote", quote_id=quote.pk)


@require_POST
@never_cache
def send(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Make a link for the customer and show it this once."""
    quote = visible_quote(request, quote_id)
    person = permitted(request, "sales.write")
    try:
        quote, secret = links.send(quote, version_in(request), person)
    except EditedMeanwhile:
        messages.error(request, _("Somebody changed this quote just now. Look at it again."))
        return redirect("sales:quote", quote_id=quote.pk)
    except ValidationError as error:
        messages.error(request, approving.refusal(error))
        return redirect("sales:quote", quote_id=quote.pk)
    link = request.build_absolute_uri(reverse("sales:public", args=[secret]))
    context = {"row": quote, "link": link, "edition": quote.current}
    return render(request, "sales/sent.html", context)


@require_POST
def decide(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Approve or refuse a request; one's own is somebody else's to decide."""
    person = permitted(request, "discounts.approve")
    rows = Approval.objects.visible_to(person).select_related("edition__quote")
    approval: Approval = get_object_or_404(rows, pk=approval_id)
    if not approving.may_decide(person, approval):
        from django.core.exceptions import PermissionDenied

        raise PermissionDenied
    quote, note = approval.edition.quote, request.POST.get("note", "")[:4000]
    decision = request.POST.get("decision")
    if decision not in {"approve", "refuse"}:
        messages.error(request, _("Say whether you approve it or refuse it."))
        return redirect("sales:quote", quote_id=quote.pk)
    approve = decision == "approve"
    said = _("Approved.") if approve else _("Refused; it is a draft again.")
    _try(
        request, quote, lambda: approving.decide(approval, person, approve=approve, note=note), said
    )
    return redirect("sales:quote", quote_id=quote.pk)


@require_GET
def compare(request: HttpRequest, quote_id: int, number: int) -> HttpResponse:
    """Show what differs between a version and the one before it."""
    quote = visible_quote(request, quote_id)
    new = get_object_or_404(quote.versions, number=number)
    old = quote.versions.filter(number__lt=number).order_by("-number").first()
    context = {
        "row": quote, "new": new, "old": old,
        "differences": differences(old, new) if old is not None else [],
        "change": new.net - old.net if old is not None else None,
    }  # fmt: skip
    return render(request, "sales/compare.html", context)


@require_GET
def pdf(request: HttpRequest, quote_id: int, number: int) -> HttpResponse:
    """Give a version as a PDF in the customer's language."""
    quote = visible_quote(request, quote_id)
    edition = get_object_or_404(quote.versions, number=number)
    return as_pdf(edition)


def as_pdf(edition: QuoteVersion) -> HttpResponse:
    """Return the answer that holds a version as a PDF."""
    answer = HttpResponse(paper.pdf(edition), content_type="application/pdf")
    name = f"{edition.quote.number}-{edition.number}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@require_GET
@never_cache
def approvals(request: HttpRequest) -> HttpResponse:
    """Show the requests that the reader may decide, the most urgent first."""
    person = permitted(request, "discounts.approve")
    return render(request, "sales/approvals.html", {"rows": approving.waiting_for(person)})
