"""The demo's log-ins on the log-in page, shown only where the company is the demo."""

from typing import Any

from django import template

from comarca.demo import pack
from comarca.team.models import Person

register = template.Library()


@register.inclusion_tag("demo/log_ins.html", takes_context=True)
def demo_log_ins(context: dict[str, Any]) -> dict[str, Any]:
    """Offer one button for each of the demo's log-ins; nothing in a real company."""
    company = context.get("organisation")
    people: list[Person] = []
    if company is not None and company.is_demo:
        order = [f"{local}@{pack.DOMAIN}" for local in pack.LOG_INS]
        found = {p.email: p for p in Person.objects.active().filter(email__in=order)}
        people = [found[email] for email in order if email in found]
    return {
        "people": people,
        "password": pack.PASSWORD,
        "csrf_token": context.get("csrf_token"),
        "next": context.get("next", ""),
    }
