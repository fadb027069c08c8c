"""A campaign's page: its group, its steps, where its accounts stand, and what it came to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comarca.base.events import record
from comarca.base.objects import find
from comarca.base.objects.describing import described_values
from comarca.base.objects.keys import key_in
from comarca.campaigns import running
from comarca.campaigns.models import Campaign
from comarca.campaigns.results import counts_of, result_of, without_time
from comarca.team.access import current, permitted
from comarca.ui.lists.models import SavedView


def visible_campaign(request: HttpRequest, campaign_id: int) -> Campaign:
    """Return a campaign the user may see, else 404."""
    rows = Campaign.objects.visible_to(current(request)).select_related("segment", "owner")
    found: Campaign = get_object_or_404(rows, pk=campaign_id)
    return found


@require_GET
def detail(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show a campaign."""
    row = visible_campaign(request, campaign_id)
    person = current(request)
    views = SavedView.objects.visible_to(person).filter(object_type="account").order_by("name")
    context = {
        "row": row, "object_type": find("campaign"), "views": views[:500],
        "groups": described_values(find("campaign"), row, person),
        "may_write": person.may("campaigns.write"),
        "result": result_of(row), "counts": counts_of(row),
        "without_time": without_time(row),
    }  # fmt: skip
    return render(request, "campaigns/detail.html", context)


@require_POST
def choose_group(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Say which accounts it is for: a saved view that one sees."""
    row = visible_campaign(request, campaign_id)
    person = permitted(request, "campaigns.write")
    said = request.POST.get("view", "")
    views = SavedView.objects.visible_to(person).filter(object_type="account")
    view = views.filter(pk=key_in(said) or 0).first()
    if view is None:
        messages.error(request, _("Choose a saved view of accounts."))
    elif row.state == Campaign.State.RUNNING:
        messages.error(request, _("Stop the campaign before you choose another group."))
    else:
        before = row.segment.name if row.segment else ""
        Campaign.objects.filter(pk=row.pk).update(segment=view)
        record(row, "changed", actor=person, before={"segment": before},
               after={"segment": view.name})  # fmt: skip
    return redirect("campaigns:detail", campaign_id=row.pk)


@require_POST
def start(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Start it: the group enters, and the first steps are planned."""
    row = visible_campaign(request, campaign_id)
    person = permitted(request, "campaigns.write")
    try:
        started = running.start(row, person)
        running.run(started)
    except running.CannotStart as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The campaign runs."))
    return redirect("campaigns:detail", campaign_id=row.pk)


@require_POST
def stop(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Stop it, and call off what it had planned."""
    row = visible_campaign(request, campaign_id)
    running.stop(row, permitted(request, "campaigns.write"))
    messages.success(request, _("The campaign has stopped; what it had planned is called off."))
    return redirect("campaigns:detail", campaign_id=row.pk)
