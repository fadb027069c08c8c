"""What contacts add to accounts: whom one meets there, in lists, files, the API and search."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from comarca.accounts.headings import HEADINGS
from comarca.accounts.search import find_by
from comarca.base.objects import Field, Place, Related, extend
from comarca.base.objects.fields import Text
from comarca.base.search.folding import squeeze
from comarca.contacts.models import Contact

PLACES = frozenset({Place.LIST, Place.EXPORT, Place.API, Place.IMPORT})


def _contact(path: str, label: Text) -> Field:
    """Describe a field of the contacts, of whom there may be several."""
    key = f"contact_{path}"
    return Field(
        key=key,
        label=label,
        group="contact",
        many=True,
        source=Related("contacts.Contact", "account", path, many=True),
        places=PLACES,
        headings=HEADINGS.get(key, ()),
    )


def _accounts_of(pk: int) -> Iterable[int]:
    """Return the account that a contact belongs to."""
    return Contact.objects.filter(pk=pk).values_list("account", flat=True)


def _words(accounts: list[int]) -> dict[int, list[str]]:
    """Return the words by which accounts are found through their contacts."""
    found: dict[int, list[str]] = {}
    rows = Contact.objects.filter(account__in=accounts, archived_at=None)
    for account, name, *rest in rows.values_list(
        "account", "name", "email", "other_email", "phone", "mobile"
    ):
        words = [name, *(squeeze(one) if "@" not in one else one for one in rest if one)]
        found.setdefault(account, []).extend(words)
    return found


def describe() -> None:
    """Let accounts show, bring and be found by their contacts."""
    extend(
        "account",
        _contact("name", _("contact: name")),
        _contact("position", _("contact: position")),
        _contact("email", _("contact: e-mail")),
        _contact("phone", _("contact: telephone")),
    )
    find_by("contacts.contact", _accounts_of, _words)
