"""The customer's page of a quote: no log-in, only the link; read, accept, ask or decline."""

from typing import Any

from axes.helpers import get_client_ip_address
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from comarca.sales.models import Quote, QuoteLink
from comarca.sales.quotes import answering, links, paper
from comarca.sales.views.forms import AnswerForm
from comarca.sales.views.quotes import as_pdf


def _private(answer: HttpResponse) -> HttpResponse:
    """Ask robots and other sites to forget the page and its address."""
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # The address is the key: no other site learns it. ("no-referrer" would also hide where the
    # customer's own answer comes from, and it would be refused.)
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _found(request: HttpRequest, secret: str) -> QuoteLink | HttpResponse:
    """Return the link of an address, or the page that says it opens nothing (any more)."""
    where = get_client_ip_address(request) or ""
    if links.too_often(where, writes=request.method == "POST"):
        return _private(render(request, "sales/public_gone.html", {"often": True}, status=429))
    link = links.link_of(secret)
    if link is None:
        return _private(render(request, "sales/public_gone.html", status=404))
    return link


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def quote(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a quote to the customer, and take their answer."""
    link = _found(request, secret)
    if isinstance(link, HttpResponse):
        return link
    with paper.in_language_of(link.edition.quote):
        form = AnswerForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            said = request.POST.get("answer", "")
            if _answered(request, link, said, form):
                return _private(redirect("sales:public", secret=secret))
        links.opened(link)
        answer = render(request, "sales/public.html", _context(link, form, secret))
        if form.is_bound:
            answer.status_code = 422
        answer.headers["Content-Language"] = paper.language_of(link.edition.quote)
        return _private(answer)


def _answered(request: HttpRequest, link: QuoteLink, said: str, form: AnswerForm) -> bool:
    """Take an answer; False with a sentence in the form where it cannot be taken."""
    given = form.cleaned_data
    where = get_client_ip_address(request) or None
    if problem := _missing(said, given):
        form.add_error(None, problem)
        return False
    try:
        if said == "accept":
            answering.accept(link.edition, given["name"], where)
        elif said == "decline":
            answering.decline(link.edition, given["name"], given["text"], where)
        else:
            answering.ask(link.edition, given["name"], given["text"], where)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _missing(said: str, given: dict[str, Any]) -> str:
    """Return what an answer lacks, in a sentence; nothing where it is whole."""
    if said == "accept" and not given["agree"]:
        return _("Tick that you accept the quote and its terms.")
    if said not in {"accept", "decline"} and not given["text"].strip():
        return _("Write your question.")
    return ""


def _context(link: QuoteLink, form: AnswerForm, secret: str) -> dict[str, Any]:
    """Return what the page shows; nothing of it says what things cost us."""
    quote = Quote.objects.get(pk=link.edition.quote_id)
    return {
        "paper": paper.content(link.edition), "form": form, "secret": secret,
        "is_open": quote.state == Quote.State.SENT, "state": quote.state,
        "answers": link.edition.answers.order_by("pk")[:50],
    }  # fmt: skip


@login_not_required
@never_cache
@require_GET
def pdf(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the customer the quote as a PDF."""
    link = _found(request, secret)
    if isinstance(link, HttpResponse):
        return link
    return _private(as_pdf(link.edition))
