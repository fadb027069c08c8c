"""Erases, day by day, whom nobody needs any more; the page shows who that would be today."""

from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account
from comarca.base.jobs import Job, runner
from comarca.contacts.models import Contact, RetentionRule
from comarca.contacts.privacy.erasing import erase

A_RUN = 1000


def due(rule: RetentionRule) -> "QuerySet[Contact]":
    """Return the contacts whom a rule would erase now."""
    moment = timezone.now() - relativedelta(months=rule.months)
    rows = Contact.objects.filter(erased_at=None).order_by("pk")
    if rule.case == RetentionRule.Case.ARCHIVED:
        return rows.filter(archived_at__lt=moment)
    return rows.filter(
        account__status=Account.Status.CLOSED, account__updated_at__lt=moment,
        updated_at__lt=moment,
    )  # fmt: skip


@runner("contacts.retention", _("Erase contacts kept long enough"), repeat="daily", priority=-1)
def keep_rules(job: Job) -> dict[str, Any]:
    """Erase whom the active rules name; many are left for the next day."""
    erased = 0
    for rule in RetentionRule.objects.filter(is_active=True):
        for contact in due(rule).select_related("account")[:A_RUN]:
            erase(contact, None)
            erased += 1
    return {"erased": erased, "stay": True}
