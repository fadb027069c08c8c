"""The headings under which files bring the fields of an account, best first, already folded."""

HEADINGS: dict[str, tuple[str, ...]] = {
    key: tuple(words.split("|"))
    for key, words in {
        "code": (
            "codigo cliente|cod cliente|codigo de cliente|id cliente|numero cliente|"
            "n cliente|num cliente|no cliente|customer code|customer id|customer number|"
            "customer no|account number|account code|account no|client id|client code|"
            "codigo cuenta|id cuenta|account id|codigo|code|referencia|reference|ref|"
            "id externo|external id|record id|id|clave|cod"
        ),
        "name": (
            "nombre cliente|nombre del cliente|cliente|razon social|nombre comercial|"
            "nombre de la empresa|nombre empresa|nombre fiscal|empresa|account name|"
            "company name|customer name|business name|client name|company|account|customer|"
            "organisation|organization|nombre cuenta|cuenta|denominacion social|"
            "denominacion|nombre|name|nombre actual|reseller name|store name|"
            "establecimiento|estacion|rotulo|tienda|cliente nombre|associated company"
        ),
        "status": (
            "estado cliente|estado de la cuenta|situacion|estado del cliente|status|"
            "account status|customer status|tipo de cliente|tipo cliente|account type|type|"
            "lifecycle stage|tipo"
        ),
        "segment": (
            "segmento|segment|sector|industria|industry|categoria|category|actividad|canal|"
            "channel|business type|clasificacion|grupo de clientes|customer group|rating"
        ),
        "tax_id": (
            "nif|cif|nif cif|cif nif|dni|dni nif|nif iva|vat|vat number|vat id|tax id|"
            "tax number|tax no|numero fiscal|identificacion fiscal|rfc|nit|ein"
        ),
        "phone": (
            "telefono|tel|tlf|tfno|telefono fijo|telefono 1|phone|phone number|telephone|"
            "company phone|main phone|business phone|movil|mobile|telefono movil|"
            "mobile phone"
        ),
        "email": (
            "email|e mail|correo|correo electronico|mail|email address|direccion de correo|"
            "company email|email empresa"
        ),
        "website": (
            "web|website|sitio web|pagina web|url|website url|domain|dominio|company domain name"
        ),
        "address": (
            "direccion|domicilio|calle|billing street|address|street|street address|"
            "billing address|address line 1|direccion 1|address 1|addressline1|"
            "direccion fiscal|mailing street|shipping street|shipping address|"
            "legal entity address|via|domicilio social"
        ),
        "postal_code": (
            "codigo postal|cp|c p|cod postal|d p|distrito postal|billing postal code|"
            "billing zip postal code|postal code|postcode|post code|zip|zip code|"
            "zip postal code|mailing zip postal code|mailing postal code|"
            "shipping postal code|shipping zip postal code"
        ),
        "place": (
            "municipio|poblacion|localidad|ciudad|billing city|city|town|mailing city|"
            "shipping city|place|locality|concejo|municipality|nombre municipio|pueblo"
        ),
        "province": (
            "provincia|billing state|billing state province|province|state|state province|"
            "state region|mailing state province|mailing state|shipping state|"
            "shipping state province|region|departamento|comunidad autonoma|county|estado"
        ),
        "country": (
            "pais|billing country|country|country region|mailing country|shipping country|"
            "nacion|country code"
        ),
        "lon": (
            "longitud|billing longitude|longitude|lon|lng|long|x|coord x|coordenada x|"
            "longitud etrs89|longitud wgs84|shipping longitude|geo longitude"
        ),
        "lat": (
            "latitud|billing latitude|latitude|lat|y|coord y|coordenada y|latitud etrs89|"
            "latitud wgs84|shipping latitude|geo latitude"
        ),
        "visits_per_year": (
            "visitas ano|visitas al ano|visitas anuales|visitas|frecuencia|"
            "frecuencia de visita|frecuencia visitas|visits per year|visits a year|"
            "annual visits|visits|call frequency|n visitas"
        ),
        "workload_hours": (
            "horas|horas ano|horas al ano|horas anuales|carga de trabajo|carga|carga horas|"
            "workload|workload hours|hours|annual hours|hours per year"
        ),
        "potential": (
            "potencial|potencial de compra|potencial anual|potencial de venta|potential|"
            "annual potential|estimated revenue|ventas potenciales|annual revenue|"
            "annualrevenue|annualsales"
        ),
        "owner": (
            "comercial|comercial asignado|vendedor|representante|agente|delegado|gestor|"
            "responsable|account owner|company owner|contact owner|owner|sales rep|"
            "sales representative|salesperson|sales person|rep|assigned to|propietario|"
            "owner email|email comercial|comercial email|owner name|owner alias|"
            "nombre comercial asignado|asesor"
        ),
        "contact_name": (
            "contacto|persona de contacto|nombre contacto|nombre de contacto|contact|"
            "contact name|contact person|primary contact|full name|interlocutor"
        ),
        "contact_first": "first name|nombre de pila|firstname|nombre contacto 1",
        "contact_last": "last name|apellidos|apellido|lastname|surname",
        "contact_position": "cargo|puesto|job title|title|position|cargo contacto",
        "contact_email": (
            "email contacto|correo contacto|contact email|e mail contacto|"
            "email de contacto|email del contacto"
        ),
        "contact_phone": (
            "telefono contacto|contact phone|movil contacto|tel contacto|"
            "telefono de contacto|telefono del contacto"
        ),
        "notes": ("notas|observaciones|comentarios|notes|comments|remarks|description|descripcion"),
    }.items()
}
