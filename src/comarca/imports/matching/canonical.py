"""Brings a heading into the form that is looked up: abbreviations written out, small words gone."""

import re
from functools import lru_cache

from comarca.imports.matching.folding import fold_heading

SMALL = frozenset(
    ["de", "del", "la", "el", "los", "las", "of", "the", "da", "do", "dos", "das", "d", "l", "des",
     "du", "della", "di", "der", "die", "den", "dello", "le", "les", "per", "al", "your", "su",
     "en", "para", "for", "by"]
)  # fmt: skip
ABBREVIATIONS = {
    "cod": "codigo", "cdg": "codigo", "codcli": "codigo cliente", "codcliente": "codigo cliente",
    "idcliente": "id cliente", "cli": "cliente", "clte": "cliente", "cte": "cliente",
    "clientes": "cliente", "num": "numero", "nº": "numero", "no": "numero", "nro": "numero",
    "nr": "nummer", "n": "numero", "numer": "numero", "tel": "telefono", "tfno": "telefono",
    "tlf": "telefono", "telf": "telefono", "tf": "telefono", "tfn": "telefono",
    "telef": "telefono", "fon": "telefon", "dir": "direccion", "direc": "direccion",
    "direcc": "direccion", "dom": "domicilio", "pob": "poblacion", "pobl": "poblacion",
    "prov": "provincia", "loc": "localidad", "obs": "observaciones", "observ": "observaciones",
    "frec": "frecuencia", "freq": "frequencia", "cial": "comercial",
    "comerc": "comercial", "nom": "nom",
    "nomb": "nombre", "raz": "razon", "soc": "social", "rsocial": "razon social",
    "fact": "facturacion", "factur": "facturacion", "vtas": "ventas", "vta": "ventas",
    "pot": "potencial", "poten": "potencial", "seg": "segmento", "cat": "categoria",
    "mun": "municipio", "mpio": "municipio", "cta": "cuenta", "repr": "representante",
    "vend": "vendedor", "dpto": "departamento", "depto": "departamento", "cd": "codigo",
    "cpostal": "codigo postal", "codpostal": "codigo postal", "codpost": "codigo postal",
    "electr": "electronico", "pag": "pagina", "hs": "horas", "hrs": "horas", "vis": "visitas",
    "lat": "lat", "identif": "identificacion", "contrib": "contribuinte", "cust": "customer",
    "acct": "account", "addr": "address", "ph": "phone", "prop": "propietario",
    "resp": "responsable", "str": "strasse", "ansprech": "ansprechpartner", "rag": "ragione",
    "soz": "sociale", "ind": "indirizzo", "kd": "kunden", "desc": "descripcion", "crm": "",
    "empr": "empresa", "est": "estado", "sit": "situacion", "tipo_cliente": "tipo cliente",
    "fra": "facturacion", "fec": "fecha", "fch": "fecha", "part": "partita",
}  # fmt: skip
# Words that name the table a column is of: "Organization - Address" is the account's address.
ACCOUNT = frozenset(
    ["organization", "organisation", "organizacion", "company", "account", "customer", "cliente",
     "client", "empresa", "cuenta", "firma", "kunde", "azienda", "societe", "tercero", "entidad",
     "business", "main", "principal", "primary", "billing", "negocio", "fiscal", "sede",
     "customers"]
)  # fmt: skip
PERSON = frozenset(
    ["person", "contact", "contacto", "persona", "ansprechpartner", "contatto", "contato",
     "contacte", "kontakt", "interlocutor"]
)  # fmt: skip
OF_PERSON = {
    "name": "contact_name", "nombre": "contact_name", "nom": "contact_name", "nome": "contact_name",
    "email": "contact_email", "e mail": "contact_email", "correo": "contact_email",
    "correo electronico": "contact_email", "mail": "contact_email", "phone": "contact_phone",
    "telefono": "contact_phone", "movil": "contact_phone", "mobile": "contact_phone",
    "celular": "contact_phone", "telefon": "contact_phone", "telefone": "contact_phone",
    "cargo": "contact_position", "title": "contact_position", "job title": "contact_position",
    "puesto": "contact_position", "position": "contact_position", "first name": "contact_first",
    "last name": "contact_last", "apellidos": "contact_last", "vorname": "contact_first",
    "nachname": "contact_last",
}  # fmt: skip
# "state_id/name" is how one system calls the state; "Telef1" is a telephone with a number.
ODOO = re.compile(r" id (?:display )?name$|(?<=[a-z]{3}) display name$")
NUMBERED = re.compile(r"(?<=[a-z]{4})(?=\d$)")
SECOND = re.compile(r"(?<=\w) ?[2-9]$")
FIRST = re.compile(r"(?<=\w) ?1$")


@lru_cache(maxsize=8192)
def canonical(heading: str) -> str:
    """Return a heading in the form of the table.

    >>> canonical("Cód. Cli."), canonical("Nº de teléfono"), canonical("Pob.")
    ('codigo cliente', 'numero telefono', 'poblacion')
    """
    words = NUMBERED.sub(" ", ODOO.sub("", fold_heading(heading))).split()
    written = " ".join(ABBREVIATIONS.get(word, word) for word in words).split()
    return " ".join(word for word in written if word not in SMALL) or " ".join(words)


def is_second(heading: str) -> bool:
    """Return whether a column is the second of its kind: "Teléfono 2"."""
    return bool(SECOND.search(canonical(heading)))


def without_first(text: str) -> str:
    """Return a heading without the 1 of "Teléfono 1"."""
    return FIRST.sub("", text)


def of_table(text: str) -> tuple[str, str]:
    """Take apart whose field a heading says it is: ("account", "address"), ("person", "email").

    >>> of_table("organization address"), of_table("person email"), of_table("address")
    (('account', 'address'), ('person', 'email'), ('', 'address'))
    """
    words = text.split()
    for words_of, kind in ((ACCOUNT, "account"), (PERSON, "person")):
        if len(words) > 1 and words[0] in words_of:
            return kind, " ".join(words[1:])
        if len(words) > 1 and words[-1] in words_of:
            return kind, " ".join(words[:-1])
    return "", text
