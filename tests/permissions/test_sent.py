"""What leaves without being asked for, letters and calendars, holds nothing kept from its reader.

Everybody is told of every event there is, by a letter at once, and gets a report on each kind of
object and a private calendar; then the letters are read for the words of ``kept.py``.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from comarca.accounts.models import Account
from comarca.activities.models import Activity, FeedLink
from comarca.base import digests, writing
from comarca.base.events import Event
from comarca.base.events.comments import comment
from comarca.base.events.digest import send
from comarca.base.events.notifications import Mail, Notification
from comarca.base.objects import CustomField, all_types, find
from comarca.contacts.models import Contact
from comarca.reports.letters import send_due
from comarca.reports.models import Report, Subscription
from comarca.sales.models import Product
from tests.permissions.kept import COST, KEPT, found_in

WHO = ("administrator", "manager", "owner", "stranger", "reader")


@pytest.fixture
def happened(kept, settings):
    """Let something happen to each thing that is kept, so that there is something to be told."""
    team, keys = kept
    settings.EMAIL_HOST = "mail.example.com"
    boss, product = team["administrator"], Product.objects.order_by("pk").first()
    writing.change(find("product"), product, None, {"cost": Decimal(1)}, boss)
    writing.change(find("product"), product, None, {"cost": COST}, boss)
    contact = Contact.objects.get(pk=keys["contact"])
    writing.change(find("contact"), contact, None, {"note": "zqnote again"}, boss)
    account = Account.objects.get(pk=keys["account"])
    own = CustomField.objects.get(object_type="account", key="own_kept").described().key
    for text in ("nothing", "zqprivate"):
        writing.change(find("account"), account, None, {own: text}, boss)
    comment(account, boss, "zqnote in a comment")
    Activity.objects.filter(account=account).update(text="zqnote", title="zqnote")
    return kept


def leaks_in(texts, team):
    """Return who was sent what they may not see; ``texts`` holds what each was sent."""
    return [
        f"{who} was sent {word}"
        for who in WHO
        for word in found_in("\n".join(texts.get(team[who].email, [])).encode())
        if who in KEPT[word]
    ]


def letters():
    """Return what was sent to each address, attachments included."""
    found = {}
    for one in mail.outbox:
        parts = [one.subject, one.body, *(str(part[1]) for part in one.attachments)]
        for address in one.to:
            found.setdefault(address, []).extend(parts)
    return found


@pytest.mark.one_database
def test_letters_of_events_hold_only_what_their_reader_may_see(happened):
    team, _keys = happened
    events = list(Event.objects.all())
    Notification.objects.all().delete()
    Notification.objects.bulk_create(
        Notification(person=team[who], event=one, kind="mention", mail=Mail.AT_ONCE)
        for who in WHO
        for one in events
    )
    assert send(Mail.AT_ONCE)
    sent = letters()
    assert not leaks_in(sent, team)
    told = found_in("\n".join(sent[team["administrator"].email]).encode())
    assert told >= {"zqnote", "zqprivate", "73915248"}  # who may see them is told


@pytest.mark.one_database
def test_reports_by_letter_hold_only_what_their_reader_may_see(happened):
    team, _keys = happened
    for kind in all_types():
        query = f"r-object={kind.key}&r-by=own_kept"
        report = Report.objects.create(name=kind.key, query=query, owner=team["administrator"],
                                       shared="everybody")  # fmt: skip
        Subscription.objects.bulk_create(
            Subscription(report=report, person=team[who], rhythm="daily",
                         next_at=timezone.now() - timedelta(hours=1))
            for who in WHO
        )  # fmt: skip
    assert send_due()
    assert not leaks_in(letters(), team)


@pytest.mark.one_database
def test_private_calendars_hold_only_what_their_owner_may_see(happened):
    team, _keys = happened
    found = {}
    for who in WHO:
        secret = f"secret-of-{who}"
        FeedLink.objects.create(person=team[who], name="x", digest=digests.digest_of(secret))
        answer = Client().get(f"/calendar/{secret}.ics")
        assert answer.status_code == 200
        found[team[who].email] = [answer.content.decode()]
    assert not leaks_in(found, team)
    assert found_in(found[team["owner"].email][0].encode())  # the owner's own is there
