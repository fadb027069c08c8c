"""A queue's public form: anybody may ask, without a log-in and without a script."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comarca.activities.mail.filing import known_at
from comarca.service.cases import editing
from comarca.service.forms import PublicForm
from comarca.service.limits import is_too_often
from comarca.service.models import Case, CaseMessage, Queue


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, name: str) -> HttpResponse:
    """Take a customer's question; the page says its number."""
    queue = Queue.objects.filter(form_name=name, archived_at=None).first()
    if queue is None:
        raise Http404
    form = PublicForm(request.POST or None)
    context = {"queue": queue, "form": form}
    if request.method != "POST":
        return render(request, "service/public_form.html", context)
    if form.is_trapped:  # whoever fills in the trap learns nothing from the answer
        return render(request, "service/public_thanks.html", {"queue": queue})
    if not form.is_valid():
        return render(request, "service/public_form.html", context, status=422)
    who = request.META.get("REMOTE_ADDR", "")
    if is_too_often(queue.pk, form.cleaned_data["email"], who):
        form.add_error(None, _("That is too often. Please try again in an hour, or telephone us."))
        return render(request, "service/public_form.html", context, status=429)
    case = _open(queue, form.cleaned_data)
    return render(request, "service/public_thanks.html", {"queue": queue, "number": case.number})


def _open(queue: Queue, said: dict[str, str]) -> Case:
    """Open a case; the account only where the address is known at exactly one."""
    account, contact = known_at(said["email"].lower())
    case = editing.create(
        {
            "subject": said["subject"], "text": said["text"], "queue": queue.pk,
            "account": account.pk if account else None, "contact": contact.pk if contact else None,
            "sender_name": said["name"], "sender_email": said["email"].lower(),
            "origin": Case.Origin.FORM,
        },
        None,
    )  # fmt: skip
    CaseMessage.objects.create(
        case=case, direction=CaseMessage.Direction.IN, sender=said["email"].lower(),
        text=said["text"], at=case.opened_at,
    )  # fmt: skip
    return case
