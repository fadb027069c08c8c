"""What somebody has added to accounts that an import brought: it must not go with them."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from comarca.accounts.duplicates.followers import related
from comarca.accounts.models import Account, AnnualSales, Site
from comarca.base.events import Event
from comarca.base.files import StoredFile
from comarca.contacts.models import Contact
from comarca.imports.models import ImportRow

ROW, MODEL = OuterRef("account_id"), Account._meta.label_lower


def with_others() -> Q:
    """Return the condition on rows of an import whose account has what the import did not bring.

    Whatever points at an account counts, in any app: contacts, activities, needs, orders. The
    main site and the sales of years came with the row, and so did the contact that it names.
    """
    held = [Q(Exists(rows)) for rows in (*_children(), _files(), _remarks())]
    return reduce(or_, held)


def _children() -> "Iterator[QuerySet[Any]]":
    """Yield what belongs to a row's account and was added by hand."""
    for model, column in related():
        if model not in {Site, AnnualSales, Contact}:
            found = model._base_manager.filter(**{column: ROW})
            # Accounts that came with the same file go with it.
            yield found.exclude(pk__in=_same_file()) if model is Account else found
    yield Site.objects.filter(account_id=ROW, is_main=False)
    named = ImportRow.objects.annotate(said=KT("values__contact_name"))
    brought = named.filter(account_id=OuterRef("account_id"), said=OuterRef("name"))
    yield Contact.objects.filter(Q(~Exists(brought)) | Q(version__gt=1), account_id=ROW)


def _same_file() -> "QuerySet[ImportRow, Any]":
    """Return the accounts that a row's import created."""
    made = ImportRow.objects.filter(batch_id=OuterRef(OuterRef("batch_id")), done="created")
    return made.filter(account__isnull=False).values("account")


def _files() -> "QuerySet[StoredFile]":
    """Return files on a row's account."""
    return StoredFile.objects.filter(place="account", object_id=ROW)


def _remarks() -> "QuerySet[Event]":
    """Return what somebody did with a row's account itself since the import was whole.

    What belongs to it counts by being there; what is gone again, as another import that was
    undone, does not.
    """
    since = Event.objects.filter(account_id=ROW, model=MODEL, actor__isnull=False)
    return since.filter(at__gt=OuterRef("batch__applied_at"))
