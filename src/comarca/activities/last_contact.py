"""When somebody was last in touch with an account, beside how often it should be visited."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from comarca.accounts.models import Account
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.relations.health import Sign, register

YEAR = 365
MEETINGS = (
    Activity.Kind.CALL, Activity.Kind.MEETING, Activity.Kind.VISIT, Activity.Kind.EMAIL,
)  # fmt: skip


def sign(request: HttpRequest, account: Account) -> Iterator[Sign]:
    """Tell of the last call, meeting, visit or e-mail; bad after twice the time between visits."""
    done = Activity.objects.filter(account=account, kind__in=MEETINGS, state=Activity.State.DONE)
    last = done.filter(archived_at=None).order_by("-at").values_list("kind", "at").first()
    every = YEAR / float(account.visits_per_year) if account.visits_per_year else None
    rule = (
        _("Bad after %(days)d days without contact: twice the time between visits.")
        % {"days": round(2 * every)}
        if every
        else _("Never bad: nobody has said how often to visit.")
    )
    if last is None:
        yield Sign(_("Nobody has noted a contact yet."), rule)
        return
    days = (today() - localdate(last[1])).days
    day = date_format(localdate(last[1]), "SHORT_DATE_FORMAT")
    said = _("Last contact: %(kind)s, %(day)s") % {"kind": Activity.Kind(last[0]).label, "day": day}
    yield Sign(said, rule, is_bad=every is not None and days > 2 * every)


register("last_contact", sign, 10)
