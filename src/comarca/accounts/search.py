"""How accounts are found: by name, code, address, town, telephone, tax number, and what belongs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account, Site
from comarca.base.objects import Own, find
from comarca.base.objects.custom import custom_words
from comarca.base.objects.fields import anybody
from comarca.base.objects.reading import read_values
from comarca.base.objects.wording import say
from comarca.base.search import Entry, Provider, register
from comarca.base.search.folding import squeeze
from comarca.team.visibility import visible_people_ids

CHUNK = 2000
COLUMNS = ("pk", "name", "code", "tax_id", "phone")
Words = Callable[[list[int]], Mapping[int, list[str]]]
_beside: list[Words] = []
PLACE = ("account", "address", "postal_code", "place", "province", "lon", "lat")


def find_by(model: str, accounts_of: Callable[[int], Iterable[int]], words: Words) -> None:
    """Let accounts be found by what belongs to them.

    ``words`` returns the words by account; ``accounts_of`` the accounts of a row of ``model``,
    whose events mean that their entries have changed.
    """
    _beside.append(words)
    PROVIDER.models[model] = accounts_of


def entries(ids: Iterable[int] | None) -> Iterator[Entry]:
    """Yield the entries of some accounts, or of all, a few thousand at a time."""
    rows = Account.objects.order_by("pk")
    if ids is not None:
        yield from _of(rows.filter(pk__in=list(ids)))
        return
    last = 0
    while part := list(_of(rows.filter(pk__gt=last)[:CHUNK])):
        yield from part
        last = part[-1].object_id


def _of(rows: "QuerySet[Account]") -> Iterator[Entry]:
    """Build the entries of a few accounts from three queries."""
    searched = _searched()
    found = list(rows.values(*COLUMNS, *searched))
    ids = [row["pk"] for row in found]
    sites = Site.objects.filter(account__in=ids, is_main=True).values(
        *PLACE, "unit__name", "unit__lon", "unit__lat"
    )
    site_of = {row["account"]: row for row in sites}
    added = [*(words(ids) for words in _beside), _custom(ids)]
    for row in found:
        more = (word for words in added for word in words.get(row["pk"], ()))
        beside = [*(row[key] for key in searched), *more]
        yield _entry(row, site_of.get(row["pk"], {}), beside)


def _custom(ids: list[int]) -> dict[int, list[str]]:
    """Return the words of administrators' own fields, in one question for all of them."""
    fields = custom_words("account")
    values = read_values(fields, [Account(pk=pk) for pk in ids]) if fields else {}
    return {
        pk: [say(one, of_account[one.key], {}) for one in fields if of_account[one.key]]
        for pk, of_account in values.items()
    }


def _searched() -> list[str]:
    """Return the other columns of the account's own table that are searched, as described.

    Those that not everybody may see are left out: the index knows no readers' rights on fields.
    """
    return [
        one.key
        for one in find("account").fields
        if one.search
        and isinstance(one.source, Own)
        and one.key not in COLUMNS
        and one.may_see is anybody
    ]


def _entry(row: dict[str, Any], site: dict[str, Any], beside: list[str]) -> Entry:
    town = site.get("place") or site.get("unit__name") or ""
    given = site.get("lon") is not None
    words = (
        *(row["tax_id"], squeeze(row["tax_id"])),
        *(row["phone"], squeeze(row["phone"]), *beside),
        *(site.get(name) or "" for name in ("address", "postal_code", "province", "unit__name")),
    )
    return Entry(
        object_id=row["pk"],
        title=row["name"],
        code=row["code"],
        detail=" · ".join(part for part in (row["code"], site.get("address"), town) if part),
        words=words,
        lon=site.get("lon" if given else "unit__lon"),
        lat=site.get("lat" if given else "unit__lat"),
    )


def visible(user: Any) -> "QuerySet[Account] | None":
    """Return the accounts a person may see; None for all of them."""
    return None if visible_people_ids(user) is None else Account.objects.visible_to(user)


def _of_site(pk: int) -> Iterable[int]:
    return Site.objects.filter(pk=pk).values_list("account", flat=True)


PROVIDER = register(
    Provider(
        key="account",
        label=_("Accounts"),
        icon="building-store",
        entries=entries,
        visible=visible,
        address=lambda pk: reverse("accounts:detail", args=[pk]),
        order=10,
        models={
            "accounts.account": lambda pk: [pk],
            "accounts.site": _of_site,
        },
        rebuilt_by=("exchange.import import_applied", "exchange.import import_undone"),
    )
)
