"""A small company for tests: an owner, their manager, strangers, a reader, an administrator."""

from comarca.base.organisation import Organisation
from comarca.team.models import Person

Role = Person.Role


def make_company() -> Organisation:
    return Organisation.objects.create(name="Pinturas del Norte")


def make_team() -> dict[str, Person]:
    def person(key: str, role: str, manager: Person | None = None) -> Person:
        return Person.objects.create_user(
            f"{key}@example.com", name=key.title(), role=role, manager=manager
        )

    boss = person("administrator", Role.ADMINISTRATOR)
    manager = person("manager", Role.TERRITORY_MANAGER, boss)
    other = person("stranger_manager", Role.TERRITORY_MANAGER, boss)
    return {
        "administrator": boss,
        "operations": person("operations", Role.SALES_OPERATIONS),
        "manager": manager,
        "owner": person("owner", Role.REPRESENTATIVE, manager),
        "stranger_manager": other,
        "stranger": person("stranger", Role.REPRESENTATIVE, other),
        "service": person("service", Role.SERVICE_AGENT),
        "reader": person("reader", Role.READ_ONLY),
    }
