"""What people are told by e-mail when a plan comes into force, through a real mail server."""

from email.message import Message

import pytest

from comarca.activities.tests.servers import smtp
from comarca.base.dates import today
from comarca.base.events import digest
from comarca.base.events.notifications import Mail
from comarca.territories.life.activation import activate
from comarca.territories.tests.conftest import *  # noqa: F403

pytestmark = pytest.mark.django_db


def _text(message: Message) -> str:
    return message.get_payload(decode=True).decode()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "es",
            [
                "Hola, Owner:",
                "Tuyas: ",
                "Administrator · Puesto en vigor · Plan A",
                f"Día: {today():%d/%m/%Y}",
                "Cuentas que cambian de manos: 12",
            ],
        ),
        (
            "en",
            [
                "Hello Owner,",
                "Yours: ",
                "Administrator · Put into force · Plan A",
                f"Day: {today():%-d %b %Y}",
                "Accounts that change hands: 12",
            ],
        ),
    ],
)
def test_who_serves_a_territory_is_told_in_their_language(
    plan, team, accounts, settings, language, words
):
    settings.COMARCA_URL = "https://crm.example"
    for person in team.values():
        person.language = language
        person.save(update_fields=["language"])
    with smtp(settings) as kept:
        activate(plan, today(), team["administrator"])
        digest.send(Mail.DAILY)
        digest.send(Mail.DAILY)  # nobody is told twice
    letters = {message["To"]: message for message in kept.messages}
    assert len(letters) == len(kept.messages) >= 2
    assert team["owner"].email in letters
    text = _text(letters[team["owner"].email])
    assert all(word in text for word in words), text
    assert f"https://crm.example/plans/{plan.pk}/" in text
