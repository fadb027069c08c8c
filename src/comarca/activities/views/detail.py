"""One activity: what is known of it, what comes next, its history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from comarca.activities.access import visible_activity
from comarca.activities.models import Activity, Email
from comarca.base.objects import find
from comarca.base.objects.describing import described_values
from comarca.team.access import current
from comarca.ui.objects.changes import changes_of


@require_GET
def detail(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Show an activity."""
    row, kind, person = visible_activity(request, activity_id), find("activity"), current(request)
    context = {
        "row": row,
        "object_type": kind,
        "groups": [  # with whom stands above, and leads there
            (heading, [one for one in told if one.field.key != "contacts"])
            for heading, told in described_values(kind, row, person)
        ],
        "changes": changes_of(row, person),
        "may_write": kind.may_write(person),
        "outcomes": Activity.Outcome.choices,
        "people": row.contacts.order_by("name"),
        "email": Email.objects.filter(activity=row).first(),
    }
    return render(request, "activities/detail.html", context)
