"""A day without a signal in a real browser: the server gone, killed in the middle, and back."""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from comarca.visits.tests.test_phone import PNG
from comarca.web.tests.installation import Installation, answer_of, wait_for
from comarca.web.tests.test_serve import free_port

PATIENCE = 40_000
PHONE = {"width": 390, "height": 844}
pytestmark = pytest.mark.browser
MAKE = """
import json
from django.test import Client
from comarca.accounts.tests.factories import make_account
from comarca.base.dates import today
from comarca.team.tests.people import make_company, make_team
from comarca.visits.models import WeekPlan
from comarca.visits.planning.due import monday_of
company = make_company(); company.language = "en"; company.save()
owner = make_team()["owner"]
week = WeekPlan.objects.create(person=owner, starts=monday_of(), state="published")
for i, at in enumerate(("09:00", "10:00", "11:00")):
    account = make_account(f"Bar {i}", owner=owner, lon=-3.7 + i / 50, lat=40.41)
    week.visits.create(account=account, day=today(), starts=at, ends=at[:3] + "30", order=i + 1)
from comarca.sales.models import Product
Product.objects.create(code="T1", name="Tea, green")
client = Client(); client.force_login(owner)
print(json.dumps({"session": client.cookies["sessionid"].value}))
"""
STATE = """
import json
from comarca.activities.models import Activity
from comarca.base.files import StoredFile
from comarca.visits.models import Visit, VisitEntry, VisitProduct
print(json.dumps({
    "texts": sorted(Activity.objects.filter(kind="visit").values_list("text", flat=True)),
    "done": Visit.objects.filter(state="done").count(), "entries": VisitEntry.objects.count(),
    "products": list(VisitProduct.objects.values_list("product__code", flat=True)),
    "others": list(Visit.objects.exclude(products="").values_list("products", flat=True)),
    "photos": StoredFile.objects.filter(place="activity").count(),
    "order": list(VisitEntry.objects.order_by("pk").values_list("kind", flat=True)),
}))
"""


@dataclass
class Server:
    """An installation whose server comes and goes."""

    installation: Installation
    port: int = field(default_factory=free_port)
    running: AbstractContextManager[Any] | None = None
    process: Any = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        arguments = ("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
                     str(self.port), "comarca.web.wsgi:application")  # fmt: skip
        self.running = self.installation.process(sys.executable, *arguments)
        self.process = self.running.__enter__()
        wait_for(lambda: answer_of(self.port).get("status"), "pages")

    def kill(self) -> None:
        """Kill it as a power cut does."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        for one in [*family, psutil.Process(self.process.pid)]:
            one.kill()
        self.process.wait(timeout=30)
        if self.running is not None:
            self.running.__exit__(None, None, None)

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.installation.python(STATE).splitlines()[-1])
        return found


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    installation = Installation(tmp_path / "installation")
    assert installation.run("init", "--no-geography").returncode == 0
    made = Server(installation)
    try:
        made.start()
        yield made
    finally:
        if made.process is not None and made.process.poll() is None:
            made.kill()


def phone(browser: Browser, server: Server, session: str) -> BrowserContext:
    context = browser.new_context(locale="en-GB", viewport=PHONE, has_touch=True)  # type: ignore[arg-type]
    context.add_cookies([{"name": "sessionid", "value": session, "url": server.address}])
    context.set_default_timeout(PATIENCE)
    return context


def cut(context: BrowserContext, is_cut: bool) -> None:
    """Cut the network, as the phone's own switch does; the server is gone besides."""
    context.set_offline(is_cut)


def report(page: Page, name: str, text: str, waiting: int, photo: bool = False) -> None:
    """Note a visit as a thumb does: outcome, words, save."""
    stop = page.locator(f"[data-name='{name}']")
    box = stop.locator(".stop-report")
    if box.get_attribute("open") is None:
        box.locator("summary").first.tap()
    box.get_by_text("Went well").tap()
    box.locator("textarea").fill(text)
    if photo:
        box.get_by_text("Photo and products").tap()
        picture = {"name": "shelf.png", "mimeType": "image/png", "buffer": PNG}
        box.locator("input[type=file]").set_input_files(picture)  # type: ignore[arg-type]
        products = box.get_by_label("Products discussed")
        products.focus()
        for named in ("Tea, green (T1)", "Rocket"):
            products.fill(named)
            products.press("Enter")
        expect(box.locator(".product-chips .is-unknown")).to_contain_text("Rocket")
        expect(box.locator(".product-chips li")).to_have_count(2)
    box.get_by_role("button", name="Save").tap()
    expect(stop.locator(".stop-waiting").first).to_contain_text(text, timeout=PATIENCE)
    # The line above the stops has grown, too: nothing shifts under the next tap.
    expect(page.locator("#day")).to_have_attribute("data-waiting", str(waiting), timeout=PATIENCE)


def test_a_day_without_a_signal_loses_no_word(browser: Browser, server: Server) -> None:
    made = json.loads(server.installation.python(MAKE).splitlines()[-1])
    context = phone(browser, server, made["session"])
    page = context.new_page()
    page.goto(f"{server.address}/visits/day/")
    expect(page.locator("#day-kept")).not_to_be_empty(timeout=PATIENCE)
    for address in ("/visits/day/", "/visits/day/products.json"):
        kept = f"caches.open('comarca-day-1').then(c => c.match('{address}')).then(Boolean)"
        wait_until(page, kept)
    # No signal, and no server either: the day is still there, and takes what is noted.
    cut(context, is_cut=True)
    server.kill()
    page.reload()
    expect(page.locator("[data-visit]")).to_have_count(3)
    report(page, "Bar 0", "Wants an offer", 2, photo=True)
    report(page, "Bar 1", "Complains of the price", 3)
    page.locator("[data-name='Bar 2'] .stop-report summary").first.tap()
    page.locator("[data-name='Bar 2'] textarea").fill("Half a sentence")
    wait_until(page, DRAFT)
    page.close()  # the battery is flat
    page = context.new_page()
    cut(context, is_cut=True)
    page.goto(f"{server.address}/visits/day/")
    expect(page.locator("#day")).to_have_attribute("data-waiting", "3")
    expect(page.locator("[data-name='Bar 0']")).to_contain_text("Wants an offer")
    expect(page.locator("[data-name='Bar 2'] textarea")).to_have_value("Half a sentence")
    # The signal is back; the server dies in the middle of the first request, and comes back.
    server.start()
    dying = []
    page.on("request", lambda asked: asked.method == "POST" and not dying and (
        dying.append(asked.url), server.kill()))  # fmt: skip
    cut(context, is_cut=False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(100)
    wait_for(lambda: dying or page.wait_for_timeout(50), "the first request")
    server.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#day")).to_have_attribute("data-waiting", "0", timeout=PATIENCE)
    state = server.state()
    assert state["texts"] == ["Complains of the price", "Wants an offer"]
    assert (state["done"], state["entries"], state["photos"]) == (2, 3, 1)
    assert (state["products"], state["others"]) == (["T1"], ["Rocket"])
    assert state["order"] == ["report", "photo", "report"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


DRAFT = """new Promise((done) => {
  const asked = indexedDB.open("comarca-day");
  asked.onsuccess = () => {
    const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
    all.onsuccess = () => { asked.result.close();
      done(all.result.some((one) => one.fields.text === "Half a sentence")); };
  };
})"""


def wait_until(page: Page, condition: str) -> None:
    wait_for(lambda: page.evaluate(condition) or page.wait_for_timeout(50), condition)
