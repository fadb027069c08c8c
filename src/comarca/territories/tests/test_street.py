"""The street map's file is served in pieces, to people who are logged in."""

import pytest

from comarca.base.organisation import Organisation
from comarca.team.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, settings, tmp_path):
    Organisation.objects.create(name="Norte")
    file = tmp_path / "spain.pmtiles"
    file.write_bytes(bytes(range(100)))
    settings.PMTILES_FILE = str(file)
    client.force_login(
        Person.objects.create_user("ana@example.com", "-", name="Ana", role="read_only")
    )
    return client


def test_a_range_is_answered_with_that_part(reader):
    answer = reader.get("/street.pmtiles", headers={"Range": "bytes=10-19"})
    assert answer.status_code == 206
    assert answer.content == bytes(range(10, 20))
    assert answer.headers["Content-Range"] == "bytes 10-19/100"


@pytest.mark.parametrize("asked", ["", "bytes=100-", "bytes=x-y"])
def test_without_a_sound_range_nothing_is_sent(reader, asked):
    assert reader.get("/street.pmtiles", headers={"Range": asked}).status_code == 416


def test_without_the_setting_there_is_no_file(reader, settings):
    settings.PMTILES_FILE = ""
    assert reader.get("/street.pmtiles").status_code == 404


def test_a_stranger_is_led_to_the_log_in(reader):
    reader.logout()
    assert reader.get("/street.pmtiles").status_code == 302
