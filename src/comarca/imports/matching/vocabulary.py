"""The words that headings are made of, in ten languages, by what each of them speaks of.

Folded (no accents, lower case), in Spanish, English, Portuguese, French, German, Italian, Catalan,
Galician, Basque and Dutch. A word stands under one concept alone; ``concepts`` weighs those of a
heading together.
"""

WORDS: dict[str, frozenset[str]] = {
    concept: frozenset(text.split())
    for concept, text in {
        "postal_code": """postal postale postales postcode zip pk postakodea plz cap cep
            postleitzahl postais zipcode cp""",
        "email": """emailadres mailadres email mail mails correo posta eposta epost courriel
            correu eletronico electronico electronica eletronica elettronica electronique
            electronic pec mailadresse emailadresse""",
        "website": """websites web website sitio url dominio domain homepage internet webseite
            sito www domini dominis pagina domaine""",
        "phone": """telefoon telefoonnummer mobiel vast gsm telefono telefonos phone telephone
            tel telefon telefonoa mugikorra telefone telf tlf movil moviles mobile mobil mobilne
            handy celular cellulare cell cel portable telemovel rufnummer fono fone landline
            whatsapp telefonnummer mobilnummer mob fijo fix fixe fisso festnetz""",
        "tax_id": """btw kvk btwnummer kvknummer cedula nif cif dni vat ifz ifk nie tax ruc rut
            cuit nit rfc cnpj cpf nipc siret siren tva ustid ust ustidnr idnr piva tin ein cuil
            rif rnc rtn abn gst steuernummer contribuinte fiscale""",
        "lat": "latitud latitude lat breitengrad latitudine breite",
        "lon": "longitud longitude lon lng long langengrad laengengrad longitudine lange",
        "country": """lkz landkennzeichen lander laender herrialdea pais country nacion pays paese
            nazione land paisos
            nation""",
        "province": """provincia probintzia lurraldea province departamento region state departement
            bundesland kanton regione comarca county condado condados uf comunidad autonoma
            provincie distritos provinz regiao provincias canton territorial geografica""",
        "place": """gemeente plaats woonplaats plaatsnaam vestigingsplaats municipio concello
            herria udalerria hiria municipios poblacion localidad ciudad city town place
            locality comuna concelho ville commune localite ort stadt gemeinde citta comune
            localita municipi poblacio localitat ciutat cidade localidade freguesia pueblo
            village wohnort parroquia delegacion alcaldia municipality suburb towns dorf
            ortschaft pueblos ciudades""",
        "address": """straat straatnaam adres direccion domicilio calle street address adresse
            rue strasse anschrift helbidea kalea enderezo indirizzo morada endereco logradouro
            adreca carrer via rua hausanschrift addr line plaza avenida av strassenname""",
        "owner": """relatiebeheerder vertegenwoordiger accountmanager verkoper beheerder
            buitendienst verantwortlicher verantwortlich verantwortliche komertziala saltzailea
            ordezkaria vendedor collaborateur vendedora representante agente delegado delegada
            gestor ejecutivo asesor owner rep salesperson propietario manager vertreter betreuer
            aussendienst aussendienstler representant agent venditore vendeur salesman seller
            promotor viajante preventista bdm kam adm kundenbetreuer consultor agentes ejecutiva
            asesora gestora empleado empleada informatore visitador visitadora besitzer attache
            proprietario proprietaire proprietari zustandiger
            zustandig zustaendiger zustaendig inhaber owned responsable responsible responsabile
            atc commerciaux verkaufer verkaeufer responsavel assignee anm gebietsleiter delegats
            comercials""",
        "contact": """contactpersoon titular titolare gerant gerante gerente dueno duena harremana
            harremanetarako pertsona persoa contacto
            contact contato contatto contacte kontakt ansprechpartner persona person
            interlocutor interlocuteur referente personne pessoa kontaktperson interlocutora
            contactos ansprechperson""",
        "position": """functie cargo puesto position funktion fonction poste ruolo mansione carrec
            funcao""",
        "status": """actief geblokkeerd obsoleto obsoleta obsolete egoera estado estatus status
            situacion activo activa active attivo ativo actif aktiv statut etat stato situacao
            estat situacio inactivo bloqueado bloqueada gesperrt blocked baja anulado bloque
            sommeil stop disabled kundenstatus actiu bloqueo blocco sospeso ferme bloccato
            chiuso cerrado closed encerrado cancelado live dead alive inactive vigente""",
        "segment": """branche categorie klantgroep klantklasse classificatie soort grade
            sektorea mota taldea segmento segment segmentacion segmentacao segmentazione
            segmentation segmentierung segmentacio fascia typologie
            klassifizierung einstufung kat sector categoria category actividad
            activity familia giro canal channel clasificacion clasificacio classificacao
            classification abc branche kategorie kundengruppe secteur categorie famille settore
            ramo cnae naf cae tipologia rubro class clase klasse classe segmentacion industry
            industria grupo group gruppe groupe gruppo grup tipo tipus type typ tipos
            kundenklasse tier activitat activite attivita atividade grp kdgrp kgrp klass ambito
            sub""",
        "notes": """opmerking opmerkingen notities toelichting oharrak oharra memo notas
            observaciones comentarios notes comments remarks nota bemerkung bemerkungen notizen
            remarques commentaire commentaires observacoes observacions osservazioni annotazioni
            observacion comentario kommentar""",
        "potential": "ahalmena potencial potential potenzial potentiel potenziale umsatzpotenzial",
        "visits": """bisitak bisita visitas visits besuche visites visite visita visit bezoek
            bezoeken bezoekfrequentie besuchsfrequenz frecuencia frequency frequenz frequence
            frequenza frequencia periodicidad besuchsrhythmus besuchsintervall rythme ritmo
            rhythmus cycle""",
        "name": """naam bedrijfsnaam firmanaam klantnaam handelsnaam izena izen nombre libelle
            name nom nome denominacion denomination denominazione razon raison ragione rao razao
            social sociale intitule bezeichnung firma enseigne rotulo fantasia designacao
            firmenname firmierung nombres denominacao trading dba kundenname insegna denominacio
            fantasy""",
        "code": """kodea zenbakia codigo code codi codice id numero number nummer clave ref
            referencia matricula identificador kennung reference uid identifier num""",
        # Whose the field is, and which of several.
        "account": """klant klanten bedrijf relatie onderneming bezeroa bezeroaren bezero card
            cliente client customer empresa cuenta account company kunde parceiro parceiros local
            locales
            entidade entidades conta facility facilities azienda societe tercero
            tiers entidad negocio organizacion organization organisation business unternehmen
            compania companyia clients kunden societa tercers sn cust legal entity conto compte
            konto datensatz enregistrement auxiliaire firmen debitor deudor debiteur farmacia
            pharmacy tienda store outlet entreprise entreprises impresa betrieb""",
        "billing": """legale juridico juridica zentrale factura destinatario facturacion facturacio
            fatturazione faturacao billing
            facturation rechnung rechnungs invoice fiscal principal primary main sede
            headquarters hq home bill registered registro record erp interno internal crm
            oficina office uff ufficio work trabajo directo direct direction reg haupt primarer
            primaire primario principale completa completo complete full geschaft oficial
            central""",
        "shipping": """envio entrega delivery shipping livraison lieferung liefer spedizione
            consegna ship tramesa lliurament almacen obra versand destino correspondencia""",
        "selling": """comercial comerciales commercial commerciale ventas venta sales vendite
            ventes vendas
            vertrieb vertriebs vendes""",
        "assigned": """attitre attitree
            asignado asignada assigned affecte affectes affectee assegnato atribuido
            assignat zugewiesen zugeordnet""",
        "period": """jaar jaarlijks maand ano anos anual anuales any anys an annee annuel anno
            annuo annui jahr jahrlich year years annual mes meses month months mois monat mesi
            pa semana week wks weeks""",
        "first": "voornaam pila given vorname prenom",
        "last": """achternaam apellido apellidos surname nachname cognome cognoms sobrenome apelido
            family""",
        # Figures of a year are read by ``sales``; what is left here is no sale of the account.
        "other": """datum krediet kredietlimiet betaling taal bank huisnummer laatste cobrar
            albaran albaranes cartera fecha date datum data alta created creado creada creacion
            modified modificado modificacion bancaria bancario saldo balance limite limit
            credito credit riesgo risc descuento discount rabatt remise banco bank banque banca
            iban swift bic pago payment zahlung zahlungsbed paiement pagamento pagament fax
            telefax idioma language sprache langue moneda currency wahrung devise valuta tarifa
            empleados employees mitarbeiter effectif dipendenti etiquetas tags tag labels label
            negocios deals oportunidades foto photo logo imagen facebook twitter linkedin
            cumpleanos birthday saludo salutation anrede civilite recargo iva regimen ruta route
            zona zone gebiet tournee rgo suma comprobacion checksum parent padre relacionada
            related portes transportista transporte carrier vencimiento due dias days ultima
            last ultimo ultimos dv digito verificador cupo condicion cond condiciones complement
            complemento complementaire colonia bairro barrio equipo team piso puerta portal
            nacimiento margen margin var variacion uds unidades units pedidos orders facturas
            invoices giro lista price precio precios forma modo metodo territory territories
            territorio master jigsaw photourl avatar subcuenta contable almacenes contrato
            producto product""",
    }.items()
}
# In short or long forms that are no beginning of the word itself.
SHORT = {
    "domic": "domicilio", "tlfno": "telefono", "tlfn": "telefono", "pcia": "provincia",
    "pvcia": "provincia", "prv": "provincia", "edo": "estado", "agte": "agente",
    "mpio": "municipio", "muni": "municipio", "deleg": "delegacion", "ctro": "centro",
    "rte": "representante", "vdor": "vendedor", "direc": "direccion", "ndeg": "numero",
    "kto": "konto", "kdnr": "numero cliente", "kundennr": "numero cliente", "anspr": "contacto",
    "pro": "provincia", "pobla": "poblacion", "munic": "municipio", "emp": "empresa",
    "clt": "cliente", "clie": "cliente", "clien": "cliente", "razsoc": "razon social",
    "nro": "numero", "cdad": "ciudad", "cia": "empresa", "lcdad": "localidad", "ac": "account",
    "mobiltel": "movil", "gestorcom": "gestor", "repre": "representante", "corr": "correo",
    "contac": "contacto", "categ": "categoria", "clasif": "clasificacion", "sect": "sector",
    "ciud": "ciudad", "colon": "colonia", "gr": "grupo", "grpo": "grupo", "gesch": "geschaft",
    "act": "activo", "inact": "inactivo", "dept": "departement", "rem": "remarques", "mov": "movil",
    "eml": "email", "cps": "cp", "nb": "numero", "lnd": "land", "nbre": "numero",
    "coment": "comentarios", "nac": "pais", "stato": "status", "situac": "situacion",
    "fec": "fecha", "fch": "fecha", "dto": "descuento", "bco": "banco", "fpago": "pago",
    "desct": "descuento", "com": "comercial", "end": "endereco", "slp": "salesperson",
    "ncont": "contribuinte", "nm": "nome", "ven": "vendedor",
}  # fmt: skip
