"""Whatever somebody sends, no form and no address ends in an error, and a reader is told why not.

What nonsense is depends on the field: a number that no column holds, a day that no calendar has,
a name of ten thousand letters, a record that there is not. One field at a time is nonsense in a
form that would do otherwise: where all of it is nonsense, the first refusal hides the rest.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import resolve

from comarca.accounts.models import Account
from comarca.base import writing
from comarca.base.objects import Kind, ObjectType, all_types, find
from comarca.base.objects.forms import ObjectForm
from comarca.base.objects.registry import type_of
from comarca.contacts.tests.factories import make_contact
from comarca.sales.models import Quote
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team
from tests.forms_read import SentForm, Values, forms_of
from tests.permissions.matrix import read_table
from tests.permissions.world import filled, populated

pytestmark = [pytest.mark.django_db, pytest.mark.long]
Company = tuple[Person, dict[str, Any]]

LONG = "x" * 10_000
TEXTS = [
    LONG, "\U0001f600" * 60, "\u202e\u05e9\u05dc\u05d5\u05dd \u0000", "=1+1",
    "<script>' {{ x }}{% y %} %s %(a)s {0}",
]  # fmt: skip
NUMBERS = ["1e400", "-1", "9" * 30, "NaN", "²", "0.00000001", "2147483648", "0"]
DAYS = ["2026-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "yesterday"]
LINKS = ["#0", f"#{'9' * 30}", "#²", "-1", LONG, "Nobody"]
CHOICES = ["no such", "", LONG]
BY_KIND = {
    **dict.fromkeys((Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT), NUMBERS),
    **dict.fromkeys((Kind.DATE, Kind.DATETIME), DAYS),
    **dict.fromkeys((Kind.RELATION, Kind.PERSON), LINKS),
    **dict.fromkeys((Kind.CHOICE, Kind.CHOICES, Kind.BOOLEAN), CHOICES),
}
# What only some words fit, and which of the rows that are there would be in the way of another.
CYCLE = {"weekdays": "12", "visits": "2", "opens": "9", "closes": "18"}
FITTING: dict[str, dict[str, str]] = {
    "campaign_step": {"kind": "call", "goes_to": ""}, "visit-cycle": CYCLE, "account-cycle": CYCLE,
    "queue": {"country": "ES", "region": "MD", "hours": "Mo-Fr 09:00-18:00",
              "timezone": "Europe/Madrid"},
}  # fmt: skip
ALONE = ("service_level", "customer_terms", "opportunity_line", "decision_role", "preparation",
         "account-cycle")  # fmt: skip
APPS = ("pipeline", "opportunities", "quotes", "q/", "orders", "service", "satisfaction", "s/",
        "help", "campaigns", "reports", "activities", "mail", "tasks", "calendar",
        "contacts")  # fmt: skip
LEFT_ALONE = re.compile(r"csrfmiddlewaretoken|-[1-9]\d*-")  # the first of several lines is enough
TAKES_FORMS = {
    route for route, method in read_table() if method == "post" and route.startswith(APPS)
}
# What is sent by a script, or from a page that only comes after another.
BY_SCRIPT = {
    "activities/<int:activity_id>/move/": ("at", "occurrence", "version"),
    "campaigns/<int:campaign_id>/stop/": ("version",),
    "mail/<int:email_id>/sort/": ("account", "contact"),
    "quotes/<int:quote_id>/send/": ("version",),
    "quotes/approvals/<int:approval_id>/": ("decision", "note"),
    "reports/<int:report_id>/delete/": ("version",),
    "reports/<int:report_id>/subscribe/": ("rhythm",),
    "reports/save/": ("name", "shared", "query"),
    "s/<str:token>/": ("score", "comment"),
    "s/<str:token>/stop/": ("stop",),
}


@pytest.fixture
def company(client: Client) -> Company:
    """A company with one of everything, and its administrator."""
    client.raise_request_exception = False
    make_company()
    team = make_team()
    keys = populated(team)
    other = make_contact(Account.objects.get(pk=keys["account"]), "Eva")
    # Numbers go on from test to test on PostgreSQL: nothing may count on being the first.
    rows = {kind.key: keys[f"object {kind.key}"] for kind in all_types()}
    more = {"owner": team["owner"].pk, "other contact": other.pk}
    return team["administrator"], {**rows, **keys, **more}


def test_a_form_with_one_field_of_nonsense_is_taken_or_refused_in_a_sentence(
    company: Company, client: Client
) -> None:
    user, keys = company
    client.force_login(user)
    for key in ALONE:
        find(key).model._default_manager.all().delete()
    wrong: list[str] = []
    for kind in (one for one in all_types() if one.may_write(user)):
        base = plausible(kind, user, keys)
        with rolled_back():
            assert sent(kind, user, base) is not None, kind.key
        taken: dict[str, Any] = {}
        for key, nonsense in fields_of(kind, user):
            try:
                with rolled_back():
                    if sent(kind, user, {**base, key: nonsense}) is not None:
                        taken[key] = nonsense
            except Exception as error:  # noqa: BLE001 - each is told, with what it came of
                wrong.append(f"{kind.key}.{key} = {nonsense[:40]!r}: {error!r:.200}")
        wrong += still_read(client, kind, sent(kind, user, {**base, **taken}))
    for address in ("/", "/pipeline/", "/calendar/", "/calendar/?view=month", "/tasks/",
                    "/service/", "/satisfaction/", f"/accounts/{keys['account']}/"):  # fmt: skip
        wrong += told(client.get(address), address)
    assert wrong == []


def test_every_address_that_takes_a_form_answers_nonsense(company: Company, client: Client) -> None:
    """Each form of the pages is sent as it is, twice, empty, and with nonsense in each field."""
    user, keys = company
    mixed = cycle([*TEXTS, *NUMBERS, *DAYS, *LINKS[:3]])
    wrong: list[str] = []
    tried: set[str] = set()
    for person in (user, Person.objects.get(pk=keys["owner"])):
        client.force_login(person)
        for route, form in forms_on(client, keys, tried):
            tried.add(route)
            wrong += sent_to(client, form.action, ways_of(form, mixed))
    assert TAKES_FORMS - tried == set(), "no page shows a form for these: name what they take"
    assert wrong == []


def test_every_page_that_is_asked_with_a_form_answers_nonsense(
    company: Company, client: Client
) -> None:
    """What pages ask for in their address: a day, a person, a stage, a page, a period."""
    user, keys = company
    client.force_login(user)
    pages = [filled(route, keys) for route, method in read_table()
             if method == "get" and route.startswith(APPS)]  # fmt: skip
    asked: dict[str, set[str]] = {page: {"page", "day", "version", "next"} for page in pages}
    for page in (*pages, "/objects/order/", "/objects/opportunity/"):
        answer = client.get(page)
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            for form in forms_of(page, answer.content.decode(), "get"):
                path = urlsplit(form.action).path
                asked.setdefault(path, set()).update(form.values)
    mixed = cycle([*NUMBERS, *DAYS, *TEXTS])
    wrong = [
        said
        for path, names in asked.items()
        for nonsense in (next(mixed), "²", "0001-01-01", "9" * 30)
        for said in told(
            client.get(path, dict.fromkeys(names, nonsense)), f"{path} {nonsense!r:.20}"
        )
    ]
    assert "as_of" in asked["/pipeline/"]
    assert wrong == []


def plausible(kind: ObjectType, user: Person, keys: dict[str, Any]) -> dict[str, Any]:
    """Return what somebody might write into the form of a kind of object."""
    said: dict[str, Any] = {}
    for key, bound in ObjectForm(kind, user).fields.items():
        one = kind.fields_for(user)[key]
        values = [value for value, _label in getattr(bound, "choices", ()) if value]
        by_kind: dict[Kind, Any] = {
            Kind.EMAIL: "ana@sol.example", Kind.PHONE: "+34 600 100 200",
            Kind.URL: "https://sol.example", Kind.DATE: f"2026-03-{10 + len(said):02}",
            Kind.DATETIME: f"2026-03-{10 + len(said):02}T10:00", Kind.PERSON: keys["owner"],
        }  # fmt: skip
        if one.kind is Kind.RELATION:
            target = type_of(one.to)
            assert target is not None
            number = keys[f"object {target.key}"]
            said[key] = [number] if one.many else f"#{number}"
        elif values and one.kind is not Kind.PERSON:
            said[key] = str(values[0])
        elif one.kind.is_number:
            said[key] = "30"
        else:
            said[key] = by_kind.get(one.kind, f"word-{key}"[: one.max_length])
    if kind.key == "contact_link":
        said["other"] = f"#{keys['other contact']}"
    return {**said, **FITTING.get(kind.key, {})}


def fields_of(kind: ObjectType, user: Person) -> Iterator[tuple[str, str]]:
    """Yield each field of a form with each nonsense that its kind may be given."""
    described = kind.fields_for(user)
    for key in ObjectForm(kind, user).fields:
        for nonsense in BY_KIND.get(described[key].kind, TEXTS):
            yield key, nonsense


def sent(kind: ObjectType, user: Person, data: dict[str, Any]) -> Any:
    """Send a form as its page does; return the row that was made, or None where it was refused."""
    form = ObjectForm(kind, user, data)
    if form.is_valid():
        try:
            with transaction.atomic():
                return writing.create(kind, form.cleaned_data, user)
        except ValidationError as error:
            form.add_error(None, error)
    said = [text for errors in form.errors.values() for text in errors]
    assert said
    assert all(text.strip() and "Constraint" not in text for text in said), said
    return None


def still_read(client: Client, kind: ObjectType, row: Any) -> list[str]:
    """Return what goes wrong on the pages of a row that holds all the nonsense that was taken."""
    if row is None:
        return []
    addresses = [kind.url("detail", row.pk), kind.url("index"), kind.url("edit", row.pk)]
    return [said for address in addresses if address for said in told(client.get(address), address)]


def forms_on(
    client: Client, keys: dict[str, Any], tried: set[str]
) -> Iterator[tuple[str, SentForm]]:
    """Yield, by route, each form that the pages of the apps show, and what scripts send."""
    pages = [filled(route, keys) for route, method in read_table()
             if method == "get" and route.startswith(APPS)]  # fmt: skip
    pages += [kind.url("detail", keys[f"object {kind.key}"]) for kind in all_types()]
    pages += [f"/quotes/{pk}/" for pk in Quote.objects.values_list("pk", flat=True)]
    for page in dict.fromkeys(filter(None, pages)):
        answer = client.get(page)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        for form in forms_of(page, answer.content.decode()):
            route = str(resolve(urlsplit(form.action).path).route)
            if route in TAKES_FORMS - tried:
                yield route, form
    for route in BY_SCRIPT.keys() - tried:
        values = {name: ["1"] for name in BY_SCRIPT[route]}
        yield route, SentForm(filled(route, keys), "post", values)


def ways_of(form: SentForm, mixed: Iterator[str]) -> Iterator[Values]:
    """Yield what is sent of a form; which nonsense a field meets goes round."""
    yield form.values
    yield form.values
    yield {}
    names = [key for key in form.values if not LEFT_ALONE.search(key)]
    for name in names:
        yield {**form.values, name: [*form.values[name], "1", LONG]}
        yield {**form.values, name: [next(mixed)]}
    for nonsense in (next(mixed), next(mixed), LONG):
        yield {name: [nonsense] for name in names}


def sent_to(client: Client, address: str, several: Iterable[Values]) -> list[str]:
    """Return what goes wrong as a form is sent in several ways, one after the other."""
    wrong = []
    with rolled_back():
        for values in several:
            with transaction.atomic():
                answer = client.post(address, values)
            shown = {key: [one[:20] for one in said] for key, said in values.items()}
            wrong += told(answer, f"{address} {shown!r:.300}")
    return wrong


def told(answer: Any, what: str) -> list[str]:
    """Return what is wrong with an answer: an error, or a refusal without a word."""
    if answer.status_code >= 500:
        return [f"{what}: {answer.status_code} {getattr(answer, 'exc_info', ('', ''))[1]!r:.200}"]
    silent = answer.status_code in {400, 409, 422} and len(answer.content.strip()) < 10
    return [f"{what}: {answer.status_code} without a word"] if silent else []


@contextmanager
def rolled_back() -> Iterator[None]:
    """Let nothing of a request stay."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
