"""The map's atoms: layers of areas, their names, borders, measures and postal codes."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comarca.geography.layer_names import LayerNameField

if TYPE_CHECKING:
    from comarca.team.models import Person


class LayerQuerySet(models.QuerySet["Layer"]):
    """Layers; geography is public inside the company."""

    def visible_to(self, user: "Person") -> Self:
        """Return all layers to anybody who is logged in, none to others."""
        return self if user.is_authenticated and user.is_active else self.none()


class Layer(models.Model):
    """One set of areas that cover a country at one level, such as Spain's municipalities."""

    class Source(models.TextChoices):
        PACK = "pack", _("Bundled pack")
        FILE = "file", _("Imported layer")
        GRID = "grid", _("Hexagon grid")

    code = models.SlugField(_("code"), max_length=64, unique=True)
    name = LayerNameField(_("name"), max_length=150)
    country = models.CharField(_("country"), max_length=2, blank=True)
    level = models.CharField(_("level"), max_length=40)
    source = models.CharField(max_length=4, choices=Source.choices)
    attribution = models.TextField(_("attribution"), blank=True)
    version = models.CharField(max_length=64, blank=True)
    is_ready = models.BooleanField(default=False)
    report = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LayerQuerySet.as_manager()

    class Meta:
        verbose_name = _("layer")
        ordering = ["name"]

    def __str__(self) -> str:
        return str(self.name)


class GeoUnit(models.Model):
    """An atomic area: a municipality, a county, a postal area or a hexagon.

    A unit that is too heavy for one person may be subdivided: its children carry
    ``level="cell"`` and stand in the same layer with ``parent`` set to it.
    """

    layer = models.ForeignKey(Layer, models.CASCADE, related_name="units")
    code = models.CharField(_("code"), max_length=64)
    name = models.CharField(_("name"), max_length=200)
    level = models.CharField(_("level"), max_length=40)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    region_code = models.CharField(_("region code"), max_length=32, blank=True)
    region = models.CharField(_("region"), max_length=150, blank=True)
    group_code = models.CharField(_("group code"), max_length=32, blank=True)
    group = models.CharField(_("group"), max_length=150, blank=True)
    landmass = models.CharField(_("land mass"), max_length=32, blank=True)
    lon = models.FloatField()
    lat = models.FloatField()
    area_km2 = models.FloatField(default=0)
    perimeter_km = models.FloatField(default=0)
    outline = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name = _("unit")
        # Each tile and each map asks how many cells a layer has.
        indexes = [models.Index(fields=["layer", "level"], name="unit_level")]
        constraints = [
            models.UniqueConstraint(fields=["layer", "code"], name="unit_code_in_layer"),
            models.CheckConstraint(
                condition=Q(lon__range=(-180, 180), lat__range=(-90, 90)), name="unit_is_on_earth"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """One spelling of a unit's name, folded (no accents, no case, no inverted article)."""

    unit = models.ForeignKey(GeoUnit, models.CASCADE, related_name="names")
    layer = models.ForeignKey(Layer, models.CASCADE, related_name="+")
    folded = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("name of a unit")
        indexes = [models.Index(fields=["layer", "folded"])]
        constraints = [models.UniqueConstraint(fields=["unit", "folded"], name="name_once_a_unit")]

    def __str__(self) -> str:
        return self.folded


class Border(models.Model):
    """Two units that touch (``border``) or are linked over water (``bridge``); a < b."""

    class Kind(models.TextChoices):
        BORDER = "border", _("Border")
        BRIDGE = "bridge", _("Bridge")

    layer = models.ForeignKey(Layer, models.CASCADE, related_name="borders")
    a = models.ForeignKey(GeoUnit, models.CASCADE, related_name="+")
    b = models.ForeignKey(GeoUnit, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.BORDER)
    km = models.FloatField(default=0)

    class Meta:
        verbose_name = _("border")
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="border_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="border_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.a_id}-{self.b_id}"


class UnitMeasure(models.Model):
    """One published figure of one unit in one year: population, companies, income."""

    unit = models.ForeignKey(GeoUnit, models.CASCADE, related_name="measures")
    key = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    value = models.FloatField()

    class Meta:
        verbose_name = _("measure of a unit")
        constraints = [
            models.UniqueConstraint(fields=["unit", "key", "year"], name="measure_once_a_year")
        ]
        indexes = [models.Index(fields=["key", "year"])]

    def __str__(self) -> str:
        return f"{self.key} {self.year}"


class PostalCode(models.Model):
    """One postal code that reaches one unit; many to many."""

    layer = models.ForeignKey(Layer, models.CASCADE, related_name="postal_codes")
    code = models.CharField(max_length=12)
    unit = models.ForeignKey(GeoUnit, models.CASCADE, related_name="postal_codes")

    class Meta:
        verbose_name = _("postal code")
        constraints = [
            models.UniqueConstraint(fields=["code", "unit"], name="postal_code_once_a_unit")
        ]
        indexes = [models.Index(fields=["layer", "code"])]

    def __str__(self) -> str:
        return self.code


class PlaceDecision(models.Model):
    """What somebody said a written place means; the next file that says the same is not asked."""

    layer = models.ForeignKey(Layer, models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=400)
    unit = models.ForeignKey(GeoUnit, models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(
        "team.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("decision about a place")
        constraints = [
            models.UniqueConstraint(fields=["layer", "key"], name="place_decided_once_a_layer")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.unit_id}"
