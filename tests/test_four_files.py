"""Another CRM's four files through the pages, in the wrong order: in, right, once more, out."""

import re
from collections import Counter
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.test import Client
from django.urls import reverse

from comarca.accounts.models import Account
from comarca.base.organisation import Organisation
from comarca.imports.models import Import
from comarca.imports.tests.files import work
from comarca.relations.models import ProductFamily
from comarca.sales.models import Opportunity, Product
from comarca.team.models import Person
from tests import other_crm

FILES = other_crm.make(deals=120, accounts=12, agents=8)
State = Import.State


@pytest.fixture
def boss(client: Client, db: None) -> Person:
    Organisation.objects.create(name="Other", country="US", language="es", currency="USD")
    boss = Person.objects.create_user("ops@example.com", name="Olga", role="administrator")
    client.force_login(boss)
    return boss


def after(batch: Import) -> Import:
    """Let the worker do what the page asked for."""
    batch.refresh_from_db()
    assert batch.job is not None
    work(batch.job)
    batch.refresh_from_db()
    assert not batch.summary.get("trouble")
    return batch


def page_of(client: Client, batch: Import) -> str:
    """Open the page of an import, as its person does after every step."""
    shown = client.get(reverse("imports:detail", args=[batch.pk]))
    assert shown.status_code == 200
    return shown.content.decode()


def uploaded(client: Client, kind: str, text: str) -> Import:
    file = SimpleUploadedFile(f"{kind}.csv", text.encode())
    client.post(reverse("imports:new"), {"kind": kind, "file": file})
    return after(Import.objects.latest("pk"))


def answered(client: Client, batch: Import, **also: str) -> Import:
    """Press "Use these answers" with what the page suggests, and choose some others."""
    page = page_of(client, batch)
    sent = {}
    for at, one in enumerate(batch.summary["questions"]):
        select = re.search(rf'name="answer-{at}">(.*?)</select>', page, re.DOTALL)
        chosen = re.search(r'value="([^"]+)" selected', select.group(1)) if select else None
        if said := also.get(one["said"] or "empty", chosen.group(1) if chosen else ""):
            sent[f"answer-{at}"] = said
    client.post(reverse("imports:decide", args=[batch.pk]), sent)
    return after(batch)


def added(client: Client, batch: Import, column: str) -> Import:
    """Press "Add all"."""
    page_of(client, batch)
    client.post(reverse("imports:decide", args=[batch.pk]), {"all": column})
    return after(batch)


def imported(client: Client, batch: Import) -> Import:
    page_of(client, batch)
    client.post(reverse("imports:apply", args=[batch.pk]))
    assert after(batch).state == State.APPLIED
    page_of(client, batch)
    return batch


def won_by_agent_and_month() -> Counter[tuple[str, str]]:
    rows = Opportunity.objects.filter(stage__kind="won").annotate(month=TruncMonth("closed_at"))
    sums = rows.order_by().values_list("owner__name", "month").annotate(Sum("value"))
    return Counter({(name, f"{month:%Y-%m}"): int(value) for name, month, value in sums})


def test_four_files_in_the_wrong_order_come_in_right_and_leave_nothing(
    client: Client, boss: Person
) -> None:
    deals = uploaded(client, "accounts", FILES.opportunity)  # first what refers to all, as another
    assert 'name="kind" value="opportunity"' in page_of(client, deals)
    client.post(reverse("imports:reading", args=[deals.pk]), {"kind": "opportunity"})
    deals = after(deals)
    assert deals.summary["waiting"] == 120
    accounts = uploaded(client, "accounts", FILES.account)
    assert "Philipines" in page_of(client, accounts)  # read as another, and said so
    assert "revenue" in page_of(client, accounts)
    assert 'name="kind"' not in page_of(client, accounts)
    accounts = imported(client, accounts)
    assert not Account.objects.filter(annual_sales__isnull=False).exists()  # their own turnover
    people = imported(client, added(client, uploaded(client, "person", FILES.person), "add"))
    products = uploaded(client, "product", FILES.product)
    products = imported(client, added(client, products, "series"))
    agents = Person.objects.filter(role="representative")
    assert {one.manager.name for one in agents if one.manager} == set(other_crm.MANAGERS)

    deals = answered(client, deals)  # the questions of before all was here: the team is known now
    empty = next(one for one in deals.summary["questions"] if not one["said"])
    assert empty["count"] == FILES.expected.without_account
    assert Person.objects.count() == 1 + 8 + len(other_crm.MANAGERS)  # nobody is there twice
    deals = answered(client, deals)
    assert deals.summary["waiting"] == FILES.expected.without_account  # asked about, not lost
    deals = imported(client, answered(client, deals, empty="0"))

    rows = Opportunity.objects.all()
    stages = Counter(rows.values_list("stage__kind", flat=True))
    known = FILES.expected.stages
    assert (stages["won"], stages["lost"]) == (known["Won"], known["Lost"])
    assert stages["open"] == known["Prospecting"] + known["Engaging"]
    assert rows.filter(account=None).count() == FILES.expected.without_account
    assert won_by_agent_and_month() == FILES.expected.won
    assert rows.filter(lines__product__name="GTX Pro").exists()
    assert Product.objects.get(name="GTK 500").price == Decimal(26768)

    again = uploaded(client, "opportunity", FILES.opportunity)
    assert not again.summary["questions"]  # what names mean was answered with the first file
    assert again.summary["new"] == again.summary["changed"] == 0
    for kind, text in (("person", FILES.person), ("product", FILES.product),
                       ("accounts", FILES.account)):  # fmt: skip
        same = uploaded(client, kind, text)
        assert same.summary["unchanged"] == same.summary["rows"]

    for batch in (deals, products, people, accounts):
        client.post(reverse("imports:undo", args=[batch.pk]))
        assert after(batch).state == State.UNDONE
        page_of(client, batch)
    for model in (Opportunity, Product, ProductFamily, Account):
        assert not model.objects.exists()
    assert list(Person.objects.all()) == [boss]
