import pytest
from django.test import Client

from comarca.base.events import history_of
from comarca.base.jobs import Job
from comarca.base.organisation import Organisation
from comarca.geography.models import Layer
from comarca.team.models import Person
from comarca.web import company as companies

GOOD = {
    "language": "es", "name": "Pinturas del Norte", "country": "PT", "currency": "EUR",
    "timezone": "Europe/Lisbon", "working_days": ["0", "1", "2", "3"], "hours_per_day": "7.5",
    "person_name": "Marta Vidal", "email": "Marta@Example.com", "password": "caballo-bateria",
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/map/", "/account/login/", "/people/", "/start/"])
def test_every_page_leads_to_the_set_up_first(client, address):
    assert client.get(address)["Location"] == "/setup/"


def test_one_page_makes_the_company_and_logs_its_administrator_in(client):
    assert client.get("/setup/").status_code == 200
    answer = client.post("/setup/", GOOD)
    assert answer["Location"] == "/start/"
    company = Organisation.current()
    assert (company.country, company.timezone, company.working_days) == (
        "PT", "Europe/Lisbon", [0, 1, 2, 3],
    )  # fmt: skip
    person = Person.objects.get()
    assert (person.email, person.role) == ("marta@example.com", "administrator")
    assert client.get("/start/").status_code == 200
    assert history_of(company)[0].actor == person


def test_the_country_of_the_map_that_is_loaded_is_offered(client):
    Layer.objects.create(code="mx-towns", name="México", country="MX", version="1")
    assert client.get("/setup/").context["form"]["country"].initial == "MX"


def test_the_set_up_happens_once(client):
    client.post("/setup/", GOOD)
    stranger = Client()
    assert stranger.get("/setup/")["Location"] == "/"
    stranger.post("/setup/", {**GOOD, "email": "otro@example.com"})
    assert Person.objects.count() == 1


def test_of_two_at_once_the_second_makes_nothing():
    values = {"name": "A", "working_days": [0]}
    person = {"name": "A", "email": "a@example.com", "password": "x"}
    companies.set_up(values, person)
    with pytest.raises(companies.AlreadySetUp):
        companies.set_up({**values, "name": "B"}, {**person, "email": "b@example.com"})
    assert Organisation.objects.get().name == "A"
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("password", "corta"), ("password", "marta@example.com"), ("email", "x"), ("name", ""),
     ("timezone", "Mars/Base"), ("working_days", ["9"])],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(client, field, value):
    answer = client.post("/setup/", {**GOOD, field: value})
    assert field in answer.context["form"].errors
    assert Organisation.current() is None


@pytest.mark.parametrize(
    ("country", "expected"),
    [("CO", ("COP", "America/Bogota")), ("ES", ("EUR", "Europe/Madrid")), ("US", None)],
)
def test_currency_and_time_zone_follow_the_country_where_it_tells_them(client, country, expected):
    answer = client.post("/setup/", {**GOOD, "country": country, "currency": "", "timezone": ""})
    company = Organisation.current()
    if expected is None:
        assert list(answer.context["form"].errors) == ["timezone"]
    else:
        assert (company.currency, company.timezone) == expected


def test_the_country_brings_its_geography(client):
    client.post("/setup/", GOOD)
    job = Job.objects.get()
    assert (job.kind, job.payload) == ("geography.load_pack", {"country": "pt", "stay": True})


def test_the_language_can_be_chosen_before_there_is_a_company(client):
    client.post("/account/preferences/", {"language": "en", "next": "/setup/"})
    assert b"Welcome to Comarca" in client.get("/setup/").content
