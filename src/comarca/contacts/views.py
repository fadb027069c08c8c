"""The pages of privacy: a person's file, erasing a person, how long people are kept."""

import json

from django import forms
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from comarca.base.events import record
from comarca.base.events import register as register_action
from comarca.base.events.actions import EXPORTED
from comarca.base.objects import find
from comarca.contacts.cards import as_vcards
from comarca.contacts.models import Contact, RetentionRule
from comarca.contacts.privacy.erasing import erase as erase_person
from comarca.contacts.privacy.held import everything_on
from comarca.contacts.privacy.retention import due
from comarca.team.access import current, permitted

GIVEN_OUT = register_action("given_out", pgettext_lazy("event", "File given out"), "download")
SHOWN = 50


def _contact(request: HttpRequest, contact_id: int) -> Contact:
    """Return a contact whom the person who asks may see and who is not erased, else 404."""
    rows = Contact.objects.visible_to(request.user).filter(erased_at=None)
    return get_object_or_404(rows.select_related("account"), pk=contact_id)


@require_GET
def card(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Send a person as a vCard; that it was taken away is noted."""
    contact, person = _contact(request, contact_id), current(request)
    body = b"".join(as_vcards([contact], find("contact").fields_for(person)))
    record(contact, EXPORTED, actor=person, after={"format": "vcf"})
    answer = HttpResponse(body, content_type="text/vcard; charset=utf-8")
    name = slugify(contact.name) or f"contact-{contact.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_GET
def held(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Send all that is held on a person as a file; that it was given out is noted."""
    contact = _contact(request, contact_id)
    person = permitted(request, "privacy.manage")
    body = json.dumps(
        everything_on(contact), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2, default=str
    )
    record(contact, GIVEN_OUT, actor=person)
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    name = slugify(contact.name) or f"contact-{contact.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Ask, then erase a person; what the account needs stays without them."""
    contact = _contact(request, contact_id)
    person = permitted(request, "privacy.manage")
    if request.method == "POST":
        account = contact.account_id
        erase_person(contact, person)
        messages.success(request, _("The person is erased. What they were part of stays."))
        return redirect("accounts:detail", account_id=account)
    parts = {key: len(rows) for key, rows in everything_on(contact).items() if rows}
    return render(
        request, "contacts/erase.html", {"contact": contact, "parts": sum(parts.values())}
    )


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """After how many months, and whether at all."""

    months = forms.IntegerField(
        label=pgettext_lazy("retention", "Months"), min_value=1, max_value=240
    )

    class Meta:
        model = RetentionRule
        fields = ("months", "is_active")


@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """Show the rules and whom each would erase today; change them."""
    person = permitted(request, "privacy.manage")
    rules = [
        RetentionRule.objects.filter(case=case).first() or RetentionRule(case=case)
        for case in RetentionRule.Case.values
    ]
    data = request.POST or None
    made = [RuleForm(data, instance=rule, prefix=rule.case) for rule in rules]
    if request.method == "POST" and all(form.is_valid() for form in made):
        for form in made:
            before = {key: form.initial.get(key) for key in form.fields}
            rule = form.save()
            after = {key: getattr(rule, key) for key in form.fields}
            if before != after:
                record(rule, "changed", actor=person, before=before, after=after)
        messages.success(request, _("Saved."))
        return redirect("contacts:retention")
    lines = [
        {
            "rule": form.instance, "form": form, "count": due(form.instance).count(),
            "people": due(form.instance).select_related("account")[:SHOWN],
        }
        for form in made
    ]  # fmt: skip
    return render(request, "contacts/retention.html", {"lines": lines, "shown": SHOWN})
