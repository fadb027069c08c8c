"""The fields an account may take from a file, and the headings that people give them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key, its name, what kind of value it holds, and headings, best first."""

    key: str
    label: str | Promise
    kind: str
    headings: tuple[str, ...]
    group: str = "account"


def _field(
    key: str, label: str | Promise, kind: str, headings: str, group: str = "account"
) -> Field:
    """Write a field with its headings separated by ``|``, already folded."""
    return Field(key, label, kind, tuple(part.strip() for part in headings.split("|")), group)


FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        _field(
            "code",
            _("Code"),
            "text",
            "codigo cliente|cod cliente|codigo de cliente|id cliente|numero cliente|"
            "n cliente|num cliente|no cliente|customer code|customer id|customer number|"
            "customer no|account number|account code|account no|client id|client code|"
            "codigo cuenta|id cuenta|account id|codigo|code|referencia|reference|ref|"
            "id externo|external id|record id|id|clave|cod",
        ),
        _field(
            "name",
            _("Name"),
            "text",
            "nombre cliente|nombre del cliente|cliente|razon social|nombre comercial|"
            "nombre de la empresa|nombre empresa|nombre fiscal|empresa|account name|"
            "company name|customer name|business name|client name|company|account|customer|"
            "organisation|organization|nombre cuenta|cuenta|denominacion social|"
            "denominacion|nombre|name|nombre actual|reseller name|store name|"
            "establecimiento|estacion|rotulo|tienda|cliente nombre|associated company",
        ),
        _field(
            "status",
            _("Status"),
            "status",
            "estado cliente|estado de la cuenta|situacion|estado del cliente|status|"
            "account status|customer status|tipo de cliente|tipo cliente|account type|type|"
            "lifecycle stage|tipo",
        ),
        _field(
            "segment",
            _("Segment"),
            "text",
            "segmento|segment|sector|industria|industry|categoria|category|actividad|canal|"
            "channel|business type|clasificacion|grupo de clientes|customer group|rating",
        ),
        _field(
            "tax_id",
            _("Tax number"),
            "tax_id",
            "nif|cif|nif cif|cif nif|dni|dni nif|nif iva|vat|vat number|vat id|tax id|"
            "tax number|tax no|numero fiscal|identificacion fiscal|rfc|nit|ein",
        ),
        _field(
            "phone",
            _("Telephone"),
            "phone",
            "telefono|tel|tlf|tfno|telefono fijo|telefono 1|phone|phone number|telephone|"
            "company phone|main phone|business phone|movil|mobile|telefono movil|"
            "mobile phone",
        ),
        _field(
            "email",
            _("E-mail"),
            "email",
            "email|e mail|correo|correo electronico|mail|email address|direccion de correo|"
            "company email|email empresa",
        ),
        _field(
            "website",
            _("Website"),
            "text",
            "web|website|sitio web|pagina web|url|website url|domain|dominio|company domain name",
        ),
        _field(
            "address",
            _("Address"),
            "text",
            "direccion|domicilio|calle|billing street|address|street|street address|"
            "billing address|address line 1|direccion 1|address 1|addressline1|"
            "direccion fiscal|mailing street|shipping street|shipping address|"
            "legal entity address|via|domicilio social",
            "place",
        ),
        _field(
            "postal_code",
            _("Postal code"),
            "postal_code",
            "codigo postal|cp|c p|cod postal|d p|distrito postal|billing postal code|"
            "billing zip postal code|postal code|postcode|post code|zip|zip code|"
            "zip postal code|mailing zip postal code|mailing postal code|"
            "shipping postal code|shipping zip postal code",
            "place",
        ),
        _field(
            "place",
            _("Town"),
            "text",
            "municipio|poblacion|localidad|ciudad|billing city|city|town|mailing city|"
            "shipping city|place|locality|concejo|municipality|nombre municipio|pueblo",
            "place",
        ),
        _field(
            "province",
            _("Province"),
            "text",
            "provincia|billing state|billing state province|province|state|state province|"
            "state region|mailing state province|mailing state|shipping state|"
            "shipping state province|region|departamento|comunidad autonoma|county|estado",
            "place",
        ),
        _field(
            "country",
            _("Country"),
            "country",
            "pais|billing country|country|country region|mailing country|shipping country|"
            "nacion|country code",
            "place",
        ),
        _field(
            "lon",
            _("Longitude"),
            "lon",
            "longitud|billing longitude|longitude|lon|lng|long|x|coord x|coordenada x|"
            "longitud etrs89|longitud wgs84|shipping longitude|geo longitude",
            "place",
        ),
        _field(
            "lat",
            _("Latitude"),
            "lat",
            "latitud|billing latitude|latitude|lat|y|coord y|coordenada y|latitud etrs89|"
            "latitud wgs84|shipping latitude|geo latitude",
            "place",
        ),
        _field(
            "visits_per_year",
            _("Visits a year"),
            "figure",
            "visitas ano|visitas al ano|visitas anuales|visitas|frecuencia|"
            "frecuencia de visita|frecuencia visitas|visits per year|visits a year|"
            "annual visits|visits|call frequency|n visitas",
            "work",
        ),
        _field(
            "workload_hours",
            _("Workload (hours a year)"),
            "figure",
            "horas|horas ano|horas al ano|horas anuales|carga de trabajo|carga|carga horas|"
            "workload|workload hours|hours|annual hours|hours per year",
            "work",
        ),
        _field(
            "potential",
            _("Potential"),
            "figure",
            "potencial|potencial de compra|potencial anual|potencial de venta|potential|"
            "annual potential|estimated revenue|ventas potenciales|annual revenue|"
            "annualrevenue|annualsales",
            "work",
        ),
        _field(
            "owner",
            _("Sales representative"),
            "owner",
            "comercial|comercial asignado|vendedor|representante|agente|delegado|gestor|"
            "responsable|account owner|company owner|contact owner|owner|sales rep|"
            "sales representative|salesperson|sales person|rep|assigned to|propietario|"
            "owner email|email comercial|comercial email|owner name|owner alias|"
            "nombre comercial asignado|asesor",
            "work",
        ),
        _field(
            "contact_name",
            _("Contact: name"),
            "text",
            "contacto|persona de contacto|nombre contacto|nombre de contacto|contact|"
            "contact name|contact person|primary contact|full name|interlocutor",
            "contact",
        ),
        _field(
            "contact_first",
            _("Contact: first name"),
            "text",
            "first name|nombre de pila|firstname|nombre contacto 1",
            "contact",
        ),
        _field(
            "contact_last",
            _("Contact: last name"),
            "text",
            "last name|apellidos|apellido|lastname|surname",
            "contact",
        ),
        _field(
            "contact_position",
            _("Contact: position"),
            "text",
            "cargo|puesto|job title|title|position|cargo contacto",
            "contact",
        ),
        _field(
            "contact_email",
            _("Contact: e-mail"),
            "email",
            "email contacto|correo contacto|contact email|e mail contacto|"
            "email de contacto|email del contacto",
            "contact",
        ),
        _field(
            "contact_phone",
            _("Contact: telephone"),
            "phone",
            "telefono contacto|contact phone|movil contacto|tel contacto|"
            "telefono de contacto|telefono del contacto",
            "contact",
        ),
        _field(
            "notes",
            _("Notes"),
            "text",
            "notas|observaciones|comentarios|notes|comments|remarks|description|descripcion",
        ),
    )
}

SALES_WORDS = frozenset(
    [
        "ventas",
        "venta",
        "facturacion",
        "facturado",
        "fact",
        "facturas",
        "importe",
        "compras",
        "compra",
        "sales",
        "revenue",
        "turnover",
        "amount",
        "billed",
        "invoiced",
        "sold",
        "consumo",
        "pedidos",
        "net",
        "neto",
    ]
)
SALES_HEADINGS = frozenset(
    [
        "ventas",
        "facturacion",
        "sales",
        "venta",
        "ventas anuales",
        "facturacion anual",
        "annual sales",
        "importe",
        "importe ventas",
        "ventas ultimo ano",
        "last year sales",
        "turnover",
        "revenue",
        "compras",
        "ventas ano anterior",
        "total ventas",
        "total sales",
        "facturado",
    ]
)
