"""What is exported comes back and changes nothing: every kind of object, language and format."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from comarca.accounts.models import Account
from comarca.base import writing
from comarca.base.objects import CustomField, all_types, find
from comarca.base.objects.custom import write_custom
from comarca.base.objects.types import ObjectType, fields_of
from comarca.imports.described import previewing
from comarca.imports.lifecycle import intake
from comarca.imports.lifecycle import previewing as accounts
from comarca.imports.targets import kinds_for
from comarca.sales.pipeline.starting import default_pipeline
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team
from tests.world import make_world

DAY = date(2026, 3, 2)
TEXT = 'Línea; "una", y\notra'


@pytest.fixture
def boss(db: None) -> Person:
    """Return who sees everything, with one of everything that a file may bring."""
    make_company()
    team = make_team()
    make_world(team, team["administrator"])
    add_more(team["administrator"])
    return team["administrator"]


def add_more(boss: Person) -> None:
    """Make what the world lacks, and values in an administrator's own fields."""
    account = Account.objects.order_by("pk").last()
    of = {"account": account.pk}

    def made(key: str, **values: Any) -> Any:
        return writing.create(find(key), values, boss)

    family = made("product_family", name="Coffee, ground")
    made("tag", name="Key account")
    made("need", title="Faster oven", **of)
    made("promise", title="A sample", due_on=DAY, **of)
    plan = made("account_plan", objective="Twice the coffee", **of)
    made("plan_step", title="Visit", account_plan=plan.pk, **of)
    made("agreement", title="Two years", valid_from=DAY, **of)
    made("competitor", name="Rival", strengths=TEXT)
    prices = made("price_list", name="Summer", valid_from=DAY)
    beans = made("product", code="Q", name="Beans, dark", family=family.pk, price=Decimal("7.25"))
    made("price", product=beans.pk, price_list=prices.pk, amount=Decimal("6.5"))
    made("discount", name="Volume", kind="volume", percent=Decimal(3), valid_from=DAY)
    made("customer_terms", **of)
    made("activity", title="Call", kind="call", text=TEXT, **of)
    made("absence", person=boss.pk, first_day=DAY, back_on=date(2026, 3, 5))
    made("mail_template", name="Hello", subject="Hello", text=TEXT)
    made("case_category", name="Breakdown")
    queue = find("queue").model._default_manager.first()
    made("service_level", queue=queue.pk, priority="2normal", first_answer=Decimal("4.5"),
         resolution=Decimal(16))  # fmt: skip
    made("article", title="How to clean", text=TEXT)
    made("survey", name="After a visit")
    made("account-cycle", **of)
    made("visit-cycle", segment="bar")
    made("note", title="A note", **of)
    contacts = [made("contact", name=f"Eva {n}", account=account.pk) for n in range(2)]
    made("activity", title="Talk", kind="meeting", contacts=[one.pk for one in contacts], **of)
    made("contact_link", contact=contacts[0].pk, other=contacts[1].pk)
    made("consent", contact=contacts[0].pk, channel="email", answer="yes", said_on=DAY)
    deal = find("opportunity").model._default_manager.first()
    made("opportunity_line", product=beans.pk, opportunity=deal.pk)
    made("decision_role", contact=contacts[0].pk, opportunity=deal.pk)
    made("preparation", opportunity=deal.pk, their_needs=TEXT)
    made("concession", title="Freight", opportunity=deal.pk)
    stages = default_pipeline().stages
    first = stages.order_by("position").first()
    made("opportunity", title="Second", stage=first.pk, value=Decimal("10.50"), note=TEXT, **of)
    for key in ("account", "contact", "activity", "need", "product", "opportunity", "case"):
        kind = find(key)
        for name, value in (("decimal", Decimal("3.25")), ("date", date(2026, 2, 3)),
                            ("text", TEXT)):  # fmt: skip
            field = CustomField.objects.create(
                object_type=key, key=f"own_{name}", label=f"Own {name}", kind=name
            )
            own = [field.described()]
            row = kind.model._default_manager.order_by("pk").first()
            write_custom(own, {row.pk: {own[0].key: value}})


def exported(client: Client, kind: ObjectType, form: str) -> bytes:
    """Return the file of all objects of a kind, all columns."""
    columns = ",".join(one.key for one in fields_of(kind))
    answer = client.get(f"/objects/{kind.key}/export/?as={form}&all=1&columns={columns}")
    assert answer.status_code == 200, kind.key
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_what_is_exported_comes_back_and_changes_nothing(
    client: Client, boss: Person, language: str, form: str
) -> None:
    client.force_login(boss)
    boss.language = language
    boss.save()
    wrong, empty = {}, []
    for kind in [find("account"), *kinds_for(boss)]:
        count = kind.visible_to(boss).count()
        if not count:
            empty.append(kind.key)
            continue
        key = "accounts" if kind.key == "account" else kind.key
        batch = intake.take_in(f"x.{form}", [exported(client, kind, form)], boss, key)
        with translation.override(language):
            (accounts if kind.key == "account" else previewing).prepare(batch)
        actions = list(batch.rows.values_list("action", flat=True))
        if set(actions) != {"unchanged"} or len(actions) != count:
            told = list(batch.rows.exclude(action="unchanged").values_list(
                "number", "action", "before", "problems")[:3])  # fmt: skip
            wrong[kind.key] = (count, len(actions), told)
    assert not wrong
    assert empty == []
    assert len(all_types()) > 30
