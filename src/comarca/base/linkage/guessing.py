"""Which columns of a list can be compared, and how: by headings first, by cells second."""

import re
from collections.abc import Mapping, Sequence

from comarca.base.linkage.columns import Column, Kind
from comarca.base.search.folding import fold

Cells = Mapping[str, Sequence[str]]
# A column that says which records are the same is what is looked for, not evidence of it.
ANSWERS = re.compile(r"\b(?:cluster|class|label|match|entity|truth|gold|duplicate|duplicado)\b")
IDENTITY = re.compile(r"\b(?:id|idx|rec|record|index|key|clave|code|codigo|row|fila)\b|^#$")
HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"))
    for kind, words in (
        (Kind.EMAIL, "e ?mail|mail|correo|email address"),
        (Kind.DOMAIN, "web|website|url|homepage|domain|dominio|pagina|sitio"),
        (Kind.PHONE, "phone|telephone|tel|telefono|telf|tlf|movil|mobile|fax|telefon|telefone"),
        (Kind.DATE, "dob|birth|born|nacimiento|date|fecha|datum|geburtsdatum"),
        (Kind.IDENTIFIER, "ssn|soc|tax|vat|nif|cif|dni|nie|passport|pasaporte|rut|ruc|siret|siren"),
        (Kind.POSTAL, "zip|post ?code|postal|cp|c p|plz|cap|cep|codigo postal"),
        (Kind.GIVEN, "given|first|forename|fname|nombre de pila|vorname|prenom|firstname"),
        (Kind.SURNAME, "surname|last|lname|apellidos?|nachname|family|cognome|lastname"),
        (Kind.HOUSE, "street number|house number|housenumber|numero de calle|stnum|stno"),
        (Kind.ADDRESS, "address|addr|street|direccion|calle|domicilio|strasse|rue|via|endereco"),
        (Kind.PLACE, "city|town|suburb|place|poblacion|localidad|municipio|ciudad|ort|ville"),
        (Kind.CATEGORY, "state|province|provincia|country|pais|region|type|category|gender|sex"),
        (Kind.COMPANY, "name|company|business|restaurant|razon social|nombre|empresa|cliente"),
        (Kind.COMPANY, "customer|account|organi[sz]ation|firma|denominacion|raison sociale"),
        (Kind.TEXT, "title|authors?|description|venue|titulo|notes?"),
    )
)  # fmt: skip
LON, LAT = (
    re.compile(r"\b(?:lon|long|lng|longitude|longitud)\b"),
    re.compile(r"\b(?:lat|latitude|latitud)\b"),
)
DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-]\d{2,4}")
FEW, FEW_SHARE, MOSTLY = 20, 0.02, 0.8
LONG_NUMBER = 5


def identity_of(cells: Cells) -> str:
    """Return the heading of the column that names each record, nothing where there is none."""
    for heading, values in cells.items():
        if IDENTITY.search(fold(heading)) and values and len(set(values)) == len(values):
            return heading
    return ""


def answers_of(cells: Cells) -> list[str]:
    """Return the headings of columns that tell which records are the same: they are left out."""
    return [heading for heading in cells if ANSWERS.search(fold(heading))]


def guess_columns(cells: Cells, leave_out: Sequence[str] = ()) -> list[Column]:
    """Return the columns that can be compared.

    ``cells`` are texts by heading, each of the same length; ``leave_out`` are headings.
    """
    used = {heading: values for heading, values in cells.items() if heading not in leave_out}
    points = _points(used)
    found = [] if points is None else [points]
    for heading, values in used.items():
        kind = _kind(heading, values)
        if kind is not None:
            found.append(Column.of(heading, kind, values))
    return [column for column in found if any(column.values)]


def _kind(heading: str, values: Sequence[str]) -> Kind | None:
    """Return how a column is compared; None for coordinates and for empty columns."""
    folded = fold(heading)
    known = [value for value in values if value.strip()]
    if not known or LON.search(folded) or LAT.search(folded):
        return None
    for kind, words in HEADINGS:
        if words.search(folded):
            return _checked(kind, known)
    return _by_cells(known)


def _checked(kind: Kind, known: Sequence[str]) -> Kind:
    """Let the cells correct a heading: an address without numbers is a street."""
    numbered = sum(any(c.isdigit() for c in value) for value in known)
    if kind is Kind.ADDRESS and numbered < 0.3 * len(known):
        return Kind.STREET
    if kind is Kind.CATEGORY and len({fold(v) for v in known}) > max(FEW, len(known) // 3):
        return Kind.TEXT
    if kind is Kind.DATE and not all(any(c.isdigit() for c in value) for value in known[:50]):
        return Kind.TEXT
    return kind


def _by_cells(known: Sequence[str]) -> Kind:
    """Return what the cells of a column look like."""

    def mostly(test: object) -> bool:
        return sum(bool(test(value.strip())) for value in known) >= MOSTLY * len(known)  # type: ignore[operator]

    if mostly(DATE.fullmatch):
        return Kind.DATE
    if mostly(lambda value: "@" in value and " " not in value):
        return Kind.EMAIL
    if mostly(lambda value: value.replace(".", "").replace(",", "").isdigit()):
        long = sum(len(value) >= LONG_NUMBER for value in known) >= MOSTLY * len(known)
        varied = len(set(known)) >= len(known) / 3
        return Kind.IDENTIFIER if long and varied else Kind.NUMBER
    if len({fold(value) for value in known}) <= max(FEW, FEW_SHARE * len(known)):
        return Kind.CATEGORY
    return Kind.TEXT


def _points(cells: Cells) -> Column | None:
    """Return the coordinates as one column."""
    lon = next((values for heading, values in cells.items() if LON.search(fold(heading))), None)
    lat = next((values for heading, values in cells.items() if LAT.search(fold(heading))), None)
    if lon is None or lat is None:
        return None
    return Column("point", Kind.POINT, [_point(x, y) for x, y in zip(lon, lat, strict=True)])


def _point(lon: str, lat: str) -> str:
    """Return two figures as ``lon lat``, nothing where one is none."""
    try:
        return f"{float(lon.replace(',', '.'))} {float(lat.replace(',', '.'))}"
    except ValueError:
        return ""
