"""The verbs that change an account: each counts its version up and is written down."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from comarca.accounts.freshness import touch
from comarca.accounts.models import Account, Site
from comarca.accounts.ownership import assign
from comarca.accounts.placing import place_site
from comarca.base.dates import today
from comarca.base.events import record
from comarca.team.models import Person


class EditedMeanwhile(Exception):
    """Somebody else changed the account after this person opened it."""

    def __init__(self, account: Account) -> None:
        self.account = account
        super().__init__(account.pk)


def change(
    account: Account,
    version: int,
    values: dict[str, Any],
    site_values: dict[str, Any],
    actor: Person,
) -> Account:
    """Change an account and its main site, if it is still as the person saw it."""
    with transaction.atomic():
        won = Account.objects.filter(pk=account.pk, version=version).update(version=version + 1)
        if not won:
            raise EditedMeanwhile(Account.objects.get(pk=account.pk))
        now = Account.objects.get(pk=account.pk)
        site = now.sites.filter(is_main=True).first() or Site(account=now)
        before = _differing(now, values) | _differing(site, site_values)
        for key, value in values.items():
            setattr(now, key, value)
        now.save()
        _move(site, site_values)
        if before:
            after = {key: _plain({**values, **site_values}[key]) for key in before}
            record(now, "changed", actor=actor, before=before, after=after)
        touch()
    return now


def create(values: dict[str, Any], site_values: dict[str, Any], actor: Person) -> Account:
    """Create an account; a person who does not see everything becomes its owner."""
    with transaction.atomic():
        account = Account.objects.create(**values)
        site = Site(account=account)
        _move(site, site_values)
        if site.pk is None:
            site.save()
        if not actor.sees_everything:
            assign([(account.pk, actor.pk)], today(), "")
        told = {key: _plain(value) for key, value in {**values, **site_values}.items()}
        record(account, "created", actor=actor, after=told)
        touch()
    return account


def close(account: Account, version: int, actor: Person) -> Account:
    """Close an account: it stays with its history, and counts no more."""
    return change(account, version, {"status": Account.Status.CLOSED}, {}, actor)


def _move(site: Site, values: dict[str, Any]) -> None:
    """Write the site's values and find its unit again if they changed."""
    changed = _differing(site, values)
    for key, value in values.items():
        setattr(site, key, value)
    if changed:
        place_site(site)
        site.save()


def _differing(row: Account | Site, values: dict[str, Any]) -> dict[str, Any]:
    """Return the present values of the fields that would change."""
    return {
        key: _plain(getattr(row, key))
        for key, value in values.items()
        if getattr(row, key) != value
    }


def _plain(value: Any) -> Any:
    """Return a value as history keeps it."""
    return str(value) if isinstance(value, Decimal) else value
