"""The load: 25 people, one request a second each, a fifth of them writing (a locustfile).

People do not act in step: the time from one's act to the next is drawn at random (exponential, a
second in the mean), whatever the answer takes. With ``COMARCA_IN_STEP=1`` everybody acts at the
same moment of each second, which no company does: a figure for the worst moment.

``locust -f bench/web/load.py --headless --users 25 --host http://127.0.0.1:8000``; the sessions
that ``fill.py`` wrote are named by ``COMARCA_SESSIONS``.
"""

import json
import os
import random
import re
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from locust import HttpUser, constant_throughput, task

DICE = random.Random(1)  # noqa: S311
WORDS = ["Bar", "Ruiz", "Taller", "Vidal", "Hotel Gómez", "Ana Ruiz"]
REPORTS = [
    "r-object=order&r-measure=sum&r-of=net&r-by=ordered_on.month&r-moment=ordered_on",
    "r-object=opportunity&r-measure=share&r-by=owner&r-across=standing&r-moment=closed_at",
    "r-object=case&r-by=opened_at.month&r-across=queue&r-moment=opened_at",
]
IN_STEP, STEP = os.environ.get("COMARCA_IN_STEP") == "1", constant_throughput(1)
PEOPLE = cycle(json.loads(Path(os.environ["COMARCA_SESSIONS"]).read_text()))


class Worker(HttpUser):
    """Somebody at work: mostly reads, sometimes writes."""

    def wait_time(self) -> float:
        """Return the seconds until the next act; who is late already acts at once."""
        if IN_STEP:
            return float(STEP(self))
        self.due += DICE.expovariate(1)
        return max(self.due - time.monotonic(), 0)

    def on_start(self) -> None:
        """Take somebody's place and fetch the mark that forms carry."""
        self.due = time.monotonic()
        self.who: dict[str, Any] = next(PEOPLE)
        self.client.cookies.set("sessionid", self.who["session"])
        self.client.get("/tasks/", name="tasks")
        self.account()
        orders = self.client.get("/objects/order/", name="orders").text
        self.orders = re.findall(r"/orders/\d+/", orders)

    def account(self) -> int:
        """Choose one of the accounts that this person sees, and remember the mark of its page."""
        pk = DICE.choice(self.who["accounts"])
        page = self.client.get(f"/accounts/{pk}/", name="account page").text
        self.token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        return int(pk)

    def post(self, path: str, name: str, **sent: str) -> None:
        """Send a form; to be led on is the good answer."""
        sent["csrfmiddlewaretoken"] = self.token
        with self.client.post(path, sent, name=name, allow_redirects=False,
                              catch_response=True) as answer:  # fmt: skip
            if answer.status_code != 302:
                answer.failure(f"{answer.status_code}")

    @task(20)
    def open_account(self) -> None:
        """Open an account."""
        self.account()

    @task(12)
    def read_timeline(self) -> None:
        """Read what happened at an account."""
        pk = DICE.choice(self.who["accounts"])
        self.client.get(f"/panels/account/timeline/{pk}/", name="timeline",
                        headers={"HX-Request": "true"})  # fmt: skip

    @task(12)
    def filter_accounts(self) -> None:
        """List accounts by the calls that were made there."""
        self.client.get(
            "/accounts/?activity.kind__in=call&segment__is=bar", name="accounts, by calls"
        )

    @task(8)
    def list_activities(self) -> None:
        """List activities."""
        self.client.get("/objects/activity/?kind__in=call", name="activities, calls")

    @task(12)
    def look_at_calendar(self) -> None:
        """Look at the week, or the month of the team."""
        view = DICE.choice(["week", "week", "month"])
        self.client.get(f"/calendar/?view={view}", name=f"calendar, {view}")

    @task(8)
    def search(self) -> None:
        """Search as one types."""
        self.client.get("/api/search", params={"q": DICE.choice(WORDS)}, name="search")

    @task(8)
    def see_tasks(self) -> None:
        """Look at one's tasks."""
        self.client.get("/tasks/", name="tasks")

    @task(6)
    def look_at_the_board(self) -> None:
        """Look at the opportunities by stage."""
        self.client.get("/pipeline/", name="board")

    @task(6)
    def list_opportunities(self) -> None:
        """List opportunities."""
        self.client.get("/objects/opportunity/", name="opportunities")

    @task(6)
    def open_order(self) -> None:
        """Open one of the newest orders."""
        if self.orders:
            self.client.get(DICE.choice(self.orders), name="order page")

    @task(4)
    def look_at_the_desk(self) -> None:
        """Look at the cases."""
        self.client.get("/service/", name="service desk")

    @task(2)
    def read_report(self) -> None:
        """Read a report of a year."""
        asked = f"{DICE.choice(REPORTS)}&r-period=days_365"
        self.client.get(f"/reports/show/?{asked}", name="report of a year")

    @task(16)
    def log_call(self) -> None:
        """Log a call."""
        pk = DICE.choice(self.who["accounts"])
        self.post(f"/activities/accounts/{pk}/log/", "log a call", kind="call", text="Pide precio")

    @task(10)
    def plan_step(self) -> None:
        """Plan the next step."""
        pk = DICE.choice(self.who["accounts"])
        self.post(f"/activities/accounts/{pk}/next/", "next step", days="7", title="Enviar oferta")
