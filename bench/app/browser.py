"""A real Chromium: log in, measure the first paint of the map and a recolouring."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from running import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from find_browser import find_browser
from playwright.sync_api import Browser, Page, sync_playwright

PASSWORD = "comarca-demo"  # noqa: S105 - the demo's, printed at its start
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
NETWORK_IDLE = 0.5
RECOLOURED = """() => {
  const all = performance.getEntriesByName('recolour', 'measure');
  return all.map((entry) => entry.duration);
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless Chromium."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


def log_in(page: Page, url: str, local: str = "director") -> None:
    """Log in as one of the demo's people."""
    page.goto(f"{url}/account/login/")
    page.locator("form input[name=username]:visible").fill(f"{local}@comarca.example")
    page.locator("form input[name=password]:visible").fill(PASSWORD)
    page.locator("form:has(input[name=password]:visible) button").click()
    page.wait_for_url(lambda address: "login" not in address)


def wait_for_map(page: Page) -> None:
    """Wait until the map shows its territories."""
    page.wait_for_selector("#workspace:not(.is-loading)", timeout=60_000)


def map_times(url: str, rounds: int) -> tuple[list[float], list[float], list[float]]:
    """Return seconds until the map is ready and until all its tiles are there; ms of recolouring.

    The browser's cache is empty each time.
    """
    paints, settled, recolourings = [], [], []
    with chromium() as browser:
        for _ in range(rounds):
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            log_in(page, url)
            began = time.monotonic()
            page.goto(f"{url}/map/", wait_until="commit")
            wait_for_map(page)
            paints.append(time.monotonic() - began)
            page.wait_for_load_state("networkidle")
            settled.append(time.monotonic() - began - NETWORK_IDLE)
            page.wait_for_timeout(1500)
            recolourings += page.evaluate(RECOLOURED)
            page.context.close()
    return paints, settled, recolourings
