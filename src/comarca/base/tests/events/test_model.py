import pytest
from django.utils import timezone
from django.utils.translation import override

from comarca.accounts.models import Account
from comarca.base.events import Event, UnknownAction, history_of, record, record_many
from comarca.base.events.actions import every, label_of
from comarca.base.events.wording import describe, noun_of
from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.wording import say


def test_an_event_names_its_object_even_when_that_is_gone(team):
    account = Account.objects.create(name="Bar Uno")
    event = record(account, "deleted", actor=team["owner"], before={"name": "Bar Uno"})
    account.delete()
    event.refresh_from_db()
    assert (event.label, event.account_id, event.model) == (
        "Bar Uno", event.object_id, "accounts.account",
    )  # fmt: skip
    assert event.what == "Deleted"


def test_an_action_that_nobody_registered_is_refused(team):
    with pytest.raises(UnknownAction):
        record(team["owner"], "tickled")
    with pytest.raises(UnknownAction):
        record_many([(team["owner"], {}, {})], "tickled")
    assert not Event.objects.exists()


def test_many_are_written_in_one_statement(team, django_assert_num_queries):
    rows = [(person, {}, {"name": "X"}) for person in team.values()]
    with django_assert_num_queries(1):
        record_many(rows, "changed", actor=team["administrator"])
    assert history_of(team["owner"]).get().actor == team["administrator"]


def test_every_action_has_words_in_both_languages():
    from django.utils import translation

    for action in every():
        with translation.override("es"):
            assert label_of(action.key) != str(action.key), action.key
        with translation.override("en"):
            english = label_of(action.key)
        with translation.override("es"):
            assert label_of(action.key) != english, action.key


def test_changes_are_told_with_names_and_labels(team, django_assert_max_num_queries):
    owner, boss = team["owner"], team["administrator"]
    before = {"role": "representative", "manager_id": team["manager"].pk, "is_active": True}
    after = {"role": "read_only", "manager_id": boss.pk, "is_active": False}
    events = [record(owner, "changed", before=before, after=after) for _n in range(5)]
    with django_assert_max_num_queries(3):
        told = describe(events)[events[0].pk]
    assert [(c.label, c.before, c.after) for c in told] == [
        ("Role", "Sales representative", "Read-only"),
        ("Reports to", "Manager", "Administrator"),
        ("Active", "Yes", "No"),
    ]


def test_a_name_where_a_key_belongs_is_told_as_it_is(team):
    event = record(team["owner"], "changed", after={"manager": "Ana, who has left"})
    assert [c.after for c in describe([event])[event.pk]] == ["Ana, who has left"]


def test_what_is_no_field_is_told_too(team):
    event = record(team["owner"], "changed", after={"nobody_knows": 3, "other": None})
    assert [(c.label, c.after) for c in describe([event])[event.pk]] == [
        ("Nobody knows", "3"), ("Other", "–"),
    ]  # fmt: skip


def test_objects_have_a_noun():
    assert noun_of("accounts.account") == "Account"
    assert noun_of("gone.away") == "gone.away"


def test_moments_are_told_as_the_reader_writes_them():
    at = Field(key="at", kind=Kind.DATETIME)
    with override("es"), timezone.override("Europe/Madrid"):
        assert say(at, "2026-03-02T09:00:00+00:00") == "02/03/2026 10:00"
        assert say(Field(key="on", kind=Kind.DATE), "2026-03-01") == "01/03/2026"


def test_what_a_new_object_does_not_have_is_not_told(team):
    made = record(team["owner"], "created", after={"name": "Ana", "email": ""})
    assert [change.after for change in describe([made])[made.pk]] == ["Ana"]
