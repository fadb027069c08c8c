"""The preview asks about a row that is an account written otherwise, with the same e-mail."""

import pytest

from comarca.accounts.tests.factories import make_account
from comarca.imports.tests.files import previewed, spanish
from comarca.team.models import Person

HEADINGS = "Razón social;NIF;Dirección;Población;Teléfono;Correo electrónico"


@pytest.mark.usefixtures("spain")
def test_what_is_written_quite_otherwise_is_asked_about(operations: Person) -> None:
    for n in range(210):
        make_account(f"Suministros {n * 7919} del Norte", tax_id=f"B{10_000_000 + 7919 * n}",
                     address=f"Calle {n}, {n}", place="Madrid",
                     email=f"info@norte{n}.es")  # fmt: skip
    old = make_account("Hermanos Xiringüelu", tax_id="B99887766", address="Plaza Mayor, 4",
                       place="Madrid", email="hola@xiringuelu.es")  # fmt: skip
    rows = ["Xiringüelu Hnos SL;;Pza. Mayor nº 4;Sevilla;;hola@xiringuelu.es",
            "Bodegas Nuevas;B55443322;Calle Real, 9;Sevilla;955111222;"]  # fmt: skip
    batch = previewed(spanish(*rows, headings=HEADINGS), operations)
    asked, new = batch.rows.order_by("number")
    assert (asked.action, asked.account, new.action) == ("duplicate", old, "new")
    assert asked.likeness > 0.5
