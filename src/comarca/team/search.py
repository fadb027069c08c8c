"""How people are found: by name and e-mail."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.base.search import Entry, Provider, register
from comarca.team.models import Person


def entries(ids: Iterable[int] | None) -> Iterator[Entry]:
    """Yield the entries of some people, or of all who work here."""
    rows = Person.objects.active().order_by("pk")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    for person in rows.iterator(2000):
        yield Entry(person.pk, person.name, detail=person.address, words=(person.address,))


def visible(user: Any) -> "QuerySet[Person] | None":
    """Return the people a person may see."""
    rows: QuerySet[Person] = Person.objects.visible_to(user)
    return rows


register(
    Provider(
        key="person",
        label=_("People"),
        icon="user",
        entries=entries,
        visible=visible,
        address=lambda pk: reverse("team:person", args=[pk]),
        order=30,
        models={"team.person": lambda pk: [pk]},
    )
)
