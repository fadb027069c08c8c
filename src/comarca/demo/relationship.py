"""The demo's people at the stations and what they want: invented from a fixed seed, and marked so.

No telephone numbers are invented: one might be somebody's. E-mail addresses end in ``.example``,
which belongs to nobody.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from comarca.accounts.models import Account, owners_on
from comarca.base.bulk import insert_objects
from comarca.contacts.models import Channel, Consent, Contact, ContactLink
from comarca.demo.wishes import AGREEMENTS, FAMILIES, OBJECTIVES, PROMISES, STEPS, WISHES
from comarca.relations.models import (
    AccountPlan,
    Agreement,
    Need,
    NeedFamily,
    PlanStep,
    ProductFamily,
    Promise,
)

SEED = 20260101
BATCH = 2000
TWO_YEARS = 730
GIVEN = (
    "Ana", "Antonio", "Beatriz", "Carlos", "Carmen", "Cristina", "Daniel", "Elena", "Fernando",
    "Inés", "Iker", "Javier", "Jordi", "José", "Laura", "Lucía", "Manuel", "María", "Marta",
    "Miguel", "Nuria", "Pablo", "Paula", "Pilar", "Rafael", "Rosa", "Sergio", "Silvia", "Uxía",
    "Xavier",
)  # fmt: skip
FAMILY = (
    "Alonso", "Álvarez", "Blanco", "Castro", "Díaz", "Domínguez", "Etxeberria", "Fernández",
    "Ferrer", "García", "Gil", "Gómez", "González", "Hernández", "Iglesias", "Jiménez", "López",
    "Martín", "Molina", "Moreno", "Muñoz", "Navarro", "Ortega", "Pérez", "Puig", "Ramos",
    "Rodríguez", "Romero", "Ruiz", "Sánchez", "Serrano", "Soler", "Suárez", "Torres", "Vázquez",
)  # fmt: skip
POSITIONS = (
    ("Encargada de la estación", "Encargado de la estación", "decides"),
    ("Responsable de tienda", "Responsable de tienda", "influences"),
    ("Administrativa", "Administrativo", "uses"),
)  # fmt: skip
PLAIN = str.maketrans("áéíóúüñÁÉÍÓÚÑ", "aeiouunAEIOUN")
WOMEN = frozenset(
    {"Ana", "Beatriz", "Carmen", "Cristina", "Elena", "Inés", "Laura", "Lucía", "María", "Marta",
     "Nuria", "Paula", "Pilar", "Rosa", "Silvia", "Uxía"}
)  # fmt: skip


def make_relationship(accounts: Sequence[Account], day: date) -> None:
    """Write contacts, consents, needs, promises, plans and agreements around the accounts."""
    dice = Random(SEED)  # noqa: S311 - invented figures, the same on every machine
    contacts = Contact.objects.bulk_create(_contacts(accounts, dice), batch_size=BATCH)
    first = {contact.account_id: contact for contact in reversed(contacts)}
    owners = dict(owners_on(day).values_list("account", "person"))
    insert_objects(_consents(contacts, day, dice))
    insert_objects(_links(contacts, first))
    chosen = [one for one in accounts if one.status == Account.Status.CUSTOMER]
    _make_needs(chosen, first, dice)
    insert_objects(_promises(chosen, first, owners, day, dice))
    _make_plans(chosen, owners, day, dice)
    insert_objects(_agreements(chosen, day, dice))


def _contacts(accounts: Sequence[Account], dice: Random) -> Iterator[Contact]:
    """Yield one to three people an account: who runs it, the shop, the office."""
    for account in accounts:
        for woman, man, role in POSITIONS[: dice.choices((1, 2, 3), (6, 3, 1))[0]]:
            given, family = dice.choice(GIVEN), f"{dice.choice(FAMILY)} {dice.choice(FAMILY)}"
            local = f"{given}.{family.split(maxsplit=1)[0]}".translate(PLAIN).lower()
            yield Contact(
                account=account, name=f"{given} {family}", given_name=given, family_name=family,
                position=woman if given in WOMEN else man, role=role, language="es",
                email=f"{local}@estacion-{account.code.lower()}.example", is_generated=True,
            )  # fmt: skip


def _consents(contacts: Sequence[Contact], day: date, dice: Random) -> Iterator[Consent]:
    """Yield what one in three said about e-mails; one in twelve of those wants none."""
    for contact in contacts:
        if dice.random() < 1 / 3:
            no = dice.random() < 1 / 12
            yield Consent(
                contact=contact, channel=Channel.EMAIL, said_on=_past(day, dice),
                answer=Consent.Answer.NO if no else Consent.Answer.YES,
                basis="" if no else Consent.Basis.CONSENT, source="Dato generado",
            )  # fmt: skip


def _links(contacts: Sequence[Contact], first: dict[int, Contact]) -> Iterator[ContactLink]:
    """Yield to whom the others at an account report."""
    for contact in contacts:
        chief = first[contact.account_id]
        if contact.pk != chief.pk:
            yield ContactLink(contact=contact, kind=ContactLink.Kind.REPORTS_TO, other=chief)


def _make_needs(accounts: Sequence[Account], first: dict[int, Contact], dice: Random) -> None:
    """Write what a quarter of the customers want, and the families that serve it."""
    families = ProductFamily.objects.bulk_create(
        ProductFamily(name=name, is_generated=True) for name in FAMILIES
    )
    needs, serving = [], []
    for account in accounts:
        if dice.random() < 0.25:
            title, evidence, by = dice.choice(WISHES)
            state = dice.choices(Need.State.values, (5, 3, 2, 1))[0]
            needs.append(
                Need(
                    account=account, contact=first[account.pk], title=title, evidence=evidence,
                    state=state, value=dice.randrange(4, 60) * 100, is_generated=True,
                )
            )  # fmt: skip
            serving.append(by)
    made = Need.objects.bulk_create(needs, batch_size=BATCH)
    NeedFamily.objects.bulk_create(
        (
            NeedFamily(need=n, family=families[at])
            for n, by in zip(made, serving, strict=True)
            for at in by
        ),
        batch_size=BATCH,
    )


def _promises(
    accounts: Sequence[Account], first: dict[int, Contact], owners: dict[int, int], day: date,
    dice: Random,
) -> Iterator[Promise]:  # fmt: skip
    """Yield two years of promises: most kept in time, some late, a few still open."""
    for account in accounts:
        if account.pk not in owners or dice.random() > 0.3:
            continue
        due = _working(day - timedelta(days=dice.randrange(-45, TWO_YEARS)))
        kept = _working(due + timedelta(days=dice.choice((-6, -3, -1, 0, 0, 4))))
        is_open = due >= day or ((day - due).days < 20 and dice.random() < 0.15)
        yield Promise(
            account=account, contact=first[account.pk], title=dice.choice(PROMISES), due_on=due,
            promised_by_id=owners[account.pk], is_generated=True,
            kept_on=None if is_open else min(kept, day),
        )  # fmt: skip


def _make_plans(
    accounts: Sequence[Account], owners: dict[int, int], day: date, dice: Random
) -> None:
    """Write a plan with steps for one customer in twenty-five."""
    plans = AccountPlan.objects.bulk_create(
        (
            AccountPlan(
                account=account, objective=dice.choice(OBJECTIVES), is_generated=True,
                in_charge_id=owners.get(account.pk),
                review_on=_working(day + timedelta(days=dice.randrange(-10, 120))),
            )
            for account in accounts
            if dice.random() < 0.04
        ),
        batch_size=BATCH,
    )  # fmt: skip
    PlanStep.objects.bulk_create(
        (
            PlanStep(
                account_plan=plan, account_id=plan.account_id, title=title, is_generated=True,
                due_on=_working(day + timedelta(days=30 * at - 30)),
                done_on=_working(day - timedelta(days=40)) if at == 0 else None,
            )
            for plan in plans
            for at, title in enumerate(STEPS)
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _agreements(accounts: Sequence[Account], day: date, dice: Random) -> Iterator[Agreement]:
    """Yield an agreement of a year for one customer in ten."""
    for account in accounts:
        if dice.random() < 0.1:
            begun = date(day.year - dice.choice((0, 1)), dice.randrange(1, 13), 1)
            title, kind = dice.choice(AGREEMENTS)
            yield Agreement(
                account=account, title=title, kind=kind, valid_from=begun, is_generated=True,
                valid_to=date(begun.year + 1, begun.month, 1),
            )  # fmt: skip


def _past(day: date, dice: Random) -> date:
    """Return a working day of the last two years."""
    return _working(day - timedelta(days=dice.randrange(1, TWO_YEARS)))


def _working(day: date) -> date:
    """Return the day, or the Friday before where it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
