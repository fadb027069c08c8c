"""What a report asks, as it stands in its address."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from comarca.base.objects import ObjectType, all_types
from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.sources import Own, Worked
from comarca.reports.dimensions import Dimension, dimensions_of
from comarca.reports.periods import AGAINST, PERIODS
from comarca.ui.lists import asked as asking
from comarca.ui.lists.asked import Asked

OWN = "r-"
MEASURES = ("count", "share", "sum", "average", "median")
OF_ROWS = {"count", "share"}  # they need no figure
CHARTS = ("bar", "line", "none")


@dataclass(frozen=True, slots=True)
class Definition:
    """A report: of what, measured how, by what, in which period, against which, filtered how."""

    object_type: ObjectType
    asked: Asked
    measure: str = "count"
    figure: Field | None = None
    by: Dimension | None = None
    across: Dimension | None = None
    moment: Field | None = None
    period: str = ""
    against: str = ""
    chart: str = "bar"

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the report as the parameters of an address."""
        own = {
            "object": self.object_type.key, "measure": self.measure,
            "of": self.figure.key if self.figure else "", "by": self.by.key if self.by else "",
            "across": self.across.key if self.across else "",
            "moment": self.moment.key if self.moment else "", "period": self.period,
            "against": self.against, "chart": self.chart,
        }  # fmt: skip
        return [(OWN + key, value) for key, value in own.items() if value] + self.asked.pairs

    @property
    def query(self) -> str:
        """Return the report as the query of an address."""
        return urlencode(self.pairs)


def objects_for(user: Any) -> list[ObjectType]:
    """Return the kinds of object that a person may report on, by name."""
    if not user.may("records.read"):
        return []
    return sorted((one for one in all_types() if one.fields), key=lambda one: one.heading)


def figures_of(object_type: ObjectType, user: Any) -> list[Field]:
    """Return the figures that can be added up: of the object's own table, or worked out of it."""
    fields = object_type.fields_for(user).values()
    return [one for one in fields if one.kind.is_number and _adds_up(one)]


def _adds_up(one: Field) -> bool:
    if isinstance(one.source, Worked):
        return one.source.adds_up
    return isinstance(one.source, Own) and "__" not in one.source.path


def moments_of(object_type: ObjectType, user: Any) -> list[Field]:
    """Return the dates that a period may be about."""
    return [
        one
        for one in object_type.fields_for(user).values()
        if one.kind in {Kind.DATE, Kind.DATETIME} and isinstance(one.source, Own)
    ]


def read(query: QueryDict, user: Any) -> Definition | None:
    """Read the query of an address; what a person may not see, or is not there, is left out."""
    own = {key.removeprefix(OWN): query.get(key, "") for key in query if key.startswith(OWN)}
    object_type = next((o for o in objects_for(user) if o.key == own.get("object")), None)
    if object_type is None:
        return None
    rest = query.copy()
    for key in query:
        if key.startswith(OWN):
            rest.pop(key)
    asked = replace(
        asking.read(rest, object_type.fields_for(user)), sort="", group="", columns=(), page=1
    )
    dimensions = {one.key: one for one in dimensions_of(object_type, user)}
    figures = {one.key: one for one in figures_of(object_type, user)}
    moments = {one.key: one for one in moments_of(object_type, user)}
    measure = own.get("measure", "")
    figure = figures.get(own.get("of", ""))
    if measure not in MEASURES or (measure not in OF_ROWS and figure is None):
        measure = "count"
    figure = None if measure in OF_ROWS else figure
    period = own.get("period", "") if own.get("period", "") in dict(PERIODS) else ""
    moment = moments.get(own.get("moment", ""))
    return Definition(
        object_type, asked, measure, figure, dimensions.get(own.get("by", "")),
        dimensions.get(own.get("across", "")), moment, period if moment else "",
        own.get("against", "") if own.get("against", "") in dict(AGAINST) else "",
        own.get("chart", "") if own.get("chart", "") in CHARTS else "bar",
    )  # fmt: skip
