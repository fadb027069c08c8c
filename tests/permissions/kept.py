"""Words that stand nowhere else, written where some may not read, and who may find each."""

import re
from datetime import date
from decimal import Decimal

from comarca.accounts.models import Account
from comarca.activities.models import Absence
from comarca.base import files, writing
from comarca.base.objects import CustomField, all_types, find
from comarca.base.objects.custom import write_custom
from comarca.base.search import index, storage
from comarca.base.search.registry import providers
from comarca.contacts.models import Contact, ContactLink
from comarca.sales.models import Product
from comarca.service.models import Case, CaseMessage

# More digits than a moment has: five of them once stood in the microseconds of a page.
COST = Decimal("73915248.37")
# The word, and who may not find it: a reader sees all accounts and people, but no costs.
KEPT = {
    "zqconsent": {"stranger"}, "zqknows": {"stranger"}, "zqnote": {"stranger"},
    "zqabsence": {"stranger"}, "zqfile": {"stranger"}, "zqinternal": {"stranger"},
    "zqprivate": {"manager", "owner", "stranger", "reader"},
    "73915248": {"owner", "stranger", "reader"},
}  # fmt: skip


def found_in(body):
    """Return the words in an answer; figures however they are written."""
    plain = re.sub(rb"(?<=\d)[.,\xa0\s](?=\d)", b"", body)
    return {word for word in KEPT if word.encode() in plain}


def write_kept(team, keys):
    """Write the words where they belong."""
    account, contact = Account.objects.get(pk=keys["account"]), Contact.objects.get(
        pk=keys["contact"]
    )  # fmt: skip
    other = Contact.objects.create(account=account, name="Eva zqnote")
    Contact.objects.filter(pk=contact.pk).update(note="zqnote")
    writing.create(find("consent"), {"contact": contact.pk, "channel": "email", "answer": "no",
                   "said_on": date(2026, 3, 2), "source": "zqconsent"}, team["owner"])  # fmt: skip
    ContactLink.objects.create(contact=contact, kind="knows", other=other, note="zqknows")
    Absence.objects.create(person=team["owner"], first_day=date(2026, 3, 2),
                           back_on=date(2026, 3, 9), title="zqabsence")  # fmt: skip
    Product.objects.update(cost=COST)
    files.store([b"zqfile"], "zqfile.txt", "attachment", owner=("account", account.pk))
    CaseMessage.objects.create(case=Case.objects.get(pk=keys["case"]), text="zqinternal",
                               direction=CaseMessage.Direction.NOTE)  # fmt: skip
    for kind in all_types():
        if not kind.custom_fields:
            continue
        field = CustomField.objects.create(object_type=kind.key, key="own_kept", label="Kept",
                                           kind="text", roles=["administrator"])  # fmt: skip
        own = [field.described()]
        rows = kind.model._default_manager.all()
        write_custom(own, {row.pk: {own[0].key: "zqprivate"} for row in rows})
    storage.prepare(providers)
    for key in providers:
        index.rebuild(key)
