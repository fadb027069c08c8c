"""Sends reports by e-mail on their rhythm: each reader gets the figures that they may see."""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from comarca.base.organisation import Organisation
from comarca.reports.definition import read
from comarca.reports.models import Subscription
from comarca.reports.table import Table, table_of
from comarca.reports.working_out import work_out
from comarca.ui.spreadsheets import as_csv

AT_ONCE = 200
HOUR = 7  # on the company's clock


def next_time(rhythm: str, after: datetime | None = None) -> datetime:
    """Return when a report is next sent: at seven, the next day, Monday or first of a month."""
    day = timezone.localtime(after).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if rhythm == "weekly":
        return day + timedelta(days=7 - day.weekday())
    if rhythm == "monthly":
        return day.replace(day=1) + relativedelta(months=1)
    return day + timedelta(days=1)


def send_due(now: datetime | None = None) -> int:
    """Send every report that is due and return how many; each once, whatever workers there are."""
    now = now or timezone.now()
    if not settings.EMAIL_HOST:
        return 0
    due = Subscription.objects.filter(next_at__lte=now, person__is_active=True)
    count = 0
    for row in due.select_related("report", "person").order_by("next_at", "pk")[:AT_ONCE]:
        mine = Subscription.objects.filter(pk=row.pk, next_at=row.next_at)
        if mine.update(next_at=next_time(row.rhythm, now)):
            count += _send(row)
    return count


def _send(row: Subscription) -> bool:
    """Send one report to one person, unless it is nothing to them any more."""
    person = row.person
    company = Organisation.current()
    language = person.language or (company.language if company else settings.LANGUAGE_CODE)
    with translation.override(language):
        is_seen = type(row.report).objects.visible_to(person).filter(pk=row.report_id).exists()
        definition = read(QueryDict(row.report.query), person) if is_seen else None
        if definition is None or not person.address:
            return False
        table = table_of(work_out(definition, person))
        text = f"{row.report.name}\n{table.unit}\n\n{as_text(table)}\n\n{_link(row)}".strip()
        letter = EmailMessage(row.report.name.replace("\n", " "), text, None, [person.address])
        head, *rows = table.rows()
        letter.attach(_("report") + ".csv", "".join(as_csv(head, rows)), "text/csv")
        letter.send()
    return True


def as_text(table: Table) -> str:
    """Return a table as lines of text: groups and totals."""
    every = [*table.lines, *([table.total] if table.total else [])]
    return "\n".join(f"{line.label}: {line.total.text}" for line in every)


def _link(row: Subscription) -> str:
    base = settings.COMARCA_URL.rstrip("/")
    return f"{base}{reverse('reports:saved', args=[row.report_id])}" if base else ""
