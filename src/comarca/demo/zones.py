"""Today's territories, drawn the way companies have them: by province, unbalanced."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import cos, hypot, pi, radians, sqrt

from comarca.base.earth import KM_PER_DEGREE
from comarca.geography.models import Border, GeoUnit, Layer
from comarca.team.models import Person

Place = tuple[float, float]


def km(a: Place, b: Place) -> float:
    """Return roughly how far two places (longitude, latitude) lie apart."""
    return hypot(
        (a[0] - b[0]) * KM_PER_DEGREE * cos(radians((a[1] + b[1]) / 2)),
        (a[1] - b[1]) * KM_PER_DEGREE,
    )


def home(person: Person) -> Place:
    """Return where a person lives."""
    return (person.home_lon or 0.0, person.home_lat or 0.0)


def outside(person: Person, unit: GeoUnit) -> float:
    """Return roughly how many kilometres a person lives outside a unit; less than 0 is inside."""
    return km(home(person), (unit.lon, unit.lat)) - sqrt(unit.area_km2 / pi)


def by_province(
    units: Sequence[GeoUnit], living: Mapping[str, Sequence[Person]], near: Mapping[str, set[str]]
) -> dict[int, Person]:
    """Give each unit to a representative, by id of the unit.

    A province belongs to whoever lives there; where several do, each takes the municipalities
    nearest home. A province where nobody lives goes whole to a neighbouring province's person.
    """
    provinces: dict[str, list[GeoUnit]] = defaultdict(list)
    for unit in units:
        provinces[unit.region_code].append(unit)
    answer: dict[int, Person] = {}
    for code, mine in sorted(provinces.items()):
        people = living.get(code) or [_neighbour(mine, code, living, near)]
        answer |= {unit.pk: _nearest(people, unit) for unit in mine}
    return answer


def _nearest(people: Sequence[Person], unit: GeoUnit) -> Person:
    """Return who lives in a unit, else nearest to it."""
    called = {unit.name, *unit.name.split("/")}
    return min(people, key=lambda p: (p.home_place not in called, outside(p, unit), p.pk))


def _neighbour(
    mine: Sequence[GeoUnit],
    code: str,
    living: Mapping[str, Sequence[Person]],
    near: Mapping[str, set[str]],
) -> Person:
    middle = (sum(u.lon for u in mine) / len(mine), sum(u.lat for u in mine) / len(mine))
    beside = [p for other in sorted(near.get(code, ())) for p in living.get(other, ())]
    anybody = [p for people in living.values() for p in people]
    return min(beside or anybody, key=lambda p: (km(home(p), middle), p.pk))


def province_of_homes(
    units: Sequence[GeoUnit], people: Sequence[Person]
) -> dict[str, list[Person]]:
    """Return who lives in each province, by the nearest municipality."""
    answer: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        _, lives_in = min((outside(person, unit), unit.region_code) for unit in units)
        answer[lives_in].append(person)
    return answer


def neighbouring_provinces(layer: Layer) -> dict[str, set[str]]:
    """Return which provinces touch by land."""
    answer: dict[str, set[str]] = defaultdict(set)
    pairs = Border.objects.filter(layer=layer, kind=Border.Kind.BORDER)
    for a, b in pairs.values_list("a__region_code", "b__region_code").distinct():
        if a != b:
            answer[a].add(b)
            answer[b].add(a)
    return answer


def names(units: Sequence[GeoUnit], owner: Mapping[int, Person]) -> dict[int, str]:
    """Name each person's territory after its provinces: "Soria y La Rioja", "Sevilla 2"."""
    provinces: dict[int, Counter[str]] = defaultdict(Counter)
    for unit in units:
        provinces[owner[unit.pk].pk][unit.region.split("/")[0]] += 1
    plain = {
        person: " y ".join(name for name, _ in counted.most_common(2))
        if len(counted) < 3
        else ", ".join(name for name, _ in counted.most_common(3))
        for person, counted in provinces.items()
    }
    several, seen = Counter(plain.values()), Counter[str]()
    answer = {}
    for person, name in sorted(plain.items()):
        seen[name] += 1
        answer[person] = f"{name} {seen[name]}" if several[name] > 1 else name
    return answer
