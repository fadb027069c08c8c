import pytest

from comarca.accounts.models import Account
from comarca.base.api.errors import problem
from comarca.base.api.versions import ChangedMeanwhile, Versioned, claim


@pytest.mark.django_db
def test_of_two_writers_with_one_version_one_wins():
    account = Account.objects.create(name="Bar")
    other = Account.objects.get(pk=account.pk)
    assert claim(account, 1)
    assert account.version == 2
    assert not claim(other, 1)
    assert claim(other, 2)


def test_the_loser_learns_the_present_state():
    refusal = ChangedMeanwhile(7, Versioned(version=7))
    answer = problem(refusal.status, refusal.message, code=refusal.code, **refusal.more)
    assert answer.status_code == 409
    assert b'"version": 7' in answer.content
    assert b'"current": {"version": 7}' in answer.content
