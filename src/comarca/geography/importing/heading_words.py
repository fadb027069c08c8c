"""Words that headings of layers use, in the languages of statistics offices and map agencies."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CODE_WORDS = _words(
    """
    geoid geocode geocodigo code codigo código cod cd ine fips cut mpio divipola cve cvegeo
    insee ags ars lau nuts gisco gss pcode hasc id ubigeo dico dicofre istat plz zip zcta
    postcode postal cp ccdgo cdpmp lad cpro cmun natcode nr nummer key clave kode gid
    """
)
NAME_WORDS = _words(
    """
    name nombre nom nome nameunit label denominacion denominazione nm nombr cnmbr navn naam gen
    namn nazwa municipio municipality comuna commune gemeente gemeinde kommune concelho
    freguesia distrito county
    """
)
REGION_WORDS = _words(
    """
    province provincia prov state estado region región parent county departamento depto dpto dep
    distrito district land bundesland kanton comunidad departement provincie regione fylke lan
    voivodeship uf cnmbr
    """
)
OTHER_WORDS = _words(
    """
    type tipo engtype var varname nl alt ascii hasc source fuente date fecha version remarks
    class clase validfr validto shape cc iso iso3 objectid fid
    """
)
POSTAL_WORDS = _words(
    """
    plz zip zcta postcode postal cp postalcode codpostal cep
    """
)
FIGURE_WORDS = _words(
    """
    pop population poblacion población pob habitantes hab einwohner inhabitants pobl personas
    hogares
    """
)
SIZE_WORDS = _words("area shape length len perimeter km2 ha lon lat x y")
