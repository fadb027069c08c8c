"""Finds whom a text mentions: ``@ana.perez`` or ``@AnaPérez``, among those who may read it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from comarca.team.models import Person

MENTION = re.compile(r"(?<![\w@.])@([\w][\w.\-]*[\w]|\w)")


@dataclass(frozen=True, slots=True)
class Mentions:
    """The people a text mentions, and the names that nobody (or more than one) answers to."""

    people: tuple[Person, ...]
    unknown: tuple[str, ...]


def handle(person: Person) -> str:
    """Return how a person is mentioned: what stands before the @ of their e-mail."""
    return person.email.partition("@")[0].lower()


def find_mentions(
    text: str, people: Iterable[Person], may_read: Callable[[Person], bool]
) -> Mentions:
    """Return whom a text mentions; people who may not read it count as unknown."""
    names = list(dict.fromkeys(match.lower() for match in MENTION.findall(text)))
    if not names:
        return Mentions((), ())
    found: dict[int, Person] = {}
    unknown = []
    every = list(people)
    for name in names:
        fit = [p for p in every if name == handle(p)] or [
            p for p in every if _plain(name) == _plain(p.name)
        ]
        if len(fit) == 1 and may_read(fit[0]):
            found[fit[0].pk] = fit[0]
        else:
            unknown.append(name)
    return Mentions(tuple(found.values()), tuple(unknown))


def _plain(text: str) -> str:
    """Return a name without accents, spaces and dots."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in bare if c.isalnum())
