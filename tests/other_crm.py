"""Another CRM's four files, made from a seed: accounts, products, teams and a pipeline of deals.

They are as such exports are: a product is spelled without its space in the deals, a sector and a
country are misspelt, two accounts are written otherwise in the deals, open deals often name no
account, and the revenue is in millions. ``expected`` says what the files hold, counted while they
are written.
"""

import csv
import io
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

SECTORS = (
    "technolgy",
    "medical",
    "retail",
    "software",
    "finance",
    "employment",
    "telecommunications",
)
COUNTRIES = ("United States",) * 8 + ("Philipines", "Korea", "Kenya", "Japan", "Germany", "Romania")
STEMS = ("Acme", "Beta", "Cond", "Dono", "Fin", "Gog", "Hat", "Ise", "Kan", "Lex", "Mat", "Ont",
         "Ran", "Scot", "Sil", "Stan", "Trans", "Vehe", "Xx")  # fmt: skip
ENDS = (
    " Corporation",
    "tech",
    "ax",
    "quadlab",
    "con",
    " holding",
    "it",
    "line",
    " Industries",
    "lane",
)
PRODUCTS = (("GTX Basic", "GTX", 550), ("GTX Pro", "GTX", 4821), ("MG Special", "MG", 55),
            ("MG Advanced", "MG", 3393), ("GTX Plus Pro", "GTX", 5482),
            ("GTK 500", "GTK", 26768))  # fmt: skip
FIRST = (
    "Darcel",
    "Vicki",
    "Cassey",
    "Zane",
    "Maureen",
    "Elease",
    "Kary",
    "Reed",
    "Boris",
    "Rosalina",
)
LAST = (
    "Schlecht",
    "Laflamme",
    "Cress",
    "Levy",
    "Marcano",
    "Gluck",
    "Hendrixson",
    "Clapper",
    "Faz",
    "Dieter",
)
MANAGERS = (
    "Dustin Brinkmann",
    "Melvin Marxen",
    "Cara Losch",
    "Celia Rouche",
    "Rocco Neubert",
    "Summer Sewald",
)
OFFICES = ("Central", "East", "West")
STAGES = ("Prospecting", "Engaging", "Won", "Lost")
WEIGHTS = (6, 18, 48, 28)
MISSPELT = {"GTX Pro": "GTXPro"}
START = date(2016, 10, 20)


@dataclass
class Expected:
    """What the deals hold: how many by stage and agent, and what was won by agent and month."""

    stages: Counter[str] = field(default_factory=Counter)
    without_account: int = 0
    won: Counter[tuple[str, str]] = field(default_factory=Counter)  # (agent, "2017-03") -> value


@dataclass(frozen=True)
class Files:
    """The four files as text, by what they hold, and what they hold."""

    account: str
    product: str
    person: str
    opportunity: str
    expected: Expected


def make(deals: int = 8800, accounts: int = 85, agents: int = 35, seed: int = 7) -> Files:
    """Return the files of a company; the same seed gives the same files."""
    dice = random.Random(seed)
    names = _account_names(dice, accounts)
    people = [f"{first} {last}" for last in LAST for first in FIRST][:agents]
    expected = Expected()
    rows = [_deal(dice, names, people, expected) for _number in range(deals)]
    return Files(
        _text("account sector year_established revenue employees office_location subsidiary_of",
              (_account(dice, name, names) for name in names)),
        _text("product series sales_price", PRODUCTS),
        _text("sales_agent manager regional_office", (
            (who, MANAGERS[at % 6], OFFICES[at % 3]) for at, who in enumerate(people))),
        _text("opportunity_id sales_agent product account deal_stage engage_date close_date "
              "close_value", rows),
        expected,
    )  # fmt: skip


def _text(headings: str, rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings.split())
    writer.writerows(rows)
    return out.getvalue()


def _account_names(dice: random.Random, count: int) -> list[str]:
    every = [stem + end for stem in STEMS for end in ENDS]
    dice.shuffle(every)
    return every[:count]


def _account(dice: random.Random, name: str, names: Sequence[str]) -> tuple[object, ...]:
    parent = dice.choice(names[:5]) if name not in names[:5] and dice.random() < 0.2 else ""
    return (name, dice.choice(SECTORS), dice.randrange(1979, 2018),
            round(dice.uniform(4, 12000), 2), dice.randrange(9, 35000),
            dice.choice(COUNTRIES), parent)  # fmt: skip


def _deal(
    dice: random.Random, names: Sequence[str], people: Sequence[str], expected: Expected
) -> tuple[object, ...]:
    """Return one deal, and count it."""
    stage = dice.choices(STAGES, WEIGHTS)[0]
    who, (product, _series, price) = dice.choice(people), dice.choice(PRODUCTS)
    engaged = START + timedelta(days=dice.randrange(400))
    closed = engaged + timedelta(days=dice.randrange(1, 138))
    value = round(price * dice.uniform(0.7, 1.2)) if stage == "Won" else 0
    is_open = stage in STAGES[:2]
    account = "" if is_open and dice.random() < 0.68 else _spelt(dice, dice.choice(names), names)
    expected.stages[stage] += 1
    expected.without_account += not account
    if stage == "Won":
        expected.won[who, f"{closed:%Y-%m}"] += value
    return (f"{dice.getrandbits(32):08X}", who, MISSPELT.get(product, product), account, stage,
            "" if stage == "Prospecting" else engaged, "" if is_open else closed,
            "" if is_open else value)  # fmt: skip


def _spelt(dice: random.Random, name: str, names: Sequence[str]) -> str:
    """Return a name as somebody typed it: two of the accounts are misspelt at times."""
    if name in names[5:7] and dice.random() < 0.3:
        return name[:2] + name[3:]
    return f"{name} " if dice.random() < 0.02 else name
