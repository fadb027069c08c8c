"""What an account is made of: one row per field, read by form, list, page, files and API."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comarca.accounts import doubts, editing
from comarca.accounts.freshness import touch
from comarca.accounts.headings import HEADINGS
from comarca.accounts.measures import sales_year
from comarca.accounts.models import Account
from comarca.base.country_words import region_label, tax_number_label
from comarca.base.dates import today
from comarca.base.locales import countries
from comarca.base.objects import Computed, Field, Kind, ObjectType, Place, Related
from comarca.base.objects.fields import READ_ONLY
from comarca.base.objects.sources import Condition
from comarca.base.periods import in_force
from comarca.team.models import Person

GROUPS = {
    "": _("Details"),
    "place": _("Where it is"),
    "work": _("Work and potential"),
    "contact": _("Contacts"),
    "record": _("Record"),
}


def _visible(user: Person) -> "QuerySet[Account]":
    """Return the accounts a user may see, archived ones too: lists leave those out themselves."""
    return Account.objects.visible_to(user, archived=True)


def _main() -> Q:
    """Keep the main site, which decides the territory."""
    return Q(is_main=True)


def _in_force() -> Q:
    """Keep the ownership of today."""
    return in_force(today())


def _last_year() -> Q:
    """Keep the sales of the last full year."""
    return Q(year=sales_year())


def _sales_words() -> str:
    return _now("Sales %(year)s") % {"year": sales_year()}


_sales_label = lazy(_sales_words, str)


def _site(path: str = "") -> Related:
    """Read a column of the main site."""
    return Related("accounts.Site", "account", path, only=_main)


class Area(Related):
    """The area that the main site lies in; a subdivided one holds what lies in its parts."""

    def matching(self, condition: Condition, *, negated: bool = False) -> Q:
        """Return the accounts in an area or in a part of it."""
        return super().matching(
            lambda path: condition(path) | condition(f"{path}__parent"), negated=negated
        )


SHOWN = READ_ONLY - {Place.EXPORT}

FIELDS = (
    Field(key="name", column=True, search=True),
    Field(key="code", column=True, search=True),
    Field(key="status", column=True),
    Field(key="segment", column=True),
    Field(key="tax_id", label=tax_number_label(), search=True),
    Field(key="phone", kind=Kind.PHONE),
    Field(key="email", search=True),
    Field(key="website", kind=Kind.URL, search=True),
    Field(key="address", group="place", source=_site()),
    Field(key="postal_code", group="place", source=_site()),
    Field(key="place", group="place", source=_site(), search=True, column=True),
    Field(key="province", label=region_label(), group="place", source=_site()),
    Field(
        key="country", kind=Kind.CHOICE, choices=countries, group="place", source=_site()
    ),
    Field(
        key="lon", label=_("longitude"), group="place", source=_site(),
        decimals=6, minimum=-180, maximum=180,
    ),
    Field(
        key="lat", label=_("latitude"), group="place", source=_site(),
        decimals=6, minimum=-90, maximum=90,
    ),
    Field(
        key="unit", label=_("area"), group="place", places=SHOWN,
        source=Area("accounts.Site", "account", only=_main),
    ),
    Field(key="placed_by", label=_("placed by"), group="place", source=_site(), places=SHOWN),
    Field(
        key="owner", label=_("sales representative"), group="work", column=True,
        places=READ_ONLY | {Place.IMPORT},
        source=Related("accounts.Ownership", "account", "person", only=_in_force),
    ),
    Field(key="visits_per_year", group="work", column=True, minimum=0),
    Field(key="workload_hours", group="work", column=True, minimum=0),
    Field(
        key="potential", kind=Kind.MONEY, group="work", column=True, minimum=0, currency="currency"
    ),
    Field(
        key="sales", label=_sales_label(), kind=Kind.MONEY, group="work", column=True,
        currency="currency", places=READ_ONLY,
        source=Related("accounts.AnnualSales", "account", "amount", only=_last_year),
    ),
    Field(key="currency", group="work", places=READ_ONLY),
    Field(key="parent"),
    Field(key="notes"),
    Field(
        key="doubts", label=_("to be checked"), kind=Kind.CHOICES, choices=doubts.DOUBTS, many=True,
        places=READ_ONLY, filter=False, sort=False, source=Computed(doubts.of_accounts),
    ),
    Field(key="created_at", group="record", label=_("created"), places=READ_ONLY),
    Field(key="updated_at", group="record", label=_("last changed"), places=READ_ONLY),
)  # fmt: skip


def _likely(values: Mapping[str, Any], user: Any) -> Sequence[tuple[Any, float]]:
    """Return the accounts that values may mean."""
    from comarca.accounts.duplicates.entry import likely  # it needs the description of accounts

    return [(one.account, one.probability) for one in likely(values, user)]


ACCOUNT = ObjectType(
    key="account",
    model=Account,
    icon="building-store",
    groups=GROUPS,
    natural_key=("code", "tax_id", "name"),
    duplicates=_likely,
    write="accounts.write",
    urls="accounts",
    visible=_visible,
    change=editing.change,
    create=editing.create,
    complete=doubts.complete,
    clean=editing.hold_together,
    touched=touch,
    fields=tuple(
        replace(one, headings=one.headings or HEADINGS.get(one.key, ())) for one in FIELDS
    ),
)
