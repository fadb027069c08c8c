"""Two people do the same thing at once: one wins, the other is told, nothing is there twice."""

import threading
from decimal import Decimal

import pytest
from django.db import connection, connections

from comarca.sales.models import (
    Approval,
    ApprovalRule,
    MonthlyTotal,
    Opportunity,
    OpportunityState,
    Order,
    Quote,
)
from comarca.sales.pipeline import editing as pipeline
from comarca.sales.quotes import answering, approving, editing, links

ROUNDS = 3  # a race is run several times: it may be won by luck


def connect_to(path):
    """Let this thread use a SQLite file, which locks as in real life; memory does not."""
    if connection.vendor == "sqlite":
        fresh = connection.copy()
        fresh.settings_dict["NAME"] = path
        connections["default"] = fresh


def race(path, works):
    """Do some things at once on connections of their own; return how each of them ended."""
    ready, ended = threading.Barrier(len(works)), []

    def run(work):
        connect_to(path)
        try:
            ready.wait(10)
            ended.append(work() and "won")
        except Exception as lost:  # noqa: BLE001 - how it ended is what is compared
            ended.append(type(lost).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ended


@pytest.fixture
def quotes(team, opportunity, products, price_list):
    """Quotes that wait for approval, and quotes that were sent."""
    made = {"waiting": [], "sent": []}
    for n in range(2 * ROUNDS):
        quote = editing.create({"opportunity": opportunity.pk}, team["owner"])
        head = editing.Head(quote.current.valid_until)
        rows = [editing.Row(products["coffee"].pk, Decimal(n + 1))]
        quote = editing.write_draft(quote, None, head, rows, team["owner"])
        if n % 2:
            quote = approving.submit(quote, None, "", team["owner"])
            quote, _secret = links.send(quote, None, team["owner"])
            made["sent"].append(quote)
        else:
            made["waiting"].append(quote)
    ApprovalRule.objects.create(name="Always")
    for quote in made["waiting"]:
        approving.submit(quote, None, "Please", team["owner"])
    return made


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_cleanly(team, opportunity, quotes, tmp_path):
    file, usual = str(tmp_path / "two.sqlite3"), connections["default"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [file])
    try:
        for quote in quotes["sent"]:
            works = [lambda q=quote, n=name: answering.accept(q.current, n) for name in ("A", "B")]
            assert sorted(race(file, works)) == ["AlreadyAnswered", "won"]
        for quote in quotes["waiting"]:
            approval = Approval.objects.get(edition=quote.current)
            works = [
                lambda a=approval: approving.decide(a, team["manager"], approve=True),
                lambda a=approval: approving.decide(a, team["operations"], approve=False),
            ]
            assert sorted(race(file, works)) == ["AlreadyDecided", "won"]
        for n in range(ROUNDS):
            connect_to(file)
            seen = Opportunity.objects.get()
            connection.close()
            works = [
                lambda s=seen, v=value: pipeline.change(s, s.version, {"value": v}, team["owner"])
                for value in (Decimal(100 + n), Decimal(200 + n))
            ]
            assert sorted(race(file, works)) == ["EditedMeanwhile", "won"]
        connect_to(file)
        assert Order.objects.filter(quote__in=quotes["sent"]).count() == ROUNDS
        assert set(Quote.objects.filter(order__isnull=False).values_list("state", flat=True)) == {
            Quote.State.ACCEPTED
        }
        assert Order.objects.values("number").distinct().count() == Order.objects.count()
        assert not Approval.objects.filter(state="waiting").exists()
        states = OpportunityState.objects.filter(valid_to=None)
        assert states.get().value == Opportunity.objects.get().value
        lines = sum(order.net for order in Order.objects.all())
        assert sum(one.net for one in MonthlyTotal.objects.all()) == lines
    finally:
        if usual is not connections["default"]:
            connection.close()
            connections["default"] = usual
