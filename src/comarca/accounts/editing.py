"""The verbs that change an account: each counts its version up and is written down."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from comarca.accounts.groups import above
from comarca.accounts.models import Account, Site
from comarca.accounts.ownership import assign
from comarca.accounts.placing import place_site
from comarca.base import writing
from comarca.base.dates import today
from comarca.base.objects import registry
from comarca.base.writing import EditedMeanwhile
from comarca.team.models import Person

__all__ = ["EditedMeanwhile", "change", "close", "create", "hold_together"]

# The fields of the main site that decide where it is, whatever else is described of it.
PLACE = ("address", "postal_code", "place", "province", "country", "lon", "lat")


def change(
    account: Account, version: int | None, values: Mapping[str, Any], actor: Person
) -> Account:
    """Change an account and its main site, if it is still as the person saw it."""
    with transaction.atomic():
        _hold_group(account.pk, values.get("parent"))
        now: Account = writing.take(Account, account.pk, version)
        changed = writing.write(registry.find("account"), now, values, actor)
        _move(now, {key: values[key] for key in PLACE if key in changed})
    return now


def create(values: Mapping[str, Any], actor: Person) -> Account:
    """Create an account; a person who does not see everything becomes its owner."""
    with transaction.atomic():
        account: Account = writing.insert(registry.find("account"), values, actor)
        Site.objects.create(account=account)
        _move(account, {key: values[key] for key in PLACE if key in values})
        if not actor.sees_everything:
            assign([(account.pk, actor.pk)], today(), "")
    return account


def close(account: Account, version: int, actor: Person) -> Account:
    """Close an account: it stays with its history, and counts no more."""
    return change(account, version, {"status": Account.Status.CLOSED}, actor)


def hold_together(values: Mapping[str, Any]) -> None:
    """Ask for both coordinates or none."""
    if ("lon" in values and "lat" in values) and (values["lon"] is None) != (values["lat"] is None):
        raise ValidationError(_("Give both longitude and latitude, or neither."))


def _hold_group(account: int, parent: Any) -> None:
    """Refuse an account as its own group, however far up."""
    key = getattr(parent, "pk", parent)
    if key is not None and account in above(key):
        raise ValidationError({"parent": _("It would belong to itself; choose another account.")})


def _move(account: Account, values: Mapping[str, Any]) -> None:
    """Write where the main site is, and find its unit again."""
    if not values:
        return
    site = account.sites.filter(is_main=True).first() or Site(account=account)
    for key, value in values.items():
        setattr(site, key, value)
    if (site.lon is None) != (site.lat is None):
        raise ValidationError(_("Give both longitude and latitude, or neither."))
    place_site(site)
    site.save()
