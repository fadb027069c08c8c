"""Territories that stand alone across the sea: what their load means against a mainland share."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Lone:
    """A territory alone in its container, and how many mainland shares its work makes up."""

    territory: int
    people: float


def islands_apart(options: Mapping[str, Any]) -> bool:
    """Return whether a plan's containers are the land masses."""
    return bool(options.get("containers") == "landmass")


def lone(load: Mapping[int, float], container: Mapping[int, str], tolerance: float) -> list[Lone]:
    """Return the territories that no neighbour could relieve, where their work is not one share.

    The measure is the mean of the container with the most territories.

    >>> lone({1: 10, 2: 10, 3: 12}, {1: "", 2: "", 3: "07"}, 0.05)
    [Lone(territory=3, people=1.2)]
    """
    inside: dict[str, list[int]] = defaultdict(list)
    for territory in sorted(load):
        inside[container.get(territory, "")].append(territory)
    if len(inside) < 2:
        return []
    main = max(inside.values(), key=len)
    fair = sum(load[territory] for territory in main) / len(main)
    alone = [ids[0] for ids in inside.values() if len(ids) == 1 and ids is not main]
    if not fair:
        return []
    found = [Lone(territory, load[territory] / fair) for territory in alone]
    return [each for each in found if abs(each.people - 1) > tolerance]
