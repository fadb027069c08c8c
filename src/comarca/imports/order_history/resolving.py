"""Finds what the names in a file of order lines mean, from what is loaded once."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from comarca.accounts.models import Account, Ownership
from comarca.base.sentences import told as _
from comarca.imports.external_ids import ExternalId, normal
from comarca.imports.order_history.reading import Line
from comarca.sales.models import Order, Product
from comarca.sales.orders.amounts import net_of
from comarca.sales.pipeline.editing import company_currency
from comarca.team.models import Person

AMBIGUOUS = 0
LARGEST = Decimal(10) ** 13
STORED = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Found:
    """One line ready to be written: of which order, and its figures."""

    row: int
    number: str
    account: int
    owner: int | None
    ordered_on: date
    state: str
    currency: str
    position: int
    product: int | None
    family: int | None
    description: str
    quantity: Decimal
    price: Decimal | None
    discount: Decimal
    tax_rate: Decimal
    net: Decimal


class Refused(Exception):
    """A line cannot be written; the sentence says why, in whatever language it is read."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(slots=True)
class Names:
    """What codes and names mean, loaded once; 0 where several are called so."""

    accounts: dict[str, int]
    products: dict[str, int]
    families: dict[int, int | None]
    people: dict[str, int]
    ownerships: dict[int, tuple[list[date], list[int | None]]]
    currency: str
    unknown: Counter[str] = field(default_factory=Counter)
    unknown_people: Counter[str] = field(default_factory=Counter)
    positions: Counter[str] = field(default_factory=Counter)
    heads: dict[str, tuple[int, date, str]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, user: Any) -> "Names":
        """Load what a person may see (None: everything)."""
        accounts = Account.objects.all() if user is None else Account.objects.visible_to(user)
        products = Product.objects.all() if user is None else Product.objects.visible_to(user)
        people = Person.objects.all() if user is None else Person.objects.visible_to(user)
        made = cls(
            _keys("account", accounts.values_list("pk", "code", "name")),
            _keys("product", products.values_list("pk", "code", "name")),
            dict(products.values_list("pk", "family")),
            _keys("person", people.values_list("pk", "email", "name")),
            _ownerships(), company_currency(),
        )  # fmt: skip
        for value, label in Order.State.choices:
            made.states |= {value: value, str(label).casefold(): value}
        return made

    def find(self, line: Line) -> Found:
        """Return a line with everything found that it names; raises ``Refused`` with why not."""
        given = line.values
        if line.problem:
            raise Refused(line.problem)
        number = str(given.get("number") or "")[:40]
        account = self.accounts.get(normal(given.get("account", "")))
        if not number or given.get("ordered_on") is None:
            raise Refused(_("The line names no order or no day."))
        if not account:
            raise Refused(
                _("No account is called “%(name)s”.") % {"name": _short(given, "account")}
            )
        self._hold_to_head(number, account, given)
        product = self._product(given)
        self.positions[number] += 1
        return Found(
            line.row, number, account, self._owner(given, account), given["ordered_on"],
            self.states.get(str(given.get("state", "")).casefold(), Order.State.CLOSED),
            str(given.get("currency") or self.currency).upper()[:3],
            int(given.get("position") or self.positions[number]), product,
            self.families.get(product or 0),
            str(given.get("description") or given.get("product") or "")[:200], *_figures(given),
        )  # fmt: skip

    def _hold_to_head(self, number: str, account: int, given: Mapping[str, Any]) -> None:
        """Hold the lines of one order to one account, day and currency."""
        currency = str(given.get("currency") or self.currency).upper()[:3]
        head = (account, given["ordered_on"], currency)
        if self.heads.setdefault(number, head) != head:
            said = _("Order %(number)s has another account, day or currency on an earlier line.")
            raise Refused(said % {"number": number})

    def _product(self, given: Mapping[str, Any]) -> int | None:
        """Return the product; one that is not known keeps its name on the line, and is told."""
        name = str(given.get("product") or "")
        if not name:
            return None
        found = self.products.get(normal(name))
        if not found:
            self.unknown[name[:80]] += 1
        return found or None

    def _owner(self, given: Mapping[str, Any], account: int) -> int | None:
        """Return who sold it: whom the line names, else whose account it was that day.

        Somebody whom nobody knows is told, and counts as nobody named.
        """
        said = str(given.get("owner") or "")
        if named := self.people.get(normal(said)):
            return named
        if said:
            self.unknown_people[said[:80]] += 1
        begins, owners = self.ownerships.get(account, ([], []))
        at = bisect_right(begins, given["ordered_on"]) - 1
        return owners[at] if at >= 0 else None


def _figures(given: Mapping[str, Any]) -> tuple[Decimal, Decimal | None, Decimal, Decimal, Decimal]:
    """Return quantity, price, discount, tax rate and amount; a share of 1 is a discount of all."""
    quantity, price = given.get("quantity", Decimal(1)), given.get("price")
    if price is not None and abs(price) < LARGEST:
        price = price.quantize(STORED, ROUND_HALF_UP)  # 34.7999992 is what a float made of 34.80
    discount, tax_rate = given.get("discount", Decimal(0)), given.get("tax_rate", Decimal(0))
    if not (0 <= discount <= 100 and 0 <= tax_rate <= 100):
        raise Refused(_("Discount and tax rate lie between 0 and 100 per cent."))
    net = given.get("net")
    if net is None:
        if price is None:
            raise Refused(_("The line has no amount, and no unit price to work it out."))
        net = net_of(quantity, price, discount)
    if max(abs(net), abs(quantity), abs(price or 0)) >= LARGEST:
        raise Refused(_("A figure is too large to be true."))
    return quantity, price, discount, tax_rate, net_of(Decimal(1), net, Decimal(0))


def _short(given: Mapping[str, Any], key: str) -> str:
    return str(given.get(key, ""))[:60]


def _keys(kind: str, rows: Any) -> dict[str, int]:
    """Return the row of each code, of each name that only one has, and of another system's ID.

    What is the code of one and the ID of another is nobody's.
    """
    codes: dict[str, int] = {}
    names: dict[str, int] = {}
    seen: set[int] = set()
    for pk, code, name in rows.iterator():
        seen.add(pk)
        if code:
            codes[code.casefold()] = pk
        folded = name.casefold()
        names[folded] = AMBIGUOUS if folded in names else pk
    called = names | codes
    known = ExternalId.objects.filter(kind=kind).values_list("text", "object_id")
    for text, pk in known.iterator():
        if pk in seen:
            called[text] = pk if called.get(text, pk) == pk else AMBIGUOUS
    return called


def _ownerships() -> dict[int, tuple[list[date], list[int | None]]]:
    """Return from when on each account belonged to whom; nobody from where that ended."""
    found: dict[int, tuple[list[date], list[int | None]]] = defaultdict(lambda: ([], []))
    rows = Ownership.objects.order_by("account", "valid_from")
    for account, person, begins, ends in rows.values_list(
        "account", "person", "valid_from", "valid_to"
    ).iterator():
        days, people = found[account]
        days.append(begins)
        people.append(person)
        if ends is not None:
            days.append(ends)
            people.append(None)
    return found
