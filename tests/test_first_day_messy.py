"""The first day with a messy export: a pivot sheet first, words shortened, no team yet."""

import json
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from comarca.imports.tests.messy.export import PEOPLE, Truth, write_workbook
from comarca.web.tests.first_day import PATIENCE, Visitor

ROWS, MOST_CLICKS, ENOUGH = 1500, 20, 0.97
pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_messy_export_becomes_territories_in_force(
    address: str, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "Listado clientes activos (v2 DEF).xlsx"
    truth = write_workbook(path, ROWS)
    page = browser.new_page(locale="es", viewport={"width": 1440, "height": 900})
    page.set_default_timeout(4 * PATIENCE)
    expect.set_options(timeout=4 * PATIENCE)
    visitor = Visitor(page, "es")
    page.goto(address)
    for label, text in (
        ("Company name", "Recambios del Sur"), ("Your name", "Marta Vidal"),
        ("Your e-mail", "marta@example.com"), ("Choose a password", "caballo-bateria-grapa"),
    ):  # fmt: skip
        visitor.type(label, text)
    visitor.click("Create the company")
    visitor.clicks += 2  # the file: open the dialogue, choose it
    page.locator("input[type=file]").set_input_files(path)
    visitor.click("Add all 8 to the team")
    page.get_by_text("respuestas guardadas").first.wait_for()
    visitor.click("Use these answers")
    page.get_by_text("respuestas dadas").first.wait_for()
    judged = judge(tmp_path / "installation", truth)
    assert not judged["silently wrong"], judged
    assert judged["right"] + judged["asked, right first"] >= ENOUGH * ROWS, judged
    visitor.click("Import")
    visitor.click("Next step", "link")
    visitor.read("You have 8 sales representatives.")
    visitor.click("Use the towns with most accounts")
    visitor.make_territories()
    assert visitor.clicks <= MOST_CLICKS
    with sqlite3.connect(tmp_path / "installation" / "db.sqlite3") as db:
        owners = db.execute("SELECT COUNT(DISTINCT person_id) FROM accounts_ownership").fetchone()
        visits = db.execute("SELECT COUNT(*) FROM accounts_account WHERE visits_per_year > 0")
        assert owners == (len(PEOPLE),)
        assert visits.fetchone()[0] > ROWS / 2


def judge(installation: Path, truth: list[Truth]) -> Counter[str]:
    """Count the previewed rows that are right, asked about, or wrong with and without a word."""
    meant = {known.code: known.unit for known in truth}
    counted: Counter[str] = Counter()
    with sqlite3.connect(installation / "db.sqlite3") as db:
        codes = dict(db.execute("SELECT id, code FROM geography_geounit"))
        stored = db.execute('SELECT "values", problems, unit_id FROM exchange_importrow')
        for values, problems, unit in ((json.loads(v), json.loads(p), u) for v, p, u in stored):
            told = [p for p in problems if p.get("about") in {"place", "read"}]
            right = meant[str(values["code"])]
            if unit:
                wrong = "told, wrong" if told else "silently wrong"
                counted["right" if codes[unit] == right else wrong] += 1
            else:
                first = next((c for p in told for c in p.get("candidates", [])), None)
                counted["asked, right first" if codes.get(first) == right else "asked"] += 1
    assert counted.total() == len(truth)
    return counted
