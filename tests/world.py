"""A company at work, small: one of everything that an address can name."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.activities.agenda.feed import new_link
from comarca.activities.mail.filing import file_on
from comarca.activities.models import CalendarSource, Email, Mailbox
from comarca.base import files, writing
from comarca.base.events.comments import comment
from comarca.base.files import StoredFile
from comarca.base.objects import CustomField, find
from comarca.campaigns.models import Campaign
from comarca.contacts.tests.factories import make_contact
from comarca.geography.models import Layer
from comarca.geography.tests.factories import make_grid_layer
from comarca.reports.models import Report
from comarca.sales.models import Approval, ApprovalRule, Product, Reason, TaxRate
from comarca.sales.quotes import approving
from comarca.sales.quotes import editing as quote_editing
from comarca.sales.quotes.links import send
from comarca.service.cases.editing import create as open_case
from comarca.service.models import Queue
from comarca.team import tokens
from comarca.team.models import Person
from comarca.territories.creation import create_plan
from comarca.territories.models import Proposal
from comarca.ui.lists.models import SavedView
from comarca.visits.models import WeekPlan


def make_world(team: dict[str, Person], me: Person) -> dict[str, Any]:
    """Make a plan, accounts of the owner's, and what is one person's own; return the keys.

    The accounts, the week and the visit are the team's owner's; links, tokens, tasks, comments
    and filed mail are ``me``'s.
    """
    layer = make_grid_layer(2, 3)
    spare = Layer.objects.create(code="spare", name="Spare", country="ES", source="file")
    for unit in layer.units.all():
        account = make_account(f"Bar {unit.code}", unit=unit, owner=team["owner"])
    people = [team["owner"], team["stranger"]]
    plan = create_plan("Plan", layer, people, team["administrator"])
    first, second = plan.territories.order_by("pk")
    plan.assignments.update(territory=first)
    units = list(plan.assignments.values_list("unit", flat=True))
    proposal = Proposal.objects.create(
        plan=plan, kind="fair", plan_version=plan.version, options={}, report={},
        assignment={"unit": units, "territory": [second.pk] * len(units)},
    )  # fmt: skip
    token, _secret = tokens.create(me, "Script", [], None)
    remark = comment(account, me, "Hola")
    contact = make_contact(account, "Rosa")
    owner = ("account", account.pk)
    kept = files.store([b"Hola"], "otra.txt", StoredFile.Kind.ATTACHMENT, owner=owner, by=None)
    own = CustomField.objects.create(
        object_type="account", key="margin", label="Margin", kind="text"
    )
    task = editing.create({"title": "Call", "account": account.pk}, me)
    link, secret = new_link(me, "Phone")
    source = CalendarSource.objects.create(person=me, name="Home", url="https://example.com/x.ics")
    account.email = "bar@sol.example"
    account.save()
    box = Mailbox.objects.create(name="B", address="b@x.example", host="x", username="x")
    emails = [
        Email.objects.create(
            message_id=f"{n}@x", thread=f"{n}@x", sender="ana@sol.example", subject="Offer",
            at=timezone.now(), mailbox=box,
        )
        for n in range(2)
    ]  # fmt: skip
    file_on(emails[1], account, None, me)
    queue = Queue.objects.create(name="Support", form_name="support")
    case = open_case({"subject": "Leak", "account": account.pk, "queue": queue.pk}, None)
    week = WeekPlan.objects.create(person=team["owner"], starts=date(2026, 3, 2))
    visit = week.visits.create(account=account, day=week.starts, starts="09:00", ends="09:30")
    view = SavedView.objects.create(object_type="account", name="Mine", owner=me)
    return {
        "view": view.pk, "visit": visit.pk, "week": week.pk, "account": account.pk,
        "layer": layer.pk, "spare": spare.pk,
        "plan": plan.pk, "first": first.pk, "second": second.pk, "unit": units[0],
        "proposal": proposal.pk, "token": token.pk, "comment": remark.pk, "field": own.pk,
        "file": kept.pk, "contact": contact.pk, "activity": task.pk, "link": link.pk,
        "secret": secret, "source": source.pk, "box": box.pk, "email": emails[0].pk,
        "filed": emails[1].pk, "case": case.pk,
        "person": team["owner"].pk, "other": team["stranger"].pk,
        **sales(account, team), **campaign(team, me),
    }  # fmt: skip


def campaign(team: dict[str, Person], me: Person) -> dict[str, Any]:
    """A campaign for nobody yet, and a saved report of ``me``'s."""
    view = SavedView.objects.create(
        object_type="account", name="None", query="q=nothing", owner=me, shared="everybody"
    )
    day = date(2026, 3, 2)
    made = Campaign.objects.create(
        name="Coffee", segment=view, owner=team["manager"], starts_on=day, ends_on=date(2099, 1, 1)
    )
    made.steps.create(position=1, kind="call")
    report = Report.objects.create(name="Cases", query="r-object=case", owner=me)
    return {"campaign": made.pk, "group": view.pk, "report": report.pk}


def sales(account: Account, team: dict[str, Person]) -> dict[str, Any]:
    """An opportunity, a draft, an approved quote, a request for approval and an order."""
    boss, owner = team["administrator"], team["owner"]
    product = Product.objects.create(code="P", name="Coffee", price=10)
    TaxRate.objects.create(country="ES", percent=21, valid_from=date(2020, 1, 1))
    opportunity = writing.create(find("opportunity"), {"title": "O", "account": account.pk}, boss)
    quotes = []
    for _n in range(4):
        made = quote_editing.create({"opportunity": opportunity.pk}, owner)
        head = quote_editing.Head(made.current.valid_until)
        rows = [quote_editing.Row(product.pk, Decimal(1))]
        quotes.append(quote_editing.write_draft(made, None, head, rows, owner))
    approving.submit(quotes[1], None, "", owner)
    approving.submit(quotes[3], None, "", owner)
    _sent, secret = send(quotes[3], None, owner)
    ApprovalRule.objects.create(name="Always")
    approving.submit(quotes[2], None, "Please", owner)
    order = writing.create(find("order"), {"account": account.pk, "net": Decimal(10)}, boss)
    won = opportunity.pipeline.stages.get(kind="won")
    return {
        "opportunity": opportunity.pk, "won": won.pk, "draft": quotes[0].pk,
        "approved": quotes[1].pk, "approval": Approval.objects.get().pk, "product": product.pk,
        "reason": Reason.objects.filter(kind="won").first().pk, "line": order.lines.get().pk,
        "quote_secret": secret,
    }  # fmt: skip
