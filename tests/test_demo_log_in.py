"""The demo's log-in page: who somebody is stands beside their role, at every width."""

import pytest
from playwright.sync_api import Browser

from comarca.demo import pack
from comarca.demo.company import make_company, make_people

APART = 8  # pixels
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Of each button the left and the right end of its two texts.
BOXES = """buttons => buttons.map(button => [...button.querySelectorAll("span")].map(one => {
  const range = document.createRange(); range.selectNodeContents(one);
  const {left, right} = range.getBoundingClientRect();
  return [left, right];
}))"""


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_name_runs_into_its_role(live_server: object, browser: Browser, width: int) -> None:
    make_people(pack.people())
    make_company()
    page = browser.new_page(locale="es", viewport={"width": width, "height": 900})
    page.goto(f"{live_server}/account/login/")
    buttons = page.locator("[aria-labelledby=demo-heading] form button")
    boxes = buttons.evaluate_all(BOXES)
    assert len(boxes) == len(pack.LOG_INS)
    for name, role in boxes:
        assert name[1] + APART <= role[0]
        assert name[0] >= 0
        assert role[1] <= width
