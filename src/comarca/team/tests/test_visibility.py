from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from comarca.team.models import Person
from comarca.team.visibility import reports_of, visible_people_ids

PEOPLE = 7
LINES = st.lists(st.one_of(st.none(), st.integers(0, PEOPLE - 1)), min_size=PEOPLE, max_size=PEOPLE)


class ReportingLines(TestCase):
    """Whatever the line looks like, circles included, everybody sees just those below."""

    @settings(max_examples=40)
    @given(LINES)
    def test_each_sees_those_from_whom_the_line_leads_up_to_them(self, bosses):
        people = [
            Person.objects.create(
                email=f"p{n}@example.com", name=f"P{n}", role=Person.Role.TERRITORY_MANAGER
            )
            for n in range(PEOPLE)
        ]
        for person, boss in zip(people, bosses, strict=True):
            if boss is not None and people[boss] != person:
                Person.objects.filter(pk=person.pk).update(manager=people[boss])
        managers = dict(Person.objects.values_list("pk", "manager_id"))
        for person in people:
            expected = {pk for pk in managers if person.pk in chain(pk, managers)}
            assert reports_of(person.pk) == expected
            assert visible_people_ids(person) == expected


def chain(pk, managers):
    """Walk up from one person, stopping where a circle closes."""
    seen = []
    while pk is not None and pk not in seen:
        seen.append(pk)
        pk = managers[pk]
    return seen


def test_roles_decide_how_much_is_seen(team):
    assert visible_people_ids(team["reader"]) is None
    assert visible_people_ids(team["operations"]) is None
    assert visible_people_ids(team["manager"]) == {team["manager"].pk, team["owner"].pk}
    assert visible_people_ids(team["owner"]) == {team["owner"].pk}


def test_who_left_sees_nobody(team):
    team["administrator"].is_active = False
    assert visible_people_ids(team["administrator"]) == set()
