import pytest

from comarca.base.organisation import Organisation
from comarca.demo import pack
from comarca.demo.company import make_company, make_people


@pytest.fixture
def people(db):
    return make_people(pack.people())


def test_the_log_in_page_of_the_demo_offers_its_people(client, people):
    make_company()
    page = client.get("/account/login/").content.decode()
    assert pack.PASSWORD in page
    for local in pack.LOG_INS:
        assert f"{local}@{pack.DOMAIN}" in page


def test_a_real_company_never_shows_them(client, people):
    Organisation.objects.create(name="Mía, S.L.")
    page = client.get("/account/login/").content.decode()
    assert pack.PASSWORD not in page
    assert pack.DOMAIN not in page


@pytest.mark.parametrize("local", pack.LOG_INS)
def test_each_of_them_can_log_in(client, people, local):
    make_company()
    values = {"username": f"{local}@{pack.DOMAIN}", "password": pack.PASSWORD}
    assert client.post("/account/login/", values).status_code == 302
    assert "_auth_user_id" in client.session
