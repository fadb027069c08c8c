"""What the demo puts into the pages: its log-ins, shown only where the company is the demo."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from comarca.base.organisation import Organisation
from comarca.demo import pack
from comarca.team.models import Person
from comarca.ui import panels


def _log_ins(request: HttpRequest, target: Any) -> dict[str, Any] | None:
    """Offer one button for each of the demo's log-ins; nothing in a real company."""
    company: Organisation | None = getattr(request, "organisation", None)
    if company is None or not company.is_demo:
        return None
    order = [f"{local}@{pack.DOMAIN}" for local in pack.LOG_INS]
    found = {p.email: p for p in Person.objects.active().filter(email__in=order)}
    return {
        "people": [found[email] for email in order if email in found],
        "password": pack.PASSWORD,
        "next": request.GET.get("next", request.POST.get("next", "")),
    }


panels.register(
    panels.Panel("login", "demo", _("This is the demo"), "demo/log_ins.html", _log_ins, lazy=False)
)
