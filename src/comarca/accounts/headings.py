"""The headings under which files bring the fields of an account, best first.

Folded (no accents, case and punctuation), in Spanish, English, Portuguese, French, German, Italian,
Catalan and Dutch, as CRMs and national accounting programs export them. Abbreviations need no line
of their own: ``imports.matching.headings`` writes them out first.
"""


def _listed(text: str) -> tuple[str, ...]:
    """Return the headings of a text, one a line or between bars."""
    parts = (part.strip() for line in text.splitlines() for part in line.split("|"))
    return tuple(dict.fromkeys(part for part in parts if part))


HEADINGS: dict[str, tuple[str, ...]] = {
    key: _listed(text)
    for key, text in {
        "code": """
            codigo cliente | id cliente | numero cliente | clave cliente | customer code
            customer id | customer number | customer no | account number | account code
            account no | client id | client code | client number | codigo cuenta | id cuenta
            account id | accountid | company id | id empresa | codigo socio | bp code
            business partner number | codigo externo | id externo | external id | record id
            codigo contacto | codigo tercero | codigo entidad | codigo sn | codcli
            codigo cliente proveedor | kundennummer | kunden nr | kundennr | debitor
            debitorennummer | debitorenkonto | kundenkonto | code client | numero client
            ref client | codice cliente | codice anagrafica | codi client | codi de client
            kunnr | card code | cust supp | codice conto | num compte | compte tiers | tiers
            klantnummer | klantcode | debiteurnummer | relatienummer | solicitante
            codigo | code | codi | codice | referencia | customer | cliente | cuenta | client
            kunde | konto | conto | account | reference | ref | id | clave | legajo | matricula
            nummer
            numero
        """,
        "name": """
            razon social | nombre fiscal | nombre cliente | nombre comercial | nombre empresa
            nombre razon social | nombre o razon social | razon social nombre | nombre tercero
            denominacion social | account name | company name | customer name | business name
            client name | organization name | organisation name | trading name | legal name
            bp name | raison sociale | nom societe | nom client | nom entreprise | societe
            entreprise | denomination | enseigne | firma | firmenname | firmenbezeichnung
            unternehmen | name 1 | kundenname | unternehmensname | ragione sociale
            denominazione | nome azienda | azienda | nome cliente | rao social | nom empresa
            nom fiscal | nom comercial | nome da empresa | denominacao social | razao social
            nome fantasia | designacao | nome empresa | empresa | organizacion | cliente
            company | account | customer | organisation | organization | client | client nom
            kunde | societa | nombre cuenta | cuenta | denominacion | associated company
            company name for emails | nombre actual | reseller name | store name
            establecimiento | estacion | rotulo | tienda | punto de venta | farmacia | centro
            solicitante | customer full name | full company name
            nombre | nom | nome | name | tercero | entidad | nombre sn | nomcli
            a1 nome | a1 nreduz | nreduz | card name | nome reduzido | intitule
            naam | bedrijfsnaam | klantnaam | klant | firmanaam
            name adressattyp unternehmen | display name | party name | nombre fiscal comercial
            nome fiscal | nombre completo empresa | cliente nombre | nombre o razon social
            descripcion cliente | establiment | etablissement
        """,
        "status": """
            estado cliente | estado cuenta | situacion cliente | estatus cliente
            account status | customer status | status cliente | tipo cliente | account type
            customer type | relationship type | tipo relacion | lifecycle stage | statut
            statut client | kundenstatus | stato cliente | stato | situacao | estat
            estat client | activo | activa | active | attivo | ativo | actif | aktiv | estado
            estatus | status | situacion | type | tipo | baja | de baja | bloqueado | inactivo
            inactive | clase cliente | lead status | baja empresa lc | cliente activo
            es cliente | bloqueado ventas | dado baja | is active | disabled | blocked
            typ | etapa ciclo vida | fase ciclo vida | etapa del ciclo de vida | fase ciclo vita
            phase cycle vie | lebenszyklusphase | lifecycle phase | fase do ciclo de vida
            estagio ciclo vida | on stop | stop | sperrkennzeichen | sperre
            record status | state code | statecode | anulado | obsoleto | estado registro
        """,
        "segment": """
            segmento | segment | sector | sector actividad | industria | industry | categoria
            category | categoria cliente | actividad | actividad economica | giro | canal
            channel | business type | clasificacion | clasificacion abc | abc | grupo cliente
            customer group | grupo clientes | familia cliente | familia | rating | branche
            kundengruppe | secteur | secteur activite | categorie | famille | settore
            categoria merceologica | gruppo | grup | ramo atividade | ramo | atividade | cae
            cnae | segmentacion | tipologia | tipo negocio | ramo actividad | industry type
            account category | kundenklasse | kundenkategorie | klantgroep
        """,
        "tax_id": """
            nif cif | cif nif | nif | cif | nif iva | dni nif | cif dni | dni cif | dni | nie
            vat number | vat id | vat no | vat registration number | tax id | tax number
            tax no | tax registration number | federal tax id | numero fiscal
            identificacion fiscal | numero identificacion fiscal | identificacion tributaria
            numero identificacion tributaria | numero identificacion | numero documento
            documento | documento identidad | identidad | identificacion | ruc | rut | rut cliente
            ruc dni
            cuit | cuil | cuit cuil | nit | nit cedula | rif | rfc | cedula | cedula juridica
            rtn | rnc | cnpj | cnpj cpf | cpf cnpj | cpf | nipc | contribuinte
            numero contribuinte | numero fiscal contribuinte | siret | siren | numero siret
            numero siren | tva intracommunautaire | numero tva | tva
            numero tva intracommunautaire | ust id | ustid | ust idnr | ust id nr
            umsatzsteuer id | umsatzsteuer identifikationsnummer | steuernummer | steuer nr
            partita iva | p iva | piva | codice fiscale | p iva codice fiscale | ein | abn | gst
            vat | tin | company number | nifcli | eu ust id | eu ustid
            tax id number | fiscal code | lictradnum | lic trad num
            partita iva codice fiscale | nif cif vat | cif nif vat | vat nif | cif vat | nif dni cif
            tax vat number | numero nif | stceg | cgc | a1 cgc
        """,
        "phone": """
            telefono | telefono fijo | telefono 1 | telefono empresa | phone | phone number
            telephone | telephone 1 | main phone | company phone | business phone | office phone
            work phone | phone work | phone office | telefono principal | telefono oficina
            telefone | telefone 1 | telephone fixe | numero telephone | telefon | telefon 1
            telefonnummer | rufnummer | numero telefono | telefon fix | telefono ufficio
            celular | movil | telefono movil | mobile phone | mobile | portable
            telephone portable | handy | mobiltelefon | cellulare | telemovel | fone
            mobile number | phone 1 value | telcli | telefon mobil | mobil | fono | whatsapp
            telefono fijo movil | telefonos | telefono contacto principal
        """,
        "email": """
            email | e mail | correo | correo electronico | mail | email address | e mail address
            direccion correo | company email | email empresa | email 1 | e mail 1
            email principal | adresse email | adresse e mail | courriel | e mail adresse
            email adresse | indirizzo email | posta elettronica | correu | correu electronic
            correio eletronico | email cliente | e mail 1 value | email id | email work
            correo 1 | pec
        """,
        "website": """
            web | website | sitio web | pagina web | url | website url | domain | dominio
            domain name | company domain name | web page | webseite | internet | homepage
            site web | site internet | sito | sito web | pagina | site | lloc web | www
            domains
        """,
        "address": """
            direccion | domicilio | calle | street | address | street address | billing street
            billing address | address line 1 | address 1 | address street 1 | address1 street 1
            direccion 1 | direccion fiscal | direccion principal | direccion facturacion
            calle numero | calle y numero | domicilio fiscal | domicilio social | via
            nombre via | mailing street | shipping street | shipping address | business street
            legal entity address | primary address | primary address street | address street
            bill to street | adresse | adresse 1 | rue | adresse facturation | strasse
            strasse hausnummer | strasse und hausnummer | strasse nr | anschrift | indirizzo
            indirizzo sede legale | via e numero | morada | endereco | logradouro | rua | adreca
            carrer | adreca fiscal | full address | address full address | direccion completa
            address of organization | address address street | address address street1
            address 1 street | ship to street | mailing address | reg address address line1
            reg address address line 1 | dircli
        """,
        "postal_code": """
            codigo postal | cp | c p | cpostal | d p | distrito postal | postal code | postcode
            post code | p code | pcode
            zip | zip code | zip postal code | billing postal code | billing zip
            billing code | billing zip postal code | mailing postal code
            mailing zip postal code | shipping postal code | shipping zip postal code
            business postal code | primary address postal code | pincode | address postal code
            address 1 zip postal code | address zip | cod postal | plz | postleitzahl
            code postal | cap | codi postal | cep | c postal | address address postcode
            zip code postal code | zip of organization | reg address post code | dtocli
            codigo postal fiscal | address1 postalcode | codigo pos | codpos | c postal fiscal
            pstlz | codigo facturacion | dto postal | distrito postal
        """,
        "place": """
            municipio | comuna | concelho | poblacion | localidad | ciudad | billing city | city
            town | mailing city | shipping city | business city | primary address city
            address city | address 1 city | address1 city | city of organization | place
            locality | concejo | municipality | nombre municipio | pueblo | termino municipal
            nombre poblacion | ville | commune | localite | ort | stadt | wohnort | gemeinde
            citta | comune | localita | municipi | poblacio | localitat | ciutat | cidade
            localidade | distrito | parroquia | poblacion fiscal | canton | address address city
            city town village of organization | alcaldia | partido | suburb | ship to city
            bill to city | plaats | woonplaats | gemeente | reg address post town | pobcli
            town city | lugar | alcaldia municipio
            municipio alcaldia | delegacion municipio | vil
        """,
        "province": """
            provincia | departamento | region | estado | state | province | billing state
            billing state province | state province | state region | mailing state province
            mailing state | shipping state | shipping state province | business state
            primary address state | address state | address 1 state province
            address1 stateorprovince | county | comunidad autonoma | entidad federativa | uf
            distrito | state of organization | departement | bundesland | kanton | regione
            provincia sigla | prov | comarca | address region | address 1 region
            reg address county | region administrativa | region estado | address address state
            state or province | nombre provincia | provincia fiscal | region of organization
            subpais | pr
        """,
        "parent": """
            pertenece a | belongs to | parent account | parent company | parent
            matriz | empresa matriz | cuenta principal | cuenta matriz
            grupo empresarial | corporate group | holding | central | muttergesellschaft
            maison mere | capogruppo | empresa mae | compte parent | conto principale
            ubergeordnete firma | conta principal
        """,
        "country": """
            pais | country | billing country | country region | mailing country
            shipping country | business country region | primary address country
            address country | address 1 country region | nacion | country code
            country of organization | codigo pais | codigo pais region | reg address country
            land | pays | paese | nazione | stato estero | country territory | address1 country
            address address country | pay
        """,
        "lon": """
            longitud | longitude | billing longitude | lon | lng | long | x | coord x
            coordenada x | longitud etrs89 | longitud wgs84 | shipping longitude | geo longitude
            gps longitud | laengengrad | langengrad | longitudine | longitude wgs84 | geolon
            address longitude
        """,
        "lat": """
            latitud | latitude | billing latitude | lat | y | coord y | coordenada y
            latitud etrs89 | latitud wgs84 | shipping latitude | geo latitude | gps latitud
            breitengrad | latitudine | latitude wgs84 | geolat | address latitude
        """,
        "coordinates": """
            coordenadas | coordenadas gps | gps | coordinates | gps coordinates | latlng | lat lng
            lat lon | lat long | latlon | latitud longitud | latitude longitude | geolocalizacion
            geolocation | geo | geopoint | geo point | geo point 2d | punto gps | posicion gps
            ubicacion gps | location gps | google maps | enlace google maps | link google maps
            maps | enlace maps | url maps | url google maps | mapa | coords | coordonnees
            coordonnees gps | koordinaten | gps koordinaten | coordinate | coordinate gps
            coordenades | geom | wkt | the geom
        """,
        "visits_per_year": """
            visitas ano | visitas anuales | visitas al ano | visitas a ano | visitas
            frecuencia visita | frecuencia visitas | frecuencia | frecuencia dias
            frecuencia semanas | visitas mes | visitas semana | periodicidad
            periodicidad visita | visits per year | visits a year | annual visits | visits
            visits month | visit frequency | call frequency | frequency | numero visitas
            frequence visite | frequence | besuchsfrequenz | besuche pro jahr | besuche
            frequenza visite | frequenza | visite anno | frequencia visita | frequencia
            frequencia visites | besuchsrhythmus
            calls per year | call cycle | bezoeken per jaar | bezoekfrequentie
            besuchsintervall | visites any | visites | ciclo visita
            calls per annum | calls per year | bisitak urtean
        """,
        "workload_hours": """
            carga trabajo horas ano | workload hours a year | horas ano | horas anuales | horas
            carga horas | carga trabajo | carga | workload | workload hours | hours
            annual hours | hours per year | hours a year | tiempo anual | horas dedicacion
            stunden | stunden pro jahr | heures | heures an | ore | ore anno | hores | hores any
        """,
        "potential": """
            potencial | potencial compra | potencial anual | potencial venta | potencial ventas
            potencial miles | potential | annual potential | estimated revenue
            ventas potenciales | annual revenue | annualrevenue | ingresos anuales
            facturacion estimada | revenue potential | umsatzpotenzial | potenzial
            jahresumsatz | potentiel | ca potentiel | potenziale | faturamento anual
            receita anual | fatturato annuo | chiffre affaires annuel
        """,
        "owner": """
            comercial | comercial asignado | nombre comercial asignado | vendedor
            nombre vendedor | vendedor asignado | representante | agente | agente comercial
            empleado responsable | responsable cuenta | agente zona | delegado zona | gestor zona
            comercial zona | admitarbeiter | ad mitarbeiter | delegue medical | delegado | gestor
            gestor comercial
            responsable | responsable comercial | persona responsable | territory rep
            ejecutivo | ejecutivo cuenta | ejecutivo ventas | asesor | asesor comercial
            propietario | propietario cuenta | account owner | company owner | contact owner
            record owner | owner | owner name | owner alias | owner email | account manager
            sales rep | sales representative | salesperson | sales person | sales employee
            sales employee name | salesperson code | rep | assigned to | assigned user
            assigned user name | user | usuario asignado | asignado | email comercial
            comercial email | codigo vendedor | codigo agente | ruta comercial | aussendienst
            vertreter | betreuer | kundenbetreuer | verkaufer | verkaeufer | zustandig
            commercial | representant | charge affaires | responsable client | agente vendita
            agente di vendita | venditore | commerciale | vendedor responsavel | gestor conta
            agent | responsible | empleado departamento ventas | codrep | account owner name
            lead owner | promotor | preventista | viajante | besitzer | vertriebsbeauftragter
            aussendienstmitarbeiter | vertriebsmitarbeiter | gebietsleiter | vertriebler
            technico commercial | technicien commercial | attache commercial | delegado comercial
            comercial nombre | nombre comercial vendedor | nombre representante | nombre agente
            zone manager | kam | key account manager
        """,
        "contact_name": """
            contacto | persona contacto | nombre contacto | contacto principal | contact
            contact name | contact person | primary contact | full name | nombre completo
            interlocutor | atencion | ansprechpartner | kontakt | kontaktperson
            personne contact | nom contact | interlocuteur | referente | persona di riferimento
            contatto | pessoa contato | contato | contacte | persona contacte | nom complet
            associated contact | contacto asociado | contact associe | zugeordneter kontakt
            representante legal | encargado | a la atencion | nome contato
            buyer | comprador | compradora
        """,
        "contact_first": """
            first name | firstname | nombre pila | primer nombre | given name | vorname | prenom
            vorname adressattyp naturl person | voornaam
            nombre contacto 1 | primeiro nome | contact first name | nombre propio
        """,
        "contact_last": """
            last name | lastname | apellidos | apellido | surname | family name | nachname
            nom famille | cognome | cognoms | sobrenome | apelido | apellido 1
            name adressattyp naturl person | achternaam
            contact last name | apellido paterno | apellido 2 | segundo apellido | primer apellido
            apellido materno
        """,
        "contact_position": """
            cargo | puesto | job title | title | position | cargo contacto | posicion | funktion
            fonction | poste | ruolo | mansione | carrec | funcao | job position | contact title
            organization 1 title | organization title
        """,
        "contact_email": """
            email contacto | correo contacto | contact email | mail contacto | person email
            email personne contact | email contatto | email contato | email ansprechpartner
        """,
        "contact_phone": """
            telefono contacto | contact phone | movil contacto | tel contacto | person phone
            celular contacto | contact mobile | telefone contato
        """,
        "notes": """
            notas | observaciones | comentarios | comentario | notes | comments | remarks
            description | descripcion | nota | bemerkung | bemerkungen | notizen | beschreibung
            remarques | commentaire | commentaires | observacoes | observacions | osservazioni
            free text | freetext | memo | annotazioni | anotaciones | obs | otros datos
            informacion adicional | obscli | mobserv
            info | infos
        """,
    }.items()
}

