"""What activities put into the pages: tasks, quick acts on an account, what is overdue."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account
from comarca.activities import additions, last_contact  # noqa: F401
from comarca.activities.access import visible_activity
from comarca.activities.forms import LOGGED, QUICK, LogForm, NextStepForm, PeopleForm
from comarca.activities.mail import carrying
from comarca.activities.mail.filing import PLACE
from comarca.activities.models import Activity, Email, Mailbox
from comarca.activities.todo import to_do
from comarca.activities.views.mail import visible_email
from comarca.team.access import current
from comarca.team.models import Person
from comarca.ui import attention, navigation, panels
from comarca.ui.attachments import attach_to
from comarca.ui.objects.related import related_panel

COMING, LOG_ID = 5, "log-KIND-%s"

navigation.register(
    navigation.NavItem(
        "tasks", _("Tasks"), "checks", "activities:tasks", 32, "records.read", section="work"
    )
)
navigation.register(
    navigation.NavItem(
        "calendar",
        _("Calendar"),
        "calendar",
        "activities:calendar",
        31,
        "records.read",
        section="work",
    )
)


def _acts(request: HttpRequest, account: Account) -> dict[str, Any]:
    """Offer the everyday acts on an account, and show what is planned there."""
    planned = Activity.objects.filter(account=account).open().select_related("owner")
    return {
        "account": account,
        "may_write": current(request).may("activities.write"),
        "logged": _logged(account),
        "next_fields": _next_fields(get_language() or ""),
        "planned": planned.order_by("at", "pk")[:COMING],
    }


def _logged(account: Account) -> list[tuple[str, Any, str, SafeString]]:
    """Return kind, label, icon and fields of each act; they ask the same, so it is drawn once."""
    form = PeopleForm(account, auto_id=LOG_ID)
    drawn = _log_fields(get_language() or "")
    if "contacts" in form.fields:
        drawn += form["contacts"].as_field_group()
    return [
        (kind.value, label, icon, SafeString(drawn.replace("log-KIND-", f"log-{kind}-")))
        for kind, label, icon in LOGGED
    ]


# What every account asks alike is drawn once in each language: fields take a fifth of the page.
@lru_cache(maxsize=20)
def _log_fields(language: str) -> str:
    with override(language):
        return "".join(one.as_field_group() for one in LogForm(auto_id=LOG_ID).visible_fields())


@lru_cache(maxsize=20)
def _next_fields(language: str) -> SafeString:
    with override(language):
        values = {"form": NextStepForm(auto_id="plan-%s"), "quick": QUICK}
        return render_to_string("activities/next_fields.html", values)


def _tasks(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """Show what the reader has to do today and next."""
    todo = to_do(current(request))
    if todo.is_empty:
        return None
    return {"todo": todo, "may_write": current(request).may("activities.write")}


def _attention(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell of one's own activities that are overdue."""
    todo = to_do(current(request))
    if n := todo.overdue_count:
        text = ngettext(
            "%(n)s of your activities is overdue.", "%(n)s of your activities are overdue.", n
        )
        address = reverse("activities:tasks")
        yield attention.Attention(text % {"n": n}, address)
    person = current(request)
    waiting = Email.objects.visible_to(person).to_be_sorted() if _sorts(person) else None
    if waiting is not None and (n := waiting[:1000].count()):
        text = ngettext("%(n)s e-mail is to be sorted.", "%(n)s e-mails are to be sorted.", n)
        detail = _("Comarca does not know for certain which account it belongs to.")
        address = reverse("activities:mail_box")
        yield attention.Attention(text % {"n": n}, address, detail=str(detail))


def _sorts(person: Person) -> bool:
    """Return whether somebody may sort e-mails, and there is a mailbox at all."""
    return person.may("activities.write") and Mailbox.objects.exists()


panels.places.register(
    panels.Place(
        "activity", visible_activity, lambda row: reverse("activities:detail", args=[row.pk])
    )
)
panels.register(
    panels.Panel("account", "acts", _("Activities"), "activities/acts.html", _acts, 5,
                 "records.read", lazy=False)
)  # fmt: skip
panels.register(
    panels.Panel("home", "tasks", _("My tasks"), "activities/home.html", _tasks, 5,
                 "records.read")
)  # fmt: skip
attention.register(attention.Source("activities", _attention, 10, "records.read"))
attach_to("activity", "activities.write")
related_panel(
    "contact", "activity", link="contacts", title=_("Activities"), order=10,
    shown=("kind", "at", "state", "owner"), quick=("kind", "title", "at", "text"),
    order_by=("-at",),
)  # fmt: skip
panels.places.register(
    panels.Place(PLACE, visible_email, lambda row: reverse("activities:mail", args=[row.pk]))
)
attach_to(PLACE, "activities.write")
additions.register("files", carrying.names_by_activity)