# What other systems export beside the fields of an account; no cells make an account's field of it.
OTHERS: tuple[str, ...] = _listed("""
            fax | telefono 2 | telefono 3 | phone 2 | alternate phone | other phone | phone fax
            home phone | photo | foto | imagen | image | logo | photo url | photourl | avatar
            categoria fiscal | department | dept | division | uri | link | linkedin | linkedin url
            facebook | twitter
            iban | cuenta bancaria
            banco | swift | bic | forma pago | condiciones pago | plazo pago | descuento
            tarifa | limite credito | credit limit | riesgo | saldo | balance | cuenta contable
            subcuenta | moneda | currency | divisa | wahrung | valuta | devise | idioma
            language | sprache | langue | fecha alta | fecha baja | fecha ultima compra | fecha
            created | created date | create date | created time | created by | date added
            last modified | last modified date | modified time | modified by | modified on
            created on | last activity date | last activity | last contacted | ultima compra
            ultima visita | deleted | is deleted | parent account | parent id | master record id
            number of employees | employees | no of employees | empleados | numero empleados
            mitarbeiter | effectif | dipendenti | tags | etiquetas | labels | source
            account source | lead source | original source | salutation | saludo | anrede
            civilite | titulo | birthday | cumpleanos | fecha nacimiento | address 2
            address line 2 | direccion 2 | address line 3 | adresse 2 | complement | complemento
            piso | puerta | portal | numero via | numero exterior | numero interior | bairro
            colonia | barrio | urbanizacion | referencia direccion | sic code | sic | naics
            duns number | ticker symbol | ownership | people count | open deals | closed deals
            won deals | deals | next activity date | sic desc | zona | ruta | territory
            territorio | zone | gebiet | tournee | delegacion | almacen | serie | tipo documento
            tipo identificacion | digito verificacion | dv | regimen fiscal | uso cfdi
            recargo equivalencia | tipo iva | iva | idcif | group membership | hausnummer
            postfach | po box | apartado postal | codigo ine | codigo municipio
            codigo provincia | organization type | additional name | name prefix | name suffix
            yomi name | nickname | clean status | jigsaw | created by id | owner id | ownerid
            system modstamp | company status | incorporation date | annual revenue currency
            account site | subsidiary | subsidiaria | filial
        """)
